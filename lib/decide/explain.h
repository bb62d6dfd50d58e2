/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_DECIDE_EXPLAIN_H
#define NOMEN_DECIDE_EXPLAIN_H

/* Why a name was decided so: only for those who ask. */

#include "decide/model.h"

/* Fill the reasons of a name over sites [first, end): the weight of each piece of
 * evidence for the name's labels, less its weight for those of the runner-up (or
 * of no name at all, when there is none).  False when memory is out. */
bool nomenp_explain(const nomenp_model *model, nomenp_arena *arena,
                    const nomenp_evidence *evidence, size_t first, size_t end,
                    nomenp_name *name);

#endif
