/* SPDX-License-Identifier: MIT */
/*
 * Reading annotated documents. Records and entities differ in the names of
 * their types and in where their values stand; after this file no one knows
 * which of the two a mention was.
 */
#include "corpus.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *take_memory(void *old, size_t count, size_t size) {
  if (count > 0 && size > SIZE_MAX / count) abort();
  void *got = realloc(old, count * size > 0 ? count * size : 1);
  if (got == NULL) {
    fputs("out of memory\n", stderr);
    exit(2);
  }
  return got;
}

json_t *field_of(const json_t *object, const char *name) {
  json_t *found = json_object_get(object, name);
  return json_is_null(found) ? NULL : found;
}

static bool read_offset(const json_t *from, const char *name, size_t *out) {
  const json_t *number = json_object_get(from, name);
  if (!json_is_integer(number) || json_integer_value(number) < 0) return false;
  *out = (size_t)json_integer_value(number);
  return true;
}

static bool read_span(const json_t *from, mention *out) {
  return read_offset(from, "start", &out->start) &&
         read_offset(from, "end", &out->end) && out->start <= out->end;
}

static bool read_entity(const json_t *from, mention *out) {
  *out = (mention){0};
  out->type = json_string_value(json_object_get(from, "type"));
  out->optional = json_is_true(json_object_get(from, "optional"));
  out->asks_money = json_object_get(from, "currency") != NULL;
  out->alt = field_of(from, "alt");
  out->alts = field_of(from, "alts");
  out->text = field_of(from, "text");
  out->value = field_of(from, "value");
  out->amount = field_of(from, "amount");
  out->currency = field_of(from, "currency");
  out->entity = field_of(from, "entity");
  out->place = field_of(from, "place");
  out->confidence = field_of(from, "confidence");
  return out->type != NULL && read_span(from, out);
}

/* The gold's name of a record's type; a date's is its kind. */
static const char *gold_type(const char *type, const json_t *value) {
  static const struct {
    const char *record, *gold;
  } names[] = {{"person", "PER"},        {"organisation", "ORG"},
               {"place", "LOC"},         {"money", "MONEY"},
               {"date", "DATE"},         {"time", "TIME"},
               {"duration", "DURATION"}, {"set", "SET"}};
  if (type != NULL && strcmp(type, "date") == 0) {
    const char *kind = json_string_value(field_of(value, "kind"));
    if (kind != NULL && *kind != '\0') type = kind;
  }
  for (size_t i = 0; type != NULL && i < sizeof names / sizeof *names; i++)
    if (strcmp(type, names[i].record) == 0) return names[i].gold;
  return type;
}

static bool read_record(const json_t *from, mention *out) {
  const json_t *value = field_of(from, "value");
  *out = (mention){0};
  out->type =
      gold_type(json_string_value(json_object_get(from, "type")), value);
  out->text = field_of(from, "text");
  out->entity = field_of(from, "entity");
  out->confidence = field_of(from, "confidence");
  out->value = field_of(value, "timex");
  out->amount = field_of(value, "amount");
  out->currency = field_of(value, "currency");
  out->place = field_of(value, "id");
  return out->type != NULL && read_span(from, out);
}

static const char *read_document(const json_t *line, document *out) {
  const json_t *records = json_object_get(line, "records");
  const json_t *list =
      records != NULL ? records : json_object_get(line, "entities");
  const json_t *id = field_of(line, "id");
  const json_t *text = json_object_get(line, "text");
  *out = (document){.json = line};
  if (id == NULL) return "no id";
  out->id = json_dumps(id, JSON_ENCODE_ANY | JSON_COMPACT | JSON_SORT_KEYS);
  out->text = json_string_value(text);
  out->text_size = json_string_length(text);
  out->mention_count = json_array_size(list);
  out->mentions = take_memory(NULL, out->mention_count, sizeof(mention));
  for (size_t i = 0; i < out->mention_count; i++) {
    const json_t *item = json_array_get(list, i);
    mention *m = &out->mentions[i];
    if (!(records != NULL ? read_record : read_entity)(item, m))
      return "an entity without type, start and end";
    if (out->text != NULL && m->end > out->text_size)
      return "an entity that ends after the text";
  }
  return NULL;
}

static const char *add_line(corpus *self, json_t *line) {
  if (json_array_append_new(self->lines, line) != 0) return "no object";
  self->documents =
      take_memory(self->documents, self->count + 1, sizeof *self->documents);
  document *added = &self->documents[self->count++];
  const char *wrong = read_document(line, added);
  if (wrong != NULL) return wrong;
  if (json_object_get(self->numbers, added->id) != NULL) return "duplicate id";
  json_object_set_new_nocheck(self->numbers, added->id,
                              json_integer((json_int_t)(self->count - 1)));
  return NULL;
}

static bool is_blank(const char *line, size_t size) {
  for (size_t i = 0; i < size; i++)
    if (!isspace((unsigned char)line[i])) return false;
  return true;
}

bool corpus_parse(const char *lines, corpus *out, char message[256]) {
  *out = (corpus){.lines = json_array(), .numbers = json_object()};
  for (size_t number = 1; *lines != '\0'; number++) {
    size_t size = strcspn(lines, "\n");
    if (!is_blank(lines, size)) {
      json_error_t error;
      json_t *line = json_loadb(lines, size, JSON_ALLOW_NUL, &error);
      const char *wrong = line == NULL ? error.text : add_line(out, line);
      if (wrong != NULL) {
        snprintf(message, 256, "line %zu: %s", number, wrong);
        corpus_free(out);
        return false;
      }
    }
    lines += size + (lines[size] == '\n');
  }
  return true;
}

bool corpus_read(FILE *file, const char *name, corpus *out, char message[256]) {
  size_t size = 0, room = 1 << 16;
  char *all = take_memory(NULL, room, 1);
  for (size_t got; (got = fread(all + size, 1, room - size - 1, file)) > 0;) {
    size += got;
    if (room - size < 2) all = take_memory(all, room *= 2, 1);
  }
  char inner[256] = "cannot be read, or holds a NUL byte";
  all[size] = '\0';
  bool good =
      !ferror(file) && strlen(all) == size && corpus_parse(all, out, inner);
  if (!good) snprintf(message, 256, "%.80s: %.160s", name, inner);
  free(all);
  return good;
}

const document *corpus_find(const corpus *self, const char *id) {
  const json_t *number = json_object_get(self->numbers, id);
  return number == NULL ? NULL : &self->documents[json_integer_value(number)];
}

void corpus_free(corpus *self) {
  for (size_t i = 0; i < self->count; i++) {
    free(self->documents[i].id);
    free(self->documents[i].mentions);
  }
  free(self->documents);
  json_decref(self->lines);
  json_decref(self->numbers);
  *self = (corpus){0};
}
