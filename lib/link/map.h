/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_LINK_MAP_H
#define NOMEN_LINK_MAP_H

/*
 * A map from 64-bit keys to small numbers: open addressing, linear probing,
 * never more than two thirds full.  Keys are hashes already; nothing is ever
 * taken out, and nothing walks it, so that its order shows nowhere.  A map of
 * many keys outgrows the caches: slots are packed, and who has several keys to
 * look for may ask for their slots before.
 */

#include "base/arena.h"

#include <stdint.h>

/* Three numbers of 32 bits, so that nothing is lost to alignment. */
typedef struct nomenp_map_slot {
  uint32_t low; /* of the key; a free slot has key 0 */
  uint32_t high;
  uint32_t value;
} nomenp_map_slot;

typedef struct nomenp_map {
  nomenp_arena arena; /* of the slots alone: given back when there are more */
  nomenp_map_slot *slots;
  size_t capacity; /* a power of two, or 0 */
  size_t count;
} nomenp_map;

/* Its memory comes from where that of `beside` does. */
void nomenp_map_init(nomenp_map *map, const nomenp_arena *beside);
void nomenp_map_fini(nomenp_map *map);
/* The value of a key, or UINT32_MAX. */
uint32_t nomenp_map_find(const nomenp_map *map, uint64_t key);
/* Where the value of a key stands, put in with `value` when it is new (then
 * *is_new is true); valid until the next call.  NULL when memory is out. */
uint32_t *nomenp_map_put(nomenp_map *map, uint64_t key, uint32_t value,
                         bool *is_new);

/* The slot where the search for a key begins, to be brought nearer. */
static inline const void *nomenp_map_place(const nomenp_map *map,
                                           uint64_t key) {
  return map->capacity == 0
             ? NULL
             : &map->slots[(size_t)(key ^ (key >> 32)) & (map->capacity - 1)];
}

#endif
