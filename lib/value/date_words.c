/* SPDX-License-Identifier: MIT */
/* From captures to fields; no word of English stands here, but in the tables. */
#include "value/date_words.h"

#include <string.h>

static const char *const slot_names[NOMENP_SLOT_COUNT] = {
    "mod",    "stage",  "rel",     "yrel",   "num",     "num2",   "num3",   "unit",
    "unit2",  "unit3",  "to",     "orso",    "dir",    "month",   "day",    "year",
    "wday",   "ord",    "quarter", "half",   "week",    "season", "part",
    "hour",   "minute", "second",  "clock",  "decade",  "century", "era",
    "holiday", "shift", "fixed",   "first",  "secondpart", "tail",
    "past",   "pastto"};

void nomenp_date_slots_init(nomenp_date_slots *slots,
                            const nomenp_patterns *patterns,
                            const nomenp_date_tables *tables) {
  for (int i = 0; i < NOMENP_SLOT_COUNT; i++)
    slots->capture[i] = nomenp_patterns_capture(patterns, slot_names[i]);
  slots->tables = tables;
}

nomenp_date_op nomenp_date_op_read(const char *name) {
  static const char *const names[] = {"",    "date", "period", "shift", "duration",
                                      "set", "fixed", "year-ago", "nth"};
  for (size_t i = 1; name != NULL && i < sizeof names / sizeof *names; i++)
    if (strcmp(name, names[i]) == 0) return (nomenp_date_op)i;
  return NOMENP_OP_NONE;
}

typedef struct reader {
  const nomenp_date_slots *slots;
  const uint8_t *bytes;
  const nomenp_match *match;
  nomenp_date_words *out;
} reader;

static bool take(const reader *r, nomenp_date_slot slot, const char **text,
                 size_t *size) {
  const nomenp_capture *c =
      nomenp_match_capture(r->match, r->slots->capture[slot]);
  if (c == NULL || c->end <= c->start) return false;
  *text = (const char *)r->bytes + c->start;
  *size = c->end - c->start;
  return true;
}

static const nomenp_date_entry *look_up(const reader *r, nomenp_date_slot slot,
                                        nomenp_date_table_id table) {
  const char *text;
  size_t size;
  if (!take(r, slot, &text, &size)) return NULL;
  return nomenp_date_table_find(r->slots->tables, table, text, size);
}

static bool take_ordinal(const reader *r, nomenp_date_slot slot,
                         nomenp_date_table_id table, int *out) {
  const char *text;
  size_t size;
  const nomenp_date_entry *entry;

  if (!take(r, slot, &text, &size)) return false;
  entry = nomenp_date_table_find(r->slots->tables, table, text, size);
  if (entry != NULL)
    *out = entry->number;
  else
    return nomenp_date_ordinal(r->slots->tables, text, size, out);
  return true;
}

/* The index of an entry's text in a list, or -1. */
static int one_of(const nomenp_date_entry *entry, const char *const *list,
                  size_t count) {
  for (size_t i = 0; entry != NULL && i < count; i++)
    if (nomenp_date_entry_is(entry, list[i])) return (int)i;
  return -1;
}
#define ONE_OF(entry, list) one_of(entry, list, sizeof(list) / sizeof *(list))

static nomenp_time_unit read_unit(const nomenp_date_entry *entry) {
  static const char *const names[] = {"ML", "CE", "DE", "Y", "H",  "Q",  "SE", "M",
                                      "WW", "W",  "WE", "D", "DP", "TH", "TM", "TS"};
  int at = ONE_OF(entry, names);
  return at < 0 ? NOMENP_UNIT_NONE : (nomenp_time_unit)at;
}

static nomenp_relation read_relation(const nomenp_date_entry *entry) {
  static const char *const names[] = {"none", "last",     "this",     "next",
                                      "that", "previous", "following"};
  int at = ONE_OF(entry, names);
  return at < 0 ? NOMENP_RELATION_NONE : (nomenp_relation)at;
}

/* A modifier of TIMEX3 as a static string. */
static const char *read_modifier(const nomenp_date_entry *entry) {
  static const char *const names[] = {
      "approx",      "start",     "mid",       "end",           "before",
      "after",       "less_than", "more_than", "equal_or_less", "equal_or_more",
      "on_or_before", "on_or_after"};
  int at = ONE_OF(entry, names);
  return at < 0 ? NULL : names[at];
}

static void read_modifiers(const reader *r) {
  static const nomenp_date_slot slots[] = {NOMENP_SLOT_ORSO, NOMENP_SLOT_TAIL,
                                           NOMENP_SLOT_MOD, NOMENP_SLOT_STAGE};
  for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) {
    const char *modifier =
        read_modifier(look_up(r, slots[i], NOMENP_TABLE_MODIFIER));
    if (modifier != NULL) r->out->modifier = modifier;
  }
}

/* "Half past seven", "ten to nine". */
static void read_past(const reader *r, nomenp_when *when) {
  const char *text, *which;
  size_t size, which_size;
  int64_t amount;
  int minutes = 15; /* a quarter */

  if (!take(r, NOMENP_SLOT_PAST, &text, &size) ||
      !take(r, NOMENP_SLOT_PASTTO, &which, &which_size) || when->hour < 0)
    return;
  if (nomenp_date_amount(text, size, &amount))
    minutes = amount < 100 ? (int)(amount * 60 / 100) : (int)(amount / 100);
  if (minutes < 0 || minutes > 59) minutes = 60; /* refused with the others */
  when->minute = minutes;
  if (which_size == 2 && minutes > 0) { /* to */
    when->hour = when->hour == 0 ? 23 : when->hour - 1;
    when->minute = 60 - minutes;
  }
}

/* "noon", "p.m.": sets the hour, or moves one that was said. */
static bool read_clock(const reader *r) {
  static const char *const names[] = {"am", "pm"};
  nomenp_when *when = &r->out->when;
  const nomenp_date_entry *entry = look_up(r, NOMENP_SLOT_CLOCK,
                                           NOMENP_TABLE_CLOCK);
  int half = ONE_OF(entry, names), until;

  take_ordinal(r, NOMENP_SLOT_HOUR, NOMENP_TABLE_COUNT, &when->hour);
  take_ordinal(r, NOMENP_SLOT_MINUTE, NOMENP_TABLE_COUNT, &when->minute);
  take_ordinal(r, NOMENP_SLOT_SECOND, NOMENP_TABLE_COUNT, &when->second);
  read_past(r, when);
  if (half >= 0) {
    if (when->hour < 1 || when->hour > 12) return false;
    /* "10 to 2 p.m.": what is shared is said of the end, and noon lies between. */
    if (take_ordinal(r, NOMENP_SLOT_TO, NOMENP_TABLE_COUNT, &until) &&
        until % 12 < when->hour % 12)
      half = 1 - half;
    when->hour = when->hour % 12 + 12 * half;
  } else if (entry != NULL) {
    when->hour = entry->number; /* noon, midnight */
  }
  if (when->hour < 0) return true;
  /* "nine o'clock in the evening" */
  if (when->hour < 12 && half < 0 && nomenp_part_is_late(when->part, when->hour))
    when->hour += 12;
  when->part = NOMENP_UNKNOWN;
  when->precision = when->second >= 0 ? NOMEN_PRECISION_SECOND
                                      : NOMEN_PRECISION_MINUTE;
  if (when->minute < 0) when->minute = 0;
  return when->hour <= 24 && when->minute <= 59 && when->second <= 60;
}

static bool read_year(const reader *r) {
  nomenp_when *when = &r->out->when;
  const char *text;
  size_t size;

  if (!take(r, NOMENP_SLOT_YEAR, &text, &size)) return true;
  return nomenp_date_year(text, size, &when->year, &r->out->year_is_short);
}

/* "1980s", "'80s", "eighties": only the digit of a decade, without a century, is
 * short. */
static bool read_decade(const reader *r) {
  const char *text;
  size_t size;
  const nomenp_date_entry *entry = look_up(r, NOMENP_SLOT_DECADE,
                                           NOMENP_TABLE_DECADE);
  nomenp_when *when = &r->out->when;
  int year;

  if (!take(r, NOMENP_SLOT_DECADE, &text, &size)) return true;
  when->precision = NOMEN_PRECISION_DECADE;
  if (entry != NULL) {
    when->year = entry->number;
    r->out->year_is_short = true;
    /* "nineteen eighties" */
    if (take_ordinal(r, NOMENP_SLOT_CENTURY, NOMENP_TABLE_COUNT, &year)) {
      when->year += year * 10;
      r->out->year_is_short = false;
    }
    return true;
  }
  if (!nomenp_date_year(text, size, &year, &r->out->year_is_short) ||
      year % 10 != 0)
    return false;
  when->year = year / 10;
  return true;
}

static bool read_century(const reader *r) {
  nomenp_when *when = &r->out->when;
  int number;

  if (when->precision == NOMEN_PRECISION_DECADE) return true;
  if (!take_ordinal(r, NOMENP_SLOT_CENTURY, NOMENP_TABLE_COUNT, &number))
    return true;
  if (number < 1 || number > 99) return false;
  when->precision = NOMEN_PRECISION_CENTURY;
  when->year = number - 1;
  return true;
}

static void refine(nomenp_when *when, nomen_precision precision) {
  if (when->precision < precision) when->precision = precision;
}

/* "Q3", "third", "1st", "2Q": the ordinal or the digit in it. */
static bool read_nth(const reader *r, nomenp_date_slot slot, int most, int *out) {
  const char *text;
  size_t size;
  int number = 0;

  if (!take(r, slot, &text, &size)) return true;
  for (size_t i = 0; i < size; i++)
    if (text[i] >= '0' && text[i] <= '9' && number < 100)
      number = number * 10 + text[i] - '0';
  if (number == 0 &&
      !nomenp_date_ordinal(r->slots->tables, text, size, &number))
    return false;
  if (number == -1) number = most;
  *out = number;
  return number >= 1 && number <= most;
}

static bool read_calendar(const reader *r, bool day_first) {
  static const char *const seasons[] = {"SP", "SU", "FA", "WI"};
  static const char *const parts[] = {"MO", "MI", "AF", "EV", "NI", "DT"};
  nomenp_when *when = &r->out->when;
  int season, part, first, second;

  if (!read_year(r)) return false;
  if (when->year >= 0) when->precision = NOMEN_PRECISION_YEAR;
  if (!read_decade(r) || !read_century(r)) return false;
  season = ONE_OF(look_up(r, NOMENP_SLOT_SEASON, NOMENP_TABLE_SEASON), seasons);
  if (season >= 0) {
    when->season = season;
    when->precision = NOMEN_PRECISION_SEASON;
  }
  if (!read_nth(r, NOMENP_SLOT_HALF, 2, &when->half) ||
      !read_nth(r, NOMENP_SLOT_QUARTER, 4, &when->quarter) ||
      !read_nth(r, NOMENP_SLOT_WEEK, 53, &when->week))
    return false;
  if (when->half > 0) refine(when, NOMEN_PRECISION_HALF);
  if (when->quarter > 0) refine(when, NOMEN_PRECISION_QUARTER);
  if (when->week > 0) refine(when, NOMEN_PRECISION_WEEK);
  if (take_ordinal(r, NOMENP_SLOT_MONTH, NOMENP_TABLE_MONTH, &when->month))
    refine(when, NOMEN_PRECISION_MONTH);
  if (take_ordinal(r, NOMENP_SLOT_DAY, NOMENP_TABLE_COUNT, &when->day))
    refine(when, NOMEN_PRECISION_DAY);
  /* 12/06/2011: either may be the month; what cannot be is the day. */
  if (take_ordinal(r, NOMENP_SLOT_FIRST, NOMENP_TABLE_COUNT, &first) &&
      take_ordinal(r, NOMENP_SLOT_SECONDPART, NOMENP_TABLE_COUNT, &second)) {
    bool swap = day_first ? second <= 12 : first > 12;
    when->month = swap ? second : first;
    when->day = swap ? first : second;
    refine(when, NOMEN_PRECISION_DAY);
  }
  if (take_ordinal(r, NOMENP_SLOT_WEEKDAY, NOMENP_TABLE_WEEKDAY,
                   &when->weekday))
    refine(when, when->weekday >= NOMENP_WEEKEND ? NOMEN_PRECISION_WEEK
                                                 : NOMEN_PRECISION_DAY);
  part = ONE_OF(look_up(r, NOMENP_SLOT_PART, NOMENP_TABLE_PART), parts);
  if (part >= 0) {
    when->part = part;
    when->precision = NOMEN_PRECISION_PART;
  }
  if (!read_clock(r)) return false;
  r->out->is_impossible = !nomenp_when_is_possible(when);
  return !r->out->is_impossible;
}

/* Amounts: "two", "a couple of" (with what it counts as), "several" (vague). */
static bool read_amount(const reader *r, nomenp_date_slot slot,
                        int64_t *hundredths, bool *is_vague) {
  const nomenp_date_entry *vague = look_up(r, slot, NOMENP_TABLE_VAGUE);
  const char *text;
  size_t size;

  *is_vague = false;
  if (!take(r, slot, &text, &size)) return false;
  if (vague != NULL) {
    *hundredths = (int64_t)vague->number * 100;
    *is_vague = vague->number == 0;
    if (vague->number < 0) { /* about so many */
      *hundredths = -*hundredths;
      r->out->modifier = "approx";
    }
    return true;
  }
  return nomenp_date_amount(text, size, hundredths);
}

/* "3 hours, 15 minutes and 20 seconds": a further part, if it is said. */
static bool read_span_part(const reader *r, nomenp_date_slot number,
                      nomenp_date_slot unit) {
  nomenp_duration *d = &r->out->duration;
  nomenp_time_unit of = read_unit(look_up(r, unit, NOMENP_TABLE_UNIT));
  int64_t more;
  bool is_vague;

  if (of == NOMENP_UNIT_NONE || !read_amount(r, number, &more, &is_vague) ||
      is_vague)
    return false;
  d->parts[d->count].hundredths = more;
  d->parts[d->count++].unit = of;
  return true;
}

static bool read_span(const reader *r) {
  nomenp_date_words *w = r->out;
  int64_t more;
  bool is_vague;

  w->unit = read_unit(look_up(r, NOMENP_SLOT_UNIT, NOMENP_TABLE_UNIT));
  if (w->unit == NOMENP_UNIT_NONE) return w->op != NOMENP_OP_DURATION;
  if (!read_amount(r, NOMENP_SLOT_NUM, &w->hundredths, &w->is_vague)) {
    const char *text;
    size_t size;
    if (take(r, NOMENP_SLOT_NUM, &text, &size)) return false;
    /* Without a number bare "years" are vague; an empty one is one: "all day". */
    if (w->op == NOMENP_OP_DURATION &&
        nomenp_match_capture(r->match,
                             r->slots->capture[NOMENP_SLOT_NUM]) == NULL)
      w->is_vague = true;
    w->hundredths = 100;
  }
  /* "Years ago": so many that none is said. */
  if (w->op == NOMENP_OP_SHIFT && w->relation == NOMENP_RELATION_NONE &&
      nomenp_match_capture(r->match, r->slots->capture[NOMENP_SLOT_NUM]) == NULL)
    w->is_vague = true;
  w->duration.count = 1;
  w->duration.is_vague = w->is_vague;
  w->duration.parts[0].hundredths = w->hundredths;
  w->duration.parts[0].unit = w->unit;
  if (read_span_part(r, NOMENP_SLOT_NUM2, NOMENP_SLOT_UNIT2)) {
    read_span_part(r, NOMENP_SLOT_NUM3, NOMENP_SLOT_UNIT3);
  } else if (look_up(r, NOMENP_SLOT_UNIT2, NOMENP_TABLE_UNIT) == NULL &&
             !w->is_vague &&
             read_amount(r, NOMENP_SLOT_NUM2, &more, &is_vague) && more < 100) {
    w->hundredths += more; /* a year and a half */
    w->duration.parts[0].hundredths = w->hundredths;
  } else if (read_amount(r, NOMENP_SLOT_TO, &more, &is_vague)) {
    w->is_vague = w->duration.is_vague = true; /* 12 to 18 months */
  }
  return true;
}

/* ago, earlier, later, from now: the sign, and from where. */
static void read_direction(const reader *r) {
  const nomenp_date_entry *entry = look_up(r, NOMENP_SLOT_DIR,
                                           NOMENP_TABLE_DIRECTION);
  nomenp_date_words *w = r->out;

  w->direction = -1;
  if (entry != NULL && w->op == NOMENP_OP_DURATION) w->op = NOMENP_OP_SHIFT;
  if (nomenp_date_entry_is(entry, "earlier") ||
      nomenp_date_entry_is(entry, "later"))
    w->from_mention = true;
  if (nomenp_date_entry_is(entry, "later") ||
      nomenp_date_entry_is(entry, "hence"))
    w->direction = 1;
}

/* "The last week of July": which, and of what; the unit is read already. */
static void read_nth_of(const reader *r) {
  nomenp_date_words *w = r->out;
  const char *text;
  size_t size;

  if (!take(r, NOMENP_SLOT_ORDINAL, &text, &size) ||
      !nomenp_date_ordinal(r->slots->tables, text, size, &w->nth))
    w->nth = 0;
  w->outer = read_unit(look_up(r, NOMENP_SLOT_UNIT2, NOMENP_TABLE_UNIT));
  if (w->outer == NOMENP_UNIT_NONE)
    w->outer = w->when.month > 0 ? NOMENP_UNIT_MONTH : NOMENP_UNIT_YEAR;
  if (w->when.weekday > 0 || w->unit == NOMENP_UNIT_NONE)
    w->unit = NOMENP_UNIT_DAY;
}

static void settle_kind(nomenp_date_words *w) {
  w->kind = NOMEN_DATE_DATE;
  if (w->op == NOMENP_OP_DURATION) w->kind = NOMEN_DATE_DURATION;
  if (w->op == NOMENP_OP_SET) w->kind = NOMEN_DATE_SET;
  if ((w->op == NOMENP_OP_DATE && w->when.precision >= NOMEN_PRECISION_PART) ||
      (w->op == NOMENP_OP_SHIFT && w->unit >= NOMENP_UNIT_HOUR &&
       w->unit <= NOMENP_UNIT_SECOND))
    w->kind = NOMEN_DATE_TIME;
}

bool nomenp_date_words_read(const nomenp_date_slots *slots, nomenp_date_op op,
                            const uint8_t *bytes, const nomenp_match *match,
                            bool day_first, nomenp_date_words *out) {
  reader r = {slots, bytes, match, out};
  const nomenp_date_entry *shift;

  *out = (nomenp_date_words){0};
  out->op = op;
  out->when = nomenp_when_unknown();
  out->unit = NOMENP_UNIT_NONE;
  out->relation =
      read_relation(look_up(&r, NOMENP_SLOT_REL, NOMENP_TABLE_RELATION));
  out->year_relation =
      read_relation(look_up(&r, NOMENP_SLOT_YREL, NOMENP_TABLE_RELATION));
  if (!read_calendar(&r, day_first) || !read_span(&r)) return false;
  read_modifiers(&r);
  read_direction(&r);
  if (op == NOMENP_OP_FIXED)
    out->fixed = look_up(&r, NOMENP_SLOT_FIXED, NOMENP_TABLE_FIXED);
  else if (op == NOMENP_OP_SET)
    out->fixed = look_up(&r, NOMENP_SLOT_FIXED, NOMENP_TABLE_RECURRING);
  else if (op == NOMENP_OP_DATE)
    out->fixed = look_up(&r, NOMENP_SLOT_HOLIDAY, NOMENP_TABLE_HOLIDAY);
  if (op == NOMENP_OP_NTH) read_nth_of(&r);
  shift = look_up(&r, NOMENP_SLOT_SHIFT, NOMENP_TABLE_SHIFT);
  if (shift != NULL && out->unit != NOMENP_UNIT_NONE) {
    out->is_from_day = true; /* two weeks after tomorrow */
    out->from_days = shift->number;
    shift = NULL;
  }
  if (shift != NULL) { /* yesterday, tonight: so many days from the reference */
    out->op = NOMENP_OP_SHIFT;
    out->unit = NOMENP_UNIT_DAY;
    out->direction = shift->number < 0 ? -1 : 1;
    out->hundredths = (shift->number < 0 ? -shift->number : shift->number) * 100;
  }
  if (out->fixed != NULL && op == NOMENP_OP_DATE)
    refine(&out->when, NOMEN_PRECISION_DAY);
  settle_kind(out);
  if (shift != NULL && out->when.precision >= NOMEN_PRECISION_PART)
    out->kind = NOMEN_DATE_TIME;
  if (op == NOMENP_OP_FIXED) return out->fixed != NULL;
  if (op == NOMENP_OP_NTH) return out->nth != 0 && out->nth <= 366;
  return op != NOMENP_OP_DATE || out->op == NOMENP_OP_SHIFT ||
         out->when.precision != NOMEN_PRECISION_NONE;
}

static void append_text(char *out, const char *text) {
  size_t size = strlen(out), more = strlen(text);
  if (size + more < NOMENP_TIMEX_SIZE) memcpy(out + size, text, more + 1);
}

void nomenp_date_words_write(const nomenp_date_words *words, char *out) {
  static const char *const anchors[] = {"",          "reference", "reference",
                                        "reference", "mentioned", "mentioned",
                                        "mentioned"};
  static const char *const places[] = {"",         " before ", " in ", " after ",
                                       " in ",     " before ", " after "};
  static const char *const signs[] = {"", "-", "+", "+", "+", "-", "+"};
  nomenp_duration duration = words->duration;
  char text[NOMENP_TIMEX_SIZE];
  nomenp_when when = words->when;

  out[0] = '\0';
  if (words->op == NOMENP_OP_DATE) {
    if (words->year_is_short) when.year = NOMENP_UNKNOWN;
    nomenp_timex_write(&when, out);
    if (words->relation == NOMENP_RELATION_NONE) return;
    append_text(out, places[words->relation]);
    append_text(out, anchors[words->relation]);
    return;
  }
  if (words->op == NOMENP_OP_PERIOD) {
    append_text(out, anchors[words->relation]);
    append_text(out, signs[words->relation]);
    duration.count = 1;
    duration.is_vague = false;
    duration.parts[0].unit = words->unit;
    duration.parts[0].hundredths =
        words->relation == NOMENP_RELATION_THIS ||
                words->relation == NOMENP_RELATION_THAT ? 0 : 100;
  } else if (words->op == NOMENP_OP_SHIFT) {
    append_text(out, words->from_mention ? "mentioned" : "reference");
    if (words->from_days != 0)
      append_text(out, words->from_days < 0 ? "-P1D" : "+P1D");
    append_text(out, words->direction < 0 ? "-" : "+");
    if (duration.count == 0) {
      duration.count = 1;
      duration.parts[0].unit = words->unit;
      duration.parts[0].hundredths = words->hundredths;
    }
  } else if (words->fixed != NULL && words->fixed->size < sizeof text) {
    memcpy(text, words->fixed->text, words->fixed->size);
    text[words->fixed->size] = '\0';
    append_text(out, text);
    return;
  }
  if (nomenp_timex_write_duration(&duration, text)) append_text(out, text);
}
