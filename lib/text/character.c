/* SPDX-License-Identifier: MIT */
/*
 * The table of ASCII, a small table of exceptions, and the map from Unicode's
 * general categories.
 */
#include "text/character.h"

#include <utf8proc.h>

#include <stddef.h>

enum {
  SP = NOMENP_CHARACTER_SPACE,
  LN = NOMENP_CHARACTER_LINE,
  LO = NOMENP_CHARACTER_LOWER,
  UP = NOMENP_CHARACTER_UPPER,
  LE = NOMENP_CHARACTER_LETTER,
  DI = NOMENP_CHARACTER_DIGIT,
  MA = NOMENP_CHARACTER_MARK,
  JO = NOMENP_CHARACTER_JOINER,
  AP = NOMENP_CHARACTER_APOSTROPHE,
  ST = NOMENP_CHARACTER_STOP,
  EN = NOMENP_CHARACTER_END,
  CM = NOMENP_CHARACTER_COMMA,
  CO = NOMENP_CHARACTER_COLON,
  HY = NOMENP_CHARACTER_HYPHEN,
  DA = NOMENP_CHARACTER_DASH,
  SL = NOMENP_CHARACTER_SLASH,
  OP = NOMENP_CHARACTER_OPEN,
  CL = NOMENP_CHARACTER_CLOSE,
  QU = NOMENP_CHARACTER_QUOTE,
  AN = NOMENP_CHARACTER_AND,
  CU = NOMENP_CHARACTER_CURRENCY,
  SY = NOMENP_CHARACTER_SYMBOL,
  SU = NOMENP_CHARACTER_SUBSTITUTE,
  HI = NOMENP_CHARACTER_HIGH
};

/* The underscore is a dash: wire copy writes "OSLO, Norway (AP) _". */
const uint8_t nomenp_character_byte[256] = {
    /* 00 */ SP, SP, SP, SP, SP, SP, SP, SP, SP, SP, LN, LN, LN, LN, SP, SP,
    /* 10 */ SP, SP, SP, SP, SP, SP, SP, SP, SP, SP, SU, SP, SP, SP, SP, SP,
    /* 20 */ SP, EN, QU, SY, CU, SY, AN, AP, OP, CL, SY, SY, CM, HY, ST, SL,
    /* 30 */ DI, DI, DI, DI, DI, DI, DI, DI, DI, DI, CO, CO, SY, SY, SY, EN,
    /* 40 */ SY, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP,
    /* 50 */ UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, OP, SY, CL, SY, DA,
    /* 60 */ QU, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO,
    /* 70 */ LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, OP, SY, CL, SY, SP,
    /* 80 */ HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI,
    /* 90 */ HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI,
    /* a0 */ HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI,
    /* b0 */ HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI,
    /* c0 */ HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI,
    /* d0 */ HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI,
    /* e0 */ HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI,
    /* f0 */ HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI};

/* Where the category says too little; in order of code point. */
static const struct exception {
  uint16_t character;
  uint8_t class;
} exceptions[] = {
    {0x0085, LN}, {0x0091, AP}, {0x0092, AP}, /* quotes and dashes of Windows */
    {0x0093, QU}, {0x0094, QU}, {0x0096, DA}, /* text read as ISO 8859-1 */
    {0x0097, DA}, {0x00a1, OP}, {0x00ad, JO}, {0x00b4, AP}, {0x00b7, SU},
    {0x00bf, OP}, {0x037e, CO}, {0x0387, CO}, {0x0589, EN}, {0x05be, HY},
    {0x05f3, AP}, {0x05f4, SU}, {0x060c, CM}, {0x061b, CO}, {0x061f, EN},
    {0x06d4, EN}, {0x0964, EN}, {0x0965, EN}, {0x200c, JO}, {0x200d, JO},
    {0x2010, HY}, {0x2011, HY}, {0x2018, AP}, {0x2019, AP}, {0x201a, QU},
    {0x201b, AP}, {0x201e, QU}, {0x2024, ST}, {0x2026, EN}, {0x2027, SU},
    {0x2032, AP}, {0x2033, QU}, {0x203c, EN}, {0x203d, EN}, {0x2044, SL},
    {0x2047, EN}, {0x2048, EN}, {0x2049, EN}, {0x2060, JO}, {0x2212, DA},
    {0x3001, CM}, {0x3002, EN}, {0x30fb, SL}, {0xfe52, EN}, {0xff01, EN},
    {0xff06, AN}, {0xff07, AP}, {0xff0c, CM}, {0xff0d, HY}, {0xff0e, ST},
    {0xff0f, SL}, {0xff1a, CO}, {0xff1b, CO}, {0xff1f, EN}, {0xff3f, DA},
    {0xff61, EN}, {0xff64, CM}, {0xfffd, SU}};

#define EXCEPTION_COUNT (sizeof exceptions / sizeof exceptions[0])

static const uint8_t by_category[] = {
    [UTF8PROC_CATEGORY_CN] = SY, [UTF8PROC_CATEGORY_LU] = UP,
    [UTF8PROC_CATEGORY_LL] = LO, [UTF8PROC_CATEGORY_LT] = UP,
    [UTF8PROC_CATEGORY_LM] = LE, [UTF8PROC_CATEGORY_LO] = LE,
    [UTF8PROC_CATEGORY_MN] = MA, [UTF8PROC_CATEGORY_MC] = MA,
    [UTF8PROC_CATEGORY_ME] = MA, [UTF8PROC_CATEGORY_ND] = DI,
    [UTF8PROC_CATEGORY_NL] = LE, [UTF8PROC_CATEGORY_NO] = DI,
    [UTF8PROC_CATEGORY_PC] = SY, [UTF8PROC_CATEGORY_PD] = DA,
    [UTF8PROC_CATEGORY_PS] = OP, [UTF8PROC_CATEGORY_PE] = CL,
    [UTF8PROC_CATEGORY_PI] = QU, [UTF8PROC_CATEGORY_PF] = QU,
    [UTF8PROC_CATEGORY_PO] = SY, [UTF8PROC_CATEGORY_SM] = SY,
    [UTF8PROC_CATEGORY_SC] = CU, [UTF8PROC_CATEGORY_SK] = SY,
    [UTF8PROC_CATEGORY_SO] = SY, [UTF8PROC_CATEGORY_ZS] = SP,
    [UTF8PROC_CATEGORY_ZL] = LN, [UTF8PROC_CATEGORY_ZP] = LN,
    [UTF8PROC_CATEGORY_CC] = SP, [UTF8PROC_CATEGORY_CF] = SP,
    [UTF8PROC_CATEGORY_CS] = SY, [UTF8PROC_CATEGORY_CO] = SY};

uint8_t nomenp_character_class(uint32_t character) {
  size_t low = 0, high = EXCEPTION_COUNT;

  while (low < high) {
    size_t middle = (low + high) / 2;
    if (exceptions[middle].character < character)
      low = middle + 1;
    else
      high = middle;
  }
  if (low < EXCEPTION_COUNT && exceptions[low].character == character)
    return exceptions[low].class;
  return by_category[utf8proc_category((utf8proc_int32_t)character)];
}
