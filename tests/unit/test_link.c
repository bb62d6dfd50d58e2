/* SPDX-License-Identifier: MIT */
/* The link room: what its result promises, out of memory, no names, odd names.
 * Which names are one thing is in tests/spec/links.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "failing.h"
#include "linking.h"
#include "link/map.h"
#include "link/rule.h"

static const char story[] =
    "PARIS, Texas - Peter Hale Jr. won in Mexico. Foreign Minister Peter Hale, "
    "known as \"Pete,\" met the World Health Organization (WHO).\n\n"
    "Mrs. Anna de Ruiz, the former head of the Bank of Mexico, spoke. Hale and "
    "his son, Peter Hale, left Burma for Myanmar. The Times asked Ruiz, J. K. "
    "Hale and A-B C. Paris's mayor was in Paris, Texas. Mexico City is not "
    "Mexico. Widgets Inc. fell; Widgets rose.";

static int open_lists(void **state) {
  static lists small;
  if (lists_open(&small, linking_sources, LINKING_SOURCES, NULL) != NOMEN_OK)
    return -1;
  *state = &small;
  return 0;
}

static int close_lists(void **state) {
  lists_close(*state);
  return 0;
}

static const nomenp_gazetteer *gazetteer_of(void **state) {
  return ((lists *)*state)->gazetteer;
}

static void test_result_holds(void **state) {
  static const char *const patterns[] = {"P", "O", "L", "PO", "POL", "LLPPO"};
  for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
    linking l;
    assert_true(linking_prepare(&l, gazetteer_of(state), story, strlen(story),
                                patterns[i], &nomenp_memory_default));
    assert_int_equal(linking_run(&l, gazetteer_of(state)), NOMEN_OK);
    assert_true(linking_holds(&l));
    linking_fini(&l);
  }
}

static void test_no_names(void **state) {
  linking l;
  assert_true(linking_prepare(&l, gazetteer_of(state), "nothing here", 12, "P",
                              &nomenp_memory_default));
  assert_int_equal(linking_run(&l, gazetteer_of(state)), NOMEN_OK);
  assert_int_equal(l.result.entity_count, 0);
  assert_null(l.result.records);
  linking_fini(&l);
}

/* Names of no words at all: punctuation that some model took for a name. */
static void test_names_without_words(void **state) {
  linking l;
  const char text[] = "( ) \" - ' . Peter";
  assert_true(linking_prepare(&l, gazetteer_of(state), text, strlen(text), "P",
                              &nomenp_memory_default));
  l.count = 0;
  for (uint32_t t = 0; t < l.text.token_count; t++)
    l.names[l.count++] = (nomenp_name){
        .first = t, .end = t + 1, .type = (uint8_t)(t % 3), .confidence = 300};
  assert_int_equal(linking_run(&l, gazetteer_of(state)), NOMEN_OK);
  assert_true(linking_holds(&l));
  linking_fini(&l);
}

static void test_same_answer_twice(void **state) {
  linking a, b;
  assert_true(linking_prepare(&a, gazetteer_of(state), story, strlen(story),
                              "POL", &nomenp_memory_default));
  assert_true(linking_prepare(&b, gazetteer_of(state), story, strlen(story),
                              "POL", &nomenp_memory_default));
  assert_int_equal(linking_run(&a, gazetteer_of(state)), NOMEN_OK);
  assert_int_equal(linking_run(&b, gazetteer_of(state)), NOMEN_OK);
  assert_int_equal(a.result.entity_count, b.result.entity_count);
  for (size_t i = 0; i < a.count; i++) {
    assert_int_equal(a.result.records[i].entity, b.result.records[i].entity);
    assert_int_equal(a.result.records[i].confidence,
                     b.result.records[i].confidence);
  }
  linking_fini(&a);
  linking_fini(&b);
}

/* Memory fails at the first, second, ... allocation, once or for ever. */
static void test_out_of_memory(void **state) {
  for (int forever = 0; forever <= 1; forever++)
    for (size_t n = 1;; n++) {
      failing f = {.for_ever = forever != 0};
      nomen_allocator memory = failing_at(&f, SIZE_MAX);
      linking l;
      assert_true(linking_prepare(&l, gazetteer_of(state), story, strlen(story),
                                  "POL", &memory));
      f.left = n;
      nomen_status status = linking_run(&l, gazetteer_of(state));
      bool tripped = f.left == 0;
      assert_int_equal(status, tripped ? NOMEN_ENOMEM : NOMEN_OK);
      if (status == NOMEN_OK) assert_true(linking_holds(&l));
      if (status != NOMEN_OK) assert_null(l.result.records);
      linking_fini(&l);
      assert_int_equal(f.live, 0);
      if (!tripped) break;
    }
}

static void test_map(void **state) {
  nomenp_arena arena;
  nomenp_map map;
  (void)state;
  nomenp_arena_init(&arena, &nomenp_memory_default);
  nomenp_map_init(&map, &arena);
  assert_int_equal(nomenp_map_find(&map, 7), UINT32_MAX);
  for (uint32_t i = 0; i < 5000; i++) {
    bool is_new = false;
    uint32_t *at = nomenp_map_put(&map, i * UINT64_C(0x10001), i, &is_new);
    assert_non_null(at);
    assert_true(is_new);
  }
  for (uint32_t i = 0; i < 5000; i++)
    assert_int_equal(nomenp_map_find(&map, i * UINT64_C(0x10001)), i);
  bool is_new = true;
  assert_int_equal(*nomenp_map_put(&map, 0, 9, &is_new), 0);
  assert_false(is_new);
  assert_int_equal(nomenp_map_find(&map, 3), UINT32_MAX);
  nomenp_map_fini(&map);
  nomenp_arena_fini(&arena);
}

static void test_rules_have_names(void **state) {
  (void)state;
  assert_null(nomenp_rule_get(NOMENP_RULE_NONE)->name);
  for (int rule = 1; rule < NOMENP_RULE_COUNT; rule++) {
    assert_non_null(nomenp_rule_get((nomenp_rule)rule)->name);
    assert_in_range(nomenp_rule_get((nomenp_rule)rule)->confidence, 500, 1000);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_result_holds),
      cmocka_unit_test(test_no_names),
      cmocka_unit_test(test_names_without_words),
      cmocka_unit_test(test_same_answer_twice),
      cmocka_unit_test(test_out_of_memory),
      cmocka_unit_test(test_map),
      cmocka_unit_test(test_rules_have_names),
  };
  return cmocka_run_group_tests(tests, open_lists, close_lists);
}
