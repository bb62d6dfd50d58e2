/* SPDX-License-Identifier: MIT */
/*
 * Twice over the document: weigh the evidence of every site, decode, tell the
 * evidence what was decided, weigh what that adds, decode again.  Then confidence,
 * and reasons if they are asked for.
 */
#include "decide/decode.h"
#include "decide/explain.h"
#include "decide/rules.h"

#include <string.h>

/* Everything of one call. */
typedef struct deciding {
  const nomenp_model *model;
  nomenp_arena *arena; /* scratch, given back at the end */
  nomenp_arena *kept;  /* the caller's */
  const nomenp_names_input *input;
  nomenp_evidence evidence;
  nomenp_evidence_cursor cursor;
  size_t longest; /* sites of the longest stretch */
  /* one a site */
  uint16_t *masks;
  uint8_t *labels; /* of the first pass */
  uint8_t *votes;
  nomenp_doubts *doubts;
  uint16_t (*behind)[NOMENP_LABEL_COUNT];
  /* of one stretch */
  nomenp_scores *scores;
  uint16_t *reachable;
  uint8_t *decided;
  uint8_t *back;
  nomenp_sums sums;
} deciding;

static size_t stretch_end(const nomenp_evidence *evidence, size_t first) {
  size_t end = first + 1;
  while (end < evidence->site_count && !evidence->sites[end].starts) end++;
  return end;
}

/* Tokens of the user's names that are not near a capital must be looked at too. */
static bool read_evidence(deciding *d) {
  const nomenp_names_input *input = d->input;
  nomenp_evidence_input in = {input->text, input->gazetteer, input->words,
                              input->hits, input->user_hits, NULL, 0};
  uint32_t *asked;

  if (input->fixed_count != 0) {
    asked = nomenp_arena_array(d->arena, input->fixed_count * 2, sizeof *asked);
    if (asked == NULL) return false;
    for (size_t i = 0; i < input->fixed_count; i++) {
      if (input->fixed[i].type < 0) continue;
      asked[2 * in.asked_count] = input->fixed[i].first;
      asked[2 * in.asked_count + 1] = input->fixed[i].end;
      in.asked_count++;
    }
    in.asked = asked;
  }
  return nomenp_evidence_read(d->arena, &in, &d->evidence);
}

static bool read_masks(deciding *d) {
  d->masks = nomenp_arena_allocate(
      d->arena, d->evidence.site_count * sizeof *d->masks);
  if (d->masks == NULL) return false;
  nomenp_rules_mask(&d->evidence, d->input->fixed, d->input->fixed_count,
                    d->masks);
  return true;
}

/* Stretches are as the masks leave them: a name that is certain joins two. */
static bool reserve_sites(deciding *d) {
  size_t n = d->evidence.site_count, end;

  for (size_t i = 0; i < n; i = end) {
    end = stretch_end(&d->evidence, i);
    if (end - i > d->longest) d->longest = end - i;
  }
  if (n > SIZE_MAX / sizeof *d->scores) return false;
  d->labels = nomenp_arena_allocate(d->arena, n);
  d->votes = nomenp_arena_allocate(d->arena, n);
  d->doubts = nomenp_arena_allocate(d->arena, n * sizeof *d->doubts);
  d->behind = nomenp_arena_allocate(d->arena, n * sizeof *d->behind);
  d->scores = nomenp_arena_allocate(d->arena, d->longest * sizeof *d->scores);
  d->reachable =
      nomenp_arena_allocate(d->arena, d->longest * sizeof *d->reachable);
  d->decided = nomenp_arena_allocate(d->arena, d->longest);
  d->back = nomenp_arena_allocate(d->arena, d->longest * NOMENP_LABEL_ROOM);
  return d->labels != NULL && d->votes != NULL && d->doubts != NULL &&
         d->behind != NULL && d->scores != NULL && d->reachable != NULL &&
         d->decided != NULL && d->back != NULL;
}

/* Between the passes scores are kept as how far each is behind the best: only
 * differences matter, and what is 65 behind never comes back. */
static void pack_scores(const nomenp_scores *scores, uint16_t *behind) {
  int32_t best = scores->of[0];

  for (unsigned label = 1; label < NOMENP_LABEL_COUNT; label++)
    if (scores->of[label] > best) best = scores->of[label];
  for (unsigned label = 0; label < NOMENP_LABEL_COUNT; label++) {
    int32_t less = best - scores->of[label];
    behind[label] = (uint16_t)(less > UINT16_MAX ? UINT16_MAX : less);
  }
}

static void unpack_scores(const uint16_t *behind, nomenp_scores *scores) {
  memset(scores, 0, sizeof *scores);
  for (unsigned label = 0; label < NOMENP_LABEL_COUNT; label++)
    scores->of[label] = -(int32_t)behind[label];
}

/* Can a site be nothing but outside, and does nobody ask how surely it is? */
static bool is_settled(const deciding *d, size_t site) {
  return d->masks[site] == NOMENP_MASK_OUTSIDE &&
         d->evidence.sites[site].run == NOMENP_NO_RUN;
}

static bool are_settled(const deciding *d, size_t first, size_t end) {
  while (first < end && is_settled(d, first)) first++;
  return first == end;
}

/* Weigh a stretch; while the rows of one site come, the keys of the next are
 * made. */
static void weigh(deciding *d, size_t first, size_t end,
                  size_t (*keys_of)(nomenp_evidence_cursor *, size_t,
                                    uint64_t *, nomenp_evidence_item *)) {
  uint64_t keys[NOMENP_EVIDENCE_MAX];
  nomenp_model_sought sought[2];

  for (size_t i = 0; i < end - first; i++) {
    size_t count = is_settled(d, first + i)
                       ? 0
                       : keys_of(&d->cursor, first + i, keys, NULL);
    nomenp_model_seek(d->model, keys, count, &sought[i % 2]);
    if (i != 0)
      nomenp_model_add(d->model, &sought[(i - 1) % 2], d->scores[i - 1].of);
  }
  end -= first + 1;
  nomenp_model_add(d->model, &sought[end % 2], d->scores[end].of);
}

static void first_pass(deciding *d) {
  size_t n = d->evidence.site_count, end;

  nomenp_evidence_start(&d->evidence, &d->cursor);
  for (size_t i = 0; i < n; i = end) {
    end = stretch_end(&d->evidence, i);
    nomenp_decode_narrow(d->masks + i, end - i, d->reachable);
    if (are_settled(d, i, end)) {
      memset(d->labels + i, 0, end - i);
      memset(d->votes + i, 0, end - i);
      continue;
    }
    memset(d->scores, 0, (end - i) * sizeof *d->scores);
    weigh(d, i, end, nomenp_evidence_keys);
    nomenp_decode_best(d->model, 0, d->scores, d->masks + i, end - i, d->back,
                       d->labels + i);
    nomenp_decode_votes(d->scores, d->labels + i, end - i, d->votes + i);
    nomenp_decode_doubts(d->scores, end - i, d->doubts + i);
    for (size_t k = i; k < end; k++)
      pack_scores(&d->scores[k - i], d->behind[k]);
  }
}

static void decide_again(deciding *d, size_t first, size_t end) {
  for (size_t k = first; k < end; k++)
    unpack_scores(d->behind[k], &d->scores[k - first]);
  weigh(d, first, end, nomenp_evidence_pass_keys);
  nomenp_decode_best(d->model, 1, d->scores, d->masks + first, end - first,
                     d->back, d->decided);
}

static uint16_t thousandths(double p) {
  return p >= 1 ? 1000 : p <= 0 ? 0 : (uint16_t)(p * 1000 + 0.5);
}

/* Confidence of sites [first, end) of the stretch as one name, and the type that
 * comes next. */
static void weigh_name(deciding *d, size_t first, size_t end,
                       nomenp_name *name) {
  double best = -1;

  name->runner_up = 255;
  for (unsigned type = 0; type < 3; type++) {
    double p = nomenp_decode_probability(d->model, &d->sums, first, end, type);
    if (type == name->type)
      name->confidence = thousandths(p);
    else if (p > best) {
      best = p;
      name->runner_up = (uint8_t)type;
      name->runner_up_confidence = thousandths(p);
    }
  }
  if (name->runner_up_confidence == 0) name->runner_up = 255;
}

static bool add_name(deciding *d, size_t stretch, size_t first, size_t end,
                     nomenp_name_list *out) {
  const nomenp_site *sites = d->evidence.sites + stretch;
  nomenp_name *name;

  if (!NOMENP_ARENA_GROW(out->arena, &out->items, &out->capacity,
                         out->count + 1))
    return false;
  name = &out->items[out->count];
  *name = (nomenp_name){0};
  name->first = sites[first].token;
  name->end = sites[end - 1].token + 1;
  name->type = (uint8_t)((d->decided[first] - 1) / 4);
  weigh_name(d, first, end, name);
  if (d->input->explain &&
      !nomenp_explain(d->model, d->kept, &d->evidence, stretch + first,
                      stretch + end, name))
    return false;
  if (nomenp_rules_trim(d->input->text, name)) out->count++;
  return true;
}

/* The names of a stretch that is decided. */
static bool collect(deciding *d, size_t stretch, size_t count,
                    nomenp_name_list *out) {
  bool is_summed = false;

  for (size_t first = 0, next; first < count; first = next) {
    next = first + 1;
    if (d->decided[first] == 0) continue;
    while (next < count && d->decided[next] != 0 &&
           ((d->decided[next] - 1) % 4 == 1 || (d->decided[next] - 1) % 4 == 2))
      next++;
    if (!is_summed) {
      if (!nomenp_decode_reserve(&d->sums, d->arena, count)) return false;
      nomenp_decode_sum(d->model, d->scores, d->masks + stretch, count,
                        &d->sums);
      is_summed = true;
    }
    if (!add_name(d, stretch, first, next, out)) return false;
  }
  return true;
}

static bool second_pass(deciding *d, nomenp_name_list *out) {
  size_t n = d->evidence.site_count, end;

  if (!nomenp_evidence_pass(&d->evidence, d->arena, d->labels, d->votes,
                            d->doubts))
    return false;
  nomenp_evidence_start(&d->evidence, &d->cursor);
  for (size_t i = 0; i < n; i = end) {
    end = stretch_end(&d->evidence, i);
    if (are_settled(d, i, end)) continue;
    decide_again(d, i, end);
    if (!collect(d, i, end - i, out)) return false;
  }
  return true;
}

static bool decide_all(deciding *d, nomenp_name_list *out) {
  if (!read_evidence(d)) return false;
  if (d->evidence.site_count == 0) return true;
  if (!read_masks(d) || !reserve_sites(d)) return false;
  first_pass(d);
  return second_pass(d, out);
}

nomen_status nomenp_names_decide(const nomenp_model *model, nomenp_arena *arena,
                                 const nomenp_names_input *input,
                                 nomenp_name_list *out) {
  deciding d = {0};
  nomenp_arena scratch;
  bool is_done;

  if (out->arena == NULL) out->arena = arena;
  nomenp_arena_init_beside(&scratch, arena);
  d.model = model;
  d.arena = &scratch;
  d.kept = arena;
  d.input = input;
  is_done = decide_all(&d, out);
  nomenp_arena_fini(&scratch);
  return is_done ? NOMEN_OK : NOMEN_ENOMEM;
}
