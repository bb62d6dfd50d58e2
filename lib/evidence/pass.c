/* SPDX-License-Identifier: MIT */
/*
 * What the first pass said, gathered over the document for the second: of each
 * word, of each whole string, of names by their initials.  A mention never
 * testifies for itself: its own count is taken off first.
 */
#include "evidence/parts.h"
#include "base/hash.h"
#include "text/fold.h"

#include <string.h>

#define TYPE_COUNT 3
#define TYPE_NONE 3

/* Votes for each label of a word; they stop at 255. */
typedef struct word_labels {
  uint8_t counts[NOMENP_LABEL_COUNT];
} word_labels;

/* Doubts over all mentions of a word: what is least behind in sum is meant. */
typedef struct word_doubts {
  uint32_t behind[TYPE_COUNT + 1];
  uint32_t mentions;
} word_doubts;

/* Counts of types for a string: a name as a whole, or initials. */
typedef struct string_types {
  uint64_t hash; /* 0: free */
  uint16_t counts[TYPE_COUNT];
} string_types;

struct nomenp_pass {
  const uint8_t *labels; /* one a site */
  const uint8_t *votes;
  const nomenp_doubts *doubts;
  word_labels *words;    /* one a slot */
  word_doubts *sums;     /* one a slot */
  string_types *strings;
  uint32_t string_mask;
  uint8_t *same; /* one a run: what is said elsewhere of its whole string */
};

#define ACRONYM_SALT UINT64_C(0x5bd1e9955bd1e995)

static unsigned type_of(unsigned label) {
  return label == 0 || label == NOMENP_LABEL_NONE ? TYPE_NONE : (label - 1) / 4;
}

static unsigned part_of(unsigned label) {
  return (label - 1) % 4;
}

static string_types *string_place(const struct nomenp_pass *pass,
                                  uint64_t hash) {
  uint32_t at = (uint32_t)(hash >> 24) & pass->string_mask;

  while (pass->strings[at].hash != 0 && pass->strings[at].hash != hash)
    at = (at + 1) & pass->string_mask;
  return &pass->strings[at];
}

static void add_string(struct nomenp_pass *pass, uint64_t hash, unsigned type,
                       unsigned votes) {
  string_types *place;

  if (hash == 0) hash = 1;
  place = string_place(pass, hash);
  place->hash = hash;
  if (place->counts[type] <= UINT16_MAX - votes)
    place->counts[type] = (uint16_t)(place->counts[type] + votes);
}

/* A name has the votes of its surest word. */
static unsigned votes_of(const struct nomenp_pass *pass, size_t first,
                         size_t end) {
  unsigned most = 0;

  for (; first < end; first++)
    if (pass->votes[first] > most) most = pass->votes[first];
  return most;
}

static uint64_t hash_of(const nomenp_text *text, uint32_t first, uint32_t end) {
  uint64_t hash = NOMENP_HASH_SEED;

  for (uint32_t t = first; t < end; t++)
    hash = nomenp_hash_mix(hash ^ text->hash[t]);
  return hash == 0 ? 1 : hash;
}

/* The hash that a token made of the initials of [first, end) has; 0: too few. */
static uint64_t initials_of(const nomenp_evidence *evidence, uint32_t first,
                            uint32_t end) {
  const nomenp_text *text = evidence->input.text;
  uint8_t initials[NOMENP_NAME_TOKENS_MAX];
  size_t count = 0;

  for (uint32_t t = first; t < end && count < sizeof initials; t++)
    if (nomenp_evidence_capital(evidence, t) &&
        text->bytes[text->start[t]] < 0x80)
      initials[count++] = text->bytes[text->start[t]];
  if (count < 2) return 0;
  return nomenp_fold_hash(initials, count) ^ ACRONYM_SALT;
}

/* Where the name that begins at site i ends (a site index), by its labels. */
static size_t name_end(const struct nomenp_pass *pass, size_t i,
                       size_t site_count) {
  unsigned label = pass->labels[i];

  if (part_of(label) == NOMENP_AT_U) return i + 1;
  while (i + 1 < site_count && type_of(pass->labels[i]) == type_of(label) &&
         part_of(pass->labels[i]) != NOMENP_AT_L)
    i++;
  return i + 1;
}

static bool begins(unsigned label) {
  return type_of(label) != TYPE_NONE && (part_of(label) == NOMENP_AT_B ||
                                         part_of(label) == NOMENP_AT_U);
}

static void add_word(struct nomenp_pass *pass, uint32_t slot, unsigned label,
                     unsigned votes) {
  uint8_t *count = &pass->words[slot].counts[label];

  if (*count <= UINT8_MAX - votes) *count = (uint8_t)(*count + votes);
}

static void add_doubts(word_doubts *sum, const nomenp_doubts *doubts) {
  if (sum->mentions == UINT32_MAX / NOMENP_DOUBT_MAX) return;
  sum->mentions++;
  for (unsigned i = 0; i <= TYPE_COUNT; i++)
    sum->behind[i] += doubts->behind[i];
}

static void gather(const nomenp_evidence *evidence, struct nomenp_pass *pass) {
  const nomenp_text *text = evidence->input.text;

  for (size_t i = 0; i < evidence->site_count; i++) {
    const nomenp_site *site = &evidence->sites[i];
    unsigned label = pass->labels[i], votes;
    uint32_t first = site->token, end;
    uint64_t acronym;
    size_t last;
    if (site->slot != NOMENP_NO_SLOT) {
      add_word(pass, site->slot, label, pass->votes[i]);
      add_doubts(&pass->sums[site->slot], &pass->doubts[i]);
    }
    if (!begins(label)) continue;
    last = name_end(pass, i, evidence->site_count);
    end = evidence->sites[last - 1].token + 1;
    votes = votes_of(pass, i, last);
    add_string(pass, hash_of(text, first, end), type_of(label), votes);
    acronym = initials_of(evidence, first, end);
    if (acronym != 0) add_string(pass, acronym, type_of(label), votes);
  }
}

/* SHARE: the leading of `count` types and how surely it leads; 0: no votes. */
static uint32_t share_of(const unsigned *counts, unsigned count) {
  unsigned best = 0, total = 0, sure;

  for (unsigned i = 0; i < count; i++) {
    total += counts[i];
    if (counts[i] > counts[best]) best = i;
  }
  if (total == 0) return 0;
  if (counts[best] * 10 < total * 7)
    sure = 0;
  else
    sure = total < NOMENP_VOTES_MAX ? 1 : total < 3 * NOMENP_VOTES_MAX ? 2 : 3;
  return best * 4 + sure + 1;
}

static void word_counts(const struct nomenp_pass *pass, uint32_t slot,
                        size_t site, unsigned *counts) {
  const word_labels *word = &pass->words[slot];
  unsigned own = pass->labels[site], votes = pass->votes[site];

  for (unsigned i = 0; i < NOMENP_LABEL_COUNT; i++) counts[i] = word->counts[i];
  counts[own] -= counts[own] < votes ? counts[own] : votes;
}

/* By type, over single names and the last words of longer ones if `only_last`. */
static uint32_t share_of_word(const unsigned *counts, bool only_last) {
  unsigned types[4] = {0, 0, 0, counts[0]};

  for (unsigned label = 1; label < NOMENP_LABEL_COUNT; label++)
    if (!only_last || part_of(label) >= NOMENP_AT_L)
      types[type_of(label)] += counts[label];
  return share_of(types, 4);
}

/* B of a type for the first word of a longer name, L for a later one. */
static uint32_t longer_of(const unsigned *counts) {
  unsigned best = 0, most = 0;

  for (unsigned b = 1; b < NOMENP_LABEL_COUNT; b += 4) {
    unsigned later = counts[b + NOMENP_AT_I] + counts[b + NOMENP_AT_L];
    if (counts[b] > most) {
      most = counts[b];
      best = b;
    }
    if (later > most) {
      most = later;
      best = b + NOMENP_AT_L;
    }
  }
  return most == 0 ? 0 : best + 1;
}

/* SHARE: what the other mentions of a word, taken together, are least behind
 * in, and by how much. */
static uint32_t pool_of(const struct nomenp_pass *pass, uint32_t slot,
                        size_t site) {
  static const uint32_t limits[3] = {1500, 4000, 10000};
  const word_doubts *sum = &pass->sums[slot];
  uint32_t behind[TYPE_COUNT + 1], margin = UINT32_MAX;
  unsigned best = 0, sure = 0;

  if (sum->mentions < 2) return 0;
  for (unsigned i = 0; i <= TYPE_COUNT; i++) {
    behind[i] = sum->behind[i] - pass->doubts[site].behind[i];
    if (behind[i] < behind[best]) best = i;
  }
  for (unsigned i = 0; i <= TYPE_COUNT; i++)
    if (i != best && behind[i] - behind[best] < margin)
      margin = behind[i] - behind[best];
  while (sure < 3 && margin >= limits[sure])
    sure++;
  return best * 4 + sure + 1;
}

static uint32_t share_of_string(const struct nomenp_pass *pass, uint64_t hash,
                                unsigned own, unsigned votes) {
  const string_types *place = string_place(pass, hash);
  unsigned counts[TYPE_COUNT];

  if (place->hash == 0) return 0;
  for (unsigned i = 0; i < TYPE_COUNT; i++) counts[i] = place->counts[i];
  if (own < TYPE_COUNT) counts[own] -= counts[own] < votes ? counts[own] : votes;
  return share_of(counts, TYPE_COUNT);
}

/* The type that the first pass gave the run as a whole, or TYPE_NONE; and the
 * votes of that. */
static unsigned own_type(const nomenp_evidence *evidence, size_t first,
                         size_t end, unsigned *votes) {
  const struct nomenp_pass *pass = evidence->pass;

  *votes = votes_of(pass, first, end);
  if (!begins(pass->labels[first]) ||
      name_end(pass, first, evidence->site_count) != end)
    return TYPE_NONE;
  return type_of(pass->labels[first]);
}

/* Once a run, not once a token: a run may be the whole document. */
static void fill_same(const nomenp_evidence *evidence,
                      struct nomenp_pass *pass) {
  const nomenp_text *text = evidence->input.text;
  uint32_t last = NOMENP_NO_RUN;

  for (size_t i = 0; i < evidence->site_count; i++) {
    const nomenp_site *site = &evidence->sites[i];
    const nomenp_run *run;
    unsigned type, votes;
    size_t first;
    if (site->run == NOMENP_NO_RUN || site->run == last) continue;
    last = site->run;
    run = &evidence->runs[last];
    first = i - (site->token - run->first);
    type = own_type(evidence, first, first + (run->end - run->first), &votes);
    pass->same[last] = (uint8_t)share_of_string(
        pass, hash_of(text, run->first, run->end), type, votes);
  }
}

bool nomenp_evidence_pass(nomenp_evidence *evidence, nomenp_arena *arena,
                          const uint8_t *labels, const uint8_t *votes,
                          const nomenp_doubts *doubts) {
  size_t names = 0, size = 16;
  struct nomenp_pass *pass = nomenp_arena_array(arena, 1, sizeof *pass);

  if (pass == NULL) return false;
  for (size_t i = 0; i < evidence->site_count; i++) names += begins(labels[i]);
  while (size <= names * 2) size *= 2; /* itself and its initials */
  pass->labels = labels;
  pass->votes = votes;
  pass->doubts = doubts;
  pass->words = nomenp_arena_array(arena, evidence->slot_count,
                                   sizeof *pass->words);
  pass->sums =
      nomenp_arena_array(arena, evidence->slot_count, sizeof *pass->sums);
  pass->strings = nomenp_arena_array(arena, size, sizeof *pass->strings);
  pass->string_mask = (uint32_t)(size - 1);
  pass->same = nomenp_arena_array(arena, evidence->run_count, 1);
  if (pass->words == NULL || pass->sums == NULL || pass->strings == NULL ||
      pass->same == NULL)
    return false;
  evidence->pass = pass;
  gather(evidence, pass);
  fill_same(evidence, pass);
  return true;
}

bool nomenp_evidence_fill_pass(const nomenp_evidence *evidence, size_t index,
                               uint32_t *values) {
  const struct nomenp_pass *pass = evidence->pass;
  const nomenp_site *site = &evidence->sites[index];
  const nomenp_text *text = evidence->input.text;
  unsigned counts[NOMENP_LABEL_COUNT];
  const nomenp_run *run;

  values[NOMENP_A_OWN] = pass->labels[index] + 1u;
  values[NOMENP_A_SAME] = values[NOMENP_A_OTHER] = 0;
  values[NOMENP_A_LONGER] = values[NOMENP_A_ACRONYM] = 0;
  values[NOMENP_A_NAMED] = values[NOMENP_A_POOL] = 0;
  if (site->run == NOMENP_NO_RUN) return false;
  run = &evidence->runs[site->run];
  if (site->slot != NOMENP_NO_SLOT) {
    word_counts(pass, site->slot, index, counts);
    values[NOMENP_A_OTHER] = share_of_word(counts, false);
    values[NOMENP_A_LONGER] = longer_of(counts);
    values[NOMENP_A_POOL] = pool_of(pass, site->slot, index);
  }
  values[NOMENP_A_SAME] = pass->same[site->run];
  if (run->end - run->first > 1) {
    size_t tail = index + (run->end - 1 - site->token);
    uint32_t slot = evidence->sites[tail].slot;
    if (slot != NOMENP_NO_SLOT) {
      word_counts(pass, slot, tail, counts);
      counts[0] = 0;
      values[NOMENP_A_NAMED] = share_of_word(counts, true);
    }
  }
  if (evidence->shape[site->token] == NOMENP_SHAPE_UPPER ||
      evidence->shape[site->token] == NOMENP_SHAPE_DOTTED)
    values[NOMENP_A_ACRONYM] = share_of_string(
        pass, text->hash[site->token] ^ ACRONYM_SALT, TYPE_NONE, 0);
  return (values[NOMENP_A_SAME] | values[NOMENP_A_OTHER] |
          values[NOMENP_A_LONGER] | values[NOMENP_A_ACRONYM] |
          values[NOMENP_A_NAMED] | values[NOMENP_A_POOL]) != 0;
}
