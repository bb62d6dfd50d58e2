/* SPDX-License-Identifier: MIT */
/* One pass over an expression that is expanded, and perhaps no right one: then
 * PCRE2 refuses what is written here as well. */
#include "pattern/letters.h"

#include <string.h>

#include "base/ascii.h"
#include "text/character.h"
#include "text/utf8.h"

#define NEST_MAX 256u

typedef struct speller {
  nomenp_buffer *out;
  const char *at;
  const char *end;
  bool either[NEST_MAX]; /* of the groups open: whether case counts not */
  size_t depth;
} speller;

static char byte_at(const speller *s, size_t ahead) {
  return (size_t)(s->end - s->at) > ahead ? s->at[ahead] : '\0';
}

static void pass(speller *s, size_t size) {
  if (size > (size_t)(s->end - s->at)) size = (size_t)(s->end - s->at);
  nomenp_buffer_put(s->out, s->at, size);
  s->at += size;
}

/* Up to and with the next `stop`. */
static bool pass_through(speller *s, char stop) {
  const char *found = memchr(s->at, stop, (size_t)(s->end - s->at));

  if (found == NULL) return false;
  pass(s, (size_t)(found - s->at) + 1);
  return true;
}

/* A character outside ASCII, if it has no case. */
static bool pass_wide(speller *s) {
  size_t size;
  uint32_t c = nomenp_utf8_decode((const uint8_t *)s->at, &size);
  uint8_t class = nomenp_character_class(c);

  if (class == NOMENP_CHARACTER_LOWER || class == NOMENP_CHARACTER_UPPER)
    return false;
  pass(s, size);
  return true;
}

/* "\x{2019}", "\xa0": no letter of ASCII, and none that has case. */
static bool pass_hex(speller *s) {
  static const char digits[] = "0123456789abcdef";
  bool is_braced = byte_at(s, 2) == '{';
  size_t at = is_braced ? 3 : 2, count = 0;
  uint32_t c = 0;
  uint8_t class;

  for (; count < (is_braced ? 6 : 2); count++) {
    char byte = byte_at(s, at);
    const char *digit =
        byte == '\0' ? NULL : strchr(digits, byte <= '9' ? byte : byte | 0x20);
    if (digit == NULL) break;
    c = c * 16 + (uint32_t)(digit - digits);
    at++;
  }
  if (count == 0 || c > 0x10ffff || (is_braced && byte_at(s, at) != '}'))
    return false;
  if (c < 0x80 && nomenp_ascii_is_letter((char)c)) return false;
  class = c < 0x80 ? NOMENP_CHARACTER_SPACE : nomenp_character_class(c);
  if (class == NOMENP_CHARACTER_LOWER || class == NOMENP_CHARACTER_UPPER)
    return false;
  pass(s, at + is_braced);
  return true;
}

static bool pass_escape(speller *s) {
  char escaped = byte_at(s, 1);

  if (escaped == 'x') return pass_hex(s);
  if (escaped == 'p' || escaped == 'P') {
    bool is_braced = byte_at(s, 2) == '{';
    pass(s, is_braced ? 2 : 3);
    return !is_braced || pass_through(s, '}');
  }
  if (escaped == '\0' || (unsigned char)escaped >= 0x80 ||
      (escaped >= '0' && escaped <= '9') ||
      (nomenp_ascii_is_letter(escaped) &&
       strchr("bBdDwWsShHvVRAGZzKnrtfe", escaped) == NULL))
    return false;
  pass(s, 2);
  return true;
}

/* A letter, or a range of letters of one case, in a class. */
static bool spell_in_class(speller *s) {
  bool is_range = byte_at(s, 1) == '-' && byte_at(s, 2) != ']';
  char from = byte_at(s, 0), to = is_range ? byte_at(s, 2) : from;
  char other[3] = {from ^ 0x20, '-', to ^ 0x20};

  if (!nomenp_ascii_is_letter(to) || (from & 0x20) != (to & 0x20)) return false;
  pass(s, is_range ? 3 : 1);
  nomenp_buffer_put(s->out, other, is_range ? 3 : 1);
  return true;
}

static bool spell_class(speller *s, bool is_either) {
  bool is_first = true;

  pass(s, byte_at(s, 1) == '^' ? 2 : 1);
  for (; s->at < s->end && (is_first || *s->at != ']'); is_first = false) {
    if (*s->at == '\\') {
      if (!pass_escape(s)) return false;
    } else if (*s->at == '[' && byte_at(s, 1) != '\0' &&
               strchr(":.=", byte_at(s, 1)) != NULL)
      return false;
    else if (nomenp_ascii_is_letter(*s->at) && is_either) {
      if (!spell_in_class(s)) return false;
    } else if ((unsigned char)*s->at >= 0x80) {
      if (!pass_wide(s)) return false;
    } else
      pass(s, 1);
    /* "+-z": a range from something else to a letter. */
    if (is_either && byte_at(s, 0) == '-' &&
        nomenp_ascii_is_letter(byte_at(s, 1)))
      return false;
  }
  pass(s, 1);
  return true;
}

/* What stands behind "(", up to what it holds. */
static bool open_group(speller *s) {
  static const char *const plain[] = {
      "(?:", "(?>", "(?|", "(?=", "(?!", "(?<=", "(?<!"};
  bool is_either = s->either[s->depth];

  if (++s->depth == NEST_MAX || byte_at(s, 1) == '*') return false;
  s->either[s->depth] = is_either;
  if (byte_at(s, 1) != '?') {
    pass(s, 1);
    return true;
  }
  for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++) {
    size_t size = strlen(plain[i]);
    if ((size_t)(s->end - s->at) < size || memcmp(s->at, plain[i], size) != 0)
      continue;
    pass(s, size);
    return true;
  }
  if (byte_at(s, 2) == '<') return pass_through(s, '>');
  if (byte_at(s, 2) == '&') {
    s->depth--;
    return pass_through(s, ')');
  }
  if (byte_at(s, 2) == '-' && byte_at(s, 3) == 'i' && byte_at(s, 4) == ':') {
    s->either[s->depth] = false;
    pass(s, 5);
    return true;
  }
  return false;
}

bool nomenp_letters_write(const char *expression, size_t size,
                          nomenp_buffer *out) {
  speller s = {.out = out, .at = expression, .end = expression + size};

  s.either[0] = true;
  while (s.at < s.end) {
    char byte = *s.at;
    if (byte == '\\') {
      if (!pass_escape(&s)) return false;
    } else if (byte == '[') {
      if (!spell_class(&s, s.either[s.depth])) return false;
    } else if (byte == '(') {
      if (!open_group(&s)) return false;
    } else if (byte == ')') {
      if (s.depth == 0) return false;
      s.depth--;
      pass(&s, 1);
    } else if (nomenp_ascii_is_letter(byte) && s.either[s.depth]) {
      char both[4] = {'[', byte, byte ^ 0x20, ']'};
      nomenp_buffer_put(out, both, sizeof(both));
      s.at++;
    } else if ((unsigned char)byte >= 0x80) {
      if (!pass_wide(&s)) return false;
    } else
      pass(&s, 1);
  }
  return s.depth == 0;
}
