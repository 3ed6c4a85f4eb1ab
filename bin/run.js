#!/usr/bin/env node
// Starts the program that the build left in dist/. CommonJS (see package.json beside it), because Node takes longer to
// start an ES module.
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { load } = require('./compile-cache.js');

const bundle = join(__dirname, '..', 'dist', 'crossover.cjs');
if (existsSync(bundle)) {
  load(bundle).run(process.argv.slice(2));
} else {
  console.error('crossover is not built: run npm run build.');
  process.exitCode = 1;
}
