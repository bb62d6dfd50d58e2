/* SPDX-License-Identifier: MIT */
/* people.md: the value of the last person named in a text. */
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

static const nomen_person *last_person(const marked *document) {
  for (size_t i = document->count; i-- > 0;)
    if (document->result.records[i].type == NOMEN_TYPE_PERSON)
      return &document->result.records[i].value.person;
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
  if (!has_column(row, column) || strcmp(expected, got) == 0) return;
  counts->failures++;
  print_error("people.md:%u: %s\n  %s: expected \"%s\", got \"%s\"\n", row->line,
              spec_cell(row, "text"), column, expected, got);
}

/* The role stands in the text where its span says. */
static void check_role(const spec_row *row, const marked *document,
                       const nomen_person *person, tally *counts) {
  size_t size = person->role_span.end - person->role_span.start;
  if (person->role == NULL) {
    if (size != 0) counts->failures++;
    return;
  }
  if (person->role_span.end > document->text.size ||
      size != strlen(person->role) ||
      memcmp(document->bytes + person->role_span.start, person->role, size) !=
          0) {
    counts->failures++;
    print_error("people.md:%u: role span off\n", row->line);
  }
}

static void check(const spec_row *row, void *context) {
  tally *counts = context;
  marked document;
  const nomen_person *person = NULL;
  if (marked_link(&counts->lists, spec_cell(row, "text"), &document))
    person = last_person(&document);
  counts->cases++;
  if (person == NULL) {
    counts->failures++;
    print_error("people.md:%u: no person\n", row->line);
  } else {
    check_column(row, "name", person->name, counts);
    check_column(row, "given", person->given, counts);
    check_column(row, "family", person->family, counts);
    check_column(row, "particle", person->particle, counts);
    check_column(row, "suffix", person->suffix, counts);
    check_column(row, "title", person->title, counts);
    check_column(row, "role", person->role, counts);
    check_role(row, &document, person, counts);
  }
  marked_fini(&document);
}

static void all_cases_hold(void **state) {
  tally counts = {.cases = 0};
  (void)state;
  assert_true(marked_lists_open(&counts.lists));
  assert_true(spec_read(SPEC_DIR "/people.md", check, &counts));
  marked_lists_close(&counts.lists);
  assert_true(counts.cases >= 120);
  assert_int_equal(counts.failures, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(all_cases_hold)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
