/* SPDX-License-Identifier: MIT */
/* The steps of reading, and the questions asked of a text that is read. */
#include "text/text.h"

#include <string.h>

#include "text/glue.h"
#include "text/sentence.h"
#include "text/token.h"

static bool allocate(nomenp_arena *arena, size_t count, size_t item_size,
                     void **out) {
  size_t size;

  if (!nomenp_memory_product(count, item_size, &size)) return false;
  *out = nomenp_arena_allocate(arena, size);
  return *out != NULL;
}

#define ALLOCATE(arena, items, count)                                          \
  allocate((arena), (count), sizeof(**(items)), (void **)(items))

static bool allocate_tokens(nomenp_arena *arena, nomenp_text *text,
                            uint32_t bound) {
  return ALLOCATE(arena, &text->start, bound) &&
         ALLOCATE(arena, &text->end, bound) &&
         ALLOCATE(arena, &text->hash, bound) &&
         ALLOCATE(arena, &text->token_class, bound) &&
         ALLOCATE(arena, &text->shape, bound) &&
         ALLOCATE(arena, &text->flags, bound);
}

static bool list_sentences(nomenp_arena *arena, nomenp_text *text) {
  uint32_t token = 0;

  if (!ALLOCATE(arena, &text->sentence_start, (size_t)text->sentence_count + 1))
    return false;
  for (uint32_t i = 0; i <= text->sentence_count; i++) {
    token = nomenp_text_next(text, token, NOMENP_TOKEN_SENTENCE);
    text->sentence_start[i] = token++;
  }
  return true;
}

bool nomenp_text_read(nomenp_arena *arena, const uint8_t *bytes, uint32_t size,
                      const nomenp_lexicon *lexicon, nomenp_text *out) {
  uint32_t candidates;

  *out = (nomenp_text){.bytes = bytes, .size = size};
  if (!allocate_tokens(arena, out, nomenp_token_bound(bytes, size)))
    return false;
  candidates = nomenp_token_scan(lexicon, out);
  if (candidates > 0 && !nomenp_glue_split(arena, lexicon, candidates, out))
    return false;
  out->sentence_count = nomenp_sentence_mark(lexicon, out);
  return list_sentences(arena, out);
}

uint32_t nomenp_text_sentence(const nomenp_text *text, uint32_t token) {
  uint32_t low = 0, high = text->sentence_count;

  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (text->sentence_start[middle] <= token)
      low = middle;
    else
      high = middle;
  }
  return low;
}

uint32_t nomenp_text_token_at(const nomenp_text *text, uint32_t offset) {
  uint32_t low = 0, high = text->token_count;

  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (text->end[middle] <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

bool nomenp_text_is_word(const nomenp_text *text, uint32_t token,
                         const char *word) {
  size_t size = strlen(word);

  if (text->end[token] - text->start[token] != size) return false;
  for (size_t i = 0; i < size; i++)
    if ((text->bytes[text->start[token] + i] | 0x20) != (uint8_t)word[i])
      return false;
  return true;
}
