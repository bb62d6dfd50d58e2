/* SPDX-License-Identifier: MIT */
/*
 * The extension module nomen._nomen: an Engine, and documents turned into light
 * Python objects at once, so that nothing of the C document lives on.  The GIL is
 * released while the library reads.
 */
#include "fields.h"

#include <string.h>

#include <nomen/nomen.h>

enum { RECORD, PERSON, ROLE, ORGANISATION, PLACE, DATE, MONEY, ENTITY, DOCUMENT,
       TYPE_COUNT };

/* In the order of the structs of nomen.h and of the JSON. */
static const fields_type tables[TYPE_COUNT] = {
    [RECORD] = {"nomen.Record",
                "One mention: type, start, end, text, sentence, entity, "
                "confidence, value.",
                {"type", "start", "end", "text", "sentence", "entity",
                 "confidence", "value", "attributes", "reasons", NULL}},
    [PERSON] = {"nomen.Person",
                "Value of a person record.",
                {"name", "given", "family", "particle", "suffix", "title",
                 "role", NULL}},
    [ROLE] = {"nomen.Role",
              "What a person is said to be beside the name.",
              {"text", "start", "end", NULL}},
    [ORGANISATION] = {"nomen.Organisation",
                      "Value of an organisation record.",
                      {"name", "kind", "acronym", "country", NULL}},
    [PLACE] = {"nomen.Place",
               "Value of a place record.",
               {"name", "kind", "country", "region", "latitude", "longitude",
                "id", "runner_up", "runner_up_score", NULL}},
    [DATE] = {"nomen.Date",
              "Value of a date record.",
              {"kind", "timex", "modifier", "begin", "end", "filled", "words",
               NULL}},
    [MONEY] = {"nomen.Money",
               "Value of a money record; amounts are decimal strings.",
               {"amount", "currency", "modifier", "low", "high", "unit",
                "settled_by", "equivalent", "range", NULL}},
    [ENTITY] = {"nomen.Entity",
                "The records that name one thing.",
                {"id", "type", "name", "records", NULL}},
    [DOCUMENT] = {"nomen.Document",
                  "The result of one extraction.",
                  {"records", "entities", "reference_date",
                   "reference_date_source", NULL}},
};

static PyTypeObject *types[TYPE_COUNT];
static PyObject *type_names[NOMEN_TYPE_COUNT];
static PyObject *error_type;

/* nomen.Error(message) with code, offset, line, column and file. */
static PyObject *raise(const nomen_error *error) {
  PyObject *exception = PyObject_CallFunction(
      error_type, "ssnIIs", error->message, nomen_status_name(error->code),
      (Py_ssize_t)error->offset, (unsigned)error->line, (unsigned)error->column,
      error->file);

  if (exception != NULL) {
    PyErr_SetObject(error_type, exception);
    Py_DECREF(exception);
  }
  return NULL;
}

static PyObject *none(void) {
  Py_RETURN_NONE;
}

static PyObject *text_or_none(const char *text) {
  return text == NULL ? none() : PyUnicode_FromString(text);
}

static PyObject *index_or_none(size_t index) {
  return index == NOMEN_NONE ? none() : PyLong_FromSize_t(index);
}

static PyObject *offset_of(const nomen_document *document, nomen_unit unit,
                           size_t at) {
  return PyLong_FromSize_t(nomen_document_offset(document, unit, at));
}

/* Fill the fields of a new object in order; on failure drop it. */
static PyObject *filled(fields_object *object, int ok) {
  if (ok) return (PyObject *)object;
  Py_XDECREF(object);
  return NULL;
}

static PyObject *make_role(const nomen_document *document, nomen_unit unit,
                           const nomen_person *person) {
  fields_object *o;

  if (person->role == NULL) return none();
  o = fields_new(types[ROLE]);
  return filled(
      o, o != NULL && fields_set(o, 0, text_or_none(person->role)) &&
             fields_set(o, 1,
                        offset_of(document, unit, person->role_span.start)) &&
             fields_set(o, 2, offset_of(document, unit, person->role_span.end)));
}

static PyObject *make_person(const nomen_document *document, nomen_unit unit,
                             const nomen_person *p) {
  fields_object *o = fields_new(types[PERSON]);

  return filled(o, o != NULL && fields_set(o, 0, text_or_none(p->name)) &&
                       fields_set(o, 1, text_or_none(p->given)) &&
                       fields_set(o, 2, text_or_none(p->family)) &&
                       fields_set(o, 3, text_or_none(p->particle)) &&
                       fields_set(o, 4, text_or_none(p->suffix)) &&
                       fields_set(o, 5, text_or_none(p->title)) &&
                       fields_set(o, 6, make_role(document, unit, p)));
}

static PyObject *make_organisation(const nomen_organisation *v) {
  fields_object *o = fields_new(types[ORGANISATION]);

  return filled(o, o != NULL && fields_set(o, 0, text_or_none(v->name)) &&
                       fields_set(o, 1, text_or_none(v->kind)) &&
                       fields_set(o, 2, text_or_none(v->acronym)) &&
                       fields_set(o, 3, text_or_none(v->country)));
}

static PyObject *make_place(const nomen_place *v) {
  fields_object *o = fields_new(types[PLACE]);

  return filled(
      o, o != NULL && fields_set(o, 0, text_or_none(v->name)) &&
             fields_set(o, 1, text_or_none(v->kind)) &&
             fields_set(o, 2, text_or_none(v->country)) &&
             fields_set(o, 3, text_or_none(v->region)) &&
             (!v->has_position ||
              (fields_set(o, 4, PyFloat_FromDouble(v->latitude)) &&
               fields_set(o, 5, PyFloat_FromDouble(v->longitude)))) &&
             fields_set(o, 6, text_or_none(v->id)) &&
             fields_set(o, 7, text_or_none(v->runner_up)) &&
             (v->runner_up == NULL ||
              fields_set(o, 8, PyFloat_FromDouble(v->runner_up_score))));
}

static PyObject *make_filled(uint32_t bits) {
  static const struct {
    uint32_t bit;
    const char *name;
  } rows[] = {{NOMEN_FILLED_YEAR, "year"},
              {NOMEN_FILLED_MONTH, "month"},
              {NOMEN_FILLED_WEEK, "week"},
              {NOMEN_FILLED_DAY, "day"},
              {NOMEN_FILLED_HOUR, "hour"}};
  PyObject *list = PyList_New(0);

  for (size_t i = 0; list != NULL && i < sizeof(rows) / sizeof(rows[0]); i++) {
    PyObject *name;
    if (!(bits & rows[i].bit)) continue;
    name = PyUnicode_FromString(rows[i].name);
    if (name == NULL || PyList_Append(list, name) != 0) Py_CLEAR(list);
    Py_XDECREF(name);
  }
  return list;
}

static PyObject *make_date(const nomen_date *v) {
  static const char *const kinds[] = {"date", "time", "duration", "set"};
  fields_object *o = fields_new(types[DATE]);
  PyObject *list = make_filled(v->filled);
  PyObject *fields = list == NULL ? NULL : PyList_AsTuple(list);

  Py_XDECREF(list);
  return filled(o, o != NULL && fields_set(o, 5, fields) &&
                       fields_set(o, 0, text_or_none(kinds[v->kind])) &&
                       fields_set(o, 1, text_or_none(v->timex)) &&
                       fields_set(o, 2, text_or_none(v->modifier)) &&
                       fields_set(o, 3, text_or_none(v->begin)) &&
                       fields_set(o, 4, text_or_none(v->end)) &&
                       fields_set(o, 6, text_or_none(v->words)));
}

static PyObject *make_money(const nomen_money *v) {
  fields_object *o = fields_new(types[MONEY]);

  return filled(o, o != NULL && fields_set(o, 0, text_or_none(v->amount)) &&
                       fields_set(o, 1, text_or_none(v->currency)) &&
                       fields_set(o, 2, text_or_none(v->modifier)) &&
                       fields_set(o, 3, text_or_none(v->low)) &&
                       fields_set(o, 4, text_or_none(v->high)) &&
                       fields_set(o, 5, text_or_none(v->unit)) &&
                       fields_set(o, 6, text_or_none(v->settled_by)) &&
                       fields_set(o, 7, index_or_none(v->equivalent)) &&
                       fields_set(o, 8, index_or_none(v->range)));
}

static PyObject *make_value(const nomen_document *document, nomen_unit unit,
                            const nomen_record *record) {
  switch (record->type) {
  case NOMEN_TYPE_PERSON:
    return make_person(document, unit, &record->value.person);
  case NOMEN_TYPE_ORGANISATION:
    return make_organisation(&record->value.organisation);
  case NOMEN_TYPE_PLACE: return make_place(&record->value.place);
  case NOMEN_TYPE_DATE: return make_date(&record->value.date);
  case NOMEN_TYPE_MONEY: return make_money(&record->value.money);
  }
  return none();
}

static PyObject *make_reasons(const nomen_document *document, size_t record) {
  size_t count = nomen_document_reason_count(document, record);
  PyObject *tuple = PyTuple_New((Py_ssize_t)count);

  for (size_t i = 0; tuple != NULL && i < count; i++) {
    const nomen_reason *reason = nomen_document_reason(document, record, i);
    PyObject *pair = Py_BuildValue("(sd)", reason->name, reason->weight);
    if (pair == NULL)
      Py_CLEAR(tuple);
    else
      PyTuple_SET_ITEM(tuple, (Py_ssize_t)i, pair);
  }
  return tuple;
}

/* The columns that were asked for, of the user's row that a record was found by. */
static PyObject *make_attributes(const nomen_document *document, size_t record,
                                 PyObject *columns) {
  PyObject *dict;

  if (columns == NULL || PyTuple_GET_SIZE(columns) == 0) return none();
  dict = PyDict_New();
  for (Py_ssize_t i = 0; dict != NULL && i < PyTuple_GET_SIZE(columns); i++) {
    PyObject *name = PyTuple_GET_ITEM(columns, i), *value;
    const char *text = nomen_document_attribute(document, record,
                                                PyUnicode_AsUTF8(name));
    if (text == NULL) continue;
    value = PyUnicode_FromString(text);
    if (value == NULL || PyDict_SetItem(dict, name, value) != 0)
      Py_CLEAR(dict);
    Py_XDECREF(value);
  }
  return dict;
}

static PyObject *make_record(const nomen_document *document, const char *text,
                             nomen_unit unit, PyObject *columns, size_t index) {
  const nomen_record *r = nomen_document_record(document, index);
  fields_object *o = fields_new(types[RECORD]);

  Py_INCREF(type_names[r->type]);
  return filled(
      o, o != NULL && fields_set(o, 0, type_names[r->type]) &&
             fields_set(o, 1, offset_of(document, unit, r->start)) &&
             fields_set(o, 2, offset_of(document, unit, r->end)) &&
             fields_set(o, 3,
                        PyUnicode_FromStringAndSize(
                            text + r->start, (Py_ssize_t)(r->end - r->start))) &&
             fields_set(o, 4, PyLong_FromSize_t(r->sentence)) &&
             fields_set(o, 5, index_or_none(r->entity)) &&
             fields_set(o, 6, PyFloat_FromDouble(r->confidence)) &&
             fields_set(o, 7, make_value(document, unit, r)) &&
             fields_set(o, 8, make_attributes(document, index, columns)) &&
             fields_set(o, 9, make_reasons(document, index)));
}

static PyObject *make_records(const nomen_document *document, const char *text,
                              nomen_unit unit, PyObject *columns) {
  size_t count = nomen_document_record_count(document);
  PyObject *tuple = PyTuple_New((Py_ssize_t)count);

  for (size_t i = 0; tuple != NULL && i < count; i++) {
    PyObject *record = make_record(document, text, unit, columns, i);
    if (record == NULL)
      Py_CLEAR(tuple);
    else
      PyTuple_SET_ITEM(tuple, (Py_ssize_t)i, record);
  }
  return tuple;
}

static PyObject *make_indexes(const nomen_entity *entity) {
  PyObject *tuple = PyTuple_New((Py_ssize_t)entity->record_count);

  for (size_t i = 0; tuple != NULL && i < entity->record_count; i++) {
    PyObject *index = PyLong_FromSize_t(entity->records[i]);
    if (index == NULL)
      Py_CLEAR(tuple);
    else
      PyTuple_SET_ITEM(tuple, (Py_ssize_t)i, index);
  }
  return tuple;
}

static PyObject *make_entities(const nomen_document *document) {
  size_t count = nomen_document_entity_count(document);
  PyObject *tuple = PyTuple_New((Py_ssize_t)count);

  for (size_t i = 0; tuple != NULL && i < count; i++) {
    const nomen_entity *entity = nomen_document_entity(document, i);
    fields_object *o = fields_new(types[ENTITY]);
    PyObject *made;
    Py_INCREF(type_names[entity->type]);
    made = filled(o, o != NULL && fields_set(o, 0, PyLong_FromSize_t(i)) &&
                         fields_set(o, 1, type_names[entity->type]) &&
                         fields_set(o, 2, text_or_none(entity->name)) &&
                         fields_set(o, 3, make_indexes(entity)));
    if (made == NULL)
      Py_CLEAR(tuple);
    else
      PyTuple_SET_ITEM(tuple, (Py_ssize_t)i, made);
  }
  return tuple;
}

static PyObject *make_document(const nomen_document *document, const char *text,
                               nomen_unit unit, PyObject *columns) {
  fields_object *o = fields_new(types[DOCUMENT]);

  return filled(
      o, o != NULL &&
             fields_set(o, 0, make_records(document, text, unit, columns)) &&
             fields_set(o, 1, make_entities(document)) &&
             fields_set(o, 2,
                        text_or_none(nomen_document_reference_date(document))) &&
             fields_set(o, 3,
                        text_or_none(
                            nomen_document_reference_date_source(document))));
}

/* ---- Engine ---- */

typedef struct engine_object {
  PyObject_HEAD
  nomen_engine *engine;
  PyObject *pack; /* the bytes that the engine reads, or NULL */
} engine_object;

#define SOURCES_MAX 256

/* Sources come as (role, path or None, bytes or None, label or None). */
static int take_sources(PyObject *list, nomen_source *sources, size_t *count) {
  static const nomen_source empty = NOMEN_SOURCE_INIT;

  *count = (size_t)PyList_GET_SIZE(list);
  if (*count > SOURCES_MAX) {
    PyErr_SetString(PyExc_ValueError, "too many sources");
    return 0;
  }
  for (size_t i = 0; i < *count; i++) {
    nomen_source *source = &sources[i];
    int role;
    Py_ssize_t size = 0;
    *source = empty;
    if (!PyArg_ParseTuple(PyList_GET_ITEM(list, (Py_ssize_t)i), "izz#z", &role,
                          &source->path, &source->bytes, &size,
                          &source->label))
      return 0;
    source->role = (nomen_source_role)role;
    source->bytes_size = (size_t)size;
  }
  return 1;
}

/* A pack is a path, or bytes that are kept; 0 with an exception set otherwise. */
static int take_pack(PyObject *pack, nomen_engine_options *options) {
  char *bytes;
  Py_ssize_t size;

  if (pack == Py_None) return 1;
  if (PyUnicode_Check(pack)) {
    options->pack_path = PyUnicode_AsUTF8(pack);
    return options->pack_path != NULL;
  }
  if (PyBytes_AsStringAndSize(pack, &bytes, &size) != 0) return 0;
  options->pack_bytes = bytes;
  options->pack_size = (size_t)size;
  return 1;
}

/* Engine(sources, pack, jit, match_limit), once: threads may be reading with it. */
static int engine_init(PyObject *object, PyObject *args, PyObject *kwargs) {
  engine_object *self = (engine_object *)object;
  nomen_engine_options options = NOMEN_ENGINE_OPTIONS_INIT;
  nomen_source sources[SOURCES_MAX];
  nomen_engine *engine;
  nomen_error error;
  nomen_status status;
  PyObject *list, *pack;
  int jit;

  if (kwargs != NULL || self->engine != NULL) {
    PyErr_SetString(PyExc_TypeError, "an engine is made once");
    return -1;
  }
  if (!PyArg_ParseTuple(args, "O!OpI", &PyList_Type, &list, &pack, &jit,
                        &options.match_limit) ||
      !take_sources(list, sources, &options.source_count) ||
      !take_pack(pack, &options))
    return -1;
  options.sources = sources;
  if (!jit) options.flags |= NOMEN_ENGINE_NO_JIT;
  Py_BEGIN_ALLOW_THREADS
  status = nomen_engine_new(&options, &engine, &error);
  Py_END_ALLOW_THREADS
  if (status != NOMEN_OK) {
    raise(&error);
    return -1;
  }
  self->engine = engine;
  Py_INCREF(pack);
  self->pack = pack;
  return 0;
}

static void engine_dealloc(PyObject *object) {
  PyTypeObject *type = Py_TYPE(object);

  nomen_engine_free(((engine_object *)object)->engine);
  Py_XDECREF(((engine_object *)object)->pack);
  type->tp_free(object);
  Py_DECREF(type);
}

/* extract(text, reference_date, flags, types, min_confidence, unit, columns) */
static PyObject *engine_extract(PyObject *object, PyObject *args) {
  nomen_extract_options options = NOMEN_EXTRACT_OPTIONS_INIT;
  engine_object *self = (engine_object *)object;
  nomen_document *document;
  nomen_error error;
  nomen_status status;
  const char *text;
  Py_ssize_t size;
  unsigned flags, wanted;
  int unit;
  PyObject *columns, *result;

  if (!PyArg_ParseTuple(args, "s#zIIdiO!", &text, &size,
                        &options.reference_date, &flags, &wanted,
                        &options.min_confidence, &unit, &PyTuple_Type,
                        &columns))
    return NULL;
  if (self->engine == NULL) {
    PyErr_SetString(PyExc_RuntimeError, "the engine was not made");
    return NULL;
  }
  options.flags = flags;
  options.types = wanted;
  Py_BEGIN_ALLOW_THREADS
  status = nomen_extract(self->engine, text, (size_t)size, &options, &document,
                         &error);
  Py_END_ALLOW_THREADS
  if (status != NOMEN_OK) return raise(&error);
  result = make_document(document, text, (nomen_unit)unit, columns);
  nomen_document_free(document);
  return result;
}

static PyMethodDef engine_methods[] = {
    {"extract", engine_extract, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};

static PyType_Slot engine_slots[] = {{Py_tp_new, (void *)PyType_GenericNew},
                                     {Py_tp_init, (void *)engine_init},
                                     {Py_tp_dealloc, (void *)engine_dealloc},
                                     {Py_tp_methods, engine_methods},
                                     {0, NULL}};

static PyType_Spec engine_spec = {"nomen._nomen.Engine",
                                  (int)sizeof(engine_object), 0,
                                  Py_TPFLAGS_DEFAULT, engine_slots};

/* ---- The module ---- */

static int add_constants(PyObject *module) {
  return PyModule_AddStringConstant(module, "version",
                                    nomen_version_string()) == 0 &&
         PyModule_AddIntConstant(module, "version_number",
                                 (long)nomen_version()) == 0 &&
         PyModule_AddIntConstant(module, "header_version_number",
                                 NOMEN_VERSION_MAJOR * 10000 +
                                     NOMEN_VERSION_MINOR * 100 +
                                     NOMEN_VERSION_PATCH) == 0 &&
         PyModule_AddIntConstant(module, "EXTRACT_REPLACE",
                                 NOMEN_EXTRACT_REPLACE) == 0 &&
         PyModule_AddIntConstant(module, "EXTRACT_EXPLAIN",
                                 NOMEN_EXTRACT_EXPLAIN) == 0 &&
         PyModule_AddIntConstant(module, "EXTRACT_DAY_FIRST",
                                 NOMEN_EXTRACT_DAY_FIRST) == 0;
}

static int add_types(PyObject *module) {
  PyObject *engine = PyType_FromSpec(&engine_spec);

  if (engine == NULL || PyModule_AddObject(module, "Engine", engine) != 0)
    return 0;
  for (int i = 0; i < TYPE_COUNT; i++) {
    const char *dot = strrchr(tables[i].name, '.');
    types[i] = fields_type_make(&tables[i]);
    if (types[i] == NULL) return 0;
    Py_INCREF(types[i]);
    if (PyModule_AddObject(module, dot + 1, (PyObject *)types[i]) != 0)
      return 0;
  }
  for (int i = 0; i < NOMEN_TYPE_COUNT; i++) {
    type_names[i] =
        PyUnicode_InternFromString(nomen_type_name((nomen_type)i));
    if (type_names[i] == NULL) return 0;
  }
  return 1;
}

/* The exception class is written in Python: nomen/error.py. */
static int take_error_type(void) {
  PyObject *module = PyImport_ImportModule("nomen.error");

  if (module == NULL) return 0;
  error_type = PyObject_GetAttrString(module, "Error");
  Py_DECREF(module);
  return error_type != NULL;
}

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT,
                                        "nomen._nomen",
                                        NULL,
                                        -1,
                                        NULL,
                                        NULL,
                                        NULL,
                                        NULL,
                                        NULL};

PyMODINIT_FUNC PyInit__nomen(void) {
  PyObject *module = PyModule_Create(&definition);

  if (module != NULL && take_error_type() && add_constants(module) &&
      add_types(module))
    return module;
  Py_XDECREF(module);
  return NULL;
}
