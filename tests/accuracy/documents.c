/* SPDX-License-Identifier: MIT */
/*
 * Turning annotations back into input: the reference date without fraction and
 * zone, and the letter case changed where that is asked for.
 */
#include "documents.h"

#include <stdlib.h>
#include <string.h>

static bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

static bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* Does a word go on after these bytes: a letter or an apostrophe? */
static bool goes_on(const char *text, size_t at) {
  if (at == 0) return false;
  char c = text[at - 1];
  return is_lower(c) || is_upper(c) || c == '\'' ||
         (at >= 3 && memcmp(text + at - 3, "\xE2\x80\x99", 3) == 0);
}

static void change_case(const char *from, size_t size, char how, char *to) {
  for (size_t i = 0; i < size; i++) {
    char c = from[i];
    bool raise =
        is_lower(c) && (how == 'u' || (how == 't' && !goes_on(from, i)));
    bool drop = is_upper(c) && how == 'l';
    to[i] = (char)(raise ? c - 'a' + 'A' : drop ? c - 'A' + 'a' : c);
  }
}

static json_t *document_text(const document *d, const char *recase) {
  if (recase == NULL) return json_stringn(d->text, d->text_size);
  char *changed = take_memory(NULL, d->text_size, 1);
  change_case(d->text, d->text_size, *recase, changed);
  json_t *out = json_stringn(changed, d->text_size);
  free(changed);
  return out;
}

/* Bytes of a time without "Z" or "+01:00", and without the fraction before. */
static size_t without_zone(const char *time, size_t size) {
  const char *end = time + size;
  if (size > 0 && end[-1] == 'Z')
    size -= 1;
  else if (size >= 6 && (end[-6] == '+' || end[-6] == '-') &&
           is_digit(end[-5]) && is_digit(end[-4]) && end[-3] == ':' &&
           is_digit(end[-2]) && is_digit(end[-1]))
    size -= 6;
  size_t whole = size;
  while (whole > 0 && is_digit(time[whole - 1]))
    whole--;
  return whole < size && whole > 0 && time[whole - 1] == '.' ? whole - 1 : size;
}

static json_t *reference_date(const document *d) {
  static const char *const fields[] = {"ref_time", "dct", "ref"};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    const json_t *found = json_object_get(d->json, fields[i]);
    const char *date = json_string_value(found);
    size_t size = json_string_length(found);
    if (size == 0) continue;
    if (strchr(date, 'T') != NULL) size = without_zone(date, size);
    return json_stringn(date, size);
  }
  return NULL;
}

static void print_document(const document *d, const char *recase, FILE *out) {
  json_t *line = json_object(), *date = reference_date(d);
  json_t *id = json_deep_copy(json_object_get(d->json, "id"));
  json_object_set_new(line, "id", id);
  json_object_set_new(line, "text", document_text(d, recase));
  if (date != NULL) json_object_set_new(line, "reference_date", date);
  json_dumpf(line, out, 0);
  fputc('\n', out);
  json_decref(line);
}

bool documents_print(const corpus *gold, const char *recase, FILE *out) {
  if (recase != NULL && strcmp(recase, "upper") != 0 &&
      strcmp(recase, "lower") != 0 && strcmp(recase, "title") != 0)
    return false;
  for (size_t i = 0; i < gold->count; i++)
    print_document(&gold->documents[i], recase, out);
  return true;
}
