/* SPDX-License-Identifier: MIT */
/* The values of persons, organisations and places by themselves: what follows
 * from words, grades and facts, without lists and without a text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "value/organisation.h"
#include "value/person.h"
#include "value/place.h"

/* ---- persons */

#define WORDS_MAX 6

/* "kim jong-un": words with blanks between; "+": joined, "'": a particle, "!":
 * a suffix, "?": an initial before them; "1" to "4" and "5" to "8" behind them:
 * so surely a given name, or a surname (less four). */
static unsigned read_words(const char *text, char *room,
                           nomenp_person_word words[WORDS_MAX]) {
  unsigned count = 0;
  while (*text != '\0') {
    nomenp_person_word *word = &words[count++];
    *word = (nomenp_person_word){.folded = room};
    for (; *text != '\0' && strchr("+'!?", *text) != NULL; text++)
      word->flags |= *text == '+'    ? NOMENP_PERSON_JOINED
                     : *text == '\'' ? NOMENP_PERSON_PARTICLE
                     : *text == '!'  ? NOMENP_PERSON_SUFFIX
                                     : NOMENP_PERSON_INITIAL;
    for (; *text != '\0' && *text != ' '; text++)
      if (*text >= '1' && *text <= '4')
        word->given = (uint8_t)(*text - '0');
      else if (*text >= '5' && *text <= '8')
        word->surname = (uint8_t)(*text - '4');
      else
        room[word->size++] = *text;
    room += word->size;
    if (*text == ' ') text++;
  }
  return count;
}

static void who_writes_the_family_first(void **state) {
  static const struct {
    const char *words;
    bool is_first;
  } cases[] = {
      {"kim +jongun", true},    {"kim jong un", true},
      {"xi jinping", true},     {"nguyen xuan hung", true},
      {"peter4 hale8", false},  {"kim4 hale8", false},
      {"kim lee8", false},      {"orban8 viktor4", true},
      {"orban8 ?v", false},     {"kim", false},
      {"'von kim jong", false}, {"peter4 orban8 viktor4", false},
  };
  (void)state;
  for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
    char room[64];
    nomenp_person_word words[WORDS_MAX], bare[WORDS_MAX];
    unsigned count = read_words(cases[i].words, room, words);
    if (nomenp_person_family_first(words, count) != cases[i].is_first)
      fail_msg("%s", cases[i].words);
    /* Where letters are not needed the answer is the same without. */
    memcpy(bare, words, sizeof(bare));
    for (unsigned k = 0; k < count; k++)
      bare[k].size = 0;
    bool may = false;
    const char *name;
    for (size_t k = 0; (name = nomenp_person_eastern_surname(k)) != NULL; k++)
      may = may || (strlen(name) == words[0].size &&
                    memcmp(name, words[0].folded, words[0].size) == 0);
    if (!nomenp_person_needs_letters(words, count, may))
      assert_int_equal(nomenp_person_family_first(bare, count),
                       cases[i].is_first);
  }
}

static void eastern_surnames_are_in_order(void **state) {
  size_t count = 0;
  (void)state;
  for (; nomenp_person_eastern_surname(count) != NULL; count++)
    if (count > 0)
      assert_true(strcmp(nomenp_person_eastern_surname(count - 1),
                         nomenp_person_eastern_surname(count)) < 0);
  assert_true(count > 200);
}

static void names_are_parted(void **state) {
  static const struct {
    const char *words;
    bool family_first;
    unsigned family_said;
    bool has_title;
    nomenp_person_parts parts; /* given, family, particle, suffix */
  } cases[] = {
      {"peter4 hale8", false, 0, false, {0, 1, 1, 2, 0, 0, 2, 2}},
      {"peter4 hale8 !jr", false, 0, false, {0, 1, 1, 2, 0, 0, 2, 3}},
      {"kim jong un", true, 0, false, {1, 3, 0, 1, 0, 0, 3, 3}},
      {"ursula4 'von 'der leyen", false, 0, false, {0, 1, 1, 4, 1, 3, 4, 4}},
      {"maria4 gomez8 perez8", false, 0, false, {0, 1, 1, 3, 0, 0, 3, 3}},
      {"john4 fitzgerald8 kennedy8", false, 0, false, {0, 2, 2, 3, 0, 0, 3, 3}},
      {"ana4 lia4 obrador8", false, 1, false, {0, 1, 1, 3, 0, 0, 3, 3}},
      {"peter4", false, 0, false, {0, 1, 0, 0, 0, 0, 1, 1}},
      {"peter4", false, 0, true, {0, 0, 0, 1, 0, 0, 1, 1}},
      {"hale8", false, 0, false, {0, 0, 0, 1, 0, 0, 1, 1}},
      {"zyx", false, 0, false, {0, 0, 0, 0, 0, 0, 1, 1}},
      {"", false, 0, false, {0, 0, 0, 0, 0, 0, 0, 0}},
  };
  (void)state;
  for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
    char room[64];
    nomenp_person_word words[WORDS_MAX];
    nomenp_person_parts parts;
    unsigned count = read_words(cases[i].words, room, words);
    nomenp_person_split(words, count, cases[i].family_first,
                        cases[i].family_said, cases[i].has_title, &parts);
    if (memcmp(&parts, &cases[i].parts, sizeof(parts)) != 0)
      fail_msg("%s: given %u-%u family %u-%u particle %u-%u suffix %u-%u",
               cases[i].words, parts.given_first, parts.given_end,
               parts.family_first, parts.family_end, parts.particle_first,
               parts.particle_end, parts.suffix_first, parts.suffix_end);
  }
}

/* ---- organisations */

static void lists_outrank_words(void **state) {
  nomenp_organisation_facts facts = {.suffix_kind = "company"};
  nomen_organisation out = {0};
  size_t acronym = 9, country = 9;

  (void)state;
  nomenp_organisation_settle(&facts, &out, &acronym, &country);
  assert_string_equal(out.kind, "company");
  assert_null(out.acronym);
  assert_null(out.country);
  assert_int_equal(acronym, 0);
  assert_int_equal(country, 0);

  facts.head_kind = "bank";
  facts.named_country = "CN";
  facts.listed_acronym = "WHO|OMS";
  nomenp_organisation_settle(&facts, &out, &acronym, &country);
  assert_string_equal(out.kind, "bank");
  assert_string_equal(out.country, "CN");
  assert_int_equal(acronym, 3);

  facts.listed_kind = "agency";
  facts.said_country = "IL";
  facts.said_acronym = "WHA";
  nomenp_organisation_settle(&facts, &out, &acronym, &country);
  assert_string_equal(out.kind, "agency");
  assert_string_equal(out.country, "IL");
  assert_string_equal(out.acronym, "WHA");

  facts.listed_country = "FR,GB";
  facts.listed_kind = "";
  nomenp_organisation_settle(&facts, &out, &acronym, &country);
  assert_string_equal(out.kind, "bank");
  assert_int_equal(country, 2);
}

/* ---- places */

static unsigned kind(const char *name) {
  return nomenp_place_kind_find(name, strlen(name));
}

static void kinds_have_levels(void **state) {
  (void)state;
  assert_int_equal(nomenp_place_kind_level(kind("country")),
                   NOMENP_LEVEL_COUNTRY);
  assert_int_equal(nomenp_place_kind_level(kind("krai")),
                   NOMENP_LEVEL_SUBDIVISION);
  assert_int_equal(nomenp_place_kind_level(kind("city")), NOMENP_LEVEL_OTHER);
  assert_int_equal(kind("citys"), 0);
  assert_int_equal(kind("cit"), 0);
  assert_int_equal(kind(""), 0);
  assert_int_equal(nomenp_place_kind_find("city town", 4), kind("city"));
}

static uint32_t standing(const char *of, uint32_t population, bool position) {
  return nomenp_place_standing(kind(of), population, position, true);
}

static void known_places_stand_higher(void **state) {
  (void)state;
  assert_true(standing("country", 0, true) > standing("city", 9000000, true));
  assert_true(standing("city", 9000000, true) > standing("city", 90000, true));
  assert_true(standing("state", 0, true) > standing("state", 0, false));
  assert_true(standing("city", 0, true) > standing("city", 0, false));
  assert_int_equal(nomenp_place_standing(kind("city"), 0, true, true),
                   standing("town", 0, true));
  assert_true(nomenp_place_standing(kind("city"), 0, true, false) <
              standing("city", 0, true));
}

static void what_is_said_outweighs_size(void **state) {
  nomenp_place_facts big = {.standing = standing("city", 2000000, true),
                            .grade = 4};
  nomenp_place_facts small = {.standing = standing("city", 25000, true),
                              .grade = 4};
  (void)state;
  assert_true(nomenp_place_score(&big) > nomenp_place_score(&small));
  small.said = NOMENP_PLACE_PAIRED;
  big.said = NOMENP_PLACE_PAIRED_OTHER;
  assert_true(nomenp_place_score(&small) > nomenp_place_score(&big));
  small.said = NOMENP_PLACE_IN_SENTENCE;
  big.said = 0;
  small.country_share = 1000;
  assert_true(nomenp_place_score(&small) > nomenp_place_score(&big));
  small = (nomenp_place_facts){.said = NOMENP_PLACE_PAIRED_OTHER |
                                       NOMENP_PLACE_KIND_OTHER};
  assert_true(nomenp_place_score(&small) < nomenp_place_score(&big));
  assert_false(nomenp_place_is_plausible(nomenp_place_score(&small)));
  assert_int_equal(nomenp_place_share(300, 300), 500);
  assert_int_equal(nomenp_place_share(0, 0), 500);
  assert_int_equal(nomenp_place_share(UINT32_MAX, 0), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(who_writes_the_family_first),
      cmocka_unit_test(eastern_surnames_are_in_order),
      cmocka_unit_test(names_are_parted),
      cmocka_unit_test(lists_outrank_words),
      cmocka_unit_test(kinds_have_levels),
      cmocka_unit_test(known_places_stand_higher),
      cmocka_unit_test(what_is_said_outweighs_size),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
