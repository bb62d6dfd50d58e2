/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_PATTERN_SYNTAX_H
#define NOMEN_PATTERN_SYNTAX_H

/*
 * An expanded expression read into a tree, to learn what its matches may begin
 * with: see condition.h.  The tree never allows less than the expression does.
 * What a construct says beyond a set of characters, an order and a choice is
 * left out (captures, greed, atomic groups, negative looks ahead), and what is
 * not understood is read as "anything".
 *
 * Characters are symbols: each of ASCII one, the others two, for white space
 * and for the rest.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

#define NOMENP_SYMBOL_OTHER 128u /* a character outside ASCII */
#define NOMENP_SYMBOL_SPACE 129u /* one that is white space to the tokeniser   \
                                  */
#define NOMENP_SYMBOL_COUNT 130u

typedef struct nomenp_symbols {
  uint64_t bits[3];
} nomenp_symbols;

static inline bool nomenp_symbols_have(const nomenp_symbols *set,
                                       unsigned symbol) {
  return set->bits[symbol / 64] >> symbol % 64 & 1;
}

static inline void nomenp_symbols_add(nomenp_symbols *set, unsigned symbol) {
  set->bits[symbol / 64] |= UINT64_C(1) << symbol % 64;
}

static inline void nomenp_symbols_add_all(nomenp_symbols *set) {
  set->bits[0] = set->bits[1] = UINT64_MAX;
  set->bits[2] = 3;
}

typedef enum nomenp_syntax_kind {
  NOMENP_SYNTAX_NOTHING = 0, /* the empty string */
  NOMENP_SYNTAX_SYMBOL,      /* one of a set */
  NOMENP_SYNTAX_SEQUENCE,
  NOMENP_SYNTAX_CHOICE,
  NOMENP_SYNTAX_REPEAT,     /* its child, `least` to `most` times */
  NOMENP_SYNTAX_AHEAD,      /* (?=...) */
  NOMENP_SYNTAX_BEHIND,     /* (?<=...) */
  NOMENP_SYNTAX_NOT_BEHIND, /* (?<!...) */
  NOMENP_SYNTAX_BOUNDARY,   /* \b */
  NOMENP_SYNTAX_END,        /* $: nothing follows */
  NOMENP_SYNTAX_ANYTHING
} nomenp_syntax_kind;

#define NOMENP_SYNTAX_NO_LIMIT UINT32_MAX

typedef struct nomenp_syntax_node {
  nomenp_syntax_kind kind;
  nomenp_symbols set;
  bool is_exact; /* of ASCII, the set holds those and no others */
  uint32_t least;
  uint32_t most;
  /* Indices of nodes, 0 for none. */
  uint32_t first; /* child */
  uint32_t last;
  uint32_t next; /* sibling */
  uint32_t previous;
} nomenp_syntax_node;

typedef struct nomenp_syntax {
  nomenp_syntax_node *nodes; /* [0] is no node */
  size_t count;
  size_t capacity;
  uint32_t root; /* 0: nothing is known of the expression */
} nomenp_syntax;

/* Read what PCRE2 has compiled; memory from the arena.  False when memory is
 * out. */
bool nomenp_syntax_read(nomenp_arena *arena, const char *bytes, size_t size,
                        bool is_caseless, nomenp_syntax *out);

#endif
