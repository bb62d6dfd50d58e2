/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_PATTERN_TRIGGER_H
#define NOMEN_PATTERN_TRIGGER_H

/*
 * Which rules are tried at a token: one look-up by the token's folded hash and
 * one by its class and shape; of those the ones whose conditions hold, see
 * condition.h.  In a rule, any of these lets a token trigger it:
 *
 *   trigger  word:half|a        the token, folded, is one of the words
 *            words:month        it is (the first token of) an entry of a word
 * list class:number|mixed it is of one of the classes of nomen_token_class
 *            shape:currency     it is written so: see nomenp_shape
 *
 * The token that triggers is the first of what is matched.  A rule may also say
 * what must stand near, in the same words:
 *
 *   near     words:unit        one of the NOMENP_NEAR_TOKENS tokens from the
 * one that triggers, itself included, is such a token
 *
 * and is not tried where nothing of it does: "the" triggers much, but few
 * matches of a rule for periods hold no word for a period.  Of several such
 * lines each must find something.
 */

#include <stdint.h>

#include "pattern/condition.h"
#include "pattern/source.h"
#include "pattern/vocabulary.h"
#include "text/text.h"

#define NOMENP_NEAR_TOKENS 10u
#define NOMENP_NEAR_RING 16u /* a power of two, and not less than that */
/* A sign is a set of tokens that some "near" line asks for; rules with the same
 * line share one. */
#define NOMENP_SIGNS_MAX 63u

#define NOMENP_TRIGGER_CLASSES 8u
#define NOMENP_TRIGGER_KINDS (NOMENP_TRIGGER_CLASSES * NOMENP_SHAPE_COUNT)

typedef struct nomenp_triggers {
  nomenp_vocabulary words;
  uint64_t *kind_rules; /* a row of each kind: rules that it triggers */
  bool kind_triggers[NOMENP_TRIGGER_KINDS]; /* some rule */
  uint64_t kind_signs[NOMENP_TRIGGER_KINDS];
  uint64_t *needs; /* of each rule: its signs */
  nomenp_conditions conditions;
} nomenp_triggers;

/* What is gathered while rules are compiled. */
typedef struct nomenp_trigger_words {
  nomenp_trigger_word *items; /* by rule */
  size_t count;
  size_t capacity;
} nomenp_trigger_words;

/* Read the "trigger" and "near" lines of all rules; memory from `arena`, but
 * words and their rows from that of the sources. */
nomen_status nomenp_triggers_build(const nomenp_sources *sources,
                                   nomenp_arena *arena, nomenp_triggers *out,
                                   nomenp_trigger_words *words);

/* Learn where a rule may match from its expanded expression, or NULL; memory
 * for the moment from `work`. */
bool nomenp_triggers_learn(nomenp_triggers *triggers,
                           const nomenp_sources *sources, nomenp_arena *work,
                           const nomenp_trigger_words *words, size_t rule,
                           const char *expression, size_t size,
                           bool is_caseless);

/* Move the words to their place, when all rules are learnt. */
bool nomenp_triggers_finish(nomenp_triggers *triggers, nomenp_arena *arena);

static inline unsigned nomenp_trigger_kind(uint8_t token_class, uint8_t shape) {
  return token_class * (unsigned)NOMENP_SHAPE_COUNT + shape;
}

static inline uint64_t *
nomenp_trigger_kind_rules(const nomenp_triggers *triggers, unsigned kind) {
  return triggers->kind_rules + kind * triggers->words.width;
}

#endif
