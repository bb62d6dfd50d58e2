/* SPDX-License-Identifier: MIT */
/*
 * What lists cost: opening the default pack part by part, a million names of
 * the user's own, and looking every token of a long text up in both.
 *
 *   bench_gazetteer --make-list     writes the names to bench_gazetteer.tmp
 *   bench_gazetteer ARTICLE...
 *
 * The list is made by a run of its own, so that making it does not count as
 * memory. The text is the articles, over and over, with a capitalised word in
 * twenty replaced by a name of the list, until it has TEXT_SIZE bytes.
 */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/hash.h"
#include "gazetteer/builder.h"
#include "gazetteer/gazetteer.h"
#include "pack/pack.h"

#define NAME_COUNT 1000000u
#define TEXT_SIZE (10u << 20)
#define ROUNDS 7
#define LIST_PATH "bench_gazetteer.tmp"

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

/* ------------------------------------------------ memory that is counted */

typedef struct counter {
  size_t live, peak;
} counter;

#define HEAD 16u /* keeps the size before the block, and the block aligned */

static void *count_allocate(void *context, size_t size) {
  counter *c = context;
  char *block = malloc(size + HEAD);

  if (block == NULL) return NULL;
  memcpy(block, &size, sizeof(size));
  c->live += size;
  if (c->live > c->peak) c->peak = c->live;
  return block + HEAD;
}

static void *count_reallocate(void *context, void *block, size_t old_size,
                              size_t size) {
  counter *c = context;
  char *grown = realloc((char *)block - HEAD, size + HEAD);

  if (grown == NULL) return NULL;
  memcpy(grown, &size, sizeof(size));
  c->live += size - old_size;
  if (c->live > c->peak) c->peak = c->live;
  return grown + HEAD;
}

static void count_release(void *context, void *block) {
  counter *c = context;
  size_t size;

  if (block == NULL) return;
  memcpy(&size, (char *)block - HEAD, sizeof(size));
  c->live -= size;
  free((char *)block - HEAD);
}

/* Most that the process ever held in memory, in kilobytes. */
static long resident_peak(void) {
  char line[256];
  long kilobytes = 0;
  FILE *in = fopen("/proc/self/status", "r");

  if (in == NULL) return 0;
  while (fgets(line, sizeof(line), in) != NULL)
    if (strncmp(line, "VmHWM:", 6) == 0) kilobytes = atol(line + 6);
  fclose(in);
  return kilobytes;
}

/* ------------------------------------------------------------ the input */

static uint64_t seed = 42;

static uint32_t below(uint32_t limit) {
  seed += UINT64_C(0x9e3779b97f4a7c15);
  return (uint32_t)((nomenp_hash_mix(seed) >> 32) * limit >> 32);
}

/* One of WORD_COUNT words, the first ones more often: names share their words
 * as people's and companies' do.  About 450,000 different ones come up. */
#define WORD_COUNT 600000u
static void put_word(nomenp_buffer *out) {
  static const char *const heads[] = {"b", "d", "f", "g",  "k", "l", "m",
                                      "n", "r", "s", "sh", "t", "v", "z"};
  static const char *const tails[] = {"an", "ek", "il",  "or",  "us",  "am",
                                      "en", "ov", "ira", "ado", "eth", "un"};
  uint32_t word = below(below(WORD_COUNT) + 1) + 200;
  bool is_first = true;

  for (; word != 0; word /= 168) {
    const char *head = heads[word % 168 / 12];
    nomenp_buffer_put_byte(out, is_first ? (char)(head[0] - 0x20) : head[0]);
    nomenp_buffer_put_text(out, head + 1);
    nomenp_buffer_put_text(out, tails[word % 12]);
    is_first = false;
  }
}

static void put_name(nomenp_buffer *out) {
  unsigned count = 1 + below(3);

  for (unsigned i = 0; i < count; i++) {
    if (i != 0) nomenp_buffer_put_byte(out, ' ');
    put_word(out);
  }
}

static void make_list(nomenp_buffer *out) {
  static const char *const types[] = {"person", "organisation", "place"};

  nomenp_buffer_put_text(out, "name\ttype\tkind\tid\tsource\n");
  for (uint32_t i = 0; i < NAME_COUNT; i++) {
    put_name(out);
    nomenp_buffer_put_byte(out, '\t');
    nomenp_buffer_put_text(out, types[below(3)]);
    nomenp_buffer_put_text(out, "\tany\tlist:");
    nomenp_buffer_put_unsigned(out, i);
    nomenp_buffer_put_text(out, "\tgenerated\n");
  }
}

static void add_varied(nomenp_buffer *out, const char *text, size_t size) {
  for (size_t i = 0; i < size; i++) {
    bool starts =
        text[i] >= 'A' && text[i] <= 'Z' && i > 0 && text[i - 1] == ' ';
    if (!starts || below(20) != 0) {
      nomenp_buffer_put_byte(out, text[i]);
      continue;
    }
    put_name(out);
    while (i + 1 < size && ((text[i + 1] | 0x20) >= 'a') &&
           ((text[i + 1] | 0x20) <= 'z'))
      i++;
  }
  nomenp_buffer_put_text(out, "\n\n");
}

static void make_text(nomenp_buffer *out, char **paths, int count) {
  nomenp_file file;
  nomen_error error;

  for (int i = 0; out->size < TEXT_SIZE; i = (i + 1) % count) {
    if (nomenp_file_open(&nomenp_memory_default, paths[i], &file, &error) !=
        NOMEN_OK) {
      fprintf(stderr, "%s: %s\n", paths[i], error.message);
      exit(1);
    }
    add_varied(out, file.bytes, file.size);
    nomenp_file_close(&nomenp_memory_default, &file);
  }
}

/* ------------------------------------------------------------ the measures */

static void must(nomen_status status, const nomen_error *error) {
  if (status == NOMEN_OK) return;
  fprintf(stderr, "%s\n", error->message);
  exit(1);
}

static nomenp_gazetteer *open_default(void) {
  double checksum[ROUNDS], check[ROUNDS];
  nomenp_gazetteer *g = NULL;
  nomenp_pack pack;
  nomen_error error;

  for (int i = 0; i < ROUNDS; i++) {
    double t0 = now(), t1;
    must(nomenp_pack_open(nomenp_pack_default, nomenp_pack_default_size, &pack,
                          &error),
         &error);
    t1 = now();
    nomenp_gazetteer_close(g);
    must(nomenp_gazetteer_open(&nomenp_memory_default, pack.sections[0].bytes,
                               pack.sections[0].size, &g, &error),
         &error);
    if (i == 0)
      printf("first open           %8.2f ms checksum %8.2f ms check\n", t1 - t0,
             now() - t1);
    checksum[i] = t1 - t0;
    check[i] = now() - t1;
  }
  printf("default pack         %8.2f MB, lists %.2f MB\n",
         (double)nomenp_pack_default_size / 1e6,
         (double)pack.sections[0].size / 1e6);
  printf("open, median         %8.2f ms checksum %8.2f ms check\n",
         median(checksum), median(check));
  return g;
}

/* The list as a file, which is how the extractor meets it. */
static void write_list(const char *path) {
  nomenp_buffer list;
  size_t size;
  FILE *out = fopen(path, "wb");

  nomenp_buffer_init(&list, &nomenp_memory_default);
  make_list(&list);
  size = list.size;
  if (out == NULL || fwrite(list.bytes, 1, size, out) != size ||
      fclose(out) != 0) {
    fprintf(stderr, "%s: cannot write\n", path);
    exit(1);
  }
  nomenp_buffer_fini(&list);
}

static nomenp_gazetteer *load_names(const nomen_allocator *memory,
                                    counter *counted, nomenp_buffer *image) {
  nomenp_gazetteer_builder *builder;
  nomenp_gazetteer *g;
  nomenp_file list;
  nomen_error error;
  size_t size;
  double t0, t1, t2, t3;

  t0 = now();
  must(nomenp_file_open(memory, LIST_PATH, &list, &error), &error);
  must(nomenp_gazetteer_builder_new(memory, &builder), &error);
  must(nomenp_gazetteer_builder_add(builder, NOMENP_LIST_USER, "generated",
                                    list.bytes, list.size, &error),
       &error);
  size = list.size;
  nomenp_file_close(memory, &list);
  t1 = now();
  must(nomenp_gazetteer_builder_finish(builder, image, &error), &error);
  nomenp_gazetteer_builder_free(builder);
  t2 = now();
  must(nomenp_gazetteer_open(memory, image->bytes, image->size, &g, &error),
       &error);
  t3 = now();
  printf("%u names        %8.0f ms: rows %.0f, image %.0f, open %.0f\n",
         NAME_COUNT, t3 - t0, t1 - t0, t2 - t1, t3 - t2);
  printf("  list %.1f MB, image %.1f MB (%.0f bytes a name), peak of the "
         "allocator %.1f MB,\n  of the process %.1f MB\n",
         (double)size / 1e6, (double)image->size / 1e6,
         (double)image->size / NAME_COUNT, (double)counted->peak / 1e6,
         (double)resident_peak() / 1e3);
  return g;
}

/* Nanoseconds a token of one pass of words and one of names. */
static void look_up(const char *what, const nomenp_gazetteer *g,
                    const nomenp_text *text, uint32_t *words) {
  double by_word[ROUNDS], by_name[ROUNDS];
  size_t hit_count = 0;

  for (int i = 0; i < ROUNDS; i++) {
    nomenp_hit_list hits;
    nomenp_arena arena;
    double t0 = now(), t1;
    nomenp_gazetteer_words(g, NULL, text, words);
    t1 = now();
    nomenp_arena_init(&arena, &nomenp_memory_default);
    if (nomenp_gazetteer_scan(g, &arena, text, words, &hits) != NOMEN_OK)
      exit(1);
    by_name[i] = (now() - t1) * 1e6 / text->token_count;
    by_word[i] = (t1 - t0) * 1e6 / text->token_count;
    hit_count = hits.count;
    nomenp_arena_fini(&arena);
  }
  printf("%-20s %8.1f ns a token: words %.1f, names %.1f; %lu hits\n", what,
         median(by_word) + median(by_name), median(by_word), median(by_name),
         (unsigned long)hit_count);
}

int main(int argc, char **argv) {
  counter counted = {0, 0};
  nomen_allocator memory = {count_allocate, count_reallocate, count_release,
                            &counted};
  nomenp_gazetteer *built_in, *own;
  nomenp_buffer bytes, image;
  nomenp_lexicon lexicon;
  nomenp_arena arena;
  nomenp_text text;
  uint32_t *words;

  if (argc == 2 && strcmp(argv[1], "--make-list") == 0) {
    write_list(LIST_PATH);
    return 0;
  }
  if (argc < 2) {
    fputs("usage: bench_gazetteer --make-list\n"
          "       bench_gazetteer ARTICLE...\n",
          stderr);
    return 2;
  }
  built_in = open_default();
  nomenp_buffer_init(&image, &memory);
  own = load_names(&memory, &counted, &image);
  nomenp_buffer_init(&bytes, &nomenp_memory_default);
  make_text(&bytes, argv + 1, argc - 1);
  nomenp_arena_init(&arena, &nomenp_memory_default);
  lexicon = nomenp_gazetteer_lexicon(built_in);
  if (!nomenp_text_read(&arena, (const uint8_t *)bytes.bytes,
                        (uint32_t)bytes.size, &lexicon, &text))
    return 1;
  words = malloc((text.token_count + 1) * sizeof(*words));
  if (words == NULL) return 1;
  look_up("built-in lists", built_in, &text, words);
  look_up("a million names", own, &text, words);
  free(words);
  nomenp_arena_fini(&arena);
  nomenp_gazetteer_close(own);
  nomenp_gazetteer_close(built_in);
  nomenp_buffer_fini(&image);
  nomenp_buffer_fini(&bytes);
  return 0;
}
