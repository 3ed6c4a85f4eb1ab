import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measurement, median } from './bench.js';
import { PROGRAM, peakMib, wallMs } from './process.js';

const FILES = 1000;
const MAX_MS = 4000;
const ROUNDS = 5;
/** What is kept of each file is its result; this many MiB more for nine hundred more files. */
const MAX_GROWTH_MIB = 40;

const SCENARIOS = join(import.meta.dirname, '../../scenarios');

/** A batch of scenario files in one process. */
export default async function manyFiles(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'crossover-bench-'));
  try {
    const files = copies(folder);
    const argv = [PROGRAM, 'compare', '--format', 'csv', ...files];
    const ms = median(Array.from({ length: ROUNDS }, () => wallMs(argv)));
    const few = peakMib([PROGRAM, 'compare', '--format', 'csv', ...files.slice(0, FILES / 10)]);
    const all = peakMib(argv);
    return [
      {
        what: `${FILES} scenario files compared`,
        measured: `${(ms / 1000).toFixed(2)} s`,
        budget: `≤ ${MAX_MS / 1000} s`,
        ok: ms <= MAX_MS,
      },
      {
        what: `memory of ${FILES} files, over that of ${FILES / 10}`,
        measured: `${(all - few).toFixed(0)} MiB more (${all.toFixed(0)} MiB)`,
        budget: `≤ ${MAX_GROWTH_MIB} MiB more`,
        ok: all - few <= MAX_GROWTH_MIB,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Shipped scenarios in turn, each copy under a name of its own. */
function copies(folder: string): string[] {
  const shipped = readdirSync(SCENARIOS).filter((name) => name.endsWith('.yaml') && isSteady(name));
  return Array.from({ length: FILES }, (_, index) => {
    const file = join(folder, `${index}.yaml`);
    copyFileSync(join(SCENARIOS, shipped[index % shipped.length] ?? ''), file);
    return file;
  });
}

/** Without a trace beside it. */
function isSteady(name: string): boolean {
  return !readFileSync(join(SCENARIOS, name), 'utf8').includes('type: trace');
}
