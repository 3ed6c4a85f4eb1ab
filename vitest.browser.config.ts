import { defineConfig } from 'vitest/config';

/** Tests of the page in a browser: `npm run test:browser`. They need Debian's chromium. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: 'test/build-program.ts',
    disableConsoleIntercept: true,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One browser at a time: its times are measured.
    fileParallelism: false,
  },
});
