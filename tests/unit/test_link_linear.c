/* SPDX-License-Identifier: MIT */
/*
 * Reading and linking costs time in proportion to the names: ten megabytes of names that are all
 * new take about ten times as long as one, caches aside; texts whose names all share a
 * word, where comparing each with each would take a hundred times as long, do not
 * take sixteen.
 * Processor time in one process, the best of five; ratios only.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include <cmocka.h>

#include "linking.h"

#define ROUNDS 5
#define TIMES 10
#define RATIO_MAX 16.0 /* ten, and what the larger caches miss */
#define RATIO_MAX_SMALL 16.0 /* where the smaller text fits into a cache */

/* Names of a number: two syllables a digit would do, three never meet a word. */
static size_t put_name(char *out, uint32_t number) {
  static const char *const syllables[] = {"ba", "ke", "di", "fo", "gu", "la",
                                          "me", "ni", "po", "ru", "sa", "te",
                                          "vi", "xo", "zu", "ho"};
  size_t size = 0;
  for (unsigned i = 0; i < 6; i++, number >>= 4) {
    memcpy(out + size, syllables[number & 15], 2);
    size += 2;
  }
  out[0] = (char)(out[0] - 0x20);
  return size;
}

/* "%" is a new name, "#" one of a hundred; the rest as it is. */
static const struct scheme {
  const char *sentence;
  const char *types;
  size_t small; /* bytes of the smaller text */
} schemes[] = {
    {"% Hale met % Hale. Mr. Hale sat. ", "PPP", 100u << 10},
    {"Peter % met Peter %. Peter sat. ", "PPP", 100u << 10},
    {"# % # met % #. # sat. ", "PPP", 100u << 10},
    {"The % Bank paid the Bank of %. The Bank fell. ", "O", 100u << 10},
    {"% Group fell. % rose. % Inc. sat. ", "O", 100u << 10},
    {"in %, Texas, and Paris, %, ", "L", 100u << 10},
    {"X, known as Y, known as Z, known as \"%,\" and ", "P", 100u << 10},
    {"Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj Kk Ll Mm ", "PO", 100u << 10},
};

static char *make_text(const char *sentence, size_t size) {
  char *text = malloc(size + 64);
  size_t at = 0;
  uint32_t number = 1;
  assert_non_null(text);
  while (at < size)
    for (const char *c = sentence; *c != '\0' && at < size; c++) {
      if (*c == '%' || *c == '#')
        at += put_name(text + at, *c == '%' ? number++ : number % 100);
      else
        text[at++] = *c;
    }
  return text;
}

static double link_time(const nomenp_gazetteer *gazetteer, const char *text,
                        size_t size, const char *types) {
  linking l;
  clock_t begin = clock();
  assert_true(linking_prepare(&l, gazetteer, text, size, types,
                              &nomenp_memory_default));
  assert_int_equal(linking_run(&l, gazetteer), NOMEN_OK);
  double took = (double)(clock() - begin) + 1;
  linking_fini(&l);
  return took;
}

static double best_time(const nomenp_gazetteer *gazetteer, const char *text,
                        size_t size, const char *types) {
  double best = 0;
  for (int round = 0; round < ROUNDS; round++) {
    double took = link_time(gazetteer, text, size, types);
    if (round == 0 || took < best) best = took;
  }
  return best;
}

static void test_linear(void **state) {
  lists small;
  (void)state;
  assert_int_equal(lists_open(&small, linking_sources, LINKING_SOURCES, NULL),
                   NOMEN_OK);
  for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
    size_t size = schemes[i].small;
    char *text = make_text(schemes[i].sentence, TIMES * size);
    double ratio = 0;
    int tries = 0;
    /* A disturbed measurement is taken again; a quadratic cost stays. */
    do
      ratio = best_time(small.gazetteer, text, TIMES * size, schemes[i].types) /
              best_time(small.gazetteer, text, size, schemes[i].types);
    while (ratio > RATIO_MAX_SMALL && ++tries < 5);
    print_message("\"%s\": %.1f times as long for %d times the text\n",
                  schemes[i].sentence, ratio, TIMES);
    if (ratio > RATIO_MAX_SMALL) fail_msg("not linear");
    free(text);
  }
  lists_close(&small);
}

/* A whole document of names that are all new, through the whole library. */
static double extract_time(const nomen_engine *engine, const char *text,
                           size_t size) {
  nomen_document *document = NULL;
  clock_t begin = clock();
  assert_int_equal(nomen_extract(engine, text, size, NULL, &document, NULL),
                   NOMEN_OK);
  nomen_document_free(document);
  return (double)(clock() - begin) + 1;
}

static void test_document(void **state) {
  const size_t size = 1u << 20;
  char *text = make_text("On Monday % % met % at the office of the % % of % in %, "
                         "and said that nothing had been decided yet. ",
                         TIMES * size);
  nomen_engine *engine = NULL;
  double small = 0, large = 0;
  (void)state;
  assert_int_equal(nomen_engine_new(NULL, &engine, NULL), NOMEN_OK);
  for (int round = 0; round < ROUNDS; round++) {
    double took = extract_time(engine, text, size);
    if (round == 0 || took < small) small = took;
    took = extract_time(engine, text, TIMES * size);
    if (round == 0 || took < large) large = took;
    if (round >= 2 && large / small < RATIO_MAX) break;
  }
  print_message("a document of new names: %.1f times as long for %d times "
                "the text\n",
                large / small, TIMES);
  assert_true(large / small < RATIO_MAX);
  nomen_engine_free(engine);
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_document),
      cmocka_unit_test(test_linear),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
