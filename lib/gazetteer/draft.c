/* SPDX-License-Identifier: MIT */
/* Hash sets of the builder: fixed items and strings, each kept once. */
#include "gazetteer/draft.h"

#include "base/hash.h"

#include <string.h>

#define FIRST_SLOTS 1024u

static uint64_t hash_key(const nomenp_intern *set, const char *item) {
  uint64_t hash;

  if (set->key_size != sizeof(hash))
    return nomenp_hash_bytes(item, set->key_size);
  memcpy(&hash, item, sizeof(hash));
  return nomenp_hash_mix(hash);
}

static bool is_same_key(const nomenp_intern *set, const char *a,
                        const char *b) {
  uint64_t x, y;

  if (set->key_size != sizeof(x)) return memcmp(a, b, set->key_size) == 0;
  memcpy(&x, a, sizeof(x));
  memcpy(&y, b, sizeof(y));
  return x == y;
}

void nomenp_intern_init(nomenp_intern *set, const nomen_allocator *memory,
                        size_t item_size, size_t key_size) {
  *set = (nomenp_intern){memory, NULL, item_size, key_size, 0, 0, NULL, 0};
}

void nomenp_intern_fini(nomenp_intern *set) {
  nomenp_memory_release(set->memory, set->items);
  nomenp_memory_release(set->memory, set->slots);
  nomenp_intern_init(set, set->memory, set->item_size, set->key_size);
}

void nomenp_intern_freeze(nomenp_intern *set) {
  nomenp_memory_release(set->memory, set->slots);
  set->slots = NULL;
  set->slot_count = 0;
}

/* The slot of a key: where it is, or the free one where it would be. */
static uint32_t *intern_slot(nomenp_intern *set, const char *item) {
  size_t mask = set->slot_count - 1;
  size_t at = (size_t)hash_key(set, item) & mask;

  while (set->slots[at] != 0 &&
         !is_same_key(set, set->items + (set->slots[at] - 1) * set->item_size,
                      item))
    at = (at + 1) & mask;
  return &set->slots[at];
}

/* Twice the slots: never more than half of them are taken. */
static bool intern_grow(nomenp_intern *set) {
  size_t wanted = set->slot_count == 0 ? FIRST_SLOTS : set->slot_count * 2;
  size_t size;
  uint32_t *slots;

  if (set->count * 2 < set->slot_count) return true;
  if (wanted > UINT32_MAX / 2 ||
      !nomenp_memory_product(wanted, sizeof(*slots), &size))
    return false;
  nomenp_memory_release(set->memory, set->slots);
  set->slot_count = 0;
  set->slots = slots = nomenp_memory_allocate_zeroed(set->memory, size);
  if (slots == NULL) return false;
  set->slot_count = wanted;
  for (size_t i = 0; i < set->count; i++)
    *intern_slot(set, set->items + i * set->item_size) = (uint32_t)i + 1;
  return true;
}

bool nomenp_intern_add(nomenp_intern *set, const void *item, uint32_t *index) {
  uint32_t *slot;

  if (!intern_grow(set)) return false;
  slot = intern_slot(set, item);
  if (*slot == 0) {
    if (!nomenp_memory_grow(set->memory, (void **)&set->items, &set->capacity,
                            set->count + 1, set->item_size))
      return false;
    memcpy(set->items + set->count * set->item_size, item, set->item_size);
    *slot = (uint32_t)++set->count;
  }
  *index = *slot - 1;
  return true;
}

void nomenp_string_pool_init(nomenp_string_pool *pool,
                             const nomen_allocator *memory) {
  memset(pool, 0, sizeof(*pool));
  nomenp_buffer_init(&pool->pool, memory);
}

void nomenp_string_pool_fini(nomenp_string_pool *pool) {
  nomenp_memory_release(pool->pool.memory, pool->slots);
  nomenp_buffer_fini(&pool->pool);
  nomenp_string_pool_init(pool, pool->pool.memory);
}

static uint32_t *string_slot(nomenp_string_pool *pool, const char *bytes,
                             size_t size) {
  size_t mask = pool->slot_count - 1;
  size_t at = (size_t)nomenp_hash_bytes(bytes, size) & mask;

  for (; pool->slots[at] != 0; at = (at + 1) & mask) {
    const char *string = pool->pool.bytes + pool->slots[at];
    if (pool->pool.size - pool->slots[at] > size &&
        memcmp(string, bytes, size) == 0 && string[size] == '\0')
      break;
  }
  return &pool->slots[at];
}

/* Only strings that were added are in the slots, not those appended. */
static bool string_pool_grow(nomenp_string_pool *pool) {
  size_t wanted = pool->slot_count == 0 ? FIRST_SLOTS : pool->slot_count * 2;
  size_t old_count = pool->slot_count, size;
  uint32_t *old = pool->slots;

  if (pool->count * 2 < pool->slot_count) return true;
  if (!nomenp_memory_product(wanted, sizeof(*pool->slots), &size)) return false;
  pool->slots = nomenp_memory_allocate_zeroed(pool->pool.memory, size);
  if (pool->slots == NULL) {
    pool->slots = old;
    return false;
  }
  pool->slot_count = wanted;
  for (size_t i = 0; i < old_count; i++) {
    const char *string = pool->pool.bytes + old[i];
    if (old[i] != 0) *string_slot(pool, string, strlen(string)) = old[i];
  }
  nomenp_memory_release(pool->pool.memory, old);
  return true;
}

bool nomenp_string_pool_append(nomenp_string_pool *pool, const char *bytes,
                               size_t size, uint32_t *offset) {
  *offset = 0;
  if (pool->pool.size == 0) nomenp_buffer_put_byte(&pool->pool, '\0');
  if (size == 0) return !pool->pool.failed;
  if (pool->pool.failed || pool->pool.size > UINT32_MAX - size - 1)
    return false;
  *offset = (uint32_t)pool->pool.size;
  nomenp_buffer_put(&pool->pool, bytes, size);
  nomenp_buffer_put_byte(&pool->pool, '\0');
  return !pool->pool.failed;
}

bool nomenp_string_pool_add(nomenp_string_pool *pool, const char *bytes,
                            size_t size, uint32_t *offset) {
  uint32_t *slot;

  if (size == 0) return nomenp_string_pool_append(pool, bytes, size, offset);
  if (!string_pool_grow(pool)) return false;
  slot = string_slot(pool, bytes, size);
  if (*slot == 0) {
    if (!nomenp_string_pool_append(pool, bytes, size, slot)) {
      *slot = 0;
      return false;
    }
    pool->count++;
  }
  *offset = *slot;
  return true;
}

void nomenp_string_pool_freeze(nomenp_string_pool *pool) {
  nomenp_memory_release(pool->pool.memory, pool->slots);
  pool->slots = NULL;
  pool->slot_count = 0;
}

bool nomenp_draft_add_word(nomenp_gazetteer_builder *draft, uint64_t hash,
                           uint32_t *word) {
  nomenp_draft_word item = {hash, 0, 0};
  return nomenp_intern_add(&draft->words, &item, word);
}

bool nomenp_draft_set_profile(nomenp_gazetteer_builder *draft, uint32_t word,
                              const nomenp_word *profile) {
  return nomenp_intern_add(&draft->profiles, profile,
                           &nomenp_draft_word_at(draft, word)->profile);
}
