/* SPDX-License-Identifier: MIT */
/*
 * Runs dates.md.  Where a suite of another project differs from it, TimeML decides, and
 * timebank where it shows the form.  Of the 916 cases of recognizers-datetime 427 agree;
 * the others, by the first kind that fits (the last two told apart by eye):
 *
 *   212  a leading preposition is in the extent: "since August", "in 5 minutes"
 *    75  a range is one extent; here its ends are two: "2014-2018", "5 to 6pm"
 *    65  a determiner is not: "next two days" of "the next two days"
 *    38  a length and a day, or a day and a range of hours, are one: "3 days after
 *        January 12th"; here they are two, but for a day that is deictic ("two days
 *        after tomorrow")
 *    10  a day and a time with a preposition between are one: "today before 4pm"
 *     9  a day that does not exist is one: "Feb 30"
 *     4  "the first 2 weeks of 2021" is one; timebank has two
 *     3  a day and its time are two: "Easter Monday at 10:30"; here they are one
 *    27  words that timebank leaves alone: adjectives ("quarterly"), parts of day
 *        ("one morning"), "the hour", "any weekend", "10D", dates in web addresses
 *    46  forms that are not read: bare figures ("Friday 7.6", "5.12", "7p"), spoken
 *        times without a mark ("eighteenth nine thirty"), chat ("eod", "otd")
 *
 * So at most 916 - 212 - 75 - 65 - 38 - 10 - 9 - 4 - 3 = 500 could agree.  Values differ
 * besides: a week is written 2019-W06, not by its Monday, a length P3D, not by its ends,
 * "now" PRESENT_REF, not by the clock.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/memory.h"
#include "table.h"
#include "value/date.h"

static const char *const kinds[] = {"date", "time", "duration", "set"};

typedef struct fixture {
  char *files[2];
  nomenp_patterns *patterns;
  nomenp_dates *dates;
  unsigned cases;
  unsigned negatives;
  unsigned failures;
} fixture;

static char *read_file(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  char *bytes = malloc(1 << 20);

  assert_non_null(file);
  assert_non_null(bytes);
  *size = fread(bytes, 1, 1 << 20, file);
  fclose(file);
  return bytes;
}

static void make_fixture(fixture *f) {
  static const char *const paths[] = {
      NOMEN_SOURCE_DIR "/corpora/patterns/date.pattern",
      NOMEN_SOURCE_DIR "/corpora/patterns/date-words.pattern"};
  nomenp_pattern_file files[2];
  nomen_error error = {0};

  for (size_t i = 0; i < 2; i++) {
    files[i].label = paths[i];
    files[i].bytes = f->files[i] = read_file(paths[i], &files[i].size);
  }
  if (nomenp_patterns_new(&nomenp_memory_default, files, 2, 0, 0, &f->patterns,
                          &error) != NOMEN_OK)
    fail_msg("%s:%u:%u: %s", error.file, (unsigned)error.line,
             (unsigned)error.column, error.message);
  assert_int_equal(nomenp_dates_new(&nomenp_memory_default, f->patterns,
                                    &f->dates, &error), NOMEN_OK);
}

static bool same(const char *cell, const char *value) {
  return strcmp(cell, value == NULL ? "" : value) == 0;
}

static bool agrees(const spec_row *row, const char *text,
                   const nomenp_candidate *c) {
  const nomen_date *date = &c->value.date;
  const char *extent = spec_cell(row, "extent");

  return strlen(extent) == c->end - c->start &&
         memcmp(extent, text + c->start, c->end - c->start) == 0 &&
         same(spec_cell(row, "kind"), kinds[date->kind]) &&
         same(spec_cell(row, "value"), date->timex) &&
         same(spec_cell(row, "modifier"), date->modifier) &&
         same(spec_cell(row, "begin"), date->begin) &&
         same(spec_cell(row, "end"), date->end);
}

static void complain(fixture *f, const spec_row *row, const char *text,
                     const nomenp_candidate_list *list) {
  f->failures++;
  print_error("dates.md:%u: %s\n", row->line, text);
  for (size_t i = 0; i < list->count; i++) {
    const nomenp_candidate *c = &list->items[i];
    const nomen_date *d = &c->value.date;
    print_error("    got \"%.*s\" %s %s %s [%s, %s) by %s\n",
                (int)(c->end - c->start), text + c->start, kinds[d->kind],
                d->timex, d->modifier ? d->modifier : "-",
                d->begin ? d->begin : "-", d->end ? d->end : "-", c->rule);
  }
}

static void run_case(const spec_row *row, void *context) {
  fixture *f = context;
  const char *text = spec_cell(row, "text");
  char reference[32] = {0}, *comma;
  nomenp_reference given = {false, {0, 0, 0, -1, -1, -1}, NULL};
  nomenp_match_list matches = {0};
  nomenp_candidate_list list = {0};
  nomenp_value_input input;
  nomenp_arena arena;
  nomenp_text read;
  bool is_right = false;

  if (strlen(text) == 0) return;
  snprintf(reference, sizeof reference, "%s", spec_cell(row, "reference"));
  comma = strchr(reference, ',');
  if (comma != NULL) *comma = '\0';
  given.is_known = nomenp_moment_read(reference, &given.moment);
  assert_true(given.is_known || reference[0] == '\0');
  nomenp_arena_init(&arena, &nomenp_memory_default);
  assert_true(nomenp_text_read(&arena, (const uint8_t *)text,
                               (uint32_t)strlen(text), NULL, &read));
  assert_int_equal(nomenp_patterns_scan(f->patterns, &arena, &read, &matches),
                   NOMEN_OK);
  input = (nomenp_value_input){&read, f->patterns, &matches, comma != NULL};
  assert_int_equal(nomenp_dates_read(f->dates, &arena, &input, &given, &list),
                   NOMEN_OK);
  f->cases++;
  if (strcmp(spec_cell(row, "extent"), "-") == 0) {
    f->negatives++;
    is_right = list.count == 0;
  }
  for (size_t i = 0; i < list.count; i++)
    is_right = is_right || agrees(row, text, &list.items[i]);
  if (!is_right) complain(f, row, text, &list);
  nomenp_arena_fini(&arena);
}

static void test_dates(void **state) {
  fixture f = {0};
  (void)state;

  make_fixture(&f);
  assert_true(spec_read(SPEC_DIR "/dates.md", run_case, &f));
  nomenp_dates_free(f.dates);
  nomenp_patterns_free(f.patterns);
  free(f.files[0]);
  free(f.files[1]);
  assert_int_equal(f.failures, 0);
  assert_true(f.cases >= 400);
  assert_true(f.negatives >= 100);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_dates)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
