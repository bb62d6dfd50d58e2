/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_VALUE_AMOUNT_H
#define NOMEN_VALUE_AMOUNT_H

/*
 * Amounts on their way to records; inside money_*.c only.  First each number of the
 * text is read with the currency beside it (money_read.c), then amounts that belong
 * together are joined (money_join.c), then shared and weak forms are settled by
 * what the document says (money_settle.c).
 */

#include "value/currency.h"
#include "value/money.h"
#include "value/number.h"

/* What the money rules of the pattern files are for. */
typedef enum nomenp_money_rule {
  NOMENP_MONEY_OTHER = 0,
  NOMENP_MONEY_AMOUNT,   /* kind money */
  NOMENP_MONEY_REST,     /* money-rest */
  NOMENP_MONEY_MODIFIER, /* money-modifier */
  NOMENP_MONEY_AFTER,    /* money-modifier-after */
  NOMENP_MONEY_UNIT,     /* money-unit */
  NOMENP_MONEY_NOT,      /* money-not */
  NOMENP_MONEY_SURE,     /* money-sure: what is weak elsewhere is money here */
  NOMENP_MONEY_RULE_COUNT
} nomenp_money_rule;

/* Words that hold amounts together. */
typedef enum nomenp_money_word {
  NOMENP_WORD_OF = 0,
  NOMENP_WORD_AND,
  NOMENP_WORD_OR,
  NOMENP_WORD_TO,
  NOMENP_WORD_BETWEEN,
  NOMENP_WORD_FROM,
  NOMENP_WORD_BY,
  NOMENP_WORD_IN,
  NOMENP_WORD_A,
  NOMENP_WORD_AN,
  NOMENP_WORD_THE,
  NOMENP_WORD_AT,
  NOMENP_WORD_EACH,
  NOMENP_WORD_EVERY,
  NOMENP_WORD_EQUAL,
  NOMENP_WORD_EQUIVALENT,
  NOMENP_WORD_FEW,
  NOMENP_WORD_COUPLE,
  NOMENP_MONEY_WORD_COUNT
} nomenp_money_word;

typedef struct nomenp_money_captures {
  int prefix, low, join, high, suffix, percent, closed, rest, unit;
} nomenp_money_captures;

struct nomenp_money {
  nomen_allocator memory;
  nomenp_arena arena;
  nomenp_currencies currencies;
  nomenp_money_captures captures;
  uint8_t *rules;         /* nomenp_money_rule of each rule of the patterns */
  const char **modifiers; /* of each rule, or NULL */
  size_t rule_count;
  uint64_t words[NOMENP_MONEY_WORD_COUNT]; /* folded hashes */
};

typedef struct nomenp_amount {
  uint32_t first; /* tokens [first, end) */
  uint32_t end;
  uint32_t start_byte;
  uint32_t end_byte;
  uint32_t number_end; /* token behind the number */
  nomenp_decimal value;
  nomenp_decimal low;
  nomenp_decimal high;
  nomenp_decimal factor; /* what "million" multiplies by, or 1 */
  bool has_value;
  bool has_low;
  bool has_high;
  bool is_open;       /* "several million": the count is not said */
  bool has_magnitude; /* thousand or more said as a word or letter */
  bool is_minor;
  bool is_left;       /* the currency stands before the number */
  bool is_sign;       /* and is a sign, not a word or code */
  bool is_sure;       /* what stands around it makes it money, weak form or not */
  bool is_dropped;
  bool has_country;   /* an adjective before the currency said which */
  char country[2];
  nomenp_forms forms; /* what the currency is called, all readings */
  uint16_t kinds;     /* bit 1 << nomenp_form_kind: readings that count here */
  int currency;       /* index, or -1: open */
  bool is_explicit;   /* one reading, by its own words */
  const char *settled_by;
  const char *modifier;
  const char *unit;
  size_t equivalent; /* indexes of amounts, or NOMEN_NONE */
  size_t range;
} nomenp_amount;

typedef struct nomenp_amount_list {
  nomenp_amount *items;
  size_t count;
  size_t capacity;
} nomenp_amount_list;

/* Matches of one purpose, in order of start. */
typedef struct nomenp_money_matches {
  const nomenp_match **items;
  size_t count;
} nomenp_money_matches;

typedef struct nomenp_money_reader {
  const nomenp_money *money;
  nomenp_arena *arena;  /* of the strings of values */
  nomenp_arena scratch;
  nomenp_arena found;   /* of the amounts, alone */
  const nomenp_text *text;
  const nomenp_country_mention *mentions;
  size_t mention_count;
  nomenp_money_matches matches[NOMENP_MONEY_RULE_COUNT];
  nomenp_amount_list amounts;
} nomenp_money_reader;

/* The first mention of a country at or after a token. */
static inline size_t
nomenp_money_mention_from(const nomenp_money_reader *r, uint32_t token) {
  size_t low = 0, high = r->mention_count;

  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (r->mentions[middle].token < token)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Find the amounts; false when memory is out. */
bool nomenp_money_read_amounts(nomenp_money_reader *reader);
/* Join parts of one sum, modifiers, units, ranges and equivalents. */
bool nomenp_money_join(nomenp_money_reader *reader);
/* Settle currencies; drop what is none. */
bool nomenp_money_settle(nomenp_money_reader *reader);

static inline bool nomenp_money_is_word(const nomenp_money_reader *reader,
                                        uint32_t token,
                                        nomenp_money_word word) {
  return token < reader->text->token_count &&
         reader->text->hash[token] == reader->money->words[word];
}

static inline const char *
nomenp_money_capture_bytes(const nomenp_money_reader *reader,
                           const nomenp_capture *capture) {
  return (const char *)reader->text->bytes + capture->start;
}

static inline bool nomenp_token_has_space(const nomenp_text *text,
                                          uint32_t token) {
  return (text->flags[token] & NOMENP_TOKEN_SPACE) != 0;
}

static inline bool nomenp_token_starts_paragraph(const nomenp_text *text,
                                                 uint32_t token) {
  return (text->flags[token] & NOMENP_TOKEN_PARAGRAPH) != 0;
}

static inline size_t nomenp_token_size(const nomenp_text *text,
                                       uint32_t token) {
  return text->end[token] - text->start[token];
}

/* The index of the first match at or after byte `start`. */
size_t nomenp_money_matches_from(const nomenp_money_matches *matches,
                                 uint32_t start);

/* Whether a reading of the amount's form counts: its kind is one that may stand
 * where it stands. */
static inline bool nomenp_amount_has_kind(const nomenp_amount *amount,
                                          const nomenp_form *form) {
  return (amount->kinds >> form->kind & 1u) != 0;
}

#endif
