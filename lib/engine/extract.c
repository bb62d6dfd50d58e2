/* SPDX-License-Identifier: MIT */
/* The pipeline, top to bottom: from bytes to a document. */
#include "engine/extraction.h"

#include <string.h>

#include "base/error.h"
#include "text/utf8.h"

/* From this size on a text is worth its own allocations: of one stage's memory nothing
 * is kept for the next. */
#define LONG_TEXT 50000u

/* Which of the rooms run.  One expression alone needs no names. */
typedef struct stages {
  bool names;
  bool dates;
  bool money;
} stages;

static nomen_status check_bytes(nomenp_extraction *x, const char *text,
                                size_t size, const uint8_t **out,
                                nomen_error *error) {
  uint8_t *repaired;
  size_t fault;

  *out = (const uint8_t *)(text != NULL ? text : "");
  if (nomenp_utf8_check(*out, size, &fault)) return NOMEN_OK;
  if (!(x->options.flags & NOMEN_EXTRACT_REPLACE))
    return nomenp_error_set(error, NOMEN_EUTF8, fault,
                            nomen_status_text(NOMEN_EUTF8));
  repaired = nomenp_arena_allocate(&x->document->arena, size);
  if (repaired == NULL) return NOMEN_ENOMEM;
  memcpy(repaired, text, size);
  nomenp_utf8_repair(repaired, size);
  *out = repaired;
  return NOMEN_OK;
}

static nomen_status read_text(nomenp_extraction *x, const char *text,
                              size_t size, nomen_error *error) {
  nomenp_lexicon lexicon = nomenp_gazetteer_lexicon(x->engine->gazetteer);
  nomen_document *document = x->document;
  const uint8_t *bytes;
  nomen_status status = check_bytes(x, text, size, &bytes, error);

  if (status != NOMEN_OK) return status;
  if (!nomenp_text_read(&x->reading, bytes, (uint32_t)size, &lexicon,
                        &document->text) ||
      !nomenp_offset_index_make(&document->arena, bytes, (uint32_t)size,
                                &document->offsets))
    return NOMEN_ENOMEM;
  return NOMEN_OK;
}

static nomen_status find_hits(nomenp_extraction *x, const stages *wanted) {
  const nomenp_gazetteer *gazetteer = x->engine->gazetteer;
  const nomenp_text *text = &x->document->text;
  nomen_status status;

  x->words = nomenp_arena_array(&x->reading, text->token_count,
                                sizeof(*x->words));
  if (x->words == NULL) return NOMEN_ENOMEM;
  if (!nomenp_gazetteer_words(gazetteer, x->scratch.work, text, x->words))
    return NOMEN_ENOMEM;
  status = nomenp_gazetteer_scan(gazetteer, &x->hit_items, text, x->words,
                                 &x->hits);
  if (status != NOMEN_OK) return status;
  if (wanted->names) {
    status = nomenp_extraction_find_user_names(x);
    if (status != NOMEN_OK) return status;
  }
  return NOMEN_OK;
}

/* Matches, their captures and what the text says of countries are given back when
 * the values are read. */
static nomen_status find_values(nomenp_extraction *x, const stages *wanted,
                                nomenp_arena *work) {
  const nomen_engine *engine = x->engine;
  nomenp_arena *strings = &x->document->arena;
  nomenp_value_input input = {
      &x->document->text, engine->patterns, &x->matches,
      (x->options.flags & NOMEN_EXTRACT_DAY_FIRST) != 0};
  nomenp_country_mention *mentions;
  size_t mention_count;
  nomen_status status = nomenp_patterns_scan(engine->patterns, work,
                                             &x->document->text, &x->matches);

  if (status == NOMEN_OK && wanted->dates)
    status = nomenp_dates_read(engine->dates, strings, &input, &x->reference,
                               &x->values);
  if (status != NOMEN_OK || !wanted->money) return status;
  status = nomenp_extraction_countries(x, work, &mentions, &mention_count);
  if (status != NOMEN_OK) return status;
  return nomenp_money_read(engine->money, strings, &input, mentions,
                           mention_count, &x->values);
}

static nomen_status read_values(nomenp_extraction *x, const stages *wanted) {
  nomenp_arena work, match_items;
  nomen_status status;

  nomenp_arena_init_beside(&work, &x->scratch);
  nomenp_arena_init_beside(&match_items, &x->scratch);
  x->matches.arena = &match_items;
  status = find_values(x, wanted, &work);
  nomenp_arena_fini(&match_items);
  nomenp_arena_fini(&work);
  x->matches = (nomenp_match_list){0};
  return status;
}

/* What the user's sure lists say is fixed before anything is weighed. */
static nomen_status decide_names(nomenp_extraction *x) {
  nomenp_names_input input = {0};
  nomenp_fixed *fixed = nomenp_arena_array(&x->reading, x->sure_hits.count,
                                           sizeof(*fixed));

  if (fixed == NULL) return NOMEN_ENOMEM;
  for (size_t i = 0; i < x->sure_hits.count; i++) {
    const nomenp_hit *hit = &x->sure_hits.items[i];
    nomenp_entry entry;
    nomenp_gazetteer_entry(x->engine->user[NOMEN_SOURCE_NAMES_FIRST],
                           hit->entry, &entry);
    fixed[i] = (nomenp_fixed){hit->first, hit->end, (int8_t)entry.type};
  }
  input.text = &x->document->text;
  input.gazetteer = x->engine->gazetteer;
  input.words = x->words;
  input.hits = &x->hits;
  input.user_hits = x->user_hits[NOMEN_SOURCE_NAMES].count != 0
                        ? &x->user_hits[NOMEN_SOURCE_NAMES]
                        : NULL;
  input.fixed = fixed;
  input.fixed_count = x->sure_hits.count;
  input.explain = (x->options.flags & NOMEN_EXTRACT_EXPLAIN) != 0;
  return nomenp_names_decide(x->engine->model, &x->scratch, &input, &x->names);
}

static nomen_status run(nomenp_extraction *x, const stages *wanted,
                        const char *text, size_t size, nomen_error *error) {
  nomen_status status = read_text(x, text, size, error);

  if (status == NOMEN_OK) status = find_hits(x, wanted);
  /* Names, which take most scratch, come while there is least else. */
  if (status == NOMEN_OK && wanted->names) status = decide_names(x);
  if (status == NOMEN_OK) status = read_values(x, wanted);
  if (status == NOMEN_OK) status = nomenp_extraction_settle(x);
  if (status == NOMEN_OK) status = nomenp_extraction_record(x);
  return status;
}

static nomen_status take_options(nomenp_extraction *x,
                                 const nomen_extract_options *options,
                                 nomen_error *error) {
  static const nomen_extract_options defaults = NOMEN_EXTRACT_OPTIONS_INIT;

  x->options = defaults;
  if (options != NULL && !nomenp_options_take(options, options->size,
                                              &x->options, sizeof(x->options)))
    return nomenp_error_set(error, NOMEN_EARG, 0, "options of no size");
  if (x->options.types == 0) x->options.types = NOMEN_TYPES_ALL;
  if (!(x->options.min_confidence >= 0.0 && x->options.min_confidence <= 1.0))
    return nomenp_error_set(error, NOMEN_EARG, 0,
                            "a confidence that is not from 0 to 1");
  if (x->options.reference_date == NULL) return NOMEN_OK;
  if (!nomenp_moment_read(x->options.reference_date, &x->reference.moment))
    return nomenp_error_set_detail(error, NOMEN_EDATE, 0,
                                   nomen_status_text(NOMEN_EDATE),
                                   x->options.reference_date,
                                   strlen(x->options.reference_date));
  x->reference.is_known = true;
  x->reference.source = "given";
  return NOMEN_OK;
}

static nomen_status check_arguments(const nomen_engine *engine,
                                    const char *text, size_t size,
                                    nomen_error *error) {
  if (engine == NULL)
    return nomenp_error_set(error, NOMEN_EARG, 0, "no engine");
  if (text == NULL && size != 0)
    return nomenp_error_set(error, NOMEN_EARG, 0, "no text");
  if (size > NOMEN_TEXT_MAX)
    return nomenp_error_set(error, NOMEN_ELIMIT, NOMEN_TEXT_MAX,
                            nomen_status_text(NOMEN_ELIMIT));
  return NOMEN_OK;
}

nomen_status nomenp_extraction_start(nomenp_extraction *x, nomenp_work *work) {
  nomen_document *document;

  nomenp_arena_init_in(&x->scratch, work);
  nomenp_arena_init_in(&x->reading, work);
  nomenp_arena_init_in(&x->hit_items, work);
  nomenp_arena_init_in(&x->name_items, work);
  nomenp_arena_init_in(&x->value_items, work);
  x->names.arena = &x->name_items;
  x->values.arena = &x->value_items;
  document =
      nomenp_memory_allocate_zeroed(&x->engine->memory, sizeof(*document));
  if (document == NULL) return NOMEN_ENOMEM;
  document->memory = x->engine->memory;
  nomenp_arena_init(&document->arena, &document->memory);
  x->document = document;
  return NOMEN_OK;
}

void nomenp_extraction_end(nomenp_extraction *x) {
  nomenp_arena_fini(&x->value_items);
  nomenp_arena_fini(&x->name_items);
  nomenp_arena_fini(&x->hit_items);
  nomenp_arena_fini(&x->reading);
  nomenp_arena_fini(&x->scratch);
}

static nomen_status extract(const nomen_engine *engine, const stages *wanted,
                            const char *text, size_t size,
                            const nomen_extract_options *options,
                            nomen_document **out, nomen_error *error) {
  nomenp_extraction x = {0};
  nomenp_work *work;
  nomen_status status;

  if (out == NULL)
    return nomenp_error_set(error, NOMEN_EARG, 0,
                            "nowhere to put the document");
  *out = NULL;
  status = check_arguments(engine, text, size, error);
  if (status == NOMEN_OK) status = take_options(&x, options, error);
  if (status != NOMEN_OK) return status;

  x.engine = engine;
  work = nomenp_pool_take(engine->pool);
  if (work == NULL) return nomenp_error_memory(error);
  nomenp_work_limit(work, size < LONG_TEXT ? NOMENP_WORK_KEPT_MAX : 0);
  status = nomenp_extraction_start(&x, work);
  if (status == NOMEN_OK) status = run(&x, wanted, text, size, error);
  if (status == NOMEN_ENOMEM) nomenp_error_memory(error);
  nomenp_extraction_end(&x);
  nomenp_pool_give(engine->pool, work);
  if (status != NOMEN_OK) {
    nomen_document_free(x.document);
    return status;
  }
  *out = x.document;
  return NOMEN_OK;
}

nomen_status nomen_extract(const nomen_engine *engine, const char *text,
                           size_t size, const nomen_extract_options *options,
                           nomen_document **out, nomen_error *error) {
  static const stages all = {true, true, true};

  return extract(engine, &all, text, size, options, out, error);
}

/* One record over the whole text but white space, or none at all. */
static void keep_whole(nomen_document *document) {
  const nomenp_text *text = &document->text;
  const nomen_record *record = document->records;

  if (document->record_count == 1 && record->start == text->start[0] &&
      record->end == text->end[text->token_count - 1])
    return;
  document->record_count = 0;
}

static nomen_status parse(const nomen_engine *engine, const stages *wanted,
                          const char *text, size_t size,
                          const nomen_extract_options *options,
                          nomen_document **out, nomen_error *error) {
  nomen_status status =
      extract(engine, wanted, text, size, options, out, error);

  if (status == NOMEN_OK) keep_whole(*out);
  return status;
}

nomen_status nomen_parse_date(const nomen_engine *engine, const char *text,
                              size_t size, const char *reference_date,
                              nomen_document **out, nomen_error *error) {
  static const stages dates = {false, true, false};
  nomen_extract_options options = NOMEN_EXTRACT_OPTIONS_INIT;

  options.reference_date = reference_date;
  return parse(engine, &dates, text, size, &options, out, error);
}

nomen_status nomen_parse_money(const nomen_engine *engine, const char *text,
                               size_t size, nomen_document **out,
                               nomen_error *error) {
  static const stages money = {false, false, true};

  return parse(engine, &money, text, size, NULL, out, error);
}
