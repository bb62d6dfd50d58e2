/* SPDX-License-Identifier: MIT */
/* Reading files whole or line by line; JSON by jansson. */
#include "input.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

typedef struct bytes {
  char *data;
  size_t size;
  size_t capacity;
} bytes;

struct input {
  const options *options;
  int next_file;
  FILE *file; /* open while its lines are read */
  const char *name;
  size_t line;
  bytes buffer;
  json_t *json;
  char *id;
  char fault[JSON_ERROR_TEXT_LENGTH];
  bool failed;
};

input *input_new(const options *o) {
  input *in = calloc(1, sizeof(*in));

  if (in != NULL) in->options = o;
  return in;
}

static void close_file(input *in) {
  if (in->file != NULL && in->file != stdin) fclose(in->file);
  in->file = NULL;
}

void input_free(input *in) {
  if (in == NULL) return;
  close_file(in);
  json_decref(in->json);
  free(in->id);
  free(in->buffer.data);
  free(in);
}

bool input_failed(const input *in) {
  return in->failed;
}

static void complain(input *in, const char *what) {
  fprintf(stderr, "nomen: %s: %s\n", in->name, what);
  in->failed = true;
}

static bool reserve(bytes *b, size_t more) {
  size_t capacity = b->capacity != 0 ? b->capacity : 65536;
  char *data;

  if (b->capacity - b->size >= more) return true;
  while (capacity - b->size < more) {
    if (capacity > (size_t)-1 / 2) return false;
    capacity *= 2;
  }
  data = realloc(b->data, capacity);
  if (data == NULL) return false;
  b->data = data;
  b->capacity = capacity;
  return true;
}

/* The name of the next file of the command line; false when there is none left. */
static bool name_next(input *in) {
  const options *o = in->options;

  if (in->next_file >= (o->file_count != 0 ? o->file_count : 1)) return false;
  in->name = o->file_count == 0 ? "-" : o->files[in->next_file];
  in->next_file++;
  in->line = 0;
  return true;
}

/* NULL, or what is wrong with the file. */
static const char *open_file(input *in) {
  in->file = strcmp(in->name, "-") == 0 ? stdin : fopen(in->name, "rb");
  return in->file != NULL ? NULL : strerror(errno);
}

/* The next file that can be opened. */
static bool open_next(input *in) {
  while (name_next(in)) {
    const char *wrong = open_file(in);
    if (wrong == NULL) return true;
    complain(in, wrong);
  }
  return false;
}

/* NULL, or what is wrong with the file. */
static const char *read_whole(input *in) {
  size_t got;

  in->buffer.size = 0;
  do {
    if (!reserve(&in->buffer, 65536)) return "out of memory";
    errno = 0;
    got = fread(in->buffer.data + in->buffer.size, 1, 65536, in->file);
    in->buffer.size += got;
  } while (got != 0);
  return ferror(in->file) ? strerror(errno) : NULL;
}

#define LINE_PIECE 8192

/* As fgets(), but tells how much was read, NUL bytes included: `at` is filled with
 * line feeds first, and the first one left is the line's own only if fgets() has put
 * its NUL behind it. */
static size_t read_piece(FILE *file, char *at, bool *ended) {
  const char *feed;

  memset(at, '\n', LINE_PIECE);
  *ended = false;
  if (fgets(at, LINE_PIECE, file) == NULL) return 0;
  feed = memchr(at, '\n', LINE_PIECE);
  if (feed == NULL) return LINE_PIECE - 1;
  *ended = feed + 1 < at + LINE_PIECE && feed[1] == '\0';
  return (size_t)(feed - at) - !*ended;
}

/* A line without its end into the buffer; false at the end of the file. */
static bool read_line(input *in) {
  bool ended = false;
  size_t got = 1;

  in->buffer.size = 0;
  errno = 0;
  while (!ended && got != 0 && !feof(in->file)) {
    if (!reserve(&in->buffer, LINE_PIECE)) {
      complain(in, "out of memory");
      return false;
    }
    got = read_piece(in->file, in->buffer.data + in->buffer.size, &ended);
    in->buffer.size += got;
  }
  if (ferror(in->file)) {
    complain(in, strerror(errno));
    return false;
  }
  in->line++;
  return ended || in->buffer.size != 0;
}

static char *quoted(const char *text) {
  json_t *string = json_string(text);
  char *out = string == NULL ? NULL : json_dumps(string, JSON_ENCODE_ANY);

  json_decref(string);
  return out;
}

/* `what` is cut to fit; jansson repeats bytes of the line, and may have cut a
 * character in two: what is no ASCII becomes "?". */
static void set_fault(input *in, input_document *out, const char *code,
                      const char *what, size_t offset) {
  size_t size = 0;

  for (; what[size] != '\0' && size + 1 < sizeof(in->fault); size++)
    in->fault[size] = what[size] >= ' ' && what[size] <= '~' ? what[size] : '?';
  in->fault[size] = '\0';
  out->fault_code = code;
  out->fault = in->fault;
  out->fault_offset = offset;
}

/* A file that cannot be read is a document that failed. */
static bool next_text(input *in, input_document *out) {
  const char *wrong;

  if (!name_next(in)) return false;
  wrong = open_file(in);
  if (wrong == NULL) wrong = read_whole(in);
  close_file(in);
  out->name = in->name;
  /* A path need not be UTF-8: then the document goes without an id. */
  out->id = in->id = quoted(in->name);
  out->text = in->buffer.data;
  out->text_size = in->buffer.size;
  out->reference_date = in->options->extract.reference_date;
  if (wrong != NULL) {
    set_fault(in, out, nomen_status_name(NOMEN_EIO), wrong, 0);
    in->failed = true;
  }
  return true;
}

/* The quotation mark that ends the string of which `at` is a part, or `end`. */
static const char *string_end(const char *at, const char *end) {
  const char *from = at;

  while (at < end) {
    const char *quote = memchr(at, '"', (size_t)(end - at));
    size_t slashes = 0;
    if (quote == NULL) return end;
    while (quote - slashes > from && quote[-1 - (ptrdiff_t)slashes] == '\\')
      slashes++;
    if (slashes % 2 == 0) return quote;
    at = quote + 1;
  }
  return end;
}

/* Past the JSON value at `at`; where the text is no JSON, anywhere up to `end`. */
static const char *skip_value(const char *at, const char *end) {
  int depth = 0;
  bool in_string = false;

  for (; at < end; at++) {
    if (in_string) {
      at = string_end(at, end);
      if (at == end) break;
      in_string = false;
    } else if (*at == '"') {
      in_string = true;
    } else if (*at == '{' || *at == '[') {
      depth++;
    } else if (depth > 0 && (*at == '}' || *at == ']')) {
      depth--;
    } else if (depth == 0 && (*at == ',' || *at == '}' || *at == ':')) {
      break;
    }
  }
  return at < end ? at : end;
}

static char *copy_trimmed(const char *at, const char *end) {
  char *copy;

  while (at < end && strchr(" \t\r\n", *at) != NULL) at++;
  while (end > at && strchr(" \t\r\n", end[-1]) != NULL) end--;
  copy = malloc((size_t)(end - at) + 1);
  if (copy == NULL) return NULL;
  memcpy(copy, at, (size_t)(end - at));
  copy[end - at] = '\0';
  return copy;
}

static json_t *parse_value(const char *text) {
  return json_loads(text, JSON_DECODE_ANY | JSON_ALLOW_NUL |
                              JSON_DECODE_INT_AS_REAL, NULL);
}

/* Whether a member's name, in its quotes, is "id"; it may be written "\u0069d". */
static bool is_id(const char *name) {
  json_t *parsed;
  bool is;

  if (name == NULL || strchr(name, '\\') == NULL)
    return name != NULL && strcmp(name, "\"id\"") == 0;
  parsed = parse_value(name);
  is = json_is_string(parsed) && strcmp(json_string_value(parsed), "id") == 0;
  json_decref(parsed);
  return is;
}

/* The text of member "id" exactly as it stands in the line: a parsed number need not
 * print as it was written.  The last one counts, as it does for jansson. */
static char *find_id(const char *line, size_t size) {
  const char *at = memchr(line, '{', size), *end = line + size;
  char *id = NULL;

  if (at == NULL) return NULL;
  at++;
  while (at < end && *at != '}') {
    const char *key = at, *value, *next;
    char *name;
    value = skip_value(key, end);
    if (value == end) break;
    next = skip_value(value + 1, end);
    name = copy_trimmed(key, value);
    if (is_id(name)) {
      free(id);
      id = copy_trimmed(value + 1, next);
    }
    free(name);
    at = next < end && *next == ',' ? next + 1 : next;
  }
  return id;
}

/* The id in a line that is not JSON as a whole, so that its error can be told from
 * others; NULL where there is none, or it is not JSON itself. */
static char *guess_id(const bytes *line) {
  char *id = find_id(line->data, line->size);
  json_t *parsed = id != NULL ? parse_value(id) : NULL;

  if (parsed == NULL) {
    free(id);
    id = NULL;
  }
  json_decref(parsed);
  return id;
}

static void parse_line(input *in, input_document *out) {
  json_error_t error;
  json_t *text, *date;

  json_decref(in->json);
  in->json = json_loadb(in->buffer.data, in->buffer.size,
                        JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL, &error);
  if (in->json == NULL) {
    out->id = in->id = guess_id(&in->buffer);
    set_fault(in, out, "json", error.text, (size_t)error.position);
    return;
  }
  if (!json_is_object(in->json)) {
    set_fault(in, out, "json", "not a JSON object", 0);
    return;
  }
  out->id = in->id = find_id(in->buffer.data, in->buffer.size);
  text = json_object_get(in->json, "text");
  date = json_object_get(in->json, "reference_date");
  if (!json_is_string(text)) {
    set_fault(in, out, "json", "no string \"text\"", 0);
  } else if (date != NULL && !json_is_string(date) && !json_is_null(date)) {
    set_fault(in, out, "json", "\"reference_date\" is no string", 0);
  } else {
    out->text = json_string_value(text);
    out->text_size = json_string_length(text);
    out->reference_date = json_is_string(date)
                              ? json_string_value(date)
                              : in->options->extract.reference_date;
  }
}

static bool is_blank(const bytes *b) {
  for (size_t i = 0; i < b->size; i++)
    if (strchr(" \t\r", b->data[i]) == NULL || b->data[i] == '\0') return false;
  return true;
}

static bool next_json(input *in, input_document *out) {
  while (in->file != NULL || open_next(in)) {
    if (!read_line(in)) {
      close_file(in);
      continue;
    }
    if (is_blank(&in->buffer)) continue;
    out->name = in->name;
    out->line = in->line;
    parse_line(in, out);
    return true;
  }
  return false;
}

bool input_next(input *in, input_document *out) {
  free(in->id);
  in->id = NULL;
  memset(out, 0, sizeof(*out));
  return in->options->from == FROM_TEXT ? next_text(in, out)
                                        : next_json(in, out);
}
