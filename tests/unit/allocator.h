/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_TESTS_ALLOCATOR_H
#define NOMEN_TESTS_ALLOCATOR_H

/*
 * An allocator that counts what lives and fails when told to: at one allocation
 * only, or from there on for ever.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#include "nomen/nomen.h"

typedef struct failing {
  size_t countdown; /* allocations that still succeed */
  bool is_armed;    /* false: none fails */
  bool forever;
  bool tripped;
  size_t live;      /* blocks not yet released */
  size_t total;     /* allocations asked for */
} failing;

static inline bool failing_trips(failing *f) {
  f->total++;
  if (!f->is_armed) return false;
  if (f->tripped) return f->forever;
  if (f->countdown-- > 0) return false;
  f->tripped = true;
  return true;
}

static inline void *failing_allocate(void *context, size_t size) {
  failing *f = context;
  void *block;

  if (failing_trips(f)) return NULL;
  block = malloc(size);
  if (block != NULL) f->live++;
  return block;
}

static inline void *failing_reallocate(void *context, void *block,
                                       size_t old_size, size_t size) {
  failing *f = context;

  (void)old_size;
  if (failing_trips(f)) return NULL;
  return realloc(block, size);
}

static inline void failing_release(void *context, void *block) {
  failing *f = context;

  if (block != NULL) f->live--;
  free(block);
}

static inline nomen_allocator failing_allocator(failing *f) {
  nomen_allocator allocator = {failing_allocate, failing_reallocate,
                               failing_release, f};
  return allocator;
}

#endif
