/* SPDX-License-Identifier: MIT */
/* Pattern files, their faults, triggers and the scan. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "failing.h"

#include "pattern/pattern.h"

static const char file[] =
    "# what a date might look like\n"
    "words month = January | Jan. | May\n"
    "  # the others\n"
    "  | September | Sept. | New Year's\n"
    "part day = [12][0-9] | 3[01] | 0?[1-9]\n"
    "part full = (?<month>{month}) (?<day>{day})\n"
    "  | (?<month>{month}) the (?<day>{day})th\n"
    "\n"
    "rule date.month-day\n"
    "  kind    date\n"
    "  trigger words:month\n"
    "  match   {full}(?:, (?<year>\\d{4}))?\n"
    "  op      absolute\n"
    "rule date.day-month\n"
    "  kind    date\n"
    "  trigger class:number|mixed\n"
    "          word:mid\n"
    "  match   (?:mid-)?(?<day>{day}) (?<month>{month})\n"
    "  flag\n"
    "rule sign\n"
    "  kind    money\n"
    "  trigger shape:currency\n"
    "  case    exact\n"
    "  match   \\p{Sc} ?\\d++[km]?+\n";

typedef struct scan {
  nomenp_patterns *patterns;
  nomenp_arena arena;
  nomenp_text text;
  nomenp_match_list matches;
  const char *bytes;
} scan;

static nomenp_patterns *compile(const char *bytes, uint32_t flags,
                                uint32_t limit) {
  nomenp_pattern_file one = {"test", bytes, strlen(bytes)};
  nomenp_patterns *patterns;
  nomen_error error = {0};

  if (nomenp_patterns_new(&nomenp_memory_default, &one, 1, flags, limit,
                          &patterns, &error) != NOMEN_OK)
    fail_msg("%u:%u: %s", (unsigned)error.line, (unsigned)error.column,
             error.message);
  return patterns;
}

static void scan_text(scan *s, const char *text, size_t size) {
  memset(&s->matches, 0, sizeof(s->matches));
  nomenp_arena_init(&s->arena, &nomenp_memory_default);
  assert_true(nomenp_text_read(&s->arena, (const uint8_t *)text,
                               (uint32_t)size, NULL, &s->text));
  s->bytes = text;
  assert_int_equal(
      nomenp_patterns_scan(s->patterns, &s->arena, &s->text, &s->matches),
      NOMEN_OK);
}

/* The matches as "rule:text;" one after another. */
static void describe(const scan *s, char *out, size_t room) {
  size_t used = 0;

  out[0] = '\0';
  for (size_t i = 0; i < s->matches.count; i++) {
    const nomenp_match *m = &s->matches.items[i];
    used += (size_t)snprintf(
        out + used, room - used, "%s:%.*s;",
        nomenp_patterns_rule_name(s->patterns, m->rule),
        (int)(m->end - m->start), s->bytes + m->start);
    assert_true(used < room);
  }
}

static void expect(const char *rules, uint32_t flags, const char *text,
                   const char *expected) {
  char got[2048];
  scan s;

  s.patterns = compile(rules, flags, 0);
  scan_text(&s, text, strlen(text));
  describe(&s, got, sizeof(got));
  assert_string_equal(got, expected);
  nomenp_arena_fini(&s.arena);
  nomenp_patterns_free(s.patterns);
}

static void rules_match_where_they_are_triggered(void **state) {
  static const struct {
    const char *text;
    const char *found;
  } cases[] = {
      {"On May 5 and Sept 3, 2014.",
       "date.month-day:May 5;date.month-day:Sept 3, 2014;"},
      {"MAY THE 5TH be", "date.month-day:MAY THE 5TH;"},
      {"in September\n  21, 1999", "date.month-day:September\n  21, 1999;"},
      {"in September\r\n21", "date.month-day:September\r\n21;"},
      {"in September\n\n21", ""},
      {"in September\n \n21", ""},
      {"New Year's 1 or New Year\xe2\x80\x99s 2",
       "date.month-day:New Year's 1;date.month-day:New Year\xe2\x80\x99s 2;"},
      {"5 May 7",
       "date.day-month:5 May;date.month-day:May 7;"},
      {"from mid-5 May on", "date.day-month:mid-5 May;date.day-month:5 May;"},
      {"$5, $5k, \xe2\x82\xac 7m, $5K", "sign:$5;sign:$5k;sign:\xe2\x82\xac 7m;"},
      {"May 51", ""},
      {"Mayor 5", ""},
      {"May 5pm", ""},
      {"Maybe May 5Then", ""},
      {"", ""},
      {"5", ""},
  };
  (void)state;
  for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
    expect(file, 0, cases[i].text, cases[i].found);
    expect(file, NOMENP_PATTERN_NO_JIT, cases[i].text, cases[i].found);
  }
}

static void rules_ask_what_is_near(void **state) {
  static const char rules[] = "words unit = year | week\n"
                              "rule period\n"
                              "  kind date\n"
                              "  trigger word:the\n"
                              "  near words:unit shape:year\n"
                              "  match the \\w+\n"
                              "rule both\n"
                              "  kind date\n"
                              "  trigger word:one\n"
                              "  near words:unit\n"
                              "  near shape:year\n"
                              "  match one \\w+\n"
                              "rule any\n"
                              "  kind date\n"
                              "  trigger word:a\n"
                              "  match a \\w+\n";
  nomenp_pattern_file many = {"many", NULL, 0};
  nomenp_patterns *patterns;
  nomen_error error;
  char strange[8192];
  size_t used = 0;

  (void)state;
  expect(rules, 0, "the man", "");
  expect(rules, 0, "the long week", "period:the long;");
  expect(rules, 0, "the man of 1999", "period:the man;");
  /* The tenth token is near, the eleventh is not; what is behind never is. */
  expect(rules, 0, "the b c d e f g h i year", "period:the b;");
  expect(rules, 0, "the b c d e f g h i j year", "");
  expect(rules, 0, "year of the man", "");
  expect(rules, 0, "a man", "any:a man;");
  expect(rules, 0, "one week in 1999", "both:one week;");
  expect(rules, 0, "one week", "");
  expect(rules, 0, "one man in 1999", "");

  for (int i = 0; i < 64; i++)
    used += (size_t)snprintf(strange + used, sizeof(strange) - used,
                             "rule r%d\n  kind k\n  trigger word:the\n"
                             "  near word:w%d\n  match the\n",
                             i, i);
  many.bytes = strange;
  many.size = used;
  assert_int_equal(nomenp_patterns_new(&nomenp_memory_default, &many, 1, 0, 0,
                                       &patterns, &error),
                   NOMEN_EPATTERN);
  assert_int_equal(error.line, 63 * 5 + 4);
  assert_non_null(strstr(error.message, "too many different lines"));
}

static void captures_go_by_name_over_all_rules(void **state) {
  const char *text = "May 5, 2014; 6 January";
  const nomenp_capture *capture;
  scan s;
  int day, year;

  (void)state;
  s.patterns = compile(file, 0, 0);
  day = nomenp_patterns_capture(s.patterns, "day");
  year = nomenp_patterns_capture(s.patterns, "year");
  assert_true(day >= 0 && year >= 0 && day != year);
  assert_int_equal(nomenp_patterns_capture(s.patterns, "hour"), -1);
  assert_int_equal(nomenp_patterns_rule_count(s.patterns), 3);
  assert_string_equal(nomenp_patterns_rule_kind(s.patterns, 2), "money");
  assert_string_equal(nomenp_patterns_rule_value(s.patterns, 0, "op"),
                      "absolute");
  assert_string_equal(nomenp_patterns_rule_value(s.patterns, 1, "flag"), "");
  assert_null(nomenp_patterns_rule_value(s.patterns, 1, "op"));
  scan_text(&s, text, strlen(text));
  assert_int_equal(s.matches.count, 2);
  capture = nomenp_match_capture(&s.matches.items[0], year);
  assert_non_null(capture);
  assert_int_equal(capture->start, 7);
  assert_int_equal(capture->end, 11);
  assert_null(nomenp_match_capture(&s.matches.items[1], year));
  assert_null(nomenp_match_capture(&s.matches.items[1], -1));
  capture = nomenp_match_capture(&s.matches.items[1], day);
  assert_int_equal(capture->start, 13);
  assert_int_equal(s.matches.items[1].token,
                   nomenp_text_token_at(&s.text, 13));
  nomenp_arena_fini(&s.arena);
  nomenp_patterns_free(s.patterns);
}

static void longest_first_then_order_of_rules(void **state) {
  static const char rules[] =
      "rule a\n kind x\n trigger word:one\n match one\n"
      "rule b\n kind x\n trigger word:one class:word\n match one two\n"
      "rule c\n kind x\n trigger class:word\n match \\w+ two\n"
      "rule d\n kind x\n trigger shape:lower\n match one(?= tw)\n";
  (void)state;
  expect(rules, 0, "one two", "b:one two;c:one two;a:one;d:one;");
}

static void spaces_and_braces_mean_what_is_said(void **state) {
  (void)state;
  expect("part x = \\x{61}{2,3}[ {x}]\\Q{x} \\E(?# {x} )\\p{L}\n"
         "rule r\n kind k\n trigger class:word\n match {x}b | z{gap}{gap}?y\n",
         0, "aa {x} qb z \n y", "r:aa {x} qb;r:z \n y;");
  expect("rule r\n kind k\n trigger word:a|b\n"
         " match a |\n  b | \n  c\n",
         0, "a b c", "r:a;r:b;");
}

static void faults_are_told_with_line_and_column(void **state) {
  static const struct {
    const char *text;
    unsigned line, column;
    const char *message;
  } cases[] = {
      {"rule a\n kind k\n trigger word:x\n match (a\n", 4, 10, "parenthes"},
      {"part p = a(\nrule a\n kind k\n trigger word:x\n match b {p}\n", 5, 13,
       "parenthes"},
      {"part p = [z-a]\nrule a\n kind k\n trigger word:x\n match b {p}\n", 1,
       13, "range"},
      {"rule a\n kind k\n trigger word:x\n match {p}\n", 4, 8, "no such part"},
      {"rule a\n kind k\n trigger word:x\n match {p\n", 4, 8, "brace"},
      {"part p = {q}\npart q = {p}\nrule a\n kind k\n trigger word:x\n"
       " match {p}\n",
       2, 10, "deeply"},
      {"part p = a\n\npart p = b\n", 3, 6, "already"},
      {"part = b\n", 1, 6, "part NAME"},
      {"part p =\n", 1, 6, "empty"},
      {"part p\n", 1, 7, "part NAME"},
      {"pardon\n", 1, 1, "expected"},
      {"# x\n  part p = a\n", 2, 3, "no rule"},
      {"rule\n", 1, 5, "rule NAME"},
      {"rule a b\n", 1, 8, "rule NAME"},
      {"rule a\nrule a\n", 2, 6, "already"},
      {"rule a\n  kind k\n match m\n", 3, 2, "alike"},
      {"rule a\n kind k\n match a\n", 1, 6, "no trigger"},
      {"rule a\n trigger word:a\n match a\n", 1, 6, "no kind"},
      {"rule a\n trigger word:a\n kind k\n", 1, 6, "no match"},
      {"rule a\n trigger word:a\n kind k\n match a\n match b\n", 5, 2,
       "one match"},
      {"rule a\n kind k\n tried often\n trigger word:a\n match a\n", 3, 8,
       "seldom"},
      {"rule a\n trigger word\n", 2, 10, "KIND:NAME"},
      {"rule a\n trigger words:w\n", 2, 16, "no such word list"},
      {"rule a\n trigger class:verb\n", 2, 16, "class"},
      {"rule a\n trigger shape:round\n", 2, 16, "shape"},
      {"rule a\n trigger like:a\n", 2, 10, "kind of trigger"},
      {"rule a\n trigger word:...\n", 2, 15, "letters"},
      {"rule a\n kind k\n trigger word:x\n match \\C\n", 4, 10, "\\C"},
      {"rule a\n kind k\n trigger word:x\n match \xff\n", 4, 8, "UTF-8"},
      {"rule a\n kind k\n trigger word:x\n match (*LIMIT_MATCH=9)a\n", 4, 21,
       "VERB"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
    nomenp_pattern_file one = {"my.pattern", cases[i].text,
                               strlen(cases[i].text)};
    nomenp_patterns *patterns;
    nomen_error error = {0};
    assert_int_equal(nomenp_patterns_new(&nomenp_memory_default, &one, 1, 0, 0,
                                         &patterns, &error),
                     NOMEN_EPATTERN);
    assert_null(patterns);
    assert_string_equal(error.file, "my.pattern");
    if (error.line != cases[i].line || error.column != cases[i].column ||
        strstr(error.message, cases[i].message) == NULL)
      fail_msg("%s: %u:%u: %s", cases[i].text, (unsigned)error.line,
               (unsigned)error.column, error.message);
  }
}

static void rules_tried_seldom_match_without_machine_code(void **state) {
  static const char often[] = "rule a\n kind k\n trigger word:x\n match x (y)?\n";
  static const char both[] = "rule a\n kind k\n trigger word:x\n match x (y)?\n"
                             "rule b\n tried seldom\n kind k\n trigger word:x\n"
                             " match x Y|(z)\n";
  nomenp_patterns *one = compile(often, 0, 0), *two = compile(both, 0, 0);

  (void)state;
  assert_int_equal(nomenp_patterns_have_jit(one),
                   nomenp_patterns_have_jit(two));
  nomenp_patterns_free(one);
  nomenp_patterns_free(two);
  expect(both, 0, "x y", "a:x y;b:x y;");
}

static void large_expressions_are_refused(void **state) {
  char text[4096] = "part p0 = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n";
  nomenp_pattern_file one = {"large", text, 0};
  nomenp_patterns *patterns;
  nomen_error error = {0};

  (void)state;
  for (int i = 1; i < 20; i++)
    sprintf(text + strlen(text), "part p%d = {p%d}{p%d}{p%d}{p%d}\n", i, i - 1,
            i - 1, i - 1, i - 1);
  strcat(text, "rule r\n kind k\n trigger word:a\n match {p19}\n");
  one.size = strlen(text);
  assert_int_equal(nomenp_patterns_new(&nomenp_memory_default, &one, 1, 0, 0,
                                       &patterns, &error),
                   NOMEN_EPATTERN);
  assert_non_null(strstr(error.message, "too large"));
}

/* Patterns that would run for ever stop at the limit, and count as no match. */
static void runaway_patterns_stop(void **state) {
  static const char *const rules[] = {
      "rule r\n kind k\n trigger class:word\n match (a+)+$\n",
      "rule r\n kind k\n trigger class:word\n match (?:a|aa)+b\n",
      "rule r\n kind k\n trigger class:word\n match ((?:a?){30}){30}x\n",
      "rule r\n kind k\n trigger class:word\n match (a(?1)?a|a)+b\n",
      "rule r\n kind k\n trigger class:word\n match (?=.*(.*)*(.*)*z)a\n",
  };
  char text[20001];

  (void)state;
  for (size_t i = 0; i < sizeof(text) - 1; i++)
    text[i] = i % 100 == 99 ? ' ' : 'a';
  memcpy(text + sizeof(text) - 3, "!", 2);
  for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++)
    for (uint32_t flags = 0; flags <= NOMENP_PATTERN_NO_JIT; flags++) {
      scan s;
      s.patterns = compile(rules[i], flags, 1000);
      scan_text(&s, text, strlen(text));
      nomenp_arena_fini(&s.arena);
      nomenp_patterns_free(s.patterns);
    }
}

static void strange_matches_are_dropped(void **state) {
  (void)state;
  expect("rule r\n kind k\n trigger class:word\n match a?\n", 0, "b a", "r:a;");
  expect("rule r\n kind k\n trigger class:word\n match a\\Kb\n", 0, "ab", "");
  expect("rule r\n kind k\n trigger class:word\n match .+\n", 0, "ab\ncd",
         "r:ab;r:cd;");
}

static void a_match_has_a_greatest_length(void **state) {
  char text[3 * NOMENP_MATCH_MAX];
  scan s;

  (void)state;
  memset(text, 'a', sizeof(text));
  for (size_t i = 9; i < sizeof(text); i += 10) text[i] = ' ';
  s.patterns = compile("rule r\n kind k\n trigger class:word\n match .+\n", 0, 0);
  scan_text(&s, text, sizeof(text));
  assert_true(s.matches.count > 100);
  for (size_t i = 0; i < s.matches.count; i++)
    assert_true(s.matches.items[i].end - s.matches.items[i].start <=
                NOMENP_MATCH_MAX);
  nomenp_arena_fini(&s.arena);
  nomenp_patterns_free(s.patterns);
}

static nomen_status run_with(nomen_allocator *memory) {
  static const char text[] = "On May 5, 2014 and 6 January, $5k";
  nomenp_pattern_file one = {"test", file, sizeof(file) - 1};
  nomenp_patterns *patterns;
  nomenp_arena arena;
  nomenp_text read;
  nomenp_match_list matches = {0};
  nomen_status status =
      nomenp_patterns_new(memory, &one, 1, 0, 0, &patterns, NULL);

  if (status != NOMEN_OK) return status;
  nomenp_arena_init(&arena, memory);
  status = NOMEN_ENOMEM;
  if (nomenp_text_read(&arena, (const uint8_t *)text, sizeof(text) - 1, NULL,
                       &read))
    status = nomenp_patterns_scan(patterns, &arena, &read, &matches);
  if (status == NOMEN_OK) assert_int_equal(matches.count, 3);
  nomenp_arena_fini(&arena);
  nomenp_patterns_free(patterns);
  return status;
}

static void every_allocation_may_fail(void **state) {
  (void)state;
  for (int for_ever = 0; for_ever < 2; for_ever++)
    for (size_t n = 1;; n++) {
      failing f = {.for_ever = for_ever != 0};
      nomen_allocator memory = failing_at(&f, n);
      nomen_status status = run_with(&memory);
      assert_int_equal(f.live, 0);
      if (f.left > 0) {
        assert_int_equal(status, NOMEN_OK);
        break;
      }
      assert_true(status == NOMEN_ENOMEM || status == NOMEN_OK);
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rules_match_where_they_are_triggered),
      cmocka_unit_test(rules_ask_what_is_near),
      cmocka_unit_test(captures_go_by_name_over_all_rules),
      cmocka_unit_test(longest_first_then_order_of_rules),
      cmocka_unit_test(spaces_and_braces_mean_what_is_said),
      cmocka_unit_test(faults_are_told_with_line_and_column),
      cmocka_unit_test(rules_tried_seldom_match_without_machine_code),
      cmocka_unit_test(large_expressions_are_refused),
      cmocka_unit_test(runaway_patterns_stop),
      cmocka_unit_test(strange_matches_are_dropped),
      cmocka_unit_test(a_match_has_a_greatest_length),
      cmocka_unit_test(every_allocation_may_fail),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
