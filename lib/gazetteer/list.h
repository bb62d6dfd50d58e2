/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_GAZETTEER_LIST_H
#define NOMEN_GAZETTEER_LIST_H

/*
 * Reading a list file: tab-separated rows under a header that names the
 * columns. Nothing is copied; cells point into the text.  Every fault is
 * NOMEN_ELIST with the line and the byte column where it lies.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nomen/nomen.h"

#define NOMENP_LIST_COLUMNS_MAX 64

typedef struct nomenp_cell {
  const char *bytes;
  uint32_t size;
  uint32_t column; /* byte column of its start, from 1 */
} nomenp_cell;

typedef struct nomenp_list_reader {
  const char *label;
  const char *begin;
  const char *at;
  const char *end;
  uint32_t line; /* of the row in `cells`, from 1 */
  size_t column_count;
  nomenp_cell columns[NOMENP_LIST_COLUMNS_MAX]; /* the header's cells */
  nomenp_cell cells[NOMENP_LIST_COLUMNS_MAX]; /* column_count; empty if short */
} nomenp_list_reader;

/* Check the encoding and read the header.  `label` may be NULL. */
nomen_status nomenp_list_open(nomenp_list_reader *reader, const char *label,
                              const char *bytes, size_t size,
                              nomen_error *error);

/* The next row into `cells`: *has_row is false at the end. */
nomen_status nomenp_list_next(nomenp_list_reader *reader, bool *has_row,
                              nomen_error *error);

/* Index of the column of that name, or NOMENP_LIST_COLUMNS_MAX. */
size_t nomenp_list_column(const nomenp_list_reader *reader, const char *name);

/* A fault of a cell of this row. */
nomen_status nomenp_list_fault(const nomenp_list_reader *reader,
                               const nomenp_cell *cell, const char *message,
                               nomen_error *error);

/* "31.222" as 3122200: degrees * 100,000, rounded half away from zero.  False
 * when it is no decimal number, or beyond -limit to limit (whole degrees). */
bool nomenp_list_degrees(const nomenp_cell *cell, int32_t limit, int32_t *out);

/* Digits only; false when empty or beyond `limit`. */
bool nomenp_list_number(const nomenp_cell *cell, uint32_t limit, uint32_t *out);

#endif
