/* SPDX-License-Identifier: MIT */
/* What is the same for every text of an engine is kept in the work area, if
 * there is one. */
#include "link/places.h"

#include "text/fold.h"
#include "value/person.h"

#include <string.h>

typedef struct cache {
  bool is_made;
  uint64_t eastern[NOMENP_EASTERN_BITS / 64];
  nomenp_said said[NOMENP_SAID_SLOTS];
  nomenp_place_entry places[NOMENP_LINK_CACHE_PLACES];
} cache;

static void make_eastern(uint64_t *bits) {
  const char *name;
  for (size_t i = 0; (name = nomenp_person_eastern_surname(i)) != NULL; i++) {
    uint64_t hash = nomenp_fold_hash((const uint8_t *)name, strlen(name));
    bits[hash / 64 % (NOMENP_EASTERN_BITS / 64)] |= UINT64_C(1) << hash % 64;
  }
}

bool nomenp_link_cache_open(nomenp_linker *linker, nomenp_work *work) {
  void *found;
  if (!nomenp_work_cache(work, NOMENP_CACHE_LINK, sizeof(cache), &found))
    return false;
  if (found == NULL)
    found = nomenp_arena_array(&linker->scratch, 1, sizeof(cache));
  if (found == NULL) return false;
  cache *kept = found;
  if (!kept->is_made) {
    nomenp_said_make(kept->said);
    make_eastern(kept->eastern);
  }
  kept->is_made = true;
  linker->eastern = kept->eastern;
  linker->said = kept->said;
  linker->entries = kept->places;
  return true;
}
