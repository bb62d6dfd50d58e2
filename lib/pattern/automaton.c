/* SPDX-License-Identifier: MIT */
/*
 * Built from the end of the expression to its beginning, so that what stands
 * behind a part is known when it is built.
 */
#include "pattern/automaton.h"

#include <string.h>

typedef struct builder {
  nomenp_arena *arena;
  const nomenp_syntax *syntax;
  nomenp_automaton *out;
  bool is_too_large;
  bool has_failed;
} builder;

static uint32_t add_state(builder *b, nomenp_state_kind kind, uint32_t next,
                          uint32_t other) {
  nomenp_automaton *a = b->out;

  if (a->count == NOMENP_AUTOMATON_MAX) b->is_too_large = true;
  if (b->is_too_large || b->has_failed) return 0;
  if (!NOMENP_ARENA_GROW(b->arena, &a->states, &a->capacity, a->count + 1)) {
    b->has_failed = true;
    return 0;
  }
  a->states[a->count] =
      (nomenp_state){.kind = kind, .next = next, .other = other};
  return (uint32_t)a->count++;
}

static uint32_t build(builder *b, uint32_t index, uint32_t next);

static uint32_t build_choice(builder *b, uint32_t child, uint32_t next) {
  const nomenp_syntax_node *nodes = b->syntax->nodes;
  uint32_t state = build(b, child, next);

  for (child = nodes[child].previous; child != 0; child = nodes[child].previous)
    state = add_state(b, NOMENP_STATE_SPLIT, build(b, child, next), state);
  return state;
}

static uint32_t build_repeat(builder *b, const nomenp_syntax_node *node,
                             uint32_t next) {
  uint32_t state = next, least = node->least;

  if (node->most == NOMENP_SYNTAX_NO_LIMIT) {
    uint32_t loop = add_state(b, NOMENP_STATE_SPLIT, 0, next);
    uint32_t body = build(b, node->first, loop);
    if (b->out->count != 0) b->out->states[loop].next = body;
    state = loop;
    if (least > 0) {
      state = body;
      least--;
    }
  } else
    for (uint32_t i = least; i < node->most && !b->is_too_large; i++)
      state =
          add_state(b, NOMENP_STATE_SPLIT, build(b, node->first, state), next);
  for (uint32_t i = 0; i < least && !b->is_too_large; i++)
    state = build(b, node->first, state);
  return state;
}

static bool is_last(const builder *b, uint32_t state) {
  return b->out->states[state].kind == NOMENP_STATE_MATCH ||
         b->out->states[state].kind == NOMENP_STATE_OPEN;
}

/* The state from which the node, and then what `next` takes, is taken.  The
 * first two states are MATCH and OPEN. */
static uint32_t build(builder *b, uint32_t index, uint32_t next) {
  const nomenp_syntax_node *node = &b->syntax->nodes[index];
  uint32_t state;

  if (b->is_too_large || b->has_failed) return 0;
  switch (node->kind) {
  case NOMENP_SYNTAX_SYMBOL:
    state = add_state(b, NOMENP_STATE_SYMBOL, next, 0);
    b->out->states[state].set = node->set;
    return state;
  case NOMENP_SYNTAX_SEQUENCE:
    for (uint32_t child = node->last; child != 0;
         child = b->syntax->nodes[child].previous)
      next = build(b, child, next);
    return next;
  case NOMENP_SYNTAX_CHOICE:
    return build_choice(b, node->last, next);
  case NOMENP_SYNTAX_REPEAT:
    return build_repeat(b, node, next);
  case NOMENP_SYNTAX_AHEAD:
    return is_last(b, next) ? build(b, node->first, 1) : next;
  case NOMENP_SYNTAX_BOUNDARY:
    return add_state(b, NOMENP_STATE_BOUNDARY, next, 0);
  case NOMENP_SYNTAX_END:
    return add_state(b, NOMENP_STATE_END, next, 0);
  case NOMENP_SYNTAX_ANYTHING:
    return 1;
  case NOMENP_SYNTAX_NOTHING:
  case NOMENP_SYNTAX_BEHIND:
  case NOMENP_SYNTAX_NOT_BEHIND:
    break;
  }
  return next;
}

bool nomenp_automaton_make(nomenp_arena *arena, const nomenp_syntax *syntax,
                           nomenp_automaton *out) {
  builder b = {arena, syntax, out, false, false};

  *out = (nomenp_automaton){0};
  if (syntax->root == 0) return true;
  add_state(&b, NOMENP_STATE_MATCH, 0, 0);
  add_state(&b, NOMENP_STATE_OPEN, 0, 0);
  if (!b.has_failed) out->start = build(&b, syntax->root, 0);
  if (b.is_too_large) out->count = 0;
  if (b.has_failed || out->count == 0) return !b.has_failed;
  out->marks = nomenp_arena_array(arena, out->count, sizeof(*out->marks));
  out->stack =
      nomenp_arena_allocate(arena, (out->count + 1) * sizeof(*out->stack));
  return out->marks != NULL && out->stack != NULL;
}

bool nomenp_states_make(nomenp_arena *arena, const nomenp_automaton *automaton,
                        nomenp_states *out) {
  out->count = 0;
  out->items =
      nomenp_arena_allocate(arena, automaton->count * sizeof(*out->items));
  return out->items != NULL;
}

void nomenp_states_begin(nomenp_automaton *automaton, nomenp_states *out) {
  automaton->mark++;
  out->count = 0;
}

/* Marked when pushed, so that the stack holds each state once at most. */
void nomenp_states_add(nomenp_automaton *automaton, nomenp_states *out,
                       uint32_t state, bool passes) {
  nomenp_automaton *a = automaton;
  uint32_t depth = 0;

#define PUSH(index)                                                            \
  do {                                                                         \
    uint32_t pushed = (index);                                                 \
    if (a->marks[pushed] != a->mark) {                                         \
      a->marks[pushed] = a->mark;                                              \
      a->stack[depth++] = pushed;                                              \
    }                                                                          \
  } while (0)

  PUSH(state);
  while (depth > 0) {
    uint32_t at = a->stack[--depth];
    const nomenp_state *s = &a->states[at];
    if (s->kind == NOMENP_STATE_SPLIT) {
      PUSH(s->other);
      PUSH(s->next);
    } else if (s->kind == NOMENP_STATE_BOUNDARY && passes)
      PUSH(s->next);
    else
      out->items[out->count++] = at;
  }
#undef PUSH
}

void nomenp_states_step(nomenp_automaton *automaton, const nomenp_states *from,
                        const nomenp_symbols *symbols, bool passes,
                        nomenp_states *out) {
  nomenp_states_begin(automaton, out);
  for (uint32_t i = 0; i < from->count; i++) {
    const nomenp_state *s = &automaton->states[from->items[i]];
    if (s->kind == NOMENP_STATE_SYMBOL &&
        ((s->set.bits[0] & symbols->bits[0]) |
         (s->set.bits[1] & symbols->bits[1]) |
         (s->set.bits[2] & symbols->bits[2])) != 0)
      nomenp_states_add(automaton, out, s->next, passes);
  }
}
