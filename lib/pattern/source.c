/* SPDX-License-Identifier: MIT */
/* The statements of pattern files: parts, word lists, rules and their lines. */
#include "pattern/source.h"

#include <string.h>

#include "base/ascii.h"
#include "base/error.h"
#include "base/hash.h"

static bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

static bool is_name_byte(char c) {
  return nomenp_ascii_is_letter(c) || nomenp_ascii_is_digit(c) || c == '-' ||
         c == '_' || c == '.';
}

const char *nomenp_slice_bytes(const nomenp_sources *sources,
                               nomenp_slice slice) {
  return sources->files[slice.file].bytes + slice.start;
}

bool nomenp_slice_is(const nomenp_sources *sources, nomenp_slice slice,
                     const char *text) {
  size_t size = strlen(text);
  return nomenp_slice_size(slice) == size &&
         memcmp(nomenp_slice_bytes(sources, slice), text, size) == 0;
}

static nomenp_slice trim(const nomenp_sources *sources, nomenp_slice slice) {
  const char *bytes = sources->files[slice.file].bytes;

  while (slice.start < slice.end &&
         (is_blank(bytes[slice.start]) || bytes[slice.start] == '\n'))
    slice.start++;
  while (slice.end > slice.start &&
         (is_blank(bytes[slice.end - 1]) || bytes[slice.end - 1] == '\n'))
    slice.end--;
  return slice;
}

/* Past white space, and past comment lines in it. */
static uint32_t skip_nothing(const char *bytes, uint32_t at, uint32_t end) {
  bool is_line_start = false;

  for (; at < end; at++) {
    if (is_line_start && bytes[at] == '#')
      while (at + 1 < end && bytes[at + 1] != '\n') at++;
    else if (bytes[at] == '\n')
      is_line_start = true;
    else if (!is_blank(bytes[at]))
      break;
  }
  return at;
}

bool nomenp_slice_next(const nomenp_sources *sources, nomenp_slice *rest,
                       const char *separators, nomenp_slice *out) {
  const char *bytes = sources->files[rest->file].bytes;

  for (;;) {
    nomenp_slice item = *rest;
    item.start = skip_nothing(bytes, item.start, item.end);
    if (item.start == item.end) return false;
    item.end = item.start;
    while (item.end < rest->end && bytes[item.end] != '\0' &&
           strchr(separators, bytes[item.end]) == NULL)
      item.end++;
    /* A line break that separates stays: it may begin a comment line. */
    rest->start = item.end;
    if (item.end < rest->end && bytes[item.end] != '\n') rest->start++;
    *out = trim(sources, item);
    if (out->start < out->end) return true;
  }
}

nomen_status nomenp_sources_fail(const nomenp_sources *sources, uint32_t file,
                                 uint32_t offset, const char *message,
                                 nomenp_slice detail) {
  const nomenp_pattern_file *where = &sources->files[file];
  uint32_t line = 1, column = 1;

  for (uint32_t i = 0; i < offset && i < where->size; i++) {
    column++;
    if (where->bytes[i] == '\n') {
      line++;
      column = 1;
    }
  }
  if (nomenp_slice_size(detail) == 0)
    nomenp_error_set(sources->error, NOMEN_EPATTERN, offset, message);
  else
    nomenp_error_set_detail(sources->error, NOMEN_EPATTERN, offset, message,
                            nomenp_slice_bytes(sources, detail),
                            nomenp_slice_size(detail));
  nomenp_error_locate(sources->error, where->label, line, column);
  return NOMEN_EPATTERN;
}

const nomenp_part *nomenp_sources_part(const nomenp_sources *sources,
                                       uint32_t file, const char *name,
                                       size_t size) {
  uint64_t hash = nomenp_hash_bytes(name, size);
  const nomenp_part *other = NULL;

  for (size_t i = 0; i < sources->part_count; i++) {
    const nomenp_part *part = &sources->parts[i];
    if (part->hash != hash || nomenp_slice_size(part->name) != size ||
        memcmp(nomenp_slice_bytes(sources, part->name), name, size) != 0)
      continue;
    if (part->name.file == file) return part;
    if (other == NULL) other = part;
  }
  return other;
}

/* Where the reader stands: one line at a time of one file. */
typedef struct reader {
  nomenp_sources *sources;
  uint32_t file;
  uint32_t line_start; /* of the line looked at */
  uint32_t line_end;   /* its "\n", or the end of the file */
  uint32_t text;       /* first byte of it that is not blank */
} reader;

static bool at_end(const reader *r) {
  return r->line_start >= r->sources->files[r->file].size;
}

static void look_at_line(reader *r) {
  const nomenp_pattern_file *file = &r->sources->files[r->file];
  const char *end;

  if (at_end(r)) {
    r->line_end = r->text = r->line_start;
    return;
  }
  end = memchr(file->bytes + r->line_start, '\n', file->size - r->line_start);
  r->line_end = (uint32_t)(end ? (size_t)(end - file->bytes) : file->size);
  r->text = r->line_start;
  while (r->text < r->line_end && is_blank(file->bytes[r->text])) r->text++;
}

static void next_line(reader *r) {
  uint32_t size = (uint32_t)r->sources->files[r->file].size;
  r->line_start = r->line_end < size ? r->line_end + 1 : size;
  look_at_line(r);
}

/* Blank lines and comments. */
static bool says_nothing(const reader *r) {
  return r->text == r->line_end ||
         r->sources->files[r->file].bytes[r->text] == '#';
}

static uint32_t indent(const reader *r) {
  return r->text - r->line_start;
}

static nomen_status fail_reading(const reader *r, uint32_t offset,
                                 const char *message, nomenp_slice detail) {
  return nomenp_sources_fail(r->sources, r->file, offset, message, detail);
}

/* From `start` to the end of the line, and of the deeper ones that follow it. */
static nomenp_slice take_rest(reader *r, uint32_t start, uint32_t deeper_than) {
  nomenp_slice slice = {r->file, start, r->line_end};

  for (next_line(r); !at_end(r); next_line(r)) {
    if (says_nothing(r)) continue;
    if (indent(r) <= deeper_than) break;
    slice.end = r->line_end;
  }
  return trim(r->sources, slice);
}

/* The word at `start` of the line, of the letters of a name. */
static nomenp_slice take_name(const reader *r, uint32_t start) {
  const char *bytes = r->sources->files[r->file].bytes;
  nomenp_slice slice;

  while (start < r->line_end && is_blank(bytes[start])) start++;
  slice = (nomenp_slice){r->file, start, start};
  while (slice.end < r->line_end && is_name_byte(bytes[slice.end])) slice.end++;
  return slice;
}

static nomen_status read_part(reader *r, nomenp_slice keyword) {
  nomenp_sources *s = r->sources;
  const char *bytes = s->files[r->file].bytes;
  nomenp_slice name = take_name(r, keyword.end), none = {0, 0, 0};
  const nomenp_part *known;
  nomenp_part *part;
  uint32_t at = name.end;

  while (at < r->line_end && is_blank(bytes[at])) at++;
  if (nomenp_slice_size(name) == 0 || at >= r->line_end || bytes[at] != '=')
    return fail_reading(r, at, "a part is written: part NAME = EXPRESSION",
                        none);
  known = nomenp_sources_part(s, r->file, bytes + name.start,
                              nomenp_slice_size(name));
  if (known != NULL && known->name.file == r->file)
    return fail_reading(r, name.start, "there is a part of this name already",
                        name);
  if (s->part_count >= NOMENP_PATTERN_PARTS_MAX)
    return fail_reading(r, name.start, "too many parts", none);
  if (!NOMENP_ARENA_GROW(s->arena, &s->parts, &s->part_capacity,
                         s->part_count + 1))
    return nomenp_error_memory(s->error);
  part = &s->parts[s->part_count++];
  part->name = name;
  part->hash = nomenp_hash_bytes(bytes + name.start, nomenp_slice_size(name));
  part->is_word_list = nomenp_slice_is(s, keyword, "words");
  part->body = take_rest(r, at + 1, 0);
  if (nomenp_slice_size(part->body) == 0)
    return fail_reading(r, name.start, "the part is empty", name);
  return NOMEN_OK;
}

static nomen_status read_settings(reader *r, nomenp_source_rule *rule) {
  nomenp_sources *s = r->sources;
  nomenp_slice none = {0, 0, 0};
  uint32_t depth = 0;

  while (!at_end(r)) {
    nomenp_slice key;
    if (says_nothing(r)) {
      next_line(r);
      continue;
    }
    if (indent(r) == 0) break;
    if (depth == 0) depth = indent(r);
    if (indent(r) != depth)
      return fail_reading(r, r->text, "lines of a rule are indented alike",
                          none);
    key = take_name(r, r->text);
    if (nomenp_slice_size(key) == 0)
      return fail_reading(r, r->text, "a line of a rule begins with a key",
                          none);
    if (!NOMENP_ARENA_GROW(s->arena, &rule->settings, &rule->capacity,
                           rule->count + 1))
      return nomenp_error_memory(s->error);
    rule->settings[rule->count].key = key;
    rule->settings[rule->count++].value = take_rest(r, key.end, depth);
  }
  return NOMEN_OK;
}

static nomen_status read_rule(reader *r, nomenp_slice keyword) {
  nomenp_sources *s = r->sources;
  const char *bytes = s->files[r->file].bytes;
  nomenp_slice name = take_name(r, keyword.end), none = {0, 0, 0};
  nomenp_source_rule *rule;
  uint32_t at = name.end;

  while (at < r->line_end && is_blank(bytes[at])) at++;
  if (nomenp_slice_size(name) == 0 || at != r->line_end)
    return fail_reading(r, at, "a rule begins: rule NAME", none);
  for (size_t i = 0; i < s->rule_count; i++) {
    nomenp_slice other = s->rules[i].name;
    if (nomenp_slice_size(other) == nomenp_slice_size(name) &&
        memcmp(nomenp_slice_bytes(s, other), bytes + name.start,
               nomenp_slice_size(name)) == 0)
      return fail_reading(r, name.start, "there is a rule of this name already",
                          name);
  }
  if (s->rule_count >= NOMENP_PATTERN_RULES_MAX)
    return fail_reading(r, name.start, "too many rules", none);
  if (!NOMENP_ARENA_GROW(s->arena, &s->rules, &s->rule_capacity,
                         s->rule_count + 1))
    return nomenp_error_memory(s->error);
  rule = &s->rules[s->rule_count++];
  *rule = (nomenp_source_rule){name, NULL, 0, 0};
  next_line(r);
  return read_settings(r, rule);
}

static nomen_status read_file(nomenp_sources *s, uint32_t file) {
  reader r = {s, file, 0, 0, 0};
  nomenp_slice none = {0, 0, 0};
  nomen_status status = NOMEN_OK;

  if (s->files[file].size > NOMENP_PATTERN_FILE_MAX)
    return nomenp_sources_fail(s, file, 0, "the file is too large", none);
  for (look_at_line(&r); !at_end(&r) && status == NOMEN_OK;) {
    nomenp_slice keyword = take_name(&r, r.text);
    if (says_nothing(&r))
      next_line(&r);
    else if (indent(&r) != 0)
      status =
          fail_reading(&r, r.text, "an indented line belongs to no rule", none);
    else if (nomenp_slice_is(s, keyword, "rule"))
      status = read_rule(&r, keyword);
    else if (nomenp_slice_is(s, keyword, "part") ||
             nomenp_slice_is(s, keyword, "words"))
      status = read_part(&r, keyword);
    else
      status =
          fail_reading(&r, r.text, "expected part, words or rule", keyword);
  }
  return status;
}

nomen_status nomenp_sources_read(nomenp_sources *sources) {
  for (uint32_t file = 0; file < sources->file_count; file++) {
    nomen_status status = read_file(sources, file);
    if (status != NOMEN_OK) return status;
  }
  return NOMEN_OK;
}
