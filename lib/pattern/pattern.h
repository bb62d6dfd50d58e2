/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_PATTERN_PATTERN_H
#define NOMEN_PATTERN_PATTERN_H

/*
 * Compiled patterns.  A pattern file holds named parts and rules; a rule has a
 * name ("date.month-day"), a kind, triggers (words, or classes of token), a
 * regular expression made of parts, and further "key value" lines that value
 * code reads (an operation and its arguments).  A rule is tried, anchored, only at
 * tokens that trigger it.  PCRE2 is known in this room only.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "text/text.h"

typedef struct nomenp_patterns nomenp_patterns; /* frozen; shared by threads */
typedef struct nomenp_pattern_scratch nomenp_pattern_scratch; /* one a call */

#define NOMENP_PATTERN_NO_JIT 1u

/* Compile the files given (a pack's first, then the user's): `files` texts. */
typedef struct nomenp_pattern_file {
  const char *label; /* for errors */
  const char *bytes;
  size_t size;
} nomenp_pattern_file;

nomen_status nomenp_patterns_new(const nomen_allocator *memory,
                                 const nomenp_pattern_file *files,
                                 size_t file_count, uint32_t flags,
                                 uint32_t match_limit, nomenp_patterns **out,
                                 nomen_error *error);
void nomenp_patterns_free(nomenp_patterns *patterns);
bool nomenp_patterns_have_jit(const nomenp_patterns *patterns);

/* What a rule says besides its expression. */
size_t nomenp_patterns_rule_count(const nomenp_patterns *patterns);
const char *nomenp_patterns_rule_name(const nomenp_patterns *patterns,
                                      size_t rule);
const char *nomenp_patterns_rule_kind(const nomenp_patterns *patterns,
                                      size_t rule); /* "date", "money", "not" */
/* The value of a further line of the rule, or NULL. */
const char *nomenp_patterns_rule_value(const nomenp_patterns *patterns,
                                       size_t rule, const char *key);

/* Named captures are numbered over all rules, so that value code resolves a name
 * once, when the engine is made.  -1: no rule has it. */
int nomenp_patterns_capture(const nomenp_patterns *patterns, const char *name);
size_t nomenp_patterns_capture_count(const nomenp_patterns *patterns);

typedef struct nomenp_stretch { /* bytes; start > end: not captured */
  uint32_t start;
  uint32_t end;
} nomenp_stretch;

typedef struct nomenp_match {
  uint32_t rule;
  uint32_t start; /* bytes */
  uint32_t end;
  const nomenp_stretch *captures; /* by capture number; capture_count of them,
                                     or by a compacter scheme of the owner */
} nomenp_match;

typedef struct nomenp_match_list {
  nomenp_match *items;
  size_t count;
  size_t capacity;
} nomenp_match_list;

/* Every match of every rule at every token that triggers it, in order of start,
 * then longest first, then order of rules.  Memory from the arena. */
nomen_status nomenp_patterns_scan(const nomenp_patterns *patterns,
                                  nomenp_arena *arena, const nomenp_text *text,
                                  nomenp_match_list *out);

#endif
