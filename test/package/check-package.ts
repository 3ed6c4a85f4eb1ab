/**
 * Packs the package, installs it in an empty folder as a user would, and there runs the program, imports the library and
 * checks its types. Needs a build before it, and npm's registry or cache for the dependencies.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
/** Each must be there, and nothing outside these. */
const SHIPPED =
  /^(bin\/(run\.js|package\.json)$|dist\/|pricing\/|scenarios\/|CHANGELOG\.md|LICENSE|README\.md|package\.json)/;
const NEEDED = [
  'bin/run.js',
  'dist/compare.cjs',
  'dist/crossover.cjs',
  'dist/page.js',
  'dist/prices/index.json',
  'dist/lib/index.d.ts',
  'dist/lib/remark.d.ts',
  'pricing/index.json',
  'LICENSE',
  'README.md',
];

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
try {
  const tarball = pack();
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'user', private: true, type: 'module' }));
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', join(folder, tarball)]);
  runsTheProgram();
  importsTheLibrary();
  console.log('The package installs, runs, imports and type-checks.');
} finally {
  rmSync(folder, { recursive: true });
}

function pack(): string {
  const packed = run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], ROOT);
  const [{ filename, files }] = Object.values(JSON.parse(packed)) as [{ filename: string; files: { path: string }[] }];
  const paths = files.map(({ path }) => path);
  assert.deepEqual(
    paths.filter((path) => !SHIPPED.test(path)),
    [],
    'nothing else is packed',
  );
  assert.deepEqual(
    NEEDED.filter((path) => !paths.includes(path)),
    [],
    'everything needed is packed',
  );
  return filename;
}

function runsTheProgram(): void {
  const scenario = 'node_modules/aws-crossover/scenarios/steady-api.yaml';
  assert.match(run('npx', ['--no', 'crossover', 'compare', scenario]), /Fargate/);
  const report = JSON.parse(run('npx', ['--no', 'crossover', 'compare', '--json', scenario]));
  assert.equal(report.schemaVersion, 1);
  assert.match(run('npx', ['--no', 'crossover', 'report', scenario, '-o', '-']), /^<!doctype html>/);
}

/** The same file is run and, against the declarations in the package, type-checked. */
function importsTheLibrary(): void {
  writeFileSync(join(folder, 'user.ts'), USER);
  run(process.execPath, [TSC, '--module', 'nodenext', '--target', 'es2023', '--strict', 'user.ts']);
  assert.match(run(process.execPath, ['user.js']), /^Lambda \(arm64\) \d+\.\d+\n/);
}

/** Runs a command in the user's folder. @returns its standard output */
function run(command: string, argv: readonly string[], cwd = folder): string {
  const { status, stdout, stderr, error } = spawnSync(command, argv, { cwd, encoding: 'utf8' });
  if (error !== undefined) throw error;
  assert.equal(status, 0, `${command} ${argv.join(' ')} ended with ${status}\n${stdout}\n${stderr}`);
  return stdout;
}
