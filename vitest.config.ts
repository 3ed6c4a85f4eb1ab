import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const { PROPERTY_RUNS = '20', PROPERTY_SEED = 'random' } = process.env;

/**
 * Variables of `vitest --mode …`, here and not before the command, where Windows does not know them: `docs` writes the
 * generated documents, `hunt` runs the property tests many times with another seed.
 */
const MODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  docs: { UPDATE_DOCS: '1' },
  hunt: { PROPERTY_RUNS, PROPERTY_SEED },
};

export default defineConfig(({ mode }) => {
  // vitest forces colours on its workers where it has them itself; tests of colours say what they want.
  const env: Record<string, string> = { FORCE_COLOR: '0', ...MODES[mode] };
  return {
    test: {
      include: mode === 'hunt' ? propertyTests() : ['test/**/*.test.ts'],
      // These need a browser: npm run test:browser.
      exclude: ['test/browser/**'],
      globalSetup: 'test/build-program.ts',
      setupFiles: 'test/property-runs.ts',
      // vitest would swallow what oclif prints, and an empty golden would pass.
      disableConsoleIntercept: true,
      testTimeout: 30_000 * Number(env.PROPERTY_RUNS ?? process.env.PROPERTY_RUNS ?? 1),
      env,
    },
  };
});

function propertyTests(): string[] {
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));
  const isProperty = (file: string) => readFileSync(join('test', file), 'utf8').includes("'fast-check'");
  return files.filter(isProperty).map((file) => `test/${file.replaceAll('\\', '/')}`);
}
