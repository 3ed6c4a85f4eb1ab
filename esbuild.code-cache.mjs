// Runs the built program, and stores what V8 compiled of it for the Node and the platform of this build, with the
// checksums that bin/compile-cache.js compares before it uses that.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import compileCache from './bin/compile-cache.js';

const ROOT = import.meta.dirname;
const BUNDLE = join(ROOT, 'dist', 'crossover.cjs');

/** The functions that these command lines call are stored compiled, all others as source. */
const WARM_UP = ['steady-api', 'diurnal-web', 'bursty-queue'].map((name) => [
  'compare',
  join(ROOT, 'scenarios', `${name}.yaml`),
]);

const source = readFileSync(BUNDLE);
const { exports: program, script } = compileCache.run(BUNDLE, source);
for (const argv of WARM_UP) {
  const exitCode = await program.main(argv);
  if (exitCode !== 0) throw new Error(`crossover ${argv.join(' ')} ended with ${exitCode}`);
}
const cache = script.createCachedData();
writeFileSync(compileCache.cacheFile(BUNDLE), cache);
writeFileSync(compileCache.checksumFile(BUNDLE), compileCache.checksum(source, cache));
