/* SPDX-License-Identifier: MIT */
/*
 * The one JSON writer.  Members and their order are part of the interface: see
 * "Output" in nomen.h.  Bytes go to the caller in pieces of a few kilobytes, so
 * that a long document needs no second copy of its records.
 */
#include "engine/engine.h"

#include <string.h>

#define PIECE_SIZE 8192u
#define DEGREE_DIGITS 5u /* decimals of a coordinate: about a metre */

typedef struct writer {
  const nomen_document *document;
  nomen_unit unit;
  nomen_write write;
  void *context;
  bool failed;
  size_t used;
  char piece[PIECE_SIZE];
} writer;

static void flush(writer *w) {
  if (!w->failed && w->used != 0 &&
      w->write(w->context, w->piece, w->used) != 0)
    w->failed = true;
  w->used = 0;
}

static void put_long(writer *w, const char *bytes, size_t size) {
  while (size > PIECE_SIZE - w->used) {
    size_t part = PIECE_SIZE - w->used;
    memcpy(w->piece + w->used, bytes, part);
    w->used += part;
    bytes += part;
    size -= part;
    flush(w);
  }
  memcpy(w->piece + w->used, bytes, size);
  w->used += size;
}

static inline void put(writer *w, const char *bytes, size_t size) {
  if (size > PIECE_SIZE - w->used) {
    put_long(w, bytes, size);
    return;
  }
  memcpy(w->piece + w->used, bytes, size);
  w->used += size;
}

/* For literals only: the size is known when this is compiled. */
#define PUT(w, literal) put((w), "" literal, sizeof(literal) - 1)

static void put_unsigned(writer *w, uint64_t value, unsigned digits) {
  char text[20];
  size_t at = sizeof(text);

  /* Most are indexes and offsets: shorter division. */
  while (value > UINT32_MAX) {
    text[--at] = (char)('0' + value % 10);
    value /= 10;
  }
  for (uint32_t rest = (uint32_t)value; rest != 0; rest /= 10)
    text[--at] = (char)('0' + rest % 10);
  if (at == sizeof(text)) text[--at] = '0';
  while (sizeof(text) - at < digits) text[--at] = '0';
  put(w, text + at, sizeof(text) - at);
}

/* `value` rounded to `digits` decimals; at least `kept` of them are written, and
 * no further zeros: 0.980 with 3 and 3, 18.35 with 5 and 1. */
static void put_decimal(writer *w, double value, unsigned digits,
                        unsigned kept) {
  uint64_t scale = 1, scaled;

  for (unsigned i = 0; i < digits; i++) scale *= 10;
  if (value < 0) {
    PUT(w, "-");
    value = -value;
  }
  scaled = (uint64_t)(value * (double)scale + 0.5);
  put_unsigned(w, scaled / scale, 1);
  scaled %= scale;
  PUT(w, ".");
  while (digits > kept && scaled % 10 == 0) {
    scaled /= 10;
    digits--;
  }
  put_unsigned(w, scaled, digits);
}

/* Whether a byte must be escaped in a JSON string. */
static bool is_special(unsigned char byte) {
  return byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7f;
}

#define EACH UINT64_C(0x0101010101010101)
#define HIGH (EACH * 0x80)

/* Whether one of eight bytes must be escaped: of each, the high bit is set when it
 * is below 0x20, or 0 after what is looked for is taken away. */
static bool has_special(uint64_t eight) {
  uint64_t quote = eight ^ EACH * '"', slash = eight ^ EACH * '\\';
  uint64_t delete = eight ^ EACH * 0x7f;
  uint64_t found = (eight - EACH * 0x20) & ~eight;

  found |= (quote - EACH) & ~quote;
  found |= (slash - EACH) & ~slash;
  found |= (delete - EACH) & ~delete;
  return (found & HIGH) != 0;
}

/* How many bytes from `at` on need no escape.  A borrow from a byte below may call
 * a good one special: then they are looked at one by one. */
static size_t plain_run(const char *bytes, size_t at, size_t size) {
  size_t i = at;

  while (i < size) {
    size_t end = i + 8;
    if (end <= size) {
      uint64_t eight;
      memcpy(&eight, bytes + i, sizeof(eight));
      if (!has_special(eight)) {
        i = end;
        continue;
      }
    } else {
      end = size;
    }
    for (; i < end; i++)
      if (is_special((unsigned char)bytes[i])) return i - at;
  }
  return i - at;
}

static void put_escape(writer *w, unsigned char byte) {
  static const char hex[] = "0123456789abcdef";

  switch (byte) {
  case '"': PUT(w, "\\\""); return;
  case '\\': PUT(w, "\\\\"); return;
  case '\n': PUT(w, "\\n"); return;
  case '\r': PUT(w, "\\r"); return;
  case '\t': PUT(w, "\\t"); return;
  default: break;
  }
  PUT(w, "\\u00");
  put(w, &hex[byte >> 4], 1);
  put(w, &hex[byte & 15], 1);
}

static void put_quoted(writer *w, const char *bytes, size_t size) {
  PUT(w, "\"");
  for (size_t at = 0; at < size; at++) {
    size_t run = plain_run(bytes, at, size);
    put(w, bytes + at, run);
    at += run;
    if (at < size) put_escape(w, (unsigned char)bytes[at]);
  }
  PUT(w, "\"");
}

static void put_string(writer *w, const char *text) {
  if (text == NULL)
    PUT(w, "null");
  else
    put_quoted(w, text, strlen(text));
}

/* `name` comes with its quotes and separators: ", \"kind\": ". */
#define PUT_MEMBER(w, name, value) (PUT(w, name), put_string((w), (value)))

static void put_offset(writer *w, size_t byte_offset) {
  if (w->unit != NOMEN_UNIT_BYTE)
    byte_offset = nomen_document_offset(w->document, w->unit, byte_offset);
  put_unsigned(w, byte_offset, 1);
}

static void put_index(writer *w, size_t index) {
  if (index == NOMEN_NONE)
    PUT(w, "null");
  else
    put_unsigned(w, index, 1);
}

static void put_person(writer *w, const nomen_person *person) {
  PUT_MEMBER(w, "{\"name\": ", person->name);
  PUT_MEMBER(w, ", \"given\": ", person->given);
  PUT_MEMBER(w, ", \"family\": ", person->family);
  PUT_MEMBER(w, ", \"particle\": ", person->particle);
  PUT_MEMBER(w, ", \"suffix\": ", person->suffix);
  PUT_MEMBER(w, ", \"title\": ", person->title);
  PUT(w, ", \"role\": ");
  if (person->role == NULL) {
    PUT(w, "null}");
    return;
  }
  PUT_MEMBER(w, "{\"text\": ", person->role);
  PUT(w, ", \"start\": ");
  put_offset(w, person->role_span.start);
  PUT(w, ", \"end\": ");
  put_offset(w, person->role_span.end);
  PUT(w, "}}");
}

static void put_organisation(writer *w, const nomen_organisation *value) {
  PUT_MEMBER(w, "{\"name\": ", value->name);
  PUT_MEMBER(w, ", \"kind\": ", value->kind);
  PUT_MEMBER(w, ", \"acronym\": ", value->acronym);
  PUT_MEMBER(w, ", \"country\": ", value->country);
  PUT(w, "}");
}

static void put_place(writer *w, const nomen_place *place) {
  PUT_MEMBER(w, "{\"name\": ", place->name);
  PUT_MEMBER(w, ", \"kind\": ", place->kind);
  PUT_MEMBER(w, ", \"country\": ", place->country);
  PUT_MEMBER(w, ", \"region\": ", place->region);
  PUT(w, ", \"latitude\": ");
  if (place->has_position) {
    put_decimal(w, place->latitude, DEGREE_DIGITS, 1);
    PUT(w, ", \"longitude\": ");
    put_decimal(w, place->longitude, DEGREE_DIGITS, 1);
  } else {
    PUT(w, "null, \"longitude\": null");
  }
  PUT_MEMBER(w, ", \"id\": ", place->id);
  PUT(w, ", \"runner_up\": ");
  if (place->runner_up == NULL) {
    PUT(w, "null}");
    return;
  }
  PUT_MEMBER(w, "{\"id\": ", place->runner_up);
  PUT(w, ", \"score\": ");
  put_decimal(w, place->runner_up_score, 3, 3);
  PUT(w, "}}");
}

static void put_filled(writer *w, uint32_t filled) {
  static const struct {
    uint32_t bit;
    const char *name;
  } fields[] = {{NOMEN_FILLED_YEAR, "\"year\""},
                {NOMEN_FILLED_MONTH, "\"month\""},
                {NOMEN_FILLED_WEEK, "\"week\""},
                {NOMEN_FILLED_DAY, "\"day\""},
                {NOMEN_FILLED_HOUR, "\"hour\""}};
  bool first = true;

  PUT(w, "[");
  for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
    if (!(filled & fields[i].bit)) continue;
    if (!first) PUT(w, ", ");
    put(w, fields[i].name, strlen(fields[i].name));
    first = false;
  }
  PUT(w, "]");
}

static void put_date(writer *w, const nomen_date *date) {
  static const char *const kinds[] = {"date", "time", "duration", "set"};

  PUT_MEMBER(w, "{\"kind\": ", kinds[date->kind]);
  PUT_MEMBER(w, ", \"timex\": ", date->timex);
  PUT_MEMBER(w, ", \"modifier\": ", date->modifier);
  PUT_MEMBER(w, ", \"begin\": ", date->begin);
  PUT_MEMBER(w, ", \"end\": ", date->end);
  PUT(w, ", \"filled\": ");
  put_filled(w, date->filled);
  PUT(w, "}");
}

static void put_money(writer *w, const nomen_money *money) {
  PUT_MEMBER(w, "{\"amount\": ", money->amount);
  PUT_MEMBER(w, ", \"currency\": ", money->currency);
  PUT_MEMBER(w, ", \"modifier\": ", money->modifier);
  PUT_MEMBER(w, ", \"low\": ", money->low);
  PUT_MEMBER(w, ", \"high\": ", money->high);
  PUT_MEMBER(w, ", \"unit\": ", money->unit);
  PUT_MEMBER(w, ", \"settled_by\": ", money->settled_by);
  PUT(w, ", \"equivalent\": ");
  put_index(w, money->equivalent);
  PUT(w, ", \"range\": ");
  put_index(w, money->range);
  PUT(w, "}");
}

static void put_value(writer *w, const nomen_record *record) {
  switch (record->type) {
  case NOMEN_TYPE_PERSON: put_person(w, &record->value.person); break;
  case NOMEN_TYPE_ORGANISATION:
    put_organisation(w, &record->value.organisation);
    break;
  case NOMEN_TYPE_PLACE: put_place(w, &record->value.place); break;
  case NOMEN_TYPE_DATE: put_date(w, &record->value.date); break;
  case NOMEN_TYPE_MONEY: put_money(w, &record->value.money); break;
  }
}

static void put_record(writer *w, const nomen_record *record) {
  PUT_MEMBER(w, "{\"type\": ", nomen_type_name(record->type));
  PUT(w, ", \"start\": ");
  put_offset(w, record->start);
  PUT(w, ", \"end\": ");
  put_offset(w, record->end);
  PUT(w, ", \"text\": ");
  put_quoted(w, (const char *)w->document->text.bytes + record->start,
             record->end - record->start);
  PUT(w, ", \"sentence\": ");
  put_unsigned(w, record->sentence, 1);
  PUT(w, ", \"entity\": ");
  put_index(w, record->entity);
  PUT(w, ", \"confidence\": ");
  put_decimal(w, record->confidence, 3, 3);
  PUT(w, ", \"value\": ");
  put_value(w, record);
  PUT(w, "}");
}

static void put_entity(writer *w, size_t id, const nomen_entity *entity) {
  PUT(w, "{\"id\": ");
  put_unsigned(w, id, 1);
  PUT_MEMBER(w, ", \"type\": ", nomen_type_name(entity->type));
  PUT_MEMBER(w, ", \"name\": ", entity->name);
  PUT(w, ", \"count\": ");
  put_unsigned(w, entity->record_count, 1);
  PUT(w, ", \"records\": [");
  for (size_t i = 0; i < entity->record_count; i++) {
    if (i != 0) PUT(w, ", ");
    put_unsigned(w, entity->records[i], 1);
  }
  PUT(w, "]}");
}

static void put_document(writer *w, const char *id) {
  const nomen_document *document = w->document;

  PUT(w, "{");
  if (id != NULL) {
    PUT(w, "\"id\": ");
    put(w, id, strlen(id));
    PUT(w, ", ");
  }
  PUT_MEMBER(w, "\"reference_date\": ", document->reference_date);
  PUT_MEMBER(w, ", \"reference_date_source\": ", document->reference_source);
  PUT(w, ", \"records\": [");
  for (size_t i = 0; i < document->record_count && !w->failed; i++) {
    if (i != 0) PUT(w, ", ");
    put_record(w, &document->records[i]);
  }
  PUT(w, "], \"entities\": [");
  for (size_t i = 0; i < document->entity_count && !w->failed; i++) {
    if (i != 0) PUT(w, ", ");
    put_entity(w, i, &document->entities[i]);
  }
  PUT(w, "]}");
  flush(w);
}

nomen_status nomen_document_write_json(const nomen_document *document,
                                       const char *id, nomen_unit unit,
                                       nomen_write write, void *context) {
  writer w;

  if (document == NULL || write == NULL) return NOMEN_EARG;
  w.document = document;
  w.unit = unit;
  w.write = write;
  w.context = context;
  w.failed = false;
  w.used = 0;
  put_document(&w, id);
  return w.failed ? NOMEN_EIO : NOMEN_OK;
}

static int append_bytes(void *context, const char *bytes, size_t size) {
  nomenp_buffer *buffer = context;

  nomenp_buffer_put(buffer, bytes, size);
  return buffer->failed;
}

nomen_status nomen_document_json(const nomen_document *document, const char *id,
                                 nomen_unit unit, char **out,
                                 size_t *size_out) {
  nomenp_buffer buffer;

  if (out == NULL) return NOMEN_EARG;
  *out = NULL;
  if (document == NULL) return NOMEN_EARG;
  nomenp_buffer_init(&buffer, &document->memory);
  nomen_document_write_json(document, id, unit, append_bytes, &buffer);
  if (nomenp_buffer_text(&buffer) == NULL) {
    nomenp_buffer_fini(&buffer);
    return NOMEN_ENOMEM;
  }
  *out = buffer.bytes;
  if (size_out != NULL) *size_out = buffer.size;
  return NOMEN_OK;
}

void nomen_string_free(const nomen_document *document, char *string) {
  if (document != NULL) nomenp_memory_release(&document->memory, string);
}
