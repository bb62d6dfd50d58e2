/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_VALUE_NUMBER_H
#define NOMEN_VALUE_NUMBER_H

/*
 * Numbers as written, exact: digits with separators of either convention, words
 * ("two and a half", "a hundred and thirty"), fractions, magnitudes.  A number is
 * coefficient * 10^exponent over up to NOMENP_DECIMAL_DIGITS digits; what does not
 * fit is refused, never rounded.  The last digit is never 0: zeros at the end
 * go into the exponent, so that equal numbers are equal field by field.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NOMENP_DECIMAL_DIGITS 60
#define NOMENP_DECIMAL_EXPONENT 120 /* at most, up and down */
#define NOMENP_DECIMAL_TEXT_MAX                                                \
  (NOMENP_DECIMAL_DIGITS + NOMENP_DECIMAL_EXPONENT + 3)

typedef struct nomenp_decimal {
  uint8_t digits[NOMENP_DECIMAL_DIGITS]; /* most significant first, values 0-9 */
  uint8_t count;     /* 0: zero; no leading zero otherwise */
  int16_t exponent; /* of the last digit */
  bool negative;
} nomenp_decimal;

/* Digits with separators, a minus sign allowed: "1,234.50", "1.234,50", "1 234,50",
 * "1'234", "12,34,567", "34.6", ".5", "1234".  One comma before exactly three
 * digits groups ("1,234"); one full stop always is the decimal sign. */
bool nomenp_decimal_read(const char *bytes, size_t size, nomenp_decimal *out);

/* White space or a hyphen: what stands between the words of a number. */
static inline bool nomenp_number_is_gap(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '-';
}

/* A number in words or digits or both, white space or hyphens between them: "a
 * hundred and thirty", "two-and-a-half", "half a million", "three quarters of a
 * billion", "a million and a half", "2.5 million", "34.6m", "5bn", "2 1/2".  False
 * for anything else, and for what is not exact ("a third of a million"). */
bool nomenp_number_read(const char *bytes, size_t size, nomenp_decimal *out);
/* "millions", "tens of millions", "hundreds of thousands of", "several million":
 * the least that is meant ("several" and "few" have none: *out is zero). */
bool nomenp_number_read_bound(const char *bytes, size_t size,
                              nomenp_decimal *out);

/* a op b into a; false, and a as it was, when the result does not fit. */
bool nomenp_decimal_multiply(nomenp_decimal *a, const nomenp_decimal *b);
bool nomenp_decimal_add(nomenp_decimal *a, const nomenp_decimal *b);
/* a / divisor when that has an end. */
bool nomenp_decimal_divide(nomenp_decimal *a, unsigned divisor);
/* < 0, 0 or > 0. */
int nomenp_decimal_compare(const nomenp_decimal *a, const nomenp_decimal *b);

nomenp_decimal nomenp_decimal_of(int64_t coefficient, int exponent);
/* As an int64 when it is a whole number that fits. */
bool nomenp_decimal_integer(const nomenp_decimal *a, int64_t *out);
/* coefficient * 10^exponent when the coefficient fits. */
bool nomenp_decimal_scaled(const nomenp_decimal *a, int64_t *coefficient,
                           int *exponent);
/* As a record writes an amount: no exponent, no separators, no needless zeros.
 * `out` has room for NOMENP_DECIMAL_TEXT_MAX bytes; returns how many it is. */
size_t nomenp_decimal_text(const nomenp_decimal *a, char *out);

#endif
