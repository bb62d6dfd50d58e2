/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_GAZETTEER_CLASS_H
#define NOMEN_GAZETTEER_CLASS_H

/*
 * The classes of the lists: one a file name stem under corpora/gazetteers (what
 * stands before the first full stop of the file's name).  Their order is part
 * of the pack format.
 */

#include <stddef.h>

typedef enum nomenp_list_class {
  NOMENP_LIST_GIVEN = 0,
  NOMENP_LIST_SURNAME,
  NOMENP_LIST_PARTICLE,
  NOMENP_LIST_SUFFIX,
  NOMENP_LIST_PERSON,
  NOMENP_LIST_ORGANISATION,
  NOMENP_LIST_TEAM,
  NOMENP_LIST_PLACE,
  NOMENP_LIST_NATIONALITY,
  NOMENP_LIST_GROUP,
  NOMENP_LIST_TITLE,
  NOMENP_LIST_ROLE,
  NOMENP_LIST_COMPANY_SUFFIX,
  NOMENP_LIST_ORG_HEAD,
  NOMENP_LIST_PLACE_HEAD,
  NOMENP_LIST_EVENT,
  NOMENP_LIST_HOLIDAY,
  NOMENP_LIST_MONTH,
  NOMENP_LIST_WEEKDAY,
  NOMENP_LIST_SEASON,
  NOMENP_LIST_CURRENCY,
  NOMENP_LIST_UNIT,
  NOMENP_LIST_NUMBER,
  NOMENP_LIST_SAYING,
  NOMENP_LIST_DOING,
  NOMENP_LIST_FAMILY,
  NOMENP_LIST_FUNCTION,
  NOMENP_LIST_SPORT,
  NOMENP_LIST_ABBREVIATION,
  NOMENP_LIST_WORD,
  NOMENP_LIST_NICKNAME, /* names of one row stand for one another: William, Bill
                         */
  NOMENP_LIST_APART,    /* names of one row are never one thing: Mexico, Mexico
                           City */
  NOMENP_LIST_BODY, /* an organisation without its name: retailer, spinoff */
  NOMENP_LIST_BUSINESS, /* what organisations have: shares, a board */
  NOMENP_LIST_TRADING,  /* what companies do: employ, acquire */
  NOMENP_LIST_COUNT
} nomenp_list_class;

/* "given", "company-suffix"; NULL for none. */
const char *nomenp_list_class_name(nomenp_list_class list);
/* The class of that name, or NOMENP_LIST_COUNT. */
nomenp_list_class nomenp_list_class_find(const char *name, size_t size);

#endif
