// Loads the bundle without compiling it again, which would take longer than running it.
//
// The build ships what V8 compiled, for the Node and the platform it ran on; any other Node keeps a cache of its own, in a
// folder that nobody else can write to, from 22.8 on. V8 runs what is in a code cache without looking at the source, and
// checks no more of it than the length of that source: so both are compared with their checksum first.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

/** Loads the program. @returns what it exports */
function load(bundle) {
  const source = readFileSync(bundle);
  const cache = shippedCache(bundle, source);
  if (cache !== undefined) return run(bundle, source, cache).exports;
  if (Module.enableCompileCache !== undefined) {
    const folder = require('./private-folder.js').privateFolder();
    if (folder !== undefined) Module.enableCompileCache(folder);
  }
  return require(bundle);
}

/** Runs the source of the bundle as Node would run a CommonJS file. @returns its exports, and V8's script */
function run(bundle, source, cachedData) {
  const [head, tail] = Module.wrapper.map((text) => Buffer.from(text));
  // esbuild writes ASCII. A long Latin-1 string that is made at once stays outside of V8's heap, whose collections it
  // would bring forward.
  const script = new Script(Buffer.concat([head, source, tail]).toString('latin1'), {
    // V8 writes the name into the code cache, which must not say where it was made. A literal, because V8 stores a part
    // of a string with the whole.
    filename: 'crossover.cjs',
    cachedData,
  });
  const program = new Module(bundle, module);
  script.runInThisContext()(program.exports, Module.createRequire(bundle), program, bundle, dirname(bundle));
  return { exports: program.exports, script };
}

/** @returns undefined where the build made none for this Node, or where the bundle or the cache is not as it was built */
function shippedCache(bundle, source) {
  try {
    const expected = readFileSync(checksumFile(bundle), 'latin1');
    const cache = readFileSync(cacheFile(bundle));
    return checksum(source, cache) === expected ? cache : undefined;
  } catch {
    return undefined;
  }
}

function cacheFile(bundle) {
  return join(dirname(bundle), `crossover.${process.version}-${process.platform}-${process.arch}.v8`);
}

function checksumFile(bundle) {
  return `${cacheFile(bundle)}.sha256`;
}

/** sha256 of the bundle and its code cache, in hexadecimal. */
function checksum(source, cache) {
  const { createHash } = require('node:crypto');
  return createHash('sha256').update(source).update(cache).digest('hex');
}

module.exports = { load, run, shippedCache, cacheFile, checksumFile, checksum };
