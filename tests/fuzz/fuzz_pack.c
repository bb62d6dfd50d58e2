/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a pack, with the checksum put right unless the first byte is a
 * multiple of 64, so that what lies behind it is reached: an error, or lists
 * that can be used.
 */
#include <stdint.h>

#include "pack/pack.h"
#include "use_lists.h"

static const char text[] =
    "The New York Times said New York City and the WHO of U.S. York had "
    "Johnson & Johnson at Stoke-on-Trent with Jean-Pierre.";

static void use_pack(const nomenp_pack *pack, nomen_error *error) {
  const void *lists = pack->sections[NOMENP_SECTION_GAZETTEER].bytes;
  size_t size = pack->sections[NOMENP_SECTION_GAZETTEER].size, count;
  nomenp_pattern_file *files;
  nomenp_gazetteer *g;
  nomenp_arena arena;

  nomenp_arena_init(&arena, &nomenp_memory_default);
  if (nomenp_pack_patterns(pack, &arena, &files, &count, error) == NOMEN_OK)
    for (size_t i = 0; i < count; i++)
      HOLDS(strlen(files[i].label) < SIZE_MAX);
  nomenp_arena_fini(&arena);
  if (lists == NULL || nomenp_gazetteer_open(&nomenp_memory_default, lists,
                                             size, &g, error) != NOMEN_OK)
    return;
  use_lists(g, text, sizeof(text) - 1);
  nomenp_gazetteer_close(g);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char *copy;
  nomenp_pack pack;
  nomen_error error;
  uint64_t sum;

  if (size < 2) return 0;
  size--;
  copy = malloc(size);
  HOLDS(copy != NULL);
  memcpy(copy, data + 1, size);
  if (data[0] % 64 != 0 && size >= 16 && size % 8 == 0) {
    sum = nomenp_pack_checksum(copy, size - sizeof(sum));
    memcpy(copy + size - sizeof(sum), &sum, sizeof(sum));
  }
  if (nomenp_pack_open(copy, size, &pack, &error) == NOMEN_OK)
    use_pack(&pack, &error);
  free(copy);
  return 0;
}
