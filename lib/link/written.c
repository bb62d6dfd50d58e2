/* SPDX-License-Identifier: MIT */
/* Names as they are given back: on one line, and not in capitals only because a
 * headline or a byline was. */
#include <string.h>

#include "link/linker.h"

/* Written so in capitals they keep them: "NATO", "II". */
static bool keeps_capitals(const nomenp_linker *linker, uint32_t token) {
  uint8_t shape = linker->input->text->shape[token];
  return shape != NOMENP_SHAPE_UPPER ||
         nomenp_token_is(linker, token, NOMENP_LIST_SUFFIX);
}

/* ASCII letters after the first of each part; others stay as they are. */
static void lower(char *bytes, size_t size) {
  bool is_first = true;
  for (size_t i = 0; i < size; i++) {
    bool is_capital = bytes[i] >= 'A' && bytes[i] <= 'Z';
    bool is_letter =
        is_capital || (bytes[i] >= 'a' && bytes[i] <= 'z') || (bytes[i] & 0x80);
    if (is_capital && !is_first) bytes[i] = (char)(bytes[i] | 0x20);
    is_first = !is_letter;
  }
}

/* Whether nothing stands between the tokens but single blanks. */
static bool is_plain(const nomenp_text *text, uint32_t first, uint32_t end) {
  for (uint32_t t = first + 1; t < end; t++)
    if (text->start[t] != text->end[t - 1] &&
        (text->start[t] != text->end[t - 1] + 1 ||
         text->bytes[text->end[t - 1]] != ' '))
      return false;
  return true;
}

const char *nomenp_written(nomenp_linker *linker, uint32_t first, uint32_t end,
                           bool lowered) {
  const nomenp_text *text = linker->input->text;
  if (first >= end) return NULL;
  size_t room = (size_t)text->end[end - 1] - text->start[first] + 1;
  char *out = nomenp_arena_allocate(linker->arena, room);
  if (out == NULL) {
    linker->failed = true;
    return NULL;
  }
  if (!lowered && is_plain(text, first, end)) {
    memcpy(out, text->bytes + text->start[first], room - 1);
    out[room - 1] = '\0';
    return out;
  }
  size_t size = 0;
  for (uint32_t t = first; t < end; t++) {
    size_t part = text->end[t] - text->start[t];
    if (t > first && text->start[t] > text->end[t - 1]) out[size++] = ' ';
    memcpy(out + size, text->bytes + text->start[t], part);
    if (lowered && !keeps_capitals(linker, t)) lower(out + size, part);
    size += part;
  }
  out[size] = '\0';
  return out;
}
