/* SPDX-License-Identifier: MIT */
/*
 * From mentions to forms: the words by which names are compared.  A leading
 * "the", possessives, quotes and commas are no words; parts joined by hyphens
 * are one ("Jae-in", "Jaein"); initials written together are several ("J.K.").
 */
#include <string.h>

#include "base/hash.h"
#include "gazetteer/walk.h"
#include "link/linker.h"
#include "text/fold.h"

#define FOLD_ROOM                                                              \
  96 /* a word longer than this is hashed by its first bytes                   \
      */

typedef struct reading {
  nomenp_linker *linker;
  const nomenp_text *text;
  uint8_t type;
  nomenp_form_word words[NOMENP_FORM_WORDS];
  unsigned count;
} reading;

static uint8_t letter_of(char folded) {
  bool is_letter = folded >= 'a' && folded <= 'z';
  return is_letter || (folded >= '0' && folded <= '9') ? (uint8_t)folded : 0;
}

static const nomenp_word *facts_of(const nomenp_linker *linker,
                                   uint32_t token) {
  uint32_t word = linker->input->words[token];
  return word == NOMENP_NO_WORD
             ? NULL
             : nomenp_gazetteer_word(linker->input->gazetteer, word);
}

static bool has_list(const nomenp_word *facts, nomenp_list_class list) {
  return facts != NULL && (facts->lists >> (unsigned)list & 1u) != 0;
}

/* Which shapes carry no word of a name. */
static bool is_skipped(uint8_t shape) {
  switch (shape) {
  case NOMENP_SHAPE_CLITIC:
  case NOMENP_SHAPE_STOP:
  case NOMENP_SHAPE_COMMA:
  case NOMENP_SHAPE_COLON:
  case NOMENP_SHAPE_HYPHEN:
  case NOMENP_SHAPE_DASH:
  case NOMENP_SHAPE_SLASH:
  case NOMENP_SHAPE_OPEN:
  case NOMENP_SHAPE_CLOSE:
  case NOMENP_SHAPE_QUOTE:
    return true;
  default:
    return false;
  }
}

static uint8_t flags_of(const reading *r, uint32_t token,
                        const nomenp_word *facts) {
  uint8_t shape = r->text->shape[token];
  bool is_lower = shape == NOMENP_SHAPE_LOWER;
  unsigned flags = 0;
  if (r->type == NOMEN_TYPE_PERSON) {
    if (shape == NOMENP_SHAPE_LETTER || shape == NOMENP_SHAPE_INITIAL)
      flags |= NOMENP_FORM_WORD_INITIAL;
    else if (has_list(facts, NOMENP_LIST_PARTICLE) &&
             (is_lower || facts->given + facts->surname < 4 ||
              (shape == NOMENP_SHAPE_UPPER && r->count > 0)))
      flags |= NOMENP_FORM_WORD_PARTICLE;
  } else if (shape == NOMENP_SHAPE_AND ||
             r->text->hash[token] == r->linker->the ||
             r->text->hash[token] == r->linker->and_word ||
             (is_lower && (has_list(facts, NOMENP_LIST_FUNCTION) ||
                           has_list(facts, NOMENP_LIST_PARTICLE)))) {
    flags |= NOMENP_FORM_WORD_FUNCTION;
  }
  return (uint8_t)flags;
}

static void add_word(reading *r, const nomenp_form_word *word) {
  if (r->count < NOMENP_FORM_WORDS) r->words[r->count++] = *word;
}

/* "J.K." and the "JK" of "JK Rowling": a word for each letter. */
static bool add_letters(reading *r, uint32_t token, bool is_last) {
  uint32_t size = r->text->end[token] - r->text->start[token];
  uint8_t shape = r->text->shape[token];
  bool is_short = shape == NOMENP_SHAPE_UPPER && size == 2 && r->count == 0 &&
                  !is_last &&
                  nomenp_shape_is_capital(r->text->shape[token + 1]) &&
                  r->text->shape[token + 1] != NOMENP_SHAPE_UPPER;
  if (r->type != NOMEN_TYPE_PERSON ||
      (shape != NOMENP_SHAPE_DOTTED && !is_short))
    return false;
  const char *bytes = (const char *)r->text->bytes + r->text->start[token];
  for (uint32_t i = 0; i < size; i++) {
    uint8_t letter = letter_of((char)(bytes[i] | 0x20));
    if (letter < 'a') continue;
    char one = (char)letter;
    add_word(r, &(nomenp_form_word){
                    .hash = nomenp_fold_hash((const uint8_t *)&one, 1),
                    .first = token,
                    .end = token + 1,
                    .letter = letter,
                    .flags = NOMENP_FORM_WORD_INITIAL});
  }
  return true;
}

/* The end of the chain of words joined by hyphens that begins at a token. */
static uint32_t chain_end(const nomenp_text *text, uint32_t token,
                          uint32_t end) {
  while (token + 2 < end && text->shape[token + 1] == NOMENP_SHAPE_HYPHEN &&
         !is_skipped(text->shape[token + 2]))
    token += 2;
  return token + 1;
}

/* Fold every second token of [token, end), one behind the other. */
static size_t fold_parts(const nomenp_text *text, uint32_t token, uint32_t end,
                         char folded[FOLD_ROOM]) {
  size_t size = 0;
  for (uint32_t t = token; t < end; t += 2) {
    size_t room = FOLD_ROOM - size;
    size_t part =
        nomenp_fold(text->bytes + text->start[t], text->end[t] - text->start[t],
                    folded + size, room);
    size += part < room ? part : room;
  }
  return size;
}

static void read_word(reading *r, uint32_t token, uint32_t end) {
  const nomenp_text *text = r->text;
  const nomenp_word *facts = facts_of(r->linker, token);
  uint8_t opening = text->bytes[text->start[token]];
  char folded[FOLD_ROOM];
  size_t size = 1;
  folded[0] = opening < 0x80 ? (char)nomenp_fold_byte[opening] : 0;
  /* Of a plain word only the first letter is needed: its hash is known. */
  if (folded[0] == 0 || end > token + 1)
    size = fold_parts(text, token, end, folded);
  nomenp_form_word word = {.hash = text->hash[token],
                           .first = token,
                           .end = end,
                           .letter = size > 0 ? letter_of(folded[0]) : 0,
                           .flags = flags_of(r, token, facts)};
  if (end > token + 1) {
    word.hash = nomenp_hash_bytes(folded, size);
    if (size < FOLD_ROOM)
      word.hash = nomenp_fold_hash((const uint8_t *)folded, size);
    word.flags = 0;
    if (text->shape[end - 1] == NOMENP_SHAPE_LOWER)
      word.flags |= NOMENP_FORM_WORD_JOINED;
  }
  if (text->shape[token] == NOMENP_SHAPE_AND) word.hash = r->linker->and_word;
  if (facts != NULL) {
    word.given = facts->given;
    word.surname = facts->surname;
  }
  add_word(r, &word);
}

static void read_words(reading *r, uint32_t first, uint32_t end) {
  const nomenp_text *text = r->text;
  bool in_quotes = false;
  uint32_t t = first;
  if (r->type != NOMEN_TYPE_PERSON && end - first > 1 &&
      text->hash[t] == r->linker->the)
    t++;
  while (t < end && r->count < NOMENP_FORM_WORDS) {
    unsigned before = r->count;
    if (text->shape[t] == NOMENP_SHAPE_QUOTE) in_quotes = !in_quotes;
    if (is_skipped(text->shape[t]) || add_letters(r, t, t + 1 == end)) {
      t++;
      continue;
    }
    uint32_t next = chain_end(text, t, end);
    read_word(r, t, next);
    if (in_quotes && before > 0 && before < r->count &&
        r->type == NOMEN_TYPE_PERSON)
      r->words[before].flags |= NOMENP_FORM_WORD_NICKNAME;
    t = next;
  }
}

/* Of persons: a listed suffix at the end.  Folding makes "Ma" of "MA": what is
 * not written like a suffix is none. */
static bool is_suffix(const reading *r, const nomenp_form_word *word,
                      bool all_capitals) {
  const nomenp_word *facts = facts_of(r->linker, word->first);
  uint8_t shape = r->text->shape[word->first];
  if (r->type == NOMEN_TYPE_ORGANISATION)
    return has_list(facts, NOMENP_LIST_COMPANY_SUFFIX) ||
           (word->flags & NOMENP_FORM_WORD_FUNCTION) != 0;
  if (r->type != NOMEN_TYPE_PERSON || !has_list(facts, NOMENP_LIST_SUFFIX))
    return false;
  bool is_written_so =
      shape == NOMENP_SHAPE_ABBREVIATION ||
      (!all_capitals &&
       (shape == NOMENP_SHAPE_UPPER || shape == NOMENP_SHAPE_DOTTED ||
        shape == NOMENP_SHAPE_CAMEL || shape == NOMENP_SHAPE_LETTER));
  return is_written_so || (word->given == 0 && word->surname == 0);
}

static unsigned mark_suffixes(reading *r, bool all_capitals) {
  unsigned core = r->count;
  while (core > 1 && is_suffix(r, &r->words[core - 1], all_capitals)) {
    if ((r->words[core - 1].flags & NOMENP_FORM_WORD_FUNCTION) == 0)
      r->words[core - 1].flags |= NOMENP_FORM_WORD_SUFFIX;
    core--;
  }
  return core;
}

static bool all_in_capitals(const reading *r) {
  for (unsigned i = 0; i < r->count; i++) {
    uint8_t shape = r->text->shape[r->words[i].first];
    if (shape != NOMENP_SHAPE_UPPER && shape != NOMENP_SHAPE_LETTER &&
        shape != NOMENP_SHAPE_INITIAL && shape != NOMENP_SHAPE_DOTTED)
      return false;
  }
  return true;
}

#define ACRONYM_BYTES_MAX 12u

static bool is_acronym(const reading *r) {
  if (r->count == 0 || r->words[0].end != r->words[0].first + 1) return false;
  uint32_t token = r->words[0].first;
  uint8_t shape = r->text->shape[token];
  if (r->words[r->count - 1].first != token) return false;
  return r->text->end[token] - r->text->start[token] <= ACRONYM_BYTES_MAX &&
         (shape == NOMENP_SHAPE_UPPER || shape == NOMENP_SHAPE_DOTTED ||
          shape == NOMENP_SHAPE_CAMEL || shape == NOMENP_SHAPE_INNER ||
          shape == NOMENP_SHAPE_MIXED);
}

/* Go on with the hash of letters by one token; *size counts them. */
static uint64_t hash_token(const nomenp_text *text, uint32_t token,
                           uint64_t hash, size_t *size) {
  const uint8_t *at = text->bytes + text->start[token];
  const uint8_t *end = text->bytes + text->end[token];
  if ((text->flags[token] & NOMENP_TOKEN_ACCENT) != 0) {
    char folded[FOLD_ROOM];
    size_t part = nomenp_fold(at, (size_t)(end - at), folded, FOLD_ROOM);
    for (size_t i = 0; i < part && i < FOLD_ROOM; i++)
      hash = nomenp_hash_step(hash, (uint8_t)folded[i]);
    *size += part;
    return hash;
  }
  for (; at < end; at++)
    if (nomenp_fold_byte[*at] != 0) {
      hash = nomenp_hash_step(hash, nomenp_fold_byte[*at]);
      ++*size;
    }
  return hash;
}

/* The hash of all letters of a name, wherever its words are parted: "Jean-Luc",
 * "Jean Luc", "Jeanluc".  Of persons alone; 0 where it is too long for that. */
static uint64_t hash_letters(const reading *r) {
  uint64_t hash = NOMENP_HASH_SEED;
  size_t size = 0;
  if (r->type != NOMEN_TYPE_PERSON) return 0;
  for (unsigned i = 0; i < r->count; i++)
    for (uint32_t t = r->words[i].first; t < r->words[i].end; t += 2) {
      hash = hash_token(r->text, t, hash, &size);
      if (size >= FOLD_ROOM) return 0;
    }
  return nomenp_hash_mix(hash);
}

static bool fill_form(nomenp_linker *linker, reading *r, uint64_t hash,
                      uint32_t name, nomenp_form *out) {
  bool capitals = all_in_capitals(r);
  nomenp_form form = {.hash = hash,
                      .letters = hash_letters(r),
                      .type = r->type,
                      .count = (uint8_t)r->count,
                      .core = (uint8_t)mark_suffixes(r, capitals),
                      .name = name,
                      .first = name,
                      .thing = NOMENP_NONE,
                      .own = NOMENP_NONE,
                      .alias_of = NOMENP_NONE,
                      .entry = NOMENP_NONE,
                      .place = NOMENP_NONE};
  /* A particle leads on to a name: the last word is none. */
  if (form.core > 0)
    r->words[form.core - 1].flags &= (uint8_t)~NOMENP_FORM_WORD_PARTICLE;
  for (unsigned i = 0; i < form.core; i++)
    if ((r->words[i].flags &
         (NOMENP_FORM_WORD_PARTICLE | NOMENP_FORM_WORD_FUNCTION)) == 0)
      form.content++;
  if (capitals) form.flags |= NOMENP_FORM_CAPITALS;
  if (is_acronym(r)) form.flags |= NOMENP_FORM_ACRONYM;
  if (r->count > 0) {
    form.words =
        nomenp_arena_allocate(&linker->scratch, r->count * sizeof *form.words);
    if (form.words == NULL) return false;
    memcpy(form.words, r->words, r->count * sizeof *form.words);
  }
  *out = form;
  return true;
}

static void read_name(nomenp_linker *linker, const nomenp_name *name,
                      reading *r) {
  r->linker = linker;
  r->text = linker->input->text;
  r->type = name->type;
  r->count = 0;
  read_words(r, name->first, name->end);
}

/* The form of a name that was read, made when it is its first mention. */
static bool find_form(nomenp_linker *linker, reading *r, uint64_t hash,
                      uint32_t name, uint32_t *out) {
  bool is_new = false;
  const uint32_t *at = nomenp_map_put(
      &linker->form_map, nomenp_key_make(NOMENP_KEY_FORM, r->type, hash),
      (uint32_t)linker->form_count, &is_new);
  if (at == NULL) return false;
  *out = *at;
  if (!is_new) return true;
  return NOMENP_ARENA_GROW(&linker->form_arena, &linker->forms,
                           &linker->form_capacity, linker->form_count + 1) &&
         fill_form(linker, r, hash, name, &linker->forms[linker->form_count++]);
}

/* Names are read a few at a time, so that their slots in the map of forms are
 * on their way while the next are read. */
#define NAMES_AHEAD 8u

/* Give mentions [first, end) their forms, forms numbered as they come. */
static bool read_some(nomenp_linker *linker, uint32_t first, uint32_t end) {
  reading readings[NAMES_AHEAD];
  uint64_t hashes[NAMES_AHEAD];
  for (uint32_t i = first; i < end; i++) {
    reading *r = &readings[i - first];
    read_name(linker, &linker->input->names[i], r);
    hashes[i - first] = nomenp_words_hash(r->words, 0, r->count);
    NOMENP_PREFETCH(nomenp_map_place(
        &linker->form_map,
        nomenp_key_make(NOMENP_KEY_FORM, r->type, hashes[i - first])));
  }
  for (uint32_t i = first; i < end; i++) {
    const nomenp_name *name = &linker->input->names[i];
    nomenp_mention *mention = &linker->mentions[i];
    if (!find_form(linker, &readings[i - first], hashes[i - first], i,
                   &mention->form))
      return false;
    nomenp_form *form = &linker->forms[mention->form];
    mention->type = name->type;
    mention->thing = NOMENP_NONE;
    form->mentions++;
    if (name->confidence > form->confidence)
      form->confidence = name->confidence;
  }
  return true;
}

static bool read_forms(nomenp_linker *linker) {
  size_t count = linker->input->name_count, end;
  for (size_t first = 0; first < count; first = end) {
    end = count - first > NAMES_AHEAD ? first + NAMES_AHEAD : count;
    if (!read_some(linker, (uint32_t)first, (uint32_t)end)) return false;
  }
  return true;
}

/* Sentences come in order, and so do names: walked together. */
static void number_sentences(nomenp_linker *linker) {
  const nomenp_text *text = linker->input->text;
  uint32_t sentence = 0;
  for (size_t i = 0; i < linker->input->name_count; i++) {
    while (sentence + 1 < text->sentence_count &&
           text->sentence_start[sentence + 1] <= linker->input->names[i].first)
      sentence++;
    linker->mentions[i].sentence = sentence;
  }
}

void nomenp_forms_read(nomenp_linker *linker) {
  linker->the = nomenp_fold_hash((const uint8_t *)"the", 3);
  linker->and_word = nomenp_fold_hash((const uint8_t *)"and", 3);
  if (!read_forms(linker)) {
    linker->failed = true;
    return;
  }
  number_sentences(linker);
}

/* Most names are in no row of names that are apart: that is noted once found.
 */
static unsigned find_apart(const nomenp_linker *linker, uint32_t index,
                           uint32_t out[NOMENP_ENTRIES_MAX]) {
  nomenp_form *form = &linker->forms[index];
  if (form->count == 0 || (form->flags & NOMENP_FORM_NOT_APART) != 0) return 0;
  unsigned count = nomenp_entries_of(linker, form->words[0].first,
                                     form->words[form->count - 1u].end,
                                     NOMENP_LIST_APART, out);
  if (count == 0) form->flags |= NOMENP_FORM_NOT_APART;
  return count;
}

bool nomenp_forms_are_apart(const nomenp_linker *linker, const nomenp_form *a,
                            const nomenp_form *b) {
  uint32_t of_a[NOMENP_ENTRIES_MAX], of_b[NOMENP_ENTRIES_MAX];
  if (a->hash == b->hash) return false;
  unsigned count_a = find_apart(linker, (uint32_t)(a - linker->forms), of_a);
  unsigned count_b =
      count_a > 0 ? find_apart(linker, (uint32_t)(b - linker->forms), of_b) : 0;
  for (unsigned i = 0; i < count_a; i++)
    for (unsigned k = 0; k < count_b; k++)
      if (of_a[i] == of_b[k]) return true;
  return false;
}
