/* SPDX-License-Identifier: MIT */
/* Chunks that double in size, so that n bytes cost O(log n) allocations. */
#include "base/arena.h"

#include <stdint.h>
#include <string.h>

#define FIRST_CHUNK_SIZE 8192u
/* Past this a chunk no longer doubles: half-empty giants cost more than the
 * calls they save. */
#define CHUNK_SIZE_MAX (1u << 16)

#define ALIGNMENT _Alignof(max_align_t)

static bool round_up(size_t size, size_t *out) {
  if (size > SIZE_MAX / 2) return false;
  if (size == 0) size = 1;
  *out = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  return true;
}

static bool add_chunk(nomenp_arena *arena, size_t need) {
  size_t size = FIRST_CHUNK_SIZE;
  nomenp_chunk *chunk;

  if (arena->chunk != NULL)
    size = arena->chunk->size < CHUNK_SIZE_MAX / 2 ? arena->chunk->size * 2
                                                   : CHUNK_SIZE_MAX;
  if (size < need) size = need;
  chunk = arena->work != NULL ? nomenp_work_take(arena->work, size)
                              : nomenp_chunk_new(arena->memory, size);
  if (chunk == NULL) return false;
  chunk->older = arena->chunk;
  arena->chunk = chunk;
  arena->used = 0;
  return true;
}

void nomenp_arena_init(nomenp_arena *arena, const nomen_allocator *memory) {
  *arena = (nomenp_arena){.memory = memory};
}

void nomenp_arena_init_in(nomenp_arena *arena, nomenp_work *work) {
  *arena = (nomenp_arena){.memory = work->memory, .work = work};
}

void nomenp_arena_init_beside(nomenp_arena *arena, const nomenp_arena *other) {
  *arena = (nomenp_arena){.memory = other->memory, .work = other->work};
}

void nomenp_arena_fini(nomenp_arena *arena) {
  nomenp_arena_rewind(arena, (nomenp_arena_position){NULL, 0});
}

void *nomenp_arena_allocate(nomenp_arena *arena, size_t size) {
  size_t need;
  void *block;

  if (!round_up(size, &need)) return NULL;
  if ((arena->chunk == NULL || need > arena->chunk->size - arena->used) &&
      !add_chunk(arena, need))
    return NULL;
  block = arena->chunk->bytes.first + arena->used;
  arena->used += need;
  return block;
}

void *nomenp_arena_array(nomenp_arena *arena, size_t count, size_t item_size) {
  size_t size;
  void *block;

  if (!nomenp_memory_product(count, item_size, &size)) return NULL;
  block = nomenp_arena_allocate(arena, size);
  if (block != NULL) memset(block, 0, size);
  return block;
}

/* Whether `block` of `size` rounded bytes was the last one handed out. */
static bool is_newest(const nomenp_arena *arena, const void *block,
                      size_t size) {
  return arena->chunk != NULL && size <= arena->used &&
         (const unsigned char *)block ==
             arena->chunk->bytes.first + arena->used - size;
}

/* A block that has its chunk to itself: the chunk is made larger, so that an array
 * that grows in an arena of its own leaves no copies of itself behind. */
static void *extend_chunk(nomenp_arena *arena, size_t need) {
  nomenp_chunk *chunk = nomenp_chunk_extend(arena->memory, arena->chunk, need);

  if (chunk == NULL) return NULL;
  arena->chunk = chunk;
  arena->used = need;
  return chunk->bytes.first;
}

void *nomenp_arena_extend(nomenp_arena *arena, void *block, size_t old_size,
                          size_t size) {
  size_t old_need, need;
  void *moved;

  if (block == NULL) return nomenp_arena_allocate(arena, size);
  if (!round_up(old_size, &old_need) || !round_up(size, &need)) return NULL;
  if (need <= old_need) return block;
  if (is_newest(arena, block, old_need) &&
      need - old_need <= arena->chunk->size - arena->used) {
    arena->used += need - old_need;
    return block;
  }
  if (is_newest(arena, block, old_need) && old_need == arena->used)
    return extend_chunk(arena, need);
  moved = nomenp_arena_allocate(arena, size);
  if (moved != NULL) memcpy(moved, block, old_size);
  return moved;
}

char *nomenp_arena_string(nomenp_arena *arena, const char *bytes, size_t size) {
  char *copy;

  if (size == SIZE_MAX) return NULL;
  copy = nomenp_arena_allocate(arena, size + 1);
  if (copy == NULL) return NULL;
  if (size != 0) memcpy(copy, bytes, size);
  copy[size] = '\0';
  return copy;
}

bool nomenp_arena_grow(nomenp_arena *arena, void **items, size_t *capacity,
                       size_t need, size_t item_size) {
  size_t wanted, size;
  void *grown;

  if (need <= *capacity) return true;
  if (!nomenp_memory_growth(*capacity, need, item_size, &wanted, &size))
    return false;
  grown = nomenp_arena_extend(arena, *items, *capacity * item_size, size);
  if (grown == NULL) return false;
  *items = grown;
  *capacity = wanted;
  return true;
}

nomenp_arena_position nomenp_arena_mark(const nomenp_arena *arena) {
  return (nomenp_arena_position){arena->chunk, arena->used};
}

void nomenp_arena_rewind(nomenp_arena *arena, nomenp_arena_position position) {
  while (arena->chunk != position.chunk) {
    nomenp_chunk *older = arena->chunk->older;
    if (arena->work != NULL)
      nomenp_work_give(arena->work, arena->chunk);
    else
      nomenp_memory_release(arena->memory, arena->chunk);
    arena->chunk = older;
  }
  arena->used = position.used;
}
