/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_LINK_VALUES_H
#define NOMEN_LINK_VALUES_H

/* From a thing to the value of its mentions; a failed allocation sticks in the
 * linker. */

#include "link/linker.h"
#include "value/person.h"

#define NOMENP_FOLDED_ROOM 40 /* of a word; what is longer is cut */

typedef struct nomenp_folded_words {
  nomenp_person_word words[NOMENP_FORM_WORDS];
  char bytes[NOMENP_FORM_WORDS][NOMENP_FOLDED_ROOM];
} nomenp_folded_words;

/* The words of a form as value/ reads them, with their letters or without; they
 * point into *out. */
unsigned nomenp_person_words(const nomenp_linker *linker,
                             const nomenp_form *form, bool with_letters,
                             nomenp_folded_words *out);

/* All but the name, the title and the role. */
void nomenp_values_person(nomenp_linker *linker, const nomenp_thing *thing,
                          bool has_title, nomen_person *out);
void nomenp_values_organisation(nomenp_linker *linker,
                                const nomenp_thing *thing,
                                nomen_organisation *out);
/* The country said right before a mention of a body, alpha-2; NULL for none. */
const char *nomenp_values_country_before(const nomenp_linker *linker,
                                         uint32_t mention);
void nomenp_values_place(nomenp_linker *linker, const nomenp_thing *thing,
                         nomen_place *out);
/* Lay a user's entry over the value of a mention. */
void nomenp_values_user(const nomenp_gazetteer *user, uint32_t entry,
                        uint8_t type, nomenp_link_value *value);

#endif
