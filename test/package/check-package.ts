/**
 * Packs the package, installs it in an empty folder as a user would, and there runs the program, imports the library and
 * checks its types. Needs a build before it, and npm's registry or cache for the dependencies.
 *
 * Arguments are the paths of further versions of Node; the installed package runs on each of them too.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { assertShipped } from './shipped-files.js';

const ROOT = join(import.meta.dirname, '../..');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const NODES = [process.execPath, ...process.argv.slice(2)];

/** What a user of the library writes. */
const USER = `
import { compare, loadPriceBook, readScenarioFile, type Report } from 'aws-crossover';
import { EstimatorError, PriceBook } from 'aws-crossover/core';
import crossoverRemark from 'aws-crossover/remark';

const book: PriceBook = loadPriceBook();
const scenario = await readScenarioFile('node_modules/aws-crossover/scenarios/steady-api.yaml');
const report: Report = compare([scenario], book, { freeTier: false });
for (const { results } of report.scenarios) {
  for (const { design, monthlyUsd } of results) console.log(\`\${design} \${monthlyUsd.toFixed(2)}\`);
}
const failure = await readScenarioFile('no-such-file.yaml').catch((error: unknown) => error);
if (!(failure instanceof EstimatorError)) throw failure;
const tree = { type: 'root' as const, children: [{ type: 'html' as const, value: '<!-- crossover:table x -->' }] };
const fail = (reason: string): never => {
  throw new Error(reason);
};
const refused = await crossoverRemark()(tree, { cwd: '.', fail }).catch((error: unknown) => String(error));
if (!String(refused).includes('is not closed')) throw new Error(String(refused));
// @ts-expect-error a design is text
const design: number | undefined = report.scenarios[0]?.results[0]?.design;
`;

const folder = mkdtempSync(join(tmpdir(), 'crossover-package-'));
const installed = join(folder, 'node_modules/aws-crossover');
try {
  const tarball = pack();
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'user', private: true, type: 'module' }));
  npm(['install', '--no-audit', '--no-fund', '--prefer-offline', join(folder, tarball)]);
  assertShipped(installed, ROOT);
  runsAsCommand();
  compilesTheLibrary();
  for (const node of NODES) {
    const version = run(node, ['--version']).trim();
    usesShippedCache(node, version);
    comparesAsTheGoldens(node);
    asksWithInquirer(node);
    assert.match(run(node, ['user.js']), /^Lambda \(arm64\) \d+\.\d+\n/);
    console.log(`The package installs, runs and is imported on Node ${version}.`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

function pack(): string {
  const packed = npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], ROOT);
  const [{ filename }] = Object.values(JSON.parse(packed)) as [{ filename: string }];
  return filename;
}

/** Through the command that npm makes. */
function runsAsCommand(): void {
  const scenario = 'node_modules/aws-crossover/scenarios/steady-api.yaml';
  assert.match(npm(['exec', '--no', '--', 'crossover', 'compare', scenario]), /Fargate/);
  assert.match(npm(['exec', '--no', '--', 'crossover', 'report', scenario, '-o', '-']), /^<!doctype html>/);
}

/** The file that is imported later is type-checked here, against the declarations in the package. */
function compilesTheLibrary(): void {
  writeFileSync(join(folder, 'user.ts'), USER);
  run(process.execPath, [TSC, '--module', 'nodenext', '--target', 'es2023', '--strict', 'user.ts']);
}

/** Packing and installing change neither the bundle nor its code cache; another Node takes no cache but its own. */
function usesShippedCache(node: string, version: string): void {
  const script = `
    const bundle = process.argv[2];
    const source = require('node:fs').readFileSync(bundle);
    console.log(require(process.argv[1]).shippedCache(bundle, source) !== undefined);`;
  const argv = ['-e', script, join(installed, 'bin/compile-cache.js'), join(installed, 'dist/crossover.cjs')];
  const hasOne = readdirSync(join(installed, 'dist')).some((name) => name.startsWith(`crossover.${version}-`));
  assert.equal(run(node, argv).trim(), String(hasOne));
  if (node === process.execPath) assert.ok(hasOne, 'the build made a code cache for this Node');
}

/** Twice the same: first without what Node keeps compiled, then with it. */
function comparesAsTheGoldens(node: string): void {
  const program = join(installed, 'bin/run.js');
  const env = { ...process.env, XDG_CACHE_HOME: join(folder, 'caches'), LOCALAPPDATA: join(folder, 'caches') };
  for (const file of readdirSync(join(ROOT, 'scenarios')).filter((name) => name.endsWith('.yaml'))) {
    const golden = join(ROOT, 'test/golden', basename(file, '.yaml'));
    for (const [argv, kind] of [
      [[], 'txt'],
      [['--json'], 'json'],
    ] as const) {
      const shown = run(node, [program, 'compare', join(installed, 'scenarios', file), ...argv], { env });
      assertSameLines(shown, readFileSync(`${golden}.${kind}`, 'utf8'), `${file} ${argv}`);
    }
  }
}

/**
 * Money and quantities are text, and the same to the last digit. Simulated averages are JSON numbers, whose last digits
 * differ from one version of V8 to the next.
 */
function assertSameLines(shown: string, golden: string, what: string): void {
  const lines = (text: string) =>
    text
      .replace(/sha256:[0-9a-f]+/g, 'sha256:…')
      .replace(/(?<=": )\d+\.\d+(?=,?$)/gm, (number) => Number(number).toPrecision(12))
      .split('\n');
  const expected = lines(golden);
  const differing = lines(shown).flatMap((line, index) => (line === expected[index] ? [] : [[line, expected[index]]]));
  assert.deepEqual(differing, [], what);
}

/** inquirer is not in the bundle: it must be found from there, and be a module that this Node can require. */
function asksWithInquirer(node: string): void {
  const require = `require('node:module').createRequire(process.argv[1])`;
  const script = `if (typeof ${require}('inquirer').default.prompt !== 'function') throw new Error('no inquirer');`;
  run(node, ['-e', script, join(installed, 'dist/crossover.cjs')]);
}

/** Runs npm in the user's folder. On Windows `npm` is a script that only a shell can start. @returns its output */
function npm(argv: readonly string[], cwd = folder): string {
  const { npm_execpath: script } = process.env;
  return script === undefined ? run('npm', argv, { cwd }) : run(process.execPath, [script, ...argv], { cwd });
}

/** Runs a command in the user's folder. @returns its standard output */
function run(
  command: string,
  argv: readonly string[],
  { cwd = folder, env = process.env }: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): string {
  const { status, stdout, stderr, error } = spawnSync(command, argv, { cwd, env, encoding: 'utf8' });
  if (error !== undefined) throw error;
  assert.equal(status, 0, `${command} ${argv.join(' ')} ended with ${status}\n${stdout}\n${stderr}`);
  return stdout;
}
