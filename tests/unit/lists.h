/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_TESTS_LISTS_H
#define NOMEN_TESTS_LISTS_H

/* Small lists for tests: built into an image and opened; hits as one line of
 * text. */

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "gazetteer/builder.h"
#include "gazetteer/gazetteer.h"

typedef struct list_source {
  unsigned list;
  const char *text;
} list_source;

typedef struct lists {
  nomenp_buffer image;
  nomenp_gazetteer *gazetteer;
} lists;

static inline nomen_status lists_build(const nomen_allocator *memory,
                                       const list_source *sources, size_t count,
                                       nomenp_buffer *image,
                                       nomen_error *error) {
  nomenp_gazetteer_builder *builder;
  nomen_status status = nomenp_gazetteer_builder_new(memory, &builder);

  for (size_t i = 0; i < count && status == NOMEN_OK; i++)
    status = nomenp_gazetteer_builder_add(builder, sources[i].list, "list",
                                          sources[i].text,
                                          strlen(sources[i].text), error);
  if (status == NOMEN_OK)
    status = nomenp_gazetteer_builder_finish(builder, image, error);
  nomenp_gazetteer_builder_free(builder);
  return status;
}

static inline nomen_status lists_open(lists *out, const list_source *sources,
                                      size_t count, nomen_error *error) {
  nomen_status status;

  out->gazetteer = NULL;
  nomenp_buffer_init(&out->image, &nomenp_memory_default);
  status =
      lists_build(&nomenp_memory_default, sources, count, &out->image, error);
  if (status != NOMEN_OK) return status;
  return nomenp_gazetteer_open(&nomenp_memory_default, out->image.bytes,
                               out->image.size, &out->gazetteer, error);
}

static inline void lists_close(lists *l) {
  nomenp_gazetteer_close(l->gazetteer);
  nomenp_buffer_fini(&l->image);
}

/* "New York=place:New York/1 cC; ": the text, the list, the canonical name, the
 * grade and a letter a flag: c as capitals, C canonical, a acronym, u upper. */
static inline void lists_describe(const nomenp_gazetteer *g,
                                  const nomenp_text *text,
                                  const nomenp_hit *hit, nomenp_buffer *out) {
  static const struct {
    uint8_t bit;
    char letter;
  } letters[] = {{NOMENP_HIT_CASE, 'c'},
                 {NOMENP_HIT_CANONICAL, 'C'},
                 {NOMENP_HIT_ACRONYM, 'a'},
                 {NOMENP_HIT_UPPER, 'u'}};
  nomenp_entry entry;

  nomenp_gazetteer_entry(g, hit->entry, &entry);
  if (out->size != 0) nomenp_buffer_put_text(out, "; ");
  nomenp_buffer_put(out, text->bytes + text->start[hit->first],
                    text->end[hit->end - 1] - text->start[hit->first]);
  nomenp_buffer_put_byte(out, '=');
  nomenp_buffer_put_text(out,
                         nomenp_list_class_name((nomenp_list_class)hit->list));
  nomenp_buffer_put_byte(out, ':');
  nomenp_buffer_put_text(out, entry.name);
  nomenp_buffer_put_byte(out, ' ');
  for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++)
    if (hit->flags & letters[i].bit)
      nomenp_buffer_put_byte(out, letters[i].letter);
}

/* The hits in a text, as such a line; free with free(). */
static inline char *lists_hits(const nomenp_gazetteer *g, const char *bytes) {
  nomenp_lexicon lexicon = nomenp_gazetteer_lexicon(g);
  nomenp_arena arena;
  nomenp_text text;
  nomenp_hit_list hits;
  nomenp_buffer out;
  uint32_t *words;

  nomenp_arena_init(&arena, &nomenp_memory_default);
  nomenp_buffer_init(&out, &nomenp_memory_default);
  if (!nomenp_text_read(&arena, (const uint8_t *)bytes, (uint32_t)strlen(bytes),
                        &lexicon, &text))
    abort();
  words = nomenp_arena_array(&arena, text.token_count + 1, sizeof(*words));
  nomenp_gazetteer_words(g, NULL, &text, words);
  if (nomenp_gazetteer_scan(g, &arena, &text, words, &hits) != NOMEN_OK)
    abort();
  for (size_t i = 0; i < hits.count; i++)
    lists_describe(g, &text, &hits.items[i], &out);
  nomenp_arena_fini(&arena);
  nomenp_buffer_text(&out);
  return out.bytes;
}

#endif
