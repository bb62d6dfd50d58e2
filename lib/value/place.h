/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_VALUE_PLACE_H
#define NOMEN_VALUE_PLACE_H

/*
 * Which of several namesakes is meant.  Each gets a score from what is known of it
 * and what the document says; the best wins, the second best is kept with its share.
 * Whole numbers only, so that every platform decides alike.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct nomenp_place_facts {
  const char *kind;     /* "country", "city"; may be NULL */
  uint32_t population;
  uint8_t grade;        /* 0 to 4 */
  bool is_canonical;    /* met by its own name, not by an alias */
  bool is_same_case;
  bool has_position;
  bool has_identity;    /* an id of geonames or ISO */
  /* What the document says. */
  bool is_paired;       /* its country or region is named right beside it */
  bool is_paired_other; /* another country or region is */
  bool is_kind_said;    /* "the city of", "Guerrero state" */
  bool is_kind_other;
  bool is_container;    /* stands where countries and regions stand: after "City," */
  bool is_dateline;     /* its country is that of the dateline */
  bool is_in_sentence;  /* its country or region is named in the same sentence */
  uint16_t country_share; /* of what the document says of countries, thousandths */
  uint16_t region_share;
} nomenp_place_facts;

/* Never negative. */
uint32_t nomenp_place_score(const nomenp_place_facts *facts);

/* Whether a place may be meant at all: a hamlet at the other end of the world that
 * only shares the name may not. */
bool nomenp_place_is_plausible(uint32_t score);

/* The share of the second in both scores, thousandths: 500 when they are equal. */
uint16_t nomenp_place_share(uint32_t best, uint32_t second);

#endif
