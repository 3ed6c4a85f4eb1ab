import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** The program as users start it. */
export const PROGRAM = 'bin/run.js';

/** Wall time of a whole `node …` process in ms, from before it is started until it has ended. */
export function wallMs(argv: readonly string[]): number {
  const startedAt = performance.now();
  run(argv);
  return performance.now() - startedAt;
}

/** The most memory a `node …` process held, in MiB. */
export function peakMib(argv: readonly string[]): number {
  return Number(run(['--require', join(import.meta.dirname, 'report-memory.cjs'), ...argv])) / 1024;
}

/** @returns what the process wrote to its descriptor 3 */
function run(argv: readonly string[]): string {
  const { status, output } = spawnSync(process.execPath, argv, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  if (status !== 0) throw new Error(`node ${argv.slice(0, 3).join(' ')} … ended with ${status}`);
  return output[3] ?? '';
}
