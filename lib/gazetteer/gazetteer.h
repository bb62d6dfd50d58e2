/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_GAZETTEER_GAZETTEER_H
#define NOMEN_GAZETTEER_GAZETTEER_H

/*
 * Packed name lists: an image that is read where it lies, mapped or linked in,
 * and is never trusted.  A word is a folded token; a name is a sequence of
 * words; names of one thing share its entry.  One probe a token finds the word,
 * and with it all that is known of it alone and whether longer names begin
 * there.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "gazetteer/class.h"
#include "text/text.h"

#define NOMENP_NO_WORD UINT32_MAX
#define NOMENP_NAME_TOKENS_MAX                                                 \
  16 /* longest name tried: keeps lookup linear                                \
      */

/* What is known of one word.  Grades run from 0 (not in the list) to 4
 * (surely). */
typedef struct nomenp_word {
  uint64_t lists; /* bit NOMENP_LIST_x: it is an entry of that list by itself */
  uint64_t capital_lists; /* the same for names that count only where written in
                             capitals throughout: US, IS, WHO */
  uint8_t given;          /* grades */
  uint8_t surname;
  uint8_t place;
  uint8_t organisation;
  uint8_t level; /* SCOWL level / 10 of the lower-case word; 0: not in it */
  uint8_t upper_level; /* of the capitalised word */
  uint8_t lower_share; /* how often running text has it lower-case, 0 to 254 of
                          254; 255: never seen */
  uint8_t flags;       /* NOMENP_WORD_* */
  uint8_t gender;      /* of a given name: NOMENP_GENDER_*, or'ed; 0: unknown */
  uint8_t zero[7];
} nomenp_word;
/* A larger city has the bits of the smaller sizes too. */
#define NOMENP_WORD_CITY_1M 1u /* a city of a million and more */
#define NOMENP_WORD_CITY_200K 2u
#define NOMENP_WORD_CITY_50K 4u
#define NOMENP_WORD_TEAM_CITY 8u /* a team is known by this city or country */
#define NOMENP_WORD_COUNTRY 16u
#define NOMENP_WORD_ENDS 32u    /* an abbreviation that may end a sentence */
#define NOMENP_WORD_STARTER 64u /* commonly begins sentences */
#define NOMENP_WORD_ABBREVIATION                                               \
  128u /* written with a full stop: Mr, Corp, Sept */
#define NOMENP_GENDER_MALE 1u
#define NOMENP_GENDER_FEMALE 2u

typedef struct nomenp_gazetteer
    nomenp_gazetteer; /* a checked view on an image */

#define NOMENP_TYPE_ANY                                                        \
  255u /* of no one type: cue words, and what is denied as any */

/* What a name stands for.  Strings are NUL-terminated in the image; NULL:
 * unknown. */
typedef struct nomenp_entry {
  nomenp_list_class list;
  uint8_t grade;
  uint8_t type;     /* nomen_type of a user's name; for built-in by list, or
                       NOMENP_TYPE_ANY */
  const char *name; /* canonical */
  const char *kind;
  const char *country; /* alpha-2, comma separated */
  const char *region;
  const char *acronym;
  const char *id;
  const char *code; /* of currencies, months: "MXN", "9" */
  bool has_position;
  int32_t latitude; /* degrees * 100,000 */
  int32_t longitude;
  uint32_t population;
} nomenp_entry;

/* A name met in a text: tokens [first, end), and the entry. */
typedef struct nomenp_hit {
  uint32_t first;
  uint32_t end;
  uint32_t entry; /* a number, not dense */
  uint8_t list;   /* nomenp_list_class */
  uint8_t grade;
  uint8_t flags; /* NOMENP_HIT_* */
} nomenp_hit;
#define NOMENP_HIT_CASE 1u /* with the capitals of the list, or more of them */
#define NOMENP_HIT_CANONICAL 2u /* by its canonical name, not by an alias */
#define NOMENP_HIT_ACRONYM 4u   /* by its acronym */
#define NOMENP_HIT_UPPER 8u /* in capitals throughout, and not so in the list */

typedef struct nomenp_hit_list {
  nomenp_hit *items;
  size_t count;
  size_t capacity;
} nomenp_hit_list;

/* Check an image (magic, version, sizes, every offset) and make a view on it.
 * `image` is aligned to 8 and must outlive the view. */
nomen_status nomenp_gazetteer_open(const nomen_allocator *memory,
                                   const void *image, size_t size,
                                   nomenp_gazetteer **out, nomen_error *error);
/* The same of an image that this library has built, now or when it was built
 * itself: its offsets are believed, and its pages not read before they are
 * needed. */
nomen_status nomenp_gazetteer_open_built(const nomen_allocator *memory,
                                         const void *image, size_t size,
                                         nomenp_gazetteer **out,
                                         nomen_error *error);
void nomenp_gazetteer_close(nomenp_gazetteer *gazetteer);

/* The word of a folded hash, or NOMENP_NO_WORD; and what is known of it.  Words
 * are told apart by 48 bits and more of their hash. */
uint32_t nomenp_gazetteer_find(const nomenp_gazetteer *gazetteer,
                               uint64_t hash);
const nomenp_word *nomenp_gazetteer_word(const nomenp_gazetteer *gazetteer,
                                         uint32_t word);

/* Fill words[0 .. token_count) by one probe a token.  `work` remembers the words of
 * one gazetteer, always the same; NULL: of none.  False when memory is out. */
bool nomenp_gazetteer_words(const nomenp_gazetteer *gazetteer,
                            nomenp_work *work, const nomenp_text *text,
                            uint32_t *words);

/* What the text room asks of a word.  The result refers to the gazetteer. */
nomenp_lexicon nomenp_gazetteer_lexicon(const nomenp_gazetteer *gazetteer);

/* Every name that begins at some token: for each start and list the longest,
 * and the shorter ones too; in order of first, then longest, then list, then
 * entry.
 *
 * Names are compared word by word: hyphens, stops and quotation marks between
 * words count for nothing in either, "&" is "and".  No name runs over the start
 * of a sentence or paragraph.  Of one word, only names of things are reported
 * (persons, organisations, teams, places, nationalities, groups, events,
 * holidays, currencies, users' names), and only where the capitals are those of
 * the list or more; single words of the other lists are in nomenp_word.lists
 * alone.  At most NOMENP_NAME_ENTRIES_MAX entries are reported of one name. */
#define NOMENP_NAME_ENTRIES_MAX 64
nomen_status nomenp_gazetteer_scan(const nomenp_gazetteer *gazetteer,
                                   nomenp_arena *arena, const nomenp_text *text,
                                   const uint32_t *words, nomenp_hit_list *out);

/* Index of the first hit that begins at `token` or behind it, in hits as scanned. */
size_t nomenp_hits_from(const nomenp_hit_list *hits, uint32_t token);

/* Whether single words of the list are reported as hits, with an entry. */
bool nomenp_list_class_is_named(nomenp_list_class list);

/* The entries of one list, each once, in the order of their rows: *at begins as
 * 0 and is moved on; false when there is none left.  Walks all entries: for
 * start-up only. */
bool nomenp_gazetteer_next(const nomenp_gazetteer *gazetteer,
                           nomenp_list_class list, uint32_t *at,
                           uint32_t *entry);

/* `entry` is a number from a hit, a lookup or a walk of the same gazetteer. */
void nomenp_gazetteer_entry(const nomenp_gazetteer *gazetteer, uint32_t entry,
                            nomenp_entry *out);
/* A further column of a user's list; NULL when the row had none. */
const char *nomenp_gazetteer_attribute(const nomenp_gazetteer *gazetteer,
                                       uint32_t entry, const char *column);
/* Entries that go by exactly this sequence of folded hashes (for linking), case
 * apart. Returns how many there are; those beyond `room` are not written. */
size_t nomenp_gazetteer_lookup(const nomenp_gazetteer *gazetteer,
                               const uint64_t *hashes, size_t hash_count,
                               uint32_t *entries, size_t room);

#endif
