/* SPDX-License-Identifier: MIT */
/*
 * The figures of how well found records agree with gold annotations.
 *
 *   names        PER ORG LOC, exact span and type
 *   news         the same with DATE and MONEY
 *   timex        strict and relaxed span of dates, their type and value
 *   links        pairs of mentions said to be one entity, among those found
 *   money        amount and currency, with the span exact
 *   places       ids of places, among those found that have one
 *   calibration  confidence of names against being right
 *   suite        short texts of which all must be right; see suite.h
 *
 * A gold document about which nothing was said counts as one with nothing
 * found.
 */
#ifndef NOMEN_TESTS_SCORE_H
#define NOMEN_TESTS_SCORE_H

#include "corpus.h"
#include "tally.h"

/* Score by the mode of this name; false where there is none. */
bool scores_make(const char *mode, const corpus *gold, const corpus *found,
                 scores *out);

#endif
