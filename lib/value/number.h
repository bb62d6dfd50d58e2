/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_VALUE_NUMBER_H
#define NOMEN_VALUE_NUMBER_H

/*
 * Numbers as written, exact: digits with separators of either convention, words
 * ("two and a half", "a hundred and thirty"), fractions, magnitudes.  A number is
 * coefficient * 10^exponent over up to NOMENP_DECIMAL_DIGITS digits; what does not
 * fit is refused, never rounded.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

#define NOMENP_DECIMAL_DIGITS 60

typedef struct nomenp_decimal {
  uint8_t digits[NOMENP_DECIMAL_DIGITS]; /* most significant first, values 0-9 */
  uint8_t count;  /* 0: zero; no leading zero otherwise */
  int16_t exponent; /* of the last digit */
  bool negative;
} nomenp_decimal;

/* "1,234.50", "1.234,50", "1 234,50", "1'234", "34.6", ".5". */
bool nomenp_decimal_read(const char *bytes, size_t size, nomenp_decimal *out);
/* Number words, with or without digits among them: "a hundred and thirty",
 * "two-and-a-half", "half a million", "three quarters of a billion", "2.5 million".
 * The words come from the engine's number table (see number list in the corpora). */
bool nomenp_number_read(const char *bytes, size_t size, nomenp_decimal *out);
bool nomenp_decimal_multiply(nomenp_decimal *a, const nomenp_decimal *b);
bool nomenp_decimal_add(nomenp_decimal *a, const nomenp_decimal *b);
/* As an int64 when it is a whole number that fits. */
bool nomenp_decimal_integer(const nomenp_decimal *a, int64_t *out);
/* coefficient * 10^exponent when the coefficient fits. */
bool nomenp_decimal_scaled(const nomenp_decimal *a, int64_t *coefficient, int *exponent);
/* As records.md writes an amount: no exponent, no separators, no needless zeros. */
void nomenp_decimal_write(const nomenp_decimal *a, nomenp_buffer *out);

#endif
