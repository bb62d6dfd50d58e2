/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_GAZETTEER_BUILDER_H
#define NOMEN_GAZETTEER_BUILDER_H

/*
 * From list files to an image: used by nomen-pack for the built-in lists and by the
 * engine for the user's own.  The same sources give the same bytes.
 */

#include "base/buffer.h"
#include "gazetteer/class.h"

typedef struct nomenp_gazetteer_builder nomenp_gazetteer_builder;

nomen_status nomenp_gazetteer_builder_new(const nomen_allocator *memory,
                                          nomenp_gazetteer_builder **out);
void nomenp_gazetteer_builder_free(nomenp_gazetteer_builder *builder);

/* Add a list file.  `list` is its class, or NOMENP_LIST_COUNT for a user's list: then
 * the column "type" decides each row.  A bad row (no name, unknown type, not UTF-8,
 * a number that is none, too many cells, more than 16 tokens) is NOMEN_ELIST with line and
 * column, and nothing of the file stays. */
nomen_status nomenp_gazetteer_builder_add(nomenp_gazetteer_builder *builder,
                                          nomenp_list_class list,
                                          const char *label, const char *bytes,
                                          size_t size, nomen_error *error);

/* Append the image to `image` (aligned to 8 from the buffer's start). */
nomen_status nomenp_gazetteer_builder_finish(nomenp_gazetteer_builder *builder,
                                             nomenp_buffer *image,
                                             nomen_error *error);

#endif
