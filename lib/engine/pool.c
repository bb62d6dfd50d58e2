/* SPDX-License-Identifier: MIT */
/* A fixed row of slots, each empty or holding a work area. */
#include "engine/pool.h"

#include <stdint.h>

#if !defined(__STDC_NO_ATOMICS__)
#include <stdatomic.h>
#define SLOTS 16u
#else
#define SLOTS 0u
#endif

struct nomenp_pool {
  const nomen_allocator *memory;
#if SLOTS
  _Atomic(nomenp_work *) slots[SLOTS];
#endif
};

static nomenp_work *work_new(const nomen_allocator *memory) {
  nomenp_work *work = nomenp_memory_allocate(memory, sizeof *work);

  if (work != NULL) nomenp_work_init(work, memory);
  return work;
}

static void work_free(const nomen_allocator *memory, nomenp_work *work) {
  if (work == NULL) return;
  nomenp_work_fini(work);
  nomenp_memory_release(memory, work);
}

#if SLOTS

/* Where to look first: threads have their stacks apart, so that each mostly
 * finds again what it gave, still in its own processor's cache. */
static unsigned first_slot(void) {
  unsigned char here;
  return (unsigned)(((uintptr_t)&here >> 20) % SLOTS);
}

static nomenp_work *find(nomenp_pool *pool) {
  unsigned first = first_slot();

  for (unsigned i = 0; i < SLOTS; i++) {
    _Atomic(nomenp_work *) *slot = &pool->slots[(first + i) % SLOTS];
    nomenp_work *work;
    if (atomic_load_explicit(slot, memory_order_relaxed) == NULL) continue;
    work = atomic_exchange(slot, NULL);
    if (work != NULL) return work;
  }
  return NULL;
}

/* Returns what no slot was free for: what is put in may push out another. */
static nomenp_work *keep(nomenp_pool *pool, nomenp_work *work) {
  unsigned first = first_slot();

  for (unsigned i = 0; i < SLOTS && work != NULL; i++) {
    _Atomic(nomenp_work *) *slot = &pool->slots[(first + i) % SLOTS];
    if (atomic_load_explicit(slot, memory_order_relaxed) == NULL)
      work = atomic_exchange(slot, work);
  }
  return work;
}

void nomenp_pool_clear(nomenp_pool *pool) {
  for (unsigned i = 0; i < SLOTS; i++)
    work_free(pool->memory, atomic_exchange(&pool->slots[i], NULL));
}

static void start(nomenp_pool *pool) {
  for (unsigned i = 0; i < SLOTS; i++)
    atomic_init(&pool->slots[i], NULL);
}

#else

static nomenp_work *find(nomenp_pool *pool) {
  (void)pool;
  return NULL;
}

static nomenp_work *keep(nomenp_pool *pool, nomenp_work *work) {
  (void)pool;
  return work;
}

void nomenp_pool_clear(nomenp_pool *pool) {
  (void)pool;
}

static void start(nomenp_pool *pool) {
  (void)pool;
}

#endif

nomenp_pool *nomenp_pool_new(const nomen_allocator *memory) {
  nomenp_pool *pool = nomenp_memory_allocate(memory, sizeof *pool);

  if (pool == NULL) return NULL;
  pool->memory = memory;
  start(pool);
  return pool;
}

void nomenp_pool_free(nomenp_pool *pool) {
  const nomen_allocator *memory;

  if (pool == NULL) return;
  memory = pool->memory;
  nomenp_pool_clear(pool);
  nomenp_memory_release(memory, pool);
}

nomenp_work *nomenp_pool_take(nomenp_pool *pool) {
  nomenp_work *work = find(pool);

  return work != NULL ? work : work_new(pool->memory);
}

void nomenp_pool_give(nomenp_pool *pool, nomenp_work *work) {
  if (work != NULL) work_free(pool->memory, keep(pool, work));
}
