/* SPDX-License-Identifier: MIT */
/*
 * Pairing of found with gold mentions. Documents are news: some hundred
 * mentions each, so that every search here may be a plain loop.
 */
#include "match.h"

#include <stdlib.h>
#include <string.h>

static bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static void trim(mention *m, const document *d) {
  while (m->start < m->end && is_space(d->text[m->start]))
    m->start++;
  while (m->end > m->start && is_space(d->text[m->end - 1]))
    m->end--;
}

static bool same_span(const mention *a, const mention *b) {
  return a->start == b->start && a->end == b->end;
}

static bool holds(const mention *list, size_t count, const mention *m) {
  for (size_t i = 0; i < count; i++)
    if (same_span(&list[i], m) && strcmp(list[i].type, m->type) == 0)
      return true;
  return false;
}

/* The document's mentions of these types, each once. */
static mention *choose(const document *d, const char *const *types,
                       bool trimmed, size_t *count) {
  mention *out = take_memory(NULL, d ? d->mention_count : 0, sizeof *out);
  *count = 0;
  for (size_t i = 0; d != NULL && i < d->mention_count; i++) {
    mention m = d->mentions[i];
    const char *const *type = types;
    while (*type != NULL && strcmp(*type, m.type) != 0)
      type++;
    if (*type == NULL) continue;
    if (trimmed) trim(&m, d);
    if (!holds(out, *count, &m)) out[(*count)++] = m;
  }
  return out;
}

/* Is `span` where `alt` is first met among the places that overlap `gold`? */
static bool alt_is_at(const json_t *alt, const mention *gold, const document *d,
                      const mention *span) {
  size_t size = json_string_length(alt);
  if (size == 0 || span->end - span->start != size) return false;
  size_t from = gold->start + 1 > size ? gold->start + 1 - size : 0;
  size_t limit = gold->end + size - 1;
  if (limit > d->text_size) limit = d->text_size;
  for (size_t at = from; at + size <= limit; at++)
    if (memcmp(d->text + at, json_string_value(alt), size) == 0)
      return at == span->start;
  return false;
}

bool span_reads_as(const mention *gold, const document *d,
                   const mention *span) {
  if (same_span(gold, span)) return true;
  for (size_t i = 0; i < json_array_size(gold->alts); i++)
    if (alt_is_at(json_array_get(gold->alts, i), gold, d, span)) return true;
  return gold->alt != NULL && alt_is_at(gold->alt, gold, d, span);
}

/* The first gold mention that can be read as `m`; taken or not. */
static size_t find_gold(const pairing *self, const document *d,
                        const mention *m) {
  for (size_t i = 0; i < self->gold_count; i++)
    if (strcmp(self->gold[i].type, m->type) == 0 &&
        span_reads_as(&self->gold[i], d, m))
      return i;
  return NO_MATCH;
}

pairing pairing_make(const document *gold, const document *found,
                     const char *const *types) {
  pairing out = {0};
  out.gold = choose(gold, types, true, &out.gold_count);
  out.found = choose(found, types, false, &out.found_count);
  out.gold_of = take_memory(NULL, out.found_count, sizeof(size_t));
  out.found_of = take_memory(NULL, out.gold_count, sizeof(size_t));
  for (size_t i = 0; i < out.gold_count; i++)
    out.found_of[i] = NO_MATCH;
  for (size_t i = 0; i < out.found_count; i++) {
    size_t hit = find_gold(&out, gold, &out.found[i]);
    if (hit != NO_MATCH && out.found_of[hit] != NO_MATCH) hit = NO_MATCH;
    if (hit != NO_MATCH) out.found_of[hit] = i;
    out.gold_of[i] = hit;
  }
  return out;
}

void pairing_free(pairing *self) {
  free(self->gold);
  free(self->found);
  free(self->gold_of);
  free(self->found_of);
  *self = (pairing){0};
}

bool mentions_overlap(const mention *a, const mention *b) {
  return a->start < b->end && b->start < a->end;
}

bool is_forgiven(const pairing *self, const mention *found) {
  for (size_t i = 0; i < self->gold_count; i++) {
    const mention *g = &self->gold[i];
    if (g->optional && mentions_overlap(found, g) &&
        (strcmp(g->type, found->type) == 0 ||
         (g->start <= found->start && found->end <= g->end)))
      return true;
  }
  return false;
}
