/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_BASE_MEMORY_H
#define NOMEN_BASE_MEMORY_H

/*
 * Where memory comes from: the caller's allocator, and growing arrays on it.
 * Every size is asked about before it is computed with; a failure leaves what
 * was there as it was.
 */

#include <stdbool.h>
#include <stddef.h>

#include "nomen/nomen.h"

/* malloc and friends, for callers that bring no allocator. */
extern const nomen_allocator nomenp_memory_default;

/* True if a * b fits into size_t; then *out is the product. */
bool nomenp_memory_product(size_t a, size_t b, size_t *out);

void *nomenp_memory_allocate(const nomen_allocator *memory, size_t size);
void *nomenp_memory_allocate_zeroed(const nomen_allocator *memory, size_t size);
void nomenp_memory_release(const nomen_allocator *memory, void *block);

/* The one rule of growth: by half at least, long arrays by a quarter, so that
 * appending is linear, and to `need` at least.  False when the size in bytes does not fit into size_t. */
bool nomenp_memory_growth(size_t capacity, size_t need, size_t item_size,
                          size_t *wanted, size_t *size);

/* Make room for `need` items of `item_size` bytes in the array *items, which has
 * room for *capacity. */
bool nomenp_memory_grow(const nomen_allocator *memory, void **items,
                        size_t *capacity, size_t need, size_t item_size);

/* The same for a typed array `items` with `capacity`:
 * NOMENP_GROW(memory, &list.items, &list.capacity, list.count + 1). */
#define NOMENP_GROW(memory, items, capacity, need)                             \
  nomenp_memory_grow((memory), (void **)(items), (capacity), (need),           \
                     sizeof(**(items)))

#endif
