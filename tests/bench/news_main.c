/* SPDX-License-Identifier: MIT */
/*
 * Writes news as JSON Lines for nomen --from jsonl.
 *
 *   make-news CORPORA MEGABYTES [BYTES-A-DOCUMENT [SEED]]
 */
#include <stdio.h>
#include <stdlib.h>

#include <jansson.h>

#include "news.h"

int main(int argc, char **argv) {
  news_text text = {NULL, 0, 0};
  double want, done = 0;
  size_t size;
  news *source;

  if (argc < 3) {
    fprintf(stderr, "usage: make-news CORPORA MEGABYTES [BYTES [SEED]]\n");
    return 2;
  }
  want = strtod(argv[2], NULL) * 1e6;
  size = argc > 3 ? strtoul(argv[3], NULL, 10) : 3000;
  source = news_new(argv[1], argc > 4 ? strtoull(argv[4], NULL, 10) : 1);
  for (unsigned id = 0; done < want; id++) {
    json_t *line;
    news_next(source, size, &text);
    line = json_pack("{s:i, s:s%}", "id", (int)id, "text", text.bytes,
                     text.size);
    if (line == NULL || json_dumpf(line, stdout, JSON_COMPACT) != 0 ||
        putchar('\n') == EOF)
      return 1;
    json_decref(line);
    done += (double)text.size;
  }
  free(text.bytes);
  news_free(source);
  return fflush(stdout) == 0 ? 0 : 1;
}
