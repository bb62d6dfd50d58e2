/* SPDX-License-Identifier: MIT */
/*
 * Scoring of suites: what is asked of each text is asked of it as a whole.
 */
#include "suite.h"

#include "decimal.h"

#include <stdlib.h>
#include <string.h>

typedef struct tally {
  size_t cases, spans, items, values, money, units, empty, quiet;
} tally;

/* The ISO code that a suite's name of a currency stands for; a code is its own.
   NULL where the suite leaves it open or names none of these. */
static const char *currency_code(const char *unit) {
  static const struct {
    const char *name, *code;
  } names[] = {{"dollar", "USD"},
               {"$", "USD"},
               {"united states dollar", "USD"},
               {"pound", "GBP"},
               {"\u00a3", "GBP"},
               {"\u20a4", "GBP"},
               {"british pound", "GBP"},
               {"euro", "EUR"},
               {"\u20ac", "EUR"},
               {"yen", "JPY"},
               {"japanese yen", "JPY"},
               {"\u00a5", "JPY"},
               {"rupee", "INR"},
               {"indian rupee", "INR"},
               {"\u20b9", "INR"},
               {"finnish markka", "FIM"},
               {"german mark", "DEM"},
               {"mark", "DEM"},
               {"french franc", "FRF"},
               {"swiss franc", "CHF"},
               {"swedish krona", "SEK"},
               {"canadian dollar", "CAD"},
               {"australian dollar", "AUD"},
               {"hong kong dollar", "HKD"},
               {"singapore dollar", "SGD"},
               {"chinese yuan", "CNY"},
               {"russian ruble", "RUB"},
               {"mexican peso", "MXN"},
               {"brazilian real", "BRL"},
               {"south korean won", "KRW"},
               {"\u20a9", "KRW"},
               {"\u20bd", "RUB"},
               {"\u20aa", "ILS"},
               {"new taiwan dollar", "TWD"},
               {"danish krone", "DKK"},
               {"norwegian krone", "NOK"},
               {"south african rand", "ZAR"},
               {"turkish lira", "TRY"},
               {"thai baht", "THB"}};
  char lower[64] = "";
  if (unit == NULL || strlen(unit) >= sizeof lower) return NULL;
  if (strlen(unit) == 3 && strspn(unit, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3)
    return unit;
  for (size_t i = 0; unit[i] != '\0'; i++)
    lower[i] = (char)(unit[i] >= 'A' && unit[i] <= 'Z' ? unit[i] - 'A' + 'a'
                                                       : unit[i]);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(names[i].name, lower) == 0) return names[i].code;
  return NULL;
}

static bool is_money_case(const document *d, const json_t *expect) {
  for (size_t i = 0; i < json_array_size(expect); i++) {
    const char *type =
        json_string_value(field_of(json_array_get(expect, i), "type"));
    if (type != NULL && strcmp(type, "MONEY") == 0) return true;
  }
  return strstr(d->id, "money") != NULL || strstr(d->id, "currency") != NULL ||
         strstr(d->id, "price") != NULL;
}

static bool is_asked_for(const mention *m, bool money) {
  static const char *const dates[] = {"DATE", "DURATION", "SET", "TIME"};
  if (money) return strcmp(m->type, "MONEY") == 0;
  for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
    if (strcmp(m->type, dates[i]) == 0) return true;
  return false;
}

/* What was found in a text of the kind asked for; the caller frees it. */
static mention *found_items(const document *found, bool money, bool first_only,
                            size_t *count) {
  size_t all = found != NULL ? found->mention_count : 0;
  mention *out = take_memory(NULL, all, sizeof *out);
  *count = 0;
  for (size_t i = 0; i < all && !(first_only && *count == 1); i++)
    if (is_asked_for(&found->mentions[i], money))
      out[(*count)++] = found->mentions[i];
  return out;
}

static const mention *find_item(const mention *list, size_t count,
                                const json_t *want) {
  json_int_t start = json_integer_value(field_of(want, "start"));
  json_int_t end = json_integer_value(field_of(want, "end"));
  for (size_t i = 0; i < count; i++)
    if ((json_int_t)list[i].start == start && (json_int_t)list[i].end == end)
      return &list[i];
  return NULL;
}

/* A value may say more than is asked for: "2021-07-15T20:30" is 2021-07-15. */
static bool reads_as(const json_t *want, const json_t *got) {
  const char *value = json_is_string(want)
                          ? json_string_value(want)
                          : json_string_value(field_of(want, "value"));
  const char *timex = got != NULL ? json_string_value(got) : "";
  return value != NULL && timex != NULL &&
         strncmp(timex, value, strlen(value)) == 0;
}

static bool value_is_right(const json_t *want, const mention *got, bool money) {
  const json_t *value = field_of(want, "value");
  const json_t *others = field_of(want, "alts");
  if (money)
    return value == NULL || decimal_equal(value, got->amount) ||
           (got->amount != NULL && json_equal(value, got->amount));
  bool right = value != NULL && reads_as(value, got->value);
  for (size_t i = 0; i < json_array_size(others) && !right; i++)
    right = reads_as(json_array_get(others, i), got->value);
  return right;
}

static const char *shown(const json_t *value, char room[64]) {
  return value != NULL ? decimal_text(value, room) : "none";
}

static void count_item(const json_t *want, const mention *got, bool money,
                       tally *t, scores *out) {
  char room[2][64];
  const char *text = json_string_value(field_of(want, "text"));
  t->items++;
  t->money += money;
  if (got == NULL) return;
  if (value_is_right(want, got, money))
    t->values++;
  else
    scores_note(out, "value | %s | expected %s | got %s", text ? text : "",
                shown(field_of(want, "value"), room[0]),
                shown(money ? got->amount : got->value, room[1]));
  if (!money) return;
  const char *code = currency_code(json_string_value(field_of(want, "unit")));
  const char *currency = json_string_value(got->currency);
  if (code == NULL || (currency != NULL && strcmp(code, currency) == 0))
    t->units++;
  else
    scores_note(out, "unit | %s | expected %s | got %s", text ? text : "", code,
                currency != NULL ? currency : "none");
}

static void count_case(const document *d, const document *found, tally *t,
                       scores *out) {
  const json_t *expect = field_of(d->json, "expect");
  size_t wanted = json_array_size(expect), count, hits = 0;
  bool money = is_money_case(d, expect);
  bool first_only = wanted > 0 && json_is_true(field_of(d->json, "first_only"));
  mention *got = found_items(found, money, first_only, &count);
  for (size_t i = 0; i < wanted; i++) {
    const json_t *want = json_array_get(expect, i);
    const mention *hit = find_item(got, count, want);
    hits += hit != NULL;
    count_item(want, hit, money, t, out);
  }
  bool exact = hits == wanted && count == wanted;
  t->cases += wanted > 0;
  t->spans += wanted > 0 && exact;
  t->empty += wanted == 0;
  t->quiet += wanted == 0 && exact;
  if (!exact)
    scores_note(out, "spans | %s | %zu expected, %zu found, %zu of them right",
                d->text, wanted, count, hits);
  free(got);
}

void score_suite(const corpus *suite, const corpus *found, scores *out) {
  tally t = {0};
  for (size_t i = 0; i < suite->count; i++) {
    const document *d = &suite->documents[i];
    count_case(d, corpus_find(found, d->id), &t, out);
  }
  scores_add_figure(out, "spans", share_of(t.spans, t.cases), t.cases);
  scores_add_figure(out, "values", share_of(t.values, t.items), t.items);
  scores_add_figure(out, "units", share_of(t.units, t.money), t.money);
  scores_add_figure(out, "quiet", share_of(t.quiet, t.empty), t.empty);
}
