/* SPDX-License-Identifier: MIT */
/*
 * Parting a name.  What decides, strongest first: particles, the short form the
 * document uses, the order of the family's language, the grades of the words,
 * and last the usual order: one given name or more, one family name.
 */
#include "value/person.h"

#include <string.h>

/* ---- names with the family name first --------------------------------------
 */

/* Common surnames of China, Korea and Vietnam, in Latin letters without
 * accents; sorted.  With them alone nothing is decided: the rest must fit too.
 */
static const char *const eastern_surnames[] = {
    "ahn",   "ang",    "au",    "bae",   "baek",  "bai",   "ban",    "bui",
    "byun",  "cai",    "cao",   "chan",  "chang", "chen",  "cheng",  "cheung",
    "chia",  "chiang", "cho",   "choi",  "chow",  "chu",   "chua",   "chun",
    "chung", "cui",    "dai",   "dang",  "deng",  "ding",  "dinh",   "do",
    "doan",  "dong",   "du",    "duan",  "duong", "fan",   "fang",   "feng",
    "fu",    "gao",    "geng",  "goh",   "gong",  "gu",    "guo",    "ha",
    "han",   "hao",    "he",    "heng",  "ho",    "hoang", "hong",   "hou",
    "hsieh", "hsu",    "hu",    "hua",   "huang", "huo",   "huynh",  "hwang",
    "hyun",  "im",     "jang",  "jeon",  "jeong", "ji",    "jia",    "jian",
    "jiang", "jin",    "jing",  "jo",    "joo",   "ju",    "jung",   "kang",
    "ke",    "kim",    "koh",   "kong",  "koo",   "kuang", "kwak",   "kwok",
    "kwon",  "lai",    "lam",   "le",    "lee",   "lei",   "leung",  "li",
    "liang", "liao",   "lien",  "liew",  "lim",   "lin",   "ling",   "liu",
    "loh",   "loke",   "long",  "lou",   "low",   "lu",    "luo",    "luu",
    "ly",    "ma",     "mac",   "mai",   "mak",   "mao",   "meng",   "min",
    "mo",    "moon",   "na",    "nam",   "ng",    "ngo",   "nguyen", "ning",
    "noh",   "oh",     "ong",   "pan",   "pang",  "park",  "pei",    "peng",
    "pham",  "phan",   "phua",  "pu",    "qi",    "qian",  "qiao",   "qin",
    "qiu",   "qu",     "quek",  "ren",   "roh",   "rong",  "ryu",    "seah",
    "seo",   "seok",   "shang", "shao",  "shen",  "sheng", "shi",    "shin",
    "shu",   "si",     "sim",   "soh",   "sohn",  "son",   "song",   "su",
    "suh",   "sun",    "ta",    "tan",   "tang",  "tao",   "tay",    "teh",
    "teo",   "thai",   "thanh", "tian",  "to",    "toh",   "tong",   "tran",
    "trinh", "truong", "tsai",  "tsang", "tseng", "tsui",  "vo",     "vu",
    "wan",   "wang",   "wei",   "wen",   "wong",  "wu",    "xi",     "xia",
    "xiang", "xiao",   "xie",   "xing",  "xiong", "xu",    "xue",    "xun",
    "ya",    "yan",    "yang",  "yao",   "yap",   "ye",    "yeo",    "yeoh",
    "yeung", "yi",     "yim",   "yin",   "yip",   "yong",  "yoo",    "yoon",
    "you",   "yu",     "yuan",  "yue",   "yun",   "zeng",  "zhai",   "zhan",
    "zhang", "zhao",   "zhen",  "zheng", "zhong", "zhou",  "zhu",    "zhuang",
    "zhuo",  "zou",    "zuo"};

/* A syllable as Chinese and Korean given names have them: first sound, then
 * rest. All are tried, so that their order does not matter. */
static const char *const sounds[] = {
    "",  "b",  "c",  "ch", "d",  "f",  "g",  "h",  "j", "k", "l",
    "m", "n",  "p",  "q",  "r",  "s",  "sh", "t",  "w", "x", "y",
    "z", "zh", "kh", "ng", "nh", "ph", "qu", "th", "tr"};
static const char *const rests[] = {
    "a",    "ae",   "ah",   "ai",    "am",  "an",   "ang", "ao",  "ap",  "at",
    "ay",   "e",    "ee",   "eh",    "ei",  "ek",   "em",  "en",  "eng", "eo",
    "eok",  "eol",  "eon",  "eong",  "eow", "er",   "et",  "eui", "ew",  "i",
    "ia",   "ian",  "iang", "iao",   "iat", "ie",   "iem", "ien", "iew", "ik",
    "il",   "im",   "in",   "ing",   "iok", "iong", "ip",  "it",  "iu",  "o",
    "oe",   "oh",   "oi",   "ok",    "om",  "on",   "ong", "oo",  "ook", "oon",
    "op",   "ou",   "u",    "ua",    "uan", "uang", "uat", "uay", "ue",  "ui",
    "uk",   "um",   "un",   "ung",   "uo",  "up",   "ut",  "wa",  "wan", "won",
    "yeok", "yeol", "yeon", "yeong", "yo",  "yu",   "yuk", "yun", "yung"};
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))
#define SYLLABLES_MAX 3u

const char *nomenp_person_eastern_surname(size_t index) {
  return index < COUNT_OF(eastern_surnames) ? eastern_surnames[index] : NULL;
}

static bool is_eastern_surname(const nomenp_person_word *word) {
  size_t low = 0, high = COUNT_OF(eastern_surnames);
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const char *entry = eastern_surnames[middle];
    int order = strncmp(entry, word->folded, word->size);
    if (order == 0) order = entry[word->size] != '\0';
    if (order == 0) return true;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return false;
}

static bool begins_with(const char *text, size_t size, const char *part,
                        size_t *part_size) {
  *part_size = strlen(part);
  return *part_size <= size && memcmp(text, part, *part_size) == 0;
}

/* One to SYLLABLES_MAX syllables and nothing else.  Depth is bounded, words are
 * short: the search is small. */
static bool is_syllables(const char *text, size_t size, unsigned left) {
  size_t first = 0, rest = 0;
  if (size == 0) return true;
  if (left == 0) return false;
  for (size_t i = 0; i < COUNT_OF(sounds); i++) {
    if (!begins_with(text, size, sounds[i], &first)) continue;
    for (size_t k = 0; k < COUNT_OF(rests); k++)
      if (begins_with(text + first, size - first, rests[k], &rest) &&
          is_syllables(text + first + rest, size - first - rest, left - 1))
        return true;
  }
  return false;
}

#define SYLLABIC_BYTES_MAX 14u

static bool is_syllabic(const nomenp_person_word *word) {
  return word->size <= SYLLABIC_BYTES_MAX &&
         is_syllables(word->folded, word->size, SYLLABLES_MAX);
}

static unsigned core_count(const nomenp_person_word *words, unsigned count) {
  while (count > 1 && (words[count - 1].flags & NOMENP_PERSON_SUFFIX) != 0)
    count--;
  return count;
}

/* Two to four words, none of which tells of another order. */
static bool may_be_turned(const nomenp_person_word *words, unsigned count) {
  if (count < 2 || count > 4) return false;
  for (unsigned i = 0; i < count; i++)
    if ((words[i].flags & (NOMENP_PERSON_PARTICLE | NOMENP_PERSON_INITIAL |
                           NOMENP_PERSON_NICKNAME)) != 0)
      return false;
  return true;
}

bool nomenp_person_needs_letters(const nomenp_person_word *words,
                                 unsigned count, bool may_be_eastern) {
  count = core_count(words, count);
  return may_be_turned(words, count) &&
         (may_be_eastern || (words[1].flags & NOMENP_PERSON_JOINED) != 0);
}

bool nomenp_person_family_first(const nomenp_person_word *words,
                                unsigned count) {
  count = core_count(words, count);
  if (!may_be_turned(words, count)) return false;
  if (is_eastern_surname(&words[0])) {
    bool fits = true;
    for (unsigned i = 1; i < count; i++)
      fits = fits && is_syllabic(&words[i]) &&
             (count > 2 || words[i].surname <= words[i].given ||
              is_eastern_surname(&words[i]) ||
              (words[i].flags & NOMENP_PERSON_JOINED) != 0);
    /* "Kim Lee" is no Korean: an end that is a surname too decides against it,
     * unless it is also the way given names are written. */
    bool is_joined = (words[1].flags & NOMENP_PERSON_JOINED) != 0;
    if (fits && (is_joined || count > 2 || !is_eastern_surname(&words[1]) ||
                 words[1].size > 5))
      return true;
  }
  if ((words[1].flags & NOMENP_PERSON_JOINED) != 0 && count == 2 &&
      (words[0].flags & NOMENP_PERSON_JOINED) == 0 && words[0].size <= 5 &&
      is_syllabic(&words[1]))
    return true;
  const nomenp_person_word *last = &words[count - 1];
  return count == 2 && words[0].surname >= 2 && words[0].given == 0 &&
         last->given >= 3 && last->surname == 0;
}

/* ---- double family names ---------------------------------------------------
 */

/* How family names of Spain and Latin America end; the second column: hardly
 * any others end so.  An English middle name that is a surname too ("John
 * Fitzgerald Kennedy") must not pass for the first half of one. */
static const struct ending {
  const char *text;
  bool is_sure;
} spanish_endings[] = {
    {"ez", true},  {"az", true},  {"iz", true},  {"oz", true},  {"as", true},
    {"os", true},  {"es", false}, {"o", true},   {"a", true},   {"on", false},
    {"an", false}, {"in", false}, {"al", false}, {"el", false}, {"ar", false},
    {"or", false}, {"e", false}};

static int spanish_ending(const nomenp_person_word *word) {
  for (size_t i = 0; i < COUNT_OF(spanish_endings); i++) {
    size_t size = strlen(spanish_endings[i].text);
    if (word->size > size + 1 && memcmp(word->folded + word->size - size,
                                        spanish_endings[i].text, size) == 0)
      return spanish_endings[i].is_sure ? 2 : 1;
  }
  return 0;
}

static bool is_double_family(const nomenp_person_word *first,
                             const nomenp_person_word *second) {
  int a = spanish_ending(first), b = spanish_ending(second);
  return first->surname > 0 && first->surname >= first->given && a > 0 &&
         b > 0 && a + b >= 3;
}

/* ---- parting ---------------------------------------------------------------
 */

static bool is_particle(const nomenp_person_word *word) {
  return (word->flags & NOMENP_PERSON_PARTICLE) != 0;
}

/* Where the family name begins in given-first order; `count` when nowhere. */
static unsigned family_start(const nomenp_person_word *words, unsigned count,
                             unsigned family_said) {
  unsigned at = 1;
  if (is_particle(&words[0])) return 0;
  while (at < count && !is_particle(&words[at]))
    at++;
  if (at < count) {
    /* "Tomas Zeron de Lucio": what stands before the particle and is a surname
     * rather than a given name belongs to it. */
    while (at > 1 &&
           (words[at - 1].flags &
            (NOMENP_PERSON_INITIAL | NOMENP_PERSON_NICKNAME)) == 0 &&
           (words[at - 1].given == 0 ||
            words[at - 1].given < words[at - 1].surname))
      at--;
    return at;
  }
  if (family_said > 0 && family_said < count) return family_said;
  if (count >= NOMENP_PERSON_LETTERS_FROM &&
      is_double_family(&words[count - 2], &words[count - 1]))
    return count - 2;
  return count - 1;
}

static void find_particle(const nomenp_person_word *words,
                          nomenp_person_parts *parts) {
  unsigned at = parts->family_first;
  while (at < parts->family_end && !is_particle(&words[at]))
    at++;
  unsigned end = at;
  while (end < parts->family_end && is_particle(&words[end]))
    end++;
  if (end == parts->family_end) return;
  parts->particle_first = (uint8_t)at;
  parts->particle_end = (uint8_t)end;
}

static void split_single(const nomenp_person_word *word, bool has_title,
                         nomenp_person_parts *out) {
  if (word->given > 0 && word->surname == 0 && !has_title)
    out->given_end = 1;
  else if (has_title || (word->surname > 0 && word->given == 0))
    out->family_end = 1;
}

void nomenp_person_split(const nomenp_person_word *words, unsigned count,
                         bool family_first, unsigned family_said,
                         bool has_title, nomenp_person_parts *out) {
  *out = (nomenp_person_parts){0};
  unsigned core = core_count(words, count);
  if (core == 0) return;
  out->suffix_first = (uint8_t)core;
  out->suffix_end = (uint8_t)count;
  if (core == 1) {
    split_single(&words[0], has_title, out);
    return;
  }
  if (family_first) {
    out->family_end = 1;
    out->given_first = 1;
    out->given_end = (uint8_t)core;
    return;
  }
  unsigned start = family_start(words, core, family_said);
  out->given_end = (uint8_t)start;
  out->family_first = (uint8_t)start;
  out->family_end = (uint8_t)core;
  find_particle(words, out);
}
