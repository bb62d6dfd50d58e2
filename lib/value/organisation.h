/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_VALUE_ORGANISATION_H
#define NOMEN_VALUE_ORGANISATION_H

/*
 * What is said of an organisation: its kind, acronym and country, each from the
 * best of several sources.
 */

#include "nomen/nomen.h"

/* What link/ has found, strings NULL where there is nothing. */
typedef struct nomenp_organisation_facts {
  const char *listed_kind;    /* of its entry in the lists */
  const char *head_kind;      /* of the word that says what it is: "university" */
  const char *suffix_kind;    /* of "Inc.", "plc" */
  const char *said_acronym;   /* in this document */
  const char *listed_acronym; /* may be several, "|" between */
  const char *listed_country; /* alpha-2, commas between */
  const char *said_country;   /* "the Israeli Justice Ministry" */
  const char *named_country;  /* "Bank of China" */
} nomenp_organisation_facts;

/* Fill all but the name.  Strings are those given, or their first parts, which is
 * why *acronym_size and *country_size say how much of each counts. */
void nomenp_organisation_settle(const nomenp_organisation_facts *facts,
                                nomen_organisation *out, size_t *acronym_size,
                                size_t *country_size);

#endif
