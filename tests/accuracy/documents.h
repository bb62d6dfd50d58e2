/* SPDX-License-Identifier: MIT */
/*
 * The documents of an annotated file as input for nomen --from jsonl.
 */
#ifndef NOMEN_TESTS_DOCUMENTS_H
#define NOMEN_TESTS_DOCUMENTS_H

#include "corpus.h"

/* Print id, text and reference date of each document. `recase` is NULL,
   "upper", "lower" or "title", else false comes back; only ASCII letters
   change, so that the gold's offsets still hold. */
bool documents_print(const corpus *gold, const char *recase, FILE *out);

#endif
