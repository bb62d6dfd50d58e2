/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_GAZETTEER_BUILDER_H
#define NOMEN_GAZETTEER_BUILDER_H

/*
 * From list files to an image: used by nomen-pack for the built-in lists and by
 * the engine for the user's own.  The same sources give the same bytes.
 */

#include "base/buffer.h"
#include "gazetteer/class.h"

typedef struct nomenp_gazetteer_builder nomenp_gazetteer_builder;

nomen_status nomenp_gazetteer_builder_new(const nomen_allocator *memory,
                                          nomenp_gazetteer_builder **out);
void nomenp_gazetteer_builder_free(nomenp_gazetteer_builder *builder);

/* In place of a class: lists of the user's own. */
#define NOMENP_LIST_USER                                                       \
  NOMENP_LIST_COUNT /* column "type" decides each row                          \
                     */
#define NOMENP_LIST_DENY                                                       \
  (NOMENP_LIST_COUNT + 1) /* no type: NOMENP_TYPE_ANY                          \
                           */

/* Add a list file.  `list` is its class, or one of the two above.  A bad row
 * (no name, unknown type, a number that is none, too many cells, more than
 * NOMENP_NAME_TOKENS_MAX words) is NOMEN_ELIST with line and column; after a
 * failure nothing can come of the builder but the same failure. */
nomen_status nomenp_gazetteer_builder_add(nomenp_gazetteer_builder *builder,
                                          unsigned list, const char *label,
                                          const char *bytes, size_t size,
                                          nomen_error *error);

/* Append the image to `image` (aligned to 8 from the buffer's start).  The
 * builder is used up: it can only be freed. */
nomen_status nomenp_gazetteer_builder_finish(nomenp_gazetteer_builder *builder,
                                             nomenp_buffer *image,
                                             nomen_error *error);

#endif
