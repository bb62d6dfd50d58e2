/* SPDX-License-Identifier: MIT */
/* The JSON writer: which members there are, in which order, null where nothing
 * is known, indexes that fit after a filter, escapes, units, pieces. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "engine/engine.h"

static nomen_engine *engine;

static int make_engine(void **state) {
  static const char list[] =
      "name\ttype\tkind\tid\nZyxland\tplace\t\t\nQuib Zyx\tperson\t\t\n"
      "Quob Quux\torganisation\t\t\n";
  nomen_engine_options options = NOMEN_ENGINE_OPTIONS_INIT;
  nomen_source source = NOMEN_SOURCE_INIT;

  (void)state;
  source.bytes = list;
  source.bytes_size = sizeof(list) - 1;
  options.sources = &source;
  options.source_count = 1;
  return nomen_engine_new(&options, &engine, NULL);
}

static int free_engine(void **state) {
  (void)state;
  nomen_engine_free(engine);
  return 0;
}

static nomen_document *extract(const char *text, uint32_t types) {
  nomen_extract_options options = NOMEN_EXTRACT_OPTIONS_INIT;
  nomen_document *document = NULL;

  options.types = types;
  assert_int_equal(
      nomen_extract(engine, text, strlen(text), &options, &document, NULL),
      NOMEN_OK);
  return document;
}

/* The JSON of a text, in static storage. */
static const char *json_of(const char *text, uint32_t types, nomen_unit unit,
                           const char *id) {
  static char kept[16384];
  nomen_document *document = extract(text, types);
  char *json;
  size_t size;

  assert_int_equal(nomen_document_json(document, id, unit, &json, &size),
                   NOMEN_OK);
  assert_true(size < sizeof(kept));
  assert_int_equal(strlen(json), size);
  memcpy(kept, json, size + 1);
  nomen_string_free(document, json);
  nomen_document_free(document);
  return kept;
}

static void expect(const char *json, const char *part) {
  if (strstr(json, part) == NULL) fail_msg("no %s in\n%s", part, json);
}

static void document_without_records(void **state) {
  (void)state;
  assert_string_equal(
      json_of("", 0, NOMEN_UNIT_BYTE, NULL),
      "{\"reference_date\": null, \"reference_date_source\": null, "
      "\"records\": [], \"entities\": []}");
  assert_string_equal(
      json_of("", 0, NOMEN_UNIT_BYTE, "[1 ,{\"a\":null}]"),
      "{\"id\": [1 ,{\"a\":null}], \"reference_date\": null, "
      "\"reference_date_source\": null, \"records\": [], \"entities\": []}");
}

/* What is not known is null, never left out. */
static void names_of_which_little_is_known(void **state) {
  (void)state;
  expect(
      json_of("They left Zyxland.", 0, NOMEN_UNIT_BYTE, NULL),
      "\"value\": {\"name\": \"Zyxland\", \"kind\": null, \"country\": null, "
      "\"region\": null, \"latitude\": null, \"longitude\": null, "
      "\"id\": null, \"runner_up\": null}}], "
      "\"entities\": [{\"id\": 0, \"type\": \"place\", \"name\": \"Zyxland\", "
      "\"count\": 1, \"records\": [0]}]}");
  expect(json_of("They hired Quib Zyx.", 0, NOMEN_UNIT_BYTE, NULL),
         "\"value\": {\"name\": \"Quib Zyx\", \"given\": \"Quib\", "
         "\"family\": \"Zyx\", \"particle\": null, \"suffix\": null, "
         "\"title\": null, \"role\": null}}");
  expect(json_of("They left Quob Quux.", 0, NOMEN_UNIT_BYTE, NULL),
         "{\"type\": \"organisation\", \"start\": 10, \"end\": 19, "
         "\"text\": \"Quob Quux\", \"sentence\": 0, \"entity\": 0, "
         "\"confidence\": ");
}

static void values_of_dates_and_money(void **state) {
  const char *json =
      json_of("On 3 May 2020 they left.", 0, NOMEN_UNIT_BYTE, "7");

  (void)state;
  expect(json, "{\"id\": 7, \"reference_date\": \"2020-05-03\", "
               "\"reference_date_source\": \"first_date\", \"records\": [");
  expect(json, "\"entity\": null, \"confidence\": 0.950, \"value\": "
               "{\"kind\": \"date\", \"timex\": \"2020-05-03\", "
               "\"modifier\": null, \"begin\": \"2020-05-03\", "
               "\"end\": \"2020-05-04\", \"filled\": []}}], \"entities\": []}");
  expect(json_of("He paid EUR 0.50 more.", 0, NOMEN_UNIT_BYTE, NULL),
         "\"value\": {\"amount\": \"0.5\", \"currency\": \"EUR\", "
         "\"modifier\": null, \"low\": null, \"high\": null, \"unit\": null, "
         "\"settled_by\": \"code\", \"equivalent\": null, \"range\": null}}");
  expect(json_of("It costs between 10 and 15 million euros.", 0,
                 NOMEN_UNIT_BYTE, NULL),
         "\"value\": {\"amount\": null, \"currency\": \"EUR\", "
         "\"modifier\": null, \"low\": \"10000000\", \"high\": \"15000000\"");
}

/* The other end of a range is said by its index among the records there are. */
static void indexes_follow_the_filter(void **state) {
  static const char text[] =
      "In Zyxland on 3 May 2020 it rose from $30 million to $40 million.";
  const uint32_t money = NOMEN_TYPE_BIT(NOMEN_TYPE_MONEY);

  (void)state;
  for (int filtered = 0; filtered < 2; filtered++) {
    nomen_document *document = extract(text, filtered ? money : 0);
    size_t low = nomen_document_next(document, NOMEN_TYPE_MONEY, 0);
    size_t high = nomen_document_next(document, NOMEN_TYPE_MONEY, low + 1);
    assert_int_equal(low, filtered ? 0 : 2);
    assert_int_not_equal(high, NOMEN_NONE);
    assert_int_equal(nomen_document_record(document, low)->value.money.range,
                     high);
    assert_int_equal(nomen_document_record(document, high)->value.money.range,
                     low);
    nomen_document_free(document);
  }
  expect(json_of(text, money, NOMEN_UNIT_BYTE, NULL), "\"range\": 0}}");
}

static void role_has_its_offsets(void **state) {
  static const char text[] =
      "\xe2\x80\x9cYes\xe2\x80\x9d \xf0\x9f\x99\x82 Foreign "
      "Minister Quib Zyx said.";

  (void)state;
  expect(json_of(text, 0, NOMEN_UNIT_BYTE, NULL),
         "\"role\": {\"text\": \"Foreign Minister\", \"start\": 15, "
         "\"end\": 31}}");
  expect(
      json_of(text, 0, NOMEN_UNIT_CODE_POINT, NULL),
      "\"role\": {\"text\": \"Foreign Minister\", \"start\": 8, \"end\": 24}}");
  expect(
      json_of(text, 0, NOMEN_UNIT_UTF16, NULL),
      "\"role\": {\"text\": \"Foreign Minister\", \"start\": 9, \"end\": 25}}");
}

/* Line breaks included, where a text is wrapped. */
static void text_is_the_bytes_between_the_offsets(void **state) {
  static const char lf[] =
      "The board of the railway company said on its way home that it would\n"
      "do what it could for those who wait, and that it would soon hire Quib\n"
      "Zyx for the summer and pay him as all the others are paid who have to\n"
      "drive the trains, and the rest of the work would be done by others.\n";
  char crlf[sizeof(lf) + 4], *to = crlf;
  const char *zyx = strstr(lf, "Zyx");
  char wanted[64];

  (void)state;
  snprintf(wanted, sizeof(wanted),
           "\"start\": %d, \"end\": %d, \"text\": \"Quib\\nZyx\"",
           (int)(zyx - lf) - 5, (int)(zyx - lf) + 3);
  expect(json_of(lf, 0, NOMEN_UNIT_BYTE, NULL), wanted);
  for (const char *at = lf; *at != '\0'; at++) {
    if (*at == '\n') *to++ = '\r';
    *to++ = *at;
  }
  *to = '\0';
  expect(json_of(crlf, 0, NOMEN_UNIT_BYTE, NULL),
         "\"text\": \"Quib\\r\\nZyx\"");
  expect(json_of("They hired Quib\tZyx.", 0, NOMEN_UNIT_BYTE, NULL),
         "\"text\": \"Quib\\tZyx\", ");
}

/* Byte by byte, as the manual says it. */
static void escape(const char *string, char *out) {
  for (; *string != '\0'; string++) {
    unsigned char byte = (unsigned char)*string;
    if (byte == '"' || byte == '\\')
      out += sprintf(out, "\\%c", byte);
    else if (byte == '\n' || byte == '\r' || byte == '\t')
      out += sprintf(out, "\\%c",
                     byte == '\n'   ? 'n'
                     : byte == '\r' ? 'r'
                                    : 't');
    else if (byte < 0x20 || byte == 0x7f)
      out += sprintf(out, "\\u%04x", byte);
    else
      *out++ = (char)byte;
  }
  *out = '\0';
}

static void expect_escaped(const char *string) {
  nomen_document document = {.memory = nomenp_memory_default,
                             .reference_date = string,
                             .reference_source = "given"};
  static char wanted[8192], escaped[4096];
  char *json;

  escape(string, escaped);
  snprintf(wanted, sizeof(wanted),
           "{\"reference_date\": \"%s\", \"reference_date_source\": \"given\", "
           "\"records\": [], \"entities\": []}",
           escaped);
  assert_int_equal(
      nomen_document_json(&document, NULL, NOMEN_UNIT_BYTE, &json, NULL),
      NOMEN_OK);
  assert_string_equal(json, wanted);
  nomen_string_free(&document, json);
}

/* Strings are copied several bytes at a time: each byte at each place of
 * strings of every size that is copied in its own way, between bytes of all
 * kinds. */
static void every_byte_is_escaped_everywhere(void **state) {
  static const size_t sizes[] = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 23};
  char string[600];

  (void)state;
  expect_escaped("");
  for (size_t s = 0; s < sizeof(sizes) / sizeof(*sizes); s++)
    for (unsigned byte = 1; byte < 256; byte++)
      for (size_t at = 0; at < sizes[s]; at++) {
        memset(string, "a!~\xc3"[(byte + at) % 4], sizes[s]);
        string[sizes[s]] = '\0';
        string[at] = (char)byte;
        expect_escaped(string);
      }
  for (size_t size = 100; size < sizeof(string); size++) {
    memset(string, size % 2 != 0 ? 'a' : '\x01', size);
    string[size] = '\0';
    string[size / 2] = '"';
    expect_escaped(string);
  }
}

static int sink(void *context, const char *bytes, size_t size) {
  nomenp_buffer_put(context, bytes, size);
  return 0;
}

/* Numbers of each length; confidences and coordinates that round. */
static void numbers_are_written_in_full(void **state) {
  static const struct {
    size_t start;
    double confidence;
    double latitude;
    const char *part;
  } cases[] = {
      {0, 0.0, 0.0, "\"start\": 0, "},
      {9, 1.0, 1.5, "\"start\": 9, "},
      {10, 0.9996, -0.00001, "\"confidence\": 1.000"},
      {99, 0.0004, 19.43, "\"confidence\": 0.000"},
      {100, 0.5, 10.0, "\"latitude\": 10.0, "},
      {999, 0.05, 18.35, "\"confidence\": 0.050"},
      {1000, 0.123, 179.99999, "\"latitude\": 179.99999, "},
      {9999, 0.12, -90.5, "\"latitude\": -90.5, "},
      {10000, 0.1, -0.00001, "\"latitude\": -0.00001, "},
      {100001, 0.1, 0.1, "\"start\": 100001, "},
      {4294967295u, 0.1, 0.1, "\"start\": 4294967295, "},
  };

  (void)state;
  for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
    nomen_record record = {.type = NOMEN_TYPE_PLACE,
                           .start = cases[i].start,
                           .end = cases[i].start,
                           .entity = NOMEN_NONE,
                           .confidence = cases[i].confidence};
    nomen_document document = {
        .memory = nomenp_memory_default, .records = &record, .record_count = 1};
    nomenp_buffer json;
    document.text.bytes = (const uint8_t *)"";
    record.value.place.has_position = 1;
    record.value.place.latitude = cases[i].latitude;
    nomenp_buffer_init(&json, &nomenp_memory_default);
    assert_int_equal(nomen_document_write_json(&document, NULL, NOMEN_UNIT_BYTE,
                                               sink, &json),
                     NOMEN_OK);
    expect(nomenp_buffer_text(&json), cases[i].part);
    nomenp_buffer_fini(&json);
  }
}

typedef struct pieces {
  size_t count;
  size_t bytes;
  size_t longest;
  size_t stop_at;
} pieces;

static int take_piece(void *context, const char *bytes, size_t size) {
  pieces *p = context;

  assert_non_null(bytes);
  assert_true(size > 0);
  p->count++;
  p->bytes += size;
  if (size > p->longest) p->longest = size;
  return p->count == p->stop_at;
}

static void pieces_are_of_a_few_kilobytes(void **state) {
  static char text[16384];
  pieces all = {0}, some = {0, 0, 0, 2};
  nomen_document *document;
  char *json;
  size_t size;

  (void)state;
  for (size_t at = 0; at + 16 < sizeof(text); at += 15)
    memcpy(text + at, "Quib Zyx left. ", 16);
  document = extract(text, 0);
  assert_int_equal(
      nomen_document_json(document, NULL, NOMEN_UNIT_BYTE, &json, &size),
      NOMEN_OK);
  nomen_string_free(document, json);
  assert_int_equal(nomen_document_write_json(document, NULL, NOMEN_UNIT_BYTE,
                                             take_piece, &all),
                   NOMEN_OK);
  assert_int_equal(all.bytes, size);
  assert_true(all.count > 2 && all.longest <= 65536);
  /* Once it said to stop it is left in peace. */
  assert_int_equal(nomen_document_write_json(document, NULL, NOMEN_UNIT_BYTE,
                                             take_piece, &some),
                   NOMEN_EIO);
  assert_int_equal(some.count, 2);
  nomen_document_free(document);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(document_without_records),
      cmocka_unit_test(names_of_which_little_is_known),
      cmocka_unit_test(values_of_dates_and_money),
      cmocka_unit_test(indexes_follow_the_filter),
      cmocka_unit_test(role_has_its_offsets),
      cmocka_unit_test(text_is_the_bytes_between_the_offsets),
      cmocka_unit_test(every_byte_is_escaped_everywhere),
      cmocka_unit_test(numbers_are_written_in_full),
      cmocka_unit_test(pieces_are_of_a_few_kilobytes),
  };
  return cmocka_run_group_tests(tests, make_engine, free_engine);
}
