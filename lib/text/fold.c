/* SPDX-License-Identifier: MIT */
/*
 * Folding: utf8proc case-folds and decomposes one character at a time, without
 * allocating; accents are dropped; a table spells out what has no decomposition.
 */
#include "text/fold.h"

#include <utf8proc.h>

#include <stdbool.h>
#include <string.h>

#include "text/utf8.h"

/* The substitute for bytes that were not UTF-8 folds to nothing, as apostrophes
 * do: in text of another encoding it stands for either. */
const uint8_t nomenp_fold_byte[128] = {
    0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b,
    0x0c, 0x0d, 0x0e, 0x0f, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17,
    0x18, 0x19, 0x00, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x21, 0x22, 0x23,
    0x24, 0x25, 0x26, 0x00, 0x28, 0x29, 0x2a, 0x2b, 0x2c, 0x2d, 0x00, 0x2f,
    0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3a, 0x3b,
    0x3c, 0x3d, 0x3e, 0x3f, 0x40, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67,
    0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x70, 0x71, 0x72, 0x73,
    0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a, 0x5b, 0x5c, 0x5d, 0x5e, 0x5f,
    0x00, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b,
    0x6c, 0x6d, 0x6e, 0x6f, 0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x76, 0x77,
    0x78, 0x79, 0x7a, 0x7b, 0x7c, 0x7d, 0x7e, 0x7f};

/* Letters without a decomposition, dashes, quotes; and what is dropped.  In order
 * of code point; lower case only, as case is folded first.  The schwa is an "a":
 * so English writes Azerbaijani names. */
static const struct plain {
  uint16_t character;
  char text[3];
} plains[] = {
    {0x0091, ""}, {0x0092, ""}, {0x00ab, "\""}, {0x00b7, ""}, {0x00bb, "\""},
    {0x00e6, "ae"}, {0x00f0, "d"}, {0x00f8, "o"}, {0x00fe, "th"},
    {0x0111, "d"}, {0x0127, "h"}, {0x0131, "i"}, {0x0138, "k"},
    {0x0142, "l"}, {0x014b, "ng"}, {0x0153, "oe"}, {0x0167, "t"},
    {0x0180, "b"}, {0x0183, "b"}, {0x0185, "b"}, {0x0188, "c"},
    {0x018c, "d"}, {0x018d, "d"}, {0x0192, "f"}, {0x0195, "hv"},
    {0x0199, "k"}, {0x019a, "l"}, {0x019e, "n"}, {0x01a5, "p"},
    {0x01ab, "t"}, {0x01ad, "t"}, {0x01b4, "y"}, {0x01b6, "z"},
    {0x01dd, "e"}, {0x01e5, "g"}, {0x021d, "y"}, {0x0221, "d"},
    {0x0223, "ou"}, {0x0225, "z"}, {0x0234, "l"}, {0x0235, "n"},
    {0x0236, "t"}, {0x0237, "j"}, {0x023c, "c"}, {0x023f, "s"},
    {0x0240, "z"}, {0x0247, "e"}, {0x0249, "j"}, {0x024b, "q"},
    {0x024d, "r"}, {0x024f, "y"}, {0x0253, "b"}, {0x0254, "o"},
    {0x0255, "c"}, {0x0256, "d"}, {0x0257, "d"}, {0x0258, "e"},
    {0x0259, "a"}, {0x025b, "e"}, {0x025f, "j"}, {0x0260, "g"},
    {0x0261, "g"}, {0x0263, "g"}, {0x0265, "h"}, {0x0266, "h"},
    {0x0268, "i"}, {0x0269, "i"}, {0x026b, "l"}, {0x026c, "l"},
    {0x026f, "m"}, {0x0271, "m"}, {0x0272, "n"}, {0x0273, "n"},
    {0x0275, "o"}, {0x027d, "r"}, {0x0280, "r"}, {0x0282, "s"},
    {0x0283, "sh"}, {0x0288, "t"}, {0x0289, "u"}, {0x028a, "u"},
    {0x028b, "v"}, {0x028f, "y"}, {0x0290, "z"}, {0x0292, "z"}, {0x02b9, ""},
    {0x02ba, ""}, {0x02bb, ""}, {0x02bc, ""}, {0x02bd, ""}, {0x02be, ""},
    {0x02bf, ""}, {0x02c8, ""}, {0x05f3, ""}, {0x05f4, ""}, {0x1d79, "g"},
    {0x1d7d, "p"}, {0x2010, "-"}, {0x2012, "-"}, {0x2013, "-"},
    {0x2014, "-"}, {0x2015, "-"}, {0x2018, ""}, {0x2019, ""}, {0x201b, ""},
    {0x201c, "\""}, {0x201d, "\""}, {0x201e, "\""}, {0x201f, "\""},
    {0x2027, ""}, {0x2032, ""}, {0x2044, "/"}, {0x2212, "-"}, {0x2c61, "l"},
    {0x2c65, "a"}, {0x2c66, "t"}, {0x2c68, "h"}, {0x2c6a, "k"},
    {0x2c6c, "z"}, {0x2c73, "w"}, {0xa78b, ""}, {0xa78c, ""}, {0xfffd, ""}};

#define PLAIN_COUNT (sizeof plains / sizeof plains[0])
#define DECOMPOSED_MAX 32 /* the longest decomposition has 18 characters */

static const char *find_plain(uint32_t character) {
  size_t low = 0, high = PLAIN_COUNT;

  while (low < high) {
    size_t middle = (low + high) / 2;
    if (plains[middle].character < character)
      low = middle + 1;
    else
      high = middle;
  }
  if (low < PLAIN_COUNT && plains[low].character == character)
    return plains[low].text;
  return NULL;
}

/* Accents; not the vowel signs of Indic scripts (class 0) nor viramas (9). */
static bool is_accent(uint32_t character) {
  utf8proc_propval_t class =
      utf8proc_get_property((utf8proc_int32_t)character)->combining_class;
  return class != 0 && class != 9;
}

/* One character of a decomposition. */
static size_t fold_piece(uint32_t character, uint8_t *out) {
  const char *plain;

  if (character < 0x80) {
    out[0] = nomenp_fold_byte[character];
    return out[0] != 0;
  }
  plain = find_plain(character);
  if (plain != NULL) {
    size_t size = strlen(plain);
    memcpy(out, plain, size);
    return size;
  }
  if (is_accent(character)) return 0;
  return nomenp_utf8_encode(character, out);
}

size_t nomenp_fold_character(uint32_t character, uint8_t *out) {
  utf8proc_int32_t pieces[DECOMPOSED_MAX];
  utf8proc_ssize_t count;
  size_t size = 0;
  int boundary = 0;

  if (character < 0x80) {
    out[0] = nomenp_fold_byte[character];
    return out[0] != 0;
  }
  count = utf8proc_decompose_char(
      (utf8proc_int32_t)character, pieces, DECOMPOSED_MAX,
      UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
          UTF8PROC_IGNORE,
      &boundary);
  if (count < 0 || count > DECOMPOSED_MAX)
    return nomenp_utf8_encode(character, out);
  for (utf8proc_ssize_t i = 0; i < count; i++) {
    uint32_t piece = (uint32_t)pieces[i];
    /* An accent that stands alone decomposes into a space and the accent. */
    if (piece == ' ' && count > 1) continue;
    size += fold_piece(piece, out + size);
  }
  return size;
}

void nomenp_fold_step(nomenp_hash_state *state, uint32_t character) {
  uint8_t folded[NOMENP_FOLD_MAX];
  size_t size = nomenp_fold_character(character, folded);

  for (size_t i = 0; i < size; i++)
    nomenp_hash_add(state, folded[i]);
}

size_t nomenp_fold(const uint8_t *bytes, size_t size, char *out, size_t room) {
  size_t at = 0, written = 0;

  while (at < size) {
    uint8_t folded[NOMENP_FOLD_MAX];
    size_t step, count;

    if (bytes[at] < 0x80) {
      uint8_t one = nomenp_fold_byte[bytes[at++]];
      if (one == 0) continue;
      if (written < room) out[written] = (char)one;
      written++;
      continue;
    }
    count = nomenp_fold_character(nomenp_utf8_decode(bytes + at, &step), folded);
    at += step;
    if (written < room)
      memcpy(out + written, folded,
             count < room - written ? count : room - written);
    written += count;
  }
  return written;
}

uint64_t nomenp_fold_hash(const uint8_t *bytes, size_t size) {
  nomenp_hash_state state = NOMENP_HASH_STATE_INIT;
  size_t at = 0;

  while (at < size) {
    if (bytes[at] < 0x80) {
      nomenp_fold_step_byte(&state, bytes[at++]);
    } else {
      size_t step;
      nomenp_fold_step(&state, nomenp_utf8_decode(bytes + at, &step));
      at += step;
    }
  }
  return nomenp_fold_finish(&state);
}
