// Builds the program: one CommonJS file, beside it what V8 compiled of it (see bin/run.js), the price book cut by region
// (see src/io/built-prices.ts), and the script of its pages.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import { tsImport } from 'tsx/esm/api';
import { buildPageScript, leftOut, replacing } from './esbuild.page.mjs';
import { QUICK_START } from './esbuild.start-up.mjs';

const DIST = join(import.meta.dirname, 'dist');

/** What the code cache is made from: the functions that these command lines call are stored compiled. */
const WARM_UP = ['steady-api', 'diurnal-web', 'bursty-queue'].map((name) => ['compare', `scenarios/${name}.yaml`]);

/**
 * The whole program, and the part of it that compares: what is not in it need not be read at its start, and closures of
 * thousands of functions need not be made. bin/run.js says which command lines it serves.
 */
const PROGRAMS = {
  crossover: {
    manifest: (all) => all,
    plugins: [
      // inquirer can open an editor, with the encodings of the world; nothing here asks for one.
      replacing({
        'node_modules/@inquirer/editor/dist/index.js':
          'export default () => { throw new Error("no editor is built in"); };',
      }),
    ],
  },
  compare: {
    manifest: ({ compare }) => ({ compare }),
    plugins: [
      replacing({
        'src/commands/index.ts':
          "export const COMMANDS = { compare: async () => (await import('./compare.js')).default };",
        'src/cli/watch-run.ts': leftOut('watchRun'),
        'src/estimate/decide/advice.ts': leftOut('adviseOn'),
        'src/cli/draw-curves.ts': leftOut('drawCurves'),
        'src/render/advice.ts': leftOut('adviceJson', 'adviceMarkdown', 'adviceText'),
        'src/render/svg/chart-files.ts': leftOut('compareSvg'),
      }),
    ],
  },
};

async function buildAll() {
  const { COMMANDS } = await tsImport('./src/commands/index.ts', import.meta.url);
  const { manifestOf } = await tsImport('./src/cli/command-table.ts', import.meta.url);
  const manifest = await manifestOf(COMMANDS);
  mkdirSync(DIST, { recursive: true });
  for (const file of readdirSync(DIST)) if (file.endsWith('.v8')) rmSync(join(DIST, file));
  writeFileSync(join(DIST, 'page.js'), await buildPageScript());
  await writePrices();
  for (const [name, program] of Object.entries(PROGRAMS)) {
    await buildProgram(name, { manifest: program.manifest(manifest), plugins: program.plugins });
    const { status } = spawnSync(process.execPath, [import.meta.filename, 'write-code-cache', name], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== 0) process.exitCode = status ?? 1;
  }
}

/** @param manifest what the help says of each command, so that the program need not load all of them to show it */
async function buildProgram(name, { manifest, plugins }) {
  await build({
    entryPoints: [join(import.meta.dirname, 'src/program.ts')],
    outfile: join(DIST, `${name}.cjs`),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    // Names stay, for the stack of a bug.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    // A script has no `import()`; what is bundled is loaded on demand all the same.
    supported: { 'dynamic-import': false },
    // In CommonJS `__dirname` is used instead.
    logOverride: { 'empty-import-meta': 'silent' },
    logLevel: 'warning',
    // The function that Node makes of a CommonJS file; bin/run.js calls it, so that the start need not copy the text.
    banner: { js: module.wrapper[0] },
    footer: { js: module.wrapper[1].trim() },
    define: {
      IS_BUILT: 'true',
      COMMAND_MANIFEST: JSON.stringify(manifest),
      // package.json names the versions of Node; oclif would load semver to check its own.
      'process.env.OCLIF_DISABLE_ENGINE_WARNING': '"1"',
    },
    plugins: [...QUICK_START, ...plugins],
  });
}

async function writePrices() {
  const { loadPriceBook } = await tsImport('./src/io/price-files.ts', import.meta.url);
  const { builtPriceFiles } = await tsImport('./src/io/built-prices.ts', import.meta.url);
  const files = builtPriceFiles(loadPriceBook(), (path) => statSync(join(import.meta.dirname, 'pricing', path)).size);
  rmSync(join(DIST, 'prices'), { recursive: true, force: true });
  mkdirSync(join(DIST, 'prices'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(DIST, 'prices', name), text);
}

/** Runs in a process of its own: V8 stores what has been compiled by the end of the warm-up. */
async function writeCodeCache(name) {
  const bundle = join(DIST, `${name}.cjs`);
  const script = new Script(readFileSync(bundle, 'latin1'), { filename: bundle });
  const program = { exports: {} };
  script.runInThisContext()(program.exports, createRequire(bundle), program, bundle, DIST);
  for (const argv of WARM_UP) {
    const exitCode = await program.exports.main(argv);
    if (exitCode !== 0) throw new Error(`crossover ${argv.join(' ')} ended with ${exitCode}`);
  }
  writeFileSync(
    join(DIST, `${name}.${process.version}-${process.platform}-${process.arch}.v8`),
    script.createCachedData(),
  );
}

if (process.argv[2] === 'write-code-cache') await writeCodeCache(process.argv[3]);
else await buildAll();
