/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_DECIDE_MODEL_H
#define NOMEN_DECIDE_MODEL_H

/*
 * Weights ready to use: rows of 16-bit weights, each found by one look at memory,
 * and tables of exp() that are the same on every machine.
 */

#include "decide/names.h"
#include "evidence/evidence.h"

/* exp(-x / 1000) is coarse[x / 64] * fine[x % 64], and 0 from here on. */
#define NOMENP_EXP_LIMIT 40960
#define NOMENP_FORBIDDEN (-1000000000)

/* Bits by key of the evidence that has weights: most has none, and this much
 * stays in the nearest cache. */
#define NOMENP_FILTER_BITS 131072u

struct nomenp_model {
  const nomen_allocator *memory;
  uint64_t filter[NOMENP_FILTER_BITS / 64];
  uint32_t seed;
  /* A perfect hash: a tag's bucket says by which factor it is spread over the
   * rows.  The last two of a row's 16-bit places hold its tag. */
  uint32_t bucket_mask;
  unsigned row_shift;
  uint16_t *factors;
  int16_t (*rows)[NOMENP_LABEL_ROOM];
  void *block; /* that holds the rows, before they are aligned */
  bool is_narrow; /* four weights' sum fits in 16 bits */
  /* [pass][from][to], the forbidden ones at NOMENP_FORBIDDEN; the second holds
   * the first's. */
  int32_t after[2][NOMENP_LABEL_COUNT][NOMENP_LABEL_ROOM];
  double after_exp[NOMENP_LABEL_COUNT][NOMENP_LABEL_ROOM]; /* of the second */
  /* The same without what is forbidden, [closed label][opening label], for loops
   * over eight; see decode.c. */
  int32_t into[2][8][8];
  int32_t lead[2][8]; /* the most that one is ahead of O, over what follows */
  double into_exp[8][8];
  double out_exp[8][8]; /* the same, [opening][closed] */
  double coarse[NOMENP_EXP_LIMIT / 64];
  double fine[64];
};

/* A loop over lanes stands in a function of its own, or gcc takes it apart into
 * single variables before it can be made one over vectors. */
#if defined(__GNUC__)
#define NOMENP_LANES __attribute__((noinline))
#else
#define NOMENP_LANES
#endif

/* Fill what does not depend on rows, from transitions [pass][from][to]. */
void nomenp_model_prepare(nomenp_model *model,
                          int16_t weights[2][NOMENP_LABEL_COUNT]
                                         [NOMENP_LABEL_COUNT]);
/* The weights of a key, or NULL. */
const int16_t *nomenp_model_find(const nomenp_model *model, uint64_t key);
/* In two steps, so that other work can be done while memory answers: find the
 * rows that keys may have, then add those that they do have to scores[16]. */
typedef struct nomenp_model_sought {
  size_t count;
  uint32_t tags[NOMENP_EVIDENCE_MAX];
  const int16_t *rows[NOMENP_EVIDENCE_MAX + 3];
} nomenp_model_sought;
void nomenp_model_seek(const nomenp_model *model, const uint64_t *keys,
                       size_t count, nomenp_model_sought *out);
void nomenp_model_add(const nomenp_model *model, nomenp_model_sought *sought,
                      int32_t *scores);
/* exp(x / 1000) for x <= 0. */
static inline double nomenp_model_exp(const nomenp_model *model, int32_t x) {
  if (x <= -NOMENP_EXP_LIMIT) return 0;
  return model->coarse[(uint32_t)-x / 64] * model->fine[(uint32_t)-x % 64];
}

/* Labels after which no name is open: O, L, U; and those before which none is: O,
 * B, U. */
extern const uint8_t nomenp_labels_closed[7];
extern const uint8_t nomenp_labels_opening[7];

/* May a label follow another? */
bool nomenp_label_follows(unsigned from, unsigned to);

#endif
