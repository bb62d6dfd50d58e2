/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_TEXT_OFFSET_H
#define NOMEN_TEXT_OFFSET_H

/*
 * Byte offsets as offsets in code points and in UTF-16 units: an index with a
 * checkpoint every 128 bytes, so that each answer costs a walk of less than that.  Pure
 * ASCII needs no index.
 */

#include <stdint.h>

#include "base/arena.h"

typedef struct nomenp_offset_mark {
  uint32_t code_points; /* before the block */
  uint32_t utf16;
} nomenp_offset_mark;

typedef struct nomenp_offset_index {
  const uint8_t *bytes;
  uint32_t size;
  nomenp_offset_mark *marks; /* one a block; NULL for ASCII */
} nomenp_offset_index;

/* Index well-formed text.  False when memory is out. */
bool nomenp_offset_index_make(nomenp_arena *arena, const uint8_t *bytes,
                              uint32_t size, nomenp_offset_index *out);

/* An offset past the end counts as the end; one inside a character counts that
 * character. */
uint32_t nomenp_offset_code_points(const nomenp_offset_index *index,
                                   size_t byte_offset);
uint32_t nomenp_offset_utf16(const nomenp_offset_index *index,
                             size_t byte_offset);

#endif
