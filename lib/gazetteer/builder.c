/* SPDX-License-Identifier: MIT */
/* From rows to words, names and entries. */
#include "gazetteer/builder.h"

#include "base/error.h"
#include "gazetteer/draft.h"
#include "gazetteer/list.h"
#include "gazetteer/traits.h"

#include <string.h>

#define GRADE_DEFAULT 3u
#define GRADE_MAX 4u

/* Columns that mean something; any other is an attribute. */
typedef enum column_id {
  COLUMN_NAME = 0,
  COLUMN_ALIASES,
  COLUMN_ACRONYM,
  COLUMN_OF,
  COLUMN_TYPE,
  COLUMN_GRADE,
  COLUMN_KIND,
  COLUMN_POSITION,
  COLUMN_COUNTRY,
  COLUMN_REGION,
  COLUMN_LATITUDE,
  COLUMN_LONGITUDE,
  COLUMN_POPULATION,
  COLUMN_ID,
  COLUMN_CODE,
  COLUMN_VALUE,
  COLUMN_DATE,
  COLUMN_CITY,
  COLUMN_GENDER,
  COLUMN_ORIGIN,
  COLUMN_LEVEL,
  COLUMN_UPPER_LEVEL,
  COLUMN_LOWER,
  COLUMN_UPPER,
  COLUMN_ENDS,
  COLUMN_COUNT
} column_id;

/* Those marked are attributes in a user's list. */
static const struct {
  const char *name;
  bool is_users_own;
} columns[COLUMN_COUNT] = {
    [COLUMN_NAME] = {"name", false},
    [COLUMN_ALIASES] = {"aliases", false},
    [COLUMN_ACRONYM] = {"acronym", false},
    [COLUMN_OF] = {"of", true},
    [COLUMN_TYPE] = {"type", false},
    [COLUMN_GRADE] = {"grade", false},
    [COLUMN_KIND] = {"kind", false},
    [COLUMN_POSITION] = {"position", true},
    [COLUMN_COUNTRY] = {"country", false},
    [COLUMN_REGION] = {"region", false},
    [COLUMN_LATITUDE] = {"latitude", false},
    [COLUMN_LONGITUDE] = {"longitude", false},
    [COLUMN_POPULATION] = {"population", false},
    [COLUMN_ID] = {"id", false},
    [COLUMN_CODE] = {"code", true},
    [COLUMN_VALUE] = {"value", true},
    [COLUMN_DATE] = {"date", true},
    [COLUMN_CITY] = {"city", true},
    [COLUMN_GENDER] = {"gender", true},
    [COLUMN_ORIGIN] = {"origin", true},
    [COLUMN_LEVEL] = {"level", true},
    [COLUMN_UPPER_LEVEL] = {"upper_level", true},
    [COLUMN_LOWER] = {"lower", true},
    [COLUMN_UPPER] = {"upper", true},
    [COLUMN_ENDS] = {"ends", true},
};

/* One list while it is read. */
typedef struct reading {
  nomenp_gazetteer_builder *draft;
  nomenp_list_reader reader;
  nomen_error *error;
  unsigned list;     /* as given */
  bool is_users;
  uint8_t column_of[NOMENP_LIST_COLUMNS_MAX]; /* column, or COLUMN_COUNT */
  uint32_t column_text[NOMENP_LIST_COLUMNS_MAX]; /* attribute's name */
  nomenp_cell none;
  /* the row */
  const nomenp_cell *cells[COLUMN_COUNT];
  nomenp_list_class row_list;
  uint8_t type;
  uint8_t grade;
  uint32_t latitude, longitude, population;
  uint32_t entry; /* once made; UINT32_MAX before */
} reading;

static nomen_status fail(reading *r, column_id which, const char *message) {
  return nomenp_list_fault(&r->reader, r->cells[which], message, r->error);
}

static nomen_status no_memory(reading *r) {
  return nomenp_error_memory(r->error);
}

/* Which column each is, and the names of those that are attributes. */
static nomen_status read_columns(reading *r) {
  for (size_t i = 0; i < r->reader.column_count; i++) {
    const nomenp_cell *cell = &r->reader.columns[i];
    unsigned which = 0;
    while (which < COLUMN_COUNT &&
           (strlen(columns[which].name) != cell->size ||
            memcmp(columns[which].name, cell->bytes, cell->size) != 0 ||
            (r->is_users && columns[which].is_users_own)))
      which++;
    r->column_of[i] = (uint8_t)which;
    if (which == COLUMN_COUNT &&
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
static nomen_status take_type(reading *r) {
  static const struct {
    const char *name;
    nomenp_list_class list;
  } types[] = {{"person", NOMENP_LIST_PERSON},
               {"organisation", NOMENP_LIST_ORGANISATION},
               {"place", NOMENP_LIST_PLACE}};
  const nomenp_cell *cell = r->cells[COLUMN_TYPE];

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
  if (cell->size != 0) return fail(r, COLUMN_TYPE, "unknown type");
  if (r->list != NOMENP_LIST_DENY)
    return fail(r, COLUMN_TYPE, "row has no type");
  r->row_list = NOMENP_LIST_EVENT; /* a name that is not reported */
  r->type = NOMENP_TYPE_ANY;
  return NOMEN_OK;
}

static nomen_status take_number(reading *r, column_id which, uint32_t limit,
                                uint32_t otherwise, uint32_t *out) {
  *out = otherwise;
  if (r->cells[which]->size == 0 ||
      nomenp_list_number(r->cells[which], limit, out))
    return NOMEN_OK;
  return fail(r, which, "not a number in range");
}

static nomen_status take_degrees(reading *r, column_id which, int32_t limit,
                                 uint32_t *out) {
  int32_t value = 0;

  if (r->cells[which]->size != 0 &&
      !nomenp_list_degrees(r->cells[which], limit, &value))
    return fail(r, which, "not degrees in range");
  *out = (uint32_t)value;
  return NOMEN_OK;
}

static nomen_status take_numbers(reading *r) {
  uint32_t grade;
  nomen_status status =
      take_number(r, COLUMN_GRADE, GRADE_MAX, GRADE_DEFAULT, &grade);

  r->grade = (uint8_t)grade;
  if (status == NOMEN_OK && grade == 0)
    status = fail(r, COLUMN_GRADE, "not a number in range");
  if (status == NOMEN_OK)
    status = take_number(r, COLUMN_POPULATION, UINT32_MAX, 0, &r->population);
  if (status == NOMEN_OK)
    status = take_degrees(r, COLUMN_LATITUDE, 90, &r->latitude);
  if (status == NOMEN_OK)
    status = take_degrees(r, COLUMN_LONGITUDE, 180, &r->longitude);
  if (status == NOMEN_OK && (r->cells[COLUMN_LATITUDE]->size == 0) !=
                                (r->cells[COLUMN_LONGITUDE]->size == 0))
    status = fail(r, COLUMN_LATITUDE, "latitude and longitude go together");
  return status;
}

static bool push_detail(nomenp_gazetteer_builder *draft, uint32_t value) {
  if (draft->record_count >= UINT32_MAX - 1 ||
      !NOMENP_GROW(draft->memory, &draft->records, &draft->record_capacity,
                   draft->record_count + 1))
    return false;
  draft->records[draft->record_count++] = value;
  return true;
}

static bool push_text(reading *r, column_id which, uint8_t bit, uint8_t *mask) {
  const nomenp_cell *cell = r->cells[which];
  uint32_t offset;

  if (cell->size == 0 || *mask & bit) return true;
  *mask |= bit;
  return (which == COLUMN_ID
              ? nomenp_string_pool_append(&r->draft->strings, cell->bytes,
                                          cell->size, &offset)
              : nomenp_string_pool_add(&r->draft->strings, cell->bytes,
                                       cell->size, &offset)) &&
         push_detail(r->draft, offset);
}

static bool push_number(reading *r, bool is_known, uint32_t value,
                        uint8_t bit, uint8_t *mask) {
  if (!is_known) return true;
  *mask |= bit;
  return push_detail(r->draft, value);
}

/* Columns of no meaning here, as pairs behind their count. */
static bool push_attributes(reading *r, uint8_t *mask) {
  size_t at = r->draft->record_count;
  uint32_t offset;

  for (size_t i = 0; i < r->reader.column_count; i++) {
    const nomenp_cell *cell = &r->reader.cells[i];
    if (r->column_of[i] != COLUMN_COUNT || cell->size == 0) continue;
    if (!(*mask & NOMENP_DETAIL_ATTRIBUTES) && !push_detail(r->draft, 0))
      return false;
    *mask |= NOMENP_DETAIL_ATTRIBUTES;
    if (!nomenp_string_pool_add(&r->draft->strings, cell->bytes, cell->size,
                                &offset) ||
        !push_detail(r->draft, r->column_text[i]) ||
        !push_detail(r->draft, offset))
      return false;
    r->draft->records[at]++;
  }
  return true;
}

/* An acronym column may hold several; the first is the entry's. */
static bool push_acronym(reading *r, uint8_t *mask) {
  nomenp_cell first = *r->cells[COLUMN_ACRONYM];
  const nomenp_cell *whole = r->cells[COLUMN_ACRONYM];
  const char *bar = first.size ? memchr(first.bytes, '|', first.size) : NULL;
  bool done;

  if (bar != NULL) first.size = (uint32_t)(bar - first.bytes);
  r->cells[COLUMN_ACRONYM] = &first;
  done = push_text(r, COLUMN_ACRONYM, NOMENP_DETAIL_ACRONYM, mask);
  r->cells[COLUMN_ACRONYM] = whole;
  return done;
}

static bool push_details(reading *r, uint8_t *mask) {
  bool has_position = r->cells[COLUMN_LATITUDE]->size != 0;

  return push_text(r, COLUMN_ID, NOMENP_DETAIL_ID, mask) &&
         push_acronym(r, mask) &&
         push_text(r, COLUMN_CODE, NOMENP_DETAIL_CODE, mask) &&
         push_text(r, COLUMN_VALUE, NOMENP_DETAIL_CODE, mask) &&
         push_text(r, COLUMN_DATE, NOMENP_DETAIL_CODE, mask) &&
         push_number(r, has_position, r->latitude, NOMENP_DETAIL_LATITUDE,
                     mask) &&
         push_number(r, has_position, r->longitude, NOMENP_DETAIL_LONGITUDE,
                     mask) &&
         push_number(r, r->population != 0, r->population,
                     NOMENP_DETAIL_POPULATION, mask) &&
         push_attributes(r, mask);
}

static bool make_facts(reading *r, uint8_t mask, uint32_t *index) {
  nomenp_string_pool *strings = &r->draft->strings;
  const nomenp_cell *kind = r->cells[COLUMN_KIND];
  const nomenp_cell *country = r->cells[COLUMN_COUNTRY];
  const nomenp_cell *region = r->cells[COLUMN_REGION];
  nomenp_image_facts facts;

  memset(&facts, 0, sizeof(facts));
  if (kind->size == 0) kind = r->cells[COLUMN_POSITION];
  facts.list = (uint8_t)r->row_list;
  facts.grade = r->grade;
  facts.type = r->type;
  facts.mask = mask;
  return nomenp_string_pool_add(strings, kind->bytes, kind->size,
                                &facts.kind) &&
         nomenp_string_pool_add(strings, country->bytes, country->size,
                                &facts.country) &&
         nomenp_string_pool_add(strings, region->bytes, region->size,
                                &facts.region) &&
         nomenp_intern_add(&r->draft->facts, &facts, index);
}

/* The entry of the row, made when its first name needs it. */
static bool make_entry(reading *r) {
  nomenp_gazetteer_builder *draft = r->draft;
  const nomenp_cell *name = r->cells[COLUMN_NAME];
  const nomenp_cell *of = r->cells[COLUMN_OF];
  size_t at = draft->record_count;
  uint32_t text, facts;
  uint8_t mask = 0;

  if (r->entry != UINT32_MAX) return true;
  /* Built-in aliases find their entries by the one place of a name. */
  if (!(r->is_users ? nomenp_string_pool_append
                    : nomenp_string_pool_add)(&draft->strings, name->bytes,
                                              name->size, &text) ||
      !push_detail(draft, text) || !push_detail(draft, 0) ||
      !push_details(r, &mask) || !make_facts(r, mask, &facts))
    return false;
  draft->records[at + NOMENP_RECORD_FACTS] = facts;
  r->entry = (uint32_t)at;
  if (of->size != 0) {
    nomenp_draft_alias alias = {r->entry, 0};
    if (!nomenp_string_pool_add(&draft->strings, of->bytes, of->size,
                                &alias.of) ||
        !NOMENP_GROW(draft->memory, &draft->aliases, &draft->alias_capacity,
                     draft->alias_count + 1))
      return false;
    draft->aliases[draft->alias_count++] = alias;
  }
  return true;
}

static bool add_name(reading *r, const nomenp_spelling *spelling,
                     uint8_t flags) {
  nomenp_gazetteer_builder *draft = r->draft;
  nomenp_draft_name name;

  if (!make_entry(r) ||
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
static nomen_status note_word_counts(reading *r, nomenp_word *word) {
  uint32_t level, upper_level, lower, upper;
  nomen_status status = take_number(r, COLUMN_LEVEL, 100, 0, &level);

  if (status == NOMEN_OK)
    status = take_number(r, COLUMN_UPPER_LEVEL, 100, 0, &upper_level);
  if (status == NOMEN_OK)
    status = take_number(r, COLUMN_LOWER, UINT32_MAX, 0, &lower);
  if (status == NOMEN_OK)
    status = take_number(r, COLUMN_UPPER, UINT32_MAX, 0, &upper);
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
static nomen_status note_word(reading *r, uint32_t index,
                              bool is_abbreviation) {
  uint8_t traits = nomenp_list_class_traits(r->row_list)->flags;
  nomenp_word word = *nomenp_draft_profile(r->draft, index);
  nomen_status status = NOMEN_OK;

  if (!(traits & NOMENP_TRAIT_NAMED))
    word.lists |= UINT64_C(1) << r->row_list;
  if (r->row_list == NOMENP_LIST_GIVEN) {
    word.given = larger(word.given, r->grade);
    word.gender |= genders(r->cells[COLUMN_GENDER]);
  }
  if (r->row_list == NOMENP_LIST_SURNAME)
    word.surname = larger(word.surname, r->grade);
  if (r->row_list == NOMENP_LIST_FUNCTION)
    word.flags |= NOMENP_WORD_STARTER;
  if (r->row_list == NOMENP_LIST_ABBREVIATION)
    word.flags |= NOMENP_WORD_ABBREVIATION;
  if (is_abbreviation) word.flags |= NOMENP_WORD_ABBREVIATION;
  if ((is_abbreviation && traits & NOMENP_TRAIT_ENDS) ||
      (r->row_list == NOMENP_LIST_ABBREVIATION &&
       text_is(r->cells[COLUMN_ENDS], "1")))
    word.flags |= NOMENP_WORD_ENDS;
  if (r->row_list == NOMENP_LIST_PLACE) {
    if (r->population >= 1000000) word.flags |= NOMENP_WORD_CITY_1M;
    if (r->population >= 200000) word.flags |= NOMENP_WORD_CITY_200K;
    if (r->population >= 50000) word.flags |= NOMENP_WORD_CITY_50K;
    if (text_is(r->cells[COLUMN_KIND], "country"))
      word.flags |= NOMENP_WORD_COUNTRY;
  }
  if (r->row_list == NOMENP_LIST_WORD) status = note_word_counts(r, &word);
  if (status != NOMEN_OK) return status;
  return nomenp_draft_set_profile(r->draft, index, &word) ? NOMEN_OK
                                                          : no_memory(r);
}

/* One way by which the row's thing is called. */
static nomen_status take_name(reading *r, const nomenp_cell *cell,
                              uint8_t flags) {
  nomenp_spelling spellings[NOMENP_SPELLINGS_MAX];
  uint8_t traits = nomenp_list_class_traits(r->row_list)->flags;
  bool is_abbreviation;
  size_t count;
  nomen_status status;

  switch (nomenp_draft_spell(r->draft, cell->bytes, cell->size, spellings,
                             &count, &is_abbreviation)) {
  case NOMENP_SPELL_OK: break;
  case NOMENP_SPELL_MEMORY: return no_memory(r);
  case NOMENP_SPELL_EMPTY:
    return nomenp_list_fault(&r->reader, cell, "name without a word",
                             r->error);
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
static nomen_status take_names(reading *r, column_id which, uint8_t flags) {
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
static nomen_status take_city(reading *r) {
  nomenp_spelling spellings[NOMENP_SPELLINGS_MAX];
  const nomenp_cell *cell = r->cells[COLUMN_CITY];
  bool is_abbreviation;
  size_t count;
  nomenp_word word;

  if (r->row_list != NOMENP_LIST_TEAM || cell->size == 0) return NOMEN_OK;
  if (nomenp_draft_spell(r->draft, cell->bytes, cell->size, spellings, &count,
                         &is_abbreviation) != NOMENP_SPELL_OK)
    return fail(r, COLUMN_CITY, "city without a name");
  if (spellings[0].count != 1) return NOMEN_OK;
  word = *nomenp_draft_profile(r->draft, spellings[0].words[0]);
  word.flags |= NOMENP_WORD_TEAM_CITY;
  return nomenp_draft_set_profile(r->draft, spellings[0].words[0], &word)
             ? NOMEN_OK
             : no_memory(r);
}

static nomen_status take_row(reading *r) {
  nomen_status status;

  for (unsigned i = 0; i < COLUMN_COUNT; i++) r->cells[i] = &r->none;
  r->none = (nomenp_cell){r->reader.cells[0].bytes, 0, 1};
  for (size_t i = 0; i < r->reader.column_count; i++)
    if (r->column_of[i] != COLUMN_COUNT)
      r->cells[r->column_of[i]] = &r->reader.cells[i];
  r->entry = UINT32_MAX;
  if (r->cells[COLUMN_NAME]->size == 0)
    return fail(r, COLUMN_NAME, "row has no name");
  status = take_type(r);
  if (status == NOMEN_OK) status = take_numbers(r);
  if (status == NOMEN_OK)
    status = take_name(r, r->cells[COLUMN_NAME], NOMENP_NAME_CANONICAL);
  if (status == NOMEN_OK) status = take_names(r, COLUMN_ALIASES, 0);
  if (status == NOMEN_OK)
    status = take_names(r, COLUMN_ACRONYM, NOMENP_NAME_ACRONYM);
  if (status == NOMEN_OK) status = take_city(r);
  return status;
}

static nomen_status read_list(reading *r, const char *label,
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
  reading r;
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
