/* SPDX-License-Identifier: MIT */
/* Error values: cut to fit, always NUL-terminated. */
#include "base/error.h"

#include <stdbool.h>
#include <string.h>

typedef struct writer {
  char *at;
  char *last; /* keeps the place of the NUL */
} writer;

static void write_text(writer *w, const char *bytes, size_t size) {
  for (size_t i = 0; i < size && w->at < w->last; i++) {
    char c = bytes[i];
    *w->at++ = c >= ' ' && c <= '~' ? c : '?';
  }
  *w->at = '\0';
}

nomen_status nomenp_error_set_detail(nomen_error *error, nomen_status code,
                                     size_t offset, const char *message,
                                     const char *detail, size_t detail_size) {
  writer w;

  if (error == NULL) return code;
  memset(error, 0, sizeof(*error));
  error->code = code;
  error->offset = offset;
  w.at = error->message;
  w.last = error->message + NOMEN_MESSAGE_SIZE - 1;
  write_text(&w, message, strlen(message));
  if (detail != NULL) {
    write_text(&w, " \"", 2);
    write_text(&w, detail, detail_size);
    write_text(&w, "\"", 1);
  }
  return code;
}

nomen_status nomenp_error_set(nomen_error *error, nomen_status code,
                              size_t offset, const char *message) {
  return nomenp_error_set_detail(error, code, offset, message, NULL, 0);
}

void nomenp_error_locate(nomen_error *error, const char *file, uint32_t line,
                         uint32_t column) {
  size_t size;

  if (error == NULL) return;
  error->line = line;
  error->column = column;
  if (file == NULL) return;
  size = strlen(file);
  if (size >= NOMEN_ERROR_FILE_SIZE) size = NOMEN_ERROR_FILE_SIZE - 1;
  memcpy(error->file, file, size);
  error->file[size] = '\0';
}

nomen_status nomenp_error_memory(nomen_error *error) {
  return nomenp_error_set(error, NOMEN_ENOMEM, 0,
                          nomen_status_text(NOMEN_ENOMEM));
}

/* One row a status, in the order of their values from 0 down. */
static const struct {
  const char *name;
  const char *text;
} statuses[] = {
    {"ok", "no error"},
    {"enomem", "out of memory"},
    {"earg", "bad argument"},
    {"eutf8", "text is not UTF-8"},
    {"elimit", "text is too long"},
    {"edate", "reference date is not a date"},
    {"epack", "pack is damaged or no pack"},
    {"eversion", "pack is of another format version"},
    {"epattern", "pattern is not well formed"},
    {"elist", "list is not well formed"},
    {"eio", "input or output failed"},
};

static bool is_known(nomen_status status) {
  return status <= NOMEN_OK && status >= NOMEN_EIO;
}

const char *nomen_status_text(nomen_status status) {
  return is_known(status) ? statuses[-(int)status].text : "unknown status";
}

const char *nomen_status_name(nomen_status status) {
  return is_known(status) ? statuses[-(int)status].name : "eunknown";
}
