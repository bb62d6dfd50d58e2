/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_TESTS_SPEC_MARKED_H
#define NOMEN_TESTS_SPEC_MARKED_H

/*
 * Linking without the model: a text says itself which of its words are names.
 * [P:Kristin Haugland] is a person, [O:...] an organisation, [L:...] a place;
 * [OP:Zeron] is an unsure organisation that may be a person.  A line break is
 * written as it is.
 */

#include "base/arena.h"
#include "link/link.h"

#include "table.h"

typedef struct marked_lists {
  nomenp_gazetteer *gazetteer; /* the built-in lists */
} marked_lists;

bool marked_lists_open(marked_lists *lists);
void marked_lists_close(marked_lists *lists);

typedef struct marked {
  nomenp_arena arena;
  char *bytes; /* without the marks */
  nomenp_text text;
  nomenp_name *names;
  size_t count;
  nomenp_link_result result;
} marked;

/* Read and link.  False for a mark that holds no whole token, or for lack of
 * memory; marked_fini() either way. */
bool marked_link(const marked_lists *lists, const char *source, marked *out);
void marked_fini(marked *document);

/* The value of the first record of a type, or of the last; false for none. */
bool marked_value(const marked *document, nomen_type type, bool is_last,
                  nomenp_link_value *out);

/* A document of cases (table.h), the column "text" of each being a marked text.
 */
typedef struct marked_spec marked_spec;
typedef void (*marked_check)(marked_spec *spec, const spec_row *row,
                             const marked *document);
struct marked_spec {
  const char *name; /* of the document */
  marked_check check;
  marked_lists lists;
  unsigned cases;
  unsigned failures;
};

/* Check every case; how many failed.  At least 120 cases there must be. */
unsigned marked_spec_run(const char *name, marked_check check);

/* A case has failed. */
void marked_fail(marked_spec *spec, const spec_row *row, const char *what,
                 const char *expected, const char *got);
/* Compare a column, if the table has it; NULL is "", and "-" fits all. */
void marked_compare(marked_spec *spec, const spec_row *row, const char *column,
                    const char *got);

#endif
