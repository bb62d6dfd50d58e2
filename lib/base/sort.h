/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_BASE_SORT_H
#define NOMEN_BASE_SORT_H

/*
 * Sorting without libc's qsort(), which may allocate behind the caller's
 * allocator and may be quadratic.  Heap sort: in place, n log n at worst, not
 * stable, so that `compare` must be a total order.
 */

#include <stddef.h>

/* Items of at most NOMENP_SORT_ITEM_MAX bytes. */
#define NOMENP_SORT_ITEM_MAX 256

typedef int (*nomenp_compare)(const void *a, const void *b);

void nomenp_sort(void *items, size_t count, size_t item_size,
                 nomenp_compare compare);

#endif
