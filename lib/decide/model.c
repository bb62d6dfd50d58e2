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

double nomenp_model_exp(const nomenp_model *model, int32_t x) {
  if (x <= -NOMENP_EXP_LIMIT) return 0;
  return model->coarse[(uint32_t)-x / 64] * model->fine[(uint32_t)-x % 64];
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

static inline uint32_t home_of(const nomenp_model *model, uint32_t tag) {
  return tag & model->mask;
}

static inline nomenp_model_place *place_of(const nomenp_model *model,
                                           uint32_t tag) {
  uint32_t at = home_of(model, tag);

  while (model->places[at].row != 0 && model->places[at].tag != tag)
    at = (at + 1) & model->mask;
  return &model->places[at];
}

static inline uint32_t filter_bit(uint32_t tag) {
  return tag >> 15; /* 17 bits, which home_of() does not use alone */
}

/* Four times this fits in 16 bits. */
#define NARROW 8191

static bool fill_rows(nomenp_model *model, const uint8_t *tags,
                      const uint8_t *masks, const uint8_t *weights,
                      uint32_t weight_count) {
  uint32_t used = 0;

  model->is_narrow = true;
  for (uint32_t row = 0; row < model->row_count; row++) {
    uint16_t mask = read_16(masks + 2 * (size_t)row);
    nomenp_model_place *place = place_of(model, read_32(tags + 4 * (size_t)row));
    if (place->row != 0 || mask >> NOMENP_LABEL_COUNT != 0 ||
        bits_in(mask) > weight_count - used)
      return false;
    place->tag = read_32(tags + 4 * (size_t)row);
    model->filter[filter_bit(place->tag) / 64] |=
        UINT64_C(1) << (filter_bit(place->tag) % 64);
    place->row = row + 1;
    for (unsigned label = 0; label < NOMENP_LABEL_COUNT; label++)
      if (mask >> label & 1) {
        int16_t weight = read_weight(weights + 2 * (size_t)used++);
        model->rows[row + 1][label] = weight;
        if (weight > NARROW || weight < -NARROW) model->is_narrow = false;
      }
  }
  return used == weight_count;
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
  uint32_t capacity = 16;
  const uint8_t *tags;
  nomenp_model *model;

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
  while (capacity < rows * 2) capacity *= 2;

  model = nomenp_memory_allocate_zeroed(memory, sizeof *model);
  if (model == NULL) return nomenp_error_memory(error);
  model->memory = memory;
  model->seed = read_32(bytes + 8);
  model->row_count = (uint32_t)rows;
  model->mask = capacity - 1;
  model->places =
      nomenp_memory_allocate_zeroed(memory, capacity * sizeof *model->places);
  model->rows = nomenp_memory_allocate_zeroed(
      memory, ((size_t)rows + 1) * sizeof *model->rows);
  if (model->places == NULL || model->rows == NULL) {
    nomenp_model_free(model);
    return nomenp_error_memory(error);
  }
  read_transitions(model, bytes + NOMENP_WEIGHTS_HEADER);
  tags = bytes + NOMENP_WEIGHTS_HEADER + 4 * NOMENP_WEIGHTS_TRANSITIONS;
  if (!fill_rows(model, tags, tags + 4 * rows, tags + 6 * rows,
                 (uint32_t)weights)) {
    nomenp_model_free(model);
    return bad_section(error);
  }
  *out = model;
  return NOMEN_OK;
}

void nomenp_model_free(nomenp_model *model) {
  if (model == NULL) return;
  nomenp_memory_release(model->memory, model->places);
  nomenp_memory_release(model->memory, model->rows);
  nomenp_memory_release(model->memory, model);
}

const int16_t *nomenp_model_find(const nomenp_model *model, uint64_t key) {
  const nomenp_model_place *place =
      place_of(model, nomenp_weights_tag(key, model->seed));

  return place->row == 0 ? NULL : model->rows[place->row];
}

static void add_wide(const int16_t *const *rows, size_t count,
                     int32_t *restrict scores) {
  for (size_t i = 0; i < count; i++)
    for (unsigned label = 0; label < NOMENP_LABEL_ROOM; label++)
      scores[label] += rows[i][label];
}

/* Four rows at once, in 16 bits: half of the work of 32, and one widening. */
static void add_narrow(const int16_t *const *rows, size_t count,
                       int32_t *restrict scores) {
  for (size_t i = 0; i < count; i += 4) {
    const int16_t *a = rows[i], *b = rows[i + 1];
    const int16_t *c = rows[i + 2], *d = rows[i + 3];
    for (unsigned label = 0; label < NOMENP_LABEL_ROOM; label++)
      scores[label] += (int16_t)((int16_t)(a[label] + b[label]) +
                                 (int16_t)(c[label] + d[label]));
  }
}

/* In three steps, so that each waits for memory once and not once a key: which
 * keys may have weights, where those are, their sum. */
void nomenp_model_add(const nomenp_model *model, const uint64_t *keys,
                      size_t count, int32_t *scores) {
  uint32_t tags[NOMENP_EVIDENCE_MAX];
  const int16_t *rows[NOMENP_EVIDENCE_MAX + 4];
  size_t likely = 0, found = 0;

  for (size_t i = 0; i < count; i++) {
    uint32_t tag = nomenp_weights_tag(keys[i], model->seed);
    uint32_t bit = filter_bit(tag);
    tags[likely] = tag;
    likely += model->filter[bit / 64] >> (bit % 64) & 1;
  }
  for (size_t i = 0; i < likely; i++)
    FETCH(&model->places[home_of(model, tags[i])]);
  for (size_t i = 0; i < likely; i++) {
    uint32_t row = place_of(model, tags[i])->row;
    rows[found] = model->rows[row];
    FETCH(rows[found]);
    found += row != 0;
  }
  if (!model->is_narrow) {
    add_wide(rows, found, scores);
    return;
  }
  rows[found] = rows[found + 1] = rows[found + 2] = model->rows[0];
  add_narrow(rows, found, scores);
}
