/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a text with amounts of money: records in order, on the text, amounts
 * well formed, links that point at each other.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "nomen/nomen.h"

#define HOLDS(condition)                                                       \
  do {                                                                         \
    if (!(condition)) abort();                                                 \
  } while (0)

static nomen_engine *engine;

/* "-12.5": digits, no needless zeros. */
static void check_decimal(const char *text) {
  size_t whole;

  if (text == NULL) return;
  if (*text == '-') text++;
  whole = strspn(text, "0123456789");
  HOLDS(whole > 0 && (whole == 1 || text[0] != '0'));
  if (text[whole] == '\0') return;
  HOLDS(text[whole] == '.');
  text += whole + 1;
  HOLDS(*text != '\0' && strspn(text, "0123456789") == strlen(text));
  HOLDS(text[strlen(text) - 1] != '0');
}

static void check_link(const nomen_document *document, size_t index,
                       size_t other, size_t back) {
  if (other == NOMEN_NONE) return;
  HOLDS(other < nomen_document_record_count(document) && other != index);
  HOLDS(back == index);
}

static void check_record(const nomen_document *document, size_t index,
                         size_t end, size_t size) {
  const nomen_record *r = nomen_document_record(document, index);
  const nomen_money *money = &r->value.money;

  HOLDS(r->type == NOMEN_TYPE_MONEY);
  HOLDS(r->start >= end && r->start < r->end && r->end <= size);
  check_decimal(money->amount);
  check_decimal(money->low);
  check_decimal(money->high);
  HOLDS(money->currency == NULL || strlen(money->currency) == 3);
  if (money->range != NOMEN_NONE)
    check_link(document, index, money->range,
               nomen_document_record(document, money->range)->value.money.range);
  if (money->equivalent != NOMEN_NONE)
    check_link(document, index, money->equivalent,
               nomen_document_record(document, money->equivalent)
                   ->value.money.equivalent);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  nomen_extract_options options = NOMEN_EXTRACT_OPTIONS_INIT;
  nomen_document *document;
  size_t end = 0;

  if (engine == NULL)
    HOLDS(nomen_engine_new(NULL, &engine, NULL) == NOMEN_OK);
  options.flags = NOMEN_EXTRACT_REPLACE;
  options.types = NOMEN_TYPE_BIT(NOMEN_TYPE_MONEY);
  HOLDS(nomen_extract(engine, (const char *)data, size, &options, &document,
                      NULL) == NOMEN_OK);
  for (size_t i = 0; i < nomen_document_record_count(document); i++) {
    check_record(document, i, end, size);
    end = nomen_document_record(document, i)->end;
  }
  nomen_document_free(document);
  return 0;
}
