/* SPDX-License-Identifier: MIT */
/*
 * Annotated documents, read from JSON Lines: gold annotations ("entities")
 * or what nomen prints ("records"), both as one kind of mention.
 *
 * The JSON stays in memory as long as the corpus, and a mention borrows from
 * it. A field that is absent or null is NULL. This is test code: running out
 * of memory ends the program.
 */
#ifndef NOMEN_TESTS_CORPUS_H
#define NOMEN_TESTS_CORPUS_H

#include <jansson.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct mention {
  size_t start, end;        /* UTF-8 bytes, end exclusive */
  const char *type;         /* PER ORG LOC DATE TIME DURATION SET MONEY ... */
  bool optional;            /* costs nothing missed, earns nothing found */
  bool asks_money;          /* the field "currency" is there, if only null */
  const json_t *alt, *alts; /* other texts that count as this mention */
  const json_t *text, *value, *amount, *currency, *entity, *place;
  const json_t *confidence;
} mention;

typedef struct document {
  const json_t *json; /* the line as read */
  char *id;           /* the id as compact JSON */
  const char *text;   /* NULL where the line has none */
  size_t text_size;
  mention *mentions;
  size_t mention_count;
} document;

typedef struct corpus {
  document *documents; /* in the file's order */
  size_t count;
  json_t *lines;   /* owns what the documents borrow */
  json_t *numbers; /* id -> position in documents */
} corpus;

/* Read JSON Lines to their end. False with a message on text that is no JSON,
   a line without an id, an id seen before, or offsets that make no span. */
bool corpus_read(FILE *file, const char *name, corpus *out, char message[256]);

/* The same from a string. */
bool corpus_parse(const char *lines, corpus *out, char message[256]);

/* The document of this id, or NULL. */
const document *corpus_find(const corpus *self, const char *id);

void corpus_free(corpus *self);

/* A field of an object, or NULL where it is absent or null. */
json_t *field_of(const json_t *object, const char *name);

/* malloc and realloc that end the program instead of returning NULL. */
void *take_memory(void *old, size_t count, size_t size);

#endif
