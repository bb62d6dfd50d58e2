/* SPDX-License-Identifier: MIT */
/* The default allocator and growing arrays. */
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void *default_allocate(void *context, size_t size) {
  (void)context;
  return malloc(size);
}

static void *default_reallocate(void *context, void *block, size_t old_size,
                                size_t size) {
  (void)context;
  (void)old_size;
  return realloc(block, size);
}

static void default_release(void *context, void *block) {
  (void)context;
  free(block);
}

const nomen_allocator nomenp_memory_default = {
    default_allocate, default_reallocate, default_release, NULL};

bool nomenp_memory_product(size_t a, size_t b, size_t *out) {
  if (b != 0 && a > SIZE_MAX / b) return false;
  *out = a * b;
  return true;
}

void *nomenp_memory_allocate(const nomen_allocator *memory, size_t size) {
  return memory->allocate(memory->context, size ? size : 1);
}

void *nomenp_memory_allocate_zeroed(const nomen_allocator *memory,
                                    size_t size) {
  void *block = nomenp_memory_allocate(memory, size);
  if (block != NULL) memset(block, 0, size);
  return block;
}

void nomenp_memory_release(const nomen_allocator *memory, void *block) {
  if (block != NULL) memory->release(memory->context, block);
}

/* Bytes from which on room to spare costs more than moving. */
#define LONG_ARRAY 32768u

bool nomenp_memory_growth(size_t capacity, size_t need, size_t item_size,
                          size_t *wanted, size_t *size) {
  if (capacity > SIZE_MAX / 2) return false;
  *wanted = capacity + capacity / (capacity > LONG_ARRAY / item_size ? 4 : 2);
  if (*wanted < 8) *wanted = 8;
  if (*wanted < need) *wanted = need;
  return nomenp_memory_product(*wanted, item_size, size);
}

bool nomenp_memory_grow(const nomen_allocator *memory, void **items,
                        size_t *capacity, size_t need, size_t item_size) {
  size_t wanted, size;
  void *grown;

  if (need <= *capacity) return true;
  if (!nomenp_memory_growth(*capacity, need, item_size, &wanted, &size))
    return false;
  grown = *items == NULL ? nomenp_memory_allocate(memory, size)
                         : memory->reallocate(memory->context, *items,
                                              *capacity * item_size, size);
  if (grown == NULL) return false;
  *items = grown;
  *capacity = wanted;
  return true;
}
