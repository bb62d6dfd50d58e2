/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_TEXT_LINK_H
#define NOMEN_TEXT_LINK_H

/*
 * Web and mail addresses and handles, as far as the tokeniser needs them.  Each
 * function gives the end of what begins at `at`, or `at` if nothing does; how far it
 * looks is bounded, but for the path of an address, which is then taken whole.
 */

#include <stdbool.h>
#include <stdint.h>

/* A host name with a known top-level domain: "bbc.co.uk". */
uint32_t nomenp_link_domain(const uint8_t *bytes, uint32_t size, uint32_t at);
/* "http://...": `start` and `colon` bound the scheme. */
uint32_t nomenp_link_scheme(const uint8_t *bytes, uint32_t size, uint32_t start,
                            uint32_t colon);
/* The end of the path that goes on at `at`, closing punctuation left out; at
 * least `at`.  The address began at `start`. */
uint32_t nomenp_link_end(const uint8_t *bytes, uint32_t size, uint32_t start,
                         uint32_t at);
/* "@name". */
uint32_t nomenp_link_handle(const uint8_t *bytes, uint32_t size, uint32_t at);
/* A byte that may stand before the "@" of a mail address. */
bool nomenp_link_is_local(uint8_t byte);

#endif
