/* SPDX-License-Identifier: MIT */
/* Chunks kept in one short list: they are large, so that few fill it. */
#include "base/work.h"

#include <stdint.h>

#define HEADER_SIZE offsetof(nomenp_chunk, bytes)

nomenp_chunk *nomenp_chunk_new(const nomen_allocator *memory, size_t size) {
  nomenp_chunk *chunk;

  if (size > SIZE_MAX - HEADER_SIZE) return NULL;
  chunk = nomenp_memory_allocate(memory, HEADER_SIZE + size);
  if (chunk == NULL) return NULL;
  chunk->older = NULL;
  chunk->size = size;
  return chunk;
}

nomenp_chunk *nomenp_chunk_extend(const nomen_allocator *memory,
                                  nomenp_chunk *chunk, size_t size) {
  if (size > SIZE_MAX - HEADER_SIZE) return NULL;
  chunk = memory->reallocate(memory->context, chunk, HEADER_SIZE + chunk->size,
                             HEADER_SIZE + size);
  if (chunk != NULL) chunk->size = size;
  return chunk;
}

void nomenp_work_init(nomenp_work *work, const nomen_allocator *memory) {
  *work = (nomenp_work){.memory = memory, .kept_max = NOMENP_WORK_KEPT_MAX};
}

/* Free kept chunks until no more than `size` bytes are. */
static void keep_at_most(nomenp_work *work, size_t size) {
  while (work->kept_size > size) {
    nomenp_chunk *chunk = work->kept;
    work->kept = chunk->older;
    work->kept_size -= chunk->size;
    nomenp_memory_release(work->memory, chunk);
  }
}

void nomenp_work_limit(nomenp_work *work, size_t size) {
  work->kept_max = size;
  keep_at_most(work, size);
}

void nomenp_work_fini(nomenp_work *work) {
  keep_at_most(work, 0);
  for (unsigned i = 0; i < NOMENP_CACHE_COUNT; i++)
    nomenp_memory_release(work->memory, work->caches[i]);
}

/* The smallest that is large enough, and of those the one last used, which is
 * most likely still in the processor's cache. */
static nomenp_chunk **find_kept(nomenp_work *work, size_t size) {
  nomenp_chunk **found = NULL;

  for (nomenp_chunk **at = &work->kept; *at != NULL; at = &(*at)->older)
    if ((*at)->size >= size && (found == NULL || (*at)->size < (*found)->size))
      found = at;
  return found;
}

nomenp_chunk *nomenp_work_take(nomenp_work *work, size_t size) {
  nomenp_chunk **at = find_kept(work, size), *chunk;

  if (at != NULL) {
    chunk = *at;
    *at = chunk->older;
    work->kept_size -= chunk->size;
    chunk->older = NULL;
    return chunk;
  }
  return nomenp_chunk_new(work->memory, size);
}

void nomenp_work_give(nomenp_work *work, nomenp_chunk *chunk) {
  if (chunk->size > work->kept_max - work->kept_size) {
    nomenp_memory_release(work->memory, chunk);
    return;
  }
  chunk->older = work->kept;
  work->kept = chunk;
  work->kept_size += chunk->size;
}

bool nomenp_work_cache(nomenp_work *work, nomenp_cache cache, size_t size,
                       void **out) {
  *out = NULL;
  if (work == NULL) return true;
  if (work->caches[cache] == NULL)
    work->caches[cache] = nomenp_memory_allocate_zeroed(work->memory, size);
  *out = work->caches[cache];
  return *out != NULL;
}
