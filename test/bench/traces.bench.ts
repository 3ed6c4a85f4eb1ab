import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measurement, median } from './bench.js';
import { PROGRAM, peakMib, wallMs } from './process.js';

const ROWS = 1_000_000;
const MAX_MS = 2000;
const MAX_MIB = 200;
const ROUNDS = 3;

/** A trace of a million rows, read and run through Lambda and Fargate by the program. */
export default async function traces(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'crossover-bench-'));
  try {
    writeFileSync(join(folder, 'trace.csv'), traceText());
    const scenario = join(folder, 'trace.yaml');
    writeFileSync(scenario, SCENARIO);
    const argv = [PROGRAM, 'compare', scenario];
    const ms = median(Array.from({ length: ROUNDS }, () => wallMs(argv)));
    const mib = peakMib(argv);
    return [
      {
        what: 'a trace of 1,000,000 rows, whole process',
        measured: `${(ms / 1000).toFixed(2)} s`,
        budget: `≤ ${MAX_MS / 1000} s`,
        ok: ms <= MAX_MS,
      },
      { what: 'its memory', measured: `${mib.toFixed(0)} MiB`, budget: `≤ ${MAX_MIB} MiB`, ok: mib <= MAX_MIB },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const SCENARIO = `version: 1
name: A long trace
region: us-east-1
workloads:
  - { name: as counted, requests: 30M, durationMs: 120, cpuMs: 40, shape: { type: trace, file: trace.csv } }
designs:
  - { name: Lambda, services: [{ service: lambda, memoryMb: 1024 }] }
  - { name: Fargate, services: [{ service: fargate, vcpu: 1, memoryGb: 2, minTasks: 1 }] }
`;

/** Seconds of eleven days, busier by day. */
function traceText(): string {
  const rows = ['timestamp,requests'];
  for (let second = 0; second < ROWS; second += 1) {
    const byDay = 14 + 10 * Math.sin((2 * Math.PI * second) / 86_400);
    rows.push(`${1_767_225_600 + second},${Math.round(byDay + 3 * Math.sin(second))}`);
  }
  return `${rows.join('\n')}\n`;
}
