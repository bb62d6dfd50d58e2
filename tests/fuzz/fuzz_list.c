/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a list, of the class that the first byte chooses (users' own and
 * deny lists among them): an error with its place, or lists that open and find.
 */
#include <stdint.h>

#include "gazetteer/builder.h"
#include "use_lists.h"

static void use_image(const nomenp_buffer *image, const char *bytes,
                      size_t size) {
  nomenp_gazetteer *g;
  nomen_error error;

  HOLDS(nomenp_gazetteer_open(&nomenp_memory_default, image->bytes, image->size,
                              &g, &error) == NOMEN_OK);
  use_lists(g, bytes, size);
  nomenp_gazetteer_close(g);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  nomenp_gazetteer_builder *builder;
  nomenp_buffer image;
  nomen_error error;
  nomen_status status;
  const char *bytes = (const char *)data + 1;

  if (size == 0) return 0;
  nomenp_buffer_init(&image, &nomenp_memory_default);
  HOLDS(nomenp_gazetteer_builder_new(&nomenp_memory_default, &builder) ==
        NOMEN_OK);
  status =
      nomenp_gazetteer_builder_add(builder, data[0] % (NOMENP_LIST_DENY + 1),
                                   "list", bytes, size - 1, &error);
  HOLDS(status == NOMEN_OK ||
        (status == NOMEN_ELIST && error.line > 0 && error.column > 0));
  if (status == NOMEN_OK) {
    HOLDS(nomenp_gazetteer_builder_finish(builder, &image, &error) == NOMEN_OK);
    use_image(&image, bytes, size - 1);
  }
  nomenp_gazetteer_builder_free(builder);
  nomenp_buffer_fini(&image);
  return 0;
}
