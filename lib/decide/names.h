/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_DECIDE_NAMES_H
#define NOMEN_DECIDE_NAMES_H

/*
 * The names of a text: evidence weighed, labels decoded, twice over the document.
 */

#include "base/arena.h"
#include "gazetteer/gazetteer.h"
#include "text/text.h"

typedef struct nomenp_model nomenp_model; /* weights, ready to use; frozen */

/* From the weights section of a pack; reads its format, checks everything. */
nomen_status nomenp_model_new(const nomen_allocator *memory, const void *section,
                              size_t size, nomenp_model **out, nomen_error *error);
void nomenp_model_free(nomenp_model *model);

/* What is certain before anything is weighed: from lists of the user's own. */
typedef struct nomenp_fixed {
  uint32_t first; /* tokens [first, end), disjoint, in order */
  uint32_t end;
  int8_t type;    /* nomen_type, or -1: no name of any type; the tokens stay outside */
} nomenp_fixed;

typedef struct nomenp_reason {
  const char *name; /* in the arena */
  int32_t weight;   /* in thousandths */
} nomenp_reason;

typedef struct nomenp_name {
  uint32_t first; /* tokens [first, end) */
  uint32_t end;
  uint8_t type;   /* nomen_type: person, organisation or place */
  uint8_t runner_up; /* second best type, or 255 for none */
  uint16_t confidence; /* thousandths */
  uint16_t runner_up_confidence;
  nomenp_reason *reasons; /* strongest first; only when asked for */
  uint32_t reason_count;
} nomenp_name;

typedef struct nomenp_name_list {
  nomenp_name *items;
  size_t count;
  size_t capacity;
  nomenp_arena *arena; /* of the items; NULL: that of their reasons */
} nomenp_name_list;

typedef struct nomenp_names_input {
  const nomenp_text *text;
  const nomenp_gazetteer *gazetteer;
  const uint32_t *words;        /* of the tokens, by the built-in gazetteer */
  const nomenp_hit_list *hits;
  const nomenp_hit_list *user_hits; /* weighed user names; may be NULL */
  const nomenp_fixed *fixed;
  size_t fixed_count;
  bool explain;
} nomenp_names_input;

/* Names in text order, disjoint, put into an empty list; reasons are in the arena. */
nomen_status nomenp_names_decide(const nomenp_model *model, nomenp_arena *arena,
                                 const nomenp_names_input *input,
                                 nomenp_name_list *out);

#endif
