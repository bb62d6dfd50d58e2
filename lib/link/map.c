/* SPDX-License-Identifier: MIT */
/* Growth doubles, so that n puts cost O(n) moves. */
#include "link/map.h"

#define FIRST_CAPACITY 128u

void nomenp_map_init(nomenp_map *map, const nomenp_arena *beside) {
  *map = (nomenp_map){.slots = NULL};
  nomenp_arena_init_beside(&map->arena, beside);
}

void nomenp_map_fini(nomenp_map *map) {
  nomenp_arena_fini(&map->arena);
  map->slots = NULL;
  map->capacity = map->count = 0;
}

/* Key 0 marks a free slot: a true 0 becomes another number. */
static uint64_t usable(uint64_t key) {
  return key != 0 ? key : UINT64_C(0x9e3779b97f4a7c15);
}

static uint64_t key_of(const nomenp_map_slot *slot) {
  return (uint64_t)slot->high << 32 | slot->low;
}

static nomenp_map_slot *slot_of(const nomenp_map *map, uint64_t key) {
  size_t at = (size_t)(key ^ (key >> 32)) & (map->capacity - 1);
  while (key_of(&map->slots[at]) != 0 && key_of(&map->slots[at]) != key)
    at = (at + 1) & (map->capacity - 1);
  return &map->slots[at];
}

uint32_t nomenp_map_find(const nomenp_map *map, uint64_t key) {
  if (map->capacity == 0) return UINT32_MAX;
  const nomenp_map_slot *slot = slot_of(map, usable(key));
  return key_of(slot) != 0 ? slot->value : UINT32_MAX;
}

static bool enlarge(nomenp_map *map) {
  nomenp_map next;
  if (map->capacity > SIZE_MAX / 4) return false;
  nomenp_map_init(&next, &map->arena);
  next.count = map->count;
  next.capacity = map->capacity != 0 ? map->capacity * 2 : FIRST_CAPACITY;
  next.slots =
      nomenp_arena_array(&next.arena, next.capacity, sizeof *next.slots);
  if (next.slots == NULL) {
    nomenp_map_fini(&next);
    return false;
  }
  for (size_t i = 0; i < map->capacity; i++)
    if (key_of(&map->slots[i]) != 0)
      *slot_of(&next, key_of(&map->slots[i])) = map->slots[i];
  nomenp_map_fini(map);
  *map = next;
  return true;
}

uint32_t *nomenp_map_put(nomenp_map *map, uint64_t key, uint32_t value,
                         bool *is_new) {
  if (map->count >= map->capacity / 3 * 2 && !enlarge(map)) return NULL;
  key = usable(key);
  nomenp_map_slot *slot = slot_of(map, key);
  *is_new = key_of(slot) == 0;
  if (*is_new) {
    *slot = (nomenp_map_slot){
        .low = (uint32_t)key, .high = (uint32_t)(key >> 32), .value = value};
    map->count++;
  }
  return &slot->value;
}
