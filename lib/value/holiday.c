/* SPDX-License-Identifier: MIT */
/*
 * Holidays by rule: a fixed day "12-25"; days from Easter Sunday "easter-2"; the n-th
 * weekday of a month "11/4/4" (month, weekday, which; -1 for the last), and days
 * from that: "11/4/4+1"; or a table "1970 0206 0127 ..." of the first year, and then
 * month and day year by year.
 */
#include <string.h>

#include "value/date_resolve.h"

static bool take_number(const char **at, const char *end, int *out) {
  const char *start = *at;
  int sign = 1, value = 0;

  if (*at < end && (**at == '-' || **at == '+')) sign = *(*at)++ == '-' ? -1 : 1;
  for (; *at < end && **at >= '0' && **at <= '9' && value < 1000; (*at)++)
    value = value * 10 + (**at - '0');
  *out = sign * value;
  return *at > start;
}

static bool take_char(const char **at, const char *end, char c) {
  if (*at == end || **at != c) return false;
  (*at)++;
  return true;
}

/* The year's entry, four digits behind any space; false outside the table. */
static bool look_up_year(const char *at, const char *end, int skip,
                         nomenp_ymd *out) {
  int number = 0;

  for (; skip >= 0; skip--) {
    while (at < end && (*at == ' ' || *at == '\n' || *at == '\r')) at++;
    if (end - at < 4) return false;
    number = 0;
    for (int digits = 0; digits < 4; digits++, at++) {
      if (*at < '0' || *at > '9') return false;
      number = number * 10 + (*at - '0');
    }
  }
  out->month = number / 100;
  out->day = number % 100;
  return nomenp_ymd_exists(*out);
}

bool nomenp_holiday_date(const char *rule, size_t size, int year,
                         nomenp_ymd *out) {
  static const char easter[] = "easter";
  const char *at = rule, *end = rule + size;
  int month, day, which, shift = 0;

  if (year < NOMENP_YEAR_MIN || year > NOMENP_YEAR_MAX) return false;
  if (size >= sizeof easter - 1 && memcmp(rule, easter, sizeof easter - 1) == 0) {
    at += sizeof easter - 1;
    *out = nomenp_year_easter(year);
  } else if (!take_number(&at, end, &month)) {
    return false;
  } else if (at < end && *at == ' ') {
    *out = (nomenp_ymd){year, 0, 0};
    return year >= month && look_up_year(at, end, year - month, out);
  } else if (take_char(&at, end, '/')) {
    if (!take_number(&at, end, &day) || !take_char(&at, end, '/') ||
        !take_number(&at, end, &which) ||
        !nomenp_month_weekday(year, month, day, which, out))
      return false;
  } else if (take_char(&at, end, '-') && take_number(&at, end, &day)) {
    *out = (nomenp_ymd){year, month, day};
  } else {
    return false;
  }
  take_number(&at, end, &shift);
  return at == end && nomenp_ymd_exists(*out) &&
         nomenp_ymd_add_days(*out, shift, out);
}
