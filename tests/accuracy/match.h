/* SPDX-License-Identifier: MIT */
/*
 * Which gold mention each found mention is. A mention is found when span and
 * type are equal, where any reading of the gold counts: its own span, or that
 * of an "alt" or one of "alts", a text that overlaps it. Each gold mention is
 * found once; the first to name it has it.
 */
#ifndef NOMEN_TESTS_MATCH_H
#define NOMEN_TESTS_MATCH_H

#include "corpus.h"

#include <stdint.h>

#define NO_MATCH SIZE_MAX

typedef struct pairing {
  mention *gold; /* once each, white space at the edges taken off */
  size_t gold_count;
  mention *found; /* once each */
  size_t found_count;
  size_t *gold_of;  /* for each found mention its gold one, or NO_MATCH */
  size_t *found_of; /* for each gold mention the found one, or NO_MATCH */
} pairing;

/* Pair the mentions of these types; `types` ends in NULL. `found` may be
   NULL: a document about which nothing was said. */
pairing pairing_make(const document *gold, const document *found,
                     const char *const *types);
void pairing_free(pairing *self);

/* A spurious mention costs nothing on an optional one of its type, or inside
   one of any type. */
bool is_forgiven(const pairing *self, const mention *found);

bool mentions_overlap(const mention *a, const mention *b);

/* Is this span one of the readings of the gold mention? */
bool span_reads_as(const mention *gold, const document *d, const mention *span);

#endif
