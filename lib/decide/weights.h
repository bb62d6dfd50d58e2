/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_DECIDE_WEIGHTS_H
#define NOMEN_DECIDE_WEIGHTS_H

/*
 * Weights as people read them, and as the pack holds them.
 *
 * A line of corpora/weights is evidence, label, weight in thousandths, separated
 * by tabs.  "previous=L" is the weight of one label after another; "second:previous=L"
 * what the second pass adds to it.  "#" begins a comment.
 *
 * The section, little endian, 32-bit words first:
 *   magic, format, seed, row count, weight count,
 *   two tables of transitions, 13 * 13 weights of 16 bits each,
 *   tags (32 bits a row), masks (16 bits a row: which labels have a weight),
 *   weights (16 bits each, of a row in order of label).
 * Rows are in order of their tags; a tag is made from the key and the seed,
 * and no two are alike.
 */

#include "base/buffer.h"
#include "evidence/evidence.h"

#define NOMENP_WEIGHTS_MAGIC 0x5457574eu /* "NWWT" */
#define NOMENP_WEIGHTS_FORMAT 1u
#define NOMENP_WEIGHTS_HEADER 20u
#define NOMENP_WEIGHTS_TRANSITIONS                                             \
  ((size_t)NOMENP_LABEL_COUNT * NOMENP_LABEL_COUNT)

static inline uint32_t nomenp_weights_tag(uint64_t key, uint32_t seed) {
  return (uint32_t)((key * (2 * (uint64_t)seed + 1)) >> 32);
}

/* Compile the text of weights files, one after another, and append the section
 * to `out`.  NOMEN_EPACK with line for what cannot be read. */
nomen_status nomenp_weights_compile(const nomen_allocator *memory,
                                    const char *text, size_t size,
                                    nomenp_buffer *out, nomen_error *error);

#endif
