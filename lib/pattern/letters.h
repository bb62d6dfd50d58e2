/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_PATTERN_LETTERS_H
#define NOMEN_PATTERN_LETTERS_H

/*
 * "Letters of either case", written out: "may [a-d]" becomes "[mM][aA][yY]
 * [a-dA-D]". PCRE2 makes of [aA] what it makes of "a" without regard to case,
 * but of [sS] and [kK] far less: with Unicode each of these has a third case,
 * U+017F and U+212A, that no pattern of news means, and a class of letters with
 * either of them is no bit map.
 */

#include <stdbool.h>

#include "base/buffer.h"

/* Append the expression so written to *out.  False: it holds something whose
 * case cannot be written out here, and is to be compiled without regard to
 * case. */
bool nomenp_letters_write(const char *expression, size_t size,
                          nomenp_buffer *out);

#endif
