/* SPDX-License-Identifier: MIT */
/*
 * The one place where overlaps are settled.  The rule: a name of the user's sure
 * lists beats anything; then the longer stretch wins ("Sunday Times" over
 * "Sunday"); then the more confident; then the earlier; then the order of
 * nomen_type.  What is beaten is dropped whole, never trimmed.
 */
#include "engine/extraction.h"

#include <string.h>

#include "base/sort.h"

typedef struct contender {
  uint32_t start; /* bytes */
  uint32_t end;
  uint16_t confidence;
  uint8_t type;
  bool is_sure;
  uint32_t order; /* index among names, or behind them among values */
} contender;

static int by_preference(const void *pa, const void *pb) {
  const contender *a = pa, *b = pb;
  uint32_t a_size = a->end - a->start, b_size = b->end - b->start;

  if (a->is_sure != b->is_sure) return a->is_sure ? -1 : 1;
  if (a_size != b_size) return a_size > b_size ? -1 : 1;
  if (a->confidence != b->confidence)
    return a->confidence > b->confidence ? -1 : 1;
  if (a->start != b->start) return a->start < b->start ? -1 : 1;
  if (a->type != b->type) return a->type < b->type ? -1 : 1;
  return a->order < b->order ? -1 : a->order > b->order;
}

static int by_start(const void *pa, const void *pb) {
  const contender *a = pa, *b = pb;

  if (a->start != b->start) return a->start < b->start ? -1 : 1;
  return by_preference(pa, pb);
}

static bool is_sure_name(const nomenp_extraction *x, const nomenp_name *name) {
  const nomenp_hit_list *sure = &x->sure_hits;
  size_t at = nomenp_hits_from(sure, name->first);

  return at < sure->count && sure->items[at].first == name->first &&
         sure->items[at].end == name->end;
}

/* A deny row without a type denies every type. */
static bool is_denied(const nomenp_extraction *x, uint32_t start, uint32_t end,
                      uint8_t type) {
  const nomenp_text *text = &x->document->text;
  const nomenp_hit_list *denied = &x->user_hits[NOMEN_SOURCE_DENY];

  if (denied->count == 0) return false;
  for (size_t i = nomenp_hits_from(denied, nomenp_text_token_at(text, start));
       i < denied->count; i++) {
    const nomenp_hit *hit = &denied->items[i];
    nomenp_entry entry;
    if (text->start[hit->first] > start) break;
    if (text->start[hit->first] != start || text->end[hit->end - 1] != end)
      continue;
    nomenp_gazetteer_entry(x->engine->user[NOMEN_SOURCE_DENY], hit->entry,
                           &entry);
    if (entry.type >= NOMEN_TYPE_COUNT || entry.type == type) return true;
  }
  return false;
}

/* Which bytes of the text are taken; a stretch is checked and taken in time of its
 * length, and every list of contenders is disjoint in itself, so that the whole
 * is linear in the text. */
typedef struct claims {
  uint8_t *bits;
} claims;

static bool take(claims *c, const contender *item) {
  for (uint32_t at = item->start; at < item->end; at++)
    if (c->bits[at / 8] & (1u << at % 8)) return false;
  for (uint32_t at = item->start; at < item->end; at++)
    c->bits[at / 8] = (uint8_t)(c->bits[at / 8] | (1u << at % 8));
  return true;
}

/* Where the items from `first` on that are in order of start end. */
static size_t run_end(const contender *items, size_t first, size_t count) {
  size_t end = first + 1;

  while (end < count && by_start(&items[end - 1], &items[end]) < 0) end++;
  return end < count ? end : count;
}

/* Bring into order of start what comes as a few runs that are so already: names,
 * dates, amounts.  `room` is for as many. */
static void order(contender *items, size_t count, contender *room) {
  size_t middle, end;

  if (count == 0) return;
  while ((middle = run_end(items, 0, count)) < count) {
    size_t a = 0, b = middle;
    end = run_end(items, middle, count);
    for (size_t i = 0; i < end; i++)
      room[i] =
          b == end || (a < middle && by_start(&items[a], &items[b]) < 0)
              ? items[a++]
              : items[b++];
    memcpy(items, room, end * sizeof(*items));
  }
}

/* Leaves the kept ones in order of start and returns how many they are.  Only those
 * that overlap, directly or through others, have to be weighed against each other:
 * mostly there are none. */
static size_t settle_all(claims *c, contender *items, size_t count) {
  size_t kept = 0, end;

  for (size_t first = 0; first < count; first = end) {
    uint32_t reach = items[first].end;
    size_t from = kept;
    for (end = first + 1; end < count && items[end].start < reach; end++)
      if (items[end].end > reach) reach = items[end].end;
    if (end == first + 1) {
      items[kept++] = items[first];
      continue;
    }
    nomenp_sort(items + first, end - first, sizeof(*items), by_preference);
    for (size_t i = first; i < end; i++)
      if (take(c, &items[i])) items[kept++] = items[i];
    nomenp_sort(items + from, kept - from, sizeof(*items), by_start);
  }
  return kept;
}

static size_t collect(const nomenp_extraction *x, contender *items) {
  const nomenp_text *text = &x->document->text;
  size_t count = 0;
  uint32_t least = (uint32_t)(x->options.min_confidence * 1000 + 0.5);

  for (size_t i = 0; i < x->names.count; i++) {
    const nomenp_name *name = &x->names.items[i];
    contender c = {text->start[name->first], text->end[name->end - 1],
                   name->confidence, name->type,
                   is_sure_name(x, name), (uint32_t)i};
    if (!c.is_sure && c.confidence < least) continue;
    if (!is_denied(x, c.start, c.end, c.type)) items[count++] = c;
  }
  for (size_t i = 0; i < x->values.count; i++) {
    const nomenp_candidate *value = &x->values.items[i];
    contender c = {value->start, value->end, value->confidence,
                   (uint8_t)value->type, false,
                   (uint32_t)(x->names.count + i)};
    if (!is_denied(x, c.start, c.end, c.type)) items[count++] = c;
  }
  return count;
}

/* Amounts point at one another by index: carry that over, or cut it. */
static void renumber(nomenp_candidate_list *values, const size_t *place) {
  for (size_t i = 0; i < values->count; i++) {
    nomen_money *money = &values->items[i].value.money;
    if (values->items[i].type != NOMEN_TYPE_MONEY) continue;
    if (money->range != NOMEN_NONE) money->range = place[money->range];
    if (money->equivalent != NOMEN_NONE)
      money->equivalent = place[money->equivalent];
  }
}

/* Move each value to its place; those without one end up behind the others. */
static void reorder(nomenp_candidate *items, size_t *place, size_t count) {
  for (size_t i = 0; i < count; i++)
    while (place[i] != NOMEN_NONE && place[i] != i) {
      size_t to = place[i];
      nomenp_candidate moved = items[to];
      items[to] = items[i];
      items[i] = moved;
      place[i] = place[to];
      place[to] = to;
    }
}

static bool keep_items(nomenp_extraction *x, nomenp_arena *arena,
                       const contender *kept, size_t count) {
  size_t names = 0, values = 0;
  size_t *place = nomenp_arena_array(arena, x->values.count, sizeof(*place));

  if (place == NULL) return false;
  for (size_t i = 0; i < x->values.count; i++) place[i] = NOMEN_NONE;
  for (size_t i = 0; i < count; i++) {
    size_t order = kept[i].order;
    if (order < x->names.count)
      x->names.items[names++] = x->names.items[order];
    else
      place[order - x->names.count] = values++;
  }
  renumber(&x->values, place);
  reorder(x->values.items, place, x->values.count);
  x->names.count = names;
  x->values.count = values;
  return true;
}

static bool settle(nomenp_extraction *x, nomenp_arena *arena) {
  size_t count = x->names.count + x->values.count;
  contender *items = nomenp_arena_array(arena, count, sizeof(*items));
  contender *room = nomenp_arena_array(arena, count, sizeof(*room));
  claims taken = {
      nomenp_arena_array(arena, x->document->text.size / 8u + 1u, 1)};

  if (items == NULL || room == NULL || taken.bits == NULL) return false;
  count = collect(x, items);
  order(items, count, room);
  count = settle_all(&taken, items, count);
  return keep_items(x, arena, items, count);
}

nomen_status nomenp_extraction_settle(nomenp_extraction *x) {
  nomenp_arena arena;
  bool is_done;

  nomenp_arena_init_beside(&arena, &x->scratch);
  is_done = settle(x, &arena);
  nomenp_arena_fini(&arena);
  return is_done ? NOMEN_OK : NOMEN_ENOMEM;
}
