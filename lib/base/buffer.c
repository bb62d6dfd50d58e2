/* SPDX-License-Identifier: MIT */
/* Growing bytes, and numbers written without printf (no locale, no cost). */
#include "base/buffer.h"

#include <string.h>

#define DIGITS_MAX 20u /* of 2^64 - 1 */

void nomenp_buffer_init(nomenp_buffer *buffer, const nomen_allocator *memory) {
  *buffer = (nomenp_buffer){memory, NULL, 0, 0, false};
}

void nomenp_buffer_fini(nomenp_buffer *buffer) {
  nomenp_memory_release(buffer->memory, buffer->bytes);
  nomenp_buffer_init(buffer, buffer->memory);
}

void nomenp_buffer_clear(nomenp_buffer *buffer) {
  buffer->size = 0;
  buffer->failed = false;
}

char *nomenp_buffer_reserve(nomenp_buffer *buffer, size_t size) {
  if (buffer->failed || size > SIZE_MAX / 2 - buffer->size ||
      !NOMENP_GROW(buffer->memory, &buffer->bytes, &buffer->capacity,
                   buffer->size + size)) {
    buffer->failed = true;
    return NULL;
  }
  return buffer->bytes + buffer->size;
}

void nomenp_buffer_put(nomenp_buffer *buffer, const void *bytes, size_t size) {
  char *room;

  if (size == 0) return;
  room = nomenp_buffer_reserve(buffer, size);
  if (room == NULL) return;
  memcpy(room, bytes, size);
  buffer->size += size;
}

void nomenp_buffer_put_text(nomenp_buffer *buffer, const char *text) {
  nomenp_buffer_put(buffer, text, strlen(text));
}

void nomenp_buffer_put_byte(nomenp_buffer *buffer, char byte) {
  nomenp_buffer_put(buffer, &byte, 1);
}

void nomenp_buffer_put_padded(nomenp_buffer *buffer, uint64_t value,
                              unsigned digits) {
  char text[DIGITS_MAX];
  size_t at = DIGITS_MAX;

  do {
    text[--at] = (char)('0' + value % 10);
    value /= 10;
  } while (value != 0);
  while (DIGITS_MAX - at < digits && at > 0) text[--at] = '0';
  nomenp_buffer_put(buffer, text + at, DIGITS_MAX - at);
}

void nomenp_buffer_put_unsigned(nomenp_buffer *buffer, uint64_t value) {
  nomenp_buffer_put_padded(buffer, value, 1);
}

/* The magnitude, right for INT64_MIN too. */
static uint64_t magnitude(int64_t value) {
  return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

void nomenp_buffer_put_signed(nomenp_buffer *buffer, int64_t value) {
  if (value < 0) nomenp_buffer_put_byte(buffer, '-');
  nomenp_buffer_put_unsigned(buffer, magnitude(value));
}

void nomenp_buffer_put_fixed(nomenp_buffer *buffer, int64_t value,
                             unsigned digits) {
  uint64_t scale = 1;

  for (unsigned i = 0; i < digits && i < DIGITS_MAX - 1; i++) scale *= 10;
  if (value < 0) nomenp_buffer_put_byte(buffer, '-');
  nomenp_buffer_put_unsigned(buffer, magnitude(value) / scale);
  if (digits == 0) return;
  nomenp_buffer_put_byte(buffer, '.');
  nomenp_buffer_put_padded(buffer, magnitude(value) % scale, digits);
}

const char *nomenp_buffer_text(nomenp_buffer *buffer) {
  char *end = nomenp_buffer_reserve(buffer, 1);

  if (end == NULL) return NULL;
  *end = '\0';
  return buffer->bytes;
}
