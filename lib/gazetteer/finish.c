/* SPDX-License-Identifier: MIT */
/*
 * From what was collected to an image.  What the lists say together of a word
 * or a name is settled here, once all of them are known; then every part is
 * written to its place, and freed as soon as it is, so that a million names fit
 * twice.
 */
#include "base/error.h"
#include "gazetteer/draft.h"
#include "gazetteer/order.h"
#include "gazetteer/traits.h"
#include "text/fold.h"

#include <string.h>

/* Aim: two to four words a bucket, so that hardly one has more than are compared
 * at once. */
static unsigned bucket_bits_for(size_t word_count) {
  unsigned bits = 1;
  while (bits < NOMENP_BUCKET_BITS_MAX && (size_t)4 << bits < word_count)
    bits++;
  return bits;
}

static const nomenp_image_facts *facts_of(const nomenp_gazetteer_builder *draft,
                                          uint32_t entry) {
  return (const nomenp_image_facts *)(const void *)draft->facts.items +
         draft->records[entry + NOMENP_RECORD_FACTS];
}

/* Where the record behind this one begins. */
static uint32_t next_record(const nomenp_gazetteer_builder *draft,
                            uint32_t entry) {
  return entry + nomenp_image_record_size(draft->records + entry,
                                          facts_of(draft, entry)->mask);
}

/* Entries by list and canonical name. */
static uint64_t entry_key(const nomenp_gazetteer_builder *draft, uint32_t entry,
                          uint32_t name) {
  return (uint64_t)facts_of(draft, entry)->list << 32 | name;
}

static uint32_t find_entry(const nomenp_order_item *sorted, size_t count,
                           uint64_t key) {
  size_t low = 0, high = count;

  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (sorted[middle].key < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low < count && sorted[low].key == key ? sorted[low].index : UINT32_MAX;
}

/* Aliases are in order of their entries: they were added so. */
static const nomenp_draft_alias *
find_alias(const nomenp_gazetteer_builder *draft, uint32_t entry) {
  size_t low = 0, high = draft->alias_count;

  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (draft->aliases[middle].entry < entry)
      low = middle + 1;
    else
      high = middle;
  }
  return low < draft->alias_count && draft->aliases[low].entry == entry
             ? &draft->aliases[low]
             : NULL;
}

/* Aliases of what is in the lists are kept, with the entry they are further
 * names of; but not those of another alias, which will have no record of its
 * own. */
static void resolve_aliases(nomenp_gazetteer_builder *draft,
                            const nomenp_order_item *sorted, size_t count) {
  size_t kept = 0, last = 0;

  for (size_t i = 0; i < draft->alias_count; i++) {
    nomenp_draft_alias alias = draft->aliases[i];
    alias.of =
        find_entry(sorted, count, entry_key(draft, alias.entry, alias.of));
    if (alias.of != UINT32_MAX && alias.of != alias.entry)
      draft->aliases[kept++] = alias;
  }
  draft->alias_count = kept;
  for (size_t i = 0; i < kept; i++)
    draft->aliases[i].is_second =
        find_alias(draft, draft->aliases[i].of) != NULL;
  for (size_t i = 0; i < kept; i++)
    if (!draft->aliases[i].is_second)
      draft->aliases[last++] = draft->aliases[i];
  draft->alias_count = last;
}

/* Take the aliases' own records out.  `of` of each becomes how many numbers are
 * gone up to and with it. */
static void remove_records(nomenp_gazetteer_builder *draft) {
  uint32_t to = 0, gone = 0;

  for (size_t i = 0; i <= draft->alias_count && draft->alias_count != 0; i++) {
    nomenp_draft_alias *alias = &draft->aliases[i];
    bool is_last = i == draft->alias_count;
    uint32_t from = to + gone;
    uint32_t stop = is_last ? (uint32_t)draft->record_count : alias->entry;
    memmove(draft->records + to, draft->records + from,
            (stop - from) * sizeof(*draft->records));
    to += stop - from;
    if (is_last) break;
    gone += next_record(draft, stop) - stop;
    alias->of = gone;
  }
  draft->record_count -= gone;
}

/* How many numbers are gone before an entry that stays. */
static uint32_t gone_before(const nomenp_gazetteer_builder *draft,
                            uint32_t entry) {
  size_t low = 0, high = draft->alias_count;

  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (draft->aliases[middle].entry < entry)
      low = middle + 1;
    else
      high = middle;
  }
  return low > 0 ? draft->aliases[low - 1].of : 0;
}

/* Names of an entry that is a further name of another go over to that one. */
static bool join_aliases(nomenp_gazetteer_builder *draft) {
  const nomen_allocator *memory = draft->memory;
  size_t count = 0, size;
  nomenp_order_item *items;

  if (draft->alias_count == 0) return true;
  for (uint32_t at = 0; at < draft->record_count; count++)
    at = next_record(draft, at);
  if (!nomenp_memory_product(count, 2 * sizeof(*items), &size)) return false;
  items = nomenp_memory_allocate(memory, size);
  if (items == NULL) return false;
  count = 0;
  for (uint32_t at = 0; at < draft->record_count; at = next_record(draft, at)) {
    items[count].key =
        entry_key(draft, at, draft->records[at + NOMENP_RECORD_NAME]);
    items[count++].index = at;
  }
  resolve_aliases(
      draft, nomenp_order_sort(items, items + count, count, NULL, NULL), count);
  nomenp_memory_release(memory, items);
  for (size_t i = 0; i < draft->name_count; i++) {
    nomenp_draft_name *name = &draft->names[i];
    const nomenp_draft_alias *alias = find_alias(draft, name->entry);
    if (alias == NULL) continue;
    name->entry = alias->of;
    name->flags &= (uint8_t)~NOMENP_NAME_CANONICAL;
  }
  remove_records(draft);
  for (size_t i = 0; i < draft->name_count; i++)
    draft->names[i].entry -= gone_before(draft, draft->names[i].entry);
  return true;
}

/* A short name in capitals whose letters also make an ordinary word. */
static bool is_strict(const nomenp_draft_name *name, const nomenp_word *word) {
  if (name->count != 1 || !(name->flags & NOMENP_NAME_UPPER) ||
      !(name->flags & NOMENP_DRAFT_SHORT))
    return false;
  return name->flags & NOMENP_DRAFT_USER || word->level != 0 ||
         word->lists & UINT64_C(1) << NOMENP_LIST_FUNCTION ||
         word->given != 0 || word->surname != 0;
}

static void raise_grade(nomenp_word *word, const nomenp_draft_name *name) {
  uint8_t *grade =
      name->list == NOMENP_LIST_PLACE ? &word->place
      : name->list == NOMENP_LIST_ORGANISATION || name->list == NOMENP_LIST_TEAM
          ? &word->organisation
          : NULL;
  if (grade != NULL && *grade < name->grade) *grade = name->grade;
}

/* What names of one word say of the word. */
static bool settle_words(nomenp_gazetteer_builder *draft) {
  for (size_t i = 0; i < draft->name_count; i++) {
    nomenp_draft_name *name = &draft->names[i];
    uint32_t index = draft->sequence[name->first];
    nomenp_word word;
    if (name->count != 1) continue;
    word = *nomenp_draft_profile(draft, index);
    if (is_strict(name, &word)) {
      name->flags |= NOMENP_NAME_STRICT;
      word.capital_lists |= UINT64_C(1) << name->list;
    } else {
      word.lists |= UINT64_C(1) << name->list;
      raise_grade(&word, name);
    }
    if (!nomenp_draft_set_profile(draft, index, &word)) return false;
  }
  return true;
}

/* Profiles in use, numbered by the first word that has each. */
typedef struct profile_use {
  uint32_t *number; /* of a draft profile, + 1; 0: not in use */
  uint32_t *order;  /* draft profiles by number */
  uint32_t count;
} profile_use;

static bool number_profiles(nomenp_gazetteer_builder *draft,
                            const uint32_t *words, profile_use *use) {
  size_t count = draft->profiles.count;

  use->count = 0;
  use->number = nomenp_memory_allocate_zeroed(draft->memory,
                                              count * sizeof(*use->number));
  use->order =
      nomenp_memory_allocate(draft->memory, count * sizeof(*use->order));
  if (use->number == NULL || use->order == NULL) return false;
  for (size_t i = 0; i < draft->words.count; i++) {
    uint32_t profile = nomenp_draft_word_at(draft, words[i])->profile;
    if (use->number[profile] != 0) continue;
    use->order[use->count++] = profile;
    use->number[profile] = use->count;
  }
  return true;
}

typedef struct writing {
  nomenp_gazetteer_builder *draft;
  nomenp_image_header header;
  uint64_t offsets[NOMENP_IMAGE_PART_COUNT + 1];
  uint32_t *words; /* in their order */
  profile_use profiles;
  nomenp_intern writings; /* nomenp_image_writing */
  uint16_t *written;      /* a name */
  nomenp_layout layout;
  char *image;
} writing;

static bool is_abbreviation(nomenp_gazetteer_builder *draft, uint32_t word) {
  return nomenp_draft_profile(draft, word)->flags & NOMENP_WORD_ABBREVIATION;
}

static size_t count_abbreviations(nomenp_gazetteer_builder *draft) {
  size_t count = 0;

  for (uint32_t i = 0; i < draft->words.count; i++)
    count += is_abbreviation(draft, i);
  return count;
}

/* How a word's names of one word may be a hit. */
typedef enum alone {
  ALONE_NEVER,
  ALONE_CAPITAL,
  ALONE_SMALL /* without a capital, too */
} alone;

static alone is_alone(const writing *w, uint32_t target) {
  const nomenp_image_writing *writings = (const void *)w->writings.items;
  uint32_t name = target & ~NOMENP_TARGET_NAME, end = name + 1;
  alone found = ALONE_NEVER;

  if (!(target & NOMENP_TARGET_NAME)) {
    name = w->layout.nodes[target].names;
    end = w->layout.nodes[target + 1].names;
  }
  for (; name < end && found != ALONE_SMALL; name++) {
    const nomenp_image_writing *how = &writings[w->written[name]];
    if (how->flags & NOMENP_NAME_SILENT) continue;
    found = how->capitals != 0 || how->flags & NOMENP_NAME_STRICT
                ? ALONE_CAPITAL
                : ALONE_SMALL;
  }
  return found;
}

static size_t count_small(const writing *w) {
  size_t count = 0;

  for (size_t i = 0; i < w->draft->words.count; i++)
    count += is_alone(w, w->layout.targets[i]) == ALONE_SMALL;
  return count;
}

/* Pairs are asked for at every token: what is small stays in the cache, and is
 * worth some walks in vain. */
#define PAIRS_A_BLOCK 16u
#define WORDS_A_BLOCK 4u

static void fill_header(writing *w, unsigned bucket_bits) {
  nomenp_gazetteer_builder *draft = w->draft;
  uint32_t *counts = w->header.counts;
  uint32_t words = (uint32_t)draft->words.count;

  w->header.magic = NOMENP_IMAGE_MAGIC;
  w->header.version = NOMENP_IMAGE_VERSION;
  w->header.bucket_bits = bucket_bits;
  counts[NOMENP_IMAGE_BUCKETS] = (UINT32_C(1) << bucket_bits) + 1;
  counts[NOMENP_IMAGE_KEYS] = words;
  counts[NOMENP_IMAGE_STARTS] = nomenp_image_starts_count(words);
  for (uint32_t i = 0; i < words; i++)
    counts[NOMENP_IMAGE_TARGETS] += w->layout.targets[i] != 0;
  counts[NOMENP_IMAGE_WORDS] = words;
  counts[NOMENP_IMAGE_PROFILES] = w->profiles.count;
  counts[NOMENP_IMAGE_NODES] = (uint32_t)w->layout.node_count;
  counts[NOMENP_IMAGE_EDGES] = (uint32_t)w->layout.edge_count;
  counts[NOMENP_IMAGE_NAMES] = (uint32_t)w->layout.name_count;
  counts[NOMENP_IMAGE_WRITINGS] = (uint32_t)w->writings.count;
  counts[NOMENP_IMAGE_RECORDS] = (uint32_t)draft->record_count;
  counts[NOMENP_IMAGE_FACTS] = (uint32_t)draft->facts.count;
  counts[NOMENP_IMAGE_STRINGS] = (uint32_t)draft->strings.pool.size;
  counts[NOMENP_IMAGE_PAIRS] = nomenp_filter_block_count(w->layout.edge_count, PAIRS_A_BLOCK);
  counts[NOMENP_IMAGE_ABBREVIATIONS] =
      nomenp_filter_block_count(count_abbreviations(draft), WORDS_A_BLOCK);
  counts[NOMENP_IMAGE_SMALL] = 
      nomenp_filter_block_count(count_small(w), WORDS_A_BLOCK);
  nomenp_image_layout(counts, w->offsets);
  w->header.size = w->offsets[NOMENP_IMAGE_PART_COUNT];
}

static void *part(writing *w, nomenp_image_part part) {
  return w->image + w->offsets[part];
}

/* Copy a part and free where it came from. */
static void move_part(writing *w, nomenp_image_part which, void *from) {
  size_t size = w->header.counts[which] * nomenp_image_item_size(which);

  if (size != 0) memcpy(part(w, which), from, size);
  nomenp_memory_release(w->draft->memory, from);
}

static void write_words(writing *w) {
  nomenp_gazetteer_builder *draft = w->draft;
  uint32_t *buckets = part(w, NOMENP_IMAGE_BUCKETS);
  uint32_t *keys = part(w, NOMENP_IMAGE_KEYS);
  uint16_t *profiles = part(w, NOMENP_IMAGE_WORDS);
  nomenp_word *known = part(w, NOMENP_IMAGE_PROFILES);
  uint32_t bucket = 0, count = (uint32_t)draft->words.count;

  for (uint32_t i = 0; i < count; i++) {
    const nomenp_draft_word *word = nomenp_draft_word_at(draft, w->words[i]);
    uint32_t its = (uint32_t)(word->hash >> (64 - w->header.bucket_bits));
    while (bucket <= its)
      buckets[bucket++] = i;
    keys[i] = (uint32_t)word->hash;
    profiles[i] = (uint16_t)(w->profiles.number[word->profile] - 1);
  }
  while (bucket < w->header.counts[NOMENP_IMAGE_BUCKETS])
    buckets[bucket++] = count;
  for (uint32_t i = 0; i < w->profiles.count; i++)
    known[i] = ((const nomenp_word *)(const void *)
                    draft->profiles.items)[w->profiles.order[i]];
}

/* The first two words of the names that go on behind `word`. */
static void add_pairs(const writing *w, uint32_t word, uint32_t target,
                      uint64_t *pairs, unsigned shift) {
  if (target & NOMENP_TARGET_NAME) return;
  for (uint32_t i = w->layout.nodes[target].edges;
       i < w->layout.nodes[target + 1].edges; i++)
    nomenp_filter_add(pairs, shift,
                      nomenp_filter_pair(word, w->layout.edges[i].word));
}

static void write_abbreviations(writing *w) {
  uint64_t *blocks = part(w, NOMENP_IMAGE_ABBREVIATIONS);
  unsigned shift =
      nomenp_filter_shift(w->header.counts[NOMENP_IMAGE_ABBREVIATIONS]);

  for (uint32_t i = 0; i < w->draft->words.count; i++)
    if (is_abbreviation(w->draft, i))
      nomenp_filter_add(blocks, shift, nomenp_draft_word_at(w->draft, i)->hash);
}

/* Only words with a target have a place among the targets. */
static void write_targets(writing *w) {
  nomenp_image_starts *starts = part(w, NOMENP_IMAGE_STARTS);
  uint32_t *targets = part(w, NOMENP_IMAGE_TARGETS);
  uint64_t *pairs = part(w, NOMENP_IMAGE_PAIRS);
  uint64_t *small = part(w, NOMENP_IMAGE_SMALL);
  unsigned shift = nomenp_filter_shift(w->header.counts[NOMENP_IMAGE_PAIRS]);
  unsigned small_shift =
      nomenp_filter_shift(w->header.counts[NOMENP_IMAGE_SMALL]);
  uint32_t count = 0;

  for (uint32_t i = 0; i < w->header.counts[NOMENP_IMAGE_KEYS]; i++) {
    alone how;
    if (i % 32 == 0) starts[i / 32].before = count;
    if (w->layout.targets[i] == 0) continue;
    starts[i / 32].bits |= UINT32_C(1) << i % 32;
    how = is_alone(w, w->layout.targets[i]);
    if (how != ALONE_NEVER) starts[i / 32].alone |= UINT32_C(1) << i % 32;
    if (how == ALONE_SMALL)
      nomenp_filter_add(small, small_shift, nomenp_filter_pair(i, i));
    add_pairs(w, i, w->layout.targets[i], pairs, shift);
    targets[count++] = w->layout.targets[i];
  }
}

static void write_names(writing *w) {
  nomenp_image_name *names = part(w, NOMENP_IMAGE_NAMES);

  for (size_t i = 0; i < w->layout.name_count; i++)
    names[i] = (nomenp_image_name){w->draft->names[w->layout.names[i]].entry,
                                   w->written[i], 0};
}

static void clear_part(writing *w, nomenp_image_part which) {
  memset(part(w, which), 0,
         w->header.counts[which] * nomenp_image_item_size(which));
}

/* Zero what no part fills, and what is filled bit by bit.  The rest stays untouched until it is written, so
 * that its pages cost nothing while the draft still holds the same. */
static void clear_gaps(writing *w) {
  for (unsigned i = 0; i < NOMENP_IMAGE_PART_COUNT; i++) {
    size_t size =
        w->header.counts[i] * nomenp_image_item_size((nomenp_image_part)i);
    char *end = w->image + w->offsets[i] + size;
    memset(end, 0, (size_t)(w->image + w->offsets[i + 1] - end));
  }
  clear_part(w, NOMENP_IMAGE_STARTS);
  clear_part(w, NOMENP_IMAGE_PAIRS);
  clear_part(w, NOMENP_IMAGE_ABBREVIATIONS);
  clear_part(w, NOMENP_IMAGE_SMALL);
}

/* Every part; what is large is freed once written. */
static void write_parts(writing *w) {
  nomenp_gazetteer_builder *draft = w->draft;

  clear_gaps(w);
  memcpy(part(w, NOMENP_IMAGE_STRINGS), draft->strings.pool.bytes,
         draft->strings.pool.size);
  nomenp_string_pool_fini(&draft->strings);
  move_part(w, NOMENP_IMAGE_RECORDS, draft->records);
  draft->records = NULL;
  write_words(w);
  write_targets(w);
  write_abbreviations(w);
  write_names(w);
  nomenp_memory_release(draft->memory, w->written);
  w->written = NULL;
  move_part(w, NOMENP_IMAGE_NODES, w->layout.nodes);
  w->layout.nodes = NULL;
  move_part(w, NOMENP_IMAGE_EDGES, w->layout.edges);
  w->layout.edges = NULL;
  move_part(w, NOMENP_IMAGE_WRITINGS, w->writings.items);
  w->writings.items = NULL;
  move_part(w, NOMENP_IMAGE_FACTS, draft->facts.items);
  draft->facts.items = NULL;
  memcpy(w->image, &w->header, sizeof(w->header));
}

/* How each name is written; most are written alike. */
static nomen_status number_writings(writing *w, nomen_error *error) {
  size_t count = w->layout.name_count;

  w->written =
      nomenp_memory_allocate(w->draft->memory, count * sizeof(*w->written));
  if (w->written == NULL) return nomenp_error_memory(error);
  for (size_t i = 0; i < count; i++) {
    const nomenp_draft_name *name = &w->draft->names[w->layout.names[i]];
    nomenp_image_writing item = {
        name->capitals,
        (uint8_t)(name->flags & ~(NOMENP_DRAFT_SHORT | NOMENP_DRAFT_USER)),
        name->grade,
        facts_of(w->draft, name->entry)->list,
        {0}};
    uint32_t index;
    if (!nomenp_intern_add(&w->writings, &item, &index))
      return nomenp_error_memory(error);
    if (index > UINT16_MAX)
      return nomenp_error_set(error, NOMEN_ELIST, 0,
                              "names are written in too many different ways");
    w->written[i] = (uint16_t)index;
  }
  return NOMEN_OK;
}

/* From here on names are sequences of ranks. */
static void rank_sequences(nomenp_gazetteer_builder *draft) {
  for (size_t i = 0; i < draft->sequence_count; i++)
    draft->sequence[i] = nomenp_draft_word_at(draft, draft->sequence[i])->rank;
}

static nomen_status prepare(writing *w, nomen_error *error) {
  nomenp_gazetteer_builder *draft = w->draft;
  nomen_status status;
  unsigned bucket_bits;
  uint32_t and_word;

  if (!nomenp_draft_add_word(draft, nomenp_fold_hash((const uint8_t *)"and", 3),
                             &and_word) ||
      !join_aliases(draft) || !settle_words(draft))
    return nomenp_error_memory(error);
  nomenp_intern_freeze(&draft->words);
  nomenp_intern_freeze(&draft->profiles);
  nomenp_intern_freeze(&draft->facts);
  nomenp_string_pool_freeze(&draft->strings);
  bucket_bits = bucket_bits_for(draft->words.count);
  if (!nomenp_layout_words(draft, bucket_bits, &w->words) ||
      !number_profiles(draft, w->words, &w->profiles))
    return nomenp_error_memory(error);
  if (w->profiles.count > UINT16_MAX)
    return nomenp_error_set(error, NOMEN_ELIST, 0,
                            "lists say too many different things of words");
  rank_sequences(draft);
  if (!nomenp_layout_names(draft, &w->layout))
    return nomenp_error_memory(error);
  status = number_writings(w, error);
  if (status != NOMEN_OK) return status;
  w->header.and_word = nomenp_draft_word_at(draft, and_word)->rank;
  fill_header(w, bucket_bits);
  return NOMEN_OK;
}

nomen_status nomenp_gazetteer_builder_finish(nomenp_gazetteer_builder *builder,
                                             nomenp_buffer *image,
                                             nomen_error *error) {
  static const char padding[8] = {0};
  const nomen_allocator *memory = builder->memory;
  writing w;
  nomen_status status;

  if (builder->is_spent)
    return nomenp_error_set(error, NOMEN_EARG, 0, "builder is used up");
  builder->is_spent = true;
  memset(&w, 0, sizeof(w));
  nomenp_intern_init(&w.writings, memory, sizeof(nomenp_image_writing),
                     sizeof(nomenp_image_writing));
  w.draft = builder;
  status = prepare(&w, error);
  if (status == NOMEN_OK) {
    nomenp_memory_release(memory, builder->sequence);
    builder->sequence = NULL;
    nomenp_buffer_put(image, padding, (8 - image->size % 8) % 8);
    w.image = nomenp_buffer_reserve(image, (size_t)w.header.size);
    if (w.image != NULL) {
      write_parts(&w);
      image->size += (size_t)w.header.size;
    } else
      status = nomenp_error_memory(error);
  }
  nomenp_layout_fini(&w.layout, memory);
  nomenp_intern_fini(&w.writings);
  nomenp_memory_release(memory, w.written);
  nomenp_memory_release(memory, w.words);
  nomenp_memory_release(memory, w.profiles.number);
  nomenp_memory_release(memory, w.profiles.order);
  return status;
}
