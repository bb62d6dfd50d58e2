/* SPDX-License-Identifier: MIT */
/* Marks out, names in. */
#include "marked.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "pack/pack.h"

bool marked_lists_open(marked_lists *lists) {
  nomenp_pack pack;
  lists->gazetteer = NULL;
  return nomenp_pack_open(nomenp_pack_default, nomenp_pack_default_size, &pack,
                          NULL) == NOMEN_OK &&
         nomenp_gazetteer_open(&nomenp_memory_default,
                               pack.sections[NOMENP_SECTION_GAZETTEER].bytes,
                               pack.sections[NOMENP_SECTION_GAZETTEER].size,
                               &lists->gazetteer, NULL) == NOMEN_OK;
}

void marked_lists_close(marked_lists *lists) {
  nomenp_gazetteer_close(lists->gazetteer);
}

static int type_of(char letter) {
  switch (letter) {
  case 'P':
    return NOMEN_TYPE_PERSON;
  case 'O':
    return NOMEN_TYPE_ORGANISATION;
  case 'L':
    return NOMEN_TYPE_PLACE;
  default:
    return -1;
  }
}

/* "[P:" or "[PO:" at `at`: its size, else 0. */
static size_t mark_size(const char *at) {
  if (at[0] != '[' || type_of(at[1]) < 0) return 0;
  if (at[2] == ':') return 3;
  return type_of(at[2]) >= 0 && at[3] == ':' ? 4 : 0;
}

typedef struct span {
  uint32_t start, end;
  int type, runner_up;
} span;

/* Bytes of the text without marks; spans in bytes. */
static size_t unmark(const char *source, char *bytes, span *spans,
                     size_t *count) {
  size_t size = 0;
  bool is_open = false;
  for (const char *at = source; *at != '\0';) {
    size_t mark = mark_size(at);
    if (mark > 0) {
      spans[*count] = (span){.start = (uint32_t)size,
                             .type = type_of(at[1]),
                             .runner_up = mark == 4 ? type_of(at[2]) : -1};
      is_open = true;
      at += mark;
    } else if (is_open && *at == ']') {
      spans[(*count)++].end = (uint32_t)size;
      is_open = false;
      at++;
    } else {
      bytes[size++] = *at++;
    }
  }
  bytes[size] = '\0';
  return size;
}

static bool name_of(const nomenp_text *text, const span *from,
                    nomenp_name *out) {
  uint32_t first = nomenp_text_token_at(text, from->start);
  uint32_t end = first;
  while (end < text->token_count && text->start[end] < from->end)
    end++;
  if (first == end) return false;
  bool is_sure = from->runner_up < 0;
  *out = (nomenp_name){.first = first,
                       .end = end,
                       .type = (uint8_t)from->type,
                       .runner_up = is_sure ? 255 : (uint8_t)from->runner_up,
                       .confidence = is_sure ? 980 : 500,
                       .runner_up_confidence = is_sure ? 0 : 400};
  return true;
}

static bool find_hits(const marked_lists *lists, marked *document,
                      uint32_t **words, nomenp_hit_list *hits) {
  const nomenp_text *text = &document->text;
  *words = nomenp_arena_array(&document->arena, text->token_count + 1u,
                              sizeof **words);
  if (*words == NULL) return false;
  nomenp_gazetteer_words(lists->gazetteer, NULL, text, *words);
  return nomenp_gazetteer_scan(lists->gazetteer, &document->arena, text, *words,
                               hits) == NOMEN_OK;
}

bool marked_link(const marked_lists *lists, const char *source, marked *out) {
  size_t room = strlen(source) + 1;
  uint32_t *words = NULL;
  nomenp_hit_list hits = {0};
  memset(out, 0, sizeof *out);
  nomenp_arena_init(&out->arena, &nomenp_memory_default);
  out->bytes = nomenp_arena_allocate(&out->arena, room);
  span *spans = nomenp_arena_array(&out->arena, room / 4 + 1, sizeof *spans);
  out->names =
      nomenp_arena_array(&out->arena, room / 4 + 1, sizeof *out->names);
  if (out->bytes == NULL || spans == NULL || out->names == NULL) return false;
  size_t size = unmark(source, out->bytes, spans, &out->count);
  nomenp_lexicon lexicon = nomenp_gazetteer_lexicon(lists->gazetteer);
  if (!nomenp_text_read(&out->arena, (const uint8_t *)out->bytes,
                        (uint32_t)size, &lexicon, &out->text))
    return false;
  for (size_t i = 0; i < out->count; i++)
    if (!name_of(&out->text, &spans[i], &out->names[i])) return false;
  if (!find_hits(lists, out, &words, &hits)) return false;
  nomenp_link_input input = {.text = &out->text,
                             .gazetteer = lists->gazetteer,
                             .words = words,
                             .hits = &hits,
                             .names = out->names,
                             .name_count = out->count};
  return nomenp_link(&out->arena, &input, &out->result) == NOMEN_OK;
}

void marked_fini(marked *document) {
  nomenp_arena_fini(&document->arena);
}

bool marked_value(const marked *document, nomen_type type, bool is_last,
                  nomenp_link_value *out) {
  for (size_t i = 0; i < document->count; i++) {
    size_t at = is_last ? document->count - 1 - i : i;
    if (document->result.records[at].type != type) continue;
    nomenp_link_value_of(&document->result, at, out);
    return true;
  }
  return false;
}

/* ---- cases -----------------------------------------------------------------
 */

void marked_fail(marked_spec *spec, const spec_row *row, const char *what,
                 const char *expected, const char *got) {
  spec->failures++;
  print_error("%s:%u: %s\n  %s: expected \"%s\", got \"%s\"\n", spec->name,
              row->line, spec_cell(row, "text"), what, expected, got);
}

static bool has_column(const spec_row *row, const char *column) {
  for (size_t i = 0; i < row->count; i++)
    if (strcmp(row->names[i], column) == 0) return true;
  return false;
}

void marked_compare(marked_spec *spec, const spec_row *row, const char *column,
                    const char *got) {
  const char *expected = spec_cell(row, column);
  if (got == NULL) got = "";
  if (has_column(row, column) && strcmp(expected, "-") != 0 &&
      strcmp(expected, got) != 0)
    marked_fail(spec, row, column, expected, got);
}

static void check_row(const spec_row *row, void *context) {
  marked_spec *spec = context;
  marked document;
  spec->cases++;
  if (marked_link(&spec->lists, spec_cell(row, "text"), &document))
    spec->check(spec, row, &document);
  else
    marked_fail(spec, row, "text", "marks of whole tokens", "others");
  marked_fini(&document);
}

unsigned marked_spec_run(const char *name, marked_check check) {
  marked_spec spec = {.name = name, .check = check};
  char path[512];
  snprintf(path, sizeof path, SPEC_DIR "/%s", name);
  assert_true(marked_lists_open(&spec.lists));
  assert_true(spec_read(path, check_row, &spec));
  marked_lists_close(&spec.lists);
  assert_true(spec.cases >= 120);
  return spec.failures;
}
