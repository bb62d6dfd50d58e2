/* SPDX-License-Identifier: MIT */
/*
 * Characters are counted by their lead bytes: every byte but 10xxxxxx begins one,
 * and a lead byte of 0xf0 and more takes two units of UTF-16.
 */
#include "text/offset.h"

#include "text/utf8.h"

/* Short, for whoever asks of every record; a mark of 8 bytes each. */
#define BLOCK_SIZE 128u

static nomenp_offset_mark count(const uint8_t *bytes, uint32_t from,
                                uint32_t to, nomenp_offset_mark before) {
  uint32_t leads = 0, wide = 0;

  for (uint32_t i = from; i < to; i++) {
    leads += (bytes[i] & 0xc0) != 0x80;
    wide += bytes[i] >= 0xf0;
  }
  before.code_points += leads;
  before.utf16 += leads + wide;
  return before;
}

bool nomenp_offset_index_make(nomenp_arena *arena, const uint8_t *bytes,
                              uint32_t size, nomenp_offset_index *out) {
  uint32_t blocks = size / BLOCK_SIZE + 1;
  nomenp_offset_mark mark = {0, 0};

  *out = (nomenp_offset_index){bytes, size, NULL};
  if (nomenp_utf8_skip_ascii(bytes, size) == size) return true;
  out->marks = nomenp_arena_array(arena, blocks, sizeof *out->marks);
  if (out->marks == NULL) return false;
  for (uint32_t i = 1; i < blocks; i++) {
    mark = count(bytes, (i - 1) * BLOCK_SIZE, i * BLOCK_SIZE, mark);
    out->marks[i] = mark;
  }
  return true;
}

static nomenp_offset_mark mark_at(const nomenp_offset_index *index,
                                  size_t byte_offset) {
  uint32_t at = byte_offset < index->size ? (uint32_t)byte_offset : index->size;
  uint32_t block = at / BLOCK_SIZE;

  if (index->marks == NULL) return (nomenp_offset_mark){at, at};
  return count(index->bytes, block * BLOCK_SIZE, at, index->marks[block]);
}

uint32_t nomenp_offset_code_points(const nomenp_offset_index *index,
                                   size_t byte_offset) {
  return mark_at(index, byte_offset).code_points;
}

uint32_t nomenp_offset_utf16(const nomenp_offset_index *index,
                             size_t byte_offset) {
  return mark_at(index, byte_offset).utf16;
}
