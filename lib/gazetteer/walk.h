/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_GAZETTEER_WALK_H
#define NOMEN_GAZETTEER_WALK_H

/* Steps along the names of an image: from a target over a word to the next. */

#include "gazetteer/image.h"

/* Bring what lies there nearer; it changes no result. */
#if defined(__GNUC__)
#define NOMENP_PREFETCH(address) __builtin_prefetch(address)
#else
#define NOMENP_PREFETCH(address) ((void)0)
#endif

/* Where a word leads that begins a name, or 0. */
static inline uint32_t nomenp_walk_start(const nomenp_gazetteer *g,
                                         uint32_t word) {
  const nomenp_image_starts *starts = &g->starts[word / 32];
  uint32_t bit = UINT32_C(1) << word % 32;

  if (!(starts->bits & bit)) return 0;
  return g->targets[starts->before +
                    nomenp_image_bit_count(starts->bits & (bit - 1))];
}

/* Ask for the first node of a name, and later for the edge that `word` may be. */
static inline void nomenp_walk_ask_node(const nomenp_gazetteer *g,
                                        uint32_t target) {
  if (target == 0) return;
  if (target & NOMENP_TARGET_NAME)
    NOMENP_PREFETCH(&g->written[target & ~NOMENP_TARGET_NAME]);
  else
    NOMENP_PREFETCH(&g->nodes[target]);
}
static inline void nomenp_walk_ask_edge(const nomenp_gazetteer *g,
                                        uint32_t target, uint32_t word) {
  uint32_t low, high;

  if (target == 0 || target & NOMENP_TARGET_NAME) return;
  low = g->nodes[target].edges;
  high = g->nodes[target + 1].edges;
  NOMENP_PREFETCH(&g->edges[low + (uint32_t)(((uint64_t)word * g->word_scale >>
                                              32) *
                                                 (high - low) >>
                                             32)]);
}

/* The names that end at a target (not 0): [*first, *end). */
static inline void nomenp_walk_names(const nomenp_gazetteer *g, uint32_t target,
                                     uint32_t *first, uint32_t *end) {
  if (target & NOMENP_TARGET_NAME) {
    *first = target & ~NOMENP_TARGET_NAME;
    *end = *first + 1;
  } else {
    *first = g->nodes[target].names;
    *end = g->nodes[target + 1].names;
  }
}

/* The first edge of [low, high) whose word is not below `word`. */
static inline uint32_t nomenp_walk_bisect(const nomenp_image_edge *edges,
                                          uint32_t low, uint32_t high,
                                          uint32_t word) {
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (edges[middle].word < word)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

#define NOMENP_WALK_NEAR 8u

/* Where `word` leads from a target, or 0.  Words are numbered by their hash, so
 * those of a node are spread evenly: guess the place, look around it, and halve
 * only what is left when the guess was bad. */
static inline uint32_t nomenp_walk_edge(const nomenp_gazetteer *g,
                                        uint32_t target, uint32_t word) {
  const nomenp_image_edge *edges = g->edges;
  uint32_t low, high, at, near;

  if (target & NOMENP_TARGET_NAME) return 0;
  low = g->nodes[target].edges;
  high = g->nodes[target + 1].edges;
  if (low == high) return 0;
  at = low +
       (uint32_t)(((uint64_t)word * g->word_scale >> 32) * (high - low) >> 32);
  if (at >= high) at = high - 1;
  if (edges[at].word < word) {
    near = high - at > NOMENP_WALK_NEAR ? at + NOMENP_WALK_NEAR : high;
    do
      at++;
    while (at < near && edges[at].word < word);
    if (at == near && near < high)
      at = nomenp_walk_bisect(edges, near, high, word);
    if (at == high) return 0;
  } else {
    near = at - low > NOMENP_WALK_NEAR ? at - NOMENP_WALK_NEAR : low;
    while (at > near && edges[at - 1].word >= word)
      at--;
    if (at == near && near > low)
      at = nomenp_walk_bisect(edges, low, near + 1, word);
  }
  return edges[at].word == word ? edges[at].target : 0;
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
