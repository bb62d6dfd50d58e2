/* SPDX-License-Identifier: MIT */
/*
 * How many tokens a text can have: one cheap pass, so that the arrays are made
 * once and never grow.  Prose has three in a hundred fewer.
 */
#include "text/token.h"
#include "text/utf8.h"

static inline uint8_t is_ascii_alnum(uint8_t byte) {
  return (uint8_t)(((uint8_t)((byte | 0x20) - 'a') < 26) |
                   ((uint8_t)(byte - '0') < 10));
}

static inline uint8_t is_ascii_capital(uint8_t byte) {
  return (uint8_t)(byte - 'A') < 26;
}

/* How many of `count` bytes, at most 255, may begin a token: the first of a run
 * of ASCII letters and digits, a capital behind anything but a capital, a letter
 * behind a digit ("8p.m." is two tokens), a character outside ASCII, the first of a
 * run of any other one character.  bytes[-1] is there.  Without branches, so that compilers make vectors of it.
 */
static uint8_t count_starts(const uint8_t *bytes, uint32_t count) {
  uint8_t some = 0;

  for (uint32_t i = 0; i < count; i++) {
    uint8_t byte = bytes[i], last = *(bytes + i - 1);
    uint8_t alnum = is_ascii_alnum(byte);
    uint8_t turn =
        (uint8_t)((is_ascii_alnum(last) ^ 1) |
                  (is_ascii_capital(byte) & (is_ascii_capital(last) ^ 1)) |
                  (((uint8_t)((byte | 0x20) - 'a') < 26) &
                   ((uint8_t)(last - '0') < 10)));
    uint8_t mark = (uint8_t)(((byte > ' ') | (byte == NOMENP_UTF8_SUBSTITUTE)) &
                             ((byte < 0x80) | (byte >= 0xc0)) & (byte != last));
    some = (uint8_t)(some + ((alnum & turn) | ((alnum ^ 1) & mark)));
  }
  return some;
}

uint32_t nomenp_token_bound(const uint8_t *bytes, uint32_t size) {
  uint32_t count = 1;

  for (uint32_t at = 1; at < size;) {
    uint32_t step = size - at < 255 ? size - at : 255;
    count += count_starts(bytes + at, step);
    at += step;
  }
  return count;
}
