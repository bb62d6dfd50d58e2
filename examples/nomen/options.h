/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_EXAMPLE_OPTIONS_H
#define NOMEN_EXAMPLE_OPTIONS_H

/* The command line of the extractor. */

#include <stdbool.h>

#include <nomen/nomen.h>

/* What the process ends with. */
enum exit_code {
  EXIT_DONE = 0,
  EXIT_DOCUMENT = 1, /* one document or more failed; the others were done */
  EXIT_USAGE = 2,
  EXIT_IO = 3,       /* an input cannot be read, the output cannot be written */
  EXIT_ENGINE = 4    /* a pack, list or pattern file is bad */
};

enum input_form { FROM_TEXT, FROM_JSONL };
enum output_form { TO_TEXT, TO_JSON, TO_JSONL, TO_TSV };

#define SOURCES_MAX 64

typedef struct options {
  enum input_form from;
  enum output_form to;
  nomen_unit unit;
  int jobs; /* threads that read documents */
  nomen_engine_options engine;
  nomen_extract_options extract;
  nomen_source sources[SOURCES_MAX];
  char **files; /* none: standard input */
  int file_count;
} options;

/* Read the command line.  True to go on; else *status is what to exit with: help and
 * version were printed, or a complaint was. */
bool options_read(int argc, char **argv, options *out, int *status);

#endif
