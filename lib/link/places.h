/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_LINK_PLACES_H
#define NOMEN_LINK_PLACES_H

/*
 * What the steps over places share: the namesakes of a form, entries of the
 * lists that go by its name.  namesakes.c reads them, places.c chooses among
 * them, place_join.c makes things of what is chosen.
 */

#include "link/linker.h"
#include "value/place.h"

#define NOMENP_COUNTRIES (26u * 26u) /* this number itself: no country */

/* What the lists know of an entry: the same for every text. */
struct nomenp_place_entry {
  uint64_t id;          /* hash of its id: entries of one id are one place */
  uint64_t region;      /* hash of its code or name; 0: none */
  uint64_t region_name; /* of its own name, for subdivisions; else 0 */
  uint32_t number;      /* of the entry, and one more; 0: not read yet */
  uint32_t standing;
  int32_t latitude;
  int32_t longitude;
  uint16_t country; /* letters as a number */
  uint8_t level;    /* nomenp_place_level */
  uint8_t kind;
  bool has_position;
};
typedef struct nomenp_place_entry nomenp_place_entry;

typedef struct nomenp_namesake {
  nomenp_place_entry is;
  uint32_t score;
  uint8_t grade; /* of the hit */
  uint16_t said; /* NOMENP_PLACE_* */
} nomenp_namesake;

struct nomenp_place_form {
  nomenp_namesake *items;
  uint32_t form;
  uint32_t best;
  uint32_t runner_up; /* index, or NOMENP_NONE */
  uint16_t runner_up_share;
  uint8_t count;
  bool is_plain;
};
typedef struct nomenp_place_form nomenp_place_form;

static inline uint32_t nomenp_namesake_entry(const nomenp_namesake *item) {
  return item->is.number - 1;
}

/* What the lists know of an entry; valid until the next call. */
const nomenp_place_entry *nomenp_place_entry_read(const nomenp_linker *linker,
                                                  uint32_t entry);

/* The forms of places, each with its namesakes; false when memory is out. */
bool nomenp_namesakes_read(nomenp_linker *linker);

/* Whether a namesake lies in another. */
bool nomenp_place_lies_in(const nomenp_place_entry *inner,
                          const nomenp_place_entry *outer);

/* The place that a mention's form may mean, or NULL. */
nomenp_place_form *nomenp_place_of(const nomenp_linker *linker,
                                   uint32_t mention);

#endif
