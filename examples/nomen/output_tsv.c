/* SPDX-License-Identifier: MIT */
/* Tab-separated: one record a line. */
#include "output.h"

#include <string.h>

#include <jansson.h>

void output_tsv_header(FILE *file) {
  fputs("id\ttype\tstart\tend\ttext\tvalue\tentity\tconfidence\n", file);
}

static void print_cell(FILE *file, const char *text, size_t size) {
  for (size_t i = 0; i < size; i++) {
    switch (text[i]) {
    case '\t': fputs("\\t", file); break;
    case '\n': fputs("\\n", file); break;
    case '\\': fputs("\\\\", file); break;
    default: fputc(text[i], file);
    }
  }
}

static void print_string(FILE *file, const char *text) {
  if (text != NULL) print_cell(file, text, strlen(text));
}

/* A JSON string is printed as what it says; other values as they were written. */
static void print_id(FILE *file, const input_document *in) {
  json_t *string;

  if (in->id == NULL) return;
  if (in->id[0] != '"') {
    print_string(file, in->id);
    return;
  }
  string = json_loads(in->id, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
  if (string != NULL)
    print_cell(file, json_string_value(string), json_string_length(string));
  json_decref(string);
}

static void print_money(FILE *file, const nomen_money *money) {
  if (money->amount != NULL)
    print_string(file, money->amount);
  else
    fprintf(file, "%s..%s", money->low != NULL ? money->low : "",
            money->high != NULL ? money->high : "");
  if (money->currency != NULL) fprintf(file, " %s", money->currency);
}

static void print_value(FILE *file, const nomen_record *record) {
  switch (record->type) {
  case NOMEN_TYPE_PERSON: print_string(file, record->value.person.name); break;
  case NOMEN_TYPE_ORGANISATION:
    print_string(file, record->value.organisation.name);
    break;
  case NOMEN_TYPE_PLACE: print_string(file, record->value.place.name); break;
  case NOMEN_TYPE_DATE: print_string(file, record->value.date.timex); break;
  case NOMEN_TYPE_MONEY: print_money(file, &record->value.money); break;
  }
}

void output_tsv(FILE *file, const input_document *in,
                const nomen_document *document) {
  const nomen_record *record;

  for (size_t i = 0; (record = nomen_document_record(document, i)) != NULL;
       i++) {
    print_id(file, in);
    fprintf(file, "\t%s\t%zu\t%zu\t", nomen_type_name(record->type),
            record->start, record->end);
    print_cell(file, in->text + record->start, record->end - record->start);
    fputc('\t', file);
    print_value(file, record);
    if (record->entity != NOMEN_NONE)
      fprintf(file, "\t%zu\t", record->entity);
    else
      fputs("\t\t", file);
    fprintf(file, "%.3f\n", record->confidence);
  }
}
