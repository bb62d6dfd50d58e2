/* SPDX-License-Identifier: MIT */
/* The calendar, by known days and by walking every day of a thousand years. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "value/calendar.h"

static nomenp_ymd ymd(int year, int month, int day) {
  return (nomenp_ymd){year, month, day};
}

static void assert_ymd(nomenp_ymd got, int year, int month, int day) {
  assert_int_equal(got.year, year);
  assert_int_equal(got.month, month);
  assert_int_equal(got.day, day);
}

static void test_existence(void **state) {
  (void)state;
  assert_true(nomenp_ymd_exists(ymd(2016, 2, 29)));
  assert_true(nomenp_ymd_exists(ymd(2000, 2, 29)));
  assert_true(nomenp_ymd_exists(ymd(1, 1, 1)));
  assert_true(nomenp_ymd_exists(ymd(9999, 12, 31)));
  assert_false(nomenp_ymd_exists(ymd(2015, 2, 29)));
  assert_false(nomenp_ymd_exists(ymd(1900, 2, 29)));
  assert_false(nomenp_ymd_exists(ymd(2015, 4, 31)));
  assert_false(nomenp_ymd_exists(ymd(2015, 13, 1)));
  assert_false(nomenp_ymd_exists(ymd(2015, 0, 1)));
  assert_false(nomenp_ymd_exists(ymd(2015, 1, 0)));
  assert_false(nomenp_ymd_exists(ymd(0, 1, 1)));
  assert_false(nomenp_ymd_exists(ymd(10000, 1, 1)));
}

static void test_every_day(void **state) {
  nomenp_ymd at = {1, 1, 1}, got;
  int32_t number = 0;
  (void)state;

  for (;; number++) {
    assert_int_equal(nomenp_ymd_number(at), number);
    assert_true(nomenp_ymd_from_number(number, &got));
    assert_int_equal(nomenp_ymd_compare(at, got), 0);
    if (at.day < nomenp_month_days(at.year, at.month)) {
      at.day++;
    } else {
      at.day = 1;
      if (++at.month > 12) {
        at.month = 1;
        at.year++;
      }
    }
    if (at.year > 9999) break;
  }
  assert_false(nomenp_ymd_from_number(number + 1, &got));
  assert_false(nomenp_ymd_from_number(-1, &got));
}

static void test_weeks(void **state) {
  nomenp_ymd monday;
  nomenp_week week;
  (void)state;

  assert_int_equal(nomenp_ymd_weekday(ymd(2026, 11, 22)), 7);
  assert_int_equal(nomenp_ymd_weekday(ymd(1989, 10, 27)), 5);
  week = nomenp_ymd_week(ymd(2021, 1, 3));
  assert_int_equal(week.year, 2020);
  assert_int_equal(week.week, 53);
  week = nomenp_ymd_week(ymd(2018, 12, 31));
  assert_int_equal(week.year, 2019);
  assert_int_equal(week.week, 1);
  week = nomenp_ymd_week(ymd(9999, 12, 31));
  assert_int_equal(week.year, 9999);
  assert_int_equal(nomenp_year_weeks(2020), 53);
  assert_int_equal(nomenp_year_weeks(2021), 52);
  assert_true(nomenp_week_monday((nomenp_week){2020, 53}, &monday));
  assert_ymd(monday, 2020, 12, 28);
  assert_false(nomenp_week_monday((nomenp_week){2021, 53}, &monday));
  assert_false(nomenp_week_monday((nomenp_week){2021, 0}, &monday));
  for (int32_t number = 0; number < 3652058; number += 3) {
    nomenp_ymd day;
    assert_true(nomenp_ymd_from_number(number, &day));
    week = nomenp_ymd_week(day);
    if (week.year > 9999) continue;
    assert_true(nomenp_week_monday(week, &monday));
    assert_in_range(number - nomenp_ymd_number(monday), 0, 6);
  }
}

static void test_arithmetic(void **state) {
  nomenp_ymd got;
  (void)state;

  assert_true(nomenp_ymd_add_days(ymd(2016, 2, 28), 2, &got));
  assert_ymd(got, 2016, 3, 1);
  assert_true(nomenp_ymd_add_days(ymd(2016, 1, 1), -1, &got));
  assert_ymd(got, 2015, 12, 31);
  assert_false(nomenp_ymd_add_days(ymd(1, 1, 1), -1, &got));
  assert_false(nomenp_ymd_add_days(ymd(2016, 1, 1), INT64_MAX, &got));
  assert_true(nomenp_ymd_add_months(ymd(2015, 3, 31), -1, &got));
  assert_ymd(got, 2015, 2, 28);
  assert_true(nomenp_ymd_add_months(ymd(2015, 12, 5), 1, &got));
  assert_ymd(got, 2016, 1, 5);
  assert_true(nomenp_ymd_add_months(ymd(2016, 2, 29), -12, &got));
  assert_ymd(got, 2015, 2, 28);
  assert_false(nomenp_ymd_add_months(ymd(9999, 12, 1), 1, &got));
  assert_false(nomenp_ymd_add_months(ymd(1, 1, 1), -1, &got));
  assert_false(nomenp_ymd_add_months(ymd(1, 1, 1), INT64_MIN, &got));
}

static void test_feasts(void **state) {
  nomenp_ymd got;
  (void)state;

  assert_ymd(nomenp_year_easter(2021), 2021, 4, 4);
  assert_ymd(nomenp_year_easter(2024), 2024, 3, 31);
  assert_ymd(nomenp_year_easter(1943), 1943, 4, 25);
  assert_ymd(nomenp_year_easter(1818), 1818, 3, 22);
  assert_true(nomenp_month_weekday(2021, 11, 4, 4, &got));
  assert_ymd(got, 2021, 11, 25);
  assert_true(nomenp_month_weekday(2021, 5, 1, -1, &got));
  assert_ymd(got, 2021, 5, 31);
  assert_true(nomenp_month_weekday(2021, 9, 1, 1, &got));
  assert_ymd(got, 2021, 9, 6);
  assert_false(nomenp_month_weekday(2021, 11, 4, 5, &got));
  assert_false(nomenp_month_weekday(2021, 13, 4, 1, &got));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_existence), cmocka_unit_test(test_every_day),
      cmocka_unit_test(test_weeks),     cmocka_unit_test(test_arithmetic),
      cmocka_unit_test(test_feasts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
