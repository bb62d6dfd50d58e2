/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_PATTERN_TRIGGER_H
#define NOMEN_PATTERN_TRIGGER_H

/*
 * Which rules are tried at a token: one look-up by the token's folded hash and one
 * by its class and shape.  In a rule, any of these lets a token trigger it:
 *
 *   trigger  word:half|a        the token, folded, is one of the words
 *            words:month        it is (the first token of) an entry of a word list
 *            class:number|mixed it is of one of the classes of nomen_token_class
 *            shape:currency     it is written so: see nomenp_shape
 *
 * The token that triggers is the first of what is matched.  A rule may also say what
 * must stand near, in the same words:
 *
 *   near     words:unit        one of the NOMENP_NEAR_TOKENS tokens from the one
 *                              that triggers, itself included, is such a token
 *
 * and is not tried where nothing of it does: "the" triggers much, but few matches
 * of a rule for periods hold no word for a period.  Of several such lines each must
 * find something.
 */

#include <stdint.h>

#include "pattern/source.h"
#include "text/text.h"

typedef struct nomenp_trigger_slot {
  uint64_t hash;  /* 0: empty slot */
  uint64_t signs; /* which signs of nearness the word is */
  uint32_t first; /* in word_rules */
  uint32_t count;
} nomenp_trigger_slot;

#define NOMENP_NEAR_TOKENS 10u
#define NOMENP_NEAR_RING 16u /* a power of two, and not less than that */
/* A sign is a set of tokens that some "near" line asks for; rules with the same line
 * share one. */
#define NOMENP_SIGNS_MAX 63u

#define NOMENP_TRIGGER_CLASSES 8u
#define NOMENP_TRIGGER_KINDS (NOMENP_TRIGGER_CLASSES * NOMENP_SHAPE_COUNT)

typedef struct nomenp_triggers {
  nomenp_trigger_slot *slots; /* open addressing, at most half full */
  uint64_t mask;
  uint16_t *word_rules; /* of a slot: rules, ascending */
  uint16_t *kind_rules; /* of a kind k: kind_first[k] to [k + 1], ascending */
  uint32_t kind_first[NOMENP_TRIGGER_KINDS + 1];
  uint64_t kind_signs[NOMENP_TRIGGER_KINDS];
  uint64_t *needs; /* of each rule: its signs */
} nomenp_triggers;

/* Read the "trigger" and "near" lines of all rules; memory from `arena`. */
nomen_status nomenp_triggers_build(const nomenp_sources *sources,
                                   nomenp_arena *arena, nomenp_triggers *out);

static inline unsigned nomenp_trigger_kind(uint8_t token_class, uint8_t shape) {
  return token_class * (unsigned)NOMENP_SHAPE_COUNT + shape;
}

/* The slot of a hash, or NULL; always NULL for 0, which no word has. */
static inline const nomenp_trigger_slot *
nomenp_triggers_find(const nomenp_triggers *triggers, uint64_t hash) {
  uint64_t at = hash & triggers->mask;

  for (; triggers->slots[at].hash != 0; at = (at + 1) & triggers->mask)
    if (triggers->slots[at].hash == hash) return &triggers->slots[at];
  return NULL;
}

#endif
