// SPDX-License-Identifier: MIT
'use strict';
// The Node binding over JSON Lines of make-news: MB a second of the process's own
// time, the best of five.
//
//   bench_node.js FILE      with NOMEN_MODULE and NOMEN_LIBRARY set

const fs = require('node:fs');
const nomen = require(process.env.NOMEN_MODULE);

const texts = fs.readFileSync(process.argv[2], 'utf8').trim().split('\n')
  .map((line) => JSON.parse(line).text);
const size = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
const engine = new nomen.Engine();

async function best(read) {
  let least = Infinity;
  for (let i = 0; i < 5; i++) {
    const start = process.cpuUsage();
    await read();
    const used = process.cpuUsage(start);
    least = Math.min(least, used.user + used.system);
  }
  return size / least;
}

async function main() {
  const ways = {
    'Node, extract': () => { for (const text of texts) engine.extract(text); },
    'Node, extractAsync by 16': async () => {
      for (let i = 0; i < texts.length; i += 16) {
        await Promise.all(texts.slice(i, i + 16).map((text) => engine.extractAsync(text)));
      }
    },
  };
  for (const [name, read] of Object.entries(ways)) {
    console.log(`${name.padEnd(28)} ${(await best(read)).toFixed(2).padStart(6)} MB/s`);
  }
}

main();
