/* SPDX-License-Identifier: MIT */
/* JSON: the library writes documents; only the lines of failed ones are made here. */
#include "output.h"

#include <jansson.h>

static int write_file(void *context, const char *bytes, size_t size) {
  return fwrite(bytes, 1, size, context) != size;
}

void output_json(FILE *file, const input_document *in,
                 const nomen_document *document, nomen_unit unit) {
  /* A failure shows in ferror(file). */
  (void)nomen_document_write_json(document, in->id, unit, write_file, file);
}

static void print_string(FILE *file, const char *text) {
  json_t *string = json_string(text);

  if (string != NULL)
    json_dumpf(string, file, JSON_ENCODE_ANY);
  else
    fputs("null", file);
  json_decref(string);
}

void output_json_error(FILE *file, const input_document *in, const char *code,
                       const char *message, size_t offset) {
  fputc('{', file);
  if (in->id != NULL) fprintf(file, "\"id\": %s, ", in->id);
  fputs("\"error\": {\"code\": ", file);
  print_string(file, code);
  fputs(", \"message\": ", file);
  print_string(file, message);
  fprintf(file, ", \"offset\": %zu}}", offset);
}
