// Builds the program: one CommonJS file, beside it what V8 compiled of it (see bin/compile-cache.js), the price book by
// region (see src/io/built-prices.ts), the script of its pages, and the licences of the packages bundled in both.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { tsImport } from 'tsx/esm/api';
import { bundledPackages, licenseTexts } from './esbuild.licenses.mjs';
import { buildPageScript } from './esbuild.page.mjs';

const ROOT = import.meta.dirname;
const DIST = join(ROOT, 'dist');

/**
 * inquirer is loaded from where npm installs it, because it contains half a megabyte of text encodings and only prompts
 * need it; TypeScript would be loaded by oclif to run commands from their sources.
 */
const NOT_BUNDLED = ['inquirer', 'typescript'];

async function buildAll() {
  emptyDist();
  const page = await buildPageScript();
  writeFileSync(join(DIST, 'page.js'), page.script);
  await writePrices();
  const program = await buildProgram();
  const packages = bundledPackages([page.metafile, program.metafile], ROOT);
  writeFileSync(
    join(DIST, 'bundled-packages.json'),
    `${JSON.stringify(
      packages.map(({ id }) => id),
      null,
      2,
    )}\n`,
  );
  writeFileSync(join(ROOT, 'THIRD_PARTY_LICENSES'), licenseTexts(packages));
  // In a process of its own: V8 stores what has been compiled by the end of the warm-up.
  const { status } = spawnSync(process.execPath, [join(ROOT, 'esbuild.code-cache.mjs')], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`The code cache was not written: exit code ${status}`);
}

/** Removes what an earlier build left, but for the library, which tsc writes. */
function emptyDist() {
  mkdirSync(DIST, { recursive: true });
  for (const name of readdirSync(DIST)) {
    if (name !== 'lib') rmSync(join(DIST, name), { recursive: true });
  }
}

async function buildProgram() {
  const { COMMANDS } = await tsImport('./src/commands/index.ts', import.meta.url);
  const { manifestOf } = await tsImport('./src/cli/command-table.ts', import.meta.url);
  return build({
    absWorkingDir: ROOT,
    entryPoints: ['src/program.ts'],
    outfile: join(DIST, 'crossover.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    external: NOT_BUNDLED,
    // A script from a code cache has no `import()`; Node requires ES modules too, from 20.19 on.
    supported: { 'dynamic-import': false },
    // Names stay, for the stack of a bug.
    minifyWhitespace: true,
    minifySyntax: true,
    // Licences are in THIRD_PARTY_LICENSES.
    legalComments: 'none',
    // In CommonJS `__dirname` is used instead.
    logOverride: { 'empty-import-meta': 'silent' },
    logLevel: 'warning',
    metafile: true,
    define: {
      IS_BUILT: 'true',
      // npm checks the version of Node when it installs; oclif would load semver to check it at every start.
      'process.env.OCLIF_DISABLE_ENGINE_WARNING': '"1"',
      COMMAND_MANIFEST: JSON.stringify(JSON.stringify(await manifestOf(COMMANDS))),
    },
  });
}

async function writePrices() {
  const { loadPriceBook } = await tsImport('./src/io/price-files.ts', import.meta.url);
  const { builtPriceFiles } = await tsImport('./src/io/built-prices.ts', import.meta.url);
  const files = builtPriceFiles(loadPriceBook(), (path) => statSync(join(ROOT, 'pricing', path)).size);
  mkdirSync(join(DIST, 'prices'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(DIST, 'prices', name), text);
}

await buildAll();
