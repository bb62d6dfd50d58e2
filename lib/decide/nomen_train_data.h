/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_DECIDE_TRAIN_DATA_H
#define NOMEN_DECIDE_TRAIN_DATA_H

/* Documents turned into numbered features, and estimates into lines of weights. */

#include "decide/estimate.h"
#include "decide/nomen_train_corpus.h"

/* Evidence that is given up, by a piece of its name: for ablation. */
typedef struct train_without {
  const char *pieces[16];
  size_t count;
} train_without;

typedef struct train_data {
  nomenp_training training;
  uint64_t *keys;         /* of each feature */
  size_t *document_first; /* first site of each document */
  bool is_second;
} train_data;

/* Number the evidence of all documents, for the first or the second pass.
 * Evidence met fewer than `least` times is none. */
bool train_data_make(train_data *data, const train_corpus *corpus,
                     bool is_second, unsigned least, uint32_t source_count,
                     const bool *has_offset, const train_without *without);
void train_data_free(train_data *data);

/* Append the lines of an estimate: transitions, then evidence by name. */
bool train_data_write(const train_data *data, const train_corpus *corpus,
                      const nomenp_estimate *estimate, nomenp_buffer *out);

#endif
