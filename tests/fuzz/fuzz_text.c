/* SPDX-License-Identifier: MIT */
/*
 * Any bytes through the text room: check, repair, tokens, sentences, offsets; and
 * what must hold of the result.  The first byte chooses what the lexicon knows.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/fold.h"
#include "text/offset.h"
#include "text/text.h"
#include "text/token.h"
#include "text/utf8.h"

/* What must hold; a fuzzer stops at a trap. */
#define HOLDS(condition)                                                       \
  do {                                                                         \
    if (!(condition)) abort();                                                 \
  } while (0)

/* Words of two letters and more are known by the bits of their hash. */
static unsigned ask(const void *context, uint64_t hash) {
  const uint8_t *choice = context;

  return (unsigned)(hash >> (*choice & 31)) & 15u;
}

static bool begins_character(const uint8_t *bytes, uint32_t size, uint32_t at) {
  return at == size || (bytes[at] & 0xc0) != 0x80;
}

static void check_tokens(const nomenp_text *text) {
  uint32_t end = 0;

  HOLDS(text->token_count <= nomenp_token_bound(text->bytes, text->size));
  for (uint32_t i = 0; i < text->token_count; i++) {
    uint32_t start = text->start[i];
    HOLDS(start >= end && text->end[i] > start && text->end[i] <= text->size);
    HOLDS(text->start[i] == end || (text->flags[i] & NOMENP_TOKEN_SPACE));
    HOLDS(begins_character(text->bytes, text->size, start));
    HOLDS(begins_character(text->bytes, text->size, text->end[i]));
    HOLDS(text->shape[i] < NOMENP_SHAPE_COUNT);
    HOLDS(text->hash[i] ==
          nomenp_fold_hash(text->bytes + start, text->end[i] - start));
    HOLDS(nomenp_text_token_at(text, start) == i);
    end = text->end[i];
  }
}

static void check_sentences(const nomenp_text *text) {
  uint32_t count = 0;

  for (uint32_t i = 0; i < text->token_count; i++) {
    if (text->flags[i] & NOMENP_TOKEN_SENTENCE)
      HOLDS(text->sentence_start[count++] == i);
    HOLDS(nomenp_text_sentence(text, i) + 1 == count);
  }
  HOLDS(count == text->sentence_count);
  HOLDS(text->sentence_start[count] == text->token_count);
}

static void check_offsets(nomenp_arena *arena, const nomenp_text *text) {
  nomenp_offset_index index;
  uint32_t points = 0, units = 0, at = 0;

  HOLDS(nomenp_offset_index_make(arena, text->bytes, text->size, &index));
  while (at < text->size) {
    size_t step;
    uint32_t character = nomenp_utf8_decode(text->bytes + at, &step);
    HOLDS(nomenp_offset_code_points(&index, at) == points);
    HOLDS(nomenp_offset_utf16(&index, at) == units);
    at += (uint32_t)step;
    points++;
    units += character >= 0x10000 ? 2 : 1;
  }
  HOLDS(at == text->size);
  HOLDS(nomenp_offset_utf16(&index, at) == units);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  nomenp_lexicon lexicon = {.ask = ask, .context = data};
  nomenp_arena arena;
  nomenp_text text;
  uint8_t *bytes;
  size_t fault = 0, text_size;

  if (size == 0 || size > (1u << 20)) return 0;
  text_size = size - 1;
  bytes = malloc(text_size + (text_size == 0)); /* its end is guarded */
  if (bytes == NULL) return 0;
  memcpy(bytes, data + 1, text_size);
  if (!nomenp_utf8_check(bytes, text_size, &fault)) {
    HOLDS(fault < text_size);
    HOLDS(nomenp_utf8_check(bytes, fault, NULL));
    nomenp_utf8_repair(bytes, text_size);
    HOLDS(bytes[fault] == NOMENP_UTF8_SUBSTITUTE);
    HOLDS(nomenp_utf8_check(bytes, text_size, NULL));
  }
  nomenp_arena_init(&arena, &nomenp_memory_default);
  HOLDS(nomenp_text_read(&arena, bytes, (uint32_t)text_size,
                         data[0] & 64 ? NULL : &lexicon, &text));
  check_tokens(&text);
  check_sentences(&text);
  check_offsets(&arena, &text);
  nomenp_arena_fini(&arena);
  free(bytes);
  return 0;
}
