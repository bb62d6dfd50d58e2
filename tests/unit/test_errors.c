/* SPDX-License-Identifier: MIT */
/* Every status of nomen.h by the inputs that nomen.h names for it, and what
 * nomen_error then says: the code, one ASCII sentence, and where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "nomen/nomen.h"

static nomen_engine *engine;

static int make_engine(void **state) {
  nomen_engine_options options = NOMEN_ENGINE_OPTIONS_INIT;

  (void)state;
  options.pack_path = NOMEN_SMALL_PACK;
  return nomen_engine_new(&options, &engine, NULL);
}

static int free_engine(void **state) {
  (void)state;
  nomen_engine_free(engine);
  return 0;
}

/* What holds of every error, whatever it is about. */
static void check_error(const nomen_error *error, nomen_status status,
                        nomen_status wanted) {
  size_t size = strlen(error->message);

  if (status != wanted)
    fail_msg("%s instead of %s: %s", nomen_status_name(status),
             nomen_status_name(wanted), error->message);
  assert_int_equal(error->code, status);
  assert_true(size > 0 && size < NOMEN_MESSAGE_SIZE);
  assert_int_not_equal(error->message[size - 1], '.');
  for (size_t i = 0; i < size; i++)
    assert_true(error->message[i] >= ' ' && error->message[i] <= '~');
}

/* An engine cannot be made: `out` is NULL then, with an error or without. */
static nomen_error refuse_engine(const nomen_engine_options *options,
                                 nomen_status wanted) {
  nomen_engine *out = (nomen_engine *)&wanted;
  nomen_error error;
  nomen_status status;

  memset(&error, 0x5a, sizeof(error));
  status = nomen_engine_new(options, &out, &error);
  check_error(&error, status, wanted);
  assert_null(out);
  out = (nomen_engine *)&wanted;
  assert_int_equal(nomen_engine_new(options, &out, NULL), wanted);
  assert_null(out);
  return error;
}

static nomen_error refuse_text(const char *text, size_t size,
                               const nomen_extract_options *options,
                               nomen_status wanted) {
  nomen_document *out = (nomen_document *)&wanted;
  nomen_error error;
  nomen_status status;

  memset(&error, 0x5a, sizeof(error));
  status = nomen_extract(engine, text, size, options, &out, &error);
  check_error(&error, status, wanted);
  assert_null(out);
  out = (nomen_document *)&wanted;
  assert_int_equal(nomen_extract(engine, text, size, options, &out, NULL),
                   wanted);
  assert_null(out);
  return error;
}

static nomen_error refuse_source(nomen_source_role role, const char *text,
                                 nomen_status wanted) {
  nomen_engine_options options = NOMEN_ENGINE_OPTIONS_INIT;
  nomen_source source = NOMEN_SOURCE_INIT;

  options.pack_path = NOMEN_SMALL_PACK;
  options.sources = &source;
  options.source_count = 1;
  source.role = role;
  source.bytes = text;
  source.bytes_size = strlen(text);
  source.label = "mine";
  return refuse_engine(&options, wanted);
}

/* ---- NOMEN_EARG ---- */

static void no_place_for_the_answer(void **state) {
  nomen_error error;

  (void)state;
  check_error(&error, nomen_engine_new(NULL, NULL, &error), NOMEN_EARG);
  check_error(&error, nomen_extract(engine, "", 0, NULL, NULL, &error),
              NOMEN_EARG);
  check_error(&error, nomen_parse_date(engine, "", 0, NULL, NULL, &error),
              NOMEN_EARG);
  check_error(&error, nomen_parse_money(engine, "", 0, NULL, &error),
              NOMEN_EARG);
}

static void no_engine_and_no_text(void **state) {
  nomen_document *document = (nomen_document *)&document;
  nomen_error error;

  (void)state;
  check_error(&error, nomen_extract(NULL, "", 0, NULL, &document, &error),
              NOMEN_EARG);
  assert_null(document);
  check_error(&error, nomen_parse_date(NULL, "", 0, NULL, &document, &error),
              NOMEN_EARG);
  check_error(&error, nomen_parse_money(NULL, "", 0, &document, &error),
              NOMEN_EARG);
  refuse_text(NULL, 1, NULL, NOMEN_EARG);
}

static void options_that_are_none(void **state) {
  static uint64_t words[4];
  nomen_engine_options options = NOMEN_ENGINE_OPTIONS_INIT;
  nomen_extract_options extract = NOMEN_EXTRACT_OPTIONS_INIT;

  (void)state;
  options.size = 0;
  refuse_engine(&options, NOMEN_EARG);
  options.size = sizeof(options);
  options.pack_path = NOMEN_SMALL_PACK;
  options.pack_bytes = words;
  refuse_engine(&options, NOMEN_EARG);
  options.pack_path = NULL;
  options.pack_bytes = (const char *)words + 1;
  options.pack_size = 8;
  refuse_engine(&options, NOMEN_EARG);
  extract.size = 0;
  refuse_text("", 0, &extract, NOMEN_EARG);
  extract.size = sizeof(extract);
  extract.min_confidence = 1.5;
  refuse_text("", 0, &extract, NOMEN_EARG);
  extract.min_confidence = -0.1;
  refuse_text("", 0, &extract, NOMEN_EARG);
}

static void sources_that_are_none(void **state) {
  nomen_engine_options options = NOMEN_ENGINE_OPTIONS_INIT;
  nomen_source source = NOMEN_SOURCE_INIT;

  (void)state;
  options.pack_path = NOMEN_SMALL_PACK;
  options.source_count = 1;
  refuse_engine(&options, NOMEN_EARG); /* no array */
  options.sources = &source;
  refuse_engine(&options, NOMEN_EARG); /* neither path nor bytes */
  source.path = NOMEN_SMALL_PACK;
  source.bytes = "name";
  refuse_engine(&options, NOMEN_EARG); /* both */
  source.path = NULL;
  source.size = 0;
  refuse_engine(&options, NOMEN_EARG);
  source.size = sizeof(source);
  source.role = (nomen_source_role)4;
  refuse_engine(&options, NOMEN_EARG);
}

static int swallow(void *context, const char *bytes, size_t size) {
  (void)context;
  (void)bytes;
  (void)size;
  return 0;
}

static void json_of_nothing(void **state) {
  nomen_document *document;
  char *string = (char *)&document;

  (void)state;
  assert_int_equal(nomen_extract(engine, "", 0, NULL, &document, NULL),
                   NOMEN_OK);
  assert_int_equal(
      nomen_document_write_json(NULL, NULL, NOMEN_UNIT_BYTE, swallow, NULL),
      NOMEN_EARG);
  assert_int_equal(
      nomen_document_write_json(document, NULL, NOMEN_UNIT_BYTE, NULL, NULL),
      NOMEN_EARG);
  assert_int_equal(
      nomen_document_json(document, NULL, NOMEN_UNIT_BYTE, NULL, NULL),
      NOMEN_EARG);
  assert_int_equal(
      nomen_document_json(NULL, NULL, NOMEN_UNIT_BYTE, &string, NULL),
      NOMEN_EARG);
  assert_null(string);
  /* The size may be of no interest; NULL needs no freeing. */
  assert_int_equal(
      nomen_document_json(document, NULL, NOMEN_UNIT_BYTE, &string, NULL),
      NOMEN_OK);
  assert_string_equal(string,
                      "{\"reference_date\": null, \"reference_date_source\": "
                      "null, \"records\": [], \"entities\": []}");
  nomen_string_free(document, string);
  nomen_string_free(document, NULL);
  nomen_string_free(NULL, NULL);
  nomen_document_free(document);
}

/* ---- NOMEN_EUTF8, NOMEN_ELIMIT, NOMEN_EDATE ---- */

static void text_that_is_not_utf8(void **state) {
  static const struct {
    const char *text;
    size_t offset;
  } cases[] = {
      {"\xff", 0},     {"Paris \xff", 6},    {"Zer\xc3", 3},
      {"\xc0\x80", 0}, {"a\xed\xa0\x80", 1}, {"\xf4\x90\x80\x80", 0},
      {"ab\x80", 2},   {"\xe2\x82", 0},      {"x\xf0\x9f\x99", 1},
  };
  nomen_extract_options options = NOMEN_EXTRACT_OPTIONS_INIT;
  nomen_document *document;

  (void)state;
  options.flags = NOMEN_EXTRACT_REPLACE;
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    size_t size = strlen(cases[i].text);
    nomen_error error = refuse_text(cases[i].text, size, NULL, NOMEN_EUTF8);
    assert_int_equal(error.offset, cases[i].offset);
    assert_int_equal(error.line, 0);
    assert_string_equal(error.file, "");
    assert_int_equal(
        nomen_extract(engine, cases[i].text, size, &options, &document, NULL),
        NOMEN_OK);
    nomen_document_free(document);
  }
}

static void text_that_is_too_long(void **state) {
  (void)state;
  refuse_text("", NOMEN_TEXT_MAX + 1, NULL, NOMEN_ELIMIT);
  refuse_text("", SIZE_MAX, NULL, NOMEN_ELIMIT);
}

static void dates_that_are_none(void **state) {
  static const char *const bad[] = {
      "2015-02-29",
      "yesterday",
      "2021-02-30",
      "",
      "2021",
      "2021-07",
      "0000-01-01",
      "2021-13-01",
      "2021-7-15",
      "2021-07-15 ",
      " 2021-07-15",
      "2021-07-15T",
      "2021-07-15T24:00",
      "2021-07-15T12",
      "2021-07-15T12:60",
      "2021-07-15T12:30:60",
      "2021-07-15T12:30Z",
      "2021-07-15 12:30",
      "10000-01-01",
      "1900-02-29",
      "20210715",
  };
  static const char *const good[] = {
      "2016-02-29", "0001-01-01",       "9999-12-31",
      "2000-02-29", "2021-07-15T00:00", "2021-07-15T23:59:59",
  };
  nomen_extract_options options = NOMEN_EXTRACT_OPTIONS_INIT;
  nomen_document *document;
  nomen_error error;

  (void)state;
  for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
    options.reference_date = bad[i];
    error = refuse_text("x", 1, &options, NOMEN_EDATE);
    assert_non_null(strstr(error.message, bad[i]));
    check_error(&error,
                nomen_parse_date(engine, "x", 1, bad[i], &document, &error),
                NOMEN_EDATE);
  }
  for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
    options.reference_date = good[i];
    assert_int_equal(nomen_extract(engine, "x", 1, &options, &document, NULL),
                     NOMEN_OK);
    assert_string_equal(nomen_document_reference_date(document), good[i]);
    assert_string_equal(nomen_document_reference_date_source(document),
                        "given");
    nomen_document_free(document);
  }
}

/* ---- NOMEN_EPACK, NOMEN_EVERSION, NOMEN_EIO ---- */

static uint64_t *read_pack(size_t *size) {
  FILE *file = fopen(NOMEN_SMALL_PACK, "rb");
  uint64_t *words;
  long end;

  assert_non_null(file);
  assert_int_equal(fseek(file, 0, SEEK_END), 0);
  end = ftell(file);
  assert_true(end > 80 && end % 8 == 0);
  rewind(file);
  words = malloc((size_t)end);
  assert_non_null(words);
  assert_int_equal(fread(words, 1, (size_t)end, file), end);
  fclose(file);
  *size = (size_t)end;
  return words;
}

static void packs_that_are_none(void **state) {
  nomen_engine_options options = NOMEN_ENGINE_OPTIONS_INIT;
  nomen_engine *own;
  size_t size;
  uint64_t *words = read_pack(&size);
  unsigned char *bytes = (unsigned char *)words;

  (void)state;
  options.pack_bytes = words;
  options.pack_size = size;
  assert_int_equal(nomen_engine_new(&options, &own, NULL), NOMEN_OK);
  nomen_engine_free(own);

  options.pack_size = size - 8; /* truncated */
  refuse_engine(&options, NOMEN_EPACK);
  options.pack_size = 0;
  refuse_engine(&options, NOMEN_EPACK);
  options.pack_size = size;
  bytes[size / 2] ^= 1; /* damaged */
  refuse_engine(&options, NOMEN_EPACK);
  bytes[size / 2] ^= 1;
  bytes[8] ^= 0x40; /* of another format */
  refuse_engine(&options, NOMEN_EVERSION);
  bytes[8] ^= 0x40;
  bytes[0] ^= 1; /* foreign */
  refuse_engine(&options, NOMEN_EPACK);
  free(words);
}

static void paths_that_lead_nowhere(void **state) {
  nomen_engine_options options = NOMEN_ENGINE_OPTIONS_INIT;
  nomen_source source = NOMEN_SOURCE_INIT;
  nomen_error error;

  (void)state;
  options.pack_path = "/nowhere/at/all.pack";
  error = refuse_engine(&options, NOMEN_EIO);
  assert_string_equal(error.file, "/nowhere/at/all.pack");
  options.pack_path = NOMEN_ARTICLES; /* a directory */
  error = refuse_engine(&options, NOMEN_EIO);
  options.pack_path = __FILE__;
  error = refuse_engine(&options, NOMEN_EPACK);
  assert_true(error.file[0] != '\0');

  options.pack_path = NOMEN_SMALL_PACK;
  options.sources = &source;
  options.source_count = 1;
  source.path = "/nowhere/at/all.tsv";
  error = refuse_engine(&options, NOMEN_EIO);
  assert_string_equal(error.file, source.path);
  source.path = NOMEN_ARTICLES;
  refuse_engine(&options, NOMEN_EIO);
}

/* ---- NOMEN_ELIST, NOMEN_EPATTERN ---- */

static void lists_that_are_none(void **state) {
  static const struct {
    const char *text;
    uint32_t line, column;
  } cases[] = {
      {"name\ttype\n\tperson\n", 2, 1},        /* no name */
      {"name\ttype\nAcme\tanimal\n", 2, 6},    /* unknown type */
      {"name\ttype\nAcme\t\n", 2, 6},          /* no type */
      {"name\nAcme\n", 2, 1},                  /* no column of types */
      {"type\tid\nperson\t1\n", 1, 1},         /* no column of names */
      {"", 1, 1},                              /* no header */
      {"name\ttype\nAcme\tplace\tx\n", 2, 12}, /* too many cells */
      {"# a\nname\ttype\tlatitude\tlongitude\nA\tplace\tx\t1\n", 3, 9},
      {"name\ttype\nA\xff\tplace\n", 2, 2}, /* not UTF-8 */
  };

  (void)state;
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    nomen_error error =
        refuse_source(NOMEN_SOURCE_NAMES, cases[i].text, NOMEN_ELIST);
    assert_string_equal(error.file, "mine");
    if (error.line != cases[i].line || error.column != cases[i].column)
      fail_msg("case %zu at %u:%u instead of %u:%u: %s", i,
               (unsigned)error.line, (unsigned)error.column,
               (unsigned)cases[i].line, (unsigned)cases[i].column,
               error.message);
    refuse_source(NOMEN_SOURCE_NAMES_FIRST, cases[i].text, NOMEN_ELIST);
  }
  /* A deny list may do without types, but not with one that is none. */
  refuse_source(NOMEN_SOURCE_DENY, "name\ttype\nAcme\tanimal\n", NOMEN_ELIST);
}

static void patterns_that_are_none(void **state) {
  static const struct {
    const char *text;
    uint32_t line;
  } cases[] = {
      {"rule date.x\n  kind date\n  trigger word:may\n  match (\n", 4},
      {"nonsense\n", 1},
      {"rule date.x\n  kind date\n  match may\n", 1},
      {"rule date.x\n  kind date\n  trigger word:may\n  match {none}\n", 4},
      {"rule date.x\n  trigger word:may\n  match may\n  kind dates\n", 4},
      {"rule date.x\n  kind date\n  op\n  trigger word:may\n  match may\n", 2},
      {"rule date.x\n  kind date\n  op day\n  trigger word:may\n  match may\n",
       2},
      {"rule m\n  kind money-\n  trigger word:may\n  match may\n", 2},
  };

  (void)state;
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    nomen_error error =
        refuse_source(NOMEN_SOURCE_PATTERNS, cases[i].text, NOMEN_EPATTERN);
    assert_string_equal(error.file, "mine");
    if (error.line != cases[i].line)
      fail_msg("case %zu at line %u: %s", i, (unsigned)error.line,
               error.message);
    assert_true(error.column > 0);
  }
}

/* ---- NOMEN_ENOMEM ---- */

typedef struct purse {
  size_t left; /* allocations until the allocator returns NULL for ever */
} purse;

static void *spend(purse *p, void *block, size_t size) {
  if (p->left == 0) return NULL;
  p->left--;
  return realloc(block, size);
}

static void *allocate(void *context, size_t size) {
  assert_true(size > 0);
  return spend(context, NULL, size);
}

static void *reallocate(void *context, void *block, size_t old_size,
                        size_t size) {
  (void)old_size;
  assert_true(size > 0);
  return spend(context, block, size);
}

static void release(void *context, void *block) {
  (void)context;
  free(block);
}

static void memory_that_is_out(void **state) {
  static const char text[] = "Mr. Smith paid $5 to Acme in Paris on 3 May.";
  purse p = {0};
  nomen_allocator allocator = {allocate, reallocate, release, NULL};
  nomen_engine_options options = NOMEN_ENGINE_OPTIONS_INIT;
  nomen_engine *own = NULL;
  nomen_document *document = NULL;
  nomen_error error;
  nomen_status status = NOMEN_ENOMEM;

  (void)state;
  allocator.context = &p;
  options.allocator = &allocator;
  options.pack_path = NOMEN_SMALL_PACK;
  /* Denser where the first allocations are; every one is tried elsewhere. */
  for (size_t room = 0; status != NOMEN_OK; room += 1 + room / 8) {
    memset(&error, 0, sizeof(error));
    p.left = room;
    status = nomen_engine_new(&options, &own, &error);
    if (status == NOMEN_OK) break;
    check_error(&error, status, NOMEN_ENOMEM);
    assert_null(own);
  }
  status = NOMEN_ENOMEM;
  for (size_t room = 0; status != NOMEN_OK; room += 1 + room / 8) {
    memset(&error, 0, sizeof(error));
    p.left = room;
    status =
        nomen_extract(own, text, sizeof(text) - 1, NULL, &document, &error);
    if (status == NOMEN_OK) break;
    check_error(&error, status, NOMEN_ENOMEM);
    assert_null(document);
  }
  p.left = 0;
  {
    char *json = (char *)&p;
    assert_int_equal(
        nomen_document_json(document, NULL, NOMEN_UNIT_BYTE, &json, NULL),
        NOMEN_ENOMEM);
    assert_null(json);
  }
  nomen_document_free(document);
  nomen_engine_free(own);
}

/* ---- Beside the failures ---- */

static void errors_are_filled_on_failure_only(void **state) {
  nomen_document *document;
  nomen_error error, before;

  (void)state;
  memset(&error, 0x5a, sizeof(error));
  before = error;
  assert_int_equal(nomen_extract(engine, "Paris", 5, NULL, &document, &error),
                   NOMEN_OK);
  assert_memory_equal(&error, &before, sizeof(error));
  nomen_document_free(document);
}

static void every_status_has_name_and_text(void **state) {
  static const char *const names[] = {"ok",       "enomem", "earg",  "eutf8",
                                      "elimit",   "edate",  "epack", "eversion",
                                      "epattern", "elist",  "eio"};

  (void)state;
  for (int i = 0; i < 11; i++) {
    assert_string_equal(nomen_status_name((nomen_status)-i), names[i]);
    assert_string_not_equal(nomen_status_text((nomen_status)-i),
                            nomen_status_text((nomen_status)1));
  }
  assert_string_equal(nomen_status_text(NOMEN_ENOMEM), "out of memory");
  assert_string_equal(nomen_status_name((nomen_status)1), "eunknown");
  assert_string_equal(nomen_status_name((nomen_status)-11), "eunknown");
}

/* Callers who know fewer fields, or more, than the library does. */
static void structs_may_be_of_another_size(void **state) {
  struct {
    nomen_extract_options known;
    char later[64];
  } longer;
  struct {
    nomen_source known;
    char later[8];
  } sources[2];
  nomen_extract_options shorter = NOMEN_EXTRACT_OPTIONS_INIT;
  nomen_engine_options options = NOMEN_ENGINE_OPTIONS_INIT;
  nomen_source source = NOMEN_SOURCE_INIT;
  nomen_engine *own;
  nomen_document *document;

  (void)state;
  shorter.size = offsetof(nomen_extract_options, reference_date);
  shorter.reference_date = "no date, and not to be looked at";
  assert_int_equal(nomen_extract(engine, "x", 1, &shorter, &document, NULL),
                   NOMEN_OK);
  nomen_document_free(document);
  memset(&longer, 0x5a, sizeof(longer));
  shorter.reference_date = "2021-07-15";
  longer.known = shorter;
  longer.known.size = sizeof(longer);
  assert_int_equal(
      nomen_extract(engine, "x", 1, &longer.known, &document, NULL), NOMEN_OK);
  assert_string_equal(nomen_document_reference_date(document), "2021-07-15");
  nomen_document_free(document);

  memset(sources, 0x5a, sizeof(sources));
  source.size = sizeof(sources[0]);
  source.bytes = "name\ttype\nZyx Quib\tplace\n";
  source.bytes_size = strlen(source.bytes);
  sources[0].known = source;
  source.bytes = "name\ttype\nQuob Zyx\tperson\n";
  source.bytes_size = strlen(source.bytes);
  sources[1].known = source;
  options.pack_path = NOMEN_SMALL_PACK;
  options.sources = &sources[0].known;
  options.source_count = 2;
  assert_int_equal(nomen_engine_new(&options, &own, NULL), NOMEN_OK);
  assert_int_equal(
      nomen_extract(own, "Zyx Quib met Quob Zyx.", 22, NULL, &document, NULL),
      NOMEN_OK);
  assert_int_equal(nomen_document_record_count(document), 2);
  nomen_document_free(document);
  nomen_engine_free(own);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_place_for_the_answer),
      cmocka_unit_test(no_engine_and_no_text),
      cmocka_unit_test(options_that_are_none),
      cmocka_unit_test(sources_that_are_none),
      cmocka_unit_test(json_of_nothing),
      cmocka_unit_test(text_that_is_not_utf8),
      cmocka_unit_test(text_that_is_too_long),
      cmocka_unit_test(dates_that_are_none),
      cmocka_unit_test(packs_that_are_none),
      cmocka_unit_test(paths_that_lead_nowhere),
      cmocka_unit_test(lists_that_are_none),
      cmocka_unit_test(patterns_that_are_none),
      cmocka_unit_test(memory_that_is_out),
      cmocka_unit_test(errors_are_filled_on_failure_only),
      cmocka_unit_test(every_status_has_name_and_text),
      cmocka_unit_test(structs_may_be_of_another_size),
  };
  return cmocka_run_group_tests(tests, make_engine, free_engine);
}
