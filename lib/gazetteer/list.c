/* SPDX-License-Identifier: MIT */
/* Tab-separated lists, read strictly: what is not understood is a fault. */
#include "gazetteer/list.h"

#include "base/error.h"
#include "text/utf8.h"

#include <string.h>

#define DEGREE_DIGITS 5

static bool cell_is(const nomenp_cell *cell, const char *text) {
  size_t size = strlen(text);
  return cell->size == size && memcmp(cell->bytes, text, size) == 0;
}

static nomen_status fault_at(const nomenp_list_reader *reader, const char *at,
                             uint32_t line, uint32_t column,
                             const char *message, nomen_error *error) {
  nomen_status status = nomenp_error_set(error, NOMEN_ELIST,
                                         (size_t)(at - reader->begin), message);
  nomenp_error_locate(error, reader->label, line, column);
  return status;
}

nomen_status nomenp_list_fault(const nomenp_list_reader *reader,
                               const nomenp_cell *cell, const char *message,
                               nomen_error *error) {
  nomen_status status = nomenp_error_set_detail(
      error, NOMEN_ELIST, (size_t)(cell->bytes - reader->begin), message,
      cell->size != 0 ? cell->bytes : NULL, cell->size);
  nomenp_error_locate(error, reader->label, reader->line, cell->column);
  return status;
}

/* The line at reader->at without its end; moves on to the next. */
static bool take_line(nomenp_list_reader *reader, const char **line,
                      size_t *size) {
  size_t rest = (size_t)(reader->end - reader->at);
  const char *stop;

  if (rest == 0) return false;
  *line = reader->at;
  stop = memchr(reader->at, '\n', rest);
  *size = stop != NULL ? (size_t)(stop - reader->at) : rest;
  reader->at += *size + (stop != NULL ? 1 : 0);
  if (*size != 0 && (*line)[*size - 1] == '\r') --*size;
  reader->line++;
  return true;
}

/* Cut a line at its tabs into at most `room` cells. */
static nomen_status cut_cells(nomenp_list_reader *reader, const char *line,
                              size_t size, nomenp_cell *cells, size_t room,
                              size_t *count, nomen_error *error) {
  const char *at = line, *end = line + size;

  for (*count = 0;; at++) {
    const char *tab = memchr(at, '\t', (size_t)(end - at));
    const char *stop = tab != NULL ? tab : end;
    if (*count == room)
      return fault_at(reader, at, reader->line, (uint32_t)(at - line) + 1,
                      "more cells than columns", error);
    cells[(*count)++] =
        (nomenp_cell){at, (uint32_t)(stop - at), (uint32_t)(at - line) + 1};
    if (tab == NULL) return NOMEN_OK;
    at = tab;
  }
}

static nomen_status check_encoding(nomenp_list_reader *reader,
                                   nomen_error *error) {
  size_t size = (size_t)(reader->end - reader->begin), fault;
  const char *at = reader->begin;
  uint32_t line = 1;

  if (nomenp_utf8_check((const uint8_t *)reader->begin, size, &fault)) {
    at = memchr(reader->begin, '\0', size);
    if (at == NULL) return NOMEN_OK;
    fault = (size_t)(at - reader->begin);
  }
  at = reader->begin;
  for (const char *p = at; p < reader->begin + fault; p++)
    if (*p == '\n') {
      line++;
      at = p + 1;
    }
  return fault_at(reader, reader->begin + fault, line,
                  (uint32_t)(reader->begin + fault - at) + 1,
                  "list is not UTF-8 text", error);
}

static nomen_status read_header(nomenp_list_reader *reader,
                                nomen_error *error) {
  const char *line;
  size_t size;
  nomen_status status;

  do {
    if (!take_line(reader, &line, &size))
      return fault_at(reader, reader->at, reader->line + 1, 1,
                      "list has no header row", error);
  } while (size == 0 || line[0] == '#');
  status = cut_cells(reader, line, size, reader->columns,
                     NOMENP_LIST_COLUMNS_MAX, &reader->column_count, error);
  if (status != NOMEN_OK) return status;
  for (size_t i = 0; i < reader->column_count; i++) {
    const nomenp_cell *cell = &reader->columns[i];
    if (cell->size == 0)
      return nomenp_list_fault(reader, cell, "column has no name", error);
    for (size_t j = 0; j < i; j++)
      if (reader->columns[j].size == cell->size &&
          memcmp(reader->columns[j].bytes, cell->bytes, cell->size) == 0)
        return nomenp_list_fault(reader, cell, "column named twice", error);
  }
  if (nomenp_list_column(reader, "name") == NOMENP_LIST_COLUMNS_MAX)
    return fault_at(reader, line, reader->line, 1,
                    "header has no column \"name\"", error);
  return NOMEN_OK;
}

nomen_status nomenp_list_open(nomenp_list_reader *reader, const char *label,
                              const char *bytes, size_t size,
                              nomen_error *error) {
  nomen_status status;

  memset(reader, 0, sizeof(*reader));
  reader->label = label;
  reader->begin = reader->at = size != 0 ? bytes : "";
  reader->end = reader->begin + size;
  if (size > UINT32_MAX)
    return fault_at(reader, reader->begin, 0, 0, "list is too long", error);
  status = check_encoding(reader, error);
  if (status != NOMEN_OK) return status;
  if (size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) reader->at += 3;
  return read_header(reader, error);
}

nomen_status nomenp_list_next(nomenp_list_reader *reader, bool *has_row,
                              nomen_error *error) {
  const char *line;
  size_t size, count;
  nomen_status status;

  *has_row = false;
  do {
    if (!take_line(reader, &line, &size)) return NOMEN_OK;
  } while (size == 0);
  status = cut_cells(reader, line, size, reader->cells, reader->column_count,
                     &count, error);
  if (status != NOMEN_OK) return status;
  for (; count < reader->column_count; count++)
    reader->cells[count] = (nomenp_cell){line + size, 0, (uint32_t)size + 1};
  *has_row = true;
  return NOMEN_OK;
}

size_t nomenp_list_column(const nomenp_list_reader *reader, const char *name) {
  for (size_t i = 0; i < reader->column_count; i++)
    if (cell_is(&reader->columns[i], name)) return i;
  return NOMENP_LIST_COLUMNS_MAX;
}

/* Digits from *at on; `value` stays below `limit` times ten. */
static bool take_digits(const char **at, const char *end, uint64_t limit,
                        uint64_t *value) {
  const char *first = *at;

  for (*value = 0; *at < end && **at >= '0' && **at <= '9'; ++*at) {
    *value = *value * 10 + (uint64_t)(**at - '0');
    if (*value > limit) return false;
  }
  return *at > first;
}

bool nomenp_list_number(const nomenp_cell *cell, uint32_t limit,
                        uint32_t *out) {
  const char *at = cell->bytes, *end = cell->bytes + cell->size;
  uint64_t value;

  if (!take_digits(&at, end, limit, &value) || at != end) return false;
  *out = (uint32_t)value;
  return true;
}

bool nomenp_list_degrees(const nomenp_cell *cell, int32_t limit, int32_t *out) {
  const char *at = cell->bytes, *end = cell->bytes + cell->size;
  bool is_negative = at < end && *at == '-';
  uint64_t value;
  int digits = 0;

  if (is_negative) at++;
  if (!take_digits(&at, end, (uint64_t)limit, &value)) return false;
  if (at < end && *at == '.' && ++at == end) return false;
  for (; digits < DEGREE_DIGITS; digits++) {
    bool has_digit = at < end && *at >= '0' && *at <= '9';
    value = value * 10 + (has_digit ? (uint64_t)(*at - '0') : 0);
    if (has_digit) at++;
  }
  if (at < end && *at >= '5' && *at <= '9') value++;
  while (at < end && *at >= '0' && *at <= '9')
    at++;
  if (at != end || value > (uint64_t)limit * 100000u) return false;
  *out = is_negative ? -(int32_t)value : (int32_t)value;
  return true;
}
