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
  nomenp_scores *scores;
  uint16_t *masks;
  uint8_t *labels;
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

static bool reserve(deciding *d) {
  size_t n = d->evidence.site_count, longest = 0, end;

  for (size_t i = 0; i < n; i = end) {
    end = stretch_end(&d->evidence, i);
    if (end - i > longest) longest = end - i;
  }
  d->scores = nomenp_arena_array(d->arena, n, sizeof *d->scores);
  d->masks = nomenp_arena_allocate(d->arena, n * sizeof *d->masks);
  d->labels = nomenp_arena_array(d->arena, n, 1);
  if (longest > SIZE_MAX / NOMENP_LABEL_ROOM) return false;
  d->back = nomenp_arena_allocate(d->arena, longest * NOMENP_LABEL_ROOM);
  return d->scores != NULL && d->masks != NULL && d->labels != NULL &&
         d->back != NULL;
}

static void decode(deciding *d, unsigned pass, size_t first, size_t end) {
  nomenp_decode_best(d->model, pass, d->scores + first, d->masks + first,
                     end - first, d->back, d->labels + first);
}

/* Weigh all sites; while the rows of one come, the keys of the next are made. */
static void weigh(deciding *d,
                  size_t (*keys_of)(nomenp_evidence_cursor *, size_t,
                                    uint64_t *, nomenp_evidence_item *)) {
  nomenp_evidence_cursor cursor;
  uint64_t keys[NOMENP_EVIDENCE_MAX];
  nomenp_model_sought sought[2];
  size_t n = d->evidence.site_count;

  nomenp_evidence_start(&d->evidence, &cursor);
  for (size_t i = 0; i < n; i++) {
    size_t count = keys_of(&cursor, i, keys, NULL);
    nomenp_model_seek(d->model, keys, count, &sought[i % 2]);
    if (i != 0)
      nomenp_model_add(d->model, &sought[(i - 1) % 2], d->scores[i - 1].of);
  }
  nomenp_model_add(d->model, &sought[(n - 1) % 2], d->scores[n - 1].of);
}

static void first_pass(deciding *d) {
  size_t n = d->evidence.site_count, end;

  weigh(d, nomenp_evidence_keys);
  for (size_t i = 0; i < n; i = end) {
    end = stretch_end(&d->evidence, i);
    decode(d, 0, i, end);
  }
}

static bool second_pass(deciding *d) {
  size_t n = d->evidence.site_count, end;
  uint8_t *before = nomenp_arena_allocate(d->arena, n);
  uint8_t *votes = nomenp_arena_allocate(d->arena, n);

  if (before == NULL || votes == NULL) return false;
  memcpy(before, d->labels, n);
  nomenp_decode_votes(d->scores, d->labels, n, votes);
  if (!nomenp_evidence_pass(&d->evidence, d->arena, before, votes))
    return false;
  weigh(d, nomenp_evidence_pass_keys);
  for (size_t i = 0; i < n; i = end) {
    end = stretch_end(&d->evidence, i);
    decode(d, 1, i, end);
  }
  return true;
}

static uint16_t thousandths(double p) {
  return p >= 1 ? 1000 : p <= 0 ? 0 : (uint16_t)(p * 1000 + 0.5);
}

/* Confidence of sites [first, end) as one name, and the type that comes next. */
static void weigh_name(deciding *d, size_t stretch, size_t first, size_t end,
                       nomenp_name *name) {
  double best = -1;

  name->runner_up = 255;
  for (unsigned type = 0; type < 3; type++) {
    double p = nomenp_decode_probability(d->model, &d->sums, first - stretch,
                                         end - stretch, type);
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
  nomenp_name *name;

  if (!NOMENP_ARENA_GROW(d->kept, &out->items, &out->capacity,
                         out->count + 1))
    return false;
  name = &out->items[out->count];
  *name = (nomenp_name){0};
  name->first = d->evidence.sites[first].token;
  name->end = d->evidence.sites[end - 1].token + 1;
  name->type = (uint8_t)((d->labels[first] - 1) / 4);
  weigh_name(d, stretch, first, end, name);
  if (d->input->explain &&
      !nomenp_explain(d->model, d->kept, &d->evidence, first, end, name))
    return false;
  if (nomenp_rules_trim(d->input->text, name)) out->count++;
  return true;
}

static bool collect(deciding *d, nomenp_name_list *out) {
  size_t n = d->evidence.site_count, end;

  for (size_t i = 0; i < n; i = end) {
    bool is_summed = false;
    end = stretch_end(&d->evidence, i);
    for (size_t first = i, next; first < end; first = next) {
      next = first + 1;
      if (d->labels[first] == 0) continue;
      while (next < end && d->labels[next] != 0 &&
             ((d->labels[next] - 1) % 4 == 1 || (d->labels[next] - 1) % 4 == 2))
        next++;
      if (!is_summed) {
        if (!nomenp_decode_reserve(&d->sums, d->arena, end - i)) return false;
        nomenp_decode_sum(d->model, d->scores + i, d->masks + i, end - i,
                          &d->sums);
        is_summed = true;
      }
      if (!add_name(d, i, first, next, out)) return false;
    }
  }
  return true;
}

static bool decide_all(deciding *d, nomenp_name_list *out) {
  if (!read_evidence(d)) return false;
  if (d->evidence.site_count == 0) return true;
  if (!reserve(d)) return false;
  nomenp_rules_mask(&d->evidence, d->input->fixed, d->input->fixed_count,
                    d->masks);
  first_pass(d);
  return second_pass(d) && collect(d, out);
}

nomen_status nomenp_names_decide(const nomenp_model *model, nomenp_arena *arena,
                                 const nomenp_names_input *input,
                                 nomenp_name_list *out) {
  deciding d = {0};
  nomenp_arena scratch;
  bool is_done;

  *out = (nomenp_name_list){0};
  nomenp_arena_init(&scratch, arena->memory);
  d.model = model;
  d.arena = &scratch;
  d.kept = arena;
  d.input = input;
  is_done = decide_all(&d, out);
  nomenp_arena_fini(&scratch);
  return is_done ? NOMEN_OK : NOMEN_ENOMEM;
}
