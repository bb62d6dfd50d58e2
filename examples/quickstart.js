// SPDX-License-Identifier: MIT
'use strict';
// Every record of a text file, with its value.
const fs = require('node:fs');
const nomen = require(process.env.NOMEN_MODULE ?? 'nomen');

const text = fs.readFileSync(process.argv[2], 'utf8');
for (const r of nomen.extract(text).records) {
  console.log(r.start, r.type, JSON.stringify(text.slice(r.start, r.end)), JSON.stringify(r.value));
}
