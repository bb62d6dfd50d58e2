/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_LINK_RULE_H
#define NOMEN_LINK_RULE_H

/*
 * The ways in which one mention is joined to another, by name: what --explain
 * shows, and how far each is to be trusted.
 */

#include <stdint.h>

typedef enum nomenp_rule {
  NOMENP_RULE_NONE = 0,
  NOMENP_RULE_SAME,
  NOMENP_RULE_SUFFIX,
  NOMENP_RULE_ORDER,
  NOMENP_RULE_INSIDE,
  NOMENP_RULE_INITIALS,
  NOMENP_RULE_NICKNAME,
  NOMENP_RULE_SURNAME,
  NOMENP_RULE_SURNAME_TITLE,
  NOMENP_RULE_SURNAME_RECENT,
  NOMENP_RULE_GIVEN,
  NOMENP_RULE_ENTRY,
  NOMENP_RULE_KNOWN_AS,
  NOMENP_RULE_BRACKETS,
  NOMENP_RULE_ACRONYM,
  NOMENP_RULE_COMPANY,
  NOMENP_RULE_PREFIX,
  NOMENP_RULE_TAIL,
  NOMENP_RULE_HEAD,
  NOMENP_RULE_PLACE_HEAD,
  NOMENP_RULE_ADOPTED,
  NOMENP_RULE_COUNT
} nomenp_rule;

typedef struct nomenp_rule_facts {
  const char *name;
  uint16_t confidence; /* thousandths */
} nomenp_rule_facts;

/* Never NULL; the name of NONE is NULL. */
const nomenp_rule_facts *nomenp_rule_get(nomenp_rule rule);

#endif
