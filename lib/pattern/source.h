/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_PATTERN_SOURCE_H
#define NOMEN_PATTERN_SOURCE_H

/*
 * Pattern files, read into parts and rules.  Nothing is copied: everything is a
 * slice of a file, so that any fault can be traced to its line and column.
 *
 *   # A comment: a line whose first character is "#".
 *   part day = [12][0-9] | 3[01] | 0?[1-9]
 *   words month = January | Jan. | February | Feb.
 *     | March | Mar.
 *
 *   rule date.month-day
 *     kind     date
 *     trigger  words:month
 *     match    (?<month>{month}) (?<day>{day})
 *              | (?<day>{day}) of (?<month>{month})
 *     op       absolute
 *
 * A statement begins in the first column; a line of a rule is indented, and a line
 * indented deeper than the one before goes on with it.  What the regular
 * expressions mean is said in expand.h, what triggers mean in trigger.h.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "pattern/pattern.h"

#define NOMENP_PATTERN_FILE_MAX (1u << 20) /* bytes */
#define NOMENP_PATTERN_RULES_MAX 1024u
#define NOMENP_PATTERN_PARTS_MAX 16384u

typedef struct nomenp_slice { /* bytes of a file; empty: not given */
  uint32_t file;
  uint32_t start;
  uint32_t end;
} nomenp_slice;

typedef struct nomenp_part {
  nomenp_slice name;
  nomenp_slice body;
  uint64_t hash;     /* of the name */
  bool is_word_list; /* `words`, not `part` */
} nomenp_part;

typedef struct nomenp_setting { /* a line of a rule */
  nomenp_slice key;
  nomenp_slice value;
} nomenp_setting;

typedef struct nomenp_source_rule {
  nomenp_slice name;
  nomenp_setting *settings;
  size_t count;
  size_t capacity;
} nomenp_source_rule;

typedef struct nomenp_sources {
  const nomenp_pattern_file *files;
  size_t file_count;
  nomenp_arena *arena;
  nomen_error *error;
  nomenp_part *parts;
  size_t part_count;
  size_t part_capacity;
  nomenp_source_rule *rules;
  size_t rule_count;
  size_t rule_capacity;
} nomenp_sources;

/* Fill parts and rules from the files.  Names of rules are unique over all of them,
 * names of parts within one. */
nomen_status nomenp_sources_read(nomenp_sources *sources);

/* Set the error, with file, line and column, and return NOMEN_EPATTERN. */
nomen_status nomenp_sources_fail(const nomenp_sources *sources, uint32_t file,
                                 uint32_t offset, const char *message,
                                 nomenp_slice detail);

const char *nomenp_slice_bytes(const nomenp_sources *sources,
                               nomenp_slice slice);
static inline size_t nomenp_slice_size(nomenp_slice slice) {
  return slice.end - slice.start;
}
bool nomenp_slice_is(const nomenp_sources *sources, nomenp_slice slice,
                     const char *text);

/* The part that `name` means in a file: the file's own, else the first of another
 * file; or NULL. */
const nomenp_part *nomenp_sources_part(const nomenp_sources *sources,
                                       uint32_t file, const char *name,
                                       size_t size);

/* Cut the next item off *rest: what stands before the next of `separators`,
 * without white space and comment lines around it.  False when nothing is left. */
bool nomenp_slice_next(const nomenp_sources *sources, nomenp_slice *rest,
                       const char *separators, nomenp_slice *out);

#endif
