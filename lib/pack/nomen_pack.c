/* SPDX-License-Identifier: MIT */
/*
 * nomen-pack: the lists, patterns and weights of a folder compiled into one
 * pack. The same files give the same bytes, in whatever order the folder lists
 * them.
 */
#if defined(__unix__) || defined(__APPLE__)
#define _POSIX_C_SOURCE 200809L
#endif

#include "base/error.h"
#include "base/sort.h"
#include "decide/names.h"
#include "decide/weights.h"
#include "gazetteer/builder.h"
#include "gazetteer/gazetteer.h"
#include "gazetteer/image.h"
#include "pack/pack.h"
#include "value/kind.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { EXIT_GOOD = 0, EXIT_BAD_INPUT = 1, EXIT_USAGE = 2 };

static const char help[] =
    "usage: nomen-pack -o OUT [--c SYMBOL] DIR\n"
    "       nomen-pack --info PACK\n"
    "       nomen-pack --check PACK\n"
    "\n"
    "Compile DIR/gazetteers/*.tsv, DIR/patterns/*.pattern and "
    "DIR/weights/*.tsv\n"
    "into one pack.  The last two folders may be missing.  A list is of the "
    "class that\n"
    "its name says before the first full stop.  The same files give the same "
    "bytes.\n"
    "\n"
    "  -o OUT        where to write; nothing is left there on failure\n"
    "  --c SYMBOL    write a C source that defines the pack as an array SYMBOL "
    "of\n"
    "                64-bit words and its size in bytes as SYMBOL_size\n"
    "  --info PACK   print the sections of a pack, what they hold and their "
    "sizes\n"
    "  --check PACK  say nothing, but fail if the pack is not sound\n"
    "  --help        print this\n"
    "  --version     print the version\n"
    "\n"
    "Exit status: 0 done; 1 a file is missing, unreadable or not well formed, "
    "or the\n"
    "output cannot be written; 2 the command line is wrong.\n";

#define PATH_ROOM 4096u

typedef struct name_list {
  char **items;
  size_t count;
  size_t capacity;
} name_list;

/* A file of weights, among the others. */
typedef struct weight_file {
  char path[PATH_ROOM];
  uint32_t lines;
} weight_file;

/* Everything one run holds; freed in one place. */
typedef struct packing {
  const nomen_allocator *memory;
  const char *folder;
  nomenp_gazetteer_builder *builder;
  nomenp_buffer lists, patterns, weights, pack;
  weight_file *weight_files;
  size_t weight_file_count, weight_file_capacity;
  nomen_error error;
} packing;

static int complain(const nomen_error *error) {
  fputs("nomen-pack: ", stderr);
  if (error->file[0] != '\0') fprintf(stderr, "%s:", error->file);
  if (error->line != 0)
    fprintf(stderr, "%lu:%lu:", (unsigned long)error->line,
            (unsigned long)error->column);
  fprintf(stderr, "%s%s\n", error->file[0] != '\0' ? " " : "", error->message);
  return EXIT_BAD_INPUT;
}

static int complain_of(const char *path, const char *message) {
  fprintf(stderr, "nomen-pack: %s: %s\n", path, message);
  return EXIT_BAD_INPUT;
}

static int usage(const char *message, const char *argument) {
  fprintf(stderr, "nomen-pack: %s%s%s; see nomen-pack --help\n", message,
          argument != NULL ? " " : "", argument != NULL ? argument : "");
  return EXIT_USAGE;
}

static void names_free(name_list *names) {
  for (size_t i = 0; i < names->count; i++)
    free(names->items[i]);
  free(names->items);
}

static int compare_names(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool ends_with(const char *text, const char *end) {
  size_t text_size = strlen(text), end_size = strlen(end);
  return text_size > end_size && strcmp(text + text_size - end_size, end) == 0;
}

/* File names in an open folder with that ending, in byte order. */
static bool list_folder(const packing *p, DIR *stream, const char *end,
                        name_list *out) {
  const struct dirent *entry;

  while ((entry = readdir(stream)) != NULL) {
    size_t size = strlen(entry->d_name) + 1;
    char *copy;
    if (entry->d_name[0] == '.' || !ends_with(entry->d_name, end)) continue;
    copy = malloc(size);
    if (copy == NULL ||
        !NOMENP_GROW(p->memory, &out->items, &out->capacity, out->count + 1)) {
      free(copy);
      return false;
    }
    memcpy(copy, entry->d_name, size);
    out->items[out->count++] = copy;
  }
  nomenp_sort(out->items, out->count, sizeof(*out->items), compare_names);
  return true;
}

/* What is done with each file of a folder. */
typedef nomen_status (*take_file)(packing *p, const char *name,
                                  const char *path, const nomenp_file *file);

static nomen_status each_file(packing *p, const char *part, const char *end,
                              bool is_needed, take_file take) {
  char folder[PATH_ROOM], path[2 * PATH_ROOM];
  name_list names = {NULL, 0, 0};
  nomen_status status = NOMEN_OK;
  DIR *stream;

  if (snprintf(folder, sizeof(folder), "%s/%s", p->folder, part) >=
      (int)sizeof(folder))
    return nomenp_error_set(&p->error, NOMEN_EIO, 0, "path is too long");
  stream = opendir(folder);
  if (stream == NULL && is_needed) {
    nomenp_error_set(&p->error, NOMEN_EIO, 0, "cannot open folder");
    nomenp_error_locate(&p->error, folder, 0, 0);
    return NOMEN_EIO;
  }
  if (stream == NULL) return NOMEN_OK;
  if (!list_folder(p, stream, end, &names))
    status = nomenp_error_memory(&p->error);
  closedir(stream);
  for (size_t i = 0; i < names.count && status == NOMEN_OK; i++) {
    nomenp_file file;
    snprintf(path, sizeof(path), "%s/%s", folder, names.items[i]);
    status = nomenp_file_open(p->memory, path, &file, &p->error);
    if (status != NOMEN_OK) break;
    status = take(p, names.items[i], path, &file);
    nomenp_file_close(p->memory, &file);
  }
  names_free(&names);
  return status;
}

static nomen_status take_list(packing *p, const char *name, const char *path,
                              const nomenp_file *file) {
  nomenp_list_class list = nomenp_list_class_find(name, strcspn(name, "."));

  if (list == NOMENP_LIST_COUNT) {
    nomenp_error_set(&p->error, NOMEN_ELIST, 0,
                     "no class of lists is so named");
    nomenp_error_locate(&p->error, path, 0, 0);
    return NOMEN_ELIST;
  }
  return nomenp_gazetteer_builder_add(p->builder, list, path, file->bytes,
                                      file->size, &p->error);
}

/* Weights are read as one text; which lines came from where is kept for errors.
 */
static nomen_status take_weights(packing *p, const char *name, const char *path,
                                 const nomenp_file *file) {
  const char *at = file->bytes, *end = at + file->size;
  weight_file *its;

  (void)name;
  if (!NOMENP_GROW(p->memory, &p->weight_files, &p->weight_file_capacity,
                   p->weight_file_count + 1))
    return nomenp_error_memory(&p->error);
  its = &p->weight_files[p->weight_file_count++];
  snprintf(its->path, sizeof(its->path), "%s", path);
  for (its->lines = 0; at < end; at++)
    its->lines += *at == '\n';
  nomenp_buffer_put(&p->weights, file->bytes, file->size);
  if (file->size != 0 && end[-1] != '\n') {
    nomenp_buffer_put_byte(&p->weights, '\n');
    its->lines++;
  }
  return p->weights.failed ? nomenp_error_memory(&p->error) : NOMEN_OK;
}

/* From a line of all weights to the file and its own line. */
static void locate_weights(packing *p) {
  uint32_t line = p->error.line;

  for (size_t i = 0; i < p->weight_file_count && line != 0; i++) {
    const weight_file *its = &p->weight_files[i];
    if (line <= its->lines) {
      nomenp_error_locate(&p->error, its->path, line, p->error.column);
      return;
    }
    line -= its->lines;
  }
}

/* Pattern files lie in the section as they are, so all are held at once. */
typedef struct pattern_files {
  nomenp_pattern_file *items;
  size_t count;
  size_t capacity;
} pattern_files;

static pattern_files held; /* of the one run this program makes */

static nomen_status take_pattern(packing *p, const char *name, const char *path,
                                 const nomenp_file *file) {
  char *copy = malloc(file->size + strlen(name) + 2);

  (void)path;
  if (copy == NULL ||
      !NOMENP_GROW(p->memory, &held.items, &held.capacity, held.count + 1)) {
    free(copy);
    return nomenp_error_memory(&p->error);
  }
  memcpy(copy, name, strlen(name) + 1);
  memcpy(copy + strlen(name) + 1, file->bytes, file->size);
  held.items[held.count++] =
      (nomenp_pattern_file){copy, copy + strlen(name) + 1, file->size};
  return NOMEN_OK;
}

static void release_patterns(void) {
  for (size_t i = 0; i < held.count; i++) {
    void *block;
    memcpy(&block, &held.items[i].label, sizeof(block));
    free(block);
  }
  free(held.items);
  held = (pattern_files){NULL, 0, 0};
}

/* Patterns go into the pack as text; that they compile is made sure of here. */
static nomen_status check_patterns(packing *p) {
  nomenp_patterns *patterns = NULL;
  nomen_status status;

  if (held.count == 0) return NOMEN_OK;
  status = nomenp_patterns_new(p->memory, held.items, held.count,
                               NOMENP_PATTERN_NO_JIT, 0, &patterns, &p->error);
  if (status == NOMEN_OK)
    status = nomenp_value_check_rules(patterns, held.items, &p->error);
  nomenp_patterns_free(patterns);
  return status;
}

static nomen_status fill_sections(packing *p) {
  nomen_status status = nomenp_gazetteer_builder_new(p->memory, &p->builder);

  if (status != NOMEN_OK) return nomenp_error_memory(&p->error);
  status = each_file(p, "gazetteers", ".tsv", true, take_list);
  if (status == NOMEN_OK)
    status = nomenp_gazetteer_builder_finish(p->builder, &p->lists, &p->error);
  if (status == NOMEN_OK)
    status = each_file(p, "patterns", ".pattern", false, take_pattern);
  if (status == NOMEN_OK) status = check_patterns(p);
  if (status == NOMEN_OK)
    status = nomenp_pack_patterns_write(held.items, held.count, &p->patterns,
                                        &p->error);
  if (status == NOMEN_OK)
    status = each_file(p, "weights", ".tsv", false, take_weights);
  return status;
}

static nomen_status make_pack(packing *p) {
  nomenp_pack sections;
  nomen_status status = fill_sections(p);

  release_patterns();
  if (status != NOMEN_OK) return status;
  memset(&sections, 0, sizeof(sections));
  sections.sections[NOMENP_SECTION_GAZETTEER].bytes = p->lists.bytes;
  sections.sections[NOMENP_SECTION_GAZETTEER].size = p->lists.size;
  sections.sections[NOMENP_SECTION_PATTERNS].bytes = p->patterns.bytes;
  sections.sections[NOMENP_SECTION_PATTERNS].size = p->patterns.size;
  if (p->weights.size != 0) {
    nomenp_buffer section;
    nomenp_buffer_init(&section, p->memory);
    status = nomenp_weights_compile(p->memory, p->weights.bytes,
                                    p->weights.size, &section, &p->error);
    nomenp_buffer_fini(&p->weights);
    p->weights = section;
    if (status != NOMEN_OK) {
      locate_weights(p);
      return status;
    }
    sections.sections[NOMENP_SECTION_WEIGHTS].bytes = p->weights.bytes;
    sections.sections[NOMENP_SECTION_WEIGHTS].size = p->weights.size;
  }
  return nomenp_pack_write(&sections, &p->pack, &p->error);
}

/* The pack as C: 64-bit words, so that it is aligned and compiles quickly. */
static void write_c(FILE *out, const nomenp_buffer *pack, const char *symbol) {
  fprintf(out,
          "/* Made by nomen-pack; do not edit. */\n"
          "#include <stddef.h>\n#include <stdint.h>\n\n"
          "extern const uint64_t %s[];\nextern const size_t %s_size;\n\n"
          "const size_t %s_size = %lu;\nconst uint64_t %s[] = {\n",
          symbol, symbol, symbol, (unsigned long)pack->size, symbol);
  for (size_t at = 0; at < pack->size; at += 8) {
    uint64_t word;
    memcpy(&word, pack->bytes + at, sizeof(word));
    fprintf(out, "0x%llxu,%s", (unsigned long long)word,
            at / 8 % 4 == 3 ? "\n" : "");
  }
  fputs("};\n", out);
}

/* Half a pack is worse than none; but a device is not ours to remove. */
static void remove_file(const char *path) {
  struct stat about;
  if (lstat(path, &about) == 0 && S_ISREG(about.st_mode)) remove(path);
}

static int write_out(const packing *p, const char *path, const char *symbol) {
  FILE *out = fopen(path, "wb");
  bool failed;

  if (out == NULL) return complain_of(path, "cannot write file");
  if (symbol != NULL)
    write_c(out, &p->pack, symbol);
  else
    fwrite(p->pack.bytes, 1, p->pack.size, out);
  failed = ferror(out) != 0;
  if (fclose(out) != 0 || failed) {
    remove_file(path);
    return complain_of(path, "cannot write file");
  }
  return EXIT_GOOD;
}

static int compile(const char *folder, const char *path, const char *symbol) {
  packing p;
  nomen_status status;
  int result;

  memset(&p, 0, sizeof(p));
  p.memory = &nomenp_memory_default;
  p.folder = folder;
  nomenp_buffer_init(&p.lists, p.memory);
  nomenp_buffer_init(&p.patterns, p.memory);
  nomenp_buffer_init(&p.weights, p.memory);
  nomenp_buffer_init(&p.pack, p.memory);
  status = make_pack(&p);
  result =
      status == NOMEN_OK ? write_out(&p, path, symbol) : complain(&p.error);
  nomenp_gazetteer_builder_free(p.builder);
  nomenp_buffer_fini(&p.lists);
  nomenp_buffer_fini(&p.patterns);
  nomenp_buffer_fini(&p.weights);
  nomenp_buffer_fini(&p.pack);
  free(p.weight_files);
  return result;
}

static void print_lists(const nomenp_gazetteer *lists) {
  static const char *const parts[NOMENP_IMAGE_PART_COUNT] = {
      "buckets",  "keys",    "words", "starts", "targets",
      "profiles", "nodes",   "edges", "names",  "written",
      "writings", "records", "facts", "strings"};

  for (unsigned i = 0; i < NOMENP_IMAGE_PART_COUNT; i++)
    printf("  %-10s %9lu items %9lu bytes\n", parts[i],
           (unsigned long)lists->counts[i],
           (unsigned long)(lists->counts[i] *
                           nomenp_image_item_size((nomenp_image_part)i)));
}

static nomen_status print_patterns(const nomenp_pack *pack, bool is_quiet,
                                   nomen_error *error) {
  nomenp_arena arena;
  nomenp_pattern_file *files;
  size_t count;
  nomen_status status;

  nomenp_patterns *patterns = NULL;

  nomenp_arena_init(&arena, &nomenp_memory_default);
  status = nomenp_pack_patterns(pack, &arena, &files, &count, error);
  for (size_t i = 0; i < count && status == NOMEN_OK && !is_quiet; i++)
    printf("  %-26s %13lu bytes\n", files[i].label,
           (unsigned long)files[i].size);
  if (status == NOMEN_OK && count != 0)
    status = nomenp_patterns_new(&nomenp_memory_default, files, count,
                                 NOMENP_PATTERN_NO_JIT, 0, &patterns, error);
  if (status == NOMEN_OK && patterns != NULL)
    status = nomenp_value_check_rules(patterns, files, error);
  nomenp_patterns_free(patterns);
  nomenp_arena_fini(&arena);
  return status;
}

static nomen_status inspect(const nomenp_file *file, bool is_quiet,
                            nomen_error *error) {
  static const char *const names[NOMENP_SECTION_COUNT] = {
      "gazetteer", "patterns", "weights"};
  nomenp_gazetteer *lists = NULL;
  nomenp_pack pack;
  nomen_status status = nomenp_pack_open(file->bytes, file->size, &pack, error);

  for (unsigned i = 0; i < NOMENP_SECTION_COUNT && status == NOMEN_OK; i++) {
    if (!is_quiet)
      printf("%-12s %28lu bytes\n", names[i],
             (unsigned long)pack.sections[i].size);
    if (i == NOMENP_SECTION_GAZETTEER && pack.sections[i].bytes != NULL) {
      status =
          nomenp_gazetteer_open(&nomenp_memory_default, pack.sections[i].bytes,
                                pack.sections[i].size, &lists, error);
      if (status == NOMEN_OK && !is_quiet) print_lists(lists);
      nomenp_gazetteer_close(lists);
    }
    if (i == NOMENP_SECTION_PATTERNS && status == NOMEN_OK)
      status = print_patterns(&pack, is_quiet, error);
    if (i == NOMENP_SECTION_WEIGHTS && pack.sections[i].bytes != NULL) {
      nomenp_model *model = NULL;
      status = nomenp_model_new(&nomenp_memory_default, pack.sections[i].bytes,
                                pack.sections[i].size, &model, error);
      nomenp_model_free(model);
    }
  }
  return status;
}

static int look_into(const char *path, bool is_quiet) {
  nomen_error error;
  nomenp_file file;
  nomen_status status =
      nomenp_file_open(&nomenp_memory_default, path, &file, &error);

  if (status != NOMEN_OK) return complain(&error);
  status = inspect(&file, is_quiet, &error);
  if (status == NOMEN_OK && !is_quiet)
    printf("%-12s %28lu bytes\n", "pack", (unsigned long)file.size);
  nomenp_file_close(&nomenp_memory_default, &file);
  if (status == NOMEN_OK) return EXIT_GOOD;
  if (error.file[0] == '\0') nomenp_error_locate(&error, path, 0, 0);
  return complain(&error);
}

static bool is_symbol(const char *text) {
  size_t size = strlen(text);
  return size != 0 && (text[0] < '0' || text[0] > '9') &&
         strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                      "0123456789_") == size;
}

/* Output that could not all be written is a failure too. */
static int close_output(int result) {
  if (fflush(stdout) == 0 && !ferror(stdout)) return result;
  return complain_of("standard output", "cannot write");
}

static int print_version(void) {
  printf("nomen-pack %d.%d.%d\n", NOMEN_VERSION_MAJOR, NOMEN_VERSION_MINOR,
         NOMEN_VERSION_PATCH);
  return close_output(EXIT_GOOD);
}

int main(int argc, char **argv) {
  const char *out = NULL, *symbol = NULL, *folder = NULL;

  for (int i = 1; i < argc; i++) {
    const char *argument = argv[i];
    const char **value = NULL;
    if (strcmp(argument, "--help") == 0)
      return fputs(help, stdout), close_output(EXIT_GOOD);
    if (strcmp(argument, "--version") == 0) return print_version();
    if (strcmp(argument, "--info") == 0 || strcmp(argument, "--check") == 0) {
      if (i + 2 != argc) return usage("one pack is needed for", argument);
      return close_output(look_into(argv[i + 1], argument[2] == 'c'));
    }
    if (strcmp(argument, "-o") == 0) value = &out;
    if (strcmp(argument, "--c") == 0) value = &symbol;
    if (value != NULL && i + 1 == argc)
      return usage("a value is needed for", argument);
    if (value != NULL)
      *value = argv[++i];
    else if (argument[0] == '-')
      return usage("unknown option", argument);
    else if (folder != NULL)
      return usage("one folder too many:", argument);
    else
      folder = argument;
  }
  if (out == NULL) return usage("where to write is not said (-o)", NULL);
  if (folder == NULL) return usage("no folder given", NULL);
  if (symbol != NULL && !is_symbol(symbol))
    return usage("not a name in C:", symbol);
  return compile(folder, out, symbol);
}
