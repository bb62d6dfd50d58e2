/* SPDX-License-Identifier: MIT */
/* Bottom-up merge sort between two arrays. */
#include "gazetteer/order.h"

#include <stdbool.h>
#include <string.h>

static bool comes_after(const nomenp_order_item *a, const nomenp_order_item *b,
                        nomenp_order_tie tie, const void *context) {
  if (a->key != b->key) return a->key > b->key;
  if (tie == NULL) return a->index > b->index;
  return tie(context, a->index, b->index) > 0;
}

static void merge(const nomenp_order_item *a, const nomenp_order_item *a_end,
                  const nomenp_order_item *b, const nomenp_order_item *b_end,
                  nomenp_order_item *out, nomenp_order_tie tie,
                  const void *context) {
  while (a < a_end && b < b_end)
    *out++ = comes_after(a, b, tie, context) ? *b++ : *a++;
  while (a < a_end)
    *out++ = *a++;
  while (b < b_end)
    *out++ = *b++;
}

nomenp_order_item *nomenp_order_sort(nomenp_order_item *items,
                                     nomenp_order_item *room, size_t count,
                                     nomenp_order_tie tie,
                                     const void *context) {
  for (size_t width = 1; width < count; width *= 2) {
    nomenp_order_item *swap;
    for (size_t at = 0; at < count;) {
      size_t middle = count - at > width ? at + width : count;
      size_t end = count - middle > width ? middle + width : count;
      merge(items + at, items + middle, items + middle, items + end, room + at,
            tie, context);
      at = end;
    }
    swap = items;
    items = room;
    room = swap;
  }
  return items;
}
