/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a text with dates, with and without a reference date; and what must
 * hold of the dates: in order, disjoint, inside the text, bounds in order.  Reads the
 * patterns from the folder named by NOMEN_PATTERNS, or corpora/patterns.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include "text/utf8.h"
#include "value/date.h"

#define HOLDS(condition)                                                       \
  do {                                                                         \
    if (!(condition)) abort();                                                 \
  } while (0)

static nomenp_patterns *patterns;
static nomenp_dates *dates;
/* In sight of others, so that the compiler keeps it, and leaks are not seen in it. */
nomenp_pattern_file fuzz_date_files[2];

static void read_pattern(const char *name, nomenp_pattern_file *out) {
  const char *folder = getenv("NOMEN_PATTERNS");
  char path[512];
  char *bytes = malloc(1 << 20);
  FILE *file;

  snprintf(path, sizeof path, "%s/%s", folder ? folder : "corpora/patterns",
           name);
  file = fopen(path, "rb");
  HOLDS(file != NULL && bytes != NULL);
  out->label = name;
  out->bytes = bytes;
  out->size = fread(bytes, 1, 1 << 20, file);
  fclose(file);
}

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerInitialize(int *argc, char ***argv) {
  nomenp_pattern_file *files = fuzz_date_files;
  (void)argc;
  (void)argv;

  read_pattern("date.pattern", &files[0]);
  read_pattern("date-words.pattern", &files[1]);
  HOLDS(nomenp_patterns_new(&nomenp_memory_default, files, 2, 0, 0, &patterns,
                            NULL) == NOMEN_OK);
  HOLDS(nomenp_dates_new(&nomenp_memory_default, patterns, &dates, NULL) ==
        NOMEN_OK);
  return 0;
}

/* Bounds rise as their letters do, but for those of seasons. */
static bool rises(const char *begin, const char *end) {
  static const char seasons[] = "SP SU FA WI";
  const char *a = strlen(begin) == 7 ? strstr(seasons, begin + 5) : NULL;
  const char *b = strlen(end) == 7 ? strstr(seasons, end + 5) : NULL;
  int years = strncmp(begin, end, 4);

  if (a == NULL || b == NULL) return strcmp(begin, end) < 0;
  return years < 0 || (years == 0 && a < b);
}

static void check_dates(const nomenp_candidate_list *list, uint32_t size) {
  uint32_t end = 0;

  for (size_t i = 0; i < list->count; i++) {
    const nomenp_candidate *c = &list->items[i];
    const nomen_date *d = &c->value.date;
    HOLDS(c->start >= end && c->end > c->start && c->end <= size);
    HOLDS(d->timex != NULL && d->timex[0] != '\0' && d->words != NULL);
    HOLDS((d->begin == NULL) == (d->end == NULL));
    HOLDS(d->begin == NULL || rises(d->begin, d->end));
    end = c->end;
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  nomenp_reference reference = {false, {0, 0, 0, -1, -1, -1}, NULL};
  nomenp_match_list matches = {0};
  nomenp_candidate_list list = {0};
  nomenp_value_input input;
  nomenp_arena arena;
  nomenp_text text;
  uint8_t *bytes;

  if (size < 2) return 0;
  nomenp_arena_init(&arena, &nomenp_memory_default);
  bytes = nomenp_arena_allocate(&arena, size);
  HOLDS(bytes != NULL);
  memcpy(bytes, data + 1, size - 1);
  nomenp_utf8_repair(bytes, size - 1);
  HOLDS(nomenp_text_read(&arena, bytes, (uint32_t)size - 1, NULL, &text));
  HOLDS(nomenp_patterns_scan(patterns, &arena, &text, &matches) == NOMEN_OK);
  if (data[0] & 1) {
    int year = data[0] & 2 ? 1 : data[0] & 4 ? 9999 : 2021;
    reference.is_known = true;
    reference.moment = (nomen_moment){year, 12, 31, data[0] & 8 ? 23 : -1,
                                      data[0] & 8 ? 59 : -1, -1};
  }
  input = (nomenp_value_input){&text, patterns, &matches, (data[0] & 16) != 0};
  HOLDS(nomenp_dates_read(dates, &arena, &input, &reference, &list) == NOMEN_OK);
  check_dates(&list, text.size);
  nomenp_arena_fini(&arena);
  return 0;
}
