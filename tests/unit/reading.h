/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_TESTS_UNIT_READING_H
#define NOMEN_TESTS_UNIT_READING_H

/* A text read with the built-in lists, up to the evidence. */

#include <string.h>

#include "evidence/evidence.h"
#include "pack/pack.h"

typedef struct reading {
  nomenp_arena arena;
  nomenp_text text;
  uint32_t *words;
  nomenp_hit_list hits;
  nomenp_evidence evidence;
} reading;

static inline nomenp_gazetteer *reading_lists(void) {
  nomenp_pack pack;
  nomenp_gazetteer *gazetteer = NULL;

  if (nomenp_pack_open(nomenp_pack_default, nomenp_pack_default_size, &pack,
                       NULL) != NOMEN_OK)
    return NULL;
  nomenp_gazetteer_open(&nomenp_memory_default,
                        pack.sections[NOMENP_SECTION_GAZETTEER].bytes,
                        pack.sections[NOMENP_SECTION_GAZETTEER].size,
                        &gazetteer, NULL);
  return gazetteer;
}

/* True when memory sufficed; reading_close() in any case. */
static inline bool reading_open(reading *r, const nomen_allocator *memory,
                                const nomenp_gazetteer *gazetteer,
                                const char *text) {
  nomenp_lexicon lexicon = nomenp_gazetteer_lexicon(gazetteer);
  nomenp_evidence_input input;

  memset(r, 0, sizeof *r);
  nomenp_arena_init(&r->arena, memory);
  if (!nomenp_text_read(&r->arena, (const uint8_t *)text,
                        (uint32_t)strlen(text), &lexicon, &r->text))
    return false;
  r->words = nomenp_arena_array(&r->arena, r->text.token_count + 1u,
                                sizeof *r->words);
  if (r->words == NULL) return false;
  nomenp_gazetteer_words(gazetteer, NULL, &r->text, r->words);
  if (nomenp_gazetteer_scan(gazetteer, &r->arena, &r->text, r->words,
                            &r->hits) != NOMEN_OK)
    return false;
  memset(&input, 0, sizeof input);
  input.text = &r->text;
  input.gazetteer = gazetteer;
  input.words = r->words;
  input.hits = &r->hits;
  return nomenp_evidence_read(&r->arena, &input, &r->evidence);
}

static inline void reading_close(reading *r) {
  nomenp_arena_fini(&r->arena);
}

#endif
