/* SPDX-License-Identifier: MIT */
/*
 * Numbers and the currency beside them.  A pattern has found the number; the
 * currency is looked for in the list, the longest name first: before the number
 * ("US$", "HK$", "USD", "Rs."), behind it ("Swiss francs", "euros", "GBP"), or grown
 * together with it ("RM50,000", "20p", "115USD").
 */
#include <string.h>

#include "text/fold.h"
#include "value/amount.h"

#define BIT(kind) ((uint16_t)(1u << (kind)))
#define ALL_KINDS UINT16_C(0xffff)

/* A form met in the text. */
typedef struct form_hit {
  nomenp_forms forms;
  uint16_t kinds;
  uint32_t first; /* tokens [first, end) */
  uint32_t end;
} form_hit;

/* ---- Forms ---- */

static bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

/* Equal but for full stops and white space. */
static bool same_letters(const char *a, const char *bytes, size_t size) {
  for (size_t i = 0; i < size; i++) {
    if (bytes[i] == '.' || bytes[i] == ' ' || bytes[i] == '\n') continue;
    while (*a == '.' || *a == ' ') a++;
    if (*a++ != bytes[i]) return false;
  }
  while (*a == '.') a++;
  return *a == '\0';
}

static bool is_lower_case(const char *bytes, size_t size) {
  for (size_t i = 0; i < size; i++)
    if (is_upper(bytes[i])) return false;
  return true;
}

/* Whether the case of the text allows this reading: signs of letters and codes are
 * written one way, weak words small. */
static bool case_allows(const nomenp_form *form, const char *bytes,
                        size_t size) {
  bool is_weak = (form->flags & NOMENP_FORM_WEAK) != 0;

  switch (form->kind) {
  case NOMENP_FORM_SIGN:
    /* "rmb 10", but not "rs 10": short ones may be anything. */
    return !(form->flags & NOMENP_FORM_LETTERS) ||
           same_letters(form->text, bytes, size) ||
           (!is_weak && size > 2 && is_lower_case(bytes, size));
  case NOMENP_FORM_CODE:
    return same_letters(form->text, bytes, size) ||
           (!is_weak && is_lower_case(bytes, size));
  case NOMENP_FORM_MILLIONS: return same_letters(form->text, bytes, size);
  default:
    return !is_weak || is_lower_case(bytes, size) ||
           same_letters(form->text, bytes, size);
  }
}

/* The kinds of reading that the text's case allows, of those asked for. */
static uint16_t allowed_kinds(nomenp_forms forms, uint16_t kinds,
                              const char *bytes, size_t size) {
  uint16_t allowed = 0;

  for (uint32_t i = 0; i < forms.count; i++)
    if (case_allows(&forms.items[i], bytes, size))
      allowed = (uint16_t)(allowed | BIT(forms.items[i].kind));
  return allowed & kinds;
}

static bool opens_form(const nomenp_money_reader *r, uint32_t token) {
  return nomenp_token_set_has(&r->money->currencies.openers,
                              r->text->hash[token]);
}

static bool closes_form(const nomenp_money_reader *r, uint32_t token) {
  return nomenp_token_set_has(&r->money->currencies.closers,
                              r->text->hash[token]);
}

/* The form of exactly these tokens, which hash to `hash`. */
static bool find_hashed(const nomenp_money_reader *r, uint32_t first,
                        uint32_t end, uint64_t hash, uint16_t kinds,
                        form_hit *out) {
  const nomenp_text *t = r->text;

  out->forms = nomenp_currencies_find(&r->money->currencies, hash);
  if (out->forms.count == 0) return false;
  out->first = first;
  out->end = end;
  out->kinds = allowed_kinds(out->forms, kinds,
                             (const char *)t->bytes + t->start[first],
                             t->end[end - 1] - t->start[first]);
  return out->kinds != 0;
}

static bool find_form(const nomenp_money_reader *r, uint32_t first,
                      uint32_t end, uint16_t kinds, form_hit *out) {
  uint64_t hash = NOMENP_FORM_HASH_SEED;

  if (!opens_form(r, first) || !closes_form(r, end - 1)) return false;
  for (uint32_t i = first; i < end; i++)
    hash = nomenp_form_hash_step(hash, r->text->hash[i]);
  return find_hashed(r, first, end, hash, kinds, out);
}

/* The longest form that begins at `first`. */
static bool longest_form(const nomenp_money_reader *r, uint32_t first,
                         uint16_t kinds, form_hit *out) {
  const nomenp_text *t = r->text;
  uint64_t hashes[NOMENP_FORM_TOKENS_MAX], hash = NOMENP_FORM_HASH_SEED;
  uint32_t limit = first;

  if (first >= t->token_count || !opens_form(r, first)) return false;
  while (limit < t->token_count && limit - first < NOMENP_FORM_TOKENS_MAX &&
         (limit == first || !(t->flags[limit] & NOMENP_TOKEN_PARAGRAPH))) {
    hash = nomenp_form_hash_step(hash, t->hash[limit]);
    hashes[limit++ - first] = hash;
  }
  for (uint32_t end = limit; end > first; end--)
    if (closes_form(r, end - 1) &&
        find_hashed(r, first, end, hashes[end - 1 - first], kinds, out))
      return true;
  return false;
}

/* The form of a stretch that is part of a token, with the tokens [first, token)
 * before it. */
static bool find_part(const nomenp_money_reader *r, uint32_t first,
                      uint32_t token, const char *bytes, size_t size,
                      uint16_t kinds, form_hit *out) {
  uint64_t hash = NOMENP_FORM_HASH_SEED;

  for (uint32_t i = first; i < token; i++)
    hash = nomenp_form_hash_step(hash, r->text->hash[i]);
  hash = nomenp_form_hash_step(hash,
                               nomenp_fold_hash((const uint8_t *)bytes, size));
  if (first < token) {
    const char *start = (const char *)r->text->bytes + r->text->start[first];
    size += (size_t)(bytes - start);
    bytes = start;
  }
  out->first = first;
  out->forms = nomenp_currencies_find(&r->money->currencies, hash);
  out->kinds = allowed_kinds(out->forms, kinds, bytes, size);
  return out->kinds != 0;
}

static bool has_space(const nomenp_text *t, uint32_t token) {
  return (t->flags[token] & NOMENP_TOKEN_SPACE) != 0;
}

static size_t token_size(const nomenp_text *t, uint32_t token) {
  return t->end[token] - t->start[token];
}

/* ---- Before the number ---- */

/* Whether a whole sentence is in small letters, so that case says nothing. */
static bool is_small_sentence(const nomenp_text *t, uint32_t token) {
  uint32_t sentence = nomenp_text_sentence(t, token);
  uint32_t from = t->sentence_start[sentence];
  uint32_t to = t->sentence_start[sentence + 1];

  for (uint32_t i = from; i < to && i < from + 64; i++)
    if (t->flags[i] & NOMENP_TOKEN_CAPITAL) return false;
  return true;
}

/* Letters before a sign belong to it when they are glued to it, or capitals, "US $5";
 * not the "a" of "a $5 bill", the "Can" of "Can $5 buy it", the "us" of "gave us $5",
 * the "s" of "it 's $5".  In a sentence without capitals case says nothing. */
static bool prefix_is_right(const nomenp_money_reader *r, uint32_t first,
                            uint32_t sign) {
  const nomenp_text *t = r->text;
  const char *bytes = (const char *)t->bytes + t->start[first];
  size_t size = token_size(t, first);

  if (!has_space(t, sign) && is_upper(bytes[0])) return true;
  if (size == 1)
    return bytes[0] != 'a' && bytes[0] != 'A' &&
           !(first > 0 && t->shape[first - 1] == NOMENP_SHAPE_QUOTE);
  if (memchr(bytes, '.', size) != NULL) return true;
  if (is_lower(bytes[0])) return is_small_sentence(t, first);
  return is_upper(bytes[1]);
}

/* A sign right before the number, at `sign`, with the letters before it. */
static bool take_sign(const nomenp_money_reader *r, uint32_t sign,
                      form_hit *out) {
  const nomenp_text *t = r->text;
  uint32_t limit = sign >= 3 ? 3 : sign;
  form_hit code;

  for (uint32_t before = limit; before > 0; before--) {
    uint32_t first = sign - before;
    bool is_whole = true;
    for (uint32_t i = first + 1; i <= sign; i++)
      is_whole = is_whole && !(t->flags[i] & NOMENP_TOKEN_PARAGRAPH);
    if (is_whole && find_form(r, first, sign + 1, BIT(NOMENP_FORM_SIGN), out) &&
        prefix_is_right(r, first, sign))
      return true;
  }
  if (!find_form(r, sign, sign + 1, BIT(NOMENP_FORM_SIGN), out)) return false;
  /* "AUD$5", "nzd$15" */
  if (sign > 0 && !has_space(t, sign) &&
      find_form(r, sign - 1, sign, BIT(NOMENP_FORM_CODE), &code)) {
    *out = code;
    out->end = sign + 1;
  }
  return true;
}

/* "Rs. 5", where the stop is a token of its own. */
static bool take_stopped(const nomenp_money_reader *r, uint32_t stop,
                         form_hit *out) {
  const nomenp_text *t = r->text;

  if (stop == 0 || t->shape[stop] != NOMENP_SHAPE_STOP || has_space(t, stop) ||
      t->bytes[t->start[stop]] != '.' ||
      !find_form(r, stop - 1, stop, BIT(NOMENP_FORM_SIGN), out))
    return false;
  out->end = stop + 1;
  for (uint32_t i = 0; i < out->forms.count; i++) {
    size_t size = strlen(out->forms.items[i].text);
    if (out->forms.items[i].text[size - 1] == '.') return true;
  }
  return false;
}

/* A code before the number, "USD 200", "Rs 5", or a word, if the number is written
 * as a sum of money is: "dollar 22.5 million", not "Euro 2012". */
static bool take_name_before(const nomenp_money_reader *r, uint32_t last,
                             bool is_sum, form_hit *out) {
  const nomenp_text *t = r->text;
  uint16_t kinds = BIT(NOMENP_FORM_SIGN) | BIT(NOMENP_FORM_CODE) |
                   BIT(NOMENP_FORM_MILLIONS);
  uint32_t limit = last >= 2 ? 3 : last + 1;

  if (is_sum && !(last > 0 && (nomenp_money_is_word(r, last - 1,
                                                      NOMENP_WORD_THE) ||
                                 nomenp_money_is_word(r, last - 1,
                                                      NOMENP_WORD_A))))
    kinds |= BIT(NOMENP_FORM_WORD);
  if (take_stopped(r, last, out)) return true;
  for (uint32_t size = limit; size > 0; size--) {
    bool is_whole = true;
    for (uint32_t i = last - size + 2; i <= last; i++)
      is_whole = is_whole && !(t->flags[i] & NOMENP_TOKEN_PARAGRAPH);
    if (is_whole && find_form(r, last - size + 1, last + 1, kinds, out))
      return true;
  }
  return false;
}

/* The currency before the number at `token`; *negative is set for "$-5", "$(5". */
static bool take_before(const nomenp_money_reader *r, uint32_t token,
                        bool is_sum, form_hit *out, bool *negative) {
  const nomenp_text *t = r->text;
  uint32_t last;

  if (token == 0 || (t->flags[token] & NOMENP_TOKEN_PARAGRAPH)) return false;
  last = token - 1;
  if (last > 0 && !has_space(t, token) && !has_space(t, last) &&
      t->shape[last - 1] == NOMENP_SHAPE_CURRENCY &&
      (t->bytes[t->start[last]] == '-' || t->bytes[t->start[last]] == '(')) {
    *negative = true;
    last--;
  }
  if (t->shape[last] == NOMENP_SHAPE_CURRENCY) return take_sign(r, last, out);
  if (*negative) return false;
  return take_name_before(r, last, is_sum, out);
}

/* ---- Behind the number ---- */

/* A sign that belongs to the next number: "5 $10 bills". */
static bool sign_is_of_next(const nomenp_text *t, uint32_t sign) {
  uint32_t next = sign + 1;

  return next < t->token_count && !has_space(t, next) && has_space(t, sign) &&
         t->token_class[next] <= NOMEN_TOKEN_MIXED;
}

static size_t mention_at(const nomenp_money_reader *r, uint32_t token) {
  size_t low = 0, high = r->mention_count;

  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (r->mentions[middle].token < token)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* "Liberian dollars": an adjective of the lists, then a word that a currency of its
 * country goes by. */
static bool take_nationality(const nomenp_money_reader *r, uint32_t token,
                             nomenp_amount *a, form_hit *out) {
  size_t at = mention_at(r, token);
  const char *country;

  if (at == r->mention_count || r->mentions[at].token != token ||
      !r->mentions[at].is_nationality)
    return false;
  country = r->mentions[at].country;
  for (uint32_t next = token + 1; next <= token + 2; next++) {
    if (next >= r->text->token_count ||
        (r->text->flags[next] & NOMENP_TOKEN_PARAGRAPH))
      return false;
    if (!longest_form(r, next, BIT(NOMENP_FORM_WORD), out)) continue;
    for (uint32_t i = 0; i < out->forms.count; i++)
      if (nomenp_currency_is_of(&r->money->currencies,
                                out->forms.items[i].currency, country)) {
        out->first = token;
        a->has_country = true;
        memcpy(a->country, country, 2);
        return true;
      }
  }
  return false;
}

/* The currency from token `at` on, behind the number. */
static bool take_behind(const nomenp_money_reader *r, uint32_t at,
                        nomenp_amount *a, form_hit *out) {
  const nomenp_text *t = r->text;

  if (at >= t->token_count || (t->flags[at] & NOMENP_TOKEN_PARAGRAPH))
    return false;
  if (t->shape[at] == NOMENP_SHAPE_HYPHEN && at + 1 < t->token_count) {
    if (has_space(t, at) || has_space(t, at + 1)) return false;
    at++;
  } else if (a->is_open && nomenp_money_is_word(r, at, NOMENP_WORD_OF) &&
             at + 1 < t->token_count)
    at++;
  if (!longest_form(r, at, ALL_KINDS, out))
    return take_nationality(r, at, a, out);
  /* "5 K", "20 p": a letter counts only when grown together with the number. */
  if (out->end == at + 1 && token_size(t, at) == 1 &&
      t->token_class[at] == NOMEN_TOKEN_WORD)
    return false;
  if (t->shape[at] == NOMENP_SHAPE_CURRENCY && out->end == at + 1 &&
      sign_is_of_next(t, at))
    return false;
  return true;
}

/* ---- The number ---- */

/* Where the first magnitude of a number begins; `size` if there is none. */
static size_t magnitude_at(const char *bytes, size_t size) {
  static const char *const words[] = {"hundred", "thousand", "million",
                                      "billion", "trillion", "lakh",
                                      "lac",     "crore",    "dozen",
                                      "milliard", "quadrillion"};
  bool has_digits = false;

  for (size_t i = 0; i < size; i++) {
    if (bytes[i] >= '0' && bytes[i] <= '9') {
      has_digits = true;
      continue;
    }
    /* A letter behind digits: "5m", "5 bn". */
    if (has_digits && (is_lower(bytes[i]) || is_upper(bytes[i])) &&
        !(size - i > 3 && memcmp(bytes + i, "and", 3) == 0))
      return i;
    for (size_t w = 0; w < sizeof(words) / sizeof(*words); w++) {
      size_t length = strlen(words[w]), k = 0;
      while (k < length && i + k < size &&
             (bytes[i + k] | 0x20) == words[w][k])
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

static const char *capture_bytes(const nomenp_money_reader *r,
                                 const nomenp_capture *capture) {
  return (const char *)r->text->bytes + capture->start;
}

static bool read_capture(const nomenp_money_reader *r,
                         const nomenp_capture *capture, quantity *out) {
  return read_quantity(capture_bytes(r, capture),
                       capture->end - capture->start, out);
}

static bool is_large(const nomenp_decimal *value) {
  nomenp_decimal thousand = nomenp_decimal_of(1, 3);
  return nomenp_decimal_compare(value, &thousand) >= 0;
}

/* "$5 to $6 million": the first is in millions too, unless it is the larger count. */
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
                          const form_hit *before, const quantity *low,
                          const quantity *high) {
  const nomenp_capture *join = nomenp_match_capture(m, r->money->captures.join);
  const char *bytes = capture_bytes(r, join);
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
  while (token < t->token_count && t->end[token] <= byte) token++;
  return token;
}

/* "$5 to 10 people": whether what follows the second number leaves it a price. */
static bool second_is_price(const nomenp_money_reader *r,
                            const nomenp_match *m, uint32_t next) {
  const nomenp_text *t = r->text;

  if (nomenp_match_capture(m, r->money->captures.closed)) return true;
  return next >= t->token_count || t->token_class[next] > NOMEN_TOKEN_MIXED ||
         (t->flags[next] & NOMENP_TOKEN_PARAGRAPH);
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
  if (!nomenp_number_read_bound(capture_bytes(r, number),
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
                        form_hit *out) {
  const char *bytes = capture_bytes(r, suffix);
  size_t size = suffix->end - suffix->start;
  nomenp_decimal factor;

  if (find_part(r, 0, 0, bytes, size, ALL_KINDS, out)) return true;
  if (size < 3 || !nomenp_number_read(bytes, 1, &factor) ||
      !find_part(r, 0, 0, bytes + 1, size - 1, ALL_KINDS, out) ||
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
      t->token_class[a->end] != NOMEN_TOKEN_WORD || token_size(t, a->end) < 2 ||
      !(a->kinds & (BIT(NOMENP_FORM_CODE) | BIT(NOMENP_FORM_SIGN))) ||
      !nomenp_number_read((const char *)t->bytes + t->start[a->end],
                          token_size(t, a->end), &factor) ||
      !is_large(&factor) || !nomenp_decimal_multiply(&a->value, &factor))
    return;
  a->factor = factor;
  a->has_magnitude = true;
  a->end++;
}

static void set_form(nomenp_amount *a, const form_hit *hit, bool is_left) {
  a->forms = hit->forms;
  a->kinds = hit->kinds;
  a->is_left = is_left;
  a->is_sign = (hit->kinds & BIT(NOMENP_FORM_SIGN)) != 0;
}

/* A currency said twice: "$10 million dollars". */
static bool share_currency(const form_hit *a, const form_hit *b) {
  for (uint32_t i = 0; i < a->forms.count; i++)
    for (uint32_t k = 0; k < b->forms.count; k++)
      if (a->forms.items[i].currency == b->forms.items[k].currency)
        return b->forms.items[k].kind == NOMENP_FORM_WORD;
  return false;
}

/* "-$5", "-5 euros": a minus that nothing stands before. */
static void take_minus(const nomenp_money_reader *r, nomenp_amount *a) {
  const nomenp_text *t = r->text;
  uint32_t minus;

  if (a->first == 0 || has_space(t, a->first) || !a->has_value) return;
  minus = a->first - 1;
  if (!(token_size(t, minus) == 1 && t->bytes[t->start[minus]] == '-') &&
      !(token_size(t, minus) == 3 &&
        memcmp(t->bytes + t->start[minus], "\xe2\x88\x92", 3) == 0))
    return;
  if (minus > 0 && !has_space(t, minus) &&
      !(t->flags[minus] & NOMENP_TOKEN_PARAGRAPH) &&
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

/* Letters grown onto the number: "RM50", "USD34.6"; "C$N5" with a sign before. */
static bool take_prefix(const nomenp_money_reader *r, uint32_t token,
                        const nomenp_capture *prefix, form_hit *out) {
  uint16_t kinds = BIT(NOMENP_FORM_SIGN) | BIT(NOMENP_FORM_CODE) |
                   BIT(NOMENP_FORM_MILLIONS);
  uint32_t first = token;

  while (first > 0 && token - first < 2 && !has_space(r->text, first) &&
         !(r->text->flags[first] & NOMENP_TOKEN_PARAGRAPH))
    first--;
  for (; first <= token; first++)
    if (find_part(r, first, token, capture_bytes(r, prefix),
                  prefix->end - prefix->start, kinds, out))
      return true;
  return false;
}

/* What stands before the number of a match, unless the amount before has it. */
static bool find_before(const nomenp_money_reader *r, const nomenp_match *m,
                        uint32_t consumed, const quantity *q, form_hit *out,
                        bool *negative) {
  const nomenp_capture *prefix =
      nomenp_match_capture(m, r->money->captures.prefix);
  bool is_sum;

  if (prefix != NULL) return take_prefix(r, m->token, prefix, out);
  is_sum = q->has_factor || (is_large(&q->value) &&
                             r->text->shape[m->token] == NOMENP_SHAPE_NUMBER);
  return take_before(r, m->token, is_sum, out, negative) &&
         r->text->start[out->first] >= consumed;
}

/* Finish an amount whose number ends before token `next` and byte `end`. */
static bool finish(const nomenp_money_reader *r, const nomenp_match *m,
                   const form_hit *before, uint32_t next, uint32_t end,
                   nomenp_amount *a) {
  form_hit behind;

  a->first = m->token;
  a->number_end = a->end = next;
  a->end_byte = end;
  if (before != NULL) {
    set_form(a, before, true);
    a->first = before->first;
    if (take_behind(r, next, a, &behind) && share_currency(before, &behind))
      a->end = behind.end;
    if (a->has_country) a->has_country = false;
  } else {
    if (!take_behind(r, next, a, &behind)) return false;
    if ((behind.kinds & BIT(NOMENP_FORM_WORD)) &&
        is_year_of_prices(r, m, next))
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
  if (a->first > 0 && !(r->text->flags[a->first] & NOMENP_TOKEN_PARAGRAPH) &&
      nomenp_money_is_word(r, a->first - 1, NOMENP_WORD_A) &&
      (nomenp_money_is_word(r, a->first, NOMENP_WORD_FEW) ||
       nomenp_money_is_word(r, a->first, NOMENP_WORD_COUPLE)))
    a->first--;
  a->start_byte = r->text->start[a->first];
  return true;
}

/* How far behind a number, past a hyphen or "of" and an adjective, the name of a
 * currency may begin. */
#define BEHIND_TOKENS 4u

static bool may_be_behind(const nomenp_money_reader *r, uint32_t token,
                          uint32_t byte) {
  uint32_t at = token_behind(r->text, token, byte);

  for (uint32_t i = 0; i < BEHIND_TOKENS && at + i < r->text->token_count; i++)
    if (opens_form(r, at + i)) return true;
  return false;
}

/* Whether any currency may stand where one can: most numbers have none, and need
 * not be read. */
static bool may_be_money(const nomenp_money_reader *r, const nomenp_match *m) {
  const nomenp_money_captures *c = &r->money->captures;
  const nomenp_capture *low = nomenp_match_capture(m, c->low);
  const nomenp_capture *high = nomenp_match_capture(m, c->high);

  if (low == NULL) return false;
  if (nomenp_match_capture(m, c->prefix) || nomenp_match_capture(m, c->suffix))
    return true;
  /* A bracket, minus or full stop may stand between. */
  for (uint32_t back = 1; back <= 2 && back <= m->token; back++)
    if (closes_form(r, m->token - back)) return true;
  return may_be_behind(r, m->token, low->end) ||
         (high != NULL && may_be_behind(r, m->token, high->end));
}

/* Read one match; false: it is no amount.  `consumed`: where the one before ends. */
static bool read_match(const nomenp_money_reader *r, const nomenp_match *m,
                       uint32_t consumed, nomenp_amount *a) {
  const nomenp_money_captures *c = &r->money->captures;
  const nomenp_capture *low_text = nomenp_match_capture(m, c->low);
  const nomenp_capture *high_text = nomenp_match_capture(m, c->high);
  const nomenp_capture *suffix = nomenp_match_capture(m, c->suffix);
  const nomenp_text *t = r->text;
  quantity low, high;
  form_hit before, behind;
  bool negative = false, has_before, has_high;
  uint32_t next;

  if (low_text == NULL || nomenp_match_capture(m, c->percent)) return false;
  if (read_open(r, low_text, a)) return finish_open(r, m, low_text->end, a);
  if (!read_capture(r, low_text, &low)) return false;
  has_high = high_text != NULL && read_capture(r, high_text, &high);
  has_before = find_before(r, m, consumed, has_high ? &high : &low, &before,
                           &negative);
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
    if (has_before ||
        !take_suffix(r, suffix, has_high ? &high : &low, &behind))
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
    a = (nomenp_amount){.currency = -1,
                        .equivalent = NOMEN_NONE,
                        .range = NOMEN_NONE};
    if (!read_match(r, m, consumed, &a) ||
        a.start_byte < consumed)
      continue;
    if (!NOMENP_ARENA_GROW(&r->found, &r->amounts.items, &r->amounts.capacity,
                           r->amounts.count + 1))
      return false;
    r->amounts.items[r->amounts.count++] = a;
    consumed = a.end_byte;
  }
  return true;
}
