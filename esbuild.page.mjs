// Builds the script of the pages that `crossover report` writes: by the build, and by the program that runs from its sources.
import { build } from 'esbuild';

/**
 * Bundles one script that a browser of the last years runs, without `import`.
 *
 * @returns its text, and esbuild's list of what is in it
 */
export async function buildPageScript() {
  const { outputFiles, metafile } = await build({
    absWorkingDir: import.meta.dirname,
    entryPoints: ['src/page/browser/main.ts'],
    write: false,
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    minify: true,
    legalComments: 'none',
    charset: 'ascii',
    supported: { 'dynamic-import': false },
    metafile: true,
    logLevel: 'warning',
  });
  return { script: outputFiles[0].text.trim(), metafile };
}
