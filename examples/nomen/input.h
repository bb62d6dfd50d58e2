/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_EXAMPLE_INPUT_H
#define NOMEN_EXAMPLE_INPUT_H

/* Documents, one after another, from files of text or of JSON Lines. */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "options.h"

/* One document read.  Strings live until the next input_next(). */
typedef struct input_document {
  const char *name;           /* file, as given; "-" for standard input */
  size_t line;                /* of the file, from 1; 0 for a whole file */
  char *id;                   /* JSON text, or NULL */
  const char *text;
  size_t text_size;
  const char *reference_date; /* or NULL */
  /* Set when this is no document: "json" or "eio", what is wrong in ASCII, and the
   * offset in its line. */
  const char *fault_code;
  const char *fault;
  size_t fault_offset;
} input_document;

typedef struct input input;

/* NULL when memory is out. */
input *input_new(const options *o);
void input_free(input *in);

/* The next document; false at the end.  A file of text that cannot be read is a document
 * with a fault; one of JSON Lines is complained of on standard error and passed over,
 * since nobody knows its documents.  input_failed() tells of both. */
bool input_next(input *in, input_document *out);
bool input_failed(const input *in);

#endif
