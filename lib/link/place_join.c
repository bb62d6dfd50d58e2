/* SPDX-License-Identifier: MIT */
/* Places become things: forms that mean the same entry are one, and so are
 * those that differ by a word that only says what sort of place it is. */
#include "link/places.h"

/* Whether the first or the last word may be left out: what is left names the
 * same place.  *needs_the: if it has "the". */
static bool is_droppable(const nomenp_linker *linker,
                         const nomenp_form_word *word, bool is_last,
                         bool *needs_the) {
  uint32_t drop = is_last ? NOMENP_SAID_DROP_LAST : NOMENP_SAID_DROP_FIRST;
  uint32_t the =
      is_last ? NOMENP_SAID_DROP_LAST_THE : NOMENP_SAID_DROP_FIRST_THE;
  uint32_t bits = nomenp_said_find(linker->said, word->hash)->bits;
  if ((bits & drop) != 0) *needs_the = (bits & the) != 0;
  return (bits & drop) != 0;
}

/* What is left without such a word. */
static uint64_t bare_key(const nomenp_linker *linker, const nomenp_form *form) {
  unsigned first = 0, end = form->count;
  bool needs_the = false;
  if (end > 1 &&
      is_droppable(linker, &form->words[end - 1u], true, &needs_the)) {
    end--;
  } else if (end > 1 &&
             is_droppable(linker, &form->words[0], false, &needs_the)) {
    first++;
    for (unsigned i = 0; i < 2; i++)
      if (end - first > 1 &&
          (form->words[first].flags & NOMENP_FORM_WORD_FUNCTION) != 0)
        first++;
  }
  /* Names with "the" and names without are looked up apart. */
  if ((form->flags & NOMENP_FORM_THE) != 0) needs_the = true;
  return nomenp_key_make(NOMENP_KEY_PLACE, NOMEN_TYPE_PLACE,
                         nomenp_form_hash(form, first, end) + needs_the);
}

static uint64_t entry_key(const nomenp_namesake *item) {
  return nomenp_key_make(NOMENP_KEY_ENTRY, NOMEN_TYPE_PLACE, item->is.id);
}

/* What a form will ask for; what its namesakes' entries are is known by now.
 * Entries count twice: a mention said with its country may ask for another of
 * them. */
void nomenp_places_ask(nomenp_linker *linker, const nomenp_form *form) {
  nomenp_key_ask(linker, bare_key(linker, form));
  const nomenp_place_form *place = &linker->places[form->place];
  for (uint32_t i = 0; i < place->count; i++) {
    uint64_t key = entry_key(&place->items[i]);
    nomenp_key_ask(linker, key);
    nomenp_key_ask(linker, key);
  }
}

static uint32_t only_thing(const nomenp_linker *linker, uint64_t key,
                           const nomenp_form *form) {
  uint32_t things[NOMENP_KEY_THINGS];
  unsigned count = nomenp_key_things(linker, key, things);
  if (count != 1) return NOMENP_NONE;
  const nomenp_thing *thing = &linker->things[things[0]];
  return nomenp_forms_are_apart(linker, &linker->forms[thing->form], form)
             ? NOMENP_NONE
             : things[0];
}

static void join_place(nomenp_linker *linker, uint32_t index) {
  nomenp_form *form = &linker->forms[index];
  const nomenp_place_form *place = &linker->places[form->place];
  const nomenp_namesake *best =
      place->count > 0 ? &place->items[place->best] : NULL;
  uint64_t bare = bare_key(linker, form);
  uint32_t thing = NOMENP_NONE;
  nomenp_rule rule = NOMENP_RULE_ENTRY;
  if (best != NULL && nomenp_place_is_plausible(best->score)) {
    form->entry = nomenp_namesake_entry(best);
    thing = only_thing(linker, entry_key(best), form);
  }
  if (thing == NOMENP_NONE) {
    rule = NOMENP_RULE_PLACE_HEAD;
    thing = only_thing(linker, bare, form);
    if (thing != NOMENP_NONE && form->entry != NOMENP_NONE &&
        linker->things[thing].entry != NOMENP_NONE)
      thing = NOMENP_NONE; /* two entries: "Guerrero", "Guerrero" the city */
  }
  if (thing == NOMENP_NONE) {
    rule = NOMENP_RULE_SAME;
    thing = nomenp_form_own(linker, index);
    if (thing == NOMENP_NONE) return;
  }
  nomenp_thing *joined = &linker->things[thing];
  if (joined->entry == NOMENP_NONE || rule == NOMENP_RULE_SAME) {
    joined->entry = form->entry;
    if (place->runner_up != NOMENP_NONE) {
      joined->runner_up =
          nomenp_namesake_entry(&place->items[place->runner_up]);
      joined->runner_up_share = place->runner_up_share;
    }
  }
  nomenp_form_join(linker, index, thing, rule);
  nomenp_key_add(linker, bare, thing, true);
  if (form->entry != NOMENP_NONE)
    nomenp_key_add(linker, entry_key(best), thing, true);
}

void nomenp_places_near(const nomenp_linker *linker, const nomenp_form *form) {
  if (form->type == NOMEN_TYPE_PLACE)
    nomenp_key_near(linker, bare_key(linker, form));
}

void nomenp_places_join(nomenp_linker *linker) {
  bool is_long = nomenp_keys_are_many(linker);
  for (size_t i = 0; i < linker->form_count && !linker->failed; i++) {
    const nomenp_form *form = &linker->forms[linker->order[i]];
    if (form->type != NOMEN_TYPE_PLACE || form->count == 0 ||
        form->alias_of != NOMENP_NONE)
      continue;
    if (is_long) nomenp_places_near(linker, nomenp_form_ahead(linker, i));
    join_place(linker, linker->order[i]);
  }
}

/* "Paris, Texas" in a text about Paris: the one namesake that lies there. */
uint32_t nomenp_places_find(nomenp_linker *linker, uint32_t mention) {
  const nomenp_place_form *here = nomenp_place_of(linker, mention);
  const nomenp_place_form *there = nomenp_place_of(linker, mention + 1);
  const nomenp_form *form = &linker->forms[linker->mentions[mention].form];
  if (here == NULL || there == NULL || here->count < 2) return NOMENP_NONE;
  uint32_t best = NOMENP_NONE;
  for (uint32_t i = 0; i < here->count; i++)
    for (uint32_t k = 0; k < there->count; k++)
      if (nomenp_place_lies_in(&here->items[i].is, &there->items[k].is) &&
          (best == NOMENP_NONE ||
           here->items[i].score > here->items[best].score))
        best = i;
  if (best == NOMENP_NONE ||
      nomenp_namesake_entry(&here->items[best]) == form->entry ||
      nomenp_place_lies_in(&here->items[here->best].is,
                           &there->items[there->best].is))
    return NOMENP_NONE;
  uint64_t key = entry_key(&here->items[best]);
  uint32_t things[NOMENP_KEY_THINGS];
  if (nomenp_key_things(linker, key, things) > 0) return things[0];
  uint32_t thing = nomenp_thing_new(linker, linker->mentions[mention].form);
  if (thing == NOMENP_NONE) return NOMENP_NONE;
  linker->things[thing].entry = nomenp_namesake_entry(&here->items[best]);
  nomenp_key_add(linker, key, thing, true);
  return thing;
}
