/* SPDX-License-Identifier: MIT */
/* The estimator: it learns what is there, and the same every time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/hash.h"
#include "decide/estimate.h"
#include "unit/failing.h"

#define STRETCHES 400
#define LENGTH 5
#define SITES (STRETCHES * LENGTH)
#define FEATURES 40

typedef struct invented {
  nomenp_stretch stretches[STRETCHES];
  uint32_t first_feature[SITES + 1];
  uint32_t features[SITES * 2];
  uint8_t labels[SITES];
  nomenp_training training;
} invented;

/* Each site has a feature that tells its label, and one that tells nothing. */
static invented *invent(void) {
  invented *data = calloc(1, sizeof *data);
  uint64_t seed = 3;

  assert_non_null(data);
  for (uint32_t i = 0; i < SITES; i++) {
    uint64_t random = nomenp_hash_mix(seed += 77);
    data->labels[i] = (uint8_t)(random % 4 * 4); /* O, U of a type */
    data->first_feature[i] = i * 2;
    data->features[2 * i] = data->labels[i] / 4u;
    data->features[2 * i + 1] = 4 + (uint32_t)(random >> 32) % (FEATURES - 4);
  }
  data->first_feature[SITES] = SITES * 2;
  for (uint32_t i = 0; i < STRETCHES; i++)
    data->stretches[i] =
        (nomenp_stretch){i * LENGTH, LENGTH, i % 3 == 0, i % 4, false};
  data->training.stretches = data->stretches;
  data->training.stretch_count = STRETCHES;
  data->training.first_feature = data->first_feature;
  data->training.features = data->features;
  data->training.labels = data->labels;
  data->training.site_count = SITES;
  data->training.feature_count = FEATURES;
  data->training.source_count = 2;
  return data;
}

static nomenp_estimate run(const invented *data, uint64_t seed) {
  nomenp_estimate_options options = {seed, 4,          1.0,  0.25,
                                     0,    UINT32_MAX, NULL, NULL};
  nomenp_estimate estimate;

  assert_true(nomenp_estimate_run(&nomenp_memory_default, &data->training,
                                  &options, &estimate));
  return estimate;
}

static void test_learns(void **state) {
  invented *data = invent();
  nomenp_estimate estimate = run(data, 1);
  unsigned idle = 0;

  (void)state;
  for (unsigned label = 0; label < 16; label += 4)
    for (unsigned other = 0; other < 16; other += 4)
      if (label != other)
        assert_true(estimate.weights[label / 4][label] >
                    estimate.weights[label / 4][other] + 0.5f);
  for (unsigned feature = 4; feature < FEATURES; feature++) {
    float sum = 0;
    for (unsigned label = 0; label < 13; label++)
      sum += estimate.weights[feature][label] < 0
                 ? -estimate.weights[feature][label]
                 : estimate.weights[feature][label];
    idle += sum < 0.5f;
  }
  assert_true(idle > (FEATURES - 4) / 2);
  nomenp_estimate_fini(&nomenp_memory_default, &estimate);
  free(data);
}

static void test_same_twice(void **state) {
  invented *data = invent();
  nomenp_estimate a = run(data, 1), b = run(data, 1), c = run(data, 2);

  (void)state;
  assert_memory_equal(a.weights, b.weights, FEATURES * sizeof *a.weights);
  assert_memory_equal(a.after, b.after, sizeof a.after);
  assert_true(memcmp(a.weights, c.weights, FEATURES * sizeof *a.weights) != 0);
  nomenp_estimate_fini(&nomenp_memory_default, &a);
  nomenp_estimate_fini(&nomenp_memory_default, &b);
  nomenp_estimate_fini(&nomenp_memory_default, &c);
  free(data);
}

static void test_memory(void **state) {
  invented *data = invent();
  nomenp_estimate_options options = {1, 1, 1.0, 0.25, 0, 2, NULL, NULL};

  (void)state;
  for (size_t n = 1;; n++) {
    failing f = {0};
    nomen_allocator memory = failing_at(&f, n);
    nomenp_estimate estimate;
    bool is_done =
        nomenp_estimate_run(&memory, &data->training, &options, &estimate);
    if (is_done) nomenp_estimate_fini(&memory, &estimate);
    assert_int_equal(f.live, 0);
    if (is_done) break;
    assert_in_range(n, 1, 100);
  }
  free(data);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_learns),
                                     cmocka_unit_test(test_same_twice),
                                     cmocka_unit_test(test_memory)};

  return cmocka_run_group_tests(tests, NULL, NULL);
}
