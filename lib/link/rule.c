/* SPDX-License-Identifier: MIT */
/* The table of the rules.  Read it first: the rest of the room carries it out.
 */
#include "link/rule.h"

#include <stddef.h>

static const nomenp_rule_facts rules[NOMENP_RULE_COUNT] = {
    [NOMENP_RULE_NONE] = {NULL, 1000},

    /* Equal after folding, without a leading "the" and possessives. */
    [NOMENP_RULE_SAME] = {"same", 995},
    /* Equal but for "Jr.", "PhD": "John Hale Jr.", "John Hale". */
    [NOMENP_RULE_SUFFIX] = {"suffix", 960},
    /* Family name first and last: "Viktor Orban", "Orban Viktor". */
    [NOMENP_RULE_ORDER] = {"order", 950},
    /* First and family name kept, some between left out: "Tomas Zeron". */
    [NOMENP_RULE_INSIDE] = {"inside", 975},
    /* "J. K. Rowling", "Joanne Kathleen Rowling". */
    [NOMENP_RULE_INITIALS] = {"initials", 930},
    /* "Bill Clinton", "William Clinton"; "Deano", "Dean Hollis". */
    [NOMENP_RULE_NICKNAME] = {"nickname", 920},

    /* Family name or an end of it, and one person only who bears it. */
    [NOMENP_RULE_SURNAME] = {"surname", 970},
    /* Several bear it; only one agrees with the title: "Mrs. Hollis". */
    [NOMENP_RULE_SURNAME_TITLE] = {"surname-title", 900},
    /* Several bear it: the one last spoken of. */
    [NOMENP_RULE_SURNAME_RECENT] = {"surname-recent", 780},
    /* Given name alone, and one person only who bears it. */
    [NOMENP_RULE_GIVEN] = {"given", 880},

    /* Names of one entry of the lists: "Burma", "Myanmar". */
    [NOMENP_RULE_ENTRY] = {"entry", 960},
    /* Said in the text: "Joaquin Guzman, known as "El Chapo"". */
    [NOMENP_RULE_KNOWN_AS] = {"known-as", 940},
    /* "Criminal Investigation Agency (AIC)", letters in any order. */
    [NOMENP_RULE_BRACKETS] = {"brackets", 960},
    /* Initials of the long form: "AIB", "Atlantic Infrastructure Bank". */
    [NOMENP_RULE_ACRONYM] = {"acronym", 930},

    /* Equal but for "Inc.", "plc". */
    [NOMENP_RULE_COMPANY] = {"company-suffix", 980},
    /* The first words of the long form: "Harcourt", "Harcourt Securities". */
    [NOMENP_RULE_PREFIX] = {"prefix", 930},
    /* The last words of it: "Human Rights Council". */
    [NOMENP_RULE_TAIL] = {"tail", 920},
    /* Its head word alone, spoken of before: "The Times". */
    [NOMENP_RULE_HEAD] = {"head", 850},
    /* Equal but for what sort of place it is: "Gaza", "the Gaza Strip". */
    [NOMENP_RULE_PLACE_HEAD] = {"place-head", 930},

    /* Joined to a name of another type, whose type it takes. */
    [NOMENP_RULE_ADOPTED] = {"type-adopted", 800},
};

const nomenp_rule_facts *nomenp_rule_get(nomenp_rule rule) {
  return &rules[rule < NOMENP_RULE_COUNT ? rule : NOMENP_RULE_NONE];
}
