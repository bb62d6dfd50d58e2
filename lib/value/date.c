/* SPDX-License-Identifier: MIT */
/*
 * The reader of dates: chooses among the matches, reads their words, finds the
 * reference date, and resolves them in the order of the text.
 */
#include "value/date.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "value/date_anchor.h"
#include "value/date_resolve.h"
#include "value/date_tense.h"

#define CONFIDENCE 950 /* of a rule that does not say another */
#define LOOK_AHEAD 6u    /* tokens from a time to its day */
#define QUARTER_REACH 4u /* sentences that a quarter is spoken of */

typedef struct date_rule { /* of the patterns' rule of the same number */
  uint8_t op;              /* nomenp_date_op; NONE: not of dates */
  bool is_refusal;         /* kind "not": what it matches is no date */
  uint16_t confidence;
  uint8_t relation;        /* of a rule whose words do not say one */
  bool follows_day;        /* only close behind a day, whose month it takes */
} date_rule;

struct nomenp_dates {
  nomen_allocator memory;
  const nomenp_patterns *patterns;
  nomenp_date_tables tables;
  nomenp_date_slots slots;
  date_rule *rules;
};

static bool rule_has_kind(const nomenp_patterns *patterns, size_t rule,
                          const char *kind) {
  return strcmp(nomenp_patterns_rule_kind(patterns, rule), kind) == 0;
}

static uint16_t read_confidence(const char *text) {
  unsigned value = 0;
  if (text == NULL) return CONFIDENCE;
  for (; *text >= '0' && *text <= '9' && value <= 1000; text++)
    value = value * 10 + (unsigned)(*text - '0');
  return value > 0 && value <= 1000 ? (uint16_t)value : CONFIDENCE;
}

static void read_rules(nomenp_dates *dates, size_t count) {
  const nomenp_patterns *p = dates->patterns;

  for (size_t i = 0; i < count; i++) {
    date_rule *rule = &dates->rules[i];
    const char *relation = nomenp_patterns_rule_value(p, i, "relation");
    *rule = (date_rule){NOMENP_OP_NONE, rule_has_kind(p, i, "not"), CONFIDENCE,
                        NOMENP_RELATION_NONE, false};
    if (!rule_has_kind(p, i, "date")) continue;
    rule->op = (uint8_t)nomenp_date_op_read(
        nomenp_patterns_rule_value(p, i, "op"));
    rule->confidence =
        read_confidence(nomenp_patterns_rule_value(p, i, "confidence"));
    rule->follows_day =
        nomenp_patterns_rule_value(p, i, "follows") != NULL;
    if (relation != NULL && strcmp(relation, "that") == 0)
      rule->relation = NOMENP_RELATION_THAT;
    else if (relation != NULL && strcmp(relation, "this") == 0)
      rule->relation = NOMENP_RELATION_THIS;
  }
}

nomen_status nomenp_dates_new(const nomen_allocator *memory,
                              const nomenp_patterns *patterns,
                              nomenp_dates **out, nomen_error *error) {
  size_t count = nomenp_patterns_rule_count(patterns), size;
  nomenp_dates *dates = nomenp_memory_allocate_zeroed(memory, sizeof *dates);

  *out = NULL;
  if (dates == NULL) return nomenp_error_memory(error);
  dates->memory = *memory;
  dates->patterns = patterns;
  if (!nomenp_memory_product(count + 1, sizeof *dates->rules, &size) ||
      (dates->rules = nomenp_memory_allocate(memory, size)) == NULL ||
      nomenp_date_tables_read(memory, patterns, &dates->tables, error) !=
          NOMEN_OK) {
    nomenp_dates_free(dates);
    return nomenp_error_memory(error);
  }
  nomenp_date_slots_init(&dates->slots, patterns, &dates->tables);
  read_rules(dates, count);
  *out = dates;
  return NOMEN_OK;
}

void nomenp_dates_free(nomenp_dates *dates) {
  nomen_allocator memory;

  if (dates == NULL) return;
  memory = dates->memory;
  nomenp_date_tables_fini(&memory, &dates->tables);
  nomenp_memory_release(&memory, dates->rules);
  nomenp_memory_release(&memory, dates);
}

static bool take_digits(const char **at, int count, int *out) {
  *out = 0;
  for (; count > 0; count--, (*at)++) {
    if (**at < '0' || **at > '9') return false;
    *out = *out * 10 + (**at - '0');
  }
  return true;
}

static bool take_byte(const char **at, char c) {
  if (**at != c) return false;
  (*at)++;
  return true;
}

bool nomenp_moment_read(const char *text, nomen_moment *out) {
  nomen_moment m = {0, 0, 0, -1, -1, -1};

  if (!take_digits(&text, 4, &m.year) || !take_byte(&text, '-') ||
      !take_digits(&text, 2, &m.month) || !take_byte(&text, '-') ||
      !take_digits(&text, 2, &m.day) ||
      !nomenp_ymd_exists((nomenp_ymd){m.year, m.month, m.day}))
    return false;
  if (*text != '\0') {
    if (!take_byte(&text, 'T') || !take_digits(&text, 2, &m.hour) ||
        !take_byte(&text, ':') || !take_digits(&text, 2, &m.minute))
      return false;
    if (*text != '\0' &&
        (!take_byte(&text, ':') || !take_digits(&text, 2, &m.second)))
      return false;
  }
  if (*text != '\0' || m.hour > 23 || m.minute > 59 || m.second > 59)
    return false;
  *out = m;
  return true;
}

typedef struct reading {
  const nomenp_dates *dates;
  nomenp_arena *arena;  /* of the strings of values */
  nomenp_arena scratch; /* of what is found, alone */
  const nomenp_value_input *input;
  nomenp_date_found *found;
  size_t count;
  size_t capacity;
} reading;

static uint32_t last_token(const nomenp_text *text, const nomenp_match *match) {
  uint32_t token = match->token;
  while (token + 1 < text->token_count && text->end[token] < match->end) token++;
  return token;
}

/* The month of the date two tokens before, for a day behind it: "Nov. 19-20". */
static bool take_month(const reading *r, uint32_t token,
                       nomenp_date_words *words) {
  const nomenp_date_found *last = &r->found[r->count];

  if (r->count == 0) return false;
  last--;
  if (last->words.op != NOMENP_OP_DATE || last->words.when.month < 1 ||
      last->words.when.day < 1 || last->words.when.year >= 0 ||
      last->words.kind != NOMEN_DATE_DATE || token - last->last_token != 2)
    return false;
  words->when.month = last->words.when.month;
  return nomenp_when_is_possible(&words->when);
}

/* Of the matches from the left, the longest whose words say a date; what a
 * refusal matches is passed over, unless a longer date begins with it. */
static bool choose(reading *r) {
  const nomenp_match_list *matches = r->input->matches;
  uint32_t taken = 0; /* bytes before this are spoken for */

  for (size_t i = 0; i < matches->count; i++) {
    const nomenp_match *match = &matches->items[i];
    const date_rule *rule = &r->dates->rules[match->rule];
    nomenp_date_found *item;
    if (match->start < taken) continue;
    if (rule->is_refusal) {
      taken = match->end;
      continue;
    }
    if (rule->op == NOMENP_OP_NONE) continue;
    if (!NOMENP_ARENA_GROW(&r->scratch, &r->found, &r->capacity, r->count + 1))
      return false;
    item = &r->found[r->count];
    if (!nomenp_date_words_read(&r->dates->slots, (nomenp_date_op)rule->op,
                                r->input->text->bytes, match,
                                r->input->day_first, &item->words)) {
      if (item->words.is_impossible) taken = match->end;
      continue;
    }
    if (rule->follows_day && !take_month(r, match->token, &item->words))
      continue;
    if (item->words.relation == NOMENP_RELATION_NONE)
      item->words.relation = (nomenp_relation)rule->relation;
    item->start = match->start;
    item->end = match->end;
    item->rule = match->rule;
    item->first_token = match->token;
    item->last_token = last_token(r->input->text, match);
    r->count++;
    taken = match->end;
  }
  r->count = nomenp_date_join(&r->dates->tables, r->input->text, r->found,
                              r->count);
  return true;
}

static const char *keep(nomenp_arena *arena, const char *text) {
  return nomenp_arena_string(arena, text, strlen(text));
}

static bool write_bounds(nomenp_arena *arena, const nomenp_date_value *value,
                         nomen_date *out) {
  char begin[NOMENP_TIMEX_SIZE], end[NOMENP_TIMEX_SIZE];
  nomenp_when from = value->begin, to = value->end;

  if (!value->has_bounds && (value->form != NOMENP_FORM_WHEN ||
                             out->kind == NOMEN_DATE_SET ||
                             !nomenp_when_bounds(&value->when, &from, &to)))
    return true;
  nomenp_timex_write(&from, begin);
  nomenp_timex_write(&to, end);
  out->begin = keep(arena, begin);
  out->end = keep(arena, end);
  return out->begin != NULL && out->end != NULL;
}

static nomen_moment moment_of(const nomenp_when *when) {
  nomen_moment m = {0, 0, 0, when->hour, when->minute, when->second};
  if (when->precision < NOMEN_PRECISION_YEAR) return m;
  m.year = when->year > 0 ? when->year : 0;
  m.month = when->month > 0 ? when->month : 0;
  m.day = when->day > 0 ? when->day : 0;
  return m;
}

/* The record's value; false when memory is out. */
static bool write_date(nomenp_arena *arena, const nomenp_date_words *words,
                       const nomenp_date_value *value, nomen_date *out) {
  char text[NOMENP_TIMEX_SIZE];

  *out = (nomen_date){.kind = words->kind, .modifier = words->modifier,
                      .filled = value->filled};
  nomenp_date_words_write(words, text);
  out->words = keep(arena, text);
  switch (value->form) {
    case NOMENP_FORM_WHEN:
      nomenp_timex_write(&value->when, text);
      out->precision = value->when.precision;
      break;
    case NOMENP_FORM_DURATION:
      nomenp_timex_write_duration(&value->duration, text);
      break;
    default: break;
  }
  if (value->form != NOMENP_FORM_TEXT)
    out->timex = keep(arena, text);
  else if (value->text != NULL)
    out->timex = value->text;
  else
    out->timex = nomenp_arena_string(arena, words->fixed->text,
                                     words->fixed->size);
  if (out->words != NULL && out->words[0] == '\0') out->words = out->timex;
  out->moment = moment_of(&value->when);
  return out->words != NULL && out->timex != NULL &&
         write_bounds(arena, value, out);
}

static bool add_date(const reading *r, const nomenp_date_found *found,
                     const nomenp_date_value *value,
                     nomenp_candidate_list *out) {
  nomenp_candidate *candidate;

  if (!NOMENP_ARENA_GROW(out->arena, &out->items, &out->capacity,
                         out->count + 1))
    return false;
  candidate = &out->items[out->count];
  *candidate = (nomenp_candidate){
      .start = found->start,
      .end = found->end,
      .type = NOMEN_TYPE_DATE,
      .rule = nomenp_patterns_rule_name(r->dates->patterns, found->rule),
      .confidence = r->dates->rules[found->rule].confidence};
  if (!write_date(r->arena, &found->words, value, &candidate->value.date))
    return false;
  out->count++;
  return true;
}

/* A year, or a "last", leaves the tense nothing to decide. */
static bool needs_tense(const nomenp_date_words *words) {
  return words->op == NOMENP_OP_NTH ||
         (words->op == NOMENP_OP_DATE && words->when.year < 0 &&
          words->relation <= NOMENP_RELATION_THIS &&
          words->relation != NOMENP_RELATION_LAST);
}

/* A clock time without a day, and the day said a little behind it: "10:40 a.m. (0740
 * GMT) Thursday".  Counts as mentioned before. */
static void look_ahead(const reading *r, size_t index,
                       nomenp_date_context *context) {
  const nomenp_date_found *time = &r->found[index];
  const nomenp_when *when = &time->words.when;

  if (time->words.op != NOMENP_OP_DATE || when->hour < 0 || when->day >= 0 ||
      when->weekday >= 0 || time->words.relation != NOMENP_RELATION_NONE)
    return;
  for (size_t i = index + 1; i < r->count && i <= index + 2; i++) {
    const nomenp_date_found *day = &r->found[i];
    nomenp_date_value value;
    if (day->first_token - time->last_token > LOOK_AHEAD) return;
    if (day->words.kind != NOMEN_DATE_DATE || day->words.modifier != NULL)
      continue;
    if (nomenp_date_resolve(&day->words, context, &value) &&
        value.form == NOMENP_FORM_WHEN &&
        value.when.precision == NOMEN_PRECISION_DAY) {
      nomenp_date_context_mention(context, &value.when);
      context->last_is_near = true;
    }
    return;
  }
}

static bool resolve_all(const reading *r, const nomenp_reference *reference,
                        nomenp_candidate_list *out) {
  const nomenp_text *text = r->input->text;
  nomenp_date_context context;
  uint32_t last_sentence = 0, quarter_sentence = 0;

  nomenp_date_context_init(&context);
  context.has_reference = reference->is_known;
  if (reference->is_known)
    context.reference = nomenp_when_of_moment(&reference->moment);
  for (size_t i = 0; i < r->count; i++) {
    const nomenp_date_found *found = &r->found[i];
    uint32_t sentence = nomenp_text_sentence(text, found->first_token);
    nomenp_date_value value;
    context.last_is_near =
        context.last.precision != NOMEN_PRECISION_NONE &&
        sentence - last_sentence <= 1;
    context.quarter_is_near =
        context.mentions[NOMEN_PRECISION_QUARTER].quarter > 0 &&
        sentence - quarter_sentence <= QUARTER_REACH;
    context.tense = needs_tense(&found->words)
                        ? nomenp_date_tense(&r->dates->tables, text,
                                            found->first_token,
                                            found->last_token)
                        : NOMENP_TENSE_UNKNOWN;
    context.year_hint = nomenp_date_shared_year(&r->dates->tables, text,
                                                r->found, r->count, i);
    look_ahead(r, i, &context);
    if (!nomenp_date_resolve(&found->words, &context, &value)) continue;
    if (!add_date(r, found, &value, out)) return false;
    if (value.form == NOMENP_FORM_WHEN && !value.is_comparison &&
        found->words.kind != NOMEN_DATE_SET) {
      nomenp_date_context_mention(&context, &value.when);
      last_sentence = sentence;
      if (value.when.precision == NOMEN_PRECISION_QUARTER)
        quarter_sentence = sentence;
    }
  }
  return true;
}

/* Room for all at once: strings may come between, and no list must move past them. */
static bool read_dates(reading *r, nomenp_reference *reference,
                       nomenp_candidate_list *out) {
  if (!choose(r) || !NOMENP_ARENA_GROW(out->arena, &out->items, &out->capacity,
                                       out->count + r->count))
    return false;
  if (!reference->is_known)
    nomenp_date_find_reference(r->input->text, r->found, r->count, reference);
  return resolve_all(r, reference, out);
}

nomen_status nomenp_dates_read(const nomenp_dates *dates, nomenp_arena *arena,
                               const nomenp_value_input *input,
                               nomenp_reference *reference,
                               nomenp_candidate_list *out) {
  reading r = {.dates = dates, .arena = arena, .input = input};
  bool is_done;

  if (out->arena == NULL) out->arena = arena;
  nomenp_arena_init_beside(&r.scratch, out->arena);
  is_done = read_dates(&r, reference, out);
  nomenp_arena_fini(&r.scratch);
  return is_done ? NOMEN_OK : NOMEN_ENOMEM;
}
