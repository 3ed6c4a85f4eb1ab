import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // These need a browser: npm run test:browser.
    exclude: ['test/browser/**'],
    globalSetup: 'test/build-program.ts',
    setupFiles: 'test/property-runs.ts',
    // vitest would swallow what oclif prints, and an empty golden would pass.
    disableConsoleIntercept: true,
    testTimeout: 30_000 * Number(process.env.PROPERTY_RUNS ?? 1),
    // vitest forces colours on its workers where it has them itself; tests of colours say what they want.
    env: { FORCE_COLOR: '0' },
  },
});
