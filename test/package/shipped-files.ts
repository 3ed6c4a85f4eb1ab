import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Nothing outside these. */
const SHIPPED =
  /^(bin\/(run|compile-cache|private-folder)\.js$|bin\/package\.json$|dist\/(bundled-packages\.json|crossover\.[^/]*|page\.js)$|dist\/(lib|prices)\/|pricing\/|scenarios\/|(CHANGELOG|README)\.md$|LICENSE$|THIRD_PARTY_LICENSES$|package\.json$)/;
/** Each of these. */
const NEEDED = [
  'bin/compile-cache.js',
  'bin/package.json',
  'bin/private-folder.js',
  'bin/run.js',
  'dist/bundled-packages.json',
  'dist/crossover.cjs',
  'dist/page.js',
  'dist/prices/index.json',
  'dist/lib/index.d.ts',
  'dist/lib/remark.d.ts',
  'pricing/index.json',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'THIRD_PARTY_LICENSES',
];
/** The program loads it, and does not contain it. */
const LOADED_BY_THE_PROGRAM = 'inquirer';

/** Checks the files of the installed package: which they are, and that they say neither too little nor too much. */
export function assertShipped(installed: string, root: string): void {
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => statSync(join(installed, file)).isFile());
  const missing = NEEDED.filter((file) => !files.includes(file));
  assert.deepEqual(missing, [], 'everything needed is shipped');
  const others = files.filter((file) => !SHIPPED.test(file));
  assert.deepEqual(others, [], 'nothing else is shipped');
  const telling = files.filter((file) => readFileSync(join(installed, file)).includes(root));
  assert.deepEqual(telling, [], 'no file says where it was built');
  namesWhatItNeeds(installed, files);
  hasLicences(installed);
}

/** Dependencies are what the library imports and what the program loads; what is bundled is not installed again. */
function namesWhatItNeeds(installed: string, files: readonly string[]): void {
  const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  const imported = files
    .filter((file) => /^dist\/lib\/.*\.(js|d\.ts)$/.test(file))
    .flatMap((file) => [...readFileSync(join(installed, file), 'utf8').matchAll(/(?:from|import\() ?'([^'.][^']*)'/g)])
    .flatMap(([, name = '']) => (name.startsWith('node:') ? [] : (/^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? [])));
  const withoutTypes = Object.keys(dependencies).map((name) => name.replace('@types/', ''));
  const needed = new Set([...imported, LOADED_BY_THE_PROGRAM]);
  assert.deepEqual(withoutTypes.sort(), [...needed].sort(), 'dependencies are what is imported');
}

function hasLicences(installed: string): void {
  const packages = JSON.parse(readFileSync(join(installed, 'dist/bundled-packages.json'), 'utf8')) as string[];
  const text = readFileSync(join(installed, 'THIRD_PARTY_LICENSES'), 'utf8');
  const without = packages.filter((id) => !text.includes(`\n${id} (`));
  assert.ok(packages.length > 30, 'the bundled packages are listed');
  assert.deepEqual(without, [], 'each bundled package has its licence in THIRD_PARTY_LICENSES');
}
