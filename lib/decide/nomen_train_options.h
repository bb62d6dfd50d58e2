/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_DECIDE_TRAIN_OPTIONS_H
#define NOMEN_DECIDE_TRAIN_OPTIONS_H

/* The command line of nomen-train, and what it asks for. */

#include "decide/nomen_train_data.h"

enum { TRAIN_EXIT_GOOD = 0, TRAIN_EXIT_BAD_INPUT = 1, TRAIN_EXIT_USAGE = 2 };

#define TRAIN_LIST_MAX 32

typedef struct train_settings {
  train_source sources[TRAIN_LIST_MAX];
  uint32_t source_count;
  const char *dev[TRAIN_LIST_MAX];
  size_t dev_count;
  const char *weights[TRAIN_LIST_MAX];
  size_t weights_count;
  const char *folder;
  const char *pack;
  const char *predictions;
  train_without without;
  uint64_t seed;
  unsigned epochs;
  unsigned least;
  unsigned shuffles;
  double penalty;
  double rate;
  double dropped;
} train_settings;

/* Say what is wrong on standard error; always false. */
bool train_complain(const char *what, const char *detail);

/* Cuts argv's texts up where they stand.  True to go on; else *status is the
 * exit status. */
bool train_options_read(int argc, char **argv, train_settings *s, int *status);

#endif
