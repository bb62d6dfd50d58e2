/* SPDX-License-Identifier: MIT */
/*
 * Names in a text.  From each token whose word begins a name the words are
 * followed as far as they lead; every name that ends on the way is a hit, if
 * its capitals allow it.
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
    const nomenp_image_writing *name = &g->writings[g->written[i]];
    const uint32_t *record = g->records + g->names[i];
    uint8_t flags;
    if (!name_fits(name, at->letters, is_single, &flags)) continue;
    if (!NOMENP_ARENA_GROW(arena, &out->items, &out->capacity, out->count + 1))
      return false;
    out->items[out->count++] =
        (nomenp_hit){token,       at->end,
                     g->names[i], g->facts[record[NOMENP_RECORD_FACTS]].list,
                     name->grade, flags};
  }
  return true;
}

/* Where the words of the tokens ahead lead, in a ring: found early, so that the
 * nodes and edges behind are at hand when their turn comes. */
#define AHEAD 8u

static void look_ahead(const nomenp_gazetteer *g, const nomenp_text *text,
                       const uint32_t *words, uint32_t token,
                       uint32_t *targets) {
  uint32_t edge = token - AHEAD / 2;

  if (token < text->token_count) {
    uint32_t word = word_at(g, text, words, token);
    uint32_t target = word == NOMENP_NO_WORD ? 0 : nomenp_walk_start(g, word);
    targets[token % AHEAD] = target;
    nomenp_walk_ask_node(g, target);
  }
  if (token >= AHEAD / 2 && edge + 1 < text->token_count &&
      words[edge + 1] != NOMENP_NO_WORD)
    nomenp_walk_ask_edge(g, targets[edge % AHEAD], words[edge + 1]);
}

nomen_status nomenp_gazetteer_scan(const nomenp_gazetteer *gazetteer,
                                   nomenp_arena *arena, const nomenp_text *text,
                                   const uint32_t *words,
                                   nomenp_hit_list *out) {
  step steps[NOMENP_NAME_TOKENS_MAX];
  uint32_t targets[AHEAD];

  *out = (nomenp_hit_list){NULL, 0, 0};
  for (uint32_t token = 0; token + 1 < AHEAD; token++)
    look_ahead(gazetteer, text, words, token, targets);
  for (uint32_t token = 0; token < text->token_count; token++) {
    uint32_t target;
    look_ahead(gazetteer, text, words, token + AHEAD - 1, targets);
    target = targets[token % AHEAD];
    if (target == 0) continue;
    for (unsigned depth = walk(gazetteer, text, words, token, target, steps);
         depth > 0; depth--)
      if (!add_names(gazetteer, arena, token, &steps[depth - 1], depth == 1,
                     out))
        return NOMEN_ENOMEM;
  }
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
