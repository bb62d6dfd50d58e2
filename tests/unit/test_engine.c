/* SPDX-License-Identifier: MIT */
/* The public interface: arguments, options, errors, getters, offsets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "nomen/nomen.h"

static const char article[] =
    "LAGOS, Nigeria (AP) _ Mr. Chidi Okafor, the chairman of Okafor Steel "
    "Ltd., paid $2.5 million to a bank in Paris on 3 May 2024. Okafor "
    "said \xe2\x80\x9cYes\xe2\x80\x9d \xf0\x9f\x99\x82 in Paris yesterday.\n";

static nomen_engine *engine;

static int make_engine(void **state) {
  (void)state;
  return nomen_engine_new(NULL, &engine, NULL);
}

static int free_engine(void **state) {
  (void)state;
  nomen_engine_free(engine);
  return 0;
}

static nomen_document *extract(const char *text,
                               const nomen_extract_options *options) {
  nomen_document *document = NULL;
  nomen_error error;

  if (nomen_extract(engine, text, strlen(text), options, &document, &error) !=
      NOMEN_OK)
    fail_msg("%s", error.message);
  return document;
}

static void version_is_the_header_s(void **state) {
  (void)state;
  assert_int_equal(nomen_version(),
                   NOMEN_VERSION_MAJOR * 10000 + NOMEN_VERSION_MINOR * 100 +
                       NOMEN_VERSION_PATCH);
  assert_non_null(strchr(nomen_version_string(), '.'));
}

static void bad_arguments_are_errors(void **state) {
  nomen_engine_options options = NOMEN_ENGINE_OPTIONS_INIT;
  nomen_source source = NOMEN_SOURCE_INIT;
  nomen_extract_options extract_options = NOMEN_EXTRACT_OPTIONS_INIT;
  nomen_engine *other = (nomen_engine *)&options;
  nomen_document *document = (nomen_document *)&options;
  nomen_error error;

  (void)state;
  assert_int_equal(nomen_engine_new(NULL, NULL, &error), NOMEN_EARG);
  options.size = 0;
  assert_int_equal(nomen_engine_new(&options, &other, &error), NOMEN_EARG);
  assert_null(other);
  options.size = sizeof(options);
  options.pack_path = "a";
  options.pack_bytes = "b";
  assert_int_equal(nomen_engine_new(&options, &other, NULL), NOMEN_EARG);
  options.pack_path = options.pack_bytes = NULL;
  options.source_count = 1;
  assert_int_equal(nomen_engine_new(&options, &other, &error), NOMEN_EARG);
  options.sources = &source; /* neither path nor bytes */
  assert_int_equal(nomen_engine_new(&options, &other, &error), NOMEN_EARG);
  source.path = "/nowhere/at/all.tsv";
  assert_int_equal(nomen_engine_new(&options, &other, &error), NOMEN_EIO);
  assert_string_equal(error.file, source.path);

  assert_int_equal(nomen_extract(NULL, "", 0, NULL, &document, &error),
                   NOMEN_EARG);
  assert_null(document);
  assert_int_equal(nomen_extract(engine, NULL, 1, NULL, &document, &error),
                   NOMEN_EARG);
  assert_int_equal(nomen_extract(engine, "", 0, NULL, NULL, &error),
                   NOMEN_EARG);
  assert_int_equal(nomen_extract(engine, "", NOMEN_TEXT_MAX + 1, NULL,
                                 &document, &error),
                   NOMEN_ELIMIT);
  extract_options.min_confidence = 1.5;
  assert_int_equal(
      nomen_extract(engine, "", 0, &extract_options, &document, &error),
      NOMEN_EARG);
  extract_options.min_confidence = 0;
  extract_options.reference_date = "2015-02-29";
  assert_int_equal(
      nomen_extract(engine, "", 0, &extract_options, &document, &error),
      NOMEN_EDATE);
  assert_non_null(strstr(error.message, "2015-02-29"));
}

static void null_objects_answer_nothing(void **state) {
  nomen_token token;
  nomen_span span;

  (void)state;
  nomen_engine_free(NULL);
  nomen_document_free(NULL);
  assert_int_equal(nomen_document_record_count(NULL), 0);
  assert_null(nomen_document_record(NULL, 0));
  assert_null(nomen_document_entity(NULL, 0));
  assert_int_equal(nomen_document_next(NULL, NOMEN_TYPE_DATE, 0), NOMEN_NONE);
  assert_null(nomen_document_reference_date(NULL));
  assert_int_equal(nomen_document_token(NULL, 0, &token), 0);
  assert_int_equal(nomen_document_sentence(NULL, 0, &span), 0);
  assert_int_equal(nomen_document_offset(NULL, NOMEN_UNIT_UTF16, 3), 0);
  assert_int_equal(nomen_engine_has_jit(NULL), 0);
  assert_null(nomen_type_name((nomen_type)9));
}

static void empty_text_is_a_document(void **state) {
  nomen_document *document = extract("", NULL);

  (void)state;
  assert_int_equal(nomen_document_record_count(document), 0);
  assert_int_equal(nomen_document_token_count(document), 0);
  assert_int_equal(nomen_document_sentence_count(document), 0);
  nomen_document_free(document);
  assert_int_equal(nomen_extract(engine, NULL, 0, NULL, &document, NULL),
                   NOMEN_OK);
  nomen_document_free(document);
}

static void records_are_ordered_and_disjoint(void **state) {
  nomen_document *document = extract(article, NULL);
  size_t last = 0, dates = 0;
  const nomen_record *r;

  (void)state;
  assert_true(nomen_document_record_count(document) >= 6);
  for (size_t i = 0; (r = nomen_document_record(document, i)) != NULL; i++) {
    assert_true(r->start >= last && r->end > r->start);
    assert_true(r->confidence >= 0 && r->confidence <= 1);
    last = r->end;
    if (r->type == NOMEN_TYPE_DATE || r->type == NOMEN_TYPE_MONEY)
      assert_int_equal(r->entity, NOMEN_NONE);
    else
      assert_true(r->entity < nomen_document_entity_count(document));
  }
  for (size_t i = nomen_document_next(document, NOMEN_TYPE_DATE, 0);
       i != NOMEN_NONE;
       i = nomen_document_next(document, NOMEN_TYPE_DATE, i + 1))
    dates++;
  assert_int_equal(dates, 2);
  nomen_document_free(document);
}

static void types_filter_records_and_entities(void **state) {
  nomen_extract_options options = NOMEN_EXTRACT_OPTIONS_INIT;
  nomen_document *document;
  const nomen_record *r;
  const nomen_entity *entity;

  (void)state;
  options.types = NOMEN_TYPE_BIT(NOMEN_TYPE_PLACE);
  document = extract(article, &options);
  assert_true(nomen_document_record_count(document) >= 2);
  for (size_t i = 0; (r = nomen_document_record(document, i)) != NULL; i++)
    assert_int_equal(r->type, NOMEN_TYPE_PLACE);
  for (size_t i = 0; (entity = nomen_document_entity(document, i)) != NULL; i++)
    for (size_t k = 0; k < entity->record_count; k++)
      assert_int_equal(
          nomen_document_record(document, entity->records[k])->entity, i);
  nomen_document_free(document);
}

static void offsets_come_in_three_units(void **state) {
  nomen_document *document = extract(article, NULL);
  size_t smile = (size_t)(strstr(article, "\xf0\x9f\x99\x82") - article);
  size_t size = strlen(article);

  (void)state;
  assert_int_equal(nomen_document_offset(document, NOMEN_UNIT_BYTE, 7), 7);
  /* Two quotation marks of three bytes, one character of four. */
  assert_int_equal(nomen_document_offset(document, NOMEN_UNIT_CODE_POINT, smile),
                   smile - 4);
  assert_int_equal(nomen_document_offset(document, NOMEN_UNIT_CODE_POINT, size),
                   size - 7);
  assert_int_equal(nomen_document_offset(document, NOMEN_UNIT_UTF16, size),
                   size - 6);
  assert_int_equal(nomen_document_offset(document, NOMEN_UNIT_UTF16, size + 99),
                   size - 6);
  nomen_document_free(document);
}

static void tokens_and_sentences_cover_the_text(void **state) {
  nomen_document *document = extract(article, NULL);
  nomen_token token;
  nomen_span span;
  size_t last = 0, i = 0;

  (void)state;
  for (; nomen_document_token(document, i, &token); i++) {
    assert_true(token.start >= last && token.end > token.start);
    assert_true(nomen_document_sentence(document, token.sentence, &span));
    assert_true(span.start <= token.start && token.end <= span.end);
    last = token.end;
  }
  assert_int_equal(i, nomen_document_token_count(document));
  assert_false(nomen_document_sentence(
      document, nomen_document_sentence_count(document), &span));
  nomen_document_free(document);
}

static void bad_bytes_are_refused_or_read_around(void **state) {
  static const char text[] = "\xff In Paris\xc3 on 3 May 2024 \xed\xa0\x80";
  nomen_extract_options options = NOMEN_EXTRACT_OPTIONS_INIT;
  nomen_document *document;
  nomen_error error;
  size_t date;

  (void)state;
  assert_int_equal(nomen_extract(engine, text, sizeof(text) - 1, NULL,
                                 &document, &error),
                   NOMEN_EUTF8);
  assert_int_equal(error.offset, 0);
  options.flags = NOMEN_EXTRACT_REPLACE;
  document = extract(text, &options);
  date = nomen_document_next(document, NOMEN_TYPE_DATE, 0);
  assert_int_not_equal(date, NOMEN_NONE);
  assert_int_equal(nomen_document_record(document, date)->start,
                   strstr(text, "3 May") - text);
  nomen_document_free(document);
}

static void reasons_only_when_asked_for(void **state) {
  nomen_extract_options options = NOMEN_EXTRACT_OPTIONS_INIT;
  nomen_document *document = extract(article, NULL);

  (void)state;
  assert_int_equal(nomen_document_reason_count(document, 0), 0);
  nomen_document_free(document);
  options.flags = NOMEN_EXTRACT_EXPLAIN;
  document = extract(article, &options);
  for (size_t i = 0; i < nomen_document_record_count(document); i++) {
    assert_true(nomen_document_reason_count(document, i) > 0);
    assert_non_null(nomen_document_reason(document, i, 0)->name);
    assert_null(nomen_document_reason(
        document, i, nomen_document_reason_count(document, i)));
  }
  nomen_document_free(document);
}

static void one_s_own_names_win(void **state) {
  static const char list[] = "name\ttype\tid\tteam colour\taliases\n"
                             "Paris on 3 May\torganisation\tq1\tblue\tPo3M\n";
  static const char deny[] = "name\ttype\nLagos\t\nChidi Okafor\tplace\n";
  nomen_source sources[2] = {NOMEN_SOURCE_INIT, NOMEN_SOURCE_INIT};
  nomen_engine_options options = NOMEN_ENGINE_OPTIONS_INIT;
  nomen_engine *own, *kept = engine;
  nomen_document *document;
  const nomen_record *r;
  size_t at;

  (void)state;
  sources[0].bytes = list;
  sources[0].bytes_size = sizeof(list) - 1;
  sources[1].role = NOMEN_SOURCE_DENY;
  sources[1].bytes = deny;
  sources[1].bytes_size = sizeof(deny) - 1;
  options.sources = sources;
  options.source_count = 2;
  assert_int_equal(nomen_engine_new(&options, &own, NULL), NOMEN_OK);
  engine = own;
  document = extract("They met in Paris on 3 May 2024 near Lagos.", NULL);
  engine = kept;
  at = nomen_document_next(document, NOMEN_TYPE_ORGANISATION, 0);
  assert_int_not_equal(at, NOMEN_NONE);
  r = nomen_document_record(document, at);
  assert_int_equal(r->end - r->start, 14);
  assert_string_equal(nomen_document_attribute(document, at, "team colour"),
                      "blue");
  assert_string_equal(nomen_document_attribute(document, at, "id"), "q1");
  assert_null(nomen_document_attribute(document, at, "nothing"));
  assert_int_equal(nomen_document_next(document, NOMEN_TYPE_PLACE, 0),
                   NOMEN_NONE);
  nomen_document_free(document);
  nomen_engine_free(own);
}

static void bad_lists_are_located(void **state) {
  static const char list[] = "name\ttype\nAcme\torganisation\nX\tanimal\n";
  nomen_source source = NOMEN_SOURCE_INIT;
  nomen_engine_options options = NOMEN_ENGINE_OPTIONS_INIT;
  nomen_engine *own;
  nomen_error error;

  (void)state;
  source.bytes = list;
  source.bytes_size = sizeof(list) - 1;
  source.label = "mine";
  options.sources = &source;
  options.source_count = 1;
  assert_int_equal(nomen_engine_new(&options, &own, &error), NOMEN_ELIST);
  assert_null(own);
  assert_string_equal(error.file, "mine");
  assert_int_equal(error.line, 3);
  assert_int_equal(error.column, 3);
}

static void one_expression_alone(void **state) {
  nomen_document *document;
  const nomen_record *r;

  (void)state;
  assert_int_equal(nomen_parse_date(engine, " last Thursday ", 15, "2021-07-16",
                                    &document, NULL),
                   NOMEN_OK);
  r = nomen_document_record(document, 0);
  assert_non_null(r);
  assert_string_equal(r->value.date.timex, "2021-07-15");
  nomen_document_free(document);
  assert_int_equal(nomen_parse_date(engine, "on Thursday they met", 20, NULL,
                                    &document, NULL),
                   NOMEN_OK);
  assert_int_equal(nomen_document_record_count(document), 0);
  nomen_document_free(document);
  assert_int_equal(nomen_parse_money(engine, "\xe2\x82\xac" "1.5bn", 8,
                                     &document, NULL),
                   NOMEN_OK);
  r = nomen_document_record(document, 0);
  assert_non_null(r);
  assert_string_equal(r->value.money.amount, "1500000000");
  assert_string_equal(r->value.money.currency, "EUR");
  nomen_document_free(document);
}

static int stop_at_once(void *context, const char *bytes, size_t size) {
  (void)bytes;
  *(size_t *)context += size;
  return 1;
}

static void json_can_be_stopped(void **state) {
  nomen_document *document = extract(article, NULL);
  char *json = NULL;
  size_t size = 0, seen = 0;

  (void)state;
  assert_int_equal(nomen_document_json(document, "7", NOMEN_UNIT_UTF16, &json,
                                       &size),
                   NOMEN_OK);
  assert_int_equal(strlen(json), size);
  assert_memory_equal(json, "{\"id\": 7, \"reference_date\": ", 28);
  nomen_string_free(document, json);
  assert_int_equal(nomen_document_write_json(document, NULL, NOMEN_UNIT_BYTE,
                                             stop_at_once, &seen),
                   NOMEN_EIO);
  assert_true(seen > 0);
  assert_int_equal(nomen_document_write_json(document, NULL, NOMEN_UNIT_BYTE,
                                             NULL, NULL),
                   NOMEN_EARG);
  nomen_document_free(document);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(version_is_the_header_s),
      cmocka_unit_test(bad_arguments_are_errors),
      cmocka_unit_test(null_objects_answer_nothing),
      cmocka_unit_test(empty_text_is_a_document),
      cmocka_unit_test(records_are_ordered_and_disjoint),
      cmocka_unit_test(types_filter_records_and_entities),
      cmocka_unit_test(offsets_come_in_three_units),
      cmocka_unit_test(tokens_and_sentences_cover_the_text),
      cmocka_unit_test(bad_bytes_are_refused_or_read_around),
      cmocka_unit_test(reasons_only_when_asked_for),
      cmocka_unit_test(one_s_own_names_win),
      cmocka_unit_test(bad_lists_are_located),
      cmocka_unit_test(one_expression_alone),
      cmocka_unit_test(json_can_be_stopped),
  };
  return cmocka_run_group_tests(tests, make_engine, free_engine);
}
