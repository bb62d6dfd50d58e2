/* SPDX-License-Identifier: MIT */
/*
 * One loop over the bytes.  What is plain is read in one go; other words and
 * numbers run on as long as nomenp_word_read() lets them.  Each look ahead is
 * bounded, so that the cost is linear in any input.
 */
#include "text/token.h"

#include "text/fold.h"
#include "text/link.h"
#include "text/scan.h"

#include <string.h>

/* ---- links */

static void emit_link(nomenp_scanner *s, uint32_t start, uint32_t end) {
  nomenp_scan_emit(s, start, end,
                   nomenp_fold_hash(s->bytes + start, end - start),
                   NOMEN_TOKEN_LINK, NOMENP_SHAPE_LINK, 0);
}

/* "Amazon.com" is a company's name, "amazon.com" an address. */
static bool take_domain(nomenp_scanner *s, const nomenp_word_scan *w) {
  uint32_t end = nomenp_link_domain(s->bytes, s->size, w->start);

  if (end <= w->at) return false;
  if (w->first == NOMENP_CHARACTER_UPPER && nomenp_scan_byte(s, end) != '/') {
    nomenp_scan_emit(
        s, w->start, end, nomenp_fold_hash(s->bytes + w->start, end - w->start),
        NOMEN_TOKEN_WORD,
        w->upper > 1 && nomenp_word_lower(w) == 0 ? NOMENP_SHAPE_UPPER
        : w->upper > 1                            ? NOMENP_SHAPE_CAMEL
                                                  : NOMENP_SHAPE_CAPITAL,
        NOMENP_TOKEN_CAPITAL);
    return true;
  }
  emit_link(s, w->start, nomenp_link_end(s->bytes, s->size, w->start, end));
  return true;
}

/* At an "@": the parts of the address before it are tokens already. */
static bool take_mail(nomenp_scanner *s) {
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
  s->flags =
      flags & (NOMENP_TOKEN_SPACE | NOMENP_TOKEN_LINE | NOMENP_TOKEN_PARAGRAPH);
  emit_link(s, start, domain);
  return true;
}

/* At the stop or colon behind a word: nothing goes on behind white space. */
static bool take_link(nomenp_scanner *s, const nomenp_word_scan *w) {
  uint32_t end;

  if (nomenp_scan_byte(s, w->at + 1) <= ' ') return false;
  if (s->bytes[w->at] == '.') return take_domain(s, w);
  end = nomenp_link_scheme(s->bytes, s->size, w->start, w->at);
  if (end <= w->at) return false;
  emit_link(s, w->start, end);
  return true;
}

/* ---- the loop */

static void scan_word(nomenp_scanner *s, uint8_t class, uint32_t size) {
  nomenp_word_scan w;
  uint8_t next;

  nomenp_word_read(s, s->at, class, size, &w);
  next = nomenp_scan_byte(s, w.at);
  if ((next == '.' || next == ':') && take_link(s, &w)) return;
  if (next == '.' && nomenp_stop_take(s, &w)) return;
  nomenp_word_emit(s, &w);
}

/* A capitalised word right behind a full stop that stands right behind a word.
 */
static bool is_glued(const nomenp_scanner *s, uint32_t first) {
  const nomenp_text *text = s->text;
  uint32_t stop;

  if (first == 0 || s->count != first + 1) return false;
  if (text->flags[first] & (NOMENP_TOKEN_SPACE | NOMENP_TOKEN_LINE))
    return false;
  stop = first - 1;
  return text->shape[stop] == NOMENP_SHAPE_STOP && stop > 0 &&
         !(text->flags[stop] & (NOMENP_TOKEN_SPACE | NOMENP_TOKEN_LINE)) &&
         nomenp_scan_is_wordlike(text->token_class[stop - 1]) &&
         (text->shape[first] == NOMENP_SHAPE_CAPITAL ||
          (text->shape[first] == NOMENP_SHAPE_LETTER &&
           text->token_class[stop - 1] == NOMEN_TOKEN_WORD &&
           nomenp_character_is_space(nomenp_scan_peek(s, text->end[first]))));
}

uint8_t nomenp_scan_mark_shape(uint8_t class) {
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
static bool hyphen_joins(const nomenp_scanner *s, uint32_t end) {
  int64_t before = nomenp_scan_joined(s);
  uint8_t next = nomenp_scan_peek(s, end);

  if (before < 0 || nomenp_character_is_space(next)) return false;
  switch (s->text->shape[before]) {
  case NOMENP_SHAPE_CLOSE:
  case NOMENP_SHAPE_QUOTE:
  case NOMENP_SHAPE_SYMBOL:
    return true;
  default:
    return s->text->token_class[before] == NOMEN_TOKEN_CLITIC ||
           nomenp_scan_is_wordlike(s->text->token_class[before]);
  }
}

static void scan_punctuation(nomenp_scanner *s, uint8_t class, uint32_t size) {
  uint32_t start = s->at, end = start + size;
  uint8_t shape = nomenp_scan_mark_shape(class), token_class;

  while (s->size - end >= size &&
         memcmp(s->bytes + start, s->bytes + end, size) == 0)
    end += size;
  /* A mark that follows a symbol (an emoji's variation) belongs to it. */
  if (shape == NOMENP_SHAPE_SYMBOL) {
    uint32_t step;
    while (end < s->size && s->bytes[end] >= 0x80 &&
           nomenp_scan_class(s, end, &step) == NOMENP_CHARACTER_MARK)
      end += step;
  }
  if (shape == NOMENP_SHAPE_HYPHEN &&
      (end - start > size || !hyphen_joins(s, end)))
    shape = NOMENP_SHAPE_DASH;
  token_class =
      shape >= NOMENP_SHAPE_AND ? NOMEN_TOKEN_SYMBOL : NOMEN_TOKEN_PUNCTUATION;
  nomenp_scan_emit(s, start, end,
                   nomenp_fold_hash(s->bytes + start, end - start), token_class,
                   shape, size > 1 ? NOMENP_TOKEN_ACCENT : 0);
}

static bool take_clitic(nomenp_scanner *s, uint32_t size) {
  int64_t before = nomenp_scan_joined(s);
  uint32_t end;

  if (before < 0) return false;
  if (!nomenp_scan_is_wordlike(s->text->token_class[before]) &&
      s->text->shape[before] != NOMENP_SHAPE_QUOTE &&
      s->text->shape[before] != NOMENP_SHAPE_CLOSE)
    return false;
  end = nomenp_word_clitic(s, s->at + size, s->text->start[before]);
  if (end == 0) return false;
  nomenp_scan_emit(s, s->at, end,
                   nomenp_fold_hash(s->bytes + s->at, end - s->at),
                   NOMEN_TOKEN_CLITIC, NOMENP_SHAPE_CLITIC,
                   size > 1 ? NOMENP_TOKEN_ACCENT : 0);
  return true;
}

static bool starts_number(const nomenp_scanner *s) {
  int64_t before = nomenp_scan_joined(s);

  if (nomenp_scan_peek(s, s->at + 1) != NOMENP_CHARACTER_DIGIT) return false;
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

static void scan_other(nomenp_scanner *s, uint8_t class, uint32_t size) {
  uint32_t end;

  if (nomenp_character_is_apostrophe(class) && take_clitic(s, size)) return;
  if (class == NOMENP_CHARACTER_STOP && size == 1 && starts_number(s)) {
    scan_word(s, class, size);
    return;
  }
  if (s->bytes[s->at] == '@') {
    if (take_mail(s)) return;
    end = nomenp_link_handle(s->bytes, s->size, s->at);
    if (end > s->at &&
        (s->flags != 0 || s->count == 0 ||
         !nomenp_scan_is_wordlike(s->text->token_class[s->count - 1]))) {
      emit_link(s, s->at, end);
      return;
    }
  }
  scan_punctuation(s, class, size);
}

/* White space: remember whether lines ended in it, and whether one was blank.
 */
static void skip_space(nomenp_scanner *s) {
  uint32_t at = s->at, lines = 0;

  for (;;) {
    uint32_t size;
    uint8_t class = nomenp_scan_class(s, at, &size);

    if (at >= s->size ||
        (!nomenp_character_is_space(class) && class != NOMENP_CHARACTER_JOINER))
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
  nomenp_scanner s = {text->bytes, text->size, 0, lexicon, text, 0, 0, 0};

  for (;;) {
    uint32_t size, first;
    uint8_t class;

    nomenp_plain_scan(&s);
    if (s.at == s.size) break;
    first = s.count;
    class = nomenp_scan_class(&s, s.at, &size);
    if (nomenp_character_is_alnum(class)) {
      scan_word(&s, class, size);
      if (is_glued(&s, first)) text->flags[first] |= NOMENP_TOKEN_GLUED;
    } else if (nomenp_character_is_space(class) ||
               class == NOMENP_CHARACTER_JOINER) {
      skip_space(&s);
    } else {
      scan_other(&s, class, size);
    }
  }
  text->token_count = s.count;
  if (s.count > 0) text->flags[0] |= NOMENP_TOKEN_LINE | NOMENP_TOKEN_PARAGRAPH;
  return s.glued;
}
