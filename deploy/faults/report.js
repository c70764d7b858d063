#!/usr/bin/env node
'use strict';
// Puts the last results of deploy/faults/run into docs/reliability.md, between the two marks there.
// node deploy/faults/report.js [--out DIR]
const fs = require('fs');
const path = require('path');
const { ROOT } = require('../lib/product');
const { page } = require('./page');

const BEGIN = '<!-- results: written by deploy/faults/report.js -->';
const END = '<!-- end of results -->';

const at = process.argv.indexOf('--out');
const out = at < 0 ? path.join(ROOT, 'http-edge/target/faults') : path.resolve(process.argv[at + 1]);
const file = path.join(ROOT, 'docs/reliability.md');
const results = fs.readdirSync(out).filter(name => /^[a-i]\.json$/.test(name)).sort().map(name => JSON.parse(fs.readFileSync(path.join(out, name), 'utf8')));
const text = fs.readFileSync(file, 'utf8');
const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
if (!results.length || begin < 0 || end < begin) {
  console.error(results.length ? `${file} lacks the marks "${BEGIN}" and "${END}"` : `no results in ${out}: run deploy/faults/run all`);
  process.exit(2);
}
fs.writeFileSync(file, `${text.slice(0, begin)}${BEGIN}\n${page(results)}${text.slice(end)}`);
console.log(`${results.map(result => result.fault).join(', ')} → ${path.relative(process.cwd(), file)}`);
