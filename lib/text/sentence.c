/* SPDX-License-Identifier: MIT */
/*
 * A sentence ends at a blank line; at a stop and its closing quotes when what
 * follows can begin one; and at the end of a line when the line was broken there
 * on purpose.  The last is hard: news is wrapped hard as often as not, so the
 * lines of the document are measured first.
 */
#include "text/sentence.h"

#include "nomen/nomen.h"
#include "text/token.h"

#define WIDTH_MAX 120u /* longer lines are paragraphs, not wrapped lines */

/* How the document's lines are made. */
typedef struct layout {
  bool is_wrapped;
  uint32_t width; /* of the full lines, in bytes */
} layout;

typedef struct line {
  uint32_t first; /* its tokens: [first, end) */
  uint32_t end;
} line;

/* ------------------------------------------------------------ lines */

static bool begins_line(const nomenp_text *text, uint32_t token) {
  return text->flags[token] & NOMENP_TOKEN_LINE;
}

static uint32_t line_end(const nomenp_text *text, uint32_t first) {
  return nomenp_text_next(text, first + 1, NOMENP_TOKEN_LINE);
}

static uint32_t line_width(const nomenp_text *text, line l) {
  return text->end[l.end - 1] - text->start[l.first];
}

static bool is_lower_start(const nomenp_text *text, uint32_t token) {
  uint8_t shape = text->shape[token];
  return shape == NOMENP_SHAPE_LOWER && text->token_class[token] == NOMEN_TOKEN_WORD;
}

/* Whether the sentence may be complete before `token`: a stop, or a quotation
 * mark or bracket behind one. */
static bool is_stopped(const nomenp_text *text, uint32_t token) {
  while (token > 0) {
    uint8_t shape = text->shape[--token];
    if (shape == NOMENP_SHAPE_STOP) return true;
    if (shape != NOMENP_SHAPE_QUOTE && shape != NOMENP_SHAPE_CLOSE) return false;
    if (text->flags[token] & NOMENP_TOKEN_SPACE) return false;
  }
  return false;
}

/* Wrapped text breaks lines inside sentences: a good part of its lines begin
 * with a small letter behind a line without a stop. */
static layout measure(const nomenp_text *text) {
  uint32_t breaks = 0, small = 0, widths[WIDTH_MAX + 1] = {0}, full, seen = 0;
  line l = {0, 0};
  layout out = {false, 0};

  for (uint32_t i = 0; i < text->token_count; i = l.end) {
    l = (line){i, line_end(text, i)};
    if (l.end == text->token_count ||
        (text->flags[l.end] & NOMENP_TOKEN_PARAGRAPH))
      continue;
    breaks++;
    if (line_width(text, l) <= WIDTH_MAX) widths[line_width(text, l)]++;
    if (is_lower_start(text, l.end) && !is_stopped(text, l.end)) small++;
  }
  if (small == 0 || small < breaks / 4) return out;
  /* The width that a tenth of the lines reach. */
  full = breaks / 10;
  for (out.width = WIDTH_MAX; out.width > 0; out.width--) {
    seen += widths[out.width];
    if (seen > full) break;
  }
  out.is_wrapped = out.width > 0;
  return out;
}

/* A headline: two words or more, all in capitals. */
static bool is_capitals(const nomenp_text *text, line l) {
  uint32_t words = 0;

  for (uint32_t i = l.first; i < l.end && i - l.first < 32; i++) {
    uint8_t shape = text->shape[i];
    if (text->token_class[i] != NOMEN_TOKEN_WORD) continue;
    if (shape == NOMENP_SHAPE_UPPER)
      words++;
    else if (shape != NOMENP_SHAPE_LETTER && shape != NOMENP_SHAPE_DOTTED &&
             shape != NOMENP_SHAPE_INITIAL && shape != NOMENP_SHAPE_ABBREVIATION)
      return false;
  }
  return words >= 2;
}

/* ------------------------------------------------------------ stops */

static unsigned ask(const nomenp_lexicon *lexicon, const nomenp_text *text,
                    uint32_t token) {
  return nomenp_lexicon_ask(lexicon, text->hash[token]);
}

static bool is_starter(const nomenp_lexicon *lexicon, const nomenp_text *text,
                       uint32_t token) {
  /* "A." folds like "a", but is no article. */
  return (text->flags[token] & NOMENP_TOKEN_CAPITAL) &&
         text->shape[token] <= NOMENP_SHAPE_LETTER &&
         (ask(lexicon, text, token) & NOMENP_LEXICON_STARTER);
}

/* Whether the quotation mark at `token`, which touches the one before it, closes:
 * an opening one touches the word behind it. */
static bool closes(const nomenp_text *text, uint32_t token) {
  uint32_t next = token + 1;

  if (text->bytes[text->start[token]] == '`') return false;
  return next >= text->token_count || (text->flags[next] & NOMENP_TOKEN_SPACE) ||
         text->token_class[next] > NOMEN_TOKEN_MIXED ||
         text->shape[next] == NOMENP_SHAPE_CAPITAL;
}

/* The first token behind the stop (or abbreviation) *stop and what closes with
 * it.  Further stops there are passed; *stop becomes the last. */
static uint32_t skip_closing(const nomenp_text *text, uint32_t *stop) {
  uint32_t i = *stop + 1;

  for (; i < text->token_count && !(text->flags[i] & NOMENP_TOKEN_SPACE); i++) {
    uint8_t shape = text->shape[i];
    if (shape == NOMENP_SHAPE_STOP)
      *stop = i;
    else if (shape != NOMENP_SHAPE_CLOSE &&
             (shape != NOMENP_SHAPE_QUOTE || !closes(text, i)))
      break;
  }
  return i;
}

/* What may begin a sentence: anything but a small letter and joining marks. */
static bool can_begin(const nomenp_text *text, uint32_t token) {
  switch (text->shape[token]) {
  case NOMENP_SHAPE_LOWER:
  case NOMENP_SHAPE_CLITIC:
  case NOMENP_SHAPE_STOP:
  case NOMENP_SHAPE_COMMA:
  case NOMENP_SHAPE_COLON:
  case NOMENP_SHAPE_HYPHEN:
  case NOMENP_SHAPE_DASH:
  case NOMENP_SHAPE_SLASH:
  case NOMENP_SHAPE_CLOSE:
  case NOMENP_SHAPE_AND:
    return false;
  case NOMENP_SHAPE_DOTTED:
    return text->flags[token] & NOMENP_TOKEN_CAPITAL;
  case NOMENP_SHAPE_QUOTE:
  case NOMENP_SHAPE_OPEN:
    /* What is quoted decides; nothing is, at the end of a line. */
    return token + 1 < text->token_count &&
           !begins_line(text, token + 1) &&
           text->shape[token + 1] != NOMENP_SHAPE_LOWER;
  default:
    return true;
  }
}

static bool is_single(const nomenp_text *text, uint32_t token) {
  return text->end[token] - text->start[token] == 1;
}

/* "1." or "a." at the beginning of a line counts, it does not end. */
static bool is_enumeration(const nomenp_text *text, uint32_t stop) {
  return stop > 0 && begins_line(text, stop - 1) &&
         (text->shape[stop - 1] == NOMENP_SHAPE_DIGIT ||
          text->shape[stop - 1] == NOMENP_SHAPE_LETTER);
}

/* Whether the stop at `stop` ends a sentence, when `next` is the first token
 * behind it and what closes with it. */
static bool stop_ends(const nomenp_lexicon *lexicon, const nomenp_text *text,
                      uint32_t stop, uint32_t next) {
  bool has_space = text->flags[next] & NOMENP_TOKEN_SPACE;

  if (is_enumeration(text, stop)) return false;
  if (!can_begin(text, next)) {
    /* Small letters all through: a plain stop behind a word of the lists. */
    return next == stop + 1 && has_space && is_single(text, stop) &&
           is_lower_start(text, next) && stop > 0 &&
           text->bytes[text->start[stop]] == '.' &&
           is_lower_start(text, stop - 1) &&
           text->end[stop - 1] - text->start[stop - 1] > 3 &&
           (ask(lexicon, text, stop - 1) & NOMENP_LEXICON_WORD);
  }
  if (!has_space && next == stop + 1)
    return text->flags[next] & NOMENP_TOKEN_GLUED;
  if (!is_single(text, stop) && text->bytes[text->start[stop]] != '!' &&
      text->bytes[text->start[stop]] != '?') {
    /* Dots that stand alone leave something out. */
    if (text->flags[stop] & NOMENP_TOKEN_SPACE)
      return is_starter(lexicon, text, next);
  }
  /* "Yahoo! Inc." */
  return !(text->bytes[text->start[stop]] == '!' &&
           text->shape[next] == NOMENP_SHAPE_ABBREVIATION && next == stop + 1);
}

/* Whether an abbreviation's stop ends the sentence as well. */
static bool abbreviation_ends(const nomenp_lexicon *lexicon,
                              const nomenp_text *text, uint32_t token,
                              uint32_t next) {
  uint32_t word = next;

  if (text->shape[token] == NOMENP_SHAPE_INITIAL) return false;
  if (text->shape[token] == NOMENP_SHAPE_ABBREVIATION &&
      !(ask(lexicon, text, token) & NOMENP_LEXICON_ENDS))
    return false;
  while (word < text->token_count && word < next + 2 &&
         (text->shape[word] == NOMENP_SHAPE_QUOTE ||
          text->shape[word] == NOMENP_SHAPE_OPEN))
    word++;
  return word < text->token_count && is_starter(lexicon, text, word);
}

/* ------------------------------------------------------------ line ends */

/* A token after which no sentence is broken off on purpose. */
static bool is_open_ended(const nomenp_lexicon *lexicon, const nomenp_text *text,
                          uint32_t token) {
  switch (text->shape[token]) {
  case NOMENP_SHAPE_COMMA:
  case NOMENP_SHAPE_HYPHEN:
  case NOMENP_SHAPE_OPEN:
  case NOMENP_SHAPE_AND:
  case NOMENP_SHAPE_INITIAL:
  case NOMENP_SHAPE_SLASH:
    return true;
  case NOMENP_SHAPE_DASH:
    /* A lone hyphen is as often an empty cell of a table. */
    return text->bytes[text->start[token]] != '-' || !is_single(text, token);
  case NOMENP_SHAPE_ABBREVIATION:
    return !(ask(lexicon, text, token) & NOMENP_LEXICON_ENDS);
  case NOMENP_SHAPE_LOWER:
    return ask(lexicon, text, token) & NOMENP_LEXICON_STARTER;
  default:
    return false;
  }
}

/* A line that begins with "2.", "2)" or a bullet. */
static bool is_item(const nomenp_text *text, layout how, uint32_t first) {
  bool is_apart;

  if (first + 1 >= text->token_count) return false;
  is_apart = text->flags[first + 1] & NOMENP_TOKEN_SPACE;
  switch (text->shape[first]) {
  case NOMENP_SHAPE_DIGIT:
    return !is_apart && (text->shape[first + 1] == NOMENP_SHAPE_STOP ||
                         text->shape[first + 1] == NOMENP_SHAPE_CLOSE);
  case NOMENP_SHAPE_SYMBOL:
    return is_apart;
  case NOMENP_SHAPE_DASH: /* where lines are wrapped one may begin with it */
    return is_apart && !how.is_wrapped && text->bytes[text->start[first]] == '-';
  default:
    return false;
  }
}

/* Whether the line before `next` was ended on purpose, though no stop says so. */
static bool line_ends(const nomenp_lexicon *lexicon, const nomenp_text *text,
                      layout how, line before, uint32_t next) {
  uint32_t word;

  if (is_lower_start(text, next))
    return !how.is_wrapped && next > 1 &&
           text->shape[next - 1] == NOMENP_SHAPE_STOP &&
           !(text->flags[next - 1] & NOMENP_TOKEN_SPACE) &&
           is_single(text, next - 1);
  if (is_item(text, how, next)) return true;
  /* "Sept.", "No.": the number is on the next line. */
  if (text->shape[next] == NOMENP_SHAPE_DIGIT &&
      text->shape[before.end - 1] == NOMENP_SHAPE_ABBREVIATION)
    return false;
  if (is_capitals(text, before)) {
    line after = {next, line_end(text, next)};
    if (!is_capitals(text, after)) return true;
  }
  if (how.is_wrapped) {
    /* Broken on purpose if the next word would have had its place. */
    word = text->end[next] - text->start[next];
    if (line_width(text, before) + word + 12 >= how.width) return false;
  } else if (text->shape[next] == NOMENP_SHAPE_CLOSE) {
    return false;
  }
  return !is_open_ended(lexicon, text, before.end - 1);
}

/* ------------------------------------------------------------ all of it */

/* Set the flag at `token`; 1 if it had none. */
static uint32_t mark(nomenp_text *text, uint32_t token) {
  uint32_t is_new = (text->flags[token] & NOMENP_TOKEN_SENTENCE) == 0;

  text->flags[token] |= NOMENP_TOKEN_SENTENCE;
  return is_new;
}

/* Marks ends by stops; line ends come after, as they ask what is marked.  Both
 * return how many sentences they found. */
static uint32_t mark_stops(const nomenp_lexicon *lexicon, nomenp_text *text) {
  uint32_t i = 0, count = 0;

  for (;;) {
    uint32_t stop, next;
    i = nomenp_text_next(text, i, NOMENP_TOKEN_ASK);
    if (i == text->token_count) return count;
    stop = i++;
    if (!nomenp_token_is_stopper(text->shape[stop])) continue;
    next = skip_closing(text, &stop);
    if (next >= text->token_count) return count;
    if (text->shape[stop] == NOMENP_SHAPE_STOP
            ? stop_ends(lexicon, text, stop, next)
            : abbreviation_ends(lexicon, text, stop, next))
      count += mark(text, next);
    i = next;
  }
}

static uint32_t mark_lines(const nomenp_lexicon *lexicon, nomenp_text *text) {
  layout how = measure(text);
  line before = {0, 0};
  uint32_t count = 0;

  for (;;) {
    uint32_t i = line_end(text, before.first), first = before.first;
    before.end = i;
    if (text->flags[first] & NOMENP_TOKEN_PARAGRAPH) count += mark(text, first);
    if (i == text->token_count) return count;
    if (!(text->flags[i] & (NOMENP_TOKEN_SENTENCE | NOMENP_TOKEN_PARAGRAPH)) &&
        line_ends(lexicon, text, how, before, i))
      count += mark(text, i);
    before.first = i;
  }
}

uint32_t nomenp_sentence_mark(const nomenp_lexicon *lexicon,
                              nomenp_text *text) {
  uint32_t count;

  if (text->token_count == 0) return 0;
  count = mark_stops(lexicon, text);
  return count + mark_lines(lexicon, text);
}
