/* SPDX-License-Identifier: MIT */
/*
 * Checking by the table of well-formed byte sequences of the Unicode standard
 * (3.9, table 3-7); runs of ASCII are passed eight bytes at a time.
 */
#include "text/utf8.h"

#include <string.h>

#define HIGH_BITS UINT64_C(0x8080808080808080)

static size_t skip_ascii(const uint8_t *bytes, size_t at, size_t size) {
  while (size - at >= 8) {
    uint64_t eight;
    memcpy(&eight, bytes + at, 8);
    if (eight & HIGH_BITS) break;
    at += 8;
  }
  while (at < size && bytes[at] < 0x80) at++;
  return at;
}

/* The length of the well-formed character at bytes[0 .. room), 0 if none. */
static size_t character_size(const uint8_t *bytes, size_t room) {
  uint8_t lead = bytes[0], low = 0x80, high = 0xbf;
  size_t size;

  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  size = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (size > room) return 0;
  if (lead == 0xe0) low = 0xa0;  /* no overlong forms */
  if (lead == 0xed) high = 0x9f; /* no surrogates */
  if (lead == 0xf0) low = 0x90;
  if (lead == 0xf4) high = 0x8f; /* nothing past U+10FFFF */
  if (bytes[1] < low || bytes[1] > high) return 0;
  for (size_t i = 2; i < size; i++)
    if ((bytes[i] & 0xc0) != 0x80) return 0;
  return size;
}

/* The first fault at or after `at`, or `size`. */
static size_t find_fault(const uint8_t *bytes, size_t at, size_t size) {
  for (;;) {
    size_t step;

    at = skip_ascii(bytes, at, size);
    if (at == size) return size;
    do {
      step = character_size(bytes + at, size - at);
      if (step == 0) return at;
      at += step;
    } while (at < size && bytes[at] >= 0x80);
  }
}

bool nomenp_utf8_check(const uint8_t *bytes, size_t size, size_t *fault) {
  size_t at = find_fault(bytes, 0, size);

  if (at == size) return true;
  if (fault != NULL) *fault = at;
  return false;
}

void nomenp_utf8_repair(uint8_t *bytes, size_t size) {
  size_t at = 0;

  while ((at = find_fault(bytes, at, size)) < size)
    bytes[at++] = NOMENP_UTF8_SUBSTITUTE;
}

size_t nomenp_utf8_skip_ascii(const uint8_t *bytes, size_t size) {
  return skip_ascii(bytes, 0, size);
}

uint32_t nomenp_utf8_decode(const uint8_t *bytes, size_t *size) {
  uint32_t lead = bytes[0];

  if (lead < 0x80) {
    *size = 1;
    return lead;
  }
  if (lead < 0xe0) {
    *size = 2;
    return (lead & 0x1f) << 6 | (bytes[1] & 0x3fu);
  }
  if (lead < 0xf0) {
    *size = 3;
    return (lead & 0x0f) << 12 | (bytes[1] & 0x3fu) << 6 | (bytes[2] & 0x3fu);
  }
  *size = 4;
  return (lead & 0x07) << 18 | (bytes[1] & 0x3fu) << 12 |
         (bytes[2] & 0x3fu) << 6 | (bytes[3] & 0x3fu);
}

size_t nomenp_utf8_encode(uint32_t character, uint8_t *out) {
  if (character < 0x80) {
    out[0] = (uint8_t)character;
    return 1;
  }
  if (character < 0x800) {
    out[0] = (uint8_t)(0xc0 | character >> 6);
    out[1] = (uint8_t)(0x80 | (character & 0x3f));
    return 2;
  }
  if (character < 0x10000) {
    out[0] = (uint8_t)(0xe0 | character >> 12);
    out[1] = (uint8_t)(0x80 | (character >> 6 & 0x3f));
    out[2] = (uint8_t)(0x80 | (character & 0x3f));
    return 3;
  }
  out[0] = (uint8_t)(0xf0 | character >> 18);
  out[1] = (uint8_t)(0x80 | (character >> 12 & 0x3f));
  out[2] = (uint8_t)(0x80 | (character >> 6 & 0x3f));
  out[3] = (uint8_t)(0x80 | (character & 0x3f));
  return 4;
}
