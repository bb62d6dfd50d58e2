/* SPDX-License-Identifier: MIT */
/* links.md: which mentions are one thing, and by which rule. */
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

static void write_entities(const marked *document, char *out, size_t room) {
  size_t size = 0;
  out[0] = '\0';
  for (size_t i = 0; i < document->count && size + 12 < room; i++)
    size += (size_t)snprintf(out + size, room - size, i > 0 ? " %u" : "%u",
                             document->result.records[i].entity);
}

static void check(const spec_row *row, void *context) {
  tally *counts = context;
  marked document;
  char entities[256] = "";
  const char *rule = "?";
  if (marked_link(&counts->lists, spec_cell(row, "text"), &document) &&
      document.count > 0) {
    write_entities(&document, entities, sizeof entities);
    rule = document.result.records[document.count - 1].rule;
    if (rule == NULL) rule = "-";
  }
  counts->cases++;
  if (strcmp(entities, spec_cell(row, "entities")) != 0 ||
      strcmp(rule, spec_cell(row, "rule")) != 0) {
    counts->failures++;
    print_error("links.md:%u: %s\n  expected %s by %s\n  got %s by %s\n",
                row->line, spec_cell(row, "text"), spec_cell(row, "entities"),
                spec_cell(row, "rule"), entities, rule);
  }
  marked_fini(&document);
}

static void all_cases_hold(void **state) {
  tally counts = {.cases = 0};
  (void)state;
  assert_true(marked_lists_open(&counts.lists));
  assert_true(spec_read(SPEC_DIR "/links.md", check, &counts));
  marked_lists_close(&counts.lists);
  assert_true(counts.cases >= 120);
  assert_int_equal(counts.failures, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(all_cases_hold)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
