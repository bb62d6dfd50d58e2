/* SPDX-License-Identifier: MIT */
/* Packs: written and read, refused when cut, foreign or damaged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/hash.h"
#include "failing.h"
#include "lists.h"
#include "pack/pack.h"

/* Rounds of mutation; NOMEN_MUTATIONS in the environment asks for more. */
#define ROUNDS 20000ul

static const list_source sources[] = {
    {NOMENP_LIST_PLACE,
     "name\taliases\tkind\tcountry\tlatitude\tlongitude\tpopulation\tid\tnote\n"
     "New York\tNew York City|Big "
     "Apple\tcity\tUS\t40.7\t-74\t8175133\tg:1\tbig\n"
     "York\t\tcity\tGB\t\t\t144202\t\t\nYork\t\tcity\tUS\t\t\t\t\t\n"
     "Stoke-on-Trent\t\t\t\t\t\t\t\tred\nUnited "
     "States\tUS|U.S.\tcountry\tUS\t\t\t\t\t\n"},
    {NOMENP_LIST_ORGANISATION,
     "name\tacronym\tgrade\nWorld Health Organization\tWHO\t4\n"
     "The New York Times\t\t4\nJohnson & Johnson\t\t3\n"},
    {NOMENP_LIST_GIVEN, "name\tgrade\tgender\nJean-Pierre\t4\tM\nJean\t3\tU\n"},
    {NOMENP_LIST_WORD, "name\tlevel\tlower\tupper\nwho\t10\t9\t1\n"},
};

static const nomenp_pattern_file patterns[] = {
    {"a.pattern", "one\n", 4}, {"empty.pattern", "", 0}, {"z.pattern", "z", 1}};

/* A whole pack in a block of just its size. */
typedef struct whole {
  char *bytes;
  size_t size;
} whole;

static nomen_status make(const nomen_allocator *memory, nomenp_buffer *out) {
  nomenp_buffer image, files;
  nomenp_pack sections;
  nomen_error error;
  nomen_status status;

  memset(&sections, 0, sizeof(sections));
  nomenp_buffer_init(&image, memory);
  nomenp_buffer_init(&files, memory);
  status = lists_build(memory, sources, sizeof(sources) / sizeof(*sources),
                       &image, &error);
  if (status == NOMEN_OK)
    status = nomenp_pack_patterns_write(patterns, 3, &files, &error);
  if (status == NOMEN_OK) {
    sections.sections[NOMENP_SECTION_GAZETTEER].bytes = image.bytes;
    sections.sections[NOMENP_SECTION_GAZETTEER].size = image.size;
    sections.sections[NOMENP_SECTION_PATTERNS].bytes = files.bytes;
    sections.sections[NOMENP_SECTION_PATTERNS].size = files.size;
    status = nomenp_pack_write(&sections, out, &error);
  }
  nomenp_buffer_fini(&image);
  nomenp_buffer_fini(&files);
  return status;
}

static int set_up(void **state) {
  static whole w;
  nomenp_buffer buffer;

  nomenp_buffer_init(&buffer, &nomenp_memory_default);
  if (make(&nomenp_memory_default, &buffer) != NOMEN_OK) return -1;
  w.size = buffer.size;
  w.bytes = malloc(w.size);
  memcpy(w.bytes, buffer.bytes, w.size);
  nomenp_buffer_fini(&buffer);
  *state = &w;
  return 0;
}

static int tear_down(void **state) {
  free(((whole *)*state)->bytes);
  return 0;
}

/* Everything that can be asked of the lists of a pack, asked. */
static void use_lists(const nomenp_gazetteer *g) {
  static const char bytes[] =
      "The New York Times said New York City and the WHO of U.S. York had "
      "Johnson & Johnson at Stoke-on-Trent with Jean-Pierre.";
  nomenp_lexicon lexicon = nomenp_gazetteer_lexicon(g);
  nomenp_arena arena;
  nomenp_text text;
  nomenp_hit_list hits;
  uint32_t words[64], entries[8];
  size_t sum = 0;

  nomenp_arena_init(&arena, &nomenp_memory_default);
  assert_true(nomenp_text_read(&arena, (const uint8_t *)bytes,
                               sizeof(bytes) - 1, &lexicon, &text));
  assert_true(text.token_count <= 64);
  nomenp_gazetteer_words(g, NULL, &text, words);
  assert_int_equal(nomenp_gazetteer_scan(g, &arena, &text, words, &hits),
                   NOMEN_OK);
  for (size_t i = 0; i < hits.count; i++) {
    nomenp_entry e;
    const char *note;
    nomenp_gazetteer_entry(g, hits.items[i].entry, &e);
    note = nomenp_gazetteer_attribute(g, hits.items[i].entry, "note");
    sum += strlen(e.name) + (e.kind ? strlen(e.kind) : 0) +
           (e.country ? strlen(e.country) : 0) + (e.id ? strlen(e.id) : 0) +
           (e.acronym ? strlen(e.acronym) : 0) + (note ? strlen(note) : 0);
    assert_true(e.list < NOMENP_LIST_COUNT);
  }
  for (uint32_t i = 0; i < text.token_count; i++) {
    if (words[i] != NOMENP_NO_WORD)
      sum += nomenp_gazetteer_word(g, words[i])->place;
    sum += nomenp_gazetteer_lookup(
        g, text.hash + i, text.token_count - i < 3 ? text.token_count - i : 3,
        entries, 8);
  }
  assert_true(sum < SIZE_MAX);
  nomenp_arena_fini(&arena);
}

static nomen_status open_and_use(const void *bytes, size_t size) {
  nomenp_pack pack;
  nomenp_gazetteer *g;
  nomenp_arena arena;
  nomenp_pattern_file *files;
  nomen_error error;
  size_t count;
  nomen_status status = nomenp_pack_open(bytes, size, &pack, &error);

  if (status != NOMEN_OK) return status;
  nomenp_arena_init(&arena, &nomenp_memory_default);
  status = nomenp_pack_patterns(&pack, &arena, &files, &count, &error);
  for (size_t i = 0; i < count && status == NOMEN_OK; i++)
    assert_true(strlen(files[i].label) + files[i].size <= size);
  nomenp_arena_fini(&arena);
  if (status != NOMEN_OK) return status;
  if (pack.sections[NOMENP_SECTION_GAZETTEER].bytes == NULL) return NOMEN_OK;
  status = nomenp_gazetteer_open(&nomenp_memory_default, pack.sections[0].bytes,
                                 pack.sections[0].size, &g, &error);
  if (status != NOMEN_OK) return status;
  use_lists(g);
  nomenp_gazetteer_close(g);
  return NOMEN_OK;
}

static void a_pack_gives_back_what_it_was_given(void **state) {
  const whole *w = *state;
  nomenp_pack pack;
  nomenp_pattern_file *files;
  nomenp_arena arena;
  nomen_error error;
  size_t count;

  assert_int_equal(nomenp_pack_open(w->bytes, w->size, &pack, &error),
                   NOMEN_OK);
  assert_null(pack.sections[NOMENP_SECTION_WEIGHTS].bytes);
  nomenp_arena_init(&arena, &nomenp_memory_default);
  assert_int_equal(nomenp_pack_patterns(&pack, &arena, &files, &count, &error),
                   NOMEN_OK);
  assert_int_equal(count, 3);
  for (size_t i = 0; i < count; i++) {
    assert_string_equal(files[i].label, patterns[i].label);
    assert_int_equal(files[i].size, patterns[i].size);
    assert_memory_equal(files[i].bytes, patterns[i].bytes, files[i].size);
  }
  nomenp_arena_fini(&arena);
  assert_int_equal(open_and_use(w->bytes, w->size), NOMEN_OK);
}

/* Six megabytes are the most that a program should carry for it. */
static void the_default_pack_opens(void **state) {
  (void)state;
  assert_true(nomenp_pack_default_size <= 6000000);
  assert_int_equal(open_and_use(nomenp_pack_default, nomenp_pack_default_size),
                   NOMEN_OK);
}

static void an_empty_pack_opens(void **state) {
  nomenp_pack none;
  nomenp_buffer out;
  nomen_error error;

  (void)state;
  memset(&none, 0, sizeof(none));
  nomenp_buffer_init(&out, &nomenp_memory_default);
  assert_int_equal(nomenp_pack_write(&none, &out, &error), NOMEN_OK);
  assert_int_equal(open_and_use(out.bytes, out.size), NOMEN_OK);
  nomenp_buffer_fini(&out);
}

/* Cut at every length: always an error, never a read beyond. */
static void a_pack_cut_short_is_refused(void **state) {
  const whole *w = *state;

  for (size_t size = 0; size < w->size; size++) {
    char *part = malloc(size + (size == 0));
    memcpy(part, w->bytes, size);
    assert_int_equal(open_and_use(part, size), NOMEN_EPACK);
    free(part);
  }
}

static void every_changed_byte_is_noticed(void **state) {
  const whole *w = *state;

  for (size_t i = 0; i < w->size; i++) {
    char kept = w->bytes[i];
    w->bytes[i] = (char)(kept ^ 0x40);
    assert_int_not_equal(open_and_use(w->bytes, w->size), NOMEN_OK);
    w->bytes[i] = kept;
  }
}

static void other_versions_and_places_are_told_apart(void **state) {
  const whole *w = *state;
  char *copy = malloc(w->size + 8);
  nomenp_pack pack;
  nomen_error error;

  memcpy(copy, w->bytes, w->size);
  copy[8]++;
  assert_int_equal(nomenp_pack_open(copy, w->size, &pack, &error),
                   NOMEN_EVERSION);
  memcpy(copy + 4, w->bytes, w->size);
  assert_int_equal(nomenp_pack_open(copy + 4, w->size, &pack, &error),
                   NOMEN_EARG);
  assert_null(pack.sections[0].bytes);
  free(copy);
}

static uint64_t next_random(uint64_t *seed) {
  *seed += UINT64_C(0x9e3779b97f4a7c15);
  return nomenp_hash_mix(*seed);
}

/* Change a byte, or put a number that is likely to hurt on a number's place. */
static void change(char *bytes, size_t size, uint64_t *seed) {
  static const uint32_t numbers[] = {
      0, 1, 0x7fffffff, 0x80000000, 0x80000001, 0xffffffff, 64, 0xffff};
  uint64_t random = next_random(seed);
  size_t at = (size_t)(random >> 16) % size;

  if (random & 1) {
    bytes[at] = (char)(random >> 8);
  } else {
    at &= ~(size_t)3;
    memcpy(bytes + at, &numbers[random >> 1 & 7], sizeof(uint32_t));
  }
}

static void set_checksum(char *bytes, size_t size) {
  uint64_t sum = nomenp_pack_checksum(bytes, size - sizeof(sum));
  memcpy(bytes + size - sizeof(sum), &sum, sizeof(sum));
}

static void no_mutation_is_trusted(void **state) {
  const whole *w = *state;
  const char *asked = getenv("NOMEN_MUTATIONS");
  unsigned long rounds = asked != NULL ? strtoul(asked, NULL, 10) : ROUNDS;
  unsigned long opened = 0;
  uint64_t seed = 1;

  assert_true(w->size <= 64 * 1024);
  for (unsigned long i = 0; i < rounds; i++) {
    char *copy = malloc(w->size);
    unsigned changes = 1 + (unsigned)(next_random(&seed) % 4);
    memcpy(copy, w->bytes, w->size);
    while (changes-- > 0)
      change(copy, w->size, &seed);
    if (i % 100 != 0) set_checksum(copy, w->size);
    opened += open_and_use(copy, w->size) == NOMEN_OK;
    free(copy);
  }
  print_message("%lu of %lu mutated packs were still sound\n", opened, rounds);
}

static void every_allocation_may_fail(void **state) {
  (void)state;
  for (int for_ever = 0; for_ever < 2; for_ever++) {
    failing f = {0, for_ever != 0, 0};
    for (size_t n = 1;; n++) {
      nomen_allocator memory = failing_at(&f, n);
      nomenp_buffer out;
      nomen_status status;
      nomenp_buffer_init(&out, &memory);
      status = make(&memory, &out);
      nomenp_buffer_fini(&out);
      assert_int_equal(f.live, 0);
      if (status == NOMEN_OK) {
        assert_true(f.left != 0 && n > 20);
        break;
      }
      assert_int_equal(status, NOMEN_ENOMEM);
    }
  }
}

/* The checksum is part of the format. */
static void the_checksum_is_what_it_was(void **state) {
  static const uint64_t words[6] = {1, 2, 3, 4, 5, 6};

  (void)state;
  assert_true(nomenp_pack_checksum(words, 48) == UINT64_C(0x35594574d0e896b1));
  assert_true(nomenp_pack_checksum(words, 40) !=
              nomenp_pack_checksum(words, 48));
  assert_true(nomenp_pack_checksum(words, 0) != 0);
}

static void files_are_opened(void **state) {
  static const char path[] = "test_pack.tmp";
  nomenp_file file;
  nomen_error error;
  FILE *out = fopen(path, "wb");

  (void)state;
  assert_non_null(out);
  fputs("four", out);
  fclose(out);
  assert_int_equal(
      nomenp_file_open(&nomenp_memory_default, path, &file, &error), NOMEN_OK);
  assert_int_equal(file.size, 4);
  assert_memory_equal(file.bytes, "four", 4);
  nomenp_file_close(&nomenp_memory_default, &file);
  assert_int_equal(file.size, 0);
  fclose(fopen(path, "wb"));
  assert_int_equal(
      nomenp_file_open(&nomenp_memory_default, path, &file, &error), NOMEN_OK);
  assert_int_equal(file.size, 0);
  nomenp_file_close(&nomenp_memory_default, &file);
  remove(path);
  assert_int_equal(
      nomenp_file_open(&nomenp_memory_default, path, &file, &error), NOMEN_EIO);
  assert_string_equal(error.file, path);
  assert_int_equal(nomenp_file_open(&nomenp_memory_default, ".", &file, &error),
                   NOMEN_EIO);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_pack_gives_back_what_it_was_given),
      cmocka_unit_test(the_default_pack_opens),
      cmocka_unit_test(an_empty_pack_opens),
      cmocka_unit_test(a_pack_cut_short_is_refused),
      cmocka_unit_test(every_changed_byte_is_noticed),
      cmocka_unit_test(other_versions_and_places_are_told_apart),
      cmocka_unit_test(no_mutation_is_trusted),
      cmocka_unit_test(every_allocation_may_fail),
      cmocka_unit_test(the_checksum_is_what_it_was),
      cmocka_unit_test(files_are_opened),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
