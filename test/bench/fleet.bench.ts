import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measurement } from './bench.js';
import { PROGRAM, peakMib, wallMs } from './process.js';

const ROWS = 1_000_000;
const MAX_SECONDS = 10;
const MAX_MIB = 300;

/** A million functions, from the start of the process to the table. */
export default async function fleet(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'crossover-fleet-bench-'));
  try {
    const file = join(folder, 'fleet.csv');
    writeFileSync(file, `name,requests,durationMs,memoryMb,usedMb\n${rows()}`);
    const argv = [PROGRAM, 'fleet', file, '--cpu-share', '0.4'];
    const seconds = wallMs(argv) / 1000;
    const mib = peakMib(argv);
    const what = `fleet of ${ROWS.toLocaleString('en-US')} rows, whole process`;
    return [
      { what, measured: `${seconds.toFixed(1)} s`, budget: `≤ ${MAX_SECONDS} s`, ok: seconds <= MAX_SECONDS },
      { what, measured: `${mib.toFixed(0)} MiB`, budget: `≤ ${MAX_MIB} MiB`, ok: mib <= MAX_MIB },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Requests from 1 to 100M, durations to 3 s, six sizes. */
function rows(): string {
  const sizes = [128, 256, 512, 1024, 2048, 3008];
  const lines = Array.from({ length: ROWS }, (_, at) => {
    const requests = Math.floor(10 ** ((at % 801) / 100));
    return `function-${at},${requests},${1 + ((at * 37) % 3000)},${sizes[at % 6]},${40 + (at % 89)}\n`;
  });
  return lines.join('');
}
