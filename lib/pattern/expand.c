/* SPDX-License-Identifier: MIT */
/*
 * Expansion by recursion over parts.  Escapes, classes and quantifiers are copied
 * untouched; only references and white space are rewritten.  Nothing is remembered
 * of where a byte came from: when PCRE2 finds fault with one, the expression is
 * expanded again up to it.
 */
#include "pattern/expand.h"

#include <string.h>

#include "base/ascii.h"
#include "base/error.h"

/* White space, never given back.  No blank line is in it: a match ends with its
 * paragraph.  One class, for a space is the commonest thing in a pattern, and \h
 * and \R cost a kilobyte of machine code each time. */
static const char gap[] = "(?:[\\s\\x{a0}]++)";

typedef struct expander {
  const nomenp_sources *sources;
  nomenp_buffer *out;
  nomenp_origin *origin;
  unsigned depth;
} expander;

typedef struct cursor { /* in one expression */
  const char *bytes;    /* of the file */
  uint32_t file;
  uint32_t start;
  uint32_t end;
  uint32_t at;
} cursor;

static bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static char peek(const cursor *c, uint32_t ahead) {
  return c->end - c->at > ahead ? c->bytes[c->at + ahead] : '\0';
}

static nomen_status fail_at(const expander *e, const cursor *c, uint32_t offset,
                            const char *message, nomenp_slice detail) {
  return nomenp_sources_fail(e->sources, c->file, offset, message, detail);
}

static void put(expander *e, const cursor *c, uint32_t offset,
                const char *bytes, size_t size) {
  nomenp_origin *origin = e->origin;

  nomenp_buffer_put(e->out, bytes, size);
  if (origin != NULL && !origin->is_found && e->out->size > origin->watched) {
    origin->is_found = true;
    origin->file = c->file;
    origin->offset =
        size == 1 || bytes != c->bytes + offset
            ? offset
            : offset + (uint32_t)(size - (e->out->size - origin->watched));
  }
}

static void put_text(expander *e, const cursor *c, const char *text) {
  put(e, c, c->at, text, strlen(text));
}

/* The next `size` bytes as they are. */
static void copy(expander *e, cursor *c, uint32_t size) {
  if (size > c->end - c->at) size = c->end - c->at;
  put(e, c, c->at, c->bytes + c->at, size);
  c->at += size;
}

/* Up to and with the next `stop`. */
static void copy_through(expander *e, cursor *c, const char *stop) {
  size_t size = strlen(stop);
  while (c->at < c->end) {
    if (c->end - c->at >= size && memcmp(c->bytes + c->at, stop, size) == 0) {
      copy(e, c, (uint32_t)size);
      return;
    }
    copy(e, c, 1);
  }
}

/* "\Q...\E", "\p{Lu}", "\x{20ac}", "\k{name}", and all of two characters. */
static void copy_escape(expander *e, cursor *c) {
  char escaped = peek(c, 1);

  if (escaped == 'Q') {
    copy_through(e, c, "\\E");
    return;
  }
  copy(e, c, 2);
  if (peek(c, 0) == '{' && escaped != '\0' &&
      strchr("pPxogkN", escaped) != NULL)
    copy_through(e, c, "}");
}

static void copy_class(expander *e, cursor *c) {
  copy(e, c, peek(c, 1) == '^' ? 2 : 1);
  if (peek(c, 0) == ']') copy(e, c, 1);
  while (c->at < c->end && peek(c, 0) != ']') {
    if (peek(c, 0) == '\\')
      copy_escape(e, c);
    else if (peek(c, 0) == '[' && peek(c, 1) == ':')
      copy_through(e, c, ":]");
    else
      copy(e, c, 1);
  }
  copy(e, c, 1);
}

/* White space, comment lines inside it, and what it means. */
static void expand_space(expander *e, cursor *c) {
  uint32_t from = c->at;
  bool has_break = false, after_bar, before_bar;

  while (c->at < c->end && is_space(peek(c, 0))) {
    if (c->bytes[c->at++] != '\n') continue;
    has_break = true;
    while (c->at < c->end && is_space(peek(c, 0)) && peek(c, 0) != '\n')
      c->at++;
    if (peek(c, 0) != '#') continue;
    while (c->at < c->end && peek(c, 0) != '\n') c->at++;
  }
  if (has_break) return;
  before_bar = peek(c, 0) == '|' &&
               (c->at + 1 == c->end || is_space(c->bytes[c->at + 1]));
  after_bar = from > c->start && c->bytes[from - 1] == '|' &&
              (from - 1 == c->start || is_space(c->bytes[from - 2]));
  if (!before_bar && !after_bar) put(e, c, from, gap, sizeof(gap) - 1);
}

static void put_word(expander *e, cursor *c, nomenp_slice word) {
  c->at = word.start;
  while (c->at < word.end) {
    char byte = c->bytes[c->at];
    if (is_space(byte)) {
      while (c->at < word.end && is_space(c->bytes[c->at])) c->at++;
      put_text(e, c, gap);
      continue;
    }
    if (byte == '\'')
      put_text(e, c, "(?:'|\xe2\x80\x99)");
    else if (byte == '.' && c->at + 1 == word.end)
      put_text(e, c, "\\.?");
    else if (strchr("\\^$.[]|()?*+{}-#", byte) != NULL) {
      put_text(e, c, "\\");
      put(e, c, c->at, &c->bytes[c->at], 1);
    } else
      put(e, c, c->at, &c->bytes[c->at], 1);
    c->at++;
  }
}

/* Longest first; words of one length in the order written. */
static void sort_words(nomenp_slice *words, size_t count) {
  for (size_t i = 1; i < count; i++) {
    nomenp_slice word = words[i];
    size_t at = i;
    for (; at > 0 &&
           nomenp_slice_size(words[at - 1]) < nomenp_slice_size(word);
         at--)
      words[at] = words[at - 1];
    words[at] = word;
  }
}

static nomen_status expand_words(expander *e, nomenp_slice body) {
  const nomenp_sources *s = e->sources;
  cursor c = {s->files[body.file].bytes, body.file, body.start, body.end,
              body.start};
  nomenp_slice word, *words = NULL;
  size_t count = 0, capacity = 0;

  while (nomenp_slice_next(s, &body, "|\n", &word)) {
    if (!NOMENP_ARENA_GROW(s->arena, &words, &capacity, count + 1))
      return nomenp_error_memory(s->error);
    words[count++] = word;
  }
  sort_words(words, count);
  for (size_t i = 0; i < count; i++) {
    if (i != 0) put_text(e, &c, "|");
    put_word(e, &c, words[i]);
  }
  return NOMEN_OK;
}

static nomen_status expand(expander *e, nomenp_slice expression);

static nomen_status expand_reference(expander *e, cursor *c) {
  uint32_t open = c->at;
  nomenp_slice name = {c->file, open + 1, open + 1};
  const nomenp_part *part;
  nomen_status status;

  while (name.end < c->end && c->bytes[name.end] != '}') name.end++;
  if (name.end == c->end)
    return fail_at(e, c, open, "a part's name has no closing brace", name);
  c->at = name.end + 1;
  if (nomenp_slice_is(e->sources, name, "gap")) {
    put(e, c, open, gap, sizeof(gap) - 1);
    return NOMEN_OK;
  }
  part = nomenp_sources_part(e->sources, c->file, c->bytes + name.start,
                             nomenp_slice_size(name));
  if (part == NULL) return fail_at(e, c, open, "there is no such part", name);
  if (e->depth == NOMENP_PART_DEPTH_MAX)
    return fail_at(e, c, open, "parts nest too deeply, or hold themselves",
                   name);
  put(e, c, open, "(?:", 3);
  e->depth++;
  status = part->is_word_list ? expand_words(e, part->body)
                              : expand(e, part->body);
  e->depth--;
  put(e, c, open, ")", 1);
  if (status == NOMEN_OK && e->out->size > NOMENP_EXPRESSION_MAX)
    return fail_at(e, c, open, "the expression is too large", name);
  return status;
}

static nomen_status expand(expander *e, nomenp_slice expression) {
  cursor c = {e->sources->files[expression.file].bytes, expression.file,
              expression.start, expression.end, expression.start};

  while (c.at < c.end) {
    char byte = peek(&c, 0);
    if (byte == '\\')
      copy_escape(e, &c);
    else if (byte == '[')
      copy_class(e, &c);
    else if (is_space(byte))
      expand_space(e, &c);
    else if (byte == '(' && peek(&c, 1) == '?' && peek(&c, 2) == '#')
      copy_through(e, &c, ")");
    else if (byte == '{' && nomenp_ascii_is_letter(peek(&c, 1))) {
      nomen_status status = expand_reference(e, &c);
      if (status != NOMEN_OK) return status;
    } else
      copy(e, &c, 1);
  }
  return NOMEN_OK;
}

nomen_status nomenp_expand(const nomenp_sources *sources,
                           nomenp_slice expression, nomenp_buffer *out,
                           nomenp_origin *origin) {
  expander e = {sources, out, origin, 0};
  nomen_status status;

  if (nomenp_slice_size(expression) > NOMENP_EXPRESSION_MAX)
    return nomenp_sources_fail(sources, expression.file, expression.start,
                               "the expression is too large",
                               (nomenp_slice){0, 0, 0});
  status = expand(&e, expression);
  if (status == NOMEN_OK && out->failed)
    return nomenp_error_memory(sources->error);
  return status;
}
