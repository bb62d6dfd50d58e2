/* SPDX-License-Identifier: MIT */
/* Building lists: faults and where they lie, users' own lists, sameness,
 * memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "failing.h"
#include "gazetteer/list.h"
#include "lists.h"
#include "text/fold.h"

#define SIXTEEN "a b c d e f g h i j k l m n o p"

static void faults_are_told_with_their_place(void **state) {
  static const struct {
    unsigned list;
    const char *text;
    uint32_t line, column;
    const char *message;
  } cases[] = {
      {NOMENP_LIST_USER, "", 1, 1, "list has no header row"},
      {NOMENP_LIST_USER, "# only\n\n", 3, 1, "list has no header row"},
      {NOMENP_LIST_USER, "# c\nkind\ttype\n", 2, 1,
       "header has no column \"name\""},
      {NOMENP_LIST_USER, "name\ttype\tname\n", 1, 11,
       "column named twice \"name\""},
      {NOMENP_LIST_USER, "name\t\ttype\n", 1, 6, "column has no name"},
      {NOMENP_LIST_USER, "name\ttype\nAcme\torganisation\n\tperson\n", 3, 1,
       "row has no name"},
      {NOMENP_LIST_USER, "name\ttype\nAcme\tfirm\n", 2, 6,
       "unknown type \"firm\""},
      {NOMENP_LIST_USER, "name\ttype\nAcme\n", 2, 5, "row has no type"},
      {NOMENP_LIST_USER, "name\nAcme\n", 2, 1, "row has no type"},
      {NOMENP_LIST_DENY, "name\ttype\nAcme\tfirm\n", 2, 6,
       "unknown type \"firm\""},
      {NOMENP_LIST_USER, "name\ttype\nAcme\tperson\tx\n", 2, 13,
       "more cells than columns"},
      {NOMENP_LIST_USER, "name\ttype\n" SIXTEEN " q\tperson\n", 2, 1,
       "name of more than 16 words \"" SIXTEEN " q\""},
      {NOMENP_LIST_USER, "name\ttype\taliases\nX\tperson\tY|!\n", 2, 12,
       "name without a word \"!\""},
      {NOMENP_LIST_USER, "name\ttype\tgrade\nX\tperson\t5\n", 2, 10,
       "not a number in range \"5\""},
      {NOMENP_LIST_USER, "name\ttype\tgrade\nX\tperson\t0\n", 2, 10,
       "not a number in range \"0\""},
      {NOMENP_LIST_USER, "name\ttype\tlatitude\tlongitude\nX\tplace\t91\t1\n",
       2, 9, "not degrees in range \"91\""},
      {NOMENP_LIST_USER, "name\ttype\tlatitude\tlongitude\nX\tplace\t9\t1e5\n",
       2, 11, "not degrees in range \"1e5\""},
      {NOMENP_LIST_USER, "name\ttype\tlatitude\nX\tplace\t9\n", 2, 9,
       "latitude and longitude go together \"9\""},
      {NOMENP_LIST_USER, "name\ttype\tpopulation\nX\tplace\t4294967296\n", 2, 9,
       "not a number in range \"4294967296\""},
      {NOMENP_LIST_USER, "name\ttype\tpopulation\nX\tplace\t-1\n", 2, 9,
       "not a number in range \"-1\""},
      {NOMENP_LIST_USER, "name\ttype\nA\xff\tperson\n", 2, 2,
       "list is not UTF-8 text"},
      {NOMENP_LIST_PLACE, "name\n\xc3\x28\n", 2, 1, "list is not UTF-8 text"},
      {NOMENP_LIST_WORD, "name\tlevel\nthe\tten\n", 2, 5,
       "not a number in range \"ten\""},
      {NOMENP_LIST_TEAM, "name\tcity\nThe Reds\t!\n", 2, 10,
       "city without a name \"!\""},
  };

  (void)state;
  for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
    list_source source = {cases[i].list, cases[i].text};
    nomenp_buffer image;
    nomen_error error;
    nomenp_buffer_init(&image, &nomenp_memory_default);
    assert_int_equal(
        lists_build(&nomenp_memory_default, &source, 1, &image, &error),
        NOMEN_ELIST);
    assert_string_equal(error.message, cases[i].message);
    assert_string_equal(error.file, "list");
    if (error.line != cases[i].line || error.column != cases[i].column)
      fail_msg("case %u: %u:%u", (unsigned)i, (unsigned)error.line,
               (unsigned)error.column);
    assert_int_equal(image.size, 0);
    nomenp_buffer_fini(&image);
  }
}

static void nul_bytes_are_no_text(void **state) {
  static const char text[] = "name\ttype\nA\0B\tperson\n";
  nomenp_list_reader reader;
  nomen_error error;

  (void)state;
  assert_int_equal(
      nomenp_list_open(&reader, NULL, text, sizeof(text) - 1, &error),
      NOMEN_ELIST);
  assert_int_equal(error.line, 2);
  assert_int_equal(error.column, 2);
  assert_int_equal(error.offset, 11);
}

static void after_a_fault_nothing_comes(void **state) {
  nomenp_gazetteer_builder *builder;
  nomenp_buffer image;
  nomen_error error;

  (void)state;
  nomenp_buffer_init(&image, &nomenp_memory_default);
  assert_int_equal(
      nomenp_gazetteer_builder_new(&nomenp_memory_default, &builder), NOMEN_OK);
  assert_int_equal(nomenp_gazetteer_builder_add(builder, NOMENP_LIST_USER, "a",
                                                "name\nX\n", 7, &error),
                   NOMEN_ELIST);
  assert_int_equal(nomenp_gazetteer_builder_add(builder, NOMENP_LIST_PLACE, "b",
                                                "name\nX\n", 7, &error),
                   NOMEN_EARG);
  assert_int_equal(nomenp_gazetteer_builder_finish(builder, &image, &error),
                   NOMEN_EARG);
  assert_int_equal(image.size, 0);
  nomenp_gazetteer_builder_free(builder);
  nomenp_gazetteer_builder_free(NULL);
}

/* Byte order mark, comments, CRLF, empty lines, short rows, no last line end.
 */
static void lists_may_come_as_editors_leave_them(void **state) {
  static const list_source source = {
      NOMENP_LIST_USER, "\xef\xbb\xbf# mine\r\nname\ttype\tticker\r\n\r\n"
                        "Acme Widgets\torganisation\tACW\r\nOslo\tplace"};
  lists l;
  nomen_error error;
  char *hits;

  (void)state;
  assert_int_equal(lists_open(&l, &source, 1, &error), NOMEN_OK);
  hits = lists_hits(l.gazetteer, "Acme Widgets of Oslo");
  assert_string_equal(hits, "Acme Widgets=organisation:Acme Widgets cC; "
                            "Oslo=place:Oslo cC");
  free(hits);
  lists_close(&l);
}

static uint32_t entry_of(const nomenp_gazetteer *g, const char *word) {
  uint64_t hash = nomenp_fold_hash((const uint8_t *)word, strlen(word));
  uint32_t entry = UINT32_MAX;

  assert_true(nomenp_gazetteer_lookup(g, &hash, 1, &entry, 1) >= 1);
  return entry;
}

static void further_columns_are_attributes(void **state) {
  static const list_source source = {
      NOMENP_LIST_USER,
      "name\ttype\tkind\tid\tticker\tcode\tcity\taliases\n"
      "Acme\torganisation\tcompany\tx:1\tACM\t7\tOslo\tAcmeco\n"
      "Beta\torganisation\t\t\t\t\t\t\n"};
  lists l;
  nomen_error error;
  nomenp_entry entry;
  uint32_t acme, beta;

  (void)state;
  assert_int_equal(lists_open(&l, &source, 1, &error), NOMEN_OK);
  acme = entry_of(l.gazetteer, "Acme");
  beta = entry_of(l.gazetteer, "Beta");
  assert_int_equal(acme, entry_of(l.gazetteer, "acmeco"));
  assert_string_equal(nomenp_gazetteer_attribute(l.gazetteer, acme, "ticker"),
                      "ACM");
  assert_string_equal(nomenp_gazetteer_attribute(l.gazetteer, acme, "code"),
                      "7");
  assert_string_equal(nomenp_gazetteer_attribute(l.gazetteer, acme, "city"),
                      "Oslo");
  assert_null(nomenp_gazetteer_attribute(l.gazetteer, acme, "kind"));
  assert_null(nomenp_gazetteer_attribute(l.gazetteer, beta, "ticker"));
  nomenp_gazetteer_entry(l.gazetteer, acme, &entry);
  assert_string_equal(entry.id, "x:1");
  assert_string_equal(entry.kind, "company");
  assert_int_equal(entry.type, NOMEN_TYPE_ORGANISATION);
  nomenp_gazetteer_entry(l.gazetteer, beta, &entry);
  assert_null(entry.id);
  assert_null(entry.kind);
  assert_int_equal(entry.grade, 3);
  lists_close(&l);
}

static void denied_names_need_no_type(void **state) {
  static const list_source source = {
      NOMENP_LIST_DENY, "name\ttype\nWashington Post\t\nReuters\tplace\n"};
  lists l;
  nomen_error error;
  nomenp_entry entry;
  uint64_t post[2] = {nomenp_fold_hash((const uint8_t *)"Washington", 10),
                      nomenp_fold_hash((const uint8_t *)"Post", 4)};
  uint32_t number;

  (void)state;
  assert_int_equal(lists_open(&l, &source, 1, &error), NOMEN_OK);
  assert_int_equal(nomenp_gazetteer_lookup(l.gazetteer, post, 2, &number, 1),
                   1);
  nomenp_gazetteer_entry(l.gazetteer, number, &entry);
  assert_int_equal(entry.type, NOMENP_TYPE_ANY);
  nomenp_gazetteer_entry(l.gazetteer, entry_of(l.gazetteer, "reuters"), &entry);
  assert_int_equal(entry.type, NOMEN_TYPE_PLACE);
  lists_close(&l);
}

/* A name that thousands of entries share is told of 64 times, not more. */
static void one_name_of_many_entries(void **state) {
  nomenp_buffer text;
  list_source source = {NOMENP_LIST_USER, NULL};
  lists l;
  nomen_error error;
  char *hits, *at;
  size_t count = 0;

  (void)state;
  nomenp_buffer_init(&text, &nomenp_memory_default);
  nomenp_buffer_put_text(&text, "name\ttype\tid\n");
  for (unsigned i = 0; i < 1000; i++) {
    nomenp_buffer_put_text(&text, "Springfield\tplace\t");
    nomenp_buffer_put_unsigned(&text, i);
    nomenp_buffer_put_byte(&text, '\n');
  }
  source.text = nomenp_buffer_text(&text);
  assert_int_equal(lists_open(&l, &source, 1, &error), NOMEN_OK);
  hits = lists_hits(l.gazetteer, "In Springfield");
  for (at = hits; (at = strstr(at, "place:")) != NULL; at++)
    count++;
  assert_int_equal(count, NOMENP_NAME_ENTRIES_MAX);
  free(hits);
  lists_close(&l);
  nomenp_buffer_fini(&text);
}

static const list_source small[] = {
    {NOMENP_LIST_PLACE,
     "name\taliases\tkind\tlatitude\tlongitude\tid\n"
     "New York\tBig Apple\tcity\t40.7\t-74\tg:1\nYork\t\t\t\t\t\n"},
    {NOMENP_LIST_ORGANISATION, "name\tof\tacronym\tgrade\n"
                               "World Health Organization\t\tWHO\t4\n"
                               "Adani Group\t\t\t4\nAdani\tAdani Group\t\t1\n"},
    {NOMENP_LIST_WORD, "name\tlevel\tlower\tupper\nwho\t10\t9\t1\n"},
};
#define SMALL_COUNT (sizeof(small) / sizeof(*small))

/* Aliases of aliases, of each other, of themselves: each name keeps an entry.
 */
static void aliases_go_one_step(void **state) {
  static const list_source source = {
      NOMENP_LIST_ORGANISATION,
      "name\tof\tkind\nAlpha\tBeta\ta\nBeta\tGamma\tb\nGamma\t\tc\n"
      "Left\tRight\td\nRight\tLeft\te\nSelf\tSelf\tf\nLast\tGamma\tg\n"
      "Omega\t\th\n"};
  static const struct {
    const char *word;
    const char *name;
  } cases[] = {{"alpha", "Alpha"}, {"beta", "Gamma"},  {"gamma", "Gamma"},
               {"left", "Left"},   {"right", "Right"}, {"self", "Self"},
               {"last", "Gamma"},  {"omega", "Omega"}};
  lists l;
  nomen_error error;
  uint32_t at = 0, number, count = 0;

  (void)state;
  assert_int_equal(lists_open(&l, &source, 1, &error), NOMEN_OK);
  for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
    nomenp_entry entry;
    nomenp_gazetteer_entry(l.gazetteer, entry_of(l.gazetteer, cases[i].word),
                           &entry);
    assert_string_equal(entry.name, cases[i].name);
  }
  while (nomenp_gazetteer_next(l.gazetteer, NOMENP_LIST_ORGANISATION, &at,
                               &number))
    count++;
  assert_int_equal(count, 6);
  lists_close(&l);
}

static void the_same_lists_give_the_same_bytes(void **state) {
  nomenp_buffer a, b;
  nomen_error error;

  (void)state;
  nomenp_buffer_init(&a, &nomenp_memory_default);
  nomenp_buffer_init(&b, &nomenp_memory_default);
  assert_int_equal(
      lists_build(&nomenp_memory_default, small, SMALL_COUNT, &a, &error),
      NOMEN_OK);
  /* An image is put at the next multiple of 8. */
  nomenp_buffer_put_text(&b, "abc");
  assert_int_equal(
      lists_build(&nomenp_memory_default, small, SMALL_COUNT, &b, &error),
      NOMEN_OK);
  assert_int_equal(b.size, a.size + 8);
  assert_memory_equal(a.bytes, b.bytes + 8, a.size);
  nomenp_buffer_fini(&a);
  nomenp_buffer_fini(&b);
}

static void no_lists_at_all_make_an_image(void **state) {
  lists l;
  nomen_error error;
  char *hits;

  (void)state;
  assert_int_equal(lists_open(&l, NULL, 0, &error), NOMEN_OK);
  hits = lists_hits(l.gazetteer, "New York and Paris & Co.");
  assert_string_equal(hits, "");
  free(hits);
  lists_close(&l);
}

static nomen_status build_and_use(const nomen_allocator *memory) {
  nomenp_gazetteer *g = NULL;
  nomenp_buffer image;
  nomen_error error;
  nomen_status status;

  nomenp_buffer_init(&image, memory);
  status = lists_build(memory, small, SMALL_COUNT, &image, &error);
  if (status == NOMEN_OK)
    status = nomenp_gazetteer_open(memory, image.bytes, image.size, &g, &error);
  if (status == NOMEN_OK) {
    static const char bytes[] = "New York and York and Adani";
    uint32_t words[16];
    nomenp_hit_list hits;
    nomenp_arena arena;
    nomenp_text text;
    nomenp_arena_init(&arena, memory);
    status = nomenp_text_read(&arena, (const uint8_t *)bytes, sizeof(bytes) - 1,
                              NULL, &text)
                 ? NOMEN_OK
                 : NOMEN_ENOMEM;
    if (status == NOMEN_OK) {
      nomenp_gazetteer_words(g, NULL, &text, words);
      status = nomenp_gazetteer_scan(g, &arena, &text, words, &hits);
    }
    nomenp_arena_fini(&arena);
  }
  nomenp_gazetteer_close(g);
  nomenp_buffer_fini(&image);
  return status;
}

static void every_allocation_may_fail(void **state) {
  (void)state;
  for (int for_ever = 0; for_ever < 2; for_ever++) {
    failing f = {0, for_ever != 0, 0};
    for (size_t n = 1;; n++) {
      nomen_allocator memory = failing_at(&f, n);
      nomen_status status = build_and_use(&memory);
      assert_int_equal(f.live, 0);
      if (status == NOMEN_OK) {
        /* No failure on the way was passed over. */
        assert_true(f.left != 0 && n > 20);
        break;
      }
      assert_int_equal(status, NOMEN_ENOMEM);
    }
  }
}

static void degrees_and_numbers(void **state) {
  static const struct {
    const char *text;
    int32_t degrees; /* INT32_MIN: none */
  } cases[] = {{"31.222", 3122200},
               {"-0.971135", -97114},
               {"0", 0},
               {"180", 18000000},
               {"180.00001", INT32_MIN},
               {"-180", -18000000},
               {"1.", INT32_MIN},
               {".5", INT32_MIN},
               {"", INT32_MIN},
               {"-", INT32_MIN},
               {"1.2.3", INT32_MIN},
               {"1,5", INT32_MIN},
               {"99999999999999999999", INT32_MIN},
               {"1.000004", 100000}};

  (void)state;
  for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
    nomenp_cell cell = {cases[i].text, (uint32_t)strlen(cases[i].text), 1};
    int32_t value = INT32_MIN;
    bool done = nomenp_list_degrees(&cell, 180, &value);
    assert_int_equal(done ? value : INT32_MIN, cases[i].degrees);
  }
}

static void classes_have_names(void **state) {
  (void)state;
  for (unsigned i = 0; i < NOMENP_LIST_COUNT; i++) {
    const char *name = nomenp_list_class_name((nomenp_list_class)i);
    assert_non_null(name);
    assert_int_equal(nomenp_list_class_find(name, strlen(name)), i);
  }
  assert_null(nomenp_list_class_name(NOMENP_LIST_COUNT));
  assert_int_equal(nomenp_list_class_find("given-", 6), NOMENP_LIST_COUNT);
  assert_true(nomenp_list_class_is_named(NOMENP_LIST_PLACE));
  assert_false(nomenp_list_class_is_named(NOMENP_LIST_GIVEN));
  assert_false(nomenp_list_class_is_named(NOMENP_LIST_NICKNAME));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(faults_are_told_with_their_place),
      cmocka_unit_test(nul_bytes_are_no_text),
      cmocka_unit_test(after_a_fault_nothing_comes),
      cmocka_unit_test(lists_may_come_as_editors_leave_them),
      cmocka_unit_test(further_columns_are_attributes),
      cmocka_unit_test(denied_names_need_no_type),
      cmocka_unit_test(one_name_of_many_entries),
      cmocka_unit_test(aliases_go_one_step),
      cmocka_unit_test(the_same_lists_give_the_same_bytes),
      cmocka_unit_test(no_lists_at_all_make_an_image),
      cmocka_unit_test(every_allocation_may_fail),
      cmocka_unit_test(degrees_and_numbers),
      cmocka_unit_test(classes_have_names),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
