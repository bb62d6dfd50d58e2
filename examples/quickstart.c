/* SPDX-License-Identifier: MIT */
/* The twenty lines of the README: every record of a text, with its value. */
#include <stdio.h>
#include <string.h>

#include <nomen/nomen.h>

int main(void) {
  const char *text = "Mr. Okafor paid the Lagos bank $2.5 million on 3 May 2024.";
  nomen_engine *engine;
  nomen_document *document;
  nomen_error error;
  const nomen_record *r;

  if (nomen_engine_new(NULL, &engine, &error) != NOMEN_OK ||
      nomen_extract(engine, text, strlen(text), NULL, &document, &error) !=
          NOMEN_OK) {
    fprintf(stderr, "%s\n", error.message);
    return 1;
  }
  for (size_t i = 0; (r = nomen_document_record(document, i)) != NULL; i++)
    printf("%-12s %.*s%s%s\n", nomen_type_name(r->type),
           (int)(r->end - r->start), text + r->start,
           r->type == NOMEN_TYPE_DATE ? " = " : "",
           r->type == NOMEN_TYPE_DATE ? r->value.date.timex : "");
  nomen_document_free(document);
  nomen_engine_free(engine);
  return 0;
}
