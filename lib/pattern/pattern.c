/* SPDX-License-Identifier: MIT */
/*
 * From pattern files to compiled rules.  JIT is asked for rule by rule; where
 * it cannot be had, that rule is interpreted, with the same matches.
 */
#include "pattern/pattern.h"

#include <string.h>

#include "base/error.h"
#include "pattern/compiled.h"
#include "pattern/expand.h"
#include "pattern/letters.h"

/* Around every rule.  The tail keeps a match from ending inside a word: not
 * between two letters or digits, unless a capital follows a small letter.  What
 * follows is mostly no letter, and that is seen in a bit map. */
static const char head[] = "(?:";
static const char tail[] =
    ")(?!(?=[0-9A-Za-z\\x{80}-\\x{10ffff}])"
    "(?<=[\\pL\\pN])(?!(?<=\\p{Ll})\\p{Lu})[\\pL\\pN])";

#define PARENTHESES_MAX 60u  /* nested, in one rule: the parser's recursion */
#define HEAP_LIMIT_KIB 4096u /* of the interpreter, in one try */

static void *give_block(PCRE2_SIZE size, void *context) {
  return nomenp_memory_allocate(context, size);
}

static void take_block(void *block, void *context) {
  nomenp_memory_release(context, block);
}

typedef struct compiler {
  nomenp_patterns *patterns;
  nomenp_sources sources;
  nomenp_arena scratch;
  nomenp_arena work; /* for one rule */
  nomenp_trigger_words trigger_words;
  nomenp_buffer expression;
  nomenp_buffer spelt; /* the same with both cases of its letters */
  pcre2_compile_context *context;
  uint32_t flags;
  nomen_error *error;
} compiler;

static char *keep(compiler *c, nomenp_slice slice) {
  return nomenp_arena_string(&c->patterns->arena,
                             nomenp_slice_bytes(&c->sources, slice),
                             nomenp_slice_size(slice));
}

static bool is_memory_out(int code) {
  return code == PCRE2_ERROR_NOMEMORY || code == PCRE2_ERROR_HEAP_FAILED;
}

/* PCRE2's message, at the byte of the file that its offset stands for. */
static nomen_status refuse(compiler *c, nomenp_slice match, int code,
                           size_t offset) {
  unsigned char message[128];
  nomenp_origin origin = {offset, false, match.file, match.end};

  if (is_memory_out(code)) return nomenp_error_memory(c->error);
  pcre2_get_error_message(code, message, sizeof(message));
  nomenp_buffer_clear(&c->expression);
  nomenp_buffer_put_text(&c->expression, head);
  if (nomenp_expand(&c->sources, match, &c->expression, &origin) != NOMEN_OK)
    return nomenp_error_memory(c->error);
  if (!origin.is_found) {
    origin.file = match.file;
    origin.offset = match.end;
  }
  return nomenp_sources_fail(&c->sources, origin.file, origin.offset,
                             (const char *)message, (nomenp_slice){0, 0, 0});
}

/* The number of a capture's name, given to it now if it is new. */
static bool number_capture(nomenp_patterns *p, const char *name,
                           uint16_t *out) {
  int known = nomenp_patterns_capture(p, name);
  char *copy;

  if (known >= 0) {
    *out = (uint16_t)known;
    return true;
  }
  copy = nomenp_arena_string(&p->arena, name, strlen(name));
  if (copy == NULL || p->capture_count >= NOMENP_NO_CAPTURE ||
      !NOMENP_GROW(&p->memory, &p->captures, &p->capture_capacity,
                   p->capture_count + 1))
    return false;
  *out = (uint16_t)p->capture_count;
  p->captures[p->capture_count++] = copy;
  return true;
}

static bool number_groups(nomenp_patterns *p, nomenp_rule *rule) {
  uint32_t groups = 0, names = 0, entry_size = 0;
  const unsigned char *entry = NULL;
  uint16_t *numbers;

  pcre2_pattern_info(rule->code, PCRE2_INFO_CAPTURECOUNT, &groups);
  pcre2_pattern_info(rule->code, PCRE2_INFO_NAMECOUNT, &names);
  pcre2_pattern_info(rule->code, PCRE2_INFO_NAMEENTRYSIZE, &entry_size);
  pcre2_pattern_info(rule->code, PCRE2_INFO_NAMETABLE, &entry);
  numbers = nomenp_arena_array(&p->arena, (size_t)groups + 1, sizeof(*numbers));
  if (numbers == NULL) return false;
  memset(numbers, 0xff, (groups + 1) * sizeof(*numbers));
  for (; names > 0; names--, entry += entry_size) {
    unsigned group = (unsigned)entry[0] << 8 | entry[1];
    if (!number_capture(p, (const char *)entry + 2, &numbers[group - 1]))
      return false;
  }
  rule->groups = numbers;
  rule->group_count = (uint16_t)groups;
  if (groups > p->group_max) p->group_max = groups;
  return true;
}

/* Where the rule may match, from what was compiled. */
static bool learn(compiler *c, const nomenp_rule *rule, bool is_exact) {
  bool is_blind = c->flags & NOMENP_PATTERN_UNCONDITIONAL;
  nomenp_arena_position start = nomenp_arena_mark(&c->work);
  bool done = nomenp_triggers_learn(
      &c->patterns->triggers, &c->sources, &c->work, &c->trigger_words,
      (size_t)(rule - c->patterns->rules),
      is_blind ? NULL : c->expression.bytes + strlen(head),
      c->expression.size - strlen(head) - strlen(tail), !is_exact);

  nomenp_arena_rewind(&c->work, start);
  return done;
}

static pcre2_code *compile_expression(compiler *c, const nomenp_buffer *from,
                                      uint32_t options, int *code,
                                      PCRE2_SIZE *offset) {
  options |= PCRE2_UTF | PCRE2_ANCHORED | PCRE2_DUPNAMES |
             PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY;
  return pcre2_compile((PCRE2_SPTR)from->bytes, from->size, options, code,
                       offset, c->context);
}

/* In letters of either case, written out if they can be; what is refused then may
 * be too large only so. */
static pcre2_code *compile_caseless(compiler *c, int *code,
                                    PCRE2_SIZE *offset) {
  pcre2_code *compiled = NULL;
  bool is_written;

  nomenp_buffer_clear(&c->spelt);
  is_written = nomenp_letters_write(c->expression.bytes, c->expression.size,
                                    &c->spelt);
  if (c->spelt.failed) {
    *code = PCRE2_ERROR_NOMEMORY;
    return NULL;
  }
  if (is_written)
    compiled = compile_expression(c, &c->spelt, 0, code, offset);
  if (compiled != NULL || (is_written && is_memory_out(*code))) return compiled;
  return compile_expression(c, &c->expression, PCRE2_CASELESS, code, offset);
}

static nomen_status compile_match(compiler *c, nomenp_slice match,
                                  bool is_exact, nomenp_rule *rule) {
  PCRE2_SIZE offset = 0;
  nomen_status status;
  int code = 0;

  nomenp_buffer_clear(&c->expression);
  nomenp_buffer_put_text(&c->expression, head);
  status = nomenp_expand(&c->sources, match, &c->expression, NULL);
  if (status != NOMEN_OK) return status;
  nomenp_buffer_put_text(&c->expression, tail);
  if (c->expression.failed) return nomenp_error_memory(c->error);
  rule->code = is_exact
                   ? compile_expression(c, &c->expression, 0, &code, &offset)
                   : compile_caseless(c, &code, &offset);
  if (rule->code == NULL) return refuse(c, match, code, offset);
  if (!(c->flags & NOMENP_PATTERN_NO_JIT) && !rule->is_seldom)
    rule->has_jit = pcre2_jit_compile(rule->code, PCRE2_JIT_COMPLETE) == 0;
  if (!number_groups(c->patterns, rule) || !learn(c, rule, is_exact))
    return nomenp_error_memory(c->error);
  return NOMEN_OK;
}

static nomen_status compile_rule(compiler *c, const nomenp_source_rule *source,
                                 nomenp_rule *rule) {
  const nomenp_sources *s = &c->sources;
  nomenp_slice match = {0, 0, 0};
  const char **settings;
  bool is_exact = false;

  settings = nomenp_arena_array(&c->patterns->arena, 2 * source->count + 1,
                                sizeof(*settings));
  rule->name = keep(c, source->name);
  if (settings == NULL || rule->name == NULL)
    return nomenp_error_memory(c->error);
  for (size_t i = 0; i < source->count; i++) {
    nomenp_slice key = source->settings[i].key;
    nomenp_slice value = source->settings[i].value;
    if (nomenp_slice_is(s, key, "trigger")) continue;
    if (nomenp_slice_is(s, key, "match")) {
      if (nomenp_slice_size(match) != 0)
        return nomenp_sources_fail(s, key.file, key.start,
                                   "a rule has one match", key);
      match = value;
      continue;
    }
    settings[2 * rule->setting_count] = keep(c, key);
    settings[2 * rule->setting_count + 1] = keep(c, value);
    if (settings[2 * rule->setting_count] == NULL ||
        settings[2 * rule->setting_count + 1] == NULL)
      return nomenp_error_memory(c->error);
    if (nomenp_slice_is(s, key, "case"))
      is_exact = nomenp_slice_is(s, value, "exact");
    if (nomenp_slice_is(s, key, "tried")) {
      rule->is_seldom = nomenp_slice_is(s, value, "seldom");
      if (!rule->is_seldom)
        return nomenp_sources_fail(s, value.file, value.start,
                                   "a rule is tried seldom, or does not say",
                                   value);
    }
    if (nomenp_slice_is(s, key, "kind")) {
      rule->kind = settings[2 * rule->setting_count + 1];
      rule->kind_at = value;
    }
    rule->setting_count++;
  }
  rule->settings = settings;
  if (rule->kind == NULL || rule->kind[0] == '\0')
    return nomenp_sources_fail(s, source->name.file, source->name.start,
                               "the rule has no kind", source->name);
  if (nomenp_slice_size(match) == 0)
    return nomenp_sources_fail(s, source->name.file, source->name.start,
                               "the rule has no match", source->name);
  return compile_match(c, match, is_exact, rule);
}

static nomen_status compile_all(compiler *c) {
  nomenp_patterns *p = c->patterns;
  nomen_status status = nomenp_sources_read(&c->sources);

  if (status != NOMEN_OK) return status;
  status = nomenp_triggers_build(&c->sources, &p->arena, &p->triggers,
                                 &c->trigger_words);
  if (status != NOMEN_OK) return status;
  p->rules = nomenp_arena_array(&p->arena, c->sources.rule_count + 1,
                                sizeof(*p->rules));
  if (p->rules == NULL) return nomenp_error_memory(c->error);
  p->has_jit = !(c->flags & NOMENP_PATTERN_NO_JIT);
  for (; p->rule_count < c->sources.rule_count; p->rule_count++) {
    nomenp_rule *rule = &p->rules[p->rule_count];
    status = compile_rule(c, &c->sources.rules[p->rule_count], rule);
    if (status != NOMEN_OK) {
      pcre2_code_free(rule->code);
      return status;
    }
    p->has_jit = p->has_jit && (rule->has_jit || rule->is_seldom);
  }
  if (!nomenp_triggers_finish(&p->triggers, &p->arena))
    return nomenp_error_memory(c->error);
  return NOMEN_OK;
}

/* PCRE2's contexts: its memory and its limits. */
static bool make_contexts(compiler *c, uint32_t match_limit) {
  nomenp_patterns *p = c->patterns;

  p->general = pcre2_general_context_create(give_block, take_block, &p->memory);
  if (p->general == NULL) return false;
  p->limits = pcre2_match_context_create(p->general);
  c->context = pcre2_compile_context_create(p->general);
  if (p->limits == NULL || c->context == NULL) return false;
  if (match_limit == 0) match_limit = NOMENP_MATCH_LIMIT;
  pcre2_set_match_limit(p->limits, match_limit);
  pcre2_set_depth_limit(p->limits, match_limit);
  pcre2_set_heap_limit(p->limits, HEAP_LIMIT_KIB);
  pcre2_set_parens_nest_limit(c->context, PARENTHESES_MAX);
  return true;
}

nomen_status nomenp_patterns_new(const nomen_allocator *memory,
                                 const nomenp_pattern_file *files,
                                 size_t file_count, uint32_t flags,
                                 uint32_t match_limit, nomenp_patterns **out,
                                 nomen_error *error) {
  nomenp_patterns *p = nomenp_memory_allocate_zeroed(memory, sizeof(*p));
  compiler c = {.patterns = p, .flags = flags, .error = error};
  nomen_status status;

  *out = NULL;
  if (p == NULL) return nomenp_error_memory(error);
  p->memory = *memory;
  nomenp_arena_init(&p->arena, &p->memory);
  nomenp_arena_init(&c.scratch, &p->memory);
  nomenp_arena_init(&c.work, &p->memory);
  nomenp_buffer_init(&c.expression, &p->memory);
  nomenp_buffer_init(&c.spelt, &p->memory);
  c.sources.files = files;
  c.sources.file_count = file_count;
  c.sources.arena = &c.scratch;
  c.sources.error = error;
  status = make_contexts(&c, match_limit) ? compile_all(&c)
                                          : nomenp_error_memory(error);
  pcre2_compile_context_free(c.context);
  nomenp_buffer_fini(&c.spelt);
  nomenp_buffer_fini(&c.expression);
  nomenp_arena_fini(&c.work);
  nomenp_arena_fini(&c.scratch);
  if (status != NOMEN_OK) {
    nomenp_patterns_free(p);
    return status;
  }
  *out = p;
  return NOMEN_OK;
}

void nomenp_patterns_free(nomenp_patterns *patterns) {
  nomen_allocator memory;

  if (patterns == NULL) return;
  for (size_t i = 0; i < patterns->rule_count; i++)
    pcre2_code_free(patterns->rules[i].code);
  pcre2_match_context_free(patterns->limits);
  pcre2_general_context_free(patterns->general);
  nomenp_memory_release(&patterns->memory, patterns->captures);
  nomenp_arena_fini(&patterns->arena);
  memory = patterns->memory;
  nomenp_memory_release(&memory, patterns);
}

bool nomenp_patterns_have_jit(const nomenp_patterns *patterns) {
  return patterns->has_jit;
}

size_t nomenp_patterns_rule_count(const nomenp_patterns *patterns) {
  return patterns->rule_count;
}

const char *nomenp_patterns_rule_name(const nomenp_patterns *patterns,
                                      size_t rule) {
  return patterns->rules[rule].name;
}

const char *nomenp_patterns_rule_kind(const nomenp_patterns *patterns,
                                      size_t rule) {
  return patterns->rules[rule].kind;
}

nomen_status nomenp_patterns_refuse(const nomenp_patterns *patterns,
                                    size_t rule,
                                    const nomenp_pattern_file *files,
                                    const char *message, nomen_error *error) {
  nomenp_sources sources = {.files = files, .error = error};
  nomenp_slice at = patterns->rules[rule].kind_at;

  return nomenp_sources_fail(&sources, at.file, at.start, message, at);
}

const char *nomenp_patterns_rule_value(const nomenp_patterns *patterns,
                                       size_t rule, const char *key) {
  const nomenp_rule *r = &patterns->rules[rule];

  for (size_t i = 0; i < r->setting_count; i++)
    if (strcmp(r->settings[2 * i], key) == 0) return r->settings[2 * i + 1];
  return NULL;
}

int nomenp_patterns_capture(const nomenp_patterns *patterns, const char *name) {
  for (size_t i = 0; i < patterns->capture_count; i++)
    if (strcmp(patterns->captures[i], name) == 0) return (int)i;
  return -1;
}
