/* SPDX-License-Identifier: MIT */
/* The tables of words, hashed with their table's number, and numbers in words. */
#include "value/date_table.h"

#include <string.h>

#include "base/ascii.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/sort.h"
#include "value/number.h"

#define AMOUNT_MAX INT64_C(1000000000000) /* hundredths */

static const char *const table_names[NOMENP_TABLE_COUNT] = {
    "month",     "weekday", "unit",   "ordinal", "vague", "relation",
    "season",    "part",    "modifier", "direction", "shift", "decade", "fixed",
    "recurring", "clock",   "holiday", "tense",    "context"};

/* The bytes that a word is compared without: full stop, apostrophes. */
static size_t skipped(const char *at, const char *end) {
  if (*at == '.' || *at == '\'') return 1;
  if (end - at >= 3 && memcmp(at, "\xe2\x80\x99", 3) == 0) return 3;
  return 0;
}

static uint64_t hash_words(nomenp_date_table_id table, const char *at,
                           size_t size) {
  const char *end = at + size;
  uint64_t hash = nomenp_hash_step(NOMENP_HASH_SEED, (uint8_t)(table + 1));
  bool has_space = false, has_word = false;

  while (at < end) {
    size_t skip = skipped(at, end);
    if (skip > 0) {
      at += skip;
    } else if (nomenp_number_is_gap(*at) ||
               (end - at >= 2 && memcmp(at, "\xc2\xa0", 2) == 0)) {
      has_space = has_word;
      at += nomenp_number_is_gap(*at) ? 1 : 2;
    } else {
      if (has_space) hash = nomenp_hash_step(hash, ' ');
      has_space = false;
      has_word = true;
      hash = nomenp_hash_step(hash, (uint8_t)nomenp_ascii_lower(*at++));
    }
  }
  return nomenp_hash_mix(hash);
}

/* Cut [*at, end) at the first `separator`; the rest stays in *at. */
static bool cut(const char **at, const char *end, char separator,
                const char **item, size_t *size) {
  const char *stop;

  while (*at < end && (nomenp_number_is_gap(**at) || **at == separator))
    (*at)++;
  if (*at >= end) return false;
  stop = memchr(*at, separator, (size_t)(end - *at));
  if (stop == NULL) stop = end;
  *item = *at;
  *at = stop;
  while (stop > *item && nomenp_number_is_gap(stop[-1]))
    stop--;
  *size = (size_t)(stop - *item);
  return true;
}

static int32_t whole_number(const char *text, size_t size) {
  bool negative = size > 0 && text[0] == '-';
  int32_t number = 0;

  for (size_t i = negative; i < size; i++) {
    if (text[i] < '0' || text[i] > '9' || i > 8) return 0;
    number = number * 10 + (text[i] - '0');
  }
  return negative ? -number : number;
}

/* Add the words of one "a, b = value" to the list; count only, without one. */
static size_t add_words(nomenp_date_table_id table, const char *item, size_t size,
                        nomenp_date_entry *out) {
  const char *end = item + size, *equals = end, *word;
  nomenp_date_entry entry;
  size_t word_size, count = 0;

  while (equals > item && equals[-1] != '=') equals--;
  if (equals == item) return 0;
  entry.text = equals;
  while (entry.text < end && *entry.text == ' ') entry.text++;
  entry.size = (uint32_t)(end - entry.text);
  entry.number = whole_number(entry.text, entry.size);
  end = equals - 1;
  while (cut(&item, end, ',', &word, &word_size)) {
    if (out != NULL) {
      entry.hash = hash_words(table, word, word_size);
      out[count] = entry;
    }
    count++;
  }
  return count;
}

static size_t add_tables(const nomenp_patterns *patterns,
                         nomenp_date_entry *out) {
  size_t rules = nomenp_patterns_rule_count(patterns), count = 0;

  for (size_t rule = 0; rule < rules; rule++) {
    const char *kind = nomenp_patterns_rule_kind(patterns, rule);
    if (kind == NULL || strcmp(kind, "words") != 0) continue;
    for (int table = 0; table < NOMENP_TABLE_COUNT; table++) {
      const char *at =
          nomenp_patterns_rule_value(patterns, rule, table_names[table]);
      const char *item, *end;
      size_t size;
      if (at == NULL) continue;
      end = at + strlen(at);
      while (cut(&at, end, '|', &item, &size))
        count += add_words((nomenp_date_table_id)table, item, size,
                           out == NULL ? NULL : out + count);
    }
  }
  return count;
}

/* By hash, then by place in the file: of a word with two meanings the first counts. */
static int compare_entries(const void *a, const void *b) {
  const nomenp_date_entry *x = a, *y = b;
  if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
  return (x->text > y->text) - (x->text < y->text);
}

nomen_status nomenp_date_tables_read(const nomen_allocator *memory,
                                     const nomenp_patterns *patterns,
                                     nomenp_date_tables *out,
                                     nomen_error *error) {
  size_t count = add_tables(patterns, NULL), size;

  *out = (nomenp_date_tables){NULL, 0};
  if (count == 0) return NOMEN_OK;
  if (!nomenp_memory_product(count, sizeof *out->entries, &size) ||
      (out->entries = nomenp_memory_allocate(memory, size)) == NULL)
    return nomenp_error_memory(error);
  out->count = add_tables(patterns, out->entries);
  nomenp_sort(out->entries, out->count, sizeof *out->entries, compare_entries);
  return NOMEN_OK;
}

void nomenp_date_tables_fini(const nomen_allocator *memory,
                             nomenp_date_tables *tables) {
  nomenp_memory_release(memory, tables->entries);
  *tables = (nomenp_date_tables){NULL, 0};
}

const nomenp_date_entry *nomenp_date_table_find(const nomenp_date_tables *tables,
                                                nomenp_date_table_id table,
                                                const char *words,
                                                size_t size) {
  uint64_t hash = hash_words(table, words, size);
  size_t low = 0, high = tables->count;

  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (tables->entries[middle].hash < hash)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == tables->count || tables->entries[low].hash != hash) return NULL;
  return &tables->entries[low];
}

bool nomenp_date_entry_is(const nomenp_date_entry *entry, const char *text) {
  return entry != NULL && strlen(text) == entry->size &&
         memcmp(entry->text, text, entry->size) == 0;
}

static bool is_word_byte(char c) {
  return nomenp_ascii_is_letter(c) || (c & 0x80);
}

bool nomenp_word_next(nomenp_word_cursor *c) {
  while (c->at < c->end && !nomenp_ascii_is_digit(*c->at) &&
         !is_word_byte(*c->at))
    c->at++;
  if (c->at == c->end) return false;
  c->word = c->at;
  if (nomenp_ascii_is_digit(*c->at)) {
    while (c->at < c->end &&
           (nomenp_ascii_is_digit(*c->at) ||
            ((*c->at == ',' || *c->at == '.') && c->at + 1 < c->end &&
             nomenp_ascii_is_digit(c->at[1]))))
      c->at++;
  } else {
    while (c->at < c->end && is_word_byte(*c->at)) c->at++;
  }
  c->size = (size_t)(c->at - c->word);
  return true;
}

bool nomenp_date_amount(const char *words, size_t size, int64_t *hundredths) {
  nomenp_decimal decimal;
  int64_t coefficient;
  int exponent;

  if (!nomenp_number_read(words, size, &decimal) || decimal.negative ||
      !nomenp_decimal_scaled(&decimal, &coefficient, &exponent))
    return false;
  for (exponent += 2; exponent > 0; exponent--) {
    if (coefficient > AMOUNT_MAX) return false;
    coefficient *= 10;
  }
  for (; exponent < 0; exponent++) coefficient /= 10;
  *hundredths = coefficient;
  return coefficient <= AMOUNT_MAX;
}

static bool small_number(const char *words, size_t size, int *out) {
  int64_t value;
  if (!nomenp_date_amount(words, size, &value) || value % 100 != 0 ||
      value > 999900)
    return false;
  *out = (int)(value / 100);
  return true;
}

/* Two pairs: nineteen + ninety-seven, twenty + twenty-one, nineteen + oh + five. */
static bool pairs_year(nomenp_word_cursor c, int *year) {
  int first = 0, second = 0, value;

  if (!small_number(c.word, c.size, &first) || first < 10 || first > 29)
    return false;
  while (nomenp_word_next(&c)) {
    if (!small_number(c.word, c.size, &value)) {
      if (c.size != 2) return false; /* oh */
      value = 0;
    } else if (value >= 100 || (second == 0 && first == 20 && value < 10)) {
      return false;
    }
    second += value;
  }
  *year = first * 100 + second;
  return second > 0 && second < 100;
}

bool nomenp_date_year(const char *words, size_t size, int *year,
                      bool *is_short) {
  nomenp_word_cursor c = {words, words + size, NULL, 0};

  *is_short = false;
  if (!nomenp_word_next(&c)) return false;
  if (nomenp_ascii_is_digit(*c.word)) {
    *is_short = c.size == 2;
    *year = whole_number(c.word, c.size);
    return c.size <= 4 && (*year > 0 || *is_short);
  }
  if (pairs_year(c, year)) return true;
  return small_number(words, size, year) && *year >= 1000 && *year < 3000;
}

bool nomenp_date_ordinal(const nomenp_date_tables *tables, const char *words,
                         size_t size, int *out) {
  const nomenp_date_entry *entry;
  size_t digits = 0;

  while (digits < size && nomenp_ascii_is_digit(words[digits]))
    digits++;
  if (digits > 0) {
    *out = (int)whole_number(words, digits);
    return digits <= 4;
  }
  entry = nomenp_date_table_find(tables, NOMENP_TABLE_ORDINAL, words, size);
  if (entry == NULL) return small_number(words, size, out);
  *out = entry->number;
  return true;
}
