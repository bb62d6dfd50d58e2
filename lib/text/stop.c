/* SPDX-License-Identifier: MIT */
/*
 * Whose is a full stop: the sentence's, or that of "U.S.", "J.", "Mr.",
 * "Ph.D."? Only what belongs to the word is taken here; sentence.c decides the
 * rest.
 */
#include "text/scan.h"

#include "text/fold.h"

/* What stands behind a word's full stop. */
typedef struct ahead {
  uint8_t class;  /* of the next character that is no space */
  uint8_t second; /* and of the one behind it */
  bool has_space;
  bool has_line;
  uint64_t hash; /* of the word there, if it is one of ASCII letters */
} ahead;

#define AHEAD_MAX 64u /* bytes looked at for the next word */

static void look_ahead(const nomenp_scanner *s, uint32_t at, ahead *out) {
  uint32_t size, limit = s->size - at < AHEAD_MAX ? s->size : at + AHEAD_MAX;
  nomenp_hash_state hash = NOMENP_HASH_STATE_INIT;

  *out =
      (ahead){NOMENP_CHARACTER_SPACE, NOMENP_CHARACTER_SPACE, false, false, 0};
  while (at < limit) {
    out->class = nomenp_scan_class(s, at, &size);
    if (!nomenp_character_is_space(out->class)) break;
    if (out->class == NOMENP_CHARACTER_LINE && out->has_line &&
        s->bytes[at - 1] != '\r')
      return; /* a blank line: what follows it has no say */
    out->has_space = true;
    out->has_line |= out->class == NOMENP_CHARACTER_LINE;
    at += size;
  }
  if (at >= limit || !nomenp_character_is_letter(out->class)) return;
  out->second = nomenp_scan_peek(s, at + size);
  while (at < limit && (uint8_t)((s->bytes[at] | 0x20) - 'a') < 26)
    nomenp_hash_add(&hash, s->bytes[at++] | 0x20);
  if (at < limit && s->bytes[at] >= 0x80) return;
  out->hash = nomenp_fold_finish(&hash);
}

static bool starts_sentence(const nomenp_scanner *s, const ahead *next) {
  return next->class == NOMENP_CHARACTER_UPPER &&
         (nomenp_lexicon_ask(s->lexicon, next->hash) & NOMENP_LEXICON_STARTER);
}

/* The end of "U.S.", "J.", "U.N", "a.m." that begins at `start`; *count is set
 * to the stops it has.  `start` if it is none. */
static uint32_t dotted_end(const nomenp_scanner *s, uint32_t start,
                           uint32_t *count) {
  uint32_t at = start, size, next_size;

  *count = 0;
  for (;;) {
    uint8_t class = nomenp_scan_class(s, at, &size), next;
    if (!nomenp_character_is_letter(class)) return at;
    next = nomenp_scan_class(s, at + size, &next_size);
    if (next == NOMENP_CHARACTER_STOP && next_size == 1 &&
        nomenp_scan_byte(s, at + size + 1) != '.') {
      at += size + 1;
      ++*count;
      continue;
    }
    if (*count == 0 || nomenp_character_is_alnum(next) ||
        next == NOMENP_CHARACTER_MARK)
      return at;
    if (nomenp_character_is_apostrophe(next) &&
        nomenp_character_is_letter(
            nomenp_scan_peek(s, at + size + next_size)) &&
        nomenp_word_clitic(s, at + size + next_size, start) == 0)
      return at; /* T.O'Gorman */
    if (next == NOMENP_CHARACTER_STOP) return at;
    ++*count;
    return at + size; /* U.N */
  }
}

/* "Ph.D." and its like: two letters or three, then one capital and a stop. */
static bool is_degree(const nomenp_scanner *s, const nomenp_word_scan *w) {
  return w->first == NOMENP_CHARACTER_UPPER && w->letters == 2 &&
         w->upper == 1 && w->at - w->start == 2 &&
         nomenp_scan_peek(s, w->at + 1) == NOMENP_CHARACTER_UPPER &&
         nomenp_scan_byte(s, w->at + 2) == '.' &&
         !nomenp_character_is_letter(nomenp_scan_peek(s, w->at + 3));
}

/* A capital and its stop are an initial, unless a sentence ends there: "plan
 * B." */
static bool is_initial(const nomenp_scanner *s, const nomenp_word_scan *w) {
  ahead next;
  int64_t joined = nomenp_scan_joined(s);

  /* "Zyklon-B.", "AT&T." */
  if (joined >= 0 && (s->text->shape[joined] == NOMENP_SHAPE_HYPHEN ||
                      s->text->shape[joined] == NOMENP_SHAPE_AND))
    return false;
  look_ahead(s, w->at + 1, &next);
  switch (next.class) {
  case NOMENP_CHARACTER_UPPER:
    return !next.has_space || next.second == NOMENP_CHARACTER_STOP ||
           !starts_sentence(s, &next);
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
static bool is_abbreviation(const nomenp_scanner *s,
                            const nomenp_word_scan *w) {
  uint64_t hash = nomenp_fold_finish(&w->hash);
  unsigned known;
  ahead next;

  if (s->lexicon == NULL ||
      !nomenp_filter_has(&s->lexicon->abbreviations, hash))
    return false;
  known = nomenp_lexicon_ask(s->lexicon, hash);
  if (!(known & NOMENP_LEXICON_ABBREVIATION)) return false;
  if (nomenp_scan_byte(s, w->at + 1) == '.') return false;
  if (!(known & NOMENP_LEXICON_ENDS) ||
      !(known & (NOMENP_LEXICON_WORD | NOMENP_LEXICON_STARTER)))
    return true;
  look_ahead(s, w->at + 1, &next);
  if (known & NOMENP_LEXICON_STARTER)
    return next.class == NOMENP_CHARACTER_DIGIT;
  if (w->upper == 1 && w->first == NOMENP_CHARACTER_UPPER) return true;
  /* "SMITH & CO. SAID" */
  if (next.class == NOMENP_CHARACTER_UPPER)
    return w->upper > 1 && next.second == NOMENP_CHARACTER_UPPER &&
           !starts_sentence(s, &next);
  return next.class == NOMENP_CHARACTER_DIGIT ||
         next.class == NOMENP_CHARACTER_LOWER ||
         next.class == NOMENP_CHARACTER_COMMA ||
         next.class == NOMENP_CHARACTER_CLOSE;
}

static void emit_dotted(nomenp_scanner *s, const nomenp_word_scan *w,
                        uint32_t end, uint8_t shape) {
  unsigned flags =
      w->first == NOMENP_CHARACTER_UPPER ? NOMENP_TOKEN_CAPITAL : 0;

  for (uint32_t i = w->start; i < end; i++)
    if (s->bytes[i] >= 0x80) flags |= NOMENP_TOKEN_ACCENT;
  nomenp_scan_emit(s, w->start, end,
                   nomenp_fold_hash(s->bytes + w->start, end - w->start),
                   NOMEN_TOKEN_WORD, shape, flags);
}

/* A word that stands before a full stop; true if it took the stop, and was
 * emitted. */
bool nomenp_stop_take(nomenp_scanner *s, const nomenp_word_scan *w) {
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
