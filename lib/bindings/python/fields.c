/* SPDX-License-Identifier: MIT */
/* Light objects with slots, from a table. */
#include "fields.h"

#include <stddef.h>
#include <string.h>

#include <structmember.h>

static size_t field_count(PyTypeObject *type) {
  size_t count = 0;

  while (type->tp_members != NULL && type->tp_members[count].name != NULL)
    count++;
  return count;
}

fields_object *fields_new(PyTypeObject *type) {
  fields_object *self = (fields_object *)type->tp_alloc(type, 0);

  if (self == NULL) return NULL;
  for (size_t i = 0; i < FIELDS_MAX; i++) {
    Py_INCREF(Py_None);
    self->items[i] = Py_None;
  }
  return self;
}

int fields_set(fields_object *object, size_t index, PyObject *item) {
  PyObject *old;

  if (item == NULL) return 0;
  old = object->items[index];
  object->items[index] = item;
  Py_XDECREF(old);
  return 1;
}

/* Positional or by name, each field at most once; what is not given is None. */
static PyObject *make(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  size_t count = field_count(type);
  Py_ssize_t given = PyTuple_GET_SIZE(args);
  fields_object *self;
  Py_ssize_t named = 0;

  if ((size_t)given > count)
    return PyErr_Format(PyExc_TypeError, "%s takes at most %zu arguments",
                        type->tp_name, count);
  self = fields_new(type);
  if (self == NULL) return NULL;
  for (size_t i = 0; i < count; i++) {
    PyObject *item = NULL;
    if (i < (size_t)given) {
      item = PyTuple_GET_ITEM(args, (Py_ssize_t)i);
    } else if (kwargs != NULL) {
      item = PyDict_GetItemString(kwargs, type->tp_members[i].name);
      if (item != NULL) named++;
    }
    if (item == NULL) continue;
    Py_INCREF(item);
    fields_set(self, i, item);
  }
  if (kwargs != NULL && named != PyDict_GET_SIZE(kwargs)) {
    Py_DECREF(self);
    return PyErr_Format(PyExc_TypeError, "%s: unknown or repeated argument",
                        type->tp_name);
  }
  return (PyObject *)self;
}

static int traverse(PyObject *object, visitproc visit, void *arg) {
  fields_object *self = (fields_object *)object;

  Py_VISIT(Py_TYPE(object));
  for (size_t i = 0; i < FIELDS_MAX; i++) Py_VISIT(self->items[i]);
  return 0;
}

static int clear(PyObject *object) {
  fields_object *self = (fields_object *)object;

  for (size_t i = 0; i < FIELDS_MAX; i++) Py_CLEAR(self->items[i]);
  return 0;
}

static void dealloc(PyObject *object) {
  PyTypeObject *type = Py_TYPE(object);

  PyObject_GC_UnTrack(object);
  clear(object);
  type->tp_free(object);
  Py_DECREF(type);
}

static PyObject *as_tuple(PyObject *object) {
  size_t count = field_count(Py_TYPE(object));
  PyObject *tuple = PyTuple_New((Py_ssize_t)count);

  if (tuple == NULL) return NULL;
  for (size_t i = 0; i < count; i++) {
    PyObject *item = ((fields_object *)object)->items[i];
    Py_INCREF(item);
    PyTuple_SET_ITEM(tuple, (Py_ssize_t)i, item);
  }
  return tuple;
}

static PyObject *reduce(PyObject *object, PyObject *unused) {
  PyObject *tuple = as_tuple(object);

  (void)unused;
  if (tuple == NULL) return NULL;
  return Py_BuildValue("ON", (PyObject *)Py_TYPE(object), tuple);
}

static PyObject *compare(PyObject *a, PyObject *b, int operation) {
  PyObject *left, *right, *result;

  if (Py_TYPE(a) != Py_TYPE(b) || (operation != Py_EQ && operation != Py_NE))
    Py_RETURN_NOTIMPLEMENTED;
  left = as_tuple(a);
  right = as_tuple(b);
  result = left != NULL && right != NULL
               ? PyObject_RichCompare(left, right, operation)
               : NULL;
  Py_XDECREF(left);
  Py_XDECREF(right);
  return result;
}

static Py_hash_t hash(PyObject *object) {
  PyObject *tuple = as_tuple(object);
  Py_hash_t result = tuple == NULL ? -1 : PyObject_Hash(tuple);

  Py_XDECREF(tuple);
  return result;
}

static PyObject *repr(PyObject *object) {
  PyTypeObject *type = Py_TYPE(object);
  size_t count = field_count(type);
  const char *dot = strrchr(type->tp_name, '.');
  PyObject *text =
      PyUnicode_FromFormat("%s(", dot != NULL ? dot + 1 : type->tp_name);

  for (size_t i = 0; text != NULL && i < count; i++)
    PyUnicode_AppendAndDel(
        &text, PyUnicode_FromFormat("%s%s=%R", i == 0 ? "" : ", ",
                                    type->tp_members[i].name,
                                    ((fields_object *)object)->items[i]));
  if (text != NULL) PyUnicode_AppendAndDel(&text, PyUnicode_FromString(")"));
  return text;
}

static PyMethodDef methods[] = {
    {"__reduce__", reduce, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};

/* CPython keeps a pointer to the names, which are literals, and copies the rest. */
PyTypeObject *fields_type_make(const fields_type *table) {
  PyMemberDef members[FIELDS_MAX + 1];
  PyType_Slot slots[] = {{Py_tp_doc, (void *)(uintptr_t)table->doc},
                         {Py_tp_new, (void *)make},
                         {Py_tp_dealloc, (void *)dealloc},
                         {Py_tp_traverse, (void *)traverse},
                         {Py_tp_clear, (void *)clear},
                         {Py_tp_repr, (void *)repr},
                         {Py_tp_hash, (void *)hash},
                         {Py_tp_richcompare, (void *)compare},
                         {Py_tp_members, members},
                         {Py_tp_methods, methods},
                         {0, NULL}};
  PyType_Spec spec = {table->name, (int)sizeof(fields_object), 0,
                      Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, slots};
  size_t i = 0;

  memset(members, 0, sizeof(members));
  for (; table->names[i] != NULL; i++)
    members[i] = (PyMemberDef){
        table->names[i], T_OBJECT_EX,
        (Py_ssize_t)(offsetof(fields_object, items) + i * sizeof(PyObject *)),
        READONLY, NULL};
  return (PyTypeObject *)PyType_FromSpec(&spec);
}
