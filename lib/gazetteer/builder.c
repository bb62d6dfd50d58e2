/* SPDX-License-Identifier: MIT */
/* From rows to words, names and entries. */
#include "gazetteer/builder.h"

#include "base/error.h"
#include "gazetteer/row.h"
#include "gazetteer/traits.h"

#include <string.h>

#define GRADE_DEFAULT 3u
#define GRADE_MAX 4u

/* Those marked are attributes in a user's list. */
static const struct {
  const char *name;
  bool is_users_own;
} columns[NOMENP_COLUMN_COUNT] = {
    [NOMENP_COLUMN_NAME] = {"name", false},
    [NOMENP_COLUMN_ALIASES] = {"aliases", false},
    [NOMENP_COLUMN_ACRONYM] = {"acronym", false},
    [NOMENP_COLUMN_OF] = {"of", true},
    [NOMENP_COLUMN_TYPE] = {"type", false},
    [NOMENP_COLUMN_GRADE] = {"grade", false},
    [NOMENP_COLUMN_KIND] = {"kind", false},
    [NOMENP_COLUMN_POSITION] = {"position", true},
    [NOMENP_COLUMN_COUNTRY] = {"country", false},
    [NOMENP_COLUMN_REGION] = {"region", false},
    [NOMENP_COLUMN_LATITUDE] = {"latitude", false},
    [NOMENP_COLUMN_LONGITUDE] = {"longitude", false},
    [NOMENP_COLUMN_POPULATION] = {"population", false},
    [NOMENP_COLUMN_ID] = {"id", false},
    [NOMENP_COLUMN_CODE] = {"code", true},
    [NOMENP_COLUMN_VALUE] = {"value", true},
    [NOMENP_COLUMN_DATE] = {"date", true},
    [NOMENP_COLUMN_CITY] = {"city", true},
    [NOMENP_COLUMN_GENDER] = {"gender", true},
    [NOMENP_COLUMN_ORIGIN] = {"origin", true},
    [NOMENP_COLUMN_LEVEL] = {"level", true},
    [NOMENP_COLUMN_UPPER_LEVEL] = {"upper_level", true},
    [NOMENP_COLUMN_LOWER] = {"lower", true},
    [NOMENP_COLUMN_UPPER] = {"upper", true},
    [NOMENP_COLUMN_ENDS] = {"ends", true},
};

static nomen_status fail(nomenp_row *r, nomenp_column which,
                         const char *message) {
  return nomenp_list_fault(&r->reader, r->cells[which], message, r->error);
}

static nomen_status no_memory(nomenp_row *r) {
  return nomenp_error_memory(r->error);
}

/* Which column each is, and the names of those that are attributes. */
static nomen_status read_columns(nomenp_row *r) {
  for (size_t i = 0; i < r->reader.column_count; i++) {
    const nomenp_cell *cell = &r->reader.columns[i];
    unsigned which = 0;
    while (which < NOMENP_COLUMN_COUNT &&
           (strlen(columns[which].name) != cell->size ||
            memcmp(columns[which].name, cell->bytes, cell->size) != 0 ||
            (r->is_users && columns[which].is_users_own)))
      which++;
    r->column_of[i] = (uint8_t)which;
    if (which == NOMENP_COLUMN_COUNT &&
        !nomenp_string_pool_add(&r->draft->strings, cell->bytes, cell->size,
                                &r->column_text[i]))
      return no_memory(r);
  }
  return NOMEN_OK;
}

static bool text_is(const nomenp_cell *cell, const char *text) {
  return strlen(text) == cell->size &&
         memcmp(cell->bytes, text, cell->size) == 0;
}

/* The type of a user's name decides its list too. */
static nomen_status take_type(nomenp_row *r) {
  static const struct {
    const char *name;
    nomenp_list_class list;
  } types[] = {{"person", NOMENP_LIST_PERSON},
               {"organisation", NOMENP_LIST_ORGANISATION},
               {"place", NOMENP_LIST_PLACE}};
  const nomenp_cell *cell = r->cells[NOMENP_COLUMN_TYPE];

  if (!r->is_users) {
    r->row_list = (nomenp_list_class)r->list;
    r->type = nomenp_list_class_traits(r->row_list)->type;
    return NOMEN_OK;
  }
  for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
    if (text_is(cell, types[i].name)) {
      r->row_list = types[i].list;
      r->type = nomenp_list_class_traits(r->row_list)->type;
      return NOMEN_OK;
    }
  if (cell->size != 0) return fail(r, NOMENP_COLUMN_TYPE, "unknown type");
  if (r->list != NOMENP_LIST_DENY)
    return fail(r, NOMENP_COLUMN_TYPE, "row has no type");
  r->row_list = NOMENP_LIST_EVENT; /* a name that is not reported */
  r->type = NOMENP_TYPE_ANY;
  return NOMEN_OK;
}

static nomen_status take_number(nomenp_row *r, nomenp_column which,
                                uint32_t limit, uint32_t otherwise,
                                uint32_t *out) {
  *out = otherwise;
  if (r->cells[which]->size == 0 ||
      nomenp_list_number(r->cells[which], limit, out))
    return NOMEN_OK;
  return fail(r, which, "not a number in range");
}

static nomen_status take_degrees(nomenp_row *r, nomenp_column which,
                                 int32_t limit, uint32_t *out) {
  int32_t value = 0;

  if (r->cells[which]->size != 0 &&
      !nomenp_list_degrees(r->cells[which], limit, &value))
    return fail(r, which, "not degrees in range");
  *out = (uint32_t)value;
  return NOMEN_OK;
}

static nomen_status take_numbers(nomenp_row *r) {
  uint32_t grade;
  nomen_status status =
      take_number(r, NOMENP_COLUMN_GRADE, GRADE_MAX, GRADE_DEFAULT, &grade);

  r->grade = (uint8_t)grade;
  if (status == NOMEN_OK && grade == 0)
    status = fail(r, NOMENP_COLUMN_GRADE, "not a number in range");
  if (status == NOMEN_OK)
    status =
        take_number(r, NOMENP_COLUMN_POPULATION, UINT32_MAX, 0, &r->population);
  if (status == NOMEN_OK)
    status = take_degrees(r, NOMENP_COLUMN_LATITUDE, 90, &r->latitude);
  if (status == NOMEN_OK)
    status = take_degrees(r, NOMENP_COLUMN_LONGITUDE, 180, &r->longitude);
  if (status == NOMEN_OK && (r->cells[NOMENP_COLUMN_LATITUDE]->size == 0) !=
                                (r->cells[NOMENP_COLUMN_LONGITUDE]->size == 0))
    status =
        fail(r, NOMENP_COLUMN_LATITUDE, "latitude and longitude go together");
  return status;
}

static bool add_name(nomenp_row *r, const nomenp_spelling *spelling,
                     uint8_t flags) {
  nomenp_gazetteer_builder *draft = r->draft;
  nomenp_draft_name name;

  if (!nomenp_row_make_entry(r) ||
      !NOMENP_GROW(draft->memory, &draft->names, &draft->name_capacity,
                   draft->name_count + 1) ||
      draft->sequence_count > UINT32_MAX - NOMENP_NAME_TOKENS_MAX ||
      !NOMENP_GROW(draft->memory, &draft->sequence, &draft->sequence_capacity,
                   draft->sequence_count + spelling->count))
    return false;
  memset(&name, 0, sizeof(name));
  name.first = (uint32_t)draft->sequence_count;
  name.entry = r->entry;
  name.capitals = spelling->capitals;
  name.count = spelling->count;
  name.flags = flags | spelling->flags;
  if (r->is_users) name.flags |= NOMENP_DRAFT_USER;
  if (nomenp_list_class_traits(r->row_list)->flags & NOMENP_TRAIT_SILENT)
    name.flags |= NOMENP_NAME_SILENT;
  name.grade = r->grade;
  name.list = (uint8_t)r->row_list;
  memcpy(draft->sequence + draft->sequence_count, spelling->words,
         spelling->count * sizeof(*spelling->words));
  draft->sequence_count += spelling->count;
  draft->names[draft->name_count++] = name;
  return true;
}

static uint8_t larger(uint8_t a, uint32_t b) {
  return b > a ? (uint8_t)b : a;
}

static uint8_t genders(const nomenp_cell *cell) {
  uint8_t out = 0;

  for (uint32_t i = 0; i < cell->size; i++) {
    char c = (char)(cell->bytes[i] | 0x20);
    if (c == 'm' || c == 'u') out |= NOMENP_GENDER_MALE;
    if (c == 'f' || c == 'u') out |= NOMENP_GENDER_FEMALE;
  }
  return out;
}

/* What the word list counts of a word. */
static nomen_status note_word_counts(nomenp_row *r, nomenp_word *word) {
  uint32_t level, upper_level, lower, upper;
  nomen_status status = take_number(r, NOMENP_COLUMN_LEVEL, 100, 0, &level);

  if (status == NOMEN_OK)
    status = take_number(r, NOMENP_COLUMN_UPPER_LEVEL, 100, 0, &upper_level);
  if (status == NOMEN_OK)
    status = take_number(r, NOMENP_COLUMN_LOWER, UINT32_MAX, 0, &lower);
  if (status == NOMEN_OK)
    status = take_number(r, NOMENP_COLUMN_UPPER, UINT32_MAX, 0, &upper);
  if (status != NOMEN_OK) return status;
  word->level = (uint8_t)((level + 5) / 10);
  word->upper_level = (uint8_t)((upper_level + 5) / 10);
  word->lower_share = 255;
  if ((uint64_t)lower + upper != 0)
    word->lower_share =
        (uint8_t)((uint64_t)lower * 254 / ((uint64_t)lower + upper));
  return NOMEN_OK;
}

/* What the row says of a word that is all of a name. */
static nomen_status note_word(nomenp_row *r, uint32_t index,
                              bool is_abbreviation) {
  uint8_t traits = nomenp_list_class_traits(r->row_list)->flags;
  nomenp_word word = *nomenp_draft_profile(r->draft, index);
  nomen_status status = NOMEN_OK;

  if (!(traits & NOMENP_TRAIT_NAMED)) word.lists |= UINT64_C(1) << r->row_list;
  if (r->row_list == NOMENP_LIST_GIVEN) {
    word.given = larger(word.given, r->grade);
    word.gender |= genders(r->cells[NOMENP_COLUMN_GENDER]);
  }
  if (r->row_list == NOMENP_LIST_SURNAME)
    word.surname = larger(word.surname, r->grade);
  if (r->row_list == NOMENP_LIST_FUNCTION) word.flags |= NOMENP_WORD_STARTER;
  if (r->row_list == NOMENP_LIST_ABBREVIATION)
    word.flags |= NOMENP_WORD_ABBREVIATION;
  if (is_abbreviation) word.flags |= NOMENP_WORD_ABBREVIATION;
  if ((is_abbreviation && traits & NOMENP_TRAIT_ENDS) ||
      (r->row_list == NOMENP_LIST_ABBREVIATION &&
       text_is(r->cells[NOMENP_COLUMN_ENDS], "1")))
    word.flags |= NOMENP_WORD_ENDS;
  if (r->row_list == NOMENP_LIST_PLACE) {
    if (r->population >= 1000000) word.flags |= NOMENP_WORD_CITY_1M;
    if (r->population >= 200000) word.flags |= NOMENP_WORD_CITY_200K;
    if (r->population >= 50000) word.flags |= NOMENP_WORD_CITY_50K;
    if (text_is(r->cells[NOMENP_COLUMN_KIND], "country"))
      word.flags |= NOMENP_WORD_COUNTRY;
  }
  if (r->row_list == NOMENP_LIST_WORD) status = note_word_counts(r, &word);
  if (status != NOMEN_OK) return status;
  return nomenp_draft_set_profile(r->draft, index, &word) ? NOMEN_OK
                                                          : no_memory(r);
}

/* One way by which the row's thing is called. */
static nomen_status take_name(nomenp_row *r, const nomenp_cell *cell,
                              uint8_t flags) {
  nomenp_spelling spellings[NOMENP_SPELLINGS_MAX];
  uint8_t traits = nomenp_list_class_traits(r->row_list)->flags;
  bool is_abbreviation;
  size_t count;
  nomen_status status;

  switch (nomenp_draft_spell(r->draft, cell->bytes, cell->size, spellings,
                             &count, &is_abbreviation)) {
  case NOMENP_SPELL_OK:
    break;
  case NOMENP_SPELL_MEMORY:
    return no_memory(r);
  case NOMENP_SPELL_EMPTY:
    return nomenp_list_fault(&r->reader, cell, "name without a word", r->error);
  case NOMENP_SPELL_LONG:
    return nomenp_list_fault(&r->reader, cell, "name of more than 16 words",
                             r->error);
  }
  for (size_t i = 0; i < count; i++) {
    bool is_single = spellings[i].count == 1;
    if (is_single) {
      status = note_word(r, spellings[i].words[0], is_abbreviation);
      if (status != NOMEN_OK) return status;
    }
    if (traits & NOMENP_TRAIT_WORDS ||
        (is_single && !(traits & NOMENP_TRAIT_NAMED)))
      continue;
    if (!add_name(r, &spellings[i], flags)) return no_memory(r);
  }
  return NOMEN_OK;
}

/* The parts of a cell between bars; empty ones are passed over. */
static nomen_status take_names(nomenp_row *r, nomenp_column which,
                               uint8_t flags) {
  const nomenp_cell *cell = r->cells[which];
  nomenp_cell part = *cell;
  const char *end = cell->bytes + cell->size;
  nomen_status status = NOMEN_OK;

  while (status == NOMEN_OK && part.bytes < end) {
    const char *bar = memchr(part.bytes, '|', (size_t)(end - part.bytes));
    const char *stop = bar != NULL ? bar : end;
    part.size = (uint32_t)(stop - part.bytes);
    if (part.size != 0) status = take_name(r, &part, flags);
    if (bar == NULL) break;
    part.column += part.size + 1;
    part.bytes = stop + 1;
  }
  return status;
}

/* A team's city is known by it: mark the word. */
static nomen_status take_city(nomenp_row *r) {
  nomenp_spelling spellings[NOMENP_SPELLINGS_MAX];
  const nomenp_cell *cell = r->cells[NOMENP_COLUMN_CITY];
  bool is_abbreviation;
  size_t count;
  nomenp_word word;

  if (r->row_list != NOMENP_LIST_TEAM || cell->size == 0) return NOMEN_OK;
  if (nomenp_draft_spell(r->draft, cell->bytes, cell->size, spellings, &count,
                         &is_abbreviation) != NOMENP_SPELL_OK)
    return fail(r, NOMENP_COLUMN_CITY, "city without a name");
  if (spellings[0].count != 1) return NOMEN_OK;
  word = *nomenp_draft_profile(r->draft, spellings[0].words[0]);
  word.flags |= NOMENP_WORD_TEAM_CITY;
  return nomenp_draft_set_profile(r->draft, spellings[0].words[0], &word)
             ? NOMEN_OK
             : no_memory(r);
}

static nomen_status take_row(nomenp_row *r) {
  nomen_status status;

  for (unsigned i = 0; i < NOMENP_COLUMN_COUNT; i++)
    r->cells[i] = &r->none;
  r->none = (nomenp_cell){r->reader.cells[0].bytes, 0, 1};
  for (size_t i = 0; i < r->reader.column_count; i++)
    if (r->column_of[i] != NOMENP_COLUMN_COUNT)
      r->cells[r->column_of[i]] = &r->reader.cells[i];
  r->entry = UINT32_MAX;
  if (r->cells[NOMENP_COLUMN_NAME]->size == 0)
    return fail(r, NOMENP_COLUMN_NAME, "row has no name");
  status = take_type(r);
  if (status == NOMEN_OK) status = take_numbers(r);
  if (status == NOMEN_OK)
    status = take_name(r, r->cells[NOMENP_COLUMN_NAME], NOMENP_NAME_CANONICAL);
  if (status == NOMEN_OK) status = take_names(r, NOMENP_COLUMN_ALIASES, 0);
  if (status == NOMEN_OK)
    status = take_names(r, NOMENP_COLUMN_ACRONYM, NOMENP_NAME_ACRONYM);
  if (status == NOMEN_OK) status = take_city(r);
  return status;
}

static nomen_status read_list(nomenp_row *r, const char *label,
                              const char *bytes, size_t size) {
  bool has_row;
  nomen_status status =
      nomenp_list_open(&r->reader, label, bytes, size, r->error);

  if (status == NOMEN_OK) status = read_columns(r);
  while (status == NOMEN_OK) {
    status = nomenp_list_next(&r->reader, &has_row, r->error);
    if (status != NOMEN_OK || !has_row) break;
    status = take_row(r);
  }
  return status;
}

nomen_status nomenp_gazetteer_builder_add(nomenp_gazetteer_builder *builder,
                                          unsigned list, const char *label,
                                          const char *bytes, size_t size,
                                          nomen_error *error) {
  nomenp_row r;
  nomen_status status;

  if (builder->is_spent || list > NOMENP_LIST_DENY)
    return nomenp_error_set(error, NOMEN_EARG, 0, "builder is used up");
  memset(&r, 0, sizeof(r));
  r.draft = builder;
  r.error = error;
  r.list = list;
  r.is_users = list >= NOMENP_LIST_COUNT;
  status = read_list(&r, label, bytes, size);
  builder->is_spent = status != NOMEN_OK;
  return status;
}

nomen_status nomenp_gazetteer_builder_new(const nomen_allocator *memory,
                                          nomenp_gazetteer_builder **out) {
  static const nomenp_word unknown = {.lower_share = 255};
  nomenp_gazetteer_builder *draft =
      nomenp_memory_allocate_zeroed(memory, sizeof(*draft));
  uint32_t first;

  *out = NULL;
  if (draft == NULL) return NOMEN_ENOMEM;
  draft->memory = memory;
  nomenp_arena_init(&draft->scratch, memory);
  nomenp_intern_init(&draft->words, memory, sizeof(nomenp_draft_word),
                     sizeof(uint64_t));
  nomenp_intern_init(&draft->profiles, memory, sizeof(nomenp_word),
                     sizeof(nomenp_word));
  nomenp_intern_init(&draft->facts, memory, sizeof(nomenp_image_facts),
                     sizeof(nomenp_image_facts));
  nomenp_string_pool_init(&draft->strings, memory);
  if (!nomenp_intern_add(&draft->profiles, &unknown, &first) ||
      !nomenp_string_pool_add(&draft->strings, "", 0, &first)) {
    nomenp_gazetteer_builder_free(draft);
    return NOMEN_ENOMEM;
  }
  *out = draft;
  return NOMEN_OK;
}

void nomenp_gazetteer_builder_free(nomenp_gazetteer_builder *builder) {
  if (builder == NULL) return;
  nomenp_arena_fini(&builder->scratch);
  nomenp_intern_fini(&builder->words);
  nomenp_intern_fini(&builder->profiles);
  nomenp_intern_fini(&builder->facts);
  nomenp_string_pool_fini(&builder->strings);
  nomenp_memory_release(builder->memory, builder->sequence);
  nomenp_memory_release(builder->memory, builder->names);
  nomenp_memory_release(builder->memory, builder->records);
  nomenp_memory_release(builder->memory, builder->aliases);
  nomenp_memory_release(builder->memory, builder);
}
