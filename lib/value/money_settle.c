/* SPDX-License-Identifier: MIT */
/*
 * Which currency is meant.  A form of one reading says it itself.  A shared one ("$",
 * "pesos", "kr") is settled by the first of these that decides:
 *
 *   the same currency named outright elsewhere in the document ("Mexican pesos");
 *   the country nearest to it in its sentence that has such a currency, or one in
 *   it that the form's default is the currency of;
 *   the dateline's country;
 *   the country most mentioned that has such a currency (for a form that has a
 *   default: only if no country is mentioned more);
 *   the default of the form, if the list states one; else it stays open.
 *
 * Naming outright settles what comes after it.  What comes before is settled by it
 * only when the form has no default: who writes "$5" first and "A$6" later means
 * two currencies.  So does who gives one sum in both: "C$300 million ($222 million)".
 *
 * A weak form counts only if the document speaks of a country of the currency, names
 * the currency outright, or (of words) counts it by the thousand or more.
 */
#include <string.h>

#include "value/amount.h"

#define COUNTRY_COUNT (26 * 26)
#define CANDIDATES_MAX 64u
#define CONTRASTS_MAX 16u
#define MENTIONS_LOOKED_AT 32u /* on either side of an amount */
#define NEVER UINT32_MAX

typedef struct candidates {
  uint16_t items[CANDIDATES_MAX];
  uint32_t count;
  int fallback; /* the default, or -1 */
} candidates;

typedef struct contrast { /* this form does not mean this currency here */
  const nomenp_form *form;
  uint16_t currency;
} contrast;

typedef struct settler {
  nomenp_money_reader *reader;
  const nomenp_currencies *currencies;
  uint32_t counts[COUNTRY_COUNT]; /* mentions of each country */
  uint32_t most_mentions;         /* of any country */
  uint32_t *named_first; /* of each currency: amount that names it outright first */
  uint32_t *named_last;  /* ... and last before the amount being settled */
  contrast contrasts[CONTRASTS_MAX];
  size_t contrast_count;
} settler;

static int country_index(const char country[2]) {
  unsigned a = (unsigned)((uint8_t)country[0] - 'A');
  unsigned b = (unsigned)((uint8_t)country[1] - 'A');
  return a < 26 && b < 26 ? (int)(a * 26 + b) : -1;
}

/* How often countries of a currency are mentioned. */
static uint32_t mentions_of(const settler *s, uint16_t currency) {
  const nomenp_currency_entry *entry = &s->currencies->items[currency];
  uint32_t sum = 0;

  for (size_t i = 0; i < entry->country_count; i++) {
    int index = country_index(entry->countries[i].code);
    if (index >= 0) sum += s->counts[index];
  }
  return sum;
}

/* Whether a reading counts in this document; a strong one by itself. */
static bool is_believed(const settler *s, const nomenp_amount *a,
                        const nomenp_form *form, bool only_strong) {
  if (!nomenp_amount_has_kind(a, form)) return false;
  if (!(form->flags & NOMENP_FORM_WEAK)) return true;
  if (only_strong) return false;
  if (form->kind == NOMENP_FORM_WORD && (a->has_magnitude || a->is_sure))
    return true;
  return s->named_first[form->currency] != NEVER ||
         mentions_of(s, form->currency) > 0;
}

static bool is_contrasted(const settler *s, const nomenp_form *form,
                          uint16_t currency) {
  for (size_t i = 0; i < s->contrast_count; i++)
    if (s->contrasts[i].form == form && s->contrasts[i].currency == currency)
      return true;
  return false;
}

static void find_candidates(const settler *s, const nomenp_amount *a,
                            bool only_strong, candidates *out) {
  out->count = 0;
  out->fallback = -1;
  for (uint32_t i = 0; i < a->forms.count; i++) {
    const nomenp_form *form = &a->forms.items[i];
    if (!is_believed(s, a, form, only_strong)) continue;
    if (form->flags & NOMENP_FORM_DEFAULT) out->fallback = form->currency;
    if (out->count > 0 && out->items[out->count - 1] == form->currency)
      continue;
    if (out->count < CANDIDATES_MAX) out->items[out->count++] = form->currency;
  }
}

/* ---- What is said outright ---- */

static bool text_has_space(const char *text) {
  return strchr(text, ' ') != NULL;
}

/* How a form of one reading says its currency. */
static const char *way_of(const nomenp_amount *a, uint16_t currency) {
  for (uint32_t i = 0; i < a->forms.count; i++) {
    const nomenp_form *form = &a->forms.items[i];
    if (form->currency != currency || !nomenp_amount_has_kind(a, form))
      continue;
    if (form->flags & NOMENP_FORM_DEFAULT) return "default";
    if (form->kind == NOMENP_FORM_WORD && text_has_space(form->text) &&
        form->text[0] >= 'A' && form->text[0] <= 'Z')
      return "nationality";
  }
  return "code";
}

static void settle_as(nomenp_amount *a, int currency, const char *by) {
  a->currency = currency;
  a->settled_by = by;
}

static bool has_weak(const nomenp_amount *a) {
  for (uint32_t i = 0; i < a->forms.count; i++)
    if ((a->forms.items[i].flags & NOMENP_FORM_WEAK) &&
        nomenp_amount_has_kind(a, &a->forms.items[i]))
      return true;
  return false;
}

/* Forms of one strong reading, and those with an adjective before them. */
static void settle_outright(settler *s) {
  nomenp_amount_list *list = &s->reader->amounts;

  for (size_t i = 0; i < list->count; i++) {
    nomenp_amount *a = &list->items[i];
    candidates strong;
    if (a->is_dropped) continue;
    if (a->has_country) {
      for (uint32_t k = 0; k < a->forms.count && a->currency < 0; k++)
        if (nomenp_currency_is_of(s->currencies, a->forms.items[k].currency,
                                  a->country))
          settle_as(a, a->forms.items[k].currency, "nationality");
    } else {
      find_candidates(s, a, true, &strong);
      if (strong.count == 1 && !has_weak(a))
        settle_as(a, strong.items[0], way_of(a, strong.items[0]));
    }
    if (a->currency < 0) continue;
    a->is_explicit = true;
    if (s->named_first[a->currency] == NEVER)
      s->named_first[a->currency] = (uint32_t)i;
  }
}

static void find_contrasts(settler *s) {
  nomenp_amount_list *list = &s->reader->amounts;

  for (size_t i = 0; i < list->count; i++) {
    const nomenp_amount *a = &list->items[i], *other;
    if (a->is_explicit || a->equivalent == NOMEN_NONE) continue;
    other = &list->items[a->equivalent];
    if (!other->is_explicit || s->contrast_count == CONTRASTS_MAX) continue;
    s->contrasts[s->contrast_count++] =
        (contrast){a->forms.items, (uint16_t)other->currency};
  }
}

/* ---- What the document says ---- */

static int by_naming(const settler *s, const nomenp_amount *a,
                     const candidates *c) {
  uint32_t last = NEVER, first = NEVER;
  int before = -1, after = -1;

  for (uint32_t i = 0; i < c->count; i++) {
    uint16_t currency = c->items[i];
    /* Who writes "US$" beside "$" tells the two apart. */
    if (currency == c->fallback) continue;
    if (is_contrasted(s, a->forms.items, currency)) continue;
    if (s->named_last[currency] != NEVER &&
        (last == NEVER || s->named_last[currency] > last)) {
      last = s->named_last[currency];
      before = currency;
    }
    if (s->named_first[currency] < first) {
      first = s->named_first[currency];
      after = currency;
    }
  }
  if (before >= 0) return before;
  return c->fallback < 0 ? after : -1;
}

/* The candidate that is a currency of `country`, or -1. */
static int of_country(const settler *s, const nomenp_amount *a,
                      const candidates *c, const char country[2]) {
  for (uint32_t i = 0; i < c->count; i++)
    if (nomenp_currency_is_of(s->currencies, c->items[i], country) &&
        !is_contrasted(s, a->forms.items, c->items[i]))
      return c->items[i];
  return -1;
}

static int by_sentence(const settler *s, const nomenp_amount *a,
                       const candidates *c) {
  const nomenp_money_reader *r = s->reader;
  uint32_t sentence = nomenp_text_sentence(r->text, a->first);
  uint32_t from = r->text->sentence_start[sentence];
  uint32_t to = r->text->sentence_start[sentence + 1];
  size_t at = nomenp_money_mention_from(r, a->first), first = at, last = at;
  uint32_t nearest = NEVER;
  int found = -1;

  while (first > 0 && at - first < MENTIONS_LOOKED_AT &&
         r->mentions[first - 1].token >= from)
    first--;
  while (last < r->mention_count && last - at < MENTIONS_LOOKED_AT &&
         r->mentions[last].token < to)
    last++;
  for (size_t i = first; i < last; i++) {
    uint32_t token = r->mentions[i].token;
    uint32_t distance = token < a->first ? a->first - token : token - a->first;
    int currency = of_country(s, a, c, r->mentions[i].country);
    if (currency >= 0 && currency == c->fallback) return currency;
    if (currency < 0 || distance >= nearest) continue;
    nearest = distance;
    found = currency;
  }
  return found;
}

static int by_dateline(const settler *s, const nomenp_amount *a,
                       const candidates *c) {
  const nomenp_money_reader *r = s->reader;

  for (size_t i = 0; i < r->mention_count && i < MENTIONS_LOOKED_AT; i++) {
    int currency;
    if (!r->mentions[i].is_dateline) continue;
    currency = of_country(s, a, c, r->mentions[i].country);
    if (currency >= 0) return currency;
  }
  return -1;
}

/* The country most mentioned of those with such a currency.  Against a default only
 * one that is the most mentioned of all: a fugitive seen in Canada makes no dollar
 * Canadian. */
static int by_document(const settler *s, const nomenp_amount *a,
                       const candidates *c) {
  uint32_t most = c->fallback >= 0 && s->most_mentions > 0
                      ? s->most_mentions - 1
                      : 0;
  int found = -1;

  for (uint32_t i = 0; i < c->count; i++) {
    uint32_t count = mentions_of(s, c->items[i]);
    if (count <= most || is_contrasted(s, a->forms.items, c->items[i]))
      continue;
    most = count;
    found = c->items[i];
  }
  return found;
}

static void settle_shared(const settler *s, nomenp_amount *a,
                          const candidates *c) {
  static const struct {
    int (*decide)(const settler *s, const nomenp_amount *a,
                  const candidates *c);
    const char *name;
  } steps[] = {{by_naming, "nationality"},
               {by_sentence, "sentence"},
               {by_dateline, "dateline"},
               {by_document, "document"}};

  for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
    int currency = steps[i].decide(s, a, c);
    if (currency < 0) continue;
    settle_as(a, currency, steps[i].name);
    if (i == 0) { /* named by a code or sign, or by an adjective */
      const nomenp_amount_list *list = &s->reader->amounts;
      uint32_t named = s->named_last[currency] != NEVER
                           ? s->named_last[currency]
                           : s->named_first[currency];
      a->settled_by =
          strcmp(way_of(&list->items[named], (uint16_t)currency), "code") == 0
              ? "code"
              : "nationality";
    }
    return;
  }
  if (c->fallback >= 0) settle_as(a, c->fallback, "default");
}

/* ---- What is none ---- */

/* Whether a match of a purpose covers part of an amount. */
static bool is_covered(const nomenp_money_reader *r, const nomenp_amount *a,
                       nomenp_money_rule purpose) {
  const nomenp_money_matches *all = &r->matches[purpose];
  size_t i = nomenp_money_matches_from(all, a->end_byte);

  for (size_t k = 0; k < 4 && i > 0; k++) {
    const nomenp_match *m = all->items[--i];
    if (m->end > a->start_byte && m->start < a->end_byte) return true;
  }
  return false;
}

/* Take out the dropped, and move the links along. */
static bool compact(nomenp_money_reader *r) {
  nomenp_amount_list *list = &r->amounts;
  size_t *places = nomenp_arena_array(&r->scratch, list->count + 1, sizeof(*places));
  size_t kept = 0;

  if (places == NULL) return false;
  for (size_t i = 0; i < list->count; i++)
    places[i] = list->items[i].is_dropped ? NOMEN_NONE : kept++;
  kept = 0;
  for (size_t i = 0; i < list->count; i++) {
    nomenp_amount *a = &list->items[i];
    if (a->is_dropped) continue;
    if (a->range != NOMEN_NONE) a->range = places[a->range];
    if (a->equivalent != NOMEN_NONE) a->equivalent = places[a->equivalent];
    list->items[kept++] = *a;
  }
  list->count = kept;
  return true;
}

/* Ends of a range are of one currency; one sum said twice is of two. */
static void check_links(nomenp_amount_list *list) {
  for (size_t i = 0; i < list->count; i++) {
    nomenp_amount *a = &list->items[i], *other;
    if (a->range != NOMEN_NONE) {
      other = &list->items[a->range];
      if (a->currency != other->currency || other->is_dropped) {
        other->range = NOMEN_NONE;
        a->range = NOMEN_NONE;
      }
    }
    if (a->equivalent != NOMEN_NONE) {
      other = &list->items[a->equivalent];
      if (a->currency == other->currency || other->is_dropped) {
        other->equivalent = NOMEN_NONE;
        a->equivalent = NOMEN_NONE;
      }
    }
  }
}

static void settle_all(settler *s) {
  nomenp_amount_list *list = &s->reader->amounts;

  for (size_t i = 0; i < list->count; i++) {
    nomenp_amount *a = &list->items[i];
    candidates c;
    if (a->is_dropped) continue;
    if (a->is_explicit) {
      s->named_last[a->currency] = (uint32_t)i;
      continue;
    }
    find_candidates(s, a, false, &c);
    if (c.count == 0)
      a->is_dropped = true;
    else
      settle_shared(s, a, &c);
    if (c.count == 1 && a->currency < 0)
      settle_as(a, c.items[0], way_of(a, c.items[0]));
  }
}

/* Minor units into main ones: the currency says how many make one. */
static bool scale_minor(const settler *s, nomenp_amount *a) {
  bool is_minor = false;
  int digits = 2;
  nomenp_decimal part;

  for (uint32_t i = 0; i < a->forms.count; i++) {
    const nomenp_form *form = &a->forms.items[i];
    if (!nomenp_amount_has_kind(a, form) ||
        (a->currency >= 0 && form->currency != a->currency))
      continue;
    if (form->kind == NOMENP_FORM_MILLIONS) digits = -6;
    if (form->kind != NOMENP_FORM_MINOR && form->kind != NOMENP_FORM_MILLIONS)
      continue;
    is_minor = true;
    if (form->kind == NOMENP_FORM_MINOR && a->currency >= 0)
      digits = s->currencies->items[a->currency].minor_digits;
  }
  if (!is_minor) return true;
  a->is_minor = digits > 0;
  part = nomenp_decimal_of(1, -digits);
  return nomenp_decimal_multiply(&a->value, &part) &&
         nomenp_decimal_multiply(&a->low, &part) &&
         nomenp_decimal_multiply(&a->high, &part);
}

bool nomenp_money_settle(nomenp_money_reader *r) {
  size_t count = r->money->currencies.count;
  settler s = {.reader = r, .currencies = &r->money->currencies};

  s.named_first = nomenp_arena_allocate(&r->scratch, (count + 1) * sizeof(uint32_t));
  s.named_last = nomenp_arena_allocate(&r->scratch, (count + 1) * sizeof(uint32_t));
  if (s.named_first == NULL || s.named_last == NULL) return false;
  memset(s.named_first, 0xff, (count + 1) * sizeof(uint32_t));
  memset(s.named_last, 0xff, (count + 1) * sizeof(uint32_t));
  for (size_t i = 0; i < r->mention_count; i++) {
    int index = country_index(r->mentions[i].country);
    if (index >= 0 && ++s.counts[index] > s.most_mentions)
      s.most_mentions = s.counts[index];
  }
  for (size_t i = 0; i < r->amounts.count; i++) {
    nomenp_amount *a = &r->amounts.items[i];
    if (is_covered(r, a, NOMENP_MONEY_SURE)) a->is_sure = true;
    a->is_dropped =
        !a->has_magnitude && is_covered(r, a, NOMENP_MONEY_NOT);
  }
  settle_outright(&s);
  find_contrasts(&s);
  settle_all(&s);
  for (size_t i = 0; i < r->amounts.count; i++)
    if (!scale_minor(&s, &r->amounts.items[i]))
      r->amounts.items[i].is_dropped = true;
  check_links(&r->amounts);
  return compact(r);
}
