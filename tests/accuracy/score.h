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
 *
 * A gold document about which nothing was said counts as one with nothing
 * found.
 */
#ifndef NOMEN_TESTS_SCORE_H
#define NOMEN_TESTS_SCORE_H

#include "corpus.h"

/* A line of figures, each from 0 to 1. */
typedef struct row {
  char name[24];
  bool has_precision; /* else only f1 and gold are set */
  double precision, recall, f1;
  size_t gold;
} row;

/* Where only one figure stands in a row (calibration) it is f1; gold is 0. */
typedef struct scores {
  row rows[8];
  size_t count;
  json_t *errors; /* what went wrong -> how often, in the order met */
} scores;

/* Score by the mode of this name; false where there is none. */
bool scores_make(const char *mode, const corpus *gold, const corpus *found,
                 scores *out);
void scores_free(scores *self);

/* The row of this name, or NULL. */
const row *scores_find(const scores *self, const char *name);

#endif
