/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_DECIDE_ESTIMATE_H
#define NOMEN_DECIDE_ESTIMATE_H

/*
 * Weights from annotated text: a conditional random field, fitted by regularised
 * dual averaging with steps per weight (AdaGrad) and an L1 penalty that keeps most
 * weights at nothing.  The same data, options and seed give the same weights.
 * Part of nomen-train alone.
 */

#include "base/memory.h"
#include "evidence/evidence.h"

/* Stretches of sites, one after another; features are numbers below
 * feature_count, those of site i at features[first_feature[i]] and on. */
typedef struct nomenp_stretch {
  uint32_t first; /* site */
  uint32_t count;
  uint32_t source; /* 0: none; else its evidence fires twice */
  uint32_t fold;
  bool is_left_out;
} nomenp_stretch;

typedef struct nomenp_training {
  nomenp_stretch *stretches;
  size_t stretch_count;
  uint32_t *first_feature; /* [site_count] is the end of the last */
  uint32_t *features;
  uint8_t *labels; /* of each site; NOMENP_LABEL_NONE: not known */
  float (*base)[NOMENP_LABEL_ROOM]; /* scores to begin with; NULL: zero */
  float (*base_after)[NOMENP_LABEL_ROOM]; /* [fold * 13 + from]; NULL: zero */
  size_t site_count;
  size_t feature_count;
  uint32_t source_count; /* with the one that is none */
} nomenp_training;

typedef struct nomenp_estimate_options {
  uint64_t seed;
  unsigned epochs;
  double penalty; /* L1, over the whole of the data */
  double rate;
  double dropped;        /* share of the evidence that a stretch goes without */
  uint32_t without_fold; /* stretches left out; UINT32_MAX: none */
  /* Told after each epoch; may be NULL. */
  void (*progress)(void *context, unsigned epoch, double loss);
  void *context;
} nomenp_estimate_options;

typedef struct nomenp_estimate {
  float (*weights)[NOMENP_LABEL_ROOM]; /* feature_count rows */
  float after[NOMENP_LABEL_COUNT][NOMENP_LABEL_ROOM];
} nomenp_estimate;

bool nomenp_estimate_run(const nomen_allocator *memory,
                         const nomenp_training *training,
                         const nomenp_estimate_options *options,
                         nomenp_estimate *out);
void nomenp_estimate_fini(const nomen_allocator *memory,
                          nomenp_estimate *estimate);

/* The score rows of a stretch under an estimate (base and all). */
void nomenp_estimate_scores(const nomenp_training *training,
                            const nomenp_estimate *estimate,
                            const nomenp_stretch *stretch,
                            float (*scores)[NOMENP_LABEL_ROOM]);

#endif
