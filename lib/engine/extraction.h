/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_ENGINE_EXTRACTION_H
#define NOMEN_ENGINE_EXTRACTION_H

/*
 * One extraction on its way: what the rooms made so far.  Lists live in the scratch
 * arena and die with the call; what the document keeps is in the document's.
 */

#include "engine/engine.h"
#include "link/link.h"

typedef struct nomenp_extraction {
  const nomen_engine *engine;
  nomen_extract_options options;
  nomen_document *document;
  nomenp_arena scratch;
  nomenp_arena reading;   /* of the text: tokens, words; goes when names are linked */
  nomenp_arena hit_items; /* lists that grow, each alone in its arena */
  nomenp_arena name_items;
  nomenp_arena value_items;
  uint32_t *words;             /* of the tokens, by the built-in lists */
  nomenp_hit_list hits;
  nomenp_hit_list user_hits[NOMENP_USER_ROLES]; /* the user's names */
  nomenp_hit_list sure_hits; /* those that win, disjoint, in order */
  nomenp_match_list matches;
  nomenp_candidate_list values; /* dates and amounts, in order of start */
  nomenp_name_list names;
  nomenp_reference reference;
} nomenp_extraction;

/* Make the document and the scratch, whose memory comes from `work`; the engine is
 * set.  What was made is the caller's to free, also when memory is out. */
nomen_status nomenp_extraction_start(nomenp_extraction *extraction,
                                     nomenp_work *work);
/* Give back the scratch; the document stays. */
void nomenp_extraction_end(nomenp_extraction *extraction);

/* The user's lists over the text, and which of their names are sure. */
nomen_status nomenp_extraction_find_user_names(nomenp_extraction *extraction);

/* Countries and nationalities the text speaks of, for settling currencies. */
nomen_status
nomenp_extraction_countries(nomenp_extraction *extraction,
                            nomenp_arena *arena, nomenp_country_mention **out, size_t *count);

/* Drop what is denied, too unsure, or overlapped by something better: see
 * settle.c for the one rule.  Afterwards names and values are disjoint. */
nomen_status nomenp_extraction_settle(nomenp_extraction *extraction);

/* Link the names and make the document's records and entities. */
nomen_status nomenp_extraction_record(nomenp_extraction *extraction);

#endif
