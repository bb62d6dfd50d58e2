/* SPDX-License-Identifier: MIT */
/*
 * Places.  First, which of its namesakes each form means: by what stands beside it,
 * by the countries and regions the document speaks of, then by how known it is.
 * Two rounds: what is plain in the first says which country the rest lies in.
 * Then forms that mean the same entry are one thing.
 */
#include <string.h>

#include "base/hash.h"
#include "link/linker.h"
#include "text/fold.h"
#include "value/place.h"

#define TYPE NOMEN_TYPE_PLACE
#define NAMESAKES_MAX 48u /* of one form that are weighed */
#define NEIGHBOURS 4u     /* mentions looked at on either side */
#define COUNTRIES (26 * 26)
#define PLAIN_MARGIN 150u /* a lead by which a namesake is taken as plainly meant */
#define DATELINE_TOKENS 9u
#define DATELINE_NAMES 6u

typedef enum level {
  LEVEL_OTHER = 0,
  LEVEL_SUBDIVISION,
  LEVEL_COUNTRY
} level;

typedef struct namesake {
  uint32_t entry;
  uint32_t population;
  int32_t latitude;
  int32_t longitude;
  uint64_t region;      /* hash of its code or name; 0: none */
  uint64_t region_name; /* of its own name, for subdivisions; else 0 */
  const char *kind;
  uint32_t score;
  uint16_t country;     /* letters as a number; COUNTRIES: none */
  uint8_t level;
  uint8_t grade;
  uint8_t flags;        /* of the hit */
  bool has_identity;
  bool has_position;
  bool is_paired;
  bool is_paired_other;
  bool is_kind_said;
  bool is_kind_other;
  bool is_container;
  bool is_in_sentence;
} namesake;

struct nomenp_place_form {
  uint32_t form;
  namesake *items;
  uint32_t count;
  uint32_t best;
  uint32_t runner_up; /* index, or NOMENP_NONE */
  uint16_t runner_up_share;
  bool is_plain;
};
typedef struct nomenp_place_form place_form;

typedef struct atlas {
  nomenp_linker *linker;
  uint32_t countries[COUNTRIES];
  uint32_t total;
  nomenp_map regions; /* hash -> weight */
  uint32_t region_total;
  uint16_t dateline;
} atlas;

/* ---- reading entries ------------------------------------------------------- */

static uint16_t country_number(const char *code) {
  if (code == NULL || code[0] < 'A' || code[0] > 'Z' || code[1] < 'A' ||
      code[1] > 'Z')
    return COUNTRIES;
  return (uint16_t)((code[0] - 'A') * 26 + (code[1] - 'A'));
}

static uint64_t fold_text(const char *text) {
  return text != NULL && text[0] != '\0'
             ? nomenp_fold_hash((const uint8_t *)text, strlen(text))
             : 0;
}

static bool is_kind(const char *kind, const char *const *kinds) {
  if (kind == NULL) return false;
  for (; *kinds != NULL; kinds++)
    if (strcmp(kind, *kinds) == 0) return true;
  return false;
}

static const char *const countries[] = {"country", "territory",
                                        "former_country", NULL};
static const char *const subdivisions[] = {
    "state",      "province",     "region",   "county",  "department",
    "prefecture", "governorate",  "district", "canton",  "municipality",
    "emirate",    "oblast",       "republic", "parish",  "voivodeship",
    "division",   "autonomous_region", "krai", "island", NULL};

static level level_of(const char *kind) {
  if (is_kind(kind, countries)) return LEVEL_COUNTRY;
  return is_kind(kind, subdivisions) ? LEVEL_SUBDIVISION : LEVEL_OTHER;
}

static void read_namesake(const nomenp_linker *linker, const nomenp_hit *hit,
                          namesake *out) {
  nomenp_entry entry;
  nomenp_gazetteer_entry(linker->input->gazetteer, hit->entry, &entry);
  *out = (namesake){.entry = hit->entry,
                    .population = entry.population,
                    .region = fold_text(entry.region),
                    .kind = entry.kind,
                    .country = country_number(entry.country),
                    .level = (uint8_t)level_of(entry.kind),
                    .grade = hit->grade,
                    .flags = hit->flags,
                    .has_position = entry.has_position};
  if (out->level == LEVEL_SUBDIVISION) out->region_name = fold_text(entry.name);
  out->has_identity =
      entry.id != NULL && strncmp(entry.id, "nomen:", 6) != 0 && entry.id[0] != 0;
}

/* Tokens of a name that may be looked up: all of it, or without the word that
 * only says what it is ("Kerry" of "County Kerry"). */
static bool has_place_hit(const nomenp_linker *linker, uint32_t first,
                          uint32_t end) {
  nomenp_hit_range hits = nomenp_hits_at(linker, first);
  for (size_t i = 0; i < hits.count; i++)
    if (hits.items[i].list == NOMENP_LIST_PLACE && hits.items[i].end == end)
      return true;
  return false;
}

/* Words that only say what sort of region a name is of: "County Kerry". */
static bool is_bounds_word(const nomenp_form_word *word) {
  static const char *const words[] = {"county", "state", "province", "region",
                                      "prefecture", "district", "governorate",
                                      "department", "municipality", "oblast"};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (word->letter == (uint8_t)words[i][0] &&
        word->hash == fold_text(words[i]))
      return true;
  return false;
}

typedef struct token_span {
  uint32_t first;
  uint32_t end;
} token_span;

/* The spans by which a name may be listed: as it is, and without such a word. */
static unsigned find_spans(const nomenp_linker *linker, const nomenp_form *form,
                           token_span out[2]) {
  const nomenp_name *name = &linker->input->names[form->name];
  unsigned count = 0;
  if (form->count == 0) return 0;
  uint32_t end = form->words[form->count - 1u].end;
  out[count++] =
      (token_span){has_place_hit(linker, name->first, end) ? name->first
                                                           : form->words[0].first,
                   end};
  if (form->count < 2) return count;
  if (is_bounds_word(&form->words[form->count - 1u]))
    out[count++] = (token_span){form->words[0].first,
                                form->words[form->count - 1u].first};
  else if (is_bounds_word(&form->words[0]))
    out[count++] = (token_span){form->words[1].first, end};
  return count;
}

static size_t count_hits(const nomenp_linker *linker, token_span span) {
  nomenp_hit_range hits = nomenp_hits_at(linker, span.first);
  size_t count = 0;
  for (size_t i = 0; i < hits.count; i++)
    count +=
        hits.items[i].list == NOMENP_LIST_PLACE && hits.items[i].end == span.end;
  return count;
}

static void add_hits(const nomenp_linker *linker, token_span span, size_t room,
                     bool is_bare, place_form *place) {
  nomenp_hit_range hits = nomenp_hits_at(linker, span.first);
  for (size_t i = 0; i < hits.count && place->count < room; i++) {
    namesake *added = &place->items[place->count];
    if (hits.items[i].list != NOMENP_LIST_PLACE || hits.items[i].end != span.end)
      continue;
    read_namesake(linker, &hits.items[i], added);
    /* "Kerry" of "County Kerry" is a region, no town. */
    place->count += !is_bare || added->level == LEVEL_SUBDIVISION;
  }
}

static void read_namesakes(nomenp_linker *linker, place_form *place) {
  token_span spans[2];
  unsigned span_count = find_spans(linker, &linker->forms[place->form], spans);
  size_t count = 0;
  for (unsigned i = 0; i < span_count; i++) count += count_hits(linker, spans[i]);
  if (count == 0) return;
  if (count > NAMESAKES_MAX) count = NAMESAKES_MAX;
  place->items =
      nomenp_arena_array(&linker->scratch, count, sizeof *place->items);
  if (place->items == NULL) {
    linker->failed = true;
    return;
  }
  for (unsigned i = 0; i < span_count; i++)
    add_hits(linker, spans[i], count, i > 0, place);
}

/* ---- what stands beside a mention ------------------------------------------ */

/* Whether a namesake lies in another. */
static bool lies_in(const namesake *inner, const namesake *outer) {
  if (outer->country == COUNTRIES || inner->country != outer->country)
    return false;
  if (outer->level == LEVEL_COUNTRY) return inner->level != LEVEL_COUNTRY;
  if (outer->level != LEVEL_SUBDIVISION || inner->entry == outer->entry)
    return false;
  return inner->region != 0 && (inner->region == outer->region ||
                                inner->region == outer->region_name);
}

static place_form *place_of(const nomenp_linker *linker, uint32_t mention) {
  const nomenp_form *form = &linker->forms[linker->mentions[mention].form];
  return form->place != NOMENP_NONE ? &linker->places[form->place] : NULL;
}

/* "City, State": each lets the other be what it can be with it. */
static void pair(place_form *inner, place_form *outer) {
  bool fits = false;
  for (uint32_t i = 0; i < inner->count; i++)
    for (uint32_t k = 0; k < outer->count; k++)
      if (lies_in(&inner->items[i], &outer->items[k])) {
        inner->items[i].is_paired = true;
        outer->items[k].is_container = true;
        fits = true;
      }
  for (uint32_t i = 0; fits && i < inner->count; i++)
    if (!inner->items[i].is_paired) inner->items[i].is_paired_other = true;
}

/* "X, Y", "X in Y", "X, in the Y". */
static bool leads_on(const nomenp_text *text, uint32_t from, uint32_t to) {
  bool seen = false;
  if (to <= from || to - from > 4) return false;
  for (uint32_t t = from; t < to; t++) {
    if (text->shape[t] == NOMENP_SHAPE_COMMA && t == from)
      seen = true;
    else if (nomenp_text_is_word(text, t, "in") || nomenp_text_is_word(text, t, "of"))
      seen = true;
    else if (!nomenp_text_is_word(text, t, "the") && !nomenp_text_is_word(text, t, "northern") &&
             !nomenp_text_is_word(text, t, "southern") && !nomenp_text_is_word(text, t, "eastern") &&
             !nomenp_text_is_word(text, t, "western") && !nomenp_text_is_word(text, t, "central") &&
             !nomenp_text_is_word(text, t, "state") && text->shape[t] != NOMENP_SHAPE_OPEN)
      return false;
  }
  return seen || text->shape[from] == NOMENP_SHAPE_OPEN;
}

static void read_pairs(nomenp_linker *linker, uint32_t mention) {
  const nomenp_link_input *input = linker->input;
  const nomenp_text *text = input->text;
  const nomenp_name *name = &input->names[mention];
  place_form *here = place_of(linker, mention);
  if (here == NULL || mention + 1 >= input->name_count) return;
  const nomenp_name *next = &input->names[mention + 1];
  place_form *there = place_of(linker, mention + 1);
  if (there == NULL || next->first < name->end || here == there) return;
  if (leads_on(text, name->end, next->first)) {
    pair(here, there);
    linker->mentions[mention].flags |= NOMENP_MENTION_PAIRED;
  } else if (next->first == name->end + 1 &&
             text->shape[name->end] == NOMENP_SHAPE_CLITIC) {
    pair(there, here); /* "Mexico's Guerrero state" */
  }
}

static void read_neighbours(nomenp_linker *linker, uint32_t mention) {
  place_form *here = place_of(linker, mention);
  if (here == NULL || here->count < 2) return;
  size_t first = mention > NEIGHBOURS ? mention - NEIGHBOURS : 0;
  for (size_t i = first;
       i < linker->input->name_count && i <= (size_t)mention + NEIGHBOURS; i++) {
    place_form *there = place_of(linker, (uint32_t)i);
    if (there == NULL || there == here ||
        linker->mentions[i].sentence != linker->mentions[mention].sentence)
      continue;
    for (uint32_t a = 0; a < here->count; a++)
      for (uint32_t b = 0; b < there->count; b++)
        if (lies_in(&here->items[a], &there->items[b]))
          here->items[a].is_in_sentence = true;
  }
}

/* What a word beside a name says of the kind of place it is. */
static const struct kind_word {
  const char *word;
  bool is_before; /* "city of X" rather than "X city" */
  const char *kinds[5];
} kind_words[] = {
    {"city", true, {"city", "town", "capital", NULL, NULL}},
    {"town", true, {"city", "town", "capital", NULL, NULL}},
    {"village", true, {"city", "town", "village", NULL, NULL}},
    {"port", true, {"city", "town", "capital", NULL, NULL}},
    {"suburb", true, {"city", "town", "district", NULL, NULL}},
    {"state", true, {"state", NULL, NULL, NULL, NULL}},
    {"province", true, {"province", "region", NULL, NULL, NULL}},
    {"region", true, {"region", "province", "macro_region", NULL, NULL}},
    {"island", true, {"island", "region", NULL, NULL, NULL}},
    {"republic", true, {"country", NULL, NULL, NULL, NULL}},
    {"state", false, {"state", NULL, NULL, NULL, NULL}},
    {"province", false, {"province", "region", "state", NULL, NULL}},
    {"region", false, {"region", "province", "macro_region", NULL, NULL}},
    {"county", false, {"county", "region", NULL, NULL, NULL}},
    {"department", false, {"department", "region", NULL, NULL, NULL}},
    {"district", false, {"district", "region", "county", NULL, NULL}},
    {"river", false, {"river", NULL, NULL, NULL, NULL}},
    {"island", false, {"island", NULL, NULL, NULL, NULL}},
};

static void say_kind(place_form *place, const struct kind_word *word) {
  bool fits = false;
  for (uint32_t i = 0; i < place->count; i++)
    if (is_kind(place->items[i].kind, word->kinds)) {
      place->items[i].is_kind_said = true;
      fits = true;
    }
  for (uint32_t i = 0; fits && i < place->count; i++)
    if (!place->items[i].is_kind_said) place->items[i].is_kind_other = true;
}

static void read_kind(nomenp_linker *linker, uint32_t mention) {
  const nomenp_text *text = linker->input->text;
  const nomenp_name *name = &linker->input->names[mention];
  place_form *place = place_of(linker, mention);
  if (place == NULL || place->count < 2) return;
  for (size_t i = 0; i < sizeof kind_words / sizeof kind_words[0]; i++) {
    const struct kind_word *word = &kind_words[i];
    bool said = word->is_before
                    ? name->first >= 2 && nomenp_text_is_word(text, name->first - 1, "of") &&
                          nomenp_text_is_word(text, name->first - 2, word->word)
                    : name->end < text->token_count &&
                          nomenp_text_is_word(text, name->end, word->word);
    if (said) say_kind(place, word);
  }
}

/* ---- what the document as a whole says ------------------------------------- */

static void count_country(atlas *map, uint16_t country, uint32_t weight) {
  if (country >= COUNTRIES) return;
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
    nomenp_entry entry;
    nomenp_gazetteer_entry(input->gazetteer, hit->entry, &entry);
    count_country(map, country_number(entry.country), 2);
  }
}

/* Mentions of one form count less and less: no name drowns the others. */
static uint32_t weight_of(const nomenp_form *form) {
  return form->mentions < 8 ? form->mentions : 8;
}

static void count_place(atlas *map, const place_form *place) {
  const nomenp_form *form = &map->linker->forms[place->form];
  const namesake *best = &place->items[place->best];
  uint32_t weight = weight_of(form);
  if (best->level == LEVEL_COUNTRY) {
    count_country(map, best->country, 3 * weight);
  } else {
    count_country(map, best->country, weight);
    count_region(map, best->region, weight);
    count_region(map, best->region_name, weight);
  }
}

/* "LAGOS, Nigeria -", "TEL AVIV --": a place that opens its line, and a dash. */
static void find_dateline(atlas *map) {
  const nomenp_link_input *input = map->linker->input;
  const nomenp_text *text = input->text;
  for (uint32_t i = 0; i < input->name_count && i < DATELINE_NAMES * 4; i++) {
    uint32_t first = input->names[i].first;
    place_form *place = place_of(map->linker, i);
    if (place == NULL || place->count == 0 ||
        (text->flags[first] & NOMENP_TOKEN_LINE) == 0)
      continue;
    for (uint32_t t = input->names[i].end;
         t < text->token_count && t < first + DATELINE_TOKENS; t++)
      if (text->shape[t] == NOMENP_SHAPE_DASH) {
        map->dateline = place->items[place->best].country;
        return;
      }
  }
}

/* ---- weighing -------------------------------------------------------------- */

static uint16_t share(uint32_t part, uint32_t total) {
  return (uint16_t)(total > 0 ? (uint64_t)part * 1000 / total : 0);
}

#define NEAR 60000 /* hundred-thousandths of a degree */

static bool is_near(int32_t a, int32_t b) {
  int64_t distance = (int64_t)a - b;
  return distance < NEAR && distance > -NEAR;
}

/* Two entries of one place, as lists from several sources have them. */
static bool is_same_place(const namesake *a, const namesake *b) {
  if (a->country != b->country || a->level != b->level) return false;
  if (!a->has_position || !b->has_position)
    return a->level == LEVEL_COUNTRY ||
           (a->region != 0 && a->region == b->region) || a->region == 0 ||
           b->region == 0;
  return is_near(a->latitude, b->latitude) &&
         is_near(a->longitude, b->longitude);
}

/* The second best is another place, not another entry of the best. */
static void find_runner_up(place_form *place) {
  const namesake *best = &place->items[place->best];
  const namesake *second = NULL;
  place->runner_up = NOMENP_NONE;
  for (uint32_t i = 0; i < place->count; i++)
    if (i != place->best && !is_same_place(best, &place->items[i]) &&
        (second == NULL || place->items[i].score > second->score)) {
      second = &place->items[i];
      place->runner_up = i;
    }
  place->runner_up_share =
      second != NULL ? nomenp_place_share(best->score, second->score) : 0;
  place->is_plain =
      second == NULL || best->score >= second->score + PLAIN_MARGIN;
}

static void weigh(const atlas *map, place_form *place) {
  if (place->count == 0) return;
  place->best = 0;
  for (uint32_t i = 0; i < place->count; i++) {
    namesake *it = &place->items[i];
    uint32_t region = nomenp_map_find(&map->regions, it->region);
    uint32_t own = it->country < COUNTRIES ? map->countries[it->country] : 0;
    nomenp_place_facts facts = {
        .kind = it->kind,
        .population = it->population,
        .grade = it->grade,
        .is_canonical = (it->flags & NOMENP_HIT_CANONICAL) != 0,
        .is_same_case = (it->flags & NOMENP_HIT_CASE) != 0,
        .has_identity = it->has_identity,
        .has_position = it->has_position,
        .is_paired = it->is_paired,
        .is_paired_other = it->is_paired_other,
        .is_kind_said = it->is_kind_said,
        .is_kind_other = it->is_kind_other,
        .is_container = it->is_container,
        .is_in_sentence = it->is_in_sentence,
        .is_dateline = it->country < COUNTRIES && it->country == map->dateline,
        .country_share = share(own, map->total),
        .region_share = it->region != 0 && region != UINT32_MAX
                            ? share(region, map->region_total)
                            : 0};
    it->score = nomenp_place_score(&facts);
    if (it->score > place->items[place->best].score) place->best = i;
  }
  find_runner_up(place);
}

static bool make_place_forms(nomenp_linker *linker) {
  size_t count = 0;
  for (size_t i = 0; i < linker->form_count; i++)
    count += linker->forms[i].type == TYPE;
  if (count == 0) return true;
  linker->places =
      nomenp_arena_array(&linker->scratch, count, sizeof *linker->places);
  if (linker->places == NULL) return false;
  for (size_t i = 0; i < linker->form_count; i++)
    if (linker->forms[i].type == TYPE) {
      linker->forms[i].place = (uint32_t)linker->place_count;
      linker->places[linker->place_count++] =
          (place_form){.form = (uint32_t)i, .runner_up = NOMENP_NONE};
    }
  return true;
}

static void weigh_all(atlas *map) {
  nomenp_linker *linker = map->linker;
  for (size_t i = 0; i < linker->place_count; i++) weigh(map, &linker->places[i]);
}

void nomenp_places_choose(nomenp_linker *linker) {
  atlas map = {.linker = linker, .dateline = COUNTRIES};
  nomenp_map_init(&map.regions, &linker->scratch);
  if (linker->failed || !make_place_forms(linker)) {
    linker->failed = true;
    return;
  }
  for (size_t i = 0; i < linker->place_count && !linker->failed; i++)
    read_namesakes(linker, &linker->places[i]);
  for (uint32_t i = 0; i < linker->input->name_count && !linker->failed; i++) {
    read_pairs(linker, i);
    read_neighbours(linker, i);
    read_kind(linker, i);
  }
  count_nationalities(&map);
  weigh_all(&map);
  find_dateline(&map);
  for (size_t i = 0; i < linker->place_count; i++)
    if (linker->places[i].count > 0 && linker->places[i].is_plain)
      count_place(&map, &linker->places[i]);
  weigh_all(&map);
}

/* ---- joining --------------------------------------------------------------- */

/* Words that may be left out: what is left names the same place. */
static const struct droppable {
  const char *word;
  bool is_last;
  bool needs_the; /* the bare name is a town's but for "the" */
} droppables[] = {{"strip", true, false},      {"state", true, false},
                  {"province", true, false},   {"region", true, false},
                  {"peninsula", true, false},  {"islands", true, false},
                  {"republic", true, false},   {"mountains", true, true},
                  {"river", true, true},       {"ocean", true, true},
                  {"canal", true, true},       {"desert", true, true},
                  {"sea", true, true},         {"strait", true, true},
                  {"mount", false, false},     {"mt", false, false},
                  {"republic", false, false},  {"kingdom", false, false},
                  {"state", false, false},     {"province", false, false},
                  {"isle", false, false},      {"river", false, true}};

static const struct droppable *droppable(const nomenp_form_word *word,
                                         bool is_last) {
  for (size_t i = 0; i < sizeof droppables / sizeof droppables[0]; i++)
    if (droppables[i].is_last == is_last &&
        word->letter == (uint8_t)droppables[i].word[0] &&
        word->hash == fold_text(droppables[i].word))
      return &droppables[i];
  return NULL;
}

/* What is left without such a word; *needs_the: of one that must have "the". */
static uint64_t hash_bare(const nomenp_form *form, bool *needs_the) {
  unsigned first = 0, end = form->count;
  const struct droppable *last =
      end > 1 ? droppable(&form->words[end - 1u], true) : NULL;
  const struct droppable *opening =
      end > 1 && last == NULL ? droppable(&form->words[0], false) : NULL;
  *needs_the = (last != NULL && last->needs_the) ||
               (opening != NULL && opening->needs_the);
  if (last != NULL) {
    end--;
  } else if (opening != NULL) {
    first++;
    if (end - first > 1 &&
        (form->words[first].flags & NOMENP_FORM_WORD_FUNCTION) != 0)
      first++;
    if (end - first > 1 &&
        (form->words[first].flags & NOMENP_FORM_WORD_FUNCTION) != 0)
      first++;
  }
  return nomenp_form_hash(form, first, end);
}

static uint64_t entry_key(const nomenp_linker *linker, uint32_t entry) {
  nomenp_entry facts;
  nomenp_gazetteer_entry(linker->input->gazetteer, entry, &facts);
  uint64_t id = facts.id != NULL && facts.id[0] != '\0'
                    ? nomenp_hash_bytes(facts.id, strlen(facts.id))
                    : entry;
  return nomenp_key_make(NOMENP_KEY_ENTRY, TYPE, id);
}

/* What a form will ask for; what its namesakes' entries are is known by now.  Entries
 * count twice: a mention said with its country may ask for another of them. */
void nomenp_places_ask(nomenp_linker *linker, const nomenp_form *form) {
  bool needs_the = false;
  uint64_t hash = hash_bare(form, &needs_the);
  if ((form->flags & NOMENP_FORM_THE) != 0) needs_the = true;
  nomenp_key_ask(linker,
                 nomenp_key_make(NOMENP_KEY_PLACE, TYPE, hash + needs_the));
  const place_form *place = &linker->places[form->place];
  for (uint32_t i = 0; i < place->count; i++) {
    nomenp_key_ask(linker, entry_key(linker, place->items[i].entry));
    nomenp_key_ask(linker, entry_key(linker, place->items[i].entry));
  }
}

static uint32_t only_thing(const nomenp_linker *linker, uint64_t key,
                           const nomenp_form *form) {
  uint32_t things[NOMENP_KEY_THINGS];
  unsigned count = nomenp_key_things(linker, key, things);
  if (count != 1) return NOMENP_NONE;
  const nomenp_thing *thing = &linker->things[things[0]];
  return nomenp_forms_are_apart(linker, &linker->forms[thing->form], form)
             ? NOMENP_NONE
             : things[0];
}

static void join(nomenp_linker *linker, uint32_t index) {
  nomenp_form *form = &linker->forms[index];
  const place_form *place = &linker->places[form->place];
  bool needs_the = false;
  uint64_t hash = hash_bare(form, &needs_the);
  if ((form->flags & NOMENP_FORM_THE) != 0) needs_the = true;
  /* Names with "the" and names without are looked up apart. */
  uint64_t bare = nomenp_key_make(NOMENP_KEY_PLACE, TYPE, hash + needs_the);
  uint32_t thing = NOMENP_NONE;
  nomenp_rule rule = NOMENP_RULE_ENTRY;
  if (place->count > 0 &&
      nomenp_place_is_plausible(place->items[place->best].score)) {
    form->entry = place->items[place->best].entry;
    thing = only_thing(linker, entry_key(linker, form->entry), form);
  }
  if (thing == NOMENP_NONE) {
    rule = NOMENP_RULE_PLACE_HEAD;
    thing = only_thing(linker, bare, form);
    if (thing != NOMENP_NONE && form->entry != NOMENP_NONE &&
        linker->things[thing].entry != NOMENP_NONE)
      thing = NOMENP_NONE; /* two entries: "Guerrero", "Guerrero" the city */
  }
  if (thing == NOMENP_NONE) {
    rule = NOMENP_RULE_SAME;
    thing = nomenp_form_own(linker, index);
    if (thing == NOMENP_NONE) return;
  }
  nomenp_thing *joined = &linker->things[thing];
  if (joined->entry == NOMENP_NONE || rule == NOMENP_RULE_SAME) {
    joined->entry = form->entry;
    if (place->runner_up != NOMENP_NONE) {
      joined->runner_up = place->items[place->runner_up].entry;
      joined->runner_up_share = place->runner_up_share;
    }
  }
  nomenp_form_join(linker, index, thing, rule);
  nomenp_key_add(linker, bare, thing, true);
  if (form->entry != NOMENP_NONE)
    nomenp_key_add(linker, entry_key(linker, form->entry), thing, true);
}

void nomenp_places_join(nomenp_linker *linker) {
  for (size_t i = 0; i < linker->form_count && !linker->failed; i++) {
    const nomenp_form *form = &linker->forms[linker->order[i]];
    if (form->type == TYPE && form->count > 0 && form->alias_of == NOMENP_NONE)
      join(linker, linker->order[i]);
  }
}

/* "Paris, Texas" in a text about Paris: the one namesake that lies there. */
uint32_t nomenp_places_find(nomenp_linker *linker, uint32_t mention) {
  place_form *here = place_of(linker, mention);
  place_form *there = place_of(linker, mention + 1);
  const nomenp_form *form = &linker->forms[linker->mentions[mention].form];
  if (here == NULL || there == NULL || here->count < 2) return NOMENP_NONE;
  uint32_t best = NOMENP_NONE;
  for (uint32_t i = 0; i < here->count; i++)
    for (uint32_t k = 0; k < there->count; k++)
      if (lies_in(&here->items[i], &there->items[k]) &&
          (best == NOMENP_NONE ||
           here->items[i].score > here->items[best].score))
        best = i;
  if (best == NOMENP_NONE || here->items[best].entry == form->entry ||
      lies_in(&here->items[here->best], &there->items[there->best]))
    return NOMENP_NONE;
  uint64_t key = entry_key(linker, here->items[best].entry);
  uint32_t things[NOMENP_KEY_THINGS];
  if (nomenp_key_things(linker, key, things) > 0) return things[0];
  uint32_t thing = nomenp_thing_new(linker, linker->mentions[mention].form);
  if (thing == NOMENP_NONE) return NOMENP_NONE;
  linker->things[thing].entry = here->items[best].entry;
  nomenp_key_add(linker, key, thing, true);
  return thing;
}
