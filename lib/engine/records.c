/* SPDX-License-Identifier: MIT */
/*
 * From names and values to the records and entities of a document: linked, merged
 * into one list in text order, filtered to the types asked for, renumbered.
 */
#include "engine/extraction.h"

#include <string.h>

#define NOT_KEPT NOMEN_NONE

/* Old index to new index; NOT_KEPT for what the filter takes away. */
typedef struct renumbering {
  size_t *names;
  size_t *values;
  size_t *entities;
} renumbering;

static bool is_wanted(const nomenp_extraction *x, unsigned type) {
  return (x->options.types & NOMEN_TYPE_BIT(type)) != 0;
}

/* Walk names and values in text order; they are disjoint.  Returns the count. */
static size_t number_records(const nomenp_extraction *x,
                             const nomenp_link_result *linked,
                             renumbering *numbers) {
  const nomenp_text *text = &x->document->text;
  size_t count = 0, name = 0, value = 0;

  while (name < x->names.count || value < x->values.count) {
    bool take_name =
        value == x->values.count ||
        (name < x->names.count && text->start[x->names.items[name].first] <
                                      x->values.items[value].start);
    if (take_name) {
      numbers->names[name] =
          is_wanted(x, linked->records[name].type) ? count++ : NOT_KEPT;
      name++;
    } else {
      numbers->values[value] =
          is_wanted(x, x->values.items[value].type) ? count++ : NOT_KEPT;
      value++;
    }
  }
  return count;
}

static nomen_status number_all(nomenp_extraction *x,
                               const nomenp_link_result *linked,
                               renumbering *numbers) {
  nomen_document *document = x->document;
  nomenp_arena *arena = &document->arena;
  size_t entities = 0;

  numbers->names =
      nomenp_arena_array(&x->scratch, x->names.count, sizeof(size_t));
  numbers->values =
      nomenp_arena_array(&x->scratch, x->values.count, sizeof(size_t));
  numbers->entities =
      nomenp_arena_array(&x->scratch, linked->entity_count, sizeof(size_t));
  if (numbers->names == NULL || numbers->values == NULL ||
      numbers->entities == NULL)
    return NOMEN_ENOMEM;
  document->record_count = number_records(x, linked, numbers);
  for (size_t i = 0; i < linked->entity_count; i++)
    numbers->entities[i] =
        is_wanted(x, linked->entities[i].type) ? entities++ : NOT_KEPT;
  document->entity_count = entities;
  document->records = nomenp_arena_array(arena, document->record_count,
                                         sizeof(*document->records));
  document->notes = nomenp_arena_array(arena, document->record_count,
                                       sizeof(*document->notes));
  document->entities =
      nomenp_arena_array(arena, entities, sizeof(*document->entities));
  return document->records == NULL || document->notes == NULL ||
                 document->entities == NULL
             ? NOMEN_ENOMEM
             : NOMEN_OK;
}

static bool add_reason(nomenp_arena *arena, nomenp_record_notes *notes,
                       size_t room, const char *prefix, const char *name,
                       double weight) {
  size_t prefix_size = strlen(prefix), name_size = strlen(name);
  char *text = nomenp_arena_allocate(arena, prefix_size + name_size + 1);

  if (text == NULL || notes->reason_count >= room) return false;
  memcpy(text, prefix, prefix_size);
  memcpy(text + prefix_size, name, name_size + 1);
  notes->reasons[notes->reason_count++] = (nomen_reason){text, weight};
  return true;
}

/* The evidence, then the runner-up, then the link. */
static nomen_status explain_name(nomenp_extraction *x, const nomenp_name *name,
                                 const nomenp_linked *linked,
                                 nomenp_record_notes *notes) {
  nomenp_arena *arena = &x->document->arena;
  size_t room = (size_t)name->reason_count + 2;

  if (!(x->options.flags & NOMEN_EXTRACT_EXPLAIN)) return NOMEN_OK;
  notes->reasons = nomenp_arena_array(arena, room, sizeof(*notes->reasons));
  if (notes->reasons == NULL) return NOMEN_ENOMEM;
  for (uint32_t i = 0; i < name->reason_count; i++)
    if (!add_reason(arena, notes, room, "", name->reasons[i].name,
                    name->reasons[i].weight / 1000.0))
      return NOMEN_ENOMEM;
  if (name->runner_up < NOMEN_TYPE_COUNT &&
      !add_reason(arena, notes, room, "runner-up:",
                  nomen_type_name((nomen_type)name->runner_up),
                  name->runner_up_confidence / 1000.0))
    return NOMEN_ENOMEM;
  if (linked->rule != NULL &&
      !add_reason(arena, notes, room, "link:", linked->rule,
                  linked->confidence / 1000.0))
    return NOMEN_ENOMEM;
  return NOMEN_OK;
}

static void copy_value(nomen_record *record, const nomenp_linked *linked) {
  switch (record->type) {
  case NOMEN_TYPE_PERSON:
    record->value.person = linked->value.person;
    break;
  case NOMEN_TYPE_ORGANISATION:
    record->value.organisation = linked->value.organisation;
    break;
  default: record->value.place = linked->value.place; break;
  }
}

static nomen_status record_name(nomenp_extraction *x, const nomenp_name *name,
                                const nomenp_linked *linked, size_t entity,
                                size_t index) {
  const nomenp_text *text = &x->document->text;
  nomen_record *record = &x->document->records[index];
  nomenp_record_notes *notes = &x->document->notes[index];

  record->type = (nomen_type)linked->type;
  record->start = text->start[name->first];
  record->end = text->end[name->end - 1];
  record->sentence = nomenp_text_sentence(text, name->first);
  record->entity = entity;
  record->confidence = name->confidence / 1000.0;
  copy_value(record, linked);
  notes->user = linked->user;
  notes->user_entry = linked->user_entry;
  return explain_name(x, name, linked, notes);
}

/* Where an amount points to a record that the filter left out, it points nowhere. */
static void relink_money(nomen_money *money, const renumbering *numbers) {
  if (money->range != NOMEN_NONE) money->range = numbers->values[money->range];
  if (money->equivalent != NOMEN_NONE)
    money->equivalent = numbers->values[money->equivalent];
}

static nomen_status record_value(nomenp_extraction *x,
                                 const nomenp_candidate *value,
                                 const renumbering *numbers, size_t index) {
  const nomenp_text *text = &x->document->text;
  nomen_record *record = &x->document->records[index];
  nomenp_record_notes *notes = &x->document->notes[index];

  record->type = value->type;
  record->start = value->start;
  record->end = value->end;
  record->sentence =
      nomenp_text_sentence(text, nomenp_text_token_at(text, value->start));
  record->entity = NOMEN_NONE;
  record->confidence = value->confidence / 1000.0;
  if (value->type == NOMEN_TYPE_DATE) {
    record->value.date = value->value.date;
  } else {
    record->value.money = value->value.money;
    relink_money(&record->value.money, numbers);
  }
  if (!(x->options.flags & NOMEN_EXTRACT_EXPLAIN) || value->rule == NULL)
    return NOMEN_OK;
  notes->reasons =
      nomenp_arena_array(&x->document->arena, 1, sizeof(*notes->reasons));
  if (notes->reasons == NULL ||
      !add_reason(&x->document->arena, notes, 1, "rule:", value->rule, 0.0))
    return NOMEN_ENOMEM;
  return NOMEN_OK;
}

static nomen_status record_entities(nomenp_extraction *x,
                                    const nomenp_link_result *linked,
                                    const renumbering *numbers) {
  for (size_t i = 0; i < linked->entity_count; i++) {
    const nomenp_link_entity *from = &linked->entities[i];
    size_t *records, count = 0;
    if (numbers->entities[i] == NOT_KEPT) continue;
    records = nomenp_arena_array(&x->document->arena, from->count,
                                 sizeof(*records));
    if (records == NULL) return NOMEN_ENOMEM;
    for (size_t k = 0; k < from->count; k++)
      if (numbers->names[from->records[k]] != NOT_KEPT)
        records[count++] = numbers->names[from->records[k]];
    x->document->entities[numbers->entities[i]] = (nomen_entity){
        (nomen_type)from->type, from->name, count, records};
  }
  return NOMEN_OK;
}

static void write_moment(nomenp_buffer *out, const nomen_moment *moment) {
  nomenp_buffer_put_padded(out, (uint64_t)moment->year, 4);
  nomenp_buffer_put_byte(out, '-');
  nomenp_buffer_put_padded(out, (uint64_t)moment->month, 2);
  nomenp_buffer_put_byte(out, '-');
  nomenp_buffer_put_padded(out, (uint64_t)moment->day, 2);
  if (moment->hour < 0) return;
  nomenp_buffer_put_byte(out, 'T');
  nomenp_buffer_put_padded(out, (uint64_t)moment->hour, 2);
  nomenp_buffer_put_byte(out, ':');
  nomenp_buffer_put_padded(out, (uint64_t)moment->minute, 2);
  if (moment->second < 0) return;
  nomenp_buffer_put_byte(out, ':');
  nomenp_buffer_put_padded(out, (uint64_t)moment->second, 2);
}

static nomen_status record_reference(nomenp_extraction *x) {
  nomen_document *document = x->document;
  nomenp_buffer text;

  if (!x->reference.is_known) return NOMEN_OK;
  nomenp_buffer_init(&text, &document->memory);
  write_moment(&text, &x->reference.moment);
  if (!text.failed)
    document->reference_date =
        nomenp_arena_string(&document->arena, text.bytes, text.size);
  nomenp_buffer_fini(&text);
  document->reference_source = x->reference.source;
  return document->reference_date == NULL ? NOMEN_ENOMEM : NOMEN_OK;
}

static nomen_status link_names(nomenp_extraction *x, nomenp_link_result *out) {
  nomenp_link_input input = {0};

  input.text = &x->document->text;
  input.gazetteer = x->engine->gazetteer;
  input.words = x->words;
  input.hits = &x->hits;
  for (int role = NOMEN_SOURCE_NAMES_FIRST; role <= NOMEN_SOURCE_NAMES; role++)
    input.users[role] =
        (nomenp_link_user){x->engine->user[role], &x->user_hits[role]};
  input.names = x->names.items;
  input.name_count = x->names.count;
  input.room = &x->scratch;
  return nomenp_link(&x->document->arena, &input, out);
}

nomen_status nomenp_extraction_record(nomenp_extraction *x) {
  nomenp_link_result linked = {0};
  renumbering numbers;
  nomen_status status = link_names(x, &linked);

  if (status == NOMEN_OK) status = number_all(x, &linked, &numbers);
  for (size_t i = 0; status == NOMEN_OK && i < x->names.count; i++)
    if (numbers.names[i] != NOT_KEPT)
      status = record_name(x, &x->names.items[i], &linked.records[i],
                           numbers.entities[linked.records[i].entity],
                           numbers.names[i]);
  for (size_t i = 0; status == NOMEN_OK && i < x->values.count; i++)
    if (numbers.values[i] != NOT_KEPT)
      status = record_value(x, &x->values.items[i], &numbers,
                            numbers.values[i]);
  if (status == NOMEN_OK) status = record_entities(x, &linked, &numbers);
  if (status == NOMEN_OK) status = record_reference(x);
  return status;
}
