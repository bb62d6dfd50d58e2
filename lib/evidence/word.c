/* SPDX-License-Identifier: MIT */
/* From what the gazetteer knows of a word to the small numbers of evidence. */
#include "evidence/word.h"

#define LIST(id) (UINT64_C(1) << NOMENP_LIST_##id)

/* Levels of SCOWL, divided by ten: up to here a word is one that most people
 * know; and that is all there is to go by when no text had it. */
#define LEVEL_KNOWN 5

unsigned nomenp_word_lowness(const nomenp_word *word) {
  if (word == NULL) return 0;
  if (word->lower_share != 255)
    return word->lower_share >= 128 ? 2 : word->lower_share >= 24 ? 1 : 0;
  if (word->level == 0 || word->level > LEVEL_KNOWN + 1) return 0;
  if (word->upper_level != 0 && word->upper_level <= LEVEL_KNOWN) return 1;
  return word->level <= LEVEL_KNOWN ? 2 : 1;
}

uint32_t nomenp_word_case(const nomenp_word *word) {
  static const uint8_t limits[] = {4, 25, 76, 128, 178, 229, 250};
  uint32_t bucket = 0;

  if (word == NULL) return 1;
  if (word->lower_share == 255) {
    if (word->level == 0) return word->upper_level == 0 ? 2 : 3;
    if (word->upper_level != 0 && word->upper_level <= word->level) return 4;
    return word->level <= LEVEL_KNOWN ? 5 : 6;
  }
  while (bucket < sizeof limits && word->lower_share > limits[bucket]) bucket++;
  return 7 + bucket;
}

uint32_t nomenp_word_lists(const nomenp_word *word, uint8_t shape) {
  uint32_t out = NOMENP_LISTS_ASKED;
  uint64_t lists, capital;
  uint32_t place, organisation;
  unsigned lowness;

  if (word == NULL) return out;
  lists = nomenp_word_listed(word, shape);
  capital = lists & ~word->lists;
  place = capital & LIST(PLACE) ? 4 : word->place;
  organisation = capital & LIST(ORGANISATION) ? 3 : word->organisation;
  out |= word->given > 3 ? 3u : word->given;
  out |= (uint32_t)word->surname << NOMENP_LISTS_SURNAME_SHIFT;
  out |= place << NOMENP_LISTS_PLACE_SHIFT;
  out |= (organisation > 3 ? 3u : organisation)
         << NOMENP_LISTS_ORGANISATION_SHIFT;
  lowness = nomenp_word_lowness(word);
#define FLAG_IF(condition, id)                                                 \
  if (condition) out |= NOMENP_LISTS_FLAG(id)
  FLAG_IF(lists & (LIST(NATIONALITY) | LIST(GROUP)), NATION);
  FLAG_IF(lists & LIST(ORG_HEAD), ORG_HEAD);
  FLAG_IF(lists & LIST(COMPANY_SUFFIX), COMPANY);
  FLAG_IF(lists & LIST(TITLE), TITLE);
  FLAG_IF(lists & LIST(ROLE), ROLE);
  FLAG_IF(lists & (LIST(MONTH) | LIST(WEEKDAY) | LIST(HOLIDAY)),
          CALENDAR);
  FLAG_IF(lowness == 1, SOME_LOWER);
  FLAG_IF(lowness == 2, COMMON);
  FLAG_IF(lists & LIST(PLACE_HEAD), PLACE_HEAD);
  FLAG_IF(word->flags & (NOMENP_WORD_CITY_50K | NOMENP_WORD_CITY_200K), CITY);
  FLAG_IF(word->flags & NOMENP_WORD_CITY_1M, BIG_CITY);
  FLAG_IF(word->flags & NOMENP_WORD_TEAM_CITY, TEAM_CITY);
  FLAG_IF(word->flags & NOMENP_WORD_COUNTRY, COUNTRY);
  FLAG_IF(lists & LIST(TEAM), TEAM);
  FLAG_IF(lists & LIST(FUNCTION), FUNCTION);
  FLAG_IF(lists & LIST(EVENT), EVENT);
  FLAG_IF(lists & LIST(SUFFIX), SUFFIX);
#undef FLAG_IF
  return out;
}

/* The one role by which a capitalised word matters most to its neighbours: the
 * first that holds of X(LISTS, ROLE). */
#define ROLES_OF_LISTS(X)                                                      \
  X(LIST(FUNCTION), FUNCTION)                                                  \
  X(LIST(COMPANY_SUFFIX), COMPANY)                                             \
  X(LIST(MONTH) | LIST(WEEKDAY) | LIST(HOLIDAY), CALENDAR)                     \
  X(LIST(NATIONALITY) | LIST(GROUP), NATION)                                   \
  X(LIST(ORG_HEAD), ORG_HEAD)                                                  \
  X(LIST(TITLE), TITLE)                                                        \
  X(LIST(ROLE), ROLE)                                                          \
  X(LIST(PLACE_HEAD), PLACE_HEAD)                                              \
  X(LIST(TEAM), TEAM)                                                          \
  X(LIST(SUFFIX), SUFFIX)                                                      \
  X(LIST(PARTICLE), PARTICLE)                                                  \
  X(LIST(EVENT), EVENT)                                                        \
  X(LIST(SAYING) | LIST(DOING), VERB)

/* All lists of such a table: most words are in none of them. */
#define OR_LISTS(lists, class) | (lists)

static uint32_t role_of(const nomenp_word *word, uint8_t shape) {
  static const struct {
    uint64_t lists;
    uint8_t role;
  } table[] = {
#define AS_ENTRY(lists, class) {lists, NOMENP_KIND_ROLE_##class},
      ROLES_OF_LISTS(AS_ENTRY)
#undef AS_ENTRY
  };
  uint64_t lists = nomenp_word_listed(word, shape);

  if (shape == NOMENP_SHAPE_INITIAL) return NOMENP_KIND_ROLE_INITIAL;
  if (!(lists & (0 ROLES_OF_LISTS(OR_LISTS)))) return NOMENP_KIND_ROLE_NONE;
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
    if (lists & table[i].lists) return table[i].role;
  return NOMENP_KIND_ROLE_NONE;
}

uint32_t nomenp_word_kind(const nomenp_word *word, uint8_t shape) {
  uint32_t kind = NOMENP_KIND_CAPITAL;
  uint32_t bits = 0;
  uint64_t capital;
  unsigned needed;

  if (shape == NOMENP_SHAPE_UPPER || shape == NOMENP_SHAPE_DOTTED)
    bits |= NOMENP_KIND(UPPER);
  if (word == NULL) {
    if (shape == NOMENP_SHAPE_INITIAL)
      kind |= (uint32_t)NOMENP_KIND_ROLE_INITIAL << NOMENP_KIND_ROLE_SHIFT;
    return kind | bits;
  }
  /* The grade of "Smith" is low, for a smith is something else; but text says
   * which it is by its capital. */
  needed = nomenp_word_lowness(word) == 2 ? 2 : 1;
  if (word->given >= needed) bits |= NOMENP_KIND(GIVEN);
  if (word->surname >= needed) bits |= NOMENP_KIND(SURNAME);
  capital = nomenp_word_listed(word, shape) & ~word->lists;
  if (word->place >= 2 || capital & LIST(PLACE)) bits |= NOMENP_KIND(PLACE);
  if (word->flags & (NOMENP_WORD_COUNTRY | NOMENP_WORD_CITY_200K |
                     NOMENP_WORD_CITY_1M))
    bits |= NOMENP_KIND(BIG);
  if (word->organisation >= 2 || capital & LIST(ORGANISATION))
    bits |= NOMENP_KIND(ORGANISATION);
  if (nomenp_word_lowness(word) == 2) bits |= NOMENP_KIND(COMMON);
  return kind | bits | role_of(word, shape) << NOMENP_KIND_ROLE_SHIFT;
}

bool nomenp_shape_is_word(uint8_t shape) {
  return shape <= NOMENP_SHAPE_INNER;
}

/* Classes that the shape settles. */
static const uint8_t shape_cues[NOMENP_SHAPE_COUNT] = {
    [NOMENP_SHAPE_INNER] = NOMENP_CUE_INNER,
    [NOMENP_SHAPE_DIGIT] = NOMENP_CUE_DIGIT,
    [NOMENP_SHAPE_YEAR] = NOMENP_CUE_YEAR,
    [NOMENP_SHAPE_NUMBER] = NOMENP_CUE_NUMBER,
    [NOMENP_SHAPE_ORDINAL] = NOMENP_CUE_ORDINAL,
    [NOMENP_SHAPE_MIXED] = NOMENP_CUE_MIXED,
    [NOMENP_SHAPE_CLITIC] = NOMENP_CUE_CLITIC,
    [NOMENP_SHAPE_STOP] = NOMENP_CUE_STOP,
    [NOMENP_SHAPE_COMMA] = NOMENP_CUE_COMMA,
    [NOMENP_SHAPE_COLON] = NOMENP_CUE_COLON,
    [NOMENP_SHAPE_HYPHEN] = NOMENP_CUE_HYPHEN,
    [NOMENP_SHAPE_DASH] = NOMENP_CUE_DASH,
    [NOMENP_SHAPE_SLASH] = NOMENP_CUE_SLASH,
    [NOMENP_SHAPE_OPEN] = NOMENP_CUE_OPEN,
    [NOMENP_SHAPE_CLOSE] = NOMENP_CUE_CLOSE,
    [NOMENP_SHAPE_QUOTE] = NOMENP_CUE_QUOTE,
    [NOMENP_SHAPE_AND] = NOMENP_CUE_AND,
    [NOMENP_SHAPE_CURRENCY] = NOMENP_CUE_CURRENCY,
    [NOMENP_SHAPE_SYMBOL] = NOMENP_CUE_SYMBOL,
    [NOMENP_SHAPE_LINK] = NOMENP_CUE_LINK,
};

/* Classes by list, the first that holds of X(LISTS, CUE). */
#define CUES_OF_LISTS(X)                                                       \
  X(LIST(SAYING), SAYING)                                                      \
  X(LIST(FAMILY), FAMILY)                                                      \
  X(LIST(TITLE), TITLE)                                                        \
  X(LIST(BODY), BODY)                                                          \
  X(LIST(ROLE), ROLE)                                                          \
  X(LIST(BUSINESS), BUSINESS)                                                  \
  X(LIST(PLACE_HEAD), PLACE_HEAD)                                              \
  X(LIST(TRADING), TRADING)                                                    \
  X(LIST(DOING), DOING)                                                        \
  X(LIST(PARTICLE), PARTICLE)                                                  \
  X(LIST(NUMBER), NUMBER_WORD)                                                 \
  X(LIST(MONTH) | LIST(WEEKDAY) | LIST(SEASON) | LIST(HOLIDAY), CALENDAR)      \
  X(LIST(SPORT), SPORT)                                                        \
  X(LIST(UNIT) | LIST(CURRENCY), UNIT)                                         \
  X(LIST(COMPANY_SUFFIX), COMPANY)                                             \
  X(LIST(NATIONALITY) | LIST(GROUP), NATION)

static const struct {
  uint64_t lists;
  uint8_t cue;
} list_cues[] = {
#define AS_ENTRY(lists, class) {lists, NOMENP_CUE_##class},
    CUES_OF_LISTS(AS_ENTRY)
#undef AS_ENTRY
};

static bool ends_in(const uint8_t *bytes, size_t size, const char *tail,
                    size_t tail_size) {
  if (size < tail_size + 3) return false;
  for (size_t i = 0; i < tail_size; i++)
    if ((bytes[size - tail_size + i] | 0x20) != (uint8_t)tail[i]) return false;
  return true;
}

uint32_t nomenp_word_cue(const nomenp_word *word, uint64_t hash, uint8_t shape,
                         const uint8_t *bytes, size_t size) {
  if (shape < NOMENP_SHAPE_COUNT && shape_cues[shape] != 0)
    return shape_cues[shape];
  if (word != NULL) {
    if (word->lists & LIST(FUNCTION)) return nomenp_value_word(hash);
    for (size_t i = 0; (word->lists & (0 CUES_OF_LISTS(OR_LISTS))) != 0 &&
                       i < sizeof list_cues / sizeof list_cues[0];
         i++)
      if (word->lists & list_cues[i].lists) return list_cues[i].cue;
  }
  if (ends_in(bytes, size, "er", 2) || ends_in(bytes, size, "or", 2))
    return NOMENP_CUE_ER;
  if (ends_in(bytes, size, "ing", 3)) return NOMENP_CUE_ING;
  if (ends_in(bytes, size, "ed", 2)) return NOMENP_CUE_ED;
  if (ends_in(bytes, size, "ly", 2)) return NOMENP_CUE_LY;
  return word != NULL && word->level != 0 ? NOMENP_CUE_LOWER
                                          : NOMENP_CUE_UNKNOWN;
}
