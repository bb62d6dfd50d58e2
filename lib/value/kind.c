/* SPDX-License-Identifier: MIT */
/* A misspelt kind would cost time at every trigger and never give a record. */
#include "value/kind.h"

#include <string.h>

#include "value/date_words.h"
#include "value/money.h"

static const char *fault_of(const nomenp_patterns *patterns, size_t rule) {
  static const char *const kinds[] = {"not", "words"};
  const char *kind = nomenp_patterns_rule_kind(patterns, rule);

  if (strcmp(kind, "date") == 0)
    return nomenp_date_op_read(nomenp_patterns_rule_value(
               patterns, rule, "op")) == NOMENP_OP_NONE
               ? "a date needs an op: date, period, shift, duration, set, "
                 "fixed, "
                 "year-ago or nth"
               : NULL;
  for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
    if (strcmp(kind, kinds[i]) == 0) return NULL;
  return nomenp_money_knows_kind(kind) ? NULL : "there is no such kind of rule";
}

nomen_status nomenp_value_check_rules(const nomenp_patterns *patterns,
                                      const nomenp_pattern_file *files,
                                      nomen_error *error) {
  size_t count = nomenp_patterns_rule_count(patterns);

  for (size_t rule = 0; rule < count; rule++) {
    const char *fault = fault_of(patterns, rule);
    if (fault != NULL)
      return nomenp_patterns_refuse(patterns, rule, files, fault, error);
  }
  return NOMEN_OK;
}
