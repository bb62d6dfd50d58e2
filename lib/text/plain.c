/* SPDX-License-Identifier: MIT */
/*
 * Nine tokens in ten of a text: words of ASCII letters with white space or a
 * plain mark behind them, and such marks.  The general way would read them as
 * well; here the place where a word ends, its folded form and its capitals come
 * from eight bytes at once, and nothing is called and nothing read twice.
 */
#include "text/fold.h"
#include "text/scan.h"

#define BIT(class) (1u << NOMENP_CHARACTER_##class)

/* What ends a word at once, whatever it was. */
#define ENDS_WORD                                                              \
  (BIT(SPACE) | BIT(LINE) | BIT(COMMA) | BIT(HYPHEN) | BIT(CLOSE) | BIT(QUOTE))

/* Marks that mean the same wherever they stand, unless the same comes again or,
 * behind a full stop, no white space. */
#define PLAIN_MARKS                                                            \
  (BIT(COMMA) | BIT(COLON) | BIT(OPEN) | BIT(CLOSE) | BIT(QUOTE) | BIT(END) |  \
   BIT(SLASH) | BIT(AND) | BIT(CURRENCY) | BIT(STOP))

/* Where reading stands, and the arrays it fills: copies, since a byte that is
 * stored might else have changed them. */
typedef struct plain_scanner {
  const uint8_t *bytes;
  uint32_t at;
  uint32_t limit; /* the last place where eight bytes can be read */
  uint32_t count;
  uint8_t flags;
  nomenp_text text;
} plain_scanner;

static inline bool is_class(uint8_t byte, unsigned classes) {
  return 1u << nomenp_character_byte[byte] & classes;
}

static inline void emit(plain_scanner *s, uint32_t end, uint64_t hash,
                        uint8_t class, uint8_t shape, unsigned flags) {
  uint32_t i = s->count++;

  s->text.start[i] = s->at;
  s->text.end[i] = end;
  s->text.hash[i] = hash;
  s->text.token_class[i] = class;
  s->text.shape[i] = shape;
  s->text.flags[i] = (uint8_t)(s->flags | flags);
  s->flags = 0;
  s->at = end;
}

/* The shape of a word by the capitals and small letters behind its first one;
 * NOMENP_SHAPE_COUNT if it is not plain. */
static inline uint8_t shape_of(bool is_capital, uint64_t capitals,
                               uint64_t smalls) {
  if (capitals == 0)
    return !is_capital   ? NOMENP_SHAPE_LOWER
           : smalls == 0 ? NOMENP_SHAPE_LETTER
                         : NOMENP_SHAPE_CAPITAL;
  return is_capital && smalls == 0 ? NOMENP_SHAPE_UPPER : NOMENP_SHAPE_COUNT;
}

/* A word, and the single space behind it. */
static inline bool take_word(plain_scanner *s) {
  uint64_t hash = NOMENP_HASH_SEED, behind = ~UINT64_C(0x80);
  uint64_t eight, letters, all, capitals = 0, smalls = 0;
  bool is_capital = !(s->bytes[s->at] & 0x20);
  uint32_t at = s->at;
  uint8_t shape, next;
  unsigned count;

  for (;; at += 8, behind = ~UINT64_C(0)) {
    if (at > s->limit) return false;
    eight = nomenp_eight_load(s->bytes + at);
    letters = nomenp_eight_letters(eight);
    if (letters != NOMENP_EIGHT_HIGH) break;
    all = nomenp_eight_capitals(eight, letters);
    capitals |= all & behind;
    smalls |= (letters ^ all) & behind;
    hash = nomenp_hash_eight(hash, eight | NOMENP_EIGHT(0x20));
  }
  count = nomenp_eight_first(letters ^ NOMENP_EIGHT_HIGH);
  next = (uint8_t)(eight >> 8 * count);
  if (!is_class(next, ENDS_WORD)) return false;
  eight &= nomenp_eight_mask(count);
  letters &= nomenp_eight_mask(count);
  all = nomenp_eight_capitals(eight, letters);
  capitals |= all & behind;
  smalls |= (letters ^ all) & behind;
  if (count > 0) hash = nomenp_hash_eight(hash, eight | letters >> 2);
  shape = shape_of(is_capital, capitals, smalls);
  if (shape == NOMENP_SHAPE_COUNT) return false;
  emit(s, at + count, hash, NOMEN_TOKEN_WORD, shape,
       is_capital ? NOMENP_TOKEN_CAPITAL : 0);
  if (next == ' ') {
    s->at++;
    s->flags = NOMENP_TOKEN_SPACE;
  }
  return true;
}

/* Right behind a full stop a word may be glued to it. */
static inline bool is_behind_stop(const plain_scanner *s) {
  return s->flags == 0 && s->count > 0 &&
         s->text.shape[s->count - 1] == NOMENP_SHAPE_STOP;
}

static inline bool take_mark(plain_scanner *s) {
  uint8_t byte = s->bytes[s->at], next = s->bytes[s->at + 1];
  uint8_t shape = nomenp_scan_mark_shape(nomenp_character_byte[byte]);
  uint8_t folded = nomenp_fold_byte[byte];

  if (byte == '.' ? !is_class(next, BIT(SPACE) | BIT(LINE)) : next == byte)
    return false;
  emit(s, s->at + 1,
       folded == 0 ? 0 : nomenp_hash_eight(NOMENP_HASH_SEED, folded),
       shape >= NOMENP_SHAPE_AND ? NOMEN_TOKEN_SYMBOL : NOMEN_TOKEN_PUNCTUATION,
       shape, shape == NOMENP_SHAPE_STOP ? NOMENP_TOKEN_ASK : 0);
  return true;
}

static void scan(plain_scanner *s) {
  while (s->at <= s->limit) {
    uint8_t byte = s->bytes[s->at];

    if (byte == ' ') {
      s->flags |= NOMENP_TOKEN_SPACE;
      s->at++;
    } else if (is_class(byte, BIT(LOWER) | BIT(UPPER))) {
      if (is_behind_stop(s) || !take_word(s)) return;
    } else if (!is_class(byte, PLAIN_MARKS) || !take_mark(s)) {
      return;
    }
  }
}

void nomenp_plain_scan(nomenp_scanner *scanner) {
  plain_scanner s = {scanner->bytes, scanner->at,    scanner->size - 8,
                     scanner->count, scanner->flags, *scanner->text};

  if (scanner->size < 8) return;
  scan(&s);
  scanner->at = s.at;
  scanner->count = s.count;
  scanner->flags = s.flags;
}
