/* SPDX-License-Identifier: MIT */
/* FNV-1a steps with a strong finish: names are short, so simple wins. */
#include "base/hash.h"

uint64_t nomenp_hash_bytes(const void *bytes, size_t size) {
  const uint8_t *at = bytes;
  uint64_t hash = NOMENP_HASH_SEED;

  for (size_t i = 0; i < size; i++) hash = nomenp_hash_step(hash, at[i]);
  return nomenp_hash_mix(hash);
}
