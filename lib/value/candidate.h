/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_VALUE_CANDIDATE_H
#define NOMEN_VALUE_CANDIDATE_H

/* A date or an amount that value code has read from a match: a possible record. */

#include "nomen/nomen.h"

#include "base/arena.h"
#include "pattern/pattern.h"
#include "text/text.h"

typedef struct nomenp_candidate {
  uint32_t start; /* bytes */
  uint32_t end;
  nomen_type type;
  const char *rule; /* name of the rule that made it */
  uint16_t confidence; /* thousandths */
  union {
    nomen_date date;
    nomen_money money; /* `equivalent` and `range` index the candidate list */
  } value;
} nomenp_candidate;

typedef struct nomenp_candidate_list {
  nomenp_candidate *items; /* in order of start; disjoint among one type */
  size_t count;
  size_t capacity;
  nomenp_arena *arena; /* of the items; NULL: that of their strings */
} nomenp_candidate_list;

/* What both readers are given. */
typedef struct nomenp_value_input {
  const nomenp_text *text;
  const nomenp_patterns *patterns;
  const nomenp_match_list *matches;
  bool day_first;
} nomenp_value_input;

#endif
