/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_VALUE_DATE_FILL_H
#define NOMEN_VALUE_DATE_FILL_H

/*
 * Filling in what the words of a date leave out: the year of "June", the day of
 * "Friday", the month of "the 15th".
 */

#include "value/date_resolve.h"

/* That, previous, following: from the date last mentioned. */
bool nomenp_relation_is_of_mention(nomenp_relation relation);
/* -1, 0, 1 for last, this, next and their like. */
int nomenp_relation_step(nomenp_relation relation);

/* The day that a relation counts from: NULL if nothing is known. */
const nomenp_when *nomenp_date_base(const nomenp_date_context *c,
                                    nomenp_relation relation);

/* One occurrence of what is said, in a year: the period, or false if none. */
bool nomenp_date_in_year(const nomenp_date_words *words, int year,
                         nomenp_when *out);

/* Fill *when, which is words->when; false, and it may be half filled, if that
 * cannot be done. */
bool nomenp_date_fill(const nomenp_date_words *words,
                      const nomenp_date_context *c, nomenp_when *when);

#endif
