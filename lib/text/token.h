/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_TEXT_TOKEN_H
#define NOMEN_TEXT_TOKEN_H

/*
 * The tokeniser: one pass over the bytes, from which come the tokens with class,
 * shape and folded hash, and what white space stood before them.  Then the words
 * that page scraping glued together are cut, and sentences found: see glue.h and
 * sentence.h.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/text.h"

/* More tokens than this the bytes cannot give, glued words cut apart included. */
uint32_t nomenp_token_bound(const uint8_t *bytes, uint32_t size);

/* Read text->bytes into text's arrays, which have room for the bound.  Sets
 * token_count; no sentences yet.  Returns how many tokens look glued. */
uint32_t nomenp_token_scan(const nomenp_lexicon *lexicon, nomenp_text *text);

/* Fill token `index` of the arrays: class, shape, hash from its bytes, a word of
 * plain letters [start, end). */
void nomenp_token_fill(nomenp_text *text, uint32_t index, uint32_t start,
                       uint32_t end, uint8_t flags);

/* The shapes of what may end a sentence. */
static inline bool nomenp_token_is_stopper(uint8_t shape) {
  return shape == NOMENP_SHAPE_STOP ||
         (shape >= NOMENP_SHAPE_INITIAL && shape <= NOMENP_SHAPE_ABBREVIATION);
}

static inline unsigned nomenp_lexicon_ask(const nomenp_lexicon *lexicon,
                                          uint64_t hash) {
  return lexicon == NULL || hash == 0 ? 0
                                      : lexicon->ask(lexicon->context, hash);
}

#endif
