/* SPDX-License-Identifier: MIT */
/*
 * Recursive descent over an expression that PCRE2 has taken: its syntax is
 * right, and its groups nest no deeper than PCRE2 allows them to.
 */
#include "pattern/syntax.h"

#include <string.h>

#include "text/character.h"
#include "text/utf8.h"

#define DEPTH_MAX 200u /* above what PCRE2 lets nest */

typedef struct parser {
  nomenp_arena *arena;
  nomenp_syntax *tree;
  const char *at;
  const char *end;
  unsigned depth;
  bool is_caseless;
  bool is_vague;   /* the set being read holds more than the expression says */
  bool is_lost;    /* in something not understood: nothing can be said */
  bool has_failed; /* memory is out */
} parser;

static uint32_t read_choice(parser *p);

static char look(const parser *p, size_t ahead) {
  return (size_t)(p->end - p->at) > ahead ? p->at[ahead] : '\0';
}

static bool starts(const parser *p, const char *text) {
  size_t size = strlen(text);
  return (size_t)(p->end - p->at) >= size && memcmp(p->at, text, size) == 0;
}

/* Past the next `stop`. */
static void skip_past(parser *p, char stop) {
  const char *found = memchr(p->at, stop, (size_t)(p->end - p->at));

  if (found == NULL) p->is_lost = true;
  p->at = found == NULL ? p->end : found + 1;
}

static uint32_t add_node(parser *p, nomenp_syntax_kind kind) {
  nomenp_syntax *t = p->tree;

  if (!NOMENP_ARENA_GROW(p->arena, &t->nodes, &t->capacity, t->count + 1)) {
    p->has_failed = p->is_lost = true;
    return 0;
  }
  t->nodes[t->count] = (nomenp_syntax_node){.kind = kind};
  return (uint32_t)t->count++;
}

static void add_child(parser *p, uint32_t parent, uint32_t child) {
  nomenp_syntax_node *nodes = p->tree->nodes;

  if (parent == 0 || child == 0) return;
  nodes[child].previous = nodes[parent].last;
  if (nodes[parent].last != 0)
    nodes[nodes[parent].last].next = child;
  else
    nodes[parent].first = child;
  nodes[parent].last = child;
}

/* ---- sets of characters */

static void add_range(nomenp_symbols *set, uint32_t from, uint32_t to) {
  for (uint32_t c = from; c <= to && c < 0x80; c++)
    nomenp_symbols_add(set, c);
}

/* A few of the ASCII letters have another case outside ASCII. */
static void add_character(const parser *p, nomenp_symbols *set, uint32_t c) {
  if (c >= 0x80) {
    uint8_t class = nomenp_character_class(c);
    nomenp_symbols_add(set, nomenp_character_is_space(class)
                                ? NOMENP_SYMBOL_SPACE
                                : NOMENP_SYMBOL_OTHER);
    if (p->is_caseless && c == 0x17f) add_range(set, 's', 's');
    if (p->is_caseless && c == 0x212a) add_range(set, 'k', 'k');
    return;
  }
  nomenp_symbols_add(set, c);
  if (!p->is_caseless) return;
  if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') nomenp_symbols_add(set, c ^ 0x20);
  if ((c | 0x20) == 'k' || (c | 0x20) == 's')
    nomenp_symbols_add(set, NOMENP_SYMBOL_OTHER);
}

static void add_span(const parser *p, nomenp_symbols *set, uint32_t from,
                     uint32_t to) {
  for (uint32_t c = from; c <= to && c < 0x80; c++)
    add_character(p, set, c);
  if (to < 0x80) return;
  if (from == to) {
    add_character(p, set, to);
    return;
  }
  nomenp_symbols_add(set, NOMENP_SYMBOL_OTHER);
  nomenp_symbols_add(set, NOMENP_SYMBOL_SPACE);
  if (p->is_caseless) {
    add_character(p, set, 0x17f);
    add_character(p, set, 0x212a);
  }
}

static nomenp_symbols complement(nomenp_symbols set) {
  nomenp_symbols out = {{~set.bits[0], ~set.bits[1], 3}};
  return out;
}

/* \d and its like; false: the letter stands for no set. */
static bool add_escaped_set(parser *p, nomenp_symbols *set, char escaped) {
  nomenp_symbols plain = {{0, 0, 0}};

  switch (escaped) {
  case 'd':
  case 'D':
    add_range(&plain, '0', '9');
    break;
  case 'w':
  case 'W':
    add_range(&plain, '0', '9');
    add_range(&plain, 'A', 'Z');
    add_range(&plain, 'a', 'z');
    add_range(&plain, '_', '_');
    break;
  case 'h':
  case 'H':
  case 'v':
  case 'V':
    p->is_vague = true;
    /* fall through */
  case 's':
  case 'S':
    add_range(&plain, 9, 13);
    add_range(&plain, ' ', ' ');
    nomenp_symbols_add(&plain, NOMENP_SYMBOL_SPACE);
    nomenp_symbols_add(&plain, NOMENP_SYMBOL_OTHER); /* U+180E */
    /* \H and \V hold what the other of the two does. */
    if (escaped == 'H' || escaped == 'V') plain = (nomenp_symbols){{0, 0, 0}};
    break;
  default:
    return false;
  }
  if (escaped >= 'A' && escaped <= 'Z') plain = complement(plain);
  for (int i = 0; i < 3; i++)
    set->bits[i] |= plain.bits[i];
  return true;
}

/* \p{L}, \pN, \P{Lu}, at the letter behind the backslash.  Only the general
 * categories of letters, numbers and marks are known. */
static void add_property(parser *p, nomenp_symbols *set) {
  bool is_negated = *p->at++ == 'P';
  const char *name = p->at;
  nomenp_symbols plain = {{0, 0, 0}};
  size_t size = 1;

  p->is_vague = true;
  if (look(p, 0) == '{') {
    name++;
    skip_past(p, '}');
    size = (size_t)(p->at - name) - 1;
  } else if (p->at < p->end)
    p->at++;
  if (p->is_lost || size > 2 || name >= p->end ||
      strchr("LNM", *name) == NULL) {
    nomenp_symbols_add_all(set);
    return;
  }
  /* Of either case, whatever case is asked for; but "no capital" is no letter
   * only where it has no case. */
  if (*name == 'L' && !(is_negated && size == 2)) {
    add_range(&plain, 'A', 'Z');
    add_range(&plain, 'a', 'z');
  } else if (*name == 'N' && !(is_negated && size == 2))
    add_range(&plain, '0', '9');
  if (is_negated)
    plain = complement(plain);
  else
    plain.bits[2] = 3;
  for (int i = 0; i < 3; i++)
    set->bits[i] |= plain.bits[i];
}

static bool read_hex(parser *p, uint32_t *out) {
  const char *digits = "0123456789abcdef";
  uint32_t value = 0;
  bool is_braced = look(p, 0) == '{';
  int count = 0;

  p->at += is_braced;
  for (; is_braced || count < 2; count++) {
    char c = look(p, 0);
    const char *digit;
    if (c >= 'A' && c <= 'F') c |= 0x20;
    digit = c == '\0' ? NULL : strchr(digits, c);
    if (digit == NULL || value > 0x10ffff) break;
    value = value * 16 + (uint32_t)(digit - digits);
    p->at++;
  }
  if (is_braced && look(p, 0) != '}') return false;
  p->at += is_braced;
  *out = value;
  return value <= 0x10ffff;
}

/* The character that an escape stands for, at the letter behind the backslash;
 * false: it stands for none. */
static bool read_escaped_character(parser *p, uint32_t *out) {
  static const char letters[] = "abefnrt";
  static const uint8_t codes[] = {7, 8, 27, 12, 10, 13, 9};
  char c = look(p, 0);
  const char *known = c == '\0' ? NULL : strchr(letters, c);

  if (c == 'x') {
    p->at++;
    return read_hex(p, out);
  }
  if (known != NULL) {
    *out = codes[known - letters];
    p->at++;
    return true;
  }
  if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') return false;
  if (c >= '0' && c <= '9') return false;
  if ((unsigned char)c >= 0x80) return false;
  *out = (uint32_t)c;
  p->at++;
  return true;
}

static uint32_t read_character(parser *p) {
  size_t size;
  uint32_t c = nomenp_utf8_decode((const uint8_t *)p->at, &size);

  p->at += size;
  return c;
}

static uint32_t add_set(parser *p, nomenp_symbols set) {
  uint32_t node = add_node(p, NOMENP_SYNTAX_SYMBOL);

  if (node == 0) return 0;
  p->tree->nodes[node].set = set;
  p->tree->nodes[node].is_exact = !p->is_vague;
  return node;
}

/* One item of a class: true for a character, that may begin a range. */
static bool read_class_item(parser *p, nomenp_symbols *set, uint32_t *out) {
  if (look(p, 0) == '[' && strchr(":.=", look(p, 1)) != NULL && look(p, 1)) {
    char kind = look(p, 1);
    p->at += 2;
    skip_past(p, kind);
    skip_past(p, ']');
    p->is_vague = true;
    nomenp_symbols_add_all(set);
    return false;
  }
  if (look(p, 0) != '\\') {
    *out = read_character(p);
    return true;
  }
  p->at++;
  if (look(p, 0) == 'p' || look(p, 0) == 'P') {
    add_property(p, set);
    return false;
  }
  if (add_escaped_set(p, set, look(p, 0))) {
    p->at++;
    return false;
  }
  if (read_escaped_character(p, out)) return true;
  p->is_lost = true;
  return false;
}

static uint32_t read_set(parser *p) {
  nomenp_symbols set = {{0, 0, 0}};
  bool is_negated = look(p, 1) == '^', is_first = true;

  p->is_vague = false;
  p->at += is_negated ? 2 : 1;
  while (!p->is_lost && p->at < p->end && (is_first || *p->at != ']')) {
    uint32_t from, to;
    is_first = false;
    if (!read_class_item(p, &set, &from)) continue;
    to = from;
    if (look(p, 0) == '-' && look(p, 1) != ']' && look(p, 1) != '\0') {
      p->at++;
      if (!read_class_item(p, &set, &to)) {
        to = from;
        add_character(p, &set, '-');
      }
    }
    add_span(p, &set, from, to);
  }
  if (p->at < p->end) p->at++;
  if (is_negated && p->is_vague)
    nomenp_symbols_add_all(&set);
  else if (is_negated)
    set = complement(set);
  return add_set(p, set);
}

/* ---- atoms */

static uint32_t read_escape(parser *p) {
  nomenp_symbols set = {{0, 0, 0}};
  uint32_t c;

  p->is_vague = false;
  p->at++;
  switch (look(p, 0)) {
  case 'b':
    p->at++;
    return add_node(p, NOMENP_SYNTAX_BOUNDARY);
  case 'B':
  case 'A':
  case 'G':
  case 'Z':
  case 'K':
    p->at++;
    return add_node(p, NOMENP_SYNTAX_NOTHING);
  case 'z':
    p->at++;
    return add_node(p, NOMENP_SYNTAX_END);
  case 'R':
  case 'X':
  case 'N': /* a character at least */
    p->at++;
    return add_node(p, NOMENP_SYNTAX_ANYTHING);
  case 'p':
  case 'P':
    add_property(p, &set);
    break;
  default:
    if (add_escaped_set(p, &set, look(p, 0)))
      p->at++;
    else if (read_escaped_character(p, &c))
      add_character(p, &set, c);
    else {
      p->is_lost = true;
      return 0;
    }
  }
  return add_set(p, set);
}

/* The options of "(?-i:": only those are known that do not change what the rest
 * means.  Options set up to the end of a group are not. */
static void read_options(parser *p) {
  bool is_on = true;

  for (; p->at < p->end && *p->at != ':'; p->at++) {
    if (*p->at == '-')
      is_on = false;
    else if (*p->at == 'i')
      p->is_caseless = is_on;
    else if (strchr("sJn", *p->at) == NULL)
      p->is_lost = true;
  }
}

static uint32_t read_body(parser *p, nomenp_syntax_kind kind) {
  uint32_t body = read_choice(p), node;

  if (look(p, 0) != ')') p->is_lost = true;
  if (p->at < p->end) p->at++;
  if (kind == NOMENP_SYNTAX_NOTHING) return body;
  node = add_node(p, kind);
  add_child(p, node, body);
  return node;
}

/* A group, at its parenthesis. */
static uint32_t read_group(parser *p) {
  static const struct {
    const char *text;
    nomenp_syntax_kind kind; /* NOTHING: what is inside, as it is */
    bool has_name;
  } kinds[] = {{"(?:", NOMENP_SYNTAX_NOTHING, false},
               {"(?>", NOMENP_SYNTAX_NOTHING, false},
               {"(?|", NOMENP_SYNTAX_NOTHING, false},
               {"(?=", NOMENP_SYNTAX_AHEAD, false},
               {"(?<=", NOMENP_SYNTAX_BEHIND, false},
               {"(?<!", NOMENP_SYNTAX_NOT_BEHIND, false},
               {"(?<", NOMENP_SYNTAX_NOTHING, true},
               {"(?P<", NOMENP_SYNTAX_NOTHING, true}};

  if (starts(p, "(*")) {
    p->is_lost = true;
    return 0;
  }
  if (look(p, 1) != '?') {
    p->at++;
    return read_body(p, NOMENP_SYNTAX_NOTHING);
  }
  if (starts(p, "(?!")) { /* left out, but read to its end */
    p->at += 3;
    read_body(p, NOMENP_SYNTAX_NOTHING);
    return add_node(p, NOMENP_SYNTAX_NOTHING);
  }
  for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
    if (!starts(p, kinds[i].text)) continue;
    p->at += strlen(kinds[i].text);
    if (kinds[i].has_name) skip_past(p, '>');
    return read_body(p, kinds[i].kind);
  }
  if (starts(p, "(?&")) { /* a group of before, again */
    skip_past(p, ')');
    return add_node(p, NOMENP_SYNTAX_ANYTHING);
  }
  p->at += 2;
  read_options(p);
  if (p->at < p->end) p->at++;
  return read_body(p, NOMENP_SYNTAX_NOTHING);
}

static uint32_t read_atom(parser *p) {
  nomenp_symbols set = {{0, 0, 0}};
  uint32_t node;

  switch (*p->at) {
  case '\\':
    return read_escape(p);
  case '[':
    return read_set(p);
  case '(': {
    bool was_caseless = p->is_caseless;
    node = read_group(p);
    p->is_caseless = was_caseless;
    return node;
  }
  case '.':
    p->at++;
    p->is_vague = true;
    nomenp_symbols_add_all(&set);
    return add_set(p, set);
  case '^':
    p->at++;
    return add_node(p, NOMENP_SYNTAX_NOTHING);
  case '$':
    p->at++;
    return add_node(p, NOMENP_SYNTAX_END);
  default:
    p->is_vague = false;
    add_character(p, &set, read_character(p));
    return add_set(p, set);
  }
}

/* ---- quantifiers, sequences, choices */

static bool read_count(parser *p, const char **at, uint32_t *out) {
  const char *start = *at;

  *out = 0;
  while (*at < p->end && **at >= '0' && **at <= '9' && *out < 100000)
    *out = *out * 10 + (uint32_t)(*(*at)++ - '0');
  return *at > start;
}

/* "{3}", "{3,}", "{3,5}"; anything else in braces is text. */
static bool read_braces(parser *p, uint32_t *least, uint32_t *most) {
  const char *at = p->at + 1;

  if (!read_count(p, &at, least)) return false;
  *most = *least;
  if (at < p->end && *at == ',') {
    at++;
    if (!read_count(p, &at, most)) *most = NOMENP_SYNTAX_NO_LIMIT;
  }
  if (at == p->end || *at != '}') return false;
  p->at = at + 1;
  return true;
}

static uint32_t read_quantifier(parser *p, uint32_t atom) {
  uint32_t least = 0, most = NOMENP_SYNTAX_NO_LIMIT, node;
  char c = look(p, 0);

  if (c == '?' || c == '*' || c == '+') {
    p->at++;
    if (c == '+') least = 1;
    if (c == '?') most = 1;
  } else if (c != '{' || !read_braces(p, &least, &most))
    return atom;
  if (look(p, 0) == '?' || look(p, 0) == '+') p->at++;
  node = add_node(p, NOMENP_SYNTAX_REPEAT);
  if (node == 0) return 0;
  p->tree->nodes[node].least = least;
  p->tree->nodes[node].most = most;
  add_child(p, node, atom);
  return node;
}

static uint32_t read_sequence(parser *p) {
  uint32_t node = add_node(p, NOMENP_SYNTAX_SEQUENCE);

  while (!p->is_lost && p->at < p->end && *p->at != '|' && *p->at != ')')
    add_child(p, node, read_quantifier(p, read_atom(p)));
  return node;
}

static uint32_t read_choice(parser *p) {
  uint32_t node = 0, one;

  if (p->depth == DEPTH_MAX) p->is_lost = true;
  if (p->is_lost) return 0;
  p->depth++;
  one = read_sequence(p);
  while (!p->is_lost && look(p, 0) == '|') {
    if (node == 0) {
      node = add_node(p, NOMENP_SYNTAX_CHOICE);
      add_child(p, node, one);
    }
    p->at++;
    add_child(p, node, read_sequence(p));
  }
  p->depth--;
  return node != 0 ? node : one;
}

bool nomenp_syntax_read(nomenp_arena *arena, const char *bytes, size_t size,
                        bool is_caseless, nomenp_syntax *out) {
  parser p = {.arena = arena,
              .tree = out,
              .at = bytes,
              .end = bytes + size,
              .is_caseless = is_caseless};

  *out = (nomenp_syntax){0};
  add_node(&p, NOMENP_SYNTAX_NOTHING);
  out->root = read_choice(&p);
  if (p.is_lost || p.at != p.end) out->root = 0;
  return !p.has_failed;
}
