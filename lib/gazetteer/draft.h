/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_GAZETTEER_DRAFT_H
#define NOMEN_GAZETTEER_DRAFT_H

/*
 * The lists while they are being collected: words, strings, facts and names,
 * each kept once.  Builder only; kept small, since a user's list may hold a
 * million names.  Index 0 of profiles is the word of which nothing is known.
 */

#include "base/arena.h"
#include "base/buffer.h"
#include "gazetteer/builder.h"
#include "gazetteer/image.h"

/* Items of one size, told apart by their first `key_size` bytes. */
typedef struct nomenp_intern {
  const nomen_allocator *memory;
  char *items;
  size_t item_size;
  size_t key_size;
  size_t count;
  size_t capacity;
  uint32_t *slots; /* index + 1, or 0 */
  size_t slot_count;
} nomenp_intern;

void nomenp_intern_init(nomenp_intern *set, const nomen_allocator *memory,
                        size_t item_size, size_t key_size);
void nomenp_intern_fini(nomenp_intern *set);
/* The index of the item with that key, added if new. */
bool nomenp_intern_add(nomenp_intern *set, const void *item, uint32_t *index);
/* Nothing will be added any more: free what only adding needs. */
void nomenp_intern_freeze(nomenp_intern *set);

/* NUL-terminated strings in one pool; offset 0 is "". */
typedef struct nomenp_string_pool {
  nomenp_buffer pool;
  uint32_t *slots; /* offset, or 0 */
  size_t slot_count;
  size_t count;
} nomenp_string_pool;

void nomenp_string_pool_init(nomenp_string_pool *pool,
                             const nomen_allocator *memory);
void nomenp_string_pool_fini(nomenp_string_pool *pool);
/* A string that is kept once, however often it is added. */
bool nomenp_string_pool_add(nomenp_string_pool *pool, const char *bytes,
                            size_t size, uint32_t *offset);
/* One that hardly comes twice: neither looked for nor found by the other. */
bool nomenp_string_pool_append(nomenp_string_pool *pool, const char *bytes,
                               size_t size, uint32_t *offset);
void nomenp_string_pool_freeze(nomenp_string_pool *pool);

typedef struct nomenp_draft_word {
  uint64_t hash; /* the key */
  uint32_t profile;
  uint32_t rank; /* its number in the image, once known */
} nomenp_draft_word;

typedef struct nomenp_draft_name {
  uint32_t first; /* its words: draft->sequence[first .. first + count) */
  uint32_t entry; /* its record */
  uint16_t capitals;
  uint8_t count;
  uint8_t flags; /* NOMENP_NAME_*, NOMENP_DRAFT_* */
  uint8_t grade;
  uint8_t list;
} nomenp_draft_name;
#define NOMENP_DRAFT_SHORT 64u /* six letters or fewer, one word */
#define NOMENP_DRAFT_USER 128u

/* An entry that only says of which other one it is a further name. */
typedef struct nomenp_draft_alias {
  uint32_t entry;
  uint32_t of; /* string: the canonical name of the other; later, its record */
  bool is_second; /* of another alias */
} nomenp_draft_alias;

struct nomenp_gazetteer_builder {
  const nomen_allocator *memory;
  bool is_spent; /* failed or finished */
  nomenp_arena scratch;
  nomenp_intern words;    /* nomenp_draft_word */
  nomenp_intern profiles; /* nomenp_word */
  nomenp_intern facts;    /* nomenp_image_facts */
  nomenp_string_pool strings;
  uint32_t *sequence;
  size_t sequence_count, sequence_capacity;
  nomenp_draft_name *names;
  size_t name_count, name_capacity;
  uint32_t *records;
  size_t record_count, record_capacity;
  nomenp_draft_alias *aliases;
  size_t alias_count, alias_capacity;
};

static inline nomenp_draft_word *
nomenp_draft_word_at(nomenp_gazetteer_builder *draft, uint32_t word) {
  return (nomenp_draft_word *)(void *)draft->words.items + word;
}

static inline const nomenp_word *
nomenp_draft_profile(nomenp_gazetteer_builder *draft, uint32_t word) {
  return (const nomenp_word *)(const void *)draft->profiles.items +
         nomenp_draft_word_at(draft, word)->profile;
}

/* The word of a hash, added if new. */
bool nomenp_draft_add_word(nomenp_gazetteer_builder *draft, uint64_t hash,
                           uint32_t *word);
/* From now on this is what is known of the word. */
bool nomenp_draft_set_profile(nomenp_gazetteer_builder *draft, uint32_t word,
                              const nomenp_word *profile);

/* A name as it is spelt: words and what their writing says. */
#define NOMENP_SPELLINGS_MAX 4
typedef struct nomenp_spelling {
  uint32_t words[NOMENP_NAME_TOKENS_MAX];
  uint16_t capitals;
  uint8_t count;
  uint8_t flags; /* NOMENP_NAME_UPPER, NOMENP_DRAFT_SHORT */
} nomenp_spelling;

typedef enum nomenp_spell_result {
  NOMENP_SPELL_OK = 0,
  NOMENP_SPELL_MEMORY,
  NOMENP_SPELL_EMPTY, /* no word in it */
  NOMENP_SPELL_LONG
} nomenp_spell_result;

/* The ways in which a name may stand in a text: as it is; without its commas;
 * with
 * "'s" joined to its word.  *is_abbreviation: one word and a full stop. */
nomenp_spell_result nomenp_draft_spell(nomenp_gazetteer_builder *draft,
                                       const char *bytes, size_t size,
                                       nomenp_spelling *out, size_t *count,
                                       bool *is_abbreviation);

/* The nodes, edges and names of an image. */
typedef struct nomenp_layout {
  nomenp_image_node *nodes;
  size_t node_count, node_capacity;
  nomenp_image_edge *edges;
  size_t edge_count, edge_capacity;
  uint32_t *names; /* of the draft: nodes' ranges first, then those that are
                      targets */
  size_t name_count, name_capacity;
  uint32_t *targets; /* a word; 0: none */
} nomenp_layout;

void nomenp_layout_fini(nomenp_layout *layout, const nomen_allocator *memory);
/* Number the words: sets their rank, and gives the words in that order. */
bool nomenp_layout_words(nomenp_gazetteer_builder *draft, unsigned bucket_bits,
                         uint32_t **order);
/* Lay out the names as nodes and edges.  Words must have their ranks. */
bool nomenp_layout_names(nomenp_gazetteer_builder *draft,
                         nomenp_layout *layout);

#endif
