/* SPDX-License-Identifier: MIT */
/* The compiler of weights: lines to a sorted, checked section. */
#include "decide/weights.h"
#include "base/error.h"
#include "base/sort.h"

#include <string.h>

/* One line, resolved. */
typedef struct weight_line {
  uint64_t key;
  uint32_t label;
  uint32_t tag;
  int16_t weight;
} weight_line;

typedef struct compiler {
  const nomen_allocator *memory;
  weight_line *lines;
  size_t count;
  size_t capacity;
  int16_t transitions[2][NOMENP_LABEL_COUNT][NOMENP_LABEL_COUNT];
  uint32_t seed;
} compiler;

static int compare_uint64(uint64_t a, uint64_t b) {
  return (a > b) - (a < b);
}

static int by_tag(const void *a, const void *b) {
  const weight_line *x = a, *y = b;
  int order = compare_uint64(x->tag, y->tag);

  if (order == 0) order = compare_uint64(x->key, y->key);
  return order != 0 ? order : compare_uint64(x->label, y->label);
}

static bool read_written(const char *text, size_t size, int16_t *out) {
  bool is_negative = size > 0 && text[0] == '-';
  int32_t value = 0;

  if (is_negative) {
    text++;
    size--;
  }
  if (size == 0 || size > 5) return false;
  for (size_t i = 0; i < size; i++) {
    if (text[i] < '0' || text[i] > '9') return false;
    value = value * 10 + (text[i] - '0');
  }
  if (value > INT16_MAX) return false;
  *out = (int16_t)(is_negative ? -value : value);
  return true;
}

static bool starts_with(const char *text, size_t size, const char *prefix) {
  size_t prefix_size = strlen(prefix);
  return size > prefix_size && memcmp(text, prefix, prefix_size) == 0;
}

static nomen_status bad_line(nomen_error *error, uint32_t line,
                             const char *message, const char *text,
                             size_t size) {
  nomen_status status =
      nomenp_error_set_detail(error, NOMEN_EPACK, 0, message, text, size);
  nomenp_error_locate(error, "", line, 1);
  return status;
}

/* "previous=L" into the tables; true if the name is one of those. */
static bool take_transition(compiler *c, const char *name, size_t size,
                            uint32_t label, int16_t weight) {
  unsigned pass = 0;
  uint32_t from;

  if (starts_with(name, size, "second:")) {
    pass = 1;
    name += 7;
    size -= 7;
  }
  if (!starts_with(name, size, "previous=") ||
      !nomenp_label_find(name + 9, size - 9, &from))
    return false;
  c->transitions[pass][from][label] = weight;
  return true;
}

static nomen_status take_line(compiler *c, const char *text, size_t size,
                              uint32_t number, nomen_error *error) {
  const char *tab = memchr(text, '\t', size), *second;
  size_t name_size, rest;
  nomenp_evidence_item item;
  uint32_t label;
  int16_t weight;
  weight_line *line;

  if (tab == NULL)
    return bad_line(error, number, "no tab in the line of weights", text, size);
  name_size = (size_t)(tab - text);
  rest = size - name_size - 1;
  second = memchr(tab + 1, '\t', rest);
  if (second == NULL || !nomenp_label_find(tab + 1, (size_t)(second - tab - 1),
                                           &label))
    return bad_line(error, number, "no such label of weights", tab + 1, rest);
  rest -= (size_t)(second - tab);
  if (!read_written(second + 1, rest, &weight))
    return bad_line(error, number, "a weight that is no number in thousandths",
                    second + 1, rest);
  if (take_transition(c, text, name_size, label, weight)) return NOMEN_OK;
  if (!nomenp_evidence_parse(text, name_size, &item))
    return bad_line(error, number, "no such evidence", text, name_size);
  if (!NOMENP_GROW(c->memory, &c->lines, &c->capacity, c->count + 1))
    return nomenp_error_memory(error);
  line = &c->lines[c->count++];
  *line = (weight_line){nomenp_evidence_key(&item), label, 0, weight};
  return NOMEN_OK;
}

static nomen_status take_text(compiler *c, const char *text, size_t size,
                              nomen_error *error) {
  uint32_t number = 1;

  while (size != 0) {
    const char *end = memchr(text, '\n', size);
    size_t line_size = end == NULL ? size : (size_t)(end - text);
    if (line_size != 0 && text[0] != '#') {
      nomen_status status = take_line(c, text, line_size, number, error);
      if (status != NOMEN_OK) return status;
    }
    line_size += end != NULL;
    text += line_size;
    size -= line_size;
    number++;
  }
  return NOMEN_OK;
}

/* Make tags under a seed and sort by them; false when two keys share one. */
static bool make_tags(compiler *c, uint32_t seed) {
  for (size_t i = 0; i < c->count; i++)
    c->lines[i].tag = nomenp_weights_tag(c->lines[i].key, seed);
  nomenp_sort(c->lines, c->count, sizeof *c->lines, by_tag);
  for (size_t i = 1; i < c->count; i++)
    if (c->lines[i].tag == c->lines[i - 1].tag &&
        c->lines[i].key != c->lines[i - 1].key)
      return false;
  c->seed = seed;
  return true;
}

/* A weight given twice, or one of nothing, is dropped: the last one counts. */
static void drop_idle(compiler *c) {
  size_t kept = 0;

  for (size_t i = 0; i < c->count; i++) {
    if (i + 1 < c->count && c->lines[i].key == c->lines[i + 1].key &&
        c->lines[i].label == c->lines[i + 1].label)
      continue;
    if (c->lines[i].weight != 0) c->lines[kept++] = c->lines[i];
  }
  c->count = kept;
}

static void put_32(nomenp_buffer *out, uint32_t value) {
  uint8_t bytes[4] = {(uint8_t)value, (uint8_t)(value >> 8),
                      (uint8_t)(value >> 16), (uint8_t)(value >> 24)};
  nomenp_buffer_put(out, bytes, sizeof bytes);
}

static void put_16(nomenp_buffer *out, uint16_t value) {
  uint8_t bytes[2] = {(uint8_t)value, (uint8_t)(value >> 8)};
  nomenp_buffer_put(out, bytes, sizeof bytes);
}

/* The lines of one row are [first, end). */
static size_t row_end(const compiler *c, size_t first) {
  size_t end = first + 1;
  while (end < c->count && c->lines[end].tag == c->lines[first].tag) end++;
  return end;
}

static void write_section(const compiler *c, nomenp_buffer *out) {
  uint32_t rows = 0;

  for (size_t i = 0; i < c->count; i = row_end(c, i)) rows++;
  put_32(out, NOMENP_WEIGHTS_MAGIC);
  put_32(out, NOMENP_WEIGHTS_FORMAT);
  put_32(out, c->seed);
  put_32(out, rows);
  put_32(out, (uint32_t)c->count);
  for (unsigned pass = 0; pass < 2; pass++)
    for (unsigned from = 0; from < NOMENP_LABEL_COUNT; from++)
      for (unsigned to = 0; to < NOMENP_LABEL_COUNT; to++)
        put_16(out, (uint16_t)c->transitions[pass][from][to]);
  for (size_t i = 0; i < c->count; i = row_end(c, i))
    put_32(out, c->lines[i].tag);
  for (size_t i = 0; i < c->count; i = row_end(c, i)) {
    uint16_t mask = 0;
    for (size_t j = i; j < row_end(c, i); j++)
      mask = (uint16_t)(mask | 1u << c->lines[j].label);
    put_16(out, mask);
  }
  for (size_t i = 0; i < c->count; i++)
    put_16(out, (uint16_t)c->lines[i].weight);
}

nomen_status nomenp_weights_compile(const nomen_allocator *memory,
                                    const char *text, size_t size,
                                    nomenp_buffer *out, nomen_error *error) {
  compiler c = {0};
  nomen_status status;
  uint32_t seed = 0;

  c.memory = memory;
  status = take_text(&c, text, size, error);
  if (status == NOMEN_OK) {
    while (!make_tags(&c, seed) && seed < 1000) seed++;
    drop_idle(&c);
    write_section(&c, out);
    if (out->failed) status = nomenp_error_memory(error);
  }
  nomenp_memory_release(memory, c.lines);
  return status;
}
