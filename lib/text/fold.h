/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_TEXT_FOLD_H
#define NOMEN_TEXT_FOLD_H

/*
 * The folded form by which words are compared: lower case, without accents,
 * letters that do not decompose spelt plainly (o for U+00F8, ss for U+00DF, th
 * for U+00FE, ...), without full stops and apostrophes.  "Zeron" with an accent,
 * "ZERON" and "Zeron" fold alike; so do "U.S." and "us".  The pack's words are
 * folded by this function when it is built, the text's when it is read.
 * Folding twice is folding once.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"

/* Fold `size` bytes of well-formed UTF-8 into `out` of `room` bytes.  Returns the
 * size of the whole folded form; what does not fit is not written. */
size_t nomenp_fold(const uint8_t *bytes, size_t size, char *out, size_t room);

/* The hash of the folded form, computed without storing it.  A form that folds to
 * nothing hashes to 0. */
uint64_t nomenp_fold_hash(const uint8_t *bytes, size_t size);

/* The pieces, for who folds while reading.  What an ASCII byte folds to, 0: to
 * nothing. */
extern const uint8_t nomenp_fold_byte[128];

/* The folded form of one character; its size, 0 to NOMENP_FOLD_MAX. */
#define NOMENP_FOLD_MAX 80u
size_t nomenp_fold_character(uint32_t character, uint8_t *out);

/* Add the folded form of one more character to a hash. */
void nomenp_fold_step(nomenp_hash_state *state, uint32_t character);

static inline void nomenp_fold_step_byte(nomenp_hash_state *state,
                                         uint8_t byte) {
  uint8_t folded = nomenp_fold_byte[byte];
  if (folded != 0) nomenp_hash_add(state, folded);
}

static inline uint64_t nomenp_fold_finish(const nomenp_hash_state *state) {
  return state->bits == 0 && state->hash == NOMENP_HASH_SEED
             ? 0
             : nomenp_hash_end(state);
}

#endif
