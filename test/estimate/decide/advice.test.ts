import { describe, expect, it } from 'vitest';
import { adviseOn } from '../../../src/estimate/decide/advice.js';
import { cheapestVariant } from '../../../src/estimate/decide/variants.js';
import { estimateDesign } from '../../../src/estimate/estimate.js';
import { loadPriceBook } from '../../../src/io/price-files.js';
import { readScenario } from '../../../src/scenario/read-scenario.js';
import type { Scenario } from '../../../src/scenario/scenario.js';
import { runInProcess } from '../../run-in-process.js';

const book = loadPriceBook();

async function scenarioOf(services: readonly object[], workload: object = {}): Promise<Scenario> {
  const file = {
    version: 1,
    name: 'advice',
    region: 'us-east-1',
    freeTier: false,
    workloads: [{ name: 'w', requests: 4_000_000, durationMs: 200, cpuMs: 50, ...workload }],
    designs: services.map((service, index) => ({ name: 'AB'[index], services: [service] })),
  };
  return readScenario(JSON.stringify(file), { regions: book.regions });
}

describe('variants', () => {
  it('finds I/O-Optimized storage where its price says so, and not where it does not', async () => {
    const cluster = { service: 'aurora-serverless', averageAcu: 2, storageGb: 100 };
    // 2 ACU × 730 h × (0.16 − 0.12) + 100 GB × (0.225 − 0.10) = 70.90 dearer, but without 0.20 a million I/O requests.
    const busy = await adviseOn(await scenarioOf([{ ...cluster, ioRequests: 400_000_000 }]), book);
    expect(busy[0]?.variants).toHaveLength(1);
    const [variant] = busy[0]?.variants ?? [];
    expect(variant?.changes).toEqual([{ at: 'designs.0.services.0', set: { storageConfiguration: 'io-optimized' } }]);
    expect(variant?.savedUsd.toFixed(2)).toBe((400 * 0.2 - 70.9).toFixed(2));
    const idle = await adviseOn(await scenarioOf([{ ...cluster, ioRequests: 300_000_000 }]), book);
    expect(idle[0]?.variants).toEqual([]);
  });

  it('keeps to the service level: two zones need two tasks', async () => {
    const task = { service: 'fargate', vcpu: 0.25, memoryGb: 0.5, architecture: 'arm64', minTasks: 3 };
    const scenario = await scenarioOf([task], { requests: 1000, serviceLevel: { zones: 2 } });
    const [advice] = await adviseOn(scenario, book);
    expect(advice?.variants[0]?.changes[0]?.set).toMatchObject({ minTasks: 2 });
  });

  it('ends where no single setting saves anything more', async () => {
    const scenario = await scenarioOf([
      { service: 'lambda', memoryMb: 4096 },
      { service: 'fargate', vcpu: 2, memoryGb: 8 },
    ]);
    const workload = scenario.workloads[0] ?? null;
    for (const design of scenario.designs) {
      const search = { scenario, workload, book };
      const variant = cheapestVariant(design, estimateDesign(scenario, workload, design, book), search);
      expect(variant).toBeDefined();
      const services = design.services.map((placed) => {
        const set = variant?.changes.find(({ at }) => at === placed.at)?.set ?? {};
        return {
          ...placed,
          input: { ...placed.input, ...set },
          given: new Set([...placed.given, ...Object.keys(set)]),
        };
      });
      const changed = { ...design, services };
      const estimate = estimateDesign(scenario, workload, changed, book);
      expect(estimate.feasible).toBe(true);
      expect(estimate.monthlyUsd.toFixed()).toBe(variant?.monthlyUsd.toFixed());
      expect(cheapestVariant(changed, estimate, search)).toBeUndefined();
    }
  });
});

describe('crossover compare --advice', () => {
  it('says why from what was computed, and what would be cheaper', async () => {
    const { stdout, code } = await runInProcess(['compare', 'test/fixtures/small-task.yaml', '--advice']);
    expect(code).toBe(0);
    const text = stdout.replace(/\s+/g, ' ');
    expect(text).toContain('Without any requests Lambda 512 MB costs $0.00, One task of 0.25 vCPU $9.01.');
    expect(text).toContain('One task of 0.25 vCPU is cheaper from 4,826,791 requests a month on.');
    // 1M × (0.0000002 + 0.1 GB-s × 0.0000133334)
    expect(text).toContain('Lambda 512 MB with services.0.architecture: arm64: $1.53 a month, $0.33 less.');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('gives programs the facts', async () => {
    const { stdout } = await runInProcess(['compare', 'test/fixtures/small-task.yaml', '--advice', '--json']);
    const { advice, scenarios } = JSON.parse(stdout);
    expect(scenarios[0].results).toHaveLength(6);
    expect(advice[0][0]).toMatchObject({ workload: '1M a month', flip: { over: 'requests', at: '4826791' } });
    expect(advice[0][0].facts).toContainEqual({
      about: 'floor',
      design: 'One task of 0.25 vCPU',
      usd: '9.010025',
      totalUsd: '9.010025',
    });
  });

  it('tells idle tasks and billed waiting', async () => {
    const [advice] = await adviseOn(
      await scenarioOf([
        { service: 'lambda', memoryMb: 1769, coldStarts: 0 },
        { service: 'fargate', vcpu: 0.25, memoryGb: 0.5, rpsPerTask: 10 },
      ]),
      book,
    );
    // 150 of 200 ms wait: 4M × 0.150 s × 1769 / 1024 GB × 0.0000166667.
    const waiting = advice?.facts.find(({ about }) => about === 'waiting');
    expect(waiting?.about === 'waiting' && waiting.usd.toFixed(2)).toBe(
      (4e6 * 0.15 * (1769 / 1024) * 0.0000166667).toFixed(2),
    );
    // 4M requests in 2,628,000 s are 1.522 a second of the 10 that one task is planned to carry.
    const idle = advice?.facts.find(({ about }) => about === 'idle');
    expect(idle?.about === 'idle' && idle.share).toBeCloseTo(1 - 4e6 / 2_628_000 / 10, 9);
  });
});
