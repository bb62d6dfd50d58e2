/* SPDX-License-Identifier: MIT */
/*
 * Building the table of forms.  All forms of the list are read as one text, a
 * paragraph each, so that they are cut into tokens exactly as the texts are in
 * which they will be looked for.
 */
#include "value/currency.h"

#include <string.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/sort.h"

typedef struct pending { /* a form whose tokens are not known yet */
  uint32_t start;        /* in the joined text */
  uint32_t end;
  nomenp_form form;
} pending;

typedef struct builder {
  nomenp_arena *arena;  /* of the result */
  nomenp_arena scratch; /* of the building */
  nomenp_buffer text;
  pending *items;
  size_t count;
  size_t capacity;
  nomenp_currencies *out;
} builder;

uint64_t nomenp_form_hash_step(uint64_t hash, uint64_t token_hash) {
  return nomenp_hash_mix(hash ^ token_hash) + token_hash;
}

/* Whether `word` of `size` bytes stands in `list`, "|" between. */
static bool list_has(const char *list, const char *word, size_t size) {
  while (list != NULL && *list != '\0') {
    size_t length = strcspn(list, "|");
    if (length == size && memcmp(list, word, size) == 0) return true;
    list += length;
    if (*list == '|') list++;
  }
  return false;
}

/* Letters alone, a full stop aside; letters beyond ASCII that are no signs. */
static bool is_of_letters(const char *word, size_t size) {
  for (size_t i = 0; i < size; i++)
    if (!nomenp_ascii_is_letter(word[i]) && word[i] != '.' &&
        ((uint8_t)word[i] < 0xc3 || (uint8_t)word[i] > 0xc9) &&
        ((uint8_t)word[i] & 0xc0) != 0x80)
      return false;
  return size > 0;
}

static bool add_form(builder *b, const nomenp_currency *row, uint16_t currency,
                     nomenp_form_kind kind, const char *word, size_t size) {
  char *text = nomenp_arena_string(b->arena, word, size);
  uint8_t flags = 0;

  if (size > 0 && word[size - 1] == '.') size--; /* tokens may lose it */
  if (list_has(row->weak, text ? text : "", text ? strlen(text) : 0))
    flags |= NOMENP_FORM_WEAK;
  if (kind == NOMENP_FORM_MILLIONS &&
      list_has(row->weak, row->code, strlen(row->code)))
    flags |= NOMENP_FORM_WEAK;
  if (list_has(row->defaults, word, size)) flags |= NOMENP_FORM_DEFAULT;
  if (kind >= NOMENP_FORM_SIGN && is_of_letters(word, size))
    flags |= NOMENP_FORM_LETTERS;
  if (text == NULL || !NOMENP_ARENA_GROW(&b->scratch, &b->items, &b->capacity,
                                         b->count + 1))
    return false;
  b->items[b->count++] = (pending){
      (uint32_t)b->text.size, (uint32_t)(b->text.size + size),
      {0, currency, (uint8_t)kind, flags, text}};
  nomenp_buffer_put(&b->text, word, size);
  nomenp_buffer_put_text(&b->text, "\n\n");
  return true;
}

static bool add_list(builder *b, const nomenp_currency *row, uint16_t currency,
                     nomenp_form_kind kind, const char *list) {
  while (list != NULL && *list != '\0') {
    size_t size = strcspn(list, "|");
    if (size > 0 && !add_form(b, row, currency, kind, list, size)) return false;
    list += size;
    if (*list == '|') list++;
  }
  return true;
}

/* Weak forms that no other column has: words in lower case, else signs. */
static bool add_weak(builder *b, const nomenp_currency *row,
                     uint16_t currency) {
  const char *list = row->weak;

  while (list != NULL && *list != '\0') {
    size_t size = strcspn(list, "|");
    bool is_word = size > 2 && list[0] >= 'a' && list[0] <= 'z';
    if (size > 0 && !list_has(row->forms, list, size) &&
        !list_has(row->minor, list, size) &&
        !list_has(row->symbols, list, size) &&
        !list_has(row->code, list, size) && !list_has(row->name, list, size) &&
        !add_form(b, row, currency,
                  is_word ? NOMENP_FORM_WORD : NOMENP_FORM_SIGN, list, size))
      return false;
    list += size;
    if (*list == '|') list++;
  }
  return true;
}

static bool add_countries(builder *b, const char *list,
                          nomenp_currency_entry *entry) {
  size_t count = list == NULL ? 0 : (strlen(list) + 1) / 3;
  nomenp_country *countries =
      nomenp_arena_array(b->arena, count + 1, sizeof(*countries));

  if (countries == NULL) return false;
  if (count > UINT8_MAX) count = UINT8_MAX;
  for (size_t i = 0; i < count; i++)
    memcpy(countries[i].code, list + 3 * i, 2);
  entry->countries = countries;
  entry->country_count = (uint8_t)count;
  return true;
}

static bool add_currency(builder *b, const nomenp_currency *row,
                         uint16_t index) {
  nomenp_currency_entry *entry = &b->out->items[index];
  size_t code_size = strlen(row->code);
  char millions[8] = "M";

  entry->code = nomenp_arena_string(b->arena, row->code, code_size);
  entry->minor_digits = row->minor_digits == 0 ? 2 : row->minor_digits;
  if (entry->code == NULL || !add_countries(b, row->countries, entry))
    return false;
  if (code_size < sizeof(millions) - 1) {
    memcpy(millions + 1, row->code, code_size + 1);
    if (!add_form(b, row, index, NOMENP_FORM_MILLIONS, millions, code_size + 1))
      return false;
  }
  return add_list(b, row, index, NOMENP_FORM_WORD, row->name) &&
         add_list(b, row, index, NOMENP_FORM_WORD, row->forms) &&
         add_list(b, row, index, NOMENP_FORM_MINOR, row->minor) &&
         add_list(b, row, index, NOMENP_FORM_SIGN, row->symbols) &&
         add_list(b, row, index, NOMENP_FORM_CODE, row->code) &&
         add_weak(b, row, index);
}

static int compare_forms(const void *a, const void *b) {
  const nomenp_form *x = a, *y = b;

  if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
  if (x->currency != y->currency) return x->currency < y->currency ? -1 : 1;
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  return strcmp(x->text, y->text);
}

static void put_token(nomenp_token_set *set, uint64_t hash) {
  *nomenp_token_set_word(set, hash) |= UINT64_C(1) << (hash & 63u);
}

/* The forms' hashes, from the tokens of the joined text. */
static bool hash_forms(builder *b) {
  nomenp_currencies *out = b->out;
  nomenp_text text;
  uint32_t token = 0;

  if (b->text.failed ||
      !nomenp_text_read(&b->scratch, (const uint8_t *)b->text.bytes,
                        (uint32_t)b->text.size, NULL, &text))
    return false;
  out->forms = nomenp_arena_array(b->arena, b->count + 1, sizeof(*out->forms));
  if (out->forms == NULL) return false;
  for (size_t i = 0; i < b->count; i++) {
    uint64_t hash = NOMENP_FORM_HASH_SEED;
    uint32_t tokens = 0;
    for (; token < text.token_count && text.end[token] <= b->items[i].end;
         token++, tokens++)
      hash = nomenp_form_hash_step(hash, text.hash[token]);
    if (tokens == 0 || tokens > NOMENP_FORM_TOKENS_MAX) continue;
    put_token(&out->openers, text.hash[token - tokens]);
    put_token(&out->closers, text.hash[token - 1]);
    out->forms[out->form_count] = b->items[i].form;
    out->forms[out->form_count++].hash = hash;
  }
  nomenp_sort(out->forms, out->form_count, sizeof(*out->forms), compare_forms);
  return true;
}

static bool index_forms(builder *b) {
  nomenp_currencies *out = b->out;
  uint64_t size = 8;

  while (size < 2 * (uint64_t)out->form_count + 2) size *= 2;
  out->mask = size - 1;
  out->slots = nomenp_arena_array(b->arena, size, sizeof(*out->slots));
  if (out->slots == NULL) return false;
  for (size_t i = 0; i < out->form_count; i++) {
    uint64_t at = out->forms[i].hash & out->mask;
    if (i > 0 && out->forms[i - 1].hash == out->forms[i].hash) continue;
    while (out->slots[at] != 0) at = (at + 1) & out->mask;
    out->slots[at] = (uint32_t)i + 1;
  }
  return true;
}

nomen_status nomenp_currencies_build(nomenp_arena *arena,
                                     const nomen_allocator *memory,
                                     const nomenp_currency *rows, size_t count,
                                     nomenp_currencies *out,
                                     nomen_error *error) {
  builder b = {.arena = arena, .out = out};
  bool is_done;

  memset(out, 0, sizeof(*out));
  if (count > NOMENP_CURRENCIES_MAX)
    return nomenp_error_set(error, NOMEN_ELIST, 0, "too many currencies");
  nomenp_arena_init(&b.scratch, memory);
  nomenp_buffer_init(&b.text, memory);
  out->items = nomenp_arena_array(arena, count + 1, sizeof(*out->items));
  is_done = out->items != NULL;
  for (size_t i = 0; is_done && i < count; i++) {
    is_done = add_currency(&b, &rows[i], (uint16_t)i);
    out->count = i + 1;
  }
  is_done = is_done && hash_forms(&b) && index_forms(&b);
  nomenp_buffer_fini(&b.text);
  nomenp_arena_fini(&b.scratch);
  return is_done ? NOMEN_OK : nomenp_error_memory(error);
}

nomenp_forms nomenp_currencies_find(const nomenp_currencies *currencies,
                                    uint64_t hash) {
  uint64_t at = hash & currencies->mask;
  nomenp_forms found = {NULL, 0};

  for (; currencies->slots[at] != 0; at = (at + 1) & currencies->mask) {
    size_t first = currencies->slots[at] - 1u;
    if (currencies->forms[first].hash != hash) continue;
    found.items = &currencies->forms[first];
    while (first + found.count < currencies->form_count &&
           found.items[found.count].hash == hash)
      found.count++;
    break;
  }
  return found;
}

bool nomenp_currency_is_of(const nomenp_currencies *currencies,
                           uint16_t currency, const char country[2]) {
  const nomenp_currency_entry *entry = &currencies->items[currency];

  for (size_t i = 0; i < entry->country_count; i++)
    if (memcmp(entry->countries[i].code, country, 2) == 0) return true;
  return false;
}
