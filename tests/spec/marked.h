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

#endif
