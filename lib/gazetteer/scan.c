/* SPDX-License-Identifier: MIT */
/*
 * Names in a text.  From each token whose word begins a name the words are
 * followed as far as they lead; every name that ends on the way is a hit, if
 * its capitals allow it.  Half of all tokens begin some name; bits tell which
 * of them go on to a second word that fits, or may be a hit alone.
 */
#include "gazetteer/gazetteer.h"
#include "gazetteer/image.h"
#include "gazetteer/walk.h"

/* How the words walked so far are written: bit i of each for word i. */
typedef struct written {
  uint16_t capital; /* begins with a capital */
  uint16_t small;   /* has letters that are not capitals */
} written;

/* Where a walk stood after each of its words. */
typedef struct step {
  uint32_t target;
  uint32_t end; /* token behind it */
  written letters;
} step;

static const uint32_t small_shapes =
    UINT32_C(1) << NOMENP_SHAPE_LOWER | UINT32_C(1) << NOMENP_SHAPE_CAPITAL |
    UINT32_C(1) << NOMENP_SHAPE_ABBREVIATION |
    UINT32_C(1) << NOMENP_SHAPE_CAMEL | UINT32_C(1) << NOMENP_SHAPE_INNER;

static written look(const nomenp_text *text, uint32_t token, written before,
                    unsigned depth) {
  uint32_t shape = UINT32_C(1) << text->shape[token];
  unsigned is_capital = (text->flags[token] & NOMENP_TOKEN_CAPITAL) != 0;
  unsigned is_small =
      (shape & small_shapes) != 0 ||
      (text->shape[token] == NOMENP_SHAPE_DOTTED && !is_capital);

  before.capital |= (uint16_t)(is_capital << depth);
  before.small |= (uint16_t)(is_small << depth);
  return before;
}

/* The next token that counts as a word of the same sentence, or token_count. */
static uint32_t next_word(const nomenp_text *text, uint32_t token) {
  while (++token < text->token_count) {
    if (text->flags[token] & (NOMENP_TOKEN_SENTENCE | NOMENP_TOKEN_PARAGRAPH))
      break;
    if (!nomenp_walk_skips(text->shape[token]) && text->hash[token] != 0)
      return token;
  }
  return text->token_count;
}

static uint32_t word_at(const nomenp_gazetteer *g, const nomenp_text *text,
                        const uint32_t *words, uint32_t token) {
  return text->shape[token] == NOMENP_SHAPE_AND ? g->and_word : words[token];
}

/* Follow the words from `token`; returns how many steps were taken. */
static unsigned walk(const nomenp_gazetteer *g, const nomenp_text *text,
                     const uint32_t *words, uint32_t token, uint32_t target,
                     step *steps) {
  written letters = {0, 0};
  unsigned depth = 0;

  for (;;) {
    uint32_t word;
    letters = look(text, token, letters, depth);
    steps[depth++] = (step){target, token + 1, letters};
    if (target & NOMENP_TARGET_NAME || depth == NOMENP_NAME_TOKENS_MAX)
      return depth;
    token = next_word(text, token);
    if (token == text->token_count) return depth;
    word = word_at(g, text, words, token);
    if (word == NOMENP_NO_WORD) return depth;
    target = nomenp_walk_edge(g, target, word);
    if (target == 0) return depth;
  }
}

/* Whether the name may be read here, and with which flags. */
static bool name_fits(const nomenp_image_writing *name, written letters,
                      bool is_single, uint8_t *flags) {
  bool has_case = (name->capitals & ~letters.capital) == 0;
  bool is_upper = letters.small == 0 && letters.capital != 0;

  if (name->flags & NOMENP_NAME_SILENT ||
      (name->flags & NOMENP_NAME_STRICT && !is_upper))
    return false;
  if (is_single && !has_case) return false;
  *flags =
      (uint8_t)((has_case ? NOMENP_HIT_CASE : 0u) |
                (name->flags & NOMENP_NAME_CANONICAL ? NOMENP_HIT_CANONICAL
                                                     : 0u) |
                (name->flags & NOMENP_NAME_ACRONYM ? NOMENP_HIT_ACRONYM : 0u) |
                (is_upper && !(name->flags & NOMENP_NAME_UPPER)
                     ? NOMENP_HIT_UPPER
                     : 0u));
  return true;
}

static bool add_names(const nomenp_gazetteer *g, nomenp_arena *arena,
                      uint32_t token, const step *at, bool is_single,
                      nomenp_hit_list *out) {
  uint32_t first, end;

  nomenp_walk_names(g, at->target, &first, &end);
  if (end - first > NOMENP_NAME_ENTRIES_MAX)
    end = first + NOMENP_NAME_ENTRIES_MAX;
  for (uint32_t i = first; i < end; i++) {
    const nomenp_image_writing *name = &g->writings[g->names[i].writing];
    uint8_t flags;
    if (!name_fits(name, at->letters, is_single, &flags)) continue;
    if (!NOMENP_ARENA_GROW(arena, &out->items, &out->capacity, out->count + 1))
      return false;
    out->items[out->count++] = (nomenp_hit){
        token, at->end, g->names[i].record, name->list, name->grade, flags};
  }
  return true;
}

/* Walks to be made wait in a ring, since what they read lies all over the image
 * and each piece says where the next one is: so many walks later each is at
 * hand. */
#define WAITING 16u
#define TARGET_AT 4u
#define NAMES_AT 8u
#define WALK_AT 12u

typedef struct waiting {
  const uint32_t *slot; /* where the target stands */
  uint32_t token;
  uint32_t target;
  uint32_t next; /* the next word, if it may go on with a name; or none */
} waiting;

typedef struct scan {
  const nomenp_gazetteer *g;
  nomenp_arena *arena;
  const nomenp_text *text;
  const uint32_t *words;
  nomenp_hit_list *out;
  waiting ring[WAITING];
  size_t count; /* walks found */
} scan;

static bool make_walk(const scan *s, const waiting *from) {
  step steps[NOMENP_NAME_TOKENS_MAX];
  unsigned depth = 1;

  if (from->next != NOMENP_NO_WORD)
    depth = walk(s->g, s->text, s->words, from->token, from->target, steps);
  else
    steps[0] = (step){from->target, from->token + 1,
                      look(s->text, from->token, (written){0, 0}, 0)};
  for (; depth > 0; depth--)
    if (!add_names(s->g, s->arena, from->token, &steps[depth - 1], depth == 1,
                   s->out))
      return false;
  return true;
}

/* Bring each walk that waits one piece nearer, at the time when walk `now` is
 * found or might be; the oldest is made. */
static bool advance(scan *s, size_t now) {
  if (now - TARGET_AT < s->count) {
    waiting *w = &s->ring[(now - TARGET_AT) % WAITING];
    w->target = *w->slot;
    nomenp_walk_ask_node(s->g, w->target);
  }
  if (now - NAMES_AT < s->count) {
    const waiting *w = &s->ring[(now - NAMES_AT) % WAITING];
    nomenp_walk_ask_names(s->g, w->target, w->next);
  }
  return now - WALK_AT >= s->count ||
         make_walk(s, &s->ring[(now - WALK_AT) % WAITING]);
}

/* Whether `word` at a token may be a hit by itself. */
static inline bool stands_alone(const scan *s, uint32_t token, uint32_t word) {
  return s->text->flags[token] & NOMENP_TOKEN_CAPITAL
             ? s->g->starts[word / 32].alone >> word % 32 & 1
             : nomenp_filter_has(&s->g->small, nomenp_filter_pair(word, word));
}

/* Once it is known whether the next word fits: add the walk if it can find
 * anything. */
static inline bool settle(scan *s, uint32_t token, uint32_t word,
                          uint32_t next) {
  const uint32_t *slot;

  if (next == NOMENP_NO_WORD && !stands_alone(s, token, word)) return true;
  slot = nomenp_walk_slot(s->g, word);
  if (slot == NULL) return true;
  NOMENP_PREFETCH(slot);
  s->ring[s->count % WAITING] = (waiting){slot, token, 0, next};
  s->count++;
  return advance(s, s->count - 1);
}

/* The word if it may follow the one before in some name, else none. */
static inline uint32_t going_on(const nomenp_gazetteer *g, uint32_t before,
                                uint32_t word) {
  return word != NOMENP_NO_WORD &&
                 nomenp_filter_has(&g->pairs, nomenp_filter_pair(before, word))
             ? word
             : NOMENP_NO_WORD;
}

/* What the bits of the tokens ahead will need. */
static inline void ask_bits(const scan *s, uint32_t token) {
  if (s->text->token_count - token < 2) return;
  nomenp_filter_ask(&s->g->pairs,
                    nomenp_filter_pair(s->words[token], s->words[token + 1]));
  if (s->text->flags[token] & NOMENP_TOKEN_CAPITAL &&
      s->words[token] != NOMENP_NO_WORD)
    NOMENP_PREFETCH(&s->g->starts[s->words[token] / 32]);
}

#define AHEAD 64u

static bool find_walks(scan *s) {
  const nomenp_text *text = s->text;
  uint32_t before = 0, last = NOMENP_NO_WORD; /* the word before, its token */

  for (uint32_t token = 0; token < text->token_count; token++) {
    uint32_t word = word_at(s->g, text, s->words, token);
    if (text->token_count - token > AHEAD) ask_bits(s, token + AHEAD);
    if (last != NOMENP_NO_WORD &&
        text->flags[token] & (NOMENP_TOKEN_SENTENCE | NOMENP_TOKEN_PARAGRAPH)) {
      if (!settle(s, before, last, NOMENP_NO_WORD)) return false;
      last = NOMENP_NO_WORD;
    }
    if (nomenp_walk_skips(text->shape[token]) ||
        (word == NOMENP_NO_WORD && text->hash[token] == 0))
      continue;
    if (last != NOMENP_NO_WORD &&
        !settle(s, before, last, going_on(s->g, last, word)))
      return false;
    before = token;
    last = word;
  }
  return last == NOMENP_NO_WORD || settle(s, before, last, NOMENP_NO_WORD);
}

nomen_status nomenp_gazetteer_scan(const nomenp_gazetteer *gazetteer,
                                   nomenp_arena *arena, const nomenp_text *text,
                                   const uint32_t *words,
                                   nomenp_hit_list *out) {
  scan s = {
      .g = gazetteer, .arena = arena, .text = text, .words = words, .out = out};

  *out = (nomenp_hit_list){NULL, 0, 0};
  if (!find_walks(&s)) return NOMEN_ENOMEM;
  for (size_t now = s.count; now < s.count + WALK_AT; now++)
    if (!advance(&s, now)) return NOMEN_ENOMEM;
  return NOMEN_OK;
}

size_t nomenp_hits_from(const nomenp_hit_list *hits, uint32_t token) {
  size_t low = 0, high = hits->count;

  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (hits->items[middle].first < token)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}
