/* SPDX-License-Identifier: MIT */
/*
 * The scorer against figures worked out by hand, on documents small enough to
 * do so.
 */
#include "decimal.h"
#include "documents.h"
#include "findings.h"
#include "score.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Score one mode; the texts must be good. */
static scores score(const char *mode, const char *gold, const char *found) {
  corpus g, f;
  scores out;
  char message[256] = "";
  if (!corpus_parse(gold, &g, message)) fail_msg("gold: %s", message);
  if (!corpus_parse(found, &f, message)) fail_msg("found: %s", message);
  assert_true(scores_make(mode, &g, &f, &out));
  corpus_free(&g);
  corpus_free(&f);
  return out;
}

static void assert_near(double got, double want) {
  if (fabs(got - want) > 1e-9) fail_msg("%.12f is not %.12f", got, want);
}

/* Precision, recall, F1 and number of gold mentions of a row. */
static void assert_row(const scores *s, const char *name, double precision,
                       double recall, double f1, size_t gold) {
  const row *r = scores_find(s, name);
  assert_non_null(r);
  assert_near(r->precision, precision);
  assert_near(r->recall, recall);
  assert_near(r->f1, f1);
  assert_int_equal(r->gold, gold);
}

/* Ann Lee 0-7, the Acme Group 11-25, Oslo 34-38, Friday 42-48, $5 53-55,
   3 euros 59-66. */
#define TEXT                                                                   \
  "\"text\":\"Ann Lee of the Acme Group flew to Oslo on Friday for $5 or "     \
  "3 euros.\""

/* A gold document with an alternative text, white space at the edges of a
   span, the same mention twice, and an optional mention; and a second document
   that nothing is said of. */
static const char gold_pair[] =
    "{\"id\":\"a\"," TEXT ",\"entities\":["
    "{\"start\":0,\"end\":7,\"type\":\"PER\",\"entity\":1},"
    "{\"start\":15,\"end\":25,\"type\":\"ORG\",\"entity\":2,"
    "\"alts\":[\"nothing of the kind\",\"the Acme Group\"]},"
    "{\"start\":33,\"end\":39,\"type\":\"LOC\",\"entity\":3},"
    "{\"start\":34,\"end\":38,\"type\":\"LOC\",\"entity\":3},"
    "{\"start\":42,\"end\":48,\"type\":\"DATE\",\"value\":\"2021-07-16\"},"
    "{\"start\":53,\"end\":55,\"type\":\"MONEY\",\"amount\":\"5\","
    "\"currency\":\"USD\"},"
    "{\"start\":59,\"end\":66,\"type\":\"MONEY\",\"amount\":\"3\","
    "\"currency\":\"EUR\",\"optional\":true}]}\n"
    "\n"
    "{\"id\":2,\"text\":\"Bo\",\"entities\":["
    "{\"start\":0,\"end\":2,\"type\":\"PER\"}]}\n";

static const char found_pair[] =
    "{\"id\":\"a\",\"records\":["
    "{\"type\":\"person\",\"start\":0,\"end\":7,\"entity\":0},"
    "{\"type\":\"person\",\"start\":0,\"end\":7,\"entity\":0},"
    "{\"type\":\"person\",\"start\":11,\"end\":14,\"entity\":1},"
    "{\"type\":\"organisation\",\"start\":11,\"end\":25,\"entity\":2},"
    "{\"type\":\"place\",\"start\":34,\"end\":38,\"entity\":3},"
    "{\"type\":\"date\",\"start\":42,\"end\":48,\"entity\":null,"
    "\"value\":{\"kind\":\"date\",\"timex\":\"2021-07-16\"}},"
    "{\"type\":\"money\",\"start\":53,\"end\":55,\"value\":"
    "{\"amount\":\"5.00\",\"currency\":\"USD\"}},"
    "{\"type\":\"money\",\"start\":59,\"end\":60,\"value\":"
    "{\"amount\":\"3\",\"currency\":null}}]}\n";

static void test_names(void **state) {
  (void)state;
  scores s = score("names", gold_pair, found_pair);
  assert_int_equal(s.count, 4);
  /* "the" is no person, and Bo was missed. */
  assert_row(&s, "PER", 0.5, 0.5, 0.5, 2);
  assert_row(&s, "ORG", 1, 1, 1, 1);
  assert_row(&s, "LOC", 1, 1, 1, 1);
  assert_row(&s, "ALL", 0.75, 0.75, 0.75, 4);
  assert_int_equal(json_object_size(s.errors), 2);
  assert_non_null(json_object_get(s.errors, "spurious | PER | the"));
  assert_non_null(json_object_get(s.errors, "missed | PER | Bo"));
  scores_free(&s);
}

static void test_news(void **state) {
  (void)state;
  scores s = score("news", gold_pair, found_pair);
  assert_int_equal(s.count, 6);
  assert_row(&s, "DATE", 1, 1, 1, 1);
  /* Inside an optional mention, the "3" is forgiven. */
  assert_row(&s, "MONEY", 1, 1, 1, 1);
  assert_row(&s, "ALL", 5.0 / 6, 5.0 / 6, 5.0 / 6, 6);
  scores_free(&s);
}

static void test_nothing_found(void **state) {
  (void)state;
  scores s = score("news", gold_pair, "");
  assert_row(&s, "ALL", 0, 0, 0, 6);
  scores_free(&s);
  s = score("names", gold_pair,
            "{\"id\":\"a\",\"error\":{\"code\":-3,\"offset\":0}}\n");
  assert_row(&s, "ALL", 0, 0, 0, 4);
  scores_free(&s);
}

/* Spurious mentions that touch an optional one. */
static void test_forgiveness(void **state) {
  (void)state;
  static const char gold[] =
      "{\"id\":1,\"text\":\"in the Mexico Project here\",\"entities\":["
      "{\"start\":7,\"end\":21,\"type\":\"ORG\",\"optional\":true}]}";
  /* Of its type and overlapping; of another and inside; then of another and
     wider, which is an error. */
  scores s = score("names", gold,
                   "{\"id\":1,\"records\":["
                   "{\"type\":\"organisation\",\"start\":3,\"end\":21},"
                   "{\"type\":\"place\",\"start\":7,\"end\":13},"
                   "{\"type\":\"place\",\"start\":3,\"end\":13}]}");
  assert_row(&s, "ORG", 0, 0, 0, 0);
  assert_row(&s, "LOC", 0, 0, 0, 0);
  assert_int_equal(json_object_size(s.errors), 1);
  assert_non_null(json_object_get(s.errors, "spurious | LOC | the Mexico"));
  scores_free(&s);
  /* Found exactly, it earns nothing either. */
  s = score("names", gold,
            "{\"id\":1,\"records\":["
            "{\"type\":\"organisation\",\"start\":7,\"end\":21}]}");
  assert_row(&s, "ALL", 0, 0, 0, 0);
  scores_free(&s);
}

/* A gold mention is found once, by the first that reads as it. */
static void test_alternatives(void **state) {
  (void)state;
  static const char gold[] =
      "{\"id\":1,\"text\":\"Guerrero state, Guerrero\",\"entities\":["
      "{\"start\":0,\"end\":8,\"type\":\"LOC\",\"alt\":\"Guerrero state\"},"
      "{\"start\":16,\"end\":24,\"type\":\"LOC\","
      "\"alts\":[\"Guerrero state\"]}]}";
  scores s = score("names", gold,
                   "{\"id\":1,\"records\":["
                   "{\"type\":\"place\",\"start\":0,\"end\":14},"
                   "{\"type\":\"place\",\"start\":0,\"end\":8}]}");
  /* The second alternative lies nowhere over its mention. */
  assert_row(&s, "LOC", 0.5, 0.5, 0.5, 2);
  scores_free(&s);
}

/* late last year 0-14, two years 20-29, Monday 34-40, now 41-44. */
static const char gold_dates[] =
    "{\"id\":1,\"text\":\"late last year, for two years, on Monday now\","
    "\"entities\":["
    "{\"start\":0,\"end\":14,\"type\":\"DATE\",\"value\":\"2020\"},"
    "{\"start\":20,\"end\":29,\"type\":\"DURATION\",\"value\":\"P2Y\"},"
    "{\"start\":34,\"end\":40,\"type\":\"DATE\",\"value\":\"2021-07-12\"},"
    "{\"start\":41,\"end\":44,\"type\":\"DATE\",\"optional\":true}]}";

static void test_timex(void **state) {
  (void)state;
  /* Narrower; exact; of the wrong type and value; on the optional one; and
     one that overlaps nothing left. */
  scores s =
      score("timex", gold_dates,
            "{\"id\":1,\"records\":["
            "{\"type\":\"date\",\"start\":0,\"end\":4,"
            "\"value\":{\"kind\":\"date\",\"timex\":\"X\"}},"
            "{\"type\":\"date\",\"start\":5,\"end\":14,"
            "\"value\":{\"kind\":\"date\",\"timex\":\"2020\"}},"
            "{\"type\":\"date\",\"start\":20,\"end\":29,"
            "\"value\":{\"kind\":\"duration\",\"timex\":\"P2Y\"}},"
            "{\"type\":\"date\",\"start\":34,\"end\":40,"
            "\"value\":{\"kind\":\"time\",\"timex\":\"2021-07-19\"}},"
            "{\"type\":\"date\",\"start\":41,\"end\":44,"
            "\"value\":{\"kind\":\"date\",\"timex\":\"PRESENT_REF\"}}]}");
  /* 4 found (the optional one aside), 3 gold: 2 strict, 3 relaxed. */
  assert_row(&s, "strict", 0.5, 2.0 / 3, 4.0 / 7, 3);
  assert_row(&s, "relaxed", 0.75, 1, 6.0 / 7, 3);
  assert_near(scores_find(&s, "type")->f1, 6.0 / 7 * 2 / 3);
  assert_near(scores_find(&s, "value")->f1, 6.0 / 7 * 2 / 3);
  assert_non_null(json_object_get(s.errors, "spurious | DATE | late"));
  assert_non_null(json_object_get(
      s.errors, "value | Monday | gold 2021-07-12 | got 2021-07-19"));
  assert_non_null(
      json_object_get(s.errors, "extent | late last year | got last year"));
  scores_free(&s);
}

static const char gold_links[] =
    "{\"id\":1,\"text\":\"A B C D E\",\"entities\":["
    "{\"start\":0,\"end\":1,\"type\":\"PER\",\"entity\":\"x\","
    "\"place\":\"no place\"},"
    "{\"start\":2,\"end\":3,\"type\":\"PER\",\"entity\":\"x\"},"
    "{\"start\":4,\"end\":5,\"type\":\"PER\",\"entity\":\"x\"},"
    "{\"start\":6,\"end\":7,\"type\":\"LOC\",\"entity\":\"y\","
    "\"place\":\"geonames:1\"},"
    "{\"start\":8,\"end\":9,\"type\":\"LOC\",\"entity\":\"z\","
    "\"place\":[\"iso3166:SG\",\"geonames:2\"]}]}";

/* PRED may have the shape of GOLD too. */
static void test_gold_against_itself(void **state) {
  (void)state;
  static const struct {
    const char *mode, *gold;
  } cases[] = {{"names", gold_links},
               {"links", gold_links},
               {"places", gold_links},
               {"timex", gold_dates},
               {"money", gold_pair}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    scores s = score(cases[i].mode, cases[i].gold, cases[i].gold);
    for (size_t n = 0; n < s.count; n++)
      if (s.rows[n].gold > 0) assert_near(s.rows[n].f1, 1.0);
    assert_int_equal(json_object_size(s.errors), 0);
    scores_free(&s);
  }
}

static void test_links(void **state) {
  (void)state;
  /* A and B are joined, C is alone, D and E are joined. */
  scores s = score("links", gold_links,
                   "{\"id\":1,\"records\":["
                   "{\"type\":\"person\",\"start\":0,\"end\":1,\"entity\":0},"
                   "{\"type\":\"person\",\"start\":2,\"end\":3,\"entity\":0},"
                   "{\"type\":\"person\",\"start\":4,\"end\":5,"
                   "\"entity\":null},"
                   "{\"type\":\"place\",\"start\":6,\"end\":7,\"entity\":7},"
                   "{\"type\":\"place\",\"start\":8,\"end\":9,"
                   "\"entity\":7}]}");
  assert_row(&s, "links", 0.5, 1.0 / 3, 0.4, 3);
  assert_non_null(json_object_get(s.errors, "apart | A | C"));
  assert_non_null(json_object_get(s.errors, "joined | D | E"));
  scores_free(&s);
}

static void test_places(void **state) {
  (void)state;
  scores s = score("places", gold_links,
                   "{\"id\":1,\"records\":["
                   "{\"type\":\"place\",\"start\":6,\"end\":7,"
                   "\"value\":{\"id\":\"geonames:3\"}},"
                   "{\"type\":\"place\",\"start\":8,\"end\":9,"
                   "\"value\":{\"id\":\"geonames:2\"}}]}");
  assert_row(&s, "places", 0.5, 0.5, 0.5, 2);
  assert_non_null(
      json_object_get(s.errors, "D | gold geonames:1 | got geonames:3"));
  scores_free(&s);
  s = score("places", gold_links,
            "{\"id\":1,\"records\":["
            "{\"type\":\"place\",\"start\":6,\"end\":7,\"value\":{}}]}");
  assert_row(&s, "places", 0, 0, 0, 1);
  scores_free(&s);
}

static void test_money(void **state) {
  (void)state;
  static const char gold[] =
      "{\"id\":1,\"text\":\"$1 $2 $3 $4 $5\",\"entities\":["
      "{\"start\":0,\"end\":2,\"type\":\"MONEY\",\"amount\":\"1.5\","
      "\"currency\":\"USD\"},"
      "{\"start\":3,\"end\":5,\"type\":\"MONEY\",\"amount\":null,"
      "\"currency\":\"USD\"},"
      "{\"start\":6,\"end\":8,\"type\":\"MONEY\",\"amount\":\"3\","
      "\"currency\":null},"
      "{\"start\":9,\"end\":11,\"type\":\"MONEY\"}]}";
  /* Equal as decimals; none where none is; a currency where none is; not
     asked for; and one that is nowhere in the gold. */
  scores s = score("money", gold,
                   "{\"id\":1,\"records\":["
                   "{\"type\":\"money\",\"start\":0,\"end\":2,\"value\":"
                   "{\"amount\":\"1.50\",\"currency\":\"USD\"}},"
                   "{\"type\":\"money\",\"start\":3,\"end\":5,\"value\":"
                   "{\"amount\":null,\"currency\":\"USD\"}},"
                   "{\"type\":\"money\",\"start\":6,\"end\":8,\"value\":"
                   "{\"amount\":\"3\",\"currency\":\"USD\"}},"
                   "{\"type\":\"money\",\"start\":9,\"end\":11,\"value\":{}},"
                   "{\"type\":\"money\",\"start\":12,\"end\":14,"
                   "\"value\":{}}]}");
  assert_row(&s, "money", 2.0 / 3, 2.0 / 3, 2.0 / 3, 3);
  assert_non_null(json_object_get(s.errors, "$3 | gold 3 none | got 3 USD"));
  scores_free(&s);
}

static void test_calibration(void **state) {
  (void)state;
  scores s = score("calibration", gold_links,
                   "{\"id\":1,\"records\":["
                   "{\"type\":\"person\",\"start\":0,\"end\":1,"
                   "\"confidence\":0.95},"
                   "{\"type\":\"place\",\"start\":2,\"end\":3,"
                   "\"confidence\":1},"
                   "{\"type\":\"person\",\"start\":4,\"end\":5,"
                   "\"confidence\":0.25},"
                   "{\"type\":\"place\",\"start\":6,\"end\":7}]}");
  /* Two at 0.9 or above, one of them right: |1.95 - 1|; one at 0.25, right:
     |0.25 - 1|; the one without a confidence is not counted. */
  assert_near(scores_find(&s, "ece")->f1, (0.95 + 0.75) / 3);
  assert_near(scores_find(&s, "precision_at_0.9")->f1, 0.5);
  assert_near(scores_find(&s, "share_at_0.9")->f1, 2.0 / 3);
  scores_free(&s);
}

static void test_suite(void **state) {
  (void)state;
  static const char suite[] =
      "{\"id\":\"money-1\",\"text\":\"$5 and 6 euros\",\"expect\":["
      "{\"start\":0,\"end\":2,\"type\":\"MONEY\",\"value\":\"5\","
      "\"unit\":\"Dollar\"},"
      "{\"start\":7,\"end\":14,\"type\":\"MONEY\",\"value\":\"6\","
      "\"unit\":\"EUR\"}]}\n"
      "{\"id\":\"money-2\",\"text\":\"NPR on Friday\",\"expect\":[]}\n"
      "{\"id\":\"date-1\",\"text\":\"on Friday, or Monday\","
      "\"first_only\":true,\"expect\":[{\"start\":3,\"end\":9,"
      "\"type\":\"DATE\",\"value\":\"2021-07-16\","
      "\"alts\":[{\"value\":\"2021-07-09\"},\"2021-07-23\"]}]}\n"
      "{\"id\":\"date-2\",\"text\":\"2,000 people\",\"expect\":[]}";
  /* The euros have no currency; a date is not asked for where money is; the
     second date is not, either; and 2,000 is no year. */
  scores s = score("suite", suite,
                   "{\"id\":\"money-1\",\"records\":["
                   "{\"type\":\"money\",\"start\":0,\"end\":2,\"value\":"
                   "{\"amount\":\"5.0\",\"currency\":\"USD\"}},"
                   "{\"type\":\"money\",\"start\":7,\"end\":14,\"value\":"
                   "{\"amount\":\"6\",\"currency\":null}}]}\n"
                   "{\"id\":\"money-2\",\"records\":["
                   "{\"type\":\"date\",\"start\":7,\"end\":13}]}\n"
                   "{\"id\":\"date-1\",\"records\":["
                   "{\"type\":\"date\",\"start\":3,\"end\":9,\"value\":"
                   "{\"timex\":\"2021-07-23\"}},"
                   "{\"type\":\"date\",\"start\":14,\"end\":20}]}\n"
                   "{\"id\":\"date-2\",\"records\":["
                   "{\"type\":\"date\",\"start\":0,\"end\":5}]}\n");
  assert_row(&s, "spans", 0, 0, 1, 2);
  assert_row(&s, "values", 0, 0, 1, 3);
  assert_row(&s, "units", 0, 0, 0.5, 2);
  assert_row(&s, "quiet", 0, 0, 0.5, 2);
  scores_free(&s);
}

static void test_decimals(void **state) {
  (void)state;
  static const struct {
    const char *a, *b;
    bool equal;
  } cases[] = {{"\"5\"", "\"5.00\"", true},
               {"\"0005\"", "5", true},
               {"\"1.5\"", "1.5", true},
               {"\"100\"", "\"1e2\"", true},
               {"\"0.1\"", "0.1", true},
               {"\"0\"", "\"-0.00\"", true},
               {"\"-5\"", "\"5\"", false},
               {"\"5\"", "\"50\"", false},
               {"\"1.05\"", "\"1.5\"", false},
               {"\"12\"", "\"1.2\"", false},
               {"\"five\"", "\"five\"", false},
               {"\"\"", "\"\"", false},
               {"\"1e\"", "\"1\"", false},
               {"null", "null", false},
               {"\"123456789012345678901234567890\"",
                "\"123456789012345678901234567891\"", false},
               {"\"123456789012345678901234567890\"",
                "\"123456789012345678901234567890.0\"", true}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    json_t *a = json_loads(cases[i].a, JSON_DECODE_ANY, NULL);
    json_t *b = json_loads(cases[i].b, JSON_DECODE_ANY, NULL);
    if (decimal_equal(a, b) != cases[i].equal ||
        decimal_equal(b, a) != cases[i].equal)
      fail_msg("%s and %s", cases[i].a, cases[i].b);
    json_decref(a);
    json_decref(b);
  }
}

static void test_bad_input(void **state) {
  (void)state;
  static const struct {
    const char *lines, *message;
  } cases[] = {
      {"{\"id\":1}\n{\"id\":1}", "line 2: duplicate id"},
      {"\n{\"text\":\"\"}", "line 2: no id"},
      {"{\"id\":null}", "line 1: no id"},
      {"{\"id\":1,\"entities\":[{\"start\":3,\"end\":2,\"type\":\"PER\"}]}",
       "line 1: an entity without type, start and end"},
      {"{\"id\":1,\"entities\":[{\"start\":-1,\"end\":2,\"type\":\"PER\"}]}",
       "line 1: an entity without type, start and end"},
      {"{\"id\":1,\"entities\":[{\"start\":0,\"end\":2}]}",
       "line 1: an entity without type, start and end"},
      {"{\"id\":1,\"text\":\"a\",\"entities\":"
       "[{\"start\":0,\"end\":2,\"type\":\"PER\"}]}",
       "line 1: an entity that ends after the text"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    corpus c;
    char message[256] = "";
    assert_false(corpus_parse(cases[i].lines, &c, message));
    assert_string_equal(message, cases[i].message);
  }
}

/* What a function prints, as a string. */
static char *printed(FILE *file) {
  long size = ftell(file);
  char *out = calloc((size_t)size + 1, 1);
  assert_non_null(out);
  rewind(file);
  assert_int_equal(fread(out, 1, (size_t)size, file), size);
  fclose(file);
  return out;
}

static void test_documents(void **state) {
  (void)state;
  static const char lines[] =
      "{\"id\":1,\"text\":\"d'Or \u00e9tat x\u2019s aB\","
      "\"ref_time\":\"2021-07-15T20:30:01.5+02:00\",\"dct\":\"2020-01-01\"}\n"
      "{\"id\":2,\"text\":\"\",\"dct\":\"2020-01-01\",\"ref\":\"x\"}\n"
      "{\"id\":3,\"text\":\"\",\"dct\":null}\n";
  static const struct {
    const char *how, *text;
  } cases[] = {{NULL, "d'Or \u00e9tat x\u2019s aB"},
               {"upper", "D'OR \u00e9TAT X\u2019S AB"},
               {"lower", "d'or \u00e9tat x\u2019s ab"},
               {"title", "D'Or \u00e9Tat X\u2019s AB"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    corpus c;
    char message[256], want[256];
    assert_true(corpus_parse(lines, &c, message));
    FILE *file = tmpfile();
    assert_true(documents_print(&c, cases[i].how, file));
    assert_false(documents_print(&c, "sideways", file));
    char *got = printed(file);
    snprintf(want, sizeof want,
             "{\"id\": 1, \"text\": \"%s\", "
             "\"reference_date\": \"2021-07-15T20:30:01\"}\n"
             "{\"id\": 2, \"text\": \"\", "
             "\"reference_date\": \"2020-01-01\"}\n"
             "{\"id\": 3, \"text\": \"\"}\n",
             cases[i].text);
    assert_string_equal(got, want);
    free(got);
    corpus_free(&c);
  }
}

static const char found_findings[] =
    "{\"id\":\"a\",\"records\":["
    "{\"type\":\"person\",\"start\":0,\"end\":7,\"text\":\"Ann\\nLee\","
    "\"entity\":0,\"value\":{\"name\":\"Ann Lee\",\"given\":\"Ann\"}},"
    "{\"type\":\"date\",\"start\":42,\"end\":48,\"text\":\"Friday\","
    "\"entity\":null,\"value\":{\"kind\":\"date\",\"timex\":\"2021\"}}],"
    "\"entities\":[{\"id\":0,\"name\":\"Ann Lee\"}]}";

static const char expected_findings[] =
    "# a comment\n"
    "a\tperson\t0-7\tAnn\\nLee\tname=Ann Lee given=Ann\tAnn Lee\n"
    "a\tdate\t42-48\tFriday\tkind=date timex=2021\t-\n";

/* What is told of the difference between these lines and the findings. */
static char *difference(const char *lines, size_t *count) {
  corpus c;
  char message[256];
  FILE *expected = tmpfile(), *out = tmpfile();
  fputs(lines, expected);
  rewind(expected);
  assert_true(corpus_parse(found_findings, &c, message));
  *count = findings_compare(expected, &c, out);
  fclose(expected);
  corpus_free(&c);
  return printed(out);
}

static void test_findings(void **state) {
  (void)state;
  corpus c;
  char message[256];
  assert_true(corpus_parse(found_findings, &c, message));
  FILE *file = tmpfile();
  findings_print(&c, file);
  char *got = printed(file);
  assert_string_equal(got, strchr(expected_findings, '\n') + 1);
  free(got);
  corpus_free(&c);
}

static void test_findings_compare(void **state) {
  (void)state;
  size_t count;
  char *got = difference(expected_findings, &count);
  assert_int_equal(count, 0);
  assert_string_equal(got, "");
  free(got);
  got = difference("a\tplace\t0-7\tAnn\\nLee\tname=Ann Lee given=Ann\tLee\n"
                   "a\tplace\t11-14\tOslo\tid=1\tOslo\n",
                   &count);
  assert_int_equal(count, 3);
  assert_string_equal(got, "a\n"
                           "  ~ place        0-7          Ann\\nLee\n"
                           "      type   place\n"
                           "          -> person\n"
                           "      entity Lee\n"
                           "          -> Ann Lee\n"
                           "a\n"
                           "  - place        11-14        Oslo\n"
                           "      value  id=1\n"
                           "      entity Oslo\n"
                           "a\n"
                           "  + date         42-48        Friday\n"
                           "      value  kind=date timex=2021\n"
                           "      entity -\n"
                           "1 lost (-), 1 new (+), 1 changed (~) "
                           "of 2 records\n");
  free(got);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_names),
                                     cmocka_unit_test(test_news),
                                     cmocka_unit_test(test_gold_against_itself),
                                     cmocka_unit_test(test_nothing_found),
                                     cmocka_unit_test(test_forgiveness),
                                     cmocka_unit_test(test_alternatives),
                                     cmocka_unit_test(test_timex),
                                     cmocka_unit_test(test_links),
                                     cmocka_unit_test(test_places),
                                     cmocka_unit_test(test_money),
                                     cmocka_unit_test(test_calibration),
                                     cmocka_unit_test(test_suite),
                                     cmocka_unit_test(test_decimals),
                                     cmocka_unit_test(test_bad_input),
                                     cmocka_unit_test(test_documents),
                                     cmocka_unit_test(test_findings),
                                     cmocka_unit_test(test_findings_compare)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
