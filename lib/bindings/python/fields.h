/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_PYTHON_FIELDS_H
#define NOMEN_PYTHON_FIELDS_H

/*
 * Light objects: a Python type a row of a table of field names, every field a slot.
 * All share one layout, so that making, comparing, printing and pickling are
 * written once.
 */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#define FIELDS_MAX 10

typedef struct fields_object {
  PyObject_HEAD
  PyObject *items[FIELDS_MAX]; /* never NULL once made; those in use come first */
} fields_object;

typedef struct fields_type {
  const char *name;   /* "nomen.Record" */
  const char *doc;
  const char *names[FIELDS_MAX + 1]; /* NULL behind the last */
} fields_type;

/* A new type, ready to use. */
PyTypeObject *fields_type_make(const fields_type *table);

/* An object whose items are all None; the caller replaces what is known. */
fields_object *fields_new(PyTypeObject *type);

/* Put an item in place, taking over the reference; false (exception set) when `item` is
 * NULL, so that a failed maker can be passed straight through. */
int fields_set(fields_object *object, size_t index, PyObject *item);

#endif
