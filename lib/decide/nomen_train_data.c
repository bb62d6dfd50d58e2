/* SPDX-License-Identifier: MIT */
/* Features: a table from keys to numbers, filled in order of the documents. */
#include "decide/nomen_train_data.h"
#include "base/sort.h"

#include <stdlib.h>
#include <string.h>

typedef struct counted {
  uint64_t key; /* 0: free */
  uint32_t count;
  uint32_t number;
} counted;

typedef struct key_table {
  counted *items;
  size_t mask;
  size_t used;
} key_table;

static counted *find(const key_table *table, uint64_t key) {
  size_t at = (size_t)(key >> 7) & table->mask;

  while (table->items[at].key != 0 && table->items[at].key != key)
    at = (at + 1) & table->mask;
  return &table->items[at];
}

static bool grow(key_table *table) {
  key_table larger = {NULL, table->mask * 2 + 1, table->used};

  larger.items = calloc(larger.mask + 1, sizeof *larger.items);
  if (larger.items == NULL) return false;
  for (size_t i = 0; i <= table->mask; i++)
    if (table->items[i].key != 0)
      *find(&larger, table->items[i].key) = table->items[i];
  free(table->items);
  *table = larger;
  return true;
}

static bool count_key(key_table *table, uint64_t key) {
  counted *at;

  if (table->used * 2 > table->mask && !grow(table)) return false;
  at = find(table, key);
  if (at->key == 0) {
    at->key = key;
    table->used++;
  }
  at->count++;
  return true;
}

static bool is_given_up(const train_without *without,
                        const nomenp_evidence_item *item) {
  for (size_t w = 0; w < without->count; w++)
    for (unsigned i = 0; i < item->count; i++)
      if (strcmp(nomenp_attribute_prefix(item->parts[i].attribute),
                 without->pieces[w]) == 0)
        return true;
  return false;
}

static size_t keys_of(nomenp_evidence_cursor *cursor, size_t site,
                      bool is_second, const train_without *without,
                      uint64_t *keys) {
  nomenp_evidence_item items[NOMENP_EVIDENCE_MAX];
  size_t count, kept = 0;

  count = is_second ? nomenp_evidence_pass_keys(cursor, site, keys, items)
                    : nomenp_evidence_keys(cursor, site, keys, items);
  if (without == NULL || without->count == 0) return count;
  for (size_t i = 0; i < count; i++)
    if (!is_given_up(without, &items[i])) keys[kept++] = keys[i];
  return kept;
}

/* What is done with each site and its keys. */
typedef bool (*visitor)(void *context, const train_document *document,
                        size_t site, const uint64_t *keys, size_t count);

static bool each_site(const train_corpus *corpus, bool is_second,
                      const train_without *without, visitor visit,
                      void *context) {
  for (size_t d = 0; d < corpus->count; d++) {
    const train_document *document = corpus->items[d];
    nomenp_evidence_cursor cursor;
    nomenp_evidence_start(&document->evidence, &cursor);
    for (size_t i = 0; i < document->evidence.site_count; i++) {
      uint64_t keys[NOMENP_EVIDENCE_MAX];
      size_t count = keys_of(&cursor, i, is_second, without, keys);
      if (!visit(context, document, i, keys, count)) return false;
    }
  }
  return true;
}

typedef struct making {
  train_data *data;
  key_table table;
  size_t feature_total;
  size_t capacity;
  size_t site;
} making;

static bool count_site(void *context, const train_document *document,
                       size_t site, const uint64_t *keys, size_t count) {
  making *m = context;

  (void)document;
  (void)site;
  for (size_t i = 0; i < count; i++)
    if (!count_key(&m->table, keys[i])) return false;
  m->feature_total += count;
  return true;
}

static bool number_site(void *context, const train_document *document,
                        size_t site, const uint64_t *keys, size_t count) {
  making *m = context;
  nomenp_training *t = &m->data->training;
  uint32_t at = t->first_feature[m->site];

  (void)document;
  (void)site;
  for (size_t i = 0; i < count; i++) {
    const counted *c = find(&m->table, keys[i]);
    if (c->number != UINT32_MAX) t->features[at++] = c->number;
  }
  t->first_feature[++m->site] = at;
  return true;
}

static int by_key(const void *a, const void *b) {
  const uint64_t *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

/* Numbers in order of key: they do not depend on the table's size. */
static bool number_keys(making *m, unsigned least) {
  train_data *data = m->data;
  size_t count = 0;

  data->keys = malloc((m->table.used + 1) * sizeof *data->keys);
  if (data->keys == NULL) return false;
  for (size_t i = 0; i <= m->table.mask; i++) {
    m->table.items[i].number = UINT32_MAX;
    if (m->table.items[i].key != 0 && m->table.items[i].count >= least)
      data->keys[count++] = m->table.items[i].key;
  }
  nomenp_sort(data->keys, count, sizeof *data->keys, by_key);
  for (size_t i = 0; i < count; i++)
    find(&m->table, data->keys[i])->number = (uint32_t)i;
  data->training.feature_count = count;
  return true;
}

static bool make_stretches(train_data *data, const train_corpus *corpus,
                           const bool *has_offset, const uint32_t *numbers) {
  nomenp_training *t = &data->training;
  size_t site = 0;

  t->stretches = malloc((t->site_count + 1) * sizeof *t->stretches);
  if (t->stretches == NULL) return false;
  for (size_t d = 0; d < corpus->count; d++) {
    const train_document *document = corpus->items[d];
    train_labels(document, t->labels + site);
    data->document_first[d] = site;
    for (size_t i = 0; i < document->evidence.site_count; i++, site++) {
      if (document->evidence.sites[i].starts)
        t->stretches[t->stretch_count++] = (nomenp_stretch){
            (uint32_t)site, 0,
            has_offset[document->source] ? numbers[document->source] : 0,
            document->fold, false};
      t->stretches[t->stretch_count - 1].count++;
    }
  }
  data->document_first[corpus->count] = site;
  return true;
}

bool train_data_make(train_data *data, const train_corpus *corpus,
                     bool is_second, unsigned least, uint32_t source_count,
                     const bool *has_offset, const train_without *without) {
  nomenp_training *t = &data->training;
  making m = {data, {calloc(1u << 16, sizeof(counted)), (1u << 16) - 1, 0},
              0, 0, 0};
  uint32_t numbers[64] = {0};
  bool is_done;

  memset(data, 0, sizeof *data);
  data->is_second = is_second;
  t->source_count = 1;
  for (uint32_t s = 0; s < source_count; s++)
    if (has_offset[s]) numbers[s] = t->source_count++;
  for (size_t d = 0; d < corpus->count; d++)
    t->site_count += corpus->items[d]->evidence.site_count;
  is_done = m.table.items != NULL &&
            each_site(corpus, is_second, without, count_site, &m) &&
            number_keys(&m, least);
  t->features = malloc((m.feature_total + 1) * sizeof *t->features);
  t->first_feature = calloc(t->site_count + 2, sizeof *t->first_feature);
  t->labels = malloc(t->site_count + 1);
  data->document_first =
      malloc((corpus->count + 1) * sizeof *data->document_first);
  is_done = is_done && t->features != NULL && t->first_feature != NULL &&
            t->labels != NULL && data->document_first != NULL &&
            each_site(corpus, is_second, without, number_site, &m) &&
            make_stretches(data, corpus, has_offset, numbers);
  free(m.table.items);
  return is_done;
}

void train_data_free(train_data *data) {
  free(data->training.features);
  free(data->training.first_feature);
  free(data->training.labels);
  free(data->training.stretches);
  free(data->training.base);
  free(data->training.base_after);
  free(data->document_first);
  free(data->keys);
  memset(data, 0, sizeof *data);
}

static int16_t in_thousandths(float weight) {
  float scaled = weight * 1000;

  if (scaled > 32000) return 32000;
  if (scaled < -32000) return -32000;
  return (int16_t)(scaled < 0 ? scaled - 0.5f : scaled + 0.5f);
}

static bool has_weight(const float *row) {
  for (unsigned label = 0; label < NOMENP_LABEL_COUNT; label++)
    if (in_thousandths(row[label]) != 0) return true;
  return false;
}

/* A line: its name and where its row is. */
typedef struct named_row {
  char *name;
  uint32_t feature;
} named_row;

typedef struct naming {
  const train_data *data;
  const nomenp_estimate *estimate;
  named_row *items;
  size_t count;
  size_t capacity;
  uint8_t *is_named;
} naming;

static size_t feature_of(const train_data *data, uint64_t key) {
  size_t low = 0, high = data->training.feature_count;

  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (data->keys[middle] < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low < data->training.feature_count && data->keys[low] == key
             ? low
             : SIZE_MAX;
}

static bool name_item(naming *n, const train_document *document, size_t site,
                      const nomenp_evidence_item *item, uint32_t feature) {
  nomenp_buffer buffer;
  const char *name;
  named_row *row;
  bool is_done = false;

  if (!NOMENP_GROW(&nomenp_memory_default, &n->items, &n->capacity,
                   n->count + 1))
    return false;
  nomenp_buffer_init(&buffer, &nomenp_memory_default);
  row = &n->items[n->count];
  if (nomenp_evidence_name(&document->evidence, site, item, &buffer) &&
      (name = nomenp_buffer_text(&buffer)) != NULL) {
    row->name = malloc(buffer.size + 1);
    row->feature = feature;
    if (row->name != NULL) memcpy(row->name, name, buffer.size + 1);
    is_done = row->name != NULL;
    n->count += is_done;
  }
  nomenp_buffer_fini(&buffer);
  return is_done;
}

static bool name_site(naming *n, nomenp_evidence_cursor *cursor,
                      const train_document *document, size_t site) {
  uint64_t keys[NOMENP_EVIDENCE_MAX];
  nomenp_evidence_item items[NOMENP_EVIDENCE_MAX];
  size_t count = n->data->is_second
                     ? nomenp_evidence_pass_keys(cursor, site, keys, items)
                     : nomenp_evidence_keys(cursor, site, keys, items);

  for (size_t i = 0; i < count; i++) {
    size_t feature = feature_of(n->data, keys[i]);
    if (feature == SIZE_MAX || n->is_named[feature]) continue;
    n->is_named[feature] = 1;
    if (has_weight(n->estimate->weights[feature]) &&
        !name_item(n, document, site, &items[i], (uint32_t)feature))
      return false;
  }
  return true;
}

static int by_name(const void *a, const void *b) {
  return strcmp(((const named_row *)a)->name, ((const named_row *)b)->name);
}

static void put_line(nomenp_buffer *out, const char *before, const char *name,
                     unsigned label, float weight) {
  int16_t value = in_thousandths(weight);

  if (value == 0) return;
  nomenp_buffer_put_text(out, before);
  nomenp_buffer_put_text(out, name);
  nomenp_buffer_put_byte(out, '\t');
  nomenp_buffer_put_text(out, nomenp_label_name(label));
  nomenp_buffer_put_byte(out, '\t');
  nomenp_buffer_put_signed(out, value);
  nomenp_buffer_put_byte(out, '\n');
}

static void put_lines(const naming *n, nomenp_buffer *out) {
  const char *before =
      n->data->is_second ? "second:previous=" : "previous=";

  for (unsigned from = 0; from < NOMENP_LABEL_COUNT; from++)
    for (unsigned to = 0; to < NOMENP_LABEL_COUNT; to++)
      put_line(out, before, nomenp_label_name(from), to,
               n->estimate->after[from][to]);
  for (size_t i = 0; i < n->count; i++)
    for (unsigned label = 0; label < NOMENP_LABEL_COUNT; label++)
      put_line(out, "", n->items[i].name, label,
               n->estimate->weights[n->items[i].feature][label]);
}

bool train_data_write(const train_data *data, const train_corpus *corpus,
                      const nomenp_estimate *estimate, nomenp_buffer *out) {
  naming n = {data, estimate, NULL, 0, 0, NULL};
  bool is_done;

  n.is_named = calloc(data->training.feature_count + 1, 1);
  is_done = n.is_named != NULL;
  for (size_t d = 0; is_done && d < corpus->count; d++) {
    const train_document *document = corpus->items[d];
    nomenp_evidence_cursor cursor;
    nomenp_evidence_start(&document->evidence, &cursor);
    for (size_t i = 0; is_done && i < document->evidence.site_count; i++)
      is_done = name_site(&n, &cursor, document, i);
  }
  if (is_done) {
    nomenp_sort(n.items, n.count, sizeof *n.items, by_name);
    put_lines(&n, out);
  }
  for (size_t i = 0; i < n.count; i++) free(n.items[i].name);
  nomenp_memory_release(&nomenp_memory_default, n.items);
  free(n.is_named);
  return is_done && !out->failed;
}
