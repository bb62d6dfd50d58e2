/* SPDX-License-Identifier: MIT */
/*
 * What stands around amounts: cents behind dollars, modifiers before and behind,
 * "a share", the other end of a range, the same sum in another currency.
 */
#include <string.h>

#include "value/amount.h"

size_t nomenp_money_matches_from(const nomenp_money_matches *matches,
                                 uint32_t start) {
  size_t low = 0, high = matches->count;

  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (matches->items[middle]->start < start)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static bool is_blank(uint8_t byte) {
  return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

/* Nothing but white space between two offsets. */
static bool is_gap(const nomenp_text *t, uint32_t from, uint32_t to) {
  while (from < to && is_blank(t->bytes[from])) from++;
  return from == to;
}

static bool is_byte(const nomenp_text *t, uint32_t token, char byte) {
  return t->end[token] - t->start[token] == 1 &&
         t->bytes[t->start[token]] == (uint8_t)byte;
}

/* ---- Dollars and cents ---- */

static bool has_minor_of(const nomenp_amount *main, const nomenp_amount *minor) {
  for (uint32_t i = 0; i < main->forms.count; i++)
    for (uint32_t k = 0; k < minor->forms.count; k++)
      if (minor->forms.items[k].kind == NOMENP_FORM_MINOR &&
          main->forms.items[i].kind != NOMENP_FORM_MINOR &&
          main->forms.items[i].currency == minor->forms.items[k].currency)
        return true;
  return false;
}

/* A whole sum, to which a part below one may be added. */
static bool takes_minor(const nomenp_amount *a) {
  return a->has_value && !a->has_magnitude && a->value.exponent >= 0 &&
         !a->value.negative;
}

/* Add `count` hundredths. */
static bool add_minor(nomenp_amount *a, const nomenp_decimal *count) {
  nomenp_decimal hundred = nomenp_decimal_of(1, 2);
  nomenp_decimal part = nomenp_decimal_of(1, -2);

  return nomenp_decimal_compare(count, &hundred) < 0 &&
         nomenp_decimal_multiply(&part, count) &&
         nomenp_decimal_add(&a->value, &part);
}

/* "5 dollars and 20 cents", "3 dollars 50 cents" */
static bool join_minor(const nomenp_money_reader *r, nomenp_amount *a,
                       const nomenp_amount *next) {
  uint32_t at = a->end;

  if (!takes_minor(a) || !next->has_value || next->has_magnitude ||
      !has_minor_of(a, next) || next->value.exponent < 0)
    return false;
  if (nomenp_money_is_word(r, at, NOMENP_WORD_AND) ||
      (at < next->first && is_byte(r->text, at, ',')))
    at++;
  if (at != next->first || nomenp_token_starts_paragraph(r->text, at) ||
      !add_minor(a, &next->value))
    return false;
  a->end = next->end;
  a->end_byte = next->end_byte;
  a->is_sure = true;
  return true;
}

/* "15 dollars 50", "thirteen dollars forty five", "$100 and fifty": the minor unit is
 * not said.  Between two ends of a range it is none. */
static void join_rest(const nomenp_money_reader *r, nomenp_amount *a,
                      uint32_t limit) {
  const nomenp_text *t = r->text;
  const nomenp_money_matches *rests = &r->matches[NOMENP_MONEY_REST];
  uint32_t at = a->end;
  bool has_and = nomenp_money_is_word(r, at, NOMENP_WORD_AND);
  const nomenp_capture *rest;
  nomenp_decimal count;
  size_t i;

  if (has_and) at++;
  if (!takes_minor(a) || at >= limit || nomenp_token_starts_paragraph(t, at) ||
      (a->first > 0 &&
       nomenp_money_is_word(r, a->first - 1, NOMENP_WORD_BETWEEN)))
    return;
  i = nomenp_money_matches_from(rests, t->start[at]);
  if (i == rests->count || rests->items[i]->start != t->start[at]) return;
  rest = nomenp_match_capture(rests->items[i], r->money->captures.rest);
  if (rest == NULL) return;
  /* Behind a sign only in words, and with "and". */
  if (a->number_end == a->end &&
      (!has_and || t->token_class[at] != NOMEN_TOKEN_WORD))
    return;
  /* Words need the words "dollars" or "and" before them, digits two digits. */
  if (!nomenp_number_read((const char *)t->bytes + rest->start,
                          rest->end - rest->start, &count) ||
      count.count == 0 || !add_minor(a, &count))
    return;
  a->end_byte = rest->end;
  while (a->end < t->token_count && t->end[a->end] <= rest->end) a->end++;
}

static void join_parts(nomenp_money_reader *r) {
  nomenp_amount_list *list = &r->amounts;
  size_t kept = 0;

  for (size_t i = 0; i < list->count; i++) {
    nomenp_amount a = list->items[i];
    bool is_joined = i + 1 < list->count && join_minor(r, &a, &list->items[i + 1]);
    if (is_joined)
      i++;
    else
      join_rest(r, &a,
                i + 1 < list->count ? list->items[i + 1].first
                                    : r->text->token_count);
    list->items[kept++] = a;
  }
  list->count = kept;
}

/* ---- Modifiers, units ---- */

#define LOOK_BACK 8u /* modifiers before an amount that are looked at */

/* Where the words before an amount end: before its article, if it has one that the
 * modifier stands before, "almost a $5 million". */
static uint32_t words_end(const nomenp_money_reader *r,
                          const nomenp_amount *a) {
  uint32_t before = a->first;

  if (before > 0 && !nomenp_token_starts_paragraph(r->text, before) &&
      (nomenp_money_is_word(r, before - 1, NOMENP_WORD_A) ||
       nomenp_money_is_word(r, before - 1, NOMENP_WORD_AN)))
    before--;
  return before;
}

static void find_modifier(const nomenp_money_reader *r, nomenp_amount *a) {
  const nomenp_money_matches *all = &r->matches[NOMENP_MONEY_MODIFIER];
  const nomenp_text *t = r->text;
  uint32_t article = t->start[words_end(r, a)];
  size_t i = nomenp_money_matches_from(all, a->start_byte);

  for (size_t k = 0; k < LOOK_BACK && i > 0; k++) {
    const nomenp_match *m = all->items[--i];
    if (nomenp_token_starts_paragraph(t, a->first) || m->end > a->start_byte) continue;
    if (is_gap(t, m->end, a->start_byte) ||
        (m->end <= article && is_gap(t, m->end, article)))
      a->modifier = r->money->modifiers[m->rule];
  }
}

/* "or more" */
static void find_modifier_behind(const nomenp_money_reader *r,
                                 nomenp_amount *a) {
  const nomenp_money_matches *all = &r->matches[NOMENP_MONEY_AFTER];
  size_t i = nomenp_money_matches_from(all, a->end_byte);

  if (a->modifier != NULL || i == all->count ||
      nomenp_token_starts_paragraph(r->text, all->items[i]->token) ||
      !is_gap(r->text, a->end_byte, all->items[i]->start))
    return;
  a->modifier = r->money->modifiers[all->items[i]->rule];
}

/* Past "a", "an", "each", "-a-", "/" behind token `at`; `at` if none. */
static uint32_t past_for_each(const nomenp_money_reader *r, uint32_t at) {
  const nomenp_text *t = r->text;
  bool is_hyphened;

  if (at >= t->token_count || nomenp_token_starts_paragraph(t, at)) return at;
  if (t->shape[at] == NOMENP_SHAPE_SLASH) return at + 1;
  is_hyphened = t->bytes[t->start[at]] == '-';
  if (is_hyphened) at++;
  if (!nomenp_money_is_word(r, at, NOMENP_WORD_A) &&
      !nomenp_money_is_word(r, at, NOMENP_WORD_AN) &&
      !nomenp_money_is_word(r, at, NOMENP_WORD_EACH) &&
      !nomenp_money_is_word(r, at, NOMENP_WORD_EVERY))
    return is_hyphened ? at - 1 : at;
  at++;
  if (is_hyphened && at < t->token_count && t->bytes[t->start[at]] == '-') at++;
  return at;
}

static bool find_unit(const nomenp_money_reader *r, nomenp_amount *a) {
  const nomenp_text *t = r->text;
  const nomenp_money_matches *all = &r->matches[NOMENP_MONEY_UNIT];
  uint32_t at = past_for_each(r, a->end);
  bool has_article = at != a->end;
  const nomenp_capture *unit;
  size_t i;

  if (!has_article && at < t->token_count && t->bytes[t->start[at]] == '-')
    at++; /* "12-cent-per-share" */
  if (at >= t->token_count || nomenp_token_starts_paragraph(t, at)) return true;
  i = nomenp_money_matches_from(all, t->start[at]);
  if (i == all->count || all->items[i]->start != t->start[at]) return true;
  unit = nomenp_match_capture(all->items[i], r->money->captures.unit);
  /* "$5 shares" is none; "per" is part of its own match. */
  if (unit == NULL || (!has_article && unit->start == all->items[i]->start))
    return true;
  a->unit = nomenp_arena_string(r->arena, (const char *)t->bytes + unit->start,
                                unit->end - unit->start);
  return a->unit != NULL;
}

/* ---- Two amounts ---- */

/* "$5 million to $6 million", "between $5 and $6", "$5-$6" */
static bool is_range(const nomenp_money_reader *r, const nomenp_amount *a,
                     const nomenp_amount *b) {
  const nomenp_text *t = r->text;
  uint32_t at = a->end;

  if (!a->has_value || !b->has_value || at + 1 != b->first ||
      nomenp_token_starts_paragraph(t, at) || nomenp_token_starts_paragraph(t, b->first))
    return false;
  if (nomenp_money_is_word(r, at, NOMENP_WORD_AND))
    return a->first > 0 &&
           nomenp_money_is_word(r, a->first - 1, NOMENP_WORD_BETWEEN);
  if (nomenp_money_is_word(r, at, NOMENP_WORD_TO))
    return !(a->first > 0 &&
             nomenp_money_is_word(r, a->first - 1, NOMENP_WORD_BY));
  return t->shape[at] == NOMENP_SHAPE_HYPHEN ||
         (t->shape[at] == NOMENP_SHAPE_DASH &&
          !(t->flags[at] & NOMENP_TOKEN_SPACE));
}

static bool share_reading(const nomenp_amount *a, const nomenp_amount *b) {
  for (uint32_t i = 0; i < a->forms.count; i++)
    for (uint32_t k = 0; k < b->forms.count; k++)
      if (a->forms.items[i].currency == b->forms.items[k].currency) return true;
  return false;
}

/* "$5 to $6 million", where each has its sign. */
static void share_magnitude(nomenp_amount *a, const nomenp_amount *b) {
  nomenp_decimal one = nomenp_decimal_of(1, 0), scaled = a->value;

  if (nomenp_decimal_compare(&a->factor, &one) != 0 ||
      nomenp_decimal_compare(&b->factor, &one) == 0 ||
      !nomenp_decimal_multiply(&scaled, &b->factor) ||
      nomenp_decimal_compare(&scaled, &b->value) >= 0)
    return;
  a->value = scaled;
  a->factor = b->factor;
  a->has_magnitude = b->has_magnitude;
}

static void link_range(nomenp_money_reader *r, size_t i) {
  nomenp_amount *a = &r->amounts.items[i], *b = a + 1;

  if (a->range != NOMEN_NONE || !is_range(r, a, b) || !share_reading(a, b))
    return;
  share_magnitude(a, b);
  if (nomenp_decimal_compare(&a->value, &b->value) >= 0) return;
  a->range = i + 1;
  b->range = i;
}

/* The byte where the words before an amount begin: its modifier, if it has one. */
static uint32_t modifier_start(const nomenp_money_reader *r,
                               const nomenp_amount *a) {
  const nomenp_money_matches *all = &r->matches[NOMENP_MONEY_MODIFIER];
  uint32_t start = a->start_byte;
  size_t i = nomenp_money_matches_from(all, start);

  for (size_t k = 0; k < LOOK_BACK && i > 0; k++) {
    const nomenp_match *m = all->items[--i];
    if (m->end <= start && is_gap(r->text, m->end, start)) start = m->start;
  }
  return start;
}

/* Whether `token` may stand between a sum and the same sum again. */
static bool joins_sums(const nomenp_money_reader *r, uint32_t token) {
  return r->text->token_class[token] == NOMEN_TOKEN_PUNCTUATION ||
         nomenp_money_is_word(r, token, NOMENP_WORD_OR) ||
         nomenp_money_is_word(r, token, NOMENP_WORD_EQUAL) ||
         nomenp_money_is_word(r, token, NOMENP_WORD_EQUIVALENT) ||
         nomenp_money_is_word(r, token, NOMENP_WORD_TO) ||
         nomenp_money_is_word(r, token, NOMENP_WORD_OF) ||
         nomenp_money_is_word(r, token, NOMENP_WORD_THE) ||
         nomenp_money_is_word(r, token, NOMENP_WORD_AN) ||
         nomenp_money_is_word(r, token, NOMENP_WORD_AT);
}

#define BETWEEN_MAX 6u /* tokens between two sums */

/* "1 billion pesos (more than $50 million)", "A$5m, or about $3.4m": an opening
 * bracket, "or" or "equivalent" between, or a comma and a modifier. */
static bool is_same_sum(const nomenp_money_reader *r, const nomenp_amount *a,
                        const nomenp_amount *b) {
  const nomenp_text *t = r->text;
  uint32_t words = modifier_start(r, b), at = a->end;
  bool has_bracket = false, has_or = false, has_comma = false;

  if (b->first - a->end > BETWEEN_MAX + 4 || b->first == a->end) return false;
  for (; at < b->first && t->start[at] < words; at++) {
    if (nomenp_token_starts_paragraph(t, at) || !joins_sums(r, at) || at - a->end > BETWEEN_MAX)
      return false;
    has_bracket |= t->shape[at] == NOMENP_SHAPE_OPEN;
    has_or |= nomenp_money_is_word(r, at, NOMENP_WORD_OR) ||
              nomenp_money_is_word(r, at, NOMENP_WORD_EQUIVALENT) ||
              nomenp_money_is_word(r, at, NOMENP_WORD_EQUAL);
    has_comma |= t->shape[at] == NOMENP_SHAPE_COMMA;
    if (t->shape[at] == NOMENP_SHAPE_CLOSE || t->shape[at] == NOMENP_SHAPE_STOP)
      return false;
  }
  if (at < b->first && nomenp_token_starts_paragraph(t, at)) return false;
  return has_bracket || has_or || (has_comma && words < b->start_byte);
}

/* Two sums are one in two currencies only if no currency can be both. */
static void link_equivalent(nomenp_money_reader *r, size_t i) {
  nomenp_amount *a = &r->amounts.items[i], *b = a + 1;
  bool is_same_form = a->forms.items == b->forms.items;

  if (a->equivalent != NOMEN_NONE || is_same_form || a->range == i + 1 ||
      !is_same_sum(r, a, b))
    return;
  a->equivalent = i + 1;
  b->equivalent = i;
}

bool nomenp_money_join(nomenp_money_reader *r) {
  nomenp_amount_list *list = &r->amounts;

  join_parts(r);
  for (size_t i = 0; i < list->count; i++) {
    find_modifier(r, &list->items[i]);
    find_modifier_behind(r, &list->items[i]);
    if (!find_unit(r, &list->items[i])) return false;
  }
  for (size_t i = 0; i + 1 < list->count; i++) {
    link_range(r, i);
    link_equivalent(r, i);
  }
  return true;
}
