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

/* Read a token: one look-up. */
static void read_token(scanner *s, uint32_t token) {
  const nomenp_triggers *t = &s->patterns->triggers;
  const nomenp_text *text = s->text;
  const nomenp_vocabulary_slot *slot =
      nomenp_vocabulary_find(&t->words, text->hash[token]);
  uint64_t signs = t->kind_signs[nomenp_trigger_kind(text->token_class[token],
                                                     text->shape[token])];

  s->slots[token % NOMENP_NEAR_RING] = slot;
  s->signs[token % NOMENP_NEAR_RING] =
      slot != NULL ? signs | slot->signs : signs;
}

/* What the tokens read ahead are signs of. */
static uint64_t signs_near(const scanner *s, uint32_t token) {
  uint64_t signs = 0;

  for (; token < s->read; token++)
    signs |= s->signs[token % NOMENP_NEAR_RING];
  return signs;
}

/* ---- which rules */

/* Whether a match may go on behind a token: in the window, and in its
 * paragraph. */
static bool has_next(const nomenp_text *text, uint32_t token) {
  return token + 1 < text->token_count &&
         !(text->flags[token + 1] & NOMENP_TOKEN_PARAGRAPH) &&
         text->end[token + 1] - text->start[token] <= NOMENP_MATCH_MAX;
}

/* Whether a token is the word of the slot, letter by letter, and written in no
 * way that a match might end inside.  What folds to as many letters is nothing
 * else. */
static bool is_written_so(const nomenp_text *text, uint32_t token,
                          const nomenp_vocabulary_slot *slot) {
  uint8_t shape = text->shape[token];

  return slot->size == text->end[token] - text->start[token] &&
         !(text->flags[token] & NOMENP_TOKEN_ACCENT) &&
         text->token_class[token] == NOMEN_TOKEN_WORD &&
         (shape == NOMENP_SHAPE_LOWER || shape == NOMENP_SHAPE_CAPITAL ||
          shape == NOMENP_SHAPE_UPPER || shape == NOMENP_SHAPE_LETTER);
}

/* The same of a token that is no word of the vocabulary. */
static bool is_plain_word(const nomenp_text *text, uint32_t token) {
  const uint8_t *at = text->bytes + text->start[token];
  const uint8_t *end = text->bytes + text->end[token];
  uint8_t shape = text->shape[token];

  if (shape != NOMENP_SHAPE_LOWER && shape != NOMENP_SHAPE_CAPITAL &&
      shape != NOMENP_SHAPE_UPPER && shape != NOMENP_SHAPE_LETTER)
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

/* A word glued to letters is no word by itself to an expression. */
static bool is_glued_on(const nomenp_text *text, uint32_t token) {
  uint32_t end = text->end[token];

  return end < text->size && (uint8_t)((text->bytes[end] | 0x20) - 'a') < 26;
}

/* Rows of what may follow a token, as the next one has them: a rule is in one
 * of them or the other. */
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
  const nomenp_vocabulary_slot *slot = s->slots[next % NOMENP_NEAR_RING];
  following f;

  if (text->start[next] == text->end[next - 1]) {
    f.a = f.b = nomenp_conditions_row(c, c->touching[first], symbol);
    return f;
  }
  f.a = f.b = nomenp_conditions_row(c, c->spaced[first], symbol);
  if (first >= NOMENP_FIRST_NUMBER ||
      text->token_class[next] != NOMEN_TOKEN_WORD)
    return f;
  if (slot != NULL && slot->size != 0) {
    if (!is_written_so(text, next, slot) || is_glued_on(text, next)) return f;
    f.b = nomenp_vocabulary_row(&t->words, slot->word, rows[first]);
  } else if (!is_plain_word(text, next) || is_glued_on(text, next))
    return f;
  f.a = nomenp_conditions_row(c, c->words[first], symbol);
  if (slot == NULL || slot->size == 0) f.b = f.a;
  return f;
}

/* Add to `bits` the rules of `rules` that match alone, or with what follows. */
static void add_rules(const scanner *s, uint32_t token, nomenp_first first,
                      const uint64_t *rules, const uint64_t *alone,
                      const uint64_t *more, uint64_t *bits) {
  size_t width = s->patterns->triggers.words.width;
  following f;

  if (!has_next(s->text, token)) {
    for (size_t i = 0; i < width; i++)
      bits[i] |= rules[i] & (alone[i] | more[i]);
    return;
  }
  f = find_following(s, token + 1, first);
  for (size_t i = 0; i < width; i++)
    bits[i] |= rules[i] & (alone[i] | (more[i] & (f.a[i] | f.b[i])));
}

static void keep_bits(const uint64_t *row, size_t width, uint64_t *bits) {
  for (size_t i = 0; i < width; i++)
    bits[i] &= row[i];
}

/* Leave in `bits` the rules that may stand behind the bytes before a token. */
static void ask_before(const scanner *s, uint32_t token, uint64_t *bits) {
  const nomenp_conditions *c = &s->patterns->triggers.conditions;
  const uint8_t *bytes = s->text->bytes;
  uint32_t start = s->text->start[token];
  size_t last = NOMENP_BEFORE_TEXT;

  if (start > 0)
    last = bytes[start - 1] < 0x80 ? bytes[start - 1] : NOMENP_BEFORE_HIGH;
  keep_bits(nomenp_conditions_row(c, c->before[0], last), c->width, bits);
  if (last != ' ' && last != '\n') return;
  for (uint32_t i = 1; i < NOMENP_BEFORE_BYTES && i < start; i++) {
    uint8_t byte = bytes[start - 1 - i];
    if (byte >= 0x80) byte = NOMENP_BEFORE_HIGH;
    keep_bits(nomenp_conditions_row(c, c->before[i], byte), c->width, bits);
    if (byte == NOMENP_BEFORE_HIGH) return;
  }
}

/* Tokens of other kinds: by what they begin with, and what follows. */
static void add_others(const scanner *s, uint32_t token, const uint64_t *rules,
                       uint64_t *bits) {
  const nomenp_conditions *c = &s->patterns->triggers.conditions;
  uint64_t starting[NOMENP_PATTERN_RULES_MAX / 64 + 1];
  uint8_t byte = s->text->bytes[s->text->start[token]];
  const uint64_t *starts = nomenp_conditions_row(
      c, c->starts, byte < 0x80 ? byte : NOMENP_SYMBOL_OTHER);

  for (size_t i = 0; i < c->width; i++)
    starting[i] = rules[i] & starts[i];
  add_rules(s, token, NOMENP_FIRST_OTHER, starting, c->alone_other, starting,
            bits);
}

static void add_by_word(const scanner *s, uint32_t token,
                        const nomenp_vocabulary_slot *slot, uint64_t *bits) {
  const nomenp_vocabulary *words = &s->patterns->triggers.words;
  const uint64_t *rules =
      nomenp_vocabulary_row(words, slot->word, NOMENP_WORD_TRIGGERS);

  if (is_written_so(s->text, token, slot))
    add_rules(s, token, NOMENP_FIRST_WORD, rules,
              nomenp_vocabulary_row(words, slot->word, NOMENP_WORD_ALONE),
              nomenp_vocabulary_row(words, slot->word, NOMENP_WORD_MORE), bits);
  else
    add_others(s, token, rules, bits);
}

static void add_by_kind(const scanner *s, uint32_t token, unsigned kind,
                        uint64_t *bits) {
  const nomenp_triggers *t = &s->patterns->triggers;
  const nomenp_conditions *c = &t->conditions;
  const nomenp_text *text = s->text;
  const uint64_t *rules = nomenp_trigger_kind_rules(t, kind);

  if (text->token_class[token] != NOMEN_TOKEN_NUMBER)
    add_others(s, token, rules, bits);
  else if (is_digits(text, token)) {
    size_t size = text->end[token] - text->start[token];
    if (size > NOMENP_DIGITS_MAX) size = NOMENP_DIGITS_MAX;
    add_rules(s, token, NOMENP_FIRST_DIGITS, rules,
              nomenp_conditions_row(c, c->alone_digits, size),
              nomenp_conditions_row(c, c->more_digits, size), bits);
  } else
    add_rules(s, token, NOMENP_FIRST_NUMBER, rules, c->alone_number, rules,
              bits);
}

/* The rules to try at a token, a bit each. */
static void find_rules(const scanner *s, uint32_t token,
                       const nomenp_vocabulary_slot *slot, unsigned kind,
                       uint64_t *bits) {
  const nomenp_triggers *t = &s->patterns->triggers;

  for (size_t i = 0; i < t->words.width; i++)
    bits[i] = 0;
  if (slot != NULL && slot->triggers) add_by_word(s, token, slot, bits);
  if (t->kind_triggers[kind]) add_by_kind(s, token, kind, bits);
  ask_before(s, token, bits);
}

/* The number of the lowest bit set. */
static unsigned lowest_bit(uint64_t bits) {
  /* By de Bruijn's sequence: its 64 runs of six bits are all different. */
  static const uint8_t places[64] = {
      0,  1,  2,  53, 3,  7,  54, 27, 4,  38, 41, 8,  34, 55, 48, 28,
      62, 5,  39, 46, 44, 42, 22, 9,  24, 35, 59, 56, 49, 18, 29, 11,
      63, 52, 6,  26, 37, 40, 33, 47, 61, 45, 43, 21, 23, 58, 17, 10,
      51, 25, 36, 32, 60, 20, 57, 16, 50, 31, 19, 15, 30, 14, 13, 12};

  return places[((bits & (0 - bits)) * UINT64_C(0x022fdd63cc95386d)) >> 58];
}

static void try_rules(scanner *s, uint32_t token,
                      const nomenp_vocabulary_slot *slot, unsigned kind) {
  const nomenp_triggers *t = &s->patterns->triggers;
  uint64_t rules[NOMENP_PATTERN_RULES_MAX / 64 + 1], signs = 0;
  size_t first = s->out->count;
  uint32_t end = 0;

  find_rules(s, token, slot, kind, rules);
  for (size_t at = 0; at < t->words.width; at++)
    for (uint64_t bits = rules[at]; bits != 0 && !s->has_failed;
         bits &= bits - 1) {
      size_t rule = at * 64 + lowest_bit(bits);
      if (end == 0) {
        end = window_end(s, token);
        signs = signs_near(s, token);
        if (end - s->text->start[token] > NOMENP_MATCH_MAX)
          return; /* a huge token */
      }
      if ((t->needs[rule] & ~signs) == 0)
        try_rule(s, (uint32_t)rule, token, end, first);
    }
}

static void scan_tokens(scanner *s) {
  const nomenp_triggers *t = &s->patterns->triggers;
  const nomenp_text *text = s->text;
  uint32_t count = text->token_count;

  for (; s->read < count && s->read < NOMENP_NEAR_TOKENS - 1; s->read++)
    read_token(s, s->read);
  for (uint32_t i = 0; i < count && !s->has_failed; i++) {
    const nomenp_vocabulary_slot *slot;
    unsigned kind = nomenp_trigger_kind(text->token_class[i], text->shape[i]);
    if (s->read < count) read_token(s, s->read++);
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
