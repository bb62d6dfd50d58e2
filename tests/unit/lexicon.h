/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_TESTS_UNIT_LEXICON_H
#define NOMEN_TESTS_UNIT_LEXICON_H

/* A lexicon of a few words, for tests of the text room alone. */

#include <string.h>

#include "text/fold.h"
#include "text/text.h"

static const char *const lexicon_abbreviations[] = {
    "mr",   "mrs",   "dr",  "sen", "gov",  "st",  "lt",   "gen", "rev",
    "vs",   "approx", NULL};
static const char *const lexicon_enders[] = {
    "sept", "jan", "inc",   "corp", "co",  "ltd", "calif", "ala", "mass",
    "jr",   "no",  "etc", "sat", "in",    "sun",  NULL};
static const char *const lexicon_words[] = {
    "agency", "project", "credit",  "minister", "range",   "mail",  "send",
    "market", "maker",   "tube",    "gerald",   "donald",  "card",  "master",
    "coopers", "years",  "rest",    "sat",      "sun",     "sentence",
    "ended",  "blackberry", "zeron", "common",  "phone",   "king",  "co",       "etc",     NULL};
static const char *const lexicon_starters[] = {
    "the", "he", "she", "in", "it", "but", "a", "no", "of", "and", "we", NULL};

static int lexicon_has(const char *const *words, uint64_t hash) {
  for (; *words != NULL; words++)
    if (nomenp_fold_hash((const uint8_t *)*words, strlen(*words)) == hash)
      return 1;
  return 0;
}

static unsigned lexicon_ask(const void *context, uint64_t hash) {
  unsigned known = 0;

  (void)context;
  if (lexicon_has(lexicon_abbreviations, hash))
    known |= NOMENP_LEXICON_ABBREVIATION;
  if (lexicon_has(lexicon_enders, hash))
    known |= NOMENP_LEXICON_ABBREVIATION | NOMENP_LEXICON_ENDS;
  if (lexicon_has(lexicon_words, hash)) known |= NOMENP_LEXICON_WORD;
  if (lexicon_has(lexicon_starters, hash))
    known |= NOMENP_LEXICON_WORD | NOMENP_LEXICON_STARTER;
  return known;
}

static const nomenp_lexicon lexicon_small = {.ask = lexicon_ask};

#endif
