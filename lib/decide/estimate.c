/* SPDX-License-Identifier: MIT */
/*
 * The estimator.  A row holds for each label the sum of gradients and of their
 * squares; weights are computed from those when they are asked for, so that the
 * penalty reaches weights that are not touched for long.
 */
#include "decide/estimate.h"
#include "base/hash.h"

#include <math.h>
#include <string.h>

#define LABELS NOMENP_LABEL_COUNT
#define ROOM NOMENP_LABEL_ROOM
#define NO_ROW UINT32_MAX
/* A site whose labels are all as sure as this teaches nothing any more. */
#define IDLE 5e-3f

typedef struct row {
  float sum[ROOM];
  float squares[ROOM];
  float step[ROOM]; /* rate / sqrt(squares) */
} row;

/* One run of the estimator. */
typedef struct fitting {
  const nomen_allocator *memory;
  const nomenp_training *training;
  const nomenp_estimate_options *options;
  row *rows;          /* features, shared */
  row *marked;        /* features marked with a source, those that occur */
  uint32_t **marks;   /* [source][feature]: index into marked */
  row after[LABELS];
  uint32_t *order;
  size_t order_count;
  float threshold;    /* penalty so far */
  uint64_t noise;     /* by which evidence of the stretch is dropped */
  float after_now[LABELS][ROOM];
  float (*score)[ROOM];
  float (*emission)[ROOM];
  float (*forward)[ROOM];
  float (*backward)[ROOM];
  size_t capacity;
} fitting;

static uint64_t next_random(uint64_t *state) {
  *state += UINT64_C(0x9e3779b97f4a7c15);
  return nomenp_hash_mix(*state);
}

static void shuffle(uint32_t *items, size_t count, uint64_t *state) {
  for (size_t i = count; i > 1; i--) {
    size_t j = (size_t)(next_random(state) % i);
    uint32_t held = items[i - 1];
    items[i - 1] = items[j];
    items[j] = held;
  }
}

/* Does the stretch go without this piece of evidence, this time?  What is
 * always there learns to do without what is not. */
static inline bool is_dropped(const fitting *f, uint32_t k) {
  uint64_t drawn = (k ^ f->noise) * UINT64_C(0xd1342543de82ef95);

  drawn = (drawn ^ drawn >> 32) * UINT64_C(0x9e3779b97f4a7c15);
  return drawn >> 40 < (uint64_t)(f->options->dropped * 0x1p24);
}

static inline float shrink(float sum, float threshold) {
  float over = fabsf(sum) - threshold;
  return over <= 0 ? 0 : sum > 0 ? over : -over;
}

/* out += the row's weights. */
static inline void add_weights(const row *r, float threshold, float *out) {
  for (unsigned i = 0; i < ROOM; i++)
    out[i] -= shrink(r->sum[i], threshold) * r->step[i];
}

static inline void add_gradient(row *r, const float *gradient, float rate) {
  for (unsigned i = 0; i < ROOM; i++) {
    r->sum[i] += gradient[i];
    r->squares[i] += gradient[i] * gradient[i];
    r->step[i] = r->squares[i] > 0 ? rate / sqrtf(r->squares[i]) : 0;
  }
}

static bool follows(unsigned from, unsigned to) {
  bool is_open = from != 0 && (from - 1) % 4 <= 1;
  bool goes_on = to != 0 && ((to - 1) % 4 == 1 || (to - 1) % 4 == 2);

  return is_open == goes_on && (!is_open || (from - 1) / 4 == (to - 1) / 4);
}

/* Transitions as they are now, exponentiated; impossible ones are 0. */
static void read_after(fitting *f, const nomenp_stretch *stretch) {
  for (unsigned from = 0; from < LABELS; from++) {
    float now[ROOM] = {0};
    if (f->training->base_after != NULL)
      memcpy(now, f->training->base_after[stretch->fold * LABELS + from],
             sizeof now);
    add_weights(&f->after[from], 0, now);
    for (unsigned to = 0; to < LABELS; to++)
      f->after_now[from][to] = follows(from, to) ? expf(now[to]) : 0;
  }
}

static void read_scores(fitting *f, const nomenp_stretch *stretch) {
  const nomenp_training *t = f->training;
  const uint32_t *marks = f->marks[stretch->source];

  for (uint32_t i = 0; i < stretch->count; i++) {
    uint32_t site = stretch->first + i;
    float *score = f->score[i];
    if (t->base != NULL)
      memcpy(score, t->base[site], sizeof t->base[site]);
    else
      memset(score, 0, sizeof f->score[i]);
    for (uint32_t k = t->first_feature[site]; k < t->first_feature[site + 1];
         k++) {
      uint32_t feature = t->features[k];
      if (is_dropped(f, k)) continue;
      add_weights(&f->rows[feature], f->threshold, score);
      if (marks != NULL && marks[feature] != NO_ROW)
        add_weights(&f->marked[marks[feature]], f->threshold, score);
    }
  }
}

static float largest(const float *row_of) {
  float best = row_of[0];
  for (unsigned label = 1; label < LABELS; label++)
    if (row_of[label] > best) best = row_of[label];
  return best;
}

/* Forward and backward, scaled at each site; returns the log of the sum. */
static double sum_sequences(fitting *f, uint32_t count) {
  float outside[ROOM] = {1};
  double log_sum = 0;
  float total = 0;

  for (uint32_t i = 0; i < count; i++) {
    const float *from = i == 0 ? outside : f->forward[i - 1];
    float best = largest(f->score[i]), sum = 0;
    for (unsigned to = 0; to < LABELS; to++) {
      float reach = 0;
      for (unsigned label = 0; label < LABELS; label++)
        reach += from[label] * f->after_now[label][to];
      f->emission[i][to] = expf(f->score[i][to] - best);
      f->forward[i][to] = reach * f->emission[i][to];
      sum += f->forward[i][to];
    }
    for (unsigned to = 0; to < LABELS; to++) {
      f->forward[i][to] /= sum;
      f->emission[i][to] /= sum;
    }
    log_sum += (double)best + log((double)sum);
  }
  for (unsigned label = 0; label < LABELS; label++)
    f->backward[count - 1][label] = f->after_now[label][0];
  for (uint32_t i = count - 1; i-- > 0;)
    for (unsigned label = 0; label < LABELS; label++) {
      float reach = 0;
      for (unsigned to = 0; to < LABELS; to++)
        reach += f->after_now[label][to] * f->emission[i + 1][to] *
                 f->backward[i + 1][to];
      f->backward[i][label] = reach;
    }
  for (unsigned label = 0; label < LABELS; label++)
    total += f->forward[count - 1][label] * f->after_now[label][0];
  for (uint32_t i = 0; i < count; i++)
    for (unsigned label = 0; label < LABELS; label++)
      f->backward[i][label] /= total;
  return log_sum + log((double)total);
}

static void update_after(fitting *f, const nomenp_stretch *stretch) {
  const uint8_t *labels = f->training->labels + stretch->first;
  float gradient[LABELS][ROOM] = {{0}};
  float rate = (float)f->options->rate;
  uint32_t n = stretch->count;

  for (uint32_t i = 0; i + 1 < n; i++) {
    for (unsigned from = 0; from < LABELS; from++)
      for (unsigned to = 0; to < LABELS; to++)
        gradient[from][to] += f->forward[i][from] * f->after_now[from][to] *
                              f->emission[i + 1][to] * f->backward[i + 1][to];
    gradient[labels[i]][labels[i + 1]] -= 1;
  }
  for (unsigned label = 0; label < LABELS; label++) {
    gradient[0][label] += f->forward[0][label] * f->backward[0][label];
    gradient[label][0] += f->forward[n - 1][label] * f->backward[n - 1][label];
  }
  gradient[0][labels[0]] -= 1;
  gradient[labels[n - 1]][0] -= 1;
  for (unsigned from = 0; from < LABELS; from++)
    add_gradient(&f->after[from], gradient[from], rate);
}

static void update(fitting *f, const nomenp_stretch *stretch) {
  const nomenp_training *t = f->training;
  const uint32_t *marks = f->marks[stretch->source];
  float rate = (float)f->options->rate;

  for (uint32_t i = 0; i < stretch->count; i++) {
    uint32_t site = stretch->first + i;
    float gradient[ROOM] = {0}, most = 0;
    for (unsigned label = 0; label < LABELS; label++)
      gradient[label] = f->forward[i][label] * f->backward[i][label];
    gradient[t->labels[site]] -= 1;
    for (unsigned label = 0; label < LABELS; label++)
      if (fabsf(gradient[label]) > most) most = fabsf(gradient[label]);
    if (most < IDLE) continue;
    for (uint32_t k = t->first_feature[site]; k < t->first_feature[site + 1];
         k++) {
      uint32_t feature = t->features[k];
      if (is_dropped(f, k)) continue;
      add_gradient(&f->rows[feature], gradient, rate);
      if (marks != NULL && marks[feature] != NO_ROW)
        add_gradient(&f->marked[marks[feature]], gradient, rate);
    }
  }
  update_after(f, stretch);
}

static bool is_used(const fitting *f, const nomenp_stretch *stretch) {
  if (stretch->is_left_out || stretch->fold == f->options->without_fold)
    return false;
  for (uint32_t i = 0; i < stretch->count; i++)
    if (f->training->labels[stretch->first + i] == NOMENP_LABEL_NONE)
      return false;
  return true;
}

static bool reserve_stretches(fitting *f) {
  const nomenp_training *t = f->training;

  f->order = nomenp_memory_allocate(f->memory,
                                    t->stretch_count * sizeof *f->order);
  if (f->order == NULL) return false;
  for (size_t i = 0; i < t->stretch_count; i++) {
    if (t->stretches[i].count > f->capacity)
      f->capacity = t->stretches[i].count;
    if (is_used(f, &t->stretches[i]))
      f->order[f->order_count++] = (uint32_t)i;
  }
  f->score = nomenp_memory_allocate_zeroed(f->memory,
                                           f->capacity * sizeof *f->score);
  f->emission = nomenp_memory_allocate_zeroed(
      f->memory, f->capacity * sizeof *f->emission);
  f->forward = nomenp_memory_allocate_zeroed(f->memory,
                                             f->capacity * sizeof *f->forward);
  f->backward = nomenp_memory_allocate_zeroed(
      f->memory, f->capacity * sizeof *f->backward);
  return f->score != NULL && f->emission != NULL && f->forward != NULL &&
         f->backward != NULL;
}

/* A row for each feature that occurs in a source whose evidence fires twice. */
static bool reserve_marks(fitting *f) {
  const nomenp_training *t = f->training;
  size_t count = 0;

  f->marks = nomenp_memory_allocate_zeroed(
      f->memory, (t->source_count + 1) * sizeof *f->marks);
  if (f->marks == NULL) return false;
  for (uint32_t s = 1; s < t->source_count; s++) {
    f->marks[s] = nomenp_memory_allocate(
        f->memory, (t->feature_count + 1) * sizeof *f->marks[s]);
    if (f->marks[s] == NULL) return false;
    memset(f->marks[s], 0xff, t->feature_count * sizeof *f->marks[s]);
  }
  for (size_t i = 0; i < f->order_count; i++) {
    const nomenp_stretch *stretch = &t->stretches[f->order[i]];
    uint32_t *marks = f->marks[stretch->source];
    uint32_t end = t->first_feature[stretch->first + stretch->count];
    if (marks == NULL) continue;
    for (uint32_t k = t->first_feature[stretch->first]; k < end; k++)
      if (marks[t->features[k]] == NO_ROW)
        marks[t->features[k]] = (uint32_t)count++;
  }
  f->marked = nomenp_memory_allocate_zeroed(f->memory,
                                            (count + 1) * sizeof *f->marked);
  return f->marked != NULL;
}

static bool reserve_all(fitting *f) {
  f->rows = nomenp_memory_allocate_zeroed(
      f->memory, (f->training->feature_count + 1) * sizeof *f->rows);
  return f->rows != NULL && reserve_stretches(f) && reserve_marks(f);
}

static void release(fitting *f) {
  const nomen_allocator *memory = f->memory;

  nomenp_memory_release(memory, f->rows);
  nomenp_memory_release(memory, f->marked);
  nomenp_memory_release(memory, f->order);
  nomenp_memory_release(memory, f->score);
  nomenp_memory_release(memory, f->emission);
  nomenp_memory_release(memory, f->forward);
  nomenp_memory_release(memory, f->backward);
  for (uint32_t s = 0; f->marks != NULL && s < f->training->source_count; s++)
    nomenp_memory_release(memory, f->marks[s]);
  nomenp_memory_release(memory, f->marks);
}

static double gold_score(const fitting *f, const nomenp_stretch *stretch) {
  const uint8_t *labels = f->training->labels + stretch->first;
  unsigned before = 0;
  double sum = 0;

  for (uint32_t i = 0; i < stretch->count; i++) {
    float after = f->after_now[before][labels[i]];
    sum += (double)f->score[i][labels[i]] +
           log((double)(after > 0 ? after : 1e-9f));
    before = labels[i];
  }
  return sum + log((double)f->after_now[before][0]);
}

static double run_epoch(fitting *f, uint64_t *random) {
  float by_step = (float)(f->options->penalty / (double)(f->order_count + 1));
  double loss = 0;

  shuffle(f->order, f->order_count, random);
  for (size_t i = 0; i < f->order_count; i++) {
    const nomenp_stretch *stretch = &f->training->stretches[f->order[i]];
    f->threshold += by_step;
    f->noise = next_random(random);
    read_after(f, stretch);
    read_scores(f, stretch);
    loss += sum_sequences(f, stretch->count) - gold_score(f, stretch);
    update(f, stretch);
  }
  return loss / (double)(f->order_count + 1);
}

static bool take_weights(fitting *f, nomenp_estimate *out) {
  size_t count = f->training->feature_count;

  memset(out, 0, sizeof *out);
  out->weights = nomenp_memory_allocate_zeroed(
      f->memory, (count + 1) * sizeof *out->weights);
  if (out->weights == NULL) return false;
  for (size_t i = 0; i < count; i++) {
    add_weights(&f->rows[i], f->threshold, out->weights[i]);
    for (unsigned label = 0; label < LABELS; label++)
      out->weights[i][label] *= 1 - (float)f->options->dropped;
  }
  for (unsigned from = 0; from < LABELS; from++)
    add_weights(&f->after[from], 0, out->after[from]);
  return true;
}

bool nomenp_estimate_run(const nomen_allocator *memory,
                         const nomenp_training *training,
                         const nomenp_estimate_options *options,
                         nomenp_estimate *out) {
  fitting *f = nomenp_memory_allocate_zeroed(memory, sizeof *f);
  uint64_t random = options->seed;
  bool is_done;

  if (f == NULL) return false;
  f->memory = memory;
  f->training = training;
  f->options = options;
  is_done = reserve_all(f);
  for (unsigned epoch = 0; is_done && epoch < options->epochs; epoch++) {
    double loss = run_epoch(f, &random);
    if (options->progress != NULL)
      options->progress(options->context, epoch, loss);
  }
  is_done = is_done && take_weights(f, out);
  release(f);
  nomenp_memory_release(memory, f);
  return is_done;
}

void nomenp_estimate_fini(const nomen_allocator *memory,
                          nomenp_estimate *estimate) {
  nomenp_memory_release(memory, estimate->weights);
  estimate->weights = NULL;
}

void nomenp_estimate_scores(const nomenp_training *training,
                            const nomenp_estimate *estimate,
                            const nomenp_stretch *stretch,
                            float (*scores)[NOMENP_LABEL_ROOM]) {
  for (uint32_t i = 0; i < stretch->count; i++) {
    uint32_t site = stretch->first + i;
    memset(scores[i], 0, sizeof scores[i]);
    if (training->base != NULL)
      memcpy(scores[i], training->base[site], sizeof scores[i]);
    for (uint32_t k = training->first_feature[site];
         k < training->first_feature[site + 1]; k++)
      for (unsigned label = 0; label < ROOM; label++)
        scores[i][label] +=
            estimate->weights[training->features[k]][label];
  }
}
