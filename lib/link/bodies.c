/* SPDX-License-Identifier: MIT */
/*
 * Organisations.  The longest names make things; shorter ones are looked up by
 * the hash of their words among the beginnings, ends and initials of the
 * longer.
 */
#include <string.h>

#include "base/hash.h"
#include "link/linker.h"
#include "text/fold.h"

/* ---- entries ---------------------------------------------------------------
 */

static bool is_body_list(uint8_t list) {
  return list == NOMENP_LIST_ORGANISATION || list == NOMENP_LIST_TEAM;
}

/* The hits that are exactly a form as first mentioned, with "the" or without.
 */
typedef bool (*hit_test)(const nomenp_hit *hit, const void *context);

static const nomenp_hit *best_hit(const nomenp_linker *linker,
                                  const nomenp_form *form, hit_test fits,
                                  const void *context) {
  uint32_t first[2] = {linker->input->names[form->name].first,
                       form->words[0].first};
  uint32_t end = form->words[form->count - 1u].end;
  const nomenp_hit *best = NULL;
  for (unsigned pass = 0; pass < 2 && best == NULL; pass++) {
    nomenp_hit_range hits = nomenp_hits_at(linker, first[pass]);
    unsigned best_rank = 0;
    for (size_t i = 0; i < hits.count; i++) {
      const nomenp_hit *hit = &hits.items[i];
      /* A canonical name before an acronym, then the surer. */
      unsigned rank =
          hit->grade + ((hit->flags & NOMENP_HIT_CANONICAL) != 0 ? 9u : 1u);
      if (hit->end != end || !fits(hit, context) || rank <= best_rank) continue;
      best = hit;
      best_rank = rank;
    }
  }
  return best;
}

static bool is_body(const nomenp_hit *hit, const void *context) {
  (void)context;
  return is_body_list(hit->list);
}

static uint32_t find_entry(const nomenp_linker *linker,
                           const nomenp_form *form) {
  const nomenp_hit *best = best_hit(linker, form, is_body, NULL);
  return best != NULL ? best->entry : NOMENP_NONE;
}

typedef struct listing {
  uint8_t list;
  uint8_t grade;
} listing;

static bool is_listing(const nomenp_hit *hit, const void *context) {
  const listing *wanted = context;
  return hit->list == wanted->list && hit->grade >= wanted->grade;
}

static bool is_listed_as(const nomenp_linker *linker, const nomenp_form *form,
                         nomenp_list_class list, uint8_t grade) {
  listing wanted = {(uint8_t)list, grade};
  return best_hit(linker, form, is_listing, &wanted) != NULL;
}

/* ---- keys ------------------------------------------------------------------
 */

static uint64_t body_key(nomenp_key_kind kind, uint64_t hash) {
  return nomenp_key_make(kind, NOMEN_TYPE_ORGANISATION, hash);
}

/* What a form will ask for, here and at its mentions. */
void nomenp_bodies_ask(nomenp_linker *linker, const nomenp_form *form) {
  uint64_t core = nomenp_form_hash(form, 0, form->core);
  uint32_t entry = find_entry(linker, form);
  nomenp_key_ask(linker, body_key(NOMENP_KEY_CORE, core));
  nomenp_key_ask(linker, body_key(NOMENP_KEY_PREFIX, core));
  nomenp_key_ask(linker, body_key(NOMENP_KEY_TAIL, core));
  if (entry != NOMENP_NONE)
    nomenp_key_ask(linker, body_key(NOMENP_KEY_ENTRY, entry));
  if ((form->flags & NOMENP_FORM_ACRONYM) != 0)
    nomenp_key_ask(linker, body_key(NOMENP_KEY_ACRONYM, form->words[0].hash));
}

static uint64_t hash_acronym(const nomenp_form *form, unsigned end,
                             bool with_functions, unsigned *letters) {
  uint8_t initials[NOMENP_FORM_WORDS];
  unsigned size = 0;
  for (unsigned i = 0; i < end; i++) {
    const nomenp_form_word *word = &form->words[i];
    bool is_function = (word->flags & NOMENP_FORM_WORD_FUNCTION) != 0;
    if (word->letter != 0 && (with_functions || !is_function))
      initials[size++] = word->letter;
  }
  *letters = size;
  return nomenp_fold_hash(initials, size);
}

static void add_initials(nomenp_linker *linker, const nomenp_form *form,
                         uint32_t thing) {
  unsigned letters = 0;
  if (form->content < 2) return;
  for (unsigned variant = 0; variant < 4; variant++) {
    unsigned end = (variant & 1u) != 0 ? form->count : form->core;
    uint64_t hash = hash_acronym(form, end, (variant & 2u) != 0, &letters);
    if (letters >= 2)
      nomenp_key_add(linker, body_key(NOMENP_KEY_ACRONYM, hash), thing, false);
  }
}

/* Acronyms that the lists know: "|" between. */
static void add_listed_acronyms(nomenp_linker *linker, uint32_t entry,
                                uint32_t thing) {
  nomenp_entry facts;
  nomenp_gazetteer_entry(linker->input->gazetteer, entry, &facts);
  const char *at = facts.acronym;
  while (at != NULL && *at != '\0') {
    size_t size = strcspn(at, "|");
    if (size > 0)
      nomenp_key_add(linker,
                     body_key(NOMENP_KEY_ACRONYM,
                              nomenp_fold_hash((const uint8_t *)at, size)),
                     thing, false);
    at += size;
    if (*at == '|') at++;
  }
}

static void add_body_keys(nomenp_linker *linker, uint32_t index,
                          uint32_t thing) {
  const nomenp_form *form = &linker->forms[index];
  nomenp_key_add(
      linker, body_key(NOMENP_KEY_CORE, nomenp_form_hash(form, 0, form->core)),
      thing, true);
  for (unsigned i = 1; i < form->core; i++) {
    nomenp_key_add(linker,
                   body_key(NOMENP_KEY_PREFIX, nomenp_form_hash(form, 0, i)),
                   thing, false);
    nomenp_key_add(
        linker,
        body_key(NOMENP_KEY_TAIL, nomenp_form_hash(form, i, form->core)), thing,
        false);
  }
  for (unsigned i = 1; i + 1u < form->core; i++)
    if (nomenp_token_is(linker, form->words[i].first, NOMENP_LIST_ORG_HEAD))
      nomenp_key_add(
          linker, body_key(NOMENP_KEY_TAIL, nomenp_form_hash(form, i, i + 1)),
          thing, false);
  add_initials(linker, form, thing);
  if ((form->flags & NOMENP_FORM_ACRONYM) != 0)
    nomenp_key_add(linker, body_key(NOMENP_KEY_ACRONYM, form->words[0].hash),
                   thing, true);
  if (form->entry != NOMENP_NONE) {
    nomenp_key_add(linker, body_key(NOMENP_KEY_ENTRY, form->entry), thing,
                   true);
    add_listed_acronyms(linker, form->entry, thing);
  }
}

/* ---- which short forms may stand for which long ones ------------------------
 */

static bool is_head_word(const nomenp_linker *linker, const nomenp_form *form) {
  return form->core == 1 &&
         nomenp_token_is(linker, form->words[0].first, NOMENP_LIST_ORG_HEAD);
}

static bool is_club_word(const nomenp_linker *linker,
                         const nomenp_form_word *word) {
  return (nomenp_said_find(linker->said, word->hash)->bits &
          NOMENP_SAID_CLUB) != 0;
}

/* A place that may stand for much else: a country, or a city with a team. */
static bool is_open_place(const nomenp_linker *linker,
                          const nomenp_form *form) {
  uint32_t word = linker->input->words[form->words[0].first];
  if (is_listed_as(linker, form, NOMENP_LIST_TEAM, 0)) return true;
  if (word == NOMENP_NO_WORD || form->core > 1) return false;
  const nomenp_word *facts =
      nomenp_gazetteer_word(linker->input->gazetteer, word);
  return (facts->flags & (NOMENP_WORD_COUNTRY | NOMENP_WORD_TEAM_CITY |
                          NOMENP_WORD_CITY_200K)) != 0;
}

/* "Leeds" of "Leeds United", but not of "Leeds Chamber of Commerce". */
static bool names_its_team(const nomenp_linker *linker, const nomenp_form *full,
                           const nomenp_form *city) {
  return is_listed_as(linker, full, NOMENP_LIST_TEAM, 0) ||
         is_club_word(linker, &full->words[city->core]);
}

/* The words left over are where a branch is: "Bank of China Hong Kong". */
static bool is_branch(const nomenp_linker *linker, const nomenp_form *full,
                      const nomenp_form *part) {
  const nomenp_form_word *rest = &full->words[part->core];
  uint32_t end = full->words[full->core - 1].end;
  if ((rest->flags & NOMENP_FORM_WORD_FUNCTION) != 0 &&
      part->core + 1 < full->core)
    rest++;
  if (nomenp_token_is(linker, rest->first, NOMENP_LIST_ORG_HEAD)) return false;
  nomenp_hit_range hits = nomenp_hits_at(linker, rest->first);
  for (size_t i = 0; i < hits.count; i++)
    if (hits.items[i].list == NOMENP_LIST_PLACE && hits.items[i].end == end &&
        hits.items[i].grade >= 3)
      return true;
  return false;
}

static bool are_other_entries(const nomenp_form *a, const nomenp_form *b) {
  return a->entry != NOMENP_NONE && b->entry != NOMENP_NONE &&
         a->entry != b->entry;
}

static nomenp_rule fits_prefix(const nomenp_linker *linker,
                               const nomenp_form *full,
                               const nomenp_form *part) {
  if (full->core <= part->core || part->content == 0 ||
      nomenp_forms_are_apart(linker, full, part))
    return NOMENP_RULE_NONE;
  if (is_head_word(linker, part)) return NOMENP_RULE_HEAD;
  if (are_other_entries(full, part) || is_branch(linker, full, part))
    return NOMENP_RULE_NONE;
  /* A body that is known by itself is not the one named after it: "United
   * Nations" and its Human Rights Council. */
  if (part->entry != NOMENP_NONE && part->core > 1) return NOMENP_RULE_NONE;
  if (is_listed_as(linker, part, NOMENP_LIST_NATIONALITY, 0))
    return NOMENP_RULE_NONE;
  if (is_listed_as(linker, part, NOMENP_LIST_PLACE, 2) &&
      is_open_place(linker, part) && !names_its_team(linker, full, part))
    return NOMENP_RULE_NONE;
  return NOMENP_RULE_PREFIX;
}

static nomenp_rule fits_tail(const nomenp_linker *linker,
                             const nomenp_form *full, const nomenp_form *part) {
  if (full->core <= part->core || part->content == 0 ||
      nomenp_forms_are_apart(linker, full, part))
    return NOMENP_RULE_NONE;
  if (is_head_word(linker, part)) return NOMENP_RULE_HEAD;
  if (are_other_entries(full, part)) return NOMENP_RULE_NONE;
  if (part->content == 1 && (part->entry != NOMENP_NONE ||
                             is_listed_as(linker, part, NOMENP_LIST_PLACE, 2)))
    return NOMENP_RULE_NONE;
  return NOMENP_RULE_TAIL;
}

/* ---- candidates ------------------------------------------------------------
 */

typedef nomenp_rule (*fitting)(const nomenp_linker *linker,
                               const nomenp_form *full,
                               const nomenp_form *part);

static void gather_bodies(const nomenp_linker *linker, const nomenp_form *form,
                          nomenp_key_kind kind, uint64_t hash, fitting fits,
                          nomenp_rule rule, nomenp_candidates *out) {
  uint32_t things[NOMENP_KEY_THINGS];
  if (out->count > 0) return;
  unsigned count = nomenp_key_things(linker, body_key(kind, hash), things);
  for (unsigned i = 0; i < count; i++) {
    const nomenp_form *full = &linker->forms[linker->things[things[i]].form];
    nomenp_rule found = fits != NULL ? fits(linker, full, form) : rule;
    if (found == NOMENP_RULE_NONE) continue;
    out->rule = found;
    out->things[out->count++] = things[i];
  }
}

static nomenp_rule fits_acronym(const nomenp_linker *linker,
                                const nomenp_form *full,
                                const nomenp_form *part) {
  (void)linker;
  return are_other_entries(full, part) && full->content > 1
             ? NOMENP_RULE_NONE
             : NOMENP_RULE_ACRONYM;
}

static nomenp_rule fits_core(const nomenp_linker *linker,
                             const nomenp_form *full, const nomenp_form *part) {
  return nomenp_forms_are_apart(linker, full, part) ? NOMENP_RULE_NONE
                                                    : NOMENP_RULE_COMPANY;
}

/* In the order of how much each says. */
static nomenp_candidates bodies_like(const nomenp_linker *linker,
                                     const nomenp_form *form) {
  nomenp_candidates found = {.count = 0, .rule = NOMENP_RULE_NONE};
  uint64_t core = nomenp_form_hash(form, 0, form->core);
  if (form->entry != NOMENP_NONE)
    gather_bodies(linker, form, NOMENP_KEY_ENTRY, form->entry, NULL,
                  NOMENP_RULE_ENTRY, &found);
  gather_bodies(linker, form, NOMENP_KEY_CORE, core, fits_core,
                NOMENP_RULE_COMPANY, &found);
  if ((form->flags & NOMENP_FORM_ACRONYM) != 0)
    gather_bodies(linker, form, NOMENP_KEY_ACRONYM, form->words[0].hash,
                  fits_acronym, NOMENP_RULE_ACRONYM, &found);
  gather_bodies(linker, form, NOMENP_KEY_PREFIX, core, fits_prefix,
                NOMENP_RULE_PREFIX, &found);
  gather_bodies(linker, form, NOMENP_KEY_TAIL, core, fits_tail,
                NOMENP_RULE_TAIL, &found);
  return found;
}

/* ---- joining ---------------------------------------------------------------
 */

static void join_body(nomenp_linker *linker, uint32_t index) {
  nomenp_form *form = &linker->forms[index];
  form->entry = find_entry(linker, form);
  nomenp_candidates found = bodies_like(linker, form);
  if (found.count > 1 || found.rule == NOMENP_RULE_HEAD) return;
  uint32_t thing =
      found.count == 1 ? found.things[0] : nomenp_form_own(linker, index);
  nomenp_form_join(linker, index, thing,
                   found.count == 1 ? found.rule : NOMENP_RULE_SAME);
  add_body_keys(linker, index, thing);
}

void nomenp_bodies_near(const nomenp_linker *linker, const nomenp_form *form) {
  uint64_t core = nomenp_form_hash(form, 0, form->core);
  nomenp_key_near(linker, body_key(NOMENP_KEY_CORE, core));
  nomenp_key_near(linker, body_key(NOMENP_KEY_PREFIX, core));
  nomenp_key_near(linker, body_key(NOMENP_KEY_TAIL, core));
}

void nomenp_bodies_join(nomenp_linker *linker) {
  bool is_long = nomenp_keys_are_many(linker);
  for (size_t i = 0; i < linker->form_count && !linker->failed; i++) {
    const nomenp_form *form = &linker->forms[linker->order[i]];
    if (form->type != NOMEN_TYPE_ORGANISATION || form->count == 0 ||
        form->alias_of != NOMENP_NONE)
      continue;
    if (is_long) nomenp_bodies_near(linker, nomenp_form_ahead(linker, i));
    join_body(linker, linker->order[i]);
  }
}

uint32_t nomenp_bodies_find(nomenp_linker *linker, uint32_t mention,
                            uint32_t index, nomenp_rule *rule) {
  nomenp_candidates found = bodies_like(linker, &linker->forms[index]);
  unsigned kept = 0;
  /* A head word alone takes up what was said before; never what is to come. */
  for (unsigned i = 0; i < found.count; i++)
    if (found.rule != NOMENP_RULE_HEAD ||
        linker->things[found.things[i]].sentence != NOMENP_NONE)
      found.things[kept++] = found.things[i];
  if (kept == 0) return NOMENP_NONE;
  *rule = found.rule;
  return nomenp_things_nearest(linker, found.things, kept, mention);
}
