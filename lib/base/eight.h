/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_BASE_EIGHT_H
#define NOMEN_BASE_EIGHT_H

/*
 * Eight bytes as one number, the first byte lowest, whatever the machine's
 * order. Answers about each of them are given in the top bit of its place.
 */

#include <stdint.h>

#define NOMENP_EIGHT(byte) (UINT64_C(0x0101010101010101) * (byte))
#define NOMENP_EIGHT_HIGH NOMENP_EIGHT(0x80)

/* Compilers make one load of it where bytes lie in that order. */
static inline uint64_t nomenp_eight_load(const uint8_t *at) {
  return (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 |
         (uint64_t)at[3] << 24 | (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 |
         (uint64_t)at[6] << 48 | (uint64_t)at[7] << 56;
}

/* Fewer than eight; zeros behind them. */
static inline uint64_t nomenp_eight_load_some(const uint8_t *at,
                                              uint32_t count) {
  uint64_t eight = 0;

  for (uint32_t i = 0; i < count; i++)
    eight |= (uint64_t)at[i] << 8 * i;
  return eight;
}

/* The place of the first byte that is not 0; there is one. */
static inline unsigned nomenp_eight_first(uint64_t eight) {
#if defined(__GNUC__)
  return (unsigned)__builtin_ctzll(eight) >> 3;
#else
  unsigned place = 0;
  for (; (eight & 0xff) == 0; eight >>= 8)
    place++;
  return place;
#endif
}

/* How many answers are yes. */
static inline unsigned nomenp_eight_count(uint64_t answers) {
  return (unsigned)((answers >> 7) * NOMENP_EIGHT(1) >> 56);
}

/* Which are letters of ASCII. */
static inline uint64_t nomenp_eight_letters(uint64_t eight) {
  uint64_t low = (eight | NOMENP_EIGHT(0x20)) & NOMENP_EIGHT(0x7f);

  return (low + NOMENP_EIGHT(0x80 - 'a')) &
         ~(low + NOMENP_EIGHT(0x80 - 'z' - 1)) & ~eight & NOMENP_EIGHT_HIGH;
}

/* Which of those letters are capitals. */
static inline uint64_t nomenp_eight_capitals(uint64_t eight, uint64_t letters) {
  return letters & ~(eight << 2);
}

/* The answers of the first `count` places, at most seven, alone. */
static inline uint64_t nomenp_eight_mask(unsigned count) {
  return (UINT64_C(1) << 8 * count) - 1;
}

#endif
