/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_PACK_PACK_H
#define NOMEN_PACK_PACK_H

/*
 * The one data file: a header (magic, format version, size, checksum) and a table
 * of sections.  Read where it lies; each section is checked by the room whose
 * format it is.
 */

#include "base/buffer.h"

typedef enum nomenp_section {
  NOMENP_SECTION_GAZETTEER = 0,
  NOMENP_SECTION_PATTERNS, /* the pattern files one after another, by name */
  NOMENP_SECTION_WEIGHTS,
  NOMENP_SECTION_COUNT
} nomenp_section;

typedef struct nomenp_pack {
  struct {
    const void *bytes; /* aligned to 8; NULL when the pack lacks it */
    size_t size;
  } sections[NOMENP_SECTION_COUNT];
} nomenp_pack;

/* Check and open.  `bytes` must outlive the result. */
nomen_status nomenp_pack_open(const void *bytes, size_t size, nomenp_pack *out,
                              nomen_error *error);

/* The pack linked into the library. */
extern const uint64_t nomenp_pack_default[];
extern const size_t nomenp_pack_default_size;

/* A file mapped (or read, where there is no mapping): for packs and lists given by path. */
typedef struct nomenp_file {
  const void *bytes;
  size_t size;
  bool is_mapped;
} nomenp_file;
nomen_status nomenp_file_open(const nomen_allocator *memory, const char *path,
                              nomenp_file *out, nomen_error *error);
void nomenp_file_close(const nomen_allocator *memory, nomenp_file *file);

/* Write a pack from its sections. */
nomen_status nomenp_pack_write(const nomenp_pack *sections, nomenp_buffer *out,
                               nomen_error *error);

#endif
