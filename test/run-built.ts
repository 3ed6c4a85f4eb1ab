import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from './run-in-process.js';

const ROOT = join(import.meta.dirname, '..');

/** The program as users start it. vitest builds it before the first test. */
export const PROGRAM = join(ROOT, 'bin/run.js');

/** Runs `crossover …` in a process of its own, in the folder of the package unless told otherwise. */
export function runBuilt(argv: readonly string[], options: SpawnSyncOptions = {}): Outcome {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [PROGRAM, ...argv], {
    cwd: ROOT,
    encoding: 'utf8',
    timeout: 20_000,
    ...options,
  });
  if (error !== undefined) throw error;
  return { code: status ?? -1, stdout: String(stdout), stderr: String(stderr) };
}

/** Copies the program to an empty folder, without any package: all that `compare` needs is in the bundle. */
export function copyProgram(folder: string): void {
  for (const part of ['bin', 'dist', 'package.json', 'pricing']) {
    cpSync(join(ROOT, part), join(folder, part), {
      recursive: true,
      filter: (path) => path !== join(ROOT, 'dist', 'lib'),
      preserveTimestamps: true,
    });
  }
}
