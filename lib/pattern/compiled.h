/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_PATTERN_COMPILED_H
#define NOMEN_PATTERN_COMPILED_H

/* What compiling makes and scanning reads; inside the pattern room only. */

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "pattern/pattern.h"
#include "pattern/trigger.h"

#define NOMENP_NO_CAPTURE UINT16_MAX

typedef struct nomenp_rule {
  pcre2_code *code;
  bool has_jit;
  bool is_seldom; /* not worth machine code, which costs a start more than tries
                   */
  uint16_t group_count;
  const uint16_t *groups; /* number of the name of each group, from group 1 */
  const char *name;
  const char *kind;
  nomenp_slice kind_at;        /* where its file says so */
  const char *const *settings; /* key, value, key, value, ... */
  size_t setting_count;
} nomenp_rule;

struct nomenp_patterns {
  nomen_allocator memory; /* the caller's; PCRE2 gets a pointer to this copy */
  nomenp_arena arena;     /* everything below but PCRE2's own */
  pcre2_general_context *general;
  pcre2_match_context *limits;
  nomenp_rule *rules;
  size_t rule_count;
  uint32_t group_max; /* most groups of any rule */
  bool has_jit;       /* of every rule but those tried seldom */
  const char **captures;
  size_t capture_count;
  size_t capture_capacity;
  nomenp_triggers triggers;
};

#endif
