/* SPDX-License-Identifier: MIT */
/*
 * Resolving.  Fields that were not said are filled from candidates around the
 * reference date: the same month of last year, this year and next, say; the relation
 * ("last June"), else the tense, else nearness picks one.
 */
#include "value/date_resolve.h"

#include <string.h>

void nomenp_date_context_init(nomenp_date_context *context) {
  *context = (nomenp_date_context){0};
  context->reference = context->last = nomenp_when_unknown();
  context->year_hint = NOMENP_UNKNOWN;
  for (int i = 0; i < NOMENP_PRECISION_COUNT; i++)
    context->mentions[i] = nomenp_when_unknown();
}

void nomenp_date_context_mention(nomenp_date_context *context,
                                 const nomenp_when *when) {
  if (!nomenp_when_is_full(when)) return;
  context->mentions[when->precision] = *when;
  if (when->precision > NOMEN_PRECISION_DAY) {
    nomenp_when day = *when;
    day.precision = NOMEN_PRECISION_DAY;
    day.part = day.hour = day.minute = day.second = NOMENP_UNKNOWN;
    context->mentions[NOMEN_PRECISION_DAY] = day;
  }
  context->last = *when;
}

static bool is_of_mention(nomenp_relation relation) {
  return relation >= NOMENP_RELATION_THAT;
}

/* -1, 0, 1 for last, this, next and their like. */
static int relation_step(nomenp_relation relation) {
  switch (relation) {
    case NOMENP_RELATION_LAST:
    case NOMENP_RELATION_PREVIOUS: return -1;
    case NOMENP_RELATION_NEXT:
    case NOMENP_RELATION_FOLLOWING: return 1;
    default: return 0;
  }
}

/* The day that a relation counts from: NULL if nothing is known. */
static const nomenp_when *base_of(const nomenp_date_context *c,
                                  nomenp_relation relation) {
  if (is_of_mention(relation)) {
    if (c->mentions[NOMEN_PRECISION_DAY].precision != NOMEN_PRECISION_NONE &&
        (c->last.precision >= NOMEN_PRECISION_DAY ||
         c->last.precision == NOMEN_PRECISION_NONE))
      return &c->mentions[NOMEN_PRECISION_DAY];
    if (c->last.precision != NOMEN_PRECISION_NONE) return &c->last;
  }
  return c->has_reference ? &c->reference : NULL;
}

static int full_year(int year, const nomenp_date_context *c) {
  int reference = c->has_reference ? c->reference.year : 2010, full;

  full = reference / 100 * 100 + year;
  if (full > reference + 20) full -= 100;
  if (full <= reference - 80) full += 100;
  return full;
}

static int full_decade(int decade, const nomenp_date_context *c) {
  int reference = c->has_reference ? c->reference.year / 10 : 201;
  int full = reference / 10 * 10 + decade;
  return full > reference ? full - 10 : full;
}

/* One occurrence of what is said, in a year: the period, or false if none. */
static bool in_year(const nomenp_date_words *words, int year, nomenp_when *out) {
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
 * nearest wins, but against the tense a day counts as two and a half. */
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
    return words->when.precision == NOMEN_PRECISION_MONTH ? cost * 4
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
  const nomenp_when *base = base_of(c, words->relation);
  nomenp_when when, best = *out;
  nomenp_ymd from;
  int32_t least = -1;

  if (base == NULL) return false;
  if (!nomenp_when_first_day(base, &from)) return false;
  if (words->relation == NOMENP_RELATION_THIS ||
      words->relation == NOMENP_RELATION_THAT)
    return in_year(words, from.year, out);
  for (int year = from.year - 4; year <= from.year + 4; year++) {
    int32_t days, bad;
    if (!in_year(words, year, &when) || !distance(&when, from, &days)) continue;
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

/* A weekday alone: the days around the base. */
static bool fill_weekday(const nomenp_date_words *words,
                         const nomenp_date_context *c, nomenp_when *out) {
  const nomenp_when *base = base_of(c, words->relation);
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
  const nomenp_when *base = base_of(c, words->relation);
  nomenp_ymd from;
  int step = relation_step(words->relation);
  bool is_weekend;

  if (base == NULL || !nomenp_when_first_day(base, &from)) return false;
  is_weekend = nomenp_ymd_weekday(from) >= 6;
  if (step == 0 && !is_weekend && !is_of_mention(words->relation) &&
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
  const nomenp_when *base = base_of(c, words->relation);
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
  nomenp_ymd day;

  if (words->relation == NOMENP_RELATION_NONE ||
      is_of_mention(words->relation)) {
    const nomenp_when *said = &c->mentions[NOMEN_PRECISION_DAY];
    if (said->precision != NOMEN_PRECISION_NONE &&
        (c->last_is_near || is_of_mention(words->relation) || base == NULL))
      base = said;
  }
  if (base == NULL || !nomenp_when_first_day(base, &day) ||
      !nomenp_ymd_add_days(day, relation_step(words->relation), &day))
    return false;
  out->year = day.year;
  out->month = day.month;
  out->day = day.day;
  return true;
}

/* "July last year", "next year's first quarter". */
static bool related_year(const nomenp_date_words *words,
                         const nomenp_date_context *c, int *year) {
  const nomenp_when *base = base_of(c, words->year_relation);
  nomenp_ymd from;

  if (base == NULL || !nomenp_when_first_day(base, &from)) return false;
  *year = from.year + relation_step(words->year_relation);
  return *year >= NOMENP_YEAR_MIN && *year <= NOMENP_YEAR_MAX;
}

static bool fill(const nomenp_date_words *words, const nomenp_date_context *c,
                 nomenp_when *when) {
  if (when->month > 0 || when->season >= 0 || when->quarter > 0 ||
      when->half > 0 || when->week > 0 || words->fixed != NULL)
    return fill_year(words, c, when);
  if (when->day > 0) return fill_month(words, c, when);
  if (when->weekday == NOMENP_WEEKEND) return fill_weekend(words, c, when);
  if (when->weekday > 0) return fill_weekday(words, c, when);
  if (when->precision >= NOMEN_PRECISION_PART) return fill_day(words, c, when);
  return false;
}

static uint32_t filled_fields(const nomenp_when *said, const nomenp_when *got) {
  uint32_t filled = 0;
  if (said->year != got->year) filled |= NOMEN_FILLED_YEAR;
  if (said->month != got->month) filled |= NOMEN_FILLED_MONTH;
  if (said->day != got->day) filled |= NOMEN_FILLED_DAY;
  if (said->week != got->week) filled |= NOMEN_FILLED_WEEK;
  return filled;
}

static bool resolve_date(const nomenp_date_words *words,
                         const nomenp_date_context *c, nomenp_date_value *out) {
  nomenp_when when = words->when;
  bool is_decade = when.precision == NOMEN_PRECISION_DECADE;
  int year;

  if (words->year_is_short)
    when.year = is_decade ? full_decade(when.year, c) : full_year(when.year, c);
  year = when.year;
  if (year < 0 && words->year_relation != NOMENP_RELATION_NONE &&
      !related_year(words, c, &year))
    year = NOMENP_UNKNOWN;
  if (year < 0 && words->relation == NOMENP_RELATION_NONE) year = c->year_hint;
  if (year >= 0 && when.precision >= NOMEN_PRECISION_YEAR) {
    if (words->fixed != NULL) {
      if (!in_year(words, year, &when)) return false;
    } else {
      when.year = year;
    }
  } else if (year < 0 && !fill(words, c, &when)) {
    when = words->when;
  }
  /* "The 1988 period": the one of the quarter spoken of. */
  if (words->unit == NOMENP_UNIT_QUARTER && when.precision == NOMEN_PRECISION_YEAR &&
      c->mentions[NOMEN_PRECISION_QUARTER].quarter > 0) {
    when.quarter = c->mentions[NOMEN_PRECISION_QUARTER].quarter;
    when.precision = NOMEN_PRECISION_QUARTER;
    out->is_comparison = true;
  }
  out->form = NOMENP_FORM_WHEN;
  out->when = when;
  out->filled = filled_fields(&words->when, &when);
  if (words->year_is_short) out->filled |= NOMEN_FILLED_YEAR;
  return nomenp_when_is_possible(&when);
}

/* The period of the size of `unit` last mentioned. */
static const nomenp_when *mentioned(const nomenp_date_context *c,
                                    nomenp_time_unit unit) {
  static const uint8_t precisions[] = {
      NOMEN_PRECISION_NONE, NOMEN_PRECISION_CENTURY, NOMEN_PRECISION_DECADE,
      NOMEN_PRECISION_YEAR, NOMEN_PRECISION_HALF,    NOMEN_PRECISION_QUARTER,
      NOMEN_PRECISION_SEASON, NOMEN_PRECISION_MONTH, NOMEN_PRECISION_NONE,
      NOMEN_PRECISION_WEEK, NOMEN_PRECISION_WEEK,    NOMEN_PRECISION_DAY,
      NOMEN_PRECISION_DAY,  NOMEN_PRECISION_NONE,    NOMEN_PRECISION_NONE,
      NOMEN_PRECISION_NONE, NOMEN_PRECISION_NONE};
  const nomenp_when *when = &c->mentions[precisions[unit]];
  return when->precision == NOMEN_PRECISION_NONE ? NULL : when;
}

/* "The quarter" that none was mentioned of: reports come out in the next one. */
static bool reported_quarter(const nomenp_date_context *c, nomenp_when *out) {
  return c->has_reference &&
         nomenp_when_shift(&c->reference, -2, NOMENP_UNIT_MONTH, out) &&
         nomenp_when_widen(out, NOMENP_UNIT_QUARTER, out);
}

/* Nothing is known but how long the period is: "last month" is XXXX-XX. */
static void leave_open(nomenp_time_unit unit, nomenp_date_value *out) {
  out->form = NOMENP_FORM_WHEN;
  out->when = nomenp_when_unknown();
  out->when.precision = nomenp_unit_precision(unit);
  if (unit == NOMENP_UNIT_WEEKEND) out->when.weekday = NOMENP_WEEKEND;
}

static bool resolve_period(const nomenp_date_words *words,
                           const nomenp_date_context *c,
                           nomenp_date_value *out) {
  const nomenp_when *base = NULL;
  bool is_known;

  out->form = NOMENP_FORM_WHEN;
  out->when = nomenp_when_unknown();
  if (words->unit == NOMENP_UNIT_NONE) { /* the period */
    base = mentioned(c, NOMENP_UNIT_QUARTER);
    if (base == NULL) base = &c->last;
    out->when = *base;
    is_known = base->precision != NOMEN_PRECISION_NONE &&
               nomenp_when_shift(base, relation_step(words->relation),
                                 NOMENP_UNIT_YEAR, &out->when);
  } else {
    if (is_of_mention(words->relation))
      base = relation_step(words->relation) != 0 &&
                     nomenp_when_widen(&c->last, words->unit, &out->when)
                 ? &c->last : mentioned(c, words->unit);
    if (base == NULL && is_of_mention(words->relation) &&
        words->unit == NOMENP_UNIT_QUARTER &&
        reported_quarter(c, &out->when))
      base = &out->when;
    if (base == NULL) base = base_of(c, words->relation);
    is_known = base != NULL &&
               nomenp_when_widen(base, words->unit, &out->when) &&
               nomenp_when_shift(&out->when, relation_step(words->relation),
                                 words->unit, &out->when);
  }
  if (!is_known) {
    leave_open(words->unit == NOMENP_UNIT_NONE ? NOMENP_UNIT_QUARTER : words->unit,
               out);
    return true;
  }
  out->filled = NOMEN_FILLED_YEAR;
  if (out->when.precision >= NOMEN_PRECISION_MONTH &&
      out->when.precision != NOMEN_PRECISION_WEEK)
    out->filled |= NOMEN_FILLED_MONTH;
  if (out->when.precision == NOMEN_PRECISION_WEEK)
    out->filled |= NOMEN_FILLED_WEEK;
  if (out->when.precision >= NOMEN_PRECISION_DAY)
    out->filled |= NOMEN_FILLED_DAY;
  return true;
}

/* Half a year is six months: a unit that counts whole; false if there is none. */
static bool whole_count(const nomenp_date_words *words, int64_t *count,
                        nomenp_time_unit *unit) {
  static const struct {
    uint8_t unit, finer;
    uint8_t count;
  } steps[] = {{NOMENP_UNIT_CENTURY, NOMENP_UNIT_YEAR, 100},
               {NOMENP_UNIT_DECADE, NOMENP_UNIT_YEAR, 10},
               {NOMENP_UNIT_YEAR, NOMENP_UNIT_MONTH, 12},
               {NOMENP_UNIT_DAY, NOMENP_UNIT_HOUR, 24},
               {NOMENP_UNIT_HOUR, NOMENP_UNIT_MINUTE, 60},
               {NOMENP_UNIT_MINUTE, NOMENP_UNIT_SECOND, 60}};

  *unit = words->unit;
  *count = words->hundredths / 100;
  if (words->hundredths % 100 == 0) return true;
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
    if (steps[i].unit == words->unit &&
        words->hundredths * steps[i].count % 100 == 0) {
      *unit = (nomenp_time_unit)steps[i].finer;
      *count = words->hundredths * steps[i].count / 100;
      return true;
    }
  return false;
}

/* "A year ago" among quarters, months or days is that quarter of last year. */
static const nomenp_when *compared(const nomenp_date_words *words,
                                   const nomenp_date_context *c) {
  if (words->unit != NOMENP_UNIT_YEAR || words->hundredths != 100 ||
      words->direction > 0)
    return NULL;
  if (c->quarter_is_near) return &c->mentions[NOMEN_PRECISION_QUARTER];
  if (c->last_is_near && (c->last.precision == NOMEN_PRECISION_HALF ||
                          (words->from_mention &&
                           c->last.precision > NOMEN_PRECISION_YEAR &&
                           c->last.precision <= NOMEN_PRECISION_DAY)))
    return &c->last;
  return NULL;
}

/* The instant a shift counts from. */
static const nomenp_when *shift_base(const nomenp_date_words *words,
                                     const nomenp_date_context *c) {
  if (words->from_mention) {
    const nomenp_when *day = &c->mentions[NOMEN_PRECISION_DAY];
    if (words->unit >= NOMENP_UNIT_HOUR) {
      if (c->mentions[NOMEN_PRECISION_MINUTE].precision != NOMEN_PRECISION_NONE)
        return &c->mentions[NOMEN_PRECISION_MINUTE];
      return NULL;
    }
    if (c->last.precision != NOMEN_PRECISION_NONE &&
        (words->unit <= NOMENP_UNIT_MONTH ||
         c->last.precision >= NOMEN_PRECISION_DAY))
      return &c->last;
    if (day->precision != NOMEN_PRECISION_NONE) return day;
  }
  return c->has_reference ? &c->reference : NULL;
}

static bool resolve_shift(const nomenp_date_words *words,
                          const nomenp_date_context *c,
                          nomenp_date_value *out) {
  const nomenp_when *same = compared(words, c), *base = shift_base(words, c);
  nomenp_time_unit unit;
  int64_t count;

  out->form = NOMENP_FORM_TEXT;
  out->text = words->direction < 0 ? "PAST_REF" : "FUTURE_REF";
  if (words->is_vague || !whole_count(words, &count, &unit)) return true;
  if (base == NULL) {
    leave_open(unit, out);
    if (words->when.precision >= NOMEN_PRECISION_PART) out->when = words->when;
    return true;
  }
  if (same != NULL) {
    out->form = NOMENP_FORM_WHEN;
    out->is_comparison = true;
    return nomenp_when_shift(same, -1, NOMENP_UNIT_YEAR, &out->when);
  }
  if (unit >= NOMENP_UNIT_HOUR && base->hour < 0) return true;
  if (!nomenp_when_shift(base, words->direction * count, unit, &out->when))
    return true;
  if (unit < NOMENP_UNIT_DAY &&
      !nomenp_when_widen(&out->when, unit == NOMENP_UNIT_FORTNIGHT
                                         ? NOMENP_UNIT_DAY : unit, &out->when))
    return true;
  if (unit == NOMENP_UNIT_DAY) {
    out->when.precision = NOMEN_PRECISION_DAY;
    out->when.hour = out->when.minute = out->when.second = NOMENP_UNKNOWN;
    out->when.part = NOMENP_UNKNOWN;
  }
  if (words->when.precision >= NOMEN_PRECISION_PART) { /* yesterday at noon */
    out->when.part = words->when.part;
    out->when.hour = words->when.hour;
    out->when.minute = words->when.minute;
    out->when.second = words->when.second;
    out->when.precision = words->when.precision;
  }
  out->form = NOMENP_FORM_WHEN;
  out->filled = filled_fields(&words->when, &out->when);
  return true;
}

/* The past three months end, the next two years begin at the reference date. */
static void bound_duration(const nomenp_date_words *words,
                           const nomenp_date_context *c,
                           nomenp_date_value *out) {
  int step = relation_step(words->relation);
  nomenp_time_unit unit;
  nomenp_when other;
  int64_t count;

  if (step == 0 || is_of_mention(words->relation) || !c->has_reference ||
      words->is_vague || words->duration.count != 1 ||
      !whole_count(words, &count, &unit))
    return;
  if (unit >= NOMENP_UNIT_HOUR && c->reference.hour < 0) return;
  if (!nomenp_when_shift(&c->reference, step * count, unit, &other)) return;
  if (unit < NOMENP_UNIT_HOUR) {
    nomenp_ymd day;
    if (!nomenp_when_first_day(&other, &day)) return;
    other = nomenp_when_of_day(day);
  }
  out->begin = step < 0 ? other : c->reference;
  out->end = step < 0 ? c->reference : other;
  if (unit < NOMENP_UNIT_HOUR) {
    out->begin.precision = out->end.precision = NOMEN_PRECISION_DAY;
  }
  out->has_bounds = true;
}

static bool resolve_year_ago(const nomenp_date_words *words,
                             const nomenp_date_context *c,
                             nomenp_date_value *out) {
  const nomenp_when *base = NULL;
  nomenp_when when;
  nomenp_date_words inner = *words;

  out->form = NOMENP_FORM_WHEN;
  if (words->when.precision != NOMEN_PRECISION_NONE) {
    if (!resolve_date(&inner, c, out)) return false;
    when = out->when;
    base = &when;
  } else if (words->unit != NOMENP_UNIT_NONE) {
    base = mentioned(c, words->unit);
    if (base == NULL && words->unit == NOMENP_UNIT_QUARTER &&
        reported_quarter(c, &when))
      base = &when;
  } else {
    base = mentioned(c, NOMENP_UNIT_QUARTER);
    if (base == NULL || (c->last_is_near &&
                         c->last.precision >= NOMEN_PRECISION_YEAR))
      base = &c->last;
  }
  if (base == NULL || !nomenp_when_is_full(base)) {
    if (!c->has_reference) {
      out->form = NOMENP_FORM_TEXT;
      out->text = "PAST_REF";
      return true;
    }
    if (!nomenp_when_widen(&c->reference, words->unit == NOMENP_UNIT_NONE
                                              ? NOMENP_UNIT_YEAR : words->unit,
                           &when))
      return false;
    base = &when;
  }
  out->filled = NOMEN_FILLED_YEAR;
  out->is_comparison = true;
  return nomenp_when_shift(base, -1, NOMENP_UNIT_YEAR, &out->when);
}

/* The n-th day, weekday, week or month of a month or year; nth -1 is the last. */
static bool nth_in(const nomenp_date_words *words, const nomenp_when *outer,
                   nomenp_when *out) {
  nomenp_ymd first, last, day;
  int n = words->nth, weekday = words->when.weekday;

  if (!nomenp_when_first_day(outer, &first) ||
      !nomenp_when_last_day(outer, &last))
    return false;
  day = n > 0 ? first : last;
  if (words->unit == NOMENP_UNIT_MONTH) {
    if (n > 0 && !nomenp_ymd_add_months(first, n - 1, &day)) return false;
  } else if (weekday > 0 || words->unit == NOMENP_UNIT_WEEKEND) {
    int aim = weekday > 0 ? weekday : 6;
    int off = n > 0 ? (aim - nomenp_ymd_weekday(day) + 7) % 7 + (n - 1) * 7
                    : -((nomenp_ymd_weekday(day) - aim + 7) % 7);
    if (!nomenp_ymd_add_days(day, off, &day)) return false;
  } else if (n > 0) {
    int step = words->unit == NOMENP_UNIT_WEEK ? 7 : 1;
    /* Week 1 of a year is ISO's: it holds 4 January. */
    if (step == 7 && outer->precision == NOMEN_PRECISION_YEAR) day.day = 4;
    if (!nomenp_ymd_add_days(day, (n - 1) * step, &day)) return false;
  }
  if (nomenp_ymd_compare(day, first) < 0 || nomenp_ymd_compare(day, last) > 0)
    return false;
  *out = nomenp_when_of_day(day);
  return words->unit == NOMENP_UNIT_DAY ||
         nomenp_when_widen(out, words->unit, out);
}

static bool resolve_nth(const nomenp_date_words *words,
                        const nomenp_date_context *c, nomenp_date_value *out) {
  nomenp_date_words inner = *words;
  bool is_known;

  inner.op = NOMENP_OP_DATE;
  inner.when.weekday = NOMENP_UNKNOWN;
  inner.unit = words->outer;
  if (words->when.month > 0 || words->when.year > 0) {
    inner.when.precision = words->when.month > 0 ? NOMEN_PRECISION_MONTH
                                                 : NOMEN_PRECISION_YEAR;
    inner.unit = NOMENP_UNIT_NONE;
    is_known = resolve_date(&inner, c, out);
  } else {
    if (inner.relation == NOMENP_RELATION_NONE)
      inner.relation = NOMENP_RELATION_THIS;
    is_known = resolve_period(&inner, c, out);
  }
  if (!is_known) return false;
  if (out->form == NOMENP_FORM_WHEN && nomenp_when_is_full(&out->when))
    return nth_in(words, &out->when, &out->when);
  out->form = NOMENP_FORM_WHEN;
  out->when = nomenp_when_unknown();
  out->when.precision = words->unit == NOMENP_UNIT_MONTH ? NOMEN_PRECISION_MONTH
                        : words->unit == NOMENP_UNIT_DAY ? NOMEN_PRECISION_DAY
                                                         : NOMEN_PRECISION_WEEK;
  out->when.month = words->unit == NOMENP_UNIT_DAY ? words->when.month
                                                   : NOMENP_UNKNOWN;
  return true;
}

static bool resolve_set(const nomenp_date_words *words, nomenp_date_value *out) {
  if (words->fixed != NULL) {
    out->form = NOMENP_FORM_TEXT;
  } else if (words->when.precision != NOMEN_PRECISION_NONE) {
    out->form = NOMENP_FORM_WHEN;
    out->when = words->when;
  } else {
    out->form = NOMENP_FORM_DURATION;
    out->duration = words->duration;
    return words->duration.count > 0;
  }
  return true;
}

bool nomenp_date_resolve(const nomenp_date_words *words,
                         const nomenp_date_context *context,
                         nomenp_date_value *out) {
  *out = (nomenp_date_value){0};
  out->when = nomenp_when_unknown();
  switch (words->op) {
    case NOMENP_OP_DATE: return resolve_date(words, context, out);
    case NOMENP_OP_PERIOD: return resolve_period(words, context, out);
    case NOMENP_OP_SHIFT: return resolve_shift(words, context, out);
    case NOMENP_OP_YEAR_AGO: return resolve_year_ago(words, context, out);
    case NOMENP_OP_NTH: return resolve_nth(words, context, out);
    case NOMENP_OP_SET: return resolve_set(words, out);
    case NOMENP_OP_FIXED: out->form = NOMENP_FORM_TEXT; return true;
    case NOMENP_OP_DURATION:
      out->form = NOMENP_FORM_DURATION;
      out->duration = words->duration;
      bound_duration(words, context, out);
      return true;
    default: return false;
  }
}
