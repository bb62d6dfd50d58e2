/* SPDX-License-Identifier: MIT */
/* Reasons: the same evidence again, this time with its names. */
#include "decide/explain.h"
#include "base/sort.h"

#include <string.h>

#define REASONS_MAX 24

typedef struct gathering {
  const nomenp_model *model;
  nomenp_arena *arena;
  const nomenp_evidence *evidence;
  nomenp_reason *items;
  size_t count;
  size_t capacity;
} gathering;

static unsigned label_or_none(size_t i, size_t first, size_t end,
                              unsigned type) {
  return type > 2 ? 0 : nomenp_label_at(i, first, end, type);
}

static int by_weight(const void *a, const void *b) {
  const nomenp_reason *x = a, *y = b;
  int32_t p = x->weight < 0 ? -x->weight : x->weight;
  int32_t q = y->weight < 0 ? -y->weight : y->weight;

  if (p != q) return p > q ? -1 : 1;
  if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
  return strcmp(x->name, y->name);
}

/* The same evidence on several tokens of a name is one reason. */
static bool add_reason(gathering *g, const char *name, size_t size,
                       int32_t weight) {
  for (size_t i = 0; i < g->count; i++)
    if (strcmp(g->items[i].name, name) == 0) {
      g->items[i].weight += weight;
      return true;
    }
  if (!NOMENP_ARENA_GROW(g->arena, &g->items, &g->capacity, g->count + 1))
    return false;
  g->items[g->count].name = nomenp_arena_string(g->arena, name, size);
  g->items[g->count].weight = weight;
  return g->items[g->count++].name != NULL;
}

static bool add_site(gathering *g, nomenp_evidence_cursor *cursor, size_t site,
                     bool is_second, unsigned label, unsigned other,
                     nomenp_buffer *buffer) {
  uint64_t keys[NOMENP_EVIDENCE_MAX];
  nomenp_evidence_item items[NOMENP_EVIDENCE_MAX];
  size_t count = is_second
                     ? nomenp_evidence_pass_keys(cursor, site, keys, items)
                     : nomenp_evidence_keys(cursor, site, keys, items);

  for (size_t i = 0; i < count; i++) {
    const int16_t *row = nomenp_model_find(g->model, keys[i]);
    int32_t weight = row == NULL ? 0 : row[label] - row[other];
    const char *name;
    if (weight == 0) continue;
    nomenp_buffer_clear(buffer);
    if (!nomenp_evidence_name(g->evidence, site, &items[i], buffer))
      return false;
    name = nomenp_buffer_text(buffer);
    if (name == NULL || !add_reason(g, name, buffer->size, weight))
      return false;
  }
  return true;
}

bool nomenp_explain(const nomenp_model *model, nomenp_arena *arena,
                    const nomenp_evidence *evidence, size_t first, size_t end,
                    nomenp_name *name) {
  gathering g = {model, arena, evidence, NULL, 0, 0};
  nomenp_evidence_cursor cursor;
  nomenp_buffer buffer;
  bool is_done = true;

  nomenp_buffer_init(&buffer, arena->memory);
  nomenp_evidence_start(evidence, &cursor);
  for (size_t i = first; i < end && is_done; i++) {
    unsigned label = label_or_none(i, first, end, name->type);
    unsigned other = label_or_none(i, first, end, name->runner_up);
    for (unsigned pass = 0; pass < 2 && is_done; pass++)
      is_done = add_site(&g, &cursor, i, pass == 1, label, other, &buffer);
  }
  nomenp_buffer_fini(&buffer);
  if (!is_done) return false;
  nomenp_sort(g.items, g.count, sizeof *g.items, by_weight);
  while (g.count != 0 && g.items[g.count - 1].weight == 0) g.count--;
  name->reasons = g.items;
  name->reason_count =
      (uint32_t)(g.count > REASONS_MAX ? REASONS_MAX : g.count);
  return true;
}
