/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_VALUE_DATE_TENSE_H
#define NOMEN_VALUE_DATE_TENSE_H

/*
 * Whether a sentence speaks of what was or of what will be, as seen from one of its
 * dates: the cue nearest before the date decides, else the nearest behind it.  At
 * most NOMENP_TENSE_REACH tokens each way are asked, so the cost is bounded.
 */

#include "text/text.h"
#include "value/date_resolve.h"

#define NOMENP_TENSE_REACH 24u

/* The tokens [first, last] are the date. */
nomenp_tense nomenp_date_tense(const nomenp_date_tables *tables,
                               const nomenp_text *text, uint32_t first,
                               uint32_t last);

#endif
