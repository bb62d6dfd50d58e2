/* SPDX-License-Identifier: MIT */
/*
 * The document's own words: for each that is capitalised somewhere, how often it is
 * written which way, and what stands around its mentions.
 */
#include "evidence/parts.h"

#include <string.h>

#define FILTER_BITS 4096u
#define FIRST_SIZE_MAX 1024u /* slots, before the table grows */

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

/* Where a hash stands in the index, or would. */
static uint32_t *place_of(const nomenp_evidence *evidence, uint64_t hash) {
  uint32_t at = (uint32_t)(hash >> 20) & evidence->slot_mask;

  while (evidence->slot_index[at] != 0 &&
         evidence->slots[evidence->slot_index[at] - 1].hash != hash)
    at = (at + 1) & evidence->slot_mask;
  return &evidence->slot_index[at];
}

uint32_t nomenp_evidence_slot(const nomenp_evidence *evidence, uint64_t hash) {
  if (evidence->slot_index == NULL || hash == 0) return NOMENP_NO_SLOT;
  return *place_of(evidence, hash) - 1; /* 0 - 1 is NOMENP_NO_SLOT */
}

static void count_up(uint16_t *counter) {
  if (*counter != UINT16_MAX) ++*counter;
}

/* Is the token written in a line that has case? */
static bool has_case(const nomenp_reading *reading, uint32_t token) {
  return reading->line[token] != NOMENP_LINE_CAPITALS &&
         reading->line[token] != NOMENP_LINE_TITLE && !reading->is_lower;
}

static bool make_index(nomenp_evidence *evidence, nomenp_arena *arena,
                       size_t size) {
  evidence->slot_index =
      nomenp_arena_array(arena, size, sizeof *evidence->slot_index);
  evidence->slot_mask = (uint32_t)(size - 1);
  return evidence->slot_index != NULL;
}

/* Long documents say the same words again and again: the index grows by how
 * many there are, not by how often they are said.  The old one is given back. */
static bool grow_index(nomenp_evidence *evidence, nomenp_arena *arena) {
  size_t size = (size_t)evidence->slot_mask + 1;
  nomenp_arena old = *arena;
  bool is_made;

  nomenp_arena_init_beside(arena, &old);
  is_made = size <= UINT32_MAX / 4 && make_index(evidence, arena, size * 2);
  nomenp_arena_fini(&old);
  for (uint32_t i = 0; is_made && i < evidence->slot_count; i++)
    *place_of(evidence, evidence->slots[i].hash) = i + 1;
  return is_made;
}

/* A slot for a word that has none; `capacity` is of the slots. */
static nomenp_slot *add_slot(nomenp_reading *reading, nomenp_arena *arena,
                             size_t *capacity, uint64_t hash) {
  nomenp_evidence *evidence = reading->evidence;
  size_t count = (size_t)evidence->slot_count + 1;
  nomenp_slot *slot;

  if (!NOMENP_ARENA_GROW(reading->arena, &evidence->slots, capacity, count))
    return NULL;
  if (count * 4 > ((size_t)evidence->slot_mask + 1) * 3 &&
      !grow_index(evidence, arena))
    return NULL;
  slot = &evidence->slots[evidence->slot_count];
  *slot = (nomenp_slot){.hash = hash};
  *place_of(evidence, hash) = ++evidence->slot_count;
  return slot;
}

static bool count_capitals(nomenp_reading *reading, nomenp_arena *arena,
                           filter *seen) {
  nomenp_evidence *evidence = reading->evidence;
  const nomenp_text *text = evidence->input.text;
  size_t capacity = 0;

  for (uint32_t t = 0; t < text->token_count; t++) {
    uint8_t shape = text->shape[t];
    nomenp_slot *slot;
    uint32_t at;
    if (shape > NOMENP_SHAPE_INNER || text->hash[t] == 0 ||
        (shape == NOMENP_SHAPE_LOWER && !reading->is_lower))
      continue;
    at = nomenp_evidence_slot(evidence, text->hash[t]);
    if (at != NOMENP_NO_SLOT) {
      slot = &evidence->slots[at];
    } else {
      slot = add_slot(reading, arena, &capacity, text->hash[t]);
      if (slot == NULL) return false;
      filter_add(seen, text->hash[t]);
    }
    if (!has_case(reading, t)) continue;
    if (shape == NOMENP_SHAPE_UPPER || shape == NOMENP_SHAPE_DOTTED)
      count_up(&slot->upper);
    else
      count_up(&slot->capital);
    if (shape == NOMENP_SHAPE_CAPITAL &&
        (text->flags[t] & NOMENP_TOKEN_SENTENCE))
      count_up(&slot->firsts);
  }
  return true;
}

static void count_lower(const nomenp_reading *reading, const filter *seen) {
  const nomenp_evidence *evidence = reading->evidence;
  const nomenp_text *text = evidence->input.text;

  for (uint32_t t = 0; t < text->token_count; t++) {
    uint32_t at;
    if (text->shape[t] != NOMENP_SHAPE_LOWER || text->hash[t] == 0 ||
        !filter_has(seen, text->hash[t]) || !has_case(reading, t))
      continue;
    at = nomenp_evidence_slot(evidence, text->hash[t]);
    if (at != NOMENP_NO_SLOT) count_up(&evidence->slots[at].lower);
  }
}

/* The index, done growing, into the arena of the evidence. */
static bool keep_index(nomenp_reading *reading) {
  nomenp_evidence *evidence = reading->evidence;
  const uint32_t *grown = evidence->slot_index;
  size_t size = (size_t)evidence->slot_mask + 1;

  if (!make_index(evidence, reading->arena, size)) return false;
  memcpy(evidence->slot_index, grown, size * sizeof *grown);
  return true;
}

bool nomenp_evidence_read_words(nomenp_reading *reading) {
  nomenp_evidence *evidence = reading->evidence;
  const nomenp_text *text = evidence->input.text;
  filter seen = {{0}};
  size_t count = 0, size = 64;
  nomenp_arena arena;
  bool is_done;

  for (uint32_t t = 0; t < text->token_count; t++)
    count += text->shape[t] != NOMENP_SHAPE_LOWER &&
             text->shape[t] <= NOMENP_SHAPE_INNER;
  if (count == 0 && !reading->is_lower) return true;
  while (size < count / 2 && size < FIRST_SIZE_MAX) size *= 2;
  nomenp_arena_init_beside(&arena, reading->arena);
  is_done = make_index(evidence, &arena, size) &&
            count_capitals(reading, &arena, &seen);
  if (is_done) count_lower(reading, &seen);
  is_done = is_done && keep_index(reading);
  nomenp_arena_fini(&arena);
  return is_done;
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

static bool is_saying(const nomenp_evidence *evidence, uint32_t cue,
                      uint32_t cue2) {
  (void)evidence;
  return cue == NOMENP_CUE_SAYING ||
         (cue == NOMENP_CUE_COMMA && cue2 == NOMENP_CUE_SAYING);
}

#define TRAIT(id) (UINT32_C(1) << NOMENP_TRAIT_##id)

static bool is_role(uint32_t cue, uint32_t class, uint32_t role) {
  return cue == class ||
         (cue >= NOMENP_KIND_CAPITAL && !(cue & NOMENP_VALUE_WORD) &&
          cue >> NOMENP_KIND_ROLE_SHIFT == role);
}

static uint32_t traits_of_word_before(const nomenp_evidence *evidence,
                                      const nomenp_run *run) {
  static const struct {
    const char *word;
    uint32_t trait;
  } words[] = {{"in", TRAIT(AFTER_IN)},    {"near", TRAIT(AFTER_IN)},
               {"from", TRAIT(AFTER_IN)},  {"at", TRAIT(FOR_OR_AT)},
               {"for", TRAIT(FOR_OR_AT)},  {"the", TRAIT(AFTER_THE)},
               {"by", TRAIT(AFTER_BY)},    {"of", TRAIT(AFTER_OF)}};
  const nomenp_text *text = evidence->input.text;
  uint32_t before = run->before;

  if (before == NOMENP_CUE_BODY) return TRAIT(BODY_BESIDE);
  if (!(before & NOMENP_VALUE_WORD)) {
    if (is_role(before, NOMENP_CUE_TITLE, NOMENP_KIND_ROLE_TITLE))
      return TRAIT(AFTER_TITLE);
    if (before == NOMENP_CUE_ER ||
        is_role(before, NOMENP_CUE_ROLE, NOMENP_KIND_ROLE_ROLE))
      return TRAIT(ROLE_BESIDE);
    return 0;
  }
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (nomenp_text_is_word(text, run->first - 1, words[i].word)) return words[i].trait;
  return 0;
}

/* Of the last word of a run: what follows it. */
static uint32_t traits_of_word_after(const nomenp_evidence *evidence,
                                     const nomenp_run *run) {
  uint32_t out = 0, after = run->after;

  if (is_saying(evidence, after, run->after2)) out |= TRAIT(SPEAKS);
  if (after == NOMENP_CUE_CLITIC) out |= TRAIT(OWNS);
  if (after == NOMENP_CUE_HYPHEN) out |= TRAIT(HYPHENED);
  if (after == NOMENP_CUE_DOING || after == NOMENP_CUE_ED) out |= TRAIT(ACTS);
  if (after == NOMENP_CUE_TRADING || after == NOMENP_CUE_BUSINESS ||
      (after == NOMENP_CUE_CLITIC && run->after2 == NOMENP_CUE_BUSINESS))
    out |= TRAIT(TRADES);
  return out;
}

/* Of every word of a run. */
static uint32_t traits_of_run(const nomenp_evidence *evidence,
                              const nomenp_run *run) {
  static const uint32_t arounds[NOMENP_AROUND_COUNT] = {
      [NOMENP_AROUND_BRACKETS] = TRAIT(IN_BRACKETS),
      [NOMENP_AROUND_ACRONYM] = TRAIT(IN_BRACKETS),
      [NOMENP_AROUND_COMMA_PLACE] = TRAIT(BEFORE_PLACE),
      [NOMENP_AROUND_AGE] = TRAIT(ROLE_BESIDE),
      [NOMENP_AROUND_ROLE_AFTER] = TRAIT(ROLE_BESIDE),
      [NOMENP_AROUND_BODY_AFTER] = TRAIT(BODY_BESIDE),
      [NOMENP_AROUND_SITE_AFTER] = TRAIT(SITE_BESIDE),
      [NOMENP_AROUND_DATELINE] = TRAIT(DATELINE),
      [NOMENP_AROUND_EXPANSION] = TRAIT(SPELT_OUT)};
  uint32_t out = arounds[run->around];

  if (run_has_head(evidence, run)) out |= TRAIT(WITH_HEAD);
  if (run->score != 0) out |= TRAIT(BY_SCORE);
  if (is_role(run->head, NOMENP_CUE_ROLE, NOMENP_KIND_ROLE_ROLE) ||
      run->head == NOMENP_CUE_ER)
    out |= TRAIT(OF_ROLE);
  if (run->head == NOMENP_CUE_BUSINESS || run->head == NOMENP_CUE_BODY ||
      (run->before2 == NOMENP_CUE_BUSINESS && run->first > 0 &&
       nomenp_text_is_word(evidence->input.text, run->first - 1, "in")))
    out |= TRAIT(TRADES);
  if (run->end - run->first < 2) return out;
  if (run->exact & 1u << NOMENP_COVER_PERSON) out |= TRAIT(IN_PERSON);
  if (run->exact &
      (1u << NOMENP_COVER_ORGANISATION | 1u << NOMENP_COVER_TEAM))
    out |= TRAIT(IN_ORGANISATION);
  if (run->exact & 1u << NOMENP_COVER_PLACE) out |= TRAIT(IN_PLACE);
  return out;
}

static uint32_t traits_of(const nomenp_evidence *evidence,
                          const nomenp_run *run, uint32_t token) {
  static const uint8_t by_position[4] = {NOMENP_TRAIT_LEADS,
                                         NOMENP_TRAIT_INSIDE, NOMENP_TRAIT_ENDS,
                                         NOMENP_TRAIT_ALONE};
  unsigned position = nomenp_position(token, run->first, run->end);
  uint32_t out = UINT32_C(1) << by_position[position];
  uint32_t before = traits_of_word_before(evidence, run);

  out |= traits_of_run(evidence, run);
  if (run_has_head(evidence, run) && token + 1 < run->end &&
      run->lead >> NOMENP_KIND_ROLE_SHIFT != NOMENP_KIND_ROLE_ORG_HEAD)
    out |= TRAIT(BEFORE_HEAD);
  if (position == NOMENP_AT_B || position == NOMENP_AT_U)
    out |= before;
  else {
    out |= before & (TRAIT(AFTER_TITLE) | TRAIT(ROLE_BESIDE));
    if (nomenp_evidence_kind(evidence, token - 1) & NOMENP_KIND(GIVEN))
      out |= TRAIT(AFTER_GIVEN);
  }
  if (position == NOMENP_AT_L || position == NOMENP_AT_U)
    out |= traits_of_word_after(evidence, run);
  else if (nomenp_evidence_kind(evidence, token + 1) & NOMENP_KIND(SURNAME))
    out |= TRAIT(BEFORE_SURNAME);
  return out;
}

/* Add one to the counter of each trait in `bits`; counters stop at 15. */
static void add_traits(uint64_t *counters, uint32_t bits) {
  for (unsigned i = 0; bits != 0; i++, bits >>= 1)
    if ((bits & 1) && (counters[i / 16] >> (4 * (i % 16)) & 15) != 15)
      counters[i / 16] += UINT64_C(1) << (4 * (i % 16));
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
      add_traits(evidence->slots[site->slot].traits, site->own);
  }
}
