/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_PATTERN_VOCABULARY_H
#define NOMEN_PATTERN_VOCABULARY_H

/*
 * The words that rules speak of, each with rows of bits, a bit a rule: an open
 * hash table by folded hash, at most half full, and the rows by themselves.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

typedef enum nomenp_word_row {
  NOMENP_WORD_TRIGGERS = 0, /* rules that the word triggers */
  /* Of those, which a token may match that is written in just these letters: */
  NOMENP_WORD_ALONE, /* with no regard to the token after it */
  NOMENP_WORD_MORE,  /* if the next token is one of those that may follow */
  /* Rules whose matches may go on with the word, behind white space: */
  NOMENP_WORD_AFTER_WORD,   /* after a word that triggers them */
  NOMENP_WORD_AFTER_DIGITS, /* after digits */
  NOMENP_WORD_ROWS
} nomenp_word_row;

typedef struct nomenp_vocabulary_slot {
  uint64_t hash;  /* 0: empty slot */
  uint64_t signs; /* which signs of nearness the word is: see trigger.h */
  uint32_t word;  /* number of its rows */
  uint16_t size;  /* bytes, if all are letters of ASCII; else 0 */
  bool triggers;  /* some rule */
} nomenp_vocabulary_slot;

typedef struct nomenp_vocabulary {
  nomenp_vocabulary_slot *slots;
  uint64_t mask;
  size_t count;
  uint64_t *rows;  /* NOMENP_WORD_ROWS of each word, of `width` each */
  size_t capacity; /* of rows */
  size_t width;
} nomenp_vocabulary;

/* An empty one for so many rules. */
bool nomenp_vocabulary_make(nomenp_arena *arena, size_t rule_count,
                            nomenp_vocabulary *out);

/* The slot of a folded word, made if need be, good until the next is made; NULL
 * when memory is out.  The word holds a byte at least. */
nomenp_vocabulary_slot *nomenp_vocabulary_add(nomenp_arena *arena,
                                              nomenp_vocabulary *vocabulary,
                                              const char *word, size_t size);

/* A copy of just its size in another arena. */
bool nomenp_vocabulary_copy(nomenp_arena *arena, nomenp_vocabulary *vocabulary);

/* The slot of a hash, or NULL; always NULL for 0, which no word has. */
static inline const nomenp_vocabulary_slot *
nomenp_vocabulary_find(const nomenp_vocabulary *vocabulary, uint64_t hash) {
  uint64_t at = hash & vocabulary->mask;

  for (; vocabulary->slots[at].hash != 0; at = (at + 1) & vocabulary->mask)
    if (vocabulary->slots[at].hash == hash) return &vocabulary->slots[at];
  return NULL;
}

static inline uint64_t *
nomenp_vocabulary_row(const nomenp_vocabulary *vocabulary, uint32_t word,
                      nomenp_word_row row) {
  return vocabulary->rows +
         ((size_t)word * NOMENP_WORD_ROWS + row) * vocabulary->width;
}

static inline void nomenp_bit_set(uint64_t *row, size_t bit) {
  row[bit / 64] |= UINT64_C(1) << bit % 64;
}

#endif
