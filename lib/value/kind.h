/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_VALUE_KIND_H
#define NOMEN_VALUE_KIND_H

/* Whether the rules of pattern files are of kinds that some reader knows. */

#include "pattern/pattern.h"

/* NOMEN_EPATTERN for a rule that would match and never be read: of a kind that
 * there is not, or a date's whose "op" there is not.  The files are those that
 * the patterns were compiled from. */
nomen_status nomenp_value_check_rules(const nomenp_patterns *patterns,
                                      const nomenp_pattern_file *files,
                                      nomen_error *error);

#endif
