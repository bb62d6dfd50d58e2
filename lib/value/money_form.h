/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_VALUE_MONEY_FORM_H
#define NOMEN_VALUE_MONEY_FORM_H

/* What a currency is called, beside a number of the text; inside money_*.c
 * only. */

#include "value/amount.h"

/* Kinds of reading, a bit each. */
#define NOMENP_FORM_BIT(kind) ((uint16_t)(1u << (kind)))
#define NOMENP_FORM_ALL UINT16_C(0xffff)

/* A form met in the text. */
typedef struct nomenp_form_hit {
  nomenp_forms forms;
  uint16_t kinds; /* that the text's case allows, of those asked for */
  uint32_t first; /* tokens [first, end) */
  uint32_t end;
} nomenp_form_hit;

/* Whether a token may be the first or the last of a form.  Never a wrong "no".
 */
bool nomenp_form_opens(const nomenp_money_reader *reader, uint32_t token);
bool nomenp_form_closes(const nomenp_money_reader *reader, uint32_t token);

/* The form of a stretch that is part of a token, with the tokens [first, token)
 * before it. */
bool nomenp_form_of_part(const nomenp_money_reader *reader, uint32_t first,
                         uint32_t token, const char *bytes, size_t size,
                         uint16_t kinds, nomenp_form_hit *out);

/* The currency before the number at `token`; *negative is set for "$-5", "$(5".
 * A word may stand there only if the number is written as a sum of money is. */
bool nomenp_form_before(const nomenp_money_reader *reader, uint32_t token,
                        bool is_sum, nomenp_form_hit *out, bool *negative);

/* The currency from token `at` on, behind the number. */
bool nomenp_form_behind(const nomenp_money_reader *reader, uint32_t at,
                        nomenp_amount *amount, nomenp_form_hit *out);

/* Letters grown onto the number: "RM50", "USD34.6"; "C$N5" with a sign before.
 */
bool nomenp_form_grown_on(const nomenp_money_reader *reader, uint32_t token,
                          const nomenp_capture *prefix, nomenp_form_hit *out);

/* A currency said twice: "$10 million dollars". */
bool nomenp_form_shared(const nomenp_form_hit *a, const nomenp_form_hit *b);

#endif
