/* SPDX-License-Identifier: MIT */
/*
 * What nomen finds in our own articles, one line a record, kept beside the
 * tests: a change that alters it shows what it altered, record by record.
 *
 *   article <tab> type <tab> start-end <tab> text <tab> value <tab> entity
 *
 * Tab, line feed and backslash in a field are \t, \n and \\; a field that is
 * not known is "-".
 */
#ifndef NOMEN_TESTS_FINDINGS_H
#define NOMEN_TESTS_FINDINGS_H

#include "corpus.h"

/* Print the records of what nomen printed as JSON Lines. */
void findings_print(const corpus *found, FILE *out);

/* Print how `found` differs from the lines of `expected`, and return how many
   records do. */
size_t findings_compare(FILE *expected, const corpus *found, FILE *out);

#endif
