/* SPDX-License-Identifier: MIT */
/*
 * Which of its namesakes each place's form means: by what stands beside it, by
 * the countries and regions the document speaks of, then by how known it is.
 * Two rounds: what is plain in the first says which country the rest lies in.
 */
#include "link/places.h"

#define NEIGHBOURS 4u /* mentions looked at on either side */
#define PLAIN_MARGIN                                                           \
  150u /* a lead by which a namesake is taken as plainly meant */
#define DATELINE_TOKENS 9u
#define DATELINE_NAMES 6u

typedef struct atlas {
  nomenp_linker *linker;
  uint32_t countries[NOMENP_COUNTRIES];
  uint32_t total;
  nomenp_map regions; /* hash -> weight */
  uint32_t region_total;
  uint16_t dateline;
} atlas;

/* ---- what stands beside a mention ------------------------------------------
 */

/* "City, State": each lets the other be what it can be with it. */
static void pair(nomenp_place_form *inner, nomenp_place_form *outer) {
  bool fits = false;
  for (uint32_t i = 0; i < inner->count; i++)
    for (uint32_t k = 0; k < outer->count; k++)
      if (nomenp_place_lies_in(&inner->items[i].is, &outer->items[k].is)) {
        inner->items[i].said |= NOMENP_PLACE_PAIRED;
        outer->items[k].said |= NOMENP_PLACE_CONTAINER;
        fits = true;
      }
  for (uint32_t i = 0; fits && i < inner->count; i++)
    if ((inner->items[i].said & NOMENP_PLACE_PAIRED) == 0)
      inner->items[i].said |= NOMENP_PLACE_PAIRED_OTHER;
}

/* "X, Y", "X in Y", "X, in the Y". */
static bool leads_on(const nomenp_linker *linker, uint32_t from, uint32_t to) {
  const nomenp_text *text = linker->input->text;
  bool seen = false;
  if (to <= from || to - from > 4) return false;
  for (uint32_t t = from; t < to; t++) {
    uint32_t said = nomenp_said_at(linker->said, text, t)->bits;
    if ((text->shape[t] == NOMENP_SHAPE_COMMA && t == from) ||
        (said & NOMENP_SAID_WITHIN) != 0)
      seen = true;
    else if ((said & NOMENP_SAID_TOWARDS) == 0 &&
             text->shape[t] != NOMENP_SHAPE_OPEN)
      return false;
  }
  return seen || text->shape[from] == NOMENP_SHAPE_OPEN;
}

static void read_pairs(nomenp_linker *linker, uint32_t mention,
                       nomenp_place_form *here) {
  const nomenp_link_input *input = linker->input;
  const nomenp_text *text = input->text;
  const nomenp_name *name = &input->names[mention];
  if (mention + 1 >= input->name_count) return;
  const nomenp_name *next = &input->names[mention + 1];
  nomenp_place_form *there = nomenp_place_of(linker, mention + 1);
  if (there == NULL || next->first < name->end || here == there) return;
  if (leads_on(linker, name->end, next->first)) {
    pair(here, there);
    linker->mentions[mention].flags |= NOMENP_MENTION_PAIRED;
  } else if (next->first == name->end + 1 &&
             text->shape[name->end] == NOMENP_SHAPE_CLITIC) {
    pair(there, here); /* "Mexico's Guerrero state" */
  }
}

static void read_neighbours(nomenp_linker *linker, uint32_t mention,
                            nomenp_place_form *here) {
  const nomenp_mention *mentions = linker->mentions;
  size_t first = mention > NEIGHBOURS ? mention - NEIGHBOURS : 0;
  for (size_t i = first;
       i < linker->input->name_count && i <= (size_t)mention + NEIGHBOURS;
       i++) {
    if (mentions[i].sentence != mentions[mention].sentence) continue;
    const nomenp_place_form *there = nomenp_place_of(linker, (uint32_t)i);
    if (there == NULL || there == here) continue;
    for (uint32_t a = 0; a < here->count; a++)
      for (uint32_t b = 0; b < there->count; b++)
        if (nomenp_place_lies_in(&here->items[a].is, &there->items[b].is))
          here->items[a].said |= NOMENP_PLACE_IN_SENTENCE;
  }
}

/* One of these kinds is said: where none of the namesakes is, it says nothing.
 */
static void say_kind(nomenp_place_form *place, uint64_t kinds) {
  bool fits = false;
  if (kinds == 0) return;
  for (uint32_t i = 0; i < place->count; i++)
    if ((kinds >> place->items[i].is.kind & 1u) != 0) {
      place->items[i].said |= NOMENP_PLACE_KIND_SAID;
      fits = true;
    }
  for (uint32_t i = 0; fits && i < place->count; i++)
    if ((place->items[i].said & NOMENP_PLACE_KIND_SAID) == 0)
      place->items[i].said |= NOMENP_PLACE_KIND_OTHER;
}

/* "city of X", "X county". */
static void read_kind(nomenp_linker *linker, uint32_t mention,
                      nomenp_place_form *place) {
  const nomenp_text *text = linker->input->text;
  const nomenp_name *name = &linker->input->names[mention];
  const nomenp_said *said = linker->said;
  if (name->first >= 2 && nomenp_text_is_word(text, name->first - 1, "of"))
    say_kind(place, nomenp_said_at(said, text, name->first - 2)->kinds_before);
  if (name->end < text->token_count)
    say_kind(place, nomenp_said_at(said, text, name->end)->kinds_behind);
}

static void read_beside(nomenp_linker *linker) {
  for (uint32_t i = 0; i < linker->input->name_count; i++) {
    nomenp_place_form *place = nomenp_place_of(linker, i);
    if (place == NULL) continue;
    read_pairs(linker, i, place);
    if (place->count < 2) continue;
    read_neighbours(linker, i, place);
    read_kind(linker, i, place);
  }
}

/* ---- what the document as a whole says -------------------------------------
 */

static void count_country(atlas *map, uint16_t country, uint32_t weight) {
  if (country >= NOMENP_COUNTRIES) return;
  map->countries[country] += weight;
  map->total += weight;
}

static void count_region(atlas *map, uint64_t region, uint32_t weight) {
  bool is_new = false;
  if (region == 0) return;
  uint32_t *at = nomenp_map_put(&map->regions, region, 0, &is_new);
  if (at == NULL) {
    map->linker->failed = true;
    return;
  }
  *at += weight;
  map->region_total += weight;
}

static void count_nationalities(atlas *map) {
  const nomenp_link_input *input = map->linker->input;
  for (size_t i = 0; input->hits != NULL && i < input->hits->count; i++) {
    const nomenp_hit *hit = &input->hits->items[i];
    if (hit->list != NOMENP_LIST_NATIONALITY ||
        !nomenp_shape_is_capital(input->text->shape[hit->first]))
      continue;
    count_country(map,
                  nomenp_place_entry_read(map->linker, hit->entry)->country, 2);
  }
}

/* Mentions of one form count less and less: no name drowns the others. */
static uint32_t weight_of(const nomenp_form *form) {
  return form->mentions < 8 ? form->mentions : 8;
}

static void count_place(atlas *map, const nomenp_place_form *place) {
  const nomenp_form *form = &map->linker->forms[place->form];
  const nomenp_place_entry *best = &place->items[place->best].is;
  uint32_t weight = weight_of(form);
  if (best->level == NOMENP_LEVEL_COUNTRY) {
    count_country(map, best->country, 3 * weight);
  } else {
    count_country(map, best->country, weight);
    count_region(map, best->region, weight);
    count_region(map, best->region_name, weight);
  }
}

/* "LAGOS, Nigeria -", "TEL AVIV --": a place that opens its line, and a dash.
 */
static void find_dateline(atlas *map) {
  const nomenp_link_input *input = map->linker->input;
  const nomenp_text *text = input->text;
  for (uint32_t i = 0; i < input->name_count && i < DATELINE_NAMES * 4; i++) {
    uint32_t first = input->names[i].first;
    nomenp_place_form *place = nomenp_place_of(map->linker, i);
    if (place == NULL || place->count == 0 ||
        (text->flags[first] & NOMENP_TOKEN_LINE) == 0)
      continue;
    for (uint32_t t = input->names[i].end;
         t < text->token_count && t < first + DATELINE_TOKENS; t++)
      if (text->shape[t] == NOMENP_SHAPE_DASH) {
        map->dateline = place->items[place->best].is.country;
        return;
      }
  }
}

/* ---- weighing --------------------------------------------------------------
 */

static uint16_t share(uint32_t part, uint32_t total) {
  return (uint16_t)(total > 0 ? (uint64_t)part * 1000 / total : 0);
}

#define NEAR 60000 /* hundred-thousandths of a degree */

static bool is_near(int32_t a, int32_t b) {
  int64_t distance = (int64_t)a - b;
  return distance < NEAR && distance > -NEAR;
}

/* Two entries of one place, as lists from several sources have them. */
static bool is_same_place(const nomenp_place_entry *a,
                          const nomenp_place_entry *b) {
  if (a->country != b->country || a->level != b->level) return false;
  if (!a->has_position || !b->has_position)
    return a->level == NOMENP_LEVEL_COUNTRY ||
           (a->region != 0 && a->region == b->region) || a->region == 0 ||
           b->region == 0;
  return is_near(a->latitude, b->latitude) &&
         is_near(a->longitude, b->longitude);
}

/* The second best is another place, not another entry of the best. */
static void find_runner_up(nomenp_place_form *place) {
  const nomenp_namesake *best = &place->items[place->best];
  const nomenp_namesake *second = NULL;
  place->runner_up = NOMENP_NONE;
  for (uint32_t i = 0; i < place->count; i++)
    if (i != place->best && !is_same_place(&best->is, &place->items[i].is) &&
        (second == NULL || place->items[i].score > second->score)) {
      second = &place->items[i];
      place->runner_up = i;
    }
  place->runner_up_share =
      second != NULL ? nomenp_place_share(best->score, second->score) : 0;
  place->is_plain =
      second == NULL || best->score >= second->score + PLAIN_MARGIN;
}

static void weigh(const atlas *map, nomenp_place_form *place) {
  if (place->count == 0) return;
  place->best = 0;
  for (uint32_t i = 0; i < place->count; i++) {
    nomenp_namesake *item = &place->items[i];
    const nomenp_place_entry *is = &item->is;
    bool has_country = is->country < NOMENP_COUNTRIES;
    nomenp_place_facts facts = {
        .standing = is->standing, .grade = item->grade, .said = item->said};
    if (has_country) {
      facts.country_share = share(map->countries[is->country], map->total);
      if (is->country == map->dateline) facts.said |= NOMENP_PLACE_DATELINE;
    }
    if (is->region != 0 && map->region_total != 0) {
      uint32_t region = nomenp_map_find(&map->regions, is->region);
      if (region != UINT32_MAX)
        facts.region_share = share(region, map->region_total);
    }
    item->score = nomenp_place_score(&facts);
    if (item->score > place->items[place->best].score) place->best = i;
  }
  find_runner_up(place);
}

static void weigh_all(atlas *map) {
  nomenp_linker *linker = map->linker;
  for (size_t i = 0; i < linker->place_count; i++)
    weigh(map, &linker->places[i]);
}

static void choose(atlas *map) {
  nomenp_linker *linker = map->linker;
  read_beside(linker);
  count_nationalities(map);
  weigh_all(map);
  find_dateline(map);
  for (size_t i = 0; i < linker->place_count; i++)
    if (linker->places[i].count > 0 && linker->places[i].is_plain)
      count_place(map, &linker->places[i]);
  weigh_all(map);
}

void nomenp_places_choose(nomenp_linker *linker) {
  if (linker->failed || !nomenp_namesakes_read(linker)) {
    linker->failed = true;
    return;
  }
  if (linker->place_count == 0) return;
  atlas map = {.linker = linker, .dateline = NOMENP_COUNTRIES};
  nomenp_map_init(&map.regions, &linker->scratch);
  choose(&map);
  nomenp_map_fini(&map.regions);
}
