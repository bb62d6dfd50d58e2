/* SPDX-License-Identifier: MIT */
/* Days, weeks and Easter, in whole numbers only. */
#include "value/calendar.h"

#define DAYS_IN_400_YEARS 146097
#define LAST_DAY 3652058 /* 9999-12-31 */

bool nomenp_year_is_leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int nomenp_month_days(int year, int month) {
  static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  if (month < 1 || month > 12) return 0;
  return days[month - 1] + (month == 2 && nomenp_year_is_leap(year));
}

bool nomenp_ymd_exists(nomenp_ymd date) {
  return date.year >= NOMENP_YEAR_MIN && date.year <= NOMENP_YEAR_MAX &&
         date.day >= 1 && date.day <= nomenp_month_days(date.year, date.month);
}

static int32_t days_before_year(int32_t year) {
  int32_t y = year - 1;
  return y * 365 + y / 4 - y / 100 + y / 400;
}

int32_t nomenp_ymd_number(nomenp_ymd date) {
  static const uint16_t before[] = {0,   31,  59,  90,  120, 151,
                                    181, 212, 243, 273, 304, 334};
  return days_before_year(date.year) + before[date.month - 1] + date.day - 1 +
         (date.month > 2 && nomenp_year_is_leap(date.year));
}

bool nomenp_ymd_from_number(int32_t number, nomenp_ymd *out) {
  int32_t year, rest;
  int month = 1;

  if (number < 0 || number > LAST_DAY) return false;
  /* The quotient is never too small, and at most one too great. */
  year = (int32_t)((int64_t)number * 400 / DAYS_IN_400_YEARS) + 1;
  if (year > NOMENP_YEAR_MAX || days_before_year(year) > number) year--;
  if (days_before_year(year + 1) <= number) year++;
  rest = number - days_before_year(year);
  while (rest >= nomenp_month_days(year, month))
    rest -= nomenp_month_days(year, month++);
  *out = (nomenp_ymd){year, month, (int)rest + 1};
  return true;
}

int nomenp_ymd_compare(nomenp_ymd a, nomenp_ymd b) {
  if (a.year != b.year) return a.year < b.year ? -1 : 1;
  if (a.month != b.month) return a.month < b.month ? -1 : 1;
  return (a.day > b.day) - (a.day < b.day);
}

bool nomenp_ymd_add_days(nomenp_ymd date, int64_t days, nomenp_ymd *out) {
  if (days < -LAST_DAY || days > LAST_DAY) return false;
  return nomenp_ymd_from_number(nomenp_ymd_number(date) + (int32_t)days, out);
}

bool nomenp_ymd_add_months(nomenp_ymd date, int64_t months, nomenp_ymd *out) {
  int64_t count;
  int last;

  if (months < -120000 || months > 120000) return false;
  count = (int64_t)date.year * 12 + date.month - 1 + months;
  if (count < 12 || count >= (NOMENP_YEAR_MAX + 1) * 12) return false;
  date.year = (int)(count / 12);
  date.month = (int)(count % 12) + 1;
  last = nomenp_month_days(date.year, date.month);
  if (date.day > last) date.day = last;
  *out = date;
  return true;
}

int nomenp_ymd_weekday(nomenp_ymd date) {
  return nomenp_ymd_number(date) % 7 + 1;
}

int nomenp_year_weeks(int year) {
  nomenp_ymd first = {year, 1, 1};
  int weekday = nomenp_ymd_weekday(first);
  return weekday == 4 || (weekday == 3 && nomenp_year_is_leap(year)) ? 53 : 52;
}

/* The Monday of week 1 is the one nearest to 1 January; never before day 0, for
 * 0001-01-01 is a Monday. */
static int32_t first_monday(int year) {
  int32_t first = days_before_year(year);
  int32_t weekday = first % 7; /* 0: Monday */
  return weekday <= 3 ? first - weekday : first + 7 - weekday;
}

nomenp_week nomenp_ymd_week(nomenp_ymd date) {
  int32_t number = nomenp_ymd_number(date);
  nomenp_week week = {date.year, 0};

  if (number < first_monday(date.year))
    week.year--;
  else if (number >= first_monday(date.year + 1))
    week.year++;
  week.week = (int)((number - first_monday(week.year)) / 7) + 1;
  return week;
}

bool nomenp_week_monday(nomenp_week week, nomenp_ymd *out) {
  if (week.year < NOMENP_YEAR_MIN || week.year > NOMENP_YEAR_MAX ||
      week.week < 1 || week.week > nomenp_year_weeks(week.year))
    return false;
  return nomenp_ymd_from_number(first_monday(week.year) + (week.week - 1) * 7,
                                out);
}

nomenp_ymd nomenp_year_easter(int year) {
  int a = year % 19, b = year / 100, c = year % 100;
  int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  int h = (19 * a + b - d - g + 15) % 30;
  int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  int m = (a + 11 * h + 22 * l) / 451;
  int n = h + l - 7 * m + 114;
  return (nomenp_ymd){year, n / 31, n % 31 + 1};
}

bool nomenp_month_weekday(int year, int month, int weekday, int n,
                          nomenp_ymd *out) {
  int days = nomenp_month_days(year, month), day;
  nomenp_ymd first = {year, month, 1};

  if (days == 0 || n == 0 || weekday < 1 || weekday > 7) return false;
  day = 1 + (weekday - nomenp_ymd_weekday(first) + 7) % 7;
  if (n > 0)
    day += (n - 1) * 7;
  else
    day += (days - day) / 7 * 7 + (n + 1) * 7;
  if (day < 1 || day > days) return false;
  *out = (nomenp_ymd){year, month, day};
  return true;
}
