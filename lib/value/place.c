/* SPDX-License-Identifier: MIT */
/*
 * The weights below are in hundredths of a decision: a difference of a hundred or
 * two settles a case.  What is said right beside a name outranks the document as a
 * whole, which outranks how known a place is; population comes last and counts by
 * its order of magnitude.
 */
#include "value/place.h"

#include <string.h>

/* What sort of place is meant when nothing else is said. */
static const struct kind_weight {
  const char *kind;
  uint32_t weight;
} kind_weights[] = {
    {"country", 420},     {"macro_region", 330}, {"territory", 260},
    {"state", 240},       {"sea", 230},          {"ocean", 230},
    {"city", 160},        {"town", 140},         {"capital", 200},
    {"river", 120},       {"mountain", 110},     {"landmark", 110},
    {"building", 100},    {"airport", 90},       {"stadium", 90},
    {"island", 130},      {"former_country", 120}, {"province", 110},
    {"region", 100},      {"county", 90},        {"street", 80},
};
#define OTHER_KIND_WEIGHT 70u

enum {
  BASE = 400, /* so that no score falls below 0 */
  PAIRED = 900,
  PAIRED_OTHER = -350,
  KIND_SAID = 350,
  KIND_OTHER = -200,
  CONTAINER = 260,
  DATELINE = 80,
  IN_SENTENCE = 170,
  COUNTRY_SHARE = 420,  /* for all that is said of countries */
  REGION_SHARE = 300,
  GRADE = 30,           /* each */
  CANONICAL = 90,
  SAME_CASE = 15,
  IDENTITY = 40,
  MAGNITUDE = 22        /* each doubling of the population above a thousand */
};

static uint32_t kind_weight(const char *kind) {
  if (kind == NULL) return OTHER_KIND_WEIGHT;
  for (size_t i = 0; i < sizeof kind_weights / sizeof kind_weights[0]; i++)
    if (strcmp(kind, kind_weights[i].kind) == 0) return kind_weights[i].weight;
  return OTHER_KIND_WEIGHT;
}

static int magnitude(uint32_t population) {
  int doublings = 0;
  for (uint32_t left = population / 1000; left > 0; left /= 2) doublings++;
  return doublings;
}

uint32_t nomenp_place_score(const nomenp_place_facts *facts) {
  int score = BASE + (int)kind_weight(facts->kind) + GRADE * facts->grade +
              MAGNITUDE * magnitude(facts->population);
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
  score += COUNTRY_SHARE * facts->country_share / 1000;
  score += REGION_SHARE * facts->region_share / 1000;
  return score > 0 ? (uint32_t)score : 0;
}

void nomenp_place_choose(const uint32_t *scores, size_t count,
                         nomenp_place_choice *out) {
  *out = (nomenp_place_choice){.best = 0, .runner_up = SIZE_MAX};
  for (size_t i = 1; i < count; i++) {
    if (scores[i] > scores[out->best]) {
      out->runner_up = out->best;
      out->best = i;
    } else if (out->runner_up == SIZE_MAX ||
               scores[i] > scores[out->runner_up]) {
      out->runner_up = i;
    }
  }
  if (out->runner_up == SIZE_MAX) return;
  uint64_t best = scores[out->best], second = scores[out->runner_up];
  uint64_t sum = best + second;
  out->runner_up_share = (uint16_t)(sum > 0 ? second * 1000 / sum : 500);
}
