/* SPDX-License-Identifier: MIT */
/*
 * Every currency of the list, in every form the list gives it, with random amounts
 * in several spellings: printed, read back, and compared digit by digit.  A document a
 * currency; its first paragraph names the currency outright, so that shared and
 * weak forms are settled.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "nomen/nomen.h"

#define ROUNDS 6
#define TEXT_SIZE (1u << 18)
#define CASES_MAX 4096
#define CELLS 9
enum { NAME, FORMS, CODE, MINOR, DIGITS, SYMBOL, WEAK, DEFAULT, COUNTRY };

typedef struct suite {
  nomen_engine *engine;
  uint64_t random;
  char text[TEXT_SIZE];
  size_t size;
  char expected[CASES_MAX][64];
  size_t starts[CASES_MAX];
  size_t count;
  size_t checked;
  size_t without_name;
} suite;

static uint64_t next_random(suite *s, uint64_t below) {
  s->random ^= s->random << 13;
  s->random ^= s->random >> 7;
  s->random ^= s->random << 17;
  return s->random % below;
}

static void append(suite *s, const char *text) {
  size_t size = strlen(text);
  assert_true(s->size + size < TEXT_SIZE);
  memcpy(s->text + s->size, text, size + 1);
  s->size += size;
}

/* Digits in groups of three. */
static void group(const char *digits, char separator, char *out) {
  size_t size = strlen(digits);

  for (size_t i = 0; i < size; i++) {
    if (i > 0 && (size - i) % 3 == 0) *out++ = separator;
    *out++ = digits[i];
  }
  *out = '\0';
}

/* digits / 10^places, as a record writes it. */
static void canonical(const char *digits, unsigned places, char *out) {
  size_t size, whole, at = 0;

  digits += strspn(digits, "0");
  size = strlen(digits);
  whole = size > places ? size - places : 0;
  if (whole == 0) out[at++] = '0';
  for (size_t i = 0; i < whole; i++) out[at++] = digits[i];
  out[at++] = '.';
  for (size_t i = size; i < places; i++) out[at++] = '0';
  for (size_t i = whole; i < size; i++) out[at++] = digits[i];
  while (out[at - 1] == '0') at--;
  if (out[at - 1] == '.') at--;
  out[at] = '\0';
}

/* A random number: how it is written, and its digits and decimal places. */
static void make_number(suite *s, char *written, char *digits,
                        unsigned *places) {
  unsigned way = (unsigned)next_random(s, 5);
  unsigned count = 1 + (unsigned)next_random(s, way == 3 ? 3 : 15);
  char grouped[64];

  digits[0] = (char)('1' + next_random(s, 9));
  for (unsigned i = 1; i < count; i++)
    digits[i] = (char)('0' + next_random(s, 10));
  digits[count] = '\0';
  *places = 0;
  switch (way) {
  case 0: strcpy(written, digits); return;
  case 1: group(digits, ',', written); return;
  case 2:
    group(digits, ',', grouped);
    sprintf(written, "%s.%02u", grouped, (unsigned)next_random(s, 100));
    strcat(digits, written + strlen(written) - 2);
    *places = 2;
    return;
  case 3:
    sprintf(written, "%s.%u million", digits, (unsigned)next_random(s, 10));
    strncat(digits, written + strlen(digits) + 1, 1);
    strcat(digits, "00000");
    return;
  default:
    group(digits, '.', grouped);
    sprintf(written, "%s,%02u", grouped, (unsigned)next_random(s, 100));
    strcat(digits, written + strlen(written) - 2);
    *places = 2;
  }
}

/* One case, a paragraph of its own: a form, the number, a form, with what stands
 * between. */
static void add_case(suite *s, const char *before, const char *gap,
                     const char *behind, unsigned scale) {
  char written[128], digits[64];
  unsigned places;

  make_number(s, written, digits, &places);
  assert_true(s->count < CASES_MAX);
  s->starts[s->count] = s->size;
  append(s, before);
  if (before[0] != '\0') append(s, gap);
  append(s, written);
  if (behind[0] != '\0') append(s, gap);
  append(s, behind);
  append(s, "\n\n");
  canonical(digits, places + scale, s->expected[s->count++]);
}

static bool list_has(const char *list, const char *word) {
  size_t size = strlen(word);

  for (; *list != '\0'; list += *list == '|') {
    size_t length = strcspn(list, "|");
    if (length == size && strncmp(list, word, size) == 0) return true;
    list += length;
  }
  return false;
}

static bool is_letters(const char *text) {
  return strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.") ==
         strlen(text);
}

typedef void (*form_case)(suite *s, const char *form, unsigned scale);

static void word_case(suite *s, const char *form, unsigned scale) {
  add_case(s, "", " ", form, scale);
}

static void sign_case(suite *s, const char *form, unsigned scale) {
  add_case(s, form, "", "", scale);
  add_case(s, form, " ", "", scale);
}

static void code_case(suite *s, const char *form, unsigned scale) {
  sign_case(s, form, scale);
  word_case(s, form, scale);
}

static void each_form(suite *s, const char *list, form_case add,
                      unsigned scale) {
  char form[128];

  for (; *list != '\0'; list += *list == '|') {
    size_t length = strcspn(list, "|");
    assert_true(length < sizeof(form));
    memcpy(form, list, length);
    form[length] = '\0';
    list += length;
    /* One letter is a currency only when grown onto the number. */
    if (length < 2 && is_letters(form)) continue;
    for (int i = 0; i < ROUNDS; i++) add(s, form, scale);
  }
}

/* Name the currency in a way that can mean no other, or give up. */
static bool name_outright(suite *s, char *const *cells) {
  if (!list_has(cells[WEAK], cells[CODE])) {
    append(s, cells[CODE]);
    append(s, " 1\n\n");
  } else if (strchr(cells[NAME], ' ') && !list_has(cells[WEAK], cells[NAME])) {
    append(s, "1 ");
    append(s, cells[NAME]);
    append(s, "\n\n");
  } else
    return false;
  strcpy(s->expected[0], "1");
  s->starts[0] = 0;
  s->count = 1;
  return true;
}

static void read_back(suite *s, const char *code) {
  nomen_extract_options options = NOMEN_EXTRACT_OPTIONS_INIT;
  nomen_document *document;

  options.types = NOMEN_TYPE_BIT(NOMEN_TYPE_MONEY);
  assert_int_equal(
      nomen_extract(s->engine, s->text, s->size, &options, &document, NULL),
      NOMEN_OK);
  for (size_t i = 0, record = 0; i < s->count; i++, record++) {
    const nomen_record *r = nomen_document_record(document, record);
    const nomen_money *money = r == NULL ? NULL : &r->value.money;
    if (r == NULL || r->start != s->starts[i] || money->amount == NULL ||
        strcmp(money->amount, s->expected[i]) != 0 || money->currency == NULL ||
        strcmp(money->currency, code) != 0)
      fail_msg("%s: %.*s: expected %s, got %s %s", code,
               (int)strcspn(s->text + s->starts[i], "\n"),
               s->text + s->starts[i], s->expected[i],
               money && money->amount ? money->amount : "nothing",
               money && money->currency ? money->currency : "");
    s->checked++;
  }
  assert_int_equal(nomen_document_record_count(document), s->count);
  nomen_document_free(document);
}

static void check_currency(suite *s, char *const *cells) {
  unsigned digits = (unsigned)atoi(cells[DIGITS]);

  s->size = s->count = 0;
  if (!name_outright(s, cells)) {
    s->without_name++;
    return;
  }
  each_form(s, cells[CODE], code_case, 0);
  each_form(s, cells[NAME], word_case, 0);
  each_form(s, cells[FORMS], word_case, 0);
  each_form(s, cells[MINOR], word_case, digits == 0 ? 2 : digits);
  each_form(s, cells[SYMBOL], sign_case, 0);
  read_back(s, cells[CODE]);
}

static void every_currency_is_read_back_exactly(void **state) {
  static suite s;
  static char line[4096];
  FILE *file =
      fopen(NOMEN_SOURCE_DIR "/corpora/gazetteers/currency.tsv", "rb");
  size_t currencies = 0;

  (void)state;
  assert_non_null(file);
  s.random = UINT64_C(0x243f6a8885a308d3);
  assert_int_equal(nomen_engine_new(NULL, &s.engine, NULL), NOMEN_OK);
  while (fgets(line, sizeof(line), file) != NULL) {
    char *cells[CELLS], *at = line;
    size_t count = 0;
    line[strcspn(line, "\n")] = '\0';
    for (; at != NULL && count < CELLS; count++) {
      cells[count] = at;
      at = strchr(at, '\t');
      if (at != NULL) *at++ = '\0';
    }
    if (line[0] == '#' || strcmp(line, "name") == 0) continue;
    assert_int_equal(count, CELLS);
    currencies++;
    check_currency(&s, cells);
  }
  fclose(file);
  nomen_engine_free(s.engine);
  print_message("%lu amounts in %lu currencies; %lu have no name of their own\n",
                (unsigned long)s.checked, (unsigned long)currencies,
                (unsigned long)s.without_name);
  assert_true(currencies > 180 && s.without_name < 30);
}

/* Numbers of 30 to 80 digits are exact or refused. */
static void long_numbers_are_exact_or_refused(void **state) {
  nomen_engine *engine;
  char text[128] = "$";

  (void)state;
  assert_int_equal(nomen_engine_new(NULL, &engine, NULL), NOMEN_OK);
  for (size_t size = 30; size <= 80; size++) {
    nomen_document *document;
    const nomen_record *record;
    for (size_t i = 0; i < size; i++)
      text[1 + i] = (char)('1' + (i * 7 + size) % 9);
    assert_int_equal(
        nomen_parse_money(engine, text, size + 1, &document, NULL), NOMEN_OK);
    record = nomen_document_record(document, 0);
    if (size <= 60) assert_non_null(record);
    if (record != NULL)
      assert_memory_equal(record->value.money.amount, text + 1, size);
    if (record != NULL && size > 19)
      assert_int_equal(record->value.money.has_number, 0);
    nomen_document_free(document);
  }
  nomen_engine_free(engine);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_currency_is_read_back_exactly),
      cmocka_unit_test(long_numbers_are_exact_or_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
