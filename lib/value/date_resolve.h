/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_VALUE_DATE_RESOLVE_H
#define NOMEN_VALUE_DATE_RESOLVE_H

/*
 * The second step of a date's value: what the words come to in this document, by
 * the reference date, the dates mentioned before, and the tense of the sentence.
 * What cannot be known stays unknown; nothing is taken from a clock.
 */

#include "value/date_words.h"

typedef enum nomenp_tense {
  NOMENP_TENSE_PAST = -1,
  NOMENP_TENSE_UNKNOWN = 0,
  NOMENP_TENSE_FUTURE = 1
} nomenp_tense;

/* The last date mentioned of each precision; NONE marks an empty place. */
#define NOMENP_PRECISION_COUNT (NOMEN_PRECISION_SECOND + 1)

typedef struct nomenp_date_context {
  bool has_reference;
  nomenp_when reference; /* of precision DAY or finer */
  nomenp_when mentions[NOMENP_PRECISION_COUNT];
  nomenp_when last;      /* mentioned, of any precision */
  bool last_is_near;     /* in this sentence or the one before */
  bool quarter_is_near;  /* the last quarter, in one of the last few sentences */
  nomenp_tense tense;
  int year_hint;         /* of the other end of a range, or NOMENP_UNKNOWN */
} nomenp_date_context;

void nomenp_date_context_init(nomenp_date_context *context);
void nomenp_date_context_mention(nomenp_date_context *context,
                                 const nomenp_when *when);

typedef enum nomenp_date_form {
  NOMENP_FORM_WHEN = 0,
  NOMENP_FORM_DURATION,
  NOMENP_FORM_TEXT /* words->fixed, or `text` */
} nomenp_date_form;

typedef struct nomenp_date_value {
  nomenp_date_form form;
  nomenp_when when;
  nomenp_duration duration;
  const char *text; /* static */
  uint32_t filled;  /* NOMEN_FILLED_* */
  bool is_comparison; /* "a year earlier": what is spoken of is the present */
  bool has_bounds;  /* of a duration that is anchored */
  nomenp_when begin;
  nomenp_when end;
} nomenp_date_value;

/* False if it comes to a date that does not exist: 29 February 2015. */
bool nomenp_date_resolve(const nomenp_date_words *words,
                         const nomenp_date_context *context,
                         nomenp_date_value *out);

/* The date of a holiday ("12-25", "easter-2", "11/4/4") in a year. */
bool nomenp_holiday_date(const char *rule, size_t size, int year,
                         nomenp_ymd *out);

#endif
