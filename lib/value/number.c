/* SPDX-License-Identifier: MIT */
/*
 * Numbers in words.  Words are read left to right into a group below the next
 * magnitude ("two hundred and thirty") and a sum of finished groups ("five
 * thousand"); a fraction counts what follows it ("half a million") or, after
 * "and a", what came before it ("a million and a half").
 */
#include "value/number.h"

#include <string.h>

#include "base/ascii.h"

typedef enum word_kind {
  CARDINAL,  /* value */
  MAGNITUDE, /* value * 10^power multiplies what stands before */
  PLURAL,    /* the same, but says no more than "some" of them */
  FRACTION,  /* 1 / value */
  ARTICLE,
  AND,
  OF,
  POINT,
  VAGUE, /* several, a few: more than one, no more is known */
  DIGITS /* read from digits */
} word_kind;

typedef struct number_word {
  const char *text;
  uint8_t kind;
  uint8_t value;
  uint8_t power;
} number_word;

/* The words that the grammar below is made of. */
static const number_word number_words[] = {
    {"zero", CARDINAL, 0, 0},
    {"nil", CARDINAL, 0, 0},
    {"one", CARDINAL, 1, 0},
    {"two", CARDINAL, 2, 0},
    {"three", CARDINAL, 3, 0},
    {"four", CARDINAL, 4, 0},
    {"five", CARDINAL, 5, 0},
    {"six", CARDINAL, 6, 0},
    {"seven", CARDINAL, 7, 0},
    {"eight", CARDINAL, 8, 0},
    {"nine", CARDINAL, 9, 0},
    {"ten", CARDINAL, 10, 0},
    {"eleven", CARDINAL, 11, 0},
    {"twelve", CARDINAL, 12, 0},
    {"thirteen", CARDINAL, 13, 0},
    {"fourteen", CARDINAL, 14, 0},
    {"fifteen", CARDINAL, 15, 0},
    {"sixteen", CARDINAL, 16, 0},
    {"seventeen", CARDINAL, 17, 0},
    {"eighteen", CARDINAL, 18, 0},
    {"nineteen", CARDINAL, 19, 0},
    {"twenty", CARDINAL, 20, 0},
    {"thirty", CARDINAL, 30, 0},
    {"forty", CARDINAL, 40, 0},
    {"fourty", CARDINAL, 40, 0},
    {"fifty", CARDINAL, 50, 0},
    {"sixty", CARDINAL, 60, 0},
    {"seventy", CARDINAL, 70, 0},
    {"eighty", CARDINAL, 80, 0},
    {"ninety", CARDINAL, 90, 0},
    {"hundred", MAGNITUDE, 1, 2},
    {"thousand", MAGNITUDE, 1, 3},
    {"k", MAGNITUDE, 1, 3},
    {"m", MAGNITUDE, 1, 6},
    {"mn", MAGNITUDE, 1, 6},
    {"mln", MAGNITUDE, 1, 6},
    {"mio", MAGNITUDE, 1, 6},
    {"mm", MAGNITUDE, 1, 6},
    {"million", MAGNITUDE, 1, 6},
    {"b", MAGNITUDE, 1, 9},
    {"bn", MAGNITUDE, 1, 9},
    {"bln", MAGNITUDE, 1, 9},
    {"milliard", MAGNITUDE, 1, 9},
    {"billion", MAGNITUDE, 1, 9},
    {"t", MAGNITUDE, 1, 12},
    {"tn", MAGNITUDE, 1, 12},
    {"trn", MAGNITUDE, 1, 12},
    {"trillion", MAGNITUDE, 1, 12},
    {"quadrillion", MAGNITUDE, 1, 15},
    {"lakh", MAGNITUDE, 1, 5},
    {"lac", MAGNITUDE, 1, 5},
    {"crore", MAGNITUDE, 1, 7},
    {"cr", MAGNITUDE, 1, 7},
    {"dozen", MAGNITUDE, 12, 0},
    {"tens", PLURAL, 1, 1},
    {"dozens", PLURAL, 12, 0},
    {"scores", PLURAL, 20, 0},
    {"hundreds", PLURAL, 1, 2},
    {"thousands", PLURAL, 1, 3},
    {"millions", PLURAL, 1, 6},
    {"billions", PLURAL, 1, 9},
    {"trillions", PLURAL, 1, 12},
    {"lakhs", PLURAL, 1, 5},
    {"crores", PLURAL, 1, 7},
    {"half", FRACTION, 2, 0},
    {"halves", FRACTION, 2, 0},
    {"third", FRACTION, 3, 0},
    {"thirds", FRACTION, 3, 0},
    {"quarter", FRACTION, 4, 0},
    {"quarters", FRACTION, 4, 0},
    {"fifth", FRACTION, 5, 0},
    {"fifths", FRACTION, 5, 0},
    {"eighth", FRACTION, 8, 0},
    {"eighths", FRACTION, 8, 0},
    {"tenth", FRACTION, 10, 0},
    {"tenths", FRACTION, 10, 0},
    {"a", ARTICLE, 0, 0},
    {"an", ARTICLE, 0, 0},
    {"and", AND, 0, 0},
    {"of", OF, 0, 0},
    {"point", POINT, 0, 0},
    {"several", VAGUE, 0, 0},
    {"few", VAGUE, 0, 0},
    {"couple", VAGUE, 0, 0},
    {"many", VAGUE, 0, 0},
    {"some", VAGUE, 0, 0},
};
#define WORD_COUNT (sizeof(number_words) / sizeof(*number_words))

/* Vulgar fractions that have an end, by their last two bytes in UTF-8. */
static const struct {
  const char *bytes;
  uint16_t thousandths;
} fractions[] = {
    {"\xc2\xbc", 250},     {"\xc2\xbd", 500},     {"\xc2\xbe", 750},
    {"\xe2\x85\x95", 200}, {"\xe2\x85\x96", 400}, {"\xe2\x85\x97", 600},
    {"\xe2\x85\x98", 800}, {"\xe2\x85\x9b", 125}, {"\xe2\x85\x9c", 375},
    {"\xe2\x85\x9d", 625}, {"\xe2\x85\x9e", 875},
};

typedef struct piece {
  word_kind kind;
  nomenp_decimal value; /* of CARDINAL, MAGNITUDE, PLURAL, DIGITS */
  unsigned divisor;     /* of FRACTION */
} piece;

#define PIECES_MAX 32
typedef struct pieces {
  piece items[PIECES_MAX];
  size_t count;
  size_t at;
} pieces;

static const number_word *find_word(const char *bytes, size_t size) {
  for (size_t i = 0; i < WORD_COUNT; i++) {
    size_t k = 0;
    while (k < size && number_words[i].text[k] != '\0' &&
           nomenp_ascii_lower(bytes[k]) == number_words[i].text[k])
      k++;
    if (k == size && number_words[i].text[k] == '\0') return &number_words[i];
  }
  return NULL;
}

static bool add_piece(pieces *p, word_kind kind, nomenp_decimal value,
                      unsigned divisor) {
  if (p->count == PIECES_MAX) return false;
  p->items[p->count++] = (piece){kind, value, divisor};
  return true;
}

static bool add_word(pieces *p, const char *bytes, size_t size) {
  const number_word *word;

  if (size > 1 && bytes[size - 1] == '.') size--; /* "bn." */
  word = find_word(bytes, size);
  if (word == NULL) return false;
  return add_piece(p, word->kind, nomenp_decimal_of(word->value, word->power),
                   word->kind == FRACTION ? word->value : 1u);
}

/* The value of "1/2" behind `at`, if it stands there. */
static bool take_slash(const char *bytes, size_t size, size_t *at,
                       nomenp_decimal *value) {
  unsigned divisor = 0;
  size_t i = *at + 1;

  if (*at >= size || bytes[*at] != '/' || i >= size) return false;
  for (; i < size && nomenp_ascii_is_digit(bytes[i]) && divisor < 10000; i++)
    divisor = divisor * 10 + (unsigned)(bytes[i] - '0');
  if (i != size && nomenp_ascii_is_digit(bytes[i])) return false;
  *at = i;
  return nomenp_decimal_divide(value, divisor);
}

static size_t vulgar_size(const char *bytes, size_t size,
                          nomenp_decimal *value) {
  for (size_t i = 0; i < sizeof(fractions) / sizeof(*fractions); i++) {
    size_t length = strlen(fractions[i].bytes);
    if (size >= length && memcmp(bytes, fractions[i].bytes, length) == 0) {
      *value = nomenp_decimal_of(fractions[i].thousandths, -3);
      return length;
    }
  }
  return 0;
}

/* How far digits and the separators between them reach. */
static size_t digits_end(const char *bytes, size_t size, size_t at) {
  size_t end = at;

  if (end < size && bytes[end] == '-') end++;
  for (size_t i = end; i < size;) {
    if (nomenp_ascii_is_digit(bytes[i])) {
      end = ++i;
      continue;
    }
    if (bytes[i] == ',' || bytes[i] == '.' || bytes[i] == '\'')
      i++;
    else if ((bytes[i] == ' ' || bytes[i] == '\n') && size - i > 3 &&
             nomenp_ascii_is_digit(bytes[i + 1]) &&
             nomenp_ascii_is_digit(bytes[i + 2]) &&
             nomenp_ascii_is_digit(bytes[i + 3]) && bytes[i] == ' ')
      i++;
    else if (size - i > 2 && memcmp(bytes + i, "\xc2\xa0", 2) == 0)
      i += 2;
    else if (size - i > 3 && (memcmp(bytes + i, "\xe2\x80\x89", 3) == 0 ||
                              memcmp(bytes + i, "\xe2\x80\xaf", 3) == 0 ||
                              memcmp(bytes + i, "\xe2\x80\x99", 3) == 0))
      i += 3;
    else
      break;
    if (i >= size || !nomenp_ascii_is_digit(bytes[i])) break;
  }
  return end;
}

static bool add_digits(pieces *p, const char *bytes, size_t size, size_t *at) {
  size_t end = digits_end(bytes, size, *at), length;
  nomenp_decimal value, fraction;

  if (!nomenp_decimal_read(bytes + *at, end - *at, &value)) return false;
  *at = end;
  if (end < size && bytes[end] == '/' &&
      !take_slash(bytes, size, at, &value))
    return false;
  length = vulgar_size(bytes + *at, size - *at, &fraction);
  *at += length;
  if (length > 0 && !nomenp_decimal_add(&value, &fraction)) return false;
  return add_piece(p, DIGITS, value, 1);
}

static size_t space_size(const char *bytes, size_t size) {
  if (size > 0 && nomenp_number_is_gap(bytes[0])) return 1;
  if (size > 1 && memcmp(bytes, "\xc2\xa0", 2) == 0) return 2;
  if (size > 2 && memcmp(bytes, "\xe2\x80", 2) == 0 &&
      (bytes[2] == '\x89' || bytes[2] == '\xaf' || bytes[2] == '\x90' ||
       bytes[2] == '\x91'))
    return 3; /* thin spaces, hyphens */
  return 0;
}

static bool take_pieces(const char *bytes, size_t size, pieces *out) {
  size_t at = 0;

  out->count = 0;
  out->at = 0;
  while (at < size) {
    size_t space = space_size(bytes + at, size - at), length;
    nomenp_decimal value;
    bool is_number = nomenp_ascii_is_digit(bytes[at]) ||
                     ((bytes[at] == '.' || (bytes[at] == '-' && at == 0)) &&
                      at + 1 < size && nomenp_ascii_is_digit(bytes[at + 1]));
    if (!is_number && space > 0) {
      at += space;
      continue;
    }
    if (is_number) {
      if (!add_digits(out, bytes, size, &at)) return false;
      continue;
    }
    length = vulgar_size(bytes + at, size - at, &value);
    if (length > 0) {
      if (!add_piece(out, DIGITS, value, 1)) return false;
      at += length;
      continue;
    }
    while (at + length < size && !nomenp_number_is_gap(bytes[at + length]) &&
           !nomenp_ascii_is_digit(bytes[at + length]) &&
           (uint8_t)bytes[at + length] < 0x80)
      length++;
    if (length == 0 || !add_word(out, bytes + at, length)) return false;
    at += length;
  }
  return out->count > 0;
}

static const piece *look(const pieces *p, size_t ahead) {
  return p->at + ahead < p->count ? &p->items[p->at + ahead] : NULL;
}

static bool comes(const pieces *p, size_t ahead, word_kind kind) {
  const piece *next = look(p, ahead);
  return next != NULL && next->kind == kind;
}

/* ---- The grammar ---- */

typedef struct sum {
  nomenp_decimal total; /* of finished magnitudes */
  nomenp_decimal group; /* below the next magnitude */
  nomenp_decimal last;  /* the last magnitude, for "and a half" */
  bool has_total;
  bool has_group;
  bool is_closed; /* the group is digits or has a fraction: nothing adds to it */
} sum;

/* "fifty" "three", "two hundred" "thirty": whether `value` may follow the group. */
static bool may_follow(const nomenp_decimal *group,
                       const nomenp_decimal *value) {
  int64_t before, after;

  if (!nomenp_decimal_integer(group, &before) ||
      !nomenp_decimal_integer(value, &after) || after == 0)
    return false;
  if (before % 100 == 0 && before != 0) return after < 100;
  return before % 10 == 0 && before % 100 >= 20 && after < 10;
}

static bool add_cardinal(sum *s, const piece *next) {
  if (!s->has_group) {
    s->group = next->value;
    s->has_group = true;
    s->is_closed = next->kind == DIGITS;
    return true;
  }
  if (next->kind == DIGITS || s->is_closed ||
      !may_follow(&s->group, &next->value))
    return false;
  return nomenp_decimal_add(&s->group, &next->value);
}

/* "two and" "three quarters" / "a half": (n) fraction, onto the group or, behind a
 * magnitude, that share of it. */
static bool add_fraction(sum *s, const nomenp_decimal *count,
                         unsigned divisor) {
  nomenp_decimal part = *count;

  if (!nomenp_decimal_divide(&part, divisor)) return false;
  if (!s->has_group && s->has_total)
    return nomenp_decimal_multiply(&part, &s->last) &&
           nomenp_decimal_add(&s->total, &part);
  if (s->is_closed && s->group.exponent < 0) return false;
  s->is_closed = true;
  if (!s->has_group) {
    s->has_group = true;
    s->group = part;
    return true;
  }
  return nomenp_decimal_add(&s->group, &part);
}

static bool multiply(sum *s, const nomenp_decimal *magnitude) {
  nomenp_decimal thousand = nomenp_decimal_of(1, 3);
  nomenp_decimal product = s->has_group ? s->group : nomenp_decimal_of(1, 0);

  if (!s->has_group && s->has_total) {
    /* "two hundred thousand million" */
    s->last = *magnitude;
    return nomenp_decimal_multiply(&s->total, magnitude);
  }
  if (nomenp_decimal_compare(magnitude, &thousand) < 0) {
    /* hundred, dozen: still within the group */
    s->has_group = true;
    return nomenp_decimal_multiply(&s->group, magnitude);
  }
  if (s->has_total && nomenp_decimal_compare(magnitude, &s->last) >= 0)
    return false;
  s->last = *magnitude;
  s->has_group = false;
  s->is_closed = false;
  if (!nomenp_decimal_multiply(&product, magnitude)) return false;
  if (!s->has_total) {
    s->has_total = true;
    s->total = product;
    return true;
  }
  return nomenp_decimal_add(&s->total, &product);
}

/* "two point five" */
static bool add_point(sum *s, pieces *p) {
  nomenp_decimal digit;
  int exponent = 0;

  if (!s->has_group || s->is_closed) return false;
  s->is_closed = true;
  for (; look(p, 0) && (comes(p, 0, CARDINAL) || comes(p, 0, DIGITS));
       p->at++) {
    digit = look(p, 0)->value;
    if (digit.count > 1 || digit.exponent != 0 || exponent < -20) return false;
    digit.exponent = (int16_t)--exponent;
    if (!nomenp_decimal_add(&s->group, &digit)) return false;
  }
  return exponent != 0;
}

/* An "and" joins only what can be joined: "hundred and five", "two and a half". */
static bool and_is_right(const sum *s, const pieces *p) {
  return (s->has_group || s->has_total) && look(p, 0) != NULL &&
         !comes(p, 0, MAGNITUDE) && !comes(p, 0, AND);
}

/* The count before a fraction: "a", "three", or nothing. */
static bool take_fraction(sum *s, pieces *p, bool *is_right) {
  nomenp_decimal one = nomenp_decimal_of(1, 0), count = one;
  size_t ahead = 0;

  if (comes(p, 0, ARTICLE) || comes(p, 0, CARDINAL) || comes(p, 0, DIGITS)) {
    if (!comes(p, 0, ARTICLE)) count = look(p, 0)->value;
    ahead = 1;
  }
  if (!comes(p, ahead, FRACTION)) return false;
  p->at += ahead;
  *is_right = add_fraction(s, &count, look(p, 0)->divisor);
  p->at++;
  /* "half a million", "three quarters of a billion" */
  if (comes(p, 0, OF)) p->at++;
  if (comes(p, 0, ARTICLE) && comes(p, 1, MAGNITUDE)) p->at++;
  return true;
}

static bool take_next(sum *s, pieces *p) {
  const piece *next = look(p, 0);
  bool is_right;

  if (take_fraction(s, p, &is_right)) return is_right;
  p->at++;
  switch (next->kind) {
  case CARDINAL: return add_cardinal(s, next);
  case DIGITS:
    /* "2 1/2" */
    if (s->has_group && s->is_closed && s->group.exponent >= 0 &&
        next->value.count > 0 &&
        next->value.exponent + next->value.count <= 0)
      return nomenp_decimal_add(&s->group, &next->value);
    return add_cardinal(s, next);
  case MAGNITUDE:
    if (!s->has_group && !s->has_total) {
      s->group = nomenp_decimal_of(1, 0);
      s->has_group = true;
    }
    return multiply(s, &next->value);
  case ARTICLE:
    if (s->has_group || s->has_total) return false;
    s->group = nomenp_decimal_of(1, 0);
    s->has_group = true;
    return true;
  case AND: return and_is_right(s, p);
  case POINT: return add_point(s, p);
  default: return false;
  }
}

bool nomenp_number_read(const char *bytes, size_t size, nomenp_decimal *out) {
  pieces p;
  sum s;

  memset(&s, 0, sizeof(s));
  if (!take_pieces(bytes, size, &p)) return false;
  while (p.at < p.count)
    if (!take_next(&s, &p)) return false;
  if (s.has_group && !nomenp_decimal_add(&s.total, &s.group)) return false;
  *out = s.total;
  return s.has_group || s.has_total;
}

bool nomenp_number_read_bound(const char *bytes, size_t size,
                              nomenp_decimal *out) {
  nomenp_decimal low = nomenp_decimal_of(2, 0);
  bool has_plural = false, is_vague = false;
  pieces p;

  if (!take_pieces(bytes, size, &p)) return false;
  for (; p.at < p.count; p.at++) {
    const piece *next = look(&p, 0);
    if (next->kind == VAGUE)
      is_vague = true;
    else if (next->kind == PLURAL || next->kind == MAGNITUDE) {
      if (next->kind == PLURAL) has_plural = true;
      if (!nomenp_decimal_multiply(&low, &next->value)) return false;
    } else if (next->kind != OF && next->kind != ARTICLE)
      return false;
  }
  if (!has_plural && !is_vague) return false;
  *out = is_vague ? nomenp_decimal_of(0, 0) : low;
  return true;
}
