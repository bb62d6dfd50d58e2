/* SPDX-License-Identifier: MIT */
/*
 * Checking an image before it is read: straight sweeps that keep a maximum or
 * an "or" of faults, so that compilers can run them several items at a time.
 * The whole of six megabytes costs about a millisecond, and no read afterwards
 * needs a check of its own.
 */
#include "base/error.h"
#include "base/memory.h"
#include "gazetteer/image.h"
#include "text/utf8.h"

static uint32_t count_of(const nomenp_gazetteer *g, nomenp_image_part part) {
  return g->counts[part];
}

/* Targets name a node (of which the last only ends the table) or a name. */
static bool target_is_bad(const nomenp_gazetteer *g, uint32_t target) {
  uint32_t limit = target & NOMENP_TARGET_NAME
                       ? count_of(g, NOMENP_IMAGE_NAMES)
                       : count_of(g, NOMENP_IMAGE_NODES) - 1;
  return target != 0 && (target & ~NOMENP_TARGET_NAME) >= limit;
}

static bool words_are_good(const nomenp_gazetteer *g) {
  uint32_t words = count_of(g, NOMENP_IMAGE_KEYS);
  uint32_t buckets = count_of(g, NOMENP_IMAGE_BUCKETS) - 1;
  uint32_t bad = 0, last_profile = 0;

  for (uint32_t i = 0; i < buckets; i++)
    bad |= g->buckets[i] > g->buckets[i + 1];
  bad |= g->buckets[buckets] != words;
  for (uint32_t i = 0; i < words; i++)
    if (g->words[i] > last_profile) last_profile = g->words[i];
  bad |= words != 0 && last_profile >= count_of(g, NOMENP_IMAGE_PROFILES);
  bad |= g->and_word != NOMENP_NO_WORD && g->and_word >= words;
  return bad == 0;
}

static bool starts_are_good(const nomenp_gazetteer *g) {
  uint32_t words = count_of(g, NOMENP_IMAGE_KEYS);
  uint32_t pieces = count_of(g, NOMENP_IMAGE_STARTS);
  uint32_t targets = count_of(g, NOMENP_IMAGE_TARGETS);
  uint32_t before = 0, bad = 0;

  for (uint32_t i = 0; i < pieces; i++) {
    bad |= g->starts[i].before != before;
    before += nomenp_image_bit_count(g->starts[i].bits);
  }
  bad |= before != targets;
  if (words % 32 != 0) bad |= g->starts[pieces - 1].bits >> words % 32 != 0;
  for (uint32_t i = 0; i < targets; i++)
    bad |= target_is_bad(g, g->targets[i]);
  return bad == 0;
}

static bool names_are_good(const nomenp_gazetteer *g) {
  uint32_t nodes = count_of(g, NOMENP_IMAGE_NODES) - 1;
  uint32_t edges = count_of(g, NOMENP_IMAGE_EDGES);
  uint32_t names = count_of(g, NOMENP_IMAGE_NAMES);
  uint32_t bad = 0, last_writing = 0;

  for (uint32_t i = 0; i < nodes; i++)
    bad |= (uint32_t)(g->nodes[i].edges > g->nodes[i + 1].edges) |
           (uint32_t)(g->nodes[i].names > g->nodes[i + 1].names);
  bad |= (uint32_t)(g->nodes[nodes].edges != edges) |
         (uint32_t)(g->nodes[nodes].names > names);
  for (uint32_t i = 0; i < edges; i++)
    bad |= target_is_bad(g, g->edges[i].target);
  for (uint32_t i = 0; i < names; i++)
    if (g->names[i].writing > last_writing) last_writing = g->names[i].writing;
  bad |= names != 0 && last_writing >= count_of(g, NOMENP_IMAGE_WRITINGS);
  for (uint32_t i = 0; i < count_of(g, NOMENP_IMAGE_WRITINGS); i++)
    bad |= g->writings[i].list >= NOMENP_LIST_COUNT;
  return bad == 0;
}

/* Inside the pool, and not inside a character. */
static bool string_is_good(const nomenp_gazetteer *g, uint32_t offset) {
  return offset < count_of(g, NOMENP_IMAGE_STRINGS) &&
         ((unsigned char)g->strings[offset] & 0xc0u) != 0x80u;
}

static bool strings_are_good(const nomenp_gazetteer *g) {
  uint32_t size = count_of(g, NOMENP_IMAGE_STRINGS);
  size_t fault;

  return g->strings[0] == '\0' && g->strings[size - 1] == '\0' &&
         nomenp_utf8_check((const uint8_t *)g->strings, size, &fault);
}

static bool facts_are_good(const nomenp_gazetteer *g) {
  for (uint32_t i = 0; i < count_of(g, NOMENP_IMAGE_FACTS); i++) {
    const nomenp_image_facts *facts = &g->facts[i];
    unsigned position =
        facts->mask & (NOMENP_DETAIL_LATITUDE | NOMENP_DETAIL_LONGITUDE);
    if (!string_is_good(g, facts->kind) || !string_is_good(g, facts->country) ||
        !string_is_good(g, facts->region) || facts->list >= NOMENP_LIST_COUNT ||
        (facts->type >= NOMEN_TYPE_COUNT && facts->type != NOMENP_TYPE_ANY) ||
        position == NOMENP_DETAIL_LATITUDE ||
        position == NOMENP_DETAIL_LONGITUDE)
      return false;
  }
  return true;
}

/* The details that the mask promises are there, and strings where they should.
 */
static bool details_are_good(const nomenp_gazetteer *g, uint32_t at,
                             uint8_t mask) {
  uint32_t end = count_of(g, NOMENP_IMAGE_RECORDS), pairs;

  for (unsigned bit = 1; bit < NOMENP_DETAIL_ATTRIBUTES; bit <<= 1) {
    if (!(mask & bit)) continue;
    if (at >= end) return false;
    if (bit <= NOMENP_DETAIL_CODE && !string_is_good(g, g->records[at]))
      return false;
    at++;
  }
  if (!(mask & NOMENP_DETAIL_ATTRIBUTES)) return at <= end;
  if (at >= end) return false;
  pairs = g->records[at++];
  if (pairs > (end - at) / 2) return false;
  for (uint32_t i = 0; i < 2 * pairs; i++)
    if (!string_is_good(g, g->records[at + i])) return false;
  return true;
}

static bool record_is_good(const nomenp_gazetteer *g, uint32_t at) {
  const uint32_t *record = g->records + at;
  uint32_t end = count_of(g, NOMENP_IMAGE_RECORDS);

  return end - at >= NOMENP_RECORD_DETAILS &&
         record[NOMENP_RECORD_FACTS] < count_of(g, NOMENP_IMAGE_FACTS) &&
         record[NOMENP_RECORD_NAME] != 0 &&
         string_is_good(g, record[NOMENP_RECORD_NAME]) &&
         details_are_good(g, at + NOMENP_RECORD_DETAILS,
                          g->facts[record[NOMENP_RECORD_FACTS]].mask);
}

/* Records one after another, a bit set where each begins; then names may only
 * mean such places.  In this order memory is read from its start to its end. */
static bool records_are_good(const nomenp_gazetteer *g, uint32_t *begins) {
  uint32_t end = count_of(g, NOMENP_IMAGE_RECORDS);

  for (uint32_t at = 0; at < end;) {
    if (!record_is_good(g, at)) return false;
    begins[at / 32] |= UINT32_C(1) << at % 32;
    at += nomenp_image_record_size(
        g->records + at, g->facts[g->records[at + NOMENP_RECORD_FACTS]].mask);
  }
  for (uint32_t i = 0; i < count_of(g, NOMENP_IMAGE_NAMES); i++) {
    uint32_t at = g->names[i].record;
    if (at >= end || !(begins[at / 32] >> at % 32 & 1)) return false;
  }
  return true;
}

static nomen_status check_records(const nomenp_gazetteer *g,
                                  nomen_error *error) {
  size_t pieces = count_of(g, NOMENP_IMAGE_RECORDS) / 32 + 1;
  uint32_t *begins =
      nomenp_memory_allocate_zeroed(g->memory, pieces * sizeof(*begins));
  bool is_good;

  if (begins == NULL) return nomenp_error_memory(error);
  is_good = records_are_good(g, begins);
  nomenp_memory_release(g->memory, begins);
  return is_good ? NOMEN_OK
                 : nomenp_error_set(error, NOMEN_EPACK, 0,
                                    "entries of the lists are damaged");
}

nomen_status nomenp_image_check(const nomenp_gazetteer *gazetteer,
                                nomen_error *error) {
  static const struct {
    bool (*is_good)(const nomenp_gazetteer *g);
    const char *message;
  } checks[] = {
      {words_are_good, "word table of the lists is damaged"},
      {starts_are_good, "table of first words is damaged"},
      {names_are_good, "name table of the lists is damaged"},
      {strings_are_good, "strings of the lists are damaged"},
      {facts_are_good, "facts of the lists are damaged"},
  };

  for (size_t i = 0; i < sizeof(checks) / sizeof(*checks); i++)
    if (!checks[i].is_good(gazetteer))
      return nomenp_error_set(error, NOMEN_EPACK, 0, checks[i].message);
  return check_records(gazetteer, error);
}
