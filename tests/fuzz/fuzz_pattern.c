/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a pattern file, up to the first NUL, and what follows as a text
 * to scan with it: an error with its place, or matches within the text, in
 * order; the same when each rule is tried wherever it is triggered.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "pattern/pattern.h"
#include "text/utf8.h"

#define HOLDS(condition)                                                       \
  do {                                                                         \
    if (!(condition)) abort();                                                 \
  } while (0)

#define MATCH_LIMIT 500u

static void check_matches(const nomenp_match_list *list,
                          const nomenp_patterns *patterns, uint32_t size) {
  for (size_t i = 0; i < list->count; i++) {
    const nomenp_match *m = &list->items[i];
    HOLDS(m->start < m->end && m->end <= size);
    HOLDS(m->end - m->start <= NOMENP_MATCH_MAX);
    HOLDS(m->rule < nomenp_patterns_rule_count(patterns));
    if (i > 0) {
      const nomenp_match *last = m - 1;
      HOLDS(last->start < m->start ||
            (last->start == m->start && last->end >= m->end));
    }
    for (uint32_t k = 0; k < m->capture_count; k++) {
      HOLDS(m->captures[k].start <= size && m->captures[k].end <= size);
    }
  }
}

/* What is learnt of where rules match loses none and adds none. */
static void check_same(const nomenp_match_list *a, const nomenp_match_list *b) {
  HOLDS(a->count == b->count);
  for (size_t i = 0; i < a->count; i++)
    HOLDS(a->items[i].rule == b->items[i].rule &&
          a->items[i].start == b->items[i].start &&
          a->items[i].end == b->items[i].end);
}

static void scan(const nomenp_patterns *patterns, const nomenp_patterns *blind,
                 uint8_t *text, uint32_t size) {
  nomenp_match_list matches = {0}, all = {0};
  nomenp_arena arena;
  nomenp_text read;

  nomenp_utf8_repair(text, size);
  nomenp_arena_init(&arena, &nomenp_memory_default);
  HOLDS(nomenp_text_read(&arena, text, size, NULL, &read));
  HOLDS(nomenp_patterns_scan(patterns, &arena, &read, &matches) == NOMEN_OK);
  HOLDS(nomenp_patterns_scan(blind, &arena, &read, &all) == NOMEN_OK);
  check_matches(&matches, patterns, size);
  check_same(&matches, &all);
  nomenp_arena_fini(&arena);
}

static nomen_status compile(const nomenp_pattern_file *file, uint32_t flags,
                            nomenp_patterns **out, nomen_error *error) {
  return nomenp_patterns_new(&nomenp_memory_default, file, 1, flags,
                             MATCH_LIMIT, out, error);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const uint8_t *end = size == 0 ? NULL : memchr(data, 0, size);
  size_t file_size = end == NULL ? size : (size_t)(end - data);
  size_t text_size = end == NULL ? 0 : size - file_size - 1;
  nomenp_pattern_file file = {"fuzz", (const char *)data, file_size};
  nomenp_patterns *patterns, *blind;
  nomen_error error = {0};
  nomen_status status = compile(&file, 0, &patterns, &error);

  HOLDS(status == NOMEN_OK || status == NOMEN_EPATTERN);
  if (status != NOMEN_OK) {
    HOLDS(error.line > 0 && error.column > 0 && error.message[0] != '\0');
    return 0;
  }
  if (text_size > 0) {
    uint8_t *text = malloc(text_size);
    HOLDS(text != NULL);
    HOLDS(compile(&file, NOMENP_PATTERN_UNCONDITIONAL, &blind, &error) ==
          NOMEN_OK);
    memcpy(text, end + 1, text_size);
    scan(patterns, blind, text, (uint32_t)text_size);
    nomenp_patterns_free(blind);
    free(text);
  }
  nomenp_patterns_free(patterns);
  return 0;
}
