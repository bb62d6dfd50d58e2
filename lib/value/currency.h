/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_VALUE_CURRENCY_H
#define NOMEN_VALUE_CURRENCY_H

/*
 * The currencies by what they are called: words, signs, codes, minor units, each
 * a sequence of folded tokens.  One form may stand for many currencies ("dollars");
 * which one is meant is settled elsewhere.
 */

#include "base/arena.h"
#include "text/text.h"
#include "value/money.h"

#define NOMENP_FORM_TOKENS_MAX 6u
#define NOMENP_CURRENCIES_MAX 1024u

typedef enum nomenp_form_kind {
  NOMENP_FORM_WORD = 0, /* dollars, Swiss francs */
  NOMENP_FORM_MINOR,    /* cents */
  NOMENP_FORM_SIGN,     /* $, HK$, Rs */
  NOMENP_FORM_CODE,     /* USD */
  NOMENP_FORM_MILLIONS  /* MUSD: millions of them */
} nomenp_form_kind;

/* Flags of a form. */
#define NOMENP_FORM_WEAK 1u    /* means other things too */
#define NOMENP_FORM_DEFAULT 2u /* means this currency when nothing settles it */
#define NOMENP_FORM_LETTERS 4u /* a sign of letters alone: case counts */

typedef struct nomenp_form {
  uint64_t hash; /* of the sequence of tokens */
  uint16_t currency;
  uint8_t kind;
  uint8_t flags;
  const char *text; /* as in the list */
} nomenp_form;

/* All readings of one form, by currency. */
typedef struct nomenp_forms {
  const nomenp_form *items;
  uint32_t count; /* 0: not a form */
} nomenp_forms;

typedef struct nomenp_country {
  char code[2];
} nomenp_country;

typedef struct nomenp_currency_entry {
  const char *code;
  uint8_t minor_digits;
  uint8_t country_count;
  const nomenp_country *countries;
} nomenp_currency_entry;

/* A set of tokens, a bit each, found by their hashes: tokens that share a bit cost a
 * vain look, never a wrong answer. */
#define NOMENP_TOKEN_SET_WORDS 256u
typedef struct nomenp_token_set {
  uint64_t bits[NOMENP_TOKEN_SET_WORDS];
} nomenp_token_set;

static inline uint64_t *nomenp_token_set_word(nomenp_token_set *set,
                                              uint64_t hash) {
  return &set->bits[(hash >> 8) % NOMENP_TOKEN_SET_WORDS];
}

static inline bool nomenp_token_set_has(const nomenp_token_set *set,
                                        uint64_t hash) {
  return (set->bits[(hash >> 8) % NOMENP_TOKEN_SET_WORDS] >> (hash & 63u) &
          1u) != 0;
}

typedef struct nomenp_currencies {
  nomenp_currency_entry *items;
  size_t count;
  nomenp_form *forms; /* by hash, then currency */
  size_t form_count;
  size_t form_capacity;
  uint32_t *slots; /* open addressing: 1 + first form of a hash; 0: empty */
  uint64_t mask;
  nomenp_token_set openers; /* first tokens of forms, */
  nomenp_token_set closers; /* and last ones */
} nomenp_currencies;

nomen_status nomenp_currencies_build(nomenp_arena *arena,
                                     const nomen_allocator *memory,
                                     const nomenp_currency *rows, size_t count,
                                     nomenp_currencies *out,
                                     nomen_error *error);

#define NOMENP_FORM_HASH_SEED UINT64_C(0x51ed270b7a1c9d3f)
uint64_t nomenp_form_hash_step(uint64_t hash, uint64_t token_hash);

nomenp_forms nomenp_currencies_find(const nomenp_currencies *currencies,
                                    uint64_t hash);

bool nomenp_currency_is_of(const nomenp_currencies *currencies,
                           uint16_t currency, const char country[2]);

#endif
