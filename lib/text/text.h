/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_TEXT_TEXT_H
#define NOMEN_TEXT_TEXT_H

/*
 * A text read once: tokens, sentences, lines.  Tokens are arrays of fields, not an
 * array of structs: each later step walks only the fields it needs.
 *
 * Every byte that is no white space lies in exactly one token.  White space is
 * Unicode's, and control characters (NUL too), zero-width space and byte order
 * mark.  A token is
 * - letters and marks with apostrophes inside: "O'Brien", "don't"; of a hyphenated
 *   word each part, the hyphens between being tokens of their own;
 * - a clitic cut off: "'s", "'ll", "'ve", "'re", "'d", and the "'m" of "I'm";
 * - an abbreviation with its stops: "U.S.", "J.", "Ph.D."; "Mr." where the
 *   lexicon lists it;
 * - digits with separators inside, letters among them: "1,234.50", "20th", "F16";
 * - an address or handle; a name like "Amazon.com" is a word;
 * - a run of one punctuation mark or symbol: "...", "--", "&" ("AT&T" is three).
 * Words glued together by page scraping are cut: see glue.h.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/eight.h"
#include "base/filter.h"

/* How a token is written.  Evidence and patterns ask for nothing finer. */
typedef enum nomenp_shape {
  NOMENP_SHAPE_LOWER = 0,   /* minister */
  NOMENP_SHAPE_CAPITAL,     /* Zeron */
  NOMENP_SHAPE_UPPER,       /* NATO: two capitals or more */
  NOMENP_SHAPE_LETTER,      /* A: one capital letter */
  NOMENP_SHAPE_INITIAL,     /* A. */
  NOMENP_SHAPE_DOTTED,      /* U.S., a.m. */
  NOMENP_SHAPE_ABBREVIATION,/* Mr., Corp., Sept.: a listed one with its full stop */
  NOMENP_SHAPE_CAMEL,       /* TheMarker, McDonald, O'Brien */
  NOMENP_SHAPE_INNER,       /* iPhone, al-form "deKlerk": lower first, capital inside */
  NOMENP_SHAPE_DIGIT,       /* 7, 12 */
  NOMENP_SHAPE_YEAR,        /* 1000 to 2999, four digits */
  NOMENP_SHAPE_NUMBER,      /* 1,234.50 */
  NOMENP_SHAPE_ORDINAL,     /* 1st, 20th */
  NOMENP_SHAPE_MIXED,       /* F16, 747B, 34.6m, 1990s */
  NOMENP_SHAPE_CLITIC,      /* 's */
  NOMENP_SHAPE_STOP,        /* . ! ? and their like */
  NOMENP_SHAPE_COMMA,
  NOMENP_SHAPE_COLON,       /* : ; */
  NOMENP_SHAPE_HYPHEN,      /* between letters, nothing around it */
  NOMENP_SHAPE_DASH,        /* em and en dash, "--", "_", a hyphen with space */
  NOMENP_SHAPE_SLASH,
  NOMENP_SHAPE_OPEN,        /* ( [ { */
  NOMENP_SHAPE_CLOSE,
  NOMENP_SHAPE_QUOTE,       /* any quotation mark */
  NOMENP_SHAPE_AND,         /* & */
  NOMENP_SHAPE_CURRENCY,    /* $ and its like (category Sc) */
  NOMENP_SHAPE_SYMBOL,
  NOMENP_SHAPE_LINK,
  NOMENP_SHAPE_COUNT
} nomenp_shape;

/* True for the shapes that begin with a capital letter and hold letters. */
static inline bool nomenp_shape_is_capital(uint8_t shape) {
  return shape >= NOMENP_SHAPE_CAPITAL && shape <= NOMENP_SHAPE_CAMEL;
}

/* Bits of nomenp_text.flags. */
#define NOMENP_TOKEN_SPACE 1u     /* white space before it */
#define NOMENP_TOKEN_LINE 2u      /* first of its line */
#define NOMENP_TOKEN_PARAGRAPH 4u /* first after a blank line, or of the text */
#define NOMENP_TOKEN_SENTENCE 8u  /* first of its sentence */
#define NOMENP_TOKEN_CAPITAL 16u  /* first letter is upper case (DOTTED "a.m." is not) */
#define NOMENP_TOKEN_ACCENT 32u   /* has a byte outside ASCII */
#define NOMENP_TOKEN_GLUED 64u    /* cut from the token before by "glued text" rules */
#define NOMENP_TOKEN_ASK                                                       \
  128u /* may end a sentence, or be glued: looked at again */

typedef struct nomenp_text {
  const uint8_t *bytes; /* well formed; the repaired copy if there was a fault */
  uint32_t size;

  uint32_t token_count;
  uint32_t *start;      /* byte offsets */
  uint32_t *end;
  uint64_t *hash;       /* nomenp_fold_hash() of the token's bytes */
  uint8_t *token_class; /* nomen_token_class */
  uint8_t *shape;       /* nomenp_shape */
  uint8_t *flags;

  uint32_t sentence_count;
  uint32_t *sentence_start; /* token index; [sentence_count] is token_count */
} nomenp_text;

/* What the text room asks about a word: the lists know it, but stand higher. */
#define NOMENP_LEXICON_ABBREVIATION 1u /* keeps its full stop: Mr, Sept, Corp */
#define NOMENP_LEXICON_ENDS 2u  /* and may end a sentence too: Inc, Sept, a.m */
#define NOMENP_LEXICON_WORD 4u  /* a word or name of the lists (for glued text) */
#define NOMENP_LEXICON_STARTER 8u /* a lower-case word that commonly begins sentences: The, He, In */
typedef struct nomenp_lexicon {
  unsigned (*ask)(const void *context, uint64_t hash); /* NOMENP_LEXICON_* */
  const void *context;
  nomenp_filter abbreviations; /* what is not in it is none: no need to ask */
} nomenp_lexicon;

/* Read `bytes` (well formed) into *out, all arrays in the arena.  `lexicon` may be
 * NULL: nothing is known of any word.  False when memory is out. */
bool nomenp_text_read(nomenp_arena *arena, const uint8_t *bytes, uint32_t size,
                      const nomenp_lexicon *lexicon, nomenp_text *out);

/* The sentence that holds a token, by binary search. */
uint32_t nomenp_text_sentence(const nomenp_text *text, uint32_t token);

/* Whether a token is `word` (lower-case ASCII letters), case apart. */
bool nomenp_text_is_word(const nomenp_text *text, uint32_t token,
                         const char *word);

/* The first token at or behind `token` that has one of the flags; token_count
 * if none has. */
static inline uint32_t nomenp_text_next(const nomenp_text *text, uint32_t token,
                                        uint8_t flags) {
  uint64_t wanted = NOMENP_EIGHT((uint64_t)flags);

  for (; text->token_count - token >= 8; token += 8) {
    uint64_t found = nomenp_eight_load(text->flags + token) & wanted;
    if (found != 0) return token + nomenp_eight_first(found);
  }
  while (token < text->token_count && !(text->flags[token] & flags))
    token++;
  return token;
}

/* The first token that ends after byte `offset`; token_count if none. */
uint32_t nomenp_text_token_at(const nomenp_text *text, uint32_t offset);

#endif
