/* SPDX-License-Identifier: MIT */
/* links.md: which mentions are one thing, and by which rule. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "marked.h"

static void write_entities(const marked *document, char *out, size_t room) {
  size_t size = 0;
  out[0] = '\0';
  for (size_t i = 0; i < document->count && size + 12 < room; i++)
    size += (size_t)snprintf(out + size, room - size, i > 0 ? " %u" : "%u",
                             document->result.records[i].entity);
}

static void check(marked_spec *spec, const spec_row *row,
                  const marked *document) {
  char entities[256];
  const char *rule = NULL;
  write_entities(document, entities, sizeof entities);
  if (document->count > 0)
    rule = document->result.records[document->count - 1].rule;
  if (rule == NULL) rule = "-";
  if (strcmp(entities, spec_cell(row, "entities")) != 0)
    marked_fail(spec, row, "entities", spec_cell(row, "entities"), entities);
  if (strcmp(rule, spec_cell(row, "rule")) != 0)
    marked_fail(spec, row, "rule", spec_cell(row, "rule"), rule);
}

static void all_cases_hold(void **state) {
  (void)state;
  assert_int_equal(marked_spec_run("links.md", check), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(all_cases_hold)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
