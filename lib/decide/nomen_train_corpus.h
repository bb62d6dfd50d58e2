/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_DECIDE_TRAIN_CORPUS_H
#define NOMEN_DECIDE_TRAIN_CORPUS_H

/*
 * Annotated documents for nomen-train: JSON Lines with "text" and "entities", each of
 * those with "start", "end" (bytes) and "type" (person, organisation, place, or PER,
 * ORG, LOC; others are passed over).  An entity that is "optional" is neither
 * right nor wrong.
 */

#include "decide/names.h"
#include "evidence/evidence.h"

typedef struct train_span {
  uint32_t start;
  uint32_t end;
  uint8_t type;
  bool is_optional;
} train_span;

typedef struct train_document {
  nomenp_arena arena;
  nomenp_text text;
  uint32_t *words;
  nomenp_hit_list hits;
  nomenp_evidence evidence;
  train_span *spans; /* in order of start */
  size_t span_count;
  char *id;          /* JSON, as read */
  uint32_t source;
  uint32_t fold;
} train_document;

typedef struct train_corpus {
  train_document **items;
  size_t count;
  size_t capacity;
} train_corpus;

typedef enum train_case { CASE_KEPT, CASE_UPPER, CASE_TITLE } train_case;

typedef struct train_source {
  const char *name;
  const char *path;
  bool has_offset; /* its evidence fires twice */
  bool is_cleaned; /* names it leaves unmarked are looked for */
  unsigned every;  /* use every n-th document */
  train_case recase;
  unsigned hidden; /* of 100 names that the lists know, unknown to a document */
} train_source;

/* Append the documents of a file; complains on standard error. */
bool train_corpus_read(train_corpus *corpus, const nomenp_gazetteer *gazetteer,
                       const train_source *source, uint32_t number);
void train_corpus_free(train_corpus *corpus);

/* The label of each site by the annotation; NOMENP_LABEL_NONE where a name does
 * not fit the tokens or is optional, and before "-based" and its like. */
void train_labels(const train_document *document, uint8_t *labels);

#endif
