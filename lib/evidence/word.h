/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_EVIDENCE_WORD_H
#define NOMEN_EVIDENCE_WORD_H

/*
 * What the lists say of one word, in the small numbers that evidence is made of:
 * grades and flags (LISTS), the same coarsely (KIND), the class of a word beside a
 * name (CUE), and how often text has it in lower case (CASE).
 */

#include "gazetteer/gazetteer.h"
#include "text/text.h"

/* LISTS: grades, then flags.  The top bit says that the word was asked about. */
#define NOMENP_LISTS_ASKED 0x80000000u
#define NOMENP_LISTS_SURNAME_SHIFT 2
#define NOMENP_LISTS_PLACE_SHIFT 5
#define NOMENP_LISTS_ORGANISATION_SHIFT 8
#define NOMENP_LISTS_FLAG_SHIFT 10
/* X(ID, NAME) in order of their bits from NOMENP_LISTS_FLAG_SHIFT. */
#define NOMENP_LISTS_FLAGS(X)                                                  \
  X(NATION, "nation")                                                          \
  X(ORG_HEAD, "orghead")                                                       \
  X(COMPANY, "company")                                                        \
  X(TITLE, "title")                                                            \
  X(ROLE, "role")                                                              \
  X(CALENDAR, "calendar")                                                      \
  X(SOME_LOWER, "somelower")                                                   \
  X(COMMON, "common")                                                          \
  X(PLACE_HEAD, "placehead")                                                   \
  X(CITY, "city")                                                              \
  X(BIG_CITY, "bigcity")                                                       \
  X(TEAM_CITY, "teamcity")                                                     \
  X(COUNTRY, "country")                                                        \
  X(TEAM, "team")                                                              \
  X(FUNCTION, "function")                                                      \
  X(EVENT, "event")                                                            \
  X(SUFFIX, "suffix")

/* KIND of a capitalised word: 256 and bits.  X(ID, NAME). */
#define NOMENP_KIND_CAPITAL 0x100u
#define NOMENP_KIND_BITS(X)                                                    \
  X(GIVEN, "given")                                                            \
  X(SURNAME, "surname")                                                        \
  X(PLACE, "place")                                                            \
  X(BIG, "big")                                                                \
  X(ORGANISATION, "organisation")                                              \
  X(COMMON, "common")                                                          \
  X(UPPER, "upper")
/* Above those bits, one of these.  X(ID, NAME). */
#define NOMENP_KIND_ROLE_SHIFT 16
#define NOMENP_KIND_ROLES(X)                                                   \
  X(NONE, "")                                                                  \
  X(NATION, "nation")                                                          \
  X(ORG_HEAD, "orghead")                                                       \
  X(COMPANY, "company")                                                        \
  X(TITLE, "title")                                                            \
  X(ROLE, "role")                                                              \
  X(CALENDAR, "calendar")                                                      \
  X(PLACE_HEAD, "placehead")                                                   \
  X(FUNCTION, "function")                                                      \
  X(INITIAL, "initial")                                                        \
  X(TEAM, "team")                                                              \
  X(EVENT, "event")                                                            \
  X(SUFFIX, "suffix")                                                          \
  X(PARTICLE, "particle")                                                      \
  X(VERB, "verb")                                                              \
  X(COMPASS, "compass")

/* Classes of what is not capitalised, as KIND and CUE.  X(ID, NAME). */
#define NOMENP_CUES(X)                                                         \
  X(NONE, "none")                                                              \
  X(START, "start")                                                            \
  X(LINE, "line")                                                              \
  X(END, "end")                                                                \
  X(SAYING, "saying")                                                          \
  X(DOING, "doing")                                                            \
  X(FAMILY, "family")                                                          \
  X(TITLE, "title")                                                            \
  X(ROLE, "role")                                                              \
  X(BODY, "body")                                                              \
  X(BUSINESS, "business")                                                      \
  X(TRADING, "trading")                                                        \
  X(PLACE_HEAD, "placehead")                                                   \
  X(COMPANY, "company")                                                        \
  X(PARTICLE, "particle")                                                      \
  X(NUMBER_WORD, "numberword")                                                 \
  X(CALENDAR, "calendar")                                                      \
  X(SPORT, "sport")                                                            \
  X(UNIT, "unit")                                                              \
  X(FUNCTION, "function")                                                      \
  X(NATION, "nation")                                                          \
  X(ER, "-er")                                                                 \
  X(ING, "-ing")                                                               \
  X(ED, "-ed")                                                                 \
  X(LY, "-ly")                                                                 \
  X(LOWER, "lower")                                                            \
  X(UNKNOWN, "unknown")                                                        \
  X(INNER, "inner")                                                            \
  X(DIGIT, "9")                                                                \
  X(YEAR, "9999")                                                              \
  X(NUMBER, "9.9")                                                             \
  X(ORDINAL, "9th")                                                            \
  X(MIXED, "9a")                                                               \
  X(CLITIC, "'s")                                                              \
  X(STOP, "stop")                                                              \
  X(COMMA, "comma")                                                            \
  X(COLON, "colon")                                                            \
  X(HYPHEN, "hyphen")                                                          \
  X(DASH, "dash")                                                              \
  X(SLASH, "slash")                                                            \
  X(OPEN, "open")                                                              \
  X(CLOSE, "close")                                                            \
  X(QUOTE, "quote")                                                            \
  X(AND, "&")                                                                  \
  X(CURRENCY, "currency")                                                      \
  X(SYMBOL, "symbol")                                                          \
  X(LINK, "link")

enum {
#define NOMENP_AS_FLAG(id, name) NOMENP_LISTS_BIT_##id,
  NOMENP_LISTS_FLAGS(NOMENP_AS_FLAG) NOMENP_LISTS_FLAG_COUNT
#undef NOMENP_AS_FLAG
};
#define NOMENP_LISTS_FLAG(id)                                                  \
  (UINT32_C(1) << (NOMENP_LISTS_FLAG_SHIFT + NOMENP_LISTS_BIT_##id))
enum {
#define NOMENP_AS_BIT(id, name) NOMENP_KIND_BIT_##id,
  NOMENP_KIND_BITS(NOMENP_AS_BIT) NOMENP_KIND_BIT_COUNT
#undef NOMENP_AS_BIT
};
#define NOMENP_KIND(id) (UINT32_C(1) << NOMENP_KIND_BIT_##id)
enum {
#define NOMENP_AS_ROLE(id, name) NOMENP_KIND_ROLE_##id,
  NOMENP_KIND_ROLES(NOMENP_AS_ROLE) NOMENP_KIND_ROLE_COUNT
#undef NOMENP_AS_ROLE
};
enum {
#define NOMENP_AS_CUE(id, name) NOMENP_CUE_##id,
  NOMENP_CUES(NOMENP_AS_CUE) NOMENP_CUE_COUNT
#undef NOMENP_AS_CUE
};
/* A word as a value: this bit and 31 bits of its hash. */
#define NOMENP_VALUE_WORD 0x80000000u
static inline uint32_t nomenp_value_word(uint64_t hash) {
  return NOMENP_VALUE_WORD | (uint32_t)(hash >> 33);
}

/* Does text at large write this word in lower case?  0 no, 1 at times, 2 mostly. */
unsigned nomenp_word_lowness(const nomenp_word *word);
/* The number of CASE, from 1. */
uint32_t nomenp_word_case(const nomenp_word *word);
/* LISTS of a word; NULL: not in the gazetteer. */
uint32_t nomenp_word_lists(const nomenp_word *word, uint8_t shape);
/* KIND of a capitalised token. */
uint32_t nomenp_word_kind(const nomenp_word *word, uint8_t shape);
/* CUE of a token that is not capitalised: a function word is its own. */
uint32_t nomenp_word_cue(const nomenp_word *word, uint64_t hash, uint8_t shape,
                         const uint8_t *bytes, size_t size);
/* Whether shape alone settles the class: numbers and punctuation. */
bool nomenp_shape_is_word(uint8_t shape);

/* The lists of a word as it is written: "US" is in more than "us". */
static inline uint64_t nomenp_word_listed(const nomenp_word *word,
                                          uint8_t shape) {
  return shape == NOMENP_SHAPE_UPPER || shape == NOMENP_SHAPE_DOTTED
             ? word->lists | word->capital_lists
             : word->lists;
}

static inline bool nomenp_word_in(const nomenp_word *word, unsigned list) {
  return word != NULL && (word->lists >> list & 1) != 0;
}

#endif
