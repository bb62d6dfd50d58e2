/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_TESTS_FAILING_H
#define NOMEN_TESTS_FAILING_H

/* An allocator that fails at its n-th call, once or for ever after, and counts
 * the blocks that are alive. */

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#include "nomen/nomen.h"

typedef struct failing {
  size_t left; /* calls until it fails; 0: has failed */
  bool for_ever;
  long live;
} failing;

static inline bool failing_now(failing *f) {
  if (f->left == 0) return f->for_ever;
  return --f->left == 0;
}

static inline void *failing_allocate(void *context, size_t size) {
  failing *f = context;
  void *block = failing_now(f) ? NULL : malloc(size);

  if (block != NULL) f->live++;
  return block;
}

static inline void *failing_reallocate(void *context, void *block,
                                       size_t old_size, size_t size) {
  (void)old_size;
  return failing_now(context) ? NULL : realloc(block, size);
}

static inline void failing_release(void *context, void *block) {
  failing *f = context;

  if (block != NULL) f->live--;
  free(block);
}

/* Fails at call `n`, from 1. */
static inline nomen_allocator failing_at(failing *f, size_t n) {
  f->left = n;
  f->live = 0;
  return (nomen_allocator){failing_allocate, failing_reallocate,
                           failing_release, f};
}

#endif
