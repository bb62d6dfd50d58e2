/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_DECIDE_RULES_H
#define NOMEN_DECIDE_RULES_H

/*
 * What holds whatever the weights say: names of the user's own and denied ones, and
 * where a name may begin and end.
 */

#include "decide/names.h"
#include "evidence/evidence.h"

#define NOMENP_MASK_ALL 0x1fffu
#define NOMENP_MASK_OUTSIDE 1u

/* One mask a site: bit l set, label l is allowed. */
void nomenp_rules_mask(const nomenp_evidence *evidence,
                       const nomenp_fixed *fixed, size_t fixed_count,
                       uint16_t *masks);

/* Take off a name's edges what can be no part of it; false if nothing is left. */
bool nomenp_rules_trim(const nomenp_text *text, nomenp_name *name);

#endif
