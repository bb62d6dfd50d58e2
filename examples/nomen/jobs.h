/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_EXAMPLE_JOBS_H
#define NOMEN_EXAMPLE_JOBS_H

/*
 * Documents read in several threads: put in by one thread, which takes them out
 * again, done, in the same order.  A fixed number of them is on its way, so that
 * memory does not grow with the input.
 */

#include <stdbool.h>
#include <stddef.h>

#include "input.h"

typedef struct job {
  input_document in; /* its strings are the job's own */
  nomen_status status;
  nomen_error error; /* when status is not NOMEN_OK */
  char *out;
  size_t out_size;
  void *strings[4]; /* of `in` */
  bool is_done;
} job;

/* Called in one of the threads for each job: sets status and error, and prints into
 * `file`, which becomes `out`. */
typedef void (*job_work)(const void *context, job *j, FILE *file);

typedef struct jobs jobs;

/* NULL where threads cannot be had: then the caller does without. */
jobs *jobs_new(int threads, job_work work, const void *context);
/* Stops: what no thread has begun is not done. */
void jobs_free(jobs *all);

bool jobs_are_full(const jobs *all);
/* Put a copy of a document in; not when they are full.  False when memory is out. */
bool jobs_put(jobs *all, const input_document *in);
/* The oldest, when it is done; NULL when there is none.  It lives until the next
 * jobs_take() or jobs_put(). */
job *jobs_take(jobs *all);

#endif
