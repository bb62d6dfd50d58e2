/* SPDX-License-Identifier: MIT */
/*
 * Fields that were not said are filled from candidates around the reference date: the
 * same month of last year, this year and next, say; the relation ("last June"),
 * else the tense, else nearness picks one.
 */
#include "value/date_fill.h"

bool nomenp_relation_is_of_mention(nomenp_relation relation) {
  return relation >= NOMENP_RELATION_THAT;
}

int nomenp_relation_step(nomenp_relation relation) {
  switch (relation) {
    case NOMENP_RELATION_LAST:
    case NOMENP_RELATION_PREVIOUS: return -1;
    case NOMENP_RELATION_NEXT:
    case NOMENP_RELATION_FOLLOWING: return 1;
    default: return 0;
  }
}

const nomenp_when *nomenp_date_base(const nomenp_date_context *c,
                                    nomenp_relation relation) {
  if (nomenp_relation_is_of_mention(relation)) {
    if (c->mentions[NOMEN_PRECISION_DAY].precision != NOMEN_PRECISION_NONE &&
        (c->last.precision >= NOMEN_PRECISION_DAY ||
         c->last.precision == NOMEN_PRECISION_NONE))
      return &c->mentions[NOMEN_PRECISION_DAY];
    if (c->last.precision != NOMEN_PRECISION_NONE) return &c->last;
  }
  return c->has_reference ? &c->reference : NULL;
}

bool nomenp_date_in_year(const nomenp_date_words *words, int year,
                         nomenp_when *out) {
  nomenp_ymd day;

  *out = words->when;
  out->year = year;
  if (words->fixed != NULL) {
    if (!nomenp_holiday_date(words->fixed->text, words->fixed->size, year, &day))
      return false;
    out->month = day.month;
    out->day = day.day;
  }
  return nomenp_when_first_day(out, &day);
}

/* The days from `from` to a period: 0 inside it, negative before. */
static bool distance(const nomenp_when *when, nomenp_ymd from, int32_t *out) {
  nomenp_ymd first, last;
  int32_t at = nomenp_ymd_number(from);

  if (!nomenp_when_first_day(when, &first) || !nomenp_when_last_day(when, &last))
    return false;
  *out = nomenp_ymd_number(first) > at  ? nomenp_ymd_number(first) - at
         : nomenp_ymd_number(last) < at ? nomenp_ymd_number(last) - at : 0;
  return true;
}

/* How badly an occurrence so many days off fits; less is better, -1 not at all.  The
 * nearest wins, but against the tense a day counts as two and a half; and a month
 * that something happened in hardly ever lies ahead. */
static int32_t misfit(const nomenp_date_words *words, nomenp_tense tense,
                      int32_t days) {
  int32_t cost = days < 0 ? -days * 2 : days * 2 + (days > 0);

  switch (words->relation) {
    case NOMENP_RELATION_LAST:
    case NOMENP_RELATION_PREVIOUS: return days < 0 ? -days : -1;
    case NOMENP_RELATION_NEXT:
    case NOMENP_RELATION_FOLLOWING: return days > 0 ? days : -1;
    default: break;
  }
  /* Companies will report on quarters that are past. */
  if (words->when.precision == NOMEN_PRECISION_QUARTER)
    return days <= 0 ? cost
           : tense == NOMENP_TENSE_FUTURE ? cost * 2 : cost * 4;
  if (tense == NOMENP_TENSE_PAST && days > 0)
    return words->when.precision == NOMEN_PRECISION_MONTH ? cost * 12
                                                          : cost * 5 / 2;
  if (tense == NOMENP_TENSE_FUTURE && days < 0) return cost * 5 / 2;
  return cost;
}

static bool weekday_agrees(const nomenp_date_words *words,
                           const nomenp_when *when) {
  nomenp_ymd day = {when->year, when->month, when->day};
  return words->when.weekday < 1 || words->when.weekday > 7 ||
         when->precision < NOMEN_PRECISION_DAY ||
         nomenp_ymd_weekday(day) == words->when.weekday;
}

/* A month, season, holiday ... without a year. */
static bool fill_year(const nomenp_date_words *words,
                      const nomenp_date_context *c, nomenp_when *out) {
  const nomenp_when *base = nomenp_date_base(c, words->relation);
  nomenp_when when, best = *out;
  nomenp_ymd from;
  int32_t least = -1;

  if (base == NULL) return false;
  if (!nomenp_when_first_day(base, &from)) return false;
  if (words->relation == NOMENP_RELATION_THIS ||
      words->relation == NOMENP_RELATION_THAT)
    return nomenp_date_in_year(words, from.year, out);
  for (int year = from.year - 4; year <= from.year + 4; year++) {
    int32_t days, bad;
    if (!nomenp_date_in_year(words, year, &when) || !distance(&when, from, &days)) continue;
    bad = misfit(words, c->tense, days);
    if (bad < 0) continue;
    if (!weekday_agrees(words, &when)) bad += 1000;
    if (least < 0 || bad < least) {
      least = bad;
      best = when;
    }
  }
  *out = best;
  return least >= 0;
}

/* "Monday of next week", "this week Monday": of the base's week, or one beside. */
static bool fill_weekday_of_week(const nomenp_date_words *words,
                                 const nomenp_when *base, nomenp_when *out) {
  nomenp_ymd from;
  int32_t days;

  if (base == NULL || !nomenp_when_first_day(base, &from)) return false;
  days = words->when.weekday - nomenp_ymd_weekday(from) +
         7 * nomenp_relation_step(words->relation);
  if (!nomenp_ymd_add_days(from, days, &from)) return false;
  out->year = from.year;
  out->month = from.month;
  out->day = from.day;
  return true;
}

/* A weekday alone: the days around the base. */
static bool fill_weekday(const nomenp_date_words *words,
                         const nomenp_date_context *c, nomenp_when *out) {
  const nomenp_when *base = nomenp_date_base(c, words->relation);
  nomenp_tense tense = c->tense;
  nomenp_ymd from, day;
  int32_t ahead;

  if (base == NULL || !nomenp_when_first_day(base, &from)) return false;
  ahead = (words->when.weekday - nomenp_ymd_weekday(from) + 7) % 7;
  switch (words->relation) {
    case NOMENP_RELATION_LAST:
    case NOMENP_RELATION_PREVIOUS: ahead -= 7; break;
    case NOMENP_RELATION_NEXT:
    case NOMENP_RELATION_FOLLOWING: ahead += ahead == 0 ? 7 : 0; break;
    case NOMENP_RELATION_THIS:
      if (tense == NOMENP_TENSE_PAST && ahead > 0) ahead -= 7;
      break;
    default:
      if (tense == NOMENP_TENSE_FUTURE)
        ahead += ahead == 0 ? 7 : 0;
      else if (ahead > 0) /* news reports what was */
        ahead -= 7;
  }
  if (!nomenp_ymd_add_days(from, ahead, &day)) return false;
  out->year = day.year;
  out->month = day.month;
  out->day = day.day;
  return true;
}

static bool fill_weekend(const nomenp_date_words *words,
                         const nomenp_date_context *c, nomenp_when *out) {
  const nomenp_when *base = nomenp_date_base(c, words->relation);
  nomenp_ymd from;
  int step = nomenp_relation_step(words->relation);
  bool is_weekend;

  if (base == NULL || !nomenp_when_first_day(base, &from)) return false;
  is_weekend = nomenp_ymd_weekday(from) >= 6;
  if (step == 0 && !is_weekend && !nomenp_relation_is_of_mention(words->relation) &&
      (c->tense == NOMENP_TENSE_PAST ||
       (c->tense == NOMENP_TENSE_UNKNOWN &&
        words->relation == NOMENP_RELATION_NONE)))
    step = -1;
  return nomenp_when_widen(base, NOMENP_UNIT_WEEKEND, out) &&
         nomenp_when_shift(out, step, NOMENP_UNIT_WEEK, out);
}

/* "The 15th": of the month of the base, or the one beside it. */
static bool fill_month(const nomenp_date_words *words,
                       const nomenp_date_context *c, nomenp_when *out) {
  const nomenp_when *base = nomenp_date_base(c, words->relation);
  nomenp_ymd from;
  int32_t least = -1;
  nomenp_when best = *out;

  if (base == NULL || !nomenp_when_first_day(base, &from)) return false;
  for (int step = -12; step <= 12; step++) {
    nomenp_ymd month, day;
    int32_t bad;
    if (!nomenp_ymd_add_months((nomenp_ymd){from.year, from.month, 1}, step,
                               &month))
      continue;
    day = (nomenp_ymd){month.year, month.month, words->when.day};
    if (!nomenp_ymd_exists(day)) continue;
    bad = misfit(words, c->tense, nomenp_ymd_number(day) - nomenp_ymd_number(from));
    if (bad < 0) continue;
    best.year = day.year;
    best.month = day.month;
    if (!weekday_agrees(words, &best)) continue;
    if (least < 0 || bad < least) {
      least = bad;
      out->year = day.year;
      out->month = day.month;
    }
  }
  return least >= 0;
}

/* A clock time or a part of the day alone. */
static bool fill_day(const nomenp_date_words *words,
                     const nomenp_date_context *c, nomenp_when *out) {
  const nomenp_when *base = c->has_reference ? &c->reference : NULL;
  int step = nomenp_relation_step(words->relation);
  nomenp_ymd day;

  if (words->relation == NOMENP_RELATION_NONE ||
      nomenp_relation_is_of_mention(words->relation)) {
    const nomenp_when *said = &c->mentions[NOMEN_PRECISION_DAY];
    if (said->precision != NOMEN_PRECISION_NONE &&
        (c->last_is_near || nomenp_relation_is_of_mention(words->relation) || base == NULL))
      base = said;
  }
  /* The night that something happened in, overnight, began the evening before. */
  if (words->relation == NOMENP_RELATION_NONE && c->tense == NOMENP_TENSE_PAST &&
      words->when.precision == NOMEN_PRECISION_PART &&
      words->when.part == NOMENP_PART_NIGHT)
    step = -1;
  if (base == NULL || !nomenp_when_first_day(base, &day) ||
      !nomenp_ymd_add_days(day, step, &day))
    return false;
  out->year = day.year;
  out->month = day.month;
  out->day = day.day;
  return true;
}

bool nomenp_date_fill(const nomenp_date_words *words,
                      const nomenp_date_context *c, nomenp_when *when) {
  if (when->month > 0 || when->season >= 0 || when->quarter > 0 ||
      when->half > 0 || when->week > 0 || words->fixed != NULL)
    return fill_year(words, c, when);
  if (when->day > 0) return fill_month(words, c, when);
  if (when->weekday == NOMENP_WEEKEND) return fill_weekend(words, c, when);
  if (when->weekday > 0 && words->unit == NOMENP_UNIT_WEEK)
    return fill_weekday_of_week(words, nomenp_date_base(c, words->relation), when);
  if (when->weekday > 0) return fill_weekday(words, c, when);
  if (when->precision >= NOMEN_PRECISION_PART) return fill_day(words, c, when);
  return false;
}

