/* SPDX-License-Identifier: MIT */
/*
 * The section of pattern files: how many there are, then for each the offsets
 * of its name and text and the text's size; then names and texts, each with a
 * NUL behind.
 */
#include "pack/pack.h"

#include "base/error.h"

#include <string.h>

typedef struct file_row {
  uint32_t name; /* offsets from the section's start */
  uint32_t text;
  uint32_t size;
} file_row;

static nomen_status files_damaged(nomen_error *error) {
  return nomenp_error_set(error, NOMEN_EPACK, 0,
                          "pattern files of the pack are damaged");
}

/* A string that ends inside the section. */
static bool name_is_good(const char *section, size_t size, uint32_t offset) {
  return offset < size && memchr(section + offset, '\0', size - offset) != NULL;
}

nomen_status nomenp_pack_patterns(const nomenp_pack *pack, nomenp_arena *arena,
                                  nomenp_pattern_file **out, size_t *count_out,
                                  nomen_error *error) {
  const char *section = pack->sections[NOMENP_SECTION_PATTERNS].bytes;
  size_t size = pack->sections[NOMENP_SECTION_PATTERNS].size;
  uint32_t count;

  *out = NULL;
  *count_out = 0;
  if (section == NULL) return NOMEN_OK;
  if (size < sizeof(count)) return files_damaged(error);
  memcpy(&count, section, sizeof(count));
  if (count > (size - sizeof(count)) / sizeof(file_row))
    return files_damaged(error);
  if (count == 0) return NOMEN_OK;
  *out = nomenp_arena_array(arena, count, sizeof(**out));
  if (*out == NULL) return nomenp_error_memory(error);
  for (uint32_t i = 0; i < count; i++) {
    file_row row;
    memcpy(&row, section + sizeof(count) + i * sizeof(row), sizeof(row));
    if (!name_is_good(section, size, row.name) || row.text > size ||
        row.size > size - row.text)
      return files_damaged(error);
    (*out)[i] =
        (nomenp_pattern_file){section + row.name, section + row.text, row.size};
  }
  *count_out = count;
  return NOMEN_OK;
}

nomen_status nomenp_pack_patterns_write(const nomenp_pattern_file *files,
                                        size_t count, nomenp_buffer *out,
                                        nomen_error *error) {
  uint32_t number = (uint32_t)count;
  size_t at = sizeof(number) + count * sizeof(file_row);

  nomenp_buffer_put(out, &number, sizeof(number));
  for (size_t i = 0; i < count; i++) {
    size_t name_size = strlen(files[i].label) + 1;
    file_row row;
    if (files[i].size > UINT32_MAX / 2 || at > UINT32_MAX / 2)
      return nomenp_error_set(error, NOMEN_EPATTERN, 0,
                              "pattern files are too long");
    row.name = (uint32_t)at;
    row.text = (uint32_t)(at + name_size);
    row.size = (uint32_t)files[i].size;
    nomenp_buffer_put(out, &row, sizeof(row));
    at += name_size + files[i].size + 1;
  }
  for (size_t i = 0; i < count; i++) {
    nomenp_buffer_put(out, files[i].label, strlen(files[i].label) + 1);
    nomenp_buffer_put(out, files[i].bytes, files[i].size);
    nomenp_buffer_put_byte(out, '\0');
  }
  return out->failed ? nomenp_error_memory(error) : NOMEN_OK;
}
