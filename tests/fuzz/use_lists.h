/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_FUZZ_USE_LISTS_H
#define NOMEN_FUZZ_USE_LISTS_H

/* Everything that may be asked of lists, asked; a fuzzer stops at a trap. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gazetteer/gazetteer.h"

#define HOLDS(condition)                                                       \
  do {                                                                         \
    if (!(condition)) abort();                                                 \
  } while (0)

static inline void use_entry(const nomenp_gazetteer *lists, uint32_t number) {
  nomenp_entry e;
  const char *strings[6];
  size_t sum = 0;

  nomenp_gazetteer_entry(lists, number, &e);
  HOLDS(e.name != NULL && e.list < NOMENP_LIST_COUNT);
  strings[0] = e.name;
  strings[1] = e.kind;
  strings[2] = e.country;
  strings[3] = e.region;
  strings[4] = e.id;
  strings[5] = nomenp_gazetteer_attribute(lists, number, "note");
  for (int i = 0; i < 6; i++)
    if (strings[i] != NULL) sum += strlen(strings[i]);
  HOLDS(sum < SIZE_MAX);
}

static inline void use_hits(const nomenp_gazetteer *lists,
                            const nomenp_text *text,
                            const nomenp_hit_list *hits) {
  for (size_t i = 0; i < hits->count; i++) {
    const nomenp_hit *hit = &hits->items[i];
    HOLDS(hit->first < hit->end && hit->end <= text->token_count);
    HOLDS(i == 0 || hits->items[i - 1].first < hit->first ||
          (hits->items[i - 1].first == hit->first &&
           hits->items[i - 1].end >= hit->end));
    use_entry(lists, hit->entry);
  }
}

/* `bytes` is well-formed UTF-8. */
static inline void use_lists(const nomenp_gazetteer *lists, const char *bytes,
                             size_t size) {
  nomenp_lexicon lexicon = nomenp_gazetteer_lexicon(lists);
  nomenp_arena arena;
  nomenp_text text;
  nomenp_hit_list hits;
  uint32_t *words, entries[4], name = 0, number;

  nomenp_arena_init(&arena, &nomenp_memory_default);
  HOLDS(nomenp_text_read(&arena, (const uint8_t *)bytes, (uint32_t)size,
                         &lexicon, &text));
  words = nomenp_arena_array(&arena, text.token_count + 1, sizeof(*words));
  nomenp_gazetteer_words(lists, NULL, &text, words);
  HOLDS(nomenp_gazetteer_scan(lists, &arena, &text, words, &hits) == NOMEN_OK);
  use_hits(lists, &text, &hits);
  for (uint32_t i = 0; i < text.token_count; i++) {
    size_t rest = text.token_count - i < 3 ? text.token_count - i : 3;
    nomenp_gazetteer_lookup(lists, text.hash + i, rest, entries, 4);
  }
  while (nomenp_gazetteer_next(lists, NOMENP_LIST_PLACE, &name, &number))
    use_entry(lists, number);
  nomenp_arena_fini(&arena);
}

#endif
