/* SPDX-License-Identifier: MIT */
/*
 * The way from names to entities: read forms and what stands beside them; join
 * forms, long before short; then walk the mentions in text order, where a form
 * that fits several things goes to the one last spoken of, and a name whose
 * type is unsure takes the type of what it is joined to.
 */
#include "link/link.h"

#include "gazetteer/walk.h"
#include "link/linker.h"

/* ---- order -----------------------------------------------------------------
 */

/* Forms by how many words count in them, then by how many they have: two small
 * numbers, so that counting sorts them in linear time, those of one rank in
 * text order. */
#define RANKS ((NOMENP_FORM_WORDS + 1) * (NOMENP_FORM_WORDS + 1))

static size_t rank_of(const nomenp_form *form) {
  size_t rank = (size_t)form->content * (NOMENP_FORM_WORDS + 1) + form->count;
  return RANKS - 1 - rank;
}

static void order_forms(nomenp_linker *linker) {
  size_t count = linker->form_count;
  size_t starts[RANKS + 1] = {0};
  if (count == 0 || linker->failed) return;
  linker->order =
      nomenp_arena_array(&linker->search, count, sizeof *linker->order);
  if (linker->order == NULL) {
    linker->failed = true;
    return;
  }
  for (size_t i = 0; i < count; i++)
    starts[rank_of(&linker->forms[i]) + 1]++;
  for (size_t rank = 0; rank < RANKS; rank++)
    starts[rank + 1] += starts[rank];
  for (size_t i = 0; i < count; i++)
    linker->order[starts[rank_of(&linker->forms[i])]++] = (uint32_t)i;
}

/* ---- aliases ---------------------------------------------------------------
 */

static void join_aliases(nomenp_linker *linker) {
  for (size_t i = 0; i < linker->form_count && !linker->failed; i++) {
    nomenp_form *form = &linker->forms[i];
    if (form->alias_of == NOMENP_NONE) continue;
    uint32_t thing = linker->forms[form->alias_of].thing;
    if (thing == NOMENP_NONE) continue; /* until its mention is placed */
    nomenp_form_join(linker, (uint32_t)i, thing, (nomenp_rule)form->alias_rule);
  }
}

/* ---- types -----------------------------------------------------------------
 */

/* Below this a name is not sure of its type. */
#define UNSURE 700u
#define SURE 800u
#define LEAD                                                                   \
  150u /* by which another reading of the same words must be surer             \
        */

static bool is_unsure(const nomenp_name *name, uint8_t type) {
  return name->confidence < UNSURE &&
         (name->runner_up == type || name->confidence < UNSURE - LEAD);
}

/* The same words with another type, said more often and more surely.  A city
 * and its team go by one name and are two things: between places and bodies
 * nothing is taken over. */
static uint32_t find_twin(const nomenp_linker *linker, const nomenp_form *form,
                          const nomenp_name *name) {
  for (uint8_t type = 0; type <= NOMEN_TYPE_PLACE; type++) {
    if (type == form->type || !is_unsure(name, type) ||
        (type != NOMEN_TYPE_PERSON && form->type != NOMEN_TYPE_PERSON))
      continue;
    uint32_t twin = nomenp_map_find(
        &linker->form_map, nomenp_key_make(NOMENP_KEY_FORM, type, form->hash));
    if (twin >= linker->form_count) continue;
    const nomenp_form *other = &linker->forms[twin];
    if (other->thing != NOMENP_NONE && other->mentions >= form->mentions &&
        other->confidence >= name->confidence + LEAD)
      return other->thing;
  }
  return NOMENP_NONE;
}

static uint32_t only_sure(const nomenp_linker *linker, uint64_t key) {
  uint32_t things[NOMENP_KEY_THINGS];
  if (nomenp_key_things(linker, key, things) != 1) return NOMENP_NONE;
  return linker->things[things[0]].confidence >= SURE ? things[0] : NOMENP_NONE;
}

/* A short form whose long one has another type. */
static uint32_t find_long_form(const nomenp_linker *linker,
                               const nomenp_form *form,
                               const nomenp_name *name) {
  uint32_t found = NOMENP_NONE;
  if (form->content != 1 || form->entry != NOMENP_NONE) return NOMENP_NONE;
  if (is_unsure(name, NOMEN_TYPE_PERSON) && form->type != NOMEN_TYPE_PERSON)
    found =
        only_sure(linker, nomenp_key_make(NOMENP_KEY_SURNAME, NOMEN_TYPE_PERSON,
                                          form->words[0].hash));
  if (found == NOMENP_NONE && form->type != NOMEN_TYPE_ORGANISATION &&
      is_unsure(name, NOMEN_TYPE_ORGANISATION)) {
    nomenp_key_kind kind = (form->flags & NOMENP_FORM_ACRONYM) != 0
                               ? NOMENP_KEY_ACRONYM
                               : NOMENP_KEY_PREFIX;
    uint64_t hash = kind == NOMENP_KEY_ACRONYM
                        ? form->words[0].hash
                        : nomenp_form_hash(form, 0, form->core);
    found =
        only_sure(linker, nomenp_key_make(kind, NOMEN_TYPE_ORGANISATION, hash));
  }
  return found;
}

/* ---- mentions --------------------------------------------------------------
 */

static uint32_t find_open(nomenp_linker *linker, uint32_t mention,
                          uint32_t form, nomenp_rule *rule) {
  const nomenp_form *alias = &linker->forms[form];
  if (alias->alias_of != NOMENP_NONE && alias->alias_at < mention) {
    *rule = (nomenp_rule)alias->alias_rule;
    nomenp_form_join(linker, form, linker->mentions[alias->alias_at].thing,
                     *rule);
    return linker->forms[form].thing;
  }
  if (alias->count == 0) return NOMENP_NONE;
  switch (alias->type) {
  case NOMEN_TYPE_PERSON:
    return nomenp_people_find(linker, mention, form, rule);
  case NOMEN_TYPE_ORGANISATION:
    return nomenp_bodies_find(linker, mention, form, rule);
  default:
    return NOMENP_NONE;
  }
}

static uint32_t find_thing(nomenp_linker *linker, uint32_t index,
                           nomenp_rule *rule) {
  nomenp_mention *mention = &linker->mentions[index];
  const nomenp_name *name = &linker->input->names[index];
  uint32_t at = mention->form;
  const nomenp_form *form = &linker->forms[at];
  bool is_alone = form->thing == form->own;
  *rule = (nomenp_rule)form->rule;

  if (form->count > 0 && is_alone && name->confidence < UNSURE) {
    uint32_t other = find_twin(linker, form, name);
    if (other == NOMENP_NONE) other = find_long_form(linker, form, name);
    if (other != NOMENP_NONE) {
      *rule = NOMENP_RULE_ADOPTED;
      return other;
    }
  }
  if ((mention->flags & NOMENP_MENTION_PAIRED) != 0) {
    uint32_t paired = nomenp_places_find(linker, index);
    *rule = NOMENP_RULE_ENTRY;
    if (paired != NOMENP_NONE || linker->failed) return paired;
    *rule = (nomenp_rule)linker->forms[at].rule;
  }
  if (linker->forms[at].thing != NOMENP_NONE) return linker->forms[at].thing;
  uint32_t open = find_open(linker, index, at, rule);
  if (open != NOMENP_NONE) return open;
  *rule = NOMENP_RULE_SAME;
  return nomenp_form_own(linker, at);
}

/* What placing a mention will look up, brought nearer. */
static void near_mention(const nomenp_linker *linker, uint32_t index) {
  const nomenp_form *form = &linker->forms[linker->mentions[index].form];
  const nomenp_name *name = &linker->input->names[index];
  if (form->type == NOMEN_TYPE_PERSON) nomenp_people_near(linker, form);
  if (form->count == 0 || name->confidence >= UNSURE) return;
  for (uint8_t type = 0; type <= NOMEN_TYPE_PLACE; type++)
    if (type != form->type && is_unsure(name, type))
      NOMENP_PREFETCH(
          nomenp_map_place(&linker->form_map,
                           nomenp_key_make(NOMENP_KEY_FORM, type, form->hash)));
  if (form->content == 1 && form->type != NOMEN_TYPE_PERSON)
    nomenp_people_near(linker, form);
  if (form->content == 1 && form->type != NOMEN_TYPE_ORGANISATION)
    nomenp_bodies_near(linker, form);
}

static void place_mentions(nomenp_linker *linker) {
  size_t count = linker->input->name_count;
  bool is_long = nomenp_keys_are_many(linker);
  for (size_t i = 0; i < count && !linker->failed; i++) {
    if (is_long && i + NOMENP_KEYS_AHEAD < count)
      near_mention(linker, (uint32_t)(i + NOMENP_KEYS_AHEAD));
    nomenp_mention *mention = &linker->mentions[i];
    nomenp_rule rule = NOMENP_RULE_NONE;
    uint32_t thing = find_thing(linker, (uint32_t)i, &rule);
    if (thing == NOMENP_NONE) {
      linker->failed = true;
      return;
    }
    mention->thing = thing;
    mention->type = linker->things[thing].type;
    mention->rule = (uint8_t)rule;
    nomenp_thing_speak(linker, thing, (uint32_t)i);
  }
}

/* ---- all of it -------------------------------------------------------------
 */

/* A short form whose type is unsure asks among persons and bodies too. */
static void ask_as_others(nomenp_linker *linker, const nomenp_form *form) {
  uint64_t word = form->words[0].hash;
  if (form->content != 1) return;
  nomenp_key_ask(linker,
                 nomenp_key_make(NOMENP_KEY_SURNAME, NOMEN_TYPE_PERSON, word));
  nomenp_key_ask(linker, nomenp_key_make(NOMENP_KEY_ACRONYM,
                                         NOMEN_TYPE_ORGANISATION, word));
  nomenp_key_ask(linker,
                 nomenp_key_make(NOMENP_KEY_PREFIX, NOMEN_TYPE_ORGANISATION,
                                 nomenp_form_hash(form, 0, form->core)));
}

static void ask_all(nomenp_linker *linker) {
  if (linker->failed || !nomenp_key_start(linker, linker->form_count) ||
      !NOMENP_ARENA_GROW(&linker->scratch, &linker->things,
                         &linker->thing_capacity, linker->form_count)) {
    linker->failed = true;
    return;
  }
  for (size_t i = 0; i < linker->form_count; i++) {
    const nomenp_form *form = &linker->forms[i];
    if (form->count == 0) continue;
    if (form->type == NOMEN_TYPE_PERSON)
      nomenp_people_ask(linker, form);
    else if (form->type == NOMEN_TYPE_ORGANISATION)
      nomenp_bodies_ask(linker, form);
    else
      nomenp_places_ask(linker, form);
    ask_as_others(linker, form);
  }
}

static void open_all(nomenp_linker *linker, const nomenp_arena *beside) {
  nomenp_arena_init_beside(&linker->scratch, beside);
  nomenp_arena_init_beside(&linker->form_arena, beside);
  nomenp_arena_init_beside(&linker->key_arena, beside);
  nomenp_arena_init_beside(&linker->posting_arena, beside);
  nomenp_arena_init_beside(&linker->search, beside);
  nomenp_map_init(&linker->map, beside);
  nomenp_map_init(&linker->form_map, beside);
}

/* What finding things takes is given back before they are written. */
static void close_search(nomenp_linker *linker) {
  nomenp_map_fini(&linker->map);
  nomenp_arena_fini(&linker->search);
  nomenp_arena_fini(&linker->posting_arena);
  nomenp_arena_fini(&linker->key_arena);
}

static void close_all(nomenp_linker *linker) {
  close_search(linker);
  nomenp_map_fini(&linker->form_map);
  nomenp_arena_fini(&linker->form_arena);
  nomenp_arena_fini(&linker->scratch);
}

static void run(nomenp_linker *linker, nomenp_link_result *out) {
  linker->mentions = nomenp_arena_array(
      &linker->scratch, linker->input->name_count, sizeof *linker->mentions);
  linker->failed = linker->mentions == NULL ||
                   !nomenp_link_cache_open(linker, linker->scratch.work);
  if (!linker->failed) nomenp_forms_read(linker);
  if (!linker->failed) linker->failed = !nomenp_hits_index(linker);
  if (linker->failed) return;
  nomenp_context_read(linker);
  nomenp_aliases_read(linker);
  nomenp_places_choose(linker);
  ask_all(linker);
  order_forms(linker);
  nomenp_aliases_listed(linker);
  nomenp_people_join(linker);
  nomenp_bodies_join(linker);
  nomenp_places_join(linker);
  join_aliases(linker);
  place_mentions(linker);
  close_search(linker);
  if (!linker->failed) nomenp_entities_write(linker, out);
}

nomen_status nomenp_link(nomenp_arena *arena, const nomenp_link_input *input,
                         nomenp_link_result *out) {
  *out = (nomenp_link_result){0};
  if (input->name_count == 0) return NOMEN_OK;
  if (input->name_count >= NOMENP_NONE) return NOMEN_ELIMIT;
  nomenp_linker linker = {.input = input, .arena = arena};
  open_all(&linker, input->room != NULL ? input->room : arena);
  run(&linker, out);
  close_all(&linker);
  if (linker.failed) *out = (nomenp_link_result){0};
  return linker.failed ? NOMEN_ENOMEM : NOMEN_OK;
}
