/* SPDX-License-Identifier: MIT */
/* Any bytes as the extractor's JSON Lines input. */
#define _POSIX_C_SOURCE 200809L

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../examples/nomen/input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char path[] = "/tmp/fuzz_jsonl_XXXXXX";
  char *files[1] = {path};
  int descriptor = mkstemp(path);
  options o;
  input *in;
  input_document document;

  if (descriptor < 0) return 0;
  if (write(descriptor, data, size) != (ssize_t)size) abort();
  close(descriptor);
  memset(&o, 0, sizeof(o));
  o.from = FROM_JSONL;
  o.files = files;
  o.file_count = 1;
  in = input_new(&o);
  if (in == NULL) abort();
  while (input_next(in, &document)) {
    if (document.fault == NULL && document.text == NULL) abort();
    if (document.id != NULL && strlen(document.id) > size) abort();
  }
  input_free(in);
  unlink(path);
  return 0;
}
