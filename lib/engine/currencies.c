/* SPDX-License-Identifier: MIT */
/* The currency table of the built-in lists, handed to value code, which knows no
 * lists. */
#include "engine/engine.h"

#include "base/error.h"

static uint8_t digits_of(const char *text) {
  return text != NULL && text[0] >= '0' && text[0] <= '9'
             ? (uint8_t)(text[0] - '0')
             : 2;
}

static bool add_currency(nomenp_arena *arena, nomenp_currency **items,
                         size_t *count, size_t *capacity,
                         const nomenp_gazetteer *gazetteer, uint32_t index) {
  nomenp_entry entry;

  nomenp_gazetteer_entry(gazetteer, index, &entry);
  if (entry.code == NULL) return true;
  if (!NOMENP_ARENA_GROW(arena, items, capacity, *count + 1)) return false;
  (*items)[(*count)++] = (nomenp_currency){
      entry.name,
      nomenp_gazetteer_attribute(gazetteer, index, "forms"),
      nomenp_gazetteer_attribute(gazetteer, index, "symbol"),
      nomenp_gazetteer_attribute(gazetteer, index, "minor"),
      entry.code,
      entry.country,
      digits_of(nomenp_gazetteer_attribute(gazetteer, index, "minor_units")),
      nomenp_gazetteer_attribute(gazetteer, index, "weak"),
      nomenp_gazetteer_attribute(gazetteer, index, "default")};
  return true;
}

nomen_status nomenp_currencies_load(nomen_engine *engine, nomen_error *error) {
  const nomenp_gazetteer *gazetteer = engine->gazetteer;
  nomenp_currency *items = NULL;
  size_t count = 0, capacity = 0;
  uint32_t name = 0, entry;
  nomenp_arena scratch;
  nomen_status status = NOMEN_OK;

  nomenp_arena_init(&scratch, &engine->memory);
  while (status == NOMEN_OK &&
         nomenp_gazetteer_next(gazetteer, NOMENP_LIST_CURRENCY, &name, &entry))
    if (!add_currency(&scratch, &items, &count, &capacity, gazetteer, entry))
      status = nomenp_error_memory(error);
  if (status == NOMEN_OK)
    status = nomenp_money_new(&engine->memory, engine->patterns, items, count,
                              &engine->money, error);
  nomenp_arena_fini(&scratch);
  return status;
}
