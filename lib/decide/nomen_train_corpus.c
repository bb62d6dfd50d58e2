/* SPDX-License-Identifier: MIT */
/* Reading annotated documents. */
#include "decide/nomen_train_corpus.h"
#include "base/ascii.h"
#include "base/hash.h"
#include "base/sort.h"
#include "evidence/word.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int type_named(const char *name) {
  static const char *const names[][2] = {
      {"person", "PER"}, {"organisation", "ORG"}, {"place", "LOC"}};

  for (int i = 0; i < 3; i++)
    if (strcmp(name, names[i][0]) == 0 || strcmp(name, names[i][1]) == 0)
      return i;
  return -1;
}

static int by_start(const void *a, const void *b) {
  const train_span *x = a, *y = b;

  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  if (x->end != y->end) return x->end > y->end ? -1 : 1;
  return (x->type > y->type) - (x->type < y->type);
}

/* ASCII letters only, so that offsets still hold. */
static void change_case(char *bytes, size_t size, train_case how) {
  for (size_t i = 0; i < size; i++) {
    if (bytes[i] < 'a' || bytes[i] > 'z') continue;
    if (how == CASE_TITLE && i > 0 &&
        (nomenp_ascii_is_letter(bytes[i - 1]) || bytes[i - 1] == '\'' ||
         (i > 2 && memcmp(bytes + i - 3, "\xe2\x80\x99", 3) == 0)))
      continue;
    bytes[i] = (char)(bytes[i] - 'a' + 'A');
  }
}

static bool is_space(uint8_t c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static bool take_spans(train_document *d, const json_t *entities) {
  size_t index;
  json_t *entity;

  d->spans = nomenp_arena_array(&d->arena, json_array_size(entities) + 1,
                                sizeof *d->spans);
  if (d->spans == NULL) return false;
  json_array_foreach(entities, index, entity) {
    const char *type = json_string_value(json_object_get(entity, "type"));
    json_int_t start = json_integer_value(json_object_get(entity, "start"));
    json_int_t end = json_integer_value(json_object_get(entity, "end"));
    train_span *span = &d->spans[d->span_count];
    if (type == NULL || type_named(type) < 0) continue;
    if (start < 0 || end <= start || end > (json_int_t)d->text.size) continue;
    span->start = (uint32_t)start;
    span->end = (uint32_t)end;
    while (span->start < span->end && is_space(d->text.bytes[span->start]))
      span->start++;
    while (span->end > span->start && is_space(d->text.bytes[span->end - 1]))
      span->end--;
    span->type = (uint8_t)type_named(type);
    span->is_optional = json_is_true(json_object_get(entity, "optional"));
    d->span_count++;
  }
  nomenp_sort(d->spans, d->span_count, sizeof *d->spans, by_start);
  return true;
}

/* Whether this document goes without the list entry or word `number`: the same
 * answer wherever it occurs in it. */
static bool is_hidden(unsigned share, uint64_t document, uint64_t number) {
  uint64_t drawn =
      nomenp_hash_mix(nomenp_hash_mix(document + 1) ^ (number + 1));

  return drawn % 100 < share;
}

/* A share of the names that the lists know are unknown to each document, so that
 * what stands around names learns to speak for those that no list has. */
static void hide_names(train_document *d, const nomenp_gazetteer *gazetteer,
                       unsigned share, uint64_t number) {
  size_t kept = 0;

  for (uint32_t t = 0; t < d->text.token_count; t++) {
    const nomenp_word *word;
    if (d->words[t] == NOMENP_NO_WORD) continue;
    word = nomenp_gazetteer_word(gazetteer, d->words[t]);
    if ((word->given || word->surname || word->place || word->organisation) &&
        nomenp_word_lowness(word) == 0 &&
        is_hidden(share, number, d->words[t]))
      d->words[t] = NOMENP_NO_WORD;
  }
  for (size_t i = 0; i < d->hits.count; i++) {
    const nomenp_hit *hit = &d->hits.items[i];
    bool is_name = hit->list == NOMENP_LIST_PERSON ||
                   hit->list == NOMENP_LIST_ORGANISATION ||
                   hit->list == NOMENP_LIST_TEAM ||
                   hit->list == NOMENP_LIST_PLACE;
    uint64_t entry = (UINT64_C(1) << 32) + hit->entry;
    if (!is_name || !is_hidden(share, number, entry))
      d->hits.items[kept++] = *hit;
  }
  d->hits.count = kept;
}

static bool read_document(train_document *d, const json_t *json,
                          const nomenp_gazetteer *gazetteer,
                          const train_source *source, uint64_t number) {
  const json_t *text = json_object_get(json, "text");
  size_t size = json_string_length(text);
  nomenp_lexicon lexicon = nomenp_gazetteer_lexicon(gazetteer);
  nomenp_evidence_input input = {0};
  char *bytes;

  nomenp_arena_init(&d->arena, &nomenp_memory_default);
  d->id = json_dumps(json_object_get(json, "id"), JSON_ENCODE_ANY);
  if (size > UINT32_MAX / 2) return false;
  bytes = nomenp_arena_string(&d->arena, json_string_value(text), size);
  if (bytes == NULL) return false;
  if (source->recase != CASE_KEPT) change_case(bytes, size, source->recase);
  if (!nomenp_text_read(&d->arena, (const uint8_t *)bytes, (uint32_t)size,
                        &lexicon, &d->text))
    return false;
  d->words = nomenp_arena_array(&d->arena, d->text.token_count + 1u,
                                sizeof *d->words);
  if (d->words == NULL) return false;
  nomenp_gazetteer_words(gazetteer, NULL, &d->text, d->words);
  if (nomenp_gazetteer_scan(gazetteer, &d->arena, &d->text, d->words,
                            &d->hits) != NOMEN_OK)
    return false;
  if (source->hidden > 0) hide_names(d, gazetteer, source->hidden, number);
  input.text = &d->text;
  input.gazetteer = gazetteer;
  input.words = d->words;
  input.hits = &d->hits;
  return nomenp_evidence_read(&d->arena, &input, &d->evidence) &&
         take_spans(d, json_object_get(json, "entities"));
}

static bool add_document(train_corpus *corpus, const json_t *json,
                         const nomenp_gazetteer *gazetteer,
                         const train_source *source, uint32_t number,
                         uint32_t fold) {
  train_document *d = calloc(1, sizeof *d);

  if (d == NULL ||
      !NOMENP_GROW(&nomenp_memory_default, &corpus->items, &corpus->capacity,
                   corpus->count + 1)) {
    free(d);
    return false;
  }
  corpus->items[corpus->count++] = d;
  d->source = number;
  d->fold = fold;
  return read_document(d, json, gazetteer, source, corpus->count);
}

static bool complain(const char *path, unsigned long line, const char *what) {
  fprintf(stderr, "nomen-train: %s:%lu: %s\n", path, line, what);
  return false;
}

static bool take_line(train_corpus *corpus, const nomenp_gazetteer *gazetteer,
                      const train_source *source, uint32_t number,
                      const char *bytes, size_t size, unsigned long line,
                      uint32_t fold) {
  json_error_t error;
  json_t *json = json_loadb(bytes, size, JSON_ALLOW_NUL, &error);
  bool is_done;

  if (json == NULL) return complain(source->path, line, error.text);
  if (!json_is_string(json_object_get(json, "text"))) {
    json_decref(json);
    return complain(source->path, line, "no \"text\"");
  }
  is_done = add_document(corpus, json, gazetteer, source, number, fold);
  json_decref(json);
  return is_done || complain(source->path, line, "out of memory");
}

/* A whole file, NUL behind it; NULL after a complaint. */
static char *read_file(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  size_t capacity = 1u << 20, got;
  char *bytes = malloc(capacity), *grown;

  *size = 0;
  if (file == NULL) perror(path);
  while (file != NULL && bytes != NULL &&
         (got = fread(bytes + *size, 1, capacity - *size, file)) != 0) {
    *size += got;
    if (*size < capacity) continue;
    grown = realloc(bytes, capacity *= 2);
    if (grown == NULL) free(bytes);
    bytes = grown;
  }
  if (file == NULL || bytes == NULL || ferror(file)) {
    free(bytes);
    bytes = NULL;
  }
  if (file != NULL) fclose(file);
  return bytes;
}

/* Lines that begin: one more than ends, if text follows the last end. */
static unsigned long count_lines(const char *bytes, size_t size) {
  unsigned long count = 0;

  for (size_t at = 0; at < size; count++) {
    const char *end = memchr(bytes + at, '\n', size - at);
    at = end == NULL ? size : (size_t)(end - bytes) + 1;
  }
  return count;
}

/* The quarters of a file are its folds: what stands together, a day's news, and
 * the copies of a document in another case fall into one. */
bool train_corpus_read(train_corpus *corpus, const nomenp_gazetteer *gazetteer,
                       const train_source *source, uint32_t number) {
  size_t size, at = 0;
  char *bytes = read_file(source->path, &size);
  unsigned long line = 0, line_count;
  bool is_good = bytes != NULL;

  if (!is_good)
    fprintf(stderr, "nomen-train: %s: cannot be read\n", source->path);
  line_count = is_good ? count_lines(bytes, size) : 0;
  while (is_good && at < size) {
    const char *end = memchr(bytes + at, '\n', size - at);
    size_t line_size = end == NULL ? size - at : (size_t)(end - bytes) - at;
    if (line_size != 0 && line % source->every == 0)
      is_good =
          take_line(corpus, gazetteer, source, number, bytes + at, line_size,
                    line + 1, (uint32_t)(line * 4 / line_count));
    line++;
    at += line_size + 1;
  }
  free(bytes);
  return is_good;
}

void train_corpus_free(train_corpus *corpus) {
  for (size_t i = 0; i < corpus->count; i++) {
    free(corpus->items[i]->id);
    nomenp_arena_fini(&corpus->items[i]->arena);
    free(corpus->items[i]);
  }
  nomenp_memory_release(&nomenp_memory_default, corpus->items);
}

/* Sites [first, end) of a span; false when its edges are not tokens' edges. */
static bool sites_of(const train_document *d, const train_span *span,
                     size_t *first, size_t *end) {
  const nomenp_evidence *evidence = &d->evidence;
  size_t low = 0, high = evidence->site_count;
  bool fits;

  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (d->text.end[evidence->sites[middle].token] <= span->start)
      low = middle + 1;
    else
      high = middle;
  }
  *first = low;
  *end = low;
  while (*end < evidence->site_count &&
         d->text.start[evidence->sites[*end].token] < span->end)
    ++*end;
  if (*end == low) return false;
  fits = d->text.start[evidence->sites[low].token] == span->start &&
         d->text.end[evidence->sites[*end - 1].token] == span->end &&
         evidence->sites[*end - 1].token - evidence->sites[low].token ==
             *end - 1 - low;
  for (size_t i = low + 1; i < *end; i++)
    if (evidence->sites[i].starts) fits = false;
  return fits;
}

/* "London" of "London-based": some annotators mark it, others never do. */
static bool is_before_hyphen(const train_document *d, size_t site) {
  const nomenp_text *text = &d->text;
  uint32_t t = d->evidence.sites[site].token;

  return t + 2 < text->token_count &&
         nomenp_shape_is_capital(text->shape[t]) &&
         text->shape[t + 1] == NOMENP_SHAPE_HYPHEN &&
         text->shape[t + 2] == NOMENP_SHAPE_LOWER &&
         text->end[t + 2] - text->start[t + 2] > 2;
}

/* Ours marks it: a place by the lists is one, of others nothing is known. */
static uint8_t label_there(const train_document *d, size_t site) {
  const nomenp_site *at = &d->evidence.sites[site];
  const nomenp_run *run;
  uint32_t place = NOMENP_KIND(PLACE) | NOMENP_KIND(BIG);

  if (at->run == NOMENP_NO_RUN) return NOMENP_LABEL_NONE;
  run = &d->evidence.runs[at->run];
  return run->end - run->first == 1 && (run->lead & place) != 0 &&
                 !(run->lead & NOMENP_KIND(COMMON))
             ? (uint8_t)nomenp_label(NOMEN_TYPE_PLACE, 3)
             : NOMENP_LABEL_NONE;
}

void train_labels(const train_document *d, uint8_t *labels) {
  size_t first, end, last = 0;

  memset(labels, 0, d->evidence.site_count);
  for (size_t s = 0; s < d->span_count; s++) {
    const train_span *span = &d->spans[s];
    bool fits = sites_of(d, span, &first, &end);
    if (first < last) continue; /* inside another */
    for (size_t i = first; i < end; i++) {
      unsigned part = end - first == 1 ? 3 : i == first ? 0 : i + 1 == end ? 2 : 1;
      labels[i] = fits && !span->is_optional
                      ? (uint8_t)nomenp_label(span->type, part)
                      : NOMENP_LABEL_NONE;
    }
    if (end > last) last = end;
  }
  for (size_t i = 0; i < d->evidence.site_count; i++)
    if (labels[i] == 0 && is_before_hyphen(d, i)) labels[i] = label_there(d, i);
}
