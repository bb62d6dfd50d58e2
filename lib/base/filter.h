/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_BASE_FILTER_H
#define NOMEN_BASE_FILTER_H

/*
 * A small table of bits that says of most keys that they are not in a set, and
 * of no key that is that it is not: two bits of one block for each.  Part of
 * the pack format.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/prefetch.h"

typedef struct nomenp_filter {
  const uint64_t
      *blocks;    /* a power of two, two or more; NULL: all may be in it */
  unsigned shift; /* hash >> shift is the block */
} nomenp_filter;

#define NOMENP_FILTER_BLOCKS_MIN 2u

/* How many blocks there must be for no more than `load` of `count` keys in
 * each. */
static inline uint32_t nomenp_filter_block_count(size_t count, unsigned load) {
  uint32_t blocks = NOMENP_FILTER_BLOCKS_MIN;

  while (blocks < UINT32_C(1) << 24 && blocks < count / load)
    blocks *= 2;
  return blocks;
}

static inline unsigned nomenp_filter_shift(uint32_t block_count) {
  unsigned shift = 64;

  while (block_count >> (64 - shift) > 1)
    shift--;
  return shift;
}

static inline uint64_t nomenp_filter_bits(uint64_t hash) {
  return UINT64_C(1) << (hash >> 32 & 63) | UINT64_C(1) << (hash >> 38 & 63);
}

static inline void nomenp_filter_add(uint64_t *blocks, unsigned shift,
                                     uint64_t hash) {
  blocks[hash >> shift] |= nomenp_filter_bits(hash);
}

static inline bool nomenp_filter_has(const nomenp_filter *filter,
                                     uint64_t hash) {
  uint64_t bits = nomenp_filter_bits(hash);

  return filter->blocks == NULL ||
         (filter->blocks[hash >> filter->shift] & bits) == bits;
}

static inline void nomenp_filter_ask(const nomenp_filter *filter,
                                     uint64_t hash) {
  if (filter->blocks != NULL)
    NOMENP_PREFETCH(&filter->blocks[hash >> filter->shift]);
}

/* The hash of two numbers in this order. */
static inline uint64_t nomenp_filter_pair(uint32_t a, uint32_t b) {
  return ((uint64_t)a << 32 | b) * UINT64_C(0x9e3779b97f4a7c15);
}

#endif
