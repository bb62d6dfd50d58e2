/* SPDX-License-Identifier: MIT */
/*
 * Sequences over the thirteen labels.  Labels after which a name is open (B, I)
 * lead only to I and L of their type; all others lead only to O, B and U.
 */
#include "decide/decode.h"

#include <string.h>

#define LABELS NOMENP_LABEL_COUNT

/* Labels that may come first in a name or outside one, and those that may come
 * before them. */
static const uint8_t opening[7] = {0, 1, 4, 5, 8, 9, 12};
static const uint8_t closed[7] = {0, 3, 4, 7, 8, 11, 12};

static bool is_allowed(uint16_t mask, unsigned label) {
  return mask >> label & 1;
}

/* The best label before each, and its score, from the row before. */
static void step(const nomenp_model *model, unsigned pass, const int32_t *from,
                 int32_t *to, uint8_t *back) {
  const int32_t(*after)[NOMENP_LABEL_ROOM] = model->after[pass];

  for (unsigned i = 0; i < 7; i++) {
    unsigned label = opening[i];
    int32_t best = INT32_MIN;
    uint8_t which = 0;
    for (unsigned j = 0; j < 7; j++) {
      int32_t score = from[closed[j]] + after[closed[j]][label];
      if (score > best) {
        best = score;
        which = closed[j];
      }
    }
    to[label] = best;
    back[label] = which;
  }
  for (unsigned type = 0; type < 3; type++) {
    unsigned b = 1 + 4 * type;
    for (unsigned part = 1; part <= 2; part++) {
      int32_t by_b = from[b] + after[b][b + part];
      int32_t by_i = from[b + 1] + after[b + 1][b + part];
      to[b + part] = by_b >= by_i ? by_b : by_i;
      back[b + part] = (uint8_t)(by_b >= by_i ? b : b + 1);
    }
  }
}

/* Sums of scores stay far from INT32_MIN: what is forbidden is reset to this. */
static void add_row(int32_t *to, const int32_t *scores, uint16_t mask) {
  for (unsigned label = 0; label < LABELS; label++) {
    if (!is_allowed(mask, label) || to[label] < NOMENP_FORBIDDEN / 2)
      to[label] = NOMENP_FORBIDDEN;
    else
      to[label] += scores[label];
  }
}

/* Long stretches must not overflow: only differences matter. */
static void level(int32_t *row) {
  int32_t best = row[0];

  for (unsigned label = 1; label < LABELS; label++)
    if (row[label] > best) best = row[label];
  for (unsigned label = 0; label < LABELS; label++)
    row[label] =
        row[label] < NOMENP_FORBIDDEN / 2 ? NOMENP_FORBIDDEN : row[label] - best;
}

void nomenp_decode_best(const nomenp_model *model, unsigned pass,
                        const nomenp_scores *scores, const uint16_t *masks,
                        size_t count, uint8_t *back, uint8_t *labels) {
  int32_t from[NOMENP_LABEL_ROOM], to[NOMENP_LABEL_ROOM];
  uint8_t best = 0;
  int32_t best_score = INT32_MIN;

  for (unsigned label = 0; label < LABELS; label++)
    from[label] = label == 0 ? 0 : NOMENP_FORBIDDEN;
  for (size_t i = 0; i < count; i++) {
    step(model, pass, from, to, back + i * NOMENP_LABEL_ROOM);
    add_row(to, scores[i].of, masks[i]);
    level(to);
    memcpy(from, to, sizeof from);
  }
  for (unsigned j = 0; j < 7; j++) {
    int32_t score = from[closed[j]] + model->after[pass][closed[j]][0];
    if (score > best_score) {
      best_score = score;
      best = closed[j];
    }
  }
  for (size_t i = count; i-- > 0;) {
    labels[i] = best;
    best = back[i * NOMENP_LABEL_ROOM + best];
  }
}

bool nomenp_decode_reserve(nomenp_sums *sums, nomenp_arena *arena,
                           size_t count) {
  size_t capacity = count < 64 ? 64 : count;

  if (count <= sums->capacity) return true;
  sums->emission =
      nomenp_arena_array(arena, capacity, sizeof *sums->emission);
  sums->forward = nomenp_arena_array(arena, capacity, sizeof *sums->forward);
  sums->backward = nomenp_arena_array(arena, capacity, sizeof *sums->backward);
  sums->scale = nomenp_arena_array(arena, capacity, sizeof *sums->scale);
  if (sums->emission == NULL || sums->forward == NULL ||
      sums->backward == NULL || sums->scale == NULL)
    return false;
  sums->capacity = capacity;
  return true;
}

static void exponentials(const nomenp_model *model, const int32_t *scores,
                         uint16_t mask, double *out) {
  int32_t best = INT32_MIN;

  for (unsigned label = 0; label < LABELS; label++)
    if (is_allowed(mask, label) && scores[label] > best) best = scores[label];
  for (unsigned label = 0; label < LABELS; label++)
    out[label] = is_allowed(mask, label)
                     ? nomenp_model_exp(model, scores[label] - best)
                     : 0;
}

static void forward_step(const nomenp_model *model, const double *from,
                         double *to) {
  const double(*after)[NOMENP_LABEL_ROOM] = model->after_exp;

  for (unsigned i = 0; i < 7; i++) {
    unsigned label = opening[i];
    double sum = 0;
    for (unsigned j = 0; j < 7; j++)
      sum += from[closed[j]] * after[closed[j]][label];
    to[label] = sum;
  }
  for (unsigned b = 1; b < LABELS; b += 4)
    for (unsigned part = 1; part <= 2; part++)
      to[b + part] =
          from[b] * after[b][b + part] + from[b + 1] * after[b + 1][b + part];
}

static void backward_step(const nomenp_model *model, const double *from,
                          double *to) {
  const double(*after)[NOMENP_LABEL_ROOM] = model->after_exp;

  for (unsigned j = 0; j < 7; j++) {
    unsigned label = closed[j];
    double sum = 0;
    for (unsigned i = 0; i < 7; i++)
      sum += after[label][opening[i]] * from[opening[i]];
    to[label] = sum;
  }
  for (unsigned b = 1; b < LABELS; b += 4)
    for (unsigned part = 0; part <= 1; part++)
      to[b + part] = after[b + part][b + 1] * from[b + 1] +
                     after[b + part][b + 2] * from[b + 2];
}

void nomenp_decode_sum(const nomenp_model *model, const nomenp_scores *scores,
                       const uint16_t *masks, size_t count,
                       nomenp_sums *sums) {
  double outside[NOMENP_LABEL_ROOM] = {1};
  double weighed[NOMENP_LABEL_ROOM] = {0};
  double total = 0;

  for (size_t i = 0; i < count; i++) {
    double sum = 0;
    exponentials(model, scores[i].of, masks[i], sums->emission[i]);
    forward_step(model, i == 0 ? outside : sums->forward[i - 1],
                 sums->forward[i]);
    for (unsigned label = 0; label < LABELS; label++) {
      sums->forward[i][label] *= sums->emission[i][label];
      sum += sums->forward[i][label];
    }
    if (!(sum > 0)) sum = 1;
    for (unsigned label = 0; label < LABELS; label++)
      sums->forward[i][label] /= sum;
    sums->scale[i] = sum;
  }
  backward_step(model, outside, sums->backward[count - 1]);
  for (size_t i = count - 1; i-- > 0;) {
    for (unsigned label = 0; label < LABELS; label++)
      weighed[label] = sums->emission[i + 1][label] *
                       sums->backward[i + 1][label] / sums->scale[i + 1];
    backward_step(model, weighed, sums->backward[i]);
  }
  for (unsigned label = 0; label < LABELS; label++)
    total += sums->forward[count - 1][label] * sums->backward[count - 1][label];
  if (!(total > 0)) total = 1;
  for (size_t i = 0; i < count; i++)
    for (unsigned label = 0; label < LABELS; label++)
      sums->backward[i][label] /= total;
}

static unsigned label_at(size_t i, size_t first, size_t end, unsigned type) {
  if (end - first == 1) return nomenp_label(type, 3);
  if (i == first) return nomenp_label(type, 0);
  return nomenp_label(type, i + 1 == end ? 2 : 1);
}

double nomenp_decode_probability(const nomenp_model *model,
                                 const nomenp_sums *sums, size_t first,
                                 size_t end, unsigned type) {
  unsigned label = label_at(first, first, end, type);
  double p = sums->forward[first][label];

  for (size_t i = first + 1; i < end; i++) {
    unsigned next = label_at(i, first, end, type);
    p *= model->after_exp[label][next] * sums->emission[i][next] /
         sums->scale[i];
    label = next;
  }
  return p * sums->backward[end - 1][label];
}
