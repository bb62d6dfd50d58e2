/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_LINK_MAP_H
#define NOMEN_LINK_MAP_H

/*
 * A map from 64-bit keys to small numbers, in an arena of its own: open addressing,
 * linear probing, never more than two thirds full.  Keys are hashes already; nothing
 * is ever taken out, and nothing walks it, so that its order shows nowhere.
 */

#include "base/arena.h"

#include <stdint.h>

typedef struct nomenp_map_slot {
  uint64_t key; /* 0: free */
  uint32_t value;
} nomenp_map_slot;

typedef struct nomenp_map {
  nomenp_arena arena;
  nomenp_map_slot *slots;
  size_t capacity; /* a power of two, or 0 */
  size_t count;
} nomenp_map;

/* Gets its memory as `arena` does. */
void nomenp_map_init(nomenp_map *map, nomenp_arena *arena);
void nomenp_map_fini(nomenp_map *map);
/* The value of a key, or UINT32_MAX. */
uint32_t nomenp_map_find(const nomenp_map *map, uint64_t key);
/* Where the value of a key stands, put in with `value` when it is new (then
 * *is_new is true); valid until the next call.  NULL when memory is out. */
uint32_t *nomenp_map_put(nomenp_map *map, uint64_t key, uint32_t value,
                         bool *is_new);

#endif
