/* SPDX-License-Identifier: MIT */
/* places.md: the value of the first place named in a text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "marked.h"
#include "table.h"

typedef struct tally {
  marked_lists lists;
  unsigned cases;
  unsigned failures;
} tally;

static const nomen_place *first_place(const marked *document) {
  for (size_t i = 0; i < document->count; i++)
    if (document->result.records[i].type == NOMEN_TYPE_PLACE)
      return &document->result.records[i].value.place;
  return NULL;
}

static bool has_column(const spec_row *row, const char *column) {
  for (size_t i = 0; i < row->count; i++)
    if (strcmp(row->names[i], column) == 0) return true;
  return false;
}

static void check_column(const spec_row *row, const char *column,
                         const char *got, tally *counts) {
  const char *expected = spec_cell(row, column);
  if (got == NULL) got = "";
  if (!has_column(row, column) || strcmp(expected, "-") == 0 ||
      strcmp(expected, got) == 0)
    return;
  counts->failures++;
  print_error("places.md:%u: %s\n  %s: expected \"%s\", got \"%s\"\n", row->line,
              spec_cell(row, "text"), column, expected, got);
}

static void check(const spec_row *row, void *context) {
  tally *counts = context;
  marked document;
  const nomen_place *place = NULL;
  if (marked_link(&counts->lists, spec_cell(row, "text"), &document))
    place = first_place(&document);
  counts->cases++;
  if (place == NULL) {
    counts->failures++;
    print_error("places.md:%u: no place\n", row->line);
  } else {
    check_column(row, "id", place->id, counts);
    check_column(row, "kind", place->kind, counts);
    check_column(row, "country", place->country, counts);
    check_column(row, "runner-up", place->runner_up, counts);
  }
  marked_fini(&document);
}

static void all_cases_hold(void **state) {
  tally counts = {.cases = 0};
  (void)state;
  assert_true(marked_lists_open(&counts.lists));
  assert_true(spec_read(SPEC_DIR "/places.md", check, &counts));
  marked_lists_close(&counts.lists);
  assert_true(counts.cases >= 120);
  assert_int_equal(counts.failures, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(all_cases_hold)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
