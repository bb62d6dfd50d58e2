/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_ENGINE_ENGINE_H
#define NOMEN_ENGINE_ENGINE_H

/*
 * The public objects from the inside.  An engine is what the pack and the user's
 * sources compile to; it is frozen when nomen_engine_new() returns, all but the pool
 * of work areas, which shows in no result.
 */

#include "base/arena.h"
#include "decide/names.h"
#include "engine/pool.h"
#include "gazetteer/gazetteer.h"
#include "pack/pack.h"
#include "pattern/pattern.h"
#include "text/offset.h"
#include "text/text.h"
#include "value/date.h"
#include "value/money.h"

/* Roles of sources that are lists: NOMEN_SOURCE_NAMES_FIRST to _DENY. */
#define NOMENP_USER_ROLES 3

struct nomen_engine {
  nomen_allocator memory;
  nomenp_pool *pool;
  nomenp_file pack_file; /* empty unless the pack came by path */
  nomenp_pack pack;
  nomenp_gazetteer *gazetteer;
  nomenp_patterns *patterns;
  nomenp_dates *dates;
  nomenp_money *money;
  nomenp_model *model;
  /* The user's lists, one gazetteer a role; NULL where there is none. */
  nomenp_gazetteer *user[NOMENP_USER_ROLES];
  nomenp_buffer user_images[NOMENP_USER_ROLES]; /* what they are views on */
};

/* What one record has besides what the caller sees.  Made only where there are lists of
 * the user's or reasons are asked for. */
typedef struct nomenp_record_notes {
  nomen_reason *reasons;
  size_t reason_count;
  /* Where the attributes come from: an entry of a user's list. */
  const nomenp_gazetteer *user;
  uint32_t user_entry;
} nomenp_record_notes;

struct nomen_document {
  nomen_allocator memory;
  nomenp_arena arena;   /* all that follows lives in it */
  nomenp_text text;     /* of the tokens' arrays only start, end and class */
  nomenp_offset_index offsets;
  nomen_record *records;
  nomenp_record_notes *notes; /* or NULL */
  size_t record_count;
  nomen_entity *entities;
  size_t entity_count;
  const char *reference_date;
  const char *reference_source;
};

/* Load the user's lists, role by role. */
nomen_status nomenp_sources_load_lists(nomen_engine *engine,
                                       const nomen_engine_options *options,
                                       nomen_error *error);

/* Compile the patterns of the pack and of the user into engine->patterns. */
nomen_status nomenp_sources_load_patterns(nomen_engine *engine,
                                          const nomen_engine_options *options,
                                          nomen_error *error);

/* Make engine->money from the currencies of the built-in lists. */
nomen_status nomenp_currencies_load(nomen_engine *engine, nomen_error *error);

/* An options struct as the caller saw it, laid over the defaults in *out; false
 * when its size is 0.  What the caller knows beyond our fields is ignored. */
bool nomenp_options_take(const void *options, size_t size, void *out,
                         size_t out_size);

#endif
