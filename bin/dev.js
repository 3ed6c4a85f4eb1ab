#!/usr/bin/env node
// Runs the program from its TypeScript sources.
const { pathToFileURL } = require('node:url');

async function start() {
  const { tsImport } = await import('tsx/esm/api');
  const { run } = await tsImport('../src/program.ts', pathToFileURL(__filename).href);
  await run(process.argv.slice(2));
}

start();
