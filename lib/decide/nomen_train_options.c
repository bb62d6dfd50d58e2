/* SPDX-License-Identifier: MIT */
/* Reading the command line of nomen-train. */
#include "decide/nomen_train_options.h"

#include <nomen/nomen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
    "usage: nomen-train [options] --source NAME=FILE[:how...] ... [-o DIR]\n"
    "       nomen-train [options] --weights FILE ... --dev FILE ...\n"
    "\n"
    "Estimate the weights by which names are decided from annotated documents,\n"
    "one a line: {\"text\": ..., \"entities\": [{\"start\", \"end\", \"type\"}]}.\n"
    "The same files, options and seed give the same weights.\n"
    "\n"
    "  --source NAME=FILE[:how...]  documents to learn from; how is any of\n"
    "                   offset   its evidence fires twice, once marked with its\n"
    "                            name; the marked weights are thrown away\n"
    "                   clean    leave out stretches where a first model is sure\n"
    "                            of a name that is not marked\n"
    "                   upper, title  change the case of its letters first\n"
    "                   every=N  use every N-th document\n"
    "                   hide=N   each document goes without N in 100 of the names\n"
    "                            that the lists know\n"
    "  --dev FILE       documents to score with the weights; any number\n"
    "  --weights FILE   do not estimate: score these weights; any number\n"
    "  -o DIR           write DIR/names1.tsv and DIR/names2.tsv\n"
    "  --pack FILE      take the lists from this pack; default: the built-in one\n"
    "  --predictions FILE  write what was found in the --dev files as JSON Lines\n"
    "  --without PIECE  give up evidence with this attribute (\"before=\")\n"
    "  --seed N         default 1\n"
    "  --epochs N       default 8\n"
    "  --penalty X      L1 over the whole of the data; default 1\n"
    "  --rate X         step; default 0.25\n"
    "  --drop X         share of its evidence that each sentence goes without, each\n"
    "                   time; default 0\n"
    "  --shuffles N     the mean of as many estimates, each in another order of the\n"
    "                   documents; default 1\n"
    "  --least N        evidence met less often is none; default 2\n"
    "  --help, --version\n"
    "\n"
    "Exit status: 0 done; 1 a file is missing or not well formed, or memory or the\n"
    "disk is out; 2 the command line is wrong.\n";

bool train_complain(const char *what, const char *detail) {
  fprintf(stderr, "nomen-train: %s%s%s\n", what, detail[0] ? ": " : "", detail);
  return false;
}

/* "NAME=FILE:how:how"; cuts the argument up where it stands. */
static bool take_source(train_settings *s, char *text) {
  train_source *source = &s->sources[s->source_count];
  char *equals = strchr(text, '='), *part;

  if (equals == NULL || s->source_count == TRAIN_LIST_MAX)
    return train_complain("no NAME=FILE", text);
  *equals = '\0';
  *source = (train_source){text, equals + 1, false, false, 1, CASE_KEPT, 0};
  for (part = strchr(equals + 1, ':'); part != NULL;) {
    char *next;
    *part++ = '\0';
    next = strchr(part, ':');
    if (next != NULL) *next = '\0';
    if (strcmp(part, "offset") == 0)
      source->has_offset = true;
    else if (strcmp(part, "clean") == 0)
      source->is_cleaned = true;
    else if (strcmp(part, "upper") == 0)
      source->recase = CASE_UPPER;
    else if (strcmp(part, "title") == 0)
      source->recase = CASE_TITLE;
    else if (strncmp(part, "hide=", 5) == 0 && atoi(part + 5) > 0)
      source->hidden = (unsigned)atoi(part + 5);
    else if (strncmp(part, "every=", 6) == 0 && atoi(part + 6) > 0)
      source->every = (unsigned)atoi(part + 6);
    else
      return train_complain("what is this of a source", part);
    part = next;
  }
  s->source_count++;
  return true;
}

static bool take_number(const char *text, double least, double *out) {
  char *end;

  *out = strtod(text, &end);
  if (end == text || *end != '\0' || !(*out >= least) || *out > 1e9)
    return train_complain("not a number that serves", text);
  return true;
}

static bool take_option(train_settings *s, const char *name, char *value) {
  double number = 0;

  if (strcmp(name, "--source") == 0) return take_source(s, value);
  if (strcmp(name, "--dev") == 0 && s->dev_count < TRAIN_LIST_MAX) {
    s->dev[s->dev_count++] = value;
  } else if (strcmp(name, "--weights") == 0 && s->weights_count < TRAIN_LIST_MAX) {
    s->weights[s->weights_count++] = value;
  } else if (strcmp(name, "--without") == 0 && s->without.count < 16) {
    s->without.pieces[s->without.count++] = value;
  } else if (strcmp(name, "-o") == 0) {
    s->folder = value;
  } else if (strcmp(name, "--pack") == 0) {
    s->pack = value;
  } else if (strcmp(name, "--predictions") == 0) {
    s->predictions = value;
  } else if (strcmp(name, "--seed") == 0) {
    if (!take_number(value, 0, &number)) return false;
    s->seed = (uint64_t)number;
  } else if (strcmp(name, "--epochs") == 0) {
    if (!take_number(value, 1, &number)) return false;
    s->epochs = (unsigned)number;
  } else if (strcmp(name, "--least") == 0) {
    if (!take_number(value, 1, &number)) return false;
    s->least = (unsigned)number;
  } else if (strcmp(name, "--shuffles") == 0) {
    if (!take_number(value, 1, &number)) return false;
    s->shuffles = (unsigned)number;
  } else if (strcmp(name, "--penalty") == 0) {
    return take_number(value, 0, &s->penalty);
  } else if (strcmp(name, "--drop") == 0) {
    if (!take_number(value, 0, &s->dropped)) return false;
    if (s->dropped >= 1) return train_complain("not a share", value);
  } else if (strcmp(name, "--rate") == 0) {
    return take_number(value, 1e-6, &s->rate);
  } else {
    return train_complain("no such option", name);
  }
  return true;
}

bool train_options_read(int argc, char **argv, train_settings *s,
                        int *status) {
  *s = (train_settings){.seed = 1, .epochs = 8, .least = 2, .shuffles = 1,
                        .penalty = 1.0, .rate = 0.25};
  *status = TRAIN_EXIT_USAGE;
  for (int i = 1; i < argc; i += 2) {
    if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "--version") == 0) {
      if (argv[i][2] == 'h')
        fputs(help, stdout);
      else
        printf("nomen-train %d.%d.%d\n", NOMEN_VERSION_MAJOR,
               NOMEN_VERSION_MINOR, NOMEN_VERSION_PATCH);
      *status = TRAIN_EXIT_GOOD;
      return false;
    }
    if (i + 1 == argc) return train_complain("this wants a value", argv[i]);
    if (!take_option(s, argv[i], argv[i + 1])) return false;
  }
  if ((s->source_count == 0) == (s->weights_count == 0))
    return train_complain("give --source or --weights; see --help", "");
  return true;
}
