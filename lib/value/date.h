/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_VALUE_DATE_H
#define NOMEN_VALUE_DATE_H

/*
 * Dates, times, durations and recurring times: from matches to values, in two
 * steps: what the words say, then what they mean in this document.
 */

#include "value/candidate.h"

typedef struct nomenp_dates nomenp_dates; /* capture numbers, holidays; frozen */

nomen_status nomenp_dates_new(const nomen_allocator *memory,
                              const nomenp_patterns *patterns,
                              nomenp_dates **out, nomen_error *error);
void nomenp_dates_free(nomenp_dates *dates);

/* "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM[:SS]"; false for anything else. */
bool nomenp_moment_read(const char *text, nomen_moment *out);

typedef struct nomenp_reference {
  bool is_known;
  nomen_moment moment;
  const char *source; /* "given", "dateline", "header", "first_date" */
} nomenp_reference;

/* Append the dates of a text to *out.  *reference: in, the one given or unknown; out,
 * the one used.  Memory from the arena. */
nomen_status nomenp_dates_read(const nomenp_dates *dates, nomenp_arena *arena,
                               const nomenp_value_input *input,
                               nomenp_reference *reference,
                               nomenp_candidate_list *out);

#endif
