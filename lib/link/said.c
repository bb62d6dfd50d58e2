/* SPDX-License-Identifier: MIT */
/* The words, class by class, and the table that finds them. */
#include "link/said.h"

#include <string.h>

#include "text/fold.h"
#include "value/place.h"

/* Words with a blank between. */
static const struct word_class {
  uint32_t bits;
  const char *words;
} word_classes[] = {
    {NOMENP_SAID_DETERMINER, "the a an his her its their our my one another"},
    {NOMENP_SAID_MODIFIER,
     "former ex current then acting interim deputy vice late new newly elected "
     "first second previous senior junior chief top longtime veteran outgoing "
     "incoming assistant associate co shadow federal state national local "
     "regional retired longest serving executive general head lead founding "
     "opposition foreign female male young old fellow provincial military "
     "police party club team company conservative liberal centrist leftist "
     "socialist rebel drug football soccer tennis film radio television"},
    {NOMENP_SAID_ROLE_STOP,
     "who whose which that when where whom while but because"},
    /* Forms of address, "Mr.", and what is shortened, "Sen.", stand for
       themselves. */
    {NOMENP_SAID_OFFICE,
     "president premier chancellor senator congressman congresswoman governor "
     "mayor minister secretary ambassador speaker commissioner councillor "
     "councilman councilwoman representative chairman chairwoman taoiseach "
     "lawmaker deputy envoy judge justice prosecutor"},
    {NOMENP_SAID_SPEAKING,
     "said says told tells added asked replied recalled insisted explained "
     "warned wrote testified"},
    {NOMENP_SAID_AND, "and"},
    {NOMENP_SAID_WITH, "with"},
    {NOMENP_SAID_YOUNGER, "younger"},
    {NOMENP_SAID_ELDER, "elder older"},
    {NOMENP_SAID_FILLER,
     "the also better widely best now popularly commonly often sometimes "
     "simply still he of"},
    {NOMENP_SAID_SAYER, "known nicknamed dubbed alias aka formerly called "
                        "renamed or name nickname "
                        "goes went born short abbreviated referred"},
    {NOMENP_SAID_WITHIN, "in of"},
    {NOMENP_SAID_TOWARDS,
     "the northern southern eastern western central state"},
    {NOMENP_SAID_TITLE_MALE,
     "mr mister sir lord herr senor signor monsieur senhor king prince father "
     "brother don"},
    {NOMENP_SAID_TITLE_FEMALE,
     "mrs ms miss lady dame frau senora senorita signora mme madame mlle "
     "senhora queen princess sister mother baroness duchess dona"},
    {NOMENP_SAID_RELATION_MALE,
     "husband son father brother uncle nephew grandson grandfather widower "
     "boyfriend"},
    {NOMENP_SAID_RELATION_FEMALE,
     "wife daughter mother sister aunt niece granddaughter grandmother widow "
     "girlfriend fiancee"},
    {NOMENP_SAID_CLUB,
     "united city fc rovers town albion athletic rangers wanderers county"},
    {NOMENP_SAID_BOUNDS,
     "county state province region prefecture district governorate department "
     "municipality oblast"},
    {NOMENP_SAID_DROP_LAST,
     "strip state province region peninsula islands republic"},
    /* The bare name is a town's but for "the". */
    {NOMENP_SAID_DROP_LAST | NOMENP_SAID_DROP_LAST_THE,
     "mountains river ocean canal desert sea strait"},
    {NOMENP_SAID_DROP_FIRST, "mount mt republic kingdom state province isle"},
    {NOMENP_SAID_DROP_FIRST | NOMENP_SAID_DROP_FIRST_THE, "river"},
};

/* What a word beside a place's name says of its kind. */
static const struct kind_words {
  const char *words;
  const char *kinds;
} kinds_before[] =
    {
        {"city town port", "city town capital"},
        {"village", "city town village"},
        {"suburb", "city town district"},
        {"state", "state"},
        {"province", "province region"},
        {"region", "region province macro_region"},
        {"island", "island region"},
        {"republic", "country"},
},
  kinds_behind[] = {
      {"state", "state"},
      {"province", "province region state"},
      {"region", "region province macro_region"},
      {"county", "county region"},
      {"department", "department region"},
      {"district", "district region county"},
      {"river", "river"},
      {"island", "island"},
};

/* What a single head word makes of a body; longer ones have their kind in the
 * lists. */
static const struct head {
  const char *kind;
  const char *words;
} heads[] = {
    {"university", "university college"},
    {"school", "school"},
    {"institution", "academy institute"},
    {"museum", "museum gallery"},
    {"theatre", "theatre theater"},
    {"hospital", "hospital clinic"},
    {"ministry", "ministry"},
    {"government", "department council committee"},
    {"agency", "bureau agency"},
    {"regulator", "authority commission"},
    {"court", "court tribunal"},
    {"legislature", "parliament senate congress assembly"},
    {"police", "police"},
    {"military", "army navy regiment"},
    {"party", "party alliance"},
    {"bank", "bank"},
    {"exchange", "exchange"},
    {"airline", "airlines airways airline"},
    {"newspaper", "times post herald tribune gazette"},
    {"union", "union"},
    {"charity", "foundation charity"},
    {"religious", "church"},
    {"league", "league"},
    {"sports_body", "federation"},
    {"team", "club united rovers"},
    {"company", "company group holdings securities industries motors"},
    {"ngo", "association society"},
};
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

const char *nomenp_said_head_kind(uint8_t head) {
  return head == 0 ? NULL : heads[head - 1].kind;
}

/* The next word of a string of them; false at its end. */
static bool next_word(const char **at, const char **word, size_t *size) {
  *at += strspn(*at, " ");
  *word = *at;
  *size = strcspn(*at, " ");
  *at += *size;
  return *size > 0;
}

static nomenp_said *put(nomenp_said *slots, const char *word, size_t size) {
  uint64_t hash = nomenp_fold_hash((const uint8_t *)word, size);
  nomenp_said *slot = (nomenp_said *)nomenp_said_find(slots, hash);
  slot->hash = hash;
  slot->size = (uint8_t)size;
  return slot;
}

static uint64_t kinds_of(const char *kinds) {
  const char *kind;
  size_t size;
  uint64_t bits = 0;
  while (next_word(&kinds, &kind, &size))
    bits |= UINT64_C(1) << nomenp_place_kind_find(kind, size);
  return bits;
}

static void put_kinds(nomenp_said *slots, const struct kind_words *rows,
                      size_t count, bool is_before) {
  for (size_t i = 0; i < count; i++) {
    const char *at = rows[i].words, *word;
    size_t size;
    uint64_t kinds = kinds_of(rows[i].kinds);
    while (next_word(&at, &word, &size))
      *(is_before ? &put(slots, word, size)->kinds_before
                  : &put(slots, word, size)->kinds_behind) = kinds;
  }
}

void nomenp_said_make(nomenp_said slots[NOMENP_SAID_SLOTS]) {
  const char *at, *word;
  size_t size;
  for (size_t i = 0; i < COUNT_OF(word_classes); i++)
    for (at = word_classes[i].words; next_word(&at, &word, &size);)
      put(slots, word, size)->bits |= word_classes[i].bits;
  for (size_t i = 0; i < COUNT_OF(heads); i++)
    for (at = heads[i].words; next_word(&at, &word, &size);)
      put(slots, word, size)->head = (uint8_t)(i + 1);
  put_kinds(slots, kinds_before, COUNT_OF(kinds_before), true);
  put_kinds(slots, kinds_behind, COUNT_OF(kinds_behind), false);
}
