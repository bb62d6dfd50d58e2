/* SPDX-License-Identifier: MIT */
/*
 * The scale is one of odds: DOUBLING points for each doubling of how likely a place is
 * meant.  A city is spoken of in proportion to its people; other kinds stand as if
 * they were a city of so many.  What the document says of countries and regions
 * counts by the logarithm of its share, for the same reason.
 */
#include "value/place.h"

#include <string.h>

enum {
  DOUBLING = 40,
  EVIDENCE_DOUBLING = 60, /* the document is trusted more than the world */
  BASE = 400,             /* so that no score falls below 0 */
  PAIRED = 520,
  PAIRED_OTHER = -320,
  KIND_SAID = 260,
  KIND_OTHER = -160,
  CONTAINER = 240,
  DATELINE = 40,
  IN_SENTENCE = 100,
  GRADE = 40,             /* each: how surely the name is a place's at all */
  CANONICAL = 60,
  SAME_CASE = 20,
  IDENTITY = 60,
  SHARE_FLOOR = 30,       /* thousandths: a place of which nothing else is said */
  REGION_FLOOR = 80,
  PLAUSIBLE = 1060        /* with less, a small place far from all others */
};

/* Kinds as cities, in points: 10 doublings of a thousand are a million people. */
static const struct kind_weight {
  const char *kind;
  bool needs_position; /* a minor one otherwise: most have no place on the map */
  int weight;
} kind_weights[] = {
    {"country", false, 600},     {"macro_region", false, 560},
    {"sea", false, 480},         {"ocean", false, 480},
    {"territory", false, 480},   {"state", true, 400},
    {"province", true, 400},     {"region", true, 330},
    {"county", true, 300},       {"river", false, 300},
    {"mountain", false, 260},    {"island", false, 280},
    {"former_country", false, 260}, {"landmark", false, 260},
    {"building", false, 240},    {"airport", false, 220},
    {"stadium", false, 220},     {"street", false, 160},
    {"district", true, 200},
};
#define OTHER_WEIGHT 120
#define TOWN_WEIGHT 140 /* a city or town whose people nobody counted */

/* DOUBLING points a doubling above 1, with a straight line between. */
static int doublings(uint32_t value, int points) {
  int whole = 0;
  uint32_t power = 1;
  while (power <= value / 2) {
    power *= 2;
    whole++;
  }
  if (value == 0) return 0;
  return points * whole +
         (int)((uint64_t)(value - power) * (uint32_t)points / power);
}

static int kind_weight(const nomenp_place_facts *facts) {
  if (facts->population > 0)
    return doublings(facts->population / 1000 + 1, DOUBLING);
  for (size_t i = 0; i < sizeof kind_weights / sizeof kind_weights[0]; i++)
    if (facts->kind != NULL && strcmp(facts->kind, kind_weights[i].kind) == 0 &&
        (facts->has_position || !kind_weights[i].needs_position))
      return kind_weights[i].weight;
  return facts->has_position ? TOWN_WEIGHT : OTHER_WEIGHT;
}

uint32_t nomenp_place_score(const nomenp_place_facts *facts) {
  int score = BASE + kind_weight(facts) + GRADE * facts->grade;
  score += doublings(facts->country_share + SHARE_FLOOR, EVIDENCE_DOUBLING);
  score += doublings(facts->region_share + REGION_FLOOR, DOUBLING);
  if (facts->is_canonical) score += CANONICAL;
  if (facts->is_same_case) score += SAME_CASE;
  if (facts->has_identity) score += IDENTITY;
  if (facts->is_paired) score += PAIRED;
  if (facts->is_paired_other) score += PAIRED_OTHER;
  if (facts->is_kind_said) score += KIND_SAID;
  if (facts->is_kind_other) score += KIND_OTHER;
  if (facts->is_container) score += CONTAINER;
  if (facts->is_dateline) score += DATELINE;
  if (facts->is_in_sentence) score += IN_SENTENCE;
  return score > 0 ? (uint32_t)score : 0;
}

bool nomenp_place_is_plausible(uint32_t score) {
  return score >= PLAUSIBLE;
}

uint16_t nomenp_place_share(uint32_t best, uint32_t second) {
  uint64_t sum = (uint64_t)best + second;
  return (uint16_t)(sum > 0 ? (uint64_t)second * 1000 / sum : 500);
}
