/* SPDX-License-Identifier: MIT */
/*
 * The whole library, from bytes to JSON, costs time in proportion to the text, whatever
 * the text: for each kind of hostile text, twice as much of it takes less than two
 * and a half times as long.  Processor time in one process, the best of five; ratios
 * only, never absolute times.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "engine/engine.h"

#ifndef NOMEN_TEST_SLOW
#define ROUNDS 5
#define TRIES 4
#define RATIO_MAX 2.5
#endif
#define POOL_SIZE ((size_t)640 << 20)

/* Repeated until the text is full: "%" is a name that is new each time, "#" a number
 * that is.  Sizes are those of the smaller text, chosen for some 20 ms each. */
static const struct text_kind {
  const char *name;
  const char *piece;
  size_t size;
} kinds[] = {
    {"one token", "a", 5u << 20},
    {"digits and dots", "12.", 5u << 20},
    {"combining marks", "\xcc\x81", 2u << 20},
    {"brackets", "(", 1u << 20},
    {"quotes", "\"", 1u << 20},
    {"opening quotes", "\xe2\x80\x9c", 1u << 20},
    {"capitals", "A", 1u << 20},
    {"single capitals", "A ", 50u << 10},
    {"initials", "A. B. ", 50u << 10},
    {"capitals by line", "A\n", 50u << 10},
    {"months", "Jan ", 50u << 10},
    {"weekdays", "Monday, ", 50u << 10},
    {"dates", "1999-01-01 ", 50u << 10},
    {"years", "1999 ", 50u << 10},
    {"years joined", "1999-", 80u << 10},
    {"shifts", "two years ago ", 100u << 10},
    {"periods", "last year's first quarter of the ", 100u << 10},
    {"quarters", "Q1 ", 25u << 10},
    {"amounts", "$1 ", 25u << 10},
    {"amounts joined", "$1-", 25u << 10},
    {"numbers that differ", "$# ", 50u << 10},
    {"number words", "one hundred and ", 100u << 10},
    {"function words", "the ", 1u << 20},
    {"nested names", "New York New York ", 60u << 10},
    {"overlapping names", "New York York New ", 60u << 10},
    {"names in brackets", "((((Paris)))) ", 100u << 10},
    {"known surnames", "Smith ", 80u << 10},
    {"company tails", "Inc. ", 50u << 10},
    {"heads of bodies", "Bank of the ", 100u << 10},
    {"titles", "Mr. ", 80u << 10},
    {"roles", "the minister of President ", 80u << 10},
    {"cities and states", "Paris, Texas, ", 60u << 10},
    {"names that differ", "% ", 200u << 10},
    {"names with commas", "%, ", 200u << 10},
    {"names in sentences", "% and % met % Inc. in %. ", 200u << 10},
    {"names by line", "% %\n", 100u << 10},
    {"names and short forms", "% Bank (%) of %; ", 100u << 10},
    {"one sentence", "he said that % knew of it and ", 200u << 10},
    {"links", "http://a ", 200u << 10},
};

static size_t put_name(char *out, uint32_t number) {
  static const char *const syllables[] = {"ba", "ke", "di", "fo", "gu", "la",
                                          "me", "ni", "po", "ru", "sa", "te",
                                          "vi", "xo", "zu", "ho"};
  for (unsigned i = 0; i < 6; i++, number >>= 4)
    memcpy(out + 2 * i, syllables[number & 15], 2);
  out[0] = (char)(out[0] - 0x20);
  return 12;
}

/* At least `size` bytes, whole pieces; the size comes back through it. */
static char *make_text(const char *piece, size_t *size) {
  char *text = malloc(*size + 256);
  uint32_t number = 1;
  size_t at = 0;

  assert_non_null(text);
  while (at < *size)
    for (const char *c = piece; *c != '\0'; c++) {
      if (*c == '%')
        at += put_name(text + at, number++);
      else if (*c == '#')
        at += (size_t)sprintf(text + at, "%u", (unsigned)number++);
      else
        text[at++] = *c;
    }
  *size = at;
  return text;
}

/* Memory that is there already: what the system takes to hand out fresh pages
 * jumps with the size, and is none of the library's cost. */
typedef struct pool {
  unsigned char *bytes;
  size_t used;
  int is_open; /* 0: from malloc, for what must last */
} pool;

static pool shared_pool;

static void *pool_allocate(void *context, size_t size) {
  pool *p = context;
  size_t need = (size + 63) / 64 * 64;
  void *block = p->bytes + p->used;

  if (!p->is_open) return malloc(size);
  if (need > POOL_SIZE - p->used) return NULL;
  p->used += need;
  return block;
}

static void *pool_reallocate(void *context, void *block, size_t old_size,
                             size_t size) {
  pool *p = context;
  void *moved;

  if (!p->is_open) return realloc(block, size);
  moved = pool_allocate(context, size);
  if (moved != NULL && block != NULL)
    memcpy(moved, block, old_size < size ? old_size : size);
  return moved;
}

static void pool_release(void *context, void *block) {
  pool *p = context;

  if (!p->is_open) free(block);
}

static nomen_engine *engine;

static int prepare(void **state) {
  const nomen_allocator memory = {pool_allocate, pool_reallocate, pool_release,
                                  &shared_pool};
  nomen_engine_options options = NOMEN_ENGINE_OPTIONS_INIT;

  (void)state;
  options.allocator = &memory;
  shared_pool.bytes = malloc(POOL_SIZE);
  return shared_pool.bytes == NULL ||
         nomen_engine_new(&options, &engine, NULL) != NOMEN_OK;
}

static int clean_up(void **state) {
  (void)state;
  nomen_engine_free(engine);
  free(shared_pool.bytes);
  return 0;
}

/* Clock ticks of reading a text and writing what was found. */
static double time_of(const char *text, size_t size) {
  nomen_document *document = NULL;
  char *json = NULL;
  clock_t begin;

  shared_pool.used = 0;
  shared_pool.is_open = 1;
  begin = clock();
  assert_int_equal(nomen_extract(engine, text, size, NULL, &document, NULL),
                   NOMEN_OK);
  assert_int_equal(
      nomen_document_json(document, NULL, NOMEN_UNIT_UTF16, &json, NULL),
      NOMEN_OK);
  nomen_string_free(document, json);
  nomen_document_free(document);
  nomenp_pool_clear(engine->pool); /* its memory is used anew */
  shared_pool.is_open = 0;
  return (double)(clock() - begin) + 1;
}

#ifdef NOMEN_TEST_SLOW
/* Instrumented, times say nothing: each text is read once, and that is all. */
static void texts_cost_by_their_size(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    size_t size = kinds[i].size / 4;
    char *text = make_text(kinds[i].piece, &size);
    (void)time_of(text, size);
    free(text);
  }
}
#else
/* How many times as long the double text takes, by the best of each. */
static double ratio(const char *one, size_t one_size, const char *two,
                    size_t two_size) {
  double best_one = 0, best_two = 0;

  for (int round = 0; round < ROUNDS; round++) {
    double took = time_of(one, one_size);
    if (round == 0 || took < best_one) best_one = took;
    took = time_of(two, two_size);
    if (round == 0 || took < best_two) best_two = took;
    if (round >= 1 && best_two < best_one * RATIO_MAX * 0.9) break;
  }
  return best_two / best_one * 2 * (double)one_size / (double)two_size;
}

static void texts_cost_by_their_size(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    size_t one_size = kinds[i].size, two_size = 2 * one_size;
    char *one = make_text(kinds[i].piece, &one_size);
    char *two = make_text(kinds[i].piece, &two_size);
    double found = 0;
    int tries = 0;

    (void)time_of(two, two_size); /* pages and caches are there */
    /* A disturbed measurement is taken again; a quadratic cost stays. */
    do
      found = ratio(one, one_size, two, two_size);
    while (found >= RATIO_MAX && ++tries < TRIES);
    if (found >= RATIO_MAX)
      fail_msg("%s: %.2f times as long for twice the text", kinds[i].name,
               found);
    free(one);
    free(two);
  }
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(texts_cost_by_their_size),
  };
  return cmocka_run_group_tests(tests, prepare, clean_up);
}
