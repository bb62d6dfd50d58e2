/* SPDX-License-Identifier: MIT */
/* Periods: moved, widened, bounded, and written as TIMEX3. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "value/date_resolve.h"
#include "value/timex.h"
#include "value/when.h"

static nomenp_when day(int year, int month, int number) {
  return nomenp_when_of_day((nomenp_ymd){year, month, number});
}

static void assert_timex(const nomenp_when *when, const char *expected) {
  char text[NOMENP_TIMEX_SIZE];
  nomenp_timex_write(when, text);
  assert_string_equal(text, expected);
}

static void test_widen(void **state) {
  static const struct {
    nomenp_time_unit unit;
    const char *timex;
  } cases[] = {
      {NOMENP_UNIT_CENTURY, "20"},      {NOMENP_UNIT_DECADE, "202"},
      {NOMENP_UNIT_YEAR, "2021"},       {NOMENP_UNIT_HALF, "2021-H2"},
      {NOMENP_UNIT_QUARTER, "2021-Q3"}, {NOMENP_UNIT_SEASON, "2021-SU"},
      {NOMENP_UNIT_MONTH, "2021-07"},   {NOMENP_UNIT_WEEK, "2021-W28"},
      {NOMENP_UNIT_WEEKEND, "2021-W28-WE"}, {NOMENP_UNIT_DAY, "2021-07-15"}};
  nomenp_when from = day(2021, 7, 15), got;
  (void)state;

  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_true(nomenp_when_widen(&from, cases[i].unit, &got));
    assert_timex(&got, cases[i].timex);
  }
  got = nomenp_when_unknown();
  assert_false(nomenp_when_widen(&got, NOMENP_UNIT_YEAR, &from));
}

static void test_shift(void **state) {
  nomenp_when from = day(2020, 2, 29), got;
  (void)state;

  assert_true(nomenp_when_shift(&from, -1, NOMENP_UNIT_YEAR, &got));
  assert_timex(&got, "2019-02-28");
  assert_true(nomenp_when_shift(&from, 1, NOMENP_UNIT_DAY, &got));
  assert_timex(&got, "2020-03-01");
  assert_true(nomenp_when_widen(&from, NOMENP_UNIT_QUARTER, &got));
  assert_true(nomenp_when_shift(&got, -1, NOMENP_UNIT_QUARTER, &got));
  assert_timex(&got, "2019-Q4");
  from.precision = NOMEN_PRECISION_MINUTE;
  from.hour = 23;
  from.minute = 50;
  assert_true(nomenp_when_shift(&from, 15, NOMENP_UNIT_MINUTE, &got));
  assert_timex(&got, "2020-03-01T00:05");
  assert_true(nomenp_when_shift(&from, -24, NOMENP_UNIT_HOUR, &got));
  assert_timex(&got, "2020-02-28T23:50");
  assert_false(nomenp_when_shift(&from, INT64_MAX, NOMENP_UNIT_YEAR, &got));
  assert_false(nomenp_when_shift(&from, 9000, NOMENP_UNIT_YEAR, &got));
  assert_false(nomenp_when_shift(&from, 1, NOMENP_UNIT_NONE, &got));
}

static void test_bounds(void **state) {
  nomenp_when when = day(2021, 12, 31), begin, end;
  (void)state;

  assert_true(nomenp_when_bounds(&when, &begin, &end));
  assert_timex(&begin, "2021-12-31");
  assert_timex(&end, "2022-01-01");
  when.precision = NOMEN_PRECISION_PART;
  when.part = NOMENP_PART_NIGHT;
  assert_true(nomenp_when_bounds(&when, &begin, &end));
  assert_timex(&begin, "2021-12-31T18");
  assert_timex(&end, "2022-01-01T06");
  when = day(9999, 12, 31);
  assert_false(nomenp_when_bounds(&when, &begin, &end));
  when = day(2021, 7, 1);
  assert_true(nomenp_when_widen(&when, NOMENP_UNIT_SEASON, &when));
  assert_true(nomenp_when_bounds(&when, &begin, &end));
  assert_timex(&begin, "2021-SU");
  assert_timex(&end, "2021-FA");
  when = day(2022, 1, 31);
  assert_true(nomenp_when_widen(&when, NOMENP_UNIT_SEASON, &when));
  assert_true(nomenp_when_bounds(&when, &begin, &end));
  assert_timex(&begin, "2021-WI");
  assert_timex(&end, "2022-SP");
  when = nomenp_when_unknown();
  assert_false(nomenp_when_bounds(&when, &begin, &end));
}

static void test_unknown_fields(void **state) {
  nomenp_when when = nomenp_when_unknown();
  (void)state;

  assert_timex(&when, "");
  when.precision = NOMEN_PRECISION_DAY;
  assert_timex(&when, "XXXX-XX-XX");
  when.weekday = 5;
  assert_timex(&when, "XXXX-WXX-5");
  when.weekday = NOMENP_UNKNOWN;
  when.month = 11;
  when.day = 9;
  assert_timex(&when, "XXXX-11-09");
  when.precision = NOMEN_PRECISION_MINUTE;
  when.hour = 17;
  when.minute = 0;
  assert_timex(&when, "XXXX-11-09T17:00");
  when.day = 31;
  assert_false(nomenp_when_is_possible(&when));
}

static void assert_duration(int64_t hundredths, nomenp_time_unit unit,
                            const char *expected) {
  nomenp_duration duration = {1, false, {{hundredths, unit}}};
  char text[NOMENP_TIMEX_SIZE];

  assert_true(nomenp_timex_write_duration(&duration, text));
  assert_string_equal(text, expected);
}

static void test_durations(void **state) {
  nomenp_duration duration = {0};
  char text[NOMENP_TIMEX_SIZE];
  (void)state;

  assert_duration(200, NOMENP_UNIT_YEAR, "P2Y");
  assert_duration(250, NOMENP_UNIT_YEAR, "P2Y6M");
  assert_duration(50, NOMENP_UNIT_HOUR, "PT30M");
  assert_duration(150, NOMENP_UNIT_MINUTE, "PT1M30S");
  assert_duration(350, NOMENP_UNIT_DAY, "P3DT12H");
  assert_duration(150, NOMENP_UNIT_WEEK, "P1.5W");
  assert_duration(200, NOMENP_UNIT_DECADE, "P20Y");
  assert_duration(0, NOMENP_UNIT_DAY, "P0D");
  assert_false(nomenp_timex_write_duration(&duration, text));
  duration = (nomenp_duration){1, true, {{0, NOMENP_UNIT_HOUR}}};
  assert_true(nomenp_timex_write_duration(&duration, text));
  assert_string_equal(text, "PTXH");
  duration = (nomenp_duration){1, false, {{INT64_MAX, NOMENP_UNIT_DAY}}};
  assert_false(nomenp_timex_write_duration(&duration, text));
}

static void test_holidays(void **state) {
  static const struct {
    const char *rule;
    int month, day;
  } good[] = {{"12-25", 12, 25},    {"easter", 4, 4},      {"easter-2", 4, 2},
              {"easter+39", 5, 13}, {"11/4/4", 11, 25},    {"11/4/4+1", 11, 26},
              {"5/1/-1", 5, 31},    {"2021 0212", 2, 12},
              {"2020 0125\n  0212 0201", 2, 12}};
  static const char *const bad[] = {"", "easterx", "12", "2-30", "13-1", "1/8/1",
                                    "1/1/9", "12-25x", "2020 0125", "2022 0201",
                                    "2021 0230", "2021 212", "2021 ", "2021 02x2"};
  nomenp_ymd got;
  (void)state;

  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    assert_true(nomenp_holiday_date(good[i].rule, strlen(good[i].rule), 2021, &got));
    assert_int_equal(got.month, good[i].month);
    assert_int_equal(got.day, good[i].day);
  }
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    assert_false(nomenp_holiday_date(bad[i], strlen(bad[i]), 2021, &got));
  assert_false(nomenp_holiday_date("12-25", 5, 0, &got));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_widen),          cmocka_unit_test(test_shift),
      cmocka_unit_test(test_bounds),         cmocka_unit_test(test_unknown_fields),
      cmocka_unit_test(test_durations),      cmocka_unit_test(test_holidays)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
