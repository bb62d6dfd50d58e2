/* SPDX-License-Identifier: MIT */
/* Names in texts: lookup, overlaps, spelling, capitals, sharing, limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lists.h"
#include "text/fold.h"

static const list_source sources[] = {
    {NOMENP_LIST_PLACE,
     "# places\n"
     "name\taliases\tgrade\tkind\tcountry\tlatitude\tlongitude\tpopulation\tid"
     "\n"
     "New York\tNew York City|Big "
     "Apple\t4\tcity\tUS\t40.714\t-74.006\t8175133\t"
     "geonames:5128581\n"
     "York\t\t2\tcity\tGB\t53.958\t-1.083\t144202\tgeonames:2633352\n"
     "York\t\t1\tcity\tUS\t\t\t43718\t\n"
     "Reading\t\t1\tcity\tGB\t51.45625\t-0.97113\t244070\t\n"
     "Stoke-on-Trent\t\t\tcity\tGB\t\t\t\t\n"
     "St. Louis\t\t\tcity\tUS\t\t\t\t\n"
     "Mexico\t\t4\tcountry\tMX\t\t\t\t\n"
     "United States\tUS|U.S.|America\t4\tcountry\tUS\t\t\t\tiso3166:US\n"
     "Washington, D.C.\t\t4\tcity\tUS\t\t\t\t\n"
     "C\xc3\xb4te d'Ivoire\t\t4\tcountry\tCI\t\t\t\t\n"
     "Z\xc3\xbcrich\t\t4\tcity\tCH\t\t\t\t\n"},
    {NOMENP_LIST_ORGANISATION,
     "name\tof\taliases\tacronym\tgrade\tkind\n"
     "The New York Times\t\tNew York Times\t\t4\tnewspaper\n"
     "Al-Qaeda\t\tal Qaeda\t\t4\tarmed_group\n"
     "World Health Organization\t\t\tWHO\t4\tintergovernmental\n"
     "North Atlantic Treaty Organization\t\t\tNATO\t4\tintergovernmental\n"
     "Guns N' Roses\t\t\t\t4\tband\n"
     "Toys \"R\" Us\t\t\t\t4\tcompany\n"
     "Yahoo!\t\t\t\t4\tcompany\n"
     "AT&T\t\t\t\t4\tcompany\n"
     "Johnson & Johnson\t\t\tJ&J\t4\tcompany\n"
     "Wal-Mart\t\t\t\t4\tcompany\n"
     "McDonald's\t\t\t\t4\tcompany\n"
     "Adani Group\t\t\t\t4\tcompany\n"
     "Adani\tAdani Group\t\t\t1\tcompany\n"
     "Strange\tNobody Knows\t\t\t1\tcompany\n"},
    {NOMENP_LIST_PERSON, "name\taliases\tgrade\tkind\n"
                         "Tom\xc3\xa1s Zer\xc3\xb3n de Lucio\t\t4\tpolitician\n"
                         "Jean-Pierre Raffarin\t\t4\tpolitician\n"
                         "Sinead O'Connor\t\t4\tsinger\n"
                         "A B C D E F G H I J K L M N O P\t\t4\t\n"},
    {NOMENP_LIST_TEAM, "name\tgrade\tcity\nYork City\t4\tYork\n"},
    {NOMENP_LIST_ROLE, "name\nprime minister\nForeign Minister\nminister\n"},
    {NOMENP_LIST_GIVEN,
     "name\tgrade\tgender\nWilliam\t4\tM\nAlex\t3\tU\nJean-Pierre\t4\tM\n"},
    {NOMENP_LIST_SURNAME,
     "name\tgrade\nWilliam\t1\nMcDonald\t4\nDe Lucio\t4\n"},
    {NOMENP_LIST_NICKNAME, "name\taliases\nWilliam\tBill|Billy\n"},
    {NOMENP_LIST_COMPANY_SUFFIX, "name\nCorp.\nInc.\nInc\n"},
    {NOMENP_LIST_TITLE, "name\taliases\nMister\tMr|Mr.\nSaint\tSt.\n"},
    {NOMENP_LIST_FUNCTION, "name\nthe\nof\n"},
    {NOMENP_LIST_WORD,
     "name\tlevel\tupper_level\tlower\tupper\n"
     "who\t10\t\t250\t4\nus\t10\t40\t10\t10\nreading\t10\t\t9\t1\n"
     "zzz\t95\t\t\t\n"},
};

static int set_up(void **state) {
  static lists l;
  nomen_error error;
  nomen_status status =
      lists_open(&l, sources, sizeof(sources) / sizeof(*sources), &error);

  if (status != NOMEN_OK) print_error("%s\n", error.message);
  *state = &l;
  return status;
}

static int tear_down(void **state) {
  lists_close(*state);
  return 0;
}

static void expect(void **state, const char *text, const char *hits) {
  lists *l = *state;
  char *found = lists_hits(l->gazetteer, text);

  assert_string_equal(found, hits);
  free(found);
}

static void names_are_found_and_overlap(void **state) {
  expect(state, "He left Zurich.", "Zurich=place:Z\xc3\xbcrich cC");
  expect(state, "the New York Times said",
         "the New York Times=organisation:The New York Times C; "
         "New York Times=organisation:The New York Times c; "
         "New York=place:New York cC; York=place:York cC; York=place:York cC");
  expect(state, "nobody is here", "");
  expect(state, "", "");
  expect(state, "New", "");
}

static void line_breaks_and_spaces_count_for_nothing(void **state) {
  expect(state,
         "It was said that they had gone away and were\n"
         "to live for ever and a day in the city of New\n"
         "York City, where some had been born before the\n"
         "end of the war.",
         "New\nYork City=place:New York c; New\nYork=place:New York cC; "
         "York City=team:York City cC; York=place:York cC; York=place:York cC");
}

static void names_end_with_their_sentence_and_paragraph(void **state) {
  expect(state, "It is new.  New.  York is old.",
         "York=place:York cC; York=place:York cC");
  expect(state, "Something New\n\nYork is old",
         "York=place:York cC; York=place:York cC");
}

static void punctuation_inside_names_may_differ(void **state) {
  expect(
      state, "al Qaeda and Al Qaeda and al-Qaeda",
      "al Qaeda=organisation:Al-Qaeda cC; Al Qaeda=organisation:Al-Qaeda cC; "
      "al-Qaeda=organisation:Al-Qaeda cC");
  expect(state, "Stoke on Trent, Stoke-on-Trent",
         "Stoke on Trent=place:Stoke-on-Trent cC; "
         "Stoke-on-Trent=place:Stoke-on-Trent cC");
  expect(state, "St. Louis, St Louis",
         "St. Louis=place:St. Louis cC; St Louis=place:St. Louis cC");
  expect(state, "Toys R Us and Toys \"R\" Us",
         "Toys R Us=organisation:Toys \"R\" Us cC; "
         "Toys \"R\" Us=organisation:Toys \"R\" Us cC");
  expect(state, "Guns N' Roses, Guns N Roses",
         "Guns N' Roses=organisation:Guns N' Roses cC; "
         "Guns N Roses=organisation:Guns N' Roses cC");
  expect(state, "Yahoo said", "Yahoo=organisation:Yahoo! cC");
  expect(
      state, "Wal Mart, Wal-Mart",
      "Wal Mart=organisation:Wal-Mart cC; Wal-Mart=organisation:Wal-Mart cC");
  expect(state, "Johnson and Johnson",
         "Johnson and Johnson=organisation:Johnson & Johnson cC");
  expect(state, "in Washington D.C. and Washington, D.C.",
         "Washington D.C.=place:Washington, D.C. cC; "
         "Washington, D.C.=place:Washington, D.C. cC");
  /* A comma in the text alone parts two names. */
  expect(state, "a New, York plan", "York=place:York cC; York=place:York cC");
}

static void possessives_and_apostrophes(void **state) {
  expect(state, "Mexico's men", "Mexico=place:Mexico cC");
  expect(state, "McDonald's and McDonalds and McDonald\xe2\x80\x99s",
         "McDonald's=organisation:McDonald's cC; "
         "McDonalds=organisation:McDonald's cC; "
         "McDonald\xe2\x80\x99s=organisation:McDonald's cC");
  expect(state, "Sinead O'Connor", "Sinead O'Connor=person:Sinead O'Connor cC");
}

static void accents_and_particles(void **state) {
  expect(state, "Tomas Zeron De Lucio",
         "Tomas Zeron De Lucio=person:Tom\xc3\xa1s Zer\xc3\xb3n de Lucio cC; "
         "De Lucio=surname:De Lucio cC");
  expect(state, "C\xc3\xb4te d'Ivoire, Cote d'Ivoire",
         "C\xc3\xb4te d'Ivoire=place:C\xc3\xb4te d'Ivoire cC; "
         "Cote d'Ivoire=place:C\xc3\xb4te d'Ivoire cC");
}

static void capitals_decide(void **state) {
  /* A single word only as in the list, or more so. */
  expect(state, "they were reading", "");
  expect(state, "They saw Reading.", "Reading=place:Reading cC");
  expect(state, "READING BETWEEN", "READING=place:Reading cCu");
  /* An acronym that spells a word: only in capitals. */
  expect(state, "who told us", "");
  expect(state, "Who told Us", "");
  expect(state, "the WHO and the US and U.S. men",
         "WHO=organisation:World Health Organization ca; "
         "US=place:United States c; U.S.=place:United States c");
  /* One that spells none may be written as British papers do. */
  expect(state, "NATO and Nato but not nato",
         "NATO=organisation:North Atlantic Treaty Organization ca; "
         "Nato=organisation:North Atlantic Treaty Organization ca");
  /* Several words may be small, but that is told. */
  expect(state, "the new york mayor", "new york=place:New York C");
  expect(state, "the Prime Minister and foreign minister",
         "Prime Minister=role:prime minister cC; "
         "foreign minister=role:Foreign Minister C");
  expect(
      state, "NEW YORK",
      "NEW YORK=place:New York cCu; YORK=place:York cCu; YORK=place:York cCu");
}

static void aliases_share_their_entry(void **state) {
  lists *l = *state;
  uint64_t york[2], apple[2];
  uint32_t a, b;

  expect(state, "Adani fell", "Adani=organisation:Adani Group c");
  expect(state, "Strange fell", "Strange=organisation:Strange cC");
  york[0] = nomenp_fold_hash((const uint8_t *)"New", 3);
  york[1] = nomenp_fold_hash((const uint8_t *)"YORK", 4);
  apple[0] = nomenp_fold_hash((const uint8_t *)"Big", 3);
  apple[1] = nomenp_fold_hash((const uint8_t *)"Apple", 5);
  assert_int_equal(nomenp_gazetteer_lookup(l->gazetteer, york, 2, &a, 1), 1);
  assert_int_equal(nomenp_gazetteer_lookup(l->gazetteer, apple, 2, &b, 1), 1);
  assert_int_equal(a, b);
}

static void lookup_counts_what_does_not_fit(void **state) {
  lists *l = *state;
  uint64_t york = nomenp_fold_hash((const uint8_t *)"York", 4);
  uint64_t many[20] = {0};
  uint32_t entries[4] = {7, 7, 7, 7};

  assert_int_equal(nomenp_gazetteer_lookup(l->gazetteer, &york, 1, entries, 1),
                   2);
  assert_int_equal(entries[1], 7);
  assert_int_equal(nomenp_gazetteer_lookup(l->gazetteer, &york, 1, entries, 4),
                   2);
  assert_int_not_equal(entries[0], entries[1]);
  assert_int_equal(nomenp_gazetteer_lookup(l->gazetteer, many, 20, entries, 4),
                   0);
  assert_int_equal(nomenp_gazetteer_lookup(l->gazetteer, many, 1, entries, 4),
                   0);
  assert_int_equal(nomenp_gazetteer_lookup(l->gazetteer, many, 0, entries, 4),
                   0);
}

/* Names that stand for one another are for lookup: a scan passes them over. */
static void nicknames_are_silent(void **state) {
  lists *l = *state;
  uint64_t bill = nomenp_fold_hash((const uint8_t *)"Bill", 4);
  uint32_t entry;
  nomenp_entry what;

  expect(state, "Bill and William", "");
  assert_int_equal(nomenp_gazetteer_lookup(l->gazetteer, &bill, 1, &entry, 1),
                   1);
  nomenp_gazetteer_entry(l->gazetteer, entry, &what);
  assert_int_equal(what.list, NOMENP_LIST_NICKNAME);
  assert_string_equal(what.name, "William");
}

static void sixteen_words_are_a_name(void **state) {
  expect(state, "A B C D E F G H I J K L M N O P",
         "A B C D E F G H I J K L M N O P="
         "person:A B C D E F G H I J K L M N O P cC");
  expect(state, "A B C D E F G H I J K L M N O", "");
}

static const nomenp_word *word_of(void **state, const char *text) {
  lists *l = *state;
  uint32_t word = nomenp_gazetteer_find(
      l->gazetteer, nomenp_fold_hash((const uint8_t *)text, strlen(text)));

  if (word == NOMENP_NO_WORD) return NULL;
  return nomenp_gazetteer_word(l->gazetteer, word);
}

#define BIT(list) (UINT64_C(1) << (list))

static void words_gather_what_lists_say(void **state) {
  const nomenp_word *word = word_of(state, "York");

  assert_true(word->lists == BIT(NOMENP_LIST_PLACE));
  assert_int_equal(word->place, 2);
  assert_int_equal(word->flags, NOMENP_WORD_CITY_50K | NOMENP_WORD_TEAM_CITY);
  assert_int_equal(word->lower_share, 255);
  word = word_of(state, "william");
  assert_int_equal(word->given, 4);
  assert_int_equal(word->surname, 1);
  assert_int_equal(word->gender, NOMENP_GENDER_MALE);
  assert_true(word->lists & BIT(NOMENP_LIST_NICKNAME));
  assert_int_equal(word_of(state, "ALEX")->gender,
                   NOMENP_GENDER_MALE | NOMENP_GENDER_FEMALE);
  word = word_of(state, "us");
  assert_true(word->lists == BIT(NOMENP_LIST_WORD));
  assert_true(word->capital_lists == BIT(NOMENP_LIST_PLACE));
  assert_int_equal(word->place, 0);
  assert_int_equal(word->level, 1);
  assert_int_equal(word->upper_level, 4);
  assert_int_equal(word->lower_share, 127);
  assert_int_equal(word_of(state, "reading")->lower_share, 228);
  assert_int_equal(word_of(state, "reading")->flags,
                   NOMENP_WORD_CITY_200K | NOMENP_WORD_CITY_50K);
  assert_int_equal(word_of(state, "zzz")->level, 10);
  assert_int_equal(word_of(state, "nato")->organisation, 4);
  assert_int_equal(word_of(state, "mexico")->flags, NOMENP_WORD_COUNTRY);
  assert_true(word_of(state, "minister")->lists & BIT(NOMENP_LIST_ROLE));
  assert_int_equal(word_of(state, "the")->flags, NOMENP_WORD_STARTER);
  assert_null(word_of(state, "zyxwv"));
  assert_null(word_of(state, "'"));
}

/* Words remembered from earlier texts are those that the image would give. */
static void remembered_words_are_the_same(void **state) {
  lists *l = *state;
  nomenp_work work;
  uint64_t seed = 3;

  nomenp_work_init(&work, &nomenp_memory_default);
  for (int round = 0; round < 50; round++) {
    static const char *const known[] = {"mexico", "minister", "the", "'",
                                        "york", "nato", "zzz"};
    uint64_t hashes[600];
    uint32_t found[600], remembered[600];
    nomenp_text text = {.token_count = (uint32_t)(seed % 600), .hash = hashes};
    for (uint32_t i = 0; i < 600; i++) {
      const char *word = known[(seed = nomenp_hash_mix(seed + 1)) % 7];
      hashes[i] = seed & 64 ? nomenp_fold_hash((const uint8_t *)word, strlen(word))
                            : seed % 5000;
    }
    assert_true(nomenp_gazetteer_words(l->gazetteer, NULL, &text, found));
    assert_true(nomenp_gazetteer_words(l->gazetteer, &work, &text, remembered));
    assert_memory_equal(found, remembered, text.token_count * sizeof *found);
    for (uint32_t i = 0; i < text.token_count; i++)
      assert_int_equal(found[i], nomenp_gazetteer_find(l->gazetteer, hashes[i]));
  }
  nomenp_work_fini(&work);
}

static void abbreviations_are_known(void **state) {
  lists *l = *state;
  nomenp_lexicon lexicon = nomenp_gazetteer_lexicon(l->gazetteer);
  uint64_t corp = nomenp_fold_hash((const uint8_t *)"corp", 4);
  uint64_t mr = nomenp_fold_hash((const uint8_t *)"Mr", 2);

  assert_int_equal(lexicon.ask(lexicon.context, corp),
                   NOMENP_LEXICON_ABBREVIATION | NOMENP_LEXICON_ENDS |
                       NOMENP_LEXICON_WORD);
  assert_int_equal(lexicon.ask(lexicon.context, mr),
                   NOMENP_LEXICON_ABBREVIATION | NOMENP_LEXICON_WORD);
  assert_int_equal(lexicon.ask(lexicon.context, 12345), 0);
  assert_true(nomenp_filter_has(&lexicon.abbreviations, corp));
  assert_true(nomenp_filter_has(&lexicon.abbreviations, mr));
  assert_true(word_of(state, "inc")->flags & NOMENP_WORD_ENDS);
}

static void entries_hold_their_facts(void **state) {
  lists *l = *state;
  uint64_t york[2] = {nomenp_fold_hash((const uint8_t *)"New", 3),
                      nomenp_fold_hash((const uint8_t *)"York", 4)};
  uint64_t who = nomenp_fold_hash((const uint8_t *)"WHO", 3);
  nomenp_entry entry;
  uint32_t number;

  nomenp_gazetteer_lookup(l->gazetteer, york, 2, &number, 1);
  nomenp_gazetteer_entry(l->gazetteer, number, &entry);
  assert_string_equal(entry.name, "New York");
  assert_string_equal(entry.kind, "city");
  assert_string_equal(entry.country, "US");
  assert_null(entry.region);
  assert_null(entry.acronym);
  assert_null(entry.code);
  assert_string_equal(entry.id, "geonames:5128581");
  assert_true(entry.has_position);
  assert_int_equal(entry.latitude, 4071400);
  assert_int_equal(entry.longitude, -7400600);
  assert_int_equal(entry.population, 8175133);
  assert_int_equal(entry.type, NOMEN_TYPE_PLACE);
  assert_int_equal(entry.grade, 4);
  nomenp_gazetteer_lookup(l->gazetteer, &who, 1, &number, 1);
  nomenp_gazetteer_entry(l->gazetteer, number, &entry);
  assert_string_equal(entry.acronym, "WHO");
  assert_false(entry.has_position);
  assert_null(nomenp_gazetteer_attribute(l->gazetteer, number, "colour"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(names_are_found_and_overlap),
      cmocka_unit_test(line_breaks_and_spaces_count_for_nothing),
      cmocka_unit_test(names_end_with_their_sentence_and_paragraph),
      cmocka_unit_test(punctuation_inside_names_may_differ),
      cmocka_unit_test(possessives_and_apostrophes),
      cmocka_unit_test(accents_and_particles),
      cmocka_unit_test(capitals_decide),
      cmocka_unit_test(aliases_share_their_entry),
      cmocka_unit_test(lookup_counts_what_does_not_fit),
      cmocka_unit_test(nicknames_are_silent),
      cmocka_unit_test(sixteen_words_are_a_name),
      cmocka_unit_test(words_gather_what_lists_say),
      cmocka_unit_test(remembered_words_are_the_same),
      cmocka_unit_test(abbreviations_are_known),
      cmocka_unit_test(entries_hold_their_facts),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
