/* SPDX-License-Identifier: MIT */
/*
 * The scan: each token asks which rules it triggers, and each of those is tried
 * there, in a window that ends with the paragraph or after NOMENP_MATCH_MAX
 * bytes.
 */
#include <string.h>

#include "pattern/compiled.h"

typedef struct scanner {
  const nomenp_patterns *patterns;
  nomenp_arena *arena;
  const nomenp_text *text;
  nomenp_match_list *out;
  pcre2_match_data *data;
  uint32_t last; /* last token of the window */
  /* The tokens from the one at hand on, read once each, in a ring. */
  const nomenp_vocabulary_slot *slots[NOMENP_NEAR_RING]; /* or NULL */
  uint64_t signs[NOMENP_NEAR_RING];
  uint32_t read;   /* tokens read so far */
  bool has_failed; /* memory is out */
} scanner;

const nomenp_capture *nomenp_match_capture(const nomenp_match *match,
                                           int capture) {
  for (uint32_t i = 0; i < match->capture_count; i++)
    if (match->captures[i].name == capture) return &match->captures[i];
  return NULL;
}

/* Move the window's end on for a match that starts at `token`. */
static uint32_t window_end(scanner *s, uint32_t token) {
  const nomenp_text *t = s->text;
  uint64_t limit = (uint64_t)t->start[token] + NOMENP_MATCH_MAX;

  if (s->last < token) s->last = token;
  while (s->last + 1 < t->token_count && t->end[s->last + 1] <= limit &&
         !(t->flags[s->last + 1] & NOMENP_TOKEN_PARAGRAPH))
    s->last++;
  return t->end[s->last];
}

/* Keep the named groups that are set. */
static bool keep_captures(scanner *s, const nomenp_rule *rule, int group_count,
                          nomenp_match *match) {
  const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(s->data);
  nomenp_capture *captures;
  uint32_t count = 0;

  for (int i = 1; i < group_count; i++)
    count +=
        ends[2 * i] != PCRE2_UNSET && rule->groups[i - 1] != NOMENP_NO_CAPTURE;
  match->captures = NULL;
  match->capture_count = count;
  if (count == 0) return true;
  captures = nomenp_arena_allocate(s->arena, count * sizeof(*captures));
  if (captures == NULL) return false;
  match->captures = captures;
  for (int i = 1; i < group_count; i++) {
    if (ends[2 * i] == PCRE2_UNSET || rule->groups[i - 1] == NOMENP_NO_CAPTURE)
      continue;
    captures->name = rule->groups[i - 1];
    captures->start = (uint32_t)ends[2 * i];
    captures->end = (uint32_t)ends[2 * i + 1];
    captures++;
  }
  return true;
}

/* Put the newest match in its place among those of the same token: longest
 * first. Rules come in order, so equal lengths stay as they are. */
static void settle(nomenp_match_list *list, size_t first) {
  nomenp_match newest = list->items[list->count - 1];
  size_t at = list->count - 1;

  for (; at > first && list->items[at - 1].end < newest.end; at--)
    list->items[at] = list->items[at - 1];
  list->items[at] = newest;
}

static int match_rule(scanner *s, const nomenp_rule *rule, uint32_t start,
                      uint32_t end) {
  int count = PCRE2_ERROR_JIT_STACKLIMIT;

  if (rule->has_jit)
    count = pcre2_jit_match(rule->code, s->text->bytes, end, start, 0, s->data,
                            s->patterns->limits);
  /* Too deep for the machine stack, or no machine code: interpret. */
  if (count == PCRE2_ERROR_JIT_STACKLIMIT)
    count = pcre2_match(rule->code, s->text->bytes, end, start,
                        PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, s->data,
                        s->patterns->limits);
  return count;
}

static void try_rule(scanner *s, uint32_t rule, uint32_t token, uint32_t end,
                     size_t first) {
  uint32_t start = s->text->start[token];
  int count = match_rule(s, &s->patterns->rules[rule], start, end);
  const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(s->data);
  nomenp_match_list *out = s->out;
  nomenp_match *match;

  if (count == PCRE2_ERROR_NOMEMORY) s->has_failed = true;
  /* \K may have moved the start. */
  if (count <= 0 || ends[0] != start || ends[1] <= start) return;
  if (!NOMENP_ARENA_GROW(out->arena, &out->items, &out->capacity,
                         out->count + 1)) {
    s->has_failed = true;
    return;
  }
  match = &out->items[out->count];
  *match = (nomenp_match){rule, token, start, (uint32_t)ends[1], NULL, 0};
  if (!keep_captures(s, &s->patterns->rules[rule], count, match)) {
    s->has_failed = true;
    return;
  }
  out->count++;
  settle(out, first);
}

/* Read the tokens up to NOMENP_NEAR_TOKENS from `token`: one look-up each. */
static void read_ahead(scanner *s, uint32_t token) {
  const nomenp_triggers *t = &s->patterns->triggers;
  const nomenp_text *text = s->text;

  for (; s->read < text->token_count && s->read - token < NOMENP_NEAR_TOKENS;
       s->read++) {
    const nomenp_vocabulary_slot *slot =
        nomenp_vocabulary_find(&t->words, text->hash[s->read]);
    unsigned kind =
        nomenp_trigger_kind(text->token_class[s->read], text->shape[s->read]);
    s->slots[s->read % NOMENP_NEAR_RING] = slot;
    s->signs[s->read % NOMENP_NEAR_RING] =
        t->kind_signs[kind] | (slot != NULL ? slot->signs : 0);
  }
}

/* What the tokens read ahead are signs of. */
static uint64_t signs_near(const scanner *s, uint32_t token) {
  uint64_t signs = 0;

  for (; token < s->read; token++)
    signs |= s->signs[token % NOMENP_NEAR_RING];
  return signs;
}

/* ---- which rules */

/* Written in letters of ASCII, and in no way that a match might end inside. */
static bool is_plain_word(const nomenp_text *text, uint32_t token) {
  const uint8_t *at = text->bytes + text->start[token];
  const uint8_t *end = text->bytes + text->end[token];
  uint8_t shape = text->shape[token];

  if (text->token_class[token] != NOMEN_TOKEN_WORD ||
      (shape != NOMENP_SHAPE_LOWER && shape != NOMENP_SHAPE_CAPITAL &&
       shape != NOMENP_SHAPE_UPPER && shape != NOMENP_SHAPE_LETTER))
    return false;
  while (at < end && (uint8_t)((*at | 0x20) - 'a') < 26)
    at++;
  return at == end;
}

static bool is_digits(const nomenp_text *text, uint32_t token) {
  return (text->shape[token] == NOMENP_SHAPE_DIGIT ||
          text->shape[token] == NOMENP_SHAPE_YEAR) &&
         !(text->flags[token] & NOMENP_TOKEN_ACCENT);
}

/* The rows of what may follow a kind of first token, as the token after it has
 * them; the second may be NULL. */
typedef struct following {
  const uint64_t *a;
  const uint64_t *b;
} following;

static following find_following(const scanner *s, uint32_t next,
                                nomenp_first first) {
  static const nomenp_word_row rows[] = {NOMENP_WORD_AFTER_WORD,
                                         NOMENP_WORD_AFTER_DIGITS};
  const nomenp_triggers *t = &s->patterns->triggers;
  const nomenp_conditions *c = &t->conditions;
  const nomenp_text *text = s->text;
  uint8_t byte = text->bytes[text->start[next]];
  size_t symbol = byte < 0x80 ? byte : NOMENP_SYMBOL_OTHER;
  const nomenp_vocabulary_slot *slot;
  following f = {NULL, NULL};

  if (text->start[next] == text->end[next - 1]) {
    f.a = nomenp_conditions_row(c, c->touching[first], symbol);
    return f;
  }
  /* A word glued to letters is no word by itself to an expression. */
  if (first == NOMENP_FIRST_OTHER || !is_plain_word(text, next) ||
      (text->end[next] < text->size &&
       (uint8_t)((text->bytes[text->end[next]] | 0x20) - 'a') < 26)) {
    f.a = nomenp_conditions_row(c, c->spaced[first], symbol);
    return f;
  }
  f.a = nomenp_conditions_row(c, c->words[first], symbol);
  slot = s->slots[next % NOMENP_NEAR_RING];
  if (slot != NULL && slot->size != 0)
    f.b = nomenp_vocabulary_row(&t->words, slot->word, rows[first]);
  return f;
}

static uint64_t following_bits(const following *f, size_t at) {
  return f->a[at] | (f->b != NULL ? f->b[at] : 0);
}

/* Rows for the token at hand; some may be NULL. */
typedef struct candidates {
  const uint64_t *triggers; /* of the word, where its letters do not count */
  const uint64_t *kind_triggers;
  const uint64_t *word_alone;
  const uint64_t *word_more;
  const uint64_t *digits_alone;
  const uint64_t *digits_more;
  const uint64_t *last;
  const uint64_t *last_but_one;
  bool has_next;
  following after_word;
  following after_digits;
  following after_other;
} candidates;

static void find_before(const scanner *s, uint32_t token, candidates *c) {
  const nomenp_conditions *conditions = &s->patterns->triggers.conditions;
  const uint8_t *bytes = s->text->bytes;
  uint32_t start = s->text->start[token];
  size_t last = NOMENP_BEFORE_TEXT;

  c->last_but_one = NULL;
  if (start > 0)
    last = bytes[start - 1] < 0x80 ? bytes[start - 1] : NOMENP_BEFORE_HIGH;
  c->last = nomenp_conditions_row(conditions, conditions->last, last);
  if (start < 2 || last == NOMENP_BEFORE_HIGH) return;
  c->last_but_one = nomenp_conditions_row(
      conditions, conditions->last_but_one,
      bytes[start - 2] < 0x80 ? bytes[start - 2] : NOMENP_BEFORE_HIGH);
}

static void find_candidates(const scanner *s, uint32_t token,
                            const nomenp_vocabulary_slot *slot, unsigned kind,
                            candidates *c) {
  const nomenp_triggers *t = &s->patterns->triggers;
  const nomenp_conditions *conditions = &t->conditions;
  const nomenp_text *text = s->text;
  uint32_t size = text->end[token] - text->start[token];

  *c = (candidates){.has_next = token < s->last};
  find_before(s, token, c);
  if (slot != NULL && slot->triggers) {
    if (slot->size == size && is_plain_word(text, token)) {
      c->word_alone =
          nomenp_vocabulary_row(&t->words, slot->word, NOMENP_WORD_ALONE);
      c->word_more =
          nomenp_vocabulary_row(&t->words, slot->word, NOMENP_WORD_MORE);
      if (c->has_next)
        c->after_word = find_following(s, token + 1, NOMENP_FIRST_WORD);
    } else
      c->triggers =
          nomenp_vocabulary_row(&t->words, slot->word, NOMENP_WORD_TRIGGERS);
  }
  if (!t->kind_triggers[kind] && c->triggers == NULL) return;
  c->kind_triggers = nomenp_trigger_kind_rules(t, kind);
  if (c->triggers == NULL && is_digits(text, token)) {
    size_t index = size < NOMENP_DIGITS_MAX ? size : NOMENP_DIGITS_MAX;
    c->digits_alone =
        nomenp_conditions_row(conditions, conditions->alone_digits, index);
    c->digits_more =
        nomenp_conditions_row(conditions, conditions->more_digits, index);
    if (c->has_next)
      c->after_digits = find_following(s, token + 1, NOMENP_FIRST_DIGITS);
  } else if (c->has_next)
    c->after_other = find_following(s, token + 1, NOMENP_FIRST_OTHER);
}

/* The rules that may match, of the 64 at `at`. */
static uint64_t candidate_bits(const scanner *s, const candidates *c,
                               size_t at) {
  uint64_t bits = 0, kind = c->kind_triggers != NULL ? c->kind_triggers[at] : 0;

  if (c->word_alone != NULL)
    bits |= c->word_alone[at] |
            (c->word_more[at] &
             (c->has_next ? following_bits(&c->after_word, at) : UINT64_MAX));
  if (c->digits_alone != NULL)
    bits |=
        kind &
        (c->digits_alone[at] |
         (c->digits_more[at] &
          (c->has_next ? following_bits(&c->after_digits, at) : UINT64_MAX)));
  else if (c->kind_triggers != NULL) {
    if (c->triggers != NULL) kind |= c->triggers[at];
    bits |= kind &
            (s->patterns->triggers.conditions.alone_other[at] |
             (c->has_next ? following_bits(&c->after_other, at) : UINT64_MAX));
  }
  bits &= c->last[at];
  return c->last_but_one != NULL ? bits & c->last_but_one[at] : bits;
}

static unsigned lowest_bit(uint64_t bits) {
  unsigned bit = 0;

  for (unsigned step = 32; step != 0; step /= 2)
    if (!(bits & ((UINT64_C(1) << step) - 1))) {
      bits >>= step;
      bit += step;
    }
  return bit;
}

static void try_rules(scanner *s, uint32_t token,
                      const nomenp_vocabulary_slot *slot, unsigned kind) {
  const nomenp_triggers *t = &s->patterns->triggers;
  uint32_t end = window_end(s, token);
  size_t first = s->out->count;
  bool has_signs = false;
  uint64_t signs = 0;
  candidates c;

  if (end - s->text->start[token] > NOMENP_MATCH_MAX) return; /* a huge token */
  find_candidates(s, token, slot, kind, &c);
  for (size_t at = 0; at < t->words.width; at++) {
    uint64_t bits = candidate_bits(s, &c, at);
    for (; bits != 0 && !s->has_failed; bits &= bits - 1) {
      size_t rule = at * 64 + lowest_bit(bits);
      if (t->needs[rule] != 0 && !has_signs) {
        signs = signs_near(s, token);
        has_signs = true;
      }
      if ((t->needs[rule] & ~signs) == 0)
        try_rule(s, (uint32_t)rule, token, end, first);
    }
  }
}

static void scan_tokens(scanner *s) {
  const nomenp_triggers *t = &s->patterns->triggers;
  const nomenp_text *text = s->text;

  for (uint32_t i = 0; i < text->token_count && !s->has_failed; i++) {
    const nomenp_vocabulary_slot *slot;
    unsigned kind = nomenp_trigger_kind(text->token_class[i], text->shape[i]);
    read_ahead(s, i);
    slot = s->slots[i % NOMENP_NEAR_RING];
    if (t->kind_triggers[kind] || (slot != NULL && slot->triggers))
      try_rules(s, i, slot, kind);
  }
}

nomen_status nomenp_patterns_scan(const nomenp_patterns *patterns,
                                  nomenp_arena *arena, const nomenp_text *text,
                                  nomenp_match_list *out) {
  scanner s = {.patterns = patterns, .arena = arena, .text = text, .out = out};

  if (patterns->rule_count == 0 || text->token_count == 0) return NOMEN_OK;
  s.data = pcre2_match_data_create(patterns->group_max + 1, patterns->general);
  if (s.data == NULL) return NOMEN_ENOMEM;
  if (out->arena == NULL) out->arena = arena;
  scan_tokens(&s);
  pcre2_match_data_free(s.data);
  return s.has_failed ? NOMEN_ENOMEM : NOMEN_OK;
}
