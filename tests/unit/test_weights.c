/* SPDX-License-Identifier: MIT */
/* Weights: compiling lines, reading sections, and what is wrong with either. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "decide/model.h"
#include "decide/weights.h"
#include "unit/failing.h"

static const char good[] = "# a comment\n"
                           "previous=O\tB-person\t-250\n"
                           "second:previous=O\tB-person\t50\n"
                           "shape=Aa\tO\t-1000\n"
                           "shape=Aa\tU-person\t1500\n"
                           "run=U1|before=in\tU-place\t2000\n"
                           "run=U1|before=in\tU-person\t0\n";

static uint64_t key_of(const char *name) {
  nomenp_evidence_item item;

  assert_true(nomenp_evidence_parse(name, strlen(name), &item));
  return nomenp_evidence_key(&item);
}

static void test_good(void **state) {
  nomenp_buffer section;
  nomenp_model *model;
  const int16_t *row;

  (void)state;
  nomenp_buffer_init(&section, &nomenp_memory_default);
  assert_int_equal(nomenp_weights_compile(&nomenp_memory_default, good,
                                          strlen(good), &section, NULL),
                   NOMEN_OK);
  assert_int_equal(nomenp_model_new(&nomenp_memory_default, section.bytes,
                                    section.size, &model, NULL),
                   NOMEN_OK);
  row = nomenp_model_find(model, key_of("shape=Aa"));
  assert_non_null(row);
  assert_int_equal(row[0], -1000);
  assert_int_equal(row[4], 1500);
  row = nomenp_model_find(model, key_of("run=U1|before=in"));
  assert_non_null(row);
  assert_int_equal(row[12], 2000);
  assert_null(nomenp_model_find(model, key_of("run=U1|before=on")));
  assert_int_equal(model->after[0][0][1], -250);
  assert_int_equal(model->after[1][0][1], -200);
  assert_int_equal(model->after[0][1][0], NOMENP_FORBIDDEN);
  nomenp_model_free(model);
  nomenp_buffer_fini(&section);
}

static void test_bad_lines(void **state) {
  static const struct {
    const char *text;
    uint32_t line;
  } bad[] = {{"shape=Aa", 1},
             {"shape=Aa\tO", 1},
             {"shape=Aa\tQ\t1", 1},
             {"#\nshape=Aa\tO\tmany", 2},
             {"shape=Aa\tO\t32768", 1},
             {"shape=Aa\tO\t-", 1},
             {"shape=Aa\tO\t1.5", 1},
             {"shape=zzz\tO\t1", 1},
             {"previous=Q\tO\t1", 1},
             {"shape=Aa\tO\t1\n\nshape=Aa\tO\t", 3}};

  (void)state;
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    nomen_error error = {0};
    nomenp_buffer section;
    nomenp_buffer_init(&section, &nomenp_memory_default);
    assert_int_equal(nomenp_weights_compile(&nomenp_memory_default, bad[i].text,
                                            strlen(bad[i].text), &section,
                                            &error),
                     NOMEN_EPACK);
    assert_int_equal(error.line, bad[i].line);
    nomenp_buffer_fini(&section);
  }
}

/* A damaged section is an error or a model; never a crash. */
static void test_damage(void **state) {
  nomenp_buffer section;
  nomenp_model *model;
  char *copy;

  (void)state;
  nomenp_buffer_init(&section, &nomenp_memory_default);
  assert_int_equal(nomenp_weights_compile(&nomenp_memory_default, good,
                                          strlen(good), &section, NULL),
                   NOMEN_OK);
  for (size_t size = 0; size < section.size; size++) {
    assert_int_not_equal(nomenp_model_new(&nomenp_memory_default,
                                          section.bytes, size, &model, NULL),
                         NOMEN_OK);
    assert_null(model);
  }
  copy = malloc(section.size);
  assert_non_null(copy);
  for (size_t at = 0; at < section.size; at++)
    for (unsigned bit = 0; bit < 8; bit++) {
      memcpy(copy, section.bytes, section.size);
      copy[at] = (char)(copy[at] ^ (1 << bit));
      if (nomenp_model_new(&nomenp_memory_default, copy, section.size, &model,
                           NULL) == NOMEN_OK)
        nomenp_model_find(model, 12345);
      nomenp_model_free(model);
    }
  free(copy);
  nomenp_buffer_fini(&section);
}

static nomen_status make(const nomen_allocator *memory) {
  nomenp_buffer section;
  nomenp_model *model = NULL;
  nomen_status status;

  nomenp_buffer_init(&section, memory);
  status = nomenp_weights_compile(memory, good, strlen(good), &section, NULL);
  if (status == NOMEN_OK)
    status =
        nomenp_model_new(memory, section.bytes, section.size, &model, NULL);
  nomenp_model_free(model);
  nomenp_buffer_fini(&section);
  return status;
}

static void test_memory(void **state) {
  (void)state;
  for (int for_ever = 0; for_ever < 2; for_ever++)
    for (size_t n = 1;; n++) {
      failing f = {0};
      nomen_allocator memory = failing_at(&f, n);
      nomen_status status;
      f.for_ever = for_ever != 0;
      status = make(&memory);
      assert_int_equal(f.live, 0);
      if (status == NOMEN_OK) break;
      assert_int_equal(status, NOMEN_ENOMEM);
      assert_in_range(n, 1, 1000);
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_good), cmocka_unit_test(test_bad_lines),
      cmocka_unit_test(test_damage), cmocka_unit_test(test_memory)};

  return cmocka_run_group_tests(tests, NULL, NULL);
}
