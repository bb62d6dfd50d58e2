/* SPDX-License-Identifier: MIT */
/* Growth doubles, so that n puts cost O(n) moves; the old slots are given back. */
#include "link/map.h"

#define FIRST_CAPACITY 64u

void nomenp_map_init(nomenp_map *map, nomenp_arena *arena) {
  *map = (nomenp_map){0};
  nomenp_arena_init_beside(&map->arena, arena);
}

void nomenp_map_fini(nomenp_map *map) {
  nomenp_arena_fini(&map->arena);
}

/* Key 0 marks a free slot: a true 0 becomes another number. */
static uint64_t usable(uint64_t key) {
  return key != 0 ? key : UINT64_C(0x9e3779b97f4a7c15);
}

static nomenp_map_slot *slot_of(const nomenp_map *map, uint64_t key) {
  size_t at = (size_t)(key ^ (key >> 32)) & (map->capacity - 1);
  while (map->slots[at].key != 0 && map->slots[at].key != key)
    at = (at + 1) & (map->capacity - 1);
  return &map->slots[at];
}

uint32_t nomenp_map_find(const nomenp_map *map, uint64_t key) {
  if (map->capacity == 0) return UINT32_MAX;
  const nomenp_map_slot *slot = slot_of(map, usable(key));
  return slot->key != 0 ? slot->value : UINT32_MAX;
}

static bool enlarge(nomenp_map *map) {
  nomenp_map next = *map;
  if (map->capacity > SIZE_MAX / 4) return false;
  next.capacity = map->capacity != 0 ? map->capacity * 2 : FIRST_CAPACITY;
  nomenp_arena_init_beside(&next.arena, &map->arena);
  next.slots =
      nomenp_arena_array(&next.arena, next.capacity, sizeof *next.slots);
  if (next.slots == NULL) return false;
  for (size_t i = 0; i < map->capacity; i++)
    if (map->slots[i].key != 0)
      *slot_of(&next, map->slots[i].key) = map->slots[i];
  nomenp_arena_fini(&map->arena);
  *map = next;
  return true;
}

uint32_t *nomenp_map_put(nomenp_map *map, uint64_t key, uint32_t value,
                         bool *is_new) {
  if (map->count >= map->capacity / 3 * 2 && !enlarge(map)) return NULL;
  nomenp_map_slot *slot = slot_of(map, usable(key));
  *is_new = slot->key == 0;
  if (*is_new) {
    *slot = (nomenp_map_slot){.key = usable(key), .value = value};
    map->count++;
  }
  return &slot->value;
}
