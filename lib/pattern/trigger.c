/* SPDX-License-Identifier: MIT */
/* The trigger tables: gathered rule by rule, sorted, then laid out. */
#include "pattern/trigger.h"

#include <string.h>

#include "base/error.h"
#include "text/fold.h"

static const char *const class_names[] = {
    "word", "number", "mixed", "clitic", "punctuation", "symbol", "link"};

static const char *const shape_names[NOMENP_SHAPE_COUNT] = {
    "lower",        "capital",  "upper",  "letter", "initial", "dotted",
    "abbreviation", "camel",    "inner",  "digit",  "year",    "number",
    "ordinal",      "mixed",    "clitic", "stop",   "comma",   "colon",
    "hyphen",       "dash",     "slash",  "open",   "close",   "quote",
    "and",          "currency", "symbol", "link"};

#define CLASS_NAME_COUNT (sizeof(class_names) / sizeof(*class_names))

/* Tokens by class and shape, each with the rule or the sign that it is for. */
typedef struct gathering {
  uint8_t *classes; /* of each owner, bits */
  uint32_t *shapes;
} gathering;

typedef struct gatherer {
  const nomenp_sources *sources;
  nomenp_vocabulary *vocabulary;
  nomenp_trigger_words *words;
  gathering triggers; /* owned by rules */
  gathering signs;    /* owned by signs */
  nomenp_slice sign_lines[NOMENP_SIGNS_MAX];
  uint16_t sign_count;
  uint64_t *needs; /* of each rule: its signs */
  gathering *into; /* where the line being read goes, and for whom */
  uint16_t owner;
} gatherer;

static nomen_status fail_gathering(const gatherer *g, const char *message,
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

/* The rule is triggered by the word whose slot it is. */
static bool add_trigger(gatherer *g, const nomenp_vocabulary_slot *slot,
                        const char *folded, size_t size) {
  uint64_t *row =
      nomenp_vocabulary_row(g->vocabulary, slot->word, NOMENP_WORD_TRIGGERS);
  nomenp_trigger_words *words = g->words;

  if (row[g->owner / 64] >> g->owner % 64 & 1) return true;
  nomenp_bit_set(row, g->owner);
  if (!NOMENP_ARENA_GROW(g->sources->arena, &words->items, &words->capacity,
                         words->count + 1))
    return false;
  words->items[words->count++] = (nomenp_trigger_word){
      g->owner, slot->word, slot->size != 0 ? folded : NULL, (uint32_t)size};
  return true;
}

static nomen_status add_word(gatherer *g, nomenp_slice word) {
  const nomenp_sources *s = g->sources;
  nomenp_slice token = first_token(g, word);
  const uint8_t *bytes = (const uint8_t *)nomenp_slice_bytes(s, token);
  size_t size = nomenp_fold(bytes, nomenp_slice_size(token), NULL, 0);
  nomenp_vocabulary_slot *slot;
  char *folded;

  if (size == 0)
    return fail_gathering(g, "a trigger word without letters", word);
  folded = nomenp_arena_allocate(s->arena, size);
  if (folded == NULL) return nomenp_error_memory(s->error);
  nomenp_fold(bytes, nomenp_slice_size(token), folded, size);
  slot = nomenp_vocabulary_add(s->arena, g->vocabulary, folded, size);
  if (slot == NULL) return nomenp_error_memory(s->error);
  if (g->into == &g->signs)
    slot->signs |= UINT64_C(1) << g->owner;
  else {
    slot->triggers = true;
    if (!add_trigger(g, slot, folded, size))
      return nomenp_error_memory(s->error);
  }
  return NOMEN_OK;
}

static nomen_status add_list(gatherer *g, nomenp_slice name) {
  const nomenp_sources *s = g->sources;
  const nomenp_part *part = nomenp_sources_part(
      s, name.file, nomenp_slice_bytes(s, name), nomenp_slice_size(name));
  nomenp_slice body, word;
  nomen_status status = NOMEN_OK;

  if (part == NULL || !part->is_word_list)
    return fail_gathering(g, "there is no such word list", name);
  body = part->body;
  while (status == NOMEN_OK && nomenp_slice_next(s, &body, "|\n", &word))
    status = add_word(g, word);
  return status;
}

/* The index of a name in a table of names, or `count`. */
static unsigned find_name(const gatherer *g, nomenp_slice name,
                          const char *const *names, unsigned count) {
  unsigned i = 0;
  while (i < count && !nomenp_slice_is(g->sources, name, names[i]))
    i++;
  return i;
}

static nomen_status add_class(gatherer *g, nomenp_slice name) {
  unsigned i = find_name(g, name, class_names, CLASS_NAME_COUNT);

  if (i == CLASS_NAME_COUNT)
    return fail_gathering(g, "no such token class", name);
  g->into->classes[g->owner] = (uint8_t)(g->into->classes[g->owner] | 1u << i);
  return NOMEN_OK;
}

static nomen_status add_shape(gatherer *g, nomenp_slice name) {
  unsigned i = find_name(g, name, shape_names, NOMENP_SHAPE_COUNT);

  if (i == NOMENP_SHAPE_COUNT)
    return fail_gathering(g, "no such token shape", name);
  g->into->shapes[g->owner] |= (uint32_t)1 << i;
  return NOMEN_OK;
}

/* One "kind:name|name" of a line. */
static nomen_status add_item(gatherer *g, nomenp_slice item) {
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
  while (kind.end < item.end && bytes[kind.end] != ':')
    kind.end++;
  if (kind.end == item.end)
    return fail_gathering(g, "a trigger is written KIND:NAME|NAME", item);
  item.start = kind.end + 1;
  for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
    nomen_status status = NOMEN_OK;
    if (!nomenp_slice_is(g->sources, kind, kinds[i].name)) continue;
    while (status == NOMEN_OK &&
           nomenp_slice_next(g->sources, &item, "|", &name))
      status = kinds[i].add(g, name);
    return status;
  }
  return fail_gathering(g, "no such kind of trigger", kind);
}

/* All items of a line, for `owner`. */
static nomen_status add_line(gatherer *g, nomenp_slice line, gathering *into,
                             size_t owner) {
  nomenp_slice item;
  nomen_status status = NOMEN_OK;

  g->into = into;
  g->owner = (uint16_t)owner;
  while (status == NOMEN_OK &&
         nomenp_slice_next(g->sources, &line, " \t\r\n", &item))
    status = add_item(g, item);
  return status;
}

static bool same_line(const nomenp_sources *s, nomenp_slice a, nomenp_slice b) {
  size_t size = nomenp_slice_size(a);

  return a.file == b.file && size == nomenp_slice_size(b) &&
         memcmp(nomenp_slice_bytes(s, a), nomenp_slice_bytes(s, b), size) == 0;
}

static nomen_status gather_near(gatherer *g, nomenp_slice line, size_t rule) {
  uint16_t sign = 0;

  while (sign < g->sign_count &&
         !same_line(g->sources, g->sign_lines[sign], line))
    sign++;
  if (sign == NOMENP_SIGNS_MAX)
    return fail_gathering(g, "too many different lines of what is near", line);
  g->needs[rule] |= UINT64_C(1) << sign;
  if (sign < g->sign_count) return NOMEN_OK;
  g->sign_lines[g->sign_count++] = line;
  return add_line(g, line, &g->signs, sign);
}

static nomen_status gather_rule(gatherer *g, size_t index) {
  const nomenp_sources *s = g->sources;
  const nomenp_source_rule *rule = &s->rules[index];
  bool is_triggered = false;

  for (size_t i = 0; i < rule->count; i++) {
    nomenp_slice key = rule->settings[i].key, line = rule->settings[i].value;
    nomen_status status = NOMEN_OK;
    if (nomenp_slice_is(s, key, "trigger")) {
      status = add_line(g, line, &g->triggers, index);
      is_triggered = true;
    } else if (nomenp_slice_is(s, key, "near"))
      status = gather_near(g, line, index);
    if (status != NOMEN_OK) return status;
  }
  if (!is_triggered)
    return fail_gathering(g, "the rule has no trigger", rule->name);
  return NOMEN_OK;
}

/* Whether a kind of token is one that `owner` gathered. */
static bool has_kind(const gathering *from, size_t owner, unsigned kind) {
  return (from->classes[owner] & 1u << kind / NOMENP_SHAPE_COUNT) != 0 ||
         (from->shapes[owner] & (uint32_t)1 << kind % NOMENP_SHAPE_COUNT) != 0;
}

static bool lay_out_kinds(const gatherer *g, nomenp_arena *arena,
                          nomenp_triggers *out) {
  out->kind_rules = nomenp_arena_array(
      arena, NOMENP_TRIGGER_KINDS * out->words.width, sizeof(*out->kind_rules));
  if (out->kind_rules == NULL) return false;
  for (unsigned kind = 0; kind < NOMENP_TRIGGER_KINDS; kind++) {
    out->kind_triggers[kind] = false;
    for (size_t rule = 0; rule < g->sources->rule_count; rule++) {
      if (!has_kind(&g->triggers, rule, kind)) continue;
      nomenp_bit_set(nomenp_trigger_kind_rules(out, kind), rule);
      out->kind_triggers[kind] = true;
    }
  }
  return true;
}

static void lay_out_signs(const gatherer *g, nomenp_triggers *out) {
  for (unsigned kind = 0; kind < NOMENP_TRIGGER_KINDS; kind++) {
    out->kind_signs[kind] = 0;
    for (uint16_t sign = 0; sign < g->sign_count; sign++)
      if (has_kind(&g->signs, sign, kind))
        out->kind_signs[kind] |= UINT64_C(1) << sign;
  }
  out->needs = g->needs;
}

static bool make_gathering(gathering *out, nomenp_arena *arena, size_t owners) {
  out->classes = nomenp_arena_array(arena, owners, sizeof(*out->classes));
  out->shapes = nomenp_arena_array(arena, owners, sizeof(*out->shapes));
  return out->classes != NULL && out->shapes != NULL;
}

nomen_status nomenp_triggers_build(const nomenp_sources *sources,
                                   nomenp_arena *arena, nomenp_triggers *out,
                                   nomenp_trigger_words *words) {
  gatherer g = {.sources = sources, .vocabulary = &out->words, .words = words};
  size_t rule_count = sources->rule_count;

  g.needs = nomenp_arena_array(arena, rule_count + 1, sizeof(*g.needs));
  if (g.needs == NULL ||
      !nomenp_vocabulary_make(sources->arena, rule_count, &out->words) ||
      !nomenp_conditions_make(arena, out->words.width, &out->conditions) ||
      !make_gathering(&g.triggers, sources->arena, rule_count + 1) ||
      !make_gathering(&g.signs, sources->arena, NOMENP_SIGNS_MAX))
    return nomenp_error_memory(sources->error);
  for (size_t rule = 0; rule < rule_count; rule++) {
    nomen_status status = gather_rule(&g, rule);
    if (status != NOMEN_OK) return status;
  }
  if (!lay_out_kinds(&g, arena, out))
    return nomenp_error_memory(sources->error);
  lay_out_signs(&g, out);
  return NOMEN_OK;
}

/* Whether the rule is tried at numbers, and at tokens of other kinds. */
static void ask_kinds(const nomenp_triggers *triggers,
                      nomenp_condition_input *in) {
  for (unsigned kind = 0; kind < NOMENP_TRIGGER_KINDS; kind++) {
    const uint64_t *row = nomenp_trigger_kind_rules(triggers, kind);
    if (!(row[in->rule / 64] >> in->rule % 64 & 1)) continue;
    if (kind / NOMENP_SHAPE_COUNT == NOMEN_TOKEN_NUMBER)
      in->has_digits = true;
    else
      in->has_kinds = true;
  }
}

bool nomenp_triggers_learn(nomenp_triggers *triggers,
                           const nomenp_sources *sources, nomenp_arena *work,
                           const nomenp_trigger_words *words, size_t rule,
                           const char *expression, size_t size,
                           bool is_caseless) {
  nomenp_condition_input in = {.rule = rule,
                               .expression = expression,
                               .size = size,
                               .is_caseless = is_caseless};
  size_t first = 0, last;

  ask_kinds(triggers, &in);
  while (first < words->count && words->items[first].rule < rule)
    first++;
  last = first;
  while (last < words->count && words->items[last].rule == rule)
    last++;
  if (last != first) in.words = words->items + first;
  in.word_count = last - first;
  return nomenp_conditions_learn(&triggers->conditions, &triggers->words,
                                 sources->arena, work, &in);
}

bool nomenp_triggers_finish(nomenp_triggers *triggers, nomenp_arena *arena) {
  return nomenp_vocabulary_copy(arena, &triggers->words);
}
