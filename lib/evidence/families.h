/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_EVIDENCE_FAMILIES_H
#define NOMEN_EVIDENCE_FAMILIES_H

/*
 * Every family of evidence, in one table.  A family is a few attributes of a token
 * and of its neighbours, said together; its name is theirs, joined by "|".  The
 * generator, the names people read in the weights, and the reader of those names
 * are all made from these lines.
 *
 * An attribute is X(ID, PREFIX, KIND, MEANING).  Value 0 of any attribute means
 * that it has nothing to say; a family fires only if all its attributes speak.
 */

/* Of the token, and of the two tokens on each side of it. */
#define NOMENP_TOKEN_ATTRIBUTES(X)                                             \
  X(SHAPE, "shape=", SHAPE, "how it is written, after case is restored")       \
  X(LISTS, "lists=", FLAGS, "its grades in the lists: g given name, s "        \
                            "surname, p place, o organisation, and flags")     \
  X(KIND, "kind=", KIND, "the same, coarsely")                                 \
  X(CUE, "cue=", CUE, "class of the word; a function word is its own")         \
  X(WORD, "word=", WORD, "the word itself, folded")                            \
  X(CASE, "case=", NUMBER, "how often text at large has it in lower case")

/* Of the token alone: its run of capitalised words, and where that stands. */
#define NOMENP_RUN_ATTRIBUTES(X)                                               \
  X(RUN, "run=", RUN, "position in its run (B I L U) and the run's length")    \
  X(FIRST, "first=", NUMBER, "first of its sentence: 1 in prose, 2 after a "   \
                             "quote or dash, 3 first of a line or paragraph")  \
  X(LOW, "low=", NUMBER, "times this document has it in lower case, to 3")     \
  X(BEFORE, "before=", CUE, "word before the run")                             \
  X(AFTER, "after=", CUE, "word after the run")                                \
  X(BEFORE2, "before2=", CUE, "word before that")                              \
  X(AFTER2, "after2=", CUE, "word after that")                                 \
  X(HEAD, "of=", CUE, "X, for a run in \"X of (the) run\"")                    \
  X(LEAD, "lead=", KIND, "kind of the run's first word")                       \
  X(TAIL, "tail=", KIND, "kind of the run's last word")                        \
  X(EXACT, "exact=", CLASSES, "lists of which the whole run is an entry")      \
  X(AROUND, "around=", AROUND, "what encloses or follows the run")             \
  X(LINE, "line=", LINE, "kind of line")                                       \
  X(SPORT, "sport=", NUMBER, "how sporty the document is, 1 to 4")             \
  X(SCORE, "score=", NUMBER, "a score or table figure: 1 after, 2 before the " \
                             "run, 3 both")                                    \
  X(RESTORED, "restored=", NUMBER, "case was restored: 1 from capitals, 2 "    \
                                   "from a title, 3 from lower case")          \
  X(UPPER, "upper=", NUMBER, "length of an all-capital word, to 6")            \
  X(HERE, "here=", DOC, "what this mention itself shows, as of doc:")

/* What fires once for each member of a set. */
#define NOMENP_SET_ATTRIBUTES(X)                                               \
  X(LIST, "list:", LIST, "an entry of this list covers it: B I L U")           \
  X(DOC, "doc:", DOC, "seen of the word elsewhere in the document")

/* What the first pass said, for the second. */
#define NOMENP_PASS_ATTRIBUTES(X)                                              \
  X(OWN, "own=", LABEL, "label the first pass gave it here")                   \
  X(SAME, "same=", SHARE, "type of the same string elsewhere, and how surely") \
  X(OTHER, "other=", SHARE, "type of the word elsewhere, and how surely")      \
  X(LONGER, "longer=", LABEL, "its label in a longer name elsewhere")          \
  X(ACRONYM, "acronym=", SHARE, "type of a name with these initials")          \
  X(NAMED, "named=", SHARE, "type of the run's last word elsewhere")           \
  X(POOL, "pool=", SHARE, "where the doubts of its other mentions point")

/* Families of the first pass: F1(a) F2(a, b) F3(a, b, c), each part P(attribute,
 * offset).  Those under CAPITAL are of capitalised tokens, those under PLAIN of
 * the others near them. */
#define NOMENP_CAPITAL_FAMILIES(F1, F2, F3, P)                                 \
  /* shape */                                                                  \
  F1(P(SHAPE, 0))                                                              \
  F2(P(SHAPE, 0), P(SHAPE, 1))                                                 \
  F2(P(SHAPE, -1), P(SHAPE, 0))                                                \
  F3(P(SHAPE, -1), P(SHAPE, 0), P(SHAPE, 1))                                   \
  F1(P(RUN, 0))                                                                \
  F2(P(RUN, 0), P(SHAPE, 0))                                                   \
  /* lists */                                                                  \
  F1(P(LISTS, 0))                                                              \
  F1(P(LISTS, -1))                                                             \
  F1(P(LISTS, 1))                                                              \
  F1(P(KIND, -2))                                                              \
  F1(P(KIND, 2))                                                               \
  F2(P(LISTS, 0), P(RUN, 0))                                                   \
  F2(P(LISTS, 0), P(SHAPE, 0))                                                 \
  F2(P(KIND, -1), P(LISTS, 0))                                                 \
  F2(P(LISTS, 0), P(KIND, 1))                                                  \
  F3(P(KIND, -1), P(KIND, 0), P(KIND, 1))                                      \
  F2(P(RUN, 0), P(LEAD, 0))                                                    \
  F2(P(RUN, 0), P(TAIL, 0))                                                    \
  F2(P(RUN, 0), P(EXACT, 0))                                                   \
  F3(P(RUN, 0), P(EXACT, 0), P(SPORT, 0))                                      \
  /* cues */                                                                   \
  F2(P(RUN, 0), P(BEFORE, 0))                                                  \
  F2(P(RUN, 0), P(AFTER, 0))                                                   \
  F3(P(RUN, 0), P(BEFORE, 0), P(AFTER, 0))                                     \
  F3(P(RUN, 0), P(BEFORE2, 0), P(BEFORE, 0))                                   \
  F3(P(RUN, 0), P(AFTER, 0), P(AFTER2, 0))                                     \
  F3(P(BEFORE, 0), P(KIND, 0), P(AFTER, 0))                                    \
  F2(P(BEFORE, 0), P(TAIL, 0))                                                 \
  F2(P(AFTER, 0), P(TAIL, 0))                                                  \
  F2(P(RUN, 0), P(HEAD, 0))                                                    \
  F2(P(RUN, 0), P(AROUND, 0))                                                  \
  F2(P(KIND, 0), P(AROUND, 0))                                                 \
  F2(P(RUN, 0), P(HERE, 0))                                                    \
  F2(P(KIND, 0), P(HERE, 0))                                                   \
  /* case */                                                                   \
  F1(P(CASE, 0))                                                               \
  F2(P(CASE, 0), P(FIRST, 0))                                                  \
  /* line and document */                                                      \
  F2(P(LINE, 0), P(RUN, 0))                                                    \
  F2(P(SPORT, 0), P(KIND, 0))                                                  \
  F3(P(SPORT, 0), P(BEFORE, 0), P(KIND, 0))                                    \
  F3(P(SPORT, 0), P(AFTER, 0), P(KIND, 0))                                     \
  F2(P(RESTORED, 0), P(KIND, 0))                                               \
  /* words */                                                                  \
  F1(P(WORD, 0))                                                               \
  F1(P(WORD, -1))                                                              \
  F1(P(WORD, 1))                                                               \
  F2(P(WORD, 0), P(RUN, 0))

/* For each member of the token's sets. */
#define NOMENP_CAPITAL_LIST_FAMILIES(F1, F2, F3, P)                            \
  F1(P(LIST, 0))                                                               \
  F2(P(LIST, 0), P(RUN, 0))                                                    \
  F2(P(LIST, 0), P(KIND, 0))

#define NOMENP_CAPITAL_DOC_FAMILIES(F1, F2, F3, P)                             \
  F1(P(DOC, 0))                                                                \
  F2(P(DOC, 0), P(RUN, 0))                                                     \
  F2(P(DOC, 0), P(HERE, 0))                                                    \
  F2(P(DOC, 0), P(KIND, 0))

#define NOMENP_PLAIN_FAMILIES(F1, F2, F3, P)                                   \
  F3(P(SHAPE, -1), P(SHAPE, 0), P(SHAPE, 1))                                   \
  F1(P(CUE, 0))                                                                \
  F2(P(CUE, 0), P(KIND, -1))                                                   \
  F2(P(CUE, 0), P(KIND, 1))                                                    \
  F3(P(KIND, -2), P(CUE, -1), P(CUE, 0))                                       \
  F1(P(WORD, 0))                                                               \
  F2(P(SPORT, 0), P(CUE, 0))

#define NOMENP_PLAIN_LIST_FAMILIES(F1, F2, F3, P)                              \
  F1(P(LIST, 0))

/* Of the second pass: its own attributes, and RUN and SPORT. */
#define NOMENP_PASS_FAMILIES(F1, F2, F3, P)                                    \
  F1(P(SAME, 0))                                                               \
  F2(P(SAME, 0), P(OWN, 0))                                                    \
  F3(P(SAME, 0), P(RUN, 0), P(SPORT, 0))                                       \
  F1(P(OTHER, 0))                                                              \
  F2(P(OTHER, 0), P(OWN, 0))                                                   \
  F3(P(OTHER, 0), P(RUN, 0), P(SPORT, 0))                                      \
  F1(P(LONGER, 0))                                                             \
  F2(P(LONGER, 0), P(OWN, 0))                                                  \
  F3(P(LONGER, 0), P(RUN, 0), P(SPORT, 0))                                     \
  F1(P(ACRONYM, 0))                                                            \
  F2(P(ACRONYM, 0), P(OWN, 0))                                                 \
  F1(P(POOL, 0))                                                               \
  F2(P(POOL, 0), P(OWN, 0))                                                    \
  F3(P(POOL, 0), P(RUN, 0), P(SPORT, 0))                                       \
  F2(P(NAMED, 0), P(RUN, 0))                                                   \
  F2(P(NAMED, 0), P(OWN, 0))

#endif
