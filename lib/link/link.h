/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_LINK_LINK_H
#define NOMEN_LINK_LINK_H

/*
 * Mentions of one thing joined into one entity; and the values of persons,
 * organisations and places, which need the whole entity.
 */

#include "base/arena.h"
#include "decide/names.h"
#include "gazetteer/gazetteer.h"
#include "text/text.h"

typedef union nomenp_link_value {
  nomen_person person;
  nomen_organisation organisation;
  nomen_place place;
} nomenp_link_value;

/* What is told of one mention alone. */
typedef struct nomenp_linked {
  const char *rule; /* which link joined it: "same", "surname", "acronym"; NULL:
                       none */
  const nomenp_gazetteer *user; /* the user's list it is in, or NULL; */
  uint32_t user_entry;          /* and its entry there */
  uint32_t entity;
  const char *title; /* of a person */
  const char *role;
  uint32_t role_start; /* bytes */
  uint32_t role_end;
  uint16_t confidence; /* of the link, thousandths */
  uint8_t type; /* may differ from the name's: a short form takes the long
                   form's */
} nomenp_linked;

typedef struct nomenp_link_entity {
  uint8_t type;
  const char *name;
  size_t *records; /* indexes into the names given */
  size_t count;
  nomenp_link_value value; /* what all its mentions have in common */
} nomenp_link_entity;

/* Lists of the user's own, and where their names stand in the text. */
typedef struct nomenp_link_user {
  const nomenp_gazetteer *gazetteer; /* NULL: none */
  const nomenp_hit_list *hits;
} nomenp_link_user;

#define NOMENP_LINK_USERS 2 /* the sure lists before the weighed ones */

typedef struct nomenp_link_input {
  const nomenp_text *text;
  const nomenp_gazetteer *gazetteer;
  const uint32_t *words;
  const nomenp_hit_list *hits;
  nomenp_link_user users[NOMENP_LINK_USERS];
  const nomenp_name *names;
  size_t name_count;
  nomenp_arena *room; /* for the arrays of the result; NULL: with its strings */
} nomenp_link_input;

typedef struct nomenp_link_result {
  nomenp_linked *records;       /* one a name */
  nomenp_link_entity *entities; /* in order of first mention */
  size_t entity_count;
} nomenp_link_result;

/* The strings of the result live as long as the arena and the lists. */
nomen_status nomenp_link(nomenp_arena *arena, const nomenp_link_input *input,
                         nomenp_link_result *out);

/* The value of a mention: its entity's, its own title and role, and what the
 * user's list says of it. */
void nomenp_link_value_of(const nomenp_link_result *result, size_t record,
                          nomenp_link_value *out);

#endif
