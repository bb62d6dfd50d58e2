/* SPDX-License-Identifier: MIT */
/*
 * What scoring gives: rows of figures, and errors with how often each was made.
 */
#ifndef NOMEN_TESTS_TALLY_H
#define NOMEN_TESTS_TALLY_H

#include <jansson.h>

#include <stdbool.h>
#include <stddef.h>

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

/* Right, spurious and missed. */
typedef struct counts {
  size_t right, spurious, missed;
} counts;

/* Part of whole; 0 of nothing. */
double share_of(size_t part, size_t whole);

/* Add a row with precision, recall and F1, or with one figure. */
row *scores_add_counts(scores *self, const char *name, counts c);
void scores_add_figure(scores *self, const char *name, double f1, size_t gold);

/* Count one error of this description; control characters become spaces. */
void scores_note(scores *self, const char *format, ...);

/* The row of this name, or NULL. */
const row *scores_find(const scores *self, const char *name);

void scores_free(scores *self);

#endif
