/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_VALUE_TIMEX_H
#define NOMEN_VALUE_TIMEX_H

/*
 * TIMEX3 values: periods and durations as text.  What is not known is written
 * X: "XXXX-WXX-5", "XXXX-11-09", "PXM".  Every writer writes at most
 * NOMENP_TIMEX_SIZE bytes, the NUL included.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "value/when.h"

#define NOMENP_TIMEX_SIZE 64

/* A length of time: amounts in hundredths by unit, or an unknown amount of one. */
#define NOMENP_DURATION_PARTS 4
typedef struct nomenp_duration {
  uint8_t count; /* of parts */
  bool is_vague; /* the amount of the one part is not known */
  struct {
    int64_t hundredths;
    nomenp_time_unit unit;
  } parts[NOMENP_DURATION_PARTS];
} nomenp_duration;

void nomenp_timex_write(const nomenp_when *when, char *out);
/* False if it has no parts, or a part that is not of a length of time. */
bool nomenp_timex_write_duration(const nomenp_duration *duration, char *out);

#endif
