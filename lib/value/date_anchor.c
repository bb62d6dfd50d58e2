/* SPDX-License-Identifier: MIT */
/* A dateline is the text's head up to the dash that ends it; a header is what
 * stands in short lines before the first full sentence. */
#include "value/date_anchor.h"

#define DATELINE_TOKENS 16u /* a dash later than this ends no dateline */
#define HEADER_TOKENS 60u
#define HEADER_LINE_TOKENS 12u

static bool is_full(const nomenp_date_words *words) {
  return words->op == NOMENP_OP_DATE && !words->year_is_short &&
         words->when.year > 0 && words->when.month > 0 && words->when.day > 0;
}

static uint32_t line_end(const nomenp_text *text, uint32_t token) {
  for (token++; token < text->token_count; token++)
    if (text->flags[token] & NOMENP_TOKEN_LINE) break;
  return token;
}

static uint32_t line_start(const nomenp_text *text, uint32_t token) {
  while (token > 0 && !(text->flags[token] & NOMENP_TOKEN_LINE)) token--;
  return token;
}

/* A dash follows in the same paragraph, close to its start. */
static bool in_dateline(const nomenp_text *text, uint32_t token) {
  uint32_t start = token, at = token;

  while (start > 0 && !(text->flags[start] & NOMENP_TOKEN_PARAGRAPH)) start--;
  if (token - start >= DATELINE_TOKENS || start > HEADER_TOKENS) return false;
  for (; at < text->token_count && at - start < DATELINE_TOKENS + 4; at++) {
    if (at > token && (text->flags[at] & NOMENP_TOKEN_PARAGRAPH)) break;
    if (text->shape[at] == NOMENP_SHAPE_DASH && at > token) return true;
  }
  return false;
}

static bool in_header(const nomenp_text *text, uint32_t token) {
  uint32_t start = line_start(text, token), end = line_end(text, token);
  return token < HEADER_TOKENS && end - start <= HEADER_LINE_TOKENS &&
         end < text->token_count;
}

void nomenp_date_find_reference(const nomenp_text *text,
                                const nomenp_date_found *found, size_t count,
                                nomenp_reference *reference) {
  const nomenp_date_found *best = NULL;
  int best_rank = 0;

  for (size_t i = 0; i < count; i++) {
    int rank;
    if (!is_full(&found[i].words)) continue;
    rank = in_dateline(text, found[i].first_token) ? 3
           : in_header(text, found[i].first_token) ? 2 : 1;
    if (rank <= best_rank) continue;
    best = &found[i];
    best_rank = rank;
  }
  if (best == NULL) return;
  reference->is_known = true;
  reference->moment = (nomen_moment){best->words.when.year,
                                     best->words.when.month,
                                     best->words.when.day, -1, -1, -1};
  reference->source = best_rank == 3   ? "dateline"
                      : best_rank == 2 ? "header" : "first_date";
}

static bool joins(const nomenp_date_tables *tables, const nomenp_text *text,
                  uint32_t token) {
  const char *bytes = (const char *)text->bytes + text->start[token];

  if (text->shape[token] == NOMENP_SHAPE_DASH ||
      text->shape[token] == NOMENP_SHAPE_HYPHEN)
    return true;
  return nomenp_date_entry_is(
      nomenp_date_table_find(tables, NOMENP_TABLE_CONTEXT, bytes,
                             text->end[token] - text->start[token]),
      "joins");
}

int nomenp_date_shared_year(const nomenp_date_tables *tables,
                            const nomenp_text *text,
                            const nomenp_date_found *found, size_t count,
                            size_t index) {
  const nomenp_date_words *words = &found[index].words, *next;
  uint32_t between;

  if (index + 1 >= count || words->op != NOMENP_OP_DATE ||
      words->when.month < 1 || words->when.year >= 0 ||
      words->relation != NOMENP_RELATION_NONE)
    return NOMENP_UNKNOWN;
  next = &found[index + 1].words;
  between = found[index + 1].first_token - found[index].last_token - 1;
  if (next->op != NOMENP_OP_DATE || next->year_is_short ||
      next->when.year < 1 || next->when.month < 1 || between < 1 || between > 2)
    return NOMENP_UNKNOWN;
  if (!joins(tables, text, found[index].last_token + 1)) return NOMENP_UNKNOWN;
  return next->when.year - (words->when.month > next->when.month);
}
