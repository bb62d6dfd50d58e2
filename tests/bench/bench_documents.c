/* SPDX-License-Identifier: MIT */
/*
 * Extraction alone and with JSON, over the documents of make-news, for bindings.sh to
 * set bindings beside: MB a second of the process's own time, the best of ROUNDS.
 *
 *   bench_documents CORPORA MEGABYTES [BYTES]
 */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "nomen/nomen.h"

#include "news.h"

#define ROUNDS 5

static void check(nomen_status status) {
  if (status == NOMEN_OK) return;
  fprintf(stderr, "%s\n", nomen_status_text(status));
  exit(1);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double read_all(const nomen_engine *engine, const news_text *texts,
                       size_t count, int with_json) {
  double start = now();

  for (size_t i = 0; i < count; i++) {
    nomen_document *document;
    char *json = NULL;
    check(nomen_extract(engine, texts[i].bytes, texts[i].size, NULL, &document,
                        NULL));
    if (with_json)
      check(nomen_document_json(document, NULL, NOMEN_UNIT_UTF16, &json, NULL));
    nomen_string_free(document, json);
    nomen_document_free(document);
  }
  return now() - start;
}

int main(int argc, char **argv) {
  size_t size = argc > 3 ? strtoul(argv[3], NULL, 10) : 3000, bytes = 0, count;
  double wanted = argc > 2 ? strtod(argv[2], NULL) * 1e6 : 0;
  nomen_engine *engine;
  news_text *texts;
  news *source;

  if (argc < 3 || size == 0 || wanted <= 0) {
    fprintf(stderr, "usage: bench_documents CORPORA MEGABYTES [BYTES]\n");
    return 2;
  }
  texts = calloc((size_t)(wanted / 400) + 1, sizeof(*texts));
  if (texts == NULL) return 1;
  source = news_new(argv[1], 1);
  for (count = 0; (double)bytes < wanted; count++) {
    news_next(source, size, &texts[count]);
    bytes += texts[count].size;
  }
  check(nomen_engine_new(NULL, &engine, NULL));
  for (int with_json = 0; with_json <= 1; with_json++) {
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double seconds = read_all(engine, texts, count, with_json);
      if (round == 0 || seconds < best) best = seconds;
    }
    printf("%-28s %6.2f MB/s\n",
           with_json ? "C, with JSON" : "C, extraction", (double)bytes / best / 1e6);
  }
  nomen_engine_free(engine);
  for (size_t i = 0; i < count; i++) free(texts[i].bytes);
  free(texts);
  news_free(source);
  return 0;
}
