/* SPDX-License-Identifier: MIT */
/*
 * What is said right beside a mention: titles, roles before and behind, "his
 * wife", "the".  Walks a bounded number of tokens from each mention.
 */
#include <string.h>
#include "link/linker.h"

#define ROLE_TOKENS_MAX                                                        \
  24u                    /* the longest role taken: "the former head of ..." */
#define MODIFIERS_MAX 8u /* words before a role: "the former Mexican" */
#define ROLE_HEAD_WITHIN 7u /* its head word stands among its first tokens */

typedef struct scene {
  const nomenp_linker *linker;
  const nomenp_text *text;
  const nomenp_name *name;
  uint32_t sentence_first;
  uint32_t sentence_end;
  uint32_t previous_end; /* of the mention before, in tokens */
  uint32_t next_first;   /* of the mention behind */
  uint32_t index;
} scene;

/* ---- small words -----------------------------------------------------------
 */

static uint32_t said_at(const scene *s, uint32_t token) {
  return nomenp_said_at(s->linker->said, s->text, token)->bits;
}

static bool is_determiner(const scene *s, uint32_t token) {
  return (said_at(s, token) & NOMENP_SAID_DETERMINER) != 0;
}

static bool is_modifier(const scene *s, uint32_t token) {
  return (said_at(s, token) & NOMENP_SAID_MODIFIER) != 0;
}

/* What a title or a relation says of who bears it. */
static uint8_t gender_of(const scene *s, uint32_t token, uint32_t male,
                         uint32_t female) {
  uint32_t bits = nomenp_said_find(s->linker->said, s->text->hash[token])->bits;
  if ((bits & male) != 0) return 'm';
  return (bits & female) != 0 ? 'f' : 0;
}

/* ---- titles ----------------------------------------------------------------
 */

/* Whether a listed title is an office rather than a form of address:
 * "President", but not "Mr." and not "Sen.", which stand for themselves. */
static bool is_office(const scene *s, uint32_t first, uint32_t end) {
  uint32_t entries[NOMENP_ENTRIES_MAX];
  if (first >= end || s->text->shape[end - 1] == NOMENP_SHAPE_ABBREVIATION)
    return false;
  if (end == first + 1) return (said_at(s, first) & NOMENP_SAID_OFFICE) != 0;
  unsigned count =
      nomenp_entries_of(s->linker, first, end, NOMENP_LIST_TITLE, entries);
  for (unsigned i = 0; i < count; i++) {
    nomenp_entry entry;
    nomenp_gazetteer_entry(s->linker->input->gazetteer, entries[i], &entry);
    if (entry.kind != NULL && strcmp(entry.kind, "political") == 0) return true;
  }
  return false;
}

/* Where the longest role that ends at `end` begins; `end` when none does. */
static uint32_t role_before(const scene *s, uint32_t end) {
  uint32_t role = nomenp_list_before(s->linker, end, NOMENP_LIST_ROLE);
  uint32_t title = nomenp_list_before(s->linker, end, NOMENP_LIST_TITLE);
  return title < role && is_office(s, title, end) ? title : role;
}

/* A title ends right before the name: "Mr.", "Lt. Col.". */
static uint32_t read_title(const scene *s, nomenp_mention *mention) {
  uint32_t end = s->name->first;
  uint32_t first = nomenp_list_before(s->linker, end, NOMENP_LIST_TITLE);
  if (first == end || first < s->previous_end || first < s->sentence_first ||
      !nomenp_shape_is_capital(s->text->shape[first]) ||
      is_office(s, first, end) || role_before(s, end) < first)
    return end;
  mention->title_first = first;
  mention->title_end = end;
  mention->gender =
      gender_of(s, first, NOMENP_SAID_TITLE_MALE, NOMENP_SAID_TITLE_FEMALE);
  return first;
}

/* ---- roles before the name -------------------------------------------------
 */

/* How many tokens before `end` may belong to a role whose head ends there. */
static uint32_t modifier_before(const scene *s, uint32_t end) {
  uint32_t token = end - 1;
  uint8_t shape = s->text->shape[token];
  if (shape == NOMENP_SHAPE_HYPHEN && token > 0 && token > s->sentence_first)
    return 1;
  if (shape == NOMENP_SHAPE_CLITIC && token > s->sentence_first) {
    /* "Israel's prime minister": with the whole name before it. */
    if (token == s->previous_end)
      return end - s->linker->input->names[s->index - 1].first;
    return 0;
  }
  const nomenp_hit *nation =
      nomenp_hit_before(s->linker, end, NOMENP_LIST_NATIONALITY);
  if (nation != NULL && nation->first >= s->sentence_first)
    return end - nation->first;
  uint32_t role = role_before(s, end);
  if (role < end && role >= s->sentence_first) return end - role;
  if (is_modifier(s, token)) return 1;
  if ((said_at(s, token) & NOMENP_SAID_AND) != 0 && token > s->sentence_first &&
      role_before(s, token) < token)
    return 1;
  if (end == s->previous_end && s->index > 0 &&
      s->linker->input->names[s->index - 1].type != NOMEN_TYPE_PERSON)
    return end - s->linker->input->names[s->index - 1].first;
  return 0;
}

static uint32_t widen_role(const scene *s, uint32_t first) {
  for (unsigned i = 0; i < MODIFIERS_MAX && first > s->sentence_first; i++) {
    uint32_t more = modifier_before(s, first);
    if (more == 0) break;
    first =
        more <= first - s->sentence_first ? first - more : s->sentence_first;
  }
  while (s->text->shape[first] == NOMENP_SHAPE_HYPHEN)
    first++;
  if (first > s->sentence_first && is_determiner(s, first - 1)) first--;
  return first;
}

/* Before the name, with at most a comma between: "the prime minister, Benjamin
 * Netanyahu,". */
static void read_role_before(const scene *s, uint32_t end,
                             nomenp_mention *mention) {
  bool has_comma =
      end > s->sentence_first && s->text->shape[end - 1] == NOMENP_SHAPE_COMMA;
  if (has_comma) end--;
  uint32_t head = role_before(s, end);
  if (head >= end || head < s->sentence_first || head < s->previous_end) return;
  uint32_t first = widen_role(s, head);
  /* With a comma it must be a whole phrase: "spoke to the prime minister, X".
   */
  if (has_comma && first == head) return;
  mention->role_first = first;
  mention->role_end = end;
}

/* ---- roles behind the name -------------------------------------------------
 */

static bool ends_role(const scene *s, uint32_t token) {
  uint8_t shape = s->text->shape[token];
  switch (shape) {
  case NOMENP_SHAPE_COMMA:
  case NOMENP_SHAPE_STOP:
  case NOMENP_SHAPE_COLON:
  case NOMENP_SHAPE_DASH:
  case NOMENP_SHAPE_OPEN:
  case NOMENP_SHAPE_CLOSE:
  case NOMENP_SHAPE_QUOTE:
    return true;
  default:
    break;
  }
  if ((s->text->flags[token] & (NOMENP_TOKEN_PARAGRAPH | NOMENP_TOKEN_GLUED)) !=
      0)
    return true;
  if ((said_at(s, token) & NOMENP_SAID_ROLE_STOP) != 0) return true;
  return shape == NOMENP_SHAPE_LOWER &&
         nomenp_token_is(s->linker, token, NOMENP_LIST_SAYING) &&
         !is_determiner(s, token - 1);
}

/* "X, 61, chairman of Y,": past commas and an age. */
static uint32_t role_opening(const scene *s) {
  uint32_t token = s->name->end;
  if (token >= s->sentence_end || s->text->shape[token] != NOMENP_SHAPE_COMMA)
    return s->sentence_end;
  token++;
  if (token + 1 < s->sentence_end &&
      s->text->shape[token] == NOMENP_SHAPE_DIGIT &&
      s->text->shape[token + 1] == NOMENP_SHAPE_COMMA)
    token += 2;
  return token;
}

/* A role, or a title written small: "a professor". */
static bool is_head(const scene *s, uint32_t token) {
  return nomenp_list_from(s->linker, token, NOMENP_LIST_ROLE) > token ||
         (s->text->shape[token] == NOMENP_SHAPE_LOWER &&
          nomenp_token_is(s->linker, token, NOMENP_LIST_TITLE));
}

static bool opens_role(const scene *s, uint32_t token) {
  return s->text->shape[token] != NOMENP_SHAPE_LOWER ||
         is_determiner(s, token) || is_head(s, token) ||
         is_modifier(s, token) ||
         nomenp_list_from(s->linker, token, NOMENP_LIST_NATIONALITY) > token;
}

/* Whether what begins here leads to a role's head word, by words that go before
 * one. */
static bool has_role_head(const scene *s, uint32_t first) {
  uint32_t limit = first + ROLE_HEAD_WITHIN;
  if (!opens_role(s, first)) return false;
  for (uint32_t t = first; t < limit && t < s->sentence_end; t++) {
    if (ends_role(s, t)) return false;
    if (is_head(s, t)) return true;
    if (nomenp_token_is(s->linker, t, NOMENP_LIST_DOING) &&
        !is_modifier(s, t) && t > first &&
        s->text->shape[t] == NOMENP_SHAPE_LOWER && !is_determiner(s, t - 1))
      return false;
  }
  return false;
}

static void read_role_behind(const scene *s, nomenp_mention *mention) {
  uint32_t first = role_opening(s), end = first;
  if (first >= s->sentence_end || !has_role_head(s, first)) return;
  /* "..., and Foreign Minister X": the next one's, not this one's. */
  if ((said_at(s, first) & (NOMENP_SAID_AND | NOMENP_SAID_WITH)) != 0) return;
  while (end < s->sentence_end && end - first < ROLE_TOKENS_MAX &&
         (end == first || !ends_role(s, end)))
    end++;
  if (end - first >= ROLE_TOKENS_MAX) return;
  /* A person named in it bears the role himself: "Haugland, Prime Minister
   * Aas". */
  if (s->next_first < end && s->index + 1 < s->linker->input->name_count &&
      s->linker->input->names[s->index + 1].type == NOMEN_TYPE_PERSON &&
      role_before(s, s->next_first) < s->next_first)
    return;
  mention->role_first = first;
  mention->role_end = end;
}

/* ---- all of it -------------------------------------------------------------
 */

/* "whose son, X", "his wife Y". */
static void read_relation(const scene *s, nomenp_mention *mention) {
  uint32_t token = s->name->first;
  if (token > s->sentence_first &&
      s->text->shape[token - 1] == NOMENP_SHAPE_COMMA)
    token--;
  if (token == s->sentence_first || token == 0) return;
  token--;
  uint32_t said = said_at(s, token);
  if ((said & NOMENP_SAID_YOUNGER) != 0)
    mention->flags |= NOMENP_MENTION_YOUNGER;
  if ((said & NOMENP_SAID_ELDER) != 0) mention->flags |= NOMENP_MENTION_ELDER;
  if (!nomenp_token_is(s->linker, token, NOMENP_LIST_FAMILY)) return;
  if (s->text->shape[token] != NOMENP_SHAPE_LOWER) return;
  mention->flags |= NOMENP_MENTION_FAMILY;
  if (mention->gender == 0)
    mention->gender = gender_of(s, token, NOMENP_SAID_RELATION_MALE,
                                NOMENP_SAID_RELATION_FEMALE);
}

/* "said Mr. X", "X, 61, said", "X told". */
static bool is_speaking(const scene *s, uint32_t before) {
  uint32_t token = s->name->end;
  if (before > s->sentence_first &&
      (said_at(s, before - 1) & NOMENP_SAID_SPEAKING) != 0)
    return true;
  for (unsigned i = 0; i < 3 && token < s->sentence_end; i++, token++) {
    uint8_t shape = s->text->shape[token];
    if ((said_at(s, token) & NOMENP_SAID_SPEAKING) != 0) return true;
    if (shape != NOMENP_SHAPE_COMMA && shape != NOMENP_SHAPE_DIGIT)
      return false;
  }
  return false;
}

static void read_person(const scene *s, nomenp_mention *mention) {
  uint32_t before = read_title(s, mention);
  if (is_speaking(s, before)) mention->flags |= NOMENP_MENTION_SPEAKS;
  read_role_before(s, before, mention);
  if (mention->role_first == mention->role_end) read_role_behind(s, mention);
  read_relation(s, mention);
}

void nomenp_context_read(nomenp_linker *linker) {
  const nomenp_link_input *input = linker->input;
  const nomenp_text *text = input->text;
  for (size_t i = 0; i < input->name_count && !linker->failed; i++) {
    nomenp_mention *mention = &linker->mentions[i];
    scene s = {.linker = linker,
               .text = text,
               .name = &input->names[i],
               .sentence_first = text->sentence_start[mention->sentence],
               .sentence_end = text->sentence_start[mention->sentence + 1],
               .previous_end = i > 0 ? input->names[i - 1].end : 0,
               .next_first = i + 1 < input->name_count
                                 ? input->names[i + 1].first
                                 : text->token_count,
               .index = (uint32_t)i};
    if (s.name->first > 0 && text->hash[s.name->first - 1] == linker->the) {
      mention->flags |= NOMENP_MENTION_THE;
      linker->forms[mention->form].flags |= NOMENP_FORM_THE;
    }
    if (s.sentence_first > s.name->first) s.sentence_first = s.name->first;
    if (s.name->type == NOMEN_TYPE_PERSON) read_person(&s, mention);
  }
}
