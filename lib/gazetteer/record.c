/* SPDX-License-Identifier: MIT */
/* The record of an entry: name, facts shared with others, details of its own.
 */
#include "gazetteer/row.h"

#include <string.h>

static bool push_detail(nomenp_gazetteer_builder *draft, uint32_t value) {
  if (draft->record_count >= UINT32_MAX - 1 ||
      !NOMENP_GROW(draft->memory, &draft->records, &draft->record_capacity,
                   draft->record_count + 1))
    return false;
  draft->records[draft->record_count++] = value;
  return true;
}

static bool push_text(nomenp_row *r, nomenp_column which, uint8_t bit,
                      uint8_t *mask) {
  const nomenp_cell *cell = r->cells[which];
  uint32_t offset;

  if (cell->size == 0 || *mask & bit) return true;
  *mask |= bit;
  return (which == NOMENP_COLUMN_ID
              ? nomenp_string_pool_append(&r->draft->strings, cell->bytes,
                                          cell->size, &offset)
              : nomenp_string_pool_add(&r->draft->strings, cell->bytes,
                                       cell->size, &offset)) &&
         push_detail(r->draft, offset);
}

static bool push_number(nomenp_row *r, bool is_known, uint32_t value,
                        uint8_t bit, uint8_t *mask) {
  if (!is_known) return true;
  *mask |= bit;
  return push_detail(r->draft, value);
}

/* Columns of no meaning here, as pairs behind their count. */
static bool push_attributes(nomenp_row *r, uint8_t *mask) {
  size_t at = r->draft->record_count;
  uint32_t offset;

  for (size_t i = 0; i < r->reader.column_count; i++) {
    const nomenp_cell *cell = &r->reader.cells[i];
    if (r->column_of[i] != NOMENP_COLUMN_COUNT || cell->size == 0) continue;
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
static bool push_acronym(nomenp_row *r, uint8_t *mask) {
  nomenp_cell first = *r->cells[NOMENP_COLUMN_ACRONYM];
  const nomenp_cell *whole = r->cells[NOMENP_COLUMN_ACRONYM];
  const char *bar = first.size ? memchr(first.bytes, '|', first.size) : NULL;
  bool done;

  if (bar != NULL) first.size = (uint32_t)(bar - first.bytes);
  r->cells[NOMENP_COLUMN_ACRONYM] = &first;
  done = push_text(r, NOMENP_COLUMN_ACRONYM, NOMENP_DETAIL_ACRONYM, mask);
  r->cells[NOMENP_COLUMN_ACRONYM] = whole;
  return done;
}

static bool push_details(nomenp_row *r, uint8_t *mask) {
  bool has_position = r->cells[NOMENP_COLUMN_LATITUDE]->size != 0;

  return push_text(r, NOMENP_COLUMN_ID, NOMENP_DETAIL_ID, mask) &&
         push_acronym(r, mask) &&
         push_text(r, NOMENP_COLUMN_CODE, NOMENP_DETAIL_CODE, mask) &&
         push_text(r, NOMENP_COLUMN_VALUE, NOMENP_DETAIL_CODE, mask) &&
         push_text(r, NOMENP_COLUMN_DATE, NOMENP_DETAIL_CODE, mask) &&
         push_number(r, has_position, r->latitude, NOMENP_DETAIL_LATITUDE,
                     mask) &&
         push_number(r, has_position, r->longitude, NOMENP_DETAIL_LONGITUDE,
                     mask) &&
         push_number(r, r->population != 0, r->population,
                     NOMENP_DETAIL_POPULATION, mask) &&
         push_attributes(r, mask);
}

static bool make_facts(nomenp_row *r, uint8_t mask, uint32_t *index) {
  nomenp_string_pool *strings = &r->draft->strings;
  const nomenp_cell *kind = r->cells[NOMENP_COLUMN_KIND];
  const nomenp_cell *country = r->cells[NOMENP_COLUMN_COUNTRY];
  const nomenp_cell *region = r->cells[NOMENP_COLUMN_REGION];
  nomenp_image_facts facts;

  memset(&facts, 0, sizeof(facts));
  if (kind->size == 0) kind = r->cells[NOMENP_COLUMN_POSITION];
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

bool nomenp_row_make_entry(nomenp_row *r) {
  nomenp_gazetteer_builder *draft = r->draft;
  const nomenp_cell *name = r->cells[NOMENP_COLUMN_NAME];
  const nomenp_cell *of = r->cells[NOMENP_COLUMN_OF];
  size_t at = draft->record_count;
  uint32_t text, facts;
  uint8_t mask = 0;

  if (r->entry != UINT32_MAX) return true;
  /* Built-in aliases find their entries by the one place of a name. */
  if (!(r->is_users ? nomenp_string_pool_append : nomenp_string_pool_add)(
          &draft->strings, name->bytes, name->size, &text) ||
      !push_detail(draft, text) || !push_detail(draft, 0) ||
      !push_details(r, &mask) || !make_facts(r, mask, &facts))
    return false;
  draft->records[at + NOMENP_RECORD_FACTS] = facts;
  r->entry = (uint32_t)at;
  if (of->size != 0) {
    nomenp_draft_alias alias = {r->entry, 0, false};
    if (!nomenp_string_pool_add(&draft->strings, of->bytes, of->size,
                                &alias.of) ||
        !NOMENP_GROW(draft->memory, &draft->aliases, &draft->alias_capacity,
                     draft->alias_count + 1))
      return false;
    draft->aliases[draft->alias_count++] = alias;
  }
  return true;
}
