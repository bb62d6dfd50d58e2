/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_DECIDE_TRAIN_SCORE_H
#define NOMEN_DECIDE_TRAIN_SCORE_H

/* How well a model does on annotated documents, as extraction would. */

#include "decide/nomen_train_corpus.h"

typedef struct train_score {
  unsigned long right[3];
  unsigned long wrong[3];
  unsigned long missed[3];
} train_score;

/* Decide the names of every document; append records as JSON Lines to
 * `predictions` unless it is NULL. */
bool train_score_corpus(const nomenp_model *model,
                        const nomenp_gazetteer *gazetteer,
                        const train_corpus *corpus, train_score *out,
                        nomenp_buffer *predictions);
void train_score_print(const char *name, const train_score *score);

#endif
