// SPDX-License-Identifier: MIT
'use strict';
// The Node binding, as npm would install it: run with NOMEN_LIBRARY set.

const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { test } = require('node:test');

const nomen = require(process.env.NOMEN_MODULE);

const top = process.env.NOMEN_SOURCE;
const folder = path.join(top, 'corpora', 'articles');
const articles = fs.readdirSync(folder).filter((name) => name.endsWith('.txt'))
  .map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
const text = 'LAGOS, Nigeria (AP) _ Mr. Chidi Okafor paid $2.5 million to a bank in Paris ' +
  'on 3 May 2024.\nOkafor said \u201cYes\u201d \u{1F642} in Paris yesterday.';

test('offsets are UTF-16 units', () => {
  const { records } = nomen.extract(text);
  assert.ok(records.length >= 5);
  for (const r of records) assert.strictEqual(text.slice(r.start, r.end), r.text);
});

test('other units', () => {
  const points = Array.from(text);
  for (const r of nomen.extract(text, { unit: 'characters' }).records) {
    assert.strictEqual(points.slice(r.start, r.end).join(''), r.text);
  }
  const bytes = Buffer.from(text);
  for (const r of nomen.extract(bytes, { unit: 'bytes' }).records) {
    assert.strictEqual(bytes.subarray(r.start, r.end).toString(), r.text);
  }
  assert.throws(() => nomen.extract(text, { unit: 'miles' }), TypeError);
  assert.throws(() => nomen.extract(7), TypeError);
});

test('values', () => {
  const { records } = nomen.extract(text, { referenceDate: '2024-05-10' });
  assert.deepStrictEqual(records.filter((r) => r.type === 'date').map((r) => r.value.timex),
    ['2024-05-03', '2024-05-09']);
  const money = records.find((r) => r.type === 'money').value;
  assert.deepStrictEqual([money.amount, money.currency], ['2500000', 'USD']);
});

test('types and entities', () => {
  const { records, entities } = nomen.extract(text, { types: ['place'] });
  assert.ok(records.length >= 2 && records.every((r) => r.type === 'place'));
  for (const e of entities) for (const i of e.records) assert.strictEqual(records[i].entity, e.id);
  assert.throws(() => nomen.extract(text, { types: ['animal'] }), TypeError);
});

test('errors have positions', () => {
  assert.throws(() => nomen.extract(Buffer.from([97, 98, 255])), { code: 'eutf8', offset: 2 });
  assert.throws(() => nomen.extract('x', { referenceDate: '2015-02-29' }), { code: 'edate' });
  assert.throws(() => new nomen.Engine({ gazetteers: ['name\ttype\nX\tanimal\n'] }),
    { code: 'elist', line: 2, column: 3 });
  assert.throws(() => new nomen.Engine({ gazetteers: ['/nowhere.tsv'] }),
    { code: 'eio', file: '/nowhere.tsv' });
});

test('own names', () => {
  const engine = new nomen.Engine({
    gazetteers: ['name\ttype\nGrand Fenwick\tplace\n'],
    deny: [Buffer.from('name\nParis\n')],
  });
  const { records } = engine.extract('They left Grand Fenwick for Paris.');
  assert.deepStrictEqual(records.map((r) => [r.text, r.type]), [['Grand Fenwick', 'place']]);
});

test('attributes and reasons', () => {
  const engine = new nomen.Engine({
    gazetteers: [Buffer.from('name\ttype\tid\tcolour\nGrand Fenwick\tplace\tq1\tblue\n')],
  });
  const [fenwick, date] = engine.extract('They left Grand Fenwick on 3 May 2024.').records;
  assert.deepStrictEqual(fenwick.attributes, { id: 'q1', colour: 'blue' });
  assert.deepStrictEqual(date.attributes, {});
  assert.ok(nomen.extract(text).records.every((r) => !('reasons' in r) && !('attributes' in r)));
  for (const r of nomen.extract(text, { explain: true }).records) {
    assert.ok(r.reasons.length > 0);
    for (const { name, weight } of r.reasons) assert.ok(name !== '' && Number.isFinite(weight));
  }
});

test('engine options', () => {
  const limited = new nomen.Engine({ matchLimit: 1, jit: false });
  assert.ok(!limited.extract(text).records.some((r) => r.type === 'date'));
  assert.deepStrictEqual(new nomen.Engine({ jit: false }).extract(text), nomen.extract(text));
  assert.throws(() => new nomen.Engine({ pack: '/nowhere.pack' }), { code: 'eio' });
});

test('promises give the same', async () => {
  const engine = new nomen.Engine();
  const found = await Promise.all(articles.map((a) => engine.extractAsync(a)));
  assert.deepStrictEqual(found, articles.map((a) => engine.extract(a)));
  await assert.rejects(engine.extractAsync(Buffer.from([255])), { code: 'eutf8', offset: 0 });
  await assert.rejects(engine.extractAsync(7), TypeError);
});

test('nothing is left behind', () => {
  const engine = new nomen.Engine();
  const rounds = (n) => { for (let i = 0; i < n; i++) for (const a of articles) engine.extract(a); };
  rounds(40);
  const before = process.memoryUsage().rss;
  rounds(120);
  assert.ok(process.memoryUsage().rss - before < 48 * 1024 * 1024);
});

test('a library that is none is refused with words', () => {
  const run = (library) => spawnSync(process.execPath, ['-e', `require(${JSON.stringify(process.env.NOMEN_MODULE)})`],
    { env: { ...process.env, NOMEN_LIBRARY: library }, encoding: 'utf8' });
  assert.match(run('/nowhere.so').stderr, /shared library was not found/);
  if (process.platform === 'linux') assert.match(run('libm.so.6').stderr, /is not nomen/);
});

test('a library of another version is refused with words', (t) => {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'nomen-'));
  t.after(() => fs.rmSync(copy, { recursive: true }));
  fs.cpSync(process.env.NOMEN_MODULE, copy, { recursive: true });
  const file = path.join(copy, 'library.js');
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/VERSION = \d+/, 'VERSION = 99900'));
  assert.throws(() => require(copy), /but the library is version number \d+/);
});

test('structs are the header\u2019s', () => {
  const header = fs.readFileSync(path.join(top, 'include/nomen/nomen.h'), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '');
  const declared = fs.readFileSync(path.join(process.env.NOMEN_MODULE, 'library.js'), 'utf8');
  for (const name of ['error', 'source', 'engine_options', 'extract_options', 'reason']) {
    const body = header.match(new RegExp(`typedef struct nomen_${name} \\{([\\s\\S]*?)\\} nomen_${name};`))[1];
    const wanted = [...body.matchAll(/(\w+)(\[\w+\])?;/g)].map((m) => m[1]);
    const own = declared.match(new RegExp(`struct\\('nomen_${name}', \\{([\\s\\S]*?)\\}\\);`))[1];
    assert.deepStrictEqual([...own.matchAll(/^ {2}(\w+):/gm)].map((m) => m[1]), wanted, name);
  }
  const version = /MAJOR (\d+)[\s\S]*MINOR (\d+)[\s\S]*PATCH (\d+)/.exec(header).slice(1, 4).map(Number);
  assert.match(declared, new RegExp(`VERSION = ${version[0] * 10000 + version[1] * 100};`));
});

test('functions are the header’s', () => {
  const header = fs.readFileSync(path.join(top, 'include/nomen/nomen.h'), 'utf8')
    .replace(/\/\*[\s\S]*?\*\/|^#.*$/gm, '');
  const declared = fs.readFileSync(path.join(process.env.NOMEN_MODULE, 'library.js'), 'utf8')
    .replace(/' \+\s+'/g, '');
  // A type without the name behind it; enums are ints, and bytes are bytes.
  const plain = (text) => {
    const words = text.replace('_Out_', '').match(/\w+|\*/g);
    const isNamed = words.filter((w) => /\w/.test(w) && w !== 'const').length > 1;
    return (isNamed ? words.slice(0, -1) : words).join(' ')
      .replace(/nomen_(status|unit)/, 'int').replace(/char|uint8_t|void \*/, (w) => (w === 'void *' ? 'byte *' : 'byte'));
  };
  const calls = [...declared.matchAll(/func\('([^(]*?)(nomen_\w+)\(([^)]*)\)'/g)];
  assert.ok(calls.length >= 10);
  for (const [, result, name, list] of calls) {
    const c = header.match(new RegExp(`NOMEN_API ([^;]*?)\\b${name}\\(([^)]*)\\)`));
    assert.ok(c, name);
    assert.strictEqual(plain(result), plain(c[1]), name);
    assert.deepStrictEqual(list.split(',').map(plain), c[2].split(',').map(plain), name);
  }
});
