/* SPDX-License-Identifier: MIT */
/* Stand-ins for rooms that are not built yet; each gives way to the real one. */
#include "engine/extraction.h"

#define PENDING __attribute__((weak))

PENDING nomen_status nomenp_money_new(const nomen_allocator *memory,
                                      const nomenp_patterns *patterns,
                                      const nomenp_currency *currencies,
                                      size_t count, nomenp_money **out,
                                      nomen_error *error) {
  (void)memory, (void)patterns, (void)currencies, (void)count, (void)error;
  *out = NULL;
  return NOMEN_OK;
}
PENDING void nomenp_money_free(nomenp_money *money) {
  (void)money;
}
PENDING nomen_status nomenp_money_read(const nomenp_money *money,
                                       nomenp_arena *arena,
                                       const nomenp_value_input *input,
                                       const nomenp_country_mention *mentions,
                                       size_t mention_count,
                                       nomenp_candidate_list *out) {
  (void)money, (void)arena, (void)input, (void)mentions, (void)mention_count;
  (void)out;
  return NOMEN_OK;
}
