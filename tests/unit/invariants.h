/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_TESTS_INVARIANTS_H
#define NOMEN_TESTS_INVARIANTS_H

/*
 * What must hold of every document, whatever was read: records in order, disjoint, on
 * character boundaries, without white space at an edge; entities and records agree.
 */

#include <stddef.h>
#include <string.h>

#include "nomen/nomen.h"

static inline int invariants_boundary(const char *text, size_t size,
                                      size_t at) {
  return at == size || ((unsigned char)text[at] & 0xc0) != 0x80;
}

static inline int invariants_edge(char c) {
  return strchr(" \t\n\r,;:!?", c) == NULL || c == '\0';
}

static inline const char *invariants_record(const nomen_document *document,
                                            const nomen_record *r,
                                            const char *text, size_t size) {
  const nomen_entity *entity = nomen_document_entity(document, r->entity);

  if (r->end <= r->start || r->end > size) return "a record is no stretch";
  if (!invariants_boundary(text, size, r->start) ||
      !invariants_boundary(text, size, r->end))
    return "a record ends inside a character";
  if (!invariants_edge(text[r->start]) || !invariants_edge(text[r->end - 1]))
    return "a record has white space or punctuation at an edge";
  if (r->sentence >= nomen_document_sentence_count(document))
    return "a record is in no sentence";
  if (!(r->confidence >= 0 && r->confidence <= 1))
    return "a confidence is out of range";
  if (r->type == NOMEN_TYPE_DATE)
    return r->value.date.timex == NULL ? "a date has no value" : NULL;
  if (r->type == NOMEN_TYPE_MONEY) return NULL;
  if (entity == NULL || entity->type != r->type)
    return "a record and its entity differ";
  return NULL;
}

static inline const char *invariants_entities(const nomen_document *document) {
  const nomen_entity *entity;

  for (size_t i = 0; (entity = nomen_document_entity(document, i)) != NULL;
       i++) {
    if (entity->name == NULL || entity->record_count == 0)
      return "an entity is empty";
    for (size_t k = 0; k < entity->record_count; k++) {
      if (k > 0 && entity->records[k - 1] >= entity->records[k])
        return "the records of an entity are out of order";
      if (nomen_document_record(document, entity->records[k])->entity != i)
        return "an entity holds a record of another";
    }
  }
  return NULL;
}

/* NULL if all holds, else what does not. */
static inline const char *invariants_broken(const nomen_document *document,
                                            const char *text, size_t size) {
  size_t end = 0;
  const nomen_record *r;

  for (size_t i = 0; (r = nomen_document_record(document, i)) != NULL; i++) {
    const char *broken = invariants_record(document, r, text, size);
    if (broken != NULL) return broken;
    if (r->start < end) return "records overlap";
    end = r->end;
  }
  return invariants_entities(document);
}

#endif
