/* SPDX-License-Identifier: MIT */
/* Resolving, operation by operation; what was not said is filled in date_fill.c. */
#include "value/date_resolve.h"

#include "value/date_fill.h"

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

/* "July last year", "next year's first quarter". */
static bool related_year(const nomenp_date_words *words,
                         const nomenp_date_context *c, int *year) {
  const nomenp_when *base = nomenp_date_base(c, words->year_relation);
  nomenp_ymd from;

  if (base == NULL || !nomenp_when_first_day(base, &from)) return false;
  *year = from.year + nomenp_relation_step(words->year_relation);
  return *year >= NOMENP_YEAR_MIN && *year <= NOMENP_YEAR_MAX;
}

static uint32_t filled_fields(const nomenp_when *said, const nomenp_when *got) {
  uint32_t filled = 0;
  if (said->year != got->year) filled |= NOMEN_FILLED_YEAR;
  if (said->month != got->month) filled |= NOMEN_FILLED_MONTH;
  if (said->day != got->day) filled |= NOMEN_FILLED_DAY;
  if (said->week != got->week) filled |= NOMEN_FILLED_WEEK;
  return filled;
}

/* "The week of Sept. 16", "the new year" are periods about a day; the weekend of a
 * holiday is the nearest: that before a Monday, behind a Thursday. */
static bool widen_to_unit(const nomenp_date_words *words, nomenp_when *when) {
  nomenp_time_unit unit = words->unit;

  if (words->fixed != NULL && words->when.weekday == NOMENP_WEEKEND) {
    when->weekday = NOMENP_UNKNOWN;
    return nomenp_when_shift(when, -3, NOMENP_UNIT_DAY, when) &&
           nomenp_when_widen(when, NOMENP_UNIT_WEEKEND, when);
  }
  if (when->precision != NOMEN_PRECISION_DAY || words->when.weekday > 0)
    return true;
  return (unit != NOMENP_UNIT_YEAR && unit != NOMENP_UNIT_WEEK &&
          unit != NOMENP_UNIT_WEEKEND) ||
         nomenp_when_widen(when, unit, when);
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
      if (!nomenp_date_in_year(words, year, &when)) /* no table goes so far */
        when.month = when.day = NOMENP_UNKNOWN;
    } else {
      when.year = year;
    }
  } else if (year < 0 && !nomenp_date_fill(words, c, &when)) {
    when = words->when;
  }
  /* "The 1988 period": the one of the quarter spoken of. */
  if (words->unit == NOMENP_UNIT_QUARTER && when.precision == NOMEN_PRECISION_YEAR &&
      c->mentions[NOMEN_PRECISION_QUARTER].quarter > 0) {
    when.quarter = c->mentions[NOMEN_PRECISION_QUARTER].quarter;
    when.precision = NOMEN_PRECISION_QUARTER;
    out->is_comparison = true;
  }
  if (nomenp_when_is_full(&when) && !widen_to_unit(words, &when)) return false;
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
    nomenp_when reported;
    base = mentioned(c, NOMENP_UNIT_QUARTER);
    if (base == NULL) base = &c->last;
    if (base->precision >= NOMEN_PRECISION_DAY && reported_quarter(c, &reported))
      base = &reported; /* the quarter that ended then */
    out->when = *base;
    is_known = base->precision != NOMEN_PRECISION_NONE &&
               nomenp_when_shift(base, nomenp_relation_step(words->relation),
                                 NOMENP_UNIT_YEAR, &out->when);
  } else {
    if (nomenp_relation_is_of_mention(words->relation))
      base = nomenp_relation_step(words->relation) != 0 &&
                     nomenp_when_widen(&c->last, words->unit, &out->when)
                 ? &c->last : mentioned(c, words->unit);
    if (base == NULL && words->relation == NOMENP_RELATION_THAT &&
        words->unit == NOMENP_UNIT_QUARTER &&
        reported_quarter(c, &out->when))
      base = &out->when;
    if (base == NULL) base = nomenp_date_base(c, words->relation);
    is_known = base != NULL &&
               nomenp_when_widen(base, words->unit, &out->when) &&
               nomenp_when_shift(&out->when, nomenp_relation_step(words->relation),
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
      return c->reference.hour >= 0 ? &c->reference : NULL;
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
  nomenp_when from;
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
  if (words->is_from_day) {
    if (!nomenp_when_shift(base, words->from_days, NOMENP_UNIT_DAY, &from))
      return true;
    base = &from;
  }
  if (unit >= NOMENP_UNIT_HOUR && base->hour < 0) return true;
  if (!nomenp_when_shift(base, words->direction * count, unit, &out->when))
    return true;
  for (size_t i = 1; i < words->duration.count; i++) { /* and two months */
    unit = words->duration.parts[i].unit;
    count = words->duration.parts[i].hundredths / 100;
    if (unit >= NOMENP_UNIT_HOUR && base->hour < 0) break;
    if (!nomenp_when_shift(&out->when, words->direction * count, unit,
                           &out->when))
      return true;
  }
  if (unit < NOMENP_UNIT_DAY && !words->is_from_day &&
      !nomenp_when_widen(&out->when, unit == NOMENP_UNIT_FORTNIGHT
                                         ? NOMENP_UNIT_DAY : unit, &out->when))
    return true;
  if (unit == NOMENP_UNIT_DAY || words->is_from_day) {
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
  int step = nomenp_relation_step(words->relation);
  nomenp_time_unit unit;
  nomenp_when other;
  int64_t count;

  if (step == 0 || nomenp_relation_is_of_mention(words->relation) || !c->has_reference ||
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
                         c->last.precision >= NOMEN_PRECISION_YEAR &&
                         (c->last.precision < NOMEN_PRECISION_DAY ||
                          !c->quarter_is_near)))
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
  } else if (words->unit == NOMENP_UNIT_WEEK &&
             outer->precision == NOMEN_PRECISION_YEAR) {
    day.day = 28; /* and its last one holds 28 December */
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
