/* SPDX-License-Identifier: MIT */
/*
 * A word is cut before an inner capital when the lists know both halves and not
 * the whole, the document does not have the whole a second time, and something
 * more speaks for it: the second half stands alone elsewhere in the document, or a
 * colon follows it, or it is a word that begins sentences.
 */
#include "text/glue.h"

#include <string.h>

#include "nomen/nomen.h"
#include "text/character.h"
#include "text/fold.h"
#include "text/token.h"
#include "text/utf8.h"

#define GLUED_SIZE_MAX 48u /* no longer word is looked at */
#define LEFT_MIN 4u        /* "The", "Mac", "You", "Van" are no left halves */
#define RIGHT_MIN 3u  /* letters of a right half, */
#define STARTER_MIN 2u /* and of one that begins sentences: "guitarHe" */
#define NO_CUT 0u

/* How often words stand in the document: open addressing on folded hashes.
 * Taken when it is first asked: few documents get so far. */
typedef struct census {
  nomenp_arena *arena;
  const nomenp_text *text;
  bool has_failed; /* memory was out */
  uint64_t *hash;
  uint8_t *count; /* with a capital first, up to 255 */
  uint32_t mask;
} census;

static bool is_candidate(const nomenp_text *text, uint32_t token) {
  uint8_t shape = text->shape[token];
  return (shape == NOMENP_SHAPE_CAMEL || shape == NOMENP_SHAPE_INNER ||
          shape == NOMENP_SHAPE_MIXED) &&
         text->end[token] - text->start[token] <= GLUED_SIZE_MAX;
}

static uint8_t *census_slot(const census *c, uint64_t hash) {
  uint32_t at = (uint32_t)(hash >> 7) & c->mask;

  while (c->hash[at] != 0 && c->hash[at] != hash) at = (at + 1) & c->mask;
  c->hash[at] = hash;
  return c->count + at;
}

static bool census_take(census *c) {
  const nomenp_text *text = c->text;
  uint32_t capitals = 0;
  size_t size = 16;

  for (uint32_t i = 0; i < text->token_count; i++)
    capitals += (text->flags[i] & NOMENP_TOKEN_CAPITAL) != 0;
  while (size < (size_t)capitals * 2 + 2) size *= 2;
  c->mask = (uint32_t)(size - 1);
  c->hash = nomenp_arena_array(c->arena, size, sizeof *c->hash);
  c->count = nomenp_arena_array(c->arena, size, 1);
  c->has_failed = c->hash == NULL || c->count == NULL;
  if (c->has_failed) return false;
  for (uint32_t i = 0; i < text->token_count; i++) {
    uint8_t *slot;
    if (!(text->flags[i] & NOMENP_TOKEN_CAPITAL) || text->hash[i] == 0) continue;
    slot = census_slot(c, text->hash[i]);
    if (*slot < UINT8_MAX) ++*slot;
  }
  return true;
}

/* Looked up only: a word that is not there leaves the table as it was. */
static uint8_t census_count(census *c, uint64_t hash) {
  uint32_t at;

  if (c->has_failed || (c->hash == NULL && !census_take(c))) return 0;
  at = (uint32_t)(hash >> 7) & c->mask;
  while (c->hash[at] != 0 && c->hash[at] != hash) at = (at + 1) & c->mask;
  return c->hash[at] == hash ? c->count[at] : 0;
}

static uint8_t class_at(const nomenp_text *text, uint32_t at, uint32_t *size) {
  size_t step = 1;
  uint8_t class = nomenp_character_byte[text->bytes[at]];

  if (class == NOMENP_CHARACTER_HIGH)
    class = nomenp_character_class(nomenp_utf8_decode(text->bytes + at, &step));
  *size = (uint32_t)step;
  return class;
}

/* How the right half [start, end) is written. */
typedef enum right_form {
  RIGHT_NONE, /* not as a word is */
  RIGHT_CAPITAL, /* Credit */
  RIGHT_UPPER    /* BBC */
} right_form;

static right_form form_of(const nomenp_text *text, uint32_t start,
                          uint32_t end) {
  uint32_t size, upper = 0, lower = 0;

  for (uint32_t at = start; at < end; at += size) {
    uint8_t class = class_at(text, at, &size);
    if (class == NOMENP_CHARACTER_MARK) continue;
    if (class == NOMENP_CHARACTER_UPPER && lower == 0)
      upper++;
    else if (class == NOMENP_CHARACTER_LOWER)
      lower++;
    else
      return RIGHT_NONE;
  }
  if (upper + lower < STARTER_MIN || (upper > 1 && lower > 0))
    return RIGHT_NONE;
  return lower == 0 ? RIGHT_UPPER : RIGHT_CAPITAL;
}

/* A year of four digits, the left half of "2021Credit". */
static bool is_year(const nomenp_text *text, uint32_t start, uint32_t end) {
  if (end - start != 4) return false;
  for (uint32_t i = start; i < end; i++)
    if (nomenp_character_byte[text->bytes[i]] != NOMENP_CHARACTER_DIGIT)
      return false;
  return text->bytes[start] == '1' || text->bytes[start] == '2';
}

static bool cut_is_right(const nomenp_lexicon *lexicon, const nomenp_text *text,
                         census *c, uint32_t token, uint32_t cut) {
  uint32_t start = text->start[token], end = text->end[token];
  uint64_t left, right;
  right_form form = form_of(text, cut, end);
  unsigned known;
  bool is_label;

  if (form == RIGHT_NONE) return false;
  right = nomenp_fold_hash(text->bytes + cut, end - cut);
  known = nomenp_lexicon_ask(lexicon, right);
  if (end - cut < RIGHT_MIN &&
      (form == RIGHT_UPPER || !(known & NOMENP_LEXICON_STARTER)))
    return false;
  /* "microRNA" is one word, "MinisterBBC" is not. */
  if (form == RIGHT_UPPER && text->shape[token] != NOMENP_SHAPE_CAMEL)
    return false;
  is_label = token + 1 < text->token_count &&
             text->shape[token + 1] == NOMENP_SHAPE_COLON &&
             !(text->flags[token + 1] & NOMENP_TOKEN_SPACE);
  if (is_year(text, start, cut))
    return (known & NOMENP_LEXICON_WORD) &&
           (is_label || (known & NOMENP_LEXICON_STARTER) ||
            census_count(c, right) > 0);
  if (cut - start < LEFT_MIN) return false;
  left = nomenp_fold_hash(text->bytes + start, cut - start);
  if (!(nomenp_lexicon_ask(lexicon, left) & NOMENP_LEXICON_WORD)) return false;
  return (form == RIGHT_CAPITAL && (known & NOMENP_LEXICON_WORD) &&
          (is_label || (known & NOMENP_LEXICON_STARTER))) ||
         census_count(c, right) > 0;
}

/* Where to cut the token, or NO_CUT. */
static uint32_t find_cut(const nomenp_lexicon *lexicon, const nomenp_text *text,
                         census *c, uint32_t token) {
  uint32_t end = text->end[token], size, at = text->start[token];
  uint8_t before = NOMENP_CHARACTER_UPPER;

  if (nomenp_lexicon_ask(lexicon, text->hash[token]) & NOMENP_LEXICON_WORD)
    return NO_CUT;
  for (; at < end; at += size) {
    uint8_t class = class_at(text, at, &size);
    if (class == NOMENP_CHARACTER_UPPER && before != NOMENP_CHARACTER_UPPER &&
        cut_is_right(lexicon, text, c, token, at))
      return census_count(c, text->hash[token]) > 1 ? NO_CUT : at;
    if (class != NOMENP_CHARACTER_MARK) before = class;
  }
  return NO_CUT;
}

static void move_token(nomenp_text *text, uint32_t from, uint32_t to) {
  text->start[to] = text->start[from];
  text->end[to] = text->end[from];
  text->hash[to] = text->hash[from];
  text->token_class[to] = text->token_class[from];
  text->shape[to] = text->shape[from];
  text->flags[to] = text->flags[from];
}

/* Make room from the back, so that each token moves once. */
static void apply(nomenp_text *text, const uint32_t *tokens,
                  const uint32_t *cuts, uint32_t count) {
  uint32_t from = text->token_count;

  text->token_count += count;
  while (count > 0) {
    uint32_t token = tokens[count - 1], cut = cuts[count - 1], start, end;
    uint8_t flags;

    while (--from > token) move_token(text, from, from + count);
    start = text->start[token];
    end = text->end[token];
    flags = text->flags[token] &
            (NOMENP_TOKEN_SPACE | NOMENP_TOKEN_LINE | NOMENP_TOKEN_PARAGRAPH |
             NOMENP_TOKEN_GLUED);
    nomenp_token_fill(text, token + count, cut, end, NOMENP_TOKEN_GLUED);
    nomenp_token_fill(text, token + count - 1, start, cut, flags);
    count--;
  }
}

bool nomenp_glue_split(nomenp_arena *arena, const nomenp_lexicon *lexicon,
                       uint32_t candidates, nomenp_text *text) {
  nomenp_arena_position before = nomenp_arena_mark(arena);
  uint32_t count = 0, *tokens, *cuts;
  census c = {.arena = arena, .text = text};

  if (lexicon == NULL) return true;
  tokens = nomenp_arena_array(arena, candidates, sizeof *tokens);
  cuts = nomenp_arena_array(arena, candidates, sizeof *cuts);
  if (tokens == NULL || cuts == NULL) return false;
  for (uint32_t i = 0;; i++) {
    i = nomenp_text_next(text, i, NOMENP_TOKEN_ASK);
    if (i == text->token_count) break;
    if (!is_candidate(text, i)) continue;
    cuts[count] = find_cut(lexicon, text, &c, i);
    tokens[count] = i;
    count += cuts[count] != NO_CUT;
  }
  if (!c.has_failed) apply(text, tokens, cuts, count);
  nomenp_arena_rewind(arena, before);
  return !c.has_failed;
}
