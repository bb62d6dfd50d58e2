/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_TEXT_GLUE_H
#define NOMEN_TEXT_GLUE_H

/*
 * Words that page scraping glued together, cut apart: "AgencyCredit:",
 * "ProjectZeron had"; but not "TheMarker", "McDonald", "YouTube".
 */

#include "base/arena.h"
#include "text/text.h"

/* Cut what is glued of the words marked so, at most `candidates`; the arrays
 * have room for all that can be cut.  False when memory (for scratch, given
 * back) is out. */
bool nomenp_glue_split(nomenp_arena *arena, const nomenp_lexicon *lexicon,
                       uint32_t candidates, nomenp_text *text);

#endif
