/* SPDX-License-Identifier: MIT */
/* For people to look at: entities with what is known of them, then dates and
 * amounts in text order. */
#include "output.h"

#include <string.h>

/* The column of names is as wide as the longest of the document, within these. */
#define NAME_WIDTH_MIN 24
#define NAME_WIDTH_MAX 48

typedef struct printer {
  FILE *file;
  const input_document *in;
  const nomen_document *document;
  bool explain;
  bool colour;
  int name_width;
} printer;

static const char *const headings[NOMEN_TYPE_COUNT] = {
    "People", "Organisations", "Places", "Dates", "Money"};
static const char *const colours[NOMEN_TYPE_COUNT] = {
    "\033[1;32m", "\033[1;34m", "\033[1;35m", "\033[1;33m", "\033[1;36m"};

static void paint(const printer *p, const char *code) {
  if (p->colour) fputs(code, p->file);
}

/* Columns that a string takes on a screen, near enough: its characters. */
static int width_of(const char *text, size_t size) {
  int width = 0;

  for (size_t i = 0; i < size; i++)
    if (((unsigned char)text[i] & 0xc0) != 0x80) width++;
  return width;
}

static void pad(const printer *p, int width, int to) {
  do
    fputc(' ', p->file);
  while (++width < to);
}

static void print_name(const printer *p, nomen_type type, const char *text,
                       size_t size) {
  fputs("  ", p->file);
  paint(p, colours[type]);
  for (size_t i = 0; i < size; i++)
    fputc(text[i] == '\n' || text[i] == '\t' || text[i] == '\r' ? ' ' : text[i],
          p->file);
  paint(p, "\033[0m");
  pad(p, width_of(text, size), p->name_width);
}

static void print_field(const printer *p, const char *text, bool *any) {
  if (text == NULL) return;
  fprintf(p->file, "%s%s", *any ? ", " : "", text);
  *any = true;
}

static void print_place(const printer *p, const nomen_place *place, bool *any) {
  print_field(p, place->kind, any);
  print_field(p, place->region, any);
  print_field(p, place->country, any);
  if (place->has_position)
    fprintf(p->file, "%s%.2f %.2f", *any ? ", " : "", place->latitude,
            place->longitude);
  *any = *any || place->has_position;
  print_field(p, place->id, any);
}

static void print_entity_facts(const printer *p, const nomen_entity *entity) {
  const nomen_record *record =
      nomen_document_record(p->document, entity->records[0]);
  bool any = false;

  switch (entity->type) {
  case NOMEN_TYPE_PERSON:
    for (size_t i = 0; i < entity->record_count; i++) {
      const nomen_record *mention =
          nomen_document_record(p->document, entity->records[i]);
      if (mention->value.person.role == NULL) continue;
      print_field(p, mention->value.person.role, &any);
      break;
    }
    if (!any) print_field(p, record->value.person.title, &any);
    break;
  case NOMEN_TYPE_ORGANISATION:
    print_field(p, record->value.organisation.kind, &any);
    print_field(p, record->value.organisation.acronym, &any);
    print_field(p, record->value.organisation.country, &any);
    break;
  default: print_place(p, &record->value.place, &any); break;
  }
}

static void print_reasons(const printer *p, size_t record) {
  const nomen_record *r = nomen_document_record(p->document, record);
  const nomen_reason *reason;

  fprintf(p->file, "      at %zu, confidence %.3f:", r->start, r->confidence);
  for (size_t i = 0;
       (reason = nomen_document_reason(p->document, record, i)) != NULL; i++)
    fprintf(p->file, "%s%s %+.2f", i % 4 == 0 ? "\n        " : "   ",
            reason->name, reason->weight);
  fputc('\n', p->file);
}

static void print_entities(const printer *p, nomen_type type) {
  const nomen_entity *entity;

  for (size_t i = 0; (entity = nomen_document_entity(p->document, i)) != NULL;
       i++) {
    if (entity->type != type || entity->record_count == 0) continue;
    print_name(p, type, entity->name, strlen(entity->name));
    fprintf(p->file, "%4zu x  ", entity->record_count);
    print_entity_facts(p, entity);
    fputc('\n', p->file);
    for (size_t k = 0; p->explain && k < entity->record_count; k++)
      print_reasons(p, entity->records[k]);
  }
}

static void print_date(const printer *p, const nomen_date *date) {
  fputs(date->timex != NULL ? date->timex : "?", p->file);
  if (date->modifier != NULL) fprintf(p->file, " (%s)", date->modifier);
  if (date->begin != NULL && date->end != NULL)
    fprintf(p->file, "  from %s to %s", date->begin, date->end);
}

static void print_money(const printer *p, const nomen_money *money) {
  if (money->modifier != NULL) fprintf(p->file, "%s ", money->modifier);
  if (money->amount != NULL)
    fputs(money->amount, p->file);
  else
    fprintf(p->file, "%s to %s", money->low != NULL ? money->low : "?",
            money->high != NULL ? money->high : "?");
  fprintf(p->file, " %s", money->currency != NULL ? money->currency : "?");
  if (money->unit != NULL) fprintf(p->file, " a %s", money->unit);
}

static void print_values(const printer *p, nomen_type type) {
  for (size_t i = nomen_document_next(p->document, type, 0); i != NOMEN_NONE;
       i = nomen_document_next(p->document, type, i + 1)) {
    const nomen_record *record = nomen_document_record(p->document, i);
    print_name(p, type, p->in->text + record->start,
               record->end - record->start);
    if (type == NOMEN_TYPE_DATE)
      print_date(p, &record->value.date);
    else
      print_money(p, &record->value.money);
    fputc('\n', p->file);
    if (p->explain) print_reasons(p, i);
  }
}

static void widen(printer *p, const char *text, size_t size) {
  int width = width_of(text, size) + 2;

  if (width > p->name_width && width <= NAME_WIDTH_MAX) p->name_width = width;
}

static void measure(printer *p) {
  const nomen_entity *entity;
  const nomen_record *r;

  p->name_width = NAME_WIDTH_MIN;
  for (size_t i = 0; (entity = nomen_document_entity(p->document, i)) != NULL;
       i++)
    widen(p, entity->name, strlen(entity->name));
  for (size_t i = 0; (r = nomen_document_record(p->document, i)) != NULL; i++)
    if (r->entity == NOMEN_NONE)
      widen(p, p->in->text + r->start, r->end - r->start);
}

static void print_title(const printer *p) {
  const char *date = nomen_document_reference_date(p->document);
  const char *source = nomen_document_reference_date_source(p->document);

  fprintf(p->file, "== %s", p->in->name);
  if (p->in->line != 0) fprintf(p->file, ":%zu", p->in->line);
  if (date != NULL) fprintf(p->file, " (reference date %s, %s)", date, source);
  fputs(" ==\n", p->file);
}

void output_text(FILE *file, const input_document *in,
                 const nomen_document *document, bool explain, bool colour) {
  printer p = {file, in, document, explain, colour, 0};

  measure(&p);
  print_title(&p);
  for (int type = 0; type < NOMEN_TYPE_COUNT; type++) {
    if (nomen_document_next(document, (nomen_type)type, 0) == NOMEN_NONE)
      continue;
    fprintf(file, "\n%s\n", headings[type]);
    if (type == NOMEN_TYPE_DATE || type == NOMEN_TYPE_MONEY)
      print_values(&p, (nomen_type)type);
    else
      print_entities(&p, (nomen_type)type);
  }
  fputc('\n', file);
}
