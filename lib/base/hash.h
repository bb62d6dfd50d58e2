/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_BASE_HASH_H
#define NOMEN_BASE_HASH_H

/*
 * The one hash of the library.  It is part of the pack format: the same bytes
 * hash alike on every platform and in every version of the format.  Bytes are
 * hashed eight at a time, since nearly every word is no longer than that; those
 * that are left over stand before zeros, so that NUL bytes at the end count for
 * nothing.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/eight.h"

/* A finaliser that spreads every bit over all (splitmix64's constants). */
static inline uint64_t nomenp_hash_mix(uint64_t x) {
  x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
  return x ^ (x >> 31);
}

#define NOMENP_HASH_SEED UINT64_C(0x9e3779b97f4a7c15)

/* The next eight bytes into a hash that began as the seed; fewer than eight
 * only at the end, behind them zeros. */
static inline uint64_t nomenp_hash_eight(uint64_t hash, uint64_t eight) {
  return nomenp_hash_mix(hash ^ eight);
}

/* Bytes that come one by one, or some at a time. */
typedef struct nomenp_hash_state {
  uint64_t hash;
  uint64_t tail; /* the bytes behind the last eight */
  unsigned bits; /* of the tail */
} nomenp_hash_state;

#define NOMENP_HASH_STATE_INIT                                                 \
  (nomenp_hash_state) {                                                        \
    NOMENP_HASH_SEED, 0, 0                                                     \
  }

static inline void nomenp_hash_add(nomenp_hash_state *state, uint8_t byte) {
  state->tail |= (uint64_t)byte << state->bits;
  state->bits += 8;
  if (state->bits < 64) return;
  state->hash = nomenp_hash_eight(state->hash, state->tail);
  state->tail = 0;
  state->bits = 0;
}

/* The lowest `count` bytes, 1 to 8; above them zeros. */
static inline void nomenp_hash_add_some(nomenp_hash_state *state,
                                        uint64_t bytes, unsigned count) {
  unsigned before = state->bits;

  state->tail |= bytes << before;
  state->bits += 8 * count;
  if (state->bits < 64) return;
  state->hash = nomenp_hash_eight(state->hash, state->tail);
  state->bits -= 64;
  state->tail = before != 0 ? bytes >> (64 - before) : 0;
}

static inline uint64_t nomenp_hash_end(const nomenp_hash_state *state) {
  return state->bits != 0 || state->hash == NOMENP_HASH_SEED
             ? nomenp_hash_eight(state->hash, state->tail)
             : state->hash;
}

/* A cheaper step, for hashes of another kind: end with nomenp_hash_mix(). */
static inline uint64_t nomenp_hash_step(uint64_t hash, uint8_t byte) {
  return (hash ^ byte) * UINT64_C(0x100000001b3);
}

uint64_t nomenp_hash_bytes(const void *bytes, size_t size);

#endif
