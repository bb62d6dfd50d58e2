// SPDX-License-Identifier: MIT
'use strict';
// Who, where, when and how much, from news text.
//
//   const nomen = require('nomen');
//   const doc = nomen.extract('They met in Paris on 3 May 2024.');
//   for (const r of doc.records) console.log(r.type, r.text, r.value);
//
// Offsets are in UTF-16 units unless asked for otherwise, so that
// text.slice(r.start, r.end) === r.text.

const fs = require('node:fs');
const lib = require('./library.js');

const TYPES = ['person', 'organisation', 'place', 'date', 'money'];
const UNITS = { bytes: 0, characters: 1, utf16: 2 };
const ROLES = { gazetteers: 0, names: 1, deny: 2, patterns: 3 };
const REPLACE = 1;
const EXPLAIN = 2;
const DAY_FIRST = 4;
const NO_JIT = 1;

// A call of the library failed: code is its name ("eutf8"), offset the byte offset of
// the fault, line, column and file where in a list or pattern file it lies.
class NomenError extends Error {
  constructor(error) {
    super(error.message);
    this.name = 'NomenError';
    this.code = lib.statusName(error.code);
    this.offset = Number(error.offset);
    this.line = error.line;
    this.column = error.column;
    this.file = error.file;
  }
}

function source(role, given) {
  const text = Buffer.isBuffer(given) ? given
    : given.includes('\n') ? Buffer.from(given) : null;
  return {
    size: lib.sizeOf('nomen_source'),
    role: ROLES[role],
    path: text ? null : given,
    bytes: text,
    bytes_size: text ? text.length : 0,
    label: null,
  };
}

// Names of the further columns of lists of one's own, for attributes.
function columns(lists) {
  const names = new Set();
  for (const given of lists) {
    const isText = Buffer.isBuffer(given) || given.includes('\n');
    const text = (isText ? given : fs.readFileSync(given)).toString();
    const header = text.split('\n').find((line) => !line.startsWith('#')) ?? '';
    for (const name of header.replace(/\r$/, '').split('\t')) names.add(name);
  }
  return [...names].filter((name) => !['name', 'type', 'aliases'].includes(name));
}

function typeBits(types) {
  let bits = 0;
  for (const name of types ?? []) {
    const index = TYPES.indexOf(name);
    if (index < 0) throw new TypeError(`unknown type ${name}`);
    bits |= 1 << index;
  }
  return bits;
}

// The arguments of nomen_extract() for a text and options, and what to do with the answer.
function prepare(engine, wanted, text, options) {
  const unit = UNITS[options.unit ?? 'utf16'];
  if (unit === undefined) throw new TypeError(`unknown unit ${options.unit}`);
  if (typeof text !== 'string' && !Buffer.isBuffer(text)) {
    throw new TypeError('text must be a string or a Buffer');
  }
  const bytes = Buffer.isBuffer(text) ? text : Buffer.from(text, 'utf8');
  const error = {};
  const out = [null];
  const given = {
    size: lib.sizeOf('nomen_extract_options'),
    flags: (options.replace ? REPLACE : 0) | (options.dayFirst ? DAY_FIRST : 0)
      | (options.explain ? EXPLAIN : 0),
    types: typeBits(options.types),
    reference_date: options.referenceDate ?? null,
    min_confidence: options.minConfidence ?? 0,
  };
  return {
    // `bytes` is kept here: the document points into it until it is freed.
    bytes,
    args: [engine, bytes, bytes.length, given, out, error],
    finish(status) {
      if (status !== 0) throw new NomenError(error);
      try {
        return read(out[0], unit, wanted, options.explain);
      } finally {
        lib.documentFree(out[0]);
      }
    },
  };
}

function read(document, unit, wanted, explain) {
  const json = [null];
  const size = [0];
  const status = lib.json(document, null, unit, json, size);
  if (status !== 0) throw new NomenError({ code: status, offset: 0, message: 'out of memory' });
  try {
    const result = JSON.parse(lib.decode(json[0], 'char', Number(size[0])));
    result.records.forEach((record, index) => {
      if (wanted.length) record.attributes = attributes(document, index, wanted);
      if (explain) record.reasons = reasons(document, index);
    });
    return result;
  } finally {
    lib.stringFree(document, json[0]);
  }
}

function attributes(document, index, wanted) {
  const found = {};
  for (const name of wanted) {
    const value = lib.attribute(document, index, name);
    if (value !== null) found[name] = value;
  }
  return found;
}

function reasons(document, index) {
  return Array.from({ length: Number(lib.reasonCount(document, index)) }, (_, i) => {
    const { name, weight } = lib.decode(lib.reason(document, index, i), 'nomen_reason');
    return { name, weight };
  });
}

const freed = new FinalizationRegistry((engine) => lib.engineFree(engine));

// Compiled data, frozen. gazetteers, names, deny and patterns are arrays of paths, or of
// the text itself (a Buffer, or a string that has line ends).
class Engine {
  #engine;
  #columns;

  constructor(options = {}) {
    const sources = Object.keys(ROLES)
      .flatMap((role) => (options[role] ?? []).map((given) => source(role, given)));
    const error = {};
    const out = [null];
    const status = lib.engineNew({
      size: lib.sizeOf('nomen_engine_options'),
      allocator: null,
      flags: options.jit === false ? NO_JIT : 0,
      match_limit: options.matchLimit ?? 0,
      pack_path: options.pack ?? null,
      pack_bytes: null,
      pack_size: 0,
      sources: sources.length ? sources : null,
      source_count: sources.length,
    }, out, error);
    if (status !== 0) throw new NomenError(error);
    this.#engine = out[0];
    this.#columns = columns([...options.gazetteers ?? [], ...options.names ?? []]);
    freed.register(this, this.#engine);
  }

  // Read one text, now.
  extract(text, options = {}) {
    const call = prepare(this.#engine, this.#columns, text, options);
    return call.finish(lib.extract(...call.args));
  }

  // Read one text on another thread.
  extractAsync(text, options = {}) {
    return new Promise((resolve, reject) => {
      const call = prepare(this.#engine, this.#columns, text, options);
      lib.extract.async(...call.args, (failure, status) => {
        if (failure) {
          reject(failure);
          return;
        }
        try {
          // `this` and the bytes must live until here.
          resolve(call.bytes && this && call.finish(status));
        } catch (error) {
          reject(error);
        }
      });
    });
  }
}

let shared;
const defaultEngine = () => (shared ??= new Engine());

module.exports = {
  Engine,
  NomenError,
  version: lib.version(),
  extract: (text, options) => defaultEngine().extract(text, options),
  extractAsync: (text, options) => defaultEngine().extractAsync(text, options),
};
