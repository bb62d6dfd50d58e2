/* SPDX-License-Identifier: MIT */
/*
 * Reading and writing packs:
 *
 *   header | sections, each aligned to 8 | checksum of all before it
 */
#include "pack/pack.h"

#include "base/error.h"
#include "base/hash.h"

#include <string.h>

#define MAGIC UINT64_C(0x6b6361706d6f6e01) /* 01 "nompack" */
#define CHECKSUM_SIZE 8u

typedef struct pack_header {
  uint64_t magic;
  uint32_t version;
  uint32_t section_count;
  uint64_t size; /* of the whole pack */
  struct {
    uint64_t offset; /* 0: not there */
    uint64_t size;
  } sections[NOMENP_SECTION_COUNT];
} pack_header;

_Static_assert(sizeof(pack_header) == 72, "part of the format");

static uint64_t round_up(uint64_t size) {
  return (size + 7) & ~UINT64_C(7);
}

#define PRIME UINT64_C(0x9fb21c651e98df25)

/* Four lanes, so that the multiplications do not wait for one another. */
uint64_t nomenp_pack_checksum(const void *bytes, size_t size) {
  const uint64_t *words = bytes;
  size_t count = size / 8, i = 0;
  uint64_t lanes[4] = {1, 2, 3, 4}, sum = size;

  for (; i + 4 <= count; i += 4)
    for (unsigned lane = 0; lane < 4; lane++)
      lanes[lane] = (lanes[lane] ^ words[i + lane]) * PRIME;
  for (unsigned lane = 0; i < count; i++, lane++)
    lanes[lane] = (lanes[lane] ^ words[i]) * PRIME;
  for (unsigned lane = 0; lane < 4; lane++)
    sum = nomenp_hash_mix(sum ^ lanes[lane]) + PRIME;
  return sum;
}

static nomen_status damaged(nomen_error *error, size_t offset,
                            const char *message) {
  return nomenp_error_set(error, NOMEN_EPACK, offset, message);
}

/* Inside the pack, behind the header, and aligned. */
static bool section_is_inside(const pack_header *header, unsigned section) {
  uint64_t offset = header->sections[section].offset;
  uint64_t end = header->size - CHECKSUM_SIZE;

  if (offset == 0) return header->sections[section].size == 0;
  return offset % 8 == 0 && offset >= sizeof(*header) && offset <= end &&
         header->sections[section].size <= end - offset;
}

static nomen_status check_header(const pack_header *header, size_t size,
                                 nomen_error *error) {
  if (size < sizeof(*header) + CHECKSUM_SIZE || header->magic != MAGIC)
    return damaged(error, 0, "not a pack");
  if (header->version != NOMENP_PACK_VERSION)
    return nomenp_error_set(error, NOMEN_EVERSION,
                            offsetof(pack_header, version),
                            "pack is of another format version");
  if (header->size != size || size % 8 != 0)
    return damaged(error, offsetof(pack_header, size),
                   "pack is cut short or too long");
  if (header->section_count != NOMENP_SECTION_COUNT)
    return damaged(error, offsetof(pack_header, section_count),
                   "pack has another number of sections");
  for (unsigned i = 0; i < NOMENP_SECTION_COUNT; i++)
    if (!section_is_inside(header, i))
      return damaged(error, offsetof(pack_header, sections),
                     "section lies outside the pack");
  return NOMEN_OK;
}

nomen_status nomenp_pack_open(const void *bytes, size_t size, nomenp_pack *out,
                              nomen_error *error) {
  const pack_header *header = bytes;
  const char *base = bytes;
  uint64_t checksum;
  nomen_status status;

  memset(out, 0, sizeof(*out));
  if ((uintptr_t)bytes % 8 != 0)
    return nomenp_error_set(error, NOMEN_EARG, 0, "pack is not aligned to 8");
  status = check_header(header, size, error);
  if (status != NOMEN_OK) return status;
  memcpy(&checksum, base + size - CHECKSUM_SIZE, sizeof(checksum));
  if (checksum != nomenp_pack_checksum(bytes, size - CHECKSUM_SIZE))
    return damaged(error, size - CHECKSUM_SIZE,
                   "checksum of the pack does not fit");
  for (unsigned i = 0; i < NOMENP_SECTION_COUNT; i++) {
    if (header->sections[i].offset == 0) continue;
    out->sections[i].bytes = base + header->sections[i].offset;
    out->sections[i].size = (size_t)header->sections[i].size;
  }
  return NOMEN_OK;
}

nomen_status nomenp_pack_write(const nomenp_pack *sections, nomenp_buffer *out,
                               nomen_error *error) {
  static const char padding[8] = {0};
  pack_header header;
  uint64_t at = sizeof(header), checksum;

  memset(&header, 0, sizeof(header));
  header.magic = MAGIC;
  header.version = NOMENP_PACK_VERSION;
  header.section_count = NOMENP_SECTION_COUNT;
  for (unsigned i = 0; i < NOMENP_SECTION_COUNT; i++) {
    if (sections->sections[i].bytes == NULL) continue;
    header.sections[i].offset = at;
    header.sections[i].size = sections->sections[i].size;
    at += round_up(sections->sections[i].size);
  }
  header.size = at + CHECKSUM_SIZE;
  if (nomenp_buffer_reserve(out, (size_t)header.size) == NULL)
    return nomenp_error_memory(error);
  nomenp_buffer_put(out, &header, sizeof(header));
  for (unsigned i = 0; i < NOMENP_SECTION_COUNT; i++) {
    size_t size = sections->sections[i].size;
    if (sections->sections[i].bytes == NULL) continue;
    nomenp_buffer_put(out, sections->sections[i].bytes, size);
    nomenp_buffer_put(out, padding, (size_t)(round_up(size) - size));
  }
  checksum = nomenp_pack_checksum(out->bytes, out->size);
  nomenp_buffer_put(out, &checksum, sizeof(checksum));
  return out->failed ? nomenp_error_memory(error) : NOMEN_OK;
}
