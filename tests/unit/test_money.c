/* SPDX-License-Identifier: MIT */
/* The reader of money with a few currencies of its own: forms shared and weak, failing
 * memory.  What is found in texts is in tests/spec/money.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "failing.h"

#include "value/money.h"

static const char rules[] =
    "rule amount\n"
    "  kind money\n"
    "  trigger class:number|mixed\n"
    "  match (?<prefix>\\p{L}{1,4}(?=\\d))?+(?<low>\\d++(?:[.,]\\d+)*+(?: million)?)\n"
    "        (?:(?<join>-| to )(?<high>\\d++(?: million)?))?\n"
    "        (?<suffix>(?<=\\d)\\p{L}{1,3})?\n"
    "rule more\n"
    "  kind money-modifier\n"
    "  trigger word:more\n"
    "  match more than\n"
    "  modifier more_than\n"
    "rule unit\n"
    "  kind money-unit\n"
    "  trigger word:share\n"
    "  match (?<unit>share)\n"
    "rule rest\n"
    "  kind money-rest\n"
    "  trigger class:number\n"
    "  match (?<rest>\\d\\d)$\n"
    "rule none\n"
    "  kind money-not\n"
    "  trigger word:shells\n"
    "  match shells of\n";

static const nomenp_currency currencies[] = {
    {"Arcadian shell", "shell|shells|Arcadian shells", "A#|S", "bead|beads",
     "AQS", "AQ", 3, "S", "shell|shells"},
    {"Borduran shell", "shell|shells|Borduran shells", NULL, "bead|beads",
     "BQS", "BQ,BR", 2, NULL, NULL},
    {"tin", "tins", "T.", NULL, "TIN", NULL, 0, "TIN|tin|tins", NULL},
};
#define CURRENCY_COUNT (sizeof(currencies) / sizeof(*currencies))

typedef struct found {
  nomenp_arena arena;
  nomenp_patterns *patterns; /* values point into these two */
  nomenp_money *money;
  nomenp_candidate_list list;
  nomen_status status;
} found;

static nomen_status find(const nomen_allocator *memory, const char *bytes,
                         const nomenp_country_mention *mentions,
                         size_t mention_count, found *out) {
  nomenp_pattern_file file = {"rules", rules, sizeof(rules) - 1};
  nomenp_match_list matches = {0};
  nomenp_text text;
  nomen_status status;

  memset(out, 0, sizeof(*out));
  nomenp_arena_init(&out->arena, memory);
  status = nomenp_patterns_new(memory, &file, 1, 0, 0, &out->patterns, NULL);
  if (status == NOMEN_OK)
    status = nomenp_money_new(memory, out->patterns, currencies, CURRENCY_COUNT,
                              &out->money, NULL);
  if (status == NOMEN_OK &&
      !nomenp_text_read(&out->arena, (const uint8_t *)bytes,
                        (uint32_t)strlen(bytes), NULL, &text))
    status = NOMEN_ENOMEM;
  if (status == NOMEN_OK)
    status = nomenp_patterns_scan(out->patterns, &out->arena, &text, &matches);
  if (status == NOMEN_OK) {
    nomenp_value_input input = {&text, out->patterns, &matches, false};
    status = nomenp_money_read(out->money, &out->arena, &input, mentions,
                               mention_count, &out->list);
  }
  out->status = status;
  return status;
}

static void finish(found *f) {
  nomenp_money_free(f->money);
  nomenp_patterns_free(f->patterns);
  nomenp_arena_fini(&f->arena);
}

static void expect(const char *bytes, const nomenp_country_mention *mention,
                   const char *amount, const char *currency, const char *by) {
  found f;
  const nomen_money *money;

  assert_int_equal(
      find(&nomenp_memory_default, bytes, mention, mention != NULL, &f),
      NOMEN_OK);
  assert_int_equal(f.list.count, amount != NULL);
  if (amount != NULL) {
    money = &f.list.items[0].value.money;
    assert_non_null(money->amount);
    assert_string_equal(money->amount, amount);
    if (currency == NULL)
      assert_null(money->currency);
    else
      assert_string_equal(money->currency, currency);
    if (by == NULL)
      assert_null(money->settled_by);
    else
      assert_string_equal(money->settled_by, by);
  }
  finish(&f);
}

static void forms_say_their_currency(void **state) {
  (void)state;
  expect("5 Borduran shells", NULL, "5", "BQS", "nationality");
  expect("AQS 5", NULL, "5", "AQS", "code");
  expect("A#5", NULL, "5", "AQS", "code");
  expect("5 AQS", NULL, "5", "AQS", "code");
  expect("5 aqs", NULL, "5", "AQS", "code");
  expect("7AQS", NULL, "7", "AQS", "code");
  expect("7 MAQS", NULL, "7000000", "AQS", "code");
  expect("5 BORDURAN SHELLS", NULL, "5", "BQS", "nationality");
}

static void shared_forms_are_settled(void **state) {
  const nomenp_country_mention mention = {3, {'B', 'R'}, false, false};
  const nomenp_country_mention other = {3, {'X', 'X'}, false, false};
  const nomenp_country_mention strange = {3, {'?', '\xff'}, false, false};

  (void)state;
  expect("5 shells", NULL, "5", "AQS", "default");
  expect("5 shells in Borduria", &mention, "5", "BQS", "sentence");
  expect("5 shells in Syldavia", &other, "5", "AQS", "default");
  expect("5 shells in Syldavia", &strange, "5", "AQS", "default");
  expect("5 beads in Borduria", &mention, "0.05", "BQS", "sentence");
  expect("5 beads", NULL, "0.05", NULL, NULL);
}

static void weak_forms_need_a_reason(void **state) {
  (void)state;
  expect("5 tins", NULL, NULL, NULL, NULL);
  expect("5 million tins", NULL, "5000000", "TIN", "code");
  expect("TIN 5", NULL, NULL, NULL, NULL);
  expect("S 5", NULL, NULL, NULL, NULL);
  expect("12 shells of the enemy", NULL, NULL, NULL, NULL);
}

static nomen_status read_much(const nomen_allocator *memory) {
  found f;
  nomen_status status =
      find(memory,
           "more than 5 million Borduran shells a share (AQS 3); 4-6 shells, "
           "5 shells 20",
           NULL, 0, &f);

  if (status == NOMEN_OK) {
    const nomen_money *money = &f.list.items[0].value.money;
    assert_int_equal(f.list.count, 4);
    assert_string_equal(money->modifier, "more_than");
    assert_string_equal(money->unit, "share");
    assert_string_equal(f.list.items[2].value.money.low, "4");
    assert_string_equal(f.list.items[3].value.money.amount, "5.2");
  }
  finish(&f);
  return status;
}

static void every_allocation_may_fail(void **state) {
  (void)state;
  for (int for_ever = 0; for_ever < 2; for_ever++)
    for (size_t n = 1;; n++) {
      failing f = {.for_ever = for_ever != 0};
      nomen_allocator memory = failing_at(&f, n);
      nomen_status status = read_much(&memory);
      assert_int_equal(f.live, 0);
      if (f.left > 0) {
        assert_int_equal(status, NOMEN_OK);
        break;
      }
      assert_true(status == NOMEN_ENOMEM || status == NOMEN_OK);
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(forms_say_their_currency),
      cmocka_unit_test(shared_forms_are_settled),
      cmocka_unit_test(weak_forms_need_a_reason),
      cmocka_unit_test(every_allocation_may_fail),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
