/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_VALUE_PLACE_H
#define NOMEN_VALUE_PLACE_H

/*
 * Which of several namesakes is meant.  Each gets a score from what is known of
 * it and what the document says; the best wins, the second best is kept with
 * its share. Whole numbers only, so that every platform decides alike.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum nomenp_place_level {
  NOMENP_LEVEL_OTHER = 0,
  NOMENP_LEVEL_SUBDIVISION,
  NOMENP_LEVEL_COUNTRY
} nomenp_place_level;

/* The number of a kind, below 64: "country", "city"; 0 of one that is unknown.
 */
unsigned nomenp_place_kind_find(const char *kind, size_t size);
nomenp_place_level nomenp_place_kind_level(unsigned kind);

/* How likely a place is meant, nothing said of it: part of its score. */
uint32_t nomenp_place_standing(unsigned kind, uint32_t population,
                               bool has_position, bool has_identity);

/* What is said of a place. */
#define NOMENP_PLACE_CANONICAL 1u /* met by its own name, not by an alias */
#define NOMENP_PLACE_SAME_CASE 2u
#define NOMENP_PLACE_PAIRED                                                    \
  4u /* its country or region is named right beside it */
#define NOMENP_PLACE_PAIRED_OTHER 8u /* another country or region is */
#define NOMENP_PLACE_KIND_SAID 16u   /* "the city of", "Guerrero state" */
#define NOMENP_PLACE_KIND_OTHER 32u
#define NOMENP_PLACE_CONTAINER                                                 \
  64u /* stands where countries and regions stand:                             \
         after "City," */
#define NOMENP_PLACE_DATELINE 128u /* its country is that of the dateline */
#define NOMENP_PLACE_IN_SENTENCE                                               \
  256u /* its country or region is named in the                                \
          same sentence */

typedef struct nomenp_place_facts {
  uint32_t standing;
  uint8_t grade; /* 0 to 4 */
  uint16_t said; /* NOMENP_PLACE_* */
  uint16_t
      country_share; /* of what the document says of countries, thousandths */
  uint16_t region_share;
} nomenp_place_facts;

/* Never negative. */
uint32_t nomenp_place_score(const nomenp_place_facts *facts);

/* Whether a place may be meant at all: a hamlet at the other end of the world
 * that only shares the name may not. */
bool nomenp_place_is_plausible(uint32_t score);

/* The share of the second in both scores, thousandths: 500 when they are equal.
 */
uint16_t nomenp_place_share(uint32_t best, uint32_t second);

#endif
