/* SPDX-License-Identifier: MIT */
/*
 * The reader of money: made once for an engine from its patterns and currencies, then
 * run over the matches of each document.
 */
#include "value/money.h"

#include <string.h>

#include "base/error.h"
#include "text/fold.h"
#include "value/amount.h"

static const char *const kind_names[NOMENP_MONEY_RULE_COUNT] = {
    "",           "money",      "money-rest", "money-modifier",
    "money-modifier-after", "money-unit", "money-not", "money-sure"};

static const char *const words[NOMENP_MONEY_WORD_COUNT] = {
    "of", "and", "or", "to",  "between", "from",  "by",    "in",
    "a",  "an",  "the", "at", "each",    "every", "equal", "equivalent",
    "few", "couple"};

bool nomenp_money_knows_kind(const char *kind) {
  for (unsigned i = 1; i < NOMENP_MONEY_RULE_COUNT; i++)
    if (strcmp(kind, kind_names[i]) == 0) return true;
  return false;
}

static bool learn_rules(nomenp_money *money, const nomenp_patterns *patterns) {
  size_t count = nomenp_patterns_rule_count(patterns);

  money->rule_count = count;
  money->rules = nomenp_arena_array(&money->arena, count + 1, sizeof(uint8_t));
  money->modifiers =
      nomenp_arena_array(&money->arena, count + 1, sizeof(const char *));
  if (money->rules == NULL || money->modifiers == NULL) return false;
  for (size_t rule = 0; rule < count; rule++) {
    const char *kind = nomenp_patterns_rule_kind(patterns, rule);
    for (unsigned i = 1; i < NOMENP_MONEY_RULE_COUNT; i++)
      if (strcmp(kind, kind_names[i]) == 0) money->rules[rule] = (uint8_t)i;
    money->modifiers[rule] =
        nomenp_patterns_rule_value(patterns, rule, "modifier");
  }
  return true;
}

static void learn_captures(nomenp_money *money,
                           const nomenp_patterns *patterns) {
  nomenp_money_captures *c = &money->captures;

  c->prefix = nomenp_patterns_capture(patterns, "prefix");
  c->low = nomenp_patterns_capture(patterns, "low");
  c->join = nomenp_patterns_capture(patterns, "join");
  c->high = nomenp_patterns_capture(patterns, "high");
  c->suffix = nomenp_patterns_capture(patterns, "suffix");
  c->percent = nomenp_patterns_capture(patterns, "percent");
  c->closed = nomenp_patterns_capture(patterns, "closed");
  c->rest = nomenp_patterns_capture(patterns, "rest");
  c->unit = nomenp_patterns_capture(patterns, "unit");
}

nomen_status nomenp_money_new(const nomen_allocator *memory,
                              const nomenp_patterns *patterns,
                              const nomenp_currency *currencies, size_t count,
                              nomenp_money **out, nomen_error *error) {
  nomenp_money *money = nomenp_memory_allocate_zeroed(memory, sizeof(*money));
  nomen_status status;

  *out = NULL;
  if (money == NULL) return nomenp_error_memory(error);
  money->memory = *memory;
  nomenp_arena_init(&money->arena, &money->memory);
  learn_captures(money, patterns);
  for (unsigned i = 0; i < NOMENP_MONEY_WORD_COUNT; i++)
    money->words[i] =
        nomenp_fold_hash((const uint8_t *)words[i], strlen(words[i]));
  status = learn_rules(money, patterns)
               ? nomenp_currencies_build(&money->arena, &money->memory,
                                         currencies, count, &money->currencies,
                                         error)
               : nomenp_error_memory(error);
  if (status != NOMEN_OK) {
    nomenp_money_free(money);
    return status;
  }
  *out = money;
  return NOMEN_OK;
}

void nomenp_money_free(nomenp_money *money) {
  nomen_allocator memory;

  if (money == NULL) return;
  memory = money->memory;
  nomenp_arena_fini(&money->arena);
  nomenp_memory_release(&memory, money);
}

/* Sort the matches by what their rules are for; they stay in order. */
static bool sort_matches(nomenp_money_reader *r,
                         const nomenp_match_list *matches) {
  size_t counts[NOMENP_MONEY_RULE_COUNT] = {0};

  for (size_t i = 0; i < matches->count; i++)
    counts[r->money->rules[matches->items[i].rule]]++;
  for (unsigned kind = 1; kind < NOMENP_MONEY_RULE_COUNT; kind++) {
    r->matches[kind].items = nomenp_arena_allocate(
        &r->scratch, (counts[kind] + 1) * sizeof(*r->matches[kind].items));
    if (r->matches[kind].items == NULL) return false;
  }
  for (size_t i = 0; i < matches->count; i++) {
    unsigned kind = r->money->rules[matches->items[i].rule];
    if (kind != NOMENP_MONEY_OTHER)
      r->matches[kind].items[r->matches[kind].count++] = &matches->items[i];
  }
  return true;
}

static bool write_decimal(nomenp_arena *arena, const nomenp_decimal *value,
                          const char **out) {
  char text[NOMENP_DECIMAL_TEXT_MAX];
  size_t size = nomenp_decimal_text(value, text);

  *out = nomenp_arena_string(arena, text, size);
  return *out != NULL;
}

/* How sure: what the text says outright, what the document says, what is assumed. */
static uint16_t confidence_of(const nomenp_amount *a) {
  if (a->is_explicit) return 980;
  return a->settled_by == NULL ? 900 : 950;
}

static bool add_candidate(const nomenp_money_reader *r, const nomenp_amount *a,
                          const char *rule, size_t base,
                          nomenp_candidate_list *out) {
  nomenp_candidate *c;
  nomen_money *money;

  if (!NOMENP_ARENA_GROW(out->arena, &out->items, &out->capacity,
                         out->count + 1))
    return false;
  c = &out->items[out->count];
  memset(c, 0, sizeof(*c));
  c->start = a->start_byte;
  c->end = a->end_byte;
  c->type = NOMEN_TYPE_MONEY;
  c->rule = rule;
  c->confidence = confidence_of(a);
  money = &c->value.money;
  if ((a->has_value && !write_decimal(r->arena, &a->value, &money->amount)) ||
      (a->has_low && !write_decimal(r->arena, &a->low, &money->low)) ||
      (a->has_high && !write_decimal(r->arena, &a->high, &money->high)))
    return false;
  money->has_number =
      a->has_value && nomenp_decimal_scaled(&a->value, &money->coefficient,
                                            &money->exponent);
  if (a->currency >= 0)
    money->currency = r->money->currencies.items[a->currency].code;
  money->modifier = a->modifier;
  money->unit = a->unit;
  money->settled_by = a->settled_by;
  money->range = a->range == NOMEN_NONE ? NOMEN_NONE : base + a->range;
  money->equivalent =
      a->equivalent == NOMEN_NONE ? NOMEN_NONE : base + a->equivalent;
  out->count++;
  return true;
}

static bool read_money(nomenp_money_reader *r, const nomenp_match_list *matches,
                       nomenp_candidate_list *out) {
  size_t base = out->count;

  if (!sort_matches(r, matches)) return false;
  if (r->matches[NOMENP_MONEY_AMOUNT].count == 0) return true;
  if (!nomenp_money_read_amounts(r)) return false;
  if (r->amounts.count == 0) return true;
  if (!nomenp_money_join(r) || !nomenp_money_settle(r) ||
      !NOMENP_ARENA_GROW(out->arena, &out->items, &out->capacity,
                         base + r->amounts.count))
    return false;
  for (size_t i = 0; i < r->amounts.count; i++)
    if (!add_candidate(r, &r->amounts.items[i], "money.amount", base, out))
      return false;
  return true;
}

nomen_status nomenp_money_read(const nomenp_money *money, nomenp_arena *arena,
                               const nomenp_value_input *input,
                               const nomenp_country_mention *mentions,
                               size_t mention_count,
                               nomenp_candidate_list *out) {
  nomenp_money_reader r = {.money = money,
                           .arena = arena,
                           .text = input->text,
                           .mentions = mentions,
                           .mention_count = mention_count};
  bool is_done;

  if (out->arena == NULL) out->arena = arena;
  nomenp_arena_init_beside(&r.scratch, out->arena);
  nomenp_arena_init_beside(&r.found, out->arena);
  is_done = read_money(&r, input->matches, out);
  nomenp_arena_fini(&r.found);
  nomenp_arena_fini(&r.scratch);
  return is_done ? NOMEN_OK : NOMEN_ENOMEM;
}
