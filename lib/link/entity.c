/* SPDX-License-Identifier: MIT */
/*
 * The result: entities in order of first mention, each with its canonical name
 * and its mentions; and the record of each mention.
 */
#include <string.h>

#include "link/linker.h"
#include "link/values.h"

/* ---- canonical names -------------------------------------------------------
 */

static bool in_capitals(const nomenp_linker *linker, const nomenp_name *name) {
  bool found = false;
  for (uint32_t t = name->first; t < name->end; t++) {
    uint8_t shape = linker->input->text->shape[t];
    if (shape == NOMENP_SHAPE_CAPITAL || shape == NOMENP_SHAPE_CAMEL ||
        shape == NOMENP_SHAPE_LOWER || shape == NOMENP_SHAPE_INNER)
      return false;
    found = found || shape == NOMENP_SHAPE_UPPER;
  }
  return found;
}

/* Listed with just these capitals: "NATO", "UAE"; or short and not listed. */
static bool is_own_capitals(const nomenp_linker *linker,
                            const nomenp_form *form) {
  const nomenp_name *name = &linker->input->names[form->name];
  nomenp_hit_range hits = nomenp_hits_at(linker, name->first);
  bool is_listed = false;
  for (size_t i = 0; i < hits.count; i++) {
    if (hits.items[i].end != name->end ||
        hits.items[i].list == NOMENP_LIST_APART)
      continue;
    if ((hits.items[i].flags & (NOMENP_HIT_CASE | NOMENP_HIT_UPPER)) ==
        NOMENP_HIT_CASE)
      return true;
    is_listed = true;
  }
  return !is_listed && form->type == NOMEN_TYPE_ORGANISATION &&
         (form->flags & NOMENP_FORM_ACRONYM) != 0;
}

/* Let each form stand where it was first written with small letters too. */
static void choose_spellings(nomenp_linker *linker) {
  for (size_t i = 0; i < linker->form_count; i++)
    if (in_capitals(linker, &linker->input->names[linker->forms[i].name]))
      linker->forms[i].flags |= NOMENP_FORM_LOWERED;
  for (size_t i = 0; i < linker->input->name_count; i++) {
    nomenp_form *form = &linker->forms[linker->mentions[i].form];
    const nomenp_name *name = &linker->input->names[i];
    if ((form->flags & NOMENP_FORM_LOWERED) == 0 || in_capitals(linker, name))
      continue;
    uint32_t from = linker->input->names[form->name].first;
    for (unsigned k = 0; k < form->count; k++) {
      uint32_t first = form->words[k].first - from + name->first;
      uint32_t end = form->words[k].end - from + name->first;
      if (end > name->end) break;
      form->words[k].first = first;
      form->words[k].end = end;
    }
    form->name = (uint32_t)i;
    form->flags = (uint8_t)(form->flags & ~NOMENP_FORM_LOWERED);
  }
  for (size_t i = 0; i < linker->form_count; i++)
    if ((linker->forms[i].flags & NOMENP_FORM_LOWERED) != 0 &&
        is_own_capitals(linker, &linker->forms[i]))
      linker->forms[i].flags =
          (uint8_t)(linker->forms[i].flags & ~NOMENP_FORM_LOWERED);
}

static const char *canonical_name(nomenp_linker *linker,
                                  const nomenp_thing *thing) {
  const nomenp_form *form = &linker->forms[thing->form];
  const nomenp_name *name = &linker->input->names[form->name];
  return nomenp_written(linker, name->first, name->end,
                        (form->flags & NOMENP_FORM_LOWERED) != 0);
}

/* ---- what the mentions tell of their thing ---------------------------------
 */

static void learn_from_forms(nomenp_linker *linker) {
  for (size_t i = 0; i < linker->form_count; i++) {
    const nomenp_form *form = &linker->forms[i];
    if (form->thing == NOMENP_NONE || form->count == 0) continue;
    nomenp_thing *thing = &linker->things[form->thing];
    const nomenp_form *longest = &linker->forms[thing->form];
    if (form->type != thing->type) continue;
    if (thing->entry == NOMENP_NONE) thing->entry = form->entry;
    if ((form->flags & NOMENP_FORM_ACRONYM) != 0 && longest->count > 1 &&
        thing->acronym == NOMENP_NONE)
      thing->acronym = (uint32_t)i;
    if (form->rule == NOMENP_RULE_SURNAME && form->core > 1 &&
        form->core < longest->core &&
        (form->words[0].given == 0 ||
         form->words[0].given <= form->words[0].surname))
      thing->family_said = (uint8_t)(longest->core - form->core);
  }
}

static void learn_from_mentions(nomenp_linker *linker) {
  for (size_t i = 0; i < linker->input->name_count; i++) {
    const nomenp_mention *mention = &linker->mentions[i];
    nomenp_thing *thing = &linker->things[mention->thing];
    if (thing->title == NOMENP_NONE &&
        mention->title_first < mention->title_end)
      thing->title = (uint32_t)i;
    if (thing->type == NOMEN_TYPE_ORGANISATION && thing->country == NULL)
      thing->country = nomenp_values_country_before(linker, (uint32_t)i);
  }
}

/* ---- records ---------------------------------------------------------------
 */

static void write_person(nomenp_linker *linker, uint32_t index,
                         nomenp_linked *out) {
  const nomenp_mention *mention = &linker->mentions[index];
  const nomenp_thing *thing = &linker->things[mention->thing];
  const nomenp_text *text = linker->input->text;
  const nomenp_mention *titled =
      mention->title_first < mention->title_end || thing->title == NOMENP_NONE
          ? mention
          : &linker->mentions[thing->title];
  out->title =
      nomenp_written(linker, titled->title_first, titled->title_end, false);
  if (mention->role_first == mention->role_end) return;
  out->role =
      nomenp_written(linker, mention->role_first, mention->role_end, false);
  out->role_start = text->start[mention->role_first];
  out->role_end = text->end[mention->role_end - 1];
}

/* A long form after a short one was joined to it by what joined the short one.
 */
static nomenp_rule rule_of(const nomenp_linker *linker, uint32_t index) {
  const nomenp_mention *mention = &linker->mentions[index];
  uint32_t first = linker->things[mention->thing].first;
  if (mention->rule == NOMENP_RULE_SAME &&
      linker->forms[mention->form].first == index)
    return (nomenp_rule)linker->mentions[first].rule;
  return (nomenp_rule)mention->rule;
}

static void write_record(nomenp_linker *linker, uint32_t index,
                         nomenp_linked *out) {
  const nomenp_mention *mention = &linker->mentions[index];
  const nomenp_thing *thing = &linker->things[mention->thing];
  const nomenp_rule_facts *rule = nomenp_rule_get(rule_of(linker, index));
  bool is_first = thing->first == index;
  unsigned user;
  uint32_t entry;
  *out = (nomenp_linked){.entity = thing->number,
                         .type = thing->type,
                         .rule = is_first ? NULL : rule->name,
                         .confidence = is_first ? 1000 : rule->confidence,
                         .user_entry = UINT32_MAX};
  if (nomenp_user_entry(linker, index, &user, &entry)) {
    out->user = linker->input->users[user].gazetteer;
    out->user_entry = entry;
  }
  if (thing->type == NOMEN_TYPE_PERSON) write_person(linker, index, out);
}

static void write_value(nomenp_linker *linker, const nomenp_thing *thing,
                        const char *name, nomenp_link_value *out) {
  switch (thing->type) {
  case NOMEN_TYPE_PERSON:
    nomenp_values_person(linker, thing, thing->title != NOMENP_NONE,
                         &out->person);
    out->person.name = name;
    break;
  case NOMEN_TYPE_ORGANISATION:
    nomenp_values_organisation(linker, thing, &out->organisation);
    out->organisation.name = name;
    break;
  default:
    nomenp_values_place(linker, thing, &out->place);
    out->place.name = name;
    break;
  }
}

void nomenp_link_value_of(const nomenp_link_result *result, size_t record,
                          nomenp_link_value *out) {
  const nomenp_linked *linked = &result->records[record];
  *out = result->entities[linked->entity].value;
  if (linked->user != NULL)
    nomenp_values_user(linked->user, linked->user_entry, linked->type, out);
  if (linked->type != NOMEN_TYPE_PERSON) return;
  out->person.title = linked->title;
  out->person.role = linked->role;
  out->person.role_span.start = linked->role_start;
  out->person.role_span.end = linked->role_end;
}

/* ---- entities --------------------------------------------------------------
 */

/* Number the things in order of first mention and count their mentions. */
static size_t number_things(nomenp_linker *linker) {
  uint32_t count = 0;
  for (size_t i = 0; i < linker->thing_count; i++) {
    linker->things[i].number = NOMENP_NONE;
    linker->things[i].mentions = 0;
  }
  for (size_t i = 0; i < linker->input->name_count; i++) {
    nomenp_thing *thing = &linker->things[linker->mentions[i].thing];
    if (thing->number == NOMENP_NONE) {
      thing->number = count++;
      thing->first = (uint32_t)i;
    }
    thing->mentions++;
  }
  return count;
}

static bool make_entities(nomenp_linker *linker, nomenp_link_result *out) {
  nomenp_arena *room =
      linker->input->room != NULL ? linker->input->room : linker->arena;
  size_t names = linker->input->name_count;
  size_t size = 0;
  if (!nomenp_memory_product(names, sizeof *out->records, &size)) return false;
  out->records = nomenp_arena_allocate(room, size); /* all are written */
  size_t *indexes = nomenp_arena_array(room, names, sizeof *indexes);
  out->entities =
      nomenp_arena_array(room, out->entity_count, sizeof *out->entities);
  if (indexes == NULL || out->records == NULL || out->entities == NULL)
    return false;
  /* First how many each has, laid out one behind the other; then which. */
  for (size_t i = 0; i < linker->thing_count; i++)
    if (linker->things[i].number != NOMENP_NONE) {
      nomenp_link_entity *entity = &out->entities[linker->things[i].number];
      entity->type = linker->things[i].type;
      entity->count = linker->things[i].mentions;
    }
  for (size_t i = 0; i < out->entity_count; i++) {
    out->entities[i].records = indexes;
    indexes += out->entities[i].count;
    out->entities[i].count = 0;
  }
  for (size_t i = 0; i < names; i++) {
    nomenp_link_entity *entity =
        &out->entities[linker->things[linker->mentions[i].thing].number];
    entity->records[entity->count++] = i;
  }
  return true;
}

static void write_entity(nomenp_linker *linker, const nomenp_thing *thing,
                         nomenp_link_entity *out) {
  out->name = canonical_name(linker, thing);
  write_value(linker, thing, out->name, &out->value);
}

void nomenp_entities_write(nomenp_linker *linker, nomenp_link_result *out) {
  choose_spellings(linker);
  learn_from_forms(linker);
  learn_from_mentions(linker);
  out->entity_count = number_things(linker);
  if (!make_entities(linker, out)) {
    linker->failed = true;
    return;
  }
  for (uint32_t i = 0; i < linker->input->name_count && !linker->failed; i++) {
    const nomenp_thing *thing = &linker->things[linker->mentions[i].thing];
    if (thing->first == i)
      write_entity(linker, thing, &out->entities[thing->number]);
    write_record(linker, i, &out->records[i]);
  }
}
