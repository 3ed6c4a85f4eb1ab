import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/**
 * vitest's global set-up: builds the program once (under a second), so that tests need no earlier build. When that fails,
 * the tests of the built program do; an older build must not pass for it.
 */
export function setup(): void {
  rmSync(join(ROOT, 'dist/crossover.cjs'), { force: true });
  spawnSync(process.execPath, ['esbuild.config.mjs'], { cwd: ROOT, stdio: 'inherit' });
}
