/* SPDX-License-Identifier: MIT */
/* What a long document takes at most, over what its engine holds: bytes a byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "nomen/nomen.h"

#define PEAK_MAX 24 /* bytes a byte of text full of names, dates and amounts */

typedef struct meter {
  size_t used;
  size_t peak;
} meter;

/* Each block has its size before it. */
#define HEAD (2 * sizeof(size_t))

static void *resize(meter *m, void *block, size_t size) {
  size_t *head = block == NULL ? NULL : (size_t *)block - 2;
  size_t old = head == NULL ? 0 : *head;

  head = realloc(head, size + HEAD);
  if (head == NULL) return NULL;
  *head = size;
  m->used += size - old;
  if (m->used > m->peak) m->peak = m->used;
  return head + 2;
}

static void *metered_allocate(void *context, size_t size) {
  return resize(context, NULL, size);
}

static void *metered_reallocate(void *context, void *block, size_t old_size,
                                size_t size) {
  (void)old_size;
  return resize(context, block, size);
}

static void metered_release(void *context, void *block) {
  meter *m = context;

  if (block == NULL) return;
  m->used -= ((size_t *)block)[-2];
  free((size_t *)block - 2);
}

static size_t peak_of(const nomen_engine *engine, meter *m, const char *text,
                      size_t size) {
  size_t base = m->used;
  nomen_document *document = NULL;

  m->peak = m->used;
  assert_int_equal(nomen_extract(engine, text, size, NULL, &document, NULL),
                   NOMEN_OK);
  assert_true(nomen_document_record_count(document) > size / 60);
  nomen_document_free(document);
  return m->peak - base;
}

static char *repeat(const char *piece, size_t size) {
  char *text = malloc(size + 1);
  size_t length = strlen(piece);

  assert_non_null(text);
  for (size_t i = 0; i < size; i++) text[i] = piece[i % length];
  text[size] = '\0';
  return text;
}

static void long_documents_take_few_bytes_a_byte(void **state) {
  static const char piece[] =
      "LAGOS, Nigeria - Mr. Chidi Okafor, the chairman of Okafor Steel Ltd., paid "
      "$15 million to a bank in Paris on 3 May 2024, two weeks after Peter "
      "Lindqvist left New York.  It was a long and tiring day for those who had "
      "come to see the end of the talks.\n\n";
  meter m = {0, 0};
  nomen_allocator memory = {metered_allocate, metered_reallocate,
                            metered_release, &m};
  nomen_engine_options options = NOMEN_ENGINE_OPTIONS_INIT;
  nomen_engine *engine = NULL;
  char *text = repeat(piece, 1 << 20);

  (void)state;
  options.allocator = &memory;
  assert_int_equal(nomen_engine_new(&options, &engine, NULL), NOMEN_OK);
  (void)peak_of(engine, &m, text, sizeof(piece) - 1); /* its caches are made */
  for (size_t size = 100000; size <= (size_t)1 << 20; size *= 3) {
    size_t peak = peak_of(engine, &m, text, size);
    print_message("%zu bytes: %.1f bytes a byte\n", size,
                  (double)peak / (double)size);
    assert_true(peak <= size * PEAK_MAX);
  }
  nomen_engine_free(engine);
  assert_int_equal(m.used, 0);
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(long_documents_take_few_bytes_a_byte),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
