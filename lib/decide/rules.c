/* SPDX-License-Identifier: MIT */
/* The span rules, as masks over labels, and what masks cannot say. */
#include "decide/rules.h"
#include "evidence/facts.h"
#include "evidence/word.h"

#define BIT(label) ((uint16_t)(1u << (label)))
/* Labels of all types with these parts: bits B I L U of one type, spread. */
#define PARTS(b, i, l, u)                                                      \
  ((uint16_t)(((b) | (i) << 1 | (l) << 2 | (u) << 3) * 0x222u & 0x1ffeu))

enum {
  OUTSIDE = 1,
  INSIDE = PARTS(0, 1, 0, 0),
  ONLY_INSIDE = OUTSIDE | PARTS(0, 1, 0, 0),
  NOT_FIRST = OUTSIDE | PARTS(0, 1, 1, 0),
  NOT_LAST = OUTSIDE | PARTS(1, 1, 0, 0)
};

static bool is_word(const nomenp_text *text, uint32_t token, const char *word) {
  uint32_t at = text->start[token];

  for (; *word != '\0'; word++, at++)
    if (at >= text->end[token] || text->bytes[at] != (uint8_t)*word)
      return false;
  return at == text->end[token];
}

/* Does a list entry begin at the site, or end there? */
static bool is_listed(const nomenp_site *site, unsigned part) {
  return (site->lists & (0x11111111u << part)) != 0 ||
         (site->lists & (0x11111111u << 3)) != 0;
}

/* "-based", "-led": what follows a name, not part of it. */
static bool is_tail_of_hyphen(const nomenp_evidence *evidence,
                              uint32_t token) {
  const nomenp_text *text = evidence->input.text;

  if (token == 0 || token >= text->token_count ||
      text->shape[token] != NOMENP_SHAPE_LOWER ||
      text->shape[token - 1] != NOMENP_SHAPE_HYPHEN ||
      text->end[token] - text->start[token] < 3 ||
      evidence->input.words[token] == NOMENP_NO_WORD)
    return false;
  return nomenp_word_lowness(nomenp_gazetteer_word(
             evidence->input.gazetteer, evidence->input.words[token])) == 2;
}

/* "Southern", "Central": no part of a place, unless a list says so. */
static bool is_compass(const nomenp_text *text, uint32_t token) {
  static const char *const words[] = {"Northern", "Southern", "Eastern",
                                      "Western",  "Central",  "Northeastern",
                                      "Northwestern", "Southeastern",
                                      "Southwestern"};

  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (is_word(text, token, words[i])) return true;
  return false;
}

/* What a token's shape allows of a name. */
static uint16_t mask_of(const nomenp_evidence *evidence, size_t index) {
  const nomenp_site *site = &evidence->sites[index];
  const nomenp_text *text = evidence->input.text;
  uint32_t t = site->token;

  if (site->lists == 0 && site->run == NOMENP_NO_RUN && (is_tail_of_hyphen(evidence, t) ||
                           (text->shape[t] == NOMENP_SHAPE_HYPHEN &&
                            is_tail_of_hyphen(evidence, t + 1))))
    return OUTSIDE;
  switch (text->shape[t]) {
  case NOMENP_SHAPE_CLITIC:
    return is_listed(site, 2) ? NOT_FIRST : ONLY_INSIDE;
  case NOMENP_SHAPE_COMMA:
  case NOMENP_SHAPE_HYPHEN:
  case NOMENP_SHAPE_SLASH:
  case NOMENP_SHAPE_AND:
  case NOMENP_SHAPE_QUOTE:
  case NOMENP_SHAPE_DASH:
  case NOMENP_SHAPE_COLON:
    return ONLY_INSIDE;
  case NOMENP_SHAPE_STOP:
    return is_listed(site, 2) ? NOT_FIRST : ONLY_INSIDE;
  case NOMENP_SHAPE_OPEN:
    return ONLY_INSIDE;
  case NOMENP_SHAPE_CLOSE:
    return NOT_FIRST;
  case NOMENP_SHAPE_CURRENCY:
  case NOMENP_SHAPE_LINK:
    return OUTSIDE;
  case NOMENP_SHAPE_LOWER:
    if (is_word(text, t, "the") || is_word(text, t, "a") ||
        is_word(text, t, "an") || is_word(text, t, "of") ||
        is_word(text, t, "and"))
      return ONLY_INSIDE;
    return NOMENP_MASK_ALL;
  case NOMENP_SHAPE_CAPITAL:
    if (is_word(text, t, "The"))
      return is_listed(site, 0) ? NOMENP_MASK_ALL : (uint16_t)ONLY_INSIDE;
    if (!(site->lists & 0xfu << (4 * NOMENP_COVER_PLACE)) &&
        is_compass(text, t))
      return NOMENP_MASK_ALL & ~(BIT(nomenp_label(NOMEN_TYPE_PLACE, 0)) |
                                 BIT(nomenp_label(NOMEN_TYPE_PLACE, 3)));
    return NOMENP_MASK_ALL;
  default:
    return NOMENP_MASK_ALL;
  }
}

/* Masks of a name that is certain: exactly its labels, and no name runs into it. */
static void fix(const nomenp_evidence *evidence, const nomenp_fixed *fixed,
                size_t first, size_t end, uint16_t *masks) {
  if (fixed->type < 0 || fixed->type > 2) {
    for (size_t i = first; i < end; i++) masks[i] = OUTSIDE;
    return;
  }
  for (size_t i = first; i < end; i++) {
    unsigned part = end - first == 1 ? 3 : i == first ? 0 : i + 1 == end ? 2 : 1;
    masks[i] = BIT(nomenp_label((unsigned)fixed->type, part));
  }
  if (first > 0 && !evidence->sites[first].starts)
    masks[first - 1] &= OUTSIDE | PARTS(0, 0, 1, 1);
  if (end < evidence->site_count && !evidence->sites[end].starts)
    masks[end] &= OUTSIDE | PARTS(1, 0, 0, 1);
}

static bool allows(uint16_t mask, uint16_t labels) {
  return (mask & labels) == labels;
}

/* "of" in a place's full name as the lists have it ("United States of America")
 * is no gap between two places. */
static void join_places(const nomenp_evidence *evidence, uint16_t *masks) {
  const nomenp_hit_list *hits = evidence->input.hits;
  size_t at = 0;

  for (size_t h = 0; hits != NULL && h < hits->count; h++) {
    const nomenp_hit *hit = &hits->items[h];
    if (hit->list != NOMENP_LIST_PLACE || hit->end - hit->first < 4 ||
        hit->grade < 3 || !(hit->flags & NOMENP_HIT_CASE))
      continue;
    while (at < evidence->site_count &&
           evidence->sites[at].token <= hit->first)
      at++;
    if (at == 0 || evidence->sites[at - 1].token != hit->first) continue;
    for (size_t i = at; i + 1 < evidence->site_count &&
                        evidence->sites[i + 1].token < hit->end; i++)
      if (evidence->input.text->shape[evidence->sites[i].token] ==
              NOMENP_SHAPE_LOWER &&
          !evidence->sites[i].starts && !evidence->sites[i + 1].starts &&
          allows(masks[i - 1], i == at ? PARTS(1, 1, 0, 0) : INSIDE) &&
          allows(masks[i], INSIDE) && allows(masks[i + 1], PARTS(0, 1, 1, 0)))
        masks[i] = INSIDE;
  }
}

/* The run in brackets before a dateline's dash sends the news. */
static void mark_agency(const nomenp_evidence *evidence, size_t site,
                        uint16_t *masks) {
  const nomenp_site *at = &evidence->sites[site];
  const nomenp_run *run = &evidence->runs[at->run];
  uint32_t role = run->lead >> NOMENP_KIND_ROLE_SHIFT;

  if (run->end - run->first > 4 || role == NOMENP_KIND_ROLE_CALENDAR ||
      (run->exact &
       (1u << NOMENP_COVER_PLACE | 1u << NOMENP_COVER_ORGANISATION)) ==
          1u << NOMENP_COVER_PLACE)
    return;
  masks[site] =
      BIT(nomenp_label(NOMEN_TYPE_ORGANISATION,
                       nomenp_position(at->token, run->first, run->end)));
}

/* A sentence break inside a name that is certain must not cut its stretch. */
void nomenp_rules_mask(const nomenp_evidence *evidence,
                       const nomenp_fixed *fixed, size_t fixed_count,
                       uint16_t *masks) {
  size_t at = 0;

  for (size_t i = 0; i < evidence->site_count; i++)
    masks[i] = mask_of(evidence, i);
  join_places(evidence, masks);
  for (size_t i = 0; i < evidence->site_count; i++)
    if (evidence->sites[i].run != NOMENP_NO_RUN &&
        evidence->runs[evidence->sites[i].run].around == NOMENP_AROUND_AGENCY)
      mark_agency(evidence, i, masks);
  for (size_t f = 0; f < fixed_count; f++) {
    size_t end;
    while (at < evidence->site_count &&
           evidence->sites[at].token < fixed[f].first)
      at++;
    end = at;
    while (end < evidence->site_count &&
           evidence->sites[end].token < fixed[f].end) {
      if (end != at) evidence->sites[end].starts = 0;
      end++;
    }
    if (end > at) fix(evidence, &fixed[f], at, end, masks);
    at = end;
  }
}

bool nomenp_rules_trim(const nomenp_text *text, nomenp_name *name) {
  while (name->first < name->end &&
         (text->shape[name->end - 1] == NOMENP_SHAPE_COMMA ||
          text->shape[name->end - 1] == NOMENP_SHAPE_QUOTE))
    name->end--;
  while (name->first < name->end &&
         text->shape[name->first] == NOMENP_SHAPE_QUOTE)
    name->first++;
  return name->first < name->end;
}
