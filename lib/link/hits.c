/* SPDX-License-Identifier: MIT */
/* Finding the hits that begin or end at a token: they are sorted by where they
 * begin, longest first, so that one binary search finds each. */
#include "link/linker.h"

/* Titles, roles and nationalities are at most this many tokens long. */
#define BACK_TOKENS 6u

nomenp_hit_range nomenp_hits_at(const nomenp_linker *linker, uint32_t token) {
  const nomenp_hit_list *hits = linker->input->hits;
  size_t low = 0, high = hits != NULL ? hits->count : 0;
  size_t all = high;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (hits->items[middle].first < token)
      low = middle + 1;
    else
      high = middle;
  }
  size_t end = low;
  while (end < all && hits->items[end].first == token) end++;
  return (nomenp_hit_range){all > 0 ? hits->items + low : NULL, end - low};
}

const nomenp_hit *nomenp_hit_before(const nomenp_linker *linker, uint32_t end,
                                    nomenp_list_class list) {
  const nomenp_hit *longest = NULL;
  for (uint32_t back = 1; back <= BACK_TOKENS && back <= end; back++) {
    nomenp_hit_range range = nomenp_hits_at(linker, end - back);
    for (size_t i = 0; i < range.count; i++)
      if (range.items[i].list == list && range.items[i].end == end) {
        longest = &range.items[i];
        break;
      }
  }
  return longest;
}

const nomenp_hit *nomenp_hit_from(const nomenp_linker *linker, uint32_t token,
                                  nomenp_list_class list) {
  nomenp_hit_range range = nomenp_hits_at(linker, token);
  for (size_t i = 0; i < range.count; i++)
    if (range.items[i].list == list) return &range.items[i];
  return NULL;
}

bool nomenp_token_is(const nomenp_linker *linker, uint32_t token,
                     nomenp_list_class list) {
  uint32_t word = linker->input->words[token];
  if (word == NOMENP_NO_WORD) return false;
  const nomenp_word *facts =
      nomenp_gazetteer_word(linker->input->gazetteer, word);
  return (facts->lists >> (unsigned)list & 1u) != 0;
}
