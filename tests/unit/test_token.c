/* SPDX-License-Identifier: MIT */
/* Tokens: where they are cut, how they are classed, and what holds for any input. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lexicon.h"
#include "nomen/nomen.h"
#include "text/token.h"
#include "text/utf8.h"

static nomenp_arena arena;

static int set_up(void **state) {
  (void)state;
  nomenp_arena_init(&arena, &nomenp_memory_default);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  nomenp_arena_fini(&arena);
  return 0;
}

static nomenp_text read_text(const char *text, const nomenp_lexicon *lexicon) {
  nomenp_text out;

  assert_true(nomenp_text_read(&arena, (const uint8_t *)text,
                               (uint32_t)strlen(text), lexicon, &out));
  return out;
}

/* The tokens with "|" between; "~" where a cut was made by the rules of glue. */
static const char *cuts(const char *text) {
  static char out[1024];
  nomenp_text read = read_text(text, &lexicon_small);
  size_t size = 0;

  for (uint32_t i = 0; i < read.token_count; i++) {
    size_t length = read.end[i] - read.start[i];
    if (i > 0)
      out[size++] = (read.flags[i] & NOMENP_TOKEN_GLUED) ? '~' : '|';
    assert_true(size + length + 2 < sizeof out);
    memcpy(out + size, text + read.start[i], length);
    size += length;
  }
  out[size] = '\0';
  return out;
}

typedef struct cut_case {
  const char *text;
  const char *want;
} cut_case;

static void check_cuts(const cut_case *cases, size_t count) {
  for (size_t i = 0; i < count; i++)
    assert_string_equal(cuts(cases[i].text), cases[i].want);
}
#define CHECK_CUTS(cases) check_cuts((cases), sizeof(cases) / sizeof *(cases))

static void test_words(void **state) {
  static const cut_case cases[] = {
      {"", ""},
      {"   \n\t ", ""},
      {"word", "word"},
      {"O'Brien", "O'Brien"},
      {"C\xc3\xb4te d\xe2\x80\x99Ivoire",
       "C\xc3\xb4te|d\xe2\x80\x99Ivoire"},
      {"Ma'ariv don't", "Ma'ariv|don't"},
      {"Mexico's NSO\xe2\x80\x99s", "Mexico|'s|NSO|\xe2\x80\x99s"},
      {"CLINTON'S", "CLINTON|'S"},
      {"he'll we've they're she'd I'm", "he|'ll|we|'ve|they|'re|she|'d|I|'m"},
      {"ma'am o'clock", "ma'am|o'clock"},
      {"Teachers' College", "Teachers|'|College"},
      {"rock 'n' roll", "rock|'|n|'|roll"},
      {"'Israel'", "'|Israel|'"},
      {"the '90s", "the|'|90s"},
      {"Jean-Pierre", "Jean|-|Pierre"},
      {"London-based", "London|-|based"},
      {"al-Qaida", "al|-|Qaida"},
      {"AT&T R&D", "AT|&|T|R|&|D"},
      {"either/or", "either|/|or"},
      {"Zer\xc3\xb3n Zero\xcc\x81n", "Zer\xc3\xb3n|Zero\xcc\x81n"},
      {"Mex\xc2\xadico", "Mex\xc2\xadico"},
      {"paral\xc2\xb7lel \xc2\xb7 x", "paral\xc2\xb7lel|\xc2\xb7|x"},
      {"Zer\x1an \x1a", "Zer\x1an|\x1a"},
      {"Mexico\x1as", "Mexico|\x1as"}, /* an apostrophe of another encoding */
      {"\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d"},
  };

  (void)state;
  CHECK_CUTS(cases);
}

static void test_stops(void **state) {
  static const cut_case cases[] = {
      {"the U.S. and", "the|U.S.|and"},
      {"the F.B.I.'s", "the|F.B.I.|'s"},
      {"U.S.-based", "U.S.|-|based"},
      {"in the U.N,", "in|the|U.N|,"},
      {"at 8 a.m. on", "at|8|a.m.|on"},
      {"at 8p.m. on", "at|8|p.m.|on"},
      {"J. K. Rowling", "J.|K.|Rowling"},
      {"J.K.Rowling", "J.K.|Rowling"},
      {"T.O'Gorman", "T.|O'Gorman"},
      {"George W. Bush", "George|W.|Bush"},
      {"a Ph.D. from", "a|Ph.D.|from"},
      {"Mr. Zeron", "Mr.|Zeron"},
      {"Sept. 26", "Sept.|26"},
      {"Sept.26", "Sept.|26"},
      {"Lear Corp. said", "Lear|Corp.|said"},
      {"Calif., and", "Calif.|,|and"},
      {"No. 10", "No.|10"},
      /* Words that are abbreviations too. */
      {"No. He left.", "No|.|He|left|."},
      {"he sat. Then", "he|sat|.|Then"},
      {"on Sat. and", "on|Sat.|and"},
      {"came in. She", "came|in|.|She"},
      /* A capital is no initial at the end. */
      {"plan B. The", "plan|B|.|The"},
      {"plan B.", "plan|B|."},
      {"plan B.\n\nLee", "plan|B|.|Lee"},
      {"plan B.\r\nLee", "plan|B.|Lee"},
      {"plan B.\"", "plan|B|.|\""},
      {"Zyklon-B. He", "Zyklon|-|B|.|He"},
      {"at AT&T. Bob", "at|AT|&|T|.|Bob"},
      {"SMITH & CO. SAID", "SMITH|&|CO.|SAID"},
      {"SMITH & CO. THE", "SMITH|&|CO|.|THE"},
      {"SMITH & CO.", "SMITH|&|CO|."},
      {"Smith & Co.", "Smith|&|Co.",},
      {"a, b etc. and", "a|,|b|etc.|and"},
      {"a, b etc., and", "a|,|b|etc.|,|and"},
      {"(a, b etc.)", "(|a|,|b|etc.|)"},
      {"a, b etc. Then", "a|,|b|etc|.|Then"},
      {"p. 12", "p|.|12"},
      {"left. Then", "left|.|Then"},
      {"Wait... what?!", "Wait|...|what|?|!"},
      {"Ltd...", "Ltd|..."},
  };

  (void)state;
  CHECK_CUTS(cases);
}

static void test_numbers(void **state) {
  static const cut_case cases[] = {
      {"1,234.50", "1,234.50"},
      {"1.2.3", "1.2.3"},
      {"1'234", "1'234"},
      {"2014.", "2014|."},
      {"1, 2", "1|,|2"},
      {"$50 $.50", "$|50|$|.50"},
      {"a .22 gun", "a|.22|gun"},
      {"34%", "34|%"},
      {"USD34.6 RM50,000", "USD34.6|RM50,000"},
      {"34.6m 1990s F16 3Com G7", "34.6m|1990s|F16|3Com|G7"},
      {"20th 1st", "20th|1st"},
      {"the 1990's", "the|1990|'s"},
      {"4-38", "4|-|38"},
      {"\xe2\x82\xac" "5", "\xe2\x82\xac|5"},
      {"US$5", "US|$|5"},
      {"10:30", "10|:|30"},
      {"2\xc2\xbd", "2\xc2\xbd"},
  };

  (void)state;
  CHECK_CUTS(cases);
}

static void test_marks(void **state) {
  static const cut_case cases[] = {
      {"====", "===="},
      {"!!", "!!"},
      {"AVIV \xe2\x80\x94 The", "AVIV|\xe2\x80\x94|The"},
      {"a--b", "a|--|b"},
      {"a - b", "a|-|b"},
      {"(AP) _ The", "(|AP|)|_|The"},
      {"``Edition.''", "``|Edition|.|''"},
      {"\xe2\x80\x9cWhy?\xe2\x80\x9d", "\xe2\x80\x9c|Why|?|\xe2\x80\x9d"},
      {"a\xc2\xa0" "b\xe2\x80\x83" "c\xe2\x80\x8b" "d\xef\xbb\xbf" "e",
       "a|b|c|d|e"},
      {"a\x01" "b\x7f" "c", "a|b|c"},
      {"\xe2\x98\x80\xef\xb8\x8f!", "\xe2\x98\x80\xef\xb8\x8f|!"},
      {"\xcc\x81\xcc\x81\xcc\x82", "\xcc\x81\xcc\x81\xcc\x82"},
  };

  (void)state;
  CHECK_CUTS(cases);
}

static void test_links(void **state) {
  static const cut_case cases[] = {
      {"see http://a.org/b?c=d.", "see|http://a.org/b?c=d|."},
      {"(https://x.co.uk/y)", "(|https://x.co.uk/y|)"},
      {"www.bbc.co.uk/news, said", "www.bbc.co.uk/news|,|said"},
      {"on amazon.com.", "on|amazon.com|."},
      {"Amazon.com's", "Amazon.com|'s"},
      {"Newsfeed.Com AMAZON.COM", "Newsfeed.Com|AMAZON.COM"},
      {"income.Net sales", "income|.~Net|sales"},
      {"john.smith@haaretz.co.il wrote", "john.smith@haaretz.co.il|wrote"},
      {"by @oded_y on", "by|@oded_y|on"},
      {"5 @ 3", "5|@|3"},
      {"a@b", "a|@|b"},
      {"http: //", "http|:|//"},
      {"ended.it was", "ended|.|it|was"},
  };

  (void)state;
  CHECK_CUTS(cases);
}

/* Page scraping drops the white space between blocks. */
static void test_glued(void **state) {
  static const cut_case cases[] = {
      {"prime minister.Range of", "prime|minister|.~Range|of"},
      {"ended.\xe2\x80\x9dRange of",
       "ended|.|\xe2\x80\x9d|Range|of"},
      {"Israel.A Common", "Israel|.~A|Common"},
      {"the AgencyCredit: YouTube", "the|Agency~Credit|:|YouTube"},
      {"e-mailSend Send", "e|-|mail~Send|Send"},
      {"for yearsThe rest", "for|years~The|rest"},
      {"Zeron fled. Cartel ProjectZeron had",
       "Zeron|fled|.|Cartel|Project~Zeron|had"},
      {"in 2021Credit: x", "in|2021~Credit|:|x"},
      {"the BBC. By MinisterBBC", "the|BBC|.|By|Minister~BBC"},
      /* And what is not glued. */
      {"MinisterBBC News", "MinisterBBC|News"},
      {"mailOS OS", "mailOS|OS"},
      {"mailRNA RNA", "mailRNA|RNA"},
      {"\"...Range of", "\"|...|Range|of"},
      {"F4108.E x", "F4108|.|E|x"},
      {"TheMarker Marker", "TheMarker|Marker"},
      {"YouTube Tube", "YouTube|Tube"},
      {"McDonald Donald", "McDonald|Donald"},
      {"FitzGerald Gerald", "FitzGerald|Gerald"},
      {"deKlerk Klerk", "deKlerk|Klerk"},
      {"MasterCard said", "MasterCard|said"},
      {"MasterCard and MasterCard Card", "MasterCard|and|MasterCard|Card"},
      {"BlackBerry: Berry", "BlackBerry|:|Berry"}, /* a word as a whole */
      {"PricewaterhouseCoopers Coopers", "PricewaterhouseCoopers|Coopers"},
      {"iPhone Phone", "iPhone|Phone"},
      {"LaTeX NGOs USAir", "LaTeX|NGOs|USAir"},
      {"3Com Com", "3Com|Com"},
      {"Node.js Foo.bar", "Node|.|js|Foo|.|bar"},
  };

  (void)state;
  CHECK_CUTS(cases);
}

static void test_shapes(void **state) {
  static const struct {
    const char *text;
    nomenp_shape shape;
    nomen_token_class token_class;
  } cases[] = {
      {"minister", NOMENP_SHAPE_LOWER, NOMEN_TOKEN_WORD},
      {"Zeron", NOMENP_SHAPE_CAPITAL, NOMEN_TOKEN_WORD},
      {"\xc3\x89tienne", NOMENP_SHAPE_CAPITAL, NOMEN_TOKEN_WORD},
      {"NATO", NOMENP_SHAPE_UPPER, NOMEN_TOKEN_WORD},
      {"NGOs", NOMENP_SHAPE_UPPER, NOMEN_TOKEN_WORD},
      {"A", NOMENP_SHAPE_LETTER, NOMEN_TOKEN_WORD},
      {"U.S.", NOMENP_SHAPE_DOTTED, NOMEN_TOKEN_WORD},
      {"a.m.", NOMENP_SHAPE_DOTTED, NOMEN_TOKEN_WORD},
      {"Ph.D.", NOMENP_SHAPE_DOTTED, NOMEN_TOKEN_WORD},
      {"Mr.", NOMENP_SHAPE_ABBREVIATION, NOMEN_TOKEN_WORD},
      {"TheMarker", NOMENP_SHAPE_CAMEL, NOMEN_TOKEN_WORD},
      {"O'Brien", NOMENP_SHAPE_CAMEL, NOMEN_TOKEN_WORD},
      {"McDonald", NOMENP_SHAPE_CAMEL, NOMEN_TOKEN_WORD},
      {"Amazon.com", NOMENP_SHAPE_CAPITAL, NOMEN_TOKEN_WORD},
      {"iPhone", NOMENP_SHAPE_INNER, NOMEN_TOKEN_WORD},
      {"deKlerk", NOMENP_SHAPE_INNER, NOMEN_TOKEN_WORD},
      {"7", NOMENP_SHAPE_DIGIT, NOMEN_TOKEN_NUMBER},
      {"3456", NOMENP_SHAPE_DIGIT, NOMEN_TOKEN_NUMBER},
      {"1996", NOMENP_SHAPE_YEAR, NOMEN_TOKEN_NUMBER},
      {"1,996", NOMENP_SHAPE_NUMBER, NOMEN_TOKEN_NUMBER},
      {".5", NOMENP_SHAPE_NUMBER, NOMEN_TOKEN_NUMBER},
      {"20th", NOMENP_SHAPE_ORDINAL, NOMEN_TOKEN_MIXED},
      {"20TH", NOMENP_SHAPE_ORDINAL, NOMEN_TOKEN_MIXED},
      {"20km", NOMENP_SHAPE_MIXED, NOMEN_TOKEN_MIXED},
      {"F16", NOMENP_SHAPE_MIXED, NOMEN_TOKEN_MIXED},
      {"1990s", NOMENP_SHAPE_MIXED, NOMEN_TOKEN_MIXED},
      {"?", NOMENP_SHAPE_STOP, NOMEN_TOKEN_PUNCTUATION},
      {"\xe2\x80\xa6", NOMENP_SHAPE_STOP, NOMEN_TOKEN_PUNCTUATION},
      {",", NOMENP_SHAPE_COMMA, NOMEN_TOKEN_PUNCTUATION},
      {";", NOMENP_SHAPE_COLON, NOMEN_TOKEN_PUNCTUATION},
      {"-", NOMENP_SHAPE_DASH, NOMEN_TOKEN_PUNCTUATION},
      {"--", NOMENP_SHAPE_DASH, NOMEN_TOKEN_PUNCTUATION},
      {"_", NOMENP_SHAPE_DASH, NOMEN_TOKEN_PUNCTUATION},
      {"\xe2\x80\x93", NOMENP_SHAPE_DASH, NOMEN_TOKEN_PUNCTUATION},
      {"/", NOMENP_SHAPE_SLASH, NOMEN_TOKEN_PUNCTUATION},
      {"[", NOMENP_SHAPE_OPEN, NOMEN_TOKEN_PUNCTUATION},
      {")", NOMENP_SHAPE_CLOSE, NOMEN_TOKEN_PUNCTUATION},
      {"''", NOMENP_SHAPE_QUOTE, NOMEN_TOKEN_PUNCTUATION},
      {"\xc2\xab", NOMENP_SHAPE_QUOTE, NOMEN_TOKEN_PUNCTUATION},
      {"&", NOMENP_SHAPE_AND, NOMEN_TOKEN_SYMBOL},
      {"\xc2\xa3", NOMENP_SHAPE_CURRENCY, NOMEN_TOKEN_SYMBOL},
      {"%", NOMENP_SHAPE_SYMBOL, NOMEN_TOKEN_SYMBOL},
      {"http://a.org/", NOMENP_SHAPE_LINK, NOMEN_TOKEN_LINK},
  };

  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    nomenp_text read = read_text(cases[i].text, &lexicon_small);
    if (read.token_count != 1 || read.shape[0] != cases[i].shape ||
        read.token_class[0] != cases[i].token_class)
      fail_msg("%s: %u tokens, shape %d, class %d", cases[i].text,
               (unsigned)read.token_count, read.shape[0], read.token_class[0]);
  }
}

static void assert_flags(const char *text, uint32_t token, unsigned want) {
  nomenp_text read = read_text(text, &lexicon_small);

  assert_true(token < read.token_count);
  assert_int_equal(
      read.flags[token] & ~(NOMENP_TOKEN_SENTENCE | NOMENP_TOKEN_ASK), want);
}

static void test_flags(void **state) {
  const unsigned space = NOMENP_TOKEN_SPACE, line = NOMENP_TOKEN_LINE,
                 paragraph = NOMENP_TOKEN_PARAGRAPH,
                 capital = NOMENP_TOKEN_CAPITAL, accent = NOMENP_TOKEN_ACCENT;

  (void)state;
  assert_flags("a", 0, line | paragraph);
  assert_flags("Zer\xc3\xb3n", 0, line | paragraph | capital | accent);
  assert_flags("a b", 1, space);
  assert_flags("a,b", 1, 0);
  assert_flags("a\nb", 1, space | line);
  assert_flags("a\r\nb", 1, space | line);
  assert_flags("a\rb", 1, space | line);
  assert_flags("a\r\n\r\nb", 1, space | line | paragraph);
  assert_flags("a\n \t\nb", 1, space | line | paragraph);
  assert_flags("a\fb", 1, space | line | paragraph);
  assert_flags("a\xe2\x80\xa8" "b", 1, space | line);
  assert_flags("x a.m.", 1, space);
  assert_flags("x U.S.", 1, space | capital);
  assert_flags("x F16", 1, space | capital);
  assert_flags("x \xe2\x80\x93", 1, space | accent);
}

static void test_fold_hashes(void **state) {
  nomenp_text a = read_text("ZER\xc3\x93N U.S. O\xe2\x80\x99" "Brien ...",
                            &lexicon_small);

  (void)state;
  assert_int_equal(a.token_count, 4);
  assert_true(a.hash[0] == nomenp_hash_bytes("zeron", 5));
  assert_true(a.hash[1] == nomenp_hash_bytes("us", 2));
  assert_true(a.hash[2] == nomenp_hash_bytes("obrien", 6));
  assert_true(a.hash[3] == 0);
}

static void test_lookups(void **state) {
  nomenp_text read = read_text("One two. Three four.", &lexicon_small);

  (void)state;
  assert_int_equal(read.sentence_count, 2);
  assert_int_equal(nomenp_text_sentence(&read, 0), 0);
  assert_int_equal(nomenp_text_sentence(&read, 2), 0);
  assert_int_equal(nomenp_text_sentence(&read, 3), 1);
  assert_int_equal(nomenp_text_sentence(&read, 5), 1);
  assert_int_equal(nomenp_text_token_at(&read, 0), 0);
  assert_int_equal(nomenp_text_token_at(&read, 3), 1);
  assert_int_equal(nomenp_text_token_at(&read, 9), 3);
  assert_int_equal(nomenp_text_token_at(&read, 20), 6);
  read = read_text("", NULL);
  assert_int_equal(read.sentence_count, 0);
  assert_int_equal(read.sentence_start[0], 0);
  assert_int_equal(nomenp_text_token_at(&read, 0), 0);
}

/* What holds for any text: tokens in order, apart, on characters, hashed as they
 * fold, and no more than the bound. */
static void check_any(const uint8_t *bytes, uint32_t size) {
  nomenp_text read;
  nomenp_arena_position mark = nomenp_arena_mark(&arena);
  uint32_t end = 0;

  assert_true(nomenp_text_read(&arena, bytes, size, &lexicon_small, &read));
  assert_true(read.token_count <= nomenp_token_bound(bytes, size));
  for (uint32_t i = 0; i < read.token_count; i++) {
    assert_true(read.start[i] >= end && read.end[i] > read.start[i]);
    assert_true((bytes[read.start[i]] & 0xc0) != 0x80);
    end = read.end[i];
    assert_true(end == size || (bytes[end] & 0xc0) != 0x80);
    assert_true(read.hash[i] == nomenp_fold_hash(bytes + read.start[i],
                                                 end - read.start[i]));
    assert_true(read.shape[i] < NOMENP_SHAPE_COUNT);
  }
  assert_true(end <= size);
  if (read.token_count > 0) assert_int_equal(read.sentence_start[0], 0);
  assert_int_equal(read.sentence_start[read.sentence_count], read.token_count);
  nomenp_arena_rewind(&arena, mark);
}

static void test_every_character(void **state) {
  (void)state;
  for (uint32_t c = 0; c <= 0x10ffff; c++) {
    uint8_t bytes[16] = "Ab";
    uint32_t size = 2;

    if (c >= 0xd800 && c <= 0xdfff) continue;
    size += (uint32_t)nomenp_utf8_encode(c, bytes + size);
    memcpy(bytes + size, "Cd ", 3);
    size += 3;
    size += (uint32_t)nomenp_utf8_encode(c, bytes + size);
    check_any(bytes, size);
  }
}

/* Short texts of all that the rules ask about, by a plain generator. */
static void test_mixtures(void **state) {
  static const char *const pieces[] = {
      "a",  "B",    "Ph",   "Mr",  ".",   ".",  "'",    "\xe2\x80\x99", "s",
      " ",  "\n",   "-",    "1",   "23",  ",",  "@",    "com",          "http",
      ":/", "/",    "\xc3\x93", "\xcc\x81", "_", "\x1a", "Zeron", "Project",
      "\"", "&",    "(",    ")",   "\r\n", "!", "p",    "m",  "\xc2\xad", "$",
      "\0", "2021", "Credit", "\xe2\x80\xa6", "\xc2\xb7", "The", "No", "in"};
  const uint32_t count = sizeof pieces / sizeof pieces[0];
  uint64_t seed = 1;

  (void)state;
  for (int round = 0; round < 40000; round++) {
    uint8_t bytes[160];
    uint32_t size = 0;
    int parts = (int)(seed % 17);

    for (int i = 0; i < parts; i++) {
      const char *piece;
      size_t length;
      seed = nomenp_hash_mix(seed + 1);
      piece = pieces[seed % count];
      length = *piece == '\0' ? 1 : strlen(piece);
      memcpy(bytes + size, piece, length);
      size += (uint32_t)length;
    }
    seed = nomenp_hash_mix(seed + 1);
    check_any(bytes, size);
  }
}

/* A word reads the same in the middle of a text, where eight bytes at once are
 * looked at, and as its last bytes, where they are not. */
static void test_words_anywhere(void **state) {
  static const char letters[] = "abzABZ", ends[] = " \n,-)\".;:'1";
  uint64_t seed = 7;

  (void)state;
  for (int round = 0; round < 20000; round++) {
    nomenp_arena_position mark = nomenp_arena_mark(&arena);
    char alone[32] = "", within[64] = "in ";
    nomenp_text a, b;
    uint32_t size = (uint32_t)((seed = nomenp_hash_mix(seed + 1)) % 20) + 1;
    /* Capitals throughout, small letters behind the first, or both mixed. */
    for (uint32_t i = 0; i < size; i++) {
      seed = nomenp_hash_mix(seed + 1);
      alone[i] =
          letters[round % 3 == 0   ? seed % 3 + 3
                  : round % 3 == 1 ? seed % 3 + (i == 0 ? seed % 2 * 3 : 0)
                                   : seed % 6];
    }
    strcat(within, alone);
    within[3 + size] = ends[(size_t)round % (sizeof ends - 1)];
    strcpy(within + 4 + size, " then it goes on");
    a = read_text(alone, NULL);
    b = read_text(within, NULL);
    if (ends[(size_t)round % (sizeof ends - 1)] != '1' &&
        !(b.end[1] == 4 + size && within[3 + size] == '.')) {
      assert_int_equal(b.end[1] - b.start[1], size);
      assert_int_equal(a.shape[0], b.shape[1]);
      assert_int_equal(a.token_class[0], b.token_class[1]);
      assert_true(a.hash[0] == b.hash[1]);
      assert_int_equal(a.flags[0] & NOMENP_TOKEN_CAPITAL,
                       b.flags[1] & NOMENP_TOKEN_CAPITAL);
    }
    nomenp_arena_rewind(&arena, mark);
  }
}

/* ------------------------------------------------------------ memory */

typedef struct failing {
  int until;   /* the allocation that fails, from 0 */
  bool always; /* and all after it */
  int count;
  long held;
} failing;

static bool fails(failing *f) {
  int now = f->count++;
  return now == f->until || (f->always && now > f->until);
}

static void *fail_allocate(void *context, size_t size) {
  failing *f = context;
  void *block = fails(f) ? NULL : malloc(size);
  f->held += block != NULL;
  return block;
}

static void *fail_reallocate(void *context, void *block, size_t old_size,
                             size_t size) {
  (void)old_size;
  return fails(context) ? NULL : realloc(block, size);
}

static void fail_release(void *context, void *block) {
  failing *f = context;
  f->held -= block != NULL;
  free(block);
}

/* Every allocation fails once, and from there on for ever. */
static void check_memory_out(const char *text, uint32_t size) {
  int succeeded = 0;

  for (int round = 0; succeeded < 2; round++) {
    failing f = {round / 2, round % 2 != 0, 0, 0};
    nomen_allocator memory = {fail_allocate, fail_reallocate, fail_release, &f};
    nomenp_arena failing_arena;
    nomenp_text read;
    bool done;

    nomenp_arena_init(&failing_arena, &memory);
    done = nomenp_text_read(&failing_arena, (const uint8_t *)text, size,
                            &lexicon_small, &read);
    assert_true(done == (f.count <= f.until));
    succeeded += done;
    nomenp_arena_fini(&failing_arena);
    assert_int_equal(f.held, 0);
    assert_true(round < 1000);
  }
}

static void test_memory_out(void **state) {
  static const char *const pieces[] = {"Zeron had ProjectZeron. The AgencyCredit: ",
                                       "Yes! "};
  static char text[2000000];

  (void)state;
  for (size_t i = 0; i < 2; i++) {
    size_t length = strlen(pieces[i]), size = 0;
    for (; size + length < sizeof text; size += length)
      memcpy(text + size, pieces[i], length);
    check_memory_out(text, 60000);
    check_memory_out(text, (uint32_t)size);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_words),           cmocka_unit_test(test_stops),
      cmocka_unit_test(test_numbers),         cmocka_unit_test(test_marks),
      cmocka_unit_test(test_links),           cmocka_unit_test(test_glued),
      cmocka_unit_test(test_shapes),          cmocka_unit_test(test_flags),
      cmocka_unit_test(test_fold_hashes),     cmocka_unit_test(test_lookups),
      cmocka_unit_test(test_every_character), cmocka_unit_test(test_mixtures),
      cmocka_unit_test(test_words_anywhere),  cmocka_unit_test(test_memory_out),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
