/* SPDX-License-Identifier: MIT */
/*
 * Every allocation fails once, and from there on for ever: over making an engine
 * with lists of one's own, extraction, output. Each time the call says NOMEN_ENOMEM,
 * nothing is left behind, and the engine still works.
 *
 *   test_memory [full]     full: with the pack that is linked in
 */
#define _POSIX_C_SOURCE 200809L

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "engine/engine.h"

#include "failing.h"

static const char text[] =
    "LAGOS, Nigeria (AP) _ Mr. Chidi Okafor, the chairman of Okafor Steel "
    "Ltd. (OSL), paid between 10 and 15 million euros to a bank in Paris on 3 "
    "May 2024, two weeks after Peter Lindqvist left New York. \xe2\x80\x9c"
    "Chidi\xe2\x80\x9d said Tuesday the naira fell 5 percent to N450.\n";
static const char names[] = "name\ttype\tid\taliases\tcolour\n"
                            "Okafor Steel\torganisation\tq1\tOSL\tblue\n";
static const char denied[] = "name\nNew York\n";

static uint64_t pack[1 << 20];
static size_t pack_size;
static bool is_full;

static int read_pack(void **state) {
  FILE *file = fopen(NOMEN_SMALL_PACK, "rb");

  (void)state;
  if (file == NULL) return -1;
  pack_size = fread(pack, 1, sizeof(pack), file);
  fclose(file);
  return pack_size == 0 || pack_size == sizeof(pack);
}

static nomen_status make_engine(const nomen_allocator *memory,
                                nomen_engine **out) {
  nomen_source sources[3] = {NOMEN_SOURCE_INIT, NOMEN_SOURCE_INIT,
                             NOMEN_SOURCE_INIT};
  nomen_engine_options options = NOMEN_ENGINE_OPTIONS_INIT;

  sources[0].bytes = names;
  sources[0].bytes_size = sizeof(names) - 1;
  sources[1].role = NOMEN_SOURCE_DENY;
  sources[1].bytes = denied;
  sources[1].bytes_size = sizeof(denied) - 1;
  sources[2].role = NOMEN_SOURCE_NAMES;
  sources[2].bytes = names;
  sources[2].bytes_size = sizeof(names) - 1;
  options.allocator = memory;
  options.flags = NOMEN_ENGINE_NO_JIT; /* half the allocations, twice as fast */
  options.pack_bytes = is_full ? NULL : (const void *)pack;
  options.pack_size = is_full ? 0 : pack_size;
  options.sources = sources;
  options.source_count = 3;
  return nomen_engine_new(&options, out, NULL);
}

static nomen_status read_text(const nomen_engine *engine, char **json) {
  nomen_extract_options options = NOMEN_EXTRACT_OPTIONS_INIT;
  nomen_document *document = NULL;
  char *made = NULL;
  nomen_status status;

  options.flags = NOMEN_EXTRACT_EXPLAIN | NOMEN_EXTRACT_REPLACE;
  status = nomen_extract(engine, text, sizeof(text) - 1, &options, &document,
                         NULL);
  if (status == NOMEN_OK)
    status = nomen_document_json(document, "1", NOMEN_UNIT_UTF16, &made, NULL);
  if (status == NOMEN_OK && json != NULL) *json = strdup(made);
  if (status != NOMEN_OK) assert_null(made);
  if (document != NULL) nomen_string_free(document, made);
  nomen_document_free(document);
  return status;
}

static void making_an_engine(void **state) {
  (void)state;
  for (int for_ever = 0; for_ever <= 1; for_ever++)
    for (size_t n = 1;; n++) {
      failing f = {0};
      nomen_allocator memory = failing_at(&f, n);
      nomen_engine *engine;
      nomen_status status;
      f.for_ever = for_ever != 0;
      status = make_engine(&memory, &engine);
      if (f.left > 0) { /* it never failed */
        assert_int_equal(status, NOMEN_OK);
        nomen_engine_free(engine);
        assert_int_equal(f.live, 0);
        assert_true(n > 20);
        break;
      }
      assert_int_equal(status, NOMEN_ENOMEM);
      assert_null(engine);
      assert_int_equal(f.live, 0);
    }
}

/* With empty hands at each call, or with what the calls before have left. */
static void fail_extracting(bool is_cold, bool for_ever) {
  failing f = {0};
  nomen_allocator memory = failing_at(&f, SIZE_MAX);
  nomen_engine *engine;
  char *expected = NULL;
  bool has_failed = true;
  long live;

  assert_int_equal(make_engine(&memory, &engine), NOMEN_OK);
  live = f.live;
  assert_int_equal(read_text(engine, &expected), NOMEN_OK);
  for (size_t n = 1; has_failed; n++) {
    nomen_status status;
    char *json = NULL;
    if (is_cold) nomenp_pool_clear(engine->pool);
    f.left = n;
    f.for_ever = for_ever;
    status = read_text(engine, NULL);
    has_failed = f.left == 0;
    assert_int_equal(status, has_failed ? NOMEN_ENOMEM : NOMEN_OK);
    f.left = SIZE_MAX;
    if (is_cold) {
      nomenp_pool_clear(engine->pool);
      assert_int_equal(f.live, live);
    }
    if (n % 8 != 0) continue;
    assert_int_equal(read_text(engine, &json), NOMEN_OK);
    assert_string_equal(json, expected);
    free(json);
  }
  free(expected);
  nomen_engine_free(engine);
  assert_int_equal(f.live, 0);
}

static void extracting(void **state) {
  (void)state;
  fail_extracting(true, false);
  fail_extracting(true, true);
}

static void extracting_again(void **state) {
  (void)state;
  fail_extracting(false, false);
  fail_extracting(false, true);
}

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(making_an_engine),
      cmocka_unit_test(extracting),
      cmocka_unit_test(extracting_again),
  };

  is_full = argc > 1 && strcmp(argv[1], "full") == 0;
  return cmocka_run_group_tests(tests, read_pack, NULL);
}
