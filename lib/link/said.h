/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_LINK_SAID_H
#define NOMEN_LINK_SAID_H

/*
 * Words that say something of a name they stand beside, or are part of.  They
 * are found by the hash that the tokeniser made, one probe a token for all that
 * is asked of it.
 */

#include "text/text.h"

/* What is asked of the word as it is written, case apart: "Co." is not "co". */
#define NOMENP_SAID_DETERMINER (1u << 0)
#define NOMENP_SAID_MODIFIER (1u << 1)  /* before a role, which stays one */
#define NOMENP_SAID_ROLE_STOP (1u << 2) /* ends a role behind a name */
#define NOMENP_SAID_OFFICE (1u << 3)    /* a title that is an office */
#define NOMENP_SAID_SPEAKING (1u << 4)
#define NOMENP_SAID_AND (1u << 5)
#define NOMENP_SAID_WITH (1u << 6)
#define NOMENP_SAID_YOUNGER (1u << 7)
#define NOMENP_SAID_ELDER (1u << 8)
#define NOMENP_SAID_FILLER (1u << 9) /* counts for nothing in "known as" */
#define NOMENP_SAID_SAYER (1u << 10) /* every "known as" has one of these */
#define NOMENP_SAID_WITHIN                                                     \
  (1u << 11)                           /* "in", "of" between place and region  \
                                        */
#define NOMENP_SAID_TOWARDS (1u << 12) /* "northern": may stand there too */

/* What is asked of its folded form. */
#define NOMENP_SAID_TITLE_MALE (1u << 13)
#define NOMENP_SAID_TITLE_FEMALE (1u << 14)
#define NOMENP_SAID_RELATION_MALE (1u << 15)
#define NOMENP_SAID_RELATION_FEMALE (1u << 16)
#define NOMENP_SAID_CLUB (1u << 17) /* part of a team's name */
#define NOMENP_SAID_BOUNDS                                                     \
  (1u << 18) /* what sort of region: "County Kerry"                            \
              */
#define NOMENP_SAID_DROP_LAST                                                  \
  (1u << 19) /* a place's name may go without it                               \
              */
#define NOMENP_SAID_DROP_LAST_THE (1u << 20) /* if it has "the" */
#define NOMENP_SAID_DROP_FIRST (1u << 21)
#define NOMENP_SAID_DROP_FIRST_THE (1u << 22)

typedef struct nomenp_said {
  uint64_t hash; /* of the folded word; 0: no word */
  uint64_t
      kinds_before; /* of places, by the bits of their numbers: "city of X" */
  uint64_t kinds_behind; /* "X county" */
  uint32_t bits;
  uint8_t size; /* of the word */
  uint8_t head; /* of an organisation; 0: none */
} nomenp_said;

#define NOMENP_SAID_SLOTS 512u /* a power of two, twice the words or so */

/* All words by their hash; the same for every text.  `slots` are zero before.
 */
void nomenp_said_make(nomenp_said slots[NOMENP_SAID_SLOTS]);

/* What is known of a folded word; never NULL. */
static inline const nomenp_said *nomenp_said_find(const nomenp_said *slots,
                                                  uint64_t hash) {
  size_t at = (size_t)hash & (NOMENP_SAID_SLOTS - 1);
  while (slots[at].hash != hash && slots[at].hash != 0)
    at = (at + 1) & (NOMENP_SAID_SLOTS - 1);
  return &slots[at];
}

/* What is known of a token if it is written as its word is, case apart: of as
 * many bytes, all ASCII, so that folding dropped none; else what is known of no
 * word. */
static inline const nomenp_said *nomenp_said_at(const nomenp_said *slots,
                                                const nomenp_text *text,
                                                uint32_t token) {
  static const nomenp_said none = {0};
  const nomenp_said *said = nomenp_said_find(slots, text->hash[token]);
  return said->size == text->end[token] - text->start[token] &&
                 (text->flags[token] & NOMENP_TOKEN_ACCENT) == 0
             ? said
             : &none;
}

/* What sort of body a head word makes: "university"; NULL for 0. */
const char *nomenp_said_head_kind(uint8_t head);

#endif
