/* SPDX-License-Identifier: MIT */
/*
 * Linking over any text: the first byte picks the types of the names, the rest is
 * the text.  What the result promises is checked.
 */
#include <stdlib.h>

#include "../unit/linking.h"
#include "text/utf8.h"

static lists small;

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc;
  (void)argv;
  if (lists_open(&small, linking_sources, LINKING_SOURCES, NULL) != NOMEN_OK)
    abort();
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const patterns[] = {"P", "O", "L", "PO", "POL", "LLPPO"};
  linking l;
  if (size < 2) return 0;
  uint8_t *bytes = malloc(size - 1);
  if (bytes == NULL) return 0;
  memcpy(bytes, data + 1, size - 1);
  nomenp_utf8_repair(bytes, size - 1);
  if (!linking_prepare(&l, small.gazetteer, (const char *)bytes, size - 1,
                       patterns[data[0] % 6], &nomenp_memory_default) ||
      linking_run(&l, small.gazetteer) != NOMEN_OK || !linking_holds(&l))
    abort();
  linking_fini(&l);
  free(bytes);
  return 0;
}
