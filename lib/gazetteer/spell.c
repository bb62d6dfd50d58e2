/* SPDX-License-Identifier: MIT */
/*
 * From a name as it is written in a list to the words it is found by.  It is
 * read by the tokeniser that reads texts, so that both are cut alike.
 */
#include "gazetteer/draft.h"
#include "gazetteer/walk.h"
#include "text/fold.h"
#include "text/text.h"

#include <string.h>

#define SHORT_LETTERS 6u

/* One way of spelling: what is done with commas and with "'s". */
typedef struct manner {
  bool drops_commas;
  bool joins_clitics;
} manner;

/* The hash by which token `i` is found; a clitic joined to it is taken along.
 */
static uint64_t word_hash(const nomenp_text *text, uint32_t *i, manner way) {
  uint32_t first = *i, last = first;

  if (text->shape[last] == NOMENP_SHAPE_AND)
    return nomenp_fold_hash((const uint8_t *)"and", 3);
  while (way.joins_clitics && last + 1 < text->token_count &&
         text->shape[last + 1] == NOMENP_SHAPE_CLITIC &&
         !(text->flags[last + 1] & NOMENP_TOKEN_SPACE))
    last++;
  if (last == first) return text->hash[first];
  *i = last;
  return nomenp_fold_hash(text->bytes + text->start[first],
                          text->end[last] - text->start[first]);
}

static bool is_upper(uint8_t shape, uint8_t flags) {
  return shape == NOMENP_SHAPE_UPPER || shape == NOMENP_SHAPE_LETTER ||
         shape == NOMENP_SHAPE_INITIAL ||
         (shape == NOMENP_SHAPE_DOTTED && flags & NOMENP_TOKEN_CAPITAL);
}

static unsigned letter_count(const nomenp_text *text, uint32_t token) {
  unsigned count = 0;

  for (uint32_t i = text->start[token]; i < text->end[token]; i++)
    count += text->bytes[i] != '.' && (text->bytes[i] & 0xc0u) != 0x80u;
  return count;
}

static nomenp_spell_result spell(nomenp_gazetteer_builder *draft,
                                 const nomenp_text *text, manner way,
                                 nomenp_spelling *out) {
  bool all_upper = true;
  unsigned letters = 0;

  memset(out, 0, sizeof(*out));
  for (uint32_t i = 0; i < text->token_count; i++) {
    uint8_t shape = text->shape[i], flags = text->flags[i];
    uint64_t hash;
    if (nomenp_walk_skips(shape) || text->hash[i] == 0 ||
        (way.drops_commas && shape == NOMENP_SHAPE_COMMA))
      continue;
    if (out->count == NOMENP_NAME_TOKENS_MAX) return NOMENP_SPELL_LONG;
    if (flags & NOMENP_TOKEN_CAPITAL)
      out->capitals |= (uint16_t)(1u << out->count);
    all_upper = all_upper && is_upper(shape, flags);
    letters += letter_count(text, i);
    hash = word_hash(text, &i, way);
    if (!nomenp_draft_add_word(draft, hash, &out->words[out->count]))
      return NOMENP_SPELL_MEMORY;
    out->count++;
  }
  if (out->count == 0) return NOMENP_SPELL_EMPTY;
  if (all_upper) out->flags |= NOMENP_NAME_UPPER;
  if (out->count == 1 && letters <= SHORT_LETTERS)
    out->flags |= NOMENP_DRAFT_SHORT;
  return NOMENP_SPELL_OK;
}

static bool has_shape(const nomenp_text *text, uint8_t shape) {
  return memchr(text->shape, shape, text->token_count) != NULL;
}

/* "Corp.", not "A." or "U.S." */
static bool ends_in_own_stop(const char *bytes, size_t size) {
  return size >= 3 && bytes[size - 1] == '.' &&
         memchr(bytes, '.', size - 1) == NULL;
}

nomenp_spell_result nomenp_draft_spell(nomenp_gazetteer_builder *draft,
                                       const char *bytes, size_t size,
                                       nomenp_spelling *out, size_t *count,
                                       bool *is_abbreviation) {
  nomenp_arena_position mark = nomenp_arena_mark(&draft->scratch);
  nomenp_spell_result result = NOMENP_SPELL_OK;
  nomenp_text text;
  bool commas, clitics;

  *count = 0;
  *is_abbreviation = false;
  if (size == 0) return NOMENP_SPELL_EMPTY;
  if (!nomenp_text_read(&draft->scratch, (const uint8_t *)bytes, (uint32_t)size,
                        NULL, &text)) {
    nomenp_arena_rewind(&draft->scratch, mark);
    return NOMENP_SPELL_MEMORY;
  }
  commas = text.token_count != 0 && has_shape(&text, NOMENP_SHAPE_COMMA);
  clitics = text.token_count != 0 && has_shape(&text, NOMENP_SHAPE_CLITIC);
  for (unsigned i = 0; i < NOMENP_SPELLINGS_MAX; i++) {
    manner way = {(i & 1) != 0, (i & 2) != 0};
    if ((way.drops_commas && !commas) || (way.joins_clitics && !clitics))
      continue;
    result = spell(draft, &text, way, &out[*count]);
    if (result != NOMENP_SPELL_OK) break;
    ++*count;
  }
  if (result == NOMENP_SPELL_OK)
    *is_abbreviation = out[0].count == 1 && ends_in_own_stop(bytes, size);
  nomenp_arena_rewind(&draft->scratch, mark);
  return result;
}
