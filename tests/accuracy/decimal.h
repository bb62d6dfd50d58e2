/* SPDX-License-Identifier: MIT */
/*
 * Amounts as they stand in JSON, compared as the decimals they are: "1.50",
 * "1.5", 1.5 and "15e-1" are one amount.
 */
#ifndef NOMEN_TESTS_DECIMAL_H
#define NOMEN_TESTS_DECIMAL_H

#include <jansson.h>

#include <stdbool.h>

/* Are both numbers, or strings that hold one, and equal? */
bool decimal_equal(const json_t *a, const json_t *b);

/* The shortest text that reads back as this number; what JSON has as a string
   is copied, cut to fit. Returns `room`. */
const char *decimal_text(const json_t *number, char room[64]);

/* The same of a double. */
const char *decimal_of_double(double number, char room[64]);

#endif
