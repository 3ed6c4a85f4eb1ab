import { breakEven } from '../../src/estimate/decide/break-even.js';
import { uncertainty } from '../../src/estimate/decide/uncertainty.js';
import { loadPriceBook } from '../../src/io/price-files.js';
import { numericPath } from '../../src/scenario/numeric-path.js';
import { readScenario } from '../../src/scenario/read-scenario.js';
import type { Workload } from '../../src/scenario/scenario.js';
import { type Measurement, median } from './bench.js';

const MAX_BREAK_EVEN_MS = 100;
const MAX_UNCERTAINTY_MS = 2000;
const SAMPLES = 10_000;
const ROUNDS = 9;

const FILE = `version: 1
name: Lambda or Fargate
region: us-east-1
workloads:
  - name: w
    requests: { low: 1M, likely: 10M, high: 100M }
    durationMs: { p50: 200, p90: 500 }
    cpuMs: { low: 20, likely: 40, high: 80, distribution: pert }
designs:
  - { name: Lambda, services: [{ service: lambda, memoryMb: 512 }] }
  - { name: Lambda without cold starts, services: [{ service: lambda, memoryMb: 512, coldStarts: 0 }] }
  - { name: Fargate, services: [{ service: fargate, vcpu: 0.5, memoryGb: 1 }] }
`;

/** Steady traffic: one break-even with many crossings, and a sample of three ranges. */
export default async function decisions(): Promise<Measurement[]> {
  const book = loadPriceBook();
  const scenario = await readScenario(FILE, { regions: book.regions });
  const workload = scenario.workloads[0] as Workload;
  const path = numericPath('workloads.0.requests', scenario);
  const over = { path, from: 0, to: 1_000_000_000 };
  const between = ['Lambda without cold starts', 'Fargate'] as const;
  const { crossings } = await breakEven({ scenario, workload, between, over, book, points: 100 });
  const breakEvenMs = await medianMs(() => breakEven({ scenario, workload, between, over, book, points: 100 }));
  const cold = ['Lambda', 'Fargate'] as const;
  const coldMs = await medianMs(() => breakEven({ scenario, workload, between: cold, over, book, points: 100 }));
  const sampleMs = await medianMs(() => uncertainty({ scenario, workload, book, samples: SAMPLES, seed: 1 }));
  return [
    {
      what: `break-even over 0 to 1,000,000,000 requests, ${crossings.length} crossings`,
      measured: `${breakEvenMs.toFixed(0)} ms`,
      budget: `≤ ${MAX_BREAK_EVEN_MS} ms`,
      ok: breakEvenMs <= MAX_BREAK_EVEN_MS,
    },
    {
      what: 'the same with cold starts simulated',
      measured: `${coldMs.toFixed(0)} ms`,
      budget: `≤ ${MAX_BREAK_EVEN_MS} ms`,
      ok: coldMs <= MAX_BREAK_EVEN_MS,
    },
    {
      what: `${SAMPLES} uncertainty samples of three ranges on three designs`,
      measured: `${(sampleMs / 1000).toFixed(2)} s`,
      budget: `≤ ${MAX_UNCERTAINTY_MS / 1000} s`,
      ok: sampleMs <= MAX_UNCERTAINTY_MS,
    },
  ];
}

async function medianMs(step: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAt = performance.now();
    await step();
    times.push(performance.now() - startedAt);
  }
  return median(times);
}
