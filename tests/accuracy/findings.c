/* SPDX-License-Identifier: MIT */
/*
 * Findings as text lines, and the difference of two lists of them. Records are
 * told apart by article and span; all else of a record can change.
 */
#include "findings.h"

#include <stdlib.h>
#include <string.h>

enum { ARTICLE, TYPE, SPAN, TEXT, VALUE, ENTITY, FIELDS };

typedef struct finding {
  char *line; /* owns the fields */
  char *fields[FIELDS];
  unsigned long start, end;
} finding;

typedef struct findings {
  finding *items;
  size_t count;
} findings;

static void print_escaped(const json_t *string, FILE *out) {
  const char *c = json_string_value(string);
  size_t size = json_string_length(string);
  if (size == 0) fputc('-', out);
  for (; size > 0; size--, c++) {
    if (*c == '\t')
      fputs("\\t", out);
    else if (*c == '\n')
      fputs("\\n", out);
    else if (*c == '\\')
      fputs("\\\\", out);
    else
      fputc(*c, out);
  }
}

/* The fields of a value that tell it from another, in the order of this
   table; what is not there is left out. */
static void print_value(const json_t *value, FILE *out) {
  static const char *const shown[] = {
      "kind", "name", "id",       "given", "family",   "timex",  "amount",
      "low",  "high", "currency", "title", "modifier", "acronym"};
  const char *gap = "";
  for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
    const json_t *part = field_of(value, shown[i]);
    if (!json_is_string(part)) continue;
    fprintf(out, "%s%s=", gap, shown[i]);
    print_escaped(part, out);
    gap = " ";
  }
  if (*gap == '\0') fputc('-', out);
}

static void print_record(const json_t *id, const json_t *record,
                         const json_t *entities, FILE *out) {
  const json_t *entity = field_of(record, "entity");
  const json_t *named =
      entity == NULL
          ? NULL
          : json_array_get(entities, (size_t)json_integer_value(entity));
  print_escaped(id, out);
  fputc('\t', out);
  print_escaped(field_of(record, "type"), out);
  fprintf(out, "\t%" JSON_INTEGER_FORMAT "-%" JSON_INTEGER_FORMAT "\t",
          json_integer_value(field_of(record, "start")),
          json_integer_value(field_of(record, "end")));
  print_escaped(field_of(record, "text"), out);
  fputc('\t', out);
  print_value(field_of(record, "value"), out);
  fputc('\t', out);
  print_escaped(field_of(named, "name"), out);
  fputc('\n', out);
}

void findings_print(const corpus *found, FILE *out) {
  for (size_t i = 0; i < found->count; i++) {
    const json_t *d = found->documents[i].json;
    const json_t *records = field_of(d, "records");
    for (size_t n = 0; n < json_array_size(records); n++)
      print_record(field_of(d, "id"), json_array_get(records, n),
                   field_of(d, "entities"), out);
  }
}

static int by_place(const void *a, const void *b) {
  const finding *x = a, *y = b;
  int order = strcmp(x->fields[ARTICLE], y->fields[ARTICLE]);
  if (order != 0) return order;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  return x->end < y->end ? -1 : x->end > y->end;
}

/* One line into its fields; false for a comment or what is no finding. */
static bool read_finding(char *line, finding *out) {
  char *at = line;
  *out = (finding){.line = line};
  if (*line == '#') return false;
  at[strcspn(at, "\n")] = '\0';
  for (int i = 0; i < FIELDS; i++) {
    if (at == NULL) return false;
    out->fields[i] = at;
    at = strchr(at, '\t');
    if (at != NULL) *at++ = '\0';
  }
  return sscanf(out->fields[SPAN], "%lu-%lu", &out->start, &out->end) == 2;
}

static findings read_findings(FILE *file) {
  findings out = {0};
  size_t size = 0, room = 256;
  char *line = take_memory(NULL, room, 1);
  for (int c; (c = fgetc(file)) != EOF;) {
    if (size + 2 > room) line = take_memory(line, room *= 2, 1);
    line[size++] = (char)c;
    if (c != '\n') continue;
    line[size] = '\0';
    out.items = take_memory(out.items, out.count + 1, sizeof *out.items);
    if (read_finding(line, &out.items[out.count])) {
      out.count++;
      line = take_memory(NULL, room = 256, 1);
    }
    size = 0;
  }
  free(line);
  qsort(out.items, out.count, out.count ? sizeof *out.items : 1, by_place);
  return out;
}

static void free_findings(findings *self) {
  for (size_t i = 0; i < self->count; i++)
    free(self->items[i].line);
  free(self->items);
}

/* The findings of a corpus, by way of the text they are printed as. */
static findings findings_of(const corpus *found) {
  findings out = {0};
  FILE *between = tmpfile();
  if (between == NULL) return out;
  findings_print(found, between);
  rewind(between);
  out = read_findings(between);
  fclose(between);
  return out;
}

static void print_finding(char sign, const finding *f, FILE *out) {
  fprintf(out, "%s\n  %c %-12s %-12s %s\n", f->fields[ARTICLE], sign,
          f->fields[TYPE], f->fields[SPAN], f->fields[TEXT]);
  if (sign == '~') return;
  fprintf(out, "      value  %s\n      entity %s\n", f->fields[VALUE],
          f->fields[ENTITY]);
}

/* Print what changed of a record that is in both lists; 1 if anything did. */
static size_t compare_findings(const finding *old, const finding *new,
                               FILE *out) {
  static const char *const names[] = {"",     "type",  "",
                                      "text", "value", "entity"};
  size_t changed = 0;
  for (int i = TYPE; i < FIELDS; i++) {
    if (i == SPAN || strcmp(old->fields[i], new->fields[i]) == 0) continue;
    if (changed++ == 0) print_finding('~', old, out);
    fprintf(out, "      %-6s %s\n          -> %s\n", names[i], old->fields[i],
            new->fields[i]);
  }
  return changed > 0;
}

size_t findings_compare(FILE *expected, const corpus *found, FILE *out) {
  findings old = read_findings(expected), new = findings_of(found);
  size_t lost = 0, added = 0, changed = 0, a = 0, b = 0;
  while (a < old.count || b < new.count) {
    int order = a == old.count   ? 1
                : b == new.count ? -1
                                 : by_place(&old.items[a], &new.items[b]);
    if (order < 0) print_finding('-', &old.items[a], out);
    if (order > 0) print_finding('+', &new.items[b], out);
    if (order == 0)
      changed += compare_findings(&old.items[a], &new.items[b], out);
    lost += order < 0;
    added += order > 0;
    a += order <= 0;
    b += order >= 0;
  }
  if (lost + added + changed > 0)
    fprintf(out, "%zu lost (-), %zu new (+), %zu changed (~) of %zu records\n",
            lost, added, changed, old.count);
  free_findings(&old);
  free_findings(&new);
  return lost + added + changed;
}
