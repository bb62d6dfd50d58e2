/* SPDX-License-Identifier: MIT */
/*
 * Things, and the keys by which forms find them.  A key's list is in order of
 * first naming and is read to a bounded depth; the thing last spoken of is kept
 * apart, so that it is found however long the list is.
 */
#include "base/hash.h"
#include "gazetteer/walk.h"
#include "link/linker.h"

uint32_t nomenp_thing_new(nomenp_linker *linker, uint32_t form) {
  if (linker->failed ||
      !NOMENP_ARENA_GROW(&linker->scratch, &linker->things,
                         &linker->thing_capacity, linker->thing_count + 1)) {
    linker->failed = true;
    return NOMENP_NONE;
  }
  const nomenp_form *from = &linker->forms[form];
  linker->things[linker->thing_count] =
      (nomenp_thing){.form = form,
                     .number = NOMENP_NONE,
                     .sentence = NOMENP_NONE,
                     .entry = from->entry,
                     .runner_up = NOMENP_NONE,
                     .title = NOMENP_NONE,
                     .acronym = NOMENP_NONE,
                     .confidence = from->confidence,
                     .type = from->type};
  return (uint32_t)linker->thing_count++;
}

/* ---- keys that are asked for -----------------------------------------------
 */

/* A long name may be asked for by many short ones and rarely is: most keys
 * would only fill memory.  So what will be asked for is noted first, in two
 * bits a key found by its hash: asked for, and asked for again.  Keys that
 * share bits cost room, never a wrong answer. */
#define BITS_A_FORM 32u

bool nomenp_key_start(nomenp_linker *linker, size_t form_count) {
  size_t words = 64;
  while (words < form_count * BITS_A_FORM / 64)
    words *= 2;
  linker->asked =
      nomenp_arena_array(&linker->search, words, sizeof *linker->asked);
  linker->asked_mask = words - 1;
  return linker->asked != NULL;
}

void nomenp_key_ask(nomenp_linker *linker, uint64_t key) {
  uint64_t *word = &linker->asked[(key >> 8) & linker->asked_mask];
  uint64_t once = UINT64_C(1) << (key & 31u) * 2;
  *word |= (*word & once) != 0 ? once << 1 : once;
}

static bool is_asked(const nomenp_linker *linker, uint64_t key, bool is_own) {
  uint64_t word = linker->asked[(key >> 8) & linker->asked_mask];
  return (word >> ((key & 31u) * 2 + is_own) & 1u) != 0;
}

static nomenp_key *key_put(nomenp_linker *linker, uint64_t key) {
  bool is_new = false;
  uint32_t *at =
      nomenp_map_put(&linker->map, key, (uint32_t)linker->key_count, &is_new);
  if (at == NULL) return NULL;
  if (!is_new) return &linker->keys[*at];
  if (!NOMENP_ARENA_GROW(&linker->key_arena, &linker->keys,
                         &linker->key_capacity, linker->key_count + 1))
    return NULL;
  nomenp_key *added = &linker->keys[linker->key_count++];
  *added = (nomenp_key){NOMENP_NONE, NOMENP_NONE, 0, NOMENP_NONE};
  return added;
}

void nomenp_key_add(nomenp_linker *linker, uint64_t key, uint32_t thing,
                    bool is_own) {
  if (linker->failed || thing == NOMENP_NONE || !is_asked(linker, key, is_own))
    return;
  nomenp_key *to = key_put(linker, key);
  if (to == NULL || !NOMENP_ARENA_GROW(
                        &linker->posting_arena, &linker->postings,
                        &linker->posting_capacity, linker->posting_count + 1)) {
    linker->failed = true;
    return;
  }
  uint32_t at = to->first;
  for (unsigned i = 0; at != NOMENP_NONE && i < NOMENP_KEY_THINGS; i++) {
    if (linker->postings[at].thing == thing) return;
    at = linker->postings[at].next;
  }
  uint32_t added = (uint32_t)linker->posting_count++;
  linker->postings[added] = (nomenp_posting){thing, NOMENP_NONE};
  if (to->last != NOMENP_NONE)
    linker->postings[to->last].next = added;
  else
    to->first = added;
  to->last = added;
  to->count++;
}

#define MANY_FORMS 4096u /* with fewer all keys are near */

bool nomenp_keys_are_many(const nomenp_linker *linker) {
  return linker->form_count > MANY_FORMS;
}

void nomenp_key_near(const nomenp_linker *linker, uint64_t key) {
  NOMENP_PREFETCH(nomenp_map_place(&linker->map, key));
  NOMENP_PREFETCH(&linker->asked[(key >> 8) & linker->asked_mask]);
}

unsigned nomenp_key_things(const nomenp_linker *linker, uint64_t key,
                           uint32_t out[NOMENP_KEY_THINGS]) {
  uint32_t found = nomenp_map_find(&linker->map, key);
  if (found == UINT32_MAX || found >= linker->key_count) return 0;
  const nomenp_key *from = &linker->keys[found];
  unsigned count = 0;
  if (from->recent != NOMENP_NONE && from->count > NOMENP_KEY_THINGS)
    out[count++] = from->recent;
  for (uint32_t at = from->first;
       at != NOMENP_NONE && count < NOMENP_KEY_THINGS;
       at = linker->postings[at].next)
    if (count == 0 || linker->postings[at].thing != out[0])
      out[count++] = linker->postings[at].thing;
  return count;
}

void nomenp_thing_speak(nomenp_linker *linker, uint32_t thing,
                        uint32_t mention) {
  const nomenp_mention *said = &linker->mentions[mention];
  nomenp_thing *of = &linker->things[thing];
  if (of->sentence != said->sentence) of->place = mention;
  of->is_aside = (said->flags & NOMENP_MENTION_FAMILY) != 0 &&
                 (of->is_aside || of->mentions == 0);
  of->is_speaking = (said->flags & NOMENP_MENTION_SPEAKS) != 0 ||
                    (of->is_speaking && of->sentence == said->sentence);
  of->sentence = said->sentence;
  of->mentions++;
  if (of->gender == 0) of->gender = said->gender;

  const nomenp_form *form = &linker->forms[of->form];
  if (of->type != NOMEN_TYPE_PERSON || form->core == 0) return;
  uint64_t last = form->words[form->core - 1].hash;
  uint32_t found = nomenp_map_find(
      &linker->map, nomenp_key_make(NOMENP_KEY_SURNAME, of->type, last));
  if (found < linker->key_count) linker->keys[found].recent = thing;
}

/* How much in mind a person is at a sentence: less with each sentence since,
 * more with each mention before (a few count), and less again when last brought
 * in as someone's relation only.  In sentences. */
#define MENTION_WORTH 1
#define MENTIONS_COUNTED 4
#define ASIDE_COST 20
#define SPEAKER_WORTH 8
#define SENTENCES_COUNTED 60

/* Whoever spoke last, relation or not, goes on speaking. */
static int presence(const nomenp_thing *thing, const nomenp_mention *mention) {
  uint32_t sentence = mention->sentence;
  bool goes_on = thing->is_speaking &&
                 (mention->flags & NOMENP_MENTION_SPEAKS) != 0 &&
                 sentence - thing->sentence <= 2;
  uint32_t since = sentence > thing->sentence ? sentence - thing->sentence : 0;
  uint32_t counted =
      thing->mentions < MENTIONS_COUNTED ? thing->mentions : MENTIONS_COUNTED;
  int score = -(int)(since < SENTENCES_COUNTED ? since : SENTENCES_COUNTED);
  score += MENTION_WORTH * (int)counted;
  if (goes_on) return score + SPEAKER_WORTH;
  return thing->is_aside ? score - ASIDE_COST : score;
}

/* Whoever was spoken of is before whoever will be; in one sentence its subject,
 * that is who comes first. */
static bool is_nearer(const nomenp_thing *a, const nomenp_thing *b,
                      const nomenp_mention *mention) {
  if (a->sentence == NOMENP_NONE || b->sentence == NOMENP_NONE)
    return a->sentence != NOMENP_NONE && b->sentence == NOMENP_NONE;
  int of_a = presence(a, mention), of_b = presence(b, mention);
  if (of_a != of_b) return of_a > of_b;
  if (a->sentence != b->sentence) return a->sentence > b->sentence;
  return a->place < b->place;
}

uint32_t nomenp_things_nearest(const nomenp_linker *linker,
                               const uint32_t *things, unsigned count,
                               uint32_t mention) {
  const nomenp_mention *at = &linker->mentions[mention];
  uint32_t best = count > 0 ? things[0] : NOMENP_NONE;
  for (unsigned i = 1; i < count; i++)
    if (is_nearer(&linker->things[things[i]], &linker->things[best], at))
      best = things[i];
  return best;
}

/* More words are longer; of as many, the one that is no acronym. */
static bool is_longer(const nomenp_form *a, const nomenp_form *b) {
  if (a->count != b->count) return a->count > b->count;
  return (b->flags & NOMENP_FORM_ACRONYM) != 0 &&
         (a->flags & NOMENP_FORM_ACRONYM) == 0;
}

uint32_t nomenp_form_own(nomenp_linker *linker, uint32_t form) {
  if (linker->forms[form].own == NOMENP_NONE)
    linker->forms[form].own = nomenp_thing_new(linker, form);
  return linker->forms[form].own;
}

void nomenp_form_join(nomenp_linker *linker, uint32_t form, uint32_t thing,
                      nomenp_rule rule) {
  if (linker->failed || thing == NOMENP_NONE) return;
  nomenp_form *joined = &linker->forms[form];
  nomenp_thing *to = &linker->things[thing];
  joined->thing = thing;
  joined->rule = (uint8_t)rule;
  if (joined->confidence > to->confidence && joined->type == to->type)
    to->confidence = joined->confidence;
  if (joined->type == to->type && is_longer(joined, &linker->forms[to->form]) &&
      rule != NOMENP_RULE_KNOWN_AS)
    to->form = form;
}
