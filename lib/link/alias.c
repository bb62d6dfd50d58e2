/* SPDX-License-Identifier: MIT */
/*
 * Names that the text itself says are one: "Joaquin Guzman, known as "El
 * Chapo"", "Criminal Investigation Agency (AIC)", "AIB (Atlantic Infrastructure
 * Bank)".
 */
#include "link/linker.h"

#define BETWEEN_MAX 12u /* tokens between the two names */
#define INITIALS_MAX 12u

/* ---- "known as" ------------------------------------------------------------
 */

/* Words of a phrase that count; more are none of the phrases. */
#define SAID_MAX 6u

/* What may stand between a name and another name of the same thing, without
 * punctuation and fillers.  Those that need quotes mean too much else. */
static const struct saying {
  const char *words[SAID_MAX];
  bool needs_quotes;
} sayings[] = {{{"known", "as"}, false},
               {{"known", "by"}, false},
               {{"known", "to", "friends", "as"}, false},
               {{"who", "is", "known", "as"}, false},
               {{"who", "was", "known", "as"}, false},
               {{"which", "is", "known", "as"}, false},
               {{"which", "was", "known", "as"}, false},
               {{"nicknamed"}, false},
               {{"dubbed"}, false},
               {{"alias"}, false},
               {{"aka"}, false},
               {{"formerly"}, false},
               {{"formerly", "known", "as"}, false},
               {{"previously", "known", "as"}, false},
               {{"once", "known", "as"}, false},
               {{"called"}, true},
               {{"who", "is", "called"}, true},
               {{"renamed"}, false},
               {{"now", "called"}, false},
               {{"or"}, true},
               {{"whose", "real", "name", "is"}, false},
               {{"whose", "real", "name", "was"}, false},
               {{"real", "name"}, false},
               {{"whose", "nickname", "is"}, false},
               {{"whose", "nickname", "was"}, false},
               {{"who", "goes", "by"}, false},
               {{"who", "went", "by"}, false},
               {{"who", "goes", "by", "the", "name"}, false},
               {{"born"}, false},
               {{"short", "for"}, false},
               {{"abbreviated", "as"}, false},
               {{"referred", "to", "as"}, false}};
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static bool is_punctuation(uint8_t shape) {
  return shape == NOMENP_SHAPE_COMMA || shape == NOMENP_SHAPE_QUOTE ||
         shape == NOMENP_SHAPE_OPEN || shape == NOMENP_SHAPE_DASH;
}

static bool is_filler(const nomenp_linker *linker, uint32_t token) {
  return (nomenp_said_at(linker->said, linker->input->text, token)->bits &
          NOMENP_SAID_FILLER) != 0;
}

/* The words of [first, end) that count: without punctuation and fillers. */
static unsigned find_said(const nomenp_linker *linker, uint32_t first,
                          uint32_t end, uint32_t out[SAID_MAX]) {
  const nomenp_text *text = linker->input->text;
  unsigned count = 0;
  for (uint32_t t = first; t < end; t++) {
    if (is_punctuation(text->shape[t])) continue;
    if (text->shape[t] != NOMENP_SHAPE_LOWER) return 0;
    if (is_filler(linker, t)) continue;
    if (count == SAID_MAX) return 0;
    out[count++] = t;
  }
  return count;
}

static bool is_phrase(const nomenp_text *text, const uint32_t *said,
                      unsigned count, const char *const words[SAID_MAX]) {
  for (unsigned i = 0; i < count; i++)
    if (words[i] == NULL || !nomenp_text_is_word(text, said[i], words[i]))
      return false;
  return count == SAID_MAX || words[count] == NULL;
}

/* "known up and down the valley as": begins and ends so, no capital between. */
static bool is_known_widely(const nomenp_linker *linker, uint32_t first,
                            uint32_t end, const char *opening) {
  const nomenp_text *text = linker->input->text;
  while (first < end &&
         (is_punctuation(text->shape[first]) || is_filler(linker, first) ||
          nomenp_text_is_word(text, first, "is")))
    first++;
  while (end > first && (text->shape[end - 1] == NOMENP_SHAPE_QUOTE ||
                         nomenp_text_is_word(text, end - 1, "the")))
    end--;
  if (end < first + 2 || !nomenp_text_is_word(text, end - 1, "as") ||
      !nomenp_text_is_word(text, first, opening))
    return false;
  for (uint32_t t = first; t < end; t++)
    if (text->shape[t] != NOMENP_SHAPE_LOWER) return false;
  return true;
}

/* What goes on from an alias to the next: "and to his men as "Chico"", "or the
 * Clock". */
static bool goes_on(const nomenp_linker *linker, uint32_t first, uint32_t end) {
  uint32_t said[SAID_MAX];
  return is_known_widely(linker, first, end, "and") ||
         is_known_widely(linker, first, end, "or") ||
         (find_said(linker, first, end, said) == 1 &&
          nomenp_text_is_word(linker->input->text, said[0], "or"));
}

/* Few stretches between names have any word that a saying must have. */
static bool has_sayer(const nomenp_linker *linker, uint32_t first,
                      uint32_t end) {
  const nomenp_text *text = linker->input->text;
  for (uint32_t t = first; t < end; t++)
    if (text->shape[t] == NOMENP_SHAPE_LOWER &&
        (nomenp_said_at(linker->said, text, t)->bits & NOMENP_SAID_SAYER) != 0)
      return true;
  return false;
}

static bool is_known_as(const nomenp_linker *linker, uint32_t first,
                        uint32_t end) {
  const nomenp_text *text = linker->input->text;
  if (!has_sayer(linker, first, end)) return false;
  if (is_known_widely(linker, first, end, "known")) return true;
  bool has_quote = text->shape[end - 1] == NOMENP_SHAPE_QUOTE;
  uint32_t said[SAID_MAX];
  unsigned count = find_said(linker, first, end, said);
  for (size_t i = 0; count > 0 && i < COUNT_OF(sayings); i++)
    if ((has_quote || !sayings[i].needs_quotes) &&
        is_phrase(text, said, count, sayings[i].words))
      return true;
  return false;
}

/* ---- brackets --------------------------------------------------------------
 */

static bool is_bracketed(const nomenp_text *text, const nomenp_name *a,
                         const nomenp_name *b) {
  return b->first == a->end + 1 && b->end < text->token_count &&
         text->shape[a->end] == NOMENP_SHAPE_OPEN &&
         text->shape[b->end] == NOMENP_SHAPE_CLOSE;
}

/* How many letters of an acronym are initials of the words, in any order. */
static bool shares_letters(const nomenp_linker *linker,
                           const nomenp_form *acronym, const nomenp_form *full,
                           unsigned *shared, unsigned *letters) {
  const nomenp_text *text = linker->input->text;
  uint32_t token = acronym->words[0].first;
  bool used[NOMENP_FORM_WORDS] = {false};
  *shared = *letters = 0;
  for (uint32_t i = text->start[token]; i < text->end[token]; i++) {
    uint8_t byte = text->bytes[i];
    if (byte == '.') continue;
    if (byte >= 'A' && byte <= 'Z') byte = (uint8_t)(byte | 0x20);
    if (++*letters > INITIALS_MAX) return false;
    for (unsigned k = 0; k < full->count; k++)
      if (!used[k] && full->words[k].letter == byte) {
        used[k] = true;
        ++*shared;
        break;
      }
  }
  return *letters >= 2;
}

static bool is_other_listed(const nomenp_linker *linker,
                            const nomenp_name *name) {
  nomenp_hit_range hits = nomenp_hits_at(linker, name->first);
  for (size_t i = 0; i < hits.count; i++)
    if (hits.items[i].end == name->end &&
        (hits.items[i].list == NOMENP_LIST_ORGANISATION ||
         hits.items[i].list == NOMENP_LIST_PLACE))
      return true;
  return false;
}

/* Foreign letters are allowed for where nothing else is known by them. */
static bool abbreviates(const nomenp_linker *linker, uint32_t short_name,
                        uint32_t long_name) {
  const nomenp_form *acronym =
      &linker->forms[linker->mentions[short_name].form];
  const nomenp_form *full = &linker->forms[linker->mentions[long_name].form];
  unsigned shared = 0, letters = 0;
  if ((acronym->flags & NOMENP_FORM_ACRONYM) == 0 || full->count < 2 ||
      (full->flags & NOMENP_FORM_ACRONYM) != 0 ||
      !shares_letters(linker, acronym, full, &shared, &letters))
    return false;
  if (shared * 2 > letters) return true;
  return !is_other_listed(linker, &linker->input->names[short_name]);
}

/* ---- putting it down -------------------------------------------------------
 */

static void say_alias(nomenp_linker *linker, uint32_t alias, uint32_t of,
                      nomenp_rule rule) {
  uint32_t form = linker->mentions[alias].form;
  uint32_t target = linker->mentions[of].form;
  if (linker->forms[target].alias_of != NOMENP_NONE)
    target = linker->forms[target].alias_of;
  if (form == target || linker->forms[form].alias_of != NOMENP_NONE ||
      linker->forms[target].alias_of != NOMENP_NONE)
    return;
  linker->forms[form].alias_of = target;
  linker->forms[form].alias_at = of;
  linker->forms[form].alias_rule = (uint8_t)rule;
}

void nomenp_aliases_read(nomenp_linker *linker) {
  const nomenp_link_input *input = linker->input;
  uint32_t alias = NOMENP_NONE; /* the mention just found to be one */
  for (size_t i = 0; i + 1 < input->name_count; i++) {
    const nomenp_name *a = &input->names[i], *b = &input->names[i + 1];
    uint32_t here = (uint32_t)i, next = here + 1;
    if (b->first <= a->end || b->first - a->end > BETWEEN_MAX) continue;
    if (linker->forms[linker->mentions[i].form].count == 0 ||
        linker->forms[linker->mentions[i + 1].form].count == 0)
      continue;
    if (is_bracketed(input->text, a, b)) {
      if (abbreviates(linker, next, here))
        say_alias(linker, next, here, NOMENP_RULE_BRACKETS);
      else if (abbreviates(linker, here, next))
        say_alias(linker, here, next, NOMENP_RULE_BRACKETS);
    } else if (linker->mentions[i].sentence ==
                   linker->mentions[i + 1].sentence &&
               (is_known_as(linker, a->end, b->first) ||
                (alias == here && goes_on(linker, a->end, b->first)))) {
      say_alias(linker, next, here, NOMENP_RULE_KNOWN_AS);
      alias = next;
    }
  }
}

/* Join a form to the longest that goes by the same entry; false when memory is
 * out. */
static bool join_listed(nomenp_linker *linker, uint32_t index,
                        nomenp_map *entries) {
  nomenp_form *form = &linker->forms[index];
  unsigned user;
  uint32_t entry;
  bool is_new = false;
  if (form->count == 0 ||
      !nomenp_user_entry(linker, form->first, &user, &entry))
    return true;
  const uint32_t *longest =
      nomenp_map_put(entries,
                     nomenp_key_make(NOMENP_KEY_USER, form->type,
                                     (uint64_t)user << 32 | entry),
                     index, &is_new);
  if (longest == NULL) return false;
  if (is_new || form->alias_of != NOMENP_NONE ||
      linker->forms[*longest].alias_of != NOMENP_NONE)
    return true;
  form->alias_of = *longest;
  form->alias_at = linker->forms[*longest].first;
  form->alias_rule = NOMENP_RULE_ENTRY;
  return true;
}

void nomenp_aliases_listed(nomenp_linker *linker) {
  nomenp_map entries; /* key of an entry and a type -> its longest form */
  if (linker->failed || !linker->has_users) return;
  nomenp_map_init(&entries, &linker->scratch);
  for (size_t i = 0; i < linker->form_count && !linker->failed; i++)
    linker->failed = !join_listed(linker, linker->order[i], &entries);
  nomenp_map_fini(&entries);
}
