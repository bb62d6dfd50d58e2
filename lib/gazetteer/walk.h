/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_GAZETTEER_WALK_H
#define NOMEN_GAZETTEER_WALK_H

/* Steps along the names of an image: from a target over a word to the next. */

#include "gazetteer/image.h"

/* Where a word leads that begins a name, or 0. */
static inline uint32_t nomenp_walk_start(const nomenp_gazetteer *g,
                                         uint32_t word) {
  const nomenp_image_starts *starts = &g->starts[word / 32];
  uint32_t bit = UINT32_C(1) << word % 32;

  if (!(starts->bits & bit)) return 0;
  return g->targets[starts->before +
                    nomenp_image_bit_count(starts->bits & (bit - 1))];
}

/* The names that end at a target (not 0): [*first, *end). */
static inline void nomenp_walk_names(const nomenp_gazetteer *g,
                                     uint32_t target, uint32_t *first,
                                     uint32_t *end) {
  if (target & NOMENP_TARGET_NAME) {
    *first = target & ~NOMENP_TARGET_NAME;
    *end = *first + 1;
  } else {
    *first = g->nodes[target].names;
    *end = g->nodes[target + 1].names;
  }
}

/* Where `word` leads from a target, or 0. */
static inline uint32_t nomenp_walk_edge(const nomenp_gazetteer *g,
                                        uint32_t target, uint32_t word) {
  uint32_t low, high;

  if (target & NOMENP_TARGET_NAME) return 0;
  low = g->nodes[target].edges;
  high = g->nodes[target + 1].edges;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (g->edges[middle].word < word)
      low = middle + 1;
    else
      high = middle;
  }
  return low < g->nodes[target + 1].edges && g->edges[low].word == word
             ? g->edges[low].target
             : 0;
}

/* Tokens of these shapes count for nothing between the words of a name. */
static inline bool nomenp_walk_skips(uint8_t shape) {
  return ((UINT32_C(1) << NOMENP_SHAPE_HYPHEN |
           UINT32_C(1) << NOMENP_SHAPE_STOP |
           UINT32_C(1) << NOMENP_SHAPE_QUOTE) >>
              shape &
          1) != 0;
}

#endif
