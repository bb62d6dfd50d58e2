/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_VALUE_WHEN_H
#define NOMEN_VALUE_WHEN_H

/*
 * A period of the calendar, as far as it is known: what the words of a date say
 * ("Friday", "Nov. 9"), and what they come to when resolved.  A field that is not
 * known is NOMENP_UNKNOWN.  The precision says which fields count; a
 * coarser one than YEAR keeps its number in `year`: the 1980s are 198, the
 * 20th century is 19.
 */

#include <stdbool.h>
#include <stdint.h>

#include "nomen/nomen.h"

#include "value/calendar.h"

#define NOMENP_UNKNOWN (-1)
#define NOMENP_WEEKEND 8  /* as a weekday: Saturday and Sunday */
#define NOMENP_WEEKDAYS 9 /* Monday to Friday; only of recurring times */

/* Parts of the day and seasons, numbered as their letters are in timex.c. */
typedef enum nomenp_part_of_day {
  NOMENP_PART_MORNING = 0,
  NOMENP_PART_MIDDAY,
  NOMENP_PART_AFTERNOON,
  NOMENP_PART_EVENING,
  NOMENP_PART_NIGHT,
  NOMENP_PART_DAYTIME
} nomenp_part_of_day;

typedef enum nomenp_season {
  NOMENP_SEASON_SPRING = 0,
  NOMENP_SEASON_SUMMER,
  NOMENP_SEASON_AUTUMN,
  NOMENP_SEASON_WINTER
} nomenp_season;

typedef struct nomenp_when {
  nomen_precision precision;
  int year;
  int season;
  int half;
  int quarter;
  int month;
  int week;
  int weekday; /* 1 to 7, or one of the two above; alone it is "a Friday" */
  int day;
  int part;
  int hour; /* 24: midnight at the end of the day */
  int minute;
  int second;
} nomenp_when;

/* Units of time, finest last; SPAN_... of a duration are written in them. */
typedef enum nomenp_time_unit {
  NOMENP_UNIT_MILLENNIUM = 0,
  NOMENP_UNIT_CENTURY,
  NOMENP_UNIT_DECADE,
  NOMENP_UNIT_YEAR,
  NOMENP_UNIT_HALF,
  NOMENP_UNIT_QUARTER,
  NOMENP_UNIT_SEASON,
  NOMENP_UNIT_MONTH,
  NOMENP_UNIT_FORTNIGHT,
  NOMENP_UNIT_WEEK,
  NOMENP_UNIT_WEEKEND,
  NOMENP_UNIT_DAY,
  NOMENP_UNIT_PART,
  NOMENP_UNIT_HOUR,
  NOMENP_UNIT_MINUTE,
  NOMENP_UNIT_SECOND,
  NOMENP_UNIT_NONE
} nomenp_time_unit;

/* Nothing known, of precision NONE. */
nomenp_when nomenp_when_unknown(void);
nomenp_when nomenp_when_of_day(nomenp_ymd day);
nomenp_when nomenp_when_of_moment(const nomen_moment *moment);

/* The precision of a period as long as a unit; the next finer one where TIMEX3 has
 * none. */
nomen_precision nomenp_unit_precision(nomenp_time_unit unit);

/* Every field its precision asks for is known. */
bool nomenp_when_is_full(const nomenp_when *when);
/* Its fields are such that a day, week or hour of that kind exists somewhere. */
bool nomenp_when_is_possible(const nomenp_when *when);

/* The first and the last day of a full period; false if it leaves the years. */
bool nomenp_when_first_day(const nomenp_when *when, nomenp_ymd *out);
bool nomenp_when_last_day(const nomenp_when *when, nomenp_ymd *out);

/* The period of the size of `unit` that holds the first day of `when`; of the day and
 * its parts, `when` itself. */
bool nomenp_when_widen(const nomenp_when *when, nomenp_time_unit unit,
                       nomenp_when *out);
/* Moved by `count` units and, if it was finer than the unit, of its own precision. */
bool nomenp_when_shift(const nomenp_when *when, int64_t count,
                       nomenp_time_unit unit, nomenp_when *out);
/* The first instant of the next period of the same precision, and the instant it
 * begins itself: equal to *when but for parts of the day, given in hours. */
bool nomenp_when_bounds(const nomenp_when *when, nomenp_when *begin,
                        nomenp_when *end);

#endif
