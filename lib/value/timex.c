/* SPDX-License-Identifier: MIT */
/* Digits and letters of TIMEX3, into a buffer that is long enough by design: each
 * value has at most eight fields of at most twenty bytes that cannot all be there. */
#include "value/timex.h"

#include <string.h>

typedef struct writer {
  char *out;
  size_t size;
} writer;

static void put(writer *w, const char *text) {
  for (; *text != '\0' && w->size + 1 < NOMENP_TIMEX_SIZE; text++)
    w->out[w->size++] = *text;
  w->out[w->size] = '\0';
}

/* At least `digits` digits; a negative value as that many X. */
static void put_field(writer *w, int64_t value, int digits) {
  char text[24];
  int at = (int)sizeof text - 1;

  text[at] = '\0';
  if (value < 0) {
    for (; digits > 0; digits--) text[--at] = 'X';
  } else {
    for (; digits > 0 || value > 0; digits--, value /= 10)
      text[--at] = (char)('0' + value % 10);
  }
  put(w, text + at);
}

static void put_clock(writer *w, const nomenp_when *when) {
  put(w, "T");
  put_field(w, when->hour, 2);
  if (when->precision >= NOMEN_PRECISION_MINUTE || when->hour == 24) {
    put(w, ":");
    put_field(w, when->minute < 0 && when->hour >= 0 ? 0 : when->minute, 2);
  }
  if (when->precision >= NOMEN_PRECISION_SECOND) {
    put(w, ":");
    put_field(w, when->second, 2);
  }
}

static void put_weekday(writer *w, int weekday) {
  put(w, "-");
  if (weekday == NOMENP_WEEKEND)
    put(w, "WE");
  else if (weekday == NOMENP_WEEKDAYS)
    put(w, "WD");
  else
    put_field(w, weekday, 1);
}

static void put_day(writer *w, const nomenp_when *when) {
  put_field(w, when->year, 4);
  if (when->month < 0 && when->day < 0 && when->weekday > 0) {
    put(w, "-W");
    put_field(w, when->week, 2);
    put_weekday(w, when->weekday);
  } else {
    put(w, "-");
    put_field(w, when->month, 2);
    put(w, "-");
    put_field(w, when->day, 2);
  }
}

static void put_letters(writer *w, int which, const char *letters) {
  char text[3] = {'X', 'X', '\0'};
  if (which >= 0) memcpy(text, letters + which * 2, 2);
  put(w, text);
}

void nomenp_timex_write(const nomenp_when *when, char *out) {
  writer w = {out, 0};

  out[0] = '\0';
  switch (when->precision) {
    case NOMEN_PRECISION_NONE: return;
    case NOMEN_PRECISION_CENTURY: put_field(&w, when->year, 2); return;
    case NOMEN_PRECISION_DECADE: put_field(&w, when->year, 3); return;
    case NOMEN_PRECISION_DAY: put_day(&w, when); return;
    case NOMEN_PRECISION_PART:
      put_day(&w, when);
      put(&w, "T");
      put_letters(&w, when->part, "MOMIAFEVNIDT");
      return;
    case NOMEN_PRECISION_HOUR:
    case NOMEN_PRECISION_MINUTE:
    case NOMEN_PRECISION_SECOND:
      put_day(&w, when);
      put_clock(&w, when);
      return;
    default: break;
  }
  put_field(&w, when->year, 4);
  switch (when->precision) {
    case NOMEN_PRECISION_SEASON:
      put(&w, "-");
      put_letters(&w, when->season, "SPSUFAWI");
      break;
    case NOMEN_PRECISION_HALF:
      put(&w, "-H");
      put_field(&w, when->half, 1);
      break;
    case NOMEN_PRECISION_QUARTER:
      put(&w, "-Q");
      put_field(&w, when->quarter, 1);
      break;
    case NOMEN_PRECISION_MONTH:
      put(&w, "-");
      put_field(&w, when->month, 2);
      break;
    case NOMEN_PRECISION_WEEK:
      put(&w, "-W");
      put_field(&w, when->week, 2);
      if (when->weekday >= NOMENP_WEEKEND) put_weekday(&w, when->weekday);
      break;
    default: break; /* a year */
  }
}

/* The letter of a unit, and of how many of the letter's units it is made. */
typedef struct unit_letter {
  char letter[3];
  bool is_clock;
  int16_t factor;
} unit_letter;

static const unit_letter letters[] = {
    {"Y", false, 1000}, {"Y", false, 100}, {"Y", false, 10}, {"Y", false, 1},
    {"M", false, 6},    {"Q", false, 1},   {"M", false, 3},  {"M", false, 1},
    {"W", false, 2},    {"W", false, 1},   {"WE", false, 1}, {"D", false, 1},
    {"D", false, 1},    {"H", true, 1},    {"M", true, 1},   {"S", true, 1}};

/* The letter of what a vague amount is counted in: "decades" are PXDE. */
static const char vague_letters[][3] = {"ML", "CE", "DE", "Y", "H", "Q",
                                        "M",  "M",  "W",  "W", "WE", "D",
                                        "D",  "H",  "M",  "S"};

static void put_amount(writer *w, int64_t hundredths) {
  put_field(w, hundredths / 100, 1);
  if (hundredths % 100 == 0) return;
  put(w, ".");
  if (hundredths % 10 == 0)
    put_field(w, hundredths % 100 / 10, 1);
  else
    put_field(w, hundredths % 100, 2);
}

/* Half a year is six months, half an hour 30 minutes: the rest of an amount, as
 * one of the next finer unit where that is whole. */
static nomenp_time_unit finer(nomenp_time_unit unit, int *count) {
  switch (unit) {
    case NOMENP_UNIT_YEAR: *count = 12; return NOMENP_UNIT_MONTH;
    case NOMENP_UNIT_DAY: *count = 24; return NOMENP_UNIT_HOUR;
    case NOMENP_UNIT_HOUR: *count = 60; return NOMENP_UNIT_MINUTE;
    case NOMENP_UNIT_MINUTE: *count = 60; return NOMENP_UNIT_SECOND;
    default: *count = 0; return NOMENP_UNIT_NONE;
  }
}

bool nomenp_timex_write_duration(const nomenp_duration *duration, char *out) {
  writer w = {out, 0};
  bool in_clock = false;

  out[0] = '\0';
  if (duration->count == 0) return false;
  put(&w, "P");
  if (duration->is_vague) {
    nomenp_time_unit unit = duration->parts[0].unit;
    if (unit >= NOMENP_UNIT_NONE) return false;
    if (letters[unit].is_clock) put(&w, "T");
    put(&w, "X");
    put(&w, vague_letters[unit]);
    return true;
  }
  for (size_t i = 0; i < duration->count; i++) {
    nomenp_time_unit unit = duration->parts[i].unit, next;
    int64_t amount = duration->parts[i].hundredths, rest = 0;
    int count;
    if (unit >= NOMENP_UNIT_NONE || amount < 0 || amount > INT64_C(1) << 50)
      return false;
    amount *= letters[unit].factor;
    next = finer(letters[unit].factor > 1 && letters[unit].letter[0] == 'Y'
                     ? NOMENP_UNIT_YEAR : unit, &count);
    if (count > 0 && amount % 100 * count % 100 == 0) {
      rest = amount % 100 * count;
      amount -= amount % 100;
    }
    if (amount > 0 || rest == 0) {
      if (letters[unit].is_clock && !in_clock) put(&w, "T");
      in_clock = in_clock || letters[unit].is_clock;
      put_amount(&w, amount);
      put(&w, letters[unit].letter);
    }
    if (rest > 0) {
      if (letters[next].is_clock && !in_clock) put(&w, "T");
      in_clock = in_clock || letters[next].is_clock;
      put_amount(&w, rest);
      put(&w, letters[next].letter);
    }
  }
  return true;
}
