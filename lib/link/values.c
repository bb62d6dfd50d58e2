/* SPDX-License-Identifier: MIT */
/* The values of names: what the whole entity knows, told at each of its
 * mentions. */
#include "link/values.h"

#include <string.h>

#include "text/fold.h"
#include "value/organisation.h"

/* ---- persons ---------------------------------------------------------------
 */

static uint8_t person_flags(uint8_t flags) {
  static const struct flag {
    uint8_t from, to;
  } pairs[] = {{NOMENP_FORM_WORD_INITIAL, NOMENP_PERSON_INITIAL},
               {NOMENP_FORM_WORD_PARTICLE, NOMENP_PERSON_PARTICLE},
               {NOMENP_FORM_WORD_SUFFIX, NOMENP_PERSON_SUFFIX},
               {NOMENP_FORM_WORD_NICKNAME, NOMENP_PERSON_NICKNAME},
               {NOMENP_FORM_WORD_JOINED, NOMENP_PERSON_JOINED}};
  unsigned out = 0;
  for (size_t i = 0; flags != 0 && i < sizeof pairs / sizeof pairs[0]; i++)
    if ((flags & pairs[i].from) != 0) out |= pairs[i].to;
  return (uint8_t)out;
}

static size_t fold_word(const nomenp_text *text, const nomenp_form_word *word,
                        char out[NOMENP_FOLDED_ROOM]) {
  size_t size = 0;
  for (uint32_t t = word->first; t < word->end; t += 2) {
    size_t room = NOMENP_FOLDED_ROOM - size;
    size_t part = nomenp_fold(text->bytes + text->start[t],
                              text->end[t] - text->start[t], out + size, room);
    size += part < room ? part : room;
  }
  return size;
}

unsigned nomenp_person_words(const nomenp_linker *linker,
                             const nomenp_form *form, bool with_letters,
                             nomenp_folded_words *out) {
  for (unsigned i = 0; i < form->count; i++) {
    const nomenp_form_word *word = &form->words[i];
    size_t size =
        with_letters ? fold_word(linker->input->text, word, out->bytes[i]) : 0;
    out->words[i] = (nomenp_person_word){.folded = out->bytes[i],
                                         .size = size,
                                         .given = word->given,
                                         .surname = word->surname,
                                         .flags = person_flags(word->flags)};
  }
  return form->count;
}

static const char *write_words(nomenp_linker *linker, const nomenp_form *form,
                               unsigned first, unsigned end) {
  if (first >= end) return NULL;
  return nomenp_written(linker, form->words[first].first,
                        form->words[end - 1].end,
                        (form->flags & NOMENP_FORM_LOWERED) != 0);
}

void nomenp_values_person(nomenp_linker *linker, const nomenp_thing *thing,
                          bool has_title, nomen_person *out) {
  const nomenp_form *form = &linker->forms[thing->form];
  nomenp_folded_words folded;
  nomenp_person_parts parts;
  unsigned count = nomenp_person_words(
      linker, form, form->count >= NOMENP_PERSON_LETTERS_FROM, &folded);
  nomenp_person_split(folded.words, count,
                      (form->flags & NOMENP_FORM_FIRST) != 0,
                      thing->family_said, has_title, &parts);
  out->given = write_words(linker, form, parts.given_first, parts.given_end);
  out->family = write_words(linker, form, parts.family_first, parts.family_end);
  out->particle =
      write_words(linker, form, parts.particle_first, parts.particle_end);
  out->suffix = write_words(linker, form, parts.suffix_first, parts.suffix_end);
}

/* ---- organisations ---------------------------------------------------------
 */

/* The first `size` bytes of a string of the lists, which outlive the document:
 * most are taken as they are. */
static const char *take(nomenp_linker *linker, const char *text, size_t size) {
  if (text == NULL || size == 0) return NULL;
  if (text[size] == '\0') return text;
  const char *out = nomenp_arena_string(linker->arena, text, size);
  if (out == NULL) linker->failed = true;
  return out;
}

static const char *take_all(const char *text) {
  return text != NULL && text[0] != '\0' ? text : NULL;
}

static const char *kind_of(const nomenp_linker *linker, uint32_t first,
                           uint32_t end) {
  uint32_t entries[NOMENP_ENTRIES_MAX];
  const nomenp_said *said =
      nomenp_said_find(linker->said, linker->input->text->hash[first]);
  if (end == first + 1 && said->head != 0)
    return nomenp_said_head_kind(said->head);
  unsigned count =
      nomenp_entries_of(linker, first, end, NOMENP_LIST_ORG_HEAD, entries);
  for (unsigned i = 0; i < count; i++) {
    nomenp_entry entry;
    nomenp_gazetteer_entry(linker->input->gazetteer, entries[i], &entry);
    if (entry.kind != NULL && entry.kind[0] != '\0') return entry.kind;
  }
  return NULL;
}

/* The word that says what a body is: the last, or else the first. */
static const char *head_kind(const nomenp_linker *linker,
                             const nomenp_form *form) {
  uint32_t first = form->words[0].first;
  uint32_t end = form->words[form->core - 1].end;
  uint32_t head = nomenp_list_before(linker, end, NOMENP_LIST_ORG_HEAD);
  if (head > first && head < end) return kind_of(linker, head, end);
  uint32_t opening = nomenp_list_from(linker, first, NOMENP_LIST_ORG_HEAD);
  return opening > first && opening < end ? kind_of(linker, first, opening)
                                          : NULL;
}

static const char *country_of(const nomenp_linker *linker, uint32_t entry) {
  nomenp_entry facts;
  if (entry == NOMENP_NONE) return NULL;
  nomenp_gazetteer_entry(linker->input->gazetteer, entry, &facts);
  return facts.country != NULL && facts.country[0] != '\0' ? facts.country
                                                           : NULL;
}

/* The country of a place of the document that is exactly these words. */
static const char *country_of_place(const nomenp_linker *linker,
                                    const nomenp_form *form, unsigned first,
                                    unsigned end) {
  uint32_t found = nomenp_map_find(
      &linker->form_map, nomenp_key_make(NOMENP_KEY_FORM, NOMEN_TYPE_PLACE,
                                         nomenp_form_hash(form, first, end)));
  if (found >= linker->form_count) return NULL;
  uint32_t thing = linker->forms[found].thing;
  return thing != NOMENP_NONE ? country_of(linker, linker->things[thing].entry)
                              : NULL;
}

/* A place that no list knows has no country to tell. */
static bool begins_place(const nomenp_linker *linker, uint32_t token) {
  nomenp_hit_range hits = nomenp_hits_at(linker, token);
  for (size_t i = 0; i < hits.count; i++)
    if (hits.items[i].list == NOMENP_LIST_PLACE) return true;
  return false;
}

static const char *named_country(const nomenp_linker *linker,
                                 const nomenp_form *form) {
  for (unsigned i = 0; i < form->count; i++) {
    nomenp_hit_range hits = nomenp_hits_at(linker, form->words[i].first);
    for (size_t k = 0; k < hits.count; k++) {
      const nomenp_hit *hit = &hits.items[k];
      nomenp_entry entry;
      if (hit->end > form->words[form->count - 1].end ||
          (hit->list != NOMENP_LIST_NATIONALITY &&
           hit->list != NOMENP_LIST_PLACE))
        continue;
      nomenp_gazetteer_entry(linker->input->gazetteer, hit->entry, &entry);
      if (entry.country == NULL || entry.country[0] == '\0') continue;
      if (hit->list == NOMENP_LIST_NATIONALITY ||
          (entry.kind != NULL && strcmp(entry.kind, "country") == 0))
        return entry.country;
    }
    if (!begins_place(linker, form->words[i].first)) continue;
    for (unsigned end = i + 1; end <= form->count && end <= i + 3; end++) {
      const char *country = country_of_place(linker, form, i, end);
      if (country != NULL) return country;
    }
  }
  return NULL;
}

void nomenp_values_organisation(nomenp_linker *linker,
                                const nomenp_thing *thing,
                                nomen_organisation *out) {
  const nomenp_form *form = &linker->forms[thing->form];
  nomenp_organisation_facts facts = {0};
  nomenp_entry entry;
  size_t acronym_size = 0, country_size = 0;
  if (thing->entry != NOMENP_NONE) {
    nomenp_gazetteer_entry(linker->input->gazetteer, thing->entry, &entry);
    facts.listed_kind = entry.kind;
    facts.listed_acronym = entry.acronym;
    facts.listed_country = entry.country;
    if (entry.list == NOMENP_LIST_TEAM &&
        (entry.kind == NULL || entry.kind[0] == '\0'))
      facts.listed_kind = "team";
  }
  if (form->count > 0) {
    facts.head_kind = head_kind(linker, form);
    facts.named_country = named_country(linker, form);
    if (form->core < form->count) facts.suffix_kind = "company";
  }
  if (thing->acronym != NOMENP_NONE) {
    const nomenp_name *name =
        &linker->input->names[linker->forms[thing->acronym].name];
    facts.said_acronym = nomenp_written(linker, name->first, name->end, false);
  }
  facts.said_country = thing->country;
  nomenp_organisation_settle(&facts, out, &acronym_size, &country_size);
  out->acronym = take(linker, out->acronym, acronym_size);
  out->country = take(linker, out->country, country_size);
  out->kind = take_all(out->kind);
}

/* What stands right before one of its mentions: "the Israeli Justice Ministry",
 * "Mexico's Criminal Investigation Agency". */
const char *nomenp_values_country_before(const nomenp_linker *linker,
                                         uint32_t mention) {
  const nomenp_name *name = &linker->input->names[mention];
  const nomenp_hit *nation =
      nomenp_hit_before(linker, name->first, NOMENP_LIST_NATIONALITY);
  if (nation != NULL) return country_of(linker, nation->entry);
  if (mention == 0 || name->first == 0) return NULL;
  const nomenp_name *before = &linker->input->names[mention - 1];
  const nomenp_mention *place = &linker->mentions[mention - 1];
  if (place->type != NOMEN_TYPE_PLACE || before->end + 1 != name->first ||
      linker->input->text->shape[before->end] != NOMENP_SHAPE_CLITIC)
    return NULL;
  return country_of(linker, linker->things[place->thing].entry);
}

/* ---- places ----------------------------------------------------------------
 */

void nomenp_values_place(nomenp_linker *linker, const nomenp_thing *thing,
                         nomen_place *out) {
  nomenp_entry entry;
  if (thing->entry == NOMENP_NONE) return;
  nomenp_gazetteer_entry(linker->input->gazetteer, thing->entry, &entry);
  out->kind = take_all(entry.kind);
  out->country = take(linker, entry.country,
                      entry.country != NULL ? strcspn(entry.country, ", ") : 0);
  out->region = take_all(entry.region);
  out->id = take_all(entry.id);
  if (entry.has_position) {
    out->has_position = 1;
    out->latitude = entry.latitude / 100000.0;
    out->longitude = entry.longitude / 100000.0;
  }
  if (thing->runner_up == NOMENP_NONE) return;
  nomenp_gazetteer_entry(linker->input->gazetteer, thing->runner_up, &entry);
  out->runner_up = take_all(entry.id);
  if (out->runner_up != NULL)
    out->runner_up_score = thing->runner_up_share / 1000.0;
}

/* ---- lists of the user's own -----------------------------------------------
 */

static const char *prefer(const char *listed, const char *found) {
  return listed != NULL && listed[0] != '\0' ? listed : found;
}

static void lay_over_place(const nomenp_entry *facts, nomen_place *place) {
  if (facts->has_position || (facts->id != NULL && facts->id[0] != '\0')) {
    /* Another place than ours, perhaps: nothing of ours is mixed in. */
    const char *name = place->name;
    *place = (nomen_place){.name = name};
  }
  place->kind = prefer(facts->kind, place->kind);
  place->country = prefer(facts->country, place->country);
  place->region = prefer(facts->region, place->region);
  place->id = prefer(facts->id, place->id);
  if (!facts->has_position) return;
  place->has_position = 1;
  place->latitude = facts->latitude / 100000.0;
  place->longitude = facts->longitude / 100000.0;
}

/* What the user's row says outranks what ours say; what it leaves open stays.
 */
void nomenp_values_user(const nomenp_gazetteer *user, uint32_t entry,
                        uint8_t type, nomenp_link_value *value) {
  nomenp_entry facts;
  nomenp_gazetteer_entry(user, entry, &facts);
  if (type == NOMEN_TYPE_ORGANISATION) {
    nomen_organisation *body = &value->organisation;
    body->kind = prefer(facts.kind, body->kind);
    body->acronym = prefer(facts.acronym, body->acronym);
    body->country = prefer(facts.country, body->country);
  } else if (type == NOMEN_TYPE_PLACE) {
    lay_over_place(&facts, &value->place);
  }
}
