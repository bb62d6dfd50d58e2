/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a pack, with the checksum put right unless the first byte is a
 * multiple of 64, so that what lies behind it is reached: an error, or lists
 * that can be used, and an engine that reads a text.
 */
#include <stdint.h>

#include "pack/pack.h"
#include "use_lists.h"

static const char text[] =
    "The New York Times said New York City and the WHO of U.S. York had "
    "Johnson & Johnson at Stoke-on-Trent with Jean-Pierre in 1998. Mr. Jean "
    "Smith, Ltd. in Lagos, said \"Yes\" of $5.";

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

static void use_engine(const void *pack, size_t size) {
  nomen_engine_options options = NOMEN_ENGINE_OPTIONS_INIT;
  nomen_engine *engine = NULL;
  nomen_document *document = NULL;
  nomen_error error;
  char *json = NULL;

  options.flags = NOMEN_ENGINE_NO_JIT;
  options.pack_bytes = pack;
  options.pack_size = size;
  if (nomen_engine_new(&options, &engine, &error) != NOMEN_OK) {
    HOLDS(engine == NULL && error.code < 0);
    return;
  }
  HOLDS(nomen_extract(engine, text, sizeof(text) - 1, NULL, &document, NULL) ==
        NOMEN_OK);
  HOLDS(nomen_document_json(document, NULL, NOMEN_UNIT_UTF16, &json, NULL) ==
        NOMEN_OK);
  nomen_string_free(document, json);
  nomen_document_free(document);
  nomen_engine_free(engine);
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
  if (nomenp_pack_open(copy, size, &pack, &error) == NOMEN_OK) {
    use_pack(&pack, &error);
    use_engine(copy, size);
  }
  free(copy);
  return 0;
}
