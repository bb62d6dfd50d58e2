/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_BASE_HASH_H
#define NOMEN_BASE_HASH_H

/*
 * The one hash of the library.  It is part of the pack format: the same bytes
 * hash alike on every platform and in every version of the format.
 */

#include <stddef.h>
#include <stdint.h>

/* A finaliser that spreads every bit over all (splitmix64's constants). */
static inline uint64_t nomenp_hash_mix(uint64_t x) {
  x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
  return x ^ (x >> 31);
}

#define NOMENP_HASH_SEED UINT64_C(0x9e3779b97f4a7c15)
/* One step: fold the next byte into a running hash that began as the seed; end
 * with nomenp_hash_mix().  The tokeniser hashes while it folds, by these two. */
static inline uint64_t nomenp_hash_step(uint64_t hash, uint8_t byte) {
  return (hash ^ byte) * UINT64_C(0x100000001b3);
}

uint64_t nomenp_hash_bytes(const void *bytes, size_t size);

#endif
