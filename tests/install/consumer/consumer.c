/* SPDX-License-Identifier: MIT */
/* A program that knows only what is installed. */
#include <string.h>

#include <nomen/nomen.h>

int main(void) {
  static const char text[] = "They met in Paris on 3 May 2024.";
  nomen_engine *engine;
  nomen_document *document;
  size_t date;

  if (nomen_version() != NOMEN_VERSION_MAJOR * 10000 +
                             NOMEN_VERSION_MINOR * 100 + NOMEN_VERSION_PATCH)
    return 1;
  if (nomen_engine_new(NULL, &engine, NULL) != NOMEN_OK) return 2;
  if (nomen_extract(engine, text, sizeof(text) - 1, NULL, &document, NULL) !=
      NOMEN_OK)
    return 3;
  date = nomen_document_next(document, NOMEN_TYPE_DATE, 0);
  if (date == NOMEN_NONE ||
      strcmp(nomen_document_record(document, date)->value.date.timex,
             "2024-05-03") != 0)
    return 4;
  nomen_document_free(document);
  nomen_engine_free(engine);
  return 0;
}
