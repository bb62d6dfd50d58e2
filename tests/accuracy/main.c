/* SPDX-License-Identifier: MIT */
/*
 * nomen-score: how well nomen's records agree with annotated documents, as
 * figures or as tests with thresholds; and the ways around it. See usage.
 */
#include "decimal.h"
#include "documents.h"
#include "findings.h"
#include "score.h"

#include <stdlib.h>
#include <string.h>

enum { GOOD = 0, BELOW = 1, MISUSED = 2 };

static const char usage[] =
    "usage: nomen-score MODE GOLD PRED [options]   figures of agreement\n"
    "       nomen-score docs GOLD [--case upper|lower|title]\n"
    "                                          GOLD as input for nomen\n"
    "       nomen-score findings PRED          PRED as lines of text\n"
    "       nomen-score compare EXPECTED PRED  what differs from such lines\n"
    "\n"
    "MODE is names, news, timex, links, money, places, calibration or suite.\n"
    "GOLD is annotated JSON Lines; PRED is what nomen --to jsonl prints.\n"
    "\n"
    "  --errors N             also print the N most frequent errors\n"
    "  --json                 print the figures as JSON\n"
    "  --at-least ROW=F1,...  fail where a row is below that (in per cent)\n"
    "  --at-most ROW=F1,...   fail where a row is above that\n"
    "\n"
    "Exit status: 0, 1 below a threshold or different, 2 wrong use or input.\n";

typedef struct options {
  const char *files[3]; /* the mode and what follows it */
  size_t file_count;
  const char *recase, *at_least, *at_most;
  size_t errors;
  bool json;
} options;

static int complain(const char *what, const char *more) {
  fprintf(stderr, "nomen-score: %s%s\n", what, more);
  return MISUSED;
}

static bool read_options(int count, char **words, options *out) {
  *out = (options){0};
  for (int i = 1; i < count; i++) {
    const char *word = words[i], *next = i + 1 < count ? words[i + 1] : NULL;
    const char **slot = strcmp(word, "--at-least") == 0  ? &out->at_least
                        : strcmp(word, "--at-most") == 0 ? &out->at_most
                        : strcmp(word, "--case") == 0    ? &out->recase
                                                         : NULL;
    if (strcmp(word, "--json") == 0) {
      out->json = true;
    } else if (slot != NULL && next != NULL) {
      *slot = words[++i];
    } else if (strcmp(word, "--errors") == 0 && next != NULL) {
      out->errors = strtoul(words[++i], NULL, 10);
    } else if (strncmp(word, "--", 2) != 0 && out->file_count < 3) {
      out->files[out->file_count++] = word;
    } else {
      return false;
    }
  }
  return true;
}

static bool load(const char *path, corpus *out) {
  char message[256] = "cannot be opened";
  FILE *file = fopen(path, "rb");
  bool good = file != NULL && corpus_read(file, path, out, message);
  if (file == NULL)
    fprintf(stderr, "nomen-score: %s: %s\n", path, message);
  else if (!good)
    fprintf(stderr, "nomen-score: %s\n", message);
  if (file != NULL) fclose(file);
  return good;
}

/* Gold annotations are no use without the text they are about. */
static bool load_gold(const char *path, corpus *out) {
  if (!load(path, out)) return false;
  for (size_t i = 0; i < out->count; i++) {
    if (out->documents[i].text != NULL) continue;
    complain("no text in gold document ", out->documents[i].id);
    corpus_free(out);
    return false;
  }
  return true;
}

static void print_row(const row *r) {
  if (r->has_precision)
    printf("%-8s P %6.2f  R %6.2f  F1 %6.2f  gold %zu\n", r->name,
           100 * r->precision, 100 * r->recall, 100 * r->f1, r->gold);
  else
    printf("%-8s %22sF1 %6.2f  gold %zu\n", r->name, "", 100 * r->f1, r->gold);
}

static void print_json(const scores *s, bool figures_only) {
  char room[3][64];
  for (size_t i = 0; i < s->count; i++) {
    const row *r = &s->rows[i];
    decimal_of_double(r->f1, room[2]);
    printf("%s\"%s\": ", i == 0 ? "{" : ", ", r->name);
    if (figures_only)
      printf("%s", room[2]);
    else
      printf("{\"p\": %s, \"r\": %s, \"f1\": %s, \"gold\": %zu}",
             r->has_precision ? decimal_of_double(r->precision, room[0])
                              : "null",
             r->has_precision ? decimal_of_double(r->recall, room[1]) : "null",
             room[2], r->gold);
  }
  printf("}\n");
}

static void print_scores(const scores *s, bool figures_only, bool as_json) {
  if (as_json) {
    print_json(s, figures_only);
    return;
  }
  for (size_t i = 0; i < s->count; i++) {
    if (figures_only)
      printf("%s%s %.3f", i == 0 ? "" : "  ", s->rows[i].name, s->rows[i].f1);
    else
      print_row(&s->rows[i]);
  }
  if (figures_only) printf("\n");
}

/* The most frequent errors; of equally frequent ones the first met. */
static void print_errors(const scores *s, size_t count) {
  json_t *left = json_copy(s->errors);
  for (; count > 0 && json_object_size(left) > 0; count--) {
    const char *what, *most = NULL;
    json_t *times;
    json_int_t n = 0;
    json_object_foreach(left, what, times) {
      if (json_integer_value(times) <= n) continue;
      most = what;
      n = json_integer_value(times);
    }
    printf("%4" JSON_INTEGER_FORMAT " %s\n", n, most);
    json_object_del(left, most);
  }
  json_decref(left);
}

/* Hold rows against "ROW=PER CENT,..."; sign 1 for at least, -1 for at most. */
static int check(const scores *s, const char *limits, int sign) {
  int status = GOOD;
  while (limits != NULL && *limits != '\0') {
    size_t size = strcspn(limits, "=");
    char name[24] = "";
    if (size < sizeof name) memcpy(name, limits, size);
    const row *r = scores_find(s, name);
    const char *number = limits + size + (limits[size] == '=');
    char *end = NULL;
    double limit = strtod(number, &end);
    if (r == NULL || end == number || (*end != ',' && *end != '\0'))
      return complain("no such threshold: ", limits);
    if (sign * (100 * r->f1 - limit) < 0) {
      printf("%s: %.2f is %s %.2f\n", name, 100 * r->f1,
             sign > 0 ? "below" : "above", limit);
      status = BELOW;
    }
    limits = *end == ',' ? end + 1 : end;
  }
  return status;
}

/* A document that the gold does not know is a mistake in the call. */
static bool knows_all(const corpus *gold, const corpus *found) {
  for (size_t i = 0; i < found->count; i++) {
    if (corpus_find(gold, found->documents[i].id) != NULL) continue;
    complain("id not in gold: ", found->documents[i].id);
    return false;
  }
  return true;
}

static int run_scores(const options *o) {
  corpus gold = {0}, found = {0};
  scores s;
  int status = MISUSED;
  if (load_gold(o->files[1], &gold) && load(o->files[2], &found) &&
      knows_all(&gold, &found)) {
    if (scores_make(o->files[0], &gold, &found, &s)) {
      print_scores(&s, strcmp(o->files[0], "calibration") == 0, o->json);
      print_errors(&s, o->errors);
      int low = check(&s, o->at_least, 1), high = check(&s, o->at_most, -1);
      status = low > high ? low : high;
      scores_free(&s);
    } else {
      complain("no such mode: ", o->files[0]);
    }
  }
  corpus_free(&gold);
  corpus_free(&found);
  return status;
}

static int run_docs(const options *o) {
  corpus gold;
  if (!load_gold(o->files[1], &gold)) return MISUSED;
  int status = documents_print(&gold, o->recase, stdout)
                   ? GOOD
                   : complain("no such case: ", o->recase);
  corpus_free(&gold);
  return status;
}

static int run_findings(const options *o) {
  corpus found;
  if (!load(o->files[1], &found)) return MISUSED;
  findings_print(&found, stdout);
  corpus_free(&found);
  return GOOD;
}

static int run_compare(const options *o) {
  corpus found;
  FILE *expected = fopen(o->files[1], "rb");
  if (expected == NULL) return complain("cannot be opened: ", o->files[1]);
  int status = MISUSED;
  if (load(o->files[2], &found)) {
    status = findings_compare(expected, &found, stdout) > 0 ? BELOW : GOOD;
    corpus_free(&found);
  }
  fclose(expected);
  return status;
}

int main(int count, char **words) {
  static const struct {
    const char *name;
    size_t files;
    int (*run)(const options *);
  } commands[] = {{"docs", 2, run_docs},
                  {"findings", 2, run_findings},
                  {"compare", 3, run_compare}};
  options o;
  if (!read_options(count, words, &o) || o.file_count == 0) {
    fputs(usage, stderr);
    return MISUSED;
  }
  size_t files = 3;
  int (*run)(const options *) = run_scores;
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
    if (strcmp(commands[i].name, o.files[0]) != 0) continue;
    files = commands[i].files;
    run = commands[i].run;
  }
  if (o.file_count != files) {
    fputs(usage, stderr);
    return MISUSED;
  }
  int status = run(&o);
  if (fflush(stdout) != 0) return complain("cannot write", "");
  return status;
}
