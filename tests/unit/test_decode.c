/* SPDX-License-Identifier: MIT */
/* Decoding against trying every sequence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/hash.h"
#include "decide/decode.h"

#define SITES 4
#define LABELS NOMENP_LABEL_COUNT

static uint64_t seed = 7;

static int32_t random_weight(void) {
  seed += UINT64_C(0x9e3779b97f4a7c15);
  return (int32_t)(nomenp_hash_mix(seed) % 4000) - 2000;
}

static void random_model(nomenp_model *model) {
  int16_t weights[2][LABELS][LABELS];

  memset(model, 0, sizeof *model);
  for (unsigned from = 0; from < LABELS; from++)
    for (unsigned to = 0; to < LABELS; to++) {
      weights[0][from][to] = (int16_t)random_weight();
      weights[1][from][to] = (int16_t)random_weight();
    }
  nomenp_model_prepare(model, weights);
}

/* The score of a sequence; false when it is not one. */
static bool score_of(const nomenp_model *model, const nomenp_scores *scores,
                     const uint16_t *masks, const uint8_t *labels,
                     int64_t *out) {
  unsigned before = 0;

  *out = 0;
  for (size_t i = 0; i < SITES; i++) {
    if (!nomenp_label_follows(before, labels[i]) ||
        !(masks[i] >> labels[i] & 1))
      return false;
    *out += model->after[1][before][labels[i]] + scores[i].of[labels[i]];
    before = labels[i];
  }
  *out += model->after[1][before][0];
  return nomenp_label_follows(before, 0);
}

static bool next_sequence(uint8_t *labels) {
  for (size_t i = 0; i < SITES; i++) {
    if (++labels[i] < LABELS) return true;
    labels[i] = 0;
  }
  return false;
}

static double exponential(int64_t x) {
  double y = 1, power = 1.0 + (double)x / 1000 / 1048576;

  for (int i = 0; i < 20; i++) power *= power;
  y = power;
  return y;
}

static bool is_name_at(const uint8_t *labels, size_t first, size_t end,
                       unsigned type) {
  for (size_t i = first; i < end; i++) {
    unsigned part = end - first == 1 ? 3 : i == first ? 0 : i + 1 == end ? 2 : 1;
    if (labels[i] != nomenp_label(type, part)) return false;
  }
  return true;
}

static void check(const nomenp_model *model, const nomenp_scores *scores,
                  const uint16_t *masks) {
  uint8_t labels[SITES] = {0}, best[SITES] = {0}, found[SITES];
  uint8_t back[SITES * NOMENP_LABEL_ROOM];
  int64_t score, best_score = INT64_MIN;
  double total = 0, wanted = 0;
  nomenp_sums sums = {0};
  nomenp_arena arena;

  do {
    if (!score_of(model, scores, masks, labels, &score)) continue;
    if (score > best_score) {
      best_score = score;
      memcpy(best, labels, sizeof best);
    }
    total += exponential(score);
    if (is_name_at(labels, 1, 3, 2)) wanted += exponential(score);
  } while (next_sequence(labels));
  nomenp_decode_best(model, 1, scores, masks, SITES, back, found);
  assert_true(score_of(model, scores, masks, found, &score));
  assert_true(score == best_score);

  nomenp_arena_init(&arena, &nomenp_memory_default);
  assert_true(nomenp_decode_reserve(&sums, &arena, SITES));
  nomenp_decode_sum(model, scores, masks, SITES, &sums);
  for (size_t i = 0; i < SITES; i++) {
    double sum = 0;
    for (unsigned label = 0; label < LABELS; label++)
      sum += sums.forward[i][label] * sums.backward[i][label];
    assert_true(sum > 0.999999 && sum < 1.000001);
  }
  wanted /= total;
  total = nomenp_decode_probability(model, &sums, 1, 3, 2);
  assert_true(total - wanted < 1e-3 && wanted - total < 1e-3);
  nomenp_arena_fini(&arena);
}

static void test_all_sequences(void **state) {
  nomenp_model *model = malloc(sizeof *model);
  nomenp_scores scores[SITES];
  uint16_t masks[SITES];

  (void)state;
  assert_non_null(model);
  for (int round = 0; round < 12; round++) {
    random_model(model);
    for (size_t i = 0; i < SITES; i++) {
      for (unsigned label = 0; label < NOMENP_LABEL_ROOM; label++)
        scores[i].of[label] = random_weight();
      masks[i] = round % 2 == 0 ? 0x1fff
                                : (uint16_t)(1 | (random_weight() & 0x1fff));
    }
    check(model, scores, masks);
  }
  free(model);
}

/* What no sequence has but outside is narrowed to that, and nothing else is. */
static void check_narrow(const nomenp_model *model,
                         const nomenp_scores *scores, const uint16_t *masks) {
  uint8_t labels[SITES] = {0};
  uint16_t seen[SITES] = {0}, narrowed[SITES], scratch[SITES];
  int64_t score;

  do {
    if (!score_of(model, scores, masks, labels, &score)) continue;
    for (size_t i = 0; i < SITES; i++)
      seen[i] = (uint16_t)(seen[i] | 1u << labels[i]);
  } while (next_sequence(labels));
  memcpy(narrowed, masks, sizeof narrowed);
  nomenp_decode_narrow(narrowed, SITES, scratch);
  for (size_t i = 0; i < SITES; i++)
    assert_int_equal(narrowed[i], seen[i] == 1 ? 1 : masks[i]);
}

static void test_narrow(void **state) {
  nomenp_model *model = malloc(sizeof *model);
  nomenp_scores scores[SITES] = {{{0}}};
  uint16_t masks[SITES];

  (void)state;
  assert_non_null(model);
  random_model(model);
  for (int round = 0; round < 40; round++) {
    for (size_t i = 0; i < SITES; i++) {
      masks[i] = (uint16_t)(1 | (random_weight() & random_weight() & 0x1fff));
      if (round % 8 == 7 && i == 1) masks[i] &= 0x1ffe;
    }
    check_narrow(model, scores, masks);
  }
  free(model);
}

/* However large the scores, nothing overflows and the sums stay finite. */
static void test_extremes(void **state) {
  nomenp_model *model = malloc(sizeof *model);
  size_t count = 3000;
  nomenp_scores *scores = calloc(count, sizeof *scores);
  uint16_t *masks = calloc(count, sizeof *masks);
  uint8_t *back = calloc(count, NOMENP_LABEL_ROOM), *labels = calloc(count, 1);
  nomenp_sums sums = {0};
  nomenp_arena arena;
  double p;

  (void)state;
  assert_true(model != NULL && scores != NULL && masks != NULL &&
              back != NULL && labels != NULL);
  random_model(model);
  for (size_t i = 0; i < count; i++) {
    masks[i] = 0x1fff;
    for (unsigned label = 0; label < LABELS; label++)
      scores[i].of[label] = i % 3 == 0 ? 4000000 : -4000000;
    scores[i].of[4] += 2000000;
  }
  nomenp_decode_best(model, 0, scores, masks, count, back, labels);
  for (size_t i = 0; i < count; i++) assert_int_equal(labels[i], 4);
  nomenp_arena_init(&arena, &nomenp_memory_default);
  assert_true(nomenp_decode_reserve(&sums, &arena, count));
  nomenp_decode_sum(model, scores, masks, count, &sums);
  p = nomenp_decode_probability(model, &sums, 1500, 1501, 0);
  assert_true(p > 0.999 && p < 1.001);
  nomenp_arena_fini(&arena);
  free(model);
  free(scores);
  free(masks);
  free(back);
  free(labels);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_sequences),
                                     cmocka_unit_test(test_narrow),
                                     cmocka_unit_test(test_extremes)};

  return cmocka_run_group_tests(tests, NULL, NULL);
}
