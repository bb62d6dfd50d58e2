/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_VALUE_CALENDAR_H
#define NOMEN_VALUE_CALENDAR_H

/*
 * The proleptic Gregorian calendar, years 1 to 9999: days counted from
 * 0001-01-01 (day 0, a Monday), ISO 8601 weeks, Easter.  A date that does not
 * exist is refused, never bent; arithmetic that leaves the years 1 to 9999 fails.
 */

#include <stdbool.h>
#include <stdint.h>

#define NOMENP_YEAR_MIN 1
#define NOMENP_YEAR_MAX 9999

typedef struct nomenp_ymd {
  int year;
  int month;
  int day;
} nomenp_ymd;

typedef struct nomenp_week { /* ISO 8601; its year may differ from the day's */
  int year;
  int week;
} nomenp_week;

bool nomenp_year_is_leap(int year);
/* 0 for a month that does not exist. */
int nomenp_month_days(int year, int month);
bool nomenp_ymd_exists(nomenp_ymd date);

/* Days since 0001-01-01; the date must exist. */
int32_t nomenp_ymd_number(nomenp_ymd date);
/* False outside the years 1 to 9999. */
bool nomenp_ymd_from_number(int32_t number, nomenp_ymd *out);
/* The comparison of dates: less than, equal to or greater than 0. */
int nomenp_ymd_compare(nomenp_ymd a, nomenp_ymd b);

bool nomenp_ymd_add_days(nomenp_ymd date, int64_t days, nomenp_ymd *out);
/* The day is kept, or is the month's last where the month is too short. */
bool nomenp_ymd_add_months(nomenp_ymd date, int64_t months, nomenp_ymd *out);

/* 1 (Monday) to 7. */
int nomenp_ymd_weekday(nomenp_ymd date);
nomenp_week nomenp_ymd_week(nomenp_ymd date);
/* 52 or 53. */
int nomenp_year_weeks(int year);
/* The Monday of a week; false if there is no such week or it leaves the years. */
bool nomenp_week_monday(nomenp_week week, nomenp_ymd *out);

/* Easter Sunday, by Meeus' form of the anonymous Gregorian computation. */
nomenp_ymd nomenp_year_easter(int year);
/* The n-th `weekday` of a month, n from 1; from the end for n = -1. */
bool nomenp_month_weekday(int year, int month, int weekday, int n,
                          nomenp_ymd *out);

#endif
