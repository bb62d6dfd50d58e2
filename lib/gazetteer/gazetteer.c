/* SPDX-License-Identifier: MIT */
/* Asking an image: words by hash, entries by number, names by their words. */
#include "gazetteer/gazetteer.h"

#include "base/error.h"
#include "gazetteer/image.h"
#include "gazetteer/walk.h"

#include <string.h>

static void set_views(nomenp_gazetteer *g, const char *image) {
  uint64_t at[NOMENP_IMAGE_PART_COUNT + 1];

  nomenp_image_layout(g->counts, at);
  g->buckets = (const void *)(image + at[NOMENP_IMAGE_BUCKETS]);
  g->keys = (const void *)(image + at[NOMENP_IMAGE_KEYS]);
  g->words = (const void *)(image + at[NOMENP_IMAGE_WORDS]);
  g->starts = (const void *)(image + at[NOMENP_IMAGE_STARTS]);
  g->targets = (const void *)(image + at[NOMENP_IMAGE_TARGETS]);
  g->profiles = (const void *)(image + at[NOMENP_IMAGE_PROFILES]);
  g->nodes = (const void *)(image + at[NOMENP_IMAGE_NODES]);
  g->edges = (const void *)(image + at[NOMENP_IMAGE_EDGES]);
  g->names = (const void *)(image + at[NOMENP_IMAGE_NAMES]);
  g->written = (const void *)(image + at[NOMENP_IMAGE_WRITTEN]);
  g->writings = (const void *)(image + at[NOMENP_IMAGE_WRITINGS]);
  g->records = (const void *)(image + at[NOMENP_IMAGE_RECORDS]);
  g->facts = (const void *)(image + at[NOMENP_IMAGE_FACTS]);
  g->strings = image + at[NOMENP_IMAGE_STRINGS];
}

/* Whether the header's counts agree with one another and with the size. */
static bool header_agrees(const nomenp_image_header *header, size_t size) {
  uint64_t at[NOMENP_IMAGE_PART_COUNT + 1];
  const uint32_t *counts = header->counts;

  nomenp_image_layout(counts, at);
  return header->size == size && at[NOMENP_IMAGE_PART_COUNT] == size &&
         header->bucket_bits >= 1 &&
         header->bucket_bits <= NOMENP_BUCKET_BITS_MAX &&
         counts[NOMENP_IMAGE_BUCKETS] ==
             (UINT32_C(1) << header->bucket_bits) + 1 &&
         counts[NOMENP_IMAGE_KEYS] == counts[NOMENP_IMAGE_WORDS] &&
         counts[NOMENP_IMAGE_STARTS] ==
             nomenp_image_starts_count(counts[NOMENP_IMAGE_KEYS]) &&
         counts[NOMENP_IMAGE_NAMES] == counts[NOMENP_IMAGE_WRITTEN] &&
         counts[NOMENP_IMAGE_NODES] >= 1 && counts[NOMENP_IMAGE_STRINGS] >= 1;
}

nomen_status nomenp_gazetteer_open(const nomen_allocator *memory,
                                   const void *image, size_t size,
                                   nomenp_gazetteer **out, nomen_error *error) {
  const nomenp_image_header *header = image;
  nomenp_gazetteer *g;
  nomen_status status;

  *out = NULL;
  if (size < sizeof(*header) || (uintptr_t)image % 8 != 0 ||
      header->magic != NOMENP_IMAGE_MAGIC)
    return nomenp_error_set(error, NOMEN_EPACK, 0, "no image of lists");
  if (header->version != NOMENP_IMAGE_VERSION)
    return nomenp_error_set(error, NOMEN_EVERSION, 4,
                            "lists are of another format version");
  if (!header_agrees(header, size))
    return nomenp_error_set(error, NOMEN_EPACK, 8,
                            "sizes in the image of lists disagree");
  g = nomenp_memory_allocate_zeroed(memory, sizeof(*g));
  if (g == NULL) return nomenp_error_memory(error);
  g->memory = memory;
  memcpy(g->counts, header->counts, sizeof(g->counts));
  g->and_word = header->and_word;
  g->word_scale = UINT64_MAX / (g->counts[NOMENP_IMAGE_KEYS] + UINT64_C(1));
  g->shift = 64 - header->bucket_bits;
  set_views(g, image);
  status = nomenp_image_check(g, error);
  if (status != NOMEN_OK) {
    nomenp_gazetteer_close(g);
    return status;
  }
  *out = g;
  return NOMEN_OK;
}

void nomenp_gazetteer_close(nomenp_gazetteer *gazetteer) {
  if (gazetteer != NULL) nomenp_memory_release(gazetteer->memory, gazetteer);
}

/* Buckets hold two keys or so; only one made on purpose is long. */
#define LONG_BUCKET 16u

/* The image is far larger than any cache: what is needed of it is asked for so
 * many tokens before. */
#define BUCKETS_AHEAD 12u
#define KEYS_AHEAD 6u

static inline uint32_t find(const nomenp_gazetteer *g, uint64_t hash) {
  uint32_t key = (uint32_t)hash;
  uint32_t low = g->buckets[hash >> g->shift];
  uint32_t high = g->buckets[(hash >> g->shift) + 1];

  while (high - low > LONG_BUCKET) {
    uint32_t middle = low + (high - low) / 2;
    if (g->keys[middle] <= key)
      low = middle;
    else
      high = middle;
  }
  for (; low < high; low++)
    if (g->keys[low] == key) return low;
  return NOMENP_NO_WORD;
}

uint32_t nomenp_gazetteer_find(const nomenp_gazetteer *gazetteer,
                               uint64_t hash) {
  return hash != 0 ? find(gazetteer, hash) : NOMENP_NO_WORD;
}

const nomenp_word *nomenp_gazetteer_word(const nomenp_gazetteer *gazetteer,
                                         uint32_t word) {
  return &gazetteer->profiles[gazetteer->words[word]];
}

bool nomenp_gazetteer_next(const nomenp_gazetteer *gazetteer,
                           nomenp_list_class list, uint32_t *at,
                           uint32_t *entry) {
  const nomenp_gazetteer *g = gazetteer;

  while (*at < g->counts[NOMENP_IMAGE_RECORDS]) {
    const uint32_t *record = g->records + *at;
    const nomenp_image_facts *facts = &g->facts[record[NOMENP_RECORD_FACTS]];
    *entry = *at;
    *at += nomenp_image_record_size(record, facts->mask);
    if (facts->list == list) return true;
  }
  return false;
}

void nomenp_gazetteer_words(const nomenp_gazetteer *gazetteer,
                            const nomenp_text *text, uint32_t *words) {
  const nomenp_gazetteer *g = gazetteer;
  const uint64_t *hash = text->hash;
  uint32_t count = text->token_count;

  for (uint32_t i = 0; i < count; i++) {
    if (i + BUCKETS_AHEAD < count)
      NOMENP_PREFETCH(&g->buckets[hash[i + BUCKETS_AHEAD] >> g->shift]);
    if (i + KEYS_AHEAD < count)
      NOMENP_PREFETCH(&g->keys[g->buckets[hash[i + KEYS_AHEAD] >> g->shift]]);
    words[i] = nomenp_gazetteer_find(g, hash[i]);
    if (words[i] == NOMENP_NO_WORD) continue;
    NOMENP_PREFETCH(&g->words[words[i]]);
    NOMENP_PREFETCH(&g->starts[words[i] / 32]);
  }
}

static unsigned ask(const void *context, uint64_t hash) {
  const nomenp_gazetteer *g = context;
  uint32_t word = nomenp_gazetteer_find(g, hash);
  unsigned flags, answer = NOMENP_LEXICON_WORD;

  if (word == NOMENP_NO_WORD) return 0;
  flags = nomenp_gazetteer_word(g, word)->flags;
  if (flags & NOMENP_WORD_ABBREVIATION) answer |= NOMENP_LEXICON_ABBREVIATION;
  if (flags & NOMENP_WORD_ENDS) answer |= NOMENP_LEXICON_ENDS;
  if (flags & NOMENP_WORD_STARTER) answer |= NOMENP_LEXICON_STARTER;
  return answer;
}

nomenp_lexicon nomenp_gazetteer_lexicon(const nomenp_gazetteer *gazetteer) {
  return (nomenp_lexicon){ask, gazetteer};
}

static const char *string(const nomenp_gazetteer *g, uint32_t offset) {
  return offset != 0 ? g->strings + offset : NULL;
}

/* Read a detail if the mask says that it is there. */
static uint32_t take(uint8_t mask, unsigned bit, const uint32_t **at) {
  return mask & bit ? *(*at)++ : 0;
}

void nomenp_gazetteer_entry(const nomenp_gazetteer *gazetteer, uint32_t entry,
                            nomenp_entry *out) {
  const nomenp_gazetteer *g = gazetteer;
  const uint32_t *record = g->records + entry;
  const uint32_t *at = record + NOMENP_RECORD_DETAILS;
  const nomenp_image_facts *facts = &g->facts[record[NOMENP_RECORD_FACTS]];

  memset(out, 0, sizeof(*out));
  out->list = (nomenp_list_class)facts->list;
  out->grade = facts->grade;
  out->type = facts->type;
  out->name = string(g, record[NOMENP_RECORD_NAME]);
  out->kind = string(g, facts->kind);
  out->country = string(g, facts->country);
  out->region = string(g, facts->region);
  out->id = string(g, take(facts->mask, NOMENP_DETAIL_ID, &at));
  out->acronym = string(g, take(facts->mask, NOMENP_DETAIL_ACRONYM, &at));
  out->code = string(g, take(facts->mask, NOMENP_DETAIL_CODE, &at));
  out->has_position = (facts->mask & NOMENP_DETAIL_LATITUDE) != 0;
  out->latitude = (int32_t)take(facts->mask, NOMENP_DETAIL_LATITUDE, &at);
  out->longitude = (int32_t)take(facts->mask, NOMENP_DETAIL_LONGITUDE, &at);
  out->population = take(facts->mask, NOMENP_DETAIL_POPULATION, &at);
}

/* How many details stand before the attributes. */
static unsigned fixed_details(uint8_t mask) {
  unsigned count = 0;
  for (unsigned bit = 1; bit < NOMENP_DETAIL_ATTRIBUTES; bit <<= 1)
    count += (mask & bit) != 0;
  return count;
}

const char *nomenp_gazetteer_attribute(const nomenp_gazetteer *gazetteer,
                                       uint32_t entry, const char *column) {
  const uint32_t *at = gazetteer->records + entry;
  uint8_t mask = gazetteer->facts[at[NOMENP_RECORD_FACTS]].mask;

  if (!(mask & NOMENP_DETAIL_ATTRIBUTES)) return NULL;
  at += NOMENP_RECORD_DETAILS + fixed_details(mask);
  for (uint32_t left = *at++; left > 0; left--, at += 2)
    if (strcmp(gazetteer->strings + at[0], column) == 0)
      return gazetteer->strings + at[1];
  return NULL;
}

size_t nomenp_gazetteer_lookup(const nomenp_gazetteer *gazetteer,
                               const uint64_t *hashes, size_t hash_count,
                               uint32_t *entries, size_t room) {
  uint32_t first, end, target = 0;

  if (hash_count == 0 || hash_count > NOMENP_NAME_TOKENS_MAX) return 0;
  for (size_t i = 0; i < hash_count; i++) {
    uint32_t word = nomenp_gazetteer_find(gazetteer, hashes[i]);
    if (word == NOMENP_NO_WORD) return 0;
    target = i == 0 ? nomenp_walk_start(gazetteer, word)
                    : nomenp_walk_edge(gazetteer, target, word);
    if (target == 0) return 0;
  }
  nomenp_walk_names(gazetteer, target, &first, &end);
  for (uint32_t i = first; i < end && i - first < room; i++)
    entries[i - first] = gazetteer->names[i];
  return end - first;
}
