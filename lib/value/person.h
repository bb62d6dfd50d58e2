/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_VALUE_PERSON_H
#define NOMEN_VALUE_PERSON_H

/*
 * The parts of a person's name: which words are given names, which the family
 * name, which come before it ("von der") and behind it ("Jr.").  Knows words
 * and grades, no list and no document.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct nomenp_person_word {
  const char *folded; /* lower case, without accents */
  size_t size;
  uint8_t given; /* grades, 0 to 4 */
  uint8_t surname;
  uint8_t flags; /* NOMENP_PERSON_* */
} nomenp_person_word;
#define NOMENP_PERSON_INITIAL 1u
#define NOMENP_PERSON_PARTICLE 2u
#define NOMENP_PERSON_SUFFIX 4u
#define NOMENP_PERSON_NICKNAME 8u
#define NOMENP_PERSON_JOINED 16u /* by a hyphen, the last part in lower case   \
                                  */

#define NOMENP_PERSON_LETTERS_FROM 3u

/* Runs of words [first, end); empty: not known. */
typedef struct nomenp_person_parts {
  uint8_t given_first, given_end;
  uint8_t family_first, family_end;
  uint8_t particle_first, particle_end;
  uint8_t suffix_first, suffix_end;
} nomenp_person_parts;

/* The surnames of China, Korea and Vietnam, folded, in order; NULL past the
 * last. */
const char *nomenp_person_eastern_surname(size_t index);

/* Whether letters decide which name is written first; `may_be_eastern`: the
 * first word may be one of those surnames.  If they do not, words without
 * letters (size 0) will do. */
bool nomenp_person_needs_letters(const nomenp_person_word *words,
                                 unsigned count, bool may_be_eastern);

/* Whether the family name is written first: Chinese, Korean and Vietnamese
 * names by their surnames and syllables, others ("Orban Viktor") by the grades.
 */
bool nomenp_person_family_first(const nomenp_person_word *words,
                                unsigned count);

/* Part a name; letters count from NOMENP_PERSON_LETTERS_FROM words on.
 * `family_said`: a run of words from there to the end is used alone
 * for the person somewhere in the document; 0: none known.  `has_title`: a
 * single word that is no known given name is then a family name. */
void nomenp_person_split(const nomenp_person_word *words, unsigned count,
                         bool family_first, unsigned family_said,
                         bool has_title, nomenp_person_parts *out);

#endif
