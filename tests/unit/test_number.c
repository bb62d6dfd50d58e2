/* SPDX-License-Identifier: MIT */
/* Exact decimals, and numbers in digits and words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "value/number.h"

typedef bool (*reader)(const char *bytes, size_t size, nomenp_decimal *out);

typedef struct reading {
  const char *text;
  const char *value; /* NULL: refused */
} reading;

static void check(reader read, const reading *cases, size_t count) {
  for (size_t i = 0; i < count; i++) {
    char text[NOMENP_DECIMAL_TEXT_MAX + 1] = "";
    nomenp_decimal value;
    bool is_read = read(cases[i].text, strlen(cases[i].text), &value);
    if (is_read) text[nomenp_decimal_text(&value, text)] = '\0';
    if (is_read != (cases[i].value != NULL) ||
        (is_read && strcmp(text, cases[i].value) != 0))
      fail_msg("%s: expected %s, got %s", cases[i].text,
               cases[i].value ? cases[i].value : "nothing",
               is_read ? text : "nothing");
  }
}
#define CHECK(read, cases) check(read, cases, sizeof(cases) / sizeof(*cases))

static void digits_of_both_conventions(void **state) {
  static const reading cases[] = {
      {"0", "0"},
      {"00", "0"},
      {"7", "7"},
      {"1234", "1234"},
      {"1,234", "1234"},
      {"1,234.50", "1234.5"},
      {"1.234,50", "1234.5"},
      {"1 234,50", "1234.5"},
      {"1\xc2\xa0" "234", "1234"},
      {"1'234.05", "1234.05"},
      {"1\xe2\x80\x99" "234", "1234"},
      {"1.234.567", "1234567"},
      {"1,234,567.89", "1234567.89"},
      {"12,34,567.89", "1234567.89"},
      {"1,50", "1.5"},
      {"0,125", "0.125"},
      {"1234,500", "1234.5"},
      {"1.234", "1.234"},
      {"34.6", "34.6"},
      {".5", "0.5"},
      {"0.05", "0.05"},
      {"-3.20", "-3.2"},
      {"\xe2\x88\x92" "4", "-4"},
      {"0.00000001", "0.00000001"},
      {"9007199254740993", "9007199254740993"},
      {"1234567890123456789012345678901234567890",
       "1234567890123456789012345678901234567890"},
      {"123456789012345678901234567890123456789012345678901234567890",
       "123456789012345678901234567890123456789012345678901234567890"},
      {"1234567890123456789012345678901234567890123456789012345678901", NULL},
      {"", NULL},
      {"-", NULL},
      {".", NULL},
      {",5", NULL},
      {"5.", NULL},
      {"1,23,45", NULL},
      {"1,2345,678", NULL},
      {"1,234,5", NULL},
      {"1.2.3", NULL},
      {"1 23", NULL},
      {"1,234'567", NULL},
      {"12a", NULL},
      {"1--2", NULL},
  };
  (void)state;
  CHECK(nomenp_decimal_read, cases);
}

static void words_and_what_they_are_worth(void **state) {
  static const reading cases[] = {
      {"five", "5"},
      {"Fifty-Three", "53"},
      {"forty five", "45"},
      {"a hundred and thirty", "130"},
      {"one hundred thirty", "130"},
      {"a hundred and thirty million", "130000000"},
      {"two hundred and five thousand", "205000"},
      {"two hundred thousand", "200000"},
      {"three thousand two hundred and eleven", "3211"},
      {"one million two hundred thousand", "1200000"},
      {"twenty-five hundred", "2500"},
      {"two-and-a-half", "2.5"},
      {"two and a half million", "2500000"},
      {"a million and a half", "1500000"},
      {"one and three quarters million", "1750000"},
      {"half a million", "500000"},
      {"half million", "500000"},
      {"half a dozen", "6"},
      {"two dozen", "24"},
      {"a quarter million", "250000"},
      {"a quarter of a million", "250000"},
      {"three quarters of a billion", "750000000"},
      {"three-quarters billion", "750000000"},
      {"two point five million", "2500000"},
      {"one point two five", "1.25"},
      {"a billion", "1000000000"},
      {"million", "1000000"},
      {"a", "1"},
      {"half", "0.5"},
      {"2.5 million", "2500000"},
      {"34.6m", "34600000"},
      {"1.2bn", "1200000000"},
      {"5 bn.", "5000000000"},
      {"10k", "10000"},
      {"3 mln", "3000000"},
      {"2 tn", "2000000000000"},
      {"35 lakh", "3500000"},
      {"2 lakh crore", "2000000000000"},
      {"5 crore 20 lakh", "52000000"},
      {"5 hundred", "500"},
      {"1,234 million", "1234000000"},
      {"5\nmillion", "5000000"},
      {"5-million", "5000000"},
      {"1/2", "0.5"},
      {"2 1/2", "2.5"},
      {"101 1/4", "101.25"},
      {"2\xc2\xbd million", "2500000"},
      {"\xc2\xbd", "0.5"},
      {"twenty", "20"},
      {"zero", "0"},
      {"a third of a million", NULL},
      {"2/3", NULL},
      {"1/0", NULL},
      {"five six", NULL},
      {"twenty eleven", NULL},
      {"5 10 million", NULL},
      {"million billion and", NULL},
      {"and five", NULL},
      {"five and", NULL},
      {"several million", NULL},
      {"tens of millions", NULL},
      {"of", NULL},
      {"thousand", "1000"},
      {"five thousand two million", NULL},
      {"five pesos", NULL},
      {"", NULL},
      {" ", NULL},
  };
  (void)state;
  CHECK(nomenp_number_read, cases);
}

static void bounds_of_plurals(void **state) {
  static const reading cases[] = {
      {"tens of millions", "20000000"},
      {"tens of millions of", "20000000"},
      {"hundreds of thousands", "200000"},
      {"hundreds of\nbillions", "200000000000"},
      {"millions", "2000000"},
      {"dozens", "24"},
      {"several million", "0"},
      {"a few hundred thousand", "0"},
      {"a million", NULL},
      {"five million", NULL},
      {"million", NULL},
  };
  (void)state;
  CHECK(nomenp_number_read_bound, cases);
}

static void sums_and_products_are_exact(void **state) {
  nomenp_decimal a = nomenp_decimal_of(999999999999999999, -9);
  nomenp_decimal b = nomenp_decimal_of(1, -9), c = a, small, large;
  int64_t whole;
  int exponent;

  (void)state;
  assert_true(nomenp_decimal_add(&a, &b));
  assert_true(nomenp_decimal_integer(&a, &whole));
  assert_true(whole == 1000000000);
  b.negative = true;
  assert_true(nomenp_decimal_add(&a, &b));
  assert_int_equal(nomenp_decimal_compare(&a, &c), 0);
  assert_true(nomenp_decimal_multiply(&a, &c));
  assert_int_equal(a.count, 36);
  assert_false(nomenp_decimal_scaled(&a, &whole, &exponent));
  assert_true(nomenp_decimal_scaled(&b, &whole, &exponent));
  assert_true(whole == -1 && exponent == -9);
  assert_true(nomenp_decimal_compare(&b, &c) < 0);
  small = nomenp_decimal_of(1, -100);
  large = nomenp_decimal_of(1, 100);
  assert_false(nomenp_decimal_add(&large, &small));
  assert_int_equal(large.exponent, 100);
  assert_false(nomenp_decimal_multiply(&large, &large));
  assert_false(nomenp_decimal_integer(&large, &whole));
  large = nomenp_decimal_of(INT64_MIN, 0);
  assert_int_equal(large.count, 19);
  b = nomenp_decimal_of(0, 5);
  assert_int_equal(b.count, 0);
  assert_true(nomenp_decimal_multiply(&large, &b));
  assert_int_equal(large.count, 0);
  assert_false(large.negative);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(digits_of_both_conventions),
      cmocka_unit_test(words_and_what_they_are_worth),
      cmocka_unit_test(bounds_of_plurals),
      cmocka_unit_test(sums_and_products_are_exact),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
