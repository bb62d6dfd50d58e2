/* SPDX-License-Identifier: MIT */
/*
 * The automaton of a rule is walked from its start through whatever may be the
 * first token, then through white space if there is any, and asked what it
 * takes next.  Where a token ends is not known for sure but for letters alone
 * and digits alone; elsewhere every state is taken for one that a token may end
 * in.
 */
#include "pattern/condition.h"

#include <string.h>

#include "pattern/automaton.h"
#include "text/character.h"

#define WORD_MAX 24u /* letters of a next word that is spelt out */
#define BROAD 8      /* letters in a set that spells no words */
#define DIGITS_WALK                                                            \
  600u /* digits that a walk goes on for: more than a match holds */

#define LETTERS UINT64_C(0x07fffffe07fffffe) /* in the second 64 symbols */

static const nomenp_symbols digits = {{UINT64_C(0x3ff) << '0', 0, 0}};
/* White space and control characters, whatever the tokeniser takes for space.
 */
static const nomenp_symbols spaces = {
    {UINT64_C(0x1ffffffff), UINT64_C(1) << 63, 2}};
/* What may be inside a token: a control character too, that stands for a fault.
 */
static const nomenp_symbols no_spaces = {
    {~UINT64_C(0x100003e00), UINT64_MAX, 1}};

typedef struct learner {
  nomenp_conditions *out;
  nomenp_vocabulary *vocabulary;
  nomenp_arena *arena;
  nomenp_arena *work;
  size_t rule;
  nomenp_syntax syntax;
  nomenp_automaton automaton;
  nomenp_states walk[WORD_MAX + 1]; /* made when first needed */
  char letters[WORD_MAX];
  bool has_failed; /* memory is out */
} learner;

bool nomenp_conditions_make(nomenp_arena *arena, size_t width,
                            nomenp_conditions *out) {
  uint64_t **tables[NOMENP_BEFORE_BYTES + 2 * NOMENP_FIRST_COUNT +
                    NOMENP_FIRST_NUMBER + 1];
  size_t per = width * NOMENP_SYMBOL_COUNT, count = 0;
  uint64_t *block;

  for (size_t i = 0; i < NOMENP_BEFORE_BYTES; i++)
    tables[count++] = &out->before[i];
  for (size_t i = 0; i < NOMENP_FIRST_COUNT; i++) {
    tables[count++] = &out->touching[i];
    tables[count++] = &out->spaced[i];
  }
  for (size_t i = 0; i < NOMENP_FIRST_NUMBER; i++)
    tables[count++] = &out->words[i];
  tables[count++] = &out->starts;
  block = nomenp_arena_array(
      arena, count * per + (2 * NOMENP_DIGITS_MAX + 4) * width, sizeof(*block));
  if (block == NULL) return false;
  out->width = width;
  for (size_t i = 0; i < count; i++, block += per)
    *tables[i] = block;
  out->alone_digits = block;
  out->more_digits = block + (NOMENP_DIGITS_MAX + 1) * width;
  out->alone_number = block + 2 * (NOMENP_DIGITS_MAX + 1) * width;
  out->alone_other = out->alone_number + width;
  return true;
}

static void permit(const learner *l, uint64_t *rows, size_t index) {
  nomenp_bit_set(nomenp_conditions_row(l->out, rows, index), l->rule);
}

static void permit_symbols(const learner *l, uint64_t *rows,
                           const nomenp_symbols *symbols) {
  for (unsigned i = 0; i < NOMENP_SYMBOL_COUNT; i++)
    if (nomenp_symbols_have(symbols, i)) permit(l, rows, i);
}

static bool set_make(learner *l, nomenp_states *out) {
  if (nomenp_states_make(l->work, &l->automaton, out)) return true;
  l->has_failed = true;
  return false;
}

/* ---- what stands before */

/* The last bytes before a token, the last one first; those before it count only
 * where it is white space. */
typedef struct before {
  nomenp_symbols bytes[NOMENP_BEFORE_BYTES];
} before;

static before before_any(void) {
  before b;

  for (size_t i = 0; i < NOMENP_BEFORE_BYTES; i++)
    nomenp_symbols_add_all(&b.bytes[i]);
  return b;
}

static void join(nomenp_symbols *to, const nomenp_symbols *from) {
  for (int i = 0; i < 3; i++)
    to->bits[i] |= from->bits[i];
}

static void meet(nomenp_symbols *to, const nomenp_symbols *from) {
  for (int i = 0; i < 3; i++)
    to->bits[i] &= from->bits[i];
}

static bool is_empty(const nomenp_symbols *set) {
  return (set->bits[0] | set->bits[1] | set->bits[2]) == 0;
}

static void before_join(before *to, const before *from) {
  nomenp_symbols space = from->bytes[0];

  join(&to->bytes[0], &from->bytes[0]);
  meet(&space, &spaces);
  for (size_t i = 1; i < NOMENP_BEFORE_BYTES && !is_empty(&space); i++)
    join(&to->bytes[i], &from->bytes[i]);
}

static void before_meet(before *to, const before *from) {
  for (size_t i = 0; i < NOMENP_BEFORE_BYTES; i++)
    meet(&to->bytes[i], &from->bytes[i]);
}

/* Symbols as what stands before a token is told apart. */
static nomenp_symbols before_symbols(nomenp_symbols set) {
  set.bits[2] = set.bits[2] != 0;
  return set;
}

/* The last symbols of what a look behind takes. */
static before before_ends(const nomenp_syntax *t, uint32_t index) {
  const nomenp_syntax_node *node = &t->nodes[index];
  before b = before_any();
  unsigned count = 0;

  if (node->kind == NOMENP_SYNTAX_CHOICE) {
    memset(&b, 0, sizeof(b));
    for (uint32_t child = node->first; child != 0;
         child = t->nodes[child].next) {
      before one = before_ends(t, child);
      before_join(&b, &one);
    }
    return b;
  }
  if (node->kind != NOMENP_SYNTAX_SEQUENCE) return b;
  for (uint32_t child = node->last; child != 0 && count < NOMENP_BEFORE_BYTES;
       child = t->nodes[child].previous) {
    const nomenp_syntax_node *c = &t->nodes[child];
    if (c->kind == NOMENP_SYNTAX_SYMBOL)
      b.bytes[count++] = before_symbols(c->set);
    else if (c->kind != NOMENP_SYNTAX_BOUNDARY)
      break;
  }
  return b;
}

/* All but one symbol of ASCII, or of several. */
static before before_not(const nomenp_syntax *t, uint32_t index) {
  const nomenp_syntax_node *node = &t->nodes[index], *only;
  before b = before_any();

  if (node->kind != NOMENP_SYNTAX_SEQUENCE || node->first == 0 ||
      node->first != node->last)
    return b;
  only = &t->nodes[node->first];
  if (only->kind != NOMENP_SYNTAX_SYMBOL || !only->is_exact) return b;
  b.bytes[0].bits[0] = ~only->set.bits[0];
  b.bytes[0].bits[1] = ~only->set.bits[1];
  return b;
}

static before before_of(const nomenp_syntax *t, uint32_t index, bool *takes);

/* Looks behind count only as long as nothing can have been taken. */
static before before_sequence(const nomenp_syntax *t,
                              const nomenp_syntax_node *node, bool *takes) {
  before b = before_any();

  for (uint32_t child = node->first; child != 0 && !*takes;
       child = t->nodes[child].next) {
    before one = before_of(t, child, takes);
    before_meet(&b, &one);
  }
  return b;
}

/* What may stand before what the node takes first; *takes: it may take
 * something. */
static before before_of(const nomenp_syntax *t, uint32_t index, bool *takes) {
  const nomenp_syntax_node *node = &t->nodes[index];
  before b = before_any();

  switch (node->kind) {
  case NOMENP_SYNTAX_SEQUENCE:
    return before_sequence(t, node, takes);
  case NOMENP_SYNTAX_CHOICE:
    memset(&b, 0, sizeof(b));
    for (uint32_t child = node->first; child != 0;
         child = t->nodes[child].next) {
      bool child_takes = false;
      before one = before_of(t, child, &child_takes);
      before_join(&b, &one);
      *takes = *takes || child_takes;
    }
    return b;
  case NOMENP_SYNTAX_REPEAT: {
    before one = before_of(t, node->first, takes);
    return node->least > 0 ? one : b;
  }
  case NOMENP_SYNTAX_BEHIND:
    return before_ends(t, node->first);
  case NOMENP_SYNTAX_NOT_BEHIND:
    return before_not(t, node->first);
  case NOMENP_SYNTAX_SYMBOL:
  case NOMENP_SYNTAX_ANYTHING:
    *takes = true;
    break;
  case NOMENP_SYNTAX_NOTHING:
  case NOMENP_SYNTAX_AHEAD:
  case NOMENP_SYNTAX_BOUNDARY:
  case NOMENP_SYNTAX_END:
    break;
  }
  return b;
}

static void learn_before(const learner *l) {
  bool takes = false;
  before b = before_of(&l->syntax, l->syntax.root, &takes);

  for (size_t i = 0; i < NOMENP_BEFORE_BYTES; i++)
    permit_symbols(l, l->out->before[i], &b.bytes[i]);
}

/* ---- the next token */

/* Whether a match may end in a set, and whether it may go on. */
static void ask(const learner *l, const nomenp_states *set, bool *may_end,
                bool *may_go_on) {
  for (uint32_t i = 0; i < set->count; i++) {
    nomenp_state_kind kind = l->automaton.states[set->items[i]].kind;
    if (kind == NOMENP_STATE_MATCH || kind == NOMENP_STATE_OPEN)
      *may_end = true;
    else
      *may_go_on = true;
  }
}

static uint32_t letters_of(const nomenp_symbols *set) {
  return (uint32_t)((set->bits[1] | set->bits[1] >> 32) >> 1) & 0x3ffffff;
}

static int count_bits(uint32_t bits) {
  int count = 0;
  for (; bits != 0; bits &= bits - 1)
    count++;
  return count;
}

/* Spell out the words that `set` takes, behind `size` letters, to the word row
 * given. False: what is taken there cannot be spelt out. */
static bool spell(learner *l, const nomenp_states *set, size_t size,
                  nomenp_word_row row) {
  uint32_t letters = 0;
  bool may_end = false;

  if (size == WORD_MAX) return false;
  for (uint32_t i = 0; i < set->count; i++) {
    const nomenp_state *s = &l->automaton.states[set->items[i]];
    uint32_t taken = s->kind == NOMENP_STATE_SYMBOL ? letters_of(&s->set) : 0;
    if (s->kind == NOMENP_STATE_OPEN || count_bits(taken) > BROAD) return false;
    letters |= taken;
    may_end =
        may_end || taken == 0 ||
        (s->set.bits[0] | (s->set.bits[1] & ~LETTERS) | s->set.bits[2]) != 0;
  }
  if (may_end && size > 0) {
    nomenp_vocabulary_slot *slot =
        nomenp_vocabulary_add(l->arena, l->vocabulary, l->letters, size);
    if (slot == NULL)
      l->has_failed = true;
    else
      nomenp_bit_set(nomenp_vocabulary_row(l->vocabulary, slot->word, row),
                     l->rule);
  }
  if (letters != 0 && l->walk[size].items == NULL &&
      !set_make(l, &l->walk[size]))
    return false;
  for (unsigned letter = 0; letter < 26 && !l->has_failed; letter++) {
    nomenp_symbols one = {{0, 0, 0}};
    if (!(letters >> letter & 1)) continue;
    nomenp_symbols_add(&one, 'a' + letter);
    nomenp_symbols_add(&one, 'A' + letter);
    nomenp_states_step(&l->automaton, set, &one, false, &l->walk[size]);
    l->letters[size] = (char)('a' + letter);
    if (!spell(l, &l->walk[size], size + 1, row)) return false;
  }
  return true;
}

/* What `set` takes first; true: anything, or nothing need be taken. */
static bool first_symbols(const learner *l, const nomenp_states *set,
                          nomenp_symbols *out) {
  bool may_end = false;

  for (uint32_t i = 0; i < set->count; i++) {
    const nomenp_state *s = &l->automaton.states[set->items[i]];
    may_end = may_end || s->kind == NOMENP_STATE_MATCH ||
              s->kind == NOMENP_STATE_OPEN;
    if (s->kind == NOMENP_STATE_SYMBOL) join(out, &s->set);
  }
  return may_end;
}

/* The words behind white space, letter by letter: where they can be spelt out
 * they go to the vocabulary, where not any word of that letter may stand. */
static void learn_words(learner *l, const nomenp_states *set,
                        const nomenp_symbols *symbols, nomenp_word_row row,
                        uint64_t *words) {
  uint32_t letters = letters_of(symbols);
  nomenp_states next;

  if (letters == 0 || !set_make(l, &next)) return;
  for (unsigned letter = 0; letter < 26 && !l->has_failed; letter++) {
    nomenp_symbols one = {{0, 0, 0}};
    if (!(letters >> letter & 1)) continue;
    nomenp_symbols_add(&one, 'a' + letter);
    nomenp_symbols_add(&one, 'A' + letter);
    nomenp_states_step(&l->automaton, set, &one, false, &next);
    l->letters[0] = (char)('a' + letter);
    if (spell(l, &next, 1, row)) continue;
    permit(l, words, 'a' + letter);
    permit(l, words, 'A' + letter);
  }
}

/* What may follow a first token that ended in `ends`. */
static void learn_next(learner *l, const nomenp_states *ends,
                       nomenp_first first) {
  static const nomenp_word_row rows[] = {NOMENP_WORD_AFTER_WORD,
                                         NOMENP_WORD_AFTER_DIGITS};
  bool may_be_any;
  nomenp_symbols touching = {{0, 0, 0}}, spaced = {{0, 0, 0}};
  nomenp_states at, next, swap;
  uint32_t reached = 0;

  first_symbols(l, ends, &touching);
  permit_symbols(l, l->out->touching[first], &touching);
  if (!set_make(l, &at) || !set_make(l, &next)) return;
  nomenp_states_step(&l->automaton, ends, &spaces, true, &at);
  /* More white space: what one step reaches stays reached. */
  for (; at.count > reached; swap = at, at = next, next = swap) {
    reached = at.count;
    nomenp_states_step(&l->automaton, &at, &spaces, true, &next);
    for (uint32_t i = 0; i < at.count; i++)
      nomenp_states_add(&l->automaton, &next, at.items[i], true);
  }
  may_be_any = first_symbols(l, &at, &spaced);
  if (may_be_any) nomenp_symbols_add_all(&spaced);
  if (first < NOMENP_FIRST_NUMBER && may_be_any)
    permit_symbols(l, l->out->words[first], &spaced);
  else if (first < NOMENP_FIRST_NUMBER)
    learn_words(l, &at, &spaced, rows[first], l->out->words[first]);
  permit_symbols(l, l->out->spaced[first], &spaced);
}

/* ---- the first token */

static void add_all(learner *l, nomenp_states *out, const nomenp_states *from) {
  for (uint32_t i = 0; i < from->count; i++)
    nomenp_states_add(&l->automaton, out, from->items[i], true);
}

typedef struct walker {
  nomenp_states start;
  nomenp_states at;
  nomenp_states next;
  nomenp_states ends; /* of all tokens walked */
} walker;

static bool make_walker(learner *l, walker *w) {
  if (!set_make(l, &w->start) || !set_make(l, &w->at) ||
      !set_make(l, &w->next) || !set_make(l, &w->ends))
    return false;
  nomenp_states_begin(&l->automaton, &w->start);
  nomenp_states_add(&l->automaton, &w->start, l->automaton.start, true);
  return true;
}

static bool is_open(const learner *l, const nomenp_states *set) {
  for (uint32_t i = 0; i < set->count; i++)
    if (l->automaton.states[set->items[i]].kind == NOMENP_STATE_OPEN)
      return true;
  return false;
}

/* From the start through `size` bytes, or NULL for digits; the states are left
 * in w->next.  True: a match may end inside. */
static bool walk(learner *l, walker *w, const char *word, size_t size) {
  const nomenp_states *from = &w->start;
  bool ends_inside = is_open(l, from);

  for (size_t i = 0; i < size; i++) {
    nomenp_symbols one = {{0, 0, 0}};
    nomenp_states swap;
    if (word != NULL) {
      nomenp_symbols_add(&one, (uint8_t)word[i]);
      nomenp_symbols_add(&one, (uint8_t)word[i] ^ 0x20);
    } else
      one = digits;
    nomenp_states_step(&l->automaton, from, &one, false, &w->next);
    swap = w->at;
    w->at = w->next;
    w->next = swap;
    from = &w->at;
    ends_inside = ends_inside || is_open(l, from);
  }
  nomenp_states_begin(&l->automaton, &w->next); /* a token ends at a boundary */
  add_all(l, &w->next, &w->at);
  return ends_inside;
}

static void learn_first_words(learner *l, walker *w,
                              const nomenp_condition_input *in) {
  nomenp_vocabulary *v = l->vocabulary;
  nomenp_states all;

  if (!set_make(l, &all)) return;
  w->ends.count = 0;
  for (size_t i = 0; i < in->word_count; i++) {
    const nomenp_trigger_word *word = &in->words[i];
    bool may_end = false, may_go_on = false;
    if (word->letters == NULL) continue;
    may_end = walk(l, w, word->letters, word->size);
    ask(l, &w->next, &may_end, &may_go_on);
    if (may_end)
      nomenp_bit_set(nomenp_vocabulary_row(v, word->word, NOMENP_WORD_ALONE),
                     l->rule);
    else if (may_go_on)
      nomenp_bit_set(nomenp_vocabulary_row(v, word->word, NOMENP_WORD_MORE),
                     l->rule);
    if (may_end || !may_go_on) continue;
    nomenp_states_begin(&l->automaton, &all);
    add_all(l, &all, &w->ends);
    add_all(l, &all, &w->next);
    memcpy(w->ends.items, all.items, all.count * sizeof(*all.items));
    w->ends.count = all.count;
  }
  learn_next(l, &w->ends, NOMENP_FIRST_WORD);
}

static void learn_first_digits(learner *l, walker *w) {
  nomenp_states all;
  bool is_done = false;

  if (!set_make(l, &all)) return;
  w->ends.count = 0;
  for (size_t size = 1; size <= DIGITS_WALK && !is_done; size++) {
    size_t index = size < NOMENP_DIGITS_MAX ? size : NOMENP_DIGITS_MAX;
    bool may_end, may_go_on = false;
    may_end = walk(l, w, NULL, size);
    ask(l, &w->next, &may_end, &may_go_on);
    nomenp_states_begin(&l->automaton, &all);
    add_all(l, &all, &w->ends);
    add_all(l, &all, &w->next);
    is_done = size >= NOMENP_DIGITS_MAX && all.count == w->ends.count;
    /* More digits reach some of the same states. */
    if (is_done && w->next.count > 0) ask(l, &all, &may_end, &may_go_on);
    if (may_end) permit(l, l->out->alone_digits, index);
    if (may_go_on) permit(l, l->out->more_digits, index);
    memcpy(w->ends.items, all.items, all.count * sizeof(*all.items));
    w->ends.count = all.count;
  }
  learn_next(l, &w->ends, NOMENP_FIRST_DIGITS);
}

/* Any token of such symbols that is not empty: every state that they reach. */
static void learn_first_of(learner *l, walker *w, const nomenp_symbols *symbols,
                           nomenp_first first, uint64_t *alone) {
  bool may_end = is_open(l, &w->start), may_go_on = false;
  uint32_t done = 0;

  nomenp_states_step(&l->automaton, &w->start, symbols, true, &w->ends);
  /* The set grows by what each of its members reaches; its marks stay. */
  while (done < w->ends.count) {
    const nomenp_state *s = &l->automaton.states[w->ends.items[done++]];
    nomenp_symbols taken = s->set;
    if (s->kind != NOMENP_STATE_SYMBOL) continue;
    meet(&taken, symbols);
    if (!is_empty(&taken))
      nomenp_states_add(&l->automaton, &w->ends, s->next, true);
  }
  ask(l, &w->ends, &may_end, &may_go_on);
  if (may_end) permit(l, alone, 0);
  learn_next(l, &w->ends, first);
}

/* What the tokeniser lets stand in a number. */
static nomenp_symbols number_symbols(void) {
  nomenp_symbols set = {{0, 0, 0}};

  nomenp_symbols_add(&set, NOMENP_SYMBOL_OTHER);
  for (unsigned c = 0; c < 0x80; c++) {
    uint8_t class = nomenp_character_byte[c];
    if (class == NOMENP_CHARACTER_DIGIT || class == NOMENP_CHARACTER_STOP ||
        class == NOMENP_CHARACTER_COMMA ||
        nomenp_character_is_apostrophe(class))
      nomenp_symbols_add(&set, c);
  }
  return set;
}

/* Words that are not written in letters alone are few: with no other kind of
 * token the rule is tried at all of them. */
static void learn_first_others(learner *l, walker *w,
                               const nomenp_condition_input *in) {
  nomenp_symbols all = {{0, 0, 0}};

  if (in->has_digits) {
    nomenp_symbols number = number_symbols();
    learn_first_of(l, w, &number, NOMENP_FIRST_NUMBER, l->out->alone_number);
  }
  if (in->has_kinds) {
    if (first_symbols(l, &w->start, &all)) nomenp_symbols_add_all(&all);
    learn_first_of(l, w, &no_spaces, NOMENP_FIRST_OTHER, l->out->alone_other);
  } else {
    nomenp_symbols_add_all(&all);
    permit(l, l->out->alone_other, 0);
  }
  permit_symbols(l, l->out->starts, &all);
}

/* Nothing is known of the rule: it may match wherever it is triggered. */
static void learn_nothing(learner *l, const nomenp_condition_input *in) {
  nomenp_symbols all;

  nomenp_symbols_add_all(&all);
  for (size_t i = 0; i < NOMENP_BEFORE_BYTES; i++)
    permit_symbols(l, l->out->before[i], &all);
  permit_symbols(l, l->out->starts, &all);
  for (size_t i = 0; i <= NOMENP_DIGITS_MAX; i++)
    permit(l, l->out->alone_digits, i);
  permit(l, l->out->alone_number, 0);
  permit(l, l->out->alone_other, 0);
  for (size_t i = 0; i < in->word_count; i++)
    nomenp_bit_set(nomenp_vocabulary_row(l->vocabulary, in->words[i].word,
                                         NOMENP_WORD_ALONE),
                   l->rule);
}

bool nomenp_conditions_learn(nomenp_conditions *conditions,
                             nomenp_vocabulary *vocabulary, nomenp_arena *arena,
                             nomenp_arena *work,
                             const nomenp_condition_input *input) {
  learner l = {.out = conditions,
               .vocabulary = vocabulary,
               .arena = arena,
               .work = work,
               .rule = input->rule};
  walker w = {0};

  if (input->expression != NULL &&
      (!nomenp_syntax_read(work, input->expression, input->size,
                           input->is_caseless, &l.syntax) ||
       !nomenp_automaton_make(work, &l.syntax, &l.automaton)))
    return false;
  if (l.automaton.count == 0) {
    learn_nothing(&l, input);
    return true;
  }
  if (!make_walker(&l, &w)) return false;
  learn_before(&l);
  if (input->word_count > 0) learn_first_words(&l, &w, input);
  if (input->has_digits) learn_first_digits(&l, &w);
  learn_first_others(&l, &w, input);
  return !l.has_failed;
}
