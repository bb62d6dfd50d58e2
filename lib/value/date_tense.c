/* SPDX-License-Identifier: MIT */
/*
 * The cues are words of the table "tense": "past" (said, was), "future" (will, due),
 * "to" (plans, agreed), which looks ahead when the next word is one of "reach" (to),
 * "be" (be), which takes the past out of the participle behind it, and "now" (is,
 * says), which stands for nothing.  A small word in -ed that the table does not
 * know is past, but behind an "article" it is an adjective.  What "had" been due is
 * past too, and so is what had been done by Friday.
 */
#include "value/date_tense.h"

static const char *bytes_of(const nomenp_text *text, uint32_t token,
                            size_t *size) {
  *size = text->end[token] - text->start[token];
  return (const char *)text->bytes + text->start[token];
}

static bool ends_in_ed(const char *word, size_t size) {
  return size > 4 && word[size - 2] == 'e' && word[size - 1] == 'd' &&
         word[size - 3] != 'e';
}

typedef enum cue { CUE_NONE, CUE_PAST, CUE_FUTURE } cue;

static bool is_word(const nomenp_date_tables *tables, const nomenp_text *text,
                    uint32_t token, const char *meaning) {
  const char *word;
  size_t size;

  if (token >= text->token_count) return false;
  word = bytes_of(text, token, &size);
  return nomenp_date_entry_is(
      nomenp_date_table_find(tables, NOMENP_TABLE_TENSE, word, size), meaning);
}

/* Behind "had", or "had been". */
static bool is_perfect(const nomenp_date_tables *tables, const nomenp_text *text,
                       uint32_t token) {
  if (token > 0 && is_word(tables, text, token - 1, "past")) token--;
  return token > 0 && is_word(tables, text, token - 1, "had");
}

static cue cue_of(const nomenp_date_tables *tables, const nomenp_text *text,
                  uint32_t token) {
  const nomenp_date_entry *entry;
  const char *word;
  size_t size;

  if (text->token_class[token] != NOMEN_TOKEN_WORD &&
      text->token_class[token] != NOMEN_TOKEN_CLITIC)
    return CUE_NONE;
  word = bytes_of(text, token, &size);
  entry = nomenp_date_table_find(tables, NOMENP_TABLE_TENSE, word, size);
  if (nomenp_date_entry_is(entry, "future"))
    return is_perfect(tables, text, token) ? CUE_PAST : CUE_FUTURE;
  if (nomenp_date_entry_is(entry, "had")) return CUE_PAST;
  /* Will cut, to cut: no past. */
  if (nomenp_date_entry_is(entry, "past"))
    return token > 0 && (is_word(tables, text, token - 1, "future") ||
                         is_word(tables, text, token - 1, "reach"))
               ? CUE_NONE : CUE_PAST;
  if (nomenp_date_entry_is(entry, "to") && is_word(tables, text, token + 1, "reach"))
    return CUE_FUTURE;
  if ((entry == NULL || nomenp_date_entry_is(entry, "to")) &&
      text->shape[token] == NOMENP_SHAPE_LOWER && ends_in_ed(word, size) &&
      (token == 0 || (!is_word(tables, text, token - 1, "be") &&
                      !is_word(tables, text, token - 1, "article"))))
    return CUE_PAST;
  return CUE_NONE;
}

static nomenp_tense tense_of(cue c) {
  return c == CUE_PAST ? NOMENP_TENSE_PAST : NOMENP_TENSE_FUTURE;
}

nomenp_tense nomenp_date_tense(const nomenp_date_tables *tables,
                               const nomenp_text *text, uint32_t first,
                               uint32_t last) {
  uint32_t sentence = nomenp_text_sentence(text, first);
  uint32_t start = text->sentence_start[sentence];
  uint32_t end = text->sentence_start[sentence + 1];
  bool is_ahead = false; /* until Tuesday, by Tuesday */
  uint32_t at;
  cue found;

  if (first > start) {
    is_ahead = is_word(tables, text, first - 1, "ahead");
    if (is_word(tables, text, first - 1, "behind")) return NOMENP_TENSE_PAST;
  }
  if (first - start > NOMENP_TENSE_REACH) start = first - NOMENP_TENSE_REACH;
  for (at = first; at-- > start;) {
    if (is_ahead && text->shape[at] == NOMENP_SHAPE_COMMA) break;
    if ((found = cue_of(tables, text, at)) == CUE_NONE) continue;
    if (is_ahead && !is_perfect(tables, text, at)) break;
    return tense_of(found);
  }
  if (is_ahead) return NOMENP_TENSE_FUTURE;
  if (end > last && end - last > NOMENP_TENSE_REACH)
    end = last + NOMENP_TENSE_REACH;
  for (at = last + 1; at < end; at++)
    if ((found = cue_of(tables, text, at)) != CUE_NONE) return tense_of(found);
  return NOMENP_TENSE_UNKNOWN;
}
