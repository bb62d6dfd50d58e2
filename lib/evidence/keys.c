/* SPDX-License-Identifier: MIT */
/*
 * The keys of a site: every family of families.h whose attributes all speak.
 * The families are spelt out here by the preprocessor, once for keys alone and
 * once for keys with their parts, so that both are the same and neither loops.
 */
#include "evidence/parts.h"
#include "base/hash.h"

#include <string.h>

/* A key grows part by part; attribute and offset are constants, so that all but
 * the value folds away when compiled. */
#define KEY_SEED UINT64_C(0x9e3779b97f4a7c15)
#define KEY_FACTOR UINT64_C(0xd1342543de82ef95)

static inline uint64_t key_step(uint64_t key, unsigned attribute, int offset,
                                uint32_t value) {
  uint64_t part = (uint64_t)(attribute * 8u + (unsigned)(offset + 3)) << 32;
  key = (key ^ (part + value)) * KEY_FACTOR;
  return key ^ (key >> 29);
}

static inline uint64_t key_end(uint64_t key) {
  key *= KEY_FACTOR;
  return key ^ (key >> 32);
}

uint64_t nomenp_evidence_key(const nomenp_evidence_item *item) {
  uint64_t key = KEY_SEED;

  for (unsigned i = 0; i < item->count; i++)
    key = key_step(key, item->parts[i].attribute, item->parts[i].offset,
                   item->parts[i].value);
  return key_end(key);
}

/* Rows of tokens beyond the sentence. */
static const nomenp_evidence_row start_row = {
    {[NOMENP_A_SHAPE] = NOMENP_SHAPE_COUNT + 1,
     [NOMENP_A_KIND] = NOMENP_CUE_START,
     [NOMENP_A_CUE] = NOMENP_CUE_START}};
static const nomenp_evidence_row line_row = {
    {[NOMENP_A_SHAPE] = NOMENP_SHAPE_COUNT + 1,
     [NOMENP_A_KIND] = NOMENP_CUE_LINE,
     [NOMENP_A_CUE] = NOMENP_CUE_LINE}};
static const nomenp_evidence_row end_row = {
    {[NOMENP_A_SHAPE] = NOMENP_SHAPE_COUNT + 2,
     [NOMENP_A_KIND] = NOMENP_CUE_END,
     [NOMENP_A_CUE] = NOMENP_CUE_END}};

void nomenp_evidence_start(const nomenp_evidence *evidence,
                           nomenp_evidence_cursor *cursor) {
  cursor->evidence = evidence;
  for (unsigned i = 0; i < NOMENP_EVIDENCE_RING; i++)
    cursor->tokens[i] = UINT32_MAX;
}

/* The attributes of a token; those of a run are filled in when it is asked about. */
static void fill_token(const nomenp_evidence *evidence, uint32_t token,
                       nomenp_evidence_row *row) {
  const nomenp_text *text = evidence->input.text;
  const nomenp_word *word = nomenp_evidence_word(evidence, token);
  uint8_t shape = evidence->shape[token];
  bool is_capital = nomenp_evidence_capital(evidence, token);

  row->values[NOMENP_A_SHAPE] = shape + 1u;
  nomenp_evidence_classes(evidence, token, word, &row->values[NOMENP_A_KIND],
                          &row->values[NOMENP_A_CUE]);
  row->values[NOMENP_A_WORD] = row->values[NOMENP_A_CASE] = 0;
  if (nomenp_shape_is_word(shape)) {
    row->values[NOMENP_A_WORD] = nomenp_value_word(text->hash[token]);
    row->values[NOMENP_A_CASE] = nomenp_word_case(word);
  }
  row->values[NOMENP_A_LISTS] = is_capital ? nomenp_word_lists(word, shape) : 0;
  if (shape == NOMENP_SHAPE_LOWER &&
      row->values[NOMENP_A_KIND] >= NOMENP_KIND_CAPITAL) {
    /* "plc" in a company's name counts as "Plc". */
    row->values[NOMENP_A_SHAPE] = NOMENP_SHAPE_CAPITAL + 1u;
    row->values[NOMENP_A_CUE] = row->values[NOMENP_A_KIND];
    row->values[NOMENP_A_LISTS] = nomenp_word_lists(word, NOMENP_SHAPE_CAPITAL);
  }
}

static nomenp_evidence_row *row_of(nomenp_evidence_cursor *cursor,
                                   uint32_t token) {
  unsigned at = token % NOMENP_EVIDENCE_RING;

  if (cursor->tokens[at] != token) {
    fill_token(cursor->evidence, token, &cursor->rows[at]);
    cursor->tokens[at] = token;
  }
  return &cursor->rows[at];
}

static uint32_t first_value(const nomenp_evidence *evidence, uint32_t token) {
  const nomenp_text *text = evidence->input.text;
  uint8_t before;

  if (text->flags[token] & NOMENP_TOKEN_SENTENCE)
    return text->flags[token] & (NOMENP_TOKEN_LINE | NOMENP_TOKEN_PARAGRAPH)
               ? 3
               : 1;
  if (token == 0) return 3;
  before = text->shape[token - 1];
  return before == NOMENP_SHAPE_QUOTE || before == NOMENP_SHAPE_DASH ||
                 before == NOMENP_SHAPE_COLON || before == NOMENP_SHAPE_OPEN
             ? 2
             : 0;
}

static void fill_run(const nomenp_run *run, uint32_t token, uint32_t *values) {
  values[NOMENP_A_RUN] = nomenp_run_value(
      nomenp_position(token, run->first, run->end), run->end - run->first);
  values[NOMENP_A_BEFORE] = run->before;
  values[NOMENP_A_AFTER] = run->after;
  values[NOMENP_A_BEFORE2] = run->before2;
  values[NOMENP_A_AFTER2] = run->after2;
  values[NOMENP_A_HEAD] = run->head;
  values[NOMENP_A_LEAD] = run->lead;
  values[NOMENP_A_TAIL] = run->tail;
  values[NOMENP_A_EXACT] = run->exact;
  values[NOMENP_A_AROUND] = run->around;
  values[NOMENP_A_SCORE] = run->score;
}

/* The most telling trait of a mention, as DOC; 0: none that tells. */
static uint32_t here_of(uint32_t traits) {
  static const uint8_t telling[] = {
      NOMENP_TRAIT_AFTER_TITLE, NOMENP_TRAIT_TRADES,
      NOMENP_TRAIT_BODY_BESIDE, NOMENP_TRAIT_SITE_BESIDE,
      NOMENP_TRAIT_ROLE_BESIDE, NOMENP_TRAIT_OF_ROLE,
      NOMENP_TRAIT_SPEAKS,      NOMENP_TRAIT_BY_SCORE,
      NOMENP_TRAIT_AFTER_IN,    NOMENP_TRAIT_FOR_OR_AT,
      NOMENP_TRAIT_ACTS,        NOMENP_TRAIT_OWNS};

  for (size_t i = 0; i < sizeof telling; i++)
    if (traits >> telling[i] & 1) return telling[i] + 1u;
  return 0;
}

static void fill_site(const nomenp_evidence *evidence, size_t index,
                      uint32_t *values) {
  const nomenp_site *site = &evidence->sites[index];
  const nomenp_text *text = evidence->input.text;
  uint32_t token = site->token;

  values[NOMENP_A_LINE] = site->line;
  values[NOMENP_A_SPORT] = evidence->sport;
  if (site->run == NOMENP_NO_RUN) return;
  fill_run(&evidence->runs[site->run], token, values);
  values[NOMENP_A_HERE] = here_of(site->own);
  values[NOMENP_A_FIRST] = first_value(evidence, token);
  values[NOMENP_A_LOW] = values[NOMENP_A_RESTORED] = values[NOMENP_A_UPPER] = 0;
  if (site->slot != NOMENP_NO_SLOT) {
    uint16_t lower = evidence->slots[site->slot].lower;
    values[NOMENP_A_LOW] = lower > 3 ? 3u : lower;
  }
  if (evidence->restored != NULL)
    values[NOMENP_A_RESTORED] = evidence->restored[token];
  if (evidence->shape[token] == NOMENP_SHAPE_UPPER) {
    uint32_t size = text->end[token] - text->start[token];
    values[NOMENP_A_UPPER] = size > 6 ? 6 : size;
  }
}

/* A trait counts if one in so many other mentions has it: one slip of the pen in a
 * long document tells nothing. */
#define TRAIT_SHARE 8u

static unsigned count_of(const uint64_t *counters, unsigned trait) {
  return (unsigned)(counters[trait / 16] >> (4 * (trait % 16)) & 15);
}

/* Traits of a site's word over its other mentions, as bits. */
static uint32_t other_traits(const nomenp_evidence *evidence, size_t index) {
  const nomenp_site *site = &evidence->sites[index];
  const uint64_t *counters;
  unsigned mentions;
  uint32_t out = 0;

  if (site->slot == NOMENP_NO_SLOT) return 0;
  counters = evidence->slots[site->slot].traits;
  mentions = count_of(counters, NOMENP_TRAIT_ALONE) +
             count_of(counters, NOMENP_TRAIT_LEADS) +
             count_of(counters, NOMENP_TRAIT_ENDS) +
             count_of(counters, NOMENP_TRAIT_INSIDE) - 1;
  if (mentions == 0) return 0;
  for (unsigned i = 0; i < NOMENP_TRAIT_COUNT; i++) {
    unsigned seen = count_of(counters, i) - (site->own >> i & 1u);
    if (seen != 0 && seen * TRAIT_SHARE >= mentions) out |= UINT32_C(1) << i;
  }
  return out;
}

typedef struct window {
  const uint32_t *at[5]; /* values of the tokens from two before to two after */
  uint32_t *middle;
} window;

static window open_window(nomenp_evidence_cursor *cursor, size_t site) {
  const nomenp_evidence *evidence = cursor->evidence;
  uint32_t token = evidence->sites[site].token;
  const nomenp_text *text = evidence->input.text;
  const nomenp_evidence_row *edge =
      text->flags[token] & NOMENP_TOKEN_LINE ? &line_row : &start_row;
  window w;

  w.middle = row_of(cursor, token)->values;
  w.at[2] = w.middle;
  w.at[0] = w.at[1] = edge->values;
  w.at[3] = w.at[4] = end_row.values;
  if (token > 0 && !nomenp_evidence_breaks(evidence, token)) {
    w.at[1] = row_of(cursor, token - 1)->values;
    w.at[0] = start_row.values;
    if (token > 1 && !nomenp_evidence_breaks(evidence, token - 1))
      w.at[0] = row_of(cursor, token - 2)->values;
  }
  if (!nomenp_evidence_breaks(evidence, token + 1)) {
    w.at[3] = row_of(cursor, token + 1)->values;
    if (!nomenp_evidence_breaks(evidence, token + 2))
      w.at[4] = row_of(cursor, token + 2)->values;
  }
  fill_site(evidence, site, w.middle);
  return w;
}

/* Part P(ATTRIBUTE, OFFSET) as the four arguments attribute, offset, value. */
#define P(id, offset) NOMENP_A_##id, (offset), w.at[(offset) + 2][NOMENP_A_##id]

#define EXPAND(x) x
#define F1_(a1, o1, v1)                                                        \
  keys[count] = key_end(key_step(KEY_SEED, a1, o1, v1));                       \
  if (items != NULL)                                                           \
    items[count] = (nomenp_evidence_item){1, {{a1, o1, v1}}};                  \
  count += (v1) != 0;
#define F2_(a1, o1, v1, a2, o2, v2)                                            \
  keys[count] =                                                                \
      key_end(key_step(key_step(KEY_SEED, a1, o1, v1), a2, o2, v2));           \
  if (items != NULL)                                                           \
    items[count] = (nomenp_evidence_item){2, {{a1, o1, v1}, {a2, o2, v2}}};    \
  count += ((v1) != 0) & ((v2) != 0);
#define F3_(a1, o1, v1, a2, o2, v2, a3, o3, v3)                                \
  keys[count] = key_end(key_step(                                              \
      key_step(key_step(KEY_SEED, a1, o1, v1), a2, o2, v2), a3, o3, v3));      \
  if (items != NULL)                                                           \
    items[count] = (nomenp_evidence_item){                                     \
        3, {{a1, o1, v1}, {a2, o2, v2}, {a3, o3, v3}}};                        \
  count += ((v1) != 0) & ((v2) != 0) & ((v3) != 0);
#define F1(a) EXPAND(F1_(a))
#define F2(a, b) EXPAND(F2_(a, b))
#define F3(a, b, c) EXPAND(F3_(a, b, c))

/* Compiled twice: without items their stores fall away. */
#if defined(__GNUC__)
#define TWICE static inline __attribute__((always_inline))
#else
#define TWICE static inline
#endif

TWICE size_t first_keys(nomenp_evidence_cursor *cursor, size_t site,
                                uint64_t *keys, nomenp_evidence_item *items) {
  const nomenp_evidence *evidence = cursor->evidence;
  window w = open_window(cursor, site);
  uint32_t lists = evidence->sites[site].lists;
  size_t count = 0;

  if (evidence->sites[site].run == NOMENP_NO_RUN) {
    NOMENP_PLAIN_FAMILIES(F1, F2, F3, P)
    for (unsigned i = 0; lists != 0; i++, lists >>= 1) {
      if (!(lists & 1)) continue;
      w.middle[NOMENP_A_LIST] = i + 1;
      NOMENP_PLAIN_LIST_FAMILIES(F1, F2, F3, P)
    }
    return count;
  }
  NOMENP_CAPITAL_FAMILIES(F1, F2, F3, P)
  for (unsigned i = 0; lists != 0; i++, lists >>= 1) {
    if (!(lists & 1)) continue;
    w.middle[NOMENP_A_LIST] = i + 1;
    NOMENP_CAPITAL_LIST_FAMILIES(F1, F2, F3, P)
  }
  lists = other_traits(evidence, site);
  for (unsigned i = 0; lists != 0; i++, lists >>= 1) {
    if (!(lists & 1)) continue;
    w.middle[NOMENP_A_DOC] = i + 1;
    NOMENP_CAPITAL_DOC_FAMILIES(F1, F2, F3, P)
  }
  return count;
}

size_t nomenp_evidence_keys(nomenp_evidence_cursor *cursor, size_t site,
                            uint64_t *keys, nomenp_evidence_item *items) {
  return items == NULL ? first_keys(cursor, site, keys, NULL)
                       : first_keys(cursor, site, keys, items);
}

/* Of the first pass these families take RUN and SPORT alone. */
TWICE size_t second_keys(nomenp_evidence_cursor *cursor, size_t site,
                                 uint64_t *keys, nomenp_evidence_item *items) {
  const nomenp_evidence *evidence = cursor->evidence;
  uint32_t values[NOMENP_ATTRIBUTE_COUNT];
  const nomenp_run *run;
  window w;
  size_t count = 0;

  if (!nomenp_evidence_fill_pass(evidence, site, values)) return 0;
  run = &evidence->runs[evidence->sites[site].run];
  values[NOMENP_A_RUN] =
      nomenp_run_value(nomenp_position(evidence->sites[site].token, run->first,
                                       run->end),
                       run->end - run->first);
  values[NOMENP_A_SPORT] = evidence->sport;
  w.at[2] = w.middle = values;
  NOMENP_PASS_FAMILIES(F1, F2, F3, P)
  return count;
}

size_t nomenp_evidence_pass_keys(nomenp_evidence_cursor *cursor, size_t site,
                                 uint64_t *keys, nomenp_evidence_item *items) {
  return items == NULL ? second_keys(cursor, site, keys, NULL)
                       : second_keys(cursor, site, keys, items);
}
