/* SPDX-License-Identifier: MIT */
/*
 * Memory stays flat: after many short documents the process holds within 5 % of what
 * it held after the first ten thousand, or the first tenth where that is less.
 *
 *   test_flat [DOCUMENTS]     200,000, unless said
 */
#define _POSIX_C_SOURCE 200809L

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "nomen/nomen.h"

#ifdef NOMEN_TEST_SLOW
static long documents = 2000;
#else
static long documents = 200000;
#endif

static const char *const texts[] = {
    "The euro fell to $1.05 on Friday, Reuters said.",
    "BERLIN, May 3 - Angela Merkel met Emmanuel Macron in Paris last week.",
    "Shares of Acme Holdings Inc. rose 3 percent; Acme paid $3.5 million.",
    "",
    "no names here, and none there either",
    "\xe2\x80\x9cNot yet,\xe2\x80\x9d said Mr. \xc3\x85gren of IKEA in \xc3\x84lmhult, Sweden.",
};

/* Pages that the process holds; 0: the system does not say. */
static long resident(void) {
  FILE *file = fopen("/proc/self/statm", "r");
  long size = 0, pages = 0;

  if (file == NULL) return 0;
  if (fscanf(file, "%ld %ld", &size, &pages) != 2) pages = 0;
  fclose(file);
  return pages;
}

static void read_texts(const nomen_engine *engine, long count) {
  for (long i = 0; i < count; i++) {
    const char *text = texts[(size_t)i % (sizeof texts / sizeof *texts)];
    nomen_document *document = NULL;
    char *json = NULL;
    assert_int_equal(nomen_extract(engine, text, strlen(text), NULL, &document,
                                   NULL),
                     NOMEN_OK);
    assert_int_equal(nomen_document_json(document, NULL, NOMEN_UNIT_CODE_POINT,
                                         &json, NULL),
                     NOMEN_OK);
    nomen_string_free(document, json);
    nomen_document_free(document);
  }
}

static void memory_stays_flat(void **state) {
  nomen_engine *engine = NULL;
  long first = documents < 100000 ? documents / 10 : 10000, few, many;

  (void)state;
  assert_int_equal(nomen_engine_new(NULL, &engine, NULL), NOMEN_OK);
  read_texts(engine, first);
  few = resident();
  read_texts(engine, documents - first);
  many = resident();
  nomen_engine_free(engine);
  print_message("%ld pages after %ld documents, %ld after %ld\n", few,
                first, many, documents);
#ifndef NOMEN_TEST_SLOW /* a sanitizer keeps what was freed */
  assert_true(many <= few + few / 20);
#endif
}

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(memory_stays_flat),
  };

  if (argc > 1) documents = strtol(argv[1], NULL, 10);
  return cmocka_run_group_tests(tests, NULL, NULL);
}
