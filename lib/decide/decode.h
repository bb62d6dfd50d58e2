/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_DECIDE_DECODE_H
#define NOMEN_DECIDE_DECODE_H

/*
 * From scores to labels: the best sequence (Viterbi, in integers), and how probable
 * a name is over all sequences (forward and backward, in doubles whose every
 * operation is in a fixed order).  A stretch stands between two O's.
 */

#include "decide/model.h"

typedef struct nomenp_scores {
  int32_t of[NOMENP_LABEL_ROOM];
} nomenp_scores;

/* `masks`: bit l set, label l is allowed; O always is, unless the mask says one
 * label only.  `back` is scratch of count * NOMENP_LABEL_ROOM bytes. */
void nomenp_decode_best(const nomenp_model *model, unsigned pass,
                        const nomenp_scores *scores, const uint16_t *masks,
                        size_t count, uint8_t *back, uint8_t *labels);

/* Tell which rows of a stretch can be nothing but outside, whatever is scored: their
 * masks become that.  The others are left as they are. */
void nomenp_decode_narrow(uint16_t *masks, size_t count, uint16_t *scratch);

/* How much a decision counts for other mentions: votes of each site, by how far
 * its label is ahead of those of the other types and of none. */
void nomenp_decode_votes(const nomenp_scores *scores, const uint8_t *labels,
                         size_t count, uint8_t *votes);

/* How far each type is behind the best at each site. */
void nomenp_decode_doubts(const nomenp_scores *scores, size_t count,
                          nomenp_doubts *doubts);

/* Forward and backward sums of a stretch, each `count` rows. */
typedef struct nomenp_sums {
  double (*emission)[NOMENP_LABEL_ROOM];
  double (*forward)[NOMENP_LABEL_ROOM];
  double (*backward)[NOMENP_LABEL_ROOM];
  double *scale;
  size_t capacity;
} nomenp_sums;

bool nomenp_decode_reserve(nomenp_sums *sums, nomenp_arena *arena,
                           size_t count);
void nomenp_decode_sum(const nomenp_model *model, const nomenp_scores *scores,
                       const uint16_t *masks, size_t count,
                       nomenp_sums *sums);
/* The probability that rows [first, end) are one name of the type. */
double nomenp_decode_probability(const nomenp_model *model,
                                 const nomenp_sums *sums, size_t first,
                                 size_t end, unsigned type);

#endif
