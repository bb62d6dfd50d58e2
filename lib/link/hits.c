/* SPDX-License-Identifier: MIT */
/* Finding the hits that begin or end at a token: they are sorted by where they
 * begin, longest first; an index of every few tokens says where to look. */
#include "link/linker.h"

/* Titles, roles and nationalities are at most this many tokens long. */
#define BACK_TOKENS 6u

#define INDEX_TOKENS 16u

bool nomenp_hits_index(nomenp_linker *linker) {
  const nomenp_hit_list *hits = linker->input->hits;
  uint32_t count = linker->input->text->token_count / INDEX_TOKENS + 1;
  size_t at = 0;
  for (unsigned i = 0; i < NOMENP_LINK_USERS; i++)
    if (linker->input->users[i].gazetteer != NULL &&
        linker->input->users[i].hits->count > 0)
      linker->has_users = true;
  if (hits == NULL || hits->count == 0) return true;
  linker->hit_index = nomenp_arena_allocate(
      &linker->scratch, (size_t)count * sizeof *linker->hit_index);
  if (linker->hit_index == NULL) return false;
  for (uint32_t i = 0; i < count; i++) {
    while (at < hits->count && hits->items[at].first < i * INDEX_TOKENS)
      at++;
    linker->hit_index[i] = (uint32_t)at;
  }
  return true;
}

/* The first hit that begins at `token` or behind it. */
static size_t hits_from(const nomenp_linker *linker, uint32_t token) {
  const nomenp_hit_list *hits = linker->input->hits;
  if (linker->hit_index == NULL) return 0;
  size_t at = linker->hit_index[token / INDEX_TOKENS];
  while (at < hits->count && hits->items[at].first < token)
    at++;
  return at;
}

static nomenp_hit_range range_from(const nomenp_hit_list *hits, size_t at,
                                   uint32_t token) {
  size_t end = at;
  while (end < hits->count && hits->items[end].first == token)
    end++;
  return (nomenp_hit_range){hits->items + at, end - at};
}

nomenp_hit_range nomenp_hits_at(const nomenp_linker *linker, uint32_t token) {
  if (linker->hit_index == NULL) return (nomenp_hit_range){NULL, 0};
  return range_from(linker->input->hits, hits_from(linker, token), token);
}

bool nomenp_user_entry(const nomenp_linker *linker, uint32_t name,
                       unsigned *user, uint32_t *entry) {
  const nomenp_name *span = &linker->input->names[name];

  if (!linker->has_users) return false;
  for (*user = 0; *user < NOMENP_LINK_USERS; ++*user) {
    const nomenp_link_user *own = &linker->input->users[*user];
    if (own->gazetteer == NULL) continue;
    nomenp_hit_range hits = range_from(
        own->hits, nomenp_hits_from(own->hits, span->first), span->first);
    for (size_t i = 0; i < hits.count; i++)
      if (hits.items[i].end == span->end) {
        *entry = hits.items[i].entry;
        return true;
      }
  }
  return false;
}

const nomenp_hit *nomenp_hit_before(const nomenp_linker *linker, uint32_t end,
                                    nomenp_list_class list) {
  const nomenp_hit_list *hits = linker->input->hits;
  uint32_t from = end > BACK_TOKENS ? end - BACK_TOKENS : 0;
  size_t all = hits != NULL ? hits->count : 0;
  /* What begins first is the longest. */
  for (size_t i = hits_from(linker, from);
       i < all && hits->items[i].first < end; i++)
    if (hits->items[i].end == end && hits->items[i].list == list)
      return &hits->items[i];
  return NULL;
}

uint32_t nomenp_list_before(const nomenp_linker *linker, uint32_t end,
                            nomenp_list_class list) {
  const nomenp_hit *hit = nomenp_hit_before(linker, end, list);
  if (hit != NULL) return hit->first;
  return end > 0 && nomenp_token_is(linker, end - 1, list) ? end - 1 : end;
}

uint32_t nomenp_list_from(const nomenp_linker *linker, uint32_t token,
                          nomenp_list_class list) {
  nomenp_hit_range range = nomenp_hits_at(linker, token);
  for (size_t i = 0; i < range.count; i++)
    if (range.items[i].list == list) return range.items[i].end;
  return nomenp_token_is(linker, token, list) ? token + 1 : token;
}

/* Words of [first, end) as the lists have them: punctuation left out. */
static size_t read_hashes(const nomenp_linker *linker, uint32_t first,
                          uint32_t end,
                          uint64_t hashes[NOMENP_NAME_TOKENS_MAX]) {
  const nomenp_text *text = linker->input->text;
  size_t count = 0;
  for (uint32_t t = first; t < end; t++) {
    if (text->token_class[t] == NOMEN_TOKEN_PUNCTUATION) continue;
    if (count == NOMENP_NAME_TOKENS_MAX) return 0;
    hashes[count++] =
        text->shape[t] == NOMENP_SHAPE_AND ? linker->and_word : text->hash[t];
  }
  return count;
}

static unsigned look_up(const nomenp_linker *linker, uint32_t first,
                        uint32_t end, nomenp_list_class list,
                        uint32_t out[NOMENP_ENTRIES_MAX]) {
  const nomenp_gazetteer *gazetteer = linker->input->gazetteer;
  uint64_t hashes[NOMENP_NAME_TOKENS_MAX];
  uint32_t entries[NOMENP_NAME_ENTRIES_MAX];
  unsigned count = 0;
  size_t found = nomenp_gazetteer_lookup(
      gazetteer, hashes, read_hashes(linker, first, end, hashes), entries,
      NOMENP_NAME_ENTRIES_MAX);
  if (found > NOMENP_NAME_ENTRIES_MAX) found = NOMENP_NAME_ENTRIES_MAX;
  for (size_t i = 0; i < found && count < NOMENP_ENTRIES_MAX; i++) {
    nomenp_entry entry;
    nomenp_gazetteer_entry(gazetteer, entries[i], &entry);
    if (entry.list == list) out[count++] = entries[i];
  }
  return count;
}

unsigned nomenp_entries_of(const nomenp_linker *linker, uint32_t first,
                           uint32_t end, nomenp_list_class list,
                           uint32_t out[NOMENP_ENTRIES_MAX]) {
  unsigned count = 0;
  if (linker->input->words[first] == NOMENP_NO_WORD) return 0;
  if (!nomenp_list_class_is_named(list)) {
    /* Of a single word it is known without looking. */
    if (end == first + 1 && !nomenp_token_is(linker, first, list)) return 0;
    return look_up(linker, first, end, list, out);
  }
  nomenp_hit_range range = nomenp_hits_at(linker, first);
  for (size_t i = 0; i < range.count && count < NOMENP_ENTRIES_MAX; i++)
    if (range.items[i].list == list && range.items[i].end == end)
      out[count++] = range.items[i].entry;
  return count;
}

bool nomenp_token_is(const nomenp_linker *linker, uint32_t token,
                     nomenp_list_class list) {
  uint32_t word = linker->input->words[token];
  if (word == NOMENP_NO_WORD) return false;
  const nomenp_word *facts =
      nomenp_gazetteer_word(linker->input->gazetteer, word);
  uint64_t lists = facts->lists;
  if (linker->input->text->shape[token] == NOMENP_SHAPE_UPPER)
    lists |= facts->capital_lists;
  return (lists >> (unsigned)list & 1u) != 0;
}
