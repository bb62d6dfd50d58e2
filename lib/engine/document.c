/* SPDX-License-Identifier: MIT */
/* The getters of a document. */
#include "engine/engine.h"

#include <string.h>

void nomen_document_free(nomen_document *document) {
  nomen_allocator memory;

  if (document == NULL) return;
  memory = document->memory;
  nomenp_arena_fini(&document->arena);
  nomenp_memory_release(&memory, document);
}

const char *nomen_type_name(nomen_type type) {
  static const char *const names[NOMEN_TYPE_COUNT] = {
      "person", "organisation", "place", "date", "money"};

  return (unsigned)type < NOMEN_TYPE_COUNT ? names[type] : NULL;
}

size_t nomen_document_record_count(const nomen_document *document) {
  return document == NULL ? 0 : document->record_count;
}

const nomen_record *nomen_document_record(const nomen_document *document,
                                          size_t index) {
  return index < nomen_document_record_count(document)
             ? &document->records[index]
             : NULL;
}

size_t nomen_document_next(const nomen_document *document, nomen_type type,
                           size_t from) {
  for (size_t i = from; i < nomen_document_record_count(document); i++)
    if (document->records[i].type == type) return i;
  return NOMEN_NONE;
}

size_t nomen_document_entity_count(const nomen_document *document) {
  return document == NULL ? 0 : document->entity_count;
}

const nomen_entity *nomen_document_entity(const nomen_document *document,
                                          size_t index) {
  return index < nomen_document_entity_count(document)
             ? &document->entities[index]
             : NULL;
}

const char *nomen_document_attribute(const nomen_document *document,
                                     size_t index, const char *column) {
  const nomenp_record_notes *notes;
  nomenp_entry entry;

  if (column == NULL || index >= nomen_document_record_count(document) ||
      document->notes == NULL)
    return NULL;
  notes = &document->notes[index];
  if (notes->user == NULL) return NULL;
  nomenp_gazetteer_entry(notes->user, notes->user_entry, &entry);
  if (strcmp(column, "id") == 0) return entry.id;
  if (strcmp(column, "kind") == 0) return entry.kind;
  return nomenp_gazetteer_attribute(notes->user, notes->user_entry, column);
}

const char *nomen_document_reference_date(const nomen_document *document) {
  return document == NULL ? NULL : document->reference_date;
}

const char *
nomen_document_reference_date_source(const nomen_document *document) {
  return document == NULL ? NULL : document->reference_source;
}

size_t nomen_document_reason_count(const nomen_document *document,
                                   size_t record) {
  return record < nomen_document_record_count(document) &&
                 document->notes != NULL
             ? document->notes[record].reason_count
             : 0;
}

const nomen_reason *nomen_document_reason(const nomen_document *document,
                                          size_t record, size_t index) {
  return index < nomen_document_reason_count(document, record)
             ? &document->notes[record].reasons[index]
             : NULL;
}

size_t nomen_document_token_count(const nomen_document *document) {
  return document == NULL ? 0 : document->text.token_count;
}

int nomen_document_token(const nomen_document *document, size_t index,
                         nomen_token *out) {
  const nomenp_text *text;

  if (out == NULL || index >= nomen_document_token_count(document)) return 0;
  text = &document->text;
  out->start = text->start[index];
  out->end = text->end[index];
  out->sentence = nomenp_text_sentence(text, (uint32_t)index);
  out->token_class = (nomen_token_class)text->token_class[index];
  return 1;
}

size_t nomen_document_sentence_count(const nomen_document *document) {
  return document == NULL ? 0 : document->text.sentence_count;
}

int nomen_document_sentence(const nomen_document *document, size_t index,
                            nomen_span *out) {
  const nomenp_text *text;

  if (out == NULL || index >= nomen_document_sentence_count(document)) return 0;
  text = &document->text;
  out->start = text->start[text->sentence_start[index]];
  out->end = text->end[text->sentence_start[index + 1] - 1];
  return 1;
}

size_t nomen_document_offset(const nomen_document *document, nomen_unit unit,
                             size_t byte_offset) {
  if (document == NULL) return 0;
  if (byte_offset > document->text.size) byte_offset = document->text.size;
  switch (unit) {
  case NOMEN_UNIT_CODE_POINT:
    return nomenp_offset_code_points(&document->offsets,
                                      byte_offset);
  case NOMEN_UNIT_UTF16:
    return nomenp_offset_utf16(&document->offsets, byte_offset);
  case NOMEN_UNIT_BYTE: break;
  }
  return byte_offset;
}
