/* SPDX-License-Identifier: MIT */
/* UTF-8: what is well formed, where the first fault lies, repair; offsets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/offset.h"
#include "text/utf8.h"

static size_t fault_of(const char *text, size_t size) {
  size_t fault = SIZE_MAX;

  if (nomenp_utf8_check((const uint8_t *)text, size, &fault)) return SIZE_MAX;
  return fault;
}

static void test_every_character(void **state) {
  (void)state;
  for (uint32_t c = 0; c <= 0x10ffff; c++) {
    uint8_t bytes[4];
    size_t size, decoded;

    if (c >= 0xd800 && c <= 0xdfff) continue;
    size = nomenp_utf8_encode(c, bytes);
    assert_true(nomenp_utf8_check(bytes, size, NULL));
    assert_int_equal(nomenp_utf8_decode(bytes, &decoded), c);
    assert_int_equal(decoded, size);
    /* Cut short it is a fault at its lead byte. */
    if (size > 1)
      assert_int_equal(fault_of((const char *)bytes, size - 1), 0);
  }
}

static void test_faults(void **state) {
  static const struct {
    const char *text;
    size_t size, fault;
  } cases[] = {
      {"", 0, SIZE_MAX},
      {"a\0b", 3, SIZE_MAX},
      {"\xff", 1, 0},
      {"\xfe", 1, 0},
      {"abc\x80", 4, 3},             /* a continuation alone */
      {"abcdefgh\x80", 9, 8},        /* behind a block of eight */
      {"\xc0\x80", 2, 0},            /* overlong */
      {"\xc1\xbf", 2, 0},
      {"\xe0\x9f\xbf", 3, 0},
      {"\xf0\x8f\xbf\xbf", 4, 0},
      {"\xed\xa0\x80", 3, 0},        /* a surrogate */
      {"\xed\x9f\xbf", 3, SIZE_MAX},
      {"\xee\x80\x80", 3, SIZE_MAX},
      {"\xf4\x8f\xbf\xbf", 4, SIZE_MAX},
      {"\xf4\x90\x80\x80", 4, 0},    /* past U+10FFFF */
      {"\xf5\x80\x80\x80", 4, 0},
      {"ok \xe2\x82\xac \xe2\x28\xa1", 10, 7},
      {"Zer\xc3\xb3n", 6, SIZE_MAX},
      {"Zer\xf3n Mexico", 12, 3},
      {"\xc3\xb3\xc3", 3, 2},        /* ends inside a character */
  };

  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
    assert_int_equal(fault_of(cases[i].text, cases[i].size), cases[i].fault);
}

static void assert_repair(const char *text, const char *want) {
  uint8_t bytes[64];
  size_t size = strlen(text);

  memcpy(bytes, text, size);
  nomenp_utf8_repair(bytes, size);
  assert_memory_equal(bytes, want, size);
  assert_true(nomenp_utf8_check(bytes, size, NULL));
}

static void test_repair(void **state) {
  (void)state;
  assert_repair("plain", "plain");
  assert_repair("Zer\xf3n", "Zer\x1an");
  assert_repair("\xe2\x82", "\x1a\x1a");
  assert_repair("\xed\xa0\x80z", "\x1a\x1a\x1az");
  assert_repair("a\xffz\xc3\xb3\xfe", "a\x1az\xc3\xb3\x1a");
}

static void test_every_two_bytes(void **state) {
  (void)state;
  for (unsigned a = 0; a < 256; a++)
    for (unsigned b = 0; b < 256; b++) {
      uint8_t bytes[3] = {(uint8_t)a, (uint8_t)b, 'x'};
      nomenp_utf8_repair(bytes, 3);
      assert_true(nomenp_utf8_check(bytes, 3, NULL));
      assert_int_equal(bytes[2], 'x');
    }
}

/* Offsets against a plain count from the beginning. */
static void test_offsets(void **state) {
  enum { SIZE = 5000 };
  static uint8_t bytes[SIZE];
  nomenp_arena arena;
  nomenp_offset_index index;
  uint32_t size = 0, code_points = 0, utf16 = 0;
  static const uint32_t sample[] = {'a', 0xe9, ' ', 0x20ac, 0x1f600, 'z'};

  (void)state;
  for (unsigned i = 0; size < SIZE - 4; i++)
    size += (uint32_t)nomenp_utf8_encode(sample[i * 7 % 11 % 6], bytes + size);
  nomenp_arena_init(&arena, &nomenp_memory_default);
  assert_true(nomenp_offset_index_make(&arena, bytes, size, &index));
  assert_non_null(index.marks);
  for (uint32_t at = 0; at < size;) {
    size_t step;
    uint32_t c;
    assert_int_equal(nomenp_offset_code_points(&index, at), code_points);
    assert_int_equal(nomenp_offset_utf16(&index, at), utf16);
    c = nomenp_utf8_decode(bytes + at, &step);
    at += (uint32_t)step;
    code_points++;
    utf16 += c >= 0x10000 ? 2 : 1;
  }
  assert_int_equal(nomenp_offset_code_points(&index, size), code_points);
  assert_int_equal(nomenp_offset_utf16(&index, SIZE_MAX), utf16);

  memset(bytes, 'a', SIZE);
  assert_true(nomenp_offset_index_make(&arena, bytes, SIZE, &index));
  assert_null(index.marks);
  assert_int_equal(nomenp_offset_utf16(&index, 1234), 1234);
  assert_int_equal(nomenp_offset_code_points(&index, SIZE + 1), SIZE);
  assert_true(nomenp_offset_index_make(&arena, NULL, 0, &index));
  assert_int_equal(nomenp_offset_code_points(&index, 7), 0);
  nomenp_arena_fini(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_character),
      cmocka_unit_test(test_faults),
      cmocka_unit_test(test_repair),
      cmocka_unit_test(test_every_two_bytes),
      cmocka_unit_test(test_offsets),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
