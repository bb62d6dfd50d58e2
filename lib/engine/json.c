/* SPDX-License-Identifier: MIT */
/*
 * The one JSON writer.  Members and their order are part of the interface: see
 * "Output" in nomen.h.  Bytes go to the caller in pieces of a few kilobytes, so
 * that a long document needs no second copy of its records.
 */
#include "engine/engine.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#define PIECE_SIZE 8192u
#define DEGREE_DIGITS 5u /* decimals of a coordinate: about a metre */

/*
 * What is written goes to `at`, which every function takes and gives back moved
 * on. Room is asked for where something of no fixed size is written, and then
 * so much that SLACK bytes are left: literals, labels and numbers, of which
 * there are fewer between two such places, are written without asking.
 */
#define SLACK 512u

/* So many bytes of a string are copied at a time; escaped they take six times
 * more. */
#define STRING_PART 128u
#define ESCAPED_MAX 6u

typedef struct writer {
  const nomen_document *document;
  nomen_unit unit;
  nomen_write write;
  void *context;
  bool failed;
  char piece[PIECE_SIZE];
} writer;

static char *flush(writer *w, char *at) {
  size_t used = (size_t)(at - w->piece);

  if (!w->failed && used != 0 && w->write(w->context, w->piece, used) != 0)
    w->failed = true;
  return w->piece;
}

static inline char *make_room(writer *w, char *at, size_t size) {
  assert(size + SLACK <= PIECE_SIZE);
  if (size + SLACK > PIECE_SIZE - (size_t)(at - w->piece)) return flush(w, at);
  return at;
}

/* For literals only: the size is known when this is compiled. */
#define PUT(at, literal)                                                       \
  (memcpy((at), "" literal, sizeof(literal) - 1), (at) + (sizeof(literal) - 1))

/* ---- numbers */

#define DIGITS_MAX 20u

/* Two digits. */
static inline char *put_pair(char *at, unsigned value) {
  static const char pairs[] =
      "00010203040506070809101112131415161718192021222324"
      "25262728293031323334353637383940414243444546474849"
      "50515253545556575859606162636465666768697071727374"
      "75767778798081828384858687888990919293949596979899";

  memcpy(at, pairs + 2 * value, 2);
  return at + 2;
}

/* Most numbers are indexes and offsets of four digits or fewer. */
static inline char *put_small(char *at, unsigned value) {
  if (value >= 100) {
    at = value >= 1000 ? put_pair(at, value / 100)
                       : (*at = (char)('0' + value / 100), at + 1);
    return put_pair(at, value % 100);
  }
  if (value >= 10) return put_pair(at, value);
  *at = (char)('0' + value);
  return at + 1;
}

static char *put_unsigned(char *at, uint64_t value) {
  if (value < 10000) return put_small(at, (unsigned)value);
  at = put_unsigned(at, value / 10000);
  at = put_pair(at, (unsigned)(value % 10000 / 100));
  return put_pair(at, (unsigned)(value % 100));
}

/* `value` rounded to `digits` decimals; at least `kept` of them are written,
 * and no further zeros: 0.980 with 3 and 3, 18.35 with 5 and 1. */
static inline char *put_decimal(char *at, double value, unsigned digits,
                                unsigned kept) {
  uint64_t scale = 1, scaled;
  uint32_t rest;

  for (unsigned i = 0; i < digits; i++)
    scale *= 10;
  if (value < 0) {
    at = PUT(at, "-");
    value = -value;
  }
  scaled = (uint64_t)(value * (double)scale + 0.5);
  at = put_unsigned(at, scaled / scale);
  rest = (uint32_t)(scaled % scale);
  at = PUT(at, ".");
  for (; digits > kept && rest % 10 == 0; digits--)
    rest /= 10;
  for (unsigned i = digits; i-- > 0; rest /= 10)
    at[i] = (char)('0' + rest % 10);
  return at + digits;
}

/* ---- strings */

/* Whether a byte must be escaped in a JSON string. */
static bool is_special(unsigned char byte) {
  return byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7f;
}

#define EACH UINT64_C(0x0101010101010101)
#define HIGH (EACH * 0x80)

/* Whether one of eight bytes must be escaped: the high bit of each is set when
 * it is below 0x20 or a quotation mark (which is one test when 0x20 and 0x22
 * change places), a backslash or 0x7f.  A borrow from the byte below may call a
 * good one special. */
static inline bool may_be_special(uint64_t eight) {
  uint64_t found = (eight ^ EACH * 0x02) - EACH * 0x21;

  found |= (eight ^ EACH * '\\') - EACH;
  found |= (eight & ~HIGH) + EACH;
  return (found & ~eight & HIGH) != 0;
}

static char *put_escape(char *at, unsigned char byte) {
  static const char hex[] = "0123456789abcdef";

  switch (byte) {
  case '"':
    return PUT(at, "\\\"");
  case '\\':
    return PUT(at, "\\\\");
  case '\n':
    return PUT(at, "\\n");
  case '\r':
    return PUT(at, "\\r");
  case '\t':
    return PUT(at, "\\t");
  default:
    break;
  }
  at = PUT(at, "\\u00");
  *at++ = hex[byte >> 4];
  *at++ = hex[byte & 15];
  return at;
}

static char *put_escaped(char *at, const char *bytes, size_t size) {
  for (size_t i = 0; i < size; i++)
    if (is_special((unsigned char)bytes[i]))
      at = put_escape(at, (unsigned char)bytes[i]);
    else
      *at++ = bytes[i];
  return at;
}

/* Of four to seven bytes the first and the last four. */
static inline char *put_short(char *at, const char *bytes, size_t size) {
  uint32_t first, last;

  if (size < sizeof(first)) return put_escaped(at, bytes, size);
  memcpy(&first, bytes, sizeof(first));
  memcpy(&last, bytes + size - sizeof(last), sizeof(last));
  if (may_be_special(first | (uint64_t)last << 32))
    return put_escaped(at, bytes, size);
  memcpy(at, &first, sizeof(first));
  memcpy(at + size - sizeof(last), &last, sizeof(last));
  return at + size;
}

/* Copy eight bytes at a time; the last eight overlap those before. */
static inline char *put_part(char *at, const char *bytes, size_t size) {
  uint64_t eight;

  if (size < sizeof(eight)) return put_short(at, bytes, size);
  for (size_t i = 0; i < size; i += sizeof(eight)) {
    size_t from = i + sizeof(eight) <= size ? i : size - sizeof(eight);
    memcpy(&eight, bytes + from, sizeof(eight));
    if (may_be_special(eight)) return put_escaped(at + i, bytes + i, size - i);
    memcpy(at + from, &eight, sizeof(eight));
  }
  return at + size;
}

static char *put_quoted(writer *w, char *at, const char *bytes, size_t size) {
  at = PUT(at, "\"");
  for (; size > STRING_PART; size -= STRING_PART, bytes += STRING_PART)
    at = put_part(make_room(w, at, STRING_PART * ESCAPED_MAX), bytes,
                  STRING_PART);
  at = put_part(make_room(w, at, STRING_PART * ESCAPED_MAX), bytes, size);
  return PUT(at, "\"");
}

static inline char *put_string(writer *w, char *at, const char *text) {
  if (text == NULL) return PUT(at, "null");
  return put_quoted(w, at, text, strlen(text));
}

/* ---- members */

/* A member of a struct that is a string, and what is written before it.  Labels
 * are copied with the zeros behind them, which the next bytes overwrite. */
typedef struct member {
  char label[24];
  uint8_t size; /* of the label */
  uint8_t offset;
} member;
#define MEMBER(type, label, field)                                             \
  { label, sizeof(label) - 1, offsetof(type, field) }
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))
#define PUT_MEMBERS(w, at, value, members)                                     \
  put_members((w), (at), (value), (members), COUNT_OF(members))

static char *put_members(writer *w, char *at, const void *value,
                         const member *members, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const char *text;
    memcpy(&text, (const char *)value + members[i].offset, sizeof(text));
    memcpy(at, members[i].label, sizeof(members[i].label));
    at = put_string(w, at + members[i].size, text);
  }
  return at;
}

static char *put_offset(const writer *w, char *at, size_t byte_offset) {
  if (w->unit != NOMEN_UNIT_BYTE)
    byte_offset = nomen_document_offset(w->document, w->unit, byte_offset);
  return put_unsigned(at, byte_offset);
}

static char *put_index(char *at, size_t index) {
  return index == NOMEN_NONE ? PUT(at, "null") : put_unsigned(at, index);
}

static char *put_person(writer *w, char *at, const nomen_person *person) {
  static const member members[] = {
      MEMBER(nomen_person, "{\"name\": ", name),
      MEMBER(nomen_person, ", \"given\": ", given),
      MEMBER(nomen_person, ", \"family\": ", family),
      MEMBER(nomen_person, ", \"particle\": ", particle),
      MEMBER(nomen_person, ", \"suffix\": ", suffix),
      MEMBER(nomen_person, ", \"title\": ", title)};

  at = PUT_MEMBERS(w, at, person, members);
  if (person->role == NULL) return PUT(at, ", \"role\": null}");
  at = PUT(at, ", \"role\": {\"text\": ");
  at = put_string(w, at, person->role);
  at = PUT(at, ", \"start\": ");
  at = put_offset(w, at, person->role_span.start);
  at = PUT(at, ", \"end\": ");
  at = put_offset(w, at, person->role_span.end);
  return PUT(at, "}}");
}

static char *put_organisation(writer *w, char *at,
                              const nomen_organisation *value) {
  static const member members[] = {
      MEMBER(nomen_organisation, "{\"name\": ", name),
      MEMBER(nomen_organisation, ", \"kind\": ", kind),
      MEMBER(nomen_organisation, ", \"acronym\": ", acronym),
      MEMBER(nomen_organisation, ", \"country\": ", country)};

  at = PUT_MEMBERS(w, at, value, members);
  return PUT(at, "}");
}

static char *put_place(writer *w, char *at, const nomen_place *place) {
  static const member members[] = {
      MEMBER(nomen_place, "{\"name\": ", name),
      MEMBER(nomen_place, ", \"kind\": ", kind),
      MEMBER(nomen_place, ", \"country\": ", country),
      MEMBER(nomen_place, ", \"region\": ", region)};

  at = PUT_MEMBERS(w, at, place, members);
  if (place->has_position) {
    at = PUT(at, ", \"latitude\": ");
    at = put_decimal(at, place->latitude, DEGREE_DIGITS, 1);
    at = PUT(at, ", \"longitude\": ");
    at = put_decimal(at, place->longitude, DEGREE_DIGITS, 1);
  } else {
    at = PUT(at, ", \"latitude\": null, \"longitude\": null");
  }
  at = put_string(w, PUT(at, ", \"id\": "), place->id);
  if (place->runner_up == NULL) return PUT(at, ", \"runner_up\": null}");
  at = PUT(at, ", \"runner_up\": {\"id\": ");
  at = put_string(w, at, place->runner_up);
  at = PUT(at, ", \"score\": ");
  at = put_decimal(at, place->runner_up_score, 3, 3);
  return PUT(at, "}}");
}

static char *put_filled(char *at, uint32_t filled) {
  static const struct {
    uint32_t bit;
    const char *name;
  } fields[] = {{NOMEN_FILLED_YEAR, "\"year\""},
                {NOMEN_FILLED_MONTH, "\"month\""},
                {NOMEN_FILLED_WEEK, "\"week\""},
                {NOMEN_FILLED_DAY, "\"day\""},
                {NOMEN_FILLED_HOUR, "\"hour\""}};
  bool first = true;

  at = PUT(at, "[");
  for (size_t i = 0; filled != 0 && i < COUNT_OF(fields); i++) {
    size_t size = strlen(fields[i].name);
    if (!(filled & fields[i].bit)) continue;
    if (!first) at = PUT(at, ", ");
    memcpy(at, fields[i].name, size);
    at += size;
    first = false;
  }
  return PUT(at, "]");
}

static char *put_date(writer *w, char *at, const nomen_date *date) {
  static const char *const kinds[] = {"date", "time", "duration", "set"};
  static const member members[] = {
      MEMBER(nomen_date, ", \"timex\": ", timex),
      MEMBER(nomen_date, ", \"modifier\": ", modifier),
      MEMBER(nomen_date, ", \"begin\": ", begin),
      MEMBER(nomen_date, ", \"end\": ", end)};

  at = put_string(w, PUT(at, "{\"kind\": "), kinds[date->kind]);
  at = PUT_MEMBERS(w, at, date, members);
  at = put_filled(PUT(at, ", \"filled\": "), date->filled);
  return PUT(at, "}");
}

static char *put_money(writer *w, char *at, const nomen_money *money) {
  static const member members[] = {
      MEMBER(nomen_money, "{\"amount\": ", amount),
      MEMBER(nomen_money, ", \"currency\": ", currency),
      MEMBER(nomen_money, ", \"modifier\": ", modifier),
      MEMBER(nomen_money, ", \"low\": ", low),
      MEMBER(nomen_money, ", \"high\": ", high),
      MEMBER(nomen_money, ", \"unit\": ", unit),
      MEMBER(nomen_money, ", \"settled_by\": ", settled_by)};

  at = PUT_MEMBERS(w, at, money, members);
  at = put_index(PUT(at, ", \"equivalent\": "), money->equivalent);
  at = put_index(PUT(at, ", \"range\": "), money->range);
  return PUT(at, "}");
}

static char *put_value(writer *w, char *at, const nomen_record *record) {
  switch (record->type) {
  case NOMEN_TYPE_PERSON:
    return put_person(w, at, &record->value.person);
  case NOMEN_TYPE_ORGANISATION:
    return put_organisation(w, at, &record->value.organisation);
  case NOMEN_TYPE_PLACE:
    return put_place(w, at, &record->value.place);
  case NOMEN_TYPE_DATE:
    return put_date(w, at, &record->value.date);
  case NOMEN_TYPE_MONEY:
    return put_money(w, at, &record->value.money);
  }
  return at;
}

/* ---- records, entities, documents */

static char *put_record(writer *w, char *at, const nomen_record *record) {
  at = PUT(at, "{\"type\": ");
  at = put_string(w, at, nomen_type_name(record->type));
  at = PUT(at, ", \"start\": ");
  at = put_offset(w, at, record->start);
  at = PUT(at, ", \"end\": ");
  at = put_offset(w, at, record->end);
  at = PUT(at, ", \"text\": ");
  at = put_quoted(w, at, (const char *)w->document->text.bytes + record->start,
                  record->end - record->start);
  at = PUT(at, ", \"sentence\": ");
  at = put_unsigned(at, record->sentence);
  at = PUT(at, ", \"entity\": ");
  at = put_index(at, record->entity);
  at = PUT(at, ", \"confidence\": ");
  at = put_decimal(at, record->confidence, 3, 3);
  at = PUT(at, ", \"value\": ");
  at = put_value(w, at, record);
  return PUT(at, "}");
}

static char *put_entity(writer *w, char *at, size_t id,
                        const nomen_entity *entity) {
  at = put_unsigned(PUT(at, "{\"id\": "), id);
  at = PUT(at, ", \"type\": ");
  at = put_string(w, at, nomen_type_name(entity->type));
  at = put_string(w, PUT(at, ", \"name\": "), entity->name);
  at = put_unsigned(PUT(at, ", \"count\": "), entity->record_count);
  at = PUT(at, ", \"records\": [");
  for (size_t i = 0; i < entity->record_count; i++) {
    at = make_room(w, at, DIGITS_MAX);
    if (i != 0) at = PUT(at, ", ");
    at = put_unsigned(at, entity->records[i]);
  }
  return PUT(at, "]}");
}

/* An id is JSON already: no byte of it is changed. */
static char *put_id(writer *w, char *at, const char *id) {
  size_t size = strlen(id);

  at = PUT(at, "\"id\": ");
  while (size != 0) {
    size_t part = size < STRING_PART ? size : STRING_PART;
    at = make_room(w, at, part);
    memcpy(at, id, part);
    at += part;
    id += part;
    size -= part;
  }
  return PUT(at, ", ");
}

static void put_document(writer *w, const char *id) {
  const nomen_document *document = w->document;
  char *at = PUT(w->piece, "{");

  if (id != NULL) at = put_id(w, at, id);
  at = PUT(at, "\"reference_date\": ");
  at = put_string(w, at, document->reference_date);
  at = PUT(at, ", \"reference_date_source\": ");
  at = put_string(w, at, document->reference_source);
  at = PUT(at, ", \"records\": [");
  for (size_t i = 0; i < document->record_count && !w->failed; i++) {
    if (i != 0) at = PUT(at, ", ");
    at = put_record(w, at, &document->records[i]);
  }
  at = PUT(at, "], \"entities\": [");
  for (size_t i = 0; i < document->entity_count && !w->failed; i++) {
    if (i != 0) at = PUT(at, ", ");
    at = put_entity(w, at, i, &document->entities[i]);
  }
  flush(w, PUT(at, "]}"));
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
