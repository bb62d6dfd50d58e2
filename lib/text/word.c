/* SPDX-License-Identifier: MIT */
/*
 * Words, numbers and mixtures: how far they go, where a clitic is cut off, and
 * how they are written.  The folded form is hashed on the way.
 */
#include "text/scan.h"

#include <string.h>

#include "text/fold.h"

static void word_add(const nomenp_scanner *s, nomenp_word_scan *w,
                     uint8_t class, uint32_t size) {
  uint8_t byte = s->bytes[w->at];

  if (byte < 0x80) {
    nomenp_fold_step_byte(&w->hash, byte);
  } else {
    size_t step;
    nomenp_fold_step(&w->hash, nomenp_utf8_decode(s->bytes + w->at, &step));
    w->is_wide = true;
  }
  w->at += size;
  if (nomenp_character_is_letter(class)) {
    if (class == NOMENP_CHARACTER_UPPER) {
      w->upper++;
      if (w->letters > w->upper - 1 || w->digits > 0) w->turns = true;
    } else if (class == NOMENP_CHARACTER_LETTER) {
      w->caseless++;
    }
    w->letters++;
  } else if (class == NOMENP_CHARACTER_DIGIT) {
    w->digits++;
  } else if (class == NOMENP_CHARACTER_MARK) {
    return; /* a letter with its accent is still a letter */
  }
  w->last = class;
}

/* The letters of ASCII that come next, which is nearly every word whole: eight
 * at a time. */
static void word_add_ascii(const nomenp_scanner *s, nomenp_word_scan *w) {
  for (;;) {
    uint64_t eight = nomenp_scan_eight(s, w->at);
    uint64_t letters = nomenp_eight_letters(eight), capitals, smalls;
    unsigned count = 8;
    if (letters != NOMENP_EIGHT_HIGH) {
      count = nomenp_eight_first(letters ^ NOMENP_EIGHT_HIGH);
      if (count == 0) return;
      eight &= nomenp_eight_mask(count);
      letters &= nomenp_eight_mask(count);
    }
    capitals = nomenp_eight_capitals(eight, letters);
    smalls = letters ^ capitals;
    if (capitals != 0)
      w->turns |= w->letters > w->upper || w->digits > 0 ||
                  (smalls != 0 && capitals > (smalls & (~smalls + 1)));
    nomenp_hash_add_some(&w->hash, eight | letters >> 2, count);
    w->letters += count;
    w->upper += nomenp_eight_count(capitals);
    w->at += count;
    w->last = s->bytes[w->at - 1] & 0x20 ? NOMENP_CHARACTER_LOWER
                                         : NOMENP_CHARACTER_UPPER;
    if (count < 8) return;
  }
}

static void word_add_digits(const nomenp_scanner *s, nomenp_word_scan *w) {
  uint8_t byte;

  while ((uint8_t)((byte = nomenp_scan_byte(s, w->at)) - '0') < 10) {
    nomenp_hash_add(&w->hash, byte);
    w->digits++;
    w->at++;
  }
}

/* What an apostrophe may cut off the word before it; `whole` is the word that
 * it must stand behind, 0 for any. */
static const struct clitic {
  char text[3];
  char whole;
} clitics[] = {{"s", 0}, {"ll", 0}, {"ve", 0}, {"re", 0}, {"d", 0}, {"m", 'i'}};

uint32_t nomenp_word_clitic(const nomenp_scanner *s, uint32_t at,
                            uint32_t word_start) {
  uint32_t size, end = at;
  uint8_t class, lower[3] = {0, 0, 0};
  bool capital = false;

  while (end - at < 3 &&
         (uint8_t)((nomenp_scan_byte(s, end) | 0x20) - 'a') < 26) {
    capital |= !(s->bytes[end] & 0x20);
    lower[end - at] = s->bytes[end] | 0x20;
    end++;
  }
  if (end == at || end - at > 2) return 0;
  class = nomenp_scan_class(s, end, &size);
  if (nomenp_character_is_alnum(class) || class == NOMENP_CHARACTER_MARK)
    return 0;
  if (nomenp_character_is_apostrophe(class) &&
      nomenp_character_is_letter(nomenp_scan_peek(s, end + size)))
    return 0;
  for (size_t i = 0; i < sizeof clitics / sizeof clitics[0]; i++) {
    if (memcmp(lower, clitics[i].text, 3) != 0) continue;
    if (clitics[i].whole != 0 &&
        (nomenp_scan_byte(s, word_start) | 0x20) != clitics[i].whole)
      return 0;
    /* 'S behind a capital only: CLINTON'S, not rock'S. */
    if (capital && nomenp_character_byte[nomenp_scan_byte(s, word_start)] ==
                       NOMENP_CHARACTER_LOWER)
      return 0;
    return end;
  }
  return 0;
}

static bool apostrophe_joins(const nomenp_scanner *s, const nomenp_word_scan *w,
                             uint32_t size) {
  uint8_t next = nomenp_scan_peek(s, w->at + size);

  if (w->last == NOMENP_CHARACTER_DIGIT) return next == NOMENP_CHARACTER_DIGIT;
  return nomenp_character_is_letter(w->last) &&
         nomenp_character_is_letter(next) &&
         nomenp_word_clitic(s, w->at + size, w->start) == 0;
}

/* "8p.m.": the number ends before the letters. */
static bool is_meridiem(const nomenp_scanner *s, uint32_t at) {
  uint8_t half = nomenp_scan_byte(s, at) | 0x20;

  return (half == 'a' || half == 'p') && nomenp_scan_byte(s, at + 1) == '.' &&
         (nomenp_scan_byte(s, at + 2) | 0x20) == 'm' &&
         !nomenp_character_is_alnum(nomenp_scan_peek(s, at + 3));
}

/* What may go on with a word of letters: any other class ends it at once. */
#define GOES_ON                                                                \
  (1u << NOMENP_CHARACTER_LOWER | 1u << NOMENP_CHARACTER_UPPER |               \
   1u << NOMENP_CHARACTER_LETTER | 1u << NOMENP_CHARACTER_DIGIT |              \
   1u << NOMENP_CHARACTER_MARK | 1u << NOMENP_CHARACTER_JOINER |               \
   1u << NOMENP_CHARACTER_APOSTROPHE | 1u << NOMENP_CHARACTER_SUBSTITUTE |     \
   1u << NOMENP_CHARACTER_HIGH)

void nomenp_word_read(const nomenp_scanner *s, uint32_t start, uint8_t first,
                      uint32_t first_size, nomenp_word_scan *w) {
  *w = (nomenp_word_scan){
      .start = start, .at = start, .hash = NOMENP_HASH_STATE_INIT};
  w->first = first;
  w->last = first;
  if (first_size == 1 && nomenp_character_is_letter(first)) {
    word_add_ascii(s, w);
    if (!(1u << nomenp_character_byte[nomenp_scan_byte(s, w->at)] & GOES_ON))
      return;
  } else {
    word_add(s, w, first, first_size);
  }
  for (;;) {
    uint32_t size;
    uint8_t class;

    if (w->last != NOMENP_CHARACTER_DIGIT)
      word_add_ascii(s, w);
    else
      word_add_digits(s, w);
    class = nomenp_scan_class(s, w->at, &size);
    switch (class) {
    case NOMENP_CHARACTER_LOWER:
    case NOMENP_CHARACTER_UPPER:
    case NOMENP_CHARACTER_LETTER:
      if (w->last == NOMENP_CHARACTER_DIGIT && is_meridiem(s, w->at)) return;
      break;
    case NOMENP_CHARACTER_DIGIT:
    case NOMENP_CHARACTER_MARK:
      break;
    case NOMENP_CHARACTER_JOINER:
      if (!nomenp_character_is_letter(w->last) ||
          !nomenp_character_is_letter(nomenp_scan_peek(s, w->at + size)))
        return;
      break;
    case NOMENP_CHARACTER_APOSTROPHE:
    case NOMENP_CHARACTER_SUBSTITUTE:
      if (!apostrophe_joins(s, w, size)) return;
      w->has_marks |= w->last == NOMENP_CHARACTER_DIGIT;
      break;
    case NOMENP_CHARACTER_STOP:
    case NOMENP_CHARACTER_COMMA:
      if (w->last != NOMENP_CHARACTER_DIGIT ||
          nomenp_scan_peek(s, w->at + size) != NOMENP_CHARACTER_DIGIT)
        return;
      w->has_marks = true;
      break;
    default:
      return;
    }
    word_add(s, w, class, size);
  }
}

/* ---- shapes */

static bool is_ordinal(const nomenp_scanner *s, const nomenp_word_scan *w) {
  static const char endings[][3] = {"st", "nd", "rd", "th"};
  uint8_t a, b;

  if (w->letters != 2 || w->digits == 0 || w->has_marks || w->at < 2 ||
      w->at - w->start != w->digits + 2 || w->first != NOMENP_CHARACTER_DIGIT)
    return false;
  a = s->bytes[w->at - 2] | 0x20;
  b = s->bytes[w->at - 1] | 0x20;
  for (size_t i = 0; i < 4; i++)
    if (endings[i][0] == a && endings[i][1] == b) return true;
  return false;
}

static uint8_t number_shape(const nomenp_scanner *s,
                            const nomenp_word_scan *w) {
  uint8_t first = s->bytes[w->start];

  if (w->has_marks || first == '.') return NOMENP_SHAPE_NUMBER;
  if (w->digits == 4 && w->at - w->start == 4 && (first == '1' || first == '2'))
    return NOMENP_SHAPE_YEAR;
  return NOMENP_SHAPE_DIGIT;
}

static uint8_t letters_shape(const nomenp_scanner *s,
                             const nomenp_word_scan *w) {
  uint32_t lower = nomenp_word_lower(w);

  if (w->upper == 0) return NOMENP_SHAPE_LOWER;
  if (w->first != NOMENP_CHARACTER_UPPER) return NOMENP_SHAPE_INNER;
  if (w->letters == 1) return NOMENP_SHAPE_LETTER;
  if (w->upper == 1) return NOMENP_SHAPE_CAPITAL;
  if (lower == 0) return NOMENP_SHAPE_UPPER;
  /* A plural of capitals: NGOs, MPs. */
  if (lower == 1 && w->upper >= 2 && s->bytes[w->at - 1] == 's')
    return NOMENP_SHAPE_UPPER;
  return NOMENP_SHAPE_CAMEL;
}

void nomenp_word_emit(nomenp_scanner *s, const nomenp_word_scan *w) {
  unsigned flags = w->is_wide ? NOMENP_TOKEN_ACCENT : 0;
  uint8_t class, shape;

  if (w->first == NOMENP_CHARACTER_UPPER) flags |= NOMENP_TOKEN_CAPITAL;
  if (w->digits == 0) {
    class = NOMEN_TOKEN_WORD;
    shape = letters_shape(s, w);
  } else if (w->letters == 0) {
    class = NOMEN_TOKEN_NUMBER;
    shape = number_shape(s, w);
  } else {
    class = NOMEN_TOKEN_MIXED;
    shape = is_ordinal(s, w) ? NOMENP_SHAPE_ORDINAL : NOMENP_SHAPE_MIXED;
  }
  if (w->turns && nomenp_word_lower(w) > 0) {
    s->glued++;
    flags |= NOMENP_TOKEN_ASK;
  }
  nomenp_scan_emit(s, w->start, w->at, nomenp_fold_finish(&w->hash), class,
                   shape, flags);
}

void nomenp_token_fill(nomenp_text *text, uint32_t index, uint32_t start,
                       uint32_t end, uint8_t flags) {
  nomenp_text piece = {.bytes = text->bytes,
                       .size = end,
                       .start = text->start + index,
                       .end = text->end + index,
                       .hash = text->hash + index,
                       .token_class = text->token_class + index,
                       .shape = text->shape + index,
                       .flags = text->flags + index};
  nomenp_scanner s = {text->bytes, end, start, NULL, &piece, 0, 0, flags};
  nomenp_word_scan w = {
      .start = start, .at = start, .hash = NOMENP_HASH_STATE_INIT};
  uint32_t size;

  w.first = nomenp_scan_class(&s, start, &size);
  while (w.at < end) {
    uint8_t class = nomenp_scan_class(&s, w.at, &size);
    word_add(&s, &w, class, size);
  }
  nomenp_word_emit(&s, &w);
}
