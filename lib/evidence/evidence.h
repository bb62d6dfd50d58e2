/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_EVIDENCE_EVIDENCE_H
#define NOMEN_EVIDENCE_EVIDENCE_H

/*
 * What is known of each token that could be part of a name: keys, one a piece
 * of evidence, that the weights are looked up by.  Only tokens near capitals are
 * asked about: these are the sites.  The same code serves training and
 * extraction; families.h says what there is.
 */

#include "base/arena.h"
#include "base/buffer.h"
#include "evidence/families.h"
#include "gazetteer/gazetteer.h"
#include "text/text.h"

typedef enum nomenp_attribute {
#define NOMENP_AS_ID(id, prefix, kind, meaning) NOMENP_A_##id,
  NOMENP_TOKEN_ATTRIBUTES(NOMENP_AS_ID) NOMENP_RUN_ATTRIBUTES(NOMENP_AS_ID)
      NOMENP_SET_ATTRIBUTES(NOMENP_AS_ID) NOMENP_PASS_ATTRIBUTES(NOMENP_AS_ID)
          NOMENP_ATTRIBUTE_COUNT
#undef NOMENP_AS_ID
} nomenp_attribute;

/* Labels: O, then B I L U of person, organisation, place. */
#define NOMENP_LABEL_COUNT 13
#define NOMENP_LABEL_ROOM 16 /* rows are padded to this */
#define NOMENP_LABEL_NONE 255
static inline unsigned nomenp_label(unsigned type, unsigned part) {
  return 1 + 4 * type + part;
}
/* The label of token i in a name of [first, end). */
static inline unsigned nomenp_label_at(size_t i, size_t first, size_t end,
                                       unsigned type) {
  if (end - first == 1) return nomenp_label(type, 3);
  if (i == first) return nomenp_label(type, 0);
  return nomenp_label(type, i + 1 == end ? 2 : 1);
}
/* "U-person"; NULL for none.  And back. */
const char *nomenp_label_name(unsigned label);
bool nomenp_label_find(const char *name, size_t size, uint32_t *out);

/* One token that is asked about. */
typedef struct nomenp_site {
  uint32_t token;
  uint32_t run;   /* index into runs, or NOMENP_NO_RUN */
  uint32_t slot;  /* of the document's table of words, or NOMENP_NO_SLOT */
  uint32_t lists; /* 4 bits (B I L U) for each class of nomenp_cover */
  uint32_t own;   /* what this mention adds to the slot: bits of nomenp_trait */
  uint8_t starts; /* first of its stretch */
  uint8_t line;   /* kind of line */
} nomenp_site;
#define NOMENP_NO_RUN UINT32_MAX
#define NOMENP_NO_SLOT UINT32_MAX

/* A stretch of capitalised words. */
typedef struct nomenp_run {
  uint32_t first; /* tokens [first, end) */
  uint32_t end;
  uint32_t before;
  uint32_t after;
  uint32_t before2;
  uint32_t after2;
  uint32_t head;
  uint32_t lead;
  uint32_t tail;
  uint32_t exact;
  uint8_t around;
  uint8_t score;
} nomenp_run;

typedef struct nomenp_slot nomenp_slot;

typedef struct nomenp_evidence_input {
  const nomenp_text *text;
  const nomenp_gazetteer *gazetteer;
  const uint32_t *words;
  const nomenp_hit_list *hits;
  const nomenp_hit_list *user_hits; /* may be NULL */
  const uint32_t *asked; /* pairs (first, end) of tokens that must be sites */
  size_t asked_count;    /* pairs */
} nomenp_evidence_input;

/* All that is known of one text; in the arena. */
typedef struct nomenp_evidence {
  nomenp_evidence_input input;
  const uint8_t *shape; /* after case is restored */
  const uint8_t *restored; /* 0, or how the token's case was; NULL: none was */
  nomenp_site *sites;
  size_t site_count;
  nomenp_run *runs;
  size_t run_count;
  nomenp_slot *slots;   /* the document's words, by first mention */
  uint32_t slot_count;
  uint32_t *slot_index; /* by hash, open addressing: number + 1, or 0 */
  uint32_t slot_mask;
  uint8_t sport;
  struct nomenp_pass *pass; /* what the first pass said; NULL before */
} nomenp_evidence;

/* Find the sites and what the document says.  False when memory is out. */
bool nomenp_evidence_read(nomenp_arena *arena,
                          const nomenp_evidence_input *input,
                          nomenp_evidence *out);

/* One piece of evidence spelt out: its attributes, their offsets and values. */
typedef struct nomenp_evidence_part {
  uint8_t attribute;
  int8_t offset;
  uint32_t value;
} nomenp_evidence_part;
typedef struct nomenp_evidence_item {
  uint8_t count;
  nomenp_evidence_part parts[3];
} nomenp_evidence_item;

/* More than a token can have. */
#define NOMENP_EVIDENCE_MAX 256

/* A cursor goes over the sites and keeps what neighbours share. */
typedef struct nomenp_evidence_row {
  uint32_t values[NOMENP_ATTRIBUTE_COUNT];
} nomenp_evidence_row;
#define NOMENP_EVIDENCE_RING 8 /* tokens a cursor remembers */
typedef struct nomenp_evidence_cursor {
  const nomenp_evidence *evidence;
  uint32_t tokens[NOMENP_EVIDENCE_RING]; /* whose rows these are */
  nomenp_evidence_row rows[NOMENP_EVIDENCE_RING];
} nomenp_evidence_cursor;

void nomenp_evidence_start(const nomenp_evidence *evidence,
                           nomenp_evidence_cursor *cursor);
/* Keys of a site for the first pass; items too unless NULL.  Both have room for
 * NOMENP_EVIDENCE_MAX.  Returns how many. */
size_t nomenp_evidence_keys(nomenp_evidence_cursor *cursor, size_t site,
                            uint64_t *keys, nomenp_evidence_item *items);

/* How far each type, and none, is behind the best that the first pass found for
 * a site, in thousandths, to NOMENP_DOUBT_MAX. */
typedef struct nomenp_doubts {
  uint16_t behind[4];
} nomenp_doubts;
#define NOMENP_DOUBT_MAX 4000

/* Tell what the first pass said: one label a site, how much that counts for
 * other mentions (0 to NOMENP_VOTES_MAX), and its doubts.  All must live as
 * long as the evidence.  False when memory is out. */
#define NOMENP_VOTES_MAX 4
bool nomenp_evidence_pass(nomenp_evidence *evidence, nomenp_arena *arena,
                          const uint8_t *labels, const uint8_t *votes,
                          const nomenp_doubts *doubts);
/* Keys of a site for the second pass alone; none where nothing is said of other
 * mentions. */
size_t nomenp_evidence_pass_keys(nomenp_evidence_cursor *cursor, size_t site,
                                 uint64_t *keys, nomenp_evidence_item *items);

/* Names: "run=U1|before=in".  To write one, its words are taken from around the
 * token; false when the buffer failed. */
bool nomenp_evidence_name(const nomenp_evidence *evidence, size_t site,
                          const nomenp_evidence_item *item, nomenp_buffer *out);
/* Read one; false when it is none.  nomenp_evidence_key() of it is the key. */
bool nomenp_evidence_parse(const char *name, size_t size,
                           nomenp_evidence_item *out);
uint64_t nomenp_evidence_key(const nomenp_evidence_item *item);
/* The prefix of an attribute, "before=". */
const char *nomenp_attribute_prefix(unsigned attribute);

#endif
