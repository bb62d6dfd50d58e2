/* SPDX-License-Identifier: MIT */
/*
 * The modes of scoring: each walks over the gold documents, pairs their
 * mentions with the found ones, and counts.
 */
#include "score.h"

#include "decimal.h"
#include "match.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = {"LOC", "ORG", "PER", NULL};
static const char *const news[] = {"DATE", "LOC", "MONEY", "ORG", "PER", NULL};
static const char *const timex[] = {"DATE", "DURATION", "SET", "TIME", NULL};
static const char *const money[] = {"MONEY", NULL};
static const char *const places[] = {"LOC", NULL};

/* The bytes of a mention, for "%.*s". */
static int size_of(const mention *m, const document *d) {
  size_t end = m->end < d->text_size ? m->end : d->text_size;
  return m->start < end ? (int)(end - m->start) : 0;
}

static const char *text_of(const mention *m, const document *d) {
  return d->text + (m->start < d->text_size ? m->start : 0);
}

static const char *words(const json_t *value, char room[64]) {
  if (json_is_string(value)) return json_string_value(value);
  return value == NULL ? "none" : decimal_text(value, room);
}

static size_t type_index(const char *const *types, const char *type) {
  size_t i = 0;
  while (strcmp(types[i], type) != 0)
    i++;
  return i;
}

static void count_exact(const pairing *p, const document *g,
                        const char *const *types, counts *by_type,
                        scores *out) {
  for (size_t i = 0; i < p->found_count; i++) {
    const mention *m = &p->found[i];
    counts *c = &by_type[type_index(types, m->type)];
    if (p->gold_of[i] != NO_MATCH) {
      c->right += !p->gold[p->gold_of[i]].optional;
    } else if (!is_forgiven(p, m)) {
      c->spurious++;
      scores_note(out, "spurious | %s | %.*s", m->type, size_of(m, g),
                  text_of(m, g));
    }
  }
  for (size_t i = 0; i < p->gold_count; i++) {
    const mention *m = &p->gold[i];
    if (p->found_of[i] != NO_MATCH || m->optional) continue;
    by_type[type_index(types, m->type)].missed++;
    scores_note(out, "missed | %s | %.*s", m->type, size_of(m, g),
                text_of(m, g));
  }
}

static void score_exact(const corpus *gold, const corpus *found,
                        const char *const *types, scores *out) {
  counts by_type[8] = {{0}}, all = {0};
  for (size_t i = 0; i < gold->count; i++) {
    const document *g = &gold->documents[i];
    pairing p = pairing_make(g, corpus_find(found, g->id), types);
    count_exact(&p, g, types, by_type, out);
    pairing_free(&p);
  }
  for (size_t i = 0; types[i] != NULL; i++) {
    scores_add_counts(out, types[i], by_type[i]);
    all.right += by_type[i].right;
    all.spurious += by_type[i].spurious;
    all.missed += by_type[i].missed;
  }
  scores_add_counts(out, "ALL", all);
}

static void score_names(const corpus *gold, const corpus *found, scores *out) {
  score_exact(gold, found, names, out);
}

static void score_news(const corpus *gold, const corpus *found, scores *out) {
  score_exact(gold, found, news, out);
}

typedef struct timex_counts {
  size_t gold, found, relaxed, strict, type, value;
} timex_counts;

/* Of the free found dates that overlap this gold one: that of equal span,
   else the one that shares most with it. */
static size_t best_overlap(const pairing *p, const document *g,
                           const mention *m, const bool *used) {
  size_t best = NO_MATCH, best_shared = 0;
  bool best_exact = false;
  for (size_t i = 0; i < p->found_count; i++) {
    const mention *f = &p->found[i];
    if (used[i] || !mentions_overlap(f, m)) continue;
    bool exact = span_reads_as(m, g, f);
    size_t shared = (f->end < m->end ? f->end : m->end) -
                    (f->start > m->start ? f->start : m->start);
    if (best != NO_MATCH &&
        (exact != best_exact ? !exact : shared <= best_shared))
      continue;
    best = i;
    best_exact = exact;
    best_shared = shared;
  }
  return best;
}

static void count_date(const mention *m, const mention *f, const document *g,
                       timex_counts *c, scores *out) {
  char room[2][64];
  bool exact = span_reads_as(m, g, f);
  c->found++;
  c->relaxed++;
  c->strict += exact;
  c->type += strcmp(m->type, f->type) == 0;
  if (m->value == NULL || (f->value != NULL && json_equal(m->value, f->value)))
    c->value++;
  else
    scores_note(out, "value | %.*s | gold %s | got %s", size_of(m, g),
                text_of(m, g), words(m->value, room[0]),
                words(f->value, room[1]));
  if (!exact)
    scores_note(out, "extent | %.*s | got %.*s", size_of(m, g), text_of(m, g),
                size_of(f, g), text_of(f, g));
}

static void count_dates(const pairing *p, const document *g, timex_counts *c,
                        scores *out) {
  bool *used = take_memory(NULL, p->found_count, sizeof *used);
  memset(used, 0, p->found_count * sizeof *used);
  for (size_t i = 0; i < p->gold_count; i++) {
    const mention *m = &p->gold[i];
    size_t best = best_overlap(p, g, m, used);
    if (best != NO_MATCH) used[best] = true;
    if (m->optional) continue;
    c->gold++;
    if (best != NO_MATCH)
      count_date(m, &p->found[best], g, c, out);
    else
      scores_note(out, "missed | %s | %.*s", m->type, size_of(m, g),
                  text_of(m, g));
  }
  for (size_t i = 0; i < p->found_count; i++) {
    const mention *f = &p->found[i];
    if (used[i]) continue;
    c->found++;
    scores_note(out, "spurious | %s | %.*s", f->type, size_of(f, g),
                text_of(f, g));
  }
  free(used);
}

static void score_timex(const corpus *gold, const corpus *found, scores *out) {
  timex_counts c = {0};
  for (size_t i = 0; i < gold->count; i++) {
    const document *g = &gold->documents[i];
    pairing p = pairing_make(g, corpus_find(found, g->id), timex);
    count_dates(&p, g, &c, out);
    pairing_free(&p);
  }
  scores_add_counts(out, "strict",
                    (counts){c.strict, c.found - c.strict, c.gold - c.strict});
  double relaxed = scores_add_counts(out, "relaxed",
                                     (counts){c.relaxed, c.found - c.relaxed,
                                              c.gold - c.relaxed})
                       ->f1;
  double of = c.relaxed > 0 ? (double)c.relaxed : 1.0;
  scores_add_figure(out, "type", relaxed * (double)c.type / of, c.gold);
  scores_add_figure(out, "value", relaxed * (double)c.value / of, c.gold);
}

/* The text of found mention i, where its gold one says what entity it is. */
static const mention *linked_gold(const pairing *p, size_t i) {
  if (p->gold_of[i] == NO_MATCH) return NULL;
  const mention *m = &p->gold[p->gold_of[i]];
  return m->entity != NULL ? m : NULL;
}

static void count_links(const pairing *p, const document *g, counts *c,
                        scores *out) {
  for (size_t a = 0; a < p->found_count; a++) {
    const mention *ga = linked_gold(p, a), *fa = &p->found[a];
    for (size_t b = 0; ga != NULL && b < a; b++) {
      const mention *gb = linked_gold(p, b), *fb = &p->found[b];
      if (gb == NULL) continue;
      bool one = json_equal(ga->entity, gb->entity);
      bool said = fa->entity != NULL && fb->entity != NULL &&
                  json_equal(fa->entity, fb->entity);
      c->right += one && said;
      c->spurious += said && !one;
      c->missed += one && !said;
      if (one != said)
        scores_note(out, "%s | %.*s | %.*s", one ? "apart" : "joined",
                    size_of(fb, g), text_of(fb, g), size_of(fa, g),
                    text_of(fa, g));
    }
  }
}

static void score_links(const corpus *gold, const corpus *found, scores *out) {
  counts c = {0};
  for (size_t i = 0; i < gold->count; i++) {
    const document *g = &gold->documents[i];
    pairing p = pairing_make(g, corpus_find(found, g->id), names);
    count_links(&p, g, &c, out);
    pairing_free(&p);
  }
  scores_add_counts(out, "links", c);
}

static bool money_is_right(const mention *gold, const mention *found) {
  if (found == NULL) return false;
  if ((gold->currency == NULL) != (found->currency == NULL)) return false;
  if (gold->currency != NULL && !json_equal(gold->currency, found->currency))
    return false;
  return gold->amount == NULL ? found->amount == NULL
                              : decimal_equal(gold->amount, found->amount);
}

static bool overlaps_any(const mention *m, const mention *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (mentions_overlap(m, &list[i])) return true;
  return false;
}

static void count_money(const pairing *p, const document *g, counts *c,
                        scores *out) {
  char room[4][64];
  for (size_t i = 0; i < p->found_count; i++) {
    const mention *f = &p->found[i];
    if (p->gold_of[i] != NO_MATCH || overlaps_any(f, p->gold, p->gold_count))
      continue;
    c->spurious++;
    scores_note(out, "spurious | %.*s", size_of(f, g), text_of(f, g));
  }
  for (size_t i = 0; i < p->gold_count; i++) {
    const mention *m = &p->gold[i], *f = NULL;
    if (!m->asks_money || m->optional) continue;
    if (p->found_of[i] != NO_MATCH) f = &p->found[p->found_of[i]];
    if (money_is_right(m, f)) {
      c->right++;
      continue;
    }
    c->missed++;
    scores_note(out, "%.*s | gold %s %s | got %s %s", size_of(m, g),
                text_of(m, g), words(m->amount, room[0]),
                words(m->currency, room[1]),
                words(f ? f->amount : NULL, room[2]),
                words(f ? f->currency : NULL, room[3]));
  }
}

static void score_money(const corpus *gold, const corpus *found, scores *out) {
  counts c = {0};
  for (size_t i = 0; i < gold->count; i++) {
    const document *g = &gold->documents[i];
    pairing p = pairing_make(g, corpus_find(found, g->id), money);
    count_money(&p, g, &c, out);
    pairing_free(&p);
  }
  scores_add_counts(out, "money", c);
}

/* A gold place has one id, or a list of those that are right. */
static bool place_is_right(const json_t *gold, const json_t *found) {
  for (size_t i = 0; i < json_array_size(gold); i++)
    if (json_equal(json_array_get(gold, i), found)) return true;
  return json_equal(gold, found);
}

static void count_places(const pairing *p, const document *g, counts *c,
                         scores *out) {
  for (size_t i = 0; i < p->found_count; i++) {
    if (p->gold_of[i] == NO_MATCH) continue;
    const mention *m = &p->gold[p->gold_of[i]], *f = &p->found[i];
    if (m->place == NULL || m->optional) continue;
    bool right = f->place != NULL && place_is_right(m->place, f->place);
    c->right += right;
    c->spurious += !right && f->place != NULL;
    c->missed += !right;
    char room[2][64];
    if (!right)
      scores_note(out, "%.*s | gold %s | got %s", size_of(m, g), text_of(m, g),
                  words(json_is_array(m->place) ? json_array_get(m->place, 0)
                                                : m->place,
                        room[0]),
                  words(f->place, room[1]));
  }
}

static void score_places(const corpus *gold, const corpus *found, scores *out) {
  counts c = {0};
  for (size_t i = 0; i < gold->count; i++) {
    const document *g = &gold->documents[i];
    pairing p = pairing_make(g, corpus_find(found, g->id), places);
    count_places(&p, g, &c, out);
    pairing_free(&p);
  }
  scores_add_counts(out, "places", c);
}

/* Ten equal parts of the scale of confidence, and what is at 0.9 or above. */
typedef struct trust {
  size_t count[10], right[10], sure, sure_right;
  double sum[10];
} trust;

static void count_trust(const pairing *p, trust *t) {
  for (size_t i = 0; i < p->found_count; i++) {
    const mention *f = &p->found[i];
    bool right = p->gold_of[i] != NO_MATCH;
    if (f->confidence == NULL || (!right && is_forgiven(p, f))) continue;
    double said = json_number_value(f->confidence);
    int part = (int)(said * 10);
    part = part > 9 ? 9 : part < 0 ? 0 : part;
    t->count[part]++;
    t->sum[part] += said;
    t->right[part] += right;
    t->sure += said >= 0.9;
    t->sure_right += said >= 0.9 && right;
  }
}

static void score_calibration(const corpus *gold, const corpus *found,
                              scores *out) {
  trust t = {0};
  for (size_t i = 0; i < gold->count; i++) {
    const document *g = &gold->documents[i];
    pairing p = pairing_make(g, corpus_find(found, g->id), names);
    count_trust(&p, &t);
    pairing_free(&p);
  }
  double off = 0;
  size_t total = 0;
  for (int i = 0; i < 10; i++) {
    off += fabs(t.sum[i] - (double)t.right[i]);
    total += t.count[i];
  }
  scores_add_figure(out, "ece", total > 0 ? off / (double)total : 0, 0);
  scores_add_figure(out, "precision_at_0.9", share_of(t.sure_right, t.sure), 0);
  scores_add_figure(out, "share_at_0.9", share_of(t.sure, total), 0);
}

bool scores_make(const char *mode, const corpus *gold, const corpus *found,
                 scores *out) {
  static const struct {
    const char *name;
    void (*run)(const corpus *, const corpus *, scores *);
  } modes[] = {{"names", score_names},
               {"news", score_news},
               {"timex", score_timex},
               {"links", score_links},
               {"money", score_money},
               {"places", score_places},
               {"calibration", score_calibration},
               {"suite", score_suite}};
  for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
    if (strcmp(modes[i].name, mode) != 0) continue;
    *out = (scores){.errors = json_object()};
    modes[i].run(gold, found, out);
    return true;
  }
  return false;
}
