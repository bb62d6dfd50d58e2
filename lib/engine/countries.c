/* SPDX-License-Identifier: MIT */
/*
 * What the text says of countries ("Mexico", "Mexican", a dateline's "MEXICO CITY"),
 * and the currency table: both go from the lists to value code, which knows no
 * lists.
 */
#include "engine/extraction.h"

#include <string.h>

/* A dateline stands in the first tokens of a paragraph, before a dash or bracket;
 * more than this and it is a sentence. */
#define DATELINE_TOKENS_MAX 10u

static bool is_dateline(const nomenp_text *text, uint32_t token) {
  uint32_t first = token, at;

  while (first > 0 && !(text->flags[first] & NOMENP_TOKEN_PARAGRAPH) &&
         token - first < DATELINE_TOKENS_MAX)
    first--;
  if (!(text->flags[first] & NOMENP_TOKEN_PARAGRAPH)) return false;
  for (at = first; at < text->token_count && at - first < DATELINE_TOKENS_MAX;
       at++) {
    uint8_t shape = text->shape[at];
    if (at > first && (text->flags[at] & NOMENP_TOKEN_PARAGRAPH)) return false;
    if (shape == NOMENP_SHAPE_DASH || shape == NOMENP_SHAPE_OPEN)
      return token < at;
    if (shape == NOMENP_SHAPE_LOWER || shape == NOMENP_SHAPE_STOP) return false;
  }
  return false;
}

/* Namesakes stand in one place: a country goes before cities, a larger city before
 * a smaller one. */
static bool is_better(const nomenp_entry *a, const nomenp_entry *b) {
  bool a_country = a->kind != NULL && strcmp(a->kind, "country") == 0;
  bool b_country = b->kind != NULL && strcmp(b->kind, "country") == 0;

  if (a_country != b_country) return a_country;
  return a->population > b->population;
}

/* The best entry of the longest places and nationalities that begin at the token of
 * hit `at`.  *next is set to the first hit of a later token. */
static bool best_entry(const nomenp_extraction *x, size_t at, size_t *next,
                       nomenp_entry *out) {
  uint32_t first = x->hits.items[at].first, end = 0;
  bool found = false;

  for (; at < x->hits.count; at++) {
    const nomenp_hit *hit = &x->hits.items[at];
    nomenp_entry entry = {0};
    if (hit->first != first) break;
    if (hit->list != NOMENP_LIST_PLACE && hit->list != NOMENP_LIST_NATIONALITY)
      continue;
    if (hit->end < end || !(hit->flags & (NOMENP_HIT_CASE | NOMENP_HIT_UPPER)))
      continue;
    nomenp_gazetteer_entry(x->engine->gazetteer, hit->entry, &entry);
    if (entry.country == NULL || strlen(entry.country) != 2) continue;
    if (found && !is_better(&entry, out)) continue;
    *out = entry;
    end = hit->end;
    found = true;
  }
  *next = at;
  return found;
}

nomen_status nomenp_extraction_countries(nomenp_extraction *x,
                                         nomenp_arena *arena,
                                         nomenp_country_mention **out,
                                         size_t *count) {
  nomenp_country_mention *items = NULL;
  size_t capacity = 0, next;

  *out = NULL;
  *count = 0;
  for (size_t i = 0; i < x->hits.count; i = next) {
    uint32_t token = x->hits.items[i].first;
    nomenp_entry entry = {0};
    if (!best_entry(x, i, &next, &entry)) continue;
    if (!NOMENP_ARENA_GROW(arena, &items, &capacity, *count + 1))
      return NOMEN_ENOMEM;
    items[*count] = (nomenp_country_mention){
        token,
        {entry.country[0], entry.country[1]},
        entry.list == NOMENP_LIST_NATIONALITY,
        is_dateline(&x->document->text, token)};
    ++*count;
  }
  *out = items;
  return NOMEN_OK;
}
