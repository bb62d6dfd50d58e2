/* SPDX-License-Identifier: MIT */
/* The user's lists over a text. */
#include "engine/extraction.h"

static nomen_status scan_role(nomenp_extraction *x, int role) {
  const nomenp_gazetteer *user = x->engine->user[role];
  const nomenp_text *text = &x->document->text;
  uint32_t *words;

  if (user == NULL) return NOMEN_OK;
  words = nomenp_arena_array(&x->reading, text->token_count, sizeof(*words));
  if (words == NULL) return NOMEN_ENOMEM;
  nomenp_gazetteer_words(user, NULL, text, words);
  return nomenp_gazetteer_scan(user, &x->reading, text, words,
                               &x->user_hits[role]);
}

/* Sure names are leftmost first, then longest, and never overlap: hits come in that
 * order, so one that begins before the last kept one ends is passed over. */
static nomen_status keep_sure(nomenp_extraction *x) {
  const nomenp_hit_list *hits = &x->user_hits[NOMEN_SOURCE_NAMES_FIRST];
  nomenp_hit_list *sure = &x->sure_hits;
  uint32_t free_from = 0;

  for (size_t i = 0; i < hits->count; i++) {
    const nomenp_hit *hit = &hits->items[i];
    if (hit->first < free_from ||
        !(hit->flags & (NOMENP_HIT_CASE | NOMENP_HIT_UPPER)))
      continue;
    if (!NOMENP_ARENA_GROW(&x->reading, &sure->items, &sure->capacity,
                           sure->count + 1))
      return NOMEN_ENOMEM;
    sure->items[sure->count++] = *hit;
    free_from = hit->end;
  }
  return NOMEN_OK;
}

nomen_status nomenp_extraction_find_user_names(nomenp_extraction *x) {
  for (int role = 0; role < NOMENP_USER_ROLES; role++) {
    nomen_status status = scan_role(x, role);
    if (status != NOMEN_OK) return status;
  }
  return keep_sure(x);
}
