/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_BASE_ERROR_H
#define NOMEN_BASE_ERROR_H

/*
 * Filling the caller's nomen_error.  Each function accepts a NULL error and returns
 * the code, so that a failure is one line: return nomenp_error_set(...).
 */

#include <stddef.h>
#include <stdint.h>

#include "nomen/nomen.h"

nomen_status nomenp_error_set(nomen_error *error, nomen_status code,
                              size_t offset, const char *message);

/* The same with `detail` (of `detail_size` bytes; what is not printable ASCII
 * becomes "?") in quotes behind the message. */
nomen_status nomenp_error_set_detail(nomen_error *error, nomen_status code,
                                     size_t offset, const char *message,
                                     const char *detail, size_t detail_size);

/* Say in which file, and where in it, an error already set lies; 0: not known. */
void nomenp_error_locate(nomen_error *error, const char *file, uint32_t line,
                         uint32_t column);

nomen_status nomenp_error_memory(nomen_error *error);

#endif
