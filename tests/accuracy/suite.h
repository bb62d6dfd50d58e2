/* SPDX-License-Identifier: MIT */
/*
 * Suites of short texts, each with all that is to be found in it:
 * {"id", "text", "ref", "expect": [{"start", "end", "type", "value", "unit"}],
 * "first_only"?}. A suite asks for money or for dates, not for both.
 *
 *   spans   texts of which exactly what is expected was found, and nothing
 *           besides ("first_only": only the first thing found counts)
 *   values  expected items found exactly and with the right value
 *   units   expected money found exactly and with the right currency
 *   quiet   texts in which nothing is expected and nothing was found
 */
#ifndef NOMEN_TESTS_SUITE_H
#define NOMEN_TESTS_SUITE_H

#include "corpus.h"
#include "tally.h"

void score_suite(const corpus *suite, const corpus *found, scores *out);

#endif
