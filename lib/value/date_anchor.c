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

/* The walks below look no further than matters: a line may be the whole text. */
static uint32_t line_end(const nomenp_text *text, uint32_t token) {
  uint32_t limit = token + HEADER_LINE_TOKENS + 1;
  for (token++; token < text->token_count && token < limit; token++)
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

  while (start > 0 && token - start < DATELINE_TOKENS &&
         !(text->flags[start] & NOMENP_TOKEN_PARAGRAPH))
    start--;
  if (token - start >= DATELINE_TOKENS || start > HEADER_TOKENS) return false;
  for (; at < text->token_count && at - start < DATELINE_TOKENS + 4; at++) {
    if (at > token && (text->flags[at] & NOMENP_TOKEN_PARAGRAPH)) break;
    if (text->shape[at] == NOMENP_SHAPE_DASH && at > token) return true;
  }
  return false;
}

static bool in_header(const nomenp_text *text, uint32_t token) {
  uint32_t start, end;

  if (token >= HEADER_TOKENS) return false;
  start = line_start(text, token);
  end = line_end(text, token);
  return end - start <= HEADER_LINE_TOKENS && end < text->token_count;
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

static const nomenp_date_entry *context_of(const nomenp_date_tables *tables,
                                           const nomenp_text *text,
                                           uint32_t token) {
  return nomenp_date_table_find(tables, NOMENP_TABLE_CONTEXT,
                                (const char *)text->bytes + text->start[token],
                                text->end[token] - text->start[token]);
}

/* A day said in one way or another, without a time. */
static bool is_day(const nomenp_date_words *w) {
  if (w->kind != NOMEN_DATE_DATE || w->modifier != NULL) return false;
  if (w->op == NOMENP_OP_SHIFT) return w->duration.count == 0;
  return w->op == NOMENP_OP_DATE && w->when.precision == NOMEN_PRECISION_DAY;
}

static bool is_weekday(const nomenp_date_words *w) {
  return w->op == NOMENP_OP_DATE && w->when.weekday > 0 &&
         w->when.weekday != NOMENP_WEEKEND && w->when.day < 0 &&
         w->relation <= NOMENP_RELATION_NEXT && w->modifier == NULL &&
         w->unit == NOMENP_UNIT_NONE &&
         w->when.precision == NOMEN_PRECISION_DAY;
}

/* A time of no day: "5 p.m.", "this morning". */
static bool is_time(const nomenp_date_words *w) {
  return w->op == NOMENP_OP_DATE && w->when.precision >= NOMEN_PRECISION_PART &&
         w->when.day < 0 && w->when.weekday < 0 && w->when.month < 0;
}

/* A part of a day, with the day: "Friday night", "this morning". */
static bool is_part(const nomenp_date_words *w) {
  return w->kind == NOMEN_DATE_TIME && w->when.precision == NOMEN_PRECISION_PART &&
         (w->op == NOMENP_OP_DATE || w->op == NOMENP_OP_SHIFT) &&
         (w->when.weekday > 0 || w->relation != NOMENP_RELATION_NONE ||
          w->op == NOMENP_OP_SHIFT);
}

/* Every Friday, each day: what a time of day makes one SET with. */
static bool is_set_of_days(const nomenp_date_words *w) {
  return w->op == NOMENP_OP_SET && w->fixed == NULL &&
         (w->when.precision >= NOMEN_PRECISION_DAY ||
          (w->unit == NOMENP_UNIT_DAY && w->hundredths == 100));
}

static void set_time(nomenp_date_words *day, const nomenp_when *time) {
  day->when.hour = time->hour;
  day->when.minute = time->minute;
  day->when.second = time->second;
  /* Seven in the evening is 19:00. */
  if (time->part < 0 && time->hour > 0 && time->hour < 12 &&
      nomenp_part_is_late(day->when.part, time->hour))
    day->when.hour += 12;
  day->when.part = time->part;
  day->when.precision = time->precision;
  day->kind = NOMEN_DATE_TIME;
}

/* What stands between two dates that may be one: nothing, a comma, "at" or "on". */
typedef enum between_kind {
  BETWEEN_OTHER,
  BETWEEN_NOTHING,
  BETWEEN_COMMA,
  BETWEEN_AT,
  BETWEEN_ON
} between_kind;

static between_kind between(const nomenp_date_tables *tables,
                            const nomenp_text *text,
                            const nomenp_date_found *a,
                            const nomenp_date_found *b) {
  uint32_t at = a->last_token + 1, count = b->first_token - at;
  const nomenp_date_entry *entry;

  if (text->flags[b->first_token] & NOMENP_TOKEN_PARAGRAPH) return BETWEEN_OTHER;
  if (count == 0) return BETWEEN_NOTHING;
  if (count == 2 && text->shape[at] == NOMENP_SHAPE_COMMA) at++, count--;
  if (count != 1) return BETWEEN_OTHER;
  if (text->shape[at] == NOMENP_SHAPE_COMMA) return BETWEEN_COMMA;
  entry = context_of(tables, text, at);
  if (nomenp_date_entry_is(entry, "at")) return BETWEEN_AT;
  if (nomenp_date_entry_is(entry, "on")) return BETWEEN_ON;
  return BETWEEN_OTHER;
}

/* Put b's part of the date into a, if the two are one. */
static bool join_two(nomenp_date_words *a, const nomenp_date_words *b,
                     between_kind gap) {
  const char *modifier = a->modifier != NULL ? a->modifier : b->modifier;

  if (gap == BETWEEN_OTHER) return false;
  if (is_weekday(a) && is_day(b) && b->op == NOMENP_OP_DATE &&
      b->when.weekday < 0 && gap <= BETWEEN_COMMA) {
    int weekday = a->when.weekday;
    *a = *b;
    a->when.weekday = weekday;
  } else if (is_set_of_days(a) && is_time(b) && b->when.hour >= 0 &&
             gap != BETWEEN_ON) {
    set_time(a, &b->when); /* every Friday at 5 p.m. */
    a->kind = NOMEN_DATE_SET;
  } else if (is_set_of_days(b) && is_time(a) && a->when.hour >= 0 &&
             a->relation == NOMENP_RELATION_NONE && gap == BETWEEN_NOTHING) {
    nomenp_when time = a->when; /* 5 p.m. every day */
    *a = *b;
    set_time(a, &time);
    a->kind = NOMEN_DATE_SET;
  } else if ((is_day(a) || is_part(a)) && is_time(b) && b->when.hour >= 0 &&
             b->relation == NOMENP_RELATION_NONE && gap != BETWEEN_ON) {
    if (is_part(a)) modifier = b->modifier; /* late last night at 11 */
    set_time(a, &b->when);
  } else if (is_time(a) && gap == BETWEEN_ON && is_day(b) &&
             a->when.precision == NOMEN_PRECISION_PART &&
             a->relation == NOMENP_RELATION_THAT) {
    nomenp_when time = a->when; /* the night of May 3 */
    *a = *b;
    set_time(a, &time);
  } else if (is_time(a) && a->when.hour >= 0 &&
             a->relation == NOMENP_RELATION_NONE && (is_day(b) || is_part(b)) &&
             gap != BETWEEN_AT) {
    nomenp_when time = a->when;
    if (is_part(b)) modifier = a->modifier;
    *a = *b;
    set_time(a, &time);
  } else {
    return false;
  }
  a->modifier = modifier;
  return true;
}

/* "Independence Day, July 28": the country's own is the day it names. */
static void appose(nomenp_date_words *feast, const nomenp_date_words *day) {
  if (feast->op != NOMENP_OP_DATE || feast->fixed == NULL ||
      feast->when.precision > NOMEN_PRECISION_DAY || feast->when.year >= 0 ||
      feast->unit != NOMENP_UNIT_NONE || feast->when.weekday > 0 ||
      !is_day(day) || day->op != NOMENP_OP_DATE || day->when.month < 1 ||
      day->when.day < 1)
    return;
  feast->fixed = NULL;
  feast->when = day->when;
  feast->year_is_short = day->year_is_short;
  if (feast->year_relation == NOMENP_RELATION_NONE)
    feast->year_relation = day->year_relation;
}

size_t nomenp_date_join(const nomenp_date_tables *tables,
                        const nomenp_text *text, nomenp_date_found *found,
                        size_t count) {
  size_t kept = 0;

  for (size_t i = 0; i < count; i++) {
    nomenp_date_found *last = kept > 0 ? &found[kept - 1] : NULL;
    between_kind gap = last == NULL ? BETWEEN_OTHER
                                    : between(tables, text, last, &found[i]);
    if (last != NULL && join_two(&last->words, &found[i].words, gap)) {
      last->end = found[i].end;
      last->last_token = found[i].last_token;
      continue;
    }
    if (gap == BETWEEN_COMMA) appose(&last->words, &found[i].words);
    found[kept++] = found[i];
  }
  return kept;
}

static bool joins(const nomenp_date_tables *tables, const nomenp_text *text,
                  uint32_t token) {
  if (text->shape[token] == NOMENP_SHAPE_DASH ||
      text->shape[token] == NOMENP_SHAPE_HYPHEN)
    return true;
  return nomenp_date_entry_is(context_of(tables, text, token), "joins");
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
