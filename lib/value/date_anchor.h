/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_VALUE_DATE_ANCHOR_H
#define NOMEN_VALUE_DATE_ANCHOR_H

/*
 * What dates of a text say of each other: the date of the text itself, found in its
 * dateline, its header or else its first full date; a day and a time that are one
 * date; and a year said once for two dates ("from Sept. 26 to Oct. 3, 2014").
 */

#include "text/text.h"
#include "value/date.h"
#include "value/date_words.h"

/* One date of the text, as its words were read. */
typedef struct nomenp_date_found {
  uint32_t start; /* bytes */
  uint32_t end;
  uint32_t rule;
  uint32_t first_token;
  uint32_t last_token;
  nomenp_date_words words;
} nomenp_date_found;

/* Join a day and the clock time beside it ("noon Thursday", "Friday, Oct. 13", "Nov. 9
 * at 5 p.m."); returns how many dates are left. */
size_t nomenp_date_join(const nomenp_date_tables *tables,
                        const nomenp_text *text, nomenp_date_found *found,
                        size_t count);

/* Set *reference from the dates found, if one of them will do. */
void nomenp_date_find_reference(const nomenp_text *text,
                                const nomenp_date_found *found, size_t count,
                                nomenp_reference *reference);

/* The year that date `index` shares with the next one, or NOMENP_UNKNOWN. */
int nomenp_date_shared_year(const nomenp_date_tables *tables,
                            const nomenp_text *text,
                            const nomenp_date_found *found, size_t count,
                            size_t index);

#endif
