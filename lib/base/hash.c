/* SPDX-License-Identifier: MIT */
#include "base/hash.h"

uint64_t nomenp_hash_bytes(const void *bytes, size_t size) {
  const uint8_t *at = bytes;
  nomenp_hash_state state = NOMENP_HASH_STATE_INIT;

  for (; size >= 8; size -= 8, at += 8)
    state.hash = nomenp_hash_eight(state.hash, nomenp_eight_load(at));
  if (size > 0)
    nomenp_hash_add_some(&state, nomenp_eight_load_some(at, (uint32_t)size),
                         (unsigned)size);
  return nomenp_hash_end(&state);
}
