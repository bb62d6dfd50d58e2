/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_ENGINE_POOL_H
#define NOMEN_ENGINE_POOL_H

/*
 * The work areas of an engine that no call is using.  All else of an engine is
 * frozen; these are taken and given back by atomic exchange, without a lock, so
 * that any number of threads may.  When all are out, one is made for the call.
 * Where C11 has no atomics every call makes its own.
 */

#include "base/work.h"

typedef struct nomenp_pool nomenp_pool;

/* `memory` must outlive the pool.  NULL when memory is out. */
nomenp_pool *nomenp_pool_new(const nomen_allocator *memory);
/* No work area may be out. */
void nomenp_pool_free(nomenp_pool *pool);
/* Free the work areas that are in. */
void nomenp_pool_clear(nomenp_pool *pool);

/* A work area for one call, or NULL when memory is out; and back (NULL does
 * nothing). */
nomenp_work *nomenp_pool_take(nomenp_pool *pool);
void nomenp_pool_give(nomenp_pool *pool, nomenp_work *work);

#endif
