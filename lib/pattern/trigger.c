/* SPDX-License-Identifier: MIT */
/* The trigger tables: gathered rule by rule, sorted, then laid out. */
#include "pattern/trigger.h"

#include <string.h>

#include "base/error.h"
#include "base/sort.h"
#include "text/fold.h"

static const char *const class_names[] = {
    "word", "number", "mixed", "clitic", "punctuation", "symbol", "link"};

static const char *const shape_names[NOMENP_SHAPE_COUNT] = {
    "lower",   "capital", "upper", "letter", "initial",  "dotted", "abbreviation",
    "camel",   "inner",   "digit", "year",   "number",   "ordinal", "mixed",
    "clitic",  "stop",    "comma", "colon",  "hyphen",   "dash",   "slash",
    "open",    "close",   "quote", "and",    "currency", "symbol", "link"};

#define CLASS_NAME_COUNT (sizeof(class_names) / sizeof(*class_names))

typedef struct word_trigger {
  uint64_t hash;
  uint16_t rule;
} word_trigger;

typedef struct gatherer {
  const nomenp_sources *sources;
  word_trigger *words;
  size_t count;
  size_t capacity;
  uint8_t *classes; /* of each rule, bits */
  uint32_t *shapes;
  uint16_t rule;
  bool is_triggered; /* the rule has a trigger */
} gatherer;

static int compare_words(const void *a, const void *b) {
  const word_trigger *x = a, *y = b;

  if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
  return (x->rule > y->rule) - (x->rule < y->rule);
}

static nomen_status fail(const gatherer *g, const char *message,
                         nomenp_slice where) {
  return nomenp_sources_fail(g->sources, where.file, where.start, message,
                             where);
}

/* The first token of `word`, as the text room would cut it. */
static nomenp_slice first_token(const gatherer *g, nomenp_slice word) {
  const char *bytes = g->sources->files[word.file].bytes;
  uint32_t at = word.start;

  while (at < word.end && (at == word.start || !strchr(" \t-/", bytes[at])))
    at++;
  word.end = at;
  return word;
}

static nomen_status add_word(gatherer *g, nomenp_slice word) {
  const nomenp_sources *s = g->sources;
  nomenp_slice token = first_token(g, word);
  uint64_t hash =
      nomenp_fold_hash((const uint8_t *)nomenp_slice_bytes(s, token),
                       nomenp_slice_size(token));

  if (hash == 0) return fail(g, "a trigger word without letters", word);
  if (!NOMENP_ARENA_GROW(s->arena, &g->words, &g->capacity, g->count + 1))
    return nomenp_error_memory(s->error);
  g->words[g->count++] = (word_trigger){hash, g->rule};
  return NOMEN_OK;
}

static nomen_status add_list(gatherer *g, nomenp_slice name) {
  const nomenp_sources *s = g->sources;
  const nomenp_part *part =
      nomenp_sources_part(s, name.file, nomenp_slice_bytes(s, name),
                          nomenp_slice_size(name));
  nomenp_slice body, word;
  nomen_status status = NOMEN_OK;

  if (part == NULL || !part->is_word_list)
    return fail(g, "there is no such word list", name);
  body = part->body;
  while (status == NOMEN_OK && nomenp_slice_next(s, &body, "|\n", &word))
    status = add_word(g, word);
  return status;
}

/* The index of a name in a table of names, or `count`. */
static unsigned find_name(const gatherer *g, nomenp_slice name,
                          const char *const *names, unsigned count) {
  unsigned i = 0;
  while (i < count && !nomenp_slice_is(g->sources, name, names[i])) i++;
  return i;
}

static nomen_status add_class(gatherer *g, nomenp_slice name) {
  unsigned i = find_name(g, name, class_names, CLASS_NAME_COUNT);

  if (i == CLASS_NAME_COUNT) return fail(g, "no such token class", name);
  g->classes[g->rule] = (uint8_t)(g->classes[g->rule] | 1u << i);
  return NOMEN_OK;
}

static nomen_status add_shape(gatherer *g, nomenp_slice name) {
  unsigned i = find_name(g, name, shape_names, NOMENP_SHAPE_COUNT);

  if (i == NOMENP_SHAPE_COUNT) return fail(g, "no such token shape", name);
  g->shapes[g->rule] |= (uint32_t)1 << i;
  return NOMEN_OK;
}

/* One "kind:name|name" of a trigger line. */
static nomen_status add_trigger(gatherer *g, nomenp_slice item) {
  static const struct {
    const char *name;
    nomen_status (*add)(gatherer *g, nomenp_slice name);
  } kinds[] = {{"word", add_word},
               {"words", add_list},
               {"class", add_class},
               {"shape", add_shape}};
  const char *bytes = g->sources->files[item.file].bytes;
  nomenp_slice kind = item, name;

  kind.end = kind.start;
  while (kind.end < item.end && bytes[kind.end] != ':') kind.end++;
  if (kind.end == item.end)
    return fail(g, "a trigger is written KIND:NAME|NAME", item);
  item.start = kind.end + 1;
  for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
    nomen_status status = NOMEN_OK;
    if (!nomenp_slice_is(g->sources, kind, kinds[i].name)) continue;
    while (status == NOMEN_OK && nomenp_slice_next(g->sources, &item, "|", &name)) {
      g->is_triggered = true;
      status = kinds[i].add(g, name);
    }
    return status;
  }
  return fail(g, "no such kind of trigger", kind);
}

static nomen_status gather_rule(gatherer *g) {
  const nomenp_sources *s = g->sources;
  const nomenp_source_rule *rule = &s->rules[g->rule];

  g->is_triggered = false;
  for (size_t i = 0; i < rule->count; i++) {
    nomenp_slice rest = rule->settings[i].value, item;
    if (!nomenp_slice_is(s, rule->settings[i].key, "trigger")) continue;
    while (nomenp_slice_next(s, &rest, " \t\r\n", &item)) {
      nomen_status status = add_trigger(g, item);
      if (status != NOMEN_OK) return status;
    }
  }
  if (!g->is_triggered) return fail(g, "the rule has no trigger", rule->name);
  return NOMEN_OK;
}

/* Lay the gathered words out as a hash table of slices of one array of rules. */
static bool lay_out_words(gatherer *g, nomenp_arena *arena,
                          nomenp_triggers *out) {
  uint64_t size = 8;
  size_t used = 0;

  nomenp_sort(g->words, g->count, sizeof(*g->words), compare_words);
  while (size < 2 * (uint64_t)g->count + 2) size *= 2;
  out->mask = size - 1;
  out->slots = nomenp_arena_array(arena, size, sizeof(*out->slots));
  out->word_rules =
      nomenp_arena_array(arena, g->count + 1, sizeof(*out->word_rules));
  if (out->slots == NULL || out->word_rules == NULL) return false;
  for (size_t i = 0; i < g->count;) {
    uint64_t hash = g->words[i].hash, at = hash & out->mask;
    uint32_t first = (uint32_t)used;
    for (; i < g->count && g->words[i].hash == hash; i++)
      if (used == first || out->word_rules[used - 1] != g->words[i].rule)
        out->word_rules[used++] = g->words[i].rule;
    while (out->slots[at].count != 0) at = (at + 1) & out->mask;
    out->slots[at] =
        (nomenp_trigger_slot){hash, first, (uint32_t)used - first};
  }
  return true;
}

static bool lay_out_kinds(const gatherer *g, nomenp_arena *arena,
                          nomenp_triggers *out) {
  size_t rule_count = g->sources->rule_count;

  for (int pass = 0; pass < 2; pass++) {
    uint32_t used = 0;
    for (unsigned kind = 0; kind < NOMENP_TRIGGER_KINDS; kind++) {
      unsigned class_bit = 1u << kind / NOMENP_SHAPE_COUNT;
      uint32_t shape_bit = (uint32_t)1 << kind % NOMENP_SHAPE_COUNT;
      out->kind_first[kind] = used;
      for (size_t rule = 0; rule < rule_count; rule++) {
        if (!(g->classes[rule] & class_bit) && !(g->shapes[rule] & shape_bit))
          continue;
        if (pass == 1) out->kind_rules[used] = (uint16_t)rule;
        used++;
      }
    }
    out->kind_first[NOMENP_TRIGGER_KINDS] = used;
    if (pass == 1) break;
    out->kind_rules =
        nomenp_arena_array(arena, (size_t)used + 1, sizeof(*out->kind_rules));
    if (out->kind_rules == NULL) return false;
  }
  return true;
}

nomen_status nomenp_triggers_build(const nomenp_sources *sources,
                                   nomenp_arena *arena, nomenp_triggers *out) {
  gatherer g = {.sources = sources};
  size_t rule_count = sources->rule_count;

  g.classes =
      nomenp_arena_array(sources->arena, rule_count + 1, sizeof(*g.classes));
  g.shapes =
      nomenp_arena_array(sources->arena, rule_count + 1, sizeof(*g.shapes));
  if (g.classes == NULL || g.shapes == NULL)
    return nomenp_error_memory(sources->error);
  for (size_t rule = 0; rule < rule_count; rule++) {
    nomen_status status;
    g.rule = (uint16_t)rule;
    status = gather_rule(&g);
    if (status != NOMEN_OK) return status;
  }
  if (!lay_out_words(&g, arena, out) || !lay_out_kinds(&g, arena, out))
    return nomenp_error_memory(sources->error);
  return NOMEN_OK;
}
