/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_VALUE_DATE_WORDS_H
#define NOMEN_VALUE_DATE_WORDS_H

/*
 * The first step of a date's value: what the words say, whatever the day.  A match's
 * captures are slots ("month", "day", "num", "unit"); each that is set fills a
 * field, and the rule's "op" line says what the fields together are:
 *
 *     date      fields of the calendar: Friday, Nov. 9, 1989, 5 p.m.
 *     period    a unit in relation to a day: last month, the following year
 *     shift     a length of time from a day: three days ago, a week later
 *     duration  a length of time: two years, the past three months
 *     set       a recurring time: every Friday, twice a week, daily
 *     fixed     a reference: now, recently, the future
 *     year-ago  the same period, a year earlier
 *     nth       a period in a longer one: the last week of July
 */

#include "value/date_table.h"
#include "value/timex.h"

/* In the order of slot_names in date_words.c. */
typedef enum nomenp_date_slot {
  NOMENP_SLOT_MOD = 0,
  NOMENP_SLOT_STAGE,
  NOMENP_SLOT_REL,
  NOMENP_SLOT_YREL,
  NOMENP_SLOT_NUM,
  NOMENP_SLOT_NUM2,
  NOMENP_SLOT_NUM3,
  NOMENP_SLOT_UNIT,
  NOMENP_SLOT_UNIT2,
  NOMENP_SLOT_UNIT3,
  NOMENP_SLOT_TO,
  NOMENP_SLOT_ORSO,
  NOMENP_SLOT_DIR,
  NOMENP_SLOT_MONTH,
  NOMENP_SLOT_DAY,
  NOMENP_SLOT_YEAR,
  NOMENP_SLOT_WEEKDAY,
  NOMENP_SLOT_ORDINAL,
  NOMENP_SLOT_QUARTER,
  NOMENP_SLOT_HALF,
  NOMENP_SLOT_WEEK,
  NOMENP_SLOT_SEASON,
  NOMENP_SLOT_PART,
  NOMENP_SLOT_HOUR,
  NOMENP_SLOT_MINUTE,
  NOMENP_SLOT_SECOND,
  NOMENP_SLOT_CLOCK,
  NOMENP_SLOT_DECADE,
  NOMENP_SLOT_CENTURY,
  NOMENP_SLOT_ERA,
  NOMENP_SLOT_HOLIDAY,
  NOMENP_SLOT_SHIFT,
  NOMENP_SLOT_FIXED,
  NOMENP_SLOT_FIRST,
  NOMENP_SLOT_SECONDPART,
  NOMENP_SLOT_TAIL,
  NOMENP_SLOT_PAST,
  NOMENP_SLOT_PASTTO,
  NOMENP_SLOT_COUNT
} nomenp_date_slot;

typedef enum nomenp_date_op {
  NOMENP_OP_NONE = 0,
  NOMENP_OP_DATE,
  NOMENP_OP_PERIOD,
  NOMENP_OP_SHIFT,
  NOMENP_OP_DURATION,
  NOMENP_OP_SET,
  NOMENP_OP_FIXED,
  NOMENP_OP_YEAR_AGO,
  NOMENP_OP_NTH
} nomenp_date_op;

typedef enum nomenp_relation {
  NOMENP_RELATION_NONE = 0,  /* not said: the tense decides */
  NOMENP_RELATION_LAST,      /* before the reference date */
  NOMENP_RELATION_THIS,      /* of the reference date */
  NOMENP_RELATION_NEXT,      /* after the reference date */
  NOMENP_RELATION_THAT,      /* of the date last mentioned */
  NOMENP_RELATION_PREVIOUS,  /* before the date last mentioned */
  NOMENP_RELATION_FOLLOWING  /* after the date last mentioned */
} nomenp_relation;

typedef struct nomenp_date_words {
  nomenp_date_op op;
  nomen_date_kind kind;
  nomenp_when when;
  bool year_is_short;             /* "'97" */
  nomenp_relation relation;
  nomenp_relation year_relation;  /* "July last year" */
  int nth;                        /* of op nth: from 1, or -1 */
  nomenp_time_unit outer;         /* of op nth: "of the month" */
  nomenp_time_unit unit;
  int64_t hundredths;             /* of the unit */
  bool is_vague;
  nomenp_duration duration;
  int direction;                  /* of a shift: -1, +1 */
  bool is_from_day;               /* of a shift: from a day that is said, so many */
  int from_days;                  /*   days from the reference: tomorrow is 1 */
  bool from_mention;              /* "earlier", "later": not from the reference */
  const char *modifier;           /* static, or NULL */
  bool is_impossible;             /* 31 April: refused, and what is in it too */
  const nomenp_date_entry *fixed; /* a reference, a holiday, a recurring time */
} nomenp_date_words;

typedef struct nomenp_date_slots { /* frozen, one an engine */
  int capture[NOMENP_SLOT_COUNT];
  const nomenp_date_tables *tables;
} nomenp_date_slots;

void nomenp_date_slots_init(nomenp_date_slots *slots,
                            const nomenp_patterns *patterns,
                            const nomenp_date_tables *tables);

nomenp_date_op nomenp_date_op_read(const char *name);

/* Read one match.  False if its words say nothing that exists: 31 April. */
bool nomenp_date_words_read(const nomenp_date_slots *slots, nomenp_date_op op,
                            const uint8_t *bytes, const nomenp_match *match,
                            bool day_first, nomenp_date_words *out);

/* Seven in the evening is after noon; two at night is not. */
static inline bool nomenp_part_is_late(int part, int hour) {
  return part == NOMENP_PART_AFTERNOON || part == NOMENP_PART_EVENING ||
         (part == NOMENP_PART_NIGHT && hour > 4);
}

/* What the words say, underspecified, in at most NOMENP_TIMEX_SIZE bytes:
 * "XXXX-WXX-5", "reference-P1M", "mentioned+P1D". */
void nomenp_date_words_write(const nomenp_date_words *words, char *out);

#endif
