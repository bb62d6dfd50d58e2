/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_GAZETTEER_TRAITS_H
#define NOMEN_GAZETTEER_TRAITS_H

/* What each class of list is, for building: a table instead of cases. */

#include <stdint.h>

#include "gazetteer/class.h"

#define NOMENP_TRAIT_NAMED 1u  /* a single word gets an entry and is a hit */
#define NOMENP_TRAIT_SILENT 2u /* its names get entries but are never hits */
#define NOMENP_TRAIT_ENDS 4u   /* its abbreviations may end a sentence */
#define NOMENP_TRAIT_WORDS 8u  /* never of several words: no entries at all */

typedef struct nomenp_list_traits {
  uint8_t flags;
  uint8_t type; /* nomen_type, or NOMENP_TYPE_ANY */
} nomenp_list_traits;

const nomenp_list_traits *nomenp_list_class_traits(nomenp_list_class list);

#endif
