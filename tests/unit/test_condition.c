/* SPDX-License-Identifier: MIT */
/* What rules learn about where they may match loses no match: the same are
 * found as when every rule is tried wherever it is triggered. */
#define _POSIX_C_SOURCE 200809L

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pattern/pattern.h"
#include "text/utf8.h"

#define TEXT_ROOM ((size_t)1 << 20)

typedef struct both {
  nomenp_patterns *learnt;
  nomenp_patterns *blind;
} both;

static void compile(const nomenp_pattern_file *files, size_t count, both *out) {
  nomen_error error = {0};
  nomenp_patterns **patterns[] = {&out->learnt, &out->blind};
  static const uint32_t flags[] = {0, NOMENP_PATTERN_UNCONDITIONAL};

  for (size_t i = 0; i < 2; i++)
    if (nomenp_patterns_new(&nomenp_memory_default, files, count, flags[i], 0,
                            patterns[i], &error) != NOMEN_OK)
      fail_msg("%u:%u: %s", (unsigned)error.line, (unsigned)error.column,
               error.message);
}

static void release(both *b) {
  nomenp_patterns_free(b->learnt);
  nomenp_patterns_free(b->blind);
}

static void same_matches(const both *b, const nomenp_match_list *x,
                         const nomenp_match_list *y, const char *text) {
  for (size_t i = 0; i < x->count || i < y->count; i++) {
    const nomenp_match *m = &y->items[i];
    if (i >= y->count) fail_msg("a match too many");
    if (i >= x->count || x->items[i].rule != m->rule ||
        x->items[i].start != m->start || x->items[i].end != m->end ||
        x->items[i].capture_count != m->capture_count)
      fail_msg("%s is not found in \"%.*s\"",
               nomenp_patterns_rule_name(b->blind, m->rule),
               (int)(m->end - m->start), text + m->start);
  }
}

static size_t compare(const both *b, const char *text, size_t size) {
  nomenp_match_list x = {0}, y = {0};
  nomenp_arena arena;
  nomenp_text read;

  nomenp_arena_init(&arena, &nomenp_memory_default);
  assert_true(nomenp_text_read(&arena, (const uint8_t *)text, (uint32_t)size,
                               NULL, &read));
  assert_int_equal(nomenp_patterns_scan(b->learnt, &arena, &read, &x),
                   NOMEN_OK);
  assert_int_equal(nomenp_patterns_scan(b->blind, &arena, &read, &y), NOMEN_OK);
  same_matches(b, &x, &y, text);
  nomenp_arena_fini(&arena);
  return x.count;
}

/* ---- expressions of every kind */

/* Where a rule of each of these may match is learnt from one feature or
 * another. */
static const char *const expressions[] = {
    "may",
    "may(?= be)",
    "may(?! be)(?=[ -])",
    "may (?:be|beat|the (?:first|last))",
    "(?:the )?may(?: day)?(?=,|$| [a-c]\\w+\\b)",
    "(?<=the\\s)may be",
    "(?<!the\\s)may",
    "(?<![\\d$])\\d\\d?",
    "(?<=[-\xe2\x80\x93]|to\\s)\\d+ (?:may|days?)\\b",
    "\\d{4}(?: may)?",
    "\\d{3}(?:\\d{3})+ days",
    "(?:\\d{4})++ days",
    "\\d++(?:[.,]\\d+)* ?(?:%|may|days?)",
    "[a-z]+ may",
    "[^\\d ]+ (?-i:May|BE)\\b",
    "[^\\p{Lu} ]\\w+ be",
    "[[:alpha:]]{1,3} may",
    "(?:(?:be|may) ){1,3}(?:the|day)",
    "(?:may|the)['\xe2\x80\x99]s(?: day)?",
    "mays?\\b.{0,3}be",
    "the\\W+may",
    "\\bthe\\b\\s*\\bmay\\b",
    "the (?<a>may|day) (?&a)",
    "(?>the|may) (?:be\\b|\\d)",
    "(?i:the) (?-i:may) (?#what else) be",
    "th\\x65 [\\x{6d}]ay",
    "k(?:ay)? may|s may",
    "(?=the may)the|may(?=\\.? ?(?:[12]\\d|\\z))",
    "(?:a|an|the)? ?(?<=\\s)may",
    "\\D\\D\\D may",
    "the\\Zmay|may\\h?the|may\\Rbe",
    "the(?:(?= may)| be) may",
};

static const char *const pieces[] = {"may",
                                     "May",
                                     "MAY",
                                     "the",
                                     "The",
                                     "be",
                                     "day",
                                     "days",
                                     "beat",
                                     "first",
                                     "Kay",
                                     "S",
                                     "to",
                                     "abc",
                                     "a",
                                     "an",
                                     "mays",
                                     "maybe",
                                     "1",
                                     "12",
                                     "123",
                                     "1234",
                                     "1,234",
                                     "123456",
                                     "12345678",
                                     "2.5",
                                     "12th",
                                     "12may",
                                     "mayBe",
                                     "theMay",
                                     "may's",
                                     "may\xe2\x80\x99s",
                                     "'",
                                     "\"",
                                     "-",
                                     "\xe2\x80\x93",
                                     ",",
                                     ".",
                                     "...",
                                     "%",
                                     "$",
                                     "(",
                                     "m.a.y.",
                                     "the.",
                                     "ma\xc3\xbd",
                                     "\xe2\x84\xaa"
                                     "ay",
                                     "\xc5\xbf",
                                     "may\xc2\xad"
                                     "be",
                                     "o'day",
                                     "m\x1a"
                                     "y",
                                     "\xe2\x82\xac"};

static const char *const gaps[] = {" ",
                                   " ",
                                   " ",
                                   " ",
                                   "",
                                   "",
                                   "\n",
                                   "  ",
                                   "\xc2\xa0",
                                   "\t",
                                   "\xe2\x80\x89",
                                   "\xe2\x80\x8b",
                                   "\x01",
                                   " \n "};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static uint32_t draw(uint32_t *state, size_t count) {
  *state = *state * 1664525u + 1013904223u;
  return (uint32_t)((*state >> 8) % count);
}

static void make_rules(char *out, size_t room) {
  static const char *const triggers[] = {
      "class:word|number|mixed|clitic|punctuation|symbol|link",
      "word:may|the|be|a|an|k|s|kay|abc|day|m.a.y. class:number"};
  size_t used = 0;

  for (size_t i = 0; i < COUNT(expressions); i++)
    for (size_t t = 0; t < 2; t++) {
      used += (size_t)snprintf(
          out + used, room - used,
          "rule r%zu.%zu\n kind k\n trigger %s\n%s match %s\n", i, t,
          triggers[t], i % 5 == 4 ? " case exact\n" : "", expressions[i]);
      assert_true(used < room);
    }
}

static void no_expression_loses_a_match(void **state) {
  static char rules[16384], text[8192];
  nomenp_pattern_file file = {"test", rules, 0};
  size_t found = 0;
  uint32_t seed = 1;
  both b;

  (void)state;
  make_rules(rules, sizeof(rules));
  file.size = strlen(rules);
  compile(&file, 1, &b);
  for (int round = 0; round < 400; round++) {
    size_t used = 0;
    while (used < sizeof(text) - 32)
      used += (size_t)snprintf(text + used, sizeof(text) - used, "%s%s",
                               pieces[draw(&seed, COUNT(pieces))],
                               gaps[draw(&seed, COUNT(gaps))]);
    found += compare(&b, text, used);
  }
  assert_true(found > 10000);
  release(&b);
}

/* ---- our own rules over our own text */

static char *read_file(const char *folder, const char *name, size_t *size) {
  char path[1024];
  char *text = malloc(TEXT_ROOM);
  FILE *file;

  snprintf(path, sizeof(path), "%s/%s", folder, name);
  file = fopen(path, "rb");
  assert_non_null(file);
  assert_non_null(text);
  *size = fread(text, 1, TEXT_ROOM, file);
  fclose(file);
  return text;
}

/* The text with what stands between words changed here and there. */
static size_t disturb(const char *text, size_t size, uint32_t *seed, char *out,
                      size_t room) {
  size_t used = 0;

  for (size_t i = 0; i < size && used + 8 < room; i++) {
    const char *gap = &text[i];
    size_t gap_size = 1;
    if (text[i] == ' ' && draw(seed, 8) == 0) {
      gap = gaps[draw(seed, COUNT(gaps))];
      gap_size = strlen(gap);
    }
    memcpy(out + used, gap, gap_size);
    used += gap_size;
  }
  return used;
}

static size_t compare_folder(const both *b, const char *folder,
                             const char *ending) {
  DIR *dir = opendir(folder);
  char *changed = malloc(TEXT_ROOM);
  struct dirent *entry;
  uint32_t seed = 1;
  size_t found = 0;

  assert_non_null(dir);
  assert_non_null(changed);
  while ((entry = readdir(dir)) != NULL) {
    size_t size;
    char *text;
    if (strstr(entry->d_name, ending) == NULL) continue;
    text = read_file(folder, entry->d_name, &size);
    if (nomenp_utf8_check((const uint8_t *)text, size, NULL)) {
      found += compare(b, text, size);
      for (int i = 0; i < 3; i++)
        found +=
            compare(b, changed, disturb(text, size, &seed, changed, TEXT_ROOM));
    }
    free(text);
  }
  closedir(dir);
  free(changed);
  return found;
}

static void no_rule_of_ours_loses_a_match(void **state) {
  static const char *const names[] = {"date.pattern", "date-words.pattern",
                                      "money.pattern"};
  nomenp_pattern_file files[3];
  char *texts[3];
  both b;

  (void)state;
  for (size_t i = 0; i < 3; i++) {
    texts[i] =
        read_file(NOMEN_ARTICLES "/../patterns", names[i], &files[i].size);
    files[i].label = names[i];
    files[i].bytes = texts[i];
  }
  compile(files, 3, &b);
  assert_true(compare_folder(&b, NOMEN_ARTICLES, ".txt") > 1000);
  assert_true(compare_folder(&b, NOMEN_ARTICLES "/../../tests/spec", ".md") >
              1000);
  assert_true(compare_folder(&b, NOMEN_ARTICLES "/../patterns", ".pattern") >
              100);
  release(&b);
  for (size_t i = 0; i < 3; i++)
    free(texts[i]);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_expression_loses_a_match),
      cmocka_unit_test(no_rule_of_ours_loses_a_match),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
