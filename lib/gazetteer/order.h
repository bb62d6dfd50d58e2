/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_GAZETTEER_ORDER_H
#define NOMEN_GAZETTEER_ORDER_H

/*
 * Sorting numbers by a key: a merge sort, since a million names are sorted
 * while someone waits and merging reads memory in order.
 */

#include <stddef.h>
#include <stdint.h>

typedef struct nomenp_order_item {
  uint64_t key;
  uint32_t index;
} nomenp_order_item;

/* Order of two items of equal key; must be total.  NULL: by index. */
typedef int (*nomenp_order_tie)(const void *context, uint32_t a, uint32_t b);

/* `room` is as long as `items`.  Returns whichever of the two holds the result.
 */
nomenp_order_item *nomenp_order_sort(nomenp_order_item *items,
                                     nomenp_order_item *room, size_t count,
                                     nomenp_order_tie tie, const void *context);

#endif
