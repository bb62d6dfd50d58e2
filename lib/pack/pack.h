/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_PACK_PACK_H
#define NOMEN_PACK_PACK_H

/*
 * The one data file: a header (magic, format version, size, checksum) and a
 * table of sections.  Read where it lies; each section is checked by the room
 * whose format it is.
 */

#include "base/arena.h"
#include "base/buffer.h"
#include "pattern/pattern.h"

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

#define NOMENP_PACK_VERSION                                                    \
  2u /* of the format; another one is NOMEN_EVERSION */

/* Check and open.  `bytes`, aligned to 8, must outlive the result. */
nomen_status nomenp_pack_open(const void *bytes, size_t size, nomenp_pack *out,
                              nomen_error *error);

/* The pattern files of the pack, in order of their names.  The array is in the
 * arena, the texts are in the pack. */
nomen_status nomenp_pack_patterns(const nomenp_pack *pack, nomenp_arena *arena,
                                  nomenp_pattern_file **out, size_t *count_out,
                                  nomen_error *error);

/* The section of such files, for the writer; appended to `out`. */
nomen_status nomenp_pack_patterns_write(const nomenp_pattern_file *files,
                                        size_t count, nomenp_buffer *out,
                                        nomen_error *error);

/* 64 bits over `size` bytes, a multiple of 8 at an address aligned to 8; the
 * same on every platform.  Every change of one word changes it. */
uint64_t nomenp_pack_checksum(const void *bytes, size_t size);

/* The pack linked into the library. */
extern const uint64_t nomenp_pack_default[];
extern const size_t nomenp_pack_default_size;

/* A file mapped (or read, where there is no mapping): for packs and lists given
 * by path. */
typedef struct nomenp_file {
  const void *bytes;
  size_t size;
  bool is_mapped;
} nomenp_file;
nomen_status nomenp_file_open(const nomen_allocator *memory, const char *path,
                              nomenp_file *out, nomen_error *error);
void nomenp_file_close(const nomen_allocator *memory, nomenp_file *file);

/* Append a pack of these sections to `out`, which must be empty. */
nomen_status nomenp_pack_write(const nomenp_pack *sections, nomenp_buffer *out,
                               nomen_error *error);

#endif
