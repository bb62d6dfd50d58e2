/* SPDX-License-Identifier: MIT */
/* Arena, arrays, buffers, errors, hash, eight bytes at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/filter.h"
#include "base/hash.h"
#include "base/sort.h"

static void buffer_writes_numbers(void **state) {
  nomenp_buffer buffer;

  (void)state;
  nomenp_buffer_init(&buffer, &nomenp_memory_default);
  nomenp_buffer_put_signed(&buffer, INT64_MIN);
  nomenp_buffer_put_byte(&buffer, ' ');
  nomenp_buffer_put_fixed(&buffer, -9954, 2);
  nomenp_buffer_put_byte(&buffer, ' ');
  nomenp_buffer_put_fixed(&buffer, -5, 2);
  nomenp_buffer_put_byte(&buffer, ' ');
  nomenp_buffer_put_padded(&buffer, 7, 4);
  nomenp_buffer_put_unsigned(&buffer, UINT64_MAX);
  assert_string_equal(nomenp_buffer_text(&buffer),
                      "-9223372036854775808 -99.54 -0.05 "
                      "000718446744073709551615");
  nomenp_buffer_fini(&buffer);
}

static void buffer_refuses_what_cannot_be(void **state) {
  nomenp_buffer buffer;

  (void)state;
  nomenp_buffer_init(&buffer, &nomenp_memory_default);
  nomenp_buffer_put_text(&buffer, "abc");
  assert_null(nomenp_buffer_reserve(&buffer, SIZE_MAX - 1));
  assert_true(buffer.failed);
  nomenp_buffer_put_text(&buffer, "d");
  assert_int_equal(buffer.size, 3);
  assert_null(nomenp_buffer_text(&buffer));
  nomenp_buffer_fini(&buffer);
}

static void arena_blocks_are_aligned_and_kept(void **state) {
  nomenp_arena arena;
  nomenp_arena_position mark;
  char *first, *text;

  (void)state;
  nomenp_arena_init(&arena, &nomenp_memory_default);
  first = nomenp_arena_allocate(&arena, 3);
  memcpy(first, "ab", 3);
  mark = nomenp_arena_mark(&arena);
  for (size_t size = 1; size < 100000; size *= 3) {
    void *block = nomenp_arena_allocate(&arena, size);
    assert_non_null(block);
    assert_int_equal((uintptr_t)block % _Alignof(max_align_t), 0);
    memset(block, 0xee, size);
  }
  nomenp_arena_rewind(&arena, mark);
  text = nomenp_arena_string(&arena, "xyz", 2);
  assert_string_equal(text, "xy");
  assert_string_equal(first, "ab");
  assert_null(nomenp_arena_allocate(&arena, SIZE_MAX));
  assert_null(nomenp_arena_array(&arena, SIZE_MAX / 2, 3));
  nomenp_arena_fini(&arena);
}

static size_t kept_chunks(const nomenp_work *work) {
  size_t count = 0, size = 0;

  for (const nomenp_chunk *c = work->kept; c != NULL; c = c->older) {
    count++;
    size += c->size;
  }
  assert_int_equal(size, work->kept_size);
  return count;
}

static void work_areas_keep_chunks_up_to_a_limit(void **state) {
  nomenp_work work;
  nomenp_arena arena, beside;
  void *first;

  (void)state;
  nomenp_work_init(&work, &nomenp_memory_default);
  nomenp_arena_init_in(&arena, &work);
  first = nomenp_arena_allocate(&arena, 100);
  assert_non_null(first);
  nomenp_arena_fini(&arena);
  assert_int_equal(kept_chunks(&work), 1);

  nomenp_arena_init_beside(&beside, &arena);
  assert_ptr_equal(nomenp_arena_allocate(&beside, 100), first);
  assert_int_equal(kept_chunks(&work), 0);
  assert_non_null(nomenp_arena_allocate(&beside, 10 * NOMENP_WORK_KEPT_MAX));
  for (int i = 0; i < 100; i++)
    assert_non_null(nomenp_arena_allocate(&beside, 40000));
  nomenp_arena_fini(&beside);
  assert_in_range(work.kept_size, NOMENP_WORK_KEPT_MAX / 2,
                  NOMENP_WORK_KEPT_MAX);
  assert_true(kept_chunks(&work) > 1);

  nomenp_work_limit(&work, 100000);
  assert_in_range(work.kept_size, 0, 100000);
  nomenp_work_limit(&work, 0);
  assert_int_equal(kept_chunks(&work), 0);
  nomenp_arena_init_in(&arena, &work);
  assert_non_null(nomenp_arena_allocate(&arena, 1));
  nomenp_arena_fini(&arena);
  assert_int_equal(kept_chunks(&work), 0);
  nomenp_work_fini(&work);
}

static void work_areas_hold_caches(void **state) {
  nomenp_work work;
  void *cache, *again;

  (void)state;
  assert_true(nomenp_work_cache(NULL, NOMENP_CACHE_TEXT, 16, &cache));
  assert_null(cache);
  nomenp_work_init(&work, &nomenp_memory_default);
  assert_true(nomenp_work_cache(&work, NOMENP_CACHE_TEXT, 16, &cache));
  assert_non_null(cache);
  assert_int_equal(*(unsigned char *)cache, 0);
  assert_true(nomenp_work_cache(&work, NOMENP_CACHE_LINK, 16, &again));
  assert_ptr_not_equal(again, cache);
  assert_true(nomenp_work_cache(&work, NOMENP_CACHE_TEXT, 16, &again));
  assert_ptr_equal(again, cache);
  nomenp_work_fini(&work);
}

static void arena_arrays_grow_in_place_or_move(void **state) {
  nomenp_arena arena;
  uint32_t *items = NULL;
  size_t capacity = 0;

  (void)state;
  nomenp_arena_init(&arena, &nomenp_memory_default);
  for (uint32_t i = 0; i < 10000; i++) {
    assert_true(NOMENP_ARENA_GROW(&arena, &items, &capacity, i + 1u));
    items[i] = i;
    if (i % 1000 == 0) assert_non_null(nomenp_arena_allocate(&arena, 1));
  }
  for (uint32_t i = 0; i < 10000; i++) assert_int_equal(items[i], i);
  nomenp_arena_fini(&arena);
}

static void grow_asks_before_it_computes(void **state) {
  void *items = NULL;
  size_t capacity = 0, product;

  (void)state;
  assert_false(nomenp_memory_grow(&nomenp_memory_default, &items, &capacity,
                                  SIZE_MAX / 4, 16));
  assert_null(items);
  assert_int_equal(capacity, 0);
  assert_false(nomenp_memory_product(SIZE_MAX / 2, 3, &product));
  assert_true(nomenp_memory_product(SIZE_MAX, 0, &product));
  assert_int_equal(product, 0);
}

static void errors_are_cut_and_cleaned(void **state) {
  nomen_error error;
  char file[400];

  (void)state;
  memset(file, 'f', sizeof(file));
  file[sizeof(file) - 1] = '\0';
  assert_int_equal(nomenp_error_set_detail(&error, NOMEN_ELIST, 12, "no type",
                                           "a\nb\xff", 4),
                   NOMEN_ELIST);
  assert_string_equal(error.message, "no type \"a?b?\"");
  assert_int_equal(error.offset, 12);
  nomenp_error_locate(&error, file, 3, 4);
  assert_int_equal(strlen(error.file), NOMEN_ERROR_FILE_SIZE - 1);
  assert_int_equal(error.line, 3);
  assert_int_equal(nomenp_error_set(NULL, NOMEN_EARG, 0, "x"), NOMEN_EARG);
  nomenp_error_set_detail(&error, NOMEN_EARG, 0, "m", file, sizeof(file) - 1);
  assert_int_equal(strlen(error.message), NOMEN_MESSAGE_SIZE - 1);
}

static void every_status_has_a_text(void **state) {
  (void)state;
  for (int status = NOMEN_EIO; status <= NOMEN_OK; status++)
    assert_string_not_equal(nomen_status_text((nomen_status)status),
                            "unknown status");
  assert_string_equal(nomen_status_text((nomen_status)-99), "unknown status");
}

/* The hash is part of the pack format: it must never change unnoticed. */
static void hash_is_what_it_was(void **state) {
  (void)state;
  assert_true(nomenp_hash_bytes("zeron", 5) == UINT64_C(0x68d57d023056fcbc));
  assert_true(nomenp_hash_bytes("minister", 8) == UINT64_C(0x9feae69582a503f9));
  assert_true(nomenp_hash_bytes("counterintelligence", 19) ==
              UINT64_C(0x4696967a3a32fe46));
  assert_true(nomenp_hash_bytes("a", 1) != nomenp_hash_bytes("b", 1));
}

/* However the bytes are handed over, one by one or some at a time. */
static void hash_is_of_the_bytes_alone(void **state) {
  static const uint8_t bytes[] = "abcdefghijklmnopqrstuvwxyz";

  (void)state;
  for (uint32_t size = 1; size <= 26; size++)
    for (unsigned step = 1; step <= 8; step++) {
      nomenp_hash_state hash = NOMENP_HASH_STATE_INIT, mixed = hash;
      for (uint32_t at = 0; at < size; at += step) {
        uint32_t count = size - at < step ? size - at : step;
        nomenp_hash_add_some(&hash, nomenp_eight_load_some(bytes + at, count),
                             count);
        if (at % 3 == 0)
          nomenp_hash_add_some(
              &mixed, nomenp_eight_load_some(bytes + at, count), count);
        else
          for (uint32_t i = 0; i < count; i++)
            nomenp_hash_add(&mixed, bytes[at + i]);
      }
      assert_true(nomenp_hash_end(&hash) == nomenp_hash_bytes(bytes, size));
      assert_true(nomenp_hash_end(&mixed) == nomenp_hash_bytes(bytes, size));
    }
}

/* What is said of eight bytes at once, against each of them. */
static void eight_bytes_are_told_apart(void **state) {
  (void)state;
  for (unsigned byte = 0; byte < 256; byte++)
    for (unsigned place = 0; place < 8; place++) {
      uint8_t bytes[8] = {'z', '{', '`', 'A', 0xff, 0x80, 'Z', '@'};
      uint64_t eight, letters, capitals;
      unsigned count = 0;
      bytes[place] = (uint8_t)byte;
      eight = nomenp_eight_load(bytes);
      assert_true(eight == nomenp_eight_load_some(bytes, 8));
      letters = nomenp_eight_letters(eight);
      capitals = nomenp_eight_capitals(eight, letters);
      for (unsigned i = 0; i < 8; i++) {
        bool is_capital = bytes[i] >= 'A' && bytes[i] <= 'Z';
        bool is_letter = is_capital || (bytes[i] >= 'a' && bytes[i] <= 'z');
        assert_int_equal(letters >> 8 * i & 0xff, is_letter ? 0x80 : 0);
        assert_int_equal(capitals >> 8 * i & 0xff, is_capital ? 0x80 : 0);
        count += is_letter;
      }
      assert_int_equal(nomenp_eight_count(letters), count);
      if (eight != 0) {
        unsigned first = 0;
        while (bytes[first] == 0)
          first++;
        assert_int_equal(nomenp_eight_first(eight), first);
      }
    }
}

static void filter_forgets_nothing(void **state) {
  static const size_t counts[] = {0, 1, 7, 1000};
  uint64_t blocks[512];

  (void)state;
  for (size_t n = 0; n < sizeof counts / sizeof *counts; n++) {
    uint32_t size = nomenp_filter_block_count(counts[n], 4), others = 0;
    nomenp_filter filter = {blocks, nomenp_filter_shift(size)};
    assert_true(size >= 2 && size <= 512 && size >= counts[n] / 4);
    assert_true(UINT64_MAX >> filter.shift == size - 1);
    memset(blocks, 0, sizeof blocks);
    for (uint32_t i = 0; i < counts[n]; i++)
      nomenp_filter_add(blocks, filter.shift, nomenp_filter_pair(i, i * 3));
    for (uint32_t i = 0; i < counts[n]; i++)
      assert_true(nomenp_filter_has(&filter, nomenp_filter_pair(i, i * 3)));
    for (uint32_t i = 0; i < 1000; i++)
      others += nomenp_filter_has(&filter, nomenp_filter_pair(i, i * 3 + 1));
    assert_true(others < 100);
  }
  assert_true(nomenp_filter_has(&(nomenp_filter){NULL, 0}, 77));
}

static int by_value(const void *pa, const void *pb) {
  const uint32_t *a = pa, *b = pb;
  return *a < *b ? -1 : *a > *b;
}

static void sort_orders_any_length(void **state) {
  uint32_t items[300];

  (void)state;
  for (size_t count = 0; count <= 300; count += count < 20 ? 1 : 35) {
    uint64_t sum = 0, sorted_sum = 0;
    for (size_t i = 0; i < count; i++) {
      items[i] = (uint32_t)(nomenp_hash_mix(i + count) % 97);
      sum += items[i];
    }
    nomenp_sort(items, count, sizeof(items[0]), by_value);
    for (size_t i = 0; i < count; i++) {
      sorted_sum += items[i];
      if (i > 0) assert_true(items[i - 1] <= items[i]);
    }
    assert_true(sum == sorted_sum);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(buffer_writes_numbers),
      cmocka_unit_test(buffer_refuses_what_cannot_be),
      cmocka_unit_test(arena_blocks_are_aligned_and_kept),
      cmocka_unit_test(arena_arrays_grow_in_place_or_move),
      cmocka_unit_test(work_areas_keep_chunks_up_to_a_limit),
      cmocka_unit_test(work_areas_hold_caches),
      cmocka_unit_test(grow_asks_before_it_computes),
      cmocka_unit_test(errors_are_cut_and_cleaned),
      cmocka_unit_test(every_status_has_a_text),
      cmocka_unit_test(hash_is_what_it_was),
      cmocka_unit_test(hash_is_of_the_bytes_alone),
      cmocka_unit_test(eight_bytes_are_told_apart),
      cmocka_unit_test(filter_forgets_nothing),
      cmocka_unit_test(sort_orders_any_length),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
