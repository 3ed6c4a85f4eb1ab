#!/usr/bin/env node
// Starts the program that the build left in dist/. CommonJS (see package.json beside it), because Node takes longer to
// start an ES module.
const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { Script } = require('node:vm');

const dist = join(__dirname, '..', 'dist');
const argv = process.argv.slice(2);
const name = isComparison(argv) ? 'compare' : 'crossover';
const bundle = join(dist, `${name}.cjs`);

/** Whether the part of the program that compares can do it; what has more in it is done by the whole. */
function isComparison([command, ...words]) {
  return command === 'compare' && !words.some((word) => /advice|watch|svg|help|^-h$/.test(word));
}

/**
 * Loads the program. Compiling it takes longer than running it, so the build stores what V8 compiled, for the Node it ran
 * on; V8 checks that the code cache is of this bundle and of itself, and compiles anew where it is not. Any other Node
 * keeps a cache of its own, from 22.8 on. The bundle is written inside the function that Node would put around it, so
 * that its two megabytes need not be copied.
 */
function load() {
  const text = readFileSync(bundle, 'latin1');
  const cachedData = readIfThere(join(dist, `${name}.${process.version}-${process.platform}-${process.arch}.v8`));
  const program = new Module(bundle, module);
  if (cachedData === undefined) {
    Module.enableCompileCache?.();
    program._compile(text.slice(Module.wrapper[0].length, text.lastIndexOf('}')), bundle);
  } else {
    const run = new Script(text, { filename: bundle, cachedData }).runInThisContext();
    run(program.exports, Module.createRequire(bundle), program, bundle, dist);
  }
  return program.exports;
}

function readIfThere(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

if (existsSync(bundle)) {
  load().run(argv);
} else {
  console.error('crossover is not built: run npm run build.');
  process.exitCode = 1;
}
