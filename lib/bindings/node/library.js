// SPDX-License-Identifier: MIT
'use strict';
// The C interface as this binding uses it: found, declared, checked.

const koffi = require('koffi');

// What this binding was written for: within 0.x a minor version may change what
// structs hold, so major and minor must agree.
const VERSION = 100;

const NAMES = process.platform === 'win32' ? ['nomen.dll']
  : process.platform === 'darwin' ? ['libnomen.0.1.dylib', 'libnomen.dylib']
    : ['libnomen.so.0.1', 'libnomen.so'];

// The library named by NOMEN_LIBRARY, else the one installed on the system.
function open() {
  const wanted = process.env.NOMEN_LIBRARY ? [process.env.NOMEN_LIBRARY] : NAMES;
  let failure;
  for (const name of wanted) {
    try {
      return koffi.load(name);
    } catch (error) {
      failure = error;
    }
  }
  throw new Error(`nomen's shared library was not found (${wanted.join(', ')}); ` +
    `install it, or name it in NOMEN_LIBRARY: ${failure.message}`);
}

const library = open();

function checkVersion() {
  let number;
  try {
    number = library.func('uint32_t nomen_version(void)')();
  } catch (error) {
    throw new Error(`the library loaded is not nomen: ${error.message}`);
  }
  if (Math.floor(number / 100) !== Math.floor(VERSION / 100)) {
    throw new Error(`this binding is for nomen 0.1, but the library is version number ${number}`);
  }
}
checkVersion();

koffi.struct('nomen_error', {
  code: 'int',
  offset: 'size_t',
  line: 'uint32_t',
  column: 'uint32_t',
  file: koffi.array('char', 128, 'String'),
  message: koffi.array('char', 192, 'String'),
});

koffi.struct('nomen_source', {
  size: 'size_t',
  role: 'int',
  path: 'const char *',
  bytes: 'const uint8_t *',
  bytes_size: 'size_t',
  label: 'const char *',
});

koffi.struct('nomen_engine_options', {
  size: 'size_t',
  allocator: 'const void *',
  flags: 'uint32_t',
  match_limit: 'uint32_t',
  pack_path: 'const char *',
  pack_bytes: 'const void *',
  pack_size: 'size_t',
  sources: 'const nomen_source *',
  source_count: 'size_t',
});

koffi.struct('nomen_extract_options', {
  size: 'size_t',
  flags: 'uint32_t',
  types: 'uint32_t',
  reference_date: 'const char *',
  min_confidence: 'double',
});

koffi.struct('nomen_reason', {
  name: 'const char *',
  weight: 'double',
});

koffi.opaque('nomen_engine');
koffi.opaque('nomen_document');

module.exports = {
  sizeOf: koffi.sizeof,
  decode: koffi.decode,
  version: library.func('const char *nomen_version_string(void)'),
  statusName: library.func('const char *nomen_status_name(int)'),
  engineNew: library.func('int nomen_engine_new(const nomen_engine_options *, ' +
    '_Out_ nomen_engine **, _Out_ nomen_error *)'),
  engineFree: library.func('void nomen_engine_free(nomen_engine *)'),
  extract: library.func('int nomen_extract(const nomen_engine *, const uint8_t *, size_t, ' +
    'const nomen_extract_options *, _Out_ nomen_document **, _Out_ nomen_error *)'),
  documentFree: library.func('void nomen_document_free(nomen_document *)'),
  json: library.func('int nomen_document_json(const nomen_document *, const char *, int, ' +
    '_Out_ void **, _Out_ size_t *)'),
  attribute: library.func('const char *nomen_document_attribute(const nomen_document *, ' +
    'size_t, const char *)'),
  reasonCount: library.func('size_t nomen_document_reason_count(const nomen_document *, ' +
    'size_t)'),
  reason: library.func('const nomen_reason *nomen_document_reason(const nomen_document *, ' +
    'size_t, size_t)'),
  stringFree: library.func('void nomen_string_free(const nomen_document *, void *)'),
};
