/* SPDX-License-Identifier: MIT */
/* Exact decimals, digit by digit: amounts are short, and never off by one. */
#include "value/number.h"

#include <string.h>

#include "base/ascii.h"

#define WIDE (2 * NOMENP_DECIMAL_DIGITS)

/* Take `count` digits (most significant first) as *out, without needless zeros. */
static bool settle(const uint8_t *digits, size_t count, int exponent,
                   bool negative, nomenp_decimal *out) {
  while (count > 0 && digits[0] == 0) {
    digits++;
    count--;
  }
  while (count > 0 && digits[count - 1] == 0) {
    count--;
    exponent++;
  }
  if (count == 0) {
    memset(out, 0, sizeof(*out));
    return true;
  }
  if (count > NOMENP_DECIMAL_DIGITS || exponent > NOMENP_DECIMAL_EXPONENT ||
      exponent < -NOMENP_DECIMAL_EXPONENT)
    return false;
  memset(out, 0, sizeof(*out));
  memcpy(out->digits, digits, count);
  out->count = (uint8_t)count;
  out->exponent = (int16_t)exponent;
  out->negative = negative;
  return true;
}

nomenp_decimal nomenp_decimal_of(int64_t coefficient, int exponent) {
  uint64_t rest = coefficient < 0 ? 0 - (uint64_t)coefficient
                                  : (uint64_t)coefficient;
  uint8_t digits[20];
  nomenp_decimal out;
  size_t at = sizeof(digits);

  for (; rest != 0; rest /= 10) digits[--at] = (uint8_t)(rest % 10);
  if (!settle(digits + at, sizeof(digits) - at, exponent, coefficient < 0,
              &out))
    memset(&out, 0, sizeof(out));
  return out;
}

bool nomenp_decimal_multiply(nomenp_decimal *a, const nomenp_decimal *b) {
  uint8_t product[WIDE] = {0};

  for (size_t i = a->count; i-- > 0;) {
    unsigned carry = 0;
    for (size_t k = b->count; k-- > 0;) {
      unsigned sum = product[i + k + 1] + carry +
                     (unsigned)a->digits[i] * b->digits[k];
      product[i + k + 1] = (uint8_t)(sum % 10);
      carry = sum / 10;
    }
    product[i] = (uint8_t)(product[i] + carry);
  }
  return settle(product, (size_t)a->count + b->count, a->exponent + b->exponent,
                a->negative != b->negative, a);
}

/* The digit of `a` that stands for 10^place. */
static uint8_t digit_at(const nomenp_decimal *a, int place) {
  int index = a->count - 1 - (place - a->exponent);
  return index >= 0 && index < a->count ? a->digits[index] : 0;
}

static int top_place(const nomenp_decimal *a) {
  return a->exponent + a->count - 1;
}

/* Without their signs. */
static int compare_sizes(const nomenp_decimal *a, const nomenp_decimal *b) {
  int top, low;

  if (a->count == 0 || b->count == 0) return (a->count > 0) - (b->count > 0);
  top = top_place(a) > top_place(b) ? top_place(a) : top_place(b);
  low = a->exponent < b->exponent ? a->exponent : b->exponent;
  for (int place = top; place >= low; place--) {
    int x = digit_at(a, place), y = digit_at(b, place);
    if (x != y) return x - y;
  }
  return 0;
}

int nomenp_decimal_compare(const nomenp_decimal *a, const nomenp_decimal *b) {
  if (a->negative != b->negative) return a->negative ? -1 : 1;
  return a->negative ? compare_sizes(b, a) : compare_sizes(a, b);
}

bool nomenp_decimal_add(nomenp_decimal *a, const nomenp_decimal *b) {
  uint8_t sum[WIDE + 1];
  const nomenp_decimal *large = a, *small = b;
  bool subtract = a->negative != b->negative;
  int top, low, carry = 0;

  if (b->count == 0) return true;
  if (a->count == 0) {
    *a = *b;
    return true;
  }
  if (compare_sizes(a, b) < 0) {
    large = b;
    small = a;
  }
  top = top_place(large) + 1;
  low = a->exponent < b->exponent ? a->exponent : b->exponent;
  if (top - low + 1 > WIDE) return false;
  for (int place = low; place <= top; place++) {
    int digit = subtract ? digit_at(large, place) - digit_at(small, place)
                         : digit_at(large, place) + digit_at(small, place);
    digit += carry;
    carry = digit < 0 ? -1 : digit > 9 ? 1 : 0;
    sum[top - place] = (uint8_t)(digit - 10 * carry);
  }
  return settle(sum, (size_t)(top - low + 1), low, large->negative, a);
}

bool nomenp_decimal_divide(nomenp_decimal *a, unsigned divisor) {
  uint8_t quotient[WIDE];
  uint64_t rest = 0;
  size_t count = 0;

  if (divisor == 0) return false;
  while (count < a->count || rest != 0) {
    if (count == WIDE) return false;
    rest = rest * 10 + (count < a->count ? a->digits[count] : 0u);
    quotient[count++] = (uint8_t)(rest / divisor);
    rest %= divisor;
  }
  return settle(quotient, count, a->exponent - (int)(count - a->count),
                a->negative, a);
}

bool nomenp_decimal_scaled(const nomenp_decimal *a, int64_t *coefficient,
                           int *exponent) {
  uint64_t value = 0;

  if (a->count > 18) return false;
  for (size_t i = 0; i < a->count; i++) value = value * 10 + a->digits[i];
  *coefficient = a->negative ? -(int64_t)value : (int64_t)value;
  *exponent = a->exponent;
  return true;
}

bool nomenp_decimal_integer(const nomenp_decimal *a, int64_t *out) {
  int64_t value;
  int exponent;

  if (!nomenp_decimal_scaled(a, &value, &exponent) || exponent < 0)
    return false;
  for (; exponent > 0; exponent--) {
    if (value > INT64_MAX / 10 || value < INT64_MIN / 10) return false;
    value *= 10;
  }
  *out = value;
  return true;
}

size_t nomenp_decimal_text(const nomenp_decimal *a, char *out) {
  int place = top_place(a);
  size_t size = 0;

  if (a->count == 0) {
    out[0] = '0';
    return 1;
  }
  if (a->negative) out[size++] = '-';
  if (place < 0) place = 0;
  for (; place >= 0 || place >= a->exponent; place--) {
    if (place == -1) out[size++] = '.';
    out[size++] = (char)('0' + digit_at(a, place));
  }
  return size;
}

/* ---- Reading digits ---- */

typedef enum mark { NO_MARK, COMMA, STOP, SPACE, APOSTROPHE } mark;

static const struct {
  const char *bytes;
  mark mark;
} separators[] = {
    {",", COMMA},
    {".", STOP},
    {" ", SPACE},
    {"\xc2\xa0", SPACE},     /* no-break space */
    {"\xe2\x80\x89", SPACE}, /* thin space */
    {"\xe2\x80\xaf", SPACE}, /* narrow no-break space */
    {"'", APOSTROPHE},
    {"\xe2\x80\x99", APOSTROPHE},
};

static mark take_mark(const char *bytes, size_t size, size_t *at) {
  for (size_t i = 0; i < sizeof(separators) / sizeof(*separators); i++) {
    size_t length = strlen(separators[i].bytes);
    if (size - *at >= length &&
        memcmp(bytes + *at, separators[i].bytes, length) == 0) {
      *at += length;
      return separators[i].mark;
    }
  }
  return NO_MARK;
}

/* Runs of digits and the marks between them: mark[i] stands before run i. */
#define RUNS_MAX 40
typedef struct runs {
  uint8_t digits[NOMENP_DECIMAL_DIGITS + 40];
  size_t digit_count;
  size_t size[RUNS_MAX];
  mark before[RUNS_MAX];
  size_t count;
} runs;

static bool take_runs(const char *bytes, size_t size, runs *out) {
  size_t at = 0;

  out->digit_count = 0;
  out->count = 0;
  while (at < size) {
    mark before = NO_MARK;
    size_t from;
    if (out->count == RUNS_MAX) return false;
    if (!nomenp_ascii_is_digit(bytes[at])) {
      before = take_mark(bytes, size, &at);
      if (before == NO_MARK) return false;
    }
    from = at;
    for (; at < size && nomenp_ascii_is_digit(bytes[at]); at++) {
      if (out->digit_count == sizeof(out->digits)) return false;
      out->digits[out->digit_count++] = (uint8_t)(bytes[at] - '0');
    }
    if (at == from) return false;
    out->before[out->count] = before;
    out->size[out->count++] = at - from;
  }
  return out->count > 0;
}

/* Whether runs [0, count) are one number in groups: three digits each, or two each
 * before the last three, and one kind of mark. */
static bool is_grouped(const runs *r, size_t count) {
  size_t middle;

  if (count == 1) return true;
  middle = count > 2 ? r->size[1] : 3;
  if (r->size[0] > 3 || r->size[count - 1] != 3) return false;
  if (middle != 3 && middle != 2) return false;
  if (middle == 2 && r->size[0] > 2) return false;
  for (size_t i = 1; i < count; i++)
    if (r->before[i] != r->before[1] || (i + 1 < count && r->size[i] != middle))
      return false;
  return true;
}

/* Whether the last run is what follows the decimal sign. */
static bool has_fraction(const runs *r) {
  size_t last = r->count - 1;
  mark sign = r->before[last];

  if (sign != COMMA && sign != STOP) return false;
  if (last == 0) return sign == STOP; /* ".5" */
  for (size_t i = 1; i < last; i++)
    if (r->before[i] == sign) return false;
  if (last > 1 || sign == STOP) return true;
  return r->size[last] != 3 || r->size[0] > 3 || r->digits[0] == 0;
}

bool nomenp_decimal_read(const char *bytes, size_t size, nomenp_decimal *out) {
  bool negative = false;
  runs r;
  size_t whole, fraction = 0;

  if (size > 0 && bytes[0] == '-') {
    negative = true;
    bytes++;
    size--;
  } else if (size > 3 && memcmp(bytes, "\xe2\x88\x92", 3) == 0) {
    negative = true;
    bytes += 3;
    size -= 3;
  }
  if (!take_runs(bytes, size, &r)) return false;
  whole = r.count;
  if (has_fraction(&r)) {
    whole--;
    fraction = r.size[whole];
  }
  if (r.before[0] != NO_MARK && whole > 0) return false;
  if (whole > 0 && !is_grouped(&r, whole)) return false;
  return settle(r.digits, r.digit_count, -(int)fraction, negative, out);
}
