/* SPDX-License-Identifier: MIT */
/* Markdown tables, line by line. */
#include "table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_MAX_SIZE 4096

const char *spec_cell(const spec_row *row, const char *name) {
  for (size_t i = 0; i < row->count; i++)
    if (strcmp(row->names[i], name) == 0) return row->cells[i];
  return "";
}

static void trim(char **text) {
  size_t size;

  while (**text == ' ') (*text)++;
  size = strlen(*text);
  while (size > 0 && strchr(" \r\n", (*text)[size - 1])) (*text)[--size] = '\0';
}

static void unescape(char *text) {
  char *to = text;

  for (; *text != '\0'; text++) {
    if (*text == '\\' && text[1] != '\0') {
      text++;
      *to++ = *text == 'n' ? '\n' : *text == 't' ? '\t' : *text;
    } else
      *to++ = *text;
  }
  *to = '\0';
}

/* Cut "| a | b |" into cells, in place. */
static size_t cut(char *line, const char **cells) {
  size_t count = 0;
  char *at = line + 1;

  while (*at != '\0' && count < SPEC_COLUMNS_MAX) {
    char *end = at;
    bool is_last;
    while (*end != '\0' && *end != '|') end += *end == '\\' && end[1] ? 2 : 1;
    is_last = *end == '\0';
    if (is_last) break; /* what follows the last bar */
    *end = '\0';
    trim(&at);
    unescape(at);
    cells[count++] = at;
    at = end + 1;
  }
  return count;
}

bool spec_read(const char *path, spec_visitor visit, void *context) {
  static char line[LINE_MAX_SIZE], head[LINE_MAX_SIZE], section[LINE_MAX_SIZE];
  FILE *file = fopen(path, "rb");
  spec_row row = {.section = section};
  bool in_table = false;

  if (file == NULL) return false;
  section[0] = '\0';
  for (row.line = 1; fgets(line, sizeof(line), file) != NULL; row.line++) {
    char *text = line;
    trim(&text);
    if (text[0] == '#') {
      text += strspn(text, "# ");
      memcpy(section, text, strlen(text) + 1);
    }
    if (text[0] != '|') {
      in_table = false;
    } else if (!in_table) {
      memcpy(head, text, strlen(text) + 1);
      row.count = cut(head, row.names);
      in_table = true;
    } else if (strspn(text, "|-: ") != strlen(text)) {
      size_t count = cut(text, row.cells);
      for (; count < row.count; count++) row.cells[count] = "";
      visit(&row, context);
    }
  }
  fclose(file);
  return true;
}
