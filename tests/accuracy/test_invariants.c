/* SPDX-License-Identifier: MIT */
/*
 * Every document of the annotated news, and of our own: what must hold does, and the
 * same bytes come out twice, with machine code and without.
 *
 *   test_invariants FILE.jsonl...    exit 77 when there is none
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "../unit/invariants.h"

static nomen_engine *make_engine(uint32_t flags) {
  nomen_engine_options options = NOMEN_ENGINE_OPTIONS_INIT;
  nomen_engine *engine;

  options.flags = flags;
  return nomen_engine_new(&options, &engine, NULL) == NOMEN_OK ? engine : NULL;
}

/* The JSON of a text, or NULL; *broken says what does not hold. */
static char *json_of(const nomen_engine *engine, const char *text, size_t size,
                     const char **broken) {
  nomen_document *document;
  char *json = NULL, *copy = NULL;
  size_t json_size;

  *broken = "extraction failed";
  if (nomen_extract(engine, text, size, NULL, &document, NULL) != NOMEN_OK)
    return NULL;
  *broken = invariants_broken(document, text, size);
  if (*broken == NULL && nomen_document_json(document, NULL, NOMEN_UNIT_BYTE,
                                             &json, &json_size) == NOMEN_OK) {
    copy = malloc(json_size + 1);
    if (copy != NULL) memcpy(copy, json, json_size + 1);
    nomen_string_free(document, json);
  }
  nomen_document_free(document);
  return copy;
}

static int check(nomen_engine *const engines[2], const char *text,
                 size_t size, const char **broken) {
  char *first = json_of(engines[0], text, size, broken);
  char *second = first != NULL ? json_of(engines[0], text, size, broken) : NULL;
  char *third = second != NULL ? json_of(engines[1], text, size, broken) : NULL;
  int good = third != NULL && strcmp(first, second) == 0;

  if (third != NULL && !good) *broken = "other bytes the second time";
  if (good && strcmp(first, third) != 0) {
    *broken = "other bytes without machine code";
    good = 0;
  }
  free(first);
  free(second);
  free(third);
  return good;
}

static size_t check_file(nomen_engine *const engines[2], const char *path,
                         size_t *failed) {
  static char line[1 << 20];
  FILE *file = fopen(path, "rb");
  size_t count = 0;

  while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
    json_t *json = json_loads(line, JSON_ALLOW_NUL, NULL);
    const json_t *text = json_object_get(json, "text");
    const char *broken;
    if (json_is_string(text)) {
      count++;
      if (!check(engines, json_string_value(text), json_string_length(text),
                 &broken)) {
        printf("%s, document %zu: %s\n", path, count, broken);
        ++*failed;
      }
    }
    json_decref(json);
  }
  if (file != NULL) fclose(file);
  return count;
}

int main(int argc, char **argv) {
  nomen_engine *engines[2] = {make_engine(0), make_engine(NOMEN_ENGINE_NO_JIT)};
  size_t count = 0, failed = 0;

  if (engines[0] == NULL || engines[1] == NULL) return 1;
  for (int i = 1; i < argc; i++)
    count += check_file(engines, argv[i], &failed);
  nomen_engine_free(engines[0]);
  nomen_engine_free(engines[1]);
  printf("%zu documents, %zu failed\n", count, failed);
  return failed != 0 ? 1 : count == 0 ? 77 : 0;
}
