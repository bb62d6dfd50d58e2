/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_PATTERN_AUTOMATON_H
#define NOMEN_PATTERN_AUTOMATON_H

/*
 * The tree of an expression as a nondeterministic automaton, that can be walked
 * a symbol at a time.  It takes all that the expression takes, and more: it
 * knows no negative looks ahead, and looks ahead only where nothing is left to
 * match behind them.
 */

#include "pattern/syntax.h"

typedef enum nomenp_state_kind {
  NOMENP_STATE_SYMBOL,   /* takes one of a set */
  NOMENP_STATE_SPLIT,    /* goes on to both */
  NOMENP_STATE_BOUNDARY, /* goes on where \b holds */
  NOMENP_STATE_END,      /* goes on where the text ends */
  NOMENP_STATE_MATCH,    /* the match ends here */
  NOMENP_STATE_OPEN      /* the match may end here, and anything may follow */
} nomenp_state_kind;

typedef struct nomenp_state {
  nomenp_state_kind kind;
  uint32_t next;
  uint32_t other; /* of SPLIT */
  nomenp_symbols set;
} nomenp_state;

typedef struct nomenp_automaton {
  nomenp_state *states;
  size_t count;
  size_t capacity;
  uint32_t start;
  uint32_t *marks; /* of each state: the last closing that met it */
  uint32_t mark;
  uint32_t *stack;
} nomenp_automaton;

#define NOMENP_AUTOMATON_MAX 40000u /* states */

/* Distinct states, none of them SPLIT. */
typedef struct nomenp_states {
  uint32_t *items;
  uint32_t count;
} nomenp_states;

/* Memory from the arena; false when it is out.  The count is 0 when nothing can
 * be said of the expression, or it is too large. */
bool nomenp_automaton_make(nomenp_arena *arena, const nomenp_syntax *syntax,
                           nomenp_automaton *out);

/* An empty set with room for all states, and for a stack of them. */
bool nomenp_states_make(nomenp_arena *arena, const nomenp_automaton *automaton,
                        nomenp_states *out);

/* Begin to fill `out`; then add what can be reached from a state without taking
 * anything, each once.  Boundaries are passed only where `passes` says so. */
void nomenp_states_begin(nomenp_automaton *automaton, nomenp_states *out);
void nomenp_states_add(nomenp_automaton *automaton, nomenp_states *out,
                       uint32_t state, bool passes);

/* What `from` becomes by any of `symbols`. */
void nomenp_states_step(nomenp_automaton *automaton, const nomenp_states *from,
                        const nomenp_symbols *symbols, bool passes,
                        nomenp_states *out);

#endif
