/* SPDX-License-Identifier: MIT */
/* Insertion sort for the short runs that are the rule, heap sort beyond. */
#include "base/sort.h"

#include <assert.h>
#include <string.h>

#define SHORT_RUN 12u

typedef struct sorter {
  unsigned char *items;
  size_t item_size;
  nomenp_compare compare;
} sorter;

static unsigned char *item(const sorter *s, size_t index) {
  return s->items + index * s->item_size;
}

static void insertion_sort(const sorter *s, size_t count) {
  unsigned char held[NOMENP_SORT_ITEM_MAX];

  for (size_t i = 1; i < count; i++) {
    size_t to = i;
    memcpy(held, item(s, i), s->item_size);
    for (; to > 0 && s->compare(item(s, to - 1), held) > 0; to--)
      memcpy(item(s, to), item(s, to - 1), s->item_size);
    memcpy(item(s, to), held, s->item_size);
  }
}

/* Let the item at `root` sink until no child is greater. */
static void sink(const sorter *s, size_t root, size_t count) {
  unsigned char held[NOMENP_SORT_ITEM_MAX];

  memcpy(held, item(s, root), s->item_size);
  while (root < count / 2) {
    size_t child = 2 * root + 1;
    if (child + 1 < count && s->compare(item(s, child), item(s, child + 1)) < 0)
      child++;
    if (s->compare(held, item(s, child)) >= 0) break;
    memcpy(item(s, root), item(s, child), s->item_size);
    root = child;
  }
  memcpy(item(s, root), held, s->item_size);
}

static void heap_sort(const sorter *s, size_t count) {
  unsigned char held[NOMENP_SORT_ITEM_MAX];

  for (size_t root = count / 2; root-- > 0;) sink(s, root, count);
  for (size_t last = count - 1; last > 0; last--) {
    memcpy(held, item(s, 0), s->item_size);
    memcpy(item(s, 0), item(s, last), s->item_size);
    memcpy(item(s, last), held, s->item_size);
    sink(s, 0, last);
  }
}

void nomenp_sort(void *items, size_t count, size_t item_size,
                 nomenp_compare compare) {
  sorter s = {items, item_size, compare};

  assert(item_size <= NOMENP_SORT_ITEM_MAX);
  if (count < 2) return;
  if (count <= SHORT_RUN)
    insertion_sort(&s, count);
  else
    heap_sort(&s, count);
}
