/* SPDX-License-Identifier: MIT */
/* The entries of the lists that a place's name may mean. */
#include <string.h>

#include "base/hash.h"
#include "link/places.h"
#include "text/fold.h"

#define NAMESAKES_MAX 48u /* of one form that are weighed */

/* ---- entries ---------------------------------------------------------------
 */

static uint16_t country_number(const char *code) {
  if (code == NULL || code[0] < 'A' || code[0] > 'Z' || code[1] < 'A' ||
      code[1] > 'Z')
    return NOMENP_COUNTRIES;
  return (uint16_t)((code[0] - 'A') * 26 + (code[1] - 'A'));
}

static uint64_t fold_text(const char *text) {
  return text != NULL && text[0] != '\0'
             ? nomenp_fold_hash((const uint8_t *)text, strlen(text))
             : 0;
}

static void read_entry(const nomenp_linker *linker, uint32_t number,
                       nomenp_place_entry *out) {
  nomenp_entry entry;
  nomenp_gazetteer_entry(linker->input->gazetteer, number, &entry);
  unsigned kind = entry.kind != NULL
                      ? nomenp_place_kind_find(entry.kind, strlen(entry.kind))
                      : 0;
  bool has_id = entry.id != NULL && entry.id[0] != '\0';
  bool has_identity = has_id && strncmp(entry.id, "nomen:", 6) != 0;
  *out = (nomenp_place_entry){
      .id = has_id ? nomenp_hash_bytes(entry.id, strlen(entry.id)) : number,
      .region = fold_text(entry.region),
      .number = number + 1,
      .standing = nomenp_place_standing(kind, entry.population,
                                        entry.has_position, has_identity),
      .latitude = entry.latitude,
      .longitude = entry.longitude,
      .country = country_number(entry.country),
      .level = (uint8_t)nomenp_place_kind_level(kind),
      .kind = (uint8_t)kind,
      .has_position = entry.has_position};
  if (out->level == NOMENP_LEVEL_SUBDIVISION)
    out->region_name = fold_text(entry.name);
}

/* The places that news speaks of are the same from text to text. */
const nomenp_place_entry *nomenp_place_entry_read(const nomenp_linker *linker,
                                                  uint32_t entry) {
  nomenp_place_entry *kept =
      &linker->entries[(entry * UINT32_C(0x9e3779b1) >> 16) %
                       NOMENP_LINK_CACHE_PLACES];
  if (kept->number != entry + 1) read_entry(linker, entry, kept);
  return kept;
}

/* ---- namesakes -------------------------------------------------------------
 */

static bool has_place_hit(const nomenp_linker *linker, uint32_t first,
                          uint32_t end) {
  nomenp_hit_range hits = nomenp_hits_at(linker, first);
  for (size_t i = 0; i < hits.count; i++)
    if (hits.items[i].list == NOMENP_LIST_PLACE && hits.items[i].end == end)
      return true;
  return false;
}

/* "County" of "County Kerry". */
static bool is_bounds_word(const nomenp_linker *linker,
                           const nomenp_form_word *word) {
  return (nomenp_said_find(linker->said, word->hash)->bits &
          NOMENP_SAID_BOUNDS) != 0;
}

typedef struct token_span {
  uint32_t first;
  uint32_t end;
} token_span;

/* The spans by which a name may be listed: as it is, and without such a word.
 */
static unsigned find_spans(const nomenp_linker *linker, const nomenp_form *form,
                           token_span out[2]) {
  const nomenp_name *name = &linker->input->names[form->name];
  unsigned count = 0;
  if (form->count == 0) return 0;
  uint32_t end = form->words[form->count - 1u].end;
  out[count++] = (token_span){has_place_hit(linker, name->first, end)
                                  ? name->first
                                  : form->words[0].first,
                              end};
  if (form->count < 2) return count;
  if (is_bounds_word(linker, &form->words[form->count - 1u]))
    out[count++] =
        (token_span){form->words[0].first, form->words[form->count - 1u].first};
  else if (is_bounds_word(linker, &form->words[0]))
    out[count++] = (token_span){form->words[1].first, end};
  return count;
}

static size_t count_hits(const nomenp_linker *linker, token_span span) {
  nomenp_hit_range hits = nomenp_hits_at(linker, span.first);
  size_t count = 0;
  for (size_t i = 0; i < hits.count; i++)
    count += hits.items[i].list == NOMENP_LIST_PLACE &&
             hits.items[i].end == span.end;
  return count;
}

static void add_hits(const nomenp_linker *linker, token_span span, size_t room,
                     bool is_bare, nomenp_place_form *place) {
  nomenp_hit_range hits = nomenp_hits_at(linker, span.first);
  for (size_t i = 0; i < hits.count && place->count < room; i++) {
    const nomenp_hit *hit = &hits.items[i];
    if (hit->list != NOMENP_LIST_PLACE || hit->end != span.end) continue;
    const nomenp_place_entry *entry =
        nomenp_place_entry_read(linker, hit->entry);
    /* "Kerry" of "County Kerry" is a region, no town. */
    if (is_bare && entry->level != NOMENP_LEVEL_SUBDIVISION) continue;
    unsigned said = 0;
    if ((hit->flags & NOMENP_HIT_CANONICAL) != 0)
      said |= NOMENP_PLACE_CANONICAL;
    if ((hit->flags & NOMENP_HIT_CASE) != 0) said |= NOMENP_PLACE_SAME_CASE;
    place->items[place->count++] = (nomenp_namesake){
        .is = *entry, .grade = hit->grade, .said = (uint16_t)said};
  }
}

static bool read_namesakes(nomenp_linker *linker, nomenp_place_form *place) {
  token_span spans[2];
  unsigned span_count = find_spans(linker, &linker->forms[place->form], spans);
  size_t count = 0;
  for (unsigned i = 0; i < span_count; i++)
    count += count_hits(linker, spans[i]);
  if (count == 0) return true;
  if (count > NAMESAKES_MAX) count = NAMESAKES_MAX;
  place->items =
      nomenp_arena_allocate(&linker->scratch, count * sizeof *place->items);
  if (place->items == NULL) return false;
  for (unsigned i = 0; i < span_count; i++)
    add_hits(linker, spans[i], count, i > 0, place);
  return true;
}

bool nomenp_namesakes_read(nomenp_linker *linker) {
  size_t count = 0;
  for (size_t i = 0; i < linker->form_count; i++)
    count += linker->forms[i].type == NOMEN_TYPE_PLACE;
  if (count == 0) return true;
  linker->places =
      nomenp_arena_array(&linker->scratch, count, sizeof *linker->places);
  if (linker->places == NULL) return false;
  for (size_t i = 0; i < linker->form_count; i++) {
    if (linker->forms[i].type != NOMEN_TYPE_PLACE) continue;
    nomenp_place_form *place = &linker->places[linker->place_count];
    linker->forms[i].place = (uint32_t)linker->place_count++;
    place->form = (uint32_t)i;
    place->runner_up = NOMENP_NONE;
    if (!read_namesakes(linker, place)) return false;
  }
  return true;
}

nomenp_place_form *nomenp_place_of(const nomenp_linker *linker,
                                   uint32_t mention) {
  const nomenp_form *form = &linker->forms[linker->mentions[mention].form];
  return form->place != NOMENP_NONE ? &linker->places[form->place] : NULL;
}

bool nomenp_place_lies_in(const nomenp_place_entry *inner,
                          const nomenp_place_entry *outer) {
  if (outer->country == NOMENP_COUNTRIES || inner->country != outer->country)
    return false;
  if (outer->level == NOMENP_LEVEL_COUNTRY)
    return inner->level != NOMENP_LEVEL_COUNTRY;
  if (outer->level != NOMENP_LEVEL_SUBDIVISION ||
      inner->number == outer->number)
    return false;
  return inner->region != 0 && (inner->region == outer->region ||
                                inner->region == outer->region_name);
}
