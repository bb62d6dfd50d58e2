/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_TEXT_FOLD_H
#define NOMEN_TEXT_FOLD_H

/*
 * The folded form by which words are compared: lower case, without accents,
 * letters that do not decompose spelt plainly (o for U+00F8, ss for U+00DF, th
 * for U+00FE, ...), without full stops and apostrophes.  "Zeron" with an accent,
 * "ZERON" and "Zeron" fold alike; so do "U.S." and "us".  The pack's words are
 * folded by this function when it is built, the text's when it is read.
 */

#include <stddef.h>
#include <stdint.h>

/* Fold `size` bytes of well-formed UTF-8 into `out` of `room` bytes.  Returns the
 * size of the whole folded form; what does not fit is not written. */
size_t nomenp_fold(const uint8_t *bytes, size_t size, char *out, size_t room);

/* The hash of the folded form, computed without storing it.  A form that folds to
 * nothing hashes to 0. */
uint64_t nomenp_fold_hash(const uint8_t *bytes, size_t size);

#endif
