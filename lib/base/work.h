/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_BASE_WORK_H
#define NOMEN_BASE_WORK_H

/*
 * A work area: what one call works in and leaves for the next one to find.  It
 * belongs to one call at a time.  It keeps
 * - chunks of memory that arenas take from it and give back, up to a limit, so
 *   that calls in a row allocate no scratch and a giant among them does not
 *   stay;
 * - one cache a room.  What is in a cache must be a pure function of the
 *   engine, so that no result depends on what was read before, or by which
 *   thread.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"

#define NOMENP_WORK_KEPT_MAX ((size_t)1 << 20)

/* The unit that arenas are made of. */
typedef struct nomenp_chunk {
  struct nomenp_chunk *older;
  size_t size; /* bytes of `bytes` */
  union {
    max_align_t align;
    unsigned char first[1];
  } bytes;
} nomenp_chunk;

/* Whose a cache is. */
typedef enum nomenp_cache {
  NOMENP_CACHE_TEXT,
  NOMENP_CACHE_GAZETTEER,
  NOMENP_CACHE_PATTERN,
  NOMENP_CACHE_EVIDENCE,
  NOMENP_CACHE_DECIDE,
  NOMENP_CACHE_LINK,
  NOMENP_CACHE_COUNT
} nomenp_cache;

typedef struct nomenp_work {
  const nomen_allocator *memory;
  size_t kept_max;
  nomenp_chunk *kept; /* free ones, the newest first */
  size_t kept_size;   /* bytes of all of them */
  void *caches[NOMENP_CACHE_COUNT];
} nomenp_work;

/* `memory` must outlive the work area.  Allocates nothing. */
void nomenp_work_init(nomenp_work *work, const nomen_allocator *memory);
void nomenp_work_fini(nomenp_work *work);

/* From here on keep no more than `size` bytes: a call that needs much wants
 * nothing idle beside it. */
void nomenp_work_limit(nomenp_work *work, size_t size);

/* A chunk of `size` bytes or more, or NULL when memory is out; and back. */
nomenp_chunk *nomenp_work_take(nomenp_work *work, size_t size);
void nomenp_work_give(nomenp_work *work, nomenp_chunk *chunk);

/* The cache of a room in *out: `size` bytes, always the same, all zero at
 * first. NULL where there is no work area (`work` may be NULL): do without.
 * False when memory is out. */
bool nomenp_work_cache(nomenp_work *work, nomenp_cache cache, size_t size,
                       void **out);

/* A chunk by itself. */
nomenp_chunk *nomenp_chunk_new(const nomen_allocator *memory, size_t size);
/* The same chunk made longer, where it stands or elsewhere; NULL when memory is
 * out, then it is as it was. */
nomenp_chunk *nomenp_chunk_extend(const nomen_allocator *memory,
                                  nomenp_chunk *chunk, size_t size);

#endif
