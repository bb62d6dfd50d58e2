/* SPDX-License-Identifier: MIT */
/* Evidence: its names, which tokens are asked about, and what is said of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "evidence/facts.h"
#include "evidence/word.h"
#include "unit/failing.h"
#include "unit/reading.h"

static const char story[] =
    "OSLO, Norway (AP) _ Prime Minister Kari Nordahl said on Tuesday that the\n"
    "Fisheries Bank of Bergen would buy Tromso-based Havbruk ASA, a rival.\n\n"
    "\"We will not wait,\" said Ms. Nordahl, 53. Havbruk's shares rose. The bank\n"
    "(FBB) and Smith & Lund Inc. declined to comment, as did Jan van der Berg\n"
    "of al-Nur.\n\n"
    "BANK TO BUY RIVAL IN NORWAY\n\n"
    "Bergen 2 Tromso 1\n";

static nomenp_gazetteer *lists;

static int open_lists(void **state) {
  (void)state;
  lists = reading_lists();
  return lists == NULL;
}

static int close_lists(void **state) {
  (void)state;
  nomenp_gazetteer_close(lists);
  return 0;
}

static size_t site_of(const reading *r, const char *word) {
  size_t at = (size_t)(strstr(story, word) - story);

  for (size_t i = 0; i < r->evidence.site_count; i++)
    if (r->text.start[r->evidence.sites[i].token] == at) return i;
  return SIZE_MAX;
}

static void set_label(uint8_t *labels, size_t site, unsigned label) {
  assert_in_range(site, 0, 199);
  labels[site] = (uint8_t)label;
}

/* Every name reads back as the key that it was written from. */
static void check_names(const reading *r, size_t site, const uint64_t *keys,
                        const nomenp_evidence_item *items, size_t count) {
  nomenp_buffer name;

  nomenp_buffer_init(&name, &nomenp_memory_default);
  for (size_t i = 0; i < count; i++) {
    nomenp_evidence_item again;
    nomenp_buffer_clear(&name);
    assert_true(nomenp_evidence_name(&r->evidence, site, &items[i], &name));
    assert_non_null(nomenp_buffer_text(&name));
    if (!nomenp_evidence_parse(name.bytes, name.size, &again))
      fail_msg("does not read back: %s", nomenp_buffer_text(&name));
    if (nomenp_evidence_key(&again) != keys[i])
      fail_msg("reads back as another: %s", nomenp_buffer_text(&name));
  }
  nomenp_buffer_fini(&name);
}

static void test_names(void **state) {
  uint64_t keys[NOMENP_EVIDENCE_MAX];
  nomenp_evidence_item items[NOMENP_EVIDENCE_MAX];
  nomenp_evidence_cursor cursor;
  uint8_t labels[200] = {0}, votes[200];
  static const nomenp_doubts doubts[200];
  reading r;

  (void)state;
  assert_true(reading_open(&r, &nomenp_memory_default, lists, story));
  assert_in_range(r.evidence.site_count, 30, sizeof labels);
  nomenp_evidence_start(&r.evidence, &cursor);
  for (size_t i = 0; i < r.evidence.site_count; i++) {
    size_t count = nomenp_evidence_keys(&cursor, i, keys, items);
    assert_in_range(count, 1, NOMENP_EVIDENCE_MAX);
    check_names(&r, i, keys, items, count);
  }
  memset(votes, NOMENP_VOTES_MAX, sizeof votes);
  set_label(labels, site_of(&r, "Nordahl"), nomenp_label(0, 3));
  set_label(labels, site_of(&r, "Havbruk ASA"), nomenp_label(1, 0));
  set_label(labels, site_of(&r, "Havbruk ASA") + 1, nomenp_label(1, 2));
  assert_true(
      nomenp_evidence_pass(&r.evidence, &r.arena, labels, votes, doubts));
  for (size_t i = 0; i < r.evidence.site_count; i++) {
    size_t count = nomenp_evidence_pass_keys(&cursor, i, keys, items);
    check_names(&r, i, keys, items, count);
  }
  reading_close(&r);
}

static void test_bad_names(void **state) {
  static const char *const bad[] = {
      "",          "run",        "run=",       "run=X1",     "run=U9",
      "nothing=1", "shape=aA|",  "|shape=Aa",  "+3:shape=Aa", "lists=g0",
      "lists=g9",  "list:person", "list:person:Q", "doc:", "doc:never",
      "kind=<never>", "exact=",  "exact=person+never", "first=",
      "first=-1",  "same=person:9", "own=Q",
      "shape=Aa|shape=Aa|shape=Aa|shape=Aa", "before="};
  nomenp_evidence_item item;

  (void)state;
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
    if (nomenp_evidence_parse(bad[i], strlen(bad[i]), &item))
      fail_msg("read: %s", bad[i]);
  assert_true(nomenp_evidence_parse("run=U1|before=in", 16, &item));
  assert_int_equal(item.count, 2);
  assert_true(nomenp_evidence_parse("-1:kind=<saying>", 16, &item));
  assert_int_equal(item.parts[0].offset, -1);
}

static const nomenp_run *run_at(const reading *r, const char *word) {
  size_t site = site_of(r, word);

  assert_true(site != SIZE_MAX);
  assert_true(r->evidence.sites[site].run != NOMENP_NO_RUN);
  return &r->evidence.runs[r->evidence.sites[site].run];
}

static void test_runs(void **state) {
  reading r;

  (void)state;
  assert_true(reading_open(&r, &nomenp_memory_default, lists, story));
  /* "&" joins, and particles do; a title does not. */
  assert_int_equal(run_at(&r, "Smith & Lund")->end -
                       run_at(&r, "Smith & Lund")->first,
                   4);
  assert_int_equal(run_at(&r, "Jan van der")->end -
                       run_at(&r, "Jan van der")->first,
                   4);
  assert_int_equal(run_at(&r, "Nordahl, 53")->end -
                       run_at(&r, "Nordahl, 53")->first,
                   1);
  /* "Tromso-based": the hyphen ends the run. */
  assert_int_equal(run_at(&r, "Tromso-based")->after, NOMENP_CUE_HYPHEN);
  /* Far from capitals nothing is asked. */
  assert_true(site_of(&r, "shares rose") == SIZE_MAX ||
              r.evidence.sites[site_of(&r, "shares rose")].run ==
                  NOMENP_NO_RUN);
  assert_true(site_of(&r, "wait") == SIZE_MAX);
  reading_close(&r);
}

/* A line in capitals: what the language knows as words is lower-cased. */
static void test_case(void **state) {
  size_t norway;
  reading r;

  (void)state;
  assert_true(reading_open(&r, &nomenp_memory_default, lists, story));
  norway = site_of(&r, "NORWAY");
  assert_true(norway != SIZE_MAX);
  assert_int_equal(r.evidence.shape[r.evidence.sites[norway].token],
                   NOMENP_SHAPE_CAPITAL);
  assert_int_equal(r.evidence.shape[r.evidence.sites[norway].token - 1],
                   NOMENP_SHAPE_LOWER); /* IN */
  reading_close(&r);
}

/* The site of the n-th mention of a word in any text. */
static const nomenp_site *mention(const reading *r, const char *word,
                                  unsigned n) {
  for (size_t i = 0; i < r->evidence.site_count; i++) {
    uint32_t t = r->evidence.sites[i].token;
    if (r->text.end[t] - r->text.start[t] == strlen(word) &&
        memcmp(r->text.bytes + r->text.start[t], word, strlen(word)) == 0 &&
        n-- == 0)
      return &r->evidence.sites[i];
  }
  fail_msg("no such mention: %s", word);
  return NULL;
}

static unsigned around(const reading *r, const char *word) {
  return r->evidence.runs[mention(r, word, 0)->run].around;
}

static unsigned run_length(const reading *r, const char *word) {
  const nomenp_run *run = &r->evidence.runs[mention(r, word, 0)->run];
  return run->end - run->first;
}

#define TRAIT(id) (UINT32_C(1) << NOMENP_TRAIT_##id)

/* What a mention shows of itself: that it trades, that it is called a body. */
static void test_company(void **state) {
  static const char text[] =
      "LUSAKA, Jan. 30 (Panorama Wire) -- Wendover's shares rose and Wendover\n"
      "employs many. Kelder, the Utrecht-based grocery chain, met Tilbrook, a\n"
      "village of ten, and Ostrova, the minister of ports. The newsstand "
      "chain\n"
      "Ruvik had a stake in Marlowe Foods and in Ledgers plc, it said.\n";
  reading r;

  (void)state;
  assert_true(reading_open(&r, &nomenp_memory_default, lists, text));
  assert_int_equal(around(&r, "Panorama"), NOMENP_AROUND_AGENCY);
  assert_true(mention(&r, "Wendover", 0)->own & TRAIT(TRADES));
  assert_true(mention(&r, "Wendover", 1)->own & TRAIT(TRADES));
  assert_int_equal(around(&r, "Kelder"), NOMENP_AROUND_BODY_AFTER);
  assert_int_equal(around(&r, "Tilbrook"), NOMENP_AROUND_SITE_AFTER);
  assert_int_equal(around(&r, "Ostrova"), NOMENP_AROUND_ROLE_AFTER);
  assert_true(mention(&r, "Ruvik", 0)->own & TRAIT(BODY_BESIDE));
  assert_true(mention(&r, "Marlowe", 0)->own & TRAIT(TRADES));
  assert_true(mention(&r, "Marlowe", 0)->own & TRAIT(BEFORE_HEAD));
  assert_false(mention(&r, "Foods", 0)->own & TRAIT(BEFORE_HEAD));
  assert_int_equal(run_length(&r, "Ledgers"), 2);
  reading_close(&r);
}

/* Whose hospital it is, and whose is the party: a name's own genitive, or an
 * owner's. */
static void test_genitive(void **state) {
  static const char text[] =
      "They cleared St. Botolph's Hospital Trust and the People's Party, but\n"
      "Britain's Labour Party and Oh Ji-ho were not asked. The miner, He "
      "Long,\n"
      "was there. \"He Long?\" The Hague.\n";
  reading r;

  (void)state;
  assert_true(reading_open(&r, &nomenp_memory_default, lists, text));
  assert_int_equal(run_length(&r, "Botolph"), 5);
  assert_int_equal(run_length(&r, "People"), 3);
  assert_int_equal(run_length(&r, "Britain"), 1);
  assert_int_equal(run_length(&r, "Ji"), 4);
  /* A surname that is a function word, where a capital can only be a name's. */
  assert_int_equal(run_length(&r, "Long"), 2);
  reading_close(&r);
}

static void test_memory(void **state) {
  (void)state;
  for (int for_ever = 0; for_ever < 2; for_ever++)
    for (size_t n = 1;; n++) {
      failing f = {0};
      nomen_allocator memory = failing_at(&f, n);
      reading r;
      bool is_read;
      f.for_ever = for_ever != 0;
      is_read = reading_open(&r, &memory, lists, story);
      reading_close(&r);
      assert_int_equal(f.live, 0);
      if (is_read) break;
      assert_in_range(n, 1, 1000);
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_names),   cmocka_unit_test(test_bad_names),
      cmocka_unit_test(test_runs),    cmocka_unit_test(test_case),
      cmocka_unit_test(test_company), cmocka_unit_test(test_genitive),
      cmocka_unit_test(test_memory)};

  return cmocka_run_group_tests(tests, open_lists, close_lists);
}
