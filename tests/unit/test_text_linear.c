/* SPDX-License-Identifier: MIT */
/*
 * Reading costs time in proportion to the text, whatever the text: for each kind of
 * hostile text, twice as much of it takes less than two and a half times as long.
 * Processor time in one process, the best of five; ratios only, never absolute times.
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

#include "lexicon.h"
#include "text/utf8.h"

#define SMALL (256u << 10)
#define ROUNDS 5
#define RATIO_MAX 2.5

/* Repeated until the text is full. */
static const char *const pieces[] = {
    "a",
    "A",
    "a ",
    "(",
    "()",
    "Jan ",
    "Jan. ",
    "A.",
    "A. ",
    "a.m.",
    ".!",
    ".)'",
    "'",
    "a'",
    "'s",
    "1.",
    "1,",
    "12",
    "\xcc\x81",
    "a\xcc\x81",
    "\xe2\x80\x9c",
    "-",
    "a-",
    "\n",
    "\r\n",
    "A\n",
    "A B\n",
    "a\nB",
    "aB",
    "ProjectZeron ",
    "AgencyCredit: ",
    "a@b",
    "a.com@",
    "a.b-",
    "aa.bb.",
    "http://",
    "http://a ",
    "http://(,",
    "Mr. The ",
    "Inc.) ",
    "...",
    "\x1a",
    "\xf0\x9f\x98\x80\xef\xb8\x8f",
    "\xe2\x80\x8b",
    "\xc2\xad",
    "a\xc2\xad",
    "2021Credit ",
};

static uint8_t *make_text(const char *piece, size_t size) {
  uint8_t *text = malloc(size);
  size_t length = strlen(piece), at = 0;

  assert_non_null(text);
  for (; at + length <= size; at += length) memcpy(text + at, piece, length);
  memset(text + at, ' ', size - at);
  return text;
}

/* Memory that is there already: what the system takes to hand out fresh pages
 * jumps with the size, and is none of the library's cost. */
#define POOL_SIZE (80u * SMALL)
typedef struct pool {
  unsigned char *bytes;
  size_t used;
} pool;

static void *pool_allocate(void *context, size_t size) {
  pool *p = context;
  size_t need = (size + 63) / 64 * 64;
  void *block = p->bytes + p->used;

  if (need > POOL_SIZE - p->used) return NULL;
  p->used += need;
  return block;
}

static void *pool_reallocate(void *context, void *block, size_t old_size,
                             size_t size) {
  void *moved = pool_allocate(context, size);

  if (moved != NULL) memcpy(moved, block, old_size < size ? old_size : size);
  return moved;
}

static void pool_release(void *context, void *block) {
  (void)context;
  (void)block;
}

static pool shared_pool;

static int make_pool(void **state) {
  (void)state;
  shared_pool.bytes = malloc(POOL_SIZE);
  if (shared_pool.bytes == NULL) return -1;
  memset(shared_pool.bytes, 1, POOL_SIZE);
  return 0;
}

static int free_pool(void **state) {
  (void)state;
  free(shared_pool.bytes);
  return 0;
}

/* Clock ticks that one reading takes. */
static double read_time(const uint8_t *text, uint32_t size) {
  const nomen_allocator memory = {pool_allocate, pool_reallocate, pool_release,
                                  &shared_pool};
  nomenp_arena arena;
  nomenp_text out;
  clock_t begin;

  shared_pool.used = 0;
  begin = clock();
  nomenp_arena_init(&arena, &memory);
  assert_true(nomenp_text_read(&arena, text, size, &lexicon_small, &out));
  nomenp_arena_fini(&arena);
  return (double)(clock() - begin) + 1;
}

/* How many times as long the double text takes, by the best of each. */
static double ratio(const uint8_t *text, uint32_t size) {
  double one = 0, two = 0;

  for (int round = 0; round < ROUNDS; round++) {
    double took = read_time(text, size);
    if (round == 0 || took < one) one = took;
    took = read_time(text, 2 * size);
    if (round == 0 || took < two) two = took;
  }
  return two / one;
}

static void test_linear(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    uint32_t size = SMALL - SMALL % (uint32_t)strlen(pieces[i]); /* whole pieces */
    uint8_t *text = make_text(pieces[i], 2 * size);
    double found = 0;
    int tries = 0;

    assert_true(nomenp_utf8_check(text, 2 * size, NULL));
    /* A disturbed measurement is taken again; a quadratic cost stays. */
    do
      found = ratio(text, size);
    while (found > RATIO_MAX && ++tries < 5);
    if (found > RATIO_MAX)
      fail_msg("\"%s\" repeated: %.2f times as long for twice the text",
               pieces[i], found);
    free(text);
  }
}

/* One token of many megabytes is one token. */
static void test_one_token(void **state) {
  const uint32_t size = 10u << 20;
  uint8_t *text = make_text("abcdefghij", size);
  nomenp_arena arena;
  nomenp_text out;

  (void)state;
  nomenp_arena_init(&arena, &nomenp_memory_default);
  assert_true(nomenp_text_read(&arena, text, size, &lexicon_small, &out));
  assert_int_equal(out.token_count, 1);
  assert_int_equal(out.end[0], size);
  nomenp_arena_fini(&arena);
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_linear),
      cmocka_unit_test(test_one_token),
  };
  return cmocka_run_group_tests(tests, make_pool, free_pool);
}
