/* SPDX-License-Identifier: MIT */
/*
 * The annotations of our own articles, held against the articles: a slip there
 * would make every figure a little wrong.
 */
#include "corpus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static corpus gold;

static FILE *open_article(const char *name) {
  char path[1024];
  snprintf(path, sizeof path, "%s/%s", NOMEN_ARTICLES, name);
  return fopen(path, "rb");
}

static int read_gold(void **state) {
  (void)state;
  char message[256] = "cannot be opened";
  FILE *file = open_article("gold.jsonl");
  bool good = file != NULL && corpus_read(file, "gold.jsonl", &gold, message);
  if (file != NULL) fclose(file);
  if (!good) print_error("%s\n", message);
  return good ? 0 : -1;
}

static int free_gold(void **state) {
  (void)state;
  corpus_free(&gold);
  return 0;
}

static const char *name_of(const document *d) {
  return json_string_value(json_object_get(d->json, "id"));
}

static void complain(const document *d, const mention *m, const char *what) {
  fail_msg("%s %zu-%zu \"%.*s\": %s", name_of(d), m->start, m->end,
           (int)(m->end - m->start), d->text + m->start, what);
}

static bool is_name(const mention *m) {
  return strcmp(m->type, "PER") == 0 || strcmp(m->type, "ORG") == 0 ||
         strcmp(m->type, "LOC") == 0;
}

static bool starts_with(const mention *m, const document *d,
                        const char *bytes) {
  size_t size = strlen(bytes);
  return m->end - m->start >= size &&
         memcmp(d->text + m->start, bytes, size) == 0;
}

static void test_texts_are_the_files(void **state) {
  (void)state;
  assert_in_range(gold.count, 16, 1000);
  for (size_t i = 0; i < gold.count; i++) {
    const document *d = &gold.documents[i];
    char *read = take_memory(NULL, d->text_size + 2, 1);
    FILE *file = open_article(name_of(d));
    if (file == NULL) fail_msg("no file %s", name_of(d));
    size_t size = fread(read, 1, d->text_size + 2, file);
    fclose(file);
    if (size != d->text_size || memcmp(read, d->text, size) != 0)
      fail_msg("%s differs from its text in gold.jsonl", name_of(d));
    free(read);
  }
}

static void test_lengths(void **state) {
  (void)state;
  for (size_t i = 0; i < gold.count; i++) {
    const document *d = &gold.documents[i];
    size_t words = 0;
    for (size_t n = 0; n < d->text_size; n++)
      words += (unsigned char)d->text[n] > ' ' &&
               (n == 0 || (unsigned char)d->text[n - 1] <= ' ');
    if (words < 300 || words > 700)
      fail_msg("%s has %zu words", name_of(d), words);
    size_t date = json_string_length(json_object_get(d->json, "dct"));
    if (date != strlen("YYYY-MM-DD")) fail_msg("%s: no date", name_of(d));
  }
}

static void check_span(const document *d, const mention *m, size_t after) {
  static const char *const outside[] = {" ", "\n", "\t",   "\"",  ",",
                                        ".", "(",  "the ", "The "};
  size_t size = m->end - m->start;
  if (m->start < after) complain(d, m, "overlaps the one before it");
  if (size == 0) complain(d, m, "is empty");
  if (json_string_length(m->text) != size ||
      memcmp(json_string_value(m->text), d->text + m->start, size) != 0)
    complain(d, m, "is not its text");
  if (((unsigned char)d->text[m->start] & 0xC0) == 0x80 ||
      ((unsigned char)d->text[m->end] & 0xC0) == 0x80)
    complain(d, m, "cuts a character");
  size_t kinds = sizeof outside / sizeof *outside - (is_name(m) ? 0 : 2);
  for (size_t i = 0; i < kinds; i++)
    if (starts_with(m, d, outside[i])) complain(d, m, "begins too early");
  if (strchr(" \n\t\",;:!?(", d->text[m->end - 1]) != NULL)
    complain(d, m, "ends too late");
}

static void test_spans(void **state) {
  (void)state;
  for (size_t i = 0; i < gold.count; i++) {
    size_t after = 0;
    for (size_t n = 0; n < gold.documents[i].mention_count; n++) {
      const mention *m = &gold.documents[i].mentions[n];
      check_span(&gold.documents[i], m, after);
      after = m->end;
    }
  }
}

static bool stands_over(const char *words, const document *d,
                        const mention *m) {
  size_t size = strlen(words);
  size_t from = m->start + 1 > size ? m->start + 1 - size : 0;
  for (size_t at = from; at < m->end && at + size <= d->text_size; at++)
    if (memcmp(d->text + at, words, size) == 0) return true;
  return false;
}

static void check_alternatives(const document *d, const mention *m) {
  for (size_t i = 0; i < json_array_size(m->alts); i++) {
    const char *alt = json_string_value(json_array_get(m->alts, i));
    if (alt == NULL || !stands_over(alt, d, m))
      complain(d, m, "has an alternative that is not there");
  }
}

static void check_values(const document *d, const mention *m) {
  bool money = strcmp(m->type, "MONEY") == 0;
  if (is_name(m) && !json_is_integer(m->entity)) complain(d, m, "no entity");
  if (m->place != NULL && strcmp(m->type, "LOC") != 0)
    complain(d, m, "is no place, but has an id");
  if (money && json_string_length(m->currency) != 3)
    complain(d, m, "no currency");
  if (money && !json_is_string(m->amount)) complain(d, m, "no amount");
  if (!is_name(m) && !money && !m->optional && !json_is_string(m->value))
    complain(d, m, "no value");
  const char *value = json_string_value(m->value);
  if (value != NULL && (strcmp(m->type, "DURATION") == 0) != (*value == 'P') &&
      strcmp(m->type, "SET") != 0 && strstr(value, "_REF") == NULL)
    complain(d, m, "has the value of another type");
}

static void test_values(void **state) {
  (void)state;
  static const char types[] = "PER ORG LOC DATE TIME DURATION SET MONEY";
  for (size_t i = 0; i < gold.count; i++) {
    const document *d = &gold.documents[i];
    for (size_t n = 0; n < d->mention_count; n++) {
      if (strstr(types, d->mentions[n].type) == NULL)
        complain(d, &d->mentions[n], "no known type");
      check_values(d, &d->mentions[n]);
      check_alternatives(d, &d->mentions[n]);
    }
  }
}

/* Mentions of one entity agree on what it is. */
static void test_entities(void **state) {
  (void)state;
  for (size_t i = 0; i < gold.count; i++) {
    const document *d = &gold.documents[i];
    for (size_t a = 0; a < d->mention_count; a++)
      for (size_t b = 0; b < a; b++) {
        const mention *m = &d->mentions[a], *o = &d->mentions[b];
        if (m->entity == NULL || o->entity == NULL ||
            !json_equal(m->entity, o->entity))
          continue;
        if (strcmp(m->type, o->type) != 0) complain(d, m, "two types");
        if ((m->place == NULL) != (o->place == NULL) ||
            (m->place != NULL && !json_equal(m->place, o->place)))
          complain(d, m, "two places");
      }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_texts_are_the_files),
      cmocka_unit_test(test_lengths), cmocka_unit_test(test_spans),
      cmocka_unit_test(test_values), cmocka_unit_test(test_entities)};
  return cmocka_run_group_tests(tests, read_gold, free_gold);
}
