/* SPDX-License-Identifier: MIT */
/* What a user brings: lists and patterns, from files or from memory. */
#include "engine/engine.h"

#include <string.h>

#include "base/error.h"
#include "gazetteer/builder.h"
#include "value/kind.h"

/* A source whose bytes are at hand, whether they came by path or not. */
typedef struct opened {
  nomen_source source;
  nomenp_file file;
  const char *label;
  const char *bytes;
  size_t size;
} opened;

/* Callers may have compiled against a shorter or longer nomen_source: the
 * stride of their array is the size its first item states. */
static nomen_status take_source(const nomen_engine_options *options,
                                size_t index, nomen_source *out,
                                nomen_error *error) {
  static const nomen_source defaults = NOMEN_SOURCE_INIT;
  size_t stride = options->sources[0].size;
  const char *at = (const char *)(const void *)options->sources;

  *out = defaults;
  if (stride < offsetof(nomen_source, path) ||
      !nomenp_options_take(at + index * stride, stride, out, sizeof(*out)))
    return nomenp_error_set(error, NOMEN_EARG, 0, "a source of no size");
  if ((unsigned)out->role > NOMEN_SOURCE_PATTERNS)
    return nomenp_error_set(error, NOMEN_EARG, 0, "a source of unknown role");
  if ((out->path == NULL) == (out->bytes == NULL))
    return nomenp_error_set(error, NOMEN_EARG, 0,
                            "a source needs either a path or bytes");
  return NOMEN_OK;
}

static nomen_status open_source(const nomen_allocator *memory,
                                const nomen_engine_options *options,
                                size_t index, opened *out, nomen_error *error) {
  nomen_status status;

  memset(out, 0, sizeof(*out));
  status = take_source(options, index, &out->source, error);
  if (status != NOMEN_OK) return status;
  out->bytes = out->source.bytes;
  out->size = out->source.bytes_size;
  out->label = out->source.label != NULL ? out->source.label : "(memory)";
  if (out->source.path == NULL) return NOMEN_OK;
  status = nomenp_file_open(memory, out->source.path, &out->file, error);
  if (status != NOMEN_OK) return status;
  out->label = out->source.path;
  out->bytes = out->file.bytes;
  out->size = out->file.size;
  return NOMEN_OK;
}

static void close_source(const nomen_allocator *memory, opened *source) {
  nomenp_file_close(memory, &source->file);
}

/* All lists of one role into one builder. */
static nomen_status add_lists(nomenp_gazetteer_builder *builder,
                              const nomen_allocator *memory,
                              const nomen_engine_options *options,
                              nomen_source_role role, nomen_error *error) {
  nomenp_list_class list =
      role == NOMEN_SOURCE_DENY ? NOMENP_LIST_DENY : NOMENP_LIST_COUNT;

  for (size_t i = 0; i < options->source_count; i++) {
    opened source;
    nomen_status status = open_source(memory, options, i, &source, error);
    if (status == NOMEN_OK && source.source.role == role)
      status = nomenp_gazetteer_builder_add(builder, list, source.label,
                                            source.bytes, source.size, error);
    close_source(memory, &source);
    if (status != NOMEN_OK) return status;
  }
  return NOMEN_OK;
}

static nomen_status has_role(const nomen_engine_options *options,
                             nomen_source_role role, bool *out,
                             nomen_error *error) {
  *out = false;
  for (size_t i = 0; i < options->source_count; i++) {
    nomen_source source;
    nomen_status status = take_source(options, i, &source, error);
    if (status != NOMEN_OK) return status;
    if (source.role == role) *out = true;
  }
  return NOMEN_OK;
}

static nomen_status load_role(nomen_engine *engine,
                              const nomen_engine_options *options,
                              nomen_source_role role, nomen_error *error) {
  nomenp_buffer *image = &engine->user_images[role];
  nomenp_gazetteer_builder *builder = NULL;
  bool wanted;
  nomen_status status = has_role(options, role, &wanted, error);

  if (status != NOMEN_OK || !wanted) return status;
  status = nomenp_gazetteer_builder_new(&engine->memory, &builder);
  if (status != NOMEN_OK) return nomenp_error_memory(error);
  status = add_lists(builder, &engine->memory, options, role, error);
  if (status == NOMEN_OK)
    status = nomenp_gazetteer_builder_finish(builder, image, error);
  nomenp_gazetteer_builder_free(builder);
  if (status != NOMEN_OK) return status;
  return nomenp_gazetteer_open_built(&engine->memory, image->bytes, image->size,
                                     &engine->user[role], error);
}

nomen_status nomenp_sources_load_lists(nomen_engine *engine,
                                       const nomen_engine_options *options,
                                       nomen_error *error) {
  static const nomen_source_role roles[NOMENP_USER_ROLES] = {
      NOMEN_SOURCE_NAMES_FIRST, NOMEN_SOURCE_NAMES, NOMEN_SOURCE_DENY};

  for (int i = 0; i < NOMENP_USER_ROLES; i++) {
    nomen_status status = load_role(engine, options, roles[i], error);
    if (status != NOMEN_OK) return status;
  }
  return NOMEN_OK;
}

/* The pack's pattern files, then the user's: `files` has room for all, and
 * `sources` keeps open what they point into. */
static nomen_status compile_patterns(nomen_engine *engine,
                                     const nomen_engine_options *options,
                                     nomenp_pattern_file *files, size_t count,
                                     opened *sources, nomen_error *error) {
  size_t open = 0;
  nomen_status status = NOMEN_OK;
  uint32_t flags =
      options->flags & NOMEN_ENGINE_NO_JIT ? NOMENP_PATTERN_NO_JIT : 0;

  while (status == NOMEN_OK && open < options->source_count) {
    opened *source = &sources[open];
    status = open_source(&engine->memory, options, open, source, error);
    open++;
    if (status == NOMEN_OK && source->source.role == NOMEN_SOURCE_PATTERNS)
      files[count++] =
          (nomenp_pattern_file){source->label, source->bytes, source->size};
  }
  if (status == NOMEN_OK)
    status =
        nomenp_patterns_new(&engine->memory, files, count, flags,
                            options->match_limit, &engine->patterns, error);
  if (status == NOMEN_OK)
    status = nomenp_value_check_rules(engine->patterns, files, error);
  while (open > 0)
    close_source(&engine->memory, &sources[--open]);
  return status;
}

static nomen_status load_patterns(nomen_engine *engine,
                                  const nomen_engine_options *options,
                                  nomenp_arena *scratch, nomen_error *error) {
  nomenp_pattern_file *packed, *files;
  opened *sources;
  size_t count;
  nomen_status status =
      nomenp_pack_patterns(&engine->pack, scratch, &packed, &count, error);

  if (status != NOMEN_OK) return status;
  if (options->source_count > SIZE_MAX - count)
    return nomenp_error_set(error, NOMEN_EARG, 0, "too many sources");
  files = nomenp_arena_array(scratch, count + options->source_count,
                             sizeof(*files));
  sources =
      nomenp_arena_array(scratch, options->source_count, sizeof(*sources));
  if (files == NULL || sources == NULL) return nomenp_error_memory(error);
  if (count != 0) memcpy(files, packed, count * sizeof(*files));
  return compile_patterns(engine, options, files, count, sources, error);
}

nomen_status nomenp_sources_load_patterns(nomen_engine *engine,
                                          const nomen_engine_options *options,
                                          nomen_error *error) {
  nomenp_arena scratch;
  nomen_status status;

  nomenp_arena_init(&scratch, &engine->memory);
  status = load_patterns(engine, options, &scratch, error);
  nomenp_arena_fini(&scratch);
  return status;
}
