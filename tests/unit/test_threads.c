/* SPDX-License-Identifier: MIT */
/*
 * One engine, eight threads, 10,000 documents: the bytes that one thread gives; and
 * no memory kept by documents that are freed.
 *
 *   test_threads [DOCUMENTS]     10,000, unless said; fewer in slow builds
 */
#define _POSIX_C_SOURCE 200809L

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/engine.h"

#include "failing.h"

#define THREADS 8
#define ARTICLES 10
#define TEXTS 400 /* articles, and articles from a later line on */

#ifdef NOMEN_TEST_SLOW
static size_t documents = 1600;
#else
static size_t documents = 10000;
#endif

static nomen_engine *engine;
static char *articles[ARTICLES];
static const char *texts[TEXTS];
static char *expected[TEXTS];

static char *read_file(const char *name) {
  static char path[512];
  char *bytes = calloc(1, 1 << 16);
  FILE *file;

  snprintf(path, sizeof(path), "%s/%s", NOMEN_ARTICLES, name);
  file = fopen(path, "rb");
  if (file == NULL || bytes == NULL) return bytes;
  bytes[fread(bytes, 1, (1 << 16) - 1, file)] = '\0';
  fclose(file);
  return bytes;
}

/* Texts that differ: what is left of an article without its first lines; from its
 * beginning again when all lines are gone, and nothing at all in between. */
static const char *rest_of(const char *article, size_t lines) {
  const char *at = article;

  for (; lines > 0; lines--) {
    at = *at == '\0' ? article : at + strcspn(at, "\n");
    if (*at == '\n') at++;
  }
  return at;
}

static char *extract(const char *text) {
  nomen_document *document;
  char *json, *copy;

  if (nomen_extract(engine, text, strlen(text), NULL, &document, NULL) !=
      NOMEN_OK)
    return NULL;
  if (nomen_document_json(document, NULL, NOMEN_UNIT_BYTE, &json, NULL) !=
      NOMEN_OK)
    return NULL;
  copy = strdup(json);
  nomen_string_free(document, json);
  nomen_document_free(document);
  return copy;
}

static int prepare(void **state) {
  static const char *const names[ARTICLES] = {
      "01-ferry-vote.txt",        "02-adeyemi-results.txt",
      "03-rovers-derby.txt",      "04-brothers-quarry.txt",
      "05-typhoon-luzon.txt",     "06-seep-tubeworms.txt",
      "07-hospital-correction.txt", "08-cellist-interview.txt",
      "09-obituary-kovats.txt",   "10-singapore-appeal.txt"};

  (void)state;
  if (nomen_engine_new(NULL, &engine, NULL) != NOMEN_OK) return -1;
  for (size_t i = 0; i < ARTICLES; i++) {
    articles[i] = read_file(names[i]);
    if (articles[i] == NULL || articles[i][0] == '\0') return -1;
  }
  for (size_t i = 0; i < TEXTS; i++) {
    texts[i] = rest_of(articles[i % ARTICLES], i / ARTICLES);
    expected[i] = extract(texts[i]);
    if (expected[i] == NULL) return -1;
  }
  return 0;
}

static int clean_up(void **state) {
  (void)state;
  for (size_t i = 0; i < TEXTS; i++) free(expected[i]);
  for (size_t i = 0; i < ARTICLES; i++) free(articles[i]);
  nomen_engine_free(engine);
  return 0;
}

static void *work(void *argument) {
  size_t first = *(const size_t *)argument, wrong = 0;

  /* Each thread begins elsewhere: what one has just read, another reads next. */
  for (size_t i = 0; i < documents / THREADS; i++) {
    size_t which = (first + i) % TEXTS;
    char *json = extract(texts[which]);
    if (json == NULL || strcmp(json, expected[which]) != 0) wrong++;
    free(json);
  }
  return (void *)(uintptr_t)wrong;
}

static void threads_give_the_same_bytes(void **state) {
  pthread_t threads[THREADS];
  size_t numbers[THREADS];

  (void)state;
  for (size_t i = 0; i < THREADS; i++) {
    numbers[i] = i * (TEXTS / THREADS);
    assert_int_equal(pthread_create(&threads[i], NULL, work, &numbers[i]), 0);
  }
  for (size_t i = 0; i < THREADS; i++) {
    void *wrong = NULL;
    assert_int_equal(pthread_join(threads[i], &wrong), 0);
    assert_null(wrong);
  }
}

/* More calls at once than the pool has room for. */
static void a_pool_lends_any_number(void **state) {
  enum { MANY = 40 };
  failing f = {0};
  nomen_allocator memory = failing_at(&f, SIZE_MAX);
  nomenp_pool *pool = nomenp_pool_new(&memory);
  nomenp_work *lent[MANY];

  (void)state;
  assert_non_null(pool);
  for (int i = 0; i < MANY; i++) {
    lent[i] = nomenp_pool_take(pool);
    assert_non_null(lent[i]);
    for (int k = 0; k < i; k++) assert_ptr_not_equal(lent[k], lent[i]);
  }
  for (int i = 0; i < MANY; i++) nomenp_pool_give(pool, lent[i]);
  assert_in_range(f.live, 1, 17); /* the rest is freed */
  nomenp_pool_give(pool, NULL);
  nomenp_pool_free(pool);
  assert_int_equal(f.live, 0);
}

static void documents_leave_nothing(void **state) {
  failing f = {0};
  nomen_allocator memory = failing_at(&f, SIZE_MAX);
  nomen_engine_options options = NOMEN_ENGINE_OPTIONS_INIT;
  nomen_engine *own, *kept = engine;
  long live;

  (void)state;
  options.allocator = &memory;
  assert_int_equal(nomen_engine_new(&options, &own, NULL), NOMEN_OK);
  live = f.live;
  engine = own;
  for (int i = 0; i < 40; i++) free(extract(texts[i]));
  engine = kept;
  nomenp_pool_clear(own->pool);
  assert_int_equal(f.live, live);
  nomen_engine_free(own);
  assert_int_equal(f.live, 0);
}

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(threads_give_the_same_bytes),
      cmocka_unit_test(documents_leave_nothing),
      cmocka_unit_test(a_pool_lends_any_number),
  };
  if (argc > 1) documents = strtoul(argv[1], NULL, 10);
  return cmocka_run_group_tests(tests, prepare, clean_up);
}
