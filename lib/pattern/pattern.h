/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_PATTERN_PATTERN_H
#define NOMEN_PATTERN_PATTERN_H

/*
 * Compiled patterns.  A pattern file holds named parts and rules; a rule has a
 * name ("date.month-day"), a kind, triggers (words, or classes of token), a
 * regular expression made of parts, and further "key value" lines that value
 * code reads (an operation and its arguments).  The form of a file is said in
 * source.h, that of expressions in expand.h, that of triggers in trigger.h.
 *
 * A rule is tried, anchored, only at tokens that trigger it; it sees all text
 * before the token, and after it at most NOMENP_MATCH_MAX bytes and nothing
 * past the paragraph: no match crosses a blank line.  A match is not empty and
 * never ends inside a word (but for a capital after a small letter: text glued
 * together). Each try may take so many steps and no more: what goes past that
 * is no match.
 *
 * PCRE2 is known in this room only.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "text/text.h"

typedef struct nomenp_patterns nomenp_patterns; /* frozen; shared by threads */

#define NOMENP_PATTERN_NO_JIT 1u
/* Try every rule wherever it is triggered: learn no conditions.  The matches
 * are the same. */
#define NOMENP_PATTERN_UNCONDITIONAL 2u
#define NOMENP_MATCH_MAX 512u     /* bytes of a match: keeps the scan linear */
#define NOMENP_MATCH_LIMIT 10000u /* steps of a try, by default */

/* Compile the files given: a pack's first, then the user's.  A rule sees the
 * parts of every file, those of its own first; names of rules are unique over
 * all.  NOMEN_EPATTERN with file, line and column of the fault.  match_limit 0:
 * the default. */
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
/* The value of a further line of the rule ("" when it has none), or NULL; of
 * several lines of one key the first. */
const char *nomenp_patterns_rule_value(const nomenp_patterns *patterns,
                                       size_t rule, const char *key);

/* NOMEN_EPATTERN where the rule says its kind, in the files it was compiled from: for
 * those who read its matches and cannot. */
nomen_status nomenp_patterns_refuse(const nomenp_patterns *patterns,
                                    size_t rule,
                                    const nomenp_pattern_file *files,
                                    const char *message, nomen_error *error);

/* Named captures are numbered over all rules, so that value code resolves a
 * name once, when the engine is made.  -1: no rule has it. */
int nomenp_patterns_capture(const nomenp_patterns *patterns, const char *name);

typedef struct nomenp_capture {
  uint16_t name;  /* number of the capture's name */
  uint32_t start; /* bytes */
  uint32_t end;
} nomenp_capture;

typedef struct nomenp_match {
  uint32_t rule;
  uint32_t token; /* the first one */
  uint32_t start; /* bytes; start of that token */
  uint32_t end;
  const nomenp_capture *captures; /* those that are set, by group number */
  uint32_t capture_count;
} nomenp_match;

/* The first capture of that number, or NULL if not set (or capture is -1). */
const nomenp_capture *nomenp_match_capture(const nomenp_match *match,
                                           int capture);

typedef struct nomenp_match_list {
  nomenp_match *items;
  size_t count;
  size_t capacity;
  nomenp_arena *arena; /* of the items; NULL: that of their captures */
} nomenp_match_list;

/* One match at most of every rule at every token that triggers it, appended to
 * *out in order of start, then longest first, then order of rules.
 * Captures are in the arena.  NOMEN_ENOMEM. */
nomen_status nomenp_patterns_scan(const nomenp_patterns *patterns,
                                  nomenp_arena *arena, const nomenp_text *text,
                                  nomenp_match_list *out);

#endif
