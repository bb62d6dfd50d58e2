/* SPDX-License-Identifier: MIT */
/* Asking an image: words by hash, entries by number, names by their words. */
#include "gazetteer/gazetteer.h"

#include "base/error.h"
#include "gazetteer/image.h"
#include "gazetteer/walk.h"

#include <string.h>

static nomenp_filter filter(const nomenp_gazetteer *g, const char *image,
                            const uint64_t *at, nomenp_image_part part) {
  return (nomenp_filter){(const void *)(image + at[part]),
                         nomenp_filter_shift(g->counts[part])};
}

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
  g->writings = (const void *)(image + at[NOMENP_IMAGE_WRITINGS]);
  g->records = (const void *)(image + at[NOMENP_IMAGE_RECORDS]);
  g->facts = (const void *)(image + at[NOMENP_IMAGE_FACTS]);
  g->strings = image + at[NOMENP_IMAGE_STRINGS];
  g->pairs = filter(g, image, at, NOMENP_IMAGE_PAIRS);
  g->abbreviations = filter(g, image, at, NOMENP_IMAGE_ABBREVIATIONS);
  g->small = filter(g, image, at, NOMENP_IMAGE_SMALL);
}

static bool is_filter_size(uint32_t count) {
  return count >= NOMENP_FILTER_BLOCKS_MIN && (count & (count - 1)) == 0;
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
         is_filter_size(counts[NOMENP_IMAGE_PAIRS]) &&
         is_filter_size(counts[NOMENP_IMAGE_ABBREVIATIONS]) &&
         is_filter_size(counts[NOMENP_IMAGE_SMALL]) &&
         counts[NOMENP_IMAGE_NODES] >= 1 && counts[NOMENP_IMAGE_STRINGS] >= 1;
}

nomen_status nomenp_gazetteer_open_built(const nomen_allocator *memory,
                                         const void *image, size_t size,
                                         nomenp_gazetteer **out,
                                         nomen_error *error) {
  const nomenp_image_header *header = image;
  nomenp_gazetteer *g;

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
  *out = g;
  return NOMEN_OK;
}

nomen_status nomenp_gazetteer_open(const nomen_allocator *memory,
                                   const void *image, size_t size,
                                   nomenp_gazetteer **out, nomen_error *error) {
  nomen_status status =
      nomenp_gazetteer_open_built(memory, image, size, out, error);

  if (status != NOMEN_OK) return status;
  status = nomenp_image_check(*out, error);
  if (status != NOMEN_OK) {
    nomenp_gazetteer_close(*out);
    *out = NULL;
  }
  return status;
}

void nomenp_gazetteer_close(nomenp_gazetteer *gazetteer) {
  if (gazetteer != NULL) nomenp_memory_release(gazetteer->memory, gazetteer);
}

/* Only a bucket made on purpose is so long. */
#define LONG_BUCKET 16u

static uint32_t find_among(const nomenp_gazetteer *g, uint32_t low,
                           uint32_t high, uint32_t key) {
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

/* A few keys are compared at once, without a branch for each: where a bucket
 * ends no processor can guess. */
static inline uint32_t find(const nomenp_gazetteer *g, uint64_t hash) {
  uint32_t key = (uint32_t)hash, at = 0;
  uint32_t low = g->buckets[hash >> g->shift];
  uint32_t count = g->buckets[(hash >> g->shift) + 1] - low;
  const uint32_t *keys = g->keys + low;

  for (uint32_t i = 0; i < NOMENP_IMAGE_KEYS_AHEAD; i++)
    at += (0u - (uint32_t)(keys[i] == key)) & (i + 1);
  if (at == 0 && count <= NOMENP_IMAGE_KEYS_AHEAD) return NOMENP_NO_WORD;
  if (at != 0 && at <= count && keys[at - 1] == key) return low + at - 1;
  return find_among(g, low, low + count, key);
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

/* The image is far larger than any cache: what is needed of it is asked for so
 * many tokens before, keys when their bucket is there. */
#define BUCKETS_AHEAD 16u
#define KEYS_AHEAD 8u

/* Words are found in pieces of the text: first those that the cache knows, then
 * the others, for which the image is asked ahead. */
#define PIECE 256u

/* What was found lately, by hash: most tokens are one of some thousand words,
 * which lie all over the image. */
#define CACHED_BITS 11u
typedef struct cached_word {
  uint64_t hash; /* 0: none yet */
  uint32_t word;
} cached_word;

static inline cached_word *cached(cached_word *cache, uint64_t hash) {
  return &cache[hash >> (64 - CACHED_BITS)];
}

/* Sets the words that are cached; which are not goes to `missing`. */
static uint32_t find_cached(cached_word *cache, const uint64_t *hashes,
                            uint32_t count, uint32_t *words,
                            uint16_t *missing) {
  uint32_t missing_count = 0;

  for (uint32_t i = 0; i < count; i++) {
    const cached_word *known = cached(cache, hashes[i]);
    words[i] = known->word;
    missing[missing_count] = (uint16_t)i;
    missing_count += (known->hash != hashes[i]) | (hashes[i] == 0);
  }
  return missing_count;
}

static uint32_t list_all(uint32_t count, uint16_t *missing) {
  for (uint32_t i = 0; i < count; i++)
    missing[i] = (uint16_t)i;
  return count;
}

static void find_missing(const nomenp_gazetteer *g, const uint64_t *hashes,
                         const uint16_t *missing, uint32_t count,
                         cached_word *cache, uint32_t *words) {
  for (uint32_t i = 0; i < count + BUCKETS_AHEAD; i++) {
    uint32_t keys = i - KEYS_AHEAD, now = i - BUCKETS_AHEAD;
    uint64_t hash;
    if (i < count) NOMENP_PREFETCH(&g->buckets[hashes[missing[i]] >> g->shift]);
    if (keys < count)
      NOMENP_PREFETCH(&g->keys[g->buckets[hashes[missing[keys]] >> g->shift]]);
    if (now >= count) continue;
    hash = hashes[missing[now]];
    words[missing[now]] = nomenp_gazetteer_find(g, hash);
    if (cache != NULL && hash != 0)
      *cached(cache, hash) = (cached_word){hash, words[missing[now]]};
  }
}

/* What is known of the words will be asked for. */
static void ask_profiles(const nomenp_gazetteer *g, const uint32_t *words,
                         uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    if (words[i] != NOMENP_NO_WORD) NOMENP_PREFETCH(&g->words[words[i]]);
  }
}

bool nomenp_gazetteer_words(const nomenp_gazetteer *gazetteer,
                            nomenp_work *work, const nomenp_text *text,
                            uint32_t *words) {
  void *cache;

  if (!nomenp_work_cache(work, NOMENP_CACHE_GAZETTEER,
                         sizeof(cached_word) << CACHED_BITS, &cache))
    return false;
  for (uint32_t at = 0; at < text->token_count; at += PIECE) {
    const uint64_t *hashes = text->hash + at;
    uint32_t left = text->token_count - at, missing_count;
    uint32_t count = left < PIECE ? left : PIECE;
    uint16_t missing[PIECE + 1];
    missing_count = cache != NULL
                        ? find_cached(cache, hashes, count, words + at, missing)
                        : list_all(count, missing);
    find_missing(gazetteer, hashes, missing, missing_count, cache, words + at);
    ask_profiles(gazetteer, words + at, count);
  }
  return true;
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
  return (nomenp_lexicon){ask, gazetteer, gazetteer->abbreviations};
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
    entries[i - first] = gazetteer->names[i].record;
  return end - first;
}
