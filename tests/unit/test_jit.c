/* SPDX-License-Identifier: MIT */
/* Interpreted patterns find the very same as compiled ones, in each of our articles. */
#define _POSIX_C_SOURCE 200809L

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "nomen/nomen.h"

#define TEXT_ROOM ((size_t)1 << 18)

static size_t read_file(const char *name, char *text) {
  char path[1024];
  FILE *file;
  size_t size;

  snprintf(path, sizeof path, "%s/%s", NOMEN_ARTICLES, name);
  file = fopen(path, "rb");
  assert_non_null(file);
  size = fread(text, 1, TEXT_ROOM, file);
  fclose(file);
  return size;
}

static nomen_document *extract(const nomen_engine *engine, const char *text,
                               size_t size, char **json) {
  nomen_extract_options options = NOMEN_EXTRACT_OPTIONS_INIT;
  nomen_document *document = NULL;

  options.flags = NOMEN_EXTRACT_EXPLAIN | NOMEN_EXTRACT_REPLACE;
  assert_int_equal(
      nomen_extract(engine, text, size, &options, &document, NULL), NOMEN_OK);
  assert_int_equal(
      nomen_document_json(document, NULL, NOMEN_UNIT_BYTE, json, NULL),
      NOMEN_OK);
  return document;
}

static void same_records(void **state) {
  nomen_engine_options options = NOMEN_ENGINE_OPTIONS_INIT;
  nomen_engine *compiled, *interpreted;
  DIR *folder = opendir(NOMEN_ARTICLES);
  char *text = malloc(TEXT_ROOM);
  struct dirent *entry;
  int count = 0;

  (void)state;
  assert_non_null(folder);
  assert_non_null(text);
  assert_int_equal(nomen_engine_new(NULL, &compiled, NULL), NOMEN_OK);
  options.flags = NOMEN_ENGINE_NO_JIT;
  assert_int_equal(nomen_engine_new(&options, &interpreted, NULL), NOMEN_OK);
  assert_int_equal(nomen_engine_has_jit(interpreted), 0);
  while ((entry = readdir(folder)) != NULL) {
    nomen_document *a, *b;
    char *a_json, *b_json;
    size_t size;
    if (strstr(entry->d_name, ".txt") == NULL) continue;
    size = read_file(entry->d_name, text);
    a = extract(compiled, text, size, &a_json);
    b = extract(interpreted, text, size, &b_json);
    assert_string_equal(a_json, b_json);
    nomen_string_free(a, a_json);
    nomen_string_free(b, b_json);
    nomen_document_free(a);
    nomen_document_free(b);
    count++;
  }
  assert_true(count > 10);
  closedir(folder);
  nomen_engine_free(interpreted);
  nomen_engine_free(compiled);
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(same_records),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
