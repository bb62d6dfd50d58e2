/* SPDX-License-Identifier: MIT */
/* places.md: the value of the first place named in a text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "marked.h"

static void check(marked_spec *spec, const spec_row *row,
                  const marked *document) {
  nomenp_link_value value;
  if (!marked_value(document, NOMEN_TYPE_PLACE, false, &value)) {
    marked_fail(spec, row, "records", "a place", "none");
    return;
  }
  marked_compare(spec, row, "id", value.place.id);
  marked_compare(spec, row, "kind", value.place.kind);
  marked_compare(spec, row, "country", value.place.country);
  marked_compare(spec, row, "runner-up", value.place.runner_up);
}

static void all_cases_hold(void **state) {
  (void)state;
  assert_int_equal(marked_spec_run("places.md", check), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(all_cases_hold)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
