/* SPDX-License-Identifier: MIT */
/*
 * Rows of figures and counts of errors.
 */
#include "tally.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

double share_of(size_t part, size_t whole) {
  return whole > 0 ? (double)part / (double)whole : 0.0;
}

static row *add_row(scores *self, const char *name) {
  row *added = &self->rows[self->count++];
  *added = (row){0};
  snprintf(added->name, sizeof added->name, "%s", name);
  return added;
}

row *scores_add_counts(scores *self, const char *name, counts c) {
  row *r = add_row(self, name);
  r->has_precision = true;
  r->precision = share_of(c.right, c.right + c.spurious);
  r->recall = share_of(c.right, c.right + c.missed);
  double sum = r->precision + r->recall;
  r->f1 = sum > 0 ? 2 * r->precision * r->recall / sum : 0.0;
  r->gold = c.right + c.missed;
  return r;
}

void scores_add_figure(scores *self, const char *name, double f1, size_t gold) {
  row *r = add_row(self, name);
  r->f1 = f1;
  r->gold = gold;
}

void scores_note(scores *self, const char *format, ...) {
  char what[512];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(what, sizeof what, format, arguments);
  va_end(arguments);
  for (char *c = what; *c != '\0'; c++)
    if (*c > 0 && *c < ' ') *c = ' ';
  json_int_t n = json_integer_value(json_object_get(self->errors, what));
  json_object_set_new_nocheck(self->errors, what, json_integer(n + 1));
}

const row *scores_find(const scores *self, const char *name) {
  for (size_t i = 0; i < self->count; i++)
    if (strcmp(self->rows[i].name, name) == 0) return &self->rows[i];
  return NULL;
}

void scores_free(scores *self) {
  json_decref(self->errors);
  *self = (scores){0};
}
