/* SPDX-License-Identifier: MIT */
/* Error values: cut to fit, always NUL-terminated. */
#include "base/error.h"

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

const char *nomen_status_text(nomen_status status) {
  switch (status) {
  case NOMEN_OK: return "no error";
  case NOMEN_ENOMEM: return "out of memory";
  case NOMEN_EARG: return "bad argument";
  case NOMEN_EUTF8: return "text is not UTF-8";
  case NOMEN_ELIMIT: return "text is too long";
  case NOMEN_EDATE: return "reference date is not a date";
  case NOMEN_EPACK: return "pack is damaged or no pack";
  case NOMEN_EVERSION: return "pack is of another format version";
  case NOMEN_EPATTERN: return "pattern is not well formed";
  case NOMEN_ELIST: return "list is not well formed";
  case NOMEN_EIO: return "input or output failed";
  }
  return "unknown status";
}
