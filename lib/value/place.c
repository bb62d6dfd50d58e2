/* SPDX-License-Identifier: MIT */
/*
 * The scale is one of odds: DOUBLING points for each doubling of how likely a
 * place is meant.  A city is spoken of in proportion to its people; other kinds
 * stand as if they were a city of so many.  What the document says of countries
 * and regions counts by the logarithm of its share, for the same reason.
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
  GRADE = 40, /* each: how surely the name is a place's at all */
  CANONICAL = 60,
  SAME_CASE = 20,
  IDENTITY = 60,
  SHARE_FLOOR = 30, /* thousandths: a place of which nothing else is said */
  REGION_FLOOR = 80,
  PLAUSIBLE = 1060 /* with less, a small place far from all others */
};

/* Kinds as cities, in points: 10 doublings of a thousand are a million people.
 */
static const struct kind {
  const char *name;
  uint8_t level;
  bool
      needs_position; /* a minor one otherwise: most have no place on the map */
  int weight;         /* 0: by its people alone */
} kinds[] = {
    {"", NOMENP_LEVEL_OTHER, false, 0},
    {"city", NOMENP_LEVEL_OTHER, false, 0}, /* most are one: found first */
    {"town", NOMENP_LEVEL_OTHER, false, 0},
    {"country", NOMENP_LEVEL_COUNTRY, false, 600},
    {"territory", NOMENP_LEVEL_COUNTRY, false, 480},
    {"former_country", NOMENP_LEVEL_COUNTRY, false, 260},
    {"state", NOMENP_LEVEL_SUBDIVISION, true, 400},
    {"province", NOMENP_LEVEL_SUBDIVISION, true, 400},
    {"region", NOMENP_LEVEL_SUBDIVISION, true, 330},
    {"county", NOMENP_LEVEL_SUBDIVISION, true, 300},
    {"department", NOMENP_LEVEL_SUBDIVISION, false, 0},
    {"prefecture", NOMENP_LEVEL_SUBDIVISION, false, 0},
    {"governorate", NOMENP_LEVEL_SUBDIVISION, false, 0},
    {"district", NOMENP_LEVEL_SUBDIVISION, true, 200},
    {"canton", NOMENP_LEVEL_SUBDIVISION, false, 0},
    {"municipality", NOMENP_LEVEL_SUBDIVISION, false, 0},
    {"emirate", NOMENP_LEVEL_SUBDIVISION, false, 0},
    {"oblast", NOMENP_LEVEL_SUBDIVISION, false, 0},
    {"republic", NOMENP_LEVEL_SUBDIVISION, false, 0},
    {"parish", NOMENP_LEVEL_SUBDIVISION, false, 0},
    {"voivodeship", NOMENP_LEVEL_SUBDIVISION, false, 0},
    {"division", NOMENP_LEVEL_SUBDIVISION, false, 0},
    {"autonomous_region", NOMENP_LEVEL_SUBDIVISION, false, 0},
    {"krai", NOMENP_LEVEL_SUBDIVISION, false, 0},
    {"island", NOMENP_LEVEL_SUBDIVISION, false, 280},
    {"macro_region", NOMENP_LEVEL_OTHER, false, 560},
    {"sea", NOMENP_LEVEL_OTHER, false, 480},
    {"ocean", NOMENP_LEVEL_OTHER, false, 480},
    {"river", NOMENP_LEVEL_OTHER, false, 300},
    {"mountain", NOMENP_LEVEL_OTHER, false, 260},
    {"landmark", NOMENP_LEVEL_OTHER, false, 260},
    {"building", NOMENP_LEVEL_OTHER, false, 240},
    {"airport", NOMENP_LEVEL_OTHER, false, 220},
    {"stadium", NOMENP_LEVEL_OTHER, false, 220},
    {"street", NOMENP_LEVEL_OTHER, false, 160},
    {"capital", NOMENP_LEVEL_OTHER, false, 0},
    {"village", NOMENP_LEVEL_OTHER, false, 0},
};
#define KIND_COUNT (sizeof kinds / sizeof kinds[0])
_Static_assert(KIND_COUNT <= 64, "a set of kinds is a word of 64 bits");
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

unsigned nomenp_place_kind_find(const char *kind, size_t size) {
  for (unsigned i = 1; size > 0 && i < KIND_COUNT; i++)
    if (kind[0] == kinds[i].name[0] &&
        strncmp(kind, kinds[i].name, size) == 0 && kinds[i].name[size] == '\0')
      return i;
  return 0;
}

nomenp_place_level nomenp_place_kind_level(unsigned kind) {
  return (nomenp_place_level)kinds[kind].level;
}

static int weight_of(unsigned kind, uint32_t population, bool has_position) {
  if (population > 0) return doublings(population / 1000 + 1, DOUBLING);
  if (kinds[kind].weight != 0 && (has_position || !kinds[kind].needs_position))
    return kinds[kind].weight;
  return has_position ? TOWN_WEIGHT : OTHER_WEIGHT;
}

uint32_t nomenp_place_standing(unsigned kind, uint32_t population,
                               bool has_position, bool has_identity) {
  int standing = BASE + weight_of(kind, population, has_position);
  if (has_identity) standing += IDENTITY;
  return (uint32_t)standing;
}

static const struct saying {
  uint16_t bit;
  int points;
} sayings[] = {
    {NOMENP_PLACE_CANONICAL, CANONICAL},
    {NOMENP_PLACE_SAME_CASE, SAME_CASE},
    {NOMENP_PLACE_PAIRED, PAIRED},
    {NOMENP_PLACE_PAIRED_OTHER, PAIRED_OTHER},
    {NOMENP_PLACE_KIND_SAID, KIND_SAID},
    {NOMENP_PLACE_KIND_OTHER, KIND_OTHER},
    {NOMENP_PLACE_CONTAINER, CONTAINER},
    {NOMENP_PLACE_DATELINE, DATELINE},
    {NOMENP_PLACE_IN_SENTENCE, IN_SENTENCE},
};

uint32_t nomenp_place_score(const nomenp_place_facts *facts) {
  int score = (int)facts->standing + GRADE * facts->grade;
  score += doublings(facts->country_share + SHARE_FLOOR, EVIDENCE_DOUBLING);
  score += doublings(facts->region_share + REGION_FLOOR, DOUBLING);
  for (size_t i = 0; i < sizeof sayings / sizeof sayings[0]; i++)
    if ((facts->said & sayings[i].bit) != 0) score += sayings[i].points;
  return score > 0 ? (uint32_t)score : 0;
}

bool nomenp_place_is_plausible(uint32_t score) {
  return score >= PLAUSIBLE;
}

uint16_t nomenp_place_share(uint32_t best, uint32_t second) {
  uint64_t sum = (uint64_t)best + second;
  return (uint16_t)(sum > 0 ? (uint64_t)second * 1000 / sum : 500);
}
