/* SPDX-License-Identifier: MIT */
/*
 * Runs of capitalised words, and what stands around them.  "&" and a hyphen
 * between capitals join; a title, a function word or a month stands alone, so
 * that "President Clinton" is a run of one behind a title.
 */
#include "evidence/parts.h"

/* The second half of "Seo-yeon", which is no word of the language; behind
 * another name three letters may be one: "Ryu Dong-min". */
static bool is_name_half(const nomenp_evidence *evidence, uint32_t token) {
  const nomenp_text *text = evidence->input.text;
  const nomenp_word *word;

  if (evidence->shape[token] != NOMENP_SHAPE_LOWER) return false;
  if (text->end[token] - text->start[token] <= 2) return true;
  word = nomenp_evidence_word(evidence, token);
  if (word == NULL || (word->level == 0 && nomenp_word_lowness(word) == 0))
    return true;
  return text->end[token] - text->start[token] == 3 && token >= 3 &&
         nomenp_evidence_capital(evidence, token - 3) &&
         !nomenp_evidence_breaks(evidence, token - 2) &&
         !nomenp_word_in(word, NOMENP_LIST_DOING) &&
         !nomenp_word_in(word, NOMENP_LIST_FUNCTION);
}

/* Is the token the first half of a given name like "Seo-yeon"? */
#define HALF_MAX 6u
static bool is_halved(const nomenp_evidence *evidence, uint32_t token) {
  const nomenp_text *text = evidence->input.text;

  return token + 2 < text->token_count &&
         evidence->shape[token + 1] == NOMENP_SHAPE_HYPHEN &&
         evidence->shape[token] == NOMENP_SHAPE_CAPITAL &&
         text->end[token] - text->start[token] <= HALF_MAX &&
         !nomenp_evidence_breaks(evidence, token + 1) &&
         !nomenp_evidence_breaks(evidence, token + 2) &&
         text->end[token + 2] - text->start[token + 2] <= HALF_MAX &&
         is_name_half(evidence, token + 2) &&
         !nomenp_word_in(nomenp_evidence_word(evidence, token),
                         NOMENP_LIST_PARTICLE);
}

/* "plc", "gmbh": a company's suffix that is written small. */
static bool is_low_suffix(const nomenp_evidence *evidence, uint32_t token) {
  return token > 0 && evidence->shape[token] == NOMENP_SHAPE_LOWER &&
         !nomenp_evidence_breaks(evidence, token) &&
         nomenp_evidence_capital(evidence, token - 1) &&
         nomenp_word_in(nomenp_evidence_word(evidence, token),
                        NOMENP_LIST_COMPANY_SUFFIX);
}

/* KIND and CUE of a token at once: they share what is costly. */
void nomenp_evidence_classes(const nomenp_evidence *evidence, uint32_t token,
                             const nomenp_word *word, uint32_t *kind,
                             uint32_t *cue) {
  const nomenp_text *text = evidence->input.text;
  uint8_t shape = evidence->shape[token];

  if (nomenp_evidence_capital(evidence, token)) {
    *kind = nomenp_word_kind(word, shape);
    if (is_halved(evidence, token)) *kind |= NOMENP_KIND(GIVEN);
    *cue = shape == NOMENP_SHAPE_CAPITAL &&
                   nomenp_word_in(word, NOMENP_LIST_FUNCTION)
               ? nomenp_value_word(text->hash[token])
               : *kind;
    return;
  }
  *cue = nomenp_word_cue(word, text->hash[token], shape,
                         text->bytes + text->start[token],
                         text->end[token] - text->start[token]);
  *kind = *cue & NOMENP_VALUE_WORD ? (uint32_t)NOMENP_CUE_FUNCTION : *cue;
  if (*cue == NOMENP_CUE_COMPANY && is_low_suffix(evidence, token))
    *kind = nomenp_word_kind(word, NOMENP_SHAPE_CAPITAL);
}

uint32_t nomenp_evidence_kind(const nomenp_evidence *evidence, uint32_t token) {
  uint32_t kind, cue;

  nomenp_evidence_classes(evidence, token,
                          nomenp_evidence_word(evidence, token), &kind, &cue);
  return kind;
}

uint32_t nomenp_evidence_cue(const nomenp_evidence *evidence, uint32_t token) {
  uint32_t kind, cue;

  nomenp_evidence_classes(evidence, token,
                          nomenp_evidence_word(evidence, token), &kind, &cue);
  return cue;
}

uint32_t nomenp_evidence_left_cue(const nomenp_evidence *evidence,
                                  uint32_t token, unsigned distance) {
  for (; distance != 0; distance--, token--)
    if (token == 0 || nomenp_evidence_breaks(evidence, token))
      return evidence->input.text->flags[token] &
                     (NOMENP_TOKEN_LINE | NOMENP_TOKEN_PARAGRAPH)
                 ? NOMENP_CUE_LINE
                 : NOMENP_CUE_START;
  return nomenp_evidence_cue(evidence, token);
}

/* `token` is the last one of the run. */
uint32_t nomenp_evidence_right_cue(const nomenp_evidence *evidence,
                                   uint32_t token, unsigned distance) {
  for (; distance != 0; distance--)
    if (nomenp_evidence_breaks(evidence, ++token)) return NOMENP_CUE_END;
  return nomenp_evidence_cue(evidence, token);
}

/* Words that are runs of their own; not "Dean", "Jan", "Will", names too. */
static bool stands_alone(uint32_t kind) {
  uint32_t role = kind >> NOMENP_KIND_ROLE_SHIFT;

  if (kind & NOMENP_KIND(GIVEN)) return false;
  return role == NOMENP_KIND_ROLE_TITLE || role == NOMENP_KIND_ROLE_FUNCTION ||
         role == NOMENP_KIND_ROLE_CALENDAR;
}

/* "He Long", "An Jung-geun": a surname that is a function word too, raised
 * where nothing but a name is. */
static bool is_raised_surname(const nomenp_evidence *evidence, uint32_t token) {
  const nomenp_word *word = nomenp_evidence_word(evidence, token);

  return word != NULL && word->surname != 0 && token > 0 &&
         nomenp_word_in(word, NOMENP_LIST_FUNCTION) &&
         evidence->input.text->shape[token] == NOMENP_SHAPE_CAPITAL &&
         (evidence->restored == NULL || evidence->restored[token] == 0) &&
         !nomenp_evidence_breaks(evidence, token) &&
         (evidence->shape[token - 1] == NOMENP_SHAPE_LOWER ||
          evidence->shape[token - 1] == NOMENP_SHAPE_COMMA) &&
         !nomenp_evidence_breaks(evidence, token + 1) &&
         evidence->shape[token + 1] == NOMENP_SHAPE_CAPITAL &&
         !nomenp_word_in(nomenp_evidence_word(evidence, token + 1),
                         NOMENP_LIST_FUNCTION);
}

/* A lower-case "de", "van", "bin" as it stands in names of persons. */
static bool is_particle(const nomenp_evidence *evidence, uint32_t token) {
  const nomenp_word *word;

  if (evidence->shape[token] != NOMENP_SHAPE_LOWER) return false;
  word = nomenp_evidence_word(evidence, token);
  return nomenp_word_in(word, NOMENP_LIST_PARTICLE) &&
         !nomenp_word_in(word, NOMENP_LIST_FUNCTION) &&
         !nomenp_word_in(word, NOMENP_LIST_NUMBER);
}

/* The capital to which a chain of particles from `token` leads: "van der Berg",
 * "al-Masri"; `token` itself when there is none. */
static uint32_t after_particles(const nomenp_evidence *evidence,
                                uint32_t token) {
  uint32_t t = token;

  while (t < token + 4 && !nomenp_evidence_breaks(evidence, t) &&
         is_particle(evidence, t))
    t++;
  if (t == token || nomenp_evidence_breaks(evidence, t)) return token;
  if (evidence->shape[t] == NOMENP_SHAPE_HYPHEN &&
      !nomenp_evidence_breaks(evidence, t + 1))
    t++;
  return nomenp_evidence_capital(evidence, t) ? t : token;
}

bool nomenp_evidence_particles(const nomenp_evidence *evidence,
                               uint32_t token) {
  return after_particles(evidence, token) != token;
}

/* May the run that ends before `token` go on with it?  Sets *next to where. */
static bool goes_on(const nomenp_evidence *evidence, uint32_t token,
                    uint32_t *next) {
  const nomenp_text *text = evidence->input.text;
  uint8_t shape;

  if (nomenp_evidence_breaks(evidence, token) ||
      (text->flags[token] & NOMENP_TOKEN_GLUED))
    return false;
  *next = token;
  if (nomenp_evidence_capital(evidence, token)) return true;
  shape = evidence->shape[token];
  if (shape == NOMENP_SHAPE_LOWER) {
    if (nomenp_evidence_cue(evidence, token) == NOMENP_CUE_COMPANY &&
        is_low_suffix(evidence, token))
      return true;
    *next = after_particles(evidence, token);
    return *next != token;
  }
  if (shape != NOMENP_SHAPE_AND && shape != NOMENP_SHAPE_HYPHEN) return false;
  *next = token + 1;
  if (nomenp_evidence_breaks(evidence, token + 1)) return false;
  return nomenp_evidence_capital(evidence, token + 1) ||
         (shape == NOMENP_SHAPE_HYPHEN && is_name_half(evidence, token + 1));
}

/* "Q." and "A." at the start of a line are no initials. */
static bool is_speaker(const nomenp_evidence *evidence, uint32_t token) {
  const nomenp_text *text = evidence->input.text;
  uint8_t letter = text->bytes[text->start[token]];

  return evidence->shape[token] == NOMENP_SHAPE_INITIAL &&
         (text->flags[token] & NOMENP_TOKEN_LINE) &&
         (letter == 'Q' || letter == 'A');
}

static bool has_role(uint32_t cue, uint32_t role) {
  return cue >= NOMENP_KIND_CAPITAL && !(cue & NOMENP_VALUE_WORD) &&
         cue >> NOMENP_KIND_ROLE_SHIFT == role;
}

/* "St. Brendan's Hospital", "People's Party": does the run [first, end) before
 * a clitic own the head behind it, instead of being its owner? */
static bool owns_head(const nomenp_evidence *evidence, uint32_t first,
                      uint32_t end) {
  const nomenp_text *text = evidence->input.text;
  uint32_t kind;

  if (nomenp_evidence_breaks(evidence, end) ||
      nomenp_evidence_breaks(evidence, end + 1) ||
      evidence->shape[end] != NOMENP_SHAPE_CLITIC ||
      !nomenp_evidence_capital(evidence, end + 1))
    return false;
  kind = nomenp_evidence_kind(evidence, end + 1);
  if (!has_role(kind, NOMENP_KIND_ROLE_ORG_HEAD) &&
      !has_role(kind, NOMENP_KIND_ROLE_PLACE_HEAD))
    return false;
  if (end - first == 2)
    return nomenp_text_is_word(text, first, "st.") ||
           nomenp_text_is_word(text, first, "st") ||
           nomenp_text_is_word(text, first, "saint");
  kind = nomenp_evidence_kind(evidence, first);
  return end - first == 1 && (kind & NOMENP_KIND(COMMON)) != 0 &&
         kind >> NOMENP_KIND_ROLE_SHIFT == NOMENP_KIND_ROLE_NONE;
}

static uint32_t run_end(const nomenp_evidence *evidence, uint32_t first) {
  uint32_t end = first + 1, next;

  if (!nomenp_evidence_capital(evidence, first))
    end = after_particles(evidence, first) + 1;
  else if (is_speaker(evidence, first))
    return end;
  else if (stands_alone(nomenp_evidence_kind(evidence, first)) &&
           !is_raised_surname(evidence, first))
    return end;
  while (goes_on(evidence, end, &next) &&
         !stands_alone(nomenp_evidence_kind(evidence, next)))
    end = next + 1;
  if (owns_head(evidence, first, end)) {
    end += 2;
    while (goes_on(evidence, end, &next) &&
           !stands_alone(nomenp_evidence_kind(evidence, next)))
      end = next + 1;
  }
  return end;
}

/* Is `token` a word that is written as `word` in ASCII, whatever its case? */
static bool is_cue_word(const nomenp_evidence *evidence, uint32_t token,
                        const char *word) {
  const nomenp_text *text = evidence->input.text;
  uint32_t at = text->start[token];

  for (; *word != '\0'; word++, at++)
    if (at >= text->end[token] ||
        (text->bytes[at] | 0x20) != (uint8_t)*word)
      return false;
  return at == text->end[token];
}

/* X of "X of run" and "X of the run": its CUE, or 0. */
static uint32_t head_of(const nomenp_evidence *evidence, uint32_t first) {
  uint32_t t = first, cue;

  if (t < 2 || nomenp_evidence_breaks(evidence, t)) return 0;
  t--;
  if (is_cue_word(evidence, t, "the")) {
    if (t < 2 || nomenp_evidence_breaks(evidence, t)) return 0;
    t--;
  }
  if (!is_cue_word(evidence, t, "of") || t == 0 ||
      nomenp_evidence_breaks(evidence, t))
    return 0;
  cue = nomenp_evidence_cue(evidence, t - 1);
  return cue & NOMENP_VALUE_WORD ? (uint32_t)NOMENP_CUE_FUNCTION : cue;
}

static bool is_kind_of_place(uint32_t kind) {
  return kind >= NOMENP_KIND_CAPITAL && !(kind & NOMENP_VALUE_WORD) &&
         (kind & (NOMENP_KIND(PLACE) | NOMENP_KIND(BIG))) != 0;
}

/* Do the letters of token `short_form` begin the words of the run? */
static bool is_acronym_of(const nomenp_evidence *evidence, uint32_t short_form,
                          uint32_t first, uint32_t end) {
  const nomenp_text *text = evidence->input.text;
  uint32_t at = text->start[short_form], stop = text->end[short_form];
  unsigned matched = 0;

  for (uint32_t t = first; t < end && at < stop; t++) {
    if (!nomenp_evidence_capital(evidence, t)) continue;
    while (at < stop && text->bytes[at] == '.') at++;
    if (at < stop && text->bytes[at] == text->bytes[text->start[t]]) {
      at++;
      matched++;
    }
  }
  while (at < stop && text->bytes[at] == '.') at++;
  return matched >= 2 && at == stop;
}

static bool is_upper(const nomenp_evidence *evidence, uint32_t token) {
  return evidence->shape[token] == NOMENP_SHAPE_UPPER ||
         evidence->shape[token] == NOMENP_SHAPE_DOTTED;
}

/* "Run (R)": the run is spelt out, R is its acronym. */
static bool is_expansion(const nomenp_evidence *evidence,
                         const nomenp_run *run) {
  uint32_t t = run->end + 1;

  return run->after == NOMENP_CUE_OPEN && run->end - run->first > 1 &&
         !nomenp_evidence_breaks(evidence, t) && is_upper(evidence, t) &&
         is_acronym_of(evidence, t, run->first, run->end);
}

static bool is_bracketed_acronym(const nomenp_evidence *evidence,
                                 const nomenp_run *run) {
  uint32_t end, first;

  if (run->end - run->first != 1 || run->before != NOMENP_CUE_OPEN ||
      run->after != NOMENP_CUE_CLOSE || run->first < 3 ||
      !is_upper(evidence, run->first))
    return false;
  end = run->first - 1;
  first = end;
  while (first > 0 && end - first < 8 &&
         !nomenp_evidence_breaks(evidence, first))
    first--;
  for (; first + 1 < end; first++)
    if (nomenp_evidence_capital(evidence, first) &&
        is_acronym_of(evidence, run->first, first, end))
      return true;
  return false;
}

static bool is_figure(uint32_t cue) {
  return cue == NOMENP_CUE_DIGIT || cue == NOMENP_CUE_NUMBER;
}

/* A place's name at the start of a line, before a dash or "(AP)". */
static bool is_dateline(const nomenp_evidence *evidence,
                        const nomenp_run *run) {
  const nomenp_text *text = evidence->input.text;
  uint32_t t = run->first;
  unsigned back = 0, ahead = 0;

  while (!(text->flags[t] & NOMENP_TOKEN_LINE)) {
    if (t == 0 || ++back > 4 || evidence->shape[t] == NOMENP_SHAPE_LOWER)
      return false;
    t--;
  }
  for (t = run->end; ahead < 7 && t < text->token_count; t++, ahead++) {
    uint8_t shape = evidence->shape[t];
    if (text->flags[t] & NOMENP_TOKEN_LINE) return false;
    if (shape == NOMENP_SHAPE_DASH) return true;
    if (shape == NOMENP_SHAPE_OPEN && ahead < 4) continue;
    if (shape == NOMENP_SHAPE_LOWER) return false;
  }
  return false;
}

/* "LUSAKA, Jan. 30 (Reuters) --": who sends the news. */
static bool is_agency(const nomenp_evidence *evidence, const nomenp_run *run) {
  const nomenp_text *text = evidence->input.text;
  uint32_t t = run->first, dash = run->end + 1;

  if (run->before != NOMENP_CUE_OPEN || run->after != NOMENP_CUE_CLOSE ||
      nomenp_evidence_breaks(evidence, dash) ||
      evidence->shape[dash] != NOMENP_SHAPE_DASH)
    return false;
  while (t > 0 && run->first - t < 12 && !(text->flags[t] & NOMENP_TOKEN_LINE))
    if (evidence->shape[--t] == NOMENP_SHAPE_LOWER) return false;
  return (text->flags[t] & NOMENP_TOKEN_LINE) != 0;
}

/* What "X, the ... company" says X is: the last telling word before the phrase
 * ends, as AROUND. */
static uint8_t apposition_of(const nomenp_evidence *evidence,
                             uint32_t article) {
  uint8_t out = NOMENP_AROUND_APPOSITION;

  for (uint32_t t = article + 1; t < article + 9; t++) {
    uint32_t cue;
    if (nomenp_evidence_breaks(evidence, t)) break;
    if (evidence->shape[t - 1] == NOMENP_SHAPE_HYPHEN) continue;
    cue = nomenp_evidence_cue(evidence, t);
    if (cue & NOMENP_VALUE_WORD) break;
    if (cue == NOMENP_CUE_BODY)
      out = NOMENP_AROUND_BODY_AFTER;
    else if (cue == NOMENP_CUE_PLACE_HEAD)
      out = NOMENP_AROUND_SITE_AFTER;
    else if (cue == NOMENP_CUE_ROLE || cue == NOMENP_CUE_TITLE ||
             cue == NOMENP_CUE_FAMILY || has_role(cue, NOMENP_KIND_ROLE_ROLE))
      out = NOMENP_AROUND_ROLE_AFTER;
    else if (evidence->shape[t] > NOMENP_SHAPE_INNER &&
             cue != NOMENP_CUE_HYPHEN && cue != NOMENP_CUE_CLITIC)
      break;
  }
  return out;
}

/* The first that holds, as AROUND. */
static uint8_t around_of(const nomenp_evidence *evidence,
                         const nomenp_run *run) {
  uint32_t before = run->before, after = run->after;
  uint32_t third = nomenp_evidence_right_cue(evidence, run->end - 1, 3);

  if (after == NOMENP_CUE_COMMA && is_figure(run->after2) &&
      (third == NOMENP_CUE_COMMA || third == NOMENP_CUE_STOP))
    return NOMENP_AROUND_AGE;
  if (is_agency(evidence, run)) return NOMENP_AROUND_AGENCY;
  if (is_dateline(evidence, run)) return NOMENP_AROUND_DATELINE;
  if (is_expansion(evidence, run)) return NOMENP_AROUND_EXPANSION;
  if (is_bracketed_acronym(evidence, run)) return NOMENP_AROUND_ACRONYM;
  if (before == NOMENP_CUE_OPEN && after == NOMENP_CUE_CLOSE)
    return NOMENP_AROUND_BRACKETS;
  if (before == NOMENP_CUE_QUOTE && after == NOMENP_CUE_QUOTE)
    return NOMENP_AROUND_QUOTES;
  if (after == NOMENP_CUE_HYPHEN) return NOMENP_AROUND_HYPHEN_WORD;
  if (before == NOMENP_CUE_HYPHEN) return NOMENP_AROUND_WORD_HYPHEN;
  if (after == NOMENP_CUE_CLITIC) return NOMENP_AROUND_POSSESSIVE;
  if (after == NOMENP_CUE_COMMA) {
    if (is_kind_of_place(run->after2)) return NOMENP_AROUND_COMMA_PLACE;
    if (run->after2 == NOMENP_CUE_ROLE || run->after2 == NOMENP_CUE_ER ||
        has_role(run->after2, NOMENP_KIND_ROLE_ROLE))
      return NOMENP_AROUND_ROLE_AFTER;
    if ((run->after2 & NOMENP_VALUE_WORD) &&
        (is_cue_word(evidence, run->end + 1, "the") ||
         is_cue_word(evidence, run->end + 1, "a") ||
         is_cue_word(evidence, run->end + 1, "an")))
      return apposition_of(evidence, run->end + 1);
  }
  if (before == NOMENP_CUE_COMMA && is_kind_of_place(run->before2))
    return NOMENP_AROUND_PLACE_COMMA;
  if ((before == NOMENP_CUE_COMMA && run->before2 >= NOMENP_KIND_CAPITAL &&
       !(run->before2 & NOMENP_VALUE_WORD)) ||
      (after == NOMENP_CUE_COMMA && run->after2 >= NOMENP_KIND_CAPITAL &&
       !(run->after2 & NOMENP_VALUE_WORD)))
    return NOMENP_AROUND_LIST;
  return 0;
}

/* The word beside a hyphen counts as itself: "-based", "pro-". */
static uint32_t beside_hyphen(const nomenp_evidence *evidence, uint32_t token) {
  const nomenp_text *text = evidence->input.text;

  return token < text->token_count &&
                 evidence->shape[token] == NOMENP_SHAPE_LOWER
             ? nomenp_value_word(text->hash[token])
             : nomenp_evidence_cue(evidence, token);
}

static void describe(const nomenp_evidence *evidence, nomenp_run *run) {
  run->before = nomenp_evidence_left_cue(evidence, run->first, 1);
  run->before2 = nomenp_evidence_left_cue(evidence, run->first, 2);
  run->after = nomenp_evidence_right_cue(evidence, run->end - 1, 1);
  run->after2 = nomenp_evidence_right_cue(evidence, run->end - 1, 2);
  if (run->after == NOMENP_CUE_HYPHEN && run->after2 != NOMENP_CUE_END)
    run->after2 = beside_hyphen(evidence, run->end + 1);
  if (run->before == NOMENP_CUE_HYPHEN && run->first >= 2 &&
      run->before2 != NOMENP_CUE_START && run->before2 != NOMENP_CUE_LINE)
    run->before2 = beside_hyphen(evidence, run->first - 2);
  run->head = head_of(evidence, run->first);
  run->lead = nomenp_evidence_kind(evidence, run->first);
  run->tail = nomenp_evidence_kind(evidence, run->end - 1);
  run->around = around_of(evidence, run);
  run->score = (uint8_t)((is_figure(run->after) ? 1 : 0) |
                         (is_figure(run->before) ? 2 : 0));
}

bool nomenp_evidence_read_runs(nomenp_reading *reading) {
  nomenp_evidence *evidence = reading->evidence;
  size_t capacity = 0, i = 0;

  while (i < evidence->site_count) {
    uint32_t first = evidence->sites[i].token, end;
    nomenp_run *run;
    if (!nomenp_evidence_capital(evidence, first) &&
        !nomenp_evidence_particles(evidence, first)) {
      i++;
      continue;
    }
    end = run_end(evidence, first);
    if (!NOMENP_ARENA_GROW(reading->arena, &evidence->runs, &capacity,
                           evidence->run_count + 1))
      return false;
    run = &evidence->runs[evidence->run_count];
    *run = (nomenp_run){0};
    run->first = first;
    run->end = end;
    describe(evidence, run);
    for (; i < evidence->site_count && evidence->sites[i].token < end; i++)
      evidence->sites[i].run = (uint32_t)evidence->run_count;
    evidence->run_count++;
  }
  return true;
}
