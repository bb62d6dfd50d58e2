/* SPDX-License-Identifier: MIT */
/* What is the same for every text of an engine is kept in the work area, if
 * there is one. */
#include "link/places.h"

typedef struct cache {
  bool is_made;
  nomenp_said said[NOMENP_SAID_SLOTS];
  nomenp_place_entry places[NOMENP_LINK_CACHE_PLACES];
} cache;

bool nomenp_link_cache_open(nomenp_linker *linker, nomenp_work *work) {
  void *found;
  if (!nomenp_work_cache(work, NOMENP_CACHE_LINK, sizeof(cache), &found))
    return false;
  if (found == NULL)
    found = nomenp_arena_array(&linker->scratch, 1, sizeof(cache));
  if (found == NULL) return false;
  cache *kept = found;
  if (!kept->is_made) nomenp_said_make(kept->said);
  kept->is_made = true;
  linker->said = kept->said;
  linker->entries = kept->places;
  return true;
}
