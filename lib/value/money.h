/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_VALUE_MONEY_H
#define NOMEN_VALUE_MONEY_H

/*
 * Amounts of money: from matches to exact decimals with ISO 4217 codes.
 */

#include "value/candidate.h"

typedef struct nomenp_money nomenp_money; /* capture numbers, currencies; frozen */

/* The currencies, as rows the engine copies from the lists: value code knows no list
 * format.  "|" stands between forms; NULL: none. */
typedef struct nomenp_currency {
  const char *name;       /* canonical singular */
  const char *forms;      /* other words, shared ones too: "dollars|bucks" */
  const char *symbols;    /* "US$|$" */
  const char *minor;      /* "cent|cents" */
  const char *code;
  const char *countries;  /* alpha-2, commas; most important first */
  uint8_t minor_digits;
  const char *weak;       /* those of all forms that mean other things too */
  const char *defaults;   /* shared forms that mean this one if nothing else is said */
} nomenp_currency;

/* Whether rules of a kind are amounts, or about them. */
bool nomenp_money_knows_kind(const char *kind);

nomen_status nomenp_money_new(const nomen_allocator *memory,
                              const nomenp_patterns *patterns,
                              const nomenp_currency *currencies, size_t count,
                              nomenp_money **out, nomen_error *error);
void nomenp_money_free(nomenp_money *money);

/* What the document says of countries: for settling a bare "$" or "pound".  In token
 * order; `kind` as below. */
typedef struct nomenp_country_mention {
  uint32_t token;
  char country[2]; /* alpha-2 */
  bool is_nationality; /* "Mexican" rather than "Mexico" */
  bool is_dateline;
} nomenp_country_mention;

nomen_status nomenp_money_read(const nomenp_money *money, nomenp_arena *arena,
                               const nomenp_value_input *input,
                               const nomenp_country_mention *mentions,
                               size_t mention_count, nomenp_candidate_list *out);

#endif
