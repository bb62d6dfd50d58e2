/* SPDX-License-Identifier: MIT */
/* Articles as stretches between annotations; lists as arrays of names. */
#include "news.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#define ARTICLES_MAX 64
#define SWAPS_MAX 512

typedef struct names {
  char **items;
  size_t count;
  size_t capacity;
} names;

/* A word or name of the article at hand, and what stands for it in this document. */
typedef struct swap {
  const char *old;
  size_t old_size;
  const char *new;
} swap;

struct news {
  uint64_t state;
  json_t *articles[ARTICLES_MAX];
  size_t article_count;
  names given, surname, place, organisation;
  swap swaps[SWAPS_MAX];
  size_t swap_count;
};

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void *take(void *old, size_t size) {
  void *block = realloc(old, size);
  if (block == NULL) fail("memory");
  return block;
}

/* splitmix64. */
static uint64_t draw(news *self, size_t below) {
  uint64_t x = self->state += UINT64_C(0x9e3779b97f4a7c15);
  x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
  return (x ^ (x >> 31)) % below;
}

/* The first column of a list, behind its comments and header. */
static void read_names(const char *corpora, const char *file, names *out) {
  char path[512], line[4096];
  bool has_header = false;
  FILE *in;

  snprintf(path, sizeof(path), "%s/gazetteers/%s", corpora, file);
  in = fopen(path, "rb");
  if (in == NULL) fail(path);
  while (fgets(line, sizeof(line), in) != NULL) {
    size_t size = strcspn(line, "\t\n");
    if (line[0] == '#' || size == 0) continue;
    if (!has_header) {
      has_header = true;
      continue;
    }
    if (out->count == out->capacity) {
      out->capacity = out->capacity * 2 + 64;
      out->items = take(out->items, out->capacity * sizeof(*out->items));
    }
    out->items[out->count] = take(NULL, size + 1);
    memcpy(out->items[out->count], line, size);
    out->items[out->count++][size] = '\0';
  }
  fclose(in);
  if (out->count == 0) fail(path);
}

news *news_new(const char *corpora, uint64_t seed) {
  news *self = take(NULL, sizeof(*self));
  char path[512];
  json_t *article;
  FILE *in;

  memset(self, 0, sizeof(*self));
  self->state = seed;
  read_names(corpora, "given.tsv", &self->given);
  read_names(corpora, "surname.tsv", &self->surname);
  read_names(corpora, "place.city.tsv", &self->place);
  read_names(corpora, "organisation.business.tsv", &self->organisation);
  snprintf(path, sizeof(path), "%s/articles/gold.jsonl", corpora);
  in = fopen(path, "rb");
  if (in == NULL) fail(path);
  while (self->article_count < ARTICLES_MAX &&
         (article = json_loadf(in, JSON_DISABLE_EOF_CHECK, NULL)) != NULL)
    self->articles[self->article_count++] = article;
  fclose(in);
  if (self->article_count == 0) fail(path);
  return self;
}

static void free_names(names *list) {
  for (size_t i = 0; i < list->count; i++) free(list->items[i]);
  free(list->items);
}

void news_free(news *self) {
  for (size_t i = 0; i < self->article_count; i++)
    json_decref(self->articles[i]);
  free_names(&self->given);
  free_names(&self->surname);
  free_names(&self->place);
  free_names(&self->organisation);
  free(self);
}

static void put(news_text *out, const char *bytes, size_t size) {
  if (out->capacity - out->size < size) {
    out->capacity = (out->size + size) * 2;
    out->bytes = take(out->bytes, out->capacity);
  }
  memcpy(out->bytes + out->size, bytes, size);
  out->size += size;
}

/* What stands for `old` in this document, drawn when first asked for. */
static const char *swapped(news *self, const char *old, size_t size,
                           const names *list) {
  for (size_t i = 0; i < self->swap_count; i++)
    if (self->swaps[i].old_size == size &&
        memcmp(self->swaps[i].old, old, size) == 0)
      return self->swaps[i].new;
  if (self->swap_count == SWAPS_MAX) self->swap_count = 0;
  self->swaps[self->swap_count].old = old;
  self->swaps[self->swap_count].old_size = size;
  return self->swaps[self->swap_count++].new =
             list->items[draw(self, list->count)];
}

/* A person's words one by one: the last is a surname, those before are given. */
static void put_person(news *self, const char *name, size_t size,
                       news_text *out) {
  size_t at = 0;

  while (at < size) {
    size_t end = at;
    const char *new;
    while (end < size && name[end] != ' ' && name[end] != '\n') end++;
    new = swapped(self, name + at, end - at,
                  end == size ? &self->surname : &self->given);
    put(out, new, strlen(new));
    if (end < size) put(out, name + end, 1);
    at = end + 1;
  }
}

/* Another word of the same kind, or the word itself. */
static void put_word(news *self, const char *word, size_t size,
                     news_text *out) {
  static const char *const days[] = {"Monday",    "Tuesday",  "Wednesday",
                                     "Thursday",  "Friday",   "Saturday",
                                     "Sunday",    NULL};
  static const char *const months[] = {
      "January", "February",  "March",   "April",    "June",     "July",
      "August",  "September", "October", "November", "December", NULL};
  static const char *const *const tables[] = {days, months};

  for (size_t t = 0; t < 2; t++)
    for (size_t i = 0; tables[t][i] != NULL; i++)
      if (strlen(tables[t][i]) == size &&
          memcmp(tables[t][i], word, size) == 0) {
        word = tables[t][draw(self, t == 0 ? 7 : 11)];
        put(out, word, strlen(word));
        return;
      }
  put(out, word, size);
}

/* Words of the calendar and figures are drawn anew, but a number's first figures. */
static void put_value(news *self, const char *text, size_t size,
                      news_text *out) {
  for (size_t at = 0, end; at < size; at = end) {
    end = at;
    while (end < size && ((unsigned char)text[end] | 32) >= 'a') end++;
    if (end > at) {
      put_word(self, text + at, end - at, out);
    } else {
      char c = text[end++];
      bool goes_on = at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9';
      bool is_last = end == size || text[end] < '0' || text[end] > '9';
      if (c >= '0' && c <= '9' && is_last)
        c = (char)('0' + (goes_on && text[at - 1] == '3'
                              ? 0
                              : 1 + draw(self, 9)));
      put(out, &c, 1);
    }
  }
}

static void put_mention(news *self, const json_t *mention, const char *text,
                        size_t size, news_text *out) {
  const char *type = json_string_value(json_object_get(mention, "type"));
  const char *new;

  if (strcmp(type, "PER") == 0) {
    put_person(self, text, size, out);
  } else if (strcmp(type, "LOC") == 0 || strcmp(type, "ORG") == 0) {
    new = swapped(self, text, size,
                  type[0] == 'L' ? &self->place : &self->organisation);
    put(out, new, strlen(new));
  } else {
    put_value(self, text, size, out);
  }
}

static void put_article(news *self, const json_t *article, news_text *out) {
  const json_t *text = json_object_get(article, "text");
  const char *bytes = json_string_value(text);
  size_t size = json_string_length(text), at = 0, index;
  json_t *mention;

  self->swap_count = 0;
  json_array_foreach(json_object_get(article, "entities"), index, mention) {
    size_t start =
        (size_t)json_integer_value(json_object_get(mention, "start"));
    size_t end = (size_t)json_integer_value(json_object_get(mention, "end"));
    if (start < at || end > size) continue;
    put(out, bytes + at, start - at);
    put_mention(self, mention, bytes + start, end - start, out);
    at = end;
  }
  put(out, bytes + at, size - at);
}

void news_next(news *self, size_t size, news_text *out) {
  out->size = 0;
  while (out->size < size) {
    if (out->size != 0) put(out, "\n\n", 2);
    put_article(self, self->articles[draw(self, self->article_count)], out);
  }
  /* Cut behind a word; the byte there is white space, so no character is split. */
  while (size < out->size && out->bytes[size] != ' ' &&
         out->bytes[size] != '\n')
    size++;
  out->size = size;
}
