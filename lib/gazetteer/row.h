/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_GAZETTEER_ROW_H
#define NOMEN_GAZETTEER_ROW_H

/*
 * A row of a list on its way into the draft: its cells by meaning, what was
 * read of them, and the entry it makes.
 */

#include "gazetteer/draft.h"
#include "gazetteer/list.h"

/* Columns that mean something; any other is an attribute. */
typedef enum nomenp_column {
  NOMENP_COLUMN_NAME = 0,
  NOMENP_COLUMN_ALIASES,
  NOMENP_COLUMN_ACRONYM,
  NOMENP_COLUMN_OF,
  NOMENP_COLUMN_TYPE,
  NOMENP_COLUMN_GRADE,
  NOMENP_COLUMN_KIND,
  NOMENP_COLUMN_POSITION,
  NOMENP_COLUMN_COUNTRY,
  NOMENP_COLUMN_REGION,
  NOMENP_COLUMN_LATITUDE,
  NOMENP_COLUMN_LONGITUDE,
  NOMENP_COLUMN_POPULATION,
  NOMENP_COLUMN_ID,
  NOMENP_COLUMN_CODE,
  NOMENP_COLUMN_VALUE,
  NOMENP_COLUMN_DATE,
  NOMENP_COLUMN_CITY,
  NOMENP_COLUMN_GENDER,
  NOMENP_COLUMN_ORIGIN,
  NOMENP_COLUMN_LEVEL,
  NOMENP_COLUMN_UPPER_LEVEL,
  NOMENP_COLUMN_LOWER,
  NOMENP_COLUMN_UPPER,
  NOMENP_COLUMN_ENDS,
  NOMENP_COLUMN_COUNT
} nomenp_column;

/* One list while it is read, and the row it is at. */
typedef struct nomenp_row {
  nomenp_gazetteer_builder *draft;
  nomenp_list_reader reader;
  nomen_error *error;
  unsigned list; /* as given */
  bool is_users;
  uint8_t
      column_of[NOMENP_LIST_COLUMNS_MAX]; /* column, or NOMENP_COLUMN_COUNT */
  uint32_t column_text[NOMENP_LIST_COLUMNS_MAX]; /* attribute's name */
  nomenp_cell none;
  /* the row */
  const nomenp_cell *cells[NOMENP_COLUMN_COUNT];
  nomenp_list_class row_list;
  uint8_t type;
  uint8_t grade;
  uint32_t latitude, longitude, population;
  uint32_t entry; /* once made; UINT32_MAX before */
} nomenp_row;

/* The entry of the row, made when its first name needs it: its record,
 * r->entry. False when memory is out. */
bool nomenp_row_make_entry(nomenp_row *r);

#endif
