/* SPDX-License-Identifier: MIT */
/*
 * Numbers and the currency beside them: a pattern has found the number,
 * money_form.c finds the currency.
 */
#include <string.h>

#include "base/ascii.h"
#include "value/money_form.h"

#define BIT NOMENP_FORM_BIT

/* ---- The number ---- */

/* Where the first magnitude of a number begins; `size` if there is none. */
static size_t magnitude_at(const char *bytes, size_t size) {
  static const char *const words[] = {
      "hundred", "thousand", "million", "billion",  "trillion",   "lakh",
      "lac",     "crore",    "dozen",   "milliard", "quadrillion"};
  bool has_digits = false;

  for (size_t i = 0; i < size; i++) {
    if (bytes[i] >= '0' && bytes[i] <= '9') {
      has_digits = true;
      continue;
    }
    /* A letter behind digits: "5m", "5 bn". */
    if (has_digits &&
        (nomenp_ascii_is_small(bytes[i]) || nomenp_ascii_is_upper(bytes[i])) &&
        !(size - i > 3 && memcmp(bytes + i, "and", 3) == 0))
      return i;
    for (size_t w = 0; w < sizeof(words) / sizeof(*words); w++) {
      size_t length = strlen(words[w]), k = 0;
      while (k < length && i + k < size && (bytes[i + k] | 0x20) == words[w][k])
        k++;
      if (k == length) return i;
    }
  }
  return size;
}

typedef struct quantity {
  nomenp_decimal value;
  nomenp_decimal count;  /* "10" of "10 million" */
  nomenp_decimal factor; /* "million"; 1 if none is said */
  bool has_factor;
} quantity;

static bool read_quantity(const char *bytes, size_t size, quantity *out) {
  size_t at = magnitude_at(bytes, size), count_size = at;

  out->count = out->factor = nomenp_decimal_of(1, 0);
  out->has_factor = false;
  if (!nomenp_number_read(bytes, size, &out->value)) return false;
  out->count = out->value;
  if (at == size) return true;
  while (count_size > 0 &&
         (bytes[count_size - 1] == ' ' || bytes[count_size - 1] == '-' ||
          bytes[count_size - 1] == '\n' || bytes[count_size - 1] == '\t'))
    count_size--;
  out->has_factor = nomenp_number_read(bytes + at, size - at, &out->factor);
  if (!out->has_factor) out->factor = nomenp_decimal_of(1, 0);
  if (count_size > 0) nomenp_number_read(bytes, count_size, &out->count);
  return true;
}

static bool read_capture(const nomenp_money_reader *r,
                         const nomenp_capture *capture, quantity *out) {
  return read_quantity(nomenp_money_capture_bytes(r, capture),
                       capture->end - capture->start, out);
}

static bool is_large(const nomenp_decimal *value) {
  nomenp_decimal thousand = nomenp_decimal_of(1, 3);
  return nomenp_decimal_compare(value, &thousand) >= 0;
}

/* "$5 to $6 million": the first is in millions too, unless it is the larger
 * count. */
static void share_factor(quantity *low, const quantity *high) {
  nomenp_decimal value = low->value;

  if (low->has_factor || !high->has_factor ||
      nomenp_decimal_compare(&low->value, &high->count) >= 0 ||
      !nomenp_decimal_multiply(&value, &high->factor))
    return;
  low->value = value;
  low->factor = high->factor;
  low->has_factor = true;
}

/* Whether "X join Y" is a range: "and" needs "between", the ends must rise. */
static bool is_range_said(const nomenp_money_reader *r, const nomenp_match *m,
                          const nomenp_form_hit *before, const quantity *low,
                          const quantity *high) {
  const nomenp_capture *join = nomenp_match_capture(m, r->money->captures.join);
  const char *bytes = nomenp_money_capture_bytes(r, join);
  size_t size = join->end - join->start;
  uint32_t first = before != NULL ? before->first : m->token;

  while (size > 0 && (*bytes == ' ' || *bytes == '\n' || *bytes == '\t')) {
    bytes++;
    size--;
  }
  if (nomenp_decimal_compare(&low->value, &high->value) >= 0) return false;
  if (size >= 3 && (bytes[0] | 0x20) == 'a')
    return first > 0 && nomenp_money_is_word(r, first - 1, NOMENP_WORD_BETWEEN);
  return true;
}

static uint32_t token_behind(const nomenp_text *t, uint32_t token,
                             uint32_t byte) {
  while (token < t->token_count && t->end[token] <= byte)
    token++;
  return token;
}

/* "$5 to 10 people": whether what follows the second number leaves it a price.
 */
static bool second_is_price(const nomenp_money_reader *r, const nomenp_match *m,
                            uint32_t next) {
  const nomenp_text *t = r->text;

  if (nomenp_match_capture(m, r->money->captures.closed)) return true;
  return next >= t->token_count || t->token_class[next] > NOMEN_TOKEN_MIXED ||
         nomenp_token_starts_paragraph(t, next);
}

/* ---- One amount ---- */

static void set_numbers(nomenp_amount *a, const quantity *low,
                        const quantity *high) {
  const quantity *last = high != NULL ? high : low;

  a->factor = last->factor;
  a->has_magnitude = last->has_factor && is_large(&last->factor);
  if (high == NULL) {
    a->value = low->value;
    a->has_value = true;
    return;
  }
  a->low = low->value;
  a->high = high->value;
  a->has_low = a->has_high = true;
}

/* "several million", "tens of thousands" */
static bool read_open(const nomenp_money_reader *r,
                      const nomenp_capture *number, nomenp_amount *a) {
  if (!nomenp_number_read_bound(nomenp_money_capture_bytes(r, number),
                                number->end - number->start, &a->low))
    return false;
  a->is_open = true;
  a->has_low = a->low.count > 0;
  a->has_magnitude = !a->has_low || is_large(&a->low);
  return true;
}

/* A currency grown onto the end: "20p", "115USD", "5mUSD". */
static bool take_suffix(const nomenp_money_reader *r,
                        const nomenp_capture *suffix, quantity *q,
                        nomenp_form_hit *out) {
  const char *bytes = nomenp_money_capture_bytes(r, suffix);
  size_t size = suffix->end - suffix->start;
  nomenp_decimal factor;

  if (nomenp_form_of_part(r, 0, 0, bytes, size, NOMENP_FORM_ALL, out))
    return true;
  if (size < 3 || !nomenp_number_read(bytes, 1, &factor) ||
      !nomenp_form_of_part(r, 0, 0, bytes + 1, size - 1, NOMENP_FORM_ALL,
                           out) ||
      !nomenp_decimal_multiply(&q->value, &factor))
    return false;
  q->factor = factor;
  q->has_factor = true;
  return true;
}

/* "75 USD million" */
static void take_late_magnitude(const nomenp_money_reader *r,
                                nomenp_amount *a) {
  const nomenp_text *t = r->text;
  nomenp_decimal factor;

  if (a->has_magnitude || !a->has_value || a->end >= t->token_count ||
      t->token_class[a->end] != NOMEN_TOKEN_WORD ||
      nomenp_token_size(t, a->end) < 2 ||
      !(a->kinds & (BIT(NOMENP_FORM_CODE) | BIT(NOMENP_FORM_SIGN))) ||
      !nomenp_number_read((const char *)t->bytes + t->start[a->end],
                          nomenp_token_size(t, a->end), &factor) ||
      !is_large(&factor) || !nomenp_decimal_multiply(&a->value, &factor))
    return;
  a->factor = factor;
  a->has_magnitude = true;
  a->end++;
}

static void set_form(nomenp_amount *a, const nomenp_form_hit *hit,
                     bool is_left) {
  a->forms = hit->forms;
  a->kinds = hit->kinds;
  a->is_left = is_left;
  a->is_sign = (hit->kinds & BIT(NOMENP_FORM_SIGN)) != 0;
}

/* "-$5", "-5 euros": a minus that nothing stands before. */
static void take_minus(const nomenp_money_reader *r, nomenp_amount *a) {
  const nomenp_text *t = r->text;
  uint32_t minus;

  if (a->first == 0 || nomenp_token_has_space(t, a->first) || !a->has_value)
    return;
  minus = a->first - 1;
  if (!(nomenp_token_size(t, minus) == 1 && t->bytes[t->start[minus]] == '-') &&
      !(nomenp_token_size(t, minus) == 3 &&
        memcmp(t->bytes + t->start[minus], "\xe2\x88\x92", 3) == 0))
    return;
  if (minus > 0 && !nomenp_token_has_space(t, minus) &&
      !nomenp_token_starts_paragraph(t, minus) &&
      t->shape[minus - 1] != NOMENP_SHAPE_OPEN)
    return;
  if (minus > 0 && t->token_class[minus - 1] == NOMEN_TOKEN_NUMBER) return;
  a->first = minus;
  a->value.negative = a->value.count > 0;
}

/* "in 1990 dollars" */
static bool is_year_of_prices(const nomenp_money_reader *r,
                              const nomenp_match *m, uint32_t number_end) {
  return m->token > 0 && number_end == m->token + 1 &&
         r->text->shape[m->token] == NOMENP_SHAPE_YEAR &&
         nomenp_money_is_word(r, m->token - 1, NOMENP_WORD_IN);
}

/* What stands before the number of a match, unless the amount before has it. */
static bool find_before(const nomenp_money_reader *r, const nomenp_match *m,
                        uint32_t consumed, const quantity *q,
                        nomenp_form_hit *out, bool *negative) {
  const nomenp_capture *prefix =
      nomenp_match_capture(m, r->money->captures.prefix);
  bool is_sum;

  if (prefix != NULL) return nomenp_form_grown_on(r, m->token, prefix, out);
  is_sum = q->has_factor || (is_large(&q->value) &&
                             r->text->shape[m->token] == NOMENP_SHAPE_NUMBER);
  return nomenp_form_before(r, m->token, is_sum, out, negative) &&
         r->text->start[out->first] >= consumed;
}

/* Finish an amount whose number ends before token `next` and byte `end`. */
static bool finish(const nomenp_money_reader *r, const nomenp_match *m,
                   const nomenp_form_hit *before, uint32_t next, uint32_t end,
                   nomenp_amount *a) {
  nomenp_form_hit behind;

  a->first = m->token;
  a->number_end = a->end = next;
  a->end_byte = end;
  if (before != NULL) {
    set_form(a, before, true);
    a->first = before->first;
    if (nomenp_form_behind(r, next, a, &behind) &&
        nomenp_form_shared(before, &behind))
      a->end = behind.end;
    if (a->has_country) a->has_country = false;
  } else {
    if (!nomenp_form_behind(r, next, a, &behind)) return false;
    if ((behind.kinds & BIT(NOMENP_FORM_WORD)) && is_year_of_prices(r, m, next))
      return false;
    /* "a million-dollar question" counts nothing. */
    if (nomenp_money_is_word(r, m->token, NOMENP_WORD_A) &&
        r->text->shape[next] == NOMENP_SHAPE_HYPHEN)
      return false;
    set_form(a, &behind, false);
    a->end = behind.end;
  }
  take_late_magnitude(r, a);
  if (a->end > next) a->end_byte = r->text->end[a->end - 1];
  return true;
}

/* "tens of millions of dollars", "a few hundred euros" */
static bool finish_open(const nomenp_money_reader *r, const nomenp_match *m,
                        uint32_t end, nomenp_amount *a) {
  if (!finish(r, m, NULL, token_behind(r->text, m->token, end), end, a))
    return false;
  if (a->first > 0 && !nomenp_token_starts_paragraph(r->text, a->first) &&
      nomenp_money_is_word(r, a->first - 1, NOMENP_WORD_A) &&
      (nomenp_money_is_word(r, a->first, NOMENP_WORD_FEW) ||
       nomenp_money_is_word(r, a->first, NOMENP_WORD_COUPLE)))
    a->first--;
  a->start_byte = r->text->start[a->first];
  return true;
}

/* How far behind a number, past a hyphen or "of" and an adjective, the name of
 * a currency may begin. */
#define BEHIND_TOKENS 4u

static bool may_be_behind(const nomenp_money_reader *r, uint32_t token,
                          uint32_t byte) {
  uint32_t at = token_behind(r->text, token, byte);

  for (uint32_t i = 0; i < BEHIND_TOKENS && at + i < r->text->token_count; i++)
    if (nomenp_form_opens(r, at + i)) return true;
  return false;
}

/* Whether any currency may stand where one can: most numbers have none, and
 * need not be read. */
static bool may_be_money(const nomenp_money_reader *r, const nomenp_match *m) {
  const nomenp_money_captures *c = &r->money->captures;
  const nomenp_capture *low = nomenp_match_capture(m, c->low);
  const nomenp_capture *high = nomenp_match_capture(m, c->high);

  if (low == NULL) return false;
  if (nomenp_match_capture(m, c->prefix) || nomenp_match_capture(m, c->suffix))
    return true;
  /* A bracket, minus or full stop may stand between. */
  for (uint32_t back = 1; back <= 2 && back <= m->token; back++)
    if (nomenp_form_closes(r, m->token - back)) return true;
  return may_be_behind(r, m->token, low->end) ||
         (high != NULL && may_be_behind(r, m->token, high->end));
}

/* Read one match; false: it is no amount.  `consumed`: where the one before
 * ends. */
static bool read_match(const nomenp_money_reader *r, const nomenp_match *m,
                       uint32_t consumed, nomenp_amount *a) {
  const nomenp_money_captures *c = &r->money->captures;
  const nomenp_capture *low_text = nomenp_match_capture(m, c->low);
  const nomenp_capture *high_text = nomenp_match_capture(m, c->high);
  const nomenp_capture *suffix = nomenp_match_capture(m, c->suffix);
  const nomenp_text *t = r->text;
  quantity low, high;
  nomenp_form_hit before, behind;
  bool negative = false, has_before, has_high;
  uint32_t next;

  if (low_text == NULL || nomenp_match_capture(m, c->percent)) return false;
  if (read_open(r, low_text, a)) return finish_open(r, m, low_text->end, a);
  if (!read_capture(r, low_text, &low)) return false;
  has_high = high_text != NULL && read_capture(r, high_text, &high);
  has_before =
      find_before(r, m, consumed, has_high ? &high : &low, &before, &negative);
  if (nomenp_match_capture(m, c->prefix) && !has_before) return false;
  if (has_high) {
    share_factor(&low, &high);
    next = token_behind(t, m->token, m->end);
    has_high = is_range_said(r, m, has_before ? &before : NULL, &low, &high) &&
               (!has_before || high.has_factor || suffix != NULL ||
                second_is_price(r, m, next));
    if (!has_high && !read_capture(r, low_text, &low)) return false;
  }
  if (suffix != NULL && (high_text == NULL || has_high)) {
    if (has_before || !take_suffix(r, suffix, has_high ? &high : &low, &behind))
      return false;
    if (has_high) share_factor(&low, &high);
    set_numbers(a, &low, has_high ? &high : NULL);
    set_form(a, &behind, false);
    a->first = m->token;
    a->number_end = a->end = token_behind(t, m->token, m->end);
    a->end_byte = m->end;
  } else {
    uint32_t end = has_high ? high_text->end : low_text->end;
    set_numbers(a, &low, has_high ? &high : NULL);
    if (!finish(r, m, has_before ? &before : NULL,
                token_behind(t, m->token, end), end, a))
      return false;
  }
  if (negative) a->value.negative = a->value.count > 0;
  take_minus(r, a);
  a->start_byte = t->start[a->first];
  return true;
}

bool nomenp_money_read_amounts(nomenp_money_reader *r) {
  const nomenp_money_matches *numbers = &r->matches[NOMENP_MONEY_AMOUNT];
  uint32_t consumed = 0; /* bytes */

  for (size_t i = 0; i < numbers->count; i++) {
    const nomenp_match *m = numbers->items[i];
    nomenp_amount a;
    if (m->start < consumed || !may_be_money(r, m)) continue;
    a = (nomenp_amount){
        .currency = -1, .equivalent = NOMEN_NONE, .range = NOMEN_NONE};
    if (!read_match(r, m, consumed, &a) || a.start_byte < consumed) continue;
    if (!NOMENP_ARENA_GROW(&r->found, &r->amounts.items, &r->amounts.capacity,
                           r->amounts.count + 1))
      return false;
    r->amounts.items[r->amounts.count++] = a;
    consumed = a.end_byte;
  }
  return true;
}
