/* SPDX-License-Identifier: MIT */
/* Names in texts with the built-in lists and weights: the span rules, what is
 * certain beforehand, reasons, and memory that runs out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "decide/names.h"
#include "unit/failing.h"
#include "unit/reading.h"

static nomenp_gazetteer *lists;
static nomenp_model *model;

static int open_pack(void **state) {
  nomenp_pack pack;

  (void)state;
  lists = reading_lists();
  if (lists == NULL ||
      nomenp_pack_open(nomenp_pack_default, nomenp_pack_default_size, &pack,
                       NULL) != NOMEN_OK)
    return 1;
  return nomenp_model_new(&nomenp_memory_default,
                          pack.sections[NOMENP_SECTION_WEIGHTS].bytes,
                          pack.sections[NOMENP_SECTION_WEIGHTS].size, &model,
                          NULL) != NOMEN_OK;
}

static int close_pack(void **state) {
  (void)state;
  nomenp_model_free(model);
  nomenp_gazetteer_close(lists);
  return 0;
}

static nomen_status decide(reading *r, const nomenp_fixed *fixed, size_t count,
                           bool explain, nomenp_name_list *out) {
  nomenp_names_input input;

  memset(&input, 0, sizeof input);
  input.text = &r->text;
  input.gazetteer = lists;
  input.words = r->words;
  input.hits = &r->hits;
  input.fixed = fixed;
  input.fixed_count = count;
  input.explain = explain;
  return nomenp_names_decide(model, &r->arena, &input, out);
}

/* "person:Kari Nordahl; place:Bergen; " */
static void write_names(const reading *r, const nomenp_name_list *names,
                        char *out, size_t room) {
  static const char *const types[] = {"person", "organisation", "place"};

  out[0] = '\0';
  for (size_t i = 0; i < names->count; i++) {
    const nomenp_name *name = &names->items[i];
    size_t size = strlen(out);
    uint32_t start = r->text.start[name->first];
    uint32_t end = r->text.end[name->end - 1];
    assert_true(size + (end - start) + 20 < room);
    strcat(out, types[name->type]);
    strcat(out, ":");
    size = strlen(out);
    memcpy(out + size, r->text.bytes + start, end - start);
    out[size + (end - start)] = '\0';
    strcat(out, "; ");
  }
}

static void assert_names(const char *text, const nomenp_fixed *fixed,
                         size_t fixed_count, const char *want) {
  nomenp_name_list names = {0};
  char got[512];
  reading r;

  assert_true(reading_open(&r, &nomenp_memory_default, lists, text));
  assert_int_equal(decide(&r, fixed, fixed_count, false, &names), NOMEN_OK);
  write_names(&r, &names, got, sizeof got);
  assert_string_equal(got, want);
  reading_close(&r);
}

static void test_plain(void **state) {
  (void)state;
  assert_names("", NULL, 0, "");
  assert_names("nothing to see here, 1 2 3.", NULL, 0, "");
  assert_names("President Barack Obama met Angela Merkel in Berlin on Monday.",
               NULL, 0,
               "person:Barack Obama; person:Angela Merkel; place:Berlin; ");
  assert_names("The Israeli embassy in the United States of America said so.",
               NULL, 0, "place:United States of America; ");
}

/* No title, no article, no possessive; city and state are two. */
static void test_spans(void **state) {
  (void)state;
  assert_names("Mr. Obama's speech in Austin, Texas, was praised.", NULL, 0,
               "person:Obama; place:Austin; place:Texas; ");
  assert_names("He told the United Nations that the London-based firm failed.",
               NULL, 0, "organisation:United Nations; place:London; ");
}

/* Who sends the news stands in brackets before the dash of its dateline. */
static void test_agency(void **state) {
  const char *text = "LUSAKA, Jan. 30 (Zorbex Wire) -- Rain fell.";
  const nomenp_fixed denied = {5, 7, -1};

  (void)state;
  assert_names(text, NULL, 0, "place:LUSAKA; organisation:Zorbex Wire; ");
  assert_names(text, &denied, 1, "place:LUSAKA; ");
  assert_names("LUSAKA (Zambia) -- Rain fell.", NULL, 0,
               "place:LUSAKA; place:Zambia; ");
}

static void test_fixed(void **state) {
  const char *text = "The visitors saw Berlin and quick brown foxes.";
  const nomenp_fixed denied = {3, 4, -1};
  const nomenp_fixed typed = {3, 4, NOMEN_TYPE_PERSON};
  const nomenp_fixed lower = {5, 7, NOMEN_TYPE_ORGANISATION};

  (void)state;
  assert_names(text, NULL, 0, "place:Berlin; ");
  assert_names(text, &denied, 1, "");
  assert_names(text, &typed, 1, "person:Berlin; ");
  assert_names(text, &lower, 1, "place:Berlin; organisation:quick brown; ");
}

/* Names that are certain join sentences: there is room for the stretch they make. */
static void test_joined_sentences(void **state) {
  enum { NAMES = 4000, SIZE = 12 };
  char *text = malloc(NAMES * SIZE + 1);
  nomenp_fixed *fixed = calloc(NAMES, sizeof *fixed);
  nomenp_name_list names = {0};
  reading r;

  (void)state;
  assert_true(text != NULL && fixed != NULL);
  for (size_t i = 0; i < NAMES; i++)
    memcpy(text + i * SIZE, "Zorbo! Quix ", SIZE + 1);
  for (uint32_t i = 0; i < NAMES; i++)
    fixed[i] = (nomenp_fixed){3 * i, 3 * i + 3, NOMEN_TYPE_ORGANISATION};
  assert_true(reading_open(&r, &nomenp_memory_default, lists, text));
  assert_int_equal(r.text.token_count, 3 * NAMES);
  assert_int_equal(decide(&r, fixed, NAMES, false, &names), NOMEN_OK);
  assert_int_equal(names.count, NAMES);
  reading_close(&r);
  free(fixed);
  free(text);
}

static void test_reasons(void **state) {
  nomenp_name_list names = {0};
  reading r;

  (void)state;
  assert_true(reading_open(&r, &nomenp_memory_default, lists,
                           "Angela Merkel lives in Berlin."));
  assert_int_equal(decide(&r, NULL, 0, true, &names), NOMEN_OK);
  assert_int_equal(names.count, 2);
  for (size_t i = 0; i < names.count; i++) {
    const nomenp_name *name = &names.items[i];
    assert_in_range(name->confidence, 501, 1000);
    assert_in_range(name->runner_up_confidence, 0, 1000 - name->confidence);
    assert_in_range(name->reason_count, 3, 100);
    for (uint32_t k = 1; k < name->reason_count; k++)
      assert_true(abs(name->reasons[k].weight) <=
                  abs(name->reasons[k - 1].weight));
  }
  reading_close(&r);
}

static void test_memory(void **state) {
  static const char text[] =
      "Kari Nordahl of the Bank of Bergen met Jan van der Berg in Oslo. "
      "Nordahl, 53, spoke of the bank.";

  (void)state;
  for (int for_ever = 0; for_ever < 2; for_ever++)
    for (size_t n = 1;; n++) {
      failing f = {0};
      nomen_allocator memory = failing_at(&f, n);
      nomenp_name_list names = {0};
      nomen_status status = NOMEN_ENOMEM;
      reading r;
      f.for_ever = for_ever != 0;
      if (reading_open(&r, &memory, lists, text))
        status = decide(&r, NULL, 0, true, &names);
      reading_close(&r);
      assert_int_equal(f.live, 0);
      if (status == NOMEN_OK) break;
      assert_int_equal(status, NOMEN_ENOMEM);
      assert_in_range(n, 1, 2000);
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_plain), cmocka_unit_test(test_spans),
      cmocka_unit_test(test_agency), cmocka_unit_test(test_fixed),
      cmocka_unit_test(test_joined_sentences), cmocka_unit_test(test_reasons),
      cmocka_unit_test(test_memory)};

  return cmocka_run_group_tests(tests, open_pack, close_pack);
}
