/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_EVIDENCE_PARTS_H
#define NOMEN_EVIDENCE_PARTS_H

/*
 * The steps by which a text is read for evidence, each in its file: the
 * document's words, lines and their case, runs and what is around them, what
 * the document says of its words, and what the first pass said.
 */

#include "evidence/evidence.h"
#include "evidence/facts.h"
#include "evidence/word.h"

/* A capitalised word of the document, over all its mentions. */
struct nomenp_slot {
  uint64_t hash;
  uint64_t traits[2]; /* a counter of 4 bits a trait, saturated */
  uint16_t lower;  /* times in lower case */
  uint16_t capital;
  uint16_t upper;
  uint16_t firsts; /* of `capital`, at the start of a sentence */
};

/* Scratch shared by the steps of nomenp_evidence_read(). */
typedef struct nomenp_reading {
  nomenp_arena *arena;
  nomenp_arena scratch; /* given back when the text is read */
  nomenp_evidence *evidence;
  uint8_t *line;  /* kind of line of each token */
  bool is_lower;    /* a text without capitals */
  bool is_restored; /* some line's case is to be restored */
} nomenp_reading;

const nomenp_word *nomenp_evidence_word(const nomenp_evidence *evidence,
                                        uint32_t token);
/* Capitalised, after restoring. */
static inline bool nomenp_evidence_capital(const nomenp_evidence *evidence,
                                           uint32_t token) {
  uint8_t shape = evidence->shape[token];
  return nomenp_shape_is_capital(shape) || shape == NOMENP_SHAPE_INNER ||
         (shape == NOMENP_SHAPE_MIXED &&
          (evidence->input.text->flags[token] & NOMENP_TOKEN_CAPITAL));
}
/* Whether a sentence begins at the token (or the text has ended). */
static inline bool nomenp_evidence_breaks(const nomenp_evidence *evidence,
                                          uint32_t token) {
  const nomenp_text *text = evidence->input.text;
  return token >= text->token_count ||
         (text->flags[token] & NOMENP_TOKEN_SENTENCE) != 0;
}
void nomenp_evidence_classes(const nomenp_evidence *evidence, uint32_t token,
                             const nomenp_word *word, uint32_t *kind,
                             uint32_t *cue);
/* CUE of any token; START or END beyond the sentence that holds `beside`. */
uint32_t nomenp_evidence_cue(const nomenp_evidence *evidence, uint32_t token);
uint32_t nomenp_evidence_left_cue(const nomenp_evidence *evidence,
                                  uint32_t token, unsigned distance);
uint32_t nomenp_evidence_right_cue(const nomenp_evidence *evidence,
                                   uint32_t token, unsigned distance);
/* KIND of any token of the text. */
uint32_t nomenp_evidence_kind(const nomenp_evidence *evidence, uint32_t token);

/* Does a lower-case particle of a name ("de", "al-") begin here? */
bool nomenp_evidence_particles(const nomenp_evidence *evidence, uint32_t token);

bool nomenp_evidence_read_words(nomenp_reading *reading);
bool nomenp_evidence_read_lines(nomenp_reading *reading);
bool nomenp_evidence_read_case(nomenp_reading *reading);
bool nomenp_evidence_read_sites(nomenp_reading *reading);
bool nomenp_evidence_read_runs(nomenp_reading *reading);
void nomenp_evidence_read_covers(nomenp_reading *reading);
void nomenp_evidence_read_traits(nomenp_reading *reading);

/* The attributes of the second pass, from OWN on; false when it has nothing to say
 * beyond its own label. */
bool nomenp_evidence_fill_pass(const nomenp_evidence *evidence, size_t site,
                               uint32_t *values);

/* The slot of a hash, or NOMENP_NO_SLOT. */
uint32_t nomenp_evidence_slot(const nomenp_evidence *evidence, uint64_t hash);

#endif
