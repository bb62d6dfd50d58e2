/* SPDX-License-Identifier: MIT */
/*
 * Decimals of any size, normalised as a run of digits without zeros at
 * either end and the power of ten that the last digit stands for.
 */
#include "decimal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct decimal {
  bool negative;
  const char *digits; /* from the first that is not 0; may hold one point */
  size_t count;       /* digits, the point not counted; 0 for nothing */
  long power;
} decimal;

const char *decimal_of_double(double number, char room[64]) {
  for (int digits = 1; digits <= 17; digits++) {
    snprintf(room, 64, "%.*g", digits, number);
    if (strtod(room, NULL) == number) break;
  }
  return room;
}

const char *decimal_text(const json_t *number, char room[64]) {
  if (json_is_real(number))
    return decimal_of_double(json_real_value(number), room);
  if (json_is_integer(number))
    snprintf(room, 64, "%" JSON_INTEGER_FORMAT, json_integer_value(number));
  else
    snprintf(room, 64, "%s",
             json_is_string(number) ? json_string_value(number) : "no number");
  return room;
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* The exponent at the end of a number, or nothing. */
static bool read_power(const char *from, long *out) {
  *out = 0;
  if (*from == '\0') return true;
  if (*from != 'e' && *from != 'E') return false;
  char *end;
  if (!is_digit(from[1]) && !is_digit(from[1] ? from[2] : '\0')) return false;
  *out = strtol(from + 1, &end, 10);
  return *end == '\0' && *out > -100000 && *out < 100000;
}

static bool read_decimal(const char *from, decimal *out) {
  size_t all = 0, after_point = 0, last = 0, zeros = 0;
  bool point = false;
  *out = (decimal){0};
  out->negative = *from == '-';
  from += *from == '-' || *from == '+';
  for (; is_digit(*from) || (*from == '.' && !point); from++) {
    if (*from == '.') {
      point = true;
      continue;
    }
    all++;
    after_point += point;
    if (out->count == 0 && *from == '0') continue;
    if (out->count++ == 0) out->digits = from;
    last = out->count;
    zeros = *from == '0' ? zeros + 1 : 0;
  }
  out->count = last - zeros;
  if (all == 0 || !read_power(from, &out->power)) return false;
  out->power += (long)zeros - (long)after_point;
  if (out->count == 0) *out = (decimal){0};
  return true;
}

static bool same_digits(const decimal *a, const decimal *b) {
  const char *p = a->digits, *q = b->digits;
  for (size_t i = 0; i < a->count; i++, p++, q++) {
    p += *p == '.';
    q += *q == '.';
    if (*p != *q) return false;
  }
  return true;
}

/* The text of an amount of whatever size; NULL for what is no amount. */
static const char *amount_text(const json_t *amount, char room[64]) {
  if (json_is_string(amount)) return json_string_value(amount);
  return json_is_number(amount) ? decimal_text(amount, room) : NULL;
}

bool decimal_equal(const json_t *a, const json_t *b) {
  char room[2][64];
  const char *one = amount_text(a, room[0]), *two = amount_text(b, room[1]);
  decimal x, y;
  return one != NULL && two != NULL && read_decimal(one, &x) &&
         read_decimal(two, &y) && x.negative == y.negative &&
         x.count == y.count && x.power == y.power && same_digits(&x, &y);
}
