/* SPDX-License-Identifier: MIT */
/* Folding: what folds alike, what does not, and over every character. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/fold.h"
#include "text/utf8.h"

static void assert_folds(const char *text, const char *want) {
  char out[128];
  size_t size = nomenp_fold((const uint8_t *)text, strlen(text), out, 127);

  assert_true(size < sizeof out);
  out[size] = '\0';
  assert_string_equal(out, want);
  assert_true(nomenp_fold_hash((const uint8_t *)text, strlen(text)) ==
              (size == 0 ? 0 : nomenp_hash_bytes(out, size)));
}

static void test_table(void **state) {
  static const char *const cases[][2] = {
      {"Zeron", "zeron"},
      {"ZERON", "zeron"},
      {"Zer\xc3\xb3n", "zeron"},
      {"Zero\xcc\x81n", "zeron"}, /* the accent as a character of its own */
      {"U.S.", "us"},
      {"O'Brien", "obrien"},
      {"O\xe2\x80\x99"
       "Brien",
       "obrien"},
      {"Jean-Pierre", "jean-pierre"},
      {"\xc3\x98rsted", "orsted"},
      {"\xc5\x81\xc3\xb3"
       "d\xc5\xba",
       "lodz"},
      {"\xc4\x90uro", "duro"},
      {"Stra\xc3\x9f"
       "e",
       "strasse"},
      {"STRA\xe1\xba\x9e"
       "E",
       "strasse"},
      {"\xc3\x86sir \xc5\x93uvre", "aesir oeuvre"},
      {"\xc3\x9e\xc3\xb3r\xc3\xb0ur", "thordur"},
      {"\xc4\xb0stanbul", "istanbul"}, /* dotted capital I */
      {"Ayd\xc4\xb1n", "aydin"},       /* dotless small i */
      {"\xc6\x8fliyev", "aliyev"},
      {"\xc4\xa6"
       "amrun",
       "hamrun"},
      {"\xc5\xa6\xc5\x8a", "tng"},
      {"\xef\xac\x81nance", "finance"}, /* the ligature fi */
      {"\xef\xbc\xae\xef\xbc\xa1\xef\xbc\xb4\xef\xbc\xaf", "nato"},
      {"Jean\xe2\x80\x93Pierre", "jean-pierre"},
      {"Mex\xc2\xadico", "mexico"}, /* a soft hyphen */
      {"\xc2\xb4", ""},             /* an accent that stands alone */
      {"...", ""},
      {"\xe2\x80\xa6", ""},
      {"'", ""},
      {"\xce\xa3\xcf\x89\xce\xba\xcf\x81\xce\xac\xcf\x84\xce\xb7\xcf\x82",
       "\xcf\x83\xcf\x89\xce\xba\xcf\x81\xce\xb1\xcf\x84\xce\xb7\xcf\x83"},
      {"\xd0\x99", "\xd0\xb8"}, /* Cyrillic short I */
      {"1,234.50", "1,23450"},
      {"", ""},
  };

  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
    assert_folds(cases[i][0], cases[i][1]);
}

static void assert_differ(const char *a, const char *b) {
  assert_true(nomenp_fold_hash((const uint8_t *)a, strlen(a)) !=
              nomenp_fold_hash((const uint8_t *)b, strlen(b)));
}

static void test_different(void **state) {
  (void)state;
  assert_differ("Zeron", "Zerron");
  assert_differ("re-sign", "resign");
  assert_differ("a b", "ab");
  /* Vowel signs of Devanagari are no accents: ka + i, ka + u. */
  assert_differ("\xe0\xa4\x95\xe0\xa4\xbf", "\xe0\xa4\x95\xe0\xa5\x81");
}

/* What does not fit is not written, the size is told all the same. */
static void test_room(void **state) {
  char out[4] = {'#', '#', '#', '#'};

  (void)state;
  assert_int_equal(nomenp_fold((const uint8_t *)"MEXICO", 6, out, 3), 6);
  assert_memory_equal(out, "mex#", 4);
  assert_int_equal(nomenp_fold((const uint8_t *)"MEXICO", 6, NULL, 0), 6);
}

/* Every character: the form is well formed, folds to itself, hashes alike. */
static void test_every_character(void **state) {
  (void)state;
  for (uint32_t c = 0; c <= 0x10ffff; c++) {
    uint8_t bytes[4], once[NOMENP_FOLD_MAX], twice[4 * NOMENP_FOLD_MAX];
    size_t size, once_size, twice_size;

    if (c >= 0xd800 && c <= 0xdfff) continue;
    size = nomenp_utf8_encode(c, bytes);
    once_size = nomenp_fold_character(c, once);
    assert_true(once_size <= NOMENP_FOLD_MAX);
    assert_true(nomenp_utf8_check(once, once_size, NULL));
    twice_size =
        nomenp_fold(once, once_size, (char *)twice, sizeof twice);
    if (twice_size != once_size || memcmp(once, twice, once_size) != 0)
      fail_msg("U+%04X does not fold to a fixed point", (unsigned)c);
    assert_true(nomenp_fold_hash(bytes, size) ==
                (once_size == 0 ? 0 : nomenp_hash_bytes(once, once_size)));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_table),
      cmocka_unit_test(test_different),
      cmocka_unit_test(test_room),
      cmocka_unit_test(test_every_character),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
