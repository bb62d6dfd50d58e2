/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_LINK_LINKER_H
#define NOMEN_LINK_LINKER_H

/*
 * The room from the inside.  A mention is one decided name; a form is what
 * equal mentions of one type share, word for word; a thing is what several
 * forms may stand for, an entity to be.  Long forms make things, shorter forms
 * are looked up among them by keys: hashes of words or of runs of words.  No
 * step compares each with each, so that the cost is linear in the names.
 */

#include "base/hash.h"
#include "link/link.h"
#include "link/map.h"
#include "link/rule.h"
#include "link/said.h"

#define NOMENP_NONE UINT32_MAX

/* Words of a name beyond this many are not looked at; keeps keys a form
 * bounded. */
#define NOMENP_FORM_WORDS 12

/* Things looked at under one key: those first named and the one last spoken of.
 * Bounds the work for a document in which a thousand people share a surname. */
#define NOMENP_KEY_THINGS 16

typedef struct nomenp_form_word {
  uint64_t hash;  /* folded, parts joined by hyphens as one */
  uint32_t first; /* tokens [first, end) */
  uint32_t end;
  uint8_t letter; /* first folded letter or digit; 0 for any other */
  uint8_t flags;  /* NOMENP_FORM_WORD_* */
  uint8_t given;  /* grades */
  uint8_t surname;
} nomenp_form_word;
#define NOMENP_FORM_WORD_INITIAL 1u
#define NOMENP_FORM_WORD_PARTICLE 2u
#define NOMENP_FORM_WORD_SUFFIX 4u    /* Jr., PhD; of companies: Inc. */
#define NOMENP_FORM_WORD_NICKNAME 8u  /* in quotes inside the name */
#define NOMENP_FORM_WORD_FUNCTION 16u /* of, and, the, & */
#define NOMENP_FORM_WORD_JOINED                                                \
  32u /* by a hyphen, the last part in lower case */

typedef struct nomenp_form {
  uint64_t hash;    /* of the words; the type aside */
  uint64_t letters; /* of all letters in one, or 0 */
  nomenp_form_word *words;
  uint8_t type;
  uint8_t count;   /* words */
  uint8_t core;    /* words before the suffixes; at least 1 */
  uint8_t content; /* words of the core that are no particles or functions */
  uint8_t flags;   /* NOMENP_FORM_* */
  uint8_t rule;    /* nomenp_rule that joined it to `thing` */
  uint8_t alias_rule;
  uint16_t confidence; /* of its surest mention */
  uint32_t first;      /* its first mention */
  uint32_t name;       /* the mention it is best written at */
  uint32_t mentions;
  uint32_t thing;    /* NOMENP_NONE: each mention decides for itself */
  uint32_t own;      /* its own thing, when no other fits a mention */
  uint32_t alias_at; /* the mention it was said beside */
  uint32_t
      alias_of;   /* a form said in the text to mean the same, or NOMENP_NONE */
  uint32_t entry; /* of the lists, or NOMENP_NONE */
  uint32_t place; /* index into the linker's places, or NOMENP_NONE */
} nomenp_form;
#define NOMENP_FORM_ACRONYM 1u    /* one word that may stand for initials */
#define NOMENP_FORM_CAPITALS 2u   /* no word of it is written in lower case */
#define NOMENP_FORM_FIRST 4u      /* a person's family name is written first */
#define NOMENP_FORM_THE 16u       /* "the" stands before it somewhere */
#define NOMENP_FORM_LOWERED 8u    /* to be given back in title case */
#define NOMENP_FORM_NOT_APART 32u /* in no row of names that are apart */

typedef struct nomenp_mention {
  uint32_t form;
  uint32_t thing;
  uint32_t sentence;
  uint16_t confidence; /* of the link */
  uint8_t type;
  uint8_t rule;
  uint8_t gender;       /* 'm', 'f' from a title beside it, or 0 */
  uint8_t flags;        /* NOMENP_MENTION_* */
  uint32_t title_first; /* tokens of the title; none: first == end */
  uint32_t title_end;
  uint32_t role_first;
  uint32_t role_end;
} nomenp_mention;
#define NOMENP_MENTION_THE 1u    /* "the" stands before it */
#define NOMENP_MENTION_FAMILY 2u /* brought in as someone's relation */
#define NOMENP_MENTION_PAIRED                                                  \
  4u                              /* a place followed by its country or region \
                                   */
#define NOMENP_MENTION_YOUNGER 8u /* "the younger Goh" */
#define NOMENP_MENTION_ELDER 16u
#define NOMENP_MENTION_SPEAKS 32u /* "said" stands beside it */

typedef struct nomenp_thing {
  uint32_t form;   /* its longest */
  uint32_t number; /* among the entities */
  uint32_t mentions;
  uint32_t first;      /* mention */
  uint32_t title;      /* a mention with one, or NOMENP_NONE */
  uint32_t acronym;    /* a form that abbreviates it, or NOMENP_NONE */
  const char *country; /* of a body, said before it */
  uint32_t sentence;   /* last spoken of in, or NOMENP_NONE */
  uint32_t place;      /* its first mention in that sentence */
  uint16_t confidence;
  uint8_t type;
  uint8_t gender;
  uint32_t entry;     /* of the lists, or NOMENP_NONE */
  uint32_t runner_up; /* places: entry of the second best namesake */
  uint16_t runner_up_share;
  uint8_t family_said; /* word from which its longest form is used alone */
  bool is_speaking;    /* when last spoken of */
  bool is_aside;       /* last brought in as someone's relation */
} nomenp_thing;

/* What the keys of a form are made of: mixed into the hash. */
typedef enum nomenp_key_kind {
  NOMENP_KEY_FORM = 1,
  NOMENP_KEY_SURNAME,
  NOMENP_KEY_GIVEN,
  NOMENP_KEY_NICKNAME,
  NOMENP_KEY_CORE,
  NOMENP_KEY_PREFIX,
  NOMENP_KEY_TAIL,
  NOMENP_KEY_ACRONYM,
  NOMENP_KEY_ENTRY,
  NOMENP_KEY_PLACE,
  NOMENP_KEY_USER
} nomenp_key_kind;

typedef struct nomenp_key {
  uint32_t first; /* postings, in order of naming */
  uint32_t last;
  uint32_t count;
  uint32_t recent; /* thing last spoken of, or NOMENP_NONE */
} nomenp_key;

typedef struct nomenp_posting {
  uint32_t thing;
  uint32_t next;
} nomenp_posting;

struct nomenp_place_form; /* places.h: the namesakes of one form */

/* Entries kept from one text to the next. */
#define NOMENP_LINK_CACHE_PLACES 512u

typedef struct nomenp_linker {
  const nomenp_link_input *input;
  const nomenp_said *said;            /* cache.c: words */
  struct nomenp_place_entry *entries; /* and entries of places */
  nomenp_arena *arena;                /* what the caller keeps */
  nomenp_arena scratch;
  /* Each of one array that grows where it stands. */
  nomenp_arena form_arena;
  nomenp_arena key_arena;
  nomenp_arena posting_arena;
  nomenp_arena search; /* what is asked for, the order: till all is joined */
  bool failed;         /* memory is out: sticks, later steps do nothing */

  nomenp_mention *mentions; /* one a name */
  nomenp_form *forms;
  size_t form_count, form_capacity;
  nomenp_thing *things;
  size_t thing_count, thing_capacity;
  nomenp_map form_map; /* hash of words and type -> form */
  nomenp_map map;      /* key -> index into keys */
  nomenp_key *keys;
  size_t key_count, key_capacity;
  nomenp_posting *postings;
  size_t posting_count, posting_capacity;
  uint64_t *asked; /* two bits a key asked for: once, again; see key.c */
  uint64_t asked_mask;
  uint32_t *order; /* forms, longest first */
  struct nomenp_place_form *places;
  size_t place_count;

  const uint64_t
      *eastern;        /* bits by hash: may be a surname of China or Korea */
  bool has_users;      /* some name of a user's list stands in the text */
  uint32_t *hit_index; /* see hits.c; NULL: there are none */

  uint64_t the; /* hashes of these words */
  uint64_t and_word;
} nomenp_linker;

/* Surnames of China, Korea and Vietnam, by some bits of their hashes: who is
 * not among them is none. */
#define NOMENP_EASTERN_BITS 8192u
static inline bool nomenp_may_be_eastern(const uint64_t *bits, uint64_t hash) {
  return (bits[hash / 64 % (NOMENP_EASTERN_BITS / 64)] >> hash % 64 & 1) != 0;
}

/* cache.c: what is the same for every text of an engine; false when memory is
 * out. */
bool nomenp_link_cache_open(nomenp_linker *linker, nomenp_work *work);

/* form.c: mentions to forms. */
void nomenp_forms_read(nomenp_linker *linker);
/* True when the lists say that these two are never one thing. */
bool nomenp_forms_are_apart(const nomenp_linker *linker, const nomenp_form *a,
                            const nomenp_form *b);
/* The hash of words [first, end) of a form. */
static inline uint64_t nomenp_words_hash(const nomenp_form_word *words,
                                         unsigned first, unsigned end) {
  uint64_t hash = NOMENP_HASH_SEED;
  for (unsigned i = first; i < end; i++)
    hash = nomenp_hash_mix(hash * 3 + words[i].hash);
  return hash;
}
static inline uint64_t nomenp_form_hash(const nomenp_form *form, unsigned first,
                                        unsigned end) {
  return nomenp_words_hash(form->words, first, end);
}

/* key.c: things and where to find them. */
static inline uint64_t nomenp_key_make(nomenp_key_kind kind, uint8_t type,
                                       uint64_t hash) {
  return nomenp_hash_mix(hash +
                         (((uint64_t)kind << 8) | type) * NOMENP_HASH_SEED);
}
uint32_t nomenp_thing_new(nomenp_linker *linker, uint32_t form);
/* Note that some form will ask for a key; all are noted before any is added. */
bool nomenp_key_start(nomenp_linker *linker, size_t form_count);
void nomenp_key_ask(nomenp_linker *linker, uint64_t key);
/* Let a thing be found by a key, if anyone will ask for it; again is nothing.
 * `is_own`: the form that adds it asks for it too, so that one asking is not
 * enough. */
void nomenp_key_add(nomenp_linker *linker, uint64_t key, uint32_t thing,
                    bool is_own);
/* In a long document keys lie anywhere in memory: who goes through forms or
 * mentions brings those of the ones to come nearer, so many before.  It changes
 * no result. */
#define NOMENP_KEYS_AHEAD 8u
bool nomenp_keys_are_many(const nomenp_linker *linker);
void nomenp_key_near(const nomenp_linker *linker, uint64_t key);
/* The things under a key, at most NOMENP_KEY_THINGS, once each. */
unsigned nomenp_key_things(const nomenp_linker *linker, uint64_t key,
                           uint32_t out[NOMENP_KEY_THINGS]);
/* Things that a form may stand for, and by which rule. */
typedef struct nomenp_candidates {
  uint32_t things[NOMENP_KEY_THINGS];
  unsigned count;
  nomenp_rule rule;
} nomenp_candidates;
/* A thing was spoken of at a mention; `key` may be 0. */
void nomenp_thing_speak(nomenp_linker *linker, uint32_t thing,
                        uint32_t mention);
/* The one of them most in mind at a mention, mostly the one last spoken of;
 * when none was, the first of the list. */
uint32_t nomenp_things_nearest(const nomenp_linker *linker,
                               const uint32_t *things, unsigned count,
                               uint32_t mention);
/* The form's own thing, made when it has none. */
uint32_t nomenp_form_own(nomenp_linker *linker, uint32_t form);
/* Join a form for good. */
void nomenp_form_join(nomenp_linker *linker, uint32_t form, uint32_t thing,
                      nomenp_rule rule);

/* hits.c: entries of the lists under a token; the index before all others. */
bool nomenp_hits_index(nomenp_linker *linker);
typedef struct nomenp_hit_range {
  const nomenp_hit *items;
  size_t count;
} nomenp_hit_range;
nomenp_hit_range nomenp_hits_at(const nomenp_linker *linker, uint32_t token);
/* The entry that is exactly a mention, and which of the user's lists has it;
 * false when none does. */
bool nomenp_user_entry(const nomenp_linker *linker, uint32_t name,
                       unsigned *user, uint32_t *entry);
/* The longest hit of a list that ends at `end`, looking back a few tokens. */
const nomenp_hit *nomenp_hit_before(const nomenp_linker *linker, uint32_t end,
                                    nomenp_list_class list);
/* The longest name of a list that ends at `end` or begins at `token`, single
 * words of cue lists included: where it begins or ends; what was given when
 * none does. */
uint32_t nomenp_list_before(const nomenp_linker *linker, uint32_t end,
                            nomenp_list_class list);
uint32_t nomenp_list_from(const nomenp_linker *linker, uint32_t token,
                          nomenp_list_class list);
/* The entries of a list that go by exactly these tokens; how many. */
#define NOMENP_ENTRIES_MAX 8
unsigned nomenp_entries_of(const nomenp_linker *linker, uint32_t first,
                           uint32_t end, nomenp_list_class list,
                           uint32_t out[NOMENP_ENTRIES_MAX]);
bool nomenp_token_is(const nomenp_linker *linker, uint32_t token,
                     nomenp_list_class list);

/* context.c: what is said beside each mention. */
void nomenp_context_read(nomenp_linker *linker);
/* alias.c: "known as", brackets. */
void nomenp_aliases_read(nomenp_linker *linker);
/* Names of one entry of the user's lists, whatever the text says. */
void nomenp_aliases_listed(nomenp_linker *linker);

/* people.c, bodies.c, places.c: forms to things, then mentions to things. */
void nomenp_people_ask(nomenp_linker *linker, const nomenp_form *form);
void nomenp_bodies_ask(nomenp_linker *linker, const nomenp_form *form);
void nomenp_places_ask(nomenp_linker *linker, const nomenp_form *form);
/* The form that is joined so many after `order[at]`, or the last. */
static inline const nomenp_form *nomenp_form_ahead(const nomenp_linker *linker,
                                                   size_t at) {
  size_t left = linker->form_count - 1 - at;
  return &linker->forms[linker->order[at + (left < NOMENP_KEYS_AHEAD
                                                ? left
                                                : NOMENP_KEYS_AHEAD)]];
}
/* The keys that joining a form looks up first, brought nearer. */
void nomenp_people_near(const nomenp_linker *linker, const nomenp_form *form);
void nomenp_bodies_near(const nomenp_linker *linker, const nomenp_form *form);
void nomenp_places_near(const nomenp_linker *linker, const nomenp_form *form);
void nomenp_people_join(nomenp_linker *linker);
uint32_t nomenp_people_find(nomenp_linker *linker, uint32_t mention,
                            uint32_t form, nomenp_rule *rule);
void nomenp_bodies_join(nomenp_linker *linker);
uint32_t nomenp_bodies_find(nomenp_linker *linker, uint32_t mention,
                            uint32_t form, nomenp_rule *rule);
void nomenp_places_choose(nomenp_linker *linker);
void nomenp_places_join(nomenp_linker *linker);
/* For a mention whose country or region is said beside it. */
uint32_t nomenp_places_find(nomenp_linker *linker, uint32_t mention);

/* written.c: names as they are given back. */
/* Tokens [first, end) on one line, without white space at line ends; names in
 * capitals only as title case when `lowered`.  NULL when memory is out. */
const char *nomenp_written(nomenp_linker *linker, uint32_t first, uint32_t end,
                           bool lowered);

/* entity.c: canonical names, values, the result. */
void nomenp_entities_write(nomenp_linker *linker, nomenp_link_result *out);

#endif
