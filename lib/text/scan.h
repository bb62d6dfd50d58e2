/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_TEXT_SCAN_H
#define NOMEN_TEXT_SCAN_H

/*
 * What the files of the tokeniser share: where it stands, what the next
 * character is, and the word being read.  plain.c reads what needs no second
 * look, word.c the other words, stop.c decides whose a full stop is, token.c
 * runs the loop.
 */

#include "nomen/nomen.h"

#include "base/hash.h"
#include "text/character.h"
#include "text/token.h"
#include "text/utf8.h"

typedef struct nomenp_scanner {
  const uint8_t *bytes;
  uint32_t size;
  uint32_t at;
  const nomenp_lexicon *lexicon;
  nomenp_text *text;
  uint32_t count; /* tokens so far */
  uint32_t glued; /* words with a capital inside, so far */
  uint8_t flags;  /* what stands before the next token */
} nomenp_scanner;

/* A word, number or mixture while it is read. */
typedef struct nomenp_word_scan {
  uint32_t start;
  uint32_t at; /* where it goes on */
  nomenp_hash_state hash;
  uint32_t letters; /* counted in characters, as are the next three */
  uint32_t upper;
  uint32_t digits;
  uint32_t caseless;
  uint8_t first; /* classes of its first and latest character */
  uint8_t last;
  bool has_marks; /* separators inside a number */
  bool is_wide;   /* has a byte outside ASCII */
  bool turns;     /* a capital stands behind a small letter or a digit */
} nomenp_word_scan;

static inline uint8_t nomenp_scan_byte(const nomenp_scanner *s, uint32_t at) {
  return at < s->size ? s->bytes[at] : 0;
}

/* The next eight bytes; zeros past the end. */
static inline uint64_t nomenp_scan_eight(const nomenp_scanner *s, uint32_t at) {
  return s->size - at >= 8
             ? nomenp_eight_load(s->bytes + at)
             : nomenp_eight_load_some(s->bytes + at, s->size - at);
}

/* The class of the character at `at`, and its size; past the end, a space. */
static inline uint8_t nomenp_scan_class(const nomenp_scanner *s, uint32_t at,
                                        uint32_t *size) {
  size_t step = 1;
  uint8_t class;

  *size = 1;
  if (at >= s->size) return NOMENP_CHARACTER_SPACE;
  class = nomenp_character_byte[s->bytes[at]];
  if (class != NOMENP_CHARACTER_HIGH) return class;
  class = nomenp_character_class(nomenp_utf8_decode(s->bytes + at, &step));
  *size = (uint32_t)step;
  return class;
}

static inline uint8_t nomenp_scan_peek(const nomenp_scanner *s, uint32_t at) {
  uint32_t size;
  return nomenp_scan_class(s, at, &size);
}

static inline void nomenp_scan_emit(nomenp_scanner *s, uint32_t start,
                                    uint32_t end, uint64_t hash, uint8_t class,
                                    uint8_t shape, unsigned flags) {
  nomenp_text *text = s->text;
  uint32_t i = s->count++;

  text->start[i] = start;
  text->end[i] = end;
  text->hash[i] = hash;
  text->token_class[i] = class;
  text->shape[i] = shape;
  text->flags[i] =
      (uint8_t)(s->flags | flags |
                (nomenp_token_is_stopper(shape) ? NOMENP_TOKEN_ASK : 0u));
  s->flags = 0;
  s->at = end;
}

/* The token before, if nothing stands between; else -1. */
static inline int64_t nomenp_scan_joined(const nomenp_scanner *s) {
  return s->count > 0 && s->flags == 0 ? (int64_t)s->count - 1 : -1;
}

static inline bool nomenp_scan_is_wordlike(uint8_t class) {
  return class <= NOMEN_TOKEN_MIXED || class == NOMEN_TOKEN_LINK;
}

/* The shape of a mark; what has no other is a symbol. */
uint8_t nomenp_scan_mark_shape(uint8_t character_class);

/* ---- plain.c */

/* Emit what comes as long as it is plain: words of ASCII letters, marks that
 * stand alone, single spaces.  Stops at what is not, or at the end. */
void nomenp_plain_scan(nomenp_scanner *s);

/* ---- word.c */

/* Read the word that begins at `start` with a character of that class and size. */
void nomenp_word_read(const nomenp_scanner *s, uint32_t start, uint8_t first,
                      uint32_t first_size, nomenp_word_scan *w);

/* Emit [w->start, w->at) by what was counted while it was read. */
void nomenp_word_emit(nomenp_scanner *s, const nomenp_word_scan *w);

/* The end of the clitic whose letters begin at `at`, behind an apostrophe and
 * the word that began at `word_start`; 0 if none does. */
uint32_t nomenp_word_clitic(const nomenp_scanner *s, uint32_t at,
                            uint32_t word_start);

static inline uint32_t nomenp_word_lower(const nomenp_word_scan *w) {
  return w->letters - w->upper - w->caseless;
}

/* ---- stop.c */

/* A word that stands before a full stop: if the stop belongs to it, emit both.
 */
bool nomenp_stop_take(nomenp_scanner *s, const nomenp_word_scan *w);

#endif
