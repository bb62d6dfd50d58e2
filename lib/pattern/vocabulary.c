/* SPDX-License-Identifier: MIT */
#include "pattern/vocabulary.h"

#include <string.h>

#include "text/fold.h"

#define SLOTS_FIRST 256u

bool nomenp_vocabulary_make(nomenp_arena *arena, size_t rule_count,
                            nomenp_vocabulary *out) {
  *out = (nomenp_vocabulary){.mask = SLOTS_FIRST - 1,
                             .width = rule_count / 64 + 1};
  out->slots = nomenp_arena_array(arena, SLOTS_FIRST, sizeof(*out->slots));
  return out->slots != NULL;
}

static nomenp_vocabulary_slot *free_slot(nomenp_vocabulary_slot *slots,
                                         uint64_t mask, uint64_t hash) {
  uint64_t at = hash & mask;

  while (slots[at].hash != 0 && slots[at].hash != hash)
    at = (at + 1) & mask;
  return &slots[at];
}

static bool grow(nomenp_arena *arena, nomenp_vocabulary *v) {
  uint64_t size = 2 * (v->mask + 1);
  nomenp_vocabulary_slot *slots =
      nomenp_arena_array(arena, size, sizeof(*slots));

  if (slots == NULL) return false;
  for (uint64_t i = 0; i <= v->mask; i++)
    if (v->slots[i].hash != 0)
      *free_slot(slots, size - 1, v->slots[i].hash) = v->slots[i];
  v->slots = slots;
  v->mask = size - 1;
  return true;
}

static bool is_letters(const char *word, size_t size) {
  for (size_t i = 0; i < size; i++)
    if (word[i] < 'a' || word[i] > 'z') return false;
  return size <= UINT16_MAX;
}

nomenp_vocabulary_slot *nomenp_vocabulary_add(nomenp_arena *arena,
                                              nomenp_vocabulary *vocabulary,
                                              const char *word, size_t size) {
  nomenp_vocabulary *v = vocabulary;
  uint64_t hash = nomenp_fold_hash((const uint8_t *)word, size);
  nomenp_vocabulary_slot *slot = free_slot(v->slots, v->mask, hash);
  size_t row_size = NOMENP_WORD_ROWS * v->width;

  if (slot->hash != 0) return slot;
  if (2 * (v->count + 1) > v->mask) {
    if (!grow(arena, v)) return NULL;
    slot = free_slot(v->slots, v->mask, hash);
  }
  if (!NOMENP_ARENA_GROW(arena, &v->rows, &v->capacity,
                         (v->count + 1) * row_size))
    return NULL;
  memset(v->rows + v->count * row_size, 0, row_size * sizeof(*v->rows));
  *slot = (nomenp_vocabulary_slot){.hash = hash, .word = (uint32_t)v->count++};
  if (is_letters(word, size)) slot->size = (uint16_t)size;
  return slot;
}

bool nomenp_vocabulary_copy(nomenp_arena *arena,
                            nomenp_vocabulary *vocabulary) {
  nomenp_vocabulary *v = vocabulary;
  size_t slots_size = (v->mask + 1) * sizeof(*v->slots);
  size_t rows_size = v->count * NOMENP_WORD_ROWS * v->width * sizeof(*v->rows);
  nomenp_vocabulary_slot *slots = nomenp_arena_allocate(arena, slots_size);
  uint64_t *rows = nomenp_arena_allocate(arena, rows_size + 1);

  if (slots == NULL || rows == NULL) return false;
  memcpy(slots, v->slots, slots_size);
  if (rows_size != 0) memcpy(rows, v->rows, rows_size);
  v->slots = slots;
  v->rows = rows;
  v->capacity = rows_size / sizeof(*rows);
  return true;
}
