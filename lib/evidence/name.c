/* SPDX-License-Identifier: MIT */
/*
 * Evidence written out for people, and read back: "run=U1|before=in".  Each kind
 * of attribute has one writer and one reader of its values, side by side.
 */
#include "evidence/evidence.h"
#include "evidence/facts.h"
#include "evidence/word.h"
#include "text/fold.h"
#include "base/hash.h"

#include <string.h>

typedef enum value_kind {
  VALUE_SHAPE,
  VALUE_FLAGS,
  VALUE_KIND,
  VALUE_CUE,
  VALUE_WORD,
  VALUE_NUMBER,
  VALUE_RUN,
  VALUE_CLASSES,
  VALUE_AROUND,
  VALUE_LINE,
  VALUE_LIST,
  VALUE_DOC,
  VALUE_LABEL,
  VALUE_SHARE
} value_kind;

static const struct {
  const char *prefix;
  value_kind kind;
} attributes[NOMENP_ATTRIBUTE_COUNT] = {
#define AS_ROW(id, prefix, kind, meaning) {prefix, VALUE_##kind},
    NOMENP_TOKEN_ATTRIBUTES(AS_ROW) NOMENP_RUN_ATTRIBUTES(AS_ROW)
        NOMENP_SET_ATTRIBUTES(AS_ROW) NOMENP_PASS_ATTRIBUTES(AS_ROW)
#undef AS_ROW
};

#define AS_NAME(id, name) name,
static const char *const flag_names[] = {NOMENP_LISTS_FLAGS(AS_NAME)};
static const char *const kind_names[] = {NOMENP_KIND_BITS(AS_NAME)};
static const char *const role_names[] = {NOMENP_KIND_ROLES(AS_NAME)};
static const char *const cue_names[] = {NOMENP_CUES(AS_NAME)};
static const char *const line_names[] = {NOMENP_LINES(AS_NAME)};
static const char *const around_names[] = {NOMENP_AROUNDS(AS_NAME)};
static const char *const cover_names[] = {NOMENP_COVERS(AS_NAME)};
static const char *const trait_names[] = {NOMENP_TRAITS(AS_NAME)};
#undef AS_NAME
static const char *const shape_names[NOMENP_SHAPE_COUNT + 2] = {
    "a",   "Aa",  "AA", "A",  "A.",   "A.A.", "Abbr.", "AaA", "aA", "9",
    "9999", "9.9", "9th", "9a", "'s",   ".",    "comma", "colon", "hyphen",
    "dash", "slash", "open", "close", "quote", "&", "currency", "symbol",
    "link", "start", "end"};
static const char *const label_names[NOMENP_LABEL_COUNT] = {
    "O",       "B-person", "I-person", "L-person", "U-person",
    "B-organisation", "I-organisation", "L-organisation", "U-organisation",
    "B-place", "I-place",  "L-place",  "U-place"};
static const char *const type_names[] = {"person", "organisation", "place",
                                         "none"};
static const char position_names[] = "BILU";
#define COUNT(array) ((unsigned)(sizeof(array) / sizeof((array)[0])))

const char *nomenp_attribute_prefix(unsigned attribute) {
  return attribute < NOMENP_ATTRIBUTE_COUNT ? attributes[attribute].prefix
                                            : NULL;
}

const char *nomenp_label_name(unsigned label) {
  return label < NOMENP_LABEL_COUNT ? label_names[label] : NULL;
}

static bool find(const char *const *names, unsigned count, const char *text,
                 size_t size, uint32_t *out) {
  for (unsigned i = 0; i < count; i++)
    if (strlen(names[i]) == size && memcmp(names[i], text, size) == 0) {
      *out = i;
      return true;
    }
  return false;
}

bool nomenp_label_find(const char *name, size_t size, uint32_t *out) {
  return find(label_names, NOMENP_LABEL_COUNT, name, size, out);
}

static bool read_number(const char *text, size_t size, uint32_t *out) {
  uint32_t value = 0;

  if (size == 0 || size > 6) return false;
  for (size_t i = 0; i < size; i++) {
    if (text[i] < '0' || text[i] > '9') return false;
    value = value * 10 + (uint32_t)(text[i] - '0');
  }
  *out = value;
  return true;
}

/* The next piece of "a+b+c"; *size shrinks to what is left. */
static bool next_piece(const char **text, size_t *size, const char **piece,
                       size_t *piece_size) {
  const char *plus;

  if (*size == 0) return false;
  plus = memchr(*text, '+', *size);
  *piece = *text;
  *piece_size = plus == NULL ? *size : (size_t)(plus - *text);
  *text += *piece_size + (plus != NULL);
  *size -= *piece_size + (plus != NULL);
  return true;
}

/* LISTS: "g3+s2+bigcity", "-" for none. */
static const struct {
  char letter;
  uint8_t shift;
  uint8_t mask;
} grades[] = {{'g', 0, 3},
              {'s', NOMENP_LISTS_SURNAME_SHIFT, 7},
              {'p', NOMENP_LISTS_PLACE_SHIFT, 7},
              {'o', NOMENP_LISTS_ORGANISATION_SHIFT, 3}};

static void put_plus(nomenp_buffer *out, bool *has_some) {
  if (*has_some) nomenp_buffer_put_byte(out, '+');
  *has_some = true;
}

static void write_flags(uint32_t value, nomenp_buffer *out) {
  bool has_some = false;

  for (unsigned i = 0; i < COUNT(grades); i++) {
    uint32_t grade = value >> grades[i].shift & grades[i].mask;
    if (grade == 0) continue;
    put_plus(out, &has_some);
    nomenp_buffer_put_byte(out, grades[i].letter);
    nomenp_buffer_put_unsigned(out, grade);
  }
  for (unsigned i = 0; i < COUNT(flag_names); i++)
    if (value >> (NOMENP_LISTS_FLAG_SHIFT + i) & 1) {
      put_plus(out, &has_some);
      nomenp_buffer_put_text(out, flag_names[i]);
    }
  if (!has_some) nomenp_buffer_put_byte(out, '-');
}

static bool read_grade(const char *piece, size_t size, uint32_t *out) {
  for (unsigned i = 0; size == 2 && i < COUNT(grades); i++)
    if (piece[0] == grades[i].letter && piece[1] > '0' &&
        piece[1] <= '0' + grades[i].mask) {
      *out |= (uint32_t)(piece[1] - '0') << grades[i].shift;
      return true;
    }
  return false;
}

static bool read_flags(const char *text, size_t size, uint32_t *out) {
  const char *piece;
  size_t piece_size;
  uint32_t flag;

  *out = NOMENP_LISTS_ASKED;
  if (size == 1 && text[0] == '-') return true;
  while (next_piece(&text, &size, &piece, &piece_size)) {
    if (read_grade(piece, piece_size, out)) continue;
    if (!find(flag_names, COUNT(flag_names), piece, piece_size, &flag))
      return false;
    *out |= UINT32_C(1) << (NOMENP_LISTS_FLAG_SHIFT + flag);
  }
  return true;
}

/* KIND: "Aa+given+big", or a class in angle brackets: "<saying>". */
static void write_kind(uint32_t value, nomenp_buffer *out) {
  uint32_t role = value >> NOMENP_KIND_ROLE_SHIFT;

  if (value < NOMENP_KIND_CAPITAL) {
    nomenp_buffer_put_byte(out, '<');
    nomenp_buffer_put_text(out,
                           value < COUNT(cue_names) ? cue_names[value] : "?");
    nomenp_buffer_put_byte(out, '>');
    return;
  }
  nomenp_buffer_put_text(out, "Aa");
  for (unsigned i = 0; i < COUNT(kind_names); i++)
    if (value >> i & 1) {
      nomenp_buffer_put_byte(out, '+');
      nomenp_buffer_put_text(out, kind_names[i]);
    }
  if (role != 0 && role < COUNT(role_names)) {
    nomenp_buffer_put_text(out, "+*");
    nomenp_buffer_put_text(out, role_names[role]);
  }
}

static bool read_kind(const char *text, size_t size, uint32_t *out) {
  const char *piece;
  size_t piece_size;
  uint32_t bit;

  if (size > 2 && text[0] == '<' && text[size - 1] == '>')
    return find(cue_names, COUNT(cue_names), text + 1, size - 2, out);
  if (!next_piece(&text, &size, &piece, &piece_size) || piece_size != 2 ||
      memcmp(piece, "Aa", 2) != 0)
    return false;
  *out = NOMENP_KIND_CAPITAL;
  while (next_piece(&text, &size, &piece, &piece_size)) {
    if (piece_size > 1 && piece[0] == '*') {
      if (!find(role_names, COUNT(role_names), piece + 1, piece_size - 1, &bit))
        return false;
      *out |= bit << NOMENP_KIND_ROLE_SHIFT;
    } else if (find(kind_names, COUNT(kind_names), piece, piece_size, &bit))
      *out |= UINT32_C(1) << bit;
    else
      return false;
  }
  return true;
}

/* A set of the lists that cover: "person+place". */
static void write_classes(uint32_t value, nomenp_buffer *out) {
  bool has_some = false;

  for (unsigned i = 0; i < COUNT(cover_names); i++)
    if (value >> i & 1) {
      put_plus(out, &has_some);
      nomenp_buffer_put_text(out, cover_names[i]);
    }
}

static bool read_classes(const char *text, size_t size, uint32_t *out) {
  const char *piece;
  size_t piece_size;
  uint32_t bit;

  *out = 0;
  while (next_piece(&text, &size, &piece, &piece_size)) {
    if (!find(cover_names, COUNT(cover_names), piece, piece_size, &bit))
      return false;
    *out |= UINT32_C(1) << bit;
  }
  return *out != 0;
}

/* A word is written folded; its value is its hash. */
static void write_word(const nomenp_evidence *evidence, uint32_t token,
                       nomenp_buffer *out) {
  const nomenp_text *text = evidence->input.text;
  char folded[256];
  size_t size;

  if (token >= text->token_count) return;
  size = nomenp_fold(text->bytes + text->start[token],
                     text->end[token] - text->start[token], folded,
                     sizeof folded);
  if (size > sizeof folded) size = sizeof folded;
  for (size_t i = 0; i < size; i++)
    nomenp_buffer_put_byte(out, strchr("|\t\n\r ", folded[i]) ? '_'
                                                             : folded[i]);
}

static bool read_word(const char *text, size_t size, uint32_t *out) {
  if (size == 0) return false;
  *out = nomenp_value_word(nomenp_fold_hash((const uint8_t *)text, size));
  return true;
}

/* The token whose word an attribute of a site names. */
static uint32_t token_of(const nomenp_evidence *evidence, size_t site,
                         const nomenp_evidence_part *part) {
  const nomenp_site *at = &evidence->sites[site];
  const nomenp_run *run =
      at->run == NOMENP_NO_RUN ? NULL : &evidence->runs[at->run];

  switch (part->attribute) {
  case NOMENP_A_BEFORE: return run->first - 1;
  case NOMENP_A_BEFORE2: return run->first - 2;
  case NOMENP_A_AFTER: return run->end;
  case NOMENP_A_AFTER2: return run->end + 1;
  default: return (uint32_t)((int64_t)at->token + part->offset);
  }
}

static void write_value(const nomenp_evidence *evidence, size_t site,
                        const nomenp_evidence_part *part, nomenp_buffer *out) {
  uint32_t value = part->value;

  switch (attributes[part->attribute].kind) {
  case VALUE_SHAPE:
    nomenp_buffer_put_text(out, shape_names[value - 1]);
    break;
  case VALUE_FLAGS: write_flags(value, out); break;
  case VALUE_CUE:
  case VALUE_KIND:
    if (value & NOMENP_VALUE_WORD)
      write_word(evidence, token_of(evidence, site, part), out);
    else
      write_kind(value, out);
    break;
  case VALUE_WORD:
    write_word(evidence, token_of(evidence, site, part), out);
    break;
  case VALUE_NUMBER: nomenp_buffer_put_unsigned(out, value); break;
  case VALUE_RUN:
    nomenp_buffer_put_byte(out, position_names[(value - 1) / 8]);
    nomenp_buffer_put_unsigned(out, (value - 1) % 8);
    break;
  case VALUE_CLASSES: write_classes(value, out); break;
  case VALUE_AROUND: nomenp_buffer_put_text(out, around_names[value]); break;
  case VALUE_LINE: nomenp_buffer_put_text(out, line_names[value]); break;
  case VALUE_LIST:
    nomenp_buffer_put_text(out, cover_names[(value - 1) / 4]);
    nomenp_buffer_put_byte(out, ':');
    nomenp_buffer_put_byte(out, position_names[(value - 1) % 4]);
    break;
  case VALUE_DOC: nomenp_buffer_put_text(out, trait_names[value - 1]); break;
  case VALUE_LABEL: nomenp_buffer_put_text(out, label_names[value - 1]); break;
  case VALUE_SHARE:
    nomenp_buffer_put_text(out, type_names[(value - 1) / 4]);
    nomenp_buffer_put_byte(out, ':');
    nomenp_buffer_put_unsigned(out, (value - 1) % 4);
    break;
  }
}

bool nomenp_evidence_name(const nomenp_evidence *evidence, size_t site,
                          const nomenp_evidence_item *item,
                          nomenp_buffer *out) {
  for (unsigned i = 0; i < item->count; i++) {
    const nomenp_evidence_part *part = &item->parts[i];
    if (i != 0) nomenp_buffer_put_byte(out, '|');
    if (part->offset != 0) {
      nomenp_buffer_put_byte(out, part->offset < 0 ? '-' : '+');
      nomenp_buffer_put_unsigned(
          out, (uint64_t)(part->offset < 0 ? -part->offset : part->offset));
      nomenp_buffer_put_byte(out, ':');
    }
    nomenp_buffer_put_text(out, attributes[part->attribute].prefix);
    write_value(evidence, site, part, out);
  }
  return !out->failed;
}

/* "name:X" with X one of BILU or a digit, as base * 4 + X + 1. */
static bool read_pair(const char *const *names, unsigned count,
                      const char *text, size_t size, bool is_position,
                      uint32_t *out) {
  uint32_t base, low;
  const char *found;

  if (size < 3 || text[size - 2] != ':') return false;
  if (!find(names, count, text, size - 2, &base)) return false;
  if (is_position) {
    found = memchr(position_names, text[size - 1], 4);
    if (found == NULL) return false;
    low = (uint32_t)(found - position_names);
  } else {
    if (text[size - 1] < '0' || text[size - 1] > '3') return false;
    low = (uint32_t)(text[size - 1] - '0');
  }
  *out = base * 4 + low + 1;
  return true;
}

static bool read_run(const char *text, size_t size, uint32_t *out) {
  const char *found;

  if (size != 2 || text[1] < '0' || text[1] > '7') return false;
  found = memchr(position_names, text[0], 4);
  if (found == NULL) return false;
  *out = 1 + (uint32_t)(found - position_names) * 8 + (uint32_t)(text[1] - '0');
  return true;
}

static bool read_value(value_kind kind, const char *text, size_t size,
                       uint32_t *out) {
  switch (kind) {
  case VALUE_SHAPE:
    if (!find(shape_names, COUNT(shape_names), text, size, out)) return false;
    ++*out;
    return true;
  case VALUE_FLAGS: return read_flags(text, size, out);
  case VALUE_KIND: return read_kind(text, size, out);
  case VALUE_CUE:
    return read_kind(text, size, out) ||
           (text[0] != '<' && read_word(text, size, out));
  case VALUE_WORD: return read_word(text, size, out);
  case VALUE_NUMBER: return read_number(text, size, out);
  case VALUE_RUN: return read_run(text, size, out);
  case VALUE_CLASSES: return read_classes(text, size, out);
  case VALUE_AROUND:
    return find(around_names, COUNT(around_names), text, size, out);
  case VALUE_LINE: return find(line_names, COUNT(line_names), text, size, out);
  case VALUE_LIST:
    return read_pair(cover_names, COUNT(cover_names), text, size, true, out);
  case VALUE_DOC:
    if (!find(trait_names, COUNT(trait_names), text, size, out)) return false;
    ++*out;
    return true;
  case VALUE_LABEL:
    if (!find(label_names, COUNT(label_names), text, size, out)) return false;
    ++*out;
    return true;
  case VALUE_SHARE:
    return read_pair(type_names, COUNT(type_names), text, size, false, out);
  }
  return false;
}

static bool read_part(const char *text, size_t size,
                      nomenp_evidence_part *out) {
  out->offset = 0;
  if (size > 3 && (text[0] == '-' || text[0] == '+') && text[2] == ':' &&
      (text[1] == '1' || text[1] == '2')) {
    out->offset = (int8_t)(text[1] - '0');
    if (text[0] == '-') out->offset = (int8_t)-out->offset;
    text += 3;
    size -= 3;
  }
  for (unsigned i = 0; i < NOMENP_ATTRIBUTE_COUNT; i++) {
    size_t prefix_size = strlen(attributes[i].prefix);
    if (size <= prefix_size || memcmp(text, attributes[i].prefix, prefix_size))
      continue;
    out->attribute = (uint8_t)i;
    return read_value(attributes[i].kind, text + prefix_size,
                      size - prefix_size, &out->value) &&
           out->value != 0;
  }
  return false;
}

bool nomenp_evidence_parse(const char *name, size_t size,
                           nomenp_evidence_item *out) {
  out->count = 0;
  for (;;) {
    const char *bar = memchr(name, '|', size);
    size_t part_size = bar == NULL ? size : (size_t)(bar - name);
    if (out->count == 3 ||
        !read_part(name, part_size, &out->parts[out->count]))
      return false;
    out->count++;
    if (bar == NULL) return true;
    name += part_size + 1;
    size -= part_size + 1;
  }
}
