/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_EXAMPLE_OUTPUT_H
#define NOMEN_EXAMPLE_OUTPUT_H

/* What is printed of a document, in each form.  All of it goes through stdio:
 * ferror() and fflush() tell the caller whether it arrived. */

#include <stdbool.h>
#include <stdio.h>

#include "input.h"

/* For people: aligned, grouped by type.  Colour when `colour`. */
void output_text(FILE *file, const input_document *in,
                 const nomen_document *document, bool explain, bool colour);

void output_tsv_header(FILE *file);
void output_tsv(FILE *file, const input_document *in,
                const nomen_document *document);

void output_json(FILE *file, const input_document *in,
                 const nomen_document *document, nomen_unit unit);
/* The line of a document that failed. */
void output_json_error(FILE *file, const input_document *in, const char *code,
                       const char *message, size_t offset);

#endif
