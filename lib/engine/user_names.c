/* SPDX-License-Identifier: MIT */
/* The user's lists over a text, parted by what the user wants of each. */
#include "engine/extraction.h"

static bool append(nomenp_extraction *x, nomenp_hit_list *list,
                   const nomenp_hit *hit) {
  if (!NOMENP_ARENA_GROW(&x->scratch, &list->items, &list->capacity,
                         list->count + 1))
    return false;
  list->items[list->count++] = *hit;
  return true;
}

/* Sure names are leftmost first, then longest, and never overlap: hits come in that
 * order, so one that begins before the last kept one ends is passed over. */
static bool take(nomenp_extraction *x, const nomenp_hit *hit) {
  const nomenp_hit_list *sure = &x->sure_hits;

  switch (hit->list) {
  case NOMENP_LIST_USER_FIRST:
    if (!(hit->flags & NOMENP_HIT_CASE)) return true;
    if (sure->count != 0 && hit->first < sure->items[sure->count - 1].end)
      return true;
    return append(x, &x->sure_hits, hit) && append(x, &x->user_hits, hit);
  case NOMENP_LIST_USER: return append(x, &x->user_hits, hit);
  case NOMENP_LIST_USER_DENY: return append(x, &x->denied, hit);
  default: return true;
  }
}

nomen_status nomenp_extraction_find_user_names(nomenp_extraction *x) {
  const nomenp_gazetteer *user = x->engine->user;
  const nomenp_text *text = &x->document->text;
  nomenp_hit_list all = {0};
  uint32_t *words;
  nomen_status status;

  if (user == NULL) return NOMEN_OK;
  words = nomenp_arena_array(&x->scratch, text->token_count, sizeof(*words));
  if (words == NULL) return NOMEN_ENOMEM;
  nomenp_gazetteer_words(user, text, words);
  status = nomenp_gazetteer_scan(user, &x->scratch, text, words, &all);
  for (size_t i = 0; status == NOMEN_OK && i < all.count; i++)
    if (!take(x, &all.items[i])) status = NOMEN_ENOMEM;
  return status;
}
