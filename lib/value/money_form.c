/* SPDX-License-Identifier: MIT */
/*
 * The currency beside a number, looked for in the list, the longest name first:
 * before the number ("US$", "HK$", "USD", "Rs."), behind it ("Swiss francs",
 * "euros", "GBP"), or grown together with it ("RM50,000").
 */
#include "value/money_form.h"

#include <string.h>

#include "base/ascii.h"
#include "text/fold.h"

#define BIT NOMENP_FORM_BIT

/* Equal but for full stops and white space. */
static bool same_letters(const char *a, const char *bytes, size_t size) {
  for (size_t i = 0; i < size; i++) {
    if (bytes[i] == '.' || bytes[i] == ' ' || bytes[i] == '\n') continue;
    while (*a == '.' || *a == ' ')
      a++;
    if (*a++ != bytes[i]) return false;
  }
  while (*a == '.')
    a++;
  return *a == '\0';
}

static bool is_lower_case(const char *bytes, size_t size) {
  for (size_t i = 0; i < size; i++)
    if (nomenp_ascii_is_upper(bytes[i])) return false;
  return true;
}

/* Whether the case of the text allows this reading: signs of letters and codes
 * are written one way, weak words small. */
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
  case NOMENP_FORM_MILLIONS:
    return same_letters(form->text, bytes, size);
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

bool nomenp_form_opens(const nomenp_money_reader *r, uint32_t token) {
  return nomenp_token_set_has(&r->money->currencies.openers,
                              r->text->hash[token]);
}

bool nomenp_form_closes(const nomenp_money_reader *r, uint32_t token) {
  return nomenp_token_set_has(&r->money->currencies.closers,
                              r->text->hash[token]);
}

/* The form of exactly these tokens, which hash to `hash`. */
static bool find_hashed(const nomenp_money_reader *r, uint32_t first,
                        uint32_t end, uint64_t hash, uint16_t kinds,
                        nomenp_form_hit *out) {
  const nomenp_text *t = r->text;

  out->forms = nomenp_currencies_find(&r->money->currencies, hash);
  if (out->forms.count == 0) return false;
  out->first = first;
  out->end = end;
  out->kinds =
      allowed_kinds(out->forms, kinds, (const char *)t->bytes + t->start[first],
                    t->end[end - 1] - t->start[first]);
  return out->kinds != 0;
}

static bool find_form(const nomenp_money_reader *r, uint32_t first,
                      uint32_t end, uint16_t kinds, nomenp_form_hit *out) {
  uint64_t hash = NOMENP_FORM_HASH_SEED;

  if (!nomenp_form_opens(r, first) || !nomenp_form_closes(r, end - 1))
    return false;
  for (uint32_t i = first; i < end; i++)
    hash = nomenp_form_hash_step(hash, r->text->hash[i]);
  return find_hashed(r, first, end, hash, kinds, out);
}

/* The longest form that begins at `first`. */
static bool longest_form(const nomenp_money_reader *r, uint32_t first,
                         uint16_t kinds, nomenp_form_hit *out) {
  const nomenp_text *t = r->text;
  uint64_t hashes[NOMENP_FORM_TOKENS_MAX], hash = NOMENP_FORM_HASH_SEED;
  uint32_t limit = first;

  if (first >= t->token_count || !nomenp_form_opens(r, first)) return false;
  while (limit < t->token_count && limit - first < NOMENP_FORM_TOKENS_MAX &&
         (limit == first || !nomenp_token_starts_paragraph(t, limit))) {
    hash = nomenp_form_hash_step(hash, t->hash[limit]);
    hashes[limit++ - first] = hash;
  }
  for (uint32_t end = limit; end > first; end--)
    if (nomenp_form_closes(r, end - 1) &&
        find_hashed(r, first, end, hashes[end - 1 - first], kinds, out))
      return true;
  return false;
}

/* The form of a stretch that is part of a token, with the tokens [first, token)
 * before it. */
bool nomenp_form_of_part(const nomenp_money_reader *r, uint32_t first,
                         uint32_t token, const char *bytes, size_t size,
                         uint16_t kinds, nomenp_form_hit *out) {
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

/* Letters before a sign belong to it when they are glued to it, or capitals,
 * "US $5"; not the "a" of "a $5 bill", the "Can" of "Can $5 buy it", the "us"
 * of "gave us $5", the "s" of "it 's $5".  In a sentence without capitals case
 * says nothing. */
static bool prefix_is_right(const nomenp_money_reader *r, uint32_t first,
                            uint32_t sign) {
  const nomenp_text *t = r->text;
  const char *bytes = (const char *)t->bytes + t->start[first];
  size_t size = nomenp_token_size(t, first);

  if (!nomenp_token_has_space(t, sign) && nomenp_ascii_is_upper(bytes[0]))
    return true;
  if (size == 1)
    return bytes[0] != 'a' && bytes[0] != 'A' &&
           !(first > 0 && t->shape[first - 1] == NOMENP_SHAPE_QUOTE);
  if (memchr(bytes, '.', size) != NULL) return true;
  if (nomenp_ascii_is_small(bytes[0])) return is_small_sentence(t, first);
  return nomenp_ascii_is_upper(bytes[1]);
}

/* A sign right before the number, at `sign`, with the letters before it. */
static bool take_sign(const nomenp_money_reader *r, uint32_t sign,
                      nomenp_form_hit *out) {
  const nomenp_text *t = r->text;
  uint32_t limit = sign >= 3 ? 3 : sign;
  nomenp_form_hit code;

  for (uint32_t before = limit; before > 0; before--) {
    uint32_t first = sign - before;
    bool is_whole = true;
    for (uint32_t i = first + 1; i <= sign; i++)
      is_whole = is_whole && !nomenp_token_starts_paragraph(t, i);
    if (is_whole && find_form(r, first, sign + 1, BIT(NOMENP_FORM_SIGN), out) &&
        prefix_is_right(r, first, sign))
      return true;
  }
  if (!find_form(r, sign, sign + 1, BIT(NOMENP_FORM_SIGN), out)) return false;
  /* "AUD$5", "nzd$15" */
  if (sign > 0 && !nomenp_token_has_space(t, sign) &&
      find_form(r, sign - 1, sign, BIT(NOMENP_FORM_CODE), &code)) {
    *out = code;
    out->end = sign + 1;
  }
  return true;
}

/* "Rs. 5", where the stop is a token of its own. */
static bool take_stopped(const nomenp_money_reader *r, uint32_t stop,
                         nomenp_form_hit *out) {
  const nomenp_text *t = r->text;

  if (stop == 0 || t->shape[stop] != NOMENP_SHAPE_STOP ||
      nomenp_token_has_space(t, stop) || t->bytes[t->start[stop]] != '.' ||
      !find_form(r, stop - 1, stop, BIT(NOMENP_FORM_SIGN), out))
    return false;
  out->end = stop + 1;
  for (uint32_t i = 0; i < out->forms.count; i++) {
    size_t size = strlen(out->forms.items[i].text);
    if (out->forms.items[i].text[size - 1] == '.') return true;
  }
  return false;
}

/* A code before the number, "USD 200", "Rs 5", or a word, if the number is
 * written as a sum of money is: "dollar 22.5 million", not "Euro 2012". */
static bool take_name_before(const nomenp_money_reader *r, uint32_t last,
                             bool is_sum, nomenp_form_hit *out) {
  const nomenp_text *t = r->text;
  uint16_t kinds =
      BIT(NOMENP_FORM_SIGN) | BIT(NOMENP_FORM_CODE) | BIT(NOMENP_FORM_MILLIONS);
  uint32_t limit = last >= 2 ? 3 : last + 1;

  if (is_sum &&
      !(last > 0 && (nomenp_money_is_word(r, last - 1, NOMENP_WORD_THE) ||
                     nomenp_money_is_word(r, last - 1, NOMENP_WORD_A))))
    kinds |= BIT(NOMENP_FORM_WORD);
  if (take_stopped(r, last, out)) return true;
  for (uint32_t size = limit; size > 0; size--) {
    bool is_whole = true;
    for (uint32_t i = last - size + 2; i <= last; i++)
      is_whole = is_whole && !nomenp_token_starts_paragraph(t, i);
    if (is_whole && find_form(r, last - size + 1, last + 1, kinds, out))
      return true;
  }
  return false;
}

/* The currency before the number at `token`; *negative is set for "$-5", "$(5".
 */
bool nomenp_form_before(const nomenp_money_reader *r, uint32_t token,
                        bool is_sum, nomenp_form_hit *out, bool *negative) {
  const nomenp_text *t = r->text;
  uint32_t last;

  if (token == 0 || nomenp_token_starts_paragraph(t, token)) return false;
  last = token - 1;
  if (last > 0 && !nomenp_token_has_space(t, token) &&
      !nomenp_token_has_space(t, last) &&
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

  return next < t->token_count && !nomenp_token_has_space(t, next) &&
         nomenp_token_has_space(t, sign) &&
         t->token_class[next] <= NOMEN_TOKEN_MIXED;
}

/* "Liberian dollars": an adjective of the lists, then a word that a currency of
 * its country goes by. */
static bool take_nationality(const nomenp_money_reader *r, uint32_t token,
                             nomenp_amount *a, nomenp_form_hit *out) {
  size_t at = nomenp_money_mention_from(r, token);
  const char *country;

  if (at == r->mention_count || r->mentions[at].token != token ||
      !r->mentions[at].is_nationality)
    return false;
  country = r->mentions[at].country;
  for (uint32_t next = token + 1; next <= token + 2; next++) {
    if (next >= r->text->token_count ||
        nomenp_token_starts_paragraph(r->text, next))
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
bool nomenp_form_behind(const nomenp_money_reader *r, uint32_t at,
                        nomenp_amount *a, nomenp_form_hit *out) {
  const nomenp_text *t = r->text;

  if (at >= t->token_count || nomenp_token_starts_paragraph(t, at))
    return false;
  if (t->shape[at] == NOMENP_SHAPE_HYPHEN && at + 1 < t->token_count) {
    if (nomenp_token_has_space(t, at) || nomenp_token_has_space(t, at + 1))
      return false;
    at++;
  } else if (a->is_open && nomenp_money_is_word(r, at, NOMENP_WORD_OF) &&
             at + 1 < t->token_count)
    at++;
  if (!longest_form(r, at, NOMENP_FORM_ALL, out))
    return take_nationality(r, at, a, out);
  /* "5 K", "20 p": a letter counts only when grown together with the number. */
  if (out->end == at + 1 && nomenp_token_size(t, at) == 1 &&
      t->token_class[at] == NOMEN_TOKEN_WORD)
    return false;
  if (t->shape[at] == NOMENP_SHAPE_CURRENCY && out->end == at + 1 &&
      sign_is_of_next(t, at))
    return false;
  return true;
}

/* A currency said twice: "$10 million dollars". */
bool nomenp_form_shared(const nomenp_form_hit *a, const nomenp_form_hit *b) {
  for (uint32_t i = 0; i < a->forms.count; i++)
    for (uint32_t k = 0; k < b->forms.count; k++)
      if (a->forms.items[i].currency == b->forms.items[k].currency)
        return b->forms.items[k].kind == NOMENP_FORM_WORD;
  return false;
}

/* Letters grown onto the number: "RM50", "USD34.6"; "C$N5" with a sign before.
 */
bool nomenp_form_grown_on(const nomenp_money_reader *r, uint32_t token,
                          const nomenp_capture *prefix, nomenp_form_hit *out) {
  uint16_t kinds =
      BIT(NOMENP_FORM_SIGN) | BIT(NOMENP_FORM_CODE) | BIT(NOMENP_FORM_MILLIONS);
  uint32_t first = token;

  while (first > 0 && token - first < 2 &&
         !nomenp_token_has_space(r->text, first) &&
         !nomenp_token_starts_paragraph(r->text, first))
    first--;
  for (; first <= token; first++)
    if (nomenp_form_of_part(r, first, token,
                            nomenp_money_capture_bytes(r, prefix),
                            prefix->end - prefix->start, kinds, out))
      return true;
  return false;
}
