/* SPDX-License-Identifier: MIT */
/* One table of options: name, argument, help, and what to do. */
#include "options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define JOBS_MAX 256

typedef bool (*taker)(options *o, const char *value);

typedef struct option {
  const char *name;
  const char *argument; /* NULL: takes none */
  taker take;           /* NULL: --help and --version */
  const char *help;
} option;

static bool take_word(const char *value, const char *const *words, int *out) {
  for (int i = 0; words[i] != NULL; i++)
    if (strcmp(value, words[i]) == 0) {
      *out = i;
      return true;
    }
  return false;
}

static bool take_from(options *o, const char *value) {
  static const char *const words[] = {"text", "jsonl", NULL};
  int which;

  if (!take_word(value, words, &which)) return false;
  o->from = (enum input_form)which;
  return true;
}

static bool take_to(options *o, const char *value) {
  static const char *const words[] = {"text", "json", "jsonl", "tsv", NULL};
  int which;

  if (!take_word(value, words, &which)) return false;
  o->to = (enum output_form)which;
  return true;
}

static bool take_units(options *o, const char *value) {
  static const char *const words[] = {"bytes", "characters", "utf16", NULL};
  int which;

  if (!take_word(value, words, &which)) return false;
  o->unit = (nomen_unit)which;
  return true;
}

static bool take_reference_date(options *o, const char *value) {
  o->extract.reference_date = value; /* the library says if it is none */
  return true;
}

static bool take_types(options *o, const char *value) {
  while (*value != '\0') {
    size_t size = strcspn(value, ",");
    int type = 0;
    for (; type < NOMEN_TYPE_COUNT; type++) {
      const char *name = nomen_type_name((nomen_type)type);
      if (strlen(name) == size && strncmp(name, value, size) == 0) break;
    }
    if (type == NOMEN_TYPE_COUNT) return false;
    o->extract.types |= NOMEN_TYPE_BIT(type);
    value += size;
    if (*value == ',') value++;
  }
  return o->extract.types != 0;
}

static bool take_min_confidence(options *o, const char *value) {
  char *end;
  double least = strtod(value, &end);

  if (*value == '\0' || *end != '\0' || !(least >= 0 && least <= 1))
    return false;
  o->extract.min_confidence = least;
  return true;
}

static bool take_jobs(options *o, const char *value) {
  char *end;
  long jobs = strtol(value, &end, 10);

  if (*value == '\0' || *end != '\0' || jobs < 1 || jobs > JOBS_MAX)
    return false;
  o->jobs = (int)jobs;
  return true;
}

static bool take_invalid(options *o, const char *value) {
  static const char *const words[] = {"refuse", "replace", NULL};
  int which;

  if (!take_word(value, words, &which)) return false;
  if (which == 1) o->extract.flags |= NOMEN_EXTRACT_REPLACE;
  return true;
}

static bool add_source(options *o, nomen_source_role role, const char *path) {
  static const nomen_source empty = NOMEN_SOURCE_INIT;
  nomen_source *source;

  if (o->engine.source_count == SOURCES_MAX) return false;
  source = &o->sources[o->engine.source_count++];
  *source = empty;
  source->role = role;
  source->path = path;
  return true;
}

static bool take_gazetteer(options *o, const char *value) {
  return add_source(o, NOMEN_SOURCE_NAMES_FIRST, value);
}

static bool take_names(options *o, const char *value) {
  return add_source(o, NOMEN_SOURCE_NAMES, value);
}

static bool take_deny(options *o, const char *value) {
  return add_source(o, NOMEN_SOURCE_DENY, value);
}

static bool take_patterns(options *o, const char *value) {
  return add_source(o, NOMEN_SOURCE_PATTERNS, value);
}

static bool take_pack(options *o, const char *value) {
  o->engine.pack_path = value;
  return true;
}

static bool take_explain(options *o, const char *value) {
  (void)value;
  o->extract.flags |= NOMEN_EXTRACT_EXPLAIN;
  return true;
}

static bool take_day_first(options *o, const char *value) {
  (void)value;
  o->extract.flags |= NOMEN_EXTRACT_DAY_FIRST;
  return true;
}

static bool take_no_jit(options *o, const char *value) {
  (void)value;
  o->engine.flags |= NOMEN_ENGINE_NO_JIT;
  return true;
}

static const option table[] = {
    {"--from", "text|jsonl", take_from,
     "form of the input: one document a file, or a JSON object a line"},
    {"--to", "text|json|jsonl|tsv", take_to,
     "form of the output (text: for people)"},
    {"--reference-date", "DATE", take_reference_date,
     "YYYY-MM-DD[THH:MM[:SS]], for \"last Thursday\" and its like"},
    {"--types", "TYPE,...", take_types,
     "only these of person, organisation, place, date, money"},
    {"--min-confidence", "0..1", take_min_confidence,
     "leave out names less sure than this"},
    {"--gazetteer", "FILE", take_gazetteer, "a list of names that always win"},
    {"--names", "FILE", take_names, "a list of names weighed like our own"},
    {"--deny", "FILE", take_deny, "a list of names never reported"},
    {"--patterns", "FILE", take_patterns, "further patterns for dates and money"},
    {"--pack", "FILE", take_pack, "a pack other than the one built in"},
    {"--units", "bytes|characters|utf16", take_units, "unit of offsets in JSON"},
    {"--invalid", "refuse|replace", take_invalid,
     "what to do with bytes that are not UTF-8"},
    {"--jobs", "NUMBER", take_jobs,
     "read so many documents at once, in threads; same output"},
    {"--day-first", NULL, take_day_first, "read 12/06/2011 as 12 June"},
    {"--explain", NULL, take_explain, "say why each record is there (text)"},
    {"--no-jit", NULL, take_no_jit, "interpret patterns: same records, slower"},
    {"--help", NULL, NULL, "print this and stop"},
    {"--version", NULL, NULL, "print the version and stop"},
};
#define TABLE_COUNT (sizeof(table) / sizeof(table[0]))

static void print_help(void) {
  puts("usage: nomen [OPTION...] [FILE...]\n\n"
       "Print the people, organisations, places, dates and amounts of money in\n"
       "news text.  Without FILE, or with -, standard input is read.\n");
  for (size_t i = 0; i < TABLE_COUNT; i++) {
    char left[64];
    snprintf(left, sizeof(left), "%s %s", table[i].name,
             table[i].argument != NULL ? table[i].argument : "");
    printf("  %-32s %s\n", left, table[i].help);
  }
  puts("\nExit status: 0 done, 1 some document failed, 2 bad usage, 3 input or\n"
       "output failed, 4 a pack, list or pattern file is bad.");
}

static bool complain(const char *what, const char *which, int *status) {
  fprintf(stderr, "nomen: %s: %s (see nomen --help)\n", which, what);
  *status = EXIT_USAGE;
  return false;
}

static const option *find_option(const char *argument, size_t *name_size) {
  *name_size = strcspn(argument, "=");
  for (size_t i = 0; i < TABLE_COUNT; i++)
    if (strlen(table[i].name) == *name_size &&
        strncmp(table[i].name, argument, *name_size) == 0)
      return &table[i];
  return NULL;
}

/* One option with its value, given as "--name value" or "--name=value". */
static bool take_option(options *o, int argc, char **argv, int *at,
                        int *status) {
  const char *argument = argv[*at], *value = NULL;
  size_t name_size;
  const option *found = find_option(argument, &name_size);

  if (found == NULL) return complain("unknown option", argument, status);
  if (found->take == NULL) {
    if (strcmp(found->name, "--help") == 0)
      print_help();
    else
      printf("nomen %s\n", nomen_version_string());
    *status = fflush(stdout) == 0 ? EXIT_DONE : EXIT_IO;
    return false;
  }
  if (argument[name_size] == '=') value = argument + name_size + 1;
  if (found->argument == NULL && value != NULL)
    return complain("takes no value", argument, status);
  if (found->argument != NULL && value == NULL) {
    if (*at + 1 >= argc) return complain("needs a value", argument, status);
    value = argv[++*at];
  }
  if (!found->take(o, value)) return complain("bad value", argument, status);
  return true;
}

bool options_read(int argc, char **argv, options *out, int *status) {
  static const nomen_engine_options engine = NOMEN_ENGINE_OPTIONS_INIT;
  static const nomen_extract_options extract = NOMEN_EXTRACT_OPTIONS_INIT;
  bool only_files = false;

  memset(out, 0, sizeof(*out));
  out->engine = engine;
  out->extract = extract;
  out->jobs = 1;
  out->files = argv + 1; /* file names move to the front of the array */
  for (int i = 1; i < argc; i++) {
    if (only_files || argv[i][0] != '-' || argv[i][1] == '\0')
      out->files[out->file_count++] = argv[i];
    else if (strcmp(argv[i], "--") == 0)
      only_files = true;
    else if (!take_option(out, argc, argv, &i, status))
      return false;
  }
  out->engine.sources = out->sources;
  return true;
}
