/* SPDX-License-Identifier: MIT */
/* The cases of money.md, through the library. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "nomen/nomen.h"
#include "table.h"

typedef struct run {
  nomen_engine *engine;
  nomen_document *document; /* of the text above */
  char *text;
  size_t found; /* amounts of it shown so far */
  size_t cases;
  size_t negative;
  size_t failures;
} run;

static void complain(run *r, const spec_row *row, const char *field,
                     const char *expected, const char *got) {
  r->failures++;
  print_error("money.md:%u: \"%s\" %s: expected \"%s\", got \"%s\"\n",
              row->line, r->text, field, expected, got);
}

static void check(run *r, const spec_row *row, const char *field,
                  const char *got) {
  const char *expected = spec_cell(row, field);

  if (got == NULL) got = "";
  if (strcmp(expected, got) != 0) complain(r, row, field, expected, got);
}

static void check_link(run *r, const spec_row *row, const char *field,
                       size_t index) {
  char got[32] = "";

  if (index != NOMEN_NONE)
    snprintf(got, sizeof(got), "%+ld", (long)index - (long)r->found);
  check(r, row, field, got);
}

/* Nothing may be left over of the text above. */
static void finish_text(run *r, const spec_row *row) {
  const nomen_record *extra;

  if (r->document == NULL) return;
  extra = nomen_document_record(r->document, r->found);
  if (extra != NULL) {
    char got[128];
    snprintf(got, sizeof(got), "%.*s", (int)(extra->end - extra->start),
             r->text + extra->start);
    complain(r, row, "(the row above) no further extent", "", got);
  }
  nomen_document_free(r->document);
  free(r->text);
  r->document = NULL;
}

static void read_text(run *r, const char *text) {
  nomen_extract_options options = NOMEN_EXTRACT_OPTIONS_INIT;
  size_t size = strlen(text) + 1;

  r->text = malloc(size);
  assert_non_null(r->text);
  memcpy(r->text, text, size);
  options.types = NOMEN_TYPE_BIT(NOMEN_TYPE_MONEY);
  assert_int_equal(nomen_extract(r->engine, r->text, size - 1, &options,
                                 &r->document, NULL),
                   NOMEN_OK);
  r->found = 0;
}

static void check_row(const spec_row *row, void *context) {
  run *r = context;
  const nomen_record *record;
  const nomen_money *money;
  char extent[512] = "";

  r->cases++;
  if (spec_cell(row, "text")[0] != '\0') {
    finish_text(r, row);
    read_text(r, spec_cell(row, "text"));
  }
  if (spec_cell(row, "extent")[0] == '\0') {
    r->negative++;
    return; /* what is left over is told with the next row */
  }
  record = nomen_document_record(r->document, r->found);
  if (record != NULL)
    snprintf(extent, sizeof(extent), "%.*s", (int)(record->end - record->start),
             r->text + record->start);
  check(r, row, "extent", extent);
  if (record == NULL) return;
  money = &record->value.money;
  check(r, row, "amount", money->amount);
  check(r, row, "currency", money->currency);
  check(r, row, "modifier", money->modifier);
  check(r, row, "low", money->low);
  check(r, row, "high", money->high);
  check(r, row, "unit", money->unit);
  check(r, row, "by", money->settled_by);
  check_link(r, row, "range", money->range);
  check_link(r, row, "same", money->equivalent);
  r->found++;
}

static void amounts_are_as_the_table_says(void **state) {
  run r = {0};
  spec_row end = {.section = ""};

  (void)state;
  assert_int_equal(nomen_engine_new(NULL, &r.engine, NULL), NOMEN_OK);
  assert_true(spec_read(SPEC_DIR "/money.md", check_row, &r));
  finish_text(&r, &end);
  nomen_engine_free(r.engine);
  print_message("%lu cases, %lu of them negative\n", (unsigned long)r.cases,
                (unsigned long)r.negative);
  assert_int_equal(r.failures, 0);
  assert_true(r.cases >= 300);
  assert_true(r.negative >= 60);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(amounts_are_as_the_table_says),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
