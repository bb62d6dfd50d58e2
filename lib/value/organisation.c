/* SPDX-License-Identifier: MIT */
/* What the lists know of a body outranks what its name says of itself; what the
 * document says of its country outranks its name. */
#include "value/organisation.h"

#include <string.h>

static const char *first_of(const char *a, const char *b, const char *c) {
  if (a != NULL && a[0] != '\0') return a;
  if (b != NULL && b[0] != '\0') return b;
  return c != NULL && c[0] != '\0' ? c : NULL;
}

static size_t size_before(const char *text, const char *stops) {
  return text != NULL ? strcspn(text, stops) : 0;
}

void nomenp_organisation_settle(const nomenp_organisation_facts *facts,
                                nomen_organisation *out, size_t *acronym_size,
                                size_t *country_size) {
  out->kind =
      first_of(facts->listed_kind, facts->head_kind, facts->suffix_kind);
  out->acronym = first_of(facts->said_acronym, facts->listed_acronym, NULL);
  out->country = first_of(facts->listed_country, facts->said_country,
                          facts->named_country);
  *acronym_size = size_before(out->acronym, "|");
  *country_size = size_before(out->country, ", ");
}
