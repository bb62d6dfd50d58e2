/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_BASE_ASCII_H
#define NOMEN_BASE_ASCII_H

/* Classes and case of ASCII bytes, whatever the locale says; other bytes are in
 * no class and have no case. */

#include <stdbool.h>

static inline bool nomenp_ascii_is_digit(char c) {
  return c >= '0' && c <= '9';
}

static inline bool nomenp_ascii_is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool nomenp_ascii_is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

static inline bool nomenp_ascii_is_small(char c) {
  return c >= 'a' && c <= 'z';
}

static inline char nomenp_ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

#endif
