/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_VALUE_DATE_TABLE_H
#define NOMEN_VALUE_DATE_TABLE_H

/*
 * What the words of dates mean, from the rule "date.words" of the pattern files:
 * one line a table,
 *
 *     month   january, jan = 1 | february, feb = 2
 *
 * Words are compared without case, full stops and apostrophes; a hyphen and any run
 * of white space count as one space.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pattern/pattern.h"

/* In the order of table_names in date_table.c. */
typedef enum nomenp_date_table_id {
  NOMENP_TABLE_MONTH = 0, /* 1 to 12 */
  NOMENP_TABLE_WEEKDAY,   /* 1 to 7, the weekend, the others */
  NOMENP_TABLE_UNIT,      /* by its ISO letter: Y, M, TH, ... */
  NOMENP_TABLE_ORDINAL,   /* 1 to 31; -1 for last */
  NOMENP_TABLE_VAGUE,     /* an amount not said: few, several */
  NOMENP_TABLE_RELATION,  /* last, this, next, that, previous, following */
  NOMENP_TABLE_SEASON,    /* SP, SU, FA, WI */
  NOMENP_TABLE_PART,      /* MO, MI, AF, EV, NI, DT */
  NOMENP_TABLE_MODIFIER,  /* a TIMEX3 mod in lower case */
  NOMENP_TABLE_DIRECTION, /* ago, hence, earlier, later */
  NOMENP_TABLE_SHIFT,     /* days from the reference date: yesterday = -1 */
  NOMENP_TABLE_DECADE,    /* twenties = 2 */
  NOMENP_TABLE_FIXED,     /* PRESENT_REF, PAST_REF, FUTURE_REF */
  NOMENP_TABLE_RECURRING, /* a TIMEX3 duration: daily = P1D */
  NOMENP_TABLE_CLOCK,     /* noon = 12:00, am = am, pm = pm */
  NOMENP_TABLE_HOLIDAY,   /* 12-25, easter-2, 11/4/4 (month/weekday/which) */
  NOMENP_TABLE_TENSE,     /* past, future, coming (a participle: is due to) */
  NOMENP_TABLE_CONTEXT,   /* number, name, ...: what a neighbour says: see date_context */
  NOMENP_TABLE_COUNT
} nomenp_date_table_id;

typedef struct nomenp_date_entry {
  uint64_t hash;
  const char *text; /* of the pattern file, not ended by NUL */
  uint32_t size;
  int32_t number;   /* the text as a whole number, else 0 */
} nomenp_date_entry;

typedef struct nomenp_date_tables {
  nomenp_date_entry *entries; /* ascending by hash */
  size_t count;
} nomenp_date_tables;

nomen_status nomenp_date_tables_read(const nomen_allocator *memory,
                                     const nomenp_patterns *patterns,
                                     nomenp_date_tables *out,
                                     nomen_error *error);
void nomenp_date_tables_fini(const nomen_allocator *memory,
                             nomenp_date_tables *tables);

/* What the words mean in a table, or NULL. */
const nomenp_date_entry *nomenp_date_table_find(const nomenp_date_tables *tables,
                                                nomenp_date_table_id table,
                                                const char *words, size_t size);
bool nomenp_date_entry_is(const nomenp_date_entry *entry, const char *text);

/* A cursor over words: letters, or digits, between anything else. */
typedef struct nomenp_word_cursor {
  const char *at;
  const char *end;
  const char *word;
  size_t size;
} nomenp_word_cursor;
bool nomenp_word_next(nomenp_word_cursor *cursor);

/* "two", "2.5", "a hundred and ten", "two and a half", "1 1/2", in hundredths; false for
 * anything else, and for ten thousand million and more. */
bool nomenp_date_amount(const char *words, size_t size, int64_t *hundredths);
/* "1997", "'97", "nineteen ninety-seven", "two thousand and five"; *is_short for two
 * digits alone. */
bool nomenp_date_year(const char *words, size_t size, int *year,
                      bool *is_short);
/* "21", "21st", "twenty-first", "the last" (-1). */
bool nomenp_date_ordinal(const nomenp_date_tables *tables, const char *words,
                         size_t size, int *out);

#endif
