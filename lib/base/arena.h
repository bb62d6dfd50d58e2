/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_BASE_ARENA_H
#define NOMEN_BASE_ARENA_H

/*
 * An arena: many allocations, one free.  A document owns one; scratch of a call
 * lives in another.  Blocks are aligned for any type.  There is no way to give
 * back one block; nomenp_arena_mark() and _rewind() give back all since.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/work.h"

typedef struct nomenp_arena {
  const nomen_allocator *memory;
  nomenp_work *work;   /* where chunks come from and go to; NULL: the allocator */
  nomenp_chunk *chunk; /* the newest; older ones hang behind it */
  size_t used;               /* bytes of `chunk` handed out */
} nomenp_arena;

typedef struct nomenp_arena_position {
  nomenp_chunk *chunk;
  size_t used;
} nomenp_arena_position;

/* `memory` must outlive the arena.  Allocates nothing. */
void nomenp_arena_init(nomenp_arena *arena, const nomen_allocator *memory);
/* Scratch: its chunks come from a work area and go back there. */
void nomenp_arena_init_in(nomenp_arena *arena, nomenp_work *work);
/* An arena of its own that gets its memory as `other` does. */
void nomenp_arena_init_beside(nomenp_arena *arena, const nomenp_arena *other);
void nomenp_arena_fini(nomenp_arena *arena);

/* NULL when memory is out; never for size 0.  Not cleared. */
void *nomenp_arena_allocate(nomenp_arena *arena, size_t size);
/* `count` items of `item_size` bytes, all zero. */
void *nomenp_arena_array(nomenp_arena *arena, size_t count, size_t item_size);
/* Make the newest block longer where it stands if it can, else copy it. */
void *nomenp_arena_extend(nomenp_arena *arena, void *block, size_t old_size,
                          size_t size);
/* A copy of `size` bytes with a NUL behind it. */
char *nomenp_arena_string(nomenp_arena *arena, const char *bytes, size_t size);

/* NOMENP_GROW for an array that lives in an arena: same rule of growth. */
bool nomenp_arena_grow(nomenp_arena *arena, void **items, size_t *capacity,
                       size_t need, size_t item_size);
#define NOMENP_ARENA_GROW(arena, items, capacity, need)                        \
  nomenp_arena_grow((arena), (void **)(items), (capacity), (need),             \
                    sizeof(**(items)))

nomenp_arena_position nomenp_arena_mark(const nomenp_arena *arena);
void nomenp_arena_rewind(nomenp_arena *arena, nomenp_arena_position position);

#endif
