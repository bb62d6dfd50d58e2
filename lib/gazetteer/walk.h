/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_GAZETTEER_WALK_H
#define NOMEN_GAZETTEER_WALK_H

/* Steps along the names of an image: from a target over a word to the next. */

#include "base/prefetch.h"
#include "gazetteer/image.h"

/* Where it stands to where a word leads that begins a name; NULL for others. */
static inline const uint32_t *nomenp_walk_slot(const nomenp_gazetteer *g,
                                               uint32_t word) {
  const nomenp_image_starts *starts = &g->starts[word / 32];
  uint32_t bit = UINT32_C(1) << word % 32;

  if (!(starts->bits & bit)) return NULL;
  return &g->targets[starts->before +
                     nomenp_image_bit_count(starts->bits & (bit - 1))];
}

static inline uint32_t nomenp_walk_start(const nomenp_gazetteer *g,
                                         uint32_t word) {
  const uint32_t *slot = nomenp_walk_slot(g, word);

  return slot != NULL ? *slot : 0;
}

/* Where the edge of `word` is looked for first, of the edges [low, high). */
static inline uint32_t nomenp_walk_guess(const nomenp_gazetteer *g,
                                         uint32_t low, uint32_t high,
                                         uint32_t word) {
  return low +
         (uint32_t)(((uint64_t)word * g->word_scale >> 32) * (high - low) >>
                    32);
}

/* Ask for the first node of a name. */
static inline void nomenp_walk_ask_node(const nomenp_gazetteer *g,
                                        uint32_t target) {
  if (target == 0) return;
  if (target & NOMENP_TARGET_NAME)
    NOMENP_PREFETCH(&g->names[target & ~NOMENP_TARGET_NAME]);
  else
    NOMENP_PREFETCH(&g->nodes[target]);
}
/* When the node is there: for the names that end at it, and the edge of `word`
 * (which may be none). */
static inline void nomenp_walk_ask_names(const nomenp_gazetteer *g,
                                         uint32_t target, uint32_t word) {
  const nomenp_image_node *node = &g->nodes[target];

  if (target == 0 || target & NOMENP_TARGET_NAME) return;
  NOMENP_PREFETCH(&g->names[node->names]);
  if (word != NOMENP_NO_WORD)
    NOMENP_PREFETCH(
        &g->edges[nomenp_walk_guess(g, node->edges, node[1].edges, word)]);
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
  at = nomenp_walk_guess(g, low, high, word);
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
