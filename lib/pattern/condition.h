/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_PATTERN_CONDITION_H
#define NOMEN_PATTERN_CONDITION_H

/*
 * What must stand around a token for a rule to match there, learnt from the
 * rule's expression when it is compiled: the three bytes before the token,
 * how the token is written, and how the next begins.  A rule whose condition fails
 * is not tried; it would not have matched.
 *
 * Rows of bits, a bit a rule.  What follows is looked up by the kind of the
 * first token: one of letters that is a word of a trigger, one of digits, a
 * number with marks in it, and any other.  A next token is known by its first symbol, and behind white space
 * by its word if that is in the vocabulary: nomenp_word_row.
 */

#include "pattern/syntax.h"
#include "pattern/vocabulary.h"

/* Kinds of first token. */
typedef enum nomenp_first {
  NOMENP_FIRST_WORD = 0,
  NOMENP_FIRST_DIGITS,
  NOMENP_FIRST_NUMBER,
  NOMENP_FIRST_OTHER,
  NOMENP_FIRST_COUNT
} nomenp_first;

/* Digits by how many they are; so many or more are counted alike. */
#define NOMENP_DIGITS_MAX 6u

/* What stands before a token: a byte of ASCII, or one of these. */
#define NOMENP_BEFORE_HIGH 128u /* a byte outside ASCII */
#define NOMENP_BEFORE_TEXT 129u /* nothing */
#define NOMENP_BEFORE_BYTES 3u  /* so many are looked at */

typedef struct nomenp_conditions {
  size_t width; /* of a row */
  /* Rows by the byte before the token, and where that is white space by the two
   * before it. */
  uint64_t *before[NOMENP_BEFORE_BYTES];
  uint64_t *alone_digits; /* rows by count of digits: nothing need follow */
  uint64_t *more_digits;  /* something must */
  uint64_t *alone_number; /* a row: nothing need follow */
  uint64_t *alone_other;
  uint64_t *starts; /* rows by the first symbol of a token of another kind */
  /* Rows by symbol, of each kind of first token: */
  uint64_t *touching[NOMENP_FIRST_COUNT]; /* the next token, right behind */
  uint64_t *spaced[NOMENP_FIRST_COUNT];   /* the same behind white space */
  /* Behind white space a word of letters that is not in the vocabulary.  For
   * those that are, to be joined with their own row. */
  uint64_t *words[NOMENP_FIRST_NUMBER];
} nomenp_conditions;

/* A word that triggers a rule. */
typedef struct nomenp_trigger_word {
  uint32_t rule;
  uint32_t word;       /* in the vocabulary */
  const char *letters; /* folded; NULL if there is anything but letters */
  uint32_t size;
} nomenp_trigger_word;

bool nomenp_conditions_make(nomenp_arena *arena, size_t width,
                            nomenp_conditions *out);

static inline uint64_t *
nomenp_conditions_row(const nomenp_conditions *conditions, uint64_t *rows,
                      size_t index) {
  return rows + index * conditions->width;
}

/* Learn the conditions of a rule from its expression.  `words` are those that
 * trigger it; `has_digits` says that numbers may.  What is learnt of
 * next words goes to the vocabulary, from `arena`; `work` is for the moment.
 * With no expression the rule is tried wherever it is triggered.  False when
 * memory is out. */
typedef struct nomenp_condition_input {
  size_t rule;
  const char *expression;
  size_t size;
  bool is_caseless;
  bool has_digits;
  bool has_kinds; /* tokens of other kinds trigger it, not only words */
  const nomenp_trigger_word *words;
  size_t word_count;
} nomenp_condition_input;

bool nomenp_conditions_learn(nomenp_conditions *conditions,
                             nomenp_vocabulary *vocabulary, nomenp_arena *arena,
                             nomenp_arena *work,
                             const nomenp_condition_input *input);

#endif
