/* SPDX-License-Identifier: MIT */
/*
 * From the section of a pack to tables: nothing in the section is believed before
 * it is checked.
 */
#include "decide/model.h"
#include "base/error.h"
#include "decide/weights.h"

#include <string.h>

const uint8_t nomenp_labels_closed[7] = {0, 3, 4, 7, 8, 11, 12};
const uint8_t nomenp_labels_opening[7] = {0, 1, 4, 5, 8, 9, 12};

bool nomenp_label_follows(unsigned from, unsigned to) {
  bool is_open = from != 0 && (from - 1) % 4 <= 1;
  bool goes_on = to != 0 && ((to - 1) % 4 == 1 || (to - 1) % 4 == 2);

  if (is_open != goes_on) return false;
  return !is_open || (from - 1) / 4 == (to - 1) / 4;
}

static uint32_t read_32(const uint8_t *at) {
  return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
         (uint32_t)at[3] << 24;
}

static uint16_t read_16(const uint8_t *at) {
  return (uint16_t)(at[0] | at[1] << 8);
}

static int16_t read_weight(const uint8_t *at) {
  uint16_t value = read_16(at);
  return (int16_t)(value < 0x8000 ? (int)value : (int)value - 0x10000);
}

static unsigned bits_in(uint16_t mask) {
  unsigned count = 0;
  for (; mask != 0; mask = (uint16_t)(mask & (mask - 1))) count++;
  return count;
}

/* exp() by repeated products: the same bits wherever doubles are IEEE's. */
static void fill_exponentials(nomenp_model *model) {
  double step = 1;

  model->fine[0] = 1;
  for (unsigned i = 1; i < 64; i++)
    model->fine[i] = model->fine[i - 1] * 0.999000499833374992;
  step = model->fine[63] * 0.999000499833374992;
  model->coarse[0] = 1;
  for (unsigned i = 1; i < NOMENP_EXP_LIMIT / 64; i++)
    model->coarse[i] = model->coarse[i - 1] * step;
}

static void fill_into(nomenp_model *model) {
  for (unsigned i = 0; i < 8; i++)
    for (unsigned j = 0; j < 8; j++) {
      bool is_real = i < 7 && j < 7;
      unsigned from = is_real ? nomenp_labels_closed[i] : 0;
      unsigned to = is_real ? nomenp_labels_opening[j] : 0;
      for (unsigned pass = 0; pass < 2; pass++)
        model->into[pass][i][j] =
            is_real ? model->after[pass][from][to] : NOMENP_FORBIDDEN;
      model->into_exp[i][j] = is_real ? model->after_exp[from][to] : 0;
      model->out_exp[j][i] = model->into_exp[i][j];
    }
  for (unsigned pass = 0; pass < 2; pass++)
    for (unsigned i = 0; i < 7; i++) {
      int32_t lead = NOMENP_FORBIDDEN;
      for (unsigned j = 0; j < 7; j++) {
        int32_t more = model->into[pass][i][j] - model->into[pass][0][j];
        if (more > lead) lead = more;
      }
      model->lead[pass][i] = lead;
    }
}

void nomenp_model_prepare(nomenp_model *model,
                          int16_t weights[2][NOMENP_LABEL_COUNT]
                                         [NOMENP_LABEL_COUNT]) {
  int32_t best = NOMENP_FORBIDDEN;

  fill_exponentials(model);
  for (unsigned pass = 0; pass < 2; pass++)
    for (unsigned from = 0; from < NOMENP_LABEL_COUNT; from++)
      for (unsigned to = 0; to < NOMENP_LABEL_COUNT; to++) {
        int32_t weight = weights[pass][from][to];
        if (pass == 1) weight += model->after[0][from][to];
        if (!nomenp_label_follows(from, to)) weight = NOMENP_FORBIDDEN;
        model->after[pass][from][to] = weight;
        if (pass == 1 && weight > best) best = weight;
      }
  for (unsigned from = 0; from < NOMENP_LABEL_COUNT; from++)
    for (unsigned to = 0; to < NOMENP_LABEL_COUNT; to++)
      model->after_exp[from][to] =
          nomenp_label_follows(from, to)
              ? nomenp_model_exp(model, model->after[1][from][to] - best)
              : 0;
  fill_into(model);
}

static void read_transitions(nomenp_model *model, const uint8_t *at) {
  int16_t weights[2][NOMENP_LABEL_COUNT][NOMENP_LABEL_COUNT];

  for (unsigned pass = 0; pass < 2; pass++)
    for (unsigned from = 0; from < NOMENP_LABEL_COUNT; from++)
      for (unsigned to = 0; to < NOMENP_LABEL_COUNT; to++, at += 2)
        weights[pass][from][to] = read_weight(at);
  nomenp_model_prepare(model, weights);
}

#if defined(__GNUC__)
#define FETCH(address) __builtin_prefetch(address)
#else
#define FETCH(address) ((void)(address))
#endif

static inline uint32_t slot_of(uint32_t tag, uint32_t factor, unsigned shift) {
  return (tag * (2 * factor + 1)) >> shift;
}

static inline int16_t *row_of(const nomenp_model *model, uint32_t tag) {
  uint32_t factor = model->factors[tag & model->bucket_mask];

  return model->rows[slot_of(tag, factor, model->row_shift)];
}

/* The tag that stands behind the weights; 0 in a row that is free, whose weights
 * are 0 as well. */
static inline uint32_t tag_of_row(const int16_t *row) {
  uint32_t tag;

  memcpy(&tag, row + NOMENP_LABEL_ROOM - 2, sizeof tag);
  return tag;
}

static inline uint32_t filter_bit(uint32_t tag) {
  return tag >> 15; /* 17 bits */
}

/* Four times this fits in 16 bits. */
#define NARROW 8191

static bool fill_rows(nomenp_model *model, const uint8_t *tags,
                      const uint8_t *masks, const uint8_t *weights,
                      uint32_t row_count, uint32_t weight_count) {
  uint32_t used = 0;

  model->is_narrow = true;
  for (uint32_t i = 0; i < row_count; i++) {
    uint16_t mask = read_16(masks + 2 * (size_t)i);
    uint32_t tag = read_32(tags + 4 * (size_t)i), bit = filter_bit(tag);
    int16_t *row = row_of(model, tag);
    if (mask >> NOMENP_LABEL_COUNT != 0 || bits_in(mask) > weight_count - used)
      return false;
    memcpy(row + NOMENP_LABEL_ROOM - 2, &tag, sizeof tag);
    model->filter[bit / 64] |= UINT64_C(1) << (bit % 64);
    for (unsigned label = 0; label < NOMENP_LABEL_COUNT; label++)
      if (mask >> label & 1) {
        row[label] = read_weight(weights + 2 * (size_t)used++);
        if (row[label] > NARROW || row[label] < -NARROW)
          model->is_narrow = false;
      }
  }
  return used == weight_count;
}

/* Tags sorted by bucket, and room to try factors. */
typedef struct spreading {
  uint32_t *tags;
  uint32_t *starts; /* of each bucket, and the end */
  uint8_t *filled;  /* of each bucket, so far */
  uint8_t *taken;   /* a row each */
  uint32_t buckets;
  uint64_t tries;   /* left */
} spreading;

/* More than this of honest tags never meet in a bucket. */
#define BUCKET_MAX 64u

static bool try_factor(spreading *s, const uint32_t *tags, uint32_t count,
                       uint32_t factor, unsigned shift) {
  uint32_t i = 0;

  while (i < count && !s->taken[slot_of(tags[i], factor, shift)])
    s->taken[slot_of(tags[i++], factor, shift)] = 1;
  if (i == count) return true;
  while (i-- > 0) s->taken[slot_of(tags[i], factor, shift)] = 0;
  return false;
}

static bool place_bucket(nomenp_model *model, spreading *s, uint32_t bucket) {
  uint32_t first = s->starts[bucket], count = s->starts[bucket + 1] - first;

  for (uint32_t factor = 0; factor <= UINT16_MAX && s->tries != 0;
       factor++, s->tries--)
    if (try_factor(s, s->tags + first, count, factor, model->row_shift)) {
      model->factors[bucket] = (uint16_t)factor;
      return true;
    }
  return false;
}

/* The fullest buckets first: they are the hardest to place. */
static bool place_buckets(nomenp_model *model, spreading *s) {
  for (uint32_t size = BUCKET_MAX; size > 0; size--)
    for (uint32_t bucket = 0; bucket < s->buckets; bucket++)
      if (s->starts[bucket + 1] - s->starts[bucket] == size &&
          !place_bucket(model, s, bucket))
        return false;
  return true;
}

/* False when tags are alike, or too many in a bucket. */
static bool sort_tags(const uint8_t *tags, uint32_t count, spreading *s) {
  for (uint32_t i = 0; i < count; i++)
    s->starts[(read_32(tags + 4 * (size_t)i) & (s->buckets - 1)) + 1]++;
  for (uint32_t b = 0; b < s->buckets; b++) {
    if (s->starts[b + 1] > BUCKET_MAX) return false;
    s->starts[b + 1] += s->starts[b];
  }
  for (uint32_t i = 0; i < count; i++) {
    uint32_t tag = read_32(tags + 4 * (size_t)i);
    uint32_t bucket = tag & (s->buckets - 1), first = s->starts[bucket];
    uint32_t at = first + s->filled[bucket]++;
    s->tags[at] = tag;
    while (at-- > first)
      if (s->tags[at] == tag) return false;
  }
  return true;
}

static bool spread_tags(nomenp_model *model, spreading *s, const uint8_t *tags,
                        uint32_t count, unsigned bits) {
  model->bucket_mask = s->buckets - 1;
  model->row_shift = 32 - bits;
  s->tries = 64 * (uint64_t)count + 4 * (UINT16_MAX + 1u);
  return sort_tags(tags, count, s) && place_buckets(model, s);
}

/* Rows do not lie across lines of the cache. */
#define LINE_SIZE 64u

/* Find a place for each tag.  NOMEN_EPACK: they cannot be told apart. */
static nomen_status make_rows(nomenp_model *model, const uint8_t *tags,
                              uint32_t count) {
  const nomen_allocator *memory = model->memory;
  spreading s = {NULL, NULL, NULL, NULL, 16, 0};
  nomen_status status = NOMEN_ENOMEM;
  unsigned bits = 5;

  while (s.buckets < count / 4) s.buckets *= 2;
  while ((UINT64_C(1) << bits) * 7 < (uint64_t)count * 8) bits++;
  s.tags = nomenp_memory_allocate_zeroed(memory, (count + 1) * sizeof *s.tags);
  s.starts = nomenp_memory_allocate_zeroed(
      memory, ((size_t)s.buckets + 1) * sizeof *s.starts);
  s.filled = nomenp_memory_allocate_zeroed(memory, s.buckets);
  s.taken = nomenp_memory_allocate_zeroed(memory, (size_t)1 << bits);
  model->factors = nomenp_memory_allocate_zeroed(
      memory, s.buckets * sizeof *model->factors);
  model->block = nomenp_memory_allocate_zeroed(
      memory, (sizeof *model->rows << bits) + LINE_SIZE);
  if (s.tags != NULL && s.starts != NULL && s.filled != NULL &&
      s.taken != NULL && model->factors != NULL && model->block != NULL) {
    uintptr_t at = (uintptr_t)model->block;
    model->rows = (void *)((uint8_t *)model->block +
                           (LINE_SIZE - at % LINE_SIZE) % LINE_SIZE);
    status = spread_tags(model, &s, tags, count, bits) ? NOMEN_OK : NOMEN_EPACK;
  }
  nomenp_memory_release(memory, s.tags);
  nomenp_memory_release(memory, s.starts);
  nomenp_memory_release(memory, s.filled);
  nomenp_memory_release(memory, s.taken);
  return status;
}

static nomen_status bad_section(nomen_error *error) {
  return nomenp_error_set(error, NOMEN_EPACK, 0,
                          "the weights of the pack are damaged");
}

nomen_status nomenp_model_new(const nomen_allocator *memory,
                              const void *section, size_t size,
                              nomenp_model **out, nomen_error *error) {
  const uint8_t *bytes = section;
  uint64_t rows, weights, need;
  const uint8_t *tags;
  nomenp_model *model;
  nomen_status status;

  *out = NULL;
  if (size < NOMENP_WEIGHTS_HEADER ||
      read_32(bytes) != NOMENP_WEIGHTS_MAGIC)
    return bad_section(error);
  if (read_32(bytes + 4) != NOMENP_WEIGHTS_FORMAT)
    return nomenp_error_set(error, NOMEN_EPACK, 4,
                            "the weights of the pack have another format");
  rows = read_32(bytes + 12);
  weights = read_32(bytes + 16);
  need = NOMENP_WEIGHTS_HEADER + 4 * (uint64_t)NOMENP_WEIGHTS_TRANSITIONS +
         rows * 6 + weights * 2;
  if (need != size || rows > UINT32_MAX / 8) return bad_section(error);

  model = nomenp_memory_allocate_zeroed(memory, sizeof *model);
  if (model == NULL) return nomenp_error_memory(error);
  model->memory = memory;
  model->seed = read_32(bytes + 8);
  read_transitions(model, bytes + NOMENP_WEIGHTS_HEADER);
  tags = bytes + NOMENP_WEIGHTS_HEADER + 4 * NOMENP_WEIGHTS_TRANSITIONS;
  status = make_rows(model, tags, (uint32_t)rows);
  if (status == NOMEN_OK &&
      !fill_rows(model, tags, tags + 4 * rows, tags + 6 * rows, (uint32_t)rows,
                 (uint32_t)weights))
    status = NOMEN_EPACK;
  if (status != NOMEN_OK) {
    nomenp_model_free(model);
    return status == NOMEN_EPACK ? bad_section(error)
                                 : nomenp_error_memory(error);
  }
  *out = model;
  return NOMEN_OK;
}

void nomenp_model_free(nomenp_model *model) {
  if (model == NULL) return;
  nomenp_memory_release(model->memory, model->factors);
  nomenp_memory_release(model->memory, model->block);
  nomenp_memory_release(model->memory, model);
}

const int16_t *nomenp_model_find(const nomenp_model *model, uint64_t key) {
  uint32_t tag = nomenp_weights_tag(key, model->seed);
  const int16_t *row = row_of(model, tag);

  return tag_of_row(row) == tag ? row : NULL;
}

void nomenp_model_seek(const nomenp_model *model, const uint64_t *keys,
                       size_t count, nomenp_model_sought *out) {
  size_t likely = 0;

  for (size_t i = 0; i < count; i++) {
    uint32_t tag = nomenp_weights_tag(keys[i], model->seed);
    uint32_t bit = filter_bit(tag);
    out->tags[likely] = tag;
    likely += model->filter[bit / 64] >> (bit % 64) & 1;
  }
  for (size_t i = 0; i < likely; i++) {
    out->rows[i] = row_of(model, out->tags[i]);
    FETCH(out->rows[i]);
  }
  out->count = likely;
}

static void add_wide(const int16_t *const *rows, size_t count,
                     int32_t *restrict scores) {
  for (size_t i = 0; i < count; i++)
    for (unsigned label = 0; label < NOMENP_LABEL_ROOM; label++)
      scores[label] += rows[i][label];
}

/* Four rows at once, in 16 bits: half of the work of 32, and one widening. */
NOMENP_LANES static void add_four(const int16_t *const *rows,
                                  int32_t *restrict scores) {
  const int16_t *a = rows[0], *b = rows[1], *c = rows[2], *d = rows[3];
  int16_t sums[NOMENP_LABEL_ROOM];

  for (unsigned label = 0; label < NOMENP_LABEL_ROOM; label++)
    sums[label] = (int16_t)(a[label] + b[label] + c[label] + d[label]);
  for (unsigned label = 0; label < NOMENP_LABEL_ROOM; label++)
    scores[label] += sums[label];
}

void nomenp_model_add(const nomenp_model *model, nomenp_model_sought *sought,
                      int32_t *scores) {
  static const int16_t nothing[NOMENP_LABEL_ROOM] = {0};
  const int16_t **rows = sought->rows;
  size_t found = 0;

  for (size_t i = 0; i < sought->count; i++) {
    rows[found] = rows[i];
    found += tag_of_row(rows[i]) == sought->tags[i];
  }
  if (!model->is_narrow) {
    add_wide(rows, found, scores);
  } else {
    rows[found] = rows[found + 1] = rows[found + 2] = nothing;
    for (size_t i = 0; i < found; i += 4) add_four(rows + i, scores);
  }
  for (unsigned i = NOMENP_LABEL_COUNT; i < NOMENP_LABEL_ROOM; i++)
    scores[i] = 0; /* where the tags were added */
}
