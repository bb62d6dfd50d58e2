/* SPDX-License-Identifier: MIT */
/*
 * The scan: each token asks which rules it triggers, and each of those is tried
 * there, in a window that ends with the paragraph or after NOMENP_MATCH_MAX bytes.
 */
#include <string.h>

#include "pattern/compiled.h"

typedef struct scanner {
  const nomenp_patterns *patterns;
  nomenp_arena *arena;
  const nomenp_text *text;
  nomenp_match_list *out;
  pcre2_match_data *data;
  uint32_t last;   /* last token of the window */
  /* The tokens from the one at hand on, read once each, in a ring. */
  const nomenp_trigger_slot *slots[NOMENP_NEAR_RING]; /* or NULL */
  uint64_t signs[NOMENP_NEAR_RING];
  uint32_t read; /* tokens read so far */
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
    count += ends[2 * i] != PCRE2_UNSET &&
             rule->groups[i - 1] != NOMENP_NO_CAPTURE;
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

/* Put the newest match in its place among those of the same token: longest first.
 * Rules come in order, so equal lengths stay as they are. */
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
  if (!NOMENP_ARENA_GROW(s->arena, &out->items, &out->capacity,
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
    const nomenp_trigger_slot *slot =
        nomenp_triggers_find(t, text->hash[s->read]);
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

  for (; token < s->read; token++) signs |= s->signs[token % NOMENP_NEAR_RING];
  return signs;
}

/* The rules of two ascending lists, each once, in order. */
static void try_rules(scanner *s, uint32_t token, const uint16_t *a,
                      const uint16_t *a_end, const uint16_t *b,
                      const uint16_t *b_end) {
  const uint64_t *needs = s->patterns->triggers.needs;
  uint32_t end = window_end(s, token);
  uint64_t signs = signs_near(s, token);
  size_t first = s->out->count;

  if (end - s->text->start[token] > NOMENP_MATCH_MAX) return; /* a huge token */
  while (!s->has_failed && (a < a_end || b < b_end)) {
    uint16_t rule;
    if (b == b_end || (a < a_end && *a <= *b)) {
      rule = *a++;
      if (b < b_end && *b == rule) b++;
    } else
      rule = *b++;
    if ((needs[rule] & ~signs) == 0) try_rule(s, rule, token, end, first);
  }
}

static void scan_tokens(scanner *s) {
  const nomenp_triggers *t = &s->patterns->triggers;
  const nomenp_text *text = s->text;

  for (uint32_t i = 0; i < text->token_count && !s->has_failed; i++) {
    const nomenp_trigger_slot *slot;
    unsigned kind = nomenp_trigger_kind(text->token_class[i], text->shape[i]);
    uint32_t from = t->kind_first[kind], to = t->kind_first[kind + 1];
    read_ahead(s, i);
    slot = s->slots[i % NOMENP_NEAR_RING];
    if (slot != NULL && slot->count != 0)
      try_rules(s, i, t->word_rules + slot->first,
                t->word_rules + slot->first + slot->count,
                t->kind_rules + from, t->kind_rules + to);
    else if (from != to)
      try_rules(s, i, NULL, NULL, t->kind_rules + from, t->kind_rules + to);
  }
}

nomen_status nomenp_patterns_scan(const nomenp_patterns *patterns,
                                  nomenp_arena *arena, const nomenp_text *text,
                                  nomenp_match_list *out) {
  scanner s = {.patterns = patterns, .arena = arena, .text = text, .out = out};

  if (patterns->rule_count == 0 || text->token_count == 0) return NOMEN_OK;
  s.data = pcre2_match_data_create(patterns->group_max + 1, patterns->general);
  if (s.data == NULL) return NOMEN_ENOMEM;
  scan_tokens(&s);
  pcre2_match_data_free(s.data);
  return s.has_failed ? NOMEN_ENOMEM : NOMEN_OK;
}
