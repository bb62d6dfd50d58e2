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
      return token < at && shape != NOMENP_SHAPE_LOWER;
    if (shape == NOMENP_SHAPE_LOWER || shape == NOMENP_SHAPE_STOP) return false;
  }
  return false;
}

static bool is_single_country(const char *country) {
  return country != NULL && strlen(country) == 2;
}

nomen_status nomenp_extraction_countries(nomenp_extraction *x,
                                         nomenp_country_mention **out,
                                         size_t *count) {
  nomenp_country_mention *items = NULL;
  size_t capacity = 0;

  *out = NULL;
  *count = 0;
  for (size_t i = 0; i < x->hits.count; i++) {
    const nomenp_hit *hit = &x->hits.items[i];
    nomenp_entry entry;
    if (hit->list != NOMENP_LIST_PLACE && hit->list != NOMENP_LIST_NATIONALITY)
      continue;
    /* Hits come longest first: a shorter one inside is part of it. */
    if (*count > 0 && items[*count - 1].token == hit->first) continue;
    if (!(hit->flags & NOMENP_HIT_CASE)) continue;
    nomenp_gazetteer_entry(x->engine->gazetteer, hit->entry, &entry);
    if (!is_single_country(entry.country)) continue;
    if (!NOMENP_ARENA_GROW(&x->scratch, &items, &capacity, *count + 1))
      return NOMEN_ENOMEM;
    items[*count] = (nomenp_country_mention){
        hit->first,
        {entry.country[0], entry.country[1]},
        hit->list == NOMENP_LIST_NATIONALITY,
        is_dateline(&x->document->text, hit->first)};
    ++*count;
  }
  *out = items;
  return NOMEN_OK;
}
