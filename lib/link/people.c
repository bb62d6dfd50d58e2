/* SPDX-License-Identifier: MIT */
/*
 * Persons.  Full names first, the longest before the shorter: each either is a
 * known person's name with something left out, or a new person.  Then names of
 * one word (particles aside), looked up among family names, then among given
 * names. A form that fits several persons is left open: each mention decides by
 * title and by who was last spoken of.
 */
#include "base/hash.h"
#include "link/linker.h"
#include "link/values.h"
#include "text/fold.h"

/* ---- one name against another ----------------------------------------------
 */

static bool share_nickname(const nomenp_linker *linker,
                           const nomenp_form_word *a,
                           const nomenp_form_word *b) {
  uint32_t of_a[NOMENP_ENTRIES_MAX], of_b[NOMENP_ENTRIES_MAX];
  unsigned count_a =
      nomenp_entries_of(linker, a->first, a->end, NOMENP_LIST_NICKNAME, of_a);
  unsigned count_b = count_a == 0
                         ? 0
                         : nomenp_entries_of(linker, b->first, b->end,
                                             NOMENP_LIST_NICKNAME, of_b);
  for (unsigned i = 0; i < count_a; i++)
    for (unsigned k = 0; k < count_b; k++)
      if (of_a[i] == of_b[k]) return true;
  return false;
}

/* How one word may stand for another; NONE: it may not. */
static nomenp_rule compare_words(const nomenp_linker *linker,
                                 const nomenp_form_word *a,
                                 const nomenp_form_word *b, bool is_first) {
  bool a_initial = (a->flags & NOMENP_FORM_WORD_INITIAL) != 0;
  bool b_initial = (b->flags & NOMENP_FORM_WORD_INITIAL) != 0;
  if (a->hash == b->hash) return NOMENP_RULE_SAME;
  if (a_initial != b_initial)
    return a->letter != 0 && a->letter == b->letter ? NOMENP_RULE_INITIALS
                                                    : NOMENP_RULE_NONE;
  if (is_first && !a_initial && share_nickname(linker, a, b))
    return NOMENP_RULE_NICKNAME;
  return NOMENP_RULE_NONE;
}

static bool suffixes_agree(const nomenp_form *a, const nomenp_form *b) {
  if (a->core == a->count || b->core == b->count) return true;
  return a->words[a->core].hash == b->words[b->core].hash;
}

static bool is_reversed(const nomenp_form *a, const nomenp_form *b) {
  if (a->core != b->core || a->core < 2) return false;
  /* "Kim Jong Un", "Jong Un Kim": the first word has gone to the end. */
  bool forward = true, backward = true;
  for (unsigned i = 1; i < a->core; i++) {
    forward = forward && a->words[i].hash == b->words[i - 1].hash;
    backward = backward && b->words[i].hash == a->words[i - 1].hash;
  }
  unsigned last = a->core - 1u;
  return (forward && a->words[0].hash == b->words[last].hash) ||
         (backward && b->words[0].hash == a->words[last].hash);
}

/* The words of `b` are the last ones of `a`. */
static bool is_tail(const nomenp_form *a, const nomenp_form *b) {
  if (b->core >= a->core) return false;
  unsigned skip = a->core - (unsigned)b->core;
  for (unsigned i = 0; i < b->core; i++)
    if (a->words[skip + i].hash != b->words[i].hash) return false;
  return true;
}

/* Each word of `b` is in `a`, in order, the first and the last in their places.
 */
static nomenp_rule compare_inside(const nomenp_linker *linker,
                                  const nomenp_form *a, const nomenp_form *b) {
  nomenp_rule rule = a->core == b->core ? NOMENP_RULE_SAME : NOMENP_RULE_INSIDE;
  unsigned at = 0;
  for (unsigned i = 0; i < b->core; i++) {
    if ((b->words[i].flags & NOMENP_FORM_WORD_NICKNAME) != 0) continue;
    nomenp_rule found = NOMENP_RULE_NONE;
    for (; at < a->core && found == NOMENP_RULE_NONE; at++) {
      found = compare_words(linker, &a->words[at], &b->words[i], i == 0);
      if (i == 0 && found == NOMENP_RULE_NONE) return NOMENP_RULE_NONE;
    }
    if (found == NOMENP_RULE_NONE) return NOMENP_RULE_NONE;
    if (found != NOMENP_RULE_SAME) rule = found;
  }
  /* "Mary Ann" is not the whole of "Mary Ann Smith", "John Paul" not of
   * "John Paul Jones": what is left out at the end must follow a family name.
   */
  if (at < a->core && at > 0 && a->words[at - 1].surname == 0 &&
      a->words[at - 1].given > 0 &&
      (a->words[at].flags & NOMENP_FORM_WORD_PARTICLE) == 0)
    return NOMENP_RULE_NONE;
  return rule;
}

static nomenp_rule compare(const nomenp_linker *linker, const nomenp_form *a,
                           const nomenp_form *b) {
  if (a->letters != 0 && a->letters == b->letters) return NOMENP_RULE_SAME;
  if (!suffixes_agree(a, b) || nomenp_forms_are_apart(linker, a, b))
    return NOMENP_RULE_NONE;
  nomenp_rule rule = compare_inside(linker, a, b);
  if (rule == NOMENP_RULE_SAME && a->count != b->count)
    return NOMENP_RULE_SUFFIX;
  if (rule != NOMENP_RULE_NONE) return rule;
  if (is_reversed(a, b)) return NOMENP_RULE_ORDER;
  if (is_tail(a, b)) return NOMENP_RULE_SURNAME;
  return NOMENP_RULE_NONE;
}

/* ---- keys ------------------------------------------------------------------
 */

static const nomenp_form_word *key_word(const nomenp_form *form) {
  for (unsigned i = form->core; i-- > 0;)
    if ((form->words[i].flags & NOMENP_FORM_WORD_NICKNAME) == 0)
      return &form->words[i];
  return &form->words[0];
}

static uint64_t person_key(nomenp_key_kind kind, uint64_t hash) {
  return nomenp_key_make(kind, NOMEN_TYPE_PERSON, hash);
}

static void add_nicknames(nomenp_linker *linker, const nomenp_form_word *word,
                          uint32_t thing) {
  uint32_t entries[NOMENP_ENTRIES_MAX];
  unsigned count = nomenp_entries_of(linker, word->first, word->end,
                                     NOMENP_LIST_NICKNAME, entries);
  for (unsigned i = 0; i < count; i++)
    nomenp_key_add(linker, person_key(NOMENP_KEY_NICKNAME, entries[i]), thing,
                   false);
}

static uint64_t hash_initials(const nomenp_form *form) {
  uint8_t initials[NOMENP_FORM_WORDS];
  size_t size = 0;
  for (unsigned i = 0; i < form->core; i++)
    if (form->words[i].letter != 0) initials[size++] = form->words[i].letter;
  return nomenp_fold_hash(initials, size);
}

/* The last word that is neither suffix nor nickname stands for the family; so
 * may each after the first, as in double surnames. */
static void add_keys(nomenp_linker *linker, uint32_t index, uint32_t thing) {
  const nomenp_form *form = &linker->forms[index];
  bool family_first = (form->flags & NOMENP_FORM_FIRST) != 0;
  for (unsigned i = 0; i < form->core; i++) {
    const nomenp_form_word *word = &form->words[i];
    if ((word->flags &
         (NOMENP_FORM_WORD_INITIAL | NOMENP_FORM_WORD_PARTICLE)) != 0)
      continue;
    bool is_given = family_first ? i > 0 : i == 0;
    if ((word->flags & NOMENP_FORM_WORD_NICKNAME) != 0) is_given = true;
    if (is_given)
      nomenp_key_add(linker, person_key(NOMENP_KEY_GIVEN, word->hash), thing,
                     false);
    /* One that the form asks for itself must be asked for by others too. */
    if (!is_given || form->content == 1)
      nomenp_key_add(linker, person_key(NOMENP_KEY_SURNAME, word->hash), thing,
                     word == key_word(form) || i == 0);
    if (is_given) add_nicknames(linker, word, thing);
  }
  if (form->letters != 0)
    nomenp_key_add(linker, person_key(NOMENP_KEY_CORE, form->letters), thing,
                   true);
  if (form->content > 2)
    nomenp_key_add(linker, person_key(NOMENP_KEY_ACRONYM, hash_initials(form)),
                   thing, false);
  /* "Jong Un" of "Kim Jong Un". */
  if (family_first && form->core > 2)
    nomenp_key_add(
        linker,
        person_key(NOMENP_KEY_GIVEN, nomenp_form_hash(form, 1, form->core)),
        thing, false);
}

/* What a form will ask for, here and at its mentions. */
void nomenp_people_ask(nomenp_linker *linker, const nomenp_form *form) {
  uint32_t entries[NOMENP_ENTRIES_MAX];
  const nomenp_form_word *first = &form->words[0], *last = key_word(form);
  if (form->letters != 0)
    nomenp_key_ask(linker, person_key(NOMENP_KEY_CORE, form->letters));
  nomenp_key_ask(linker, person_key(NOMENP_KEY_SURNAME, last->hash));
  if (first != last)
    nomenp_key_ask(linker, person_key(NOMENP_KEY_SURNAME, first->hash));
  nomenp_key_ask(linker, person_key(NOMENP_KEY_GIVEN, last->hash));
  if (form->core > 1)
    nomenp_key_ask(linker, person_key(NOMENP_KEY_GIVEN,
                                      nomenp_form_hash(form, 0, form->core)));
  if ((form->flags & NOMENP_FORM_ACRONYM) != 0)
    nomenp_key_ask(linker, person_key(NOMENP_KEY_ACRONYM, last->hash));
  if (form->content > 1) return;
  unsigned count = nomenp_entries_of(linker, first->first, first->end,
                                     NOMENP_LIST_NICKNAME, entries);
  for (unsigned i = 0; i < count; i++)
    nomenp_key_ask(linker, person_key(NOMENP_KEY_NICKNAME, entries[i]));
}

/* ---- full names ------------------------------------------------------------
 */

static bool is_family_first(const nomenp_linker *linker,
                            const nomenp_form *form) {
  nomenp_folded_words folded;
  unsigned count = nomenp_person_words(linker, form, false, &folded);
  if (nomenp_person_needs_letters(
          folded.words, count,
          nomenp_may_be_eastern(linker->eastern, form->words[0].hash)))
    nomenp_person_words(linker, form, true, &folded);
  return nomenp_person_family_first(folded.words, count);
}

static bool has_thing(const nomenp_candidates *found, uint32_t thing) {
  for (unsigned i = 0; i < found->count; i++)
    if (found->things[i] == thing) return true;
  return false;
}

/* Keep the things under a key whose longest name this form may stand for. */
static void gather(const nomenp_linker *linker, const nomenp_form *form,
                   nomenp_key_kind kind, uint64_t hash,
                   nomenp_candidates *out) {
  uint32_t things[NOMENP_KEY_THINGS];
  unsigned count = nomenp_key_things(linker, person_key(kind, hash), things);
  for (unsigned i = 0; i < count && out->count < NOMENP_KEY_THINGS; i++) {
    const nomenp_form *longest = &linker->forms[linker->things[things[i]].form];
    nomenp_rule rule = compare(linker, longest, form);
    if (rule == NOMENP_RULE_NONE || has_thing(out, things[i])) continue;
    if (out->count == 0) out->rule = rule;
    out->things[out->count++] = things[i];
  }
}

static nomenp_candidates candidates_of(const nomenp_linker *linker,
                                       const nomenp_form *form) {
  nomenp_candidates found = {.count = 0, .rule = NOMENP_RULE_NONE};
  if (form->letters != 0)
    gather(linker, form, NOMENP_KEY_CORE, form->letters, &found);
  if (found.count == 0)
    gather(linker, form, NOMENP_KEY_SURNAME, key_word(form)->hash, &found);
  if (found.count == 0)
    gather(linker, form, NOMENP_KEY_GIVEN, key_word(form)->hash, &found);
  if (found.count == 0)
    gather(linker, form, NOMENP_KEY_SURNAME, form->words[0].hash, &found);
  return found;
}

static void join_full(nomenp_linker *linker, uint32_t index) {
  nomenp_form *form = &linker->forms[index];
  if (is_family_first(linker, form)) form->flags |= NOMENP_FORM_FIRST;
  nomenp_candidates found = candidates_of(linker, form);
  if (found.count > 1) return;
  uint32_t thing =
      found.count == 1 ? found.things[0] : nomenp_form_own(linker, index);
  nomenp_form_join(linker, index, thing,
                   found.count == 1 ? found.rule : NOMENP_RULE_SAME);
  add_keys(linker, index, thing);
}

/* ---- short names -----------------------------------------------------------
 */

static nomenp_candidates short_candidates(const nomenp_linker *linker,
                                          const nomenp_form *form) {
  nomenp_candidates found = {.count = 0, .rule = NOMENP_RULE_SURNAME};
  uint64_t word = key_word(form)->hash;
  found.count = nomenp_key_things(linker, person_key(NOMENP_KEY_SURNAME, word),
                                  found.things);
  if (found.count > 0) return found;
  found.rule = NOMENP_RULE_ACRONYM;
  if ((form->flags & NOMENP_FORM_ACRONYM) != 0)
    found.count = nomenp_key_things(
        linker, person_key(NOMENP_KEY_ACRONYM, word), found.things);
  if (found.count > 0) return found;
  found.rule = NOMENP_RULE_GIVEN;
  if (form->core > 1) word = nomenp_form_hash(form, 0, form->core);
  found.count = nomenp_key_things(linker, person_key(NOMENP_KEY_GIVEN, word),
                                  found.things);
  if (found.count > 0) return found;
  found.rule = NOMENP_RULE_NICKNAME;
  uint32_t entries[NOMENP_ENTRIES_MAX];
  unsigned count =
      nomenp_entries_of(linker, form->words[0].first, form->words[0].end,
                        NOMENP_LIST_NICKNAME, entries);
  for (unsigned i = 0; i < count && found.count == 0; i++)
    found.count = nomenp_key_things(
        linker, person_key(NOMENP_KEY_NICKNAME, entries[i]), found.things);
  return found;
}

static void drop_unfit(const nomenp_linker *linker, const nomenp_form *form,
                       nomenp_candidates *found) {
  unsigned kept = 0;
  for (unsigned i = 0; i < found->count; i++) {
    const nomenp_form *longest =
        &linker->forms[linker->things[found->things[i]].form];
    if (suffixes_agree(longest, form) &&
        !nomenp_forms_are_apart(linker, longest, form))
      found->things[kept++] = found->things[i];
  }
  found->count = kept;
}

static void join_short(nomenp_linker *linker, uint32_t index) {
  nomenp_form *form = &linker->forms[index];
  nomenp_candidates found = short_candidates(linker, form);
  drop_unfit(linker, form, &found);
  if (found.count == 1) {
    nomenp_form_join(linker, index, found.things[0], found.rule);
  } else if (found.count == 0 || found.rule != NOMENP_RULE_SURNAME) {
    uint32_t thing = nomenp_form_own(linker, index);
    nomenp_form_join(linker, index, thing, NOMENP_RULE_SAME);
    add_keys(linker, index, thing);
  }
}

void nomenp_people_near(const nomenp_linker *linker, const nomenp_form *form) {
  if (form->count == 0) return;
  uint64_t first = form->words[0].hash, last = key_word(form)->hash;
  nomenp_key_near(linker, person_key(NOMENP_KEY_SURNAME, last));
  nomenp_key_near(linker, person_key(NOMENP_KEY_GIVEN, last));
  if (first == last) return;
  nomenp_key_near(linker, person_key(NOMENP_KEY_SURNAME, first));
  nomenp_key_near(linker, person_key(NOMENP_KEY_GIVEN, first));
}

void nomenp_people_join(nomenp_linker *linker) {
  bool is_long = nomenp_keys_are_many(linker);
  for (unsigned pass = 0; pass < 2; pass++)
    for (size_t i = 0; i < linker->form_count && !linker->failed; i++) {
      uint32_t index = linker->order[i];
      const nomenp_form *form = &linker->forms[index];
      if (form->type != NOMEN_TYPE_PERSON || form->count == 0 ||
          form->alias_of != NOMENP_NONE || (form->content > 1) != (pass == 0))
        continue;
      if (is_long) nomenp_people_near(linker, nomenp_form_ahead(linker, i));
      if (pass == 0)
        join_full(linker, index);
      else
        join_short(linker, index);
    }
}

/* ---- mentions --------------------------------------------------------------
 */

/* What titles and relations said; else a given name that leaves no doubt. */
static uint8_t gender_of_thing(const nomenp_linker *linker,
                               const nomenp_thing *thing) {
  const nomenp_form *form = &linker->forms[thing->form];
  if (thing->gender != 0 || form->count == 0) return thing->gender;
  unsigned at =
      (form->flags & NOMENP_FORM_FIRST) != 0 && form->core > 1 ? 1 : 0;
  uint32_t word = linker->input->words[form->words[at].first];
  if (word == NOMENP_NO_WORD || form->core < 2) return 0;
  switch (nomenp_gazetteer_word(linker->input->gazetteer, word)->gender) {
  case NOMENP_GENDER_MALE:
    return 'm';
  case NOMENP_GENDER_FEMALE:
    return 'f';
  default:
    return 0;
  }
}

/* Keep those that the title agrees with; "the younger" is a relation brought
 * in, "the elder" is not. */
static unsigned keep_agreeing(const nomenp_linker *linker,
                              const nomenp_mention *mention,
                              nomenp_candidates *found) {
  unsigned kept = 0;
  bool is_younger = (mention->flags & NOMENP_MENTION_YOUNGER) != 0;
  bool is_elder = (mention->flags & NOMENP_MENTION_ELDER) != 0;
  for (unsigned i = 0; i < found->count; i++) {
    const nomenp_thing *thing = &linker->things[found->things[i]];
    uint8_t gender = gender_of_thing(linker, thing);
    if (gender != 0 && mention->gender != 0 && gender != mention->gender)
      continue;
    if ((is_younger && !thing->is_aside) || (is_elder && thing->is_aside))
      continue;
    found->things[kept++] = found->things[i];
  }
  return kept;
}

uint32_t nomenp_people_find(nomenp_linker *linker, uint32_t index, uint32_t at,
                            nomenp_rule *rule) {
  const nomenp_form *form = &linker->forms[at];
  const nomenp_mention *mention = &linker->mentions[index];
  nomenp_candidates found = form->content > 1 ? candidates_of(linker, form)
                                              : short_candidates(linker, form);
  drop_unfit(linker, form, &found);
  unsigned all = found.count;
  unsigned kept = keep_agreeing(linker, mention, &found);
  if (kept == 0) kept = all > 0 && mention->gender == 0 ? all : 0;
  if (kept == 0) return NOMENP_NONE;
  *rule = kept > 1  ? NOMENP_RULE_SURNAME_RECENT
          : all > 1 ? NOMENP_RULE_SURNAME_TITLE
                    : found.rule;
  return nomenp_things_nearest(linker, found.things, kept, index);
}
