/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_GAZETTEER_IMAGE_H
#define NOMEN_GAZETTEER_IMAGE_H

/*
 * The image of the lists, as it lies in a pack: little-endian, aligned to 8,
 * without pointers.  A header of counts, then the parts one after another in
 * the order of nomenp_image_part, each padded to 8 bytes; so counts fix every
 * offset.
 *
 *   bucket --> keys of its words        word --> profile (what is known of it
 * alone) (hash's top bits) (its low half)        \--> target, if names begin
 * with it target --> node --> edges (word, target), names that end here
 *          \-> or the one name that ends here, when none goes on
 *   name --> writing (shared), record --> facts (shared), details (its own)
 *
 * Words are in order of bucket, then key; behind the last key there is room for
 * NOMENP_IMAGE_KEYS_AHEAD more, so that as many can be compared at once.  Which
 * words have a target, and which may be a hit by themselves, is told by bits, 32
 * words a piece.  Filters say which two words no name begins with, which words are
 * no hits in small letters, and which no abbreviations.  So most words of a text are
 * passed over in small tables.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/filter.h"
#include "gazetteer/gazetteer.h"

#define NOMENP_IMAGE_MAGIC UINT32_C(0x7a67616e) /* "nagz" */
#define NOMENP_IMAGE_VERSION 2u
#define NOMENP_IMAGE_KEYS_AHEAD 8u

typedef enum nomenp_image_part {
  NOMENP_IMAGE_BUCKETS =
      0, /* uint32_t: first word of the bucket; one more at the end */
  NOMENP_IMAGE_KEYS,     /* uint32_t a word */
  NOMENP_IMAGE_WORDS,    /* uint16_t a word: its profile */
  NOMENP_IMAGE_STARTS,   /* nomenp_image_starts, one for 32 words */
  NOMENP_IMAGE_TARGETS,  /* uint32_t a word that has one */
  NOMENP_IMAGE_PROFILES, /* nomenp_word */
  NOMENP_IMAGE_NODES,    /* nomenp_image_node; one more at the end */
  NOMENP_IMAGE_EDGES,    /* nomenp_image_edge */
  NOMENP_IMAGE_NAMES,    /* nomenp_image_name */
  NOMENP_IMAGE_WRITINGS, /* nomenp_image_writing */
  NOMENP_IMAGE_RECORDS,  /* uint32_t: name, facts, details */
  NOMENP_IMAGE_FACTS,    /* nomenp_image_facts */
  NOMENP_IMAGE_STRINGS,  /* bytes; offset 0 is the empty string: unknown */
  NOMENP_IMAGE_PAIRS,    /* uint64_t: a nomenp_filter of nomenp_filter_pair() */
  NOMENP_IMAGE_ABBREVIATIONS, /* and one of hashes of words */
  NOMENP_IMAGE_SMALL,    /* one of words that may be a hit in small letters */
  NOMENP_IMAGE_PART_COUNT
} nomenp_image_part;

typedef struct nomenp_image_header {
  uint32_t magic;
  uint32_t version;
  uint64_t size; /* of the whole image */
  uint32_t bucket_bits;
  uint32_t counts[NOMENP_IMAGE_PART_COUNT]; /* items of each part */
  uint32_t and_word; /* the word "and", for "&"; or NOMENP_NO_WORD */
} nomenp_image_header;

#define NOMENP_BUCKET_BITS_MAX 24u
#define NOMENP_TARGET_NAME 0x80000000u

typedef struct nomenp_image_node {
  uint32_t edges; /* first; the next node's is the end */
  uint32_t names;
} nomenp_image_node;

typedef struct nomenp_image_edge {
  uint32_t word;
  uint32_t target;
} nomenp_image_edge;

/* Bit i: word 32 * n + i has a target; with a capital it alone may be a hit.  And
 * how many words before have a target. */
typedef struct nomenp_image_starts {
  uint32_t bits;
  uint32_t alone;
  uint32_t before;
} nomenp_image_starts;

typedef struct nomenp_image_name {
  uint32_t record; /* of its entry, whose number it is */
  uint16_t writing;
  uint16_t zero;
} nomenp_image_name;

/* How a name is written in its list. */
typedef struct nomenp_image_writing {
  uint16_t capitals; /* bit i: word i begins with a capital */
  uint8_t flags;     /* NOMENP_NAME_* */
  uint8_t grade;
  uint8_t list; /* of its entry */
  uint8_t zero[3];
} nomenp_image_writing;
#define NOMENP_NAME_CANONICAL 1u
#define NOMENP_NAME_ACRONYM 2u
#define NOMENP_NAME_UPPER 4u /* capitals throughout */
#define NOMENP_NAME_STRICT                                                     \
  8u /* matches capitals throughout only: US, IS, WHO */
#define NOMENP_NAME_SILENT 16u /* found by lookup, not reported by a scan */

/* A record begins with these two; strings are offsets into the pool. */
#define NOMENP_RECORD_NAME 0u
#define NOMENP_RECORD_FACTS 1u
#define NOMENP_RECORD_DETAILS 2u

typedef struct nomenp_image_facts {
  uint32_t kind;
  uint32_t country;
  uint32_t region;
  uint8_t list;
  uint8_t grade;
  uint8_t type;
  uint8_t mask; /* which details follow, in order of these bits */
} nomenp_image_facts;
#define NOMENP_DETAIL_ID 1u
#define NOMENP_DETAIL_ACRONYM 2u
#define NOMENP_DETAIL_CODE 4u
#define NOMENP_DETAIL_LATITUDE 8u
#define NOMENP_DETAIL_LONGITUDE 16u
#define NOMENP_DETAIL_POPULATION 32u
#define NOMENP_DETAIL_ATTRIBUTES                                               \
  64u /* count, then pairs of column and value                                 \
       */

_Static_assert(sizeof(nomenp_word) == 32, "part of the format");
_Static_assert(sizeof(nomenp_image_header) == 88, "part of the format");
_Static_assert(sizeof(nomenp_image_name) == 8, "part of the format");
_Static_assert(sizeof(nomenp_image_starts) == 12, "part of the format");
_Static_assert(sizeof(nomenp_image_writing) == 8, "part of the format");
_Static_assert(sizeof(nomenp_image_facts) == 16, "part of the format");

/* Bytes of one item of a part. */
static inline size_t nomenp_image_item_size(nomenp_image_part part) {
  static const uint8_t sizes[NOMENP_IMAGE_PART_COUNT] = {
      [NOMENP_IMAGE_BUCKETS] = 4,
      [NOMENP_IMAGE_KEYS] = 4,
      [NOMENP_IMAGE_WORDS] = 2,
      [NOMENP_IMAGE_STARTS] = sizeof(nomenp_image_starts),
      [NOMENP_IMAGE_TARGETS] = 4,
      [NOMENP_IMAGE_PROFILES] = sizeof(nomenp_word),
      [NOMENP_IMAGE_NODES] = sizeof(nomenp_image_node),
      [NOMENP_IMAGE_EDGES] = sizeof(nomenp_image_edge),
      [NOMENP_IMAGE_NAMES] = sizeof(nomenp_image_name),
      [NOMENP_IMAGE_WRITINGS] = sizeof(nomenp_image_writing),
      [NOMENP_IMAGE_RECORDS] = 4,
      [NOMENP_IMAGE_FACTS] = sizeof(nomenp_image_facts),
      [NOMENP_IMAGE_STRINGS] = 1,
      [NOMENP_IMAGE_PAIRS] = 8,
      [NOMENP_IMAGE_ABBREVIATIONS] = 8,
      [NOMENP_IMAGE_SMALL] = 8};
  return sizes[part];
}

/* Offsets of the parts and, last, the size of the whole. */
static inline void
nomenp_image_layout(const uint32_t counts[NOMENP_IMAGE_PART_COUNT],
                    uint64_t offsets[NOMENP_IMAGE_PART_COUNT + 1]) {
  uint64_t at = sizeof(nomenp_image_header);

  for (unsigned i = 0; i < NOMENP_IMAGE_PART_COUNT; i++) {
    offsets[i] = at;
    at += (uint64_t)counts[i] * nomenp_image_item_size((nomenp_image_part)i);
    if (i == NOMENP_IMAGE_KEYS)
      at += NOMENP_IMAGE_KEYS_AHEAD *
            nomenp_image_item_size(NOMENP_IMAGE_KEYS);
    at = (at + 7) & ~UINT64_C(7);
  }
  offsets[NOMENP_IMAGE_PART_COUNT] = at;
}

/* How many pieces of 32 words there are. */
static inline uint32_t nomenp_image_starts_count(uint32_t words) {
  return words / 32 + (words % 32 != 0);
}

static inline uint32_t nomenp_image_bit_count(uint32_t bits) {
  bits -= bits >> 1 & 0x55555555u;
  bits = (bits & 0x33333333u) + (bits >> 2 & 0x33333333u);
  bits = (bits + (bits >> 4)) & 0x0f0f0f0fu;
  return bits * 0x01010101u >> 24;
}

/* Numbers of a record whose facts have that mask; it must all be there. */
static inline uint32_t nomenp_image_record_size(const uint32_t *record,
                                                uint8_t mask) {
  uint32_t size =
      NOMENP_RECORD_DETAILS +
      nomenp_image_bit_count(mask & (NOMENP_DETAIL_ATTRIBUTES - 1u));

  if (mask & NOMENP_DETAIL_ATTRIBUTES) size += 1 + 2 * record[size];
  return size;
}

/* A checked image. */
struct nomenp_gazetteer {
  const nomen_allocator *memory;
  const uint32_t *buckets;
  const uint32_t *keys;
  const uint16_t *words;
  const nomenp_image_starts *starts;
  const uint32_t *targets;
  const nomenp_word *profiles;
  const nomenp_image_node *nodes;
  const nomenp_image_edge *edges;
  const nomenp_image_name *names;
  const nomenp_image_writing *writings;
  const uint32_t *records;
  const nomenp_image_facts *facts;
  const char *strings;
  nomenp_filter pairs;
  nomenp_filter abbreviations;
  nomenp_filter small;
  uint32_t counts[NOMENP_IMAGE_PART_COUNT];
  uint32_t and_word;
  uint64_t word_scale; /* 2^64 / words: a word's place among all, in 2^32nds is
                          word * word_scale >> 32 */
  unsigned shift;      /* hash >> shift is the bucket */
};

/* Every offset of the image is one that may be followed. */
nomen_status nomenp_image_check(const nomenp_gazetteer *gazetteer,
                                nomen_error *error);

#endif
