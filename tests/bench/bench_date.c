/* SPDX-License-Identifier: MIT */
/*
 * What dates cost, step by step: making the engine's part of them, finding their
 * matches, and reading and resolving these, over articles repeated to TEXT_SIZE
 * bytes, one document an article.
 *
 *   bench_date corpora/patterns/date.pattern corpora/patterns/date-words.pattern \
 *     corpora/articles/01*.txt ...
 */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/memory.h"
#include "value/date.h"

#define TEXT_SIZE (8u << 20)
#define FILES_MAX 64

typedef struct file_bytes {
  char *bytes;
  size_t size;
} file_bytes;

typedef struct costs { /* milliseconds */
  double text, scan, read;
  size_t tokens, dates, bytes;
} costs;

/* Milliseconds of this process's own: others may be running. */
static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static file_bytes read_file(const char *path) {
  file_bytes f = {malloc(1 << 20), 0};
  FILE *in = fopen(path, "rb");

  if (in == NULL || f.bytes == NULL) {
    perror(path);
    exit(1);
  }
  f.size = fread(f.bytes, 1, 1 << 20, in);
  fclose(in);
  return f;
}

static void run(const nomenp_patterns *patterns, const nomenp_dates *dates,
                const file_bytes *file, costs *out) {
  nomenp_reference reference = {true, {2026, 3, 5, -1, -1, -1}, "given"};
  nomenp_match_list matches = {0};
  nomenp_candidate_list list = {0};
  nomenp_value_input input = {NULL, patterns, &matches, false};
  nomenp_arena arena;
  nomenp_text text;
  double start = now(), read, scanned;
  bool is_done;

  nomenp_arena_init(&arena, &nomenp_memory_default);
  is_done = nomenp_text_read(&arena, (const uint8_t *)file->bytes,
                             (uint32_t)file->size, NULL, &text);
  read = now();
  is_done = is_done && nomenp_patterns_scan(patterns, &arena, &text,
                                            &matches) == NOMEN_OK;
  scanned = now();
  input.text = &text;
  is_done = is_done && nomenp_dates_read(dates, &arena, &input, &reference,
                                         &list) == NOMEN_OK;
  if (!is_done) exit(1);
  out->read += now() - scanned;
  out->scan += scanned - read;
  out->text += read - start;
  out->tokens += text.token_count;
  out->dates += list.count;
  out->bytes += file->size;
  nomenp_arena_fini(&arena);
}

static void report(const char *what, double milliseconds, const costs *c) {
  printf("%-22s %8.1f ms %8.1f ns/token %8.2f ms/MB\n", what, milliseconds,
         milliseconds * 1e6 / (double)c->tokens,
         milliseconds * 1e6 / (double)c->bytes);
}

int main(int argc, char **argv) {
  nomenp_pattern_file sources[2];
  file_bytes files[FILES_MAX];
  nomenp_patterns *patterns;
  nomenp_dates *dates;
  nomen_error error;
  costs c = {0};
  double start;
  int count = argc - 3;

  if (count < 1 || count > FILES_MAX) {
    fprintf(stderr, "usage: bench_date PATTERNS WORDS ARTICLE...\n");
    return 2;
  }
  for (int i = 0; i < 2; i++) {
    file_bytes f = read_file(argv[i + 1]);
    sources[i] = (nomenp_pattern_file){argv[i + 1], f.bytes, f.size};
  }
  for (int i = 0; i < count; i++) files[i] = read_file(argv[i + 3]);
  start = now();
  if (nomenp_patterns_new(&nomenp_memory_default, sources, 2, 0, 0, &patterns,
                          &error) != NOMEN_OK ||
      nomenp_dates_new(&nomenp_memory_default, patterns, &dates, &error) !=
          NOMEN_OK) {
    fprintf(stderr, "%s:%u: %s\n", error.file, (unsigned)error.line,
            error.message);
    return 1;
  }
  printf("%-22s %8.1f ms, %zu rules\n", "compiling", now() - start,
         nomenp_patterns_rule_count(patterns));
  for (int i = 0; c.bytes < TEXT_SIZE; i = (i + 1) % count)
    run(patterns, dates, &files[i], &c);
  printf("%zu tokens, %zu dates\n", c.tokens, c.dates);
  report("tokens and sentences", c.text, &c);
  report("matches", c.scan, &c);
  report("reading, resolving", c.read, &c);
  nomenp_dates_free(dates);
  nomenp_patterns_free(patterns);
  return 0;
}
