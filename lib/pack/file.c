/* SPDX-License-Identifier: MIT */
/* Files by path: mapped where the system can, read elsewhere. */
#if defined(__unix__) || defined(__APPLE__)
#define _POSIX_C_SOURCE 200809L
#define HAS_MAPPING 1
#endif

#include "pack/pack.h"

#include "base/error.h"

#include <string.h>

#ifdef HAS_MAPPING
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#else
#include <stdio.h>
#endif

static nomen_status failed(nomen_error *error, const char *path,
                           const char *message) {
  nomenp_error_set(error, NOMEN_EIO, 0, message);
  nomenp_error_locate(error, path, 0, 0);
  return NOMEN_EIO;
}

#ifdef HAS_MAPPING

static nomen_status map(int descriptor, const char *path, nomenp_file *out,
                        nomen_error *error) {
  struct stat about;
  void *bytes;

  if (fstat(descriptor, &about) != 0)
    return failed(error, path, "cannot read file");
  if (!S_ISREG(about.st_mode)) return failed(error, path, "not a file");
  if (about.st_size == 0) return NOMEN_OK;
  if ((uintmax_t)about.st_size > SIZE_MAX / 2)
    return failed(error, path, "file is too long");
  bytes = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE,
               descriptor, 0);
  if (bytes == MAP_FAILED) return failed(error, path, "cannot map file");
  *out = (nomenp_file){bytes, (size_t)about.st_size, true};
  return NOMEN_OK;
}

nomen_status nomenp_file_open(const nomen_allocator *memory, const char *path,
                              nomenp_file *out, nomen_error *error) {
  int descriptor = open(path, O_RDONLY);
  nomen_status status;

  (void)memory;
  *out = (nomenp_file){"", 0, false};
  if (descriptor < 0) return failed(error, path, "cannot open file");
  status = map(descriptor, path, out, error);
  close(descriptor);
  return status;
}

void nomenp_file_close(const nomen_allocator *memory, nomenp_file *file) {
  (void)memory;
  /* A mapping is only read, but munmap() takes what mmap() gave. */
  if (file->is_mapped) {
    void *bytes;
    memcpy(&bytes, &file->bytes, sizeof(bytes));
    munmap(bytes, file->size);
  }
  *file = (nomenp_file){"", 0, false};
}

#else

static nomen_status read_all(const nomen_allocator *memory, FILE *stream,
                             const char *path, nomenp_file *out,
                             nomen_error *error) {
  char *bytes = NULL;
  size_t size = 0, capacity = 0, got;

  do {
    if (!NOMENP_GROW(memory, &bytes, &capacity, size + 65536)) {
      nomenp_memory_release(memory, bytes);
      return nomenp_error_memory(error);
    }
    got = fread(bytes + size, 1, capacity - size, stream);
    size += got;
  } while (got != 0);
  if (ferror(stream)) {
    nomenp_memory_release(memory, bytes);
    return failed(error, path, "cannot read file");
  }
  *out = (nomenp_file){bytes, size, false};
  return NOMEN_OK;
}

nomen_status nomenp_file_open(const nomen_allocator *memory, const char *path,
                              nomenp_file *out, nomen_error *error) {
  FILE *stream = fopen(path, "rb");
  nomen_status status;

  *out = (nomenp_file){NULL, 0, false};
  if (stream == NULL) return failed(error, path, "cannot open file");
  status = read_all(memory, stream, path, out, error);
  fclose(stream);
  return status;
}

void nomenp_file_close(const nomen_allocator *memory, nomenp_file *file) {
  void *bytes;
  memcpy(&bytes, &file->bytes, sizeof(bytes));
  nomenp_memory_release(memory, bytes);
  *file = (nomenp_file){NULL, 0, false};
}

#endif
