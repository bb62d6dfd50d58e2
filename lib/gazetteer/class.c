/* SPDX-License-Identifier: MIT */
/* Names of the list classes: the stems of the files that hold them. */
#include "gazetteer/class.h"

#include <string.h>

static const char *const class_names[NOMENP_LIST_COUNT] = {
    [NOMENP_LIST_GIVEN] = "given",
    [NOMENP_LIST_SURNAME] = "surname",
    [NOMENP_LIST_PARTICLE] = "particle",
    [NOMENP_LIST_SUFFIX] = "suffix",
    [NOMENP_LIST_PERSON] = "person",
    [NOMENP_LIST_ORGANISATION] = "organisation",
    [NOMENP_LIST_TEAM] = "team",
    [NOMENP_LIST_PLACE] = "place",
    [NOMENP_LIST_NATIONALITY] = "nationality",
    [NOMENP_LIST_GROUP] = "group",
    [NOMENP_LIST_TITLE] = "title",
    [NOMENP_LIST_ROLE] = "role",
    [NOMENP_LIST_COMPANY_SUFFIX] = "company-suffix",
    [NOMENP_LIST_ORG_HEAD] = "org-head",
    [NOMENP_LIST_PLACE_HEAD] = "place-head",
    [NOMENP_LIST_EVENT] = "event",
    [NOMENP_LIST_HOLIDAY] = "holiday",
    [NOMENP_LIST_MONTH] = "month",
    [NOMENP_LIST_WEEKDAY] = "weekday",
    [NOMENP_LIST_SEASON] = "season",
    [NOMENP_LIST_CURRENCY] = "currency",
    [NOMENP_LIST_UNIT] = "unit",
    [NOMENP_LIST_NUMBER] = "number",
    [NOMENP_LIST_SAYING] = "saying",
    [NOMENP_LIST_DOING] = "doing",
    [NOMENP_LIST_FAMILY] = "family",
    [NOMENP_LIST_FUNCTION] = "function",
    [NOMENP_LIST_SPORT] = "sport",
    [NOMENP_LIST_ABBREVIATION] = "abbreviation",
    [NOMENP_LIST_WORD] = "word",
    [NOMENP_LIST_NICKNAME] = "nickname",
    [NOMENP_LIST_APART] = "apart",
    [NOMENP_LIST_BODY] = "body",
    [NOMENP_LIST_BUSINESS] = "business",
    [NOMENP_LIST_TRADING] = "trading",
};

const char *nomenp_list_class_name(nomenp_list_class list) {
  return (unsigned)list < NOMENP_LIST_COUNT ? class_names[list] : NULL;
}

nomenp_list_class nomenp_list_class_find(const char *name, size_t size) {
  for (unsigned i = 0; i < NOMENP_LIST_COUNT; i++)
    if (strlen(class_names[i]) == size &&
        memcmp(class_names[i], name, size) == 0)
      return (nomenp_list_class)i;
  return NOMENP_LIST_COUNT;
}
