/* SPDX-License-Identifier: MIT */
/* people.md: the value of the last person named in a text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "marked.h"

/* The role stands in the text where its span says. */
static bool role_fits(const marked *document, const nomen_person *person) {
  const nomen_span *span = &person->role_span;
  size_t size = span->end - span->start;
  if (person->role == NULL) return size == 0;
  return span->end <= document->text.size && size == strlen(person->role) &&
         memcmp(document->bytes + span->start, person->role, size) == 0;
}

static void check(marked_spec *spec, const spec_row *row,
                  const marked *document) {
  nomenp_link_value value;
  const nomen_person *person = &value.person;
  if (!marked_value(document, NOMEN_TYPE_PERSON, true, &value)) {
    marked_fail(spec, row, "records", "a person", "none");
    return;
  }
  marked_compare(spec, row, "name", person->name);
  marked_compare(spec, row, "given", person->given);
  marked_compare(spec, row, "family", person->family);
  marked_compare(spec, row, "particle", person->particle);
  marked_compare(spec, row, "suffix", person->suffix);
  marked_compare(spec, row, "title", person->title);
  marked_compare(spec, row, "role", person->role);
  if (!role_fits(document, person))
    marked_fail(spec, row, "role span", "the role", "other bytes");
}

static void all_cases_hold(void **state) {
  (void)state;
  assert_int_equal(marked_spec_run("people.md", check), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(all_cases_hold)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
