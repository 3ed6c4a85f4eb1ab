// Builds the script of the pages that `crossover report` writes: by the build, and by the program that runs from its sources.
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

/** zod's messages in fifty languages; ours are English. */
export const ENGLISH_ONLY = {
  'node_modules/zod/v4/locales/index.js': "export { default as en } from './en.js';",
};

/** What nothing here has a use for, a tenth of the page's script: schemas from JSON schemas, schemas compiled to code. */
export const LEFT_OUT = {
  'node_modules/zod/v4/classic/from-json-schema.js': leftOut('fromJSONSchema'),
  'node_modules/zod/v4/core/compile.js': [
    leftOut('compile', 'compileFn', 'withParser'),
    'export const INVALID = Symbol.for("zod.compile.invalid");',
    'export class ZodCompileAsyncError extends Error {}',
    'export class ZodCompileUnsupportedError extends Error {}',
  ].join('\n'),
};

/** One file that a browser of the last years runs, without `import`. @returns its text */
export async function buildPageScript() {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'src/page/browser/main.ts')],
    write: false,
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    minify: true,
    legalComments: 'none',
    charset: 'ascii',
    supported: { 'dynamic-import': false },
    logLevel: 'warning',
    plugins: [replacing({ ...ENGLISH_ONLY, ...LEFT_OUT })],
  });
  return outputFiles[0].text.trim();
}

/** Functions that must not be called. */
export function leftOut(...names) {
  return names.map((name) => `export function ${name}() { throw new Error('${name} is left out'); }`).join('\n');
}

/**
 * Other contents for some modules.
 *
 * @param {Readonly<Record<string, string>>} contents by the end of their path
 * @returns {import('esbuild').Plugin}
 */
export function replacing(contents) {
  return {
    name: 'replaced-modules',
    setup({ onLoad, onEnd }) {
      const unused = new Set(Object.keys(contents));
      const files = Object.keys(contents).map((file) => file.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]'));
      onLoad({ filter: new RegExp(`(${files.join('|')})$`) }, ({ path }) => {
        const file = Object.keys(contents).find((end) => path.replaceAll('\\', '/').endsWith(end));
        unused.delete(file);
        return { contents: contents[file], resolveDir: dirname(path) };
      });
      onEnd(() => ({ errors: [...unused].map((file) => ({ text: `${file} is not part of it any more` })) }));
    },
  };
}
