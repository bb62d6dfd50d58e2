/* SPDX-License-Identifier: MIT */
/*
 * The order of words, and names as nodes and edges.  Sorted names are cut level
 * by level: a group of names that share their first words is a node, the names
 * that end there come first, and each next word makes a smaller group.  Groups
 * are worked off in the order in which they were found, so that the edges and
 * names of a node lie together.
 */
#include "gazetteer/draft.h"
#include "gazetteer/order.h"

#include <string.h>

/* Names [first, end) of the order, which share their first `depth` words. */
typedef struct group {
  uint32_t first;
  uint32_t end;
  uint32_t depth;
} group;

typedef struct laying {
  nomenp_gazetteer_builder *draft;
  nomenp_layout *out;
  uint32_t *order; /* names of the draft, sorted */
  uint32_t count;
  group *groups; /* group i becomes node i */
  size_t group_count, group_capacity;
  uint32_t *leaves; /* names that are targets themselves */
  size_t leaf_count, leaf_capacity;
} laying;

void nomenp_layout_fini(nomenp_layout *layout, const nomen_allocator *memory) {
  nomenp_memory_release(memory, layout->nodes);
  nomenp_memory_release(memory, layout->edges);
  nomenp_memory_release(memory, layout->names);
  nomenp_memory_release(memory, layout->targets);
  *layout = (nomenp_layout){0};
}

/* Sort `count` items made by `key` into numbers alone; NULL when memory is out.
 */
typedef uint64_t (*key_of)(const nomenp_gazetteer_builder *draft, uint32_t i,
                           unsigned bucket_bits);

static uint32_t *sort_numbers(nomenp_gazetteer_builder *draft, size_t count,
                              key_of key, unsigned bucket_bits,
                              nomenp_order_tie tie) {
  const nomen_allocator *memory = draft->memory;
  nomenp_order_item *items = NULL, *room = NULL, *sorted;
  uint32_t *order = NULL;
  size_t size;

  if (count <= UINT32_MAX / 2 &&
      nomenp_memory_product(count, sizeof(*items), &size)) {
    items = nomenp_memory_allocate(memory, size);
    room = nomenp_memory_allocate(memory, size);
  }
  if (items != NULL && room != NULL) {
    for (uint32_t i = 0; i < count; i++)
      items[i] = (nomenp_order_item){key(draft, i, bucket_bits), i};
    sorted = nomenp_order_sort(items, room, count, tie, draft);
    /* What is not the result makes place for the numbers. */
    if (sorted == room) {
      room = items;
      items = sorted;
    }
    nomenp_memory_release(memory, room);
    room = NULL;
    order = nomenp_memory_allocate(memory, count * sizeof(*order));
    for (size_t i = 0; i < count && order != NULL; i++)
      order[i] = items[i].index;
  }
  nomenp_memory_release(memory, items);
  nomenp_memory_release(memory, room);
  return order;
}

/* Words by bucket, then by the low half of the hash: the order of lookup. */
static uint64_t word_key(const nomenp_gazetteer_builder *draft, uint32_t i,
                         unsigned bucket_bits) {
  uint64_t hash =
      ((const nomenp_draft_word *)(const void *)draft->words.items)[i].hash;
  return hash >> (64 - bucket_bits) << 32 | (hash & 0xffffffffu);
}

bool nomenp_layout_words(nomenp_gazetteer_builder *draft, unsigned bucket_bits,
                         uint32_t **order) {
  size_t count = draft->words.count;

  *order = sort_numbers(draft, count, word_key, bucket_bits, NULL);
  if (*order == NULL) return false;
  for (size_t i = 0; i < count; i++)
    nomenp_draft_word_at(draft, (*order)[i])->rank = (uint32_t)i;
  return true;
}

static int order_numbers(uint32_t a, uint32_t b) {
  return (a > b) - (a < b);
}

/* Names whose first two words agree: by the others, shorter first, then by what
 * they stand for; the canonical name of an entry before its aliases. */
static int order_names(const void *context, uint32_t a_index,
                       uint32_t b_index) {
  const nomenp_gazetteer_builder *draft = context;
  const nomenp_draft_name *a = &draft->names[a_index];
  const nomenp_draft_name *b = &draft->names[b_index];
  int order;

  for (unsigned i = 2; i < a->count && i < b->count; i++) {
    order = order_numbers(draft->sequence[a->first + i],
                          draft->sequence[b->first + i]);
    if (order != 0) return order;
  }
  if (a->count != b->count) return a->count < b->count ? -1 : 1;
  if (a->list != b->list) return a->list < b->list ? -1 : 1;
  order = order_numbers(a->entry, b->entry);
  return order != 0 ? order : order_numbers(a_index, b_index);
}

/* A name's place by its first two words; one word comes before two. */
static uint64_t name_key(const nomenp_gazetteer_builder *draft, uint32_t i,
                         unsigned bucket_bits) {
  const nomenp_draft_name *name = &draft->names[i];
  uint64_t key = (uint64_t)draft->sequence[name->first] << 32;

  (void)bucket_bits;
  return name->count > 1 ? key + draft->sequence[name->first + 1] + 1 : key;
}

static const nomenp_draft_name *name_at(const laying *l, uint32_t i) {
  return &l->draft->names[l->order[i]];
}

static bool add_group(laying *l, uint32_t first, uint32_t end, uint32_t depth) {
  if (!NOMENP_GROW(l->draft->memory, &l->groups, &l->group_capacity,
                   l->group_count + 1))
    return false;
  l->groups[l->group_count++] = (group){first, end, depth};
  return true;
}

static bool add_laid_name(laying *l, uint32_t name) {
  nomenp_layout *out = l->out;

  if (!NOMENP_GROW(l->draft->memory, &out->names, &out->name_capacity,
                   out->name_count + 1))
    return false;
  out->names[out->name_count++] = name;
  return true;
}

/* Where a group leads: to a name if it is one that ends there, else to a node.
 */
static bool make_target(laying *l, uint32_t first, uint32_t end, uint32_t depth,
                        uint32_t *target) {
  if (end - first > 1 || name_at(l, first)->count > depth) {
    *target = (uint32_t)l->group_count;
    return add_group(l, first, end, depth);
  }
  if (!NOMENP_GROW(l->draft->memory, &l->leaves, &l->leaf_capacity,
                   l->leaf_count + 1))
    return false;
  *target = (uint32_t)l->leaf_count | NOMENP_TARGET_NAME;
  l->leaves[l->leaf_count++] = l->order[first];
  return true;
}

static uint32_t word_of(const laying *l, uint32_t name, uint32_t depth) {
  return l->draft->sequence[name_at(l, name)->first + depth];
}

static bool add_edge(laying *l, uint32_t word, uint32_t target) {
  nomenp_layout *out = l->out;

  if (!NOMENP_GROW(l->draft->memory, &out->edges, &out->edge_capacity,
                   out->edge_count + 1))
    return false;
  out->edges[out->edge_count++] = (nomenp_image_edge){word, target};
  return true;
}

/* Cut [first, end) by the word at `depth`; each part is a target. */
static bool cut_group(laying *l, uint32_t first, uint32_t end, uint32_t depth) {
  while (first < end) {
    uint32_t word = word_of(l, first, depth), stop = first + 1, target;
    while (stop < end && word_of(l, stop, depth) == word)
      stop++;
    if (!make_target(l, first, stop, depth + 1, &target)) return false;
    if (depth == 0)
      l->out->targets[word] = target;
    else if (!add_edge(l, word, target))
      return false;
    first = stop;
  }
  return true;
}

static bool add_node(laying *l) {
  nomenp_layout *out = l->out;

  if (!NOMENP_GROW(l->draft->memory, &out->nodes, &out->node_capacity,
                   out->node_count + 1))
    return false;
  out->nodes[out->node_count++] =
      (nomenp_image_node){(uint32_t)out->edge_count, (uint32_t)out->name_count};
  return true;
}

static bool lay_group(laying *l, size_t i) {
  group g = l->groups[i];
  uint32_t at = g.first;

  if (!add_node(l)) return false;
  for (; at < g.end && name_at(l, at)->count == g.depth; at++)
    if (!add_laid_name(l, l->order[at])) return false;
  return cut_group(l, at, g.end, g.depth);
}

static void shift_target(uint32_t *target, uint32_t by) {
  if (*target & NOMENP_TARGET_NAME) *target += by;
}

/* Leaves come behind the names of nodes, whose ranges must not be torn. */
static bool append_leaves(laying *l) {
  nomenp_layout *out = l->out;
  uint32_t by = (uint32_t)out->name_count;

  if (!NOMENP_GROW(l->draft->memory, &out->names, &out->name_capacity,
                   out->name_count + l->leaf_count))
    return false;
  for (size_t i = 0; i < l->leaf_count; i++)
    out->names[out->name_count++] = l->leaves[i];
  for (size_t i = 0; i < out->edge_count; i++)
    shift_target(&out->edges[i].target, by);
  for (size_t i = 0; i < l->draft->words.count; i++)
    shift_target(&out->targets[i], by);
  return true;
}

static bool lay_all(laying *l) {
  /* Node 0 is no target: it stands for "nowhere". */
  if (!add_group(l, 0, 0, 0) || !add_node(l) || !cut_group(l, 0, l->count, 0))
    return false;
  for (size_t i = 1; i < l->group_count; i++)
    if (!lay_group(l, i)) return false;
  return add_node(l) && append_leaves(l);
}

static bool is_same_name(const laying *l, uint32_t a, uint32_t b) {
  const nomenp_draft_name *x = name_at(l, a), *y = name_at(l, b);

  return x->entry == y->entry && x->count == y->count &&
         memcmp(l->draft->sequence + x->first, l->draft->sequence + y->first,
                x->count * sizeof(uint32_t)) == 0;
}

/* An alias that differs from a name of its entry in nothing but capitals: what
 * either allows is allowed. */
static void drop_doubles(laying *l) {
  const uint8_t both = NOMENP_NAME_UPPER | NOMENP_NAME_STRICT;
  uint32_t kept = 0;

  for (uint32_t i = 0; i < l->count; i++) {
    nomenp_draft_name *name = &l->draft->names[l->order[i]];
    if (kept > 0 && is_same_name(l, kept - 1, i)) {
      nomenp_draft_name *last = &l->draft->names[l->order[kept - 1]];
      last->capitals &= name->capitals;
      last->flags = (uint8_t)((last->flags & name->flags & both) |
                              ((last->flags | name->flags) & ~both));
      if (name->grade > last->grade) last->grade = name->grade;
    } else
      l->order[kept++] = l->order[i];
  }
  l->count = kept;
}

bool nomenp_layout_names(nomenp_gazetteer_builder *draft,
                         nomenp_layout *layout) {
  laying l = {.draft = draft, .out = layout};
  bool done = false;

  *layout = (nomenp_layout){0};
  layout->targets = nomenp_memory_allocate_zeroed(
      draft->memory, draft->words.count * sizeof(*layout->targets));
  if (layout->targets != NULL)
    l.order = sort_numbers(draft, draft->name_count, name_key, 0, order_names);
  if (l.order != NULL) {
    l.count = (uint32_t)draft->name_count;
    drop_doubles(&l);
    done = lay_all(&l);
  }
  nomenp_memory_release(draft->memory, l.leaves);
  nomenp_memory_release(draft->memory, l.groups);
  nomenp_memory_release(draft->memory, l.order);
  return done;
}
