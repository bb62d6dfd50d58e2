/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_EVIDENCE_FACTS_H
#define NOMEN_EVIDENCE_FACTS_H

/*
 * The small enumerations that evidence speaks in, beside those of words: kinds of
 * line, what is around a run, which lists cover a token, what the document says
 * of a word.  Each with the name it has in the weights.
 */

/* Kinds of line. */
#define NOMENP_LINES(X)                                                        \
  X(NONE, "none")                                                              \
  X(PROSE, "prose")                                                            \
  X(SHORT, "short")                                                            \
  X(TABLE, "table")                                                            \
  X(CAPITALS, "capitals")                                                      \
  X(TITLE, "title")                                                            \
  X(HEAD, "head")

/* What encloses or follows a run; the first that holds. */
#define NOMENP_AROUNDS(X)                                                      \
  X(NONE, "none")                                                              \
  X(AGE, "age")                                                                \
  X(DATELINE, "dateline")                                                      \
  X(EXPANSION, "expansion")                                                    \
  X(ACRONYM, "acronym")                                                        \
  X(BRACKETS, "brackets")                                                      \
  X(QUOTES, "quotes")                                                          \
  X(HYPHEN_WORD, "hyphen-word")                                                \
  X(WORD_HYPHEN, "word-hyphen")                                                \
  X(COMMA_PLACE, "comma-place")                                                \
  X(PLACE_COMMA, "place-comma")                                                \
  X(AGENCY, "agency")                                                          \
  X(BODY_AFTER, "comma-body")                                                  \
  X(SITE_AFTER, "comma-site")                                                  \
  X(APPOSITION, "apposition")                                                  \
  X(ROLE_AFTER, "comma-role")                                                  \
  X(LIST, "enumeration")                                                       \
  X(POSSESSIVE, "possessive")

/* Lists whose entries cover tokens. */
#define NOMENP_COVERS(X)                                                       \
  X(PERSON, "person")                                                          \
  X(PART, "namepart")                                                          \
  X(ORGANISATION, "organisation")                                              \
  X(TEAM, "team")                                                              \
  X(PLACE, "place")                                                            \
  X(NATION, "nation")                                                          \
  X(EVENT, "event")                                                            \
  X(ROLE, "role")

/* What other mentions of a word in the document show. */
#define NOMENP_TRAITS(X)                                                       \
  X(ALONE, "alone")                                                            \
  X(LEADS, "first")                                                            \
  X(ENDS, "last")                                                              \
  X(INSIDE, "inside")                                                          \
  X(AFTER_TITLE, "after-title")                                                \
  X(SPEAKS, "speaks")                                                          \
  X(AFTER_IN, "after-in")                                                      \
  X(AFTER_THE, "after-the")                                                    \
  X(AFTER_BY, "after-by")                                                      \
  X(OWNS, "possessive")                                                        \
  X(WITH_HEAD, "with-orghead")                                                 \
  X(AFTER_GIVEN, "after-given")                                                \
  X(IN_BRACKETS, "in-brackets")                                                \
  X(BY_SCORE, "by-score")                                                      \
  X(BEFORE_PLACE, "before-place")                                              \
  X(ROLE_BESIDE, "role-beside")                                                \
  X(AFTER_OF, "after-of")                                                      \
  X(OF_ROLE, "role-of")                                                        \
  X(FOR_OR_AT, "after-for")                                                    \
  X(ACTS, "acts")                                                              \
  X(HYPHENED, "hyphened")                                                      \
  X(IN_PERSON, "in-person")                                                    \
  X(IN_ORGANISATION, "in-organisation")                                        \
  X(IN_PLACE, "in-place")                                                      \
  X(BEFORE_SURNAME, "before-surname")                                          \
  X(DATELINE, "dateline")                                                      \
  X(SPELT_OUT, "spelt-out")                                                    \
  X(TRADES, "trades")                                                          \
  X(BODY_BESIDE, "body-beside")                                                \
  X(SITE_BESIDE, "site-beside")                                                \
  X(BEFORE_HEAD, "before-orghead")

enum {
#define NOMENP_AS_LINE(id, name) NOMENP_LINE_##id,
  NOMENP_LINES(NOMENP_AS_LINE) NOMENP_LINE_COUNT
#undef NOMENP_AS_LINE
};
enum {
#define NOMENP_AS_AROUND(id, name) NOMENP_AROUND_##id,
  NOMENP_AROUNDS(NOMENP_AS_AROUND) NOMENP_AROUND_COUNT
#undef NOMENP_AS_AROUND
};
enum {
#define NOMENP_AS_COVER(id, name) NOMENP_COVER_##id,
  NOMENP_COVERS(NOMENP_AS_COVER) NOMENP_COVER_COUNT
#undef NOMENP_AS_COVER
};
enum {
#define NOMENP_AS_TRAIT(id, name) NOMENP_TRAIT_##id,
  NOMENP_TRAITS(NOMENP_AS_TRAIT) NOMENP_TRAIT_COUNT
#undef NOMENP_AS_TRAIT
};

/* Positions B I L U in a run or entry, 0 to 3. */
enum { NOMENP_AT_B, NOMENP_AT_I, NOMENP_AT_L, NOMENP_AT_U };
static inline unsigned nomenp_position(unsigned at, unsigned first,
                                       unsigned end) {
  if (end - first == 1) return NOMENP_AT_U;
  if (at == first) return NOMENP_AT_B;
  return at + 1 == end ? NOMENP_AT_L : NOMENP_AT_I;
}

/* RUN: position and length to 5.  SHARE: type and sureness 1 to 3. */
static inline unsigned nomenp_run_value(unsigned position, unsigned length) {
  return 1 + position * 8 + (length > 5 ? 5 : length);
}

#endif
