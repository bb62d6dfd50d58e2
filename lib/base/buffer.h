/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_BASE_BUFFER_H
#define NOMEN_BASE_BUFFER_H

/*
 * A growing run of bytes.  The first failure sticks and turns what follows into
 * no-ops, so that a writer checks `failed` once, at its end.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"

typedef struct nomenp_buffer {
  const nomen_allocator *memory;
  char *bytes;
  size_t size;
  size_t capacity;
  bool failed;
} nomenp_buffer;

void nomenp_buffer_init(nomenp_buffer *buffer, const nomen_allocator *memory);
void nomenp_buffer_fini(nomenp_buffer *buffer);
void nomenp_buffer_clear(nomenp_buffer *buffer);

/* Room for `size` more bytes at bytes + size, or NULL; does not move `size`. */
char *nomenp_buffer_reserve(nomenp_buffer *buffer, size_t size);
void nomenp_buffer_put(nomenp_buffer *buffer, const void *bytes, size_t size);
void nomenp_buffer_put_text(nomenp_buffer *buffer, const char *text);
void nomenp_buffer_put_byte(nomenp_buffer *buffer, char byte);
void nomenp_buffer_put_unsigned(nomenp_buffer *buffer, uint64_t value);
void nomenp_buffer_put_signed(nomenp_buffer *buffer, int64_t value);
/* At least `digits` digits, zeros in front: years and months. */
void nomenp_buffer_put_padded(nomenp_buffer *buffer, uint64_t value,
                              unsigned digits);
/* Fixed point: value / 10^digits with all its decimals, "-99.54000". */
void nomenp_buffer_put_fixed(nomenp_buffer *buffer, int64_t value,
                             unsigned digits);
/* The bytes with a NUL behind them (not counted in size), or NULL on failure. */
const char *nomenp_buffer_text(nomenp_buffer *buffer);

#endif
