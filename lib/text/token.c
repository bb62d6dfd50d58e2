/* SPDX-License-Identifier: MIT */
/*
 * One loop over the bytes.  Words and numbers run on as long as word_go_on() lets
 * them; each look ahead is bounded, so that the cost is linear in any input.
 */
#include "text/token.h"

#include "base/hash.h"
#include "text/character.h"
#include "text/fold.h"
#include "text/link.h"
#include "text/utf8.h"

#include "nomen/nomen.h"

#include <string.h>

typedef struct scanner {
  const uint8_t *bytes;
  uint32_t size;
  uint32_t at;
  const nomenp_lexicon *lexicon;
  nomenp_text *text;
  uint32_t count; /* tokens so far */
  uint32_t glued; /* words with a capital inside, so far */
  uint8_t flags;  /* what stands before the next token */
} scanner;

/* A word, number or mixture while it is read. */
typedef struct word {
  uint32_t start;
  uint32_t at; /* where it goes on */
  uint64_t hash;
  uint32_t letters; /* counted in characters, as are the next three */
  uint32_t upper;
  uint32_t digits;
  uint32_t caseless;
  uint8_t first; /* classes of its first and latest character */
  uint8_t last;
  bool has_marks; /* separators inside a number */
  bool is_wide;   /* has a byte outside ASCII */
  bool turns;     /* a capital stands behind a small letter or a digit */
} word;

/* ------------------------------------------------------------ characters */

static uint8_t byte_at(const scanner *s, uint32_t at) {
  return at < s->size ? s->bytes[at] : 0;
}

/* The class of the character at `at`, and its size; past the end, a space. */
static uint8_t class_at(const scanner *s, uint32_t at, uint32_t *size) {
  size_t step = 1;
  uint8_t class;

  *size = 1;
  if (at >= s->size) return NOMENP_CHARACTER_SPACE;
  class = nomenp_character_byte[s->bytes[at]];
  if (class != NOMENP_CHARACTER_HIGH) return class;
  class = nomenp_character_class(nomenp_utf8_decode(s->bytes + at, &step));
  *size = (uint32_t)step;
  return class;
}

static uint8_t peek_class(const scanner *s, uint32_t at) {
  uint32_t size;
  return class_at(s, at, &size);
}

static bool is_letter(uint8_t class) {
  return nomenp_character_is_letter(class);
}

static bool is_alnum(uint8_t class) {
  return is_letter(class) || class == NOMENP_CHARACTER_DIGIT;
}

static bool is_apostrophe(uint8_t class) {
  return class == NOMENP_CHARACTER_APOSTROPHE ||
         class == NOMENP_CHARACTER_SUBSTITUTE;
}

/* ------------------------------------------------------------ emitting */

static void emit(scanner *s, uint32_t start, uint32_t end, uint64_t hash,
                 uint8_t class, uint8_t shape, unsigned flags) {
  nomenp_text *text = s->text;
  uint32_t i = s->count++;

  text->start[i] = start;
  text->end[i] = end;
  text->hash[i] = hash;
  text->token_class[i] = class;
  text->shape[i] = shape;
  text->flags[i] = (uint8_t)(s->flags | flags);
  s->flags = 0;
  s->at = end;
}

/* The token before, if nothing stands between; else -1. */
static int64_t joined_token(const scanner *s) {
  return s->count > 0 && s->flags == 0 ? (int64_t)s->count - 1 : -1;
}

static bool is_wordlike(uint8_t class) {
  return class <= NOMEN_TOKEN_MIXED || class == NOMEN_TOKEN_LINK;
}

/* ------------------------------------------------------------ words */

static void word_add(const scanner *s, word *w, uint8_t class, uint32_t size) {
  uint8_t byte = s->bytes[w->at];

  if (byte < 0x80) {
    uint8_t folded = nomenp_fold_byte[byte];
    if (folded != 0) w->hash = nomenp_hash_step(w->hash, folded);
  } else {
    size_t step;
    w->hash = nomenp_fold_step(w->hash,
                               nomenp_utf8_decode(s->bytes + w->at, &step));
    w->is_wide = true;
  }
  w->at += size;
  if (is_letter(class)) {
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

/* The letters of ASCII that come next, which is nearly every word whole. */
static void word_add_ascii(const scanner *s, word *w) {
  const uint8_t *at = s->bytes + w->at, *end = s->bytes + s->size;
  uint64_t hash = w->hash;
  uint32_t upper = 0, count;
  uint8_t byte = 0;
  bool turns = w->letters > w->upper || w->digits > 0;

  for (; at < end; at++) {
    byte = *at;
    if ((uint8_t)((byte | 0x20) - 'a') >= 26) break;
    hash = nomenp_hash_step(hash, byte | 0x20);
    upper += !(byte & 0x20);
  }
  count = (uint32_t)(at - (s->bytes + w->at));
  if (count == 0) return;
  if (upper > 0 && !w->turns) {
    const uint8_t *p = s->bytes + w->at;
    for (uint32_t i = 0; i < count && !w->turns; i++) {
      if (p[i] & 0x20) turns = true;
      else if (turns) w->turns = true;
    }
  }
  w->hash = hash;
  w->letters += count;
  w->upper += upper;
  w->at += count;
  w->last = at[-1] & 0x20 ? NOMENP_CHARACTER_LOWER : NOMENP_CHARACTER_UPPER;
}

static uint32_t word_lower(const word *w) {
  return w->letters - w->upper - w->caseless;
}

/* What an apostrophe may cut off the word before it; `whole` is the word that it
 * must stand behind, 0 for any. */
static const struct clitic {
  char text[3];
  char whole;
} clitics[] = {{"s", 0}, {"ll", 0}, {"ve", 0}, {"re", 0}, {"d", 0}, {"m", 'i'}};

/* The end of the clitic whose letters begin at `at`, behind an apostrophe; 0 if
 * none does. */
static uint32_t clitic_end(const scanner *s, uint32_t at, uint32_t word_start) {
  uint32_t size, end = at;
  uint8_t class, lower[3] = {0, 0, 0};
  bool capital = false;

  while (end - at < 3 &&
         (uint8_t)((byte_at(s, end) | 0x20) - 'a') < 26) {
    capital |= !(s->bytes[end] & 0x20);
    lower[end - at] = s->bytes[end] | 0x20;
    end++;
  }
  if (end == at || end - at > 2) return 0;
  class = class_at(s, end, &size);
  if (is_alnum(class) || class == NOMENP_CHARACTER_MARK) return 0;
  if (is_apostrophe(class) && is_letter(peek_class(s, end + size))) return 0;
  for (size_t i = 0; i < sizeof clitics / sizeof clitics[0]; i++) {
    if (memcmp(lower, clitics[i].text, 3) != 0) continue;
    if (clitics[i].whole != 0 &&
        (byte_at(s, word_start) | 0x20) != clitics[i].whole)
      return 0;
    /* 'S behind a capital only: CLINTON'S, not rock'S. */
    if (capital && nomenp_character_byte[byte_at(s, word_start)] ==
                       NOMENP_CHARACTER_LOWER)
      return 0;
    return end;
  }
  return 0;
}

static bool apostrophe_joins(const scanner *s, const word *w, uint32_t size) {
  uint8_t next = peek_class(s, w->at + size);

  if (w->last == NOMENP_CHARACTER_DIGIT)
    return next == NOMENP_CHARACTER_DIGIT;
  return is_letter(w->last) && is_letter(next) &&
         clitic_end(s, w->at + size, w->start) == 0;
}

/* "8p.m.": the number ends before the letters. */
static bool is_meridiem(const scanner *s, uint32_t at) {
  uint8_t half = byte_at(s, at) | 0x20;

  return (half == 'a' || half == 'p') && byte_at(s, at + 1) == '.' &&
         (byte_at(s, at + 2) | 0x20) == 'm' &&
         !is_alnum(peek_class(s, at + 3));
}

static void word_go_on(const scanner *s, word *w) {
  for (;;) {
    uint32_t size;
    uint8_t class;

    if (w->last != NOMENP_CHARACTER_DIGIT) word_add_ascii(s, w);
    class = class_at(s, w->at, &size);
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
      if (!is_letter(w->last) || !is_letter(peek_class(s, w->at + size)))
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
          peek_class(s, w->at + size) != NOMENP_CHARACTER_DIGIT)
        return;
      w->has_marks = true;
      break;
    default:
      return;
    }
    word_add(s, w, class, size);
  }
}

/* ------------------------------------------------------------ shapes */

static bool is_ordinal(const scanner *s, const word *w) {
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

static uint8_t number_shape(const scanner *s, const word *w) {
  uint8_t first = s->bytes[w->start];

  if (w->has_marks || first == '.') return NOMENP_SHAPE_NUMBER;
  if (w->digits == 4 && w->at - w->start == 4 && (first == '1' || first == '2'))
    return NOMENP_SHAPE_YEAR;
  return NOMENP_SHAPE_DIGIT;
}

static uint8_t letters_shape(const scanner *s, const word *w) {
  uint32_t lower = word_lower(w);

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

static void word_emit(scanner *s, const word *w) {
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
  if (w->turns && word_lower(w) > 0) s->glued++;
  emit(s, w->start, w->at, nomenp_fold_finish(w->hash), class, shape, flags);
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
  scanner s = {text->bytes, end, start, NULL, &piece, 0, 0, flags};
  word w = {.start = start, .at = start, .hash = NOMENP_HASH_SEED};
  uint32_t size;

  w.first = class_at(&s, start, &size);
  while (w.at < end) {
    uint8_t class = class_at(&s, w.at, &size);
    word_add(&s, &w, class, size);
  }
  word_emit(&s, &w);
}

/* ------------------------------------------------------------ full stops */

/* What stands behind a word's full stop. */
typedef struct ahead {
  uint8_t class; /* of the next character that is no space */
  uint8_t second; /* and of the one behind it */
  bool has_space;
  bool has_line;
  uint64_t hash; /* of the word there, if it is one of ASCII letters */
} ahead;

#define AHEAD_MAX 64u /* bytes looked at for the next word */

static void look_ahead(const scanner *s, uint32_t at, ahead *out) {
  uint32_t size, limit = s->size - at < AHEAD_MAX ? s->size : at + AHEAD_MAX;
  uint64_t hash = NOMENP_HASH_SEED;

  *out = (ahead){NOMENP_CHARACTER_SPACE, NOMENP_CHARACTER_SPACE, false, false, 0};
  while (at < limit) {
    out->class = class_at(s, at, &size);
    if (!nomenp_character_is_space(out->class)) break;
    out->has_space = true;
    out->has_line |= out->class == NOMENP_CHARACTER_LINE;
    at += size;
  }
  if (at >= limit || !is_letter(out->class)) return;
  out->second = peek_class(s, at + size);
  while (at < limit && (uint8_t)((s->bytes[at] | 0x20) - 'a') < 26)
    hash = nomenp_hash_step(hash, s->bytes[at++] | 0x20);
  if (at < limit && s->bytes[at] >= 0x80) return;
  out->hash = nomenp_fold_finish(hash);
}

static bool is_starter(const scanner *s, const ahead *next) {
  return next->class == NOMENP_CHARACTER_UPPER &&
         (nomenp_lexicon_ask(s->lexicon, next->hash) & NOMENP_LEXICON_STARTER);
}

/* The end of "U.S.", "J.", "U.N", "a.m." that begins at `start`; *count is set to
 * the stops it has.  `start` if it is none. */
static uint32_t dotted_end(const scanner *s, uint32_t start, uint32_t *count) {
  uint32_t at = start, size, next_size;

  *count = 0;
  for (;;) {
    uint8_t class = class_at(s, at, &size), next;
    if (!is_letter(class)) return at;
    next = class_at(s, at + size, &next_size);
    if (next == NOMENP_CHARACTER_STOP && next_size == 1 &&
        byte_at(s, at + size + 1) != '.') {
      at += size + 1;
      ++*count;
      continue;
    }
    if (*count == 0 || is_alnum(next) || next == NOMENP_CHARACTER_MARK)
      return at;
    if (is_apostrophe(next) &&
        is_letter(peek_class(s, at + size + next_size)) &&
        clitic_end(s, at + size + next_size, start) == 0)
      return at; /* T.O'Gorman */
    if (next == NOMENP_CHARACTER_STOP) return at;
    ++*count;
    return at + size; /* U.N */
  }
}

/* "Ph.D." and its like: two letters or three, then one capital and a stop. */
static bool is_degree(const scanner *s, const word *w) {
  return w->first == NOMENP_CHARACTER_UPPER && w->letters == 2 &&
         w->upper == 1 && w->at - w->start == 2 &&
         peek_class(s, w->at + 1) == NOMENP_CHARACTER_UPPER &&
         byte_at(s, w->at + 2) == '.' &&
         !is_letter(peek_class(s, w->at + 3));
}

/* A capital and its stop are an initial, unless a sentence ends there: "plan B." */
static bool is_initial(const scanner *s, const word *w) {
  ahead next;
  look_ahead(s, w->at + 1, &next);
  switch (next.class) {
  case NOMENP_CHARACTER_UPPER:
    return !next.has_space || !is_starter(s, &next);
  case NOMENP_CHARACTER_LOWER:
  case NOMENP_CHARACTER_LETTER:
  case NOMENP_CHARACTER_COMMA:
  case NOMENP_CHARACTER_HYPHEN:
    return true;
  case NOMENP_CHARACTER_DIGIT:
    return !next.has_line;
  default:
    return !next.has_space && next.class != NOMENP_CHARACTER_SPACE &&
           next.class != NOMENP_CHARACTER_QUOTE &&
           next.class != NOMENP_CHARACTER_APOSTROPHE &&
           next.class != NOMENP_CHARACTER_STOP &&
           next.class != NOMENP_CHARACTER_CLOSE;
  }
}

/* Whether the word at a full stop is an abbreviation that keeps it.  Those that
 * are words too ("no", "sat", "in") need what follows to speak for them. */
static bool is_abbreviation(const scanner *s, const word *w) {
  unsigned known =
      nomenp_lexicon_ask(s->lexicon, nomenp_fold_finish(w->hash));
  ahead next;

  if (!(known & NOMENP_LEXICON_ABBREVIATION)) return false;
  if (byte_at(s, w->at + 1) == '.') return false;
  if (!(known & NOMENP_LEXICON_ENDS) ||
      !(known & (NOMENP_LEXICON_WORD | NOMENP_LEXICON_STARTER)))
    return true;
  look_ahead(s, w->at + 1, &next);
  if (known & NOMENP_LEXICON_STARTER)
    return next.class == NOMENP_CHARACTER_DIGIT;
  if (w->upper == 1 && w->first == NOMENP_CHARACTER_UPPER) return true;
  return next.class == NOMENP_CHARACTER_DIGIT ||
         next.class == NOMENP_CHARACTER_LOWER ||
         next.class == NOMENP_CHARACTER_COMMA ||
         next.class == NOMENP_CHARACTER_CLOSE;
}

static void emit_dotted(scanner *s, const word *w, uint32_t end, uint8_t shape) {
  unsigned flags = w->first == NOMENP_CHARACTER_UPPER ? NOMENP_TOKEN_CAPITAL : 0;

  for (uint32_t i = w->start; i < end; i++)
    if (s->bytes[i] >= 0x80) flags |= NOMENP_TOKEN_ACCENT;
  emit(s, w->start, end, nomenp_fold_hash(s->bytes + w->start, end - w->start),
       NOMEN_TOKEN_WORD, shape, flags);
}

/* A word that stands before a full stop; true if it took the stop, and was emitted. */
static bool take_stop(scanner *s, const word *w) {
  uint32_t count, end;

  if (w->digits > 0) return false;
  if (w->letters == 1 || is_degree(s, w)) {
    end = w->letters == 1 ? dotted_end(s, w->start, &count) : w->at + 3;
    if (w->letters != 1) count = 2;
    if (count >= 2) {
      emit_dotted(s, w, end, NOMENP_SHAPE_DOTTED);
      return true;
    }
    if (count == 1 && w->first == NOMENP_CHARACTER_UPPER && is_initial(s, w)) {
      emit_dotted(s, w, end, NOMENP_SHAPE_INITIAL);
      return true;
    }
  }
  if (is_abbreviation(s, w)) {
    emit_dotted(s, w, w->at + 1, NOMENP_SHAPE_ABBREVIATION);
    return true;
  }
  return false;
}

/* ------------------------------------------------------------ links */

static void emit_link(scanner *s, uint32_t start, uint32_t end) {
  emit(s, start, end, nomenp_fold_hash(s->bytes + start, end - start),
       NOMEN_TOKEN_LINK, NOMENP_SHAPE_LINK, 0);
}

/* "Amazon.com" is a company's name, "amazon.com" an address. */
static bool take_domain(scanner *s, const word *w) {
  uint32_t end = nomenp_link_domain(s->bytes, s->size, w->start);

  if (end <= w->at) return false;
  if (w->first == NOMENP_CHARACTER_UPPER && byte_at(s, end) != '/') {
    emit(s, w->start, end,
         nomenp_fold_hash(s->bytes + w->start, end - w->start),
         NOMEN_TOKEN_WORD,
         w->upper > 1 && word_lower(w) == 0 ? NOMENP_SHAPE_UPPER
         : w->upper > 1                     ? NOMENP_SHAPE_CAMEL
                                            : NOMENP_SHAPE_CAPITAL,
         NOMENP_TOKEN_CAPITAL);
    return true;
  }
  emit_link(s, w->start, nomenp_link_end(s->bytes, s->size, w->start, end));
  return true;
}

/* At an "@": the parts of the address before it are tokens already. */
static bool take_mail(scanner *s) {
  uint32_t domain = nomenp_link_domain(s->bytes, s->size, s->at + 1);
  uint32_t start = s->at, count = s->count;
  uint8_t flags = s->flags;

  if (domain == s->at + 1 || s->flags != 0) return false;
  while (count > 0 && s->at - s->text->start[count - 1] <= 64 &&
         s->text->end[count - 1] == start &&
         nomenp_link_is_local(s->bytes[start - 1])) {
    count--;
    start = s->text->start[count];
    flags = s->text->flags[count];
    if (flags & (NOMENP_TOKEN_SPACE | NOMENP_TOKEN_LINE)) break;
  }
  if (count == s->count) return false;
  s->count = count;
  s->flags = flags & (NOMENP_TOKEN_SPACE | NOMENP_TOKEN_LINE |
                      NOMENP_TOKEN_PARAGRAPH);
  emit_link(s, start, domain);
  return true;
}

static bool take_link(scanner *s, const word *w) {
  uint8_t next = byte_at(s, w->at);
  uint32_t end = w->at;

  if (next == ':')
    end = nomenp_link_scheme(s->bytes, s->size, w->start, w->at);
  else if (next == '.')
    return take_domain(s, w);
  if (end <= w->at) return false;
  emit_link(s, w->start, end);
  return true;
}

/* ------------------------------------------------------------ the loop */

static void scan_word(scanner *s, uint8_t class, uint32_t size) {
  word w = {.start = s->at, .at = s->at, .hash = NOMENP_HASH_SEED};
  uint8_t next;

  w.first = class;
  w.last = class;
  if (size > 1 || !is_letter(class)) word_add(s, &w, class, size);
  word_go_on(s, &w);
  next = byte_at(s, w.at);
  if ((next == '.' || next == ':') && take_link(s, &w)) return;
  if (next == '.' && take_stop(s, &w)) return;
  word_emit(s, &w);
}

/* A capitalised word right behind a full stop that stands right behind a word. */
static bool is_glued(const scanner *s, uint32_t first) {
  const nomenp_text *text = s->text;
  uint32_t stop;

  if (first == 0 || s->count != first + 1) return false;
  if (text->flags[first] & (NOMENP_TOKEN_SPACE | NOMENP_TOKEN_LINE)) return false;
  stop = first - 1;
  return text->shape[stop] == NOMENP_SHAPE_STOP && stop > 0 &&
         !(text->flags[stop] & (NOMENP_TOKEN_SPACE | NOMENP_TOKEN_LINE)) &&
         (text->shape[first] == NOMENP_SHAPE_CAPITAL ||
          (text->shape[first] == NOMENP_SHAPE_LETTER &&
           nomenp_character_is_space(peek_class(s, text->end[first]))));
}

static uint8_t punctuation_shape(uint8_t class) {
  static const uint8_t shapes[] = {
      [NOMENP_CHARACTER_APOSTROPHE] = NOMENP_SHAPE_QUOTE,
      [NOMENP_CHARACTER_STOP] = NOMENP_SHAPE_STOP,
      [NOMENP_CHARACTER_END] = NOMENP_SHAPE_STOP,
      [NOMENP_CHARACTER_COMMA] = NOMENP_SHAPE_COMMA,
      [NOMENP_CHARACTER_COLON] = NOMENP_SHAPE_COLON,
      [NOMENP_CHARACTER_HYPHEN] = NOMENP_SHAPE_HYPHEN,
      [NOMENP_CHARACTER_DASH] = NOMENP_SHAPE_DASH,
      [NOMENP_CHARACTER_SLASH] = NOMENP_SHAPE_SLASH,
      [NOMENP_CHARACTER_OPEN] = NOMENP_SHAPE_OPEN,
      [NOMENP_CHARACTER_CLOSE] = NOMENP_SHAPE_CLOSE,
      [NOMENP_CHARACTER_QUOTE] = NOMENP_SHAPE_QUOTE,
      [NOMENP_CHARACTER_AND] = NOMENP_SHAPE_AND,
      [NOMENP_CHARACTER_CURRENCY] = NOMENP_SHAPE_CURRENCY,
      [NOMENP_CHARACTER_HIGH] = 0};
  uint8_t shape = shapes[class];
  return shape == 0 ? NOMENP_SHAPE_SYMBOL : shape;
}

/* A hyphen joins what it touches on both sides; else it is a dash. */
static bool hyphen_joins(const scanner *s, uint32_t end) {
  int64_t before = joined_token(s);
  uint8_t next = peek_class(s, end);

  if (before < 0 || nomenp_character_is_space(next)) return false;
  switch (s->text->shape[before]) {
  case NOMENP_SHAPE_CLOSE:
  case NOMENP_SHAPE_QUOTE:
  case NOMENP_SHAPE_SYMBOL:
    return true;
  default:
    return s->text->token_class[before] == NOMEN_TOKEN_CLITIC ||
           is_wordlike(s->text->token_class[before]);
  }
}

static void scan_punctuation(scanner *s, uint8_t class, uint32_t size) {
  uint32_t start = s->at, end = start + size;
  uint8_t shape = punctuation_shape(class), token_class;

  while (s->size - end >= size &&
         memcmp(s->bytes + start, s->bytes + end, size) == 0)
    end += size;
  /* A mark that follows a symbol (an emoji's variation) belongs to it. */
  if (shape == NOMENP_SHAPE_SYMBOL) {
    uint32_t step;
    while (end < s->size && s->bytes[end] >= 0x80 &&
           class_at(s, end, &step) == NOMENP_CHARACTER_MARK)
      end += step;
  }
  if (shape == NOMENP_SHAPE_HYPHEN &&
      (end - start > size || !hyphen_joins(s, end)))
    shape = NOMENP_SHAPE_DASH;
  token_class = shape >= NOMENP_SHAPE_AND ? NOMEN_TOKEN_SYMBOL
                                          : NOMEN_TOKEN_PUNCTUATION;
  emit(s, start, end, nomenp_fold_hash(s->bytes + start, end - start),
       token_class, shape, size > 1 ? NOMENP_TOKEN_ACCENT : 0);
}

static bool take_clitic(scanner *s, uint32_t size) {
  int64_t before = joined_token(s);
  uint32_t end;

  if (before < 0) return false;
  if (!is_wordlike(s->text->token_class[before]) &&
      s->text->shape[before] != NOMENP_SHAPE_QUOTE &&
      s->text->shape[before] != NOMENP_SHAPE_CLOSE)
    return false;
  end = clitic_end(s, s->at + size, s->text->start[before]);
  if (end == 0) return false;
  emit(s, s->at, end, nomenp_fold_hash(s->bytes + s->at, end - s->at),
       NOMEN_TOKEN_CLITIC, NOMENP_SHAPE_CLITIC,
       size > 1 ? NOMENP_TOKEN_ACCENT : 0);
  return true;
}

static bool starts_number(const scanner *s) {
  int64_t before = joined_token(s);

  if (peek_class(s, s->at + 1) != NOMENP_CHARACTER_DIGIT) return false;
  if (before < 0) return true;
  switch (s->text->shape[before]) {
  case NOMENP_SHAPE_OPEN:
  case NOMENP_SHAPE_CURRENCY:
  case NOMENP_SHAPE_QUOTE:
  case NOMENP_SHAPE_DASH:
    return true;
  default:
    return false;
  }
}

static void scan_other(scanner *s, uint8_t class, uint32_t size) {
  uint32_t end;

  if (is_apostrophe(class) && take_clitic(s, size)) return;
  if (class == NOMENP_CHARACTER_STOP && size == 1 && starts_number(s)) {
    scan_word(s, class, size);
    return;
  }
  if (s->bytes[s->at] == '@') {
    if (take_mail(s)) return;
    end = nomenp_link_handle(s->bytes, s->size, s->at);
    if (end > s->at && (s->flags != 0 || s->count == 0 ||
                        !is_wordlike(s->text->token_class[s->count - 1]))) {
      emit_link(s, s->at, end);
      return;
    }
  }
  scan_punctuation(s, class, size);
}

/* White space: remember whether lines ended in it, and whether one was blank. */
static void skip_space(scanner *s) {
  uint32_t at = s->at, lines = 0;

  for (;;) {
    uint32_t size;
    uint8_t class = class_at(s, at, &size);

    if (at >= s->size || (!nomenp_character_is_space(class) &&
                          class != NOMENP_CHARACTER_JOINER))
      break;
    if (class == NOMENP_CHARACTER_LINE) {
      /* "\r\n" is one end of line, a form feed ends a paragraph. */
      if (s->bytes[at] == '\f') lines++;
      if (s->bytes[at] != '\n' || at == 0 || s->bytes[at - 1] != '\r') lines++;
    }
    at += size;
  }
  s->at = at;
  s->flags |= NOMENP_TOKEN_SPACE;
  if (lines > 0) s->flags |= NOMENP_TOKEN_LINE;
  if (lines > 1) s->flags |= NOMENP_TOKEN_PARAGRAPH;
}

uint32_t nomenp_token_scan(const nomenp_lexicon *lexicon, nomenp_text *text) {
  scanner s = {text->bytes, text->size, 0, lexicon, text, 0, 0, 0};

  while (s.at < s.size) {
    uint32_t size, first = s.count;
    uint8_t class = class_at(&s, s.at, &size);

    if (nomenp_character_is_space(class) || class == NOMENP_CHARACTER_JOINER) {
      skip_space(&s);
    } else if (is_alnum(class)) {
      scan_word(&s, class, size);
      if (is_glued(&s, first)) text->flags[first] |= NOMENP_TOKEN_GLUED;
    } else {
      scan_other(&s, class, size);
    }
  }
  text->token_count = s.count;
  if (s.count > 0)
    text->flags[0] |= NOMENP_TOKEN_LINE | NOMENP_TOKEN_PARAGRAPH;
  return s.glued;
}

/* ------------------------------------------------------------ the bound */

static inline uint8_t is_ascii_alnum(uint8_t byte) {
  return ((uint8_t)((byte | 0x20) - 'a') < 26) |
         ((uint8_t)(byte - '0') < 10);
}

/* Counted as tokens: the beginnings of runs of ASCII letters and digits, capitals
 * behind anything but capitals, characters outside ASCII, and runs of any other
 * one character. */
uint32_t nomenp_token_bound(const uint8_t *bytes, uint32_t size) {
  uint32_t count = 1, at = 0;

  while (at < size) {
    uint32_t stop = size - at < 255 ? size : at + 255;
    uint8_t some = 0; /* one a byte at most: no overflow in 255 */

    for (; at < stop; at++) {
      uint8_t byte = bytes[at], last = at > 0 ? bytes[at - 1] : ' ';
      uint8_t is_word = is_ascii_alnum(byte), was_word = is_ascii_alnum(last);
      uint8_t turns = (uint8_t)(byte - 'A') < 26 && (uint8_t)(last - 'A') >= 26;
      uint8_t is_other =
          !is_word && (byte > ' ' || byte == NOMENP_UTF8_SUBSTITUTE) &&
          (byte < 0x80 || byte >= 0xc0) && byte != last;
      some = (uint8_t)(some + ((is_word & ((was_word ^ 1) | turns)) | is_other));
    }
    count += some;
  }
  return count;
}
