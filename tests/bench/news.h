/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_TESTS_NEWS_H
#define NOMEN_TESTS_NEWS_H

/*
 * News without end: the project's own articles, with every name, date and amount that
 * their annotations mark replaced by others out of the lists, one for all mentions of
 * a thing.  The same seed gives the same bytes; no two documents are alike.
 */

#include <stddef.h>
#include <stdint.h>

typedef struct news news;

typedef struct news_text {
  char *bytes;
  size_t size;
  size_t capacity;
} news_text;

/* Read corpora/articles/gold.jsonl and the lists under `corpora`; ends the program
 * when they cannot be read. */
news *news_new(const char *corpora, uint64_t seed);
void news_free(news *self);

/* The next document, about `size` bytes: an article cut short, or several. */
void news_next(news *self, size_t size, news_text *out);

#endif
