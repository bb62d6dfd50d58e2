/* SPDX-License-Identifier: MIT */
/*
 * The reader of dates apart from its table of cases: reference dates as text and as
 * found in a document, what was said and what was filled in, the choice of tense,
 * and memory that runs out at every allocation.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "failing.h"
#include "base/arena.h"
#include "base/memory.h"
#include "value/date.h"

/* A few rules, enough for what is tested here. */
static const char rules[] =
    "words month = March | April | May | July\n"
    "words weekday = Monday | Thursday\n"
    "rule words\n"
    "  kind words\n"
    "  trigger word:march\n"
    "  match (?!)\n"
    "  month march = 3 | april = 4 | may = 5 | july = 7\n"
    "  weekday monday = 1 | thursday = 4\n"
    "  unit days, day = D | month = M\n"
    "  relation last = last\n"
    "  direction ago = ago\n"
    "  tense will = future | said = past\n"
    "  shift yesterday = -1\n"
    "rule date.day\n"
    "  kind date\n"
    "  op date\n"
    "  trigger class:number words:month|weekday\n"
    "  match (?<day>\\d\\d?) (?<month>{month})(?: (?<year>\\d{4}))? | (?<wday>{weekday}) | (?<month>{month})\n"
    "rule date.ago\n"
    "  kind date\n"
    "  op shift\n"
    "  trigger class:number word:yesterday|last\n"
    "  match (?<num>\\d+) (?<unit>days) (?<dir>ago) | (?<shift>yesterday)\n"
    "rule date.last\n"
    "  kind date\n"
    "  op period\n"
    "  confidence 400\n"
    "  trigger word:last\n"
    "  match (?<rel>last) (?<unit>month)\n"
    "rule not.room\n"
    "  kind not\n"
    "  trigger word:room\n"
    "  match room \\d+ {month}\n";

typedef struct fixture {
  nomenp_patterns *patterns;
  nomenp_dates *dates;
  nomenp_arena arena;
  nomenp_text text;
  nomenp_reference reference;
  nomenp_candidate_list list;
} fixture;

static nomen_status read_all(fixture *f, const nomen_allocator *memory,
                             const char *text, const char *reference) {
  nomenp_pattern_file file = {"rules", rules, sizeof rules - 1};
  nomenp_match_list matches = {0};
  nomenp_value_input input;
  nomen_status status;

  memset(f, 0, sizeof *f);
  nomenp_arena_init(&f->arena, memory);
  if (reference != NULL)
    f->reference.is_known = nomenp_moment_read(reference, &f->reference.moment);
  status = nomenp_patterns_new(memory, &file, 1, NOMENP_PATTERN_NO_JIT, 0,
                               &f->patterns, NULL);
  if (status != NOMEN_OK) return status;
  status = nomenp_dates_new(memory, f->patterns, &f->dates, NULL);
  if (status != NOMEN_OK) return status;
  if (!nomenp_text_read(&f->arena, (const uint8_t *)text,
                        (uint32_t)strlen(text), NULL, &f->text))
    return NOMEN_ENOMEM;
  status = nomenp_patterns_scan(f->patterns, &f->arena, &f->text, &matches);
  if (status != NOMEN_OK) return status;
  input = (nomenp_value_input){&f->text, f->patterns, &matches, false};
  return nomenp_dates_read(f->dates, &f->arena, &input, &f->reference, &f->list);
}

static void finish(fixture *f) {
  nomenp_dates_free(f->dates);
  nomenp_patterns_free(f->patterns);
  nomenp_arena_fini(&f->arena);
}

static void assert_timex(const char *text, const char *reference, size_t index,
                         const char *expected) {
  fixture f;

  assert_int_equal(read_all(&f, &nomenp_memory_default, text, reference),
                   NOMEN_OK);
  assert_true(index < f.list.count);
  assert_string_equal(f.list.items[index].value.date.timex, expected);
  finish(&f);
}

static void assert_source(const char *text, const char *source, int year) {
  fixture f;

  assert_int_equal(read_all(&f, &nomenp_memory_default, text, NULL), NOMEN_OK);
  assert_int_equal(f.reference.is_known, source != NULL);
  if (source != NULL) {
    assert_string_equal(f.reference.source, source);
    assert_int_equal(f.reference.moment.year, year);
  }
  finish(&f);
}

static void test_moment(void **state) {
  static const char *const bad[] = {
      "",           "yesterday",        "2015-02-29",          "2015-2-9",
      "2015-04-31", "0000-01-01",       "2015-01-01T24:00",    "2015-01-01T10:60",
      "2015-01-01 10:00", "2015-01-01T10:00Z", "2015-01-01T10:00:61", "15-01-01"};
  nomen_moment m;
  (void)state;

  assert_true(nomenp_moment_read("2016-02-29", &m));
  assert_int_equal(m.day, 29);
  assert_int_equal(m.hour, -1);
  assert_true(nomenp_moment_read("0001-01-01T23:59:59", &m));
  assert_int_equal(m.second, 59);
  assert_true(nomenp_moment_read("9999-12-31T00:00", &m));
  assert_int_equal(m.second, -1);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    assert_false(nomenp_moment_read(bad[i], &m));
}

static void test_reference(void **state) {
  (void)state;
  assert_source("OSLO, 3 May 2019 (NN) -- He said so Thursday.", "dateline", 2019);
  assert_source("Moe wins\n4 May 2018\n\nHe said so Thursday.", "header", 2018);
  assert_source("He was born on 5 May 1950 in a town by the sea, far from the "
                "noise of the city.", "first_date", 1950);
  assert_source("He said so on 5 May.", NULL, 0);
  assert_source("He said so on 31 April 2019.", NULL, 0);
  assert_timex("OSLO, 3 May 2019 (NN) -- He said so Thursday.", NULL, 1,
               "2019-05-02");
  assert_timex("OSLO, 3 May 2019 (NN) -- He said so Thursday.", "2021-07-15", 1,
               "2021-07-15");
}

static void test_tense(void **state) {
  (void)state;
  assert_timex("He said so Monday.", "2021-07-15", 0, "2021-07-12");
  assert_timex("He will do so Monday.", "2021-07-15", 0, "2021-07-19");
  assert_timex("He walked in on Monday.", "2021-07-15", 0, "2021-07-12");
  assert_timex("He said so in March.", "2021-07-15", 0, "2021-03");
  assert_timex("He will go in March.", "2021-07-15", 0, "2022-03");
  assert_timex("He said so Monday.", NULL, 0, "XXXX-WXX-1");
}

static void test_fields(void **state) {
  fixture f;
  const nomen_date *d;
  (void)state;

  assert_int_equal(read_all(&f, &nomenp_memory_default,
                            "He said so on 5 May, and last month.", "2021-07-15"),
                   NOMEN_OK);
  assert_int_equal(f.list.count, 2);
  d = &f.list.items[0].value.date;
  assert_string_equal(d->words, "XXXX-05-05");
  assert_int_equal(d->filled, NOMEN_FILLED_YEAR);
  assert_int_equal(d->precision, NOMEN_PRECISION_DAY);
  assert_int_equal(d->moment.year, 2021);
  assert_int_equal(d->moment.month, 5);
  assert_int_equal(d->moment.hour, -1);
  assert_int_equal(f.list.items[0].confidence, 950);
  d = &f.list.items[1].value.date;
  assert_string_equal(d->words, "reference-P1M");
  assert_string_equal(d->begin, "2021-06");
  assert_string_equal(d->end, "2021-07");
  assert_int_equal(f.list.items[1].confidence, 400);
  assert_string_equal(f.list.items[1].rule, "date.last");
  finish(&f);
}

static void test_refusal(void **state) {
  fixture f;
  (void)state;

  assert_int_equal(read_all(&f, &nomenp_memory_default,
                            "He took room 5 May, not 31 April 2019.",
                            "2021-07-15"), NOMEN_OK);
  assert_int_equal(f.list.count, 0);
  finish(&f);
}

static void test_memory(void **state) {
  static const char text[] = "OSLO, 3 May 2019 -- He said so Monday, 3 days ago, "
                             "last month and yesterday.";
  (void)state;

  for (int for_ever = 0; for_ever < 2; for_ever++)
    for (size_t n = 1;; n++) {
      failing counter = {0, for_ever != 0, 0};
      nomen_allocator memory = failing_at(&counter, n);
      fixture f;
      nomen_status status = read_all(&f, &memory, text, NULL);
      assert_true(status == NOMEN_OK || status == NOMEN_ENOMEM);
      finish(&f);
      assert_int_equal(counter.live, 0);
      if (counter.left > 0) {
        assert_int_equal(status, NOMEN_OK);
        break;
      }
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_moment),  cmocka_unit_test(test_reference),
      cmocka_unit_test(test_tense),   cmocka_unit_test(test_fields),
      cmocka_unit_test(test_refusal), cmocka_unit_test(test_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
