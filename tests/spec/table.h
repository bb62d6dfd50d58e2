/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_TESTS_SPEC_TABLE_H
#define NOMEN_TESTS_SPEC_TABLE_H

/*
 * Cases kept as tables in a Markdown document, so that they read as one.  Every row
 * of every table is a case; its columns go by the names in the table's head.
 * In a cell "\n" is a line break, "\t" a tab, "\|" a bar, "\\" a backslash; an empty
 * cell is "".
 */

#include <stdbool.h>
#include <stddef.h>

#define SPEC_COLUMNS_MAX 16

typedef struct spec_row {
  const char *section; /* the heading above the table */
  unsigned line;       /* in the document */
  size_t count;
  const char *names[SPEC_COLUMNS_MAX];
  const char *cells[SPEC_COLUMNS_MAX];
} spec_row;

/* The cell of a column; "" when the table has no such column. */
const char *spec_cell(const spec_row *row, const char *name);

typedef void (*spec_visitor)(const spec_row *row, void *context);

/* Show every row to `visit`, in order.  False when the document cannot be read. */
bool spec_read(const char *path, spec_visitor visit, void *context);

#endif
