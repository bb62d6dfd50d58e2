/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_TEXT_UTF8_H
#define NOMEN_TEXT_UTF8_H

/* Strict UTF-8 (RFC 3629): no surrogates, no overlong forms, at most U+10FFFF. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* True if all of it is well formed; else *fault (which may be NULL) is the offset
 * of the first byte that is part of no character: of a character cut short or
 * broken off, its lead byte. */
bool nomenp_utf8_check(const uint8_t *bytes, size_t size, size_t *fault);

/* How many bytes of ASCII it begins with. */
size_t nomenp_utf8_skip_ascii(const uint8_t *bytes, size_t size);

/* Overwrite each byte that is part of no character by NOMENP_UTF8_SUBSTITUTE, so
 * that the copy is well formed and every offset stays what it was. */
#define NOMENP_UTF8_SUBSTITUTE 0x1au
void nomenp_utf8_repair(uint8_t *bytes, size_t size);

/* The character at `bytes` of well-formed text; *size is set to its length. */
uint32_t nomenp_utf8_decode(const uint8_t *bytes, size_t *size);

/* Write the character (a scalar value) to `out` of 4 bytes; its length. */
size_t nomenp_utf8_encode(uint32_t character, uint8_t *out);

#endif
