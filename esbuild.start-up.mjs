// What packages cost at the start of the program, and how the build avoids it. They are whole when the program runs from
// its sources (bin/dev.js).
import { readFile } from 'node:fs/promises';
import { ENGLISH_ONLY, LEFT_OUT, replacing } from './esbuild.page.mjs';

/** Modules that the program replaces, because they cost more at its start than they do for it. */
const REPLACED = {
  // oclif's own tracing, `DEBUG=oclif*`; it loads the terminal and network modules of Node.
  'node_modules/debug/src/index.js': 'module.exports = () => Object.assign(() => {}, { enabled: false });',
  // oclif's own stop watches, for its plugins' authors; they load a dozen modules of Node.
  'node_modules/@oclif/core/lib/performance.js':
    'exports.OCLIF_MARKER_OWNER = "@oclif/core"; exports.Performance = { mark() {}, async collect() {}, debug() {} };',
  // oclif asks whether it runs in the Linux subsystem of Windows, only to name it in `--version`.
  'node_modules/wsl-utils/index.js': 'export const isWsl = false;',
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
  // Each class of schemas has some sixty methods put on it one by one, as properties that bind them when they are first
  // called, for callers that take the method alone. Here classes share them, as prototypes do.
  {
    file: 'zod/v4/core/util.js',
    from: 'export function members(proto, table) {',
    to: `const layers = new Map();
export function members(proto, table) {
    const up = Object.getPrototypeOf(proto);
    const made = layers.get(table) ?? new Map();
    if (!made.has(up)) {
        const shared = Object.getOwnPropertyDescriptors(table);
        for (const key in shared) shared[key].enumerable = false;
        layers.set(table, made.set(up, Object.create(up, shared)));
    }
    Object.setPrototypeOf(proto, made.get(up));
    return;`,
  },
  // Methods that somebody put on a class of schemas are given to each of its schemas; nobody does here.
  { file: 'zod/v4/core/core.js', from: 'for (const k in proto) {', to: 'for (const k of []) {' },
  // `meta` makes a second schema, for callers that keep the first without it. Here the first is thrown away.
  {
    file: 'zod/v4/classic/schemas.js',
    from: 'const cl = this.clone();\n        core.globalRegistry.add(cl, args[0]);',
    to: 'const cl = core.globalRegistry.has(this) ? this.clone() : this;\n        core.globalRegistry.add(cl, args[0]);',
  },
];

/**
 * oclif loads all of itself at once: help, plugins, search patterns, spinners. Here each of its modules, which TypeScript
 * compiled to `const x_1 = require("x")` and `x_1.y`, is loaded when it is first used. And it would open standard output
 * to look after its errors, which src/program.ts does once it is opened.
 *
 * @type {import('esbuild').Plugin}
 */
const lazyOclif = {
  name: 'lazy-oclif',
  setup({ onLoad, onEnd }) {
    let made = 0;
    onLoad({ filter: /@oclif[\\/]core[\\/]lib[\\/].*\.js$/ }, async ({ path }) => {
      const source = (await readFile(path, 'utf8')).replace("process.stdout.on('error', ", "(() => {})('error', ");
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

/** @type {readonly import('esbuild').Plugin[]} */
export const QUICK_START = [replacing(REPLACED), lazyOclif, ...CHANGED.map(changed)];
