/* SPDX-License-Identifier: MIT */
/*
 * Periods: full ones are turned into days, moved, and read off again at the
 * precision asked for.
 */
#include "value/when.h"

nomenp_when nomenp_when_unknown(void) {
  const int u = NOMENP_UNKNOWN;
  return (nomenp_when){NOMEN_PRECISION_NONE, u, u, u, u, u, u, u, u, u, u, u, u};
}

nomenp_when nomenp_when_of_day(nomenp_ymd day) {
  nomenp_when when = nomenp_when_unknown();
  when.precision = NOMEN_PRECISION_DAY;
  when.year = day.year;
  when.month = day.month;
  when.day = day.day;
  return when;
}

nomenp_when nomenp_when_of_moment(const nomen_moment *moment) {
  nomenp_when when =
      nomenp_when_of_day((nomenp_ymd){moment->year, moment->month, moment->day});
  if (moment->hour < 0) return when;
  when.hour = moment->hour;
  when.precision = NOMEN_PRECISION_HOUR;
  if (moment->minute < 0) return when;
  when.minute = moment->minute;
  when.precision = NOMEN_PRECISION_MINUTE;
  if (moment->second < 0) return when;
  when.second = moment->second;
  when.precision = NOMEN_PRECISION_SECOND;
  return when;
}

bool nomenp_when_is_full(const nomenp_when *when) {
  if (when->precision == NOMEN_PRECISION_NONE || when->year < 0) return false;
  switch (when->precision) {
    case NOMEN_PRECISION_CENTURY:
    case NOMEN_PRECISION_DECADE:
    case NOMEN_PRECISION_YEAR: return true;
    case NOMEN_PRECISION_SEASON: return when->season >= 0;
    case NOMEN_PRECISION_HALF: return when->half > 0;
    case NOMEN_PRECISION_QUARTER: return when->quarter > 0;
    case NOMEN_PRECISION_MONTH: return when->month > 0;
    case NOMEN_PRECISION_WEEK: return when->week > 0;
    default: return when->month > 0 && when->day > 0;
  }
}

static bool clock_is_possible(const nomenp_when *when) {
  return when->hour <= 24 && when->minute <= 59 && when->second <= 60 &&
         (when->hour != 24 || (when->minute <= 0 && when->second <= 0));
}

bool nomenp_when_is_possible(const nomenp_when *when) {
  if (when->precision >= NOMEN_PRECISION_YEAR && when->year != NOMENP_UNKNOWN &&
      (when->year < NOMENP_YEAR_MIN || when->year > NOMENP_YEAR_MAX))
    return false;
  if (when->month > 12 || when->month == 0 || when->day == 0) return false;
  if (when->week == 0 || when->week > 53) return false;
  if (when->week > 0 && when->year > 0 &&
      when->week > nomenp_year_weeks(when->year))
    return false;
  if (when->day > 31) return false;
  if (when->day > 0 && when->month > 0 &&
      when->day > nomenp_month_days(when->year > 0 ? when->year : 2000,
                                    when->month))
    return false;
  return clock_is_possible(when);
}

static int season_month(int season) {
  return 3 + season * 3; /* meteorological, of the northern half */
}

bool nomenp_when_first_day(const nomenp_when *when, nomenp_ymd *out) {
  nomenp_ymd day = {when->year, 1, 1};

  if (!nomenp_when_is_full(when)) return false;
  switch (when->precision) {
    case NOMEN_PRECISION_CENTURY: day.year = when->year * 100; break;
    case NOMEN_PRECISION_DECADE: day.year = when->year * 10; break;
    case NOMEN_PRECISION_YEAR: break;
    case NOMEN_PRECISION_SEASON: day.month = season_month(when->season); break;
    case NOMEN_PRECISION_HALF: day.month = when->half * 6 - 5; break;
    case NOMEN_PRECISION_QUARTER: day.month = when->quarter * 3 - 2; break;
    case NOMEN_PRECISION_MONTH: day.month = when->month; break;
    case NOMEN_PRECISION_WEEK:
      if (!nomenp_week_monday((nomenp_week){when->year, when->week}, out))
        return false;
      return when->weekday != NOMENP_WEEKEND ||
             nomenp_ymd_add_days(*out, 5, out);
    default:
      day.month = when->month;
      day.day = when->day;
  }
  if (day.year == 0) day.year = 1; /* the first century, the first decade */
  *out = day;
  return nomenp_ymd_exists(day);
}

/* Of the precision `like`, and a weekend where that is one. */
static bool read_off(nomenp_ymd day, const nomenp_when *like, nomenp_when *out) {
  nomenp_when when = nomenp_when_of_day(day);
  nomenp_week week;

  when.precision = like->precision;
  if (like->precision <= NOMEN_PRECISION_WEEK) when.day = NOMENP_UNKNOWN;
  if (like->precision != NOMEN_PRECISION_MONTH &&
      like->precision <= NOMEN_PRECISION_WEEK)
    when.month = NOMENP_UNKNOWN;
  switch (like->precision) {
    case NOMEN_PRECISION_NONE: return false;
    case NOMEN_PRECISION_CENTURY: when.year /= 100; break;
    case NOMEN_PRECISION_DECADE: when.year /= 10; break;
    case NOMEN_PRECISION_YEAR:
    case NOMEN_PRECISION_MONTH:
    case NOMEN_PRECISION_DAY: break;
    case NOMEN_PRECISION_SEASON:
      when.season = day.month < 3 ? NOMENP_SEASON_WINTER : (day.month - 3) / 3;
      if (day.month < 3) when.year--;
      break;
    case NOMEN_PRECISION_HALF: when.half = (day.month + 5) / 6; break;
    case NOMEN_PRECISION_QUARTER: when.quarter = (day.month + 2) / 3; break;
    case NOMEN_PRECISION_WEEK:
      week = nomenp_ymd_week(day);
      when.year = week.year;
      when.week = week.week;
      when.weekday = like->weekday == NOMENP_WEEKEND ? NOMENP_WEEKEND
                                                     : NOMENP_UNKNOWN;
      break;
    default:
      when.part = like->part;
      when.hour = like->hour;
      when.minute = like->minute;
      when.second = like->second;
  }
  *out = when;
  return when.precision < NOMEN_PRECISION_YEAR ||
         (when.year >= NOMENP_YEAR_MIN && when.year <= NOMENP_YEAR_MAX);
}

nomen_precision nomenp_unit_precision(nomenp_time_unit unit) {
  static const uint8_t precisions[] = {
      NOMEN_PRECISION_CENTURY, NOMEN_PRECISION_CENTURY, NOMEN_PRECISION_DECADE,
      NOMEN_PRECISION_YEAR,    NOMEN_PRECISION_HALF,    NOMEN_PRECISION_QUARTER,
      NOMEN_PRECISION_SEASON,  NOMEN_PRECISION_MONTH,   NOMEN_PRECISION_WEEK,
      NOMEN_PRECISION_WEEK,    NOMEN_PRECISION_WEEK,    NOMEN_PRECISION_DAY,
      NOMEN_PRECISION_PART,    NOMEN_PRECISION_HOUR,    NOMEN_PRECISION_MINUTE,
      NOMEN_PRECISION_SECOND,  NOMEN_PRECISION_NONE};
  return (nomen_precision)precisions[unit];
}

bool nomenp_when_widen(const nomenp_when *when, nomenp_time_unit unit,
                       nomenp_when *out) {
  nomenp_when like = *when;
  nomenp_ymd day;

  like.precision = nomenp_unit_precision(unit);
  like.weekday = unit == NOMENP_UNIT_WEEKEND ? NOMENP_WEEKEND : NOMENP_UNKNOWN;
  return nomenp_when_first_day(when, &day) && read_off(day, &like, out);
}

/* Months in a unit that is made of them; 0 for the others. */
static int unit_months(nomenp_time_unit unit) {
  static const int16_t months[] = {12000, 1200, 120, 12, 6, 3, 3, 1};
  return unit <= NOMENP_UNIT_MONTH ? months[unit] : 0;
}

static int unit_days(nomenp_time_unit unit) {
  switch (unit) {
    case NOMENP_UNIT_FORTNIGHT: return 14;
    case NOMENP_UNIT_WEEK:
    case NOMENP_UNIT_WEEKEND: return 7;
    case NOMENP_UNIT_DAY:
    case NOMENP_UNIT_PART: return 1;
    default: return 0;
  }
}

/* Hours, minutes and seconds, carried into the day. */
static bool shift_clock(const nomenp_when *when, int64_t count,
                        nomenp_time_unit unit, nomenp_when *out) {
  int64_t step = unit == NOMENP_UNIT_HOUR ? 3600
                 : unit == NOMENP_UNIT_MINUTE ? 60 : 1;
  int64_t seconds, days;
  nomenp_ymd day;

  if (when->hour < 0 || !nomenp_when_first_day(when, &day)) return false;
  if (count > INT64_C(100000000000) || count < -INT64_C(100000000000))
    return false;
  seconds = when->hour * 3600 + (when->minute > 0 ? when->minute : 0) * 60 +
            (when->second > 0 ? when->second : 0) + count * step;
  days = seconds / 86400 - (seconds % 86400 < 0);
  seconds -= days * 86400;
  if (!nomenp_ymd_add_days(day, days, &day)) return false;
  *out = *when;
  out->year = day.year;
  out->month = day.month;
  out->day = day.day;
  out->hour = (int)(seconds / 3600);
  if (unit != NOMENP_UNIT_HOUR || when->minute >= 0)
    out->minute = (int)(seconds / 60 % 60);
  if (unit == NOMENP_UNIT_SECOND || when->second >= 0)
    out->second = (int)(seconds % 60);
  out->precision = out->second >= 0   ? NOMEN_PRECISION_SECOND
                   : out->minute >= 0 ? NOMEN_PRECISION_MINUTE
                                      : NOMEN_PRECISION_HOUR;
  return true;
}

bool nomenp_when_shift(const nomenp_when *when, int64_t count,
                       nomenp_time_unit unit, nomenp_when *out) {
  nomenp_when like = *when;
  nomenp_ymd day;
  int months, days;

  if (count > 1000000000 || count < -1000000000) return false;
  if (unit >= NOMENP_UNIT_HOUR && unit <= NOMENP_UNIT_SECOND)
    return shift_clock(when, count, unit, out);
  months = unit_months(unit);
  days = unit_days(unit);
  if (!nomenp_when_first_day(when, &day)) return false;
  if (months != 0) {
    if (!nomenp_ymd_add_months(day, count * months, &day)) return false;
    /* A week keeps its number where the year is moved. */
    if (when->precision == NOMEN_PRECISION_WEEK && unit <= NOMENP_UNIT_YEAR) {
      *out = *when;
      out->year = day.year;
      return nomenp_when_is_possible(out);
    }
  } else if (days == 0 || !nomenp_ymd_add_days(day, count * days, &day)) {
    return false;
  }
  if (like.precision < nomenp_unit_precision(unit)) {
    like.precision = nomenp_unit_precision(unit);
    like.weekday = NOMENP_UNKNOWN;
  }
  return read_off(day, &like, out);
}

/* The part of a day in hours: first, and how many. */
static void part_hours(int part, int *first, int *count) {
  static const uint8_t firsts[] = {6, 11, 12, 18, 18, 6};
  static const uint8_t counts[] = {6, 3, 6, 6, 12, 12};
  *first = firsts[part];
  *count = counts[part];
}

static nomenp_time_unit unit_of(const nomenp_when *when) {
  switch (when->precision) {
    case NOMEN_PRECISION_CENTURY: return NOMENP_UNIT_CENTURY;
    case NOMEN_PRECISION_DECADE: return NOMENP_UNIT_DECADE;
    case NOMEN_PRECISION_YEAR: return NOMENP_UNIT_YEAR;
    case NOMEN_PRECISION_SEASON: return NOMENP_UNIT_SEASON;
    case NOMEN_PRECISION_HALF: return NOMENP_UNIT_HALF;
    case NOMEN_PRECISION_QUARTER: return NOMENP_UNIT_QUARTER;
    case NOMEN_PRECISION_MONTH: return NOMENP_UNIT_MONTH;
    case NOMEN_PRECISION_WEEK: return NOMENP_UNIT_WEEK;
    case NOMEN_PRECISION_DAY: return NOMENP_UNIT_DAY;
    case NOMEN_PRECISION_HOUR: return NOMENP_UNIT_HOUR;
    case NOMEN_PRECISION_MINUTE: return NOMENP_UNIT_MINUTE;
    case NOMEN_PRECISION_SECOND: return NOMENP_UNIT_SECOND;
    default: return NOMENP_UNIT_NONE;
  }
}

bool nomenp_when_last_day(const nomenp_when *when, nomenp_ymd *out) {
  nomenp_when next, at = *when;
  nomenp_ymd day;

  if (when->precision >= NOMEN_PRECISION_DAY)
    return nomenp_when_first_day(when, out);
  if (when->precision == NOMEN_PRECISION_WEEK) {
    if (!nomenp_week_monday((nomenp_week){when->year, when->week}, &day))
      return false;
    return nomenp_ymd_add_days(day, 6, out);
  }
  if (at.precision == NOMEN_PRECISION_DECADE && at.year == 999) {
    *out = (nomenp_ymd){NOMENP_YEAR_MAX, 12, 31};
    return true;
  }
  return nomenp_when_shift(when, 1, unit_of(when), &next) &&
         nomenp_when_first_day(&next, &day) &&
         nomenp_ymd_add_days(day, -1, out);
}

bool nomenp_when_bounds(const nomenp_when *when, nomenp_when *begin,
                        nomenp_when *end) {
  nomenp_ymd day;
  int first, count;

  if (!nomenp_when_is_full(when)) return false;
  *begin = *when;
  if (when->precision == NOMEN_PRECISION_PART) {
    if (when->part < 0) return false;
    part_hours(when->part, &first, &count);
    begin->precision = NOMEN_PRECISION_HOUR;
    begin->part = NOMENP_UNKNOWN;
    begin->hour = first;
    return nomenp_when_shift(begin, count, NOMENP_UNIT_HOUR, end);
  }
  if (when->precision == NOMEN_PRECISION_WEEK &&
      when->weekday == NOMENP_WEEKEND) {
    if (!nomenp_when_first_day(when, &day)) return false;
    *begin = nomenp_when_of_day(day);
    return nomenp_when_shift(begin, 2, NOMENP_UNIT_DAY, end);
  }
  if (begin->hour == 24 &&
      !nomenp_when_shift(begin, 0, NOMENP_UNIT_HOUR, begin))
    return false;
  return nomenp_when_shift(begin, 1, unit_of(begin), end);
}
