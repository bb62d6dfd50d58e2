/* SPDX-License-Identifier: MIT */
/*
 * The document's own words: for each that is capitalised somewhere, how often it is
 * written which way, and what stands around its mentions.
 */
#include "evidence/parts.h"

#include <string.h>

#define FILTER_BITS 4096u

/* Hashes of capitalised words, coarsely: most lower-case words are none of them. */
typedef struct filter {
  uint64_t bits[FILTER_BITS / 64];
} filter;

static void filter_add(filter *f, uint64_t hash) {
  f->bits[hash % FILTER_BITS / 64] |= UINT64_C(1) << (hash & 63);
}

static bool filter_has(const filter *f, uint64_t hash) {
  return f->bits[hash % FILTER_BITS / 64] >> (hash & 63) & 1;
}

static nomenp_slot *place_of(const nomenp_evidence *evidence, uint64_t hash) {
  uint32_t at = (uint32_t)(hash >> 20) & evidence->slot_mask;

  while (evidence->slots[at].hash != 0 && evidence->slots[at].hash != hash)
    at = (at + 1) & evidence->slot_mask;
  return &evidence->slots[at];
}

uint32_t nomenp_evidence_slot(const nomenp_evidence *evidence, uint64_t hash) {
  const nomenp_slot *slot;

  if (evidence->slots == NULL || hash == 0) return NOMENP_NO_SLOT;
  slot = place_of(evidence, hash);
  return slot->hash == 0 ? NOMENP_NO_SLOT
                         : (uint32_t)(slot - evidence->slots);
}

static void count_up(uint16_t *counter) {
  if (*counter != UINT16_MAX) ++*counter;
}

/* Is the token written in a line that has case? */
static bool has_case(const nomenp_reading *reading, uint32_t token) {
  return reading->line[token] != NOMENP_LINE_CAPITALS &&
         reading->line[token] != NOMENP_LINE_TITLE && !reading->is_lower;
}

static bool make_table(nomenp_reading *reading, size_t word_count) {
  size_t size = 16;

  while (size < word_count * 2) {
    if (size > UINT32_MAX / 4) return false;
    size *= 2;
  }
  reading->evidence->slots =
      nomenp_arena_array(reading->arena, size, sizeof(nomenp_slot));
  reading->evidence->slot_mask = (uint32_t)(size - 1);
  return reading->evidence->slots != NULL;
}

bool nomenp_evidence_read_words(nomenp_reading *reading) {
  nomenp_evidence *evidence = reading->evidence;
  const nomenp_text *text = evidence->input.text;
  filter seen = {{0}};
  size_t count = 0;

  for (uint32_t t = 0; t < text->token_count; t++)
    count += text->shape[t] != NOMENP_SHAPE_LOWER &&
             text->shape[t] <= NOMENP_SHAPE_INNER;
  if (count == 0 && !reading->is_lower) return true;
  if (reading->is_lower) count = text->token_count;
  if (!make_table(reading, count)) return false;
  for (uint32_t t = 0; t < text->token_count; t++) {
    uint8_t shape = text->shape[t];
    nomenp_slot *slot;
    if (shape > NOMENP_SHAPE_INNER || text->hash[t] == 0 ||
        (shape == NOMENP_SHAPE_LOWER && !reading->is_lower))
      continue;
    slot = place_of(evidence, text->hash[t]);
    slot->hash = text->hash[t];
    filter_add(&seen, text->hash[t]);
    if (!has_case(reading, t)) continue;
    if (shape == NOMENP_SHAPE_UPPER || shape == NOMENP_SHAPE_DOTTED)
      count_up(&slot->upper);
    else
      count_up(&slot->capital);
    if (shape == NOMENP_SHAPE_CAPITAL &&
        (text->flags[t] & NOMENP_TOKEN_SENTENCE))
      count_up(&slot->firsts);
  }
  for (uint32_t t = 0; t < text->token_count; t++) {
    nomenp_slot *slot;
    if (text->shape[t] != NOMENP_SHAPE_LOWER || text->hash[t] == 0 ||
        !filter_has(&seen, text->hash[t]) || !has_case(reading, t))
      continue;
    slot = place_of(evidence, text->hash[t]);
    if (slot->hash != 0) count_up(&slot->lower);
  }
  return true;
}

/* Does some word of the run say that it is an organisation's name? */
static bool run_has_head(const nomenp_evidence *evidence,
                         const nomenp_run *run) {
  uint32_t lead = run->lead >> NOMENP_KIND_ROLE_SHIFT;
  uint32_t tail = run->tail >> NOMENP_KIND_ROLE_SHIFT;

  (void)evidence;
  return run->end - run->first > 1 &&
         (tail == NOMENP_KIND_ROLE_ORG_HEAD ||
          tail == NOMENP_KIND_ROLE_COMPANY ||
          (lead == NOMENP_KIND_ROLE_ORG_HEAD));
}

static bool is_word(const nomenp_text *text, uint32_t token, const char *word) {
  size_t size = strlen(word);

  if (text->end[token] - text->start[token] != size) return false;
  for (size_t i = 0; i < size; i++)
    if ((text->bytes[text->start[token] + i] | 0x20) != (uint8_t)word[i])
      return false;
  return true;
}

static bool is_saying(const nomenp_evidence *evidence, uint32_t cue,
                      uint32_t cue2) {
  (void)evidence;
  return cue == NOMENP_CUE_SAYING ||
         (cue == NOMENP_CUE_COMMA && cue2 == NOMENP_CUE_SAYING);
}

static uint16_t traits_of_word_before(const nomenp_evidence *evidence,
                                      const nomenp_run *run) {
  const nomenp_text *text = evidence->input.text;
  uint32_t before = run->before, t;
  uint16_t out = 0;

  if (before < NOMENP_VALUE_WORD) {
    if (before == NOMENP_CUE_TITLE ||
        (before >= NOMENP_KIND_CAPITAL &&
         before >> NOMENP_KIND_ROLE_SHIFT == NOMENP_KIND_ROLE_TITLE))
      out |= 1u << NOMENP_TRAIT_AFTER_TITLE;
    if (before == NOMENP_CUE_ROLE || before == NOMENP_CUE_ER)
      out |= 1u << NOMENP_TRAIT_ROLE_BESIDE;
    return out;
  }
  t = run->first - 1;
  if (is_word(text, t, "in") || is_word(text, t, "at") ||
      is_word(text, t, "near") || is_word(text, t, "from"))
    out |= 1u << NOMENP_TRAIT_AFTER_IN;
  if (is_word(text, t, "the")) out |= 1u << NOMENP_TRAIT_AFTER_THE;
  if (is_word(text, t, "by")) out |= 1u << NOMENP_TRAIT_AFTER_BY;
  return out;
}

static uint16_t traits_of(const nomenp_evidence *evidence,
                          const nomenp_run *run, uint32_t token) {
  uint16_t out = 0;
  unsigned position = nomenp_position(token, run->first, run->end);
  static const uint8_t by_position[4] = {NOMENP_TRAIT_LEADS,
                                         NOMENP_TRAIT_INSIDE, NOMENP_TRAIT_ENDS,
                                         NOMENP_TRAIT_ALONE};

  out |= (uint16_t)(1u << by_position[position]);
  if (position == NOMENP_AT_B || position == NOMENP_AT_U)
    out |= traits_of_word_before(evidence, run);
  else if (position == NOMENP_AT_L) {
    out |= traits_of_word_before(evidence, run) &
           (1u << NOMENP_TRAIT_AFTER_TITLE | 1u << NOMENP_TRAIT_ROLE_BESIDE);
    if (nomenp_evidence_kind(evidence, token - 1) & NOMENP_KIND(GIVEN))
      out |= 1u << NOMENP_TRAIT_AFTER_GIVEN;
  }
  if (position == NOMENP_AT_L || position == NOMENP_AT_U) {
    if (is_saying(evidence, run->after, run->after2))
      out |= 1u << NOMENP_TRAIT_SPEAKS;
    if (run->after == NOMENP_CUE_CLITIC) out |= 1u << NOMENP_TRAIT_OWNS;
  }
  if (run_has_head(evidence, run)) out |= 1u << NOMENP_TRAIT_WITH_HEAD;
  if (run->around == NOMENP_AROUND_BRACKETS ||
      run->around == NOMENP_AROUND_ACRONYM)
    out |= 1u << NOMENP_TRAIT_IN_BRACKETS;
  if (run->around == NOMENP_AROUND_COMMA_PLACE)
    out |= 1u << NOMENP_TRAIT_BEFORE_PLACE;
  if (run->around == NOMENP_AROUND_AGE ||
      run->around == NOMENP_AROUND_ROLE_AFTER)
    out |= 1u << NOMENP_TRAIT_ROLE_BESIDE;
  if (run->score != 0) out |= 1u << NOMENP_TRAIT_BY_SCORE;
  return out;
}

/* Add one to the counter of each trait in `bits`; counters stop at 15. */
static void add_traits(uint64_t *counters, uint16_t bits) {
  for (unsigned i = 0; bits != 0; i++, bits = (uint16_t)(bits >> 1))
    if ((bits & 1) && (*counters >> (4 * i) & 15) != 15)
      *counters += UINT64_C(1) << (4 * i);
}

void nomenp_evidence_read_traits(nomenp_reading *reading) {
  nomenp_evidence *evidence = reading->evidence;

  for (size_t i = 0; i < evidence->site_count; i++) {
    nomenp_site *site = &evidence->sites[i];
    if (site->run == NOMENP_NO_RUN) continue;
    site->slot = nomenp_evidence_slot(
        evidence, evidence->input.text->hash[site->token]);
    site->own = traits_of(evidence, &evidence->runs[site->run], site->token);
    if (site->slot != NOMENP_NO_SLOT)
      add_traits(&evidence->slots[site->slot].traits, site->own);
  }
}
