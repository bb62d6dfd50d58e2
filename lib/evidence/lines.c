/* SPDX-License-Identifier: MIT */
/*
 * Lines, and the case of those that have none: all capitals, or Every Word Raised.
 * There a word's case is what the document itself writes elsewhere, else what text
 * at large writes, else what the lists of names know.
 */
#include "evidence/parts.h"

#include <string.h>

/* How a token's case was when it was restored: values of RESTORED. */
enum { FROM_CAPITALS = 1, FROM_TITLE = 2, FROM_LOWER = 3 };

typedef struct line_counts {
  uint32_t words;    /* of letters, two and more */
  uint32_t letters;  /* bytes of those */
  uint32_t capital;  /* words that begin with a capital */
  uint32_t upper;    /* words all in capitals */
  uint32_t lower;
  uint32_t odd;      /* capitalised words that text mostly has in lower case */
  uint32_t figures;
  uint32_t tokens;
} line_counts;

#define NAME_LISTS                                                             \
  ((UINT64_C(1) << NOMENP_LIST_GIVEN) | (UINT64_C(1) << NOMENP_LIST_SURNAME) | \
   (UINT64_C(1) << NOMENP_LIST_PLACE) |                                        \
   (UINT64_C(1) << NOMENP_LIST_ORGANISATION) |                                 \
   (UINT64_C(1) << NOMENP_LIST_TEAM) | (UINT64_C(1) << NOMENP_LIST_PERSON) |   \
   (UINT64_C(1) << NOMENP_LIST_NATIONALITY) |                                  \
   (UINT64_C(1) << NOMENP_LIST_MONTH) | (UINT64_C(1) << NOMENP_LIST_WEEKDAY))

static line_counts count_line(const nomenp_evidence *evidence, uint32_t first,
                              uint32_t end) {
  const nomenp_text *text = evidence->input.text;
  line_counts c = {0};

  c.tokens = end - first;
  for (uint32_t t = first; t < end; t++) {
    uint8_t shape = text->shape[t];
    const nomenp_word *word;
    if (shape >= NOMENP_SHAPE_DIGIT && shape <= NOMENP_SHAPE_MIXED)
      c.figures++;
    if (shape > NOMENP_SHAPE_INNER || text->end[t] - text->start[t] < 2)
      continue;
    c.words++;
    c.letters += text->end[t] - text->start[t];
    if (shape == NOMENP_SHAPE_UPPER || shape == NOMENP_SHAPE_DOTTED)
      c.upper++;
    if (shape == NOMENP_SHAPE_LOWER) {
      c.lower++;
      continue;
    }
    c.capital++;
    if (shape != NOMENP_SHAPE_CAPITAL || t == first) continue;
    word = nomenp_evidence_word(evidence, t);
    if (word != NULL &&
        nomenp_word_lowness(word) == 2 && !(word->lists & NAME_LISTS) &&
        !nomenp_word_in(word, NOMENP_LIST_ORG_HEAD) &&
        !nomenp_word_in(word, NOMENP_LIST_TITLE) &&
        !nomenp_word_in(word, NOMENP_LIST_PLACE_HEAD))
      c.odd++;
  }
  return c;
}

/* Is some lower-case word of the line no function word, nor behind a hyphen? */
static bool has_lower_content(const nomenp_evidence *evidence, uint32_t first,
                              uint32_t end) {
  const nomenp_text *text = evidence->input.text;

  for (uint32_t t = first; t < end; t++)
    if (text->shape[t] == NOMENP_SHAPE_LOWER &&
        text->end[t] - text->start[t] > 1 &&
        (t == first || text->shape[t - 1] != NOMENP_SHAPE_HYPHEN) &&
        !nomenp_word_in(nomenp_evidence_word(evidence, t),
                        NOMENP_LIST_FUNCTION))
      return true;
  return false;
}

static uint8_t kind_of_line(const nomenp_evidence *evidence,
                            const line_counts *c, uint32_t first,
                            uint32_t end) {
  const nomenp_text *text = evidence->input.text;

  if (c->words != 0 && c->upper == c->words && c->letters >= 4)
    return NOMENP_LINE_CAPITALS;
  if (c->odd >= 2 && c->odd * 5 >= c->capital && c->lower <= c->capital &&
      !has_lower_content(evidence, first, end))
    return NOMENP_LINE_TITLE;
  if (c->figures * 4 >= c->tokens && c->figures >= 2) return NOMENP_LINE_TABLE;
  if (c->words >= 9 || (end > 0 && text->shape[end - 1] == NOMENP_SHAPE_STOP &&
                        c->words >= 4))
    return NOMENP_LINE_PROSE;
  return NOMENP_LINE_SHORT;
}

/* How the document itself writes the word, outside lines without case. */
static uint8_t document_shape(const nomenp_evidence *evidence, uint32_t token) {
  uint32_t slot =
      nomenp_evidence_slot(evidence, evidence->input.text->hash[token]);
  const nomenp_slot *s;

  if (slot == NOMENP_NO_SLOT) return NOMENP_SHAPE_COUNT;
  s = &evidence->slots[slot];
  if (s->lower > s->capital - s->firsts && s->lower > s->upper)
    return NOMENP_SHAPE_LOWER;
  if (s->upper > s->capital) return NOMENP_SHAPE_UPPER;
  if (s->capital > s->firsts) return NOMENP_SHAPE_CAPITAL;
  return NOMENP_SHAPE_COUNT;
}

/* How text at large would write it. */
static uint8_t usual_shape(const nomenp_evidence *evidence, uint32_t token,
                           uint8_t how) {
  const nomenp_word *word = nomenp_evidence_word(evidence, token);
  const nomenp_text *text = evidence->input.text;
  uint32_t size = text->end[token] - text->start[token];

  if (word == NULL) {
    if (how == FROM_LOWER) return NOMENP_SHAPE_LOWER;
    return size <= 4 && how == FROM_CAPITALS ? NOMENP_SHAPE_UPPER
                                             : NOMENP_SHAPE_CAPITAL;
  }
  if (nomenp_word_lowness(word) == 2) return NOMENP_SHAPE_LOWER;
  if (how == FROM_LOWER) {
    bool is_name = (word->lists & NAME_LISTS) != 0 &&
                   !nomenp_word_in(word, NOMENP_LIST_FUNCTION) &&
                   nomenp_word_lowness(word) == 0;
    return is_name ? NOMENP_SHAPE_CAPITAL : NOMENP_SHAPE_LOWER;
  }
  if (nomenp_word_lowness(word) == 1 && !(word->lists & NAME_LISTS))
    return NOMENP_SHAPE_LOWER;
  if (how == FROM_CAPITALS && size <= 4 && word->organisation != 0 &&
      word->given == 0 && word->surname == 0 && word->place == 0)
    return NOMENP_SHAPE_UPPER;
  return NOMENP_SHAPE_CAPITAL;
}

/* Words of a name of several tokens keep their capitals ("United Nations"). */
static void raise_names(const nomenp_evidence *evidence, uint8_t *shape,
                        const uint8_t *restored) {
  const nomenp_hit_list *hits = evidence->input.hits;

  for (size_t i = 0; hits != NULL && i < hits->count; i++) {
    const nomenp_hit *hit = &hits->items[i];
    if (hit->end - hit->first < 2 || restored[hit->first] == 0) continue;
    if (hit->list != NOMENP_LIST_PERSON && hit->list != NOMENP_LIST_PLACE &&
        hit->list != NOMENP_LIST_ORGANISATION && hit->list != NOMENP_LIST_TEAM)
      continue;
    for (uint32_t t = hit->first; t < hit->end; t++)
      if (restored[t] != 0 && shape[t] == NOMENP_SHAPE_LOWER &&
          !nomenp_word_in(nomenp_evidence_word(evidence, t),
                          NOMENP_LIST_FUNCTION))
        shape[t] = NOMENP_SHAPE_CAPITAL;
  }
}

static void restore_line(const nomenp_evidence *evidence, uint8_t *shape,
                         uint8_t *restored, uint32_t first, uint32_t end,
                         uint8_t how) {
  const nomenp_text *text = evidence->input.text;

  for (uint32_t t = first; t < end; t++) {
    uint8_t was = text->shape[t];
    uint8_t becomes;
    if (was > NOMENP_SHAPE_INNER || was == NOMENP_SHAPE_INITIAL ||
        was == NOMENP_SHAPE_ABBREVIATION || was == NOMENP_SHAPE_CAMEL ||
        was == NOMENP_SHAPE_DOTTED)
      continue;
    if (how == FROM_TITLE && was == NOMENP_SHAPE_UPPER) continue;
    if ((how == FROM_LOWER) != (was == NOMENP_SHAPE_LOWER)) continue;
    if (was == NOMENP_SHAPE_LETTER && how != FROM_LOWER) {
      uint8_t c = text->bytes[text->start[t]];
      if (c == 'A') shape[t] = NOMENP_SHAPE_LOWER;
      restored[t] = how;
      continue;
    }
    becomes = document_shape(evidence, t);
    if (becomes == NOMENP_SHAPE_COUNT) becomes = usual_shape(evidence, t, how);
    shape[t] = becomes;
    restored[t] = how;
  }
}

/* "TEL AVIV", "SIOBHAN TWOMEY" in a line that has case: names of persons and
 * places written large, known by the lists, or beside one that is. */
static bool is_large_name(const nomenp_evidence *evidence, uint32_t token) {
  const nomenp_text *text = evidence->input.text;
  const nomenp_word *word;

  if (token >= text->token_count ||
      text->shape[token] != NOMENP_SHAPE_UPPER ||
      text->end[token] - text->start[token] < 3)
    return false;
  word = nomenp_evidence_word(evidence, token);
  return word != NULL && word->capital_lists == 0 && word->organisation == 0 &&
         nomenp_word_lowness(word) < 2 &&
         (word->given >= 2 || word->surname >= 2 || word->place >= 2);
}

static bool is_large(const nomenp_text *text, uint32_t token) {
  return token < text->token_count &&
         text->shape[token] == NOMENP_SHAPE_UPPER &&
         text->end[token] - text->start[token] >= 3 &&
         !(text->flags[token] & NOMENP_TOKEN_LINE);
}

static void restore_large(const nomenp_evidence *evidence, uint8_t *shape,
                          uint8_t *restored) {
  const nomenp_text *text = evidence->input.text;

  for (uint32_t t = 0; t < text->token_count; t++) {
    uint32_t first = t, end = t + 1;
    if (restored[t] != 0 || !is_large_name(evidence, t)) continue;
    while (first > 0 && is_large(text, first) && is_large(text, first - 1))
      first--;
    if (first > 0 && !(text->flags[first] & NOMENP_TOKEN_LINE) &&
        text->shape[first - 1] == NOMENP_SHAPE_UPPER &&
        text->end[first - 1] - text->start[first - 1] >= 3)
      first--;
    while (is_large(text, end)) end++;
    for (; first < end; first++) {
      shape[first] = NOMENP_SHAPE_CAPITAL;
      restored[first] = FROM_CAPITALS;
    }
  }
}

/* A text in which next to nothing is a capital was written without case. */
static bool is_lower_text(const nomenp_text *text) {
  uint32_t words = 0, capitals = 0;

  for (uint32_t t = 0; t < text->token_count; t++) {
    uint8_t shape = text->shape[t];
    if (shape > NOMENP_SHAPE_INNER) continue;
    words++;
    capitals += nomenp_shape_is_capital(shape);
  }
  return words >= 8 && capitals * 100 <= words;
}

static uint32_t line_end(const nomenp_text *text, uint32_t first) {
  uint32_t t = first + 1;
  while (t < text->token_count && !(text->flags[t] & NOMENP_TOKEN_LINE)) t++;
  return t;
}

bool nomenp_evidence_read_lines(nomenp_reading *reading) {
  const nomenp_text *text = reading->evidence->input.text;
  uint32_t end, number = 0;

  reading->line = nomenp_arena_allocate(&reading->scratch, text->token_count);
  if (reading->line == NULL) return false;
  reading->is_lower = is_lower_text(text);
  reading->is_restored = reading->is_lower;
  for (uint32_t t = 0; t < text->token_count && !reading->is_restored; t++)
    reading->is_restored = is_large_name(reading->evidence, t);
  for (uint32_t first = 0; first < text->token_count; first = end, number++) {
    line_counts c;
    uint8_t kind;
    end = line_end(text, first);
    c = count_line(reading->evidence, first, end);
    kind = kind_of_line(reading->evidence, &c, first, end);
    if (kind == NOMENP_LINE_CAPITALS || kind == NOMENP_LINE_TITLE)
      reading->is_restored = true;
    else if (kind == NOMENP_LINE_SHORT && number < 4)
      kind = NOMENP_LINE_HEAD;
    memset(reading->line + first, kind, end - first);
  }
  return true;
}

bool nomenp_evidence_read_case(nomenp_reading *reading) {
  nomenp_evidence *evidence = reading->evidence;
  const nomenp_text *text = evidence->input.text;
  uint8_t *shape, *restored;
  uint32_t end;

  if (!reading->is_restored) return true;
  shape = nomenp_arena_allocate(reading->arena, text->token_count);
  restored = nomenp_arena_array(reading->arena, text->token_count, 1);
  if (shape == NULL || restored == NULL) return false;
  memcpy(shape, text->shape, text->token_count);
  for (uint32_t first = 0; first < text->token_count; first = end) {
    uint8_t kind = reading->line[first];
    end = line_end(text, first);
    if (reading->is_lower)
      restore_line(evidence, shape, restored, first, end, FROM_LOWER);
    else if (kind == NOMENP_LINE_CAPITALS || kind == NOMENP_LINE_TITLE)
      restore_line(evidence, shape, restored, first, end,
                   kind == NOMENP_LINE_TITLE ? FROM_TITLE : FROM_CAPITALS);
  }
  raise_names(evidence, shape, restored);
  if (!reading->is_lower) restore_large(evidence, shape, restored);
  evidence->shape = shape;
  evidence->restored = restored;
  return true;
}
