// Builds the program: one CommonJS file, beside it what V8 compiled of it (see bin/run.js), the price book cut by region
// (see src/io/built-prices.ts), and the script of its pages.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import module, { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import { tsImport } from 'tsx/esm/api';
import { buildPageScript, ENGLISH_ONLY, LEFT_OUT, replacing } from './esbuild.page.mjs';

const DIST = join(import.meta.dirname, 'dist');
const BUNDLE = join(DIST, 'crossover.cjs');
const CODE_CACHE = join(DIST, `crossover.${process.version}-${process.platform}-${process.arch}.v8`);

/** What the code cache is made from: the functions that these command lines call are stored compiled. */
const WARM_UP = [['compare', 'scenarios/steady-api.yaml']];

/**
 * Modules that the program replaces, because they cost more at its start than they do for it.
 * They are whole when it runs from its sources (bin/dev.js).
 */
const REPLACED = {
  // oclif's own tracing, `DEBUG=oclif*`; it loads the terminal and network modules of Node.
  'node_modules/debug/src/index.js': 'module.exports = () => Object.assign(() => {}, { enabled: false });',
  // oclif's own stop watches, for its plugins' authors; they load a dozen modules of Node.
  'node_modules/@oclif/core/lib/performance.js':
    'exports.OCLIF_MARKER_OWNER = "@oclif/core"; exports.Performance = { mark() {}, async collect() {}, debug() {} };',
  // oclif asks whether it runs in the Linux subsystem of Windows, only to name it in `--version`.
  'node_modules/wsl-utils/index.js': 'export const isWsl = false;',
  // inquirer can open an editor, with the encodings of the world; nothing here asks for one.
  'node_modules/@inquirer/editor/dist/index.js': 'export default () => { throw new Error("no editor is built in"); };',
  ...ENGLISH_ONLY,
  ...LEFT_OUT,
};

/** Lines of packages that cost more at the start than they do for the program. */
const CHANGED = [
  // The width of text with nothing but ASCII in it is its length; string-width would compile its table of emoji first,
  // which takes 3 ms.
  {
    file: 'string-width/index.js',
    from: 'string = stripAnsi(string);',
    to: 'if (/^[ -~]*$/.test(string)) return string.length;\n$&',
  },
  // For a trace that nobody sees, cli-table3 shortens the whole text of a cell for each of its lines, letter by letter: a
  // cell of six lines costs more than the rest of the table.
  {
    file: 'cli-table3/src/cell.js',
    from: 'let content = utils.truncate(this.content, 10, this.truncate);',
    to: "let content = '';",
  },
  // A schema has each of its methods bound to it when it is first called, for callers that take the method alone.
  {
    file: 'zod/v4/core/util.js',
    from: 'defineBound(proto, key, desc.value);',
    to: 'Object.defineProperty(proto, key, { configurable: true, writable: true, value: desc.value });',
  },
  // `meta` makes a second schema, for callers that keep the first without it. Here the first is thrown away.
  {
    file: 'zod/v4/classic/schemas.js',
    from: 'const cl = this.clone();\n        core.globalRegistry.add(cl, args[0]);',
    to: 'const cl = core.globalRegistry.has(this) ? this.clone() : this;\n        core.globalRegistry.add(cl, args[0]);',
  },
];

async function buildProgram() {
  await build({
    entryPoints: [join(import.meta.dirname, 'src/program.ts')],
    outfile: BUNDLE,
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
      COMMAND_MANIFEST: JSON.stringify(await commandManifest()),
      // package.json names the versions of Node; oclif would load semver to check its own.
      'process.env.OCLIF_DISABLE_ENGINE_WARNING': '"1"',
    },
    plugins: [replacing(REPLACED), lazyOclif, ...CHANGED.map(changed)],
  });
  writeFileSync(join(DIST, 'page.js'), await buildPageScript());
  await writePrices();
  for (const file of readdirSync(DIST)) if (file.endsWith('.v8')) rmSync(join(DIST, file));
  const { status } = spawnSync(process.execPath, [import.meta.filename, 'write-code-cache'], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.exitCode = status ?? 1;
}

async function writePrices() {
  const { loadPriceBook } = await tsImport('./src/io/price-files.ts', import.meta.url);
  const { builtPriceFiles } = await tsImport('./src/io/built-prices.ts', import.meta.url);
  const files = builtPriceFiles(loadPriceBook(), (path) => statSync(join(import.meta.dirname, 'pricing', path)).size);
  rmSync(join(DIST, 'prices'), { recursive: true, force: true });
  mkdirSync(join(DIST, 'prices'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(DIST, 'prices', name), text);
}

/** What the help says of each command, so that the program need not load all of them to show it. */
async function commandManifest() {
  const { COMMANDS } = await tsImport('./src/commands/index.ts', import.meta.url);
  const { manifestOf } = await tsImport('./src/cli/command-table.ts', import.meta.url);
  return manifestOf(COMMANDS);
}

/** Runs in a process of its own: V8 stores what has been compiled by the end of the warm-up. */
async function writeCodeCache() {
  const script = new Script(readFileSync(BUNDLE, 'latin1'), { filename: BUNDLE });
  const program = { exports: {} };
  script.runInThisContext()(program.exports, createRequire(BUNDLE), program, BUNDLE, DIST);
  for (const argv of WARM_UP) {
    const exitCode = await program.exports.main(argv);
    if (exitCode !== 0) throw new Error(`crossover ${argv.join(' ')} ended with ${exitCode}`);
  }
  writeFileSync(CODE_CACHE, script.createCachedData());
}

/**
 * oclif loads all of itself at once: help, plugins, search patterns, spinners. Here each of its modules, which TypeScript
 * compiled to `const x_1 = require("x")` and `x_1.y`, is loaded when it is first used.
 *
 * @type {import('esbuild').Plugin}
 */
const lazyOclif = {
  name: 'lazy-oclif',
  setup({ onLoad, onEnd }) {
    let made = 0;
    onLoad({ filter: /@oclif[\\/]core[\\/]lib[\\/].*\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const required = /^(?:const|var) (\w+_\d+) = ((?:__importDefault|__importStar)?\(?require\("[^"]+"\)\)?);$/gm;
      const names = [...source.matchAll(required)].map(([, name]) => name);
      made += names.length;
      if (names.length === 0) return { contents: source };
      const loaders = source.replace(required, 'let $1$$module;\nfunction $1$$() { return ($1$$module ??= $2); }');
      return { contents: loaders.replace(new RegExp(`(?<![.\\w$])(${names.join('|')})(?![\\w$])`, 'g'), '($1$$())') };
    });
    onEnd(() => ({ errors: made > 100 ? [] : [{ text: 'oclif is compiled in another way now: see lazyOclif' }] }));
  },
};

/**
 * A line of a package that is written in another way.
 *
 * @returns {import('esbuild').Plugin}
 */
function changed({ file, from, to }) {
  return {
    name: 'changed-line',
    setup({ onLoad, onEnd }) {
      let made = 0;
      onLoad({ filter: new RegExp(`${file.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]')}$`) }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        const contents = source.replace(from, to);
        if (contents !== source) made += 1;
        return { contents };
      });
      onEnd(() => ({ errors: made > 0 ? [] : [{ text: `${file} is written in another way now: see CHANGED` }] }));
    },
  };
}

if (process.argv[2] === 'write-code-cache') await writeCodeCache();
else await buildProgram();
