/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_PATTERN_EXPAND_H
#define NOMEN_PATTERN_EXPAND_H

/*
 * From the expressions of a pattern file to one that PCRE2 compiles.
 *
 * - {name} stands for the part of that name, as a group.  Parts may be defined
 *   anywhere; none may hold itself.
 * - A space stands for white space with at most one line break in it, so that a
 *   pattern holds in hard-wrapped text.  {gap} says the same where a space cannot
 *   stand; a line break of the pattern file means nothing, and a "|" with white
 *   space on both sides of it takes that with it.  A space in [...] is a space.
 * - Of a word list every word stands as it is written; a space in it as above, a
 *   full stop at its end may be missing in the text, "'" is either apostrophe.
 *   Longer words are tried first.
 * - Everything else is PCRE2's: UTF-8, letters of either case (but with "case
 *   exact" in the rule), ASCII \d and \w, duplicate names allowed.
 */

#include "base/buffer.h"
#include "pattern/source.h"

#define NOMENP_EXPRESSION_MAX 65536u /* bytes, expanded */
#define NOMENP_PART_DEPTH_MAX 24u

/* Where in the files a byte of an expanded expression came from. */
typedef struct nomenp_origin {
  size_t watched; /* offset in the expansion asked about */
  bool is_found;
  uint32_t file;
  uint32_t offset;
} nomenp_origin;

/* Append the expansion of `expression` to *out.  With `origin`, expand only to
 * learn where its watched byte came from. */
nomen_status nomenp_expand(const nomenp_sources *sources,
                           nomenp_slice expression, nomenp_buffer *out,
                           nomenp_origin *origin);

#endif
