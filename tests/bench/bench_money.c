/* SPDX-License-Identifier: MIT */
/*
 * What money costs: the patterns of corpora/patterns/money.pattern alone, and the
 * whole of extraction with money as the only type, over articles repeated to
 * TEXT_SIZE bytes.
 *
 *   bench_money corpora/patterns/money.pattern corpora/articles/01*.txt ...
 */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "nomen/nomen.h"
#include "pattern/pattern.h"

#define TEXT_SIZE (8u << 20)
#define ROUNDS 7

/* Milliseconds of this process's own: others may be running. */
static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int compare_doubles(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(double *times) {
  qsort(times, ROUNDS, sizeof(*times), compare_doubles);
  return times[ROUNDS / 2];
}

static void read_file(const char *path, nomenp_buffer *out) {
  char chunk[4096];
  size_t size;
  FILE *in = fopen(path, "rb");

  if (in == NULL) {
    perror(path);
    exit(1);
  }
  while ((size = fread(chunk, 1, sizeof(chunk), in)) > 0)
    nomenp_buffer_put(out, chunk, size);
  fclose(in);
}

static void report(const char *what, double milliseconds, size_t tokens) {
  printf("%-26s %8.1f ms  %6.1f ns/token  %6.1f ms/MB\n", what, milliseconds,
         milliseconds * 1e6 / (double)tokens,
         milliseconds * 1e6 / (double)TEXT_SIZE);
}

static size_t bench_patterns(const nomenp_buffer *file,
                             const nomenp_buffer *text) {
  nomenp_pattern_file one = {"money.pattern", file->bytes, file->size};
  nomenp_patterns *patterns = NULL;
  double make[ROUNDS], scan[ROUNDS];
  size_t tokens = 0, matches = 0;

  for (int i = 0; i < ROUNDS; i++) {
    nomenp_match_list list = {0};
    nomenp_arena arena;
    nomenp_text read;
    double start = now();
    if (nomenp_patterns_new(&nomenp_memory_default, &one, 1, 0, 0, &patterns,
                            NULL) != NOMEN_OK)
      exit(1);
    make[i] = now() - start;
    nomenp_arena_init(&arena, &nomenp_memory_default);
    if (!nomenp_text_read(&arena, (const uint8_t *)text->bytes,
                          (uint32_t)text->size, NULL, &read))
      exit(1);
    start = now();
    if (nomenp_patterns_scan(patterns, &arena, &read, &list) != NOMEN_OK)
      exit(1);
    scan[i] = now() - start;
    tokens = read.token_count;
    matches = list.count;
    nomenp_arena_fini(&arena);
    nomenp_patterns_free(patterns);
  }
  printf("patterns made in %.2f ms; %lu tokens, %lu matches\n", median(make),
         (unsigned long)tokens, (unsigned long)matches);
  report("scan", median(scan), tokens);
  return tokens;
}

static void bench_extraction(const nomenp_buffer *text, uint32_t types,
                             const char *what, size_t tokens) {
  nomen_extract_options options = NOMEN_EXTRACT_OPTIONS_INIT;
  nomen_engine *engine;
  double times[ROUNDS];

  if (nomen_engine_new(NULL, &engine, NULL) != NOMEN_OK) exit(1);
  options.types = types;
  for (int i = 0; i < ROUNDS; i++) {
    nomen_document *document;
    double start = now();
    if (nomen_extract(engine, text->bytes, text->size, &options, &document,
                      NULL) != NOMEN_OK)
      exit(1);
    times[i] = now() - start;
    nomen_document_free(document);
  }
  report(what, median(times), tokens);
  nomen_engine_free(engine);
}

int main(int argc, char **argv) {
  nomenp_buffer file, articles, text;
  size_t tokens;

  if (argc < 3) {
    fputs("usage: bench_money money.pattern ARTICLE...\n", stderr);
    return 2;
  }
  nomenp_buffer_init(&file, &nomenp_memory_default);
  nomenp_buffer_init(&articles, &nomenp_memory_default);
  nomenp_buffer_init(&text, &nomenp_memory_default);
  read_file(argv[1], &file);
  for (int i = 2; i < argc; i++) read_file(argv[i], &articles);
  while (text.size + articles.size < TEXT_SIZE)
    nomenp_buffer_put(&text, articles.bytes, articles.size);
  tokens = bench_patterns(&file, &text);
  bench_extraction(&text, NOMEN_TYPE_BIT(NOMEN_TYPE_MONEY), "all with money only",
                   tokens);
  nomenp_buffer_fini(&text);
  nomenp_buffer_fini(&articles);
  nomenp_buffer_fini(&file);
  return 0;
}
