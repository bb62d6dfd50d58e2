/* SPDX-License-Identifier: MIT */
/*
 * Files by path: mapped where the system can, read elsewhere.  What is no
 * regular file (a pipe, say) is read too.  errno stays as it was.
 */
#if defined(__unix__) || defined(__APPLE__)
#define _POSIX_C_SOURCE 200809L
#define HAS_MAPPING 1
#endif

#include "pack/pack.h"

#include "base/error.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#ifdef HAS_MAPPING
#include <sys/mman.h>
#include <sys/stat.h>
#endif

#define READ_SIZE 65536u

static nomen_status failed(nomen_error *error, const char *path,
                           const char *message) {
  nomenp_error_set(error, NOMEN_EIO, 0, message);
  nomenp_error_locate(error, path, 0, 0);
  return NOMEN_EIO;
}

/* Packs are read as words of 64 bits: allocators align for any type. */
static nomen_status read_all(const nomen_allocator *memory, FILE *stream,
                             const char *path, nomenp_file *out,
                             nomen_error *error) {
  char *bytes = NULL;
  size_t size = 0, capacity = 0, got;

  do {
    if (!NOMENP_GROW(memory, &bytes, &capacity, size + READ_SIZE)) {
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

#ifdef HAS_MAPPING

static nomen_status map(const nomen_allocator *memory, FILE *stream,
                        const char *path, nomenp_file *out,
                        nomen_error *error) {
  struct stat about;
  void *bytes;

  if (fstat(fileno(stream), &about) != 0)
    return failed(error, path, "cannot read file");
  if (S_ISDIR(about.st_mode)) return failed(error, path, "is a directory");
  if (!S_ISREG(about.st_mode) || about.st_size == 0)
    return read_all(memory, stream, path, out, error);
  if ((uintmax_t)about.st_size > SIZE_MAX / 2)
    return failed(error, path, "file is too long");
  bytes = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE,
               fileno(stream), 0);
  if (bytes == MAP_FAILED) return read_all(memory, stream, path, out, error);
  *out = (nomenp_file){bytes, (size_t)about.st_size, true};
  return NOMEN_OK;
}

static void unmap(void *bytes, size_t size) {
  munmap(bytes, size);
}

#else

static nomen_status map(const nomen_allocator *memory, FILE *stream,
                        const char *path, nomenp_file *out,
                        nomen_error *error) {
  return read_all(memory, stream, path, out, error);
}

static void unmap(void *bytes, size_t size) {
  (void)bytes;
  (void)size;
}

#endif

nomen_status nomenp_file_open(const nomen_allocator *memory, const char *path,
                              nomenp_file *out, nomen_error *error) {
  int saved = errno;
  FILE *stream = fopen(path, "rb");
  nomen_status status;

  *out = (nomenp_file){NULL, 0, false};
  if (stream == NULL)
    status = failed(error, path, "cannot open file");
  else
    status = map(memory, stream, path, out, error);
  if (stream != NULL) fclose(stream);
  errno = saved;
  return status;
}

void nomenp_file_close(const nomen_allocator *memory, nomenp_file *file) {
  int saved = errno;
  void *bytes;

  /* What is only read was once given as writable. */
  memcpy(&bytes, &file->bytes, sizeof(bytes));
  if (file->is_mapped)
    unmap(bytes, file->size);
  else
    nomenp_memory_release(memory, bytes);
  *file = (nomenp_file){NULL, 0, false};
  errno = saved;
}
