/* SPDX-License-Identifier: MIT */
/* The tables of words, hashed with their table's number, and numbers in words. */
#include "value/date_table.h"

#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/memory.h"

static const char *const table_names[NOMENP_TABLE_COUNT] = {
    "month",     "weekday", "unit",   "number",    "ordinal", "vague", "relation",
    "season",    "part",    "modifier", "direction", "shift", "decade", "fixed",
    "recurring", "clock",   "holiday", "tense",    "context"};

static bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '-';
}

static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

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
    } else if (is_space(*at) || (end - at >= 2 && memcmp(at, "\xc2\xa0", 2) == 0)) {
      has_space = has_word;
      at += is_space(*at) ? 1 : 2;
    } else {
      if (has_space) hash = nomenp_hash_step(hash, ' ');
      has_space = false;
      has_word = true;
      hash = nomenp_hash_step(hash, (uint8_t)lower(*at++));
    }
  }
  return nomenp_hash_mix(hash);
}

/* Cut [*at, end) at the first `separator`; the rest stays in *at. */
static bool cut(const char **at, const char *end, char separator,
                const char **item, size_t *size) {
  const char *stop;

  while (*at < end && (is_space(**at) || **at == separator)) (*at)++;
  if (*at >= end) return false;
  stop = memchr(*at, separator, (size_t)(end - *at));
  if (stop == NULL) stop = end;
  *item = *at;
  *at = stop;
  while (stop > *item && is_space(stop[-1])) stop--;
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

/* Heap sort: the standard library's qsort may allocate.  Equal words keep no
 * order, so the first meaning in the file is not preferred: there must be one. */
static void sift(nomenp_date_entry *items, size_t from, size_t count) {
  nomenp_date_entry item = items[from];
  size_t child;

  for (; (child = from * 2 + 1) < count; from = child) {
    if (child + 1 < count && items[child + 1].hash > items[child].hash) child++;
    if (items[child].hash <= item.hash) break;
    items[from] = items[child];
  }
  items[from] = item;
}

static void sort_entries(nomenp_date_entry *items, size_t count) {
  for (size_t i = count / 2; i-- > 0;) sift(items, i, count);
  for (size_t i = count; i-- > 1;) {
    nomenp_date_entry top = items[0];
    items[0] = items[i];
    items[i] = top;
    sift(items, 0, i);
  }
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
  sort_entries(out->entries, out->count);
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

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
}

bool nomenp_word_next(nomenp_word_cursor *c) {
  while (c->at < c->end && !is_digit(*c->at) && !is_word_byte(*c->at)) c->at++;
  if (c->at == c->end) return false;
  c->word = c->at;
  if (is_digit(*c->at)) {
    while (c->at < c->end &&
           (is_digit(*c->at) || ((*c->at == ',' || *c->at == '.') &&
                                 c->at + 1 < c->end && is_digit(c->at[1]))))
      c->at++;
  } else {
    while (c->at < c->end && is_word_byte(*c->at)) c->at++;
  }
  c->size = (size_t)(c->at - c->word);
  return true;
}

static bool word_is(const nomenp_word_cursor *c, const char *text) {
  if (strlen(text) != c->size) return false;
  for (size_t i = 0; i < c->size; i++)
    if (lower(c->word[i]) != text[i]) return false;
  return true;
}

/* "1,234.5" in hundredths. */
static bool digits_amount(const char *text, size_t size, int64_t *out) {
  int64_t value = 0;
  int decimals = -1;

  for (size_t i = 0; i < size; i++) {
    if (text[i] == ',') continue;
    if (text[i] == '.') {
      if (decimals >= 0) return false;
      decimals = 0;
      continue;
    }
    if (decimals == 2) continue;
    if (decimals >= 0) decimals++;
    value = value * 10 + (text[i] - '0');
    if (value > INT64_C(100000000)) return false;
  }
  for (int i = decimals < 0 ? 0 : decimals; i < 2; i++) value *= 10;
  *out = value;
  return true;
}

/* Fractions written with signs, and the words between them. */
static bool fraction_of(const char *words, size_t size, int64_t *out) {
  static const struct {
    char text[4];
    uint8_t hundredths;
  } signs[] = {{"1/2", 50}, {"1/4", 25}, {"3/4", 75}, {"\xc2\xbd", 50},
               {"\xc2\xbc", 25}, {"\xc2\xbe", 75}};

  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
    size_t length = strlen(signs[i].text);
    if (size >= length &&
        memcmp(words + size - length, signs[i].text, length) == 0) {
      *out = signs[i].hundredths;
      return true;
    }
  }
  return false;
}

bool nomenp_date_amount(const nomenp_date_tables *tables, const char *words,
                        size_t size, int64_t *hundredths) {
  nomenp_word_cursor c = {words, words + size, NULL, 0};
  int64_t total = 0, group = 0, fraction = 0, value;
  bool has_any = false, has_and = false;

  if (fraction_of(words, size, &fraction)) {
    c.end -= size >= 3 && words[size - 2] == '/' ? 3 : 2;
    has_any = true;
  }
  while (nomenp_word_next(&c)) {
    const nomenp_date_entry *entry;
    if (is_digit(*c.word)) {
      if (!digits_amount(c.word, c.size, &value)) return false;
      group += value;
    } else if (word_is(&c, "and")) {
      has_and = true;
      continue;
    } else if (word_is(&c, "a") || word_is(&c, "an")) {
      if (!has_any && !has_and) group += 100;
    } else if (word_is(&c, "half")) {
      fraction = 50;
      if (!has_and && group == 100 && has_any) group = 0; /* half a, a half */
    } else if (word_is(&c, "quarter") || word_is(&c, "quarters")) {
      fraction = group >= 100 && !has_and && group < 400 ? group / 4 : 25;
      if (!has_and) group = 0;
    } else if ((entry = nomenp_date_table_find(tables, NOMENP_TABLE_NUMBER,
                                               c.word, c.size)) != NULL) {
      if (entry->number >= 1000) {
        total += (group == 0 ? 100 : group) * entry->number;
        group = 0;
      } else if (entry->number == 100) {
        group = (group == 0 ? 100 : group) * 100;
      } else {
        group += (int64_t)entry->number * 100;
      }
    } else if (!word_is(&c, "of") && !word_is(&c, "the")) {
      return false;
    }
    has_any = true;
    if (total > INT64_C(100000000) || group > INT64_C(100000000)) return false;
  }
  *hundredths = total + group + fraction;
  return has_any;
}

bool nomenp_date_year(const nomenp_date_tables *tables, const char *words,
                      size_t size, int *year, bool *is_short) {
  nomenp_word_cursor c = {words, words + size, NULL, 0};
  int64_t value;
  int first = 0, second = 0;

  *is_short = false;
  if (!nomenp_word_next(&c)) return false;
  if (is_digit(*c.word)) {
    int32_t number = whole_number(c.word, c.size);
    if (c.size != 4 && c.size != 2 && c.size != 3) return false;
    *is_short = c.size == 2;
    *year = number;
    return number > 0 || *is_short;
  }
  /* Two pairs: nineteen + ninety seven; nineteen + oh + five. */
  do {
    const nomenp_date_entry *entry =
        nomenp_date_table_find(tables, NOMENP_TABLE_NUMBER, c.word, c.size);
    if (entry == NULL) break;
    if (entry->number >= 100) {
      first = -1;
      break;
    }
    if (first == 0)
      first = entry->number;
    else
      second += entry->number;
  } while (nomenp_word_next(&c));
  if (first >= 10 && second > 0 && second < 100) {
    /* "twenty one" is no year, "twenty twenty one" is. */
    if (first == 20 && second < 10) return false;
    *year = first * 100 + second;
    return true;
  }
  if (!nomenp_date_amount(tables, words, size, &value) || value % 100 != 0 ||
      value < 100000 || value > 299900)
    return false;
  *year = (int)(value / 100);
  return true;
}

bool nomenp_date_ordinal(const nomenp_date_tables *tables, const char *words,
                         size_t size, int *out) {
  const nomenp_date_entry *entry;
  int64_t value;
  size_t digits = 0;

  while (digits < size && is_digit(words[digits])) digits++;
  if (digits > 0 && digits <= 4) {
    *out = (int)whole_number(words, digits);
    return true;
  }
  entry = nomenp_date_table_find(tables, NOMENP_TABLE_ORDINAL, words, size);
  if (entry != NULL) {
    *out = entry->number;
    return true;
  }
  if (!nomenp_date_amount(tables, words, size, &value) || value % 100 != 0)
    return false;
  *out = (int)(value / 100);
  return true;
}
