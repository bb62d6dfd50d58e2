/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_TESTS_LINKING_H
#define NOMEN_TESTS_LINKING_H

/* Linking without the model, for texts of any size: every run of capitalised
 * words is a name, its type by its place in a pattern of letters ("PPO": two
 * persons, then an organisation, and so on).  Lists are small and built on the
 * spot. */

#include <string.h>

#include "link/link.h"
#include "lists.h"

static const list_source linking_sources[] = {
    {NOMENP_LIST_GIVEN, "name\tgrade\tgender\nPeter\t4\tM\nAnna\t4\tF\n"},
    {NOMENP_LIST_SURNAME, "name\tgrade\nHale\t4\nRuiz\t4\n"},
    {NOMENP_LIST_PARTICLE, "name\nde\nvon\nder\n"},
    {NOMENP_LIST_SUFFIX, "name\nJr.\nIII\n"},
    {NOMENP_LIST_TITLE, "name\taliases\nMr\tMr.\nMrs\tMrs.\n"},
    {NOMENP_LIST_ROLE, "name\nPresident\nForeign Minister\nhead\n"},
    {NOMENP_LIST_FAMILY, "name\nson\nwife\n"},
    {NOMENP_LIST_FUNCTION, "name\nthe\nof\nand\nin\n"},
    {NOMENP_LIST_NATIONALITY,
     "name\tgrade\tkind\tcountry\nMexican\t4\tadjective\tMX\n"},
    {NOMENP_LIST_ORGANISATION,
     "name\taliases\tacronym\tgrade\tkind\tcountry\n"
     "World Health Organization\t\tWHO\t4\tagency\t\n"},
    {NOMENP_LIST_ORG_HEAD,
     "name\tkind\tposition\nBank\tbank\tany\nTimes\tmedia\tlast\n"},
    {NOMENP_LIST_COMPANY_SUFFIX, "name\tgrade\tkind\nInc.\t4\tcompany\n"},
    {NOMENP_LIST_PLACE,
     "name\taliases\tgrade\tkind\tcountry\tregion\tpopulation\tid\n"
     "Mexico\t\t4\tcountry\tMX\t\t\tiso3166:MX\n"
     "Texas\t\t4\tstate\tUS\tUS-TX\t\tiso3166-2:US-TX\n"
     "Paris\t\t4\tcity\tFR\t\t2000000\tgeonames:1\n"
     "Paris\t\t4\tcity\tUS\tUS-TX\t25000\tgeonames:2\n"
     "Burma\tMyanmar\t4\tcountry\tMM\t\t\tiso3166:MM\n"},
    {NOMENP_LIST_NICKNAME, "name\taliases\nPeter\tPete\n"},
    {NOMENP_LIST_APART, "name\taliases\nMexico\tMexico City\n"},
};
#define LINKING_SOURCES (sizeof linking_sources / sizeof linking_sources[0])

typedef struct linking {
  nomenp_arena arena;
  nomenp_text text;
  nomenp_name *names;
  size_t count;
  uint32_t *words;
  nomenp_hit_list hits;
  nomenp_link_result result;
} linking;

static inline int linking_type(const char *pattern, size_t index) {
  char letter = pattern[index % strlen(pattern)];
  return letter == 'P' ? 0 : letter == 'O' ? 1 : 2;
}

static inline void linking_find_names(linking *out, const char *pattern) {
  for (uint32_t t = 0; t < out->text.token_count; t++) {
    uint32_t end = t;
    while (end < out->text.token_count &&
           nomenp_shape_is_capital(out->text.shape[end]))
      end++;
    if (end == t) continue;
    out->names[out->count] = (nomenp_name){
        .first = t,
        .end = end,
        .type = (uint8_t)linking_type(pattern, out->count),
        .runner_up = (uint8_t)linking_type(pattern, out->count + 1),
        .confidence = out->count % 7 == 6 ? 500 : 950,
        .runner_up_confidence = 20};
    out->count++;
    t = end;
  }
}

/* Everything up to the link itself; false for lack of memory.  The gazetteer
 * may be NULL only where no token is asked about it. */
static inline bool linking_prepare(linking *out,
                                   const nomenp_gazetteer *gazetteer,
                                   const char *bytes, size_t size,
                                   const char *pattern,
                                   const nomen_allocator *memory) {
  nomenp_lexicon lexicon = nomenp_gazetteer_lexicon(gazetteer);
  memset(out, 0, sizeof *out);
  nomenp_arena_init(&out->arena, memory);
  if (!nomenp_text_read(&out->arena, (const uint8_t *)bytes, (uint32_t)size,
                        &lexicon, &out->text))
    return false;
  size_t tokens = out->text.token_count + 1u;
  out->names = nomenp_arena_array(&out->arena, tokens, sizeof *out->names);
  out->words = nomenp_arena_array(&out->arena, tokens, sizeof *out->words);
  if (out->names == NULL || out->words == NULL) return false;
  linking_find_names(out, pattern);
  nomenp_gazetteer_words(gazetteer, NULL, &out->text, out->words);
  return nomenp_gazetteer_scan(gazetteer, &out->arena, &out->text, out->words,
                               &out->hits) == NOMEN_OK;
}

static inline nomen_status linking_run(linking *l,
                                       const nomenp_gazetteer *gazetteer) {
  nomenp_link_input input = {.text = &l->text,
                             .gazetteer = gazetteer,
                             .words = l->words,
                             .hits = &l->hits,
                             .names = l->names,
                             .name_count = l->count};
  return nomenp_link(&l->arena, &input, &l->result);
}

static inline void linking_fini(linking *l) {
  nomenp_arena_fini(&l->arena);
}

static inline bool linking_record_holds(const linking *l, size_t index) {
  const nomenp_linked *record = &l->result.records[index];
  if (record->entity >= l->result.entity_count || record->confidence > 1000)
    return false;
  if (record->type != l->result.entities[record->entity].type) return false;
  if (record->type != NOMEN_TYPE_PERSON) return true;
  return record->role_start <= record->role_end &&
         record->role_end <= l->text.size &&
         (record->role != NULL) == (record->role_start < record->role_end);
}

/* Each record is in its entity's list, once, in order; entities are in order of
 * first mention and have a name. */
static inline bool linking_holds(const linking *l) {
  size_t total = 0;
  for (size_t i = 0; i < l->count; i++)
    if (!linking_record_holds(l, i)) return false;
  for (size_t i = 0; i < l->result.entity_count; i++) {
    const nomenp_link_entity *entity = &l->result.entities[i];
    total += entity->count;
    if (entity->count == 0 || entity->name == NULL) return false;
    if (i > 0 && entity->records[0] <= entity[-1].records[0]) return false;
    for (size_t k = 0; k < entity->count; k++)
      if (l->result.records[entity->records[k]].entity != i ||
          (k > 0 && entity->records[k] <= entity->records[k - 1]))
        return false;
  }
  return total == l->count;
}

#endif
