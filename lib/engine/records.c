/* SPDX-License-Identifier: MIT */
/*
 * From names and values to the records and entities of a document: linked,
 * merged into one list in text order, filtered to the types asked for,
 * renumbered.
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

/* Walk names and values in text order; they are disjoint.  Returns the count.
 */
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

/* Not cleared: every item is written. */
#define ALLOCATE(arena, items, count)                                          \
  allocate((arena), (void **)(items), (count), sizeof(**(items)))

static bool allocate(nomenp_arena *arena, void **items, size_t count,
                     size_t item_size) {
  size_t size;

  if (!nomenp_memory_product(count, item_size, &size)) return false;
  *items = nomenp_arena_allocate(arena, size);
  return *items != NULL;
}

static bool needs_notes(const nomenp_extraction *x) {
  bool needed = (x->options.flags & NOMEN_EXTRACT_EXPLAIN) != 0;

  for (int role = 0; role < NOMENP_USER_ROLES; role++)
    needed = needed || x->engine->user[role] != NULL;
  return needed;
}

static nomen_status number_all(nomenp_extraction *x,
                               const nomenp_link_result *linked,
                               renumbering *numbers) {
  nomen_document *document = x->document;
  nomenp_arena *arena = &document->arena;
  size_t entities = 0;

  if (!ALLOCATE(&x->scratch, &numbers->names, x->names.count) ||
      !ALLOCATE(&x->scratch, &numbers->values, x->values.count) ||
      !ALLOCATE(&x->scratch, &numbers->entities, linked->entity_count))
    return NOMEN_ENOMEM;
  document->record_count = number_records(x, linked, numbers);
  for (size_t i = 0; i < linked->entity_count; i++)
    numbers->entities[i] =
        is_wanted(x, linked->entities[i].type) ? entities++ : NOT_KEPT;
  document->entity_count = entities;
  if (needs_notes(x) &&
      !ALLOCATE(arena, &document->notes, document->record_count))
    return NOMEN_ENOMEM;
  return ALLOCATE(arena, &document->records, document->record_count) &&
                 ALLOCATE(arena, &document->entities, entities)
             ? NOMEN_OK
             : NOMEN_ENOMEM;
}

/* Records come in order, and so do sentences: `*sentence` is that of the record
 * before.  The sentence of a byte is that of the token it is in or before. */
static uint32_t sentence_at(const nomenp_text *text, uint32_t start,
                            uint32_t *sentence) {
  while (*sentence + 1 < text->sentence_count &&
         text->end[text->sentence_start[*sentence + 1] - 1] <= start)
    ++*sentence;
  return *sentence;
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
      !add_reason(arena, notes, room,
                  "runner-up:", nomen_type_name((nomen_type)name->runner_up),
                  name->runner_up_confidence / 1000.0))
    return NOMEN_ENOMEM;
  if (linked->rule != NULL &&
      !add_reason(arena, notes, room, "link:", linked->rule,
                  linked->confidence / 1000.0))
    return NOMEN_ENOMEM;
  return NOMEN_OK;
}

static void copy_value(const nomenp_link_result *linked, size_t name,
                       nomen_record *record) {
  nomenp_link_value value;

  nomenp_link_value_of(linked, name, &value);
  switch (record->type) {
  case NOMEN_TYPE_PERSON:
    record->value.person = value.person;
    break;
  case NOMEN_TYPE_ORGANISATION:
    record->value.organisation = value.organisation;
    break;
  default:
    record->value.place = value.place;
    break;
  }
}

static nomen_status record_name(nomenp_extraction *x,
                                const nomenp_link_result *linked,
                                const renumbering *numbers, size_t name_index,
                                uint32_t *sentence) {
  const nomenp_text *text = &x->document->text;
  const nomenp_name *name = &x->names.items[name_index];
  const nomenp_linked *link = &linked->records[name_index];
  size_t index = numbers->names[name_index];
  nomen_record *record = &x->document->records[index];
  nomenp_record_notes *notes;

  record->type = (nomen_type)link->type;
  record->start = text->start[name->first];
  record->end = text->end[name->end - 1];
  record->sentence = sentence_at(text, (uint32_t)record->start, sentence);
  record->entity = numbers->entities[link->entity];
  record->confidence = name->confidence / 1000.0;
  copy_value(linked, name_index, record);
  if (x->document->notes == NULL) return NOMEN_OK;
  notes = &x->document->notes[index];
  *notes =
      (nomenp_record_notes){.user = link->user, .user_entry = link->user_entry};
  return explain_name(x, name, link, notes);
}

/* Where an amount points to a record that the filter left out, it points
 * nowhere. */
static void relink_money(nomen_money *money, const renumbering *numbers) {
  if (money->range != NOMEN_NONE) money->range = numbers->values[money->range];
  if (money->equivalent != NOMEN_NONE)
    money->equivalent = numbers->values[money->equivalent];
}

static nomen_status record_value(nomenp_extraction *x,
                                 const nomenp_candidate *value,
                                 const renumbering *numbers, size_t index,
                                 uint32_t *sentence) {
  nomen_record *record = &x->document->records[index];
  nomenp_record_notes *notes;

  record->type = value->type;
  record->start = value->start;
  record->end = value->end;
  record->sentence = sentence_at(&x->document->text, value->start, sentence);
  record->entity = NOMEN_NONE;
  record->confidence = value->confidence / 1000.0;
  if (value->type == NOMEN_TYPE_DATE) {
    record->value.date = value->value.date;
  } else {
    record->value.money = value->value.money;
    relink_money(&record->value.money, numbers);
  }
  if (x->document->notes == NULL) return NOMEN_OK;
  notes = &x->document->notes[index];
  *notes = (nomenp_record_notes){0};
  if (!(x->options.flags & NOMEN_EXTRACT_EXPLAIN) || value->rule == NULL)
    return NOMEN_OK;
  notes->reasons =
      nomenp_arena_array(&x->document->arena, 1, sizeof(*notes->reasons));
  if (notes->reasons == NULL ||
      !add_reason(&x->document->arena, notes, 1, "rule:", value->rule, 0.0))
    return NOMEN_ENOMEM;
  return NOMEN_OK;
}

/* All entities' lists are one array: each name is in one of them. */
static nomen_status record_entities(nomenp_extraction *x,
                                    const nomenp_link_result *linked,
                                    const renumbering *numbers) {
  size_t *records;

  if (!ALLOCATE(&x->document->arena, &records, x->names.count))
    return NOMEN_ENOMEM;
  for (size_t i = 0; i < linked->entity_count; i++) {
    const nomenp_link_entity *from = &linked->entities[i];
    size_t count = 0;
    if (numbers->entities[i] == NOT_KEPT) continue;
    for (size_t k = 0; k < from->count; k++)
      if (numbers->names[from->records[k]] != NOT_KEPT)
        records[count++] = numbers->names[from->records[k]];
    x->document->entities[numbers->entities[i]] =
        (nomen_entity){(nomen_type)from->type, from->name, count, records};
    records += count;
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

static nomen_status record_names(nomenp_extraction *x,
                                 const nomenp_link_result *linked,
                                 const renumbering *numbers) {
  nomen_status status = NOMEN_OK;
  uint32_t sentence = 0;

  for (size_t i = 0; status == NOMEN_OK && i < x->names.count; i++)
    if (numbers->names[i] != NOT_KEPT)
      status = record_name(x, linked, numbers, i, &sentence);
  return status;
}

static nomen_status record_values(nomenp_extraction *x,
                                  const renumbering *numbers) {
  nomen_status status = NOMEN_OK;
  uint32_t sentence = 0;

  for (size_t i = 0; status == NOMEN_OK && i < x->values.count; i++)
    if (numbers->values[i] != NOT_KEPT)
      status = record_value(x, &x->values.items[i], numbers, numbers->values[i],
                            &sentence);
  return status;
}

static bool keep_array(nomenp_arena *arena, const void *items, size_t size,
                       void **out) {
  *out = nomenp_arena_allocate(arena, size);
  if (*out != NULL) memcpy(*out, items, size);
  return *out != NULL;
}

/* Of the text a document keeps what its getters ask for; what reading it took
 * is given back before the records are made. */
static nomen_status keep_tokens(nomenp_extraction *x) {
  nomenp_arena *arena = &x->document->arena;
  nomenp_text *text = &x->document->text, read = *text;
  size_t count = read.token_count;
  void *start, *end, *class, *sentences;

  if (!keep_array(arena, read.start, count * sizeof(*read.start), &start) ||
      !keep_array(arena, read.end, count * sizeof(*read.end), &end) ||
      !keep_array(arena, read.token_class, count, &class) ||
      !keep_array(arena, read.sentence_start,
                  ((size_t)read.sentence_count + 1) *
                      sizeof(*read.sentence_start),
                  &sentences))
    return NOMEN_ENOMEM;
  *text = (nomenp_text){.bytes = read.bytes,
                        .size = read.size,
                        .token_count = read.token_count,
                        .start = start,
                        .end = end,
                        .token_class = class,
                        .sentence_count = read.sentence_count,
                        .sentence_start = sentences};
  x->words = NULL;
  x->hits = (nomenp_hit_list){0};
  nomenp_arena_fini(&x->hit_items);
  nomenp_arena_fini(&x->reading);
  return NOMEN_OK;
}

nomen_status nomenp_extraction_record(nomenp_extraction *x) {
  nomenp_link_result linked = {0};
  renumbering numbers;
  nomen_status status = link_names(x, &linked);

  if (status == NOMEN_OK) status = keep_tokens(x);
  if (status == NOMEN_OK) status = number_all(x, &linked, &numbers);
  if (status == NOMEN_OK) status = record_names(x, &linked, &numbers);
  if (status == NOMEN_OK) status = record_values(x, &numbers);
  if (status == NOMEN_OK) status = record_entities(x, &linked, &numbers);
  if (status == NOMEN_OK) status = record_reference(x);
  return status;
}
