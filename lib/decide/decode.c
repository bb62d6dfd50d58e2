/* SPDX-License-Identifier: MIT */
/*
 * Sequences over the thirteen labels.  Labels after which a name is open (B, I)
 * lead only to I and L of their type; all others lead only to O, B and U.
 */
#include "decide/decode.h"

#include <string.h>

#define LABELS NOMENP_LABEL_COUNT
#define ALL_LABELS ((1u << LABELS) - 1)

/* nomenp_labels_closed and _opening again, for the compiler to see. */
static const uint8_t closed[7] = {0, 3, 4, 7, 8, 11, 12};
static const uint8_t opening[7] = {0, 1, 4, 5, 8, 9, 12};

static bool is_allowed(uint16_t mask, unsigned label) {
  return mask >> label & 1;
}

/* What comes from label j where that is better. */
NOMENP_LANES static void contend(const int32_t *restrict row, int32_t score,
                                 int32_t j, int32_t *restrict best,
                                 int32_t *restrict which) {
  for (unsigned i = 0; i < 8; i++) {
    int32_t sum = score + row[i];
    which[i] = sum > best[i] ? j : which[i];
    best[i] = sum > best[i] ? sum : best[i];
  }
}

/* The best label before each, and its score, from the row before.  The loops
 * over eight are for the compiler to do at once.  What is closed leads to the same
 * labels as O does, so one that could nowhere beat O is left out. */
static void step_closed(const nomenp_model *model, unsigned pass,
                        const int32_t *from, int32_t *to, uint8_t *back) {
  int32_t best[8], which[8] = {0};
  int32_t outside = from[0];

  for (unsigned i = 0; i < 8; i++)
    best[i] = outside + model->into[pass][0][i];
  for (int32_t j = 1; j < 7; j++) {
    const int32_t *row = model->into[pass][j];
    int32_t score = from[closed[j]];
    if (score + model->lead[pass][j] <= outside) continue;
    contend(row, score, j, best, which);
  }
  for (unsigned i = 0; i < 7; i++) {
    to[opening[i]] = best[i];
    back[opening[i]] = closed[which[i]];
  }
}

static void step_open(const nomenp_model *model, unsigned pass,
                      const int32_t *from, int32_t *to, uint8_t *back) {
  const int32_t(*after)[NOMENP_LABEL_ROOM] = model->after[pass];

  for (unsigned b = 1; b < LABELS; b += 4)
    for (unsigned part = 1; part <= 2; part++) {
      int32_t by_b = from[b] + after[b][b + part];
      int32_t by_i = from[b + 1] + after[b + 1][b + part];
      to[b + part] = by_b >= by_i ? by_b : by_i;
      back[b + part] = (uint8_t)(b + (by_b < by_i));
    }
}

NOMENP_LANES static void add_row(int32_t *restrict to, const int32_t *restrict scores,
                    uint16_t mask) {
  static const int32_t bits[NOMENP_LABEL_ROOM] = {
      1,      1 << 1, 1 << 2,  1 << 3,  1 << 4,  1 << 5,  1 << 6,  1 << 7,
      1 << 8, 1 << 9, 1 << 10, 1 << 11, 1 << 12, 1 << 13, 1 << 14, 1 << 15};

  if (mask == ALL_LABELS) {
    for (unsigned label = 0; label < NOMENP_LABEL_ROOM; label++)
      to[label] += scores[label];
    return;
  }
  for (unsigned label = 0; label < NOMENP_LABEL_ROOM; label++) {
    int32_t sum = to[label] + scores[label];
    to[label] = (mask & bits[label]) != 0 ? sum : NOMENP_FORBIDDEN;
  }
}

/* Long stretches must not overflow: only differences matter.  Between two of
 * these, what is forbidden drifts, but not to NOMENP_FORBIDDEN / 2. */
#define LEVEL_STEPS 16
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
  int32_t rows[2][NOMENP_LABEL_ROOM] = {{0}};
  int32_t *from = rows[0], *to = rows[1], *other;
  uint8_t best = 0;
  int32_t best_score = INT32_MIN;

  for (unsigned label = 0; label < LABELS; label++)
    from[label] = label == 0 ? 0 : NOMENP_FORBIDDEN;
  for (size_t i = 0; i < count; i++) {
    step_closed(model, pass, from, to, back + i * NOMENP_LABEL_ROOM);
    step_open(model, pass, from, to, back + i * NOMENP_LABEL_ROOM);
    add_row(to, scores[i].of, masks[i]);
    if (i % LEVEL_STEPS == LEVEL_STEPS - 1) level(to);
    other = from;
    from = to;
    to = other;
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

/* Sets of labels by their part of a name, as in a mask. */
enum {
  SET_OUTSIDE = 0x0001,
  SET_B = 0x0222,
  SET_I = SET_B << 1,
  SET_L = SET_B << 2,
  SET_U = SET_B << 3,
  SET_CLOSED = SET_OUTSIDE | SET_L | SET_U,
  SET_OPENING = SET_OUTSIDE | SET_B | SET_U
};

/* What may follow some label of a set, and what may stand before one. */
static unsigned followers(unsigned set) {
  return (set & SET_CLOSED ? (unsigned)SET_OPENING : 0) | (set & SET_B) << 1 |
         (set & SET_B) << 2 | (set & SET_I) | (set & SET_I) << 1;
}

static unsigned predecessors(unsigned set) {
  return (set & SET_OPENING ? (unsigned)SET_CLOSED : 0) | (set & SET_I) >> 1 |
         (set & SET_L) >> 2 | (set & SET_I) | (set & SET_L) >> 1;
}

void nomenp_decode_narrow(uint16_t *masks, size_t count, uint16_t *scratch) {
  unsigned set = SET_OUTSIDE;

  for (size_t i = 0; i < count; i++) {
    set = followers(set) & masks[i];
    scratch[i] = (uint16_t)set;
  }
  set = SET_OUTSIDE;
  for (size_t i = count; i-- > 0;) {
    set = predecessors(set) & scratch[i];
    if (set == SET_OUTSIDE) masks[i] = SET_OUTSIDE;
  }
}

/* The label of another type that stands at the same place in a name. */
static int32_t margin_of(const int32_t *scores, unsigned label) {
  int32_t best = scores[0];

  if (label == 0) {
    best = scores[1];
    for (unsigned other = 2; other < LABELS; other++)
      if (scores[other] > best) best = scores[other];
    return scores[0] - best;
  }
  for (unsigned other = 1 + (label - 1) % 4; other < LABELS; other += 4)
    if (other != label && scores[other] > best) best = scores[other];
  return scores[label] - best;
}

void nomenp_decode_votes(const nomenp_scores *scores, const uint8_t *labels,
                         size_t count, uint8_t *votes) {
  for (size_t i = 0; i < count; i++) {
    int32_t margin = margin_of(scores[i].of, labels[i]);
    votes[i] = margin < 500 ? 0 : margin < 1500 ? 1 : margin < 3000 ? 2 : 4;
  }
}

void nomenp_decode_doubts(const nomenp_scores *scores, size_t count,
                          nomenp_doubts *doubts) {
  for (size_t i = 0; i < count; i++) {
    const int32_t *of = scores[i].of;
    int32_t best[4] = {of[1], of[5], of[9], of[0]}, most = of[0];
    for (unsigned type = 0; type < 3; type++) {
      for (unsigned part = 1; part < 4; part++)
        if (of[1 + 4 * type + part] > best[type])
          best[type] = of[1 + 4 * type + part];
      if (best[type] > most) most = best[type];
    }
    for (unsigned type = 0; type < 4; type++)
      doubts[i].behind[type] =
          (uint16_t)(most - best[type] > NOMENP_DOUBT_MAX ? NOMENP_DOUBT_MAX
                                                          : most - best[type]);
  }
}

bool nomenp_decode_reserve(nomenp_sums *sums, nomenp_arena *arena,
                           size_t count) {
  size_t capacity = count < 64 ? 64 : count;

  if (count <= sums->capacity) return true;
  if (capacity > SIZE_MAX / sizeof *sums->emission) return false;
  sums->emission =
      nomenp_arena_allocate(arena, capacity * sizeof *sums->emission);
  sums->forward =
      nomenp_arena_allocate(arena, capacity * sizeof *sums->forward);
  sums->backward =
      nomenp_arena_allocate(arena, capacity * sizeof *sums->backward);
  sums->scale = nomenp_arena_allocate(arena, capacity * sizeof *sums->scale);
  if (sums->emission == NULL || sums->forward == NULL ||
      sums->backward == NULL || sums->scale == NULL)
    return false;
  sums->capacity = capacity;
  return true;
}

static void exponentials(const nomenp_model *model, const int32_t *scores,
                         uint16_t mask, double *out) {
  int32_t best = INT32_MIN;

  if (mask == SET_OUTSIDE) {
    memset(out, 0, LABELS * sizeof *out);
    out[0] = 1;
    return;
  }
  if (mask == ALL_LABELS) {
    best = scores[0];
    for (unsigned label = 1; label < LABELS; label++)
      best = scores[label] > best ? scores[label] : best;
    for (unsigned label = 0; label < LABELS; label++)
      out[label] = nomenp_model_exp(model, scores[label] - best);
    return;
  }
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
  double sums[8] = {0};

  for (unsigned j = 0; j < 7; j++)
    for (unsigned i = 0; i < 8; i++)
      sums[i] += from[closed[j]] * model->into_exp[j][i];
  for (unsigned i = 0; i < 7; i++) to[opening[i]] = sums[i];
  for (unsigned b = 1; b < LABELS; b += 4)
    for (unsigned part = 1; part <= 2; part++)
      to[b + part] =
          from[b] * after[b][b + part] + from[b + 1] * after[b + 1][b + part];
}

static void backward_step(const nomenp_model *model, const double *from,
                          double *to) {
  const double(*after)[NOMENP_LABEL_ROOM] = model->after_exp;
  double sums[8] = {0};

  for (unsigned i = 0; i < 7; i++)
    for (unsigned j = 0; j < 8; j++)
      sums[j] += model->out_exp[i][j] * from[opening[i]];
  for (unsigned j = 0; j < 7; j++) to[closed[j]] = sums[j];
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

double nomenp_decode_probability(const nomenp_model *model,
                                 const nomenp_sums *sums, size_t first,
                                 size_t end, unsigned type) {
  unsigned label = nomenp_label_at(first, first, end, type);
  double p = sums->forward[first][label];

  for (size_t i = first + 1; i < end; i++) {
    unsigned next = nomenp_label_at(i, first, end, type);
    p *= model->after_exp[label][next] * sums->emission[i][next] /
         sums->scale[i];
    label = next;
  }
  return p * sums->backward[end - 1][label];
}
