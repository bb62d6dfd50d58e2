/* SPDX-License-Identifier: MIT */
/*
 * Any bytes through the whole library; the first byte chooses options.  What must hold
 * of every document does (invariants.h), and the same bytes come twice.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/invariants.h"

#define HOLDS(condition)                                                       \
  do {                                                                         \
    if (!(condition)) abort();                                                 \
  } while (0)

static nomen_engine *engine(void) {
  static nomen_engine *made;
  static const char own[] = "name\ttype\taliases\nNew York Times\torganisation"
                            "\tthe Times|NYT\nMay\tperson\t\n";
  static const char denied[] = "name\nParis\n";
  nomen_source sources[2] = {NOMEN_SOURCE_INIT, NOMEN_SOURCE_INIT};
  nomen_engine_options options = NOMEN_ENGINE_OPTIONS_INIT;

  if (made != NULL) return made;
  sources[0].bytes = own;
  sources[0].bytes_size = sizeof(own) - 1;
  sources[1].role = NOMEN_SOURCE_DENY;
  sources[1].bytes = denied;
  sources[1].bytes_size = sizeof(denied) - 1;
  options.sources = sources;
  options.source_count = 2;
  HOLDS(nomen_engine_new(&options, &made, NULL) == NOMEN_OK);
  return made;
}

static char *json_of(const char *text, size_t size,
                     const nomen_extract_options *options, int is_valid) {
  nomen_document *document;
  nomen_status status =
      nomen_extract(engine(), text, size, options, &document, NULL);
  char *json, *copy;
  size_t json_size;

  if (status == NOMEN_EUTF8 && !(options->flags & NOMEN_EXTRACT_REPLACE))
    return NULL;
  HOLDS(status == NOMEN_OK);
  /* Beside a byte that is no character, boundaries mean nothing. */
  HOLDS(!is_valid || invariants_broken(document, text, size) == NULL);
  HOLDS(nomen_document_json(document, NULL, NOMEN_UNIT_UTF16, &json,
                            &json_size) == NOMEN_OK);
  copy = malloc(json_size + 1);
  HOLDS(copy != NULL);
  memcpy(copy, json, json_size + 1);
  nomen_string_free(document, json);
  nomen_document_free(document);
  return copy;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const dates[] = {NULL, "2021-07-15", "0001-01-01",
                                      "9999-12-31T23:59:59"};
  nomen_extract_options options = NOMEN_EXTRACT_OPTIONS_INIT;
  nomen_extract_options strict;
  const char *text = (const char *)data + 1;
  char *first, *second, *valid;

  if (size == 0) return 0;
  size--;
  options.flags = (data[0] & 7u) | NOMEN_EXTRACT_REPLACE;
  options.reference_date = dates[data[0] >> 3 & 3];
  options.types = data[0] >> 5 == 7 ? NOMEN_TYPE_BIT(NOMEN_TYPE_PLACE) : 0;
  strict = options;
  strict.flags &= ~NOMEN_EXTRACT_REPLACE;
  valid = json_of(text, size, &strict, 1);
  first = json_of(text, size, &options, valid != NULL);
  second = json_of(text, size, &options, valid != NULL);
  HOLDS(strcmp(first, second) == 0);
  if (valid != NULL) HOLDS(strcmp(first, valid) == 0);
  free(first);
  free(second);
  free(valid);
  return 0;
}
