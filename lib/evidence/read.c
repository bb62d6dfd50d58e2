/* SPDX-License-Identifier: MIT */
/*
 * Reading a text for evidence: which tokens are asked about (sites), in which
 * stretches, and which list entries cover them.
 */
#include "evidence/parts.h"

#include <string.h>

const nomenp_word *nomenp_evidence_word(const nomenp_evidence *evidence,
                                        uint32_t token) {
  uint32_t word = evidence->input.words[token];

  return word == NOMENP_NO_WORD
             ? NULL
             : nomenp_gazetteer_word(evidence->input.gazetteer, word);
}

/* Tokens that the caller asked about, and those that a hit of the user's covers,
 * are sites whatever they look like. */
static void mark_asked(const nomenp_evidence_input *input, uint8_t *near) {
  for (size_t i = 0; i < input->asked_count; i++)
    memset(near + input->asked[2 * i], 1,
           input->asked[2 * i + 1] - input->asked[2 * i]);
  for (size_t i = 0; input->user_hits != NULL && i < input->user_hits->count;
       i++) {
    const nomenp_hit *hit = &input->user_hits->items[i];
    memset(near + hit->first, 1, hit->end - hit->first);
  }
}

/* Which tokens are sites: near[t] of token t; how many. */
static size_t find_sites(const nomenp_evidence *evidence, uint8_t *near) {
  uint32_t n = evidence->input.text->token_count;
  size_t count = 0;

  for (uint32_t t = 0; t < n; t++)
    if (nomenp_evidence_capital(evidence, t))
      near[t] = near[t + 1] = near[t + 2] = 1;
  /* near[t + 1] speaks of token t so far */
  memmove(near, near + 1, n + 1u);
  /* The run that begins with particles is longer than its neighbourhood. */
  for (uint32_t t = n; t-- > 0;)
    if (!near[t] && near[t + 1] && evidence->shape[t] == NOMENP_SHAPE_LOWER &&
        nomenp_evidence_particles(evidence, t))
      near[t] = 1;
  for (uint32_t t = 2; t < n; t++) /* "Seo-yeon": all of it and what follows */
    if (evidence->shape[t - 1] == NOMENP_SHAPE_HYPHEN && near[t - 1])
      near[t] = near[t + 1] = 1;
  mark_asked(&evidence->input, near);
  for (uint32_t t = 0; t < n; t++) count += near[t];
  return count;
}

static bool make_sites(nomenp_reading *reading, uint8_t *near) {
  nomenp_evidence *evidence = reading->evidence;
  const nomenp_text *text = evidence->input.text;
  size_t count = find_sites(evidence, near);
  uint32_t last = UINT32_MAX;

  if (count == 0) return true;
  evidence->sites =
      nomenp_arena_array(reading->arena, count, sizeof(nomenp_site));
  if (evidence->sites == NULL) return false;
  for (uint32_t t = 0; t < text->token_count; t++) {
    nomenp_site *site;
    if (!near[t]) continue;
    site = &evidence->sites[evidence->site_count++];
    site->token = t;
    site->run = NOMENP_NO_RUN;
    site->slot = NOMENP_NO_SLOT;
    site->starts = last == UINT32_MAX || last + 1 != t ||
                   (text->flags[t] & NOMENP_TOKEN_SENTENCE) != 0;
    site->line = reading->line[t];
    last = t;
  }
  return true;
}

bool nomenp_evidence_read_sites(nomenp_reading *reading) {
  nomenp_arena scratch;
  uint8_t *near;
  bool is_made;

  nomenp_arena_init_beside(&scratch, reading->arena);
  near = nomenp_arena_array(
      &scratch, (size_t)reading->evidence->input.text->token_count + 2, 1);
  is_made = near != NULL && make_sites(reading, near);
  nomenp_arena_fini(&scratch);
  return is_made;
}

static const uint8_t cover_of_list[NOMENP_LIST_COUNT] = {
    [NOMENP_LIST_GIVEN] = NOMENP_COVER_PART + 1,
    [NOMENP_LIST_SURNAME] = NOMENP_COVER_PART + 1,
    [NOMENP_LIST_PERSON] = NOMENP_COVER_PERSON + 1,
    [NOMENP_LIST_ORGANISATION] = NOMENP_COVER_ORGANISATION + 1,
    [NOMENP_LIST_TEAM] = NOMENP_COVER_TEAM + 1,
    [NOMENP_LIST_PLACE] = NOMENP_COVER_PLACE + 1,
    [NOMENP_LIST_NATIONALITY] = NOMENP_COVER_NATION + 1,
    [NOMENP_LIST_GROUP] = NOMENP_COVER_NATION + 1,
    [NOMENP_LIST_EVENT] = NOMENP_COVER_EVENT + 1,
    [NOMENP_LIST_HOLIDAY] = NOMENP_COVER_EVENT + 1,
    [NOMENP_LIST_TITLE] = NOMENP_COVER_ROLE + 1,
    [NOMENP_LIST_ROLE] = NOMENP_COVER_ROLE + 1,
};

/* The site of a token, searched from a hint; site_count if it is none. */
static size_t site_from(const nomenp_evidence *evidence, size_t hint,
                        uint32_t token) {
  while (hint > 0 && evidence->sites[hint - 1].token >= token) hint--;
  while (hint < evidence->site_count && evidence->sites[hint].token < token)
    hint++;
  return hint;
}

static uint8_t cover_of_type(uint8_t type) {
  static const uint8_t covers[] = {NOMENP_COVER_PERSON,
                                   NOMENP_COVER_ORGANISATION,
                                   NOMENP_COVER_PLACE};
  return type < sizeof covers ? covers[type] : NOMENP_COVER_EVENT;
}

/* Mark the sites under one hit; and its run, if it is exactly that. */
static size_t cover(nomenp_evidence *evidence, size_t hint, uint32_t first,
                    uint32_t end, uint8_t class) {
  size_t at = site_from(evidence, hint, first);
  size_t start = at;
  bool has_capital = false;

  for (uint32_t t = first; t < end && !has_capital; t++)
    has_capital = nomenp_evidence_capital(evidence, t);
  if (!has_capital) return start;
  for (; at < evidence->site_count && evidence->sites[at].token < end; at++) {
    nomenp_site *site = &evidence->sites[at];
    unsigned position = nomenp_position(site->token, first, end);
    site->lists |= UINT32_C(1) << (4 * class + position);
    if (site->run != NOMENP_NO_RUN) {
      nomenp_run *run = &evidence->runs[site->run];
      if (run->first == first && run->end == end)
        run->exact |= UINT32_C(1) << class;
    }
  }
  return start;
}

/* "The WHO" is not "The Who". */
static bool is_of_acronym(const nomenp_evidence *evidence,
                          const nomenp_hit *hit) {
  return hit->end - hit->first == 2 &&
         evidence->shape[hit->end - 1] == NOMENP_SHAPE_UPPER &&
         nomenp_text_is_word(evidence->input.text, hit->first, "the");
}

void nomenp_evidence_read_covers(nomenp_reading *reading) {
  nomenp_evidence *evidence = reading->evidence;
  const nomenp_evidence_input *input = &evidence->input;
  size_t hint = 0;

  for (size_t i = 0; input->hits != NULL && i < input->hits->count; i++) {
    const nomenp_hit *hit = &input->hits->items[i];
    if (hit->list < NOMENP_LIST_COUNT && cover_of_list[hit->list] != 0 &&
        !is_of_acronym(evidence, hit))
      hint = cover(evidence, hint, hit->first, hit->end,
                   (uint8_t)(cover_of_list[hit->list] - 1));
  }
  hint = 0;
  for (size_t i = 0; input->user_hits != NULL && i < input->user_hits->count;
       i++) {
    const nomenp_hit *hit = &input->user_hits->items[i];
    hint = cover(evidence, hint, hit->first, hit->end,
                 hit->list < NOMENP_LIST_COUNT && cover_of_list[hit->list] != 0
                     ? (uint8_t)(cover_of_list[hit->list] - 1)
                     : cover_of_type(hit->list));
  }
}

/* How sporty a document is: words of sport in a hundred of its words. */
static void read_sport(nomenp_evidence *evidence) {
  const nomenp_text *text = evidence->input.text;
  uint64_t words = 0, sport = 0;

  for (uint32_t t = 0; t < text->token_count; t++) {
    if (text->shape[t] > NOMENP_SHAPE_INNER) continue;
    words++;
    sport += nomenp_word_in(nomenp_evidence_word(evidence, t),
                            NOMENP_LIST_SPORT);
  }
  evidence->sport = sport * 100 < words * 2   ? 1
                    : sport * 100 < words * 4 ? 2
                    : sport * 100 < words * 8 ? 3
                                              : 4;
}

static bool read_all(nomenp_reading *reading) {
  nomenp_evidence *out = reading->evidence;

  if (!nomenp_evidence_read_lines(reading) ||
      !nomenp_evidence_read_words(reading) ||
      !nomenp_evidence_read_case(reading) ||
      !nomenp_evidence_read_sites(reading))
    return false;
  if (out->site_count == 0) return true;
  if (!nomenp_evidence_read_runs(reading)) return false;
  read_sport(out);
  nomenp_evidence_read_covers(reading);
  nomenp_evidence_read_traits(reading);
  return true;
}

bool nomenp_evidence_read(nomenp_arena *arena,
                          const nomenp_evidence_input *input,
                          nomenp_evidence *out) {
  nomenp_reading reading = {0};
  bool is_read;

  memset(out, 0, sizeof *out);
  out->input = *input;
  out->shape = input->text->shape;
  reading.arena = arena;
  reading.evidence = out;
  if (input->text->token_count == 0) return true;
  nomenp_arena_init_beside(&reading.scratch, arena);
  is_read = read_all(&reading);
  nomenp_arena_fini(&reading.scratch);
  return is_read;
}
