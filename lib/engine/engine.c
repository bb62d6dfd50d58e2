/* SPDX-License-Identifier: MIT */
/* Making and freeing an engine: the pack first, then room after room. */
#include "engine/engine.h"

#include <string.h>

#include "base/error.h"

#define VERSION_TEXT_(a, b, c) #a "." #b "." #c
#define VERSION_TEXT(a, b, c) VERSION_TEXT_(a, b, c)

/* Enough for any honest try of the built-in patterns (the longest seen took
 * under 2,000 steps), and an end to any other within a millisecond. */
#define MATCH_LIMIT_DEFAULT 10000u

uint32_t nomen_version(void) {
  return NOMEN_VERSION_MAJOR * 10000 + NOMEN_VERSION_MINOR * 100 +
         NOMEN_VERSION_PATCH;
}

const char *nomen_version_string(void) {
  return VERSION_TEXT(NOMEN_VERSION_MAJOR, NOMEN_VERSION_MINOR,
                      NOMEN_VERSION_PATCH);
}

bool nomenp_options_take(const void *options, size_t size, void *out,
                         size_t out_size) {
  if (size < sizeof(size_t)) return false;
  memcpy(out, options, size < out_size ? size : out_size);
  return true;
}

static nomen_status open_pack(nomen_engine *engine,
                              const nomen_engine_options *options,
                              nomen_error *error) {
  const void *bytes = nomenp_pack_default;
  size_t size = nomenp_pack_default_size;
  nomen_status status;

  if (options->pack_path != NULL) {
    status = nomenp_file_open(&engine->memory, options->pack_path,
                              &engine->pack_file, error);
    if (status != NOMEN_OK) return status;
    bytes = engine->pack_file.bytes;
    size = engine->pack_file.size;
  } else if (options->pack_bytes != NULL) {
    bytes = options->pack_bytes;
    size = options->pack_size;
  }
  status = nomenp_pack_open(bytes, size, &engine->pack, error);
  if (status != NOMEN_OK && options->pack_path != NULL)
    nomenp_error_locate(error, options->pack_path, 0, 0);
  return status;
}

/* In the pack that is linked in nothing can have changed since it was built. */
static nomen_status open_lists(nomen_engine *engine,
                               const nomen_engine_options *options,
                               nomen_error *error) {
  bool is_own = options->pack_path == NULL && options->pack_bytes == NULL;
  const void *bytes = engine->pack.sections[NOMENP_SECTION_GAZETTEER].bytes;
  size_t size = engine->pack.sections[NOMENP_SECTION_GAZETTEER].size;

  return (is_own ? nomenp_gazetteer_open_built : nomenp_gazetteer_open)(
      &engine->memory, bytes, size, &engine->gazetteer, error);
}

static nomen_status open_rooms(nomen_engine *engine,
                               const nomen_engine_options *options,
                               nomen_error *error) {
  const nomenp_pack *pack = &engine->pack;
  const nomen_allocator *memory = &engine->memory;
  nomen_status status;

  status = open_lists(engine, options, error);
  if (status != NOMEN_OK) return status;
  status = nomenp_model_new(
      memory, pack->sections[NOMENP_SECTION_WEIGHTS].bytes,
      pack->sections[NOMENP_SECTION_WEIGHTS].size, &engine->model, error);
  if (status != NOMEN_OK) return status;
  status = nomenp_sources_load_patterns(engine, options, error);
  if (status != NOMEN_OK) return status;
  status = nomenp_dates_new(memory, engine->patterns, &engine->dates, error);
  if (status != NOMEN_OK) return status;
  status = nomenp_currencies_load(engine, error);
  if (status != NOMEN_OK) return status;
  return nomenp_sources_load_lists(engine, options, error);
}

static nomen_status check_options(const nomen_engine_options *options,
                                  nomen_error *error) {
  if (options->pack_path != NULL && options->pack_bytes != NULL)
    return nomenp_error_set(error, NOMEN_EARG, 0,
                            "a pack by path and another as bytes");
  if (options->source_count != 0 && options->sources == NULL)
    return nomenp_error_set(error, NOMEN_EARG, 0, "sources without an array");
  return NOMEN_OK;
}

nomen_status nomen_engine_new(const nomen_engine_options *options,
                              nomen_engine **out, nomen_error *error) {
  nomen_engine_options taken = NOMEN_ENGINE_OPTIONS_INIT;
  const nomen_allocator *memory;
  nomen_engine *engine;
  nomen_status status;

  if (out == NULL)
    return nomenp_error_set(error, NOMEN_EARG, 0, "nowhere to put the engine");
  *out = NULL;
  if (options != NULL &&
      !nomenp_options_take(options, options->size, &taken, sizeof(taken)))
    return nomenp_error_set(error, NOMEN_EARG, 0, "options of no size");
  status = check_options(&taken, error);
  if (status != NOMEN_OK) return status;
  if (taken.match_limit == 0) taken.match_limit = MATCH_LIMIT_DEFAULT;

  memory = taken.allocator != NULL ? taken.allocator : &nomenp_memory_default;
  engine = nomenp_memory_allocate_zeroed(memory, sizeof(*engine));
  if (engine == NULL) return nomenp_error_memory(error);
  engine->memory = *memory;
  for (int role = 0; role < NOMENP_USER_ROLES; role++)
    nomenp_buffer_init(&engine->user_images[role], &engine->memory);
  engine->pool = nomenp_pool_new(&engine->memory);
  status = engine->pool != NULL ? open_pack(engine, &taken, error)
                                : nomenp_error_memory(error);
  if (status == NOMEN_OK) status = open_rooms(engine, &taken, error);
  if (status != NOMEN_OK) {
    nomen_engine_free(engine);
    return status;
  }
  *out = engine;
  return NOMEN_OK;
}

void nomen_engine_free(nomen_engine *engine) {
  nomen_allocator memory;

  if (engine == NULL) return;
  memory = engine->memory;
  nomenp_pool_free(engine->pool);
  for (int role = 0; role < NOMENP_USER_ROLES; role++) {
    nomenp_gazetteer_close(engine->user[role]);
    nomenp_buffer_fini(&engine->user_images[role]);
  }
  nomenp_money_free(engine->money);
  nomenp_dates_free(engine->dates);
  nomenp_patterns_free(engine->patterns);
  nomenp_model_free(engine->model);
  nomenp_gazetteer_close(engine->gazetteer);
  nomenp_file_close(&memory, &engine->pack_file);
  nomenp_memory_release(&memory, engine);
}

int nomen_engine_has_jit(const nomen_engine *engine) {
  return engine != NULL && nomenp_patterns_have_jit(engine->patterns);
}
