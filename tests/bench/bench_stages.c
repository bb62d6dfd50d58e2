/* SPDX-License-Identifier: MIT */
/*
 * What each stage costs, in ns a token and MB/s, on documents of several sizes; the
 * whole with one thread and two; the start of an engine; the peak of memory.
 *
 *   bench_stages [CORPORA [MEGABYTES]]
 *
 * Stages run as nomen_extract() runs them.  Times are this thread's own, since others
 * may be running; each figure is the median of ROUNDS.
 */
#define _POSIX_C_SOURCE 200809L

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "engine/extraction.h"
#include "text/utf8.h"

#include "news.h"

#define ROUNDS 5
#define STAGES(X)                                                              \
  X(UTF8, "UTF-8")                                                             \
  X(TEXT, "tokens, sentences")                                                 \
  X(OFFSETS, "index of offsets")                                               \
  X(WORDS, "words of the lists")                                               \
  X(LISTS, "names of the lists")                                               \
  X(PATTERNS, "patterns")                                                      \
  X(DATES, "dates")                                                            \
  X(MONEY, "money")                                                            \
  X(NAMES, "evidence, decoding")                                               \
  X(SETTLE, "settling")                                                        \
  X(LINK, "links, records")                                                    \
  X(OUTPUT, "JSON")                                                            \
  X(FREE, "freeing")

enum {
#define AS_ID(id, name) STAGE_##id,
  STAGES(AS_ID) STAGE_COUNT
};
static const char *const stage_names[] = {
#define AS_NAME(id, name) name,
    STAGES(AS_NAME)};

typedef struct corpus {
  news_text *documents;
  size_t count;
  size_t bytes;
  size_t tokens;
} corpus;

static double now(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static int compare_doubles(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(double *times, size_t count) {
  qsort(times, count, sizeof(*times), compare_doubles);
  return times[count / 2];
}

static void check(nomen_status status) {
  if (status == NOMEN_OK) return;
  fprintf(stderr, "%s\n", nomen_status_text(status));
  exit(1);
}

static int sink(void *context, const char *bytes, size_t size) {
  *(size_t *)context += size + (unsigned char)bytes[0];
  return 0;
}

/* ---- stages */

typedef struct stopwatch {
  double *times;
  double last;
} stopwatch;

static void lap(stopwatch *w, int stage) {
  double time = now(CLOCK_THREAD_CPUTIME_ID);
  w->times[stage] += time - w->last;
  w->last = time;
}

static void read_values(nomenp_extraction *x, stopwatch *w) {
  nomenp_value_input input = {&x->document->text, x->engine->patterns,
                              &x->matches, false};
  nomenp_country_mention *mentions;
  size_t count;

  check(nomenp_dates_read(x->engine->dates, &x->document->arena, &input,
                          &x->reference, &x->values));
  lap(w, STAGE_DATES);
  check(nomenp_extraction_countries(x, &x->scratch, &mentions, &count));
  check(nomenp_money_read(x->engine->money, &x->document->arena, &input,
                          mentions, count, &x->values));
  lap(w, STAGE_MONEY);
}

static void read_names(nomenp_extraction *x, stopwatch *w) {
  nomenp_names_input input = {0};

  input.text = &x->document->text;
  input.gazetteer = x->engine->gazetteer;
  input.words = x->words;
  input.hits = &x->hits;
  check(nomenp_names_decide(x->engine->model, &x->scratch, &input, &x->names));
  lap(w, STAGE_NAMES);
}

static void find_hits(nomenp_extraction *x, stopwatch *w) {
  const nomenp_text *text = &x->document->text;

  x->words =
      nomenp_arena_array(&x->reading, text->token_count, sizeof(*x->words));
  if (!nomenp_gazetteer_words(x->engine->gazetteer, x->scratch.work, text,
                              x->words))
    exit(1);
  lap(w, STAGE_WORDS);
  check(nomenp_gazetteer_scan(x->engine->gazetteer, &x->hit_items, text, x->words,
                              &x->hits));
  lap(w, STAGE_LISTS);
  check(nomenp_patterns_scan(x->engine->patterns, &x->scratch, text,
                             &x->matches));
  lap(w, STAGE_PATTERNS);
}

static size_t run_stages(const nomen_engine *engine, const news_text *article,
                         double *times) {
  static const nomen_extract_options defaults = NOMEN_EXTRACT_OPTIONS_INIT;
  const uint8_t *bytes = (const uint8_t *)article->bytes;
  uint32_t size = (uint32_t)article->size;
  nomenp_lexicon lexicon = nomenp_gazetteer_lexicon(engine->gazetteer);
  stopwatch w = {times, now(CLOCK_THREAD_CPUTIME_ID)};
  nomenp_extraction x = {0};
  nomenp_work *work = nomenp_pool_take(engine->pool);
  size_t fault, tokens, written = 0;
  nomen_document *d;

  x.engine = engine;
  x.options = defaults;
  x.options.types = NOMEN_TYPES_ALL;
  if (work == NULL) exit(1);
  check(nomenp_extraction_start(&x, work));
  d = x.document;
  if (!nomenp_utf8_check(bytes, size, &fault)) exit(1);
  lap(&w, STAGE_UTF8);
  if (!nomenp_text_read(&x.reading, bytes, size, &lexicon, &d->text)) exit(1);
  tokens = d->text.token_count;
  lap(&w, STAGE_TEXT);
  if (!nomenp_offset_index_make(&d->arena, bytes, size, &d->offsets)) exit(1);
  lap(&w, STAGE_OFFSETS);
  find_hits(&x, &w);
  read_values(&x, &w);
  read_names(&x, &w);
  check(nomenp_extraction_settle(&x));
  lap(&w, STAGE_SETTLE);
  check(nomenp_extraction_record(&x));
  lap(&w, STAGE_LINK);
  check(nomen_document_write_json(d, "0", NOMEN_UNIT_BYTE, sink, &written));
  lap(&w, STAGE_OUTPUT);
  nomenp_extraction_end(&x);
  nomenp_pool_give(engine->pool, work);
  nomen_document_free(d);
  lap(&w, STAGE_FREE);
  return tokens;
}

static void bench_stages(const nomen_engine *engine, corpus *c, double *out) {
  double times[STAGE_COUNT][ROUNDS];

  for (int round = 0; round < ROUNDS; round++) {
    double sums[STAGE_COUNT] = {0};
    c->tokens = 0;
    for (size_t i = 0; i < c->count; i++)
      c->tokens += run_stages(engine, &c->documents[i], sums);
    for (int s = 0; s < STAGE_COUNT; s++) times[s][round] = sums[s];
  }
  for (int s = 0; s < STAGE_COUNT; s++)
    out[s] = median(times[s], ROUNDS) / (double)c->tokens;
}

/* ---- the whole */

typedef struct worker {
  const nomen_engine *engine;
  const corpus *documents;
  size_t first;
  size_t step;
  size_t written;
} worker;

static void *work(void *context) {
  worker *w = context;

  for (size_t i = w->first; i < w->documents->count; i += w->step) {
    const news_text *text = &w->documents->documents[i];
    nomen_document *document;
    check(nomen_extract(w->engine, text->bytes, text->size, NULL, &document,
                        NULL));
    check(nomen_document_write_json(document, "0", NOMEN_UNIT_BYTE, sink,
                                    &w->written));
    nomen_document_free(document);
  }
  return NULL;
}

/* ns a byte by the process's own time, and by the wall. */
static void bench_whole(const nomen_engine *engine, const corpus *c,
                        size_t threads, double *own, double *wall) {
  double owns[ROUNDS], walls[ROUNDS];

  for (int round = 0; round < ROUNDS; round++) {
    worker workers[2];
    pthread_t ids[2];
    double start = now(CLOCK_PROCESS_CPUTIME_ID);
    double wall_start = now(CLOCK_MONOTONIC);
    for (size_t i = 0; i < threads; i++) {
      workers[i] = (worker){engine, c, i, threads, 0};
      if (pthread_create(&ids[i], NULL, work, &workers[i]) != 0) exit(1);
    }
    for (size_t i = 0; i < threads; i++) pthread_join(ids[i], NULL);
    owns[round] = now(CLOCK_PROCESS_CPUTIME_ID) - start;
    walls[round] = now(CLOCK_MONOTONIC) - wall_start;
  }
  *own = median(owns, ROUNDS) / (double)c->bytes;
  *wall = median(walls, ROUNDS) / (double)c->bytes;
}

/* ---- memory */

typedef struct meter {
  size_t used;
  size_t peak;
  size_t calls;
} meter;

static void *meter_resize(void *context, void *block, size_t size) {
  meter *m = context;
  size_t *head = block == NULL ? NULL : (size_t *)block - 2;

  if (head != NULL) m->used -= head[0];
  if (size == 0) {
    free(head);
    return NULL;
  }
  head = realloc(head, size + 2 * sizeof(size_t));
  if (head == NULL) exit(1);
  head[0] = size;
  m->used += size;
  m->calls++;
  if (m->used > m->peak) m->peak = m->used;
  return head + 2;
}

static void *meter_allocate(void *context, size_t size) {
  return meter_resize(context, NULL, size != 0 ? size : 1);
}

static void *meter_reallocate(void *context, void *block, size_t old_size,
                              size_t size) {
  (void)old_size;
  return meter_resize(context, block, size != 0 ? size : 1);
}

static void meter_free(void *context, void *block) {
  if (block != NULL) meter_resize(context, block, 0);
}

/* What an engine keeps for its calls is made by the first of them, and is none of the
 * documents'. */
static void warm_up(const nomen_engine *engine) {
  static const char text[] = "Anna Smith left Paris on 3 May.";
  nomen_document *document;

  check(nomen_extract(engine, text, sizeof(text) - 1, NULL, &document, NULL));
  nomen_document_free(document);
}

static void bench_memory(const corpus *c) {
  nomen_engine_options options = NOMEN_ENGINE_OPTIONS_INIT;
  meter m = {0, 0, 0};
  nomen_allocator allocator = {meter_allocate, meter_reallocate, meter_free,
                               &m};
  nomen_engine *engine;
  double worst = 0;
  size_t base, calls;

  options.allocator = &allocator;
  check(nomen_engine_new(&options, &engine, NULL));
  warm_up(engine);
  base = m.used;
  calls = m.calls;
  for (size_t i = 0; i < c->count; i++) {
    nomen_document *document;
    double rate;
    m.peak = m.used;
    check(nomen_extract(engine, c->documents[i].bytes, c->documents[i].size,
                        NULL, &document, NULL));
    rate = (double)(m.peak - base) / (double)c->documents[i].size;
    if (rate > worst) worst = rate;
    nomen_document_free(document);
  }
  calls = m.calls - calls;
  nomen_engine_free(engine);
  printf("%-22s %8.1f bytes a byte, %.1f calls a document\n", "peak memory",
         worst, (double)calls / (double)c->count);
}

/* ---- start */

static void bench_start(void) {
  enum { OPEN, LISTS, WEIGHTS, PATTERNS, DATES, MONEY, ALL, PARTS };
  static const char *const names[] = {"pack",  "lists", "weights", "patterns",
                                      "dates", "money", "whole engine"};
  double times[PARTS][ROUNDS];

  for (int round = 0; round < ROUNDS; round++) {
    double sums[PARTS] = {0};
    stopwatch w = {sums, now(CLOCK_THREAD_CPUTIME_ID)};
    nomen_engine e = {.memory = nomenp_memory_default};
    nomen_engine_options options = NOMEN_ENGINE_OPTIONS_INIT;
    nomen_engine *whole;
    check(nomenp_pack_open(nomenp_pack_default, nomenp_pack_default_size,
                           &e.pack, NULL));
    lap(&w, OPEN);
    check(nomenp_gazetteer_open(&e.memory,
                                e.pack.sections[NOMENP_SECTION_GAZETTEER].bytes,
                                e.pack.sections[NOMENP_SECTION_GAZETTEER].size,
                                &e.gazetteer, NULL));
    lap(&w, LISTS);
    check(nomenp_model_new(&e.memory,
                           e.pack.sections[NOMENP_SECTION_WEIGHTS].bytes,
                           e.pack.sections[NOMENP_SECTION_WEIGHTS].size,
                           &e.model, NULL));
    lap(&w, WEIGHTS);
    check(nomenp_sources_load_patterns(&e, &options, NULL));
    lap(&w, PATTERNS);
    check(nomenp_dates_new(&e.memory, e.patterns, &e.dates, NULL));
    lap(&w, DATES);
    check(nomenp_currencies_load(&e, NULL));
    lap(&w, MONEY);
    nomenp_money_free(e.money);
    nomenp_dates_free(e.dates);
    nomenp_patterns_free(e.patterns);
    nomenp_model_free(e.model);
    nomenp_gazetteer_close(e.gazetteer);
    w.last = now(CLOCK_THREAD_CPUTIME_ID);
    check(nomen_engine_new(NULL, &whole, NULL));
    lap(&w, ALL);
    nomen_engine_free(whole);
    for (int i = 0; i < PARTS; i++) times[i][round] = sums[i];
  }
  printf("start of an engine, ms:");
  for (int i = 0; i < PARTS; i++)
    printf(" %s %.2f%s", names[i], median(times[i], ROUNDS) / 1e6,
           i + 1 < PARTS ? "," : "\n");
}

/* ---- */

static void make_corpus(news *source, size_t size, size_t bytes, corpus *out) {
  *out = (corpus){NULL, bytes / size + 1, 0, 0};
  out->documents = calloc(out->count, sizeof(*out->documents));
  if (out->documents == NULL) exit(1);
  for (size_t i = 0; i < out->count; i++) {
    news_next(source, size, &out->documents[i]);
    out->bytes += out->documents[i].size;
  }
}

static void free_corpus(corpus *c) {
  for (size_t i = 0; i < c->count; i++) free(c->documents[i].bytes);
  free(c->documents);
}

static void bench_size(const nomen_engine *engine, news *source, size_t size,
                       size_t bytes) {
  double stages[STAGE_COUNT], own, wall, own2, wall2, per_token;
  corpus c;

  make_corpus(source, size, bytes, &c);
  bench_whole(engine, &c, 1, &own, &wall);
  bench_whole(engine, &c, 2, &own2, &wall2);
  bench_stages(engine, &c, stages);
  per_token = (double)c.bytes / (double)c.tokens;
  printf("\n%zu documents of %.1f KB, %.2f bytes a token\n", c.count,
         (double)size / 1e3, per_token);
  for (int s = 0; s < STAGE_COUNT; s++)
    printf("%-22s %8.1f ns/token %8.1f MB/s\n", stage_names[s], stages[s],
           per_token * 1e3 / stages[s]);
  printf("%-22s %8.1f ns/token %8.2f MB/s\n", "whole, own time",
         own * per_token, 1e3 / own);
  printf("%-22s %8.2f times one (wall), %.2f the time (own)\n", "two threads",
         wall / wall2, own2 / own);
  bench_memory(&c);
  free_corpus(&c);
}

int main(int argc, char **argv) {
  static const size_t sizes[] = {500, 3000, 30000, 300000, 3000000, 10000000};
  const char *corpora = argc > 1 ? argv[1] : NOMEN_CORPORA;
  double megabytes = argc > 2 ? strtod(argv[2], NULL) : 4;
  news *source = news_new(corpora, 1);
  nomen_engine *engine;

  check(nomen_engine_new(NULL, &engine, NULL));
  bench_start();
  for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
    if ((double)sizes[i] <= megabytes * 1e6)
      bench_size(engine, source, sizes[i], (size_t)(megabytes * 1e6));
  nomen_engine_free(engine);
  news_free(source);
  return 0;
}
