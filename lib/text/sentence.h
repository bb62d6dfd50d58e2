/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_TEXT_SENTENCE_H
#define NOMEN_TEXT_SENTENCE_H

/* Where sentences begin: sets NOMENP_TOKEN_SENTENCE on tokens that are read. */

#include <stdint.h>

#include "text/text.h"

/* Returns the number of sentences. */
uint32_t nomenp_sentence_mark(const nomenp_lexicon *lexicon, nomenp_text *text);

#endif
