/* SPDX-License-Identifier: MIT */
/* Sentences: where they begin, and where they do not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lexicon.h"

/* The text's sentences with " | " between, white space made plain. */
static const char *sentences(const char *text, const nomenp_lexicon *lexicon) {
  static char out[4096];
  nomenp_arena arena;
  nomenp_text read;
  size_t size = 0;

  nomenp_arena_init(&arena, &nomenp_memory_default);
  assert_true(nomenp_text_read(&arena, (const uint8_t *)text,
                               (uint32_t)strlen(text), lexicon, &read));
  for (uint32_t i = 0; i < read.token_count; i++) {
    size_t length = read.end[i] - read.start[i];
    const char *gap = "";
    if (i > 0 && (read.flags[i] & NOMENP_TOKEN_SENTENCE))
      gap = " | ";
    else if (i > 0 && (read.flags[i] & NOMENP_TOKEN_SPACE))
      gap = " ";
    assert_true(size + length + 4 < sizeof out);
    memcpy(out + size, gap, strlen(gap));
    size += strlen(gap);
    memcpy(out + size, text + read.start[i], length);
    size += length;
  }
  out[size] = '\0';
  nomenp_arena_fini(&arena);
  return out;
}

typedef struct sentence_case {
  const char *text;
  const char *want;
} sentence_case;

#define CHECK(cases)                                                           \
  for (size_t i = 0; i < sizeof(cases) / sizeof *(cases); i++)                 \
  assert_string_equal(sentences(cases[i].text, &lexicon_small), cases[i].want)

static void test_stops(void **state) {
  static const sentence_case cases[] = {
      {"One came. Two left.", "One came. | Two left."},
      {"Mr. Smith left. He ran.", "Mr. Smith left. | He ran."},
      {"the U.S. President said", "the U.S. President said"},
      {"in the U.S. The rest", "in the U.S. | The rest"},
      {"on Sept. 26 it fell", "on Sept. 26 it fell"},
      {"in Sept. The rest", "in Sept. | The rest"},
      {"the F.B.I. said", "the F.B.I. said"},
      {"J. K. Rowling came", "J. K. Rowling came"},
      {"George W. Bush won", "George W. Bush won"},
      {"by Lear Corp. The rest", "by Lear Corp. | The rest"},
      {"by Lear Corp. Chairman Lee", "by Lear Corp. Chairman Lee"},
      {"Sen. The", "Sen. The"}, /* a title never ends a sentence */
      {"Who? Me! Yes.", "Who? | Me! | Yes."},
      {"Oh no?! Yes.", "Oh no?! | Yes."},
      {"Yahoo! Inc. said", "Yahoo! Inc. said"},
      {"He left ... Smith stayed", "He left ... Smith stayed"},
      {"He left... Smith stayed", "He left... | Smith stayed"},
      {"He left ... The rest", "He left ... | The rest"},
      {"It cost $5. 20 came.", "It cost $5. | 20 came."},
      {"it rose 3.5 percent", "it rose 3.5 percent"},
      {"by 8 p.m. Friday", "by 8 p.m. Friday"},
      {"at no. 5 Broad", "at no. 5 Broad"},
      {"this ended. then it began", "this ended. | then it began"},
      {"about approx. five men", "about approx. five men"},
      {"he said: \"...For the", "he said: \"...For the"},
      {"prime minister.Range of", "prime minister. | Range of"},
      {"state.Credit\xe2\x80\xa6Henry Romero",
       "state. | Credit\xe2\x80\xa6 | Henry Romero"},
  };

  (void)state;
  CHECK(cases);
}

static void test_quotes(void **state) {
  static const sentence_case cases[] = {
      {"\"I left.\" He ran.", "\"I left.\" | He ran."},
      {"\xe2\x80\x9cI left.\xe2\x80\x9d He ran.",
       "\xe2\x80\x9cI left.\xe2\x80\x9d | He ran."},
      {"``I left.'' He ran.", "``I left.'' | He ran."},
      {"'I left.' He ran.", "'I left.' | He ran."},
      {"\"Why?\" he asked.", "\"Why?\" he asked."},
      {"\"Why\", he asked.", "\"Why\", he asked."},
      {"He left. \"I ran.\"", "He left. | \"I ran.\""},
      {"He left. ``I ran.''", "He left. | ``I ran.''"},
      {"(He left.) I ran.", "(He left.) | I ran."},
      {"He left (at 8 a.m.). She ran.", "He left (at 8 a.m.). | She ran."},
      {"He left. (She ran.)", "He left. | (She ran.)"},
      {"(Lear Corp.) The rest", "(Lear Corp.) | The rest"},
      {"known as \xe2\x80\x9c" "El Chapo.\xe2\x80\x9d\n\nA", 
       "known as \xe2\x80\x9c" "El Chapo.\xe2\x80\x9d | A"},
  };

  (void)state;
  CHECK(cases);
}

static void test_lines(void **state) {
  static const sentence_case cases[] = {
      /* Blank lines end everything. */
      {"A title\n\nthe text", "A title | the text"},
      {"A title\r\n\r\nThe text", "A title | The text"},
      /* One line a sentence or a title. */
      {"Israel refuses\nTomas Zeron is wanted.\nHe left.",
       "Israel refuses | Tomas Zeron is wanted. | He left."},
      {"LONDON 1996-08-30\nWest Indian Phil Simmons took four.",
       "LONDON 1996-08-30 | West Indian Phil Simmons took four."},
      {"1. Arsenal 3 1\n2. Chelsea 2 1\n", "1. Arsenal 3 1 | 2. Chelsea 2 1"},
      {"MIXED FORTUNES IN MADRID\nReal won again on a wet night\nin the city.",
       "MIXED FORTUNES IN MADRID | Real won again on a wet night in the city."},
      {"second, 5 behind the\n3. Hoffman\n", "second, 5 behind the | 3. Hoffman"},
      {"* one of the\n* Two of the\n- Three", "* one of the | * Two of the | - Three"},
      {"Dr. X.\n\nE. coli", "Dr. X. | E. coli"},
      {"Dr. X.\r\nE. coli", "Dr. X. E. coli"},
      {"CLEVELAND 80 53 -\nCHICAGO 71", "CLEVELAND 80 53 - | CHICAGO 71"},
      {"LONDON --\nThe king left", "LONDON -- The king left"},
      {"huh?\nyuck !!", "huh? | yuck !!"},
      {"two more\nmen came", "two more men came"},
      {"it starts Sept.\n17 will be", "it starts Sept. 17 will be"},
      {"said Rios. \"\nHe left.", "said Rios. \" | He left."},
      /* Wrapped lines go on. */
      {"The senator from the great state of New\n"
       "York said on the same day that the other\n"
       "senator, Mr. Smith of the state of Maine\n"
       "and his friends, had left the city with\n"
       "Lee. He ran.\n",
       "The senator from the great state of New York said on the same day that "
       "the other senator, Mr. Smith of the state of Maine and his friends, had "
       "left the city with Lee. | He ran."},
      /* But where the next word had its place, the break was meant. */
      {"A Short Title\n"
       "The senator from the great state of New\n"
       "York said on the same day that the other\n"
       "senator, Mr. Smith of the state of Maine\n"
       "and his friends, had left the city with\n"
       "Lee for good.\n",
       "A Short Title | The senator from the great state of New York said on the "
       "same day that the other senator, Mr. Smith of the state of Maine and "
       "his friends, had left the city with Lee for good."},
      /* A comma, a title or a function word leaves the sentence open. */
      {"in Paris,\nLondon and Rome", "in Paris, London and Rome"},
      {"it was Mr.\nSmith", "it was Mr. Smith"},
      {"the end of the\nTimes", "the end of the Times"},
  };

  (void)state;
  CHECK(cases);
}

static void test_datelines(void **state) {
  static const sentence_case cases[] = {
      {"TEL AVIV \xe2\x80\x94 Israel refused.",
       "TEL AVIV \xe2\x80\x94 Israel refused."},
      {"OSLO, Norway (AP) _ The king left.",
       "OSLO, Norway (AP) _ The king left."},
      {"MOBILE, Ala. (AP) -- The king left.",
       "MOBILE, Ala. (AP) -- The king left."},
      {"WASHINGTON, Jan. 5 - Congress met.",
       "WASHINGTON, Jan. 5 - Congress met."},
  };

  (void)state;
  CHECK(cases);
}

/* Nothing known of any word: the plain rules still hold. */
static void test_without_lexicon(void **state) {
  (void)state;
  assert_string_equal(sentences("One. Two?\n\nThree", NULL),
                      "One. | Two? | Three");
  assert_string_equal(sentences("J. K. Rowling of the U.S. came.", NULL),
                      "J. K. Rowling of the U.S. came.");
  assert_string_equal(sentences("", NULL), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_stops),
      cmocka_unit_test(test_quotes),
      cmocka_unit_test(test_lines),
      cmocka_unit_test(test_datelines),
      cmocka_unit_test(test_without_lexicon),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
