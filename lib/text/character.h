/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_TEXT_CHARACTER_H
#define NOMEN_TEXT_CHARACTER_H

/*
 * What a character is to the tokeniser.  ASCII by one table; the rest by Unicode's
 * general category, with the exceptions that news text asks for.
 */

#include <stdbool.h>
#include <stdint.h>

typedef enum nomenp_character {
  NOMENP_CHARACTER_SPACE = 0, /* also controls, NUL, zero-width space, BOM */
  NOMENP_CHARACTER_LINE,      /* ends a line */
  NOMENP_CHARACTER_LOWER,
  NOMENP_CHARACTER_UPPER,     /* upper and title case */
  NOMENP_CHARACTER_LETTER,    /* without case */
  NOMENP_CHARACTER_DIGIT,     /* digits, fractions, superscripts */
  NOMENP_CHARACTER_MARK,      /* combining */
  NOMENP_CHARACTER_JOINER,    /* soft hyphen, zero-width joiners */
  NOMENP_CHARACTER_APOSTROPHE,
  NOMENP_CHARACTER_STOP,      /* the full stop alone */
  NOMENP_CHARACTER_END,       /* other marks that end sentences */
  NOMENP_CHARACTER_COMMA,
  NOMENP_CHARACTER_COLON,
  NOMENP_CHARACTER_HYPHEN,
  NOMENP_CHARACTER_DASH,
  NOMENP_CHARACTER_SLASH,
  NOMENP_CHARACTER_OPEN,
  NOMENP_CHARACTER_CLOSE,
  NOMENP_CHARACTER_QUOTE,
  NOMENP_CHARACTER_AND,
  NOMENP_CHARACTER_CURRENCY,
  NOMENP_CHARACTER_SYMBOL,
  NOMENP_CHARACTER_SUBSTITUTE, /* for bytes that were not UTF-8; U+FFFD; middle
                                  dot: inside words only, else a symbol */
  NOMENP_CHARACTER_HIGH        /* in the byte table only: part of a longer one */
} nomenp_character;

/* By first byte. */
extern const uint8_t nomenp_character_byte[256];

/* By code point of 0x80 and more. */
uint8_t nomenp_character_class(uint32_t character);

static inline bool nomenp_character_is_letter(uint8_t c) {
  return c >= NOMENP_CHARACTER_LOWER && c <= NOMENP_CHARACTER_LETTER;
}

static inline bool nomenp_character_is_alnum(uint8_t c) {
  return c >= NOMENP_CHARACTER_LOWER && c <= NOMENP_CHARACTER_DIGIT;
}

static inline bool nomenp_character_is_apostrophe(uint8_t c) {
  return c == NOMENP_CHARACTER_APOSTROPHE || c == NOMENP_CHARACTER_SUBSTITUTE;
}

static inline bool nomenp_character_is_space(uint8_t c) {
  return c <= NOMENP_CHARACTER_LINE;
}

#endif
