import { describe, expect, it } from 'vitest';
import { PointPrices } from '../../../src/estimate/compiled/point-prices.js';
import { breakEven } from '../../../src/estimate/decide/break-even.js';
import { exactOrder } from '../../../src/estimate/decide/compiled-comparison.js';
import { frontier } from '../../../src/estimate/decide/frontier.js';
import { loadPriceBook } from '../../../src/io/price-files.js';
import { numericPath } from '../../../src/scenario/numeric-path.js';
import { readScenario } from '../../../src/scenario/read-scenario.js';

const book = loadPriceBook();

interface Around {
  readonly freeTier?: boolean;
  readonly workload?: object;
}

const STEADY = { requests: 10_000_000, durationMs: 200, cpuMs: 40 };

/** Design A against design B, each of one service. */
async function scenarioOf(services: readonly [object, object], { freeTier = false, workload = STEADY }: Around = {}) {
  const file = {
    version: 1,
    name: 'break-even',
    region: 'us-east-1',
    freeTier,
    workloads: [{ name: 'w', ...workload }],
    designs: services.map((service, index) => ({ name: 'AB'[index], services: [service] })),
  };
  return readScenario(JSON.stringify(file), { regions: book.regions });
}

async function between(services: readonly [object, object], over: readonly [string, number, number], around?: Around) {
  const scenario = await scenarioOf(services, around);
  const [path, from, to] = over;
  const workload = scenario.workloads[0] ?? null;
  const range = { path: numericPath(path, scenario), from, to };
  return breakEven({ scenario, workload, between: ['A', 'B'], over: range, book, points: 50 });
}

const REQUESTS = 'workloads.0.requests';
const SMALL_TASK = { service: 'fargate', tasks: 1, vcpu: 0.25, memoryGb: 0.5 };

describe('published break-evens', () => {
  // https://www.deepakkarkala.com/playbooks/aws-for-mlops/compute/compute_when_to_use_which: Lambda against
  // one task of 0.25 vCPU and 0.5 GB, us-east-1, without the free tier.
  it.each([
    ['512 MB × 200 ms', { memoryMb: 512, durationMs: 200 }, 4.8],
    ['1 GB × 1 s', { memoryMb: 1024, durationMs: 1000 }, 0.53],
  ])('Lambda of %s: %s', async (_what, lambda, millions) => {
    const found = await between([{ service: 'lambda', ...lambda }, SMALL_TASK], [REQUESTS, 0, 1e9]);
    expect(found).toMatchObject({ method: 'exact', complete: true });
    expect(found.crossings).toHaveLength(1);
    const [{ at, before, after, totals } = { at: 0, totals: [] }] = found.crossings;
    const decimals = `${millions}`.split('.')[1]?.length ?? 0;
    expect((at / 1e6).toFixed(decimals)).toBe(`${millions}`);
    expect([before, after]).toEqual(['A', 'B']);
    // From this request on Lambda costs more, and one before it did not.
    expect(totals[0]?.monthlyUsd.gt(totals[1]?.monthlyUsd ?? 0)).toBe(true);
  });

  it('is the request that the prices give', async () => {
    // 0.25 vCPU × 730 h × 0.04048 + 0.5 GB × 730 h × 0.004445 = 9.010025; a request costs 0.0000002 + 0.1 GB-s × 0.0000166667.
    const perRequest = 0.2e-6 + 0.1 * 0.0000166667;
    const expected = Math.ceil(9.010025 / perRequest);
    const found = await between(
      [{ service: 'lambda', memoryMb: 512, durationMs: 200 }, SMALL_TASK],
      [REQUESTS, 0, 1e9],
    );
    expect(found.crossings[0]?.at).toBe(expected);
  });
});

describe('several crossings', () => {
  it('finds each step of tasks that goes over the line, and each return', async () => {
    const services = [
      { service: 'lambda', memoryMb: 512, coldStarts: 0 },
      { service: 'fargate', vcpu: 0.5, memoryGb: 1, rpsPerTask: 3 },
    ] as const;
    const found = await between(services, [REQUESTS, 0, 1e9], { freeTier: true });
    // A task more from the first request that three a second per task do not carry: 3 × 2,628,000 s each.
    const backs = found.crossings.filter(({ after }) => after === 'A').map(({ at }) => at);
    expect(backs.length).toBeGreaterThan(2);
    for (const at of backs) expect((at - 1) % (3 * 2_628_000)).toBe(0);
    expect(found.crossings.map(({ after }) => after)).toEqual(
      found.crossings.map((_, index) => (index % 2 ? 'A' : 'B')),
    );
  });

  it('finds the two crossings that tiers make', async () => {
    // arm64 is cheaper until x86_64, whose usage elsewhere has reached a lower tier, catches up; with equal rates it cannot.
    const scenario = await scenarioOf([
      { service: 'lambda', architecture: 'arm64', memoryMb: 1250, durationMs: 1000 },
      { service: 'lambda', architecture: 'x86_64', memoryMb: 1024, durationMs: 1000 },
    ]);
    const workload = scenario.workloads[0] ?? null;
    const over = { path: numericPath(REQUESTS, scenario), from: 1, to: 40e9 };
    const found = await breakEven({ scenario, workload, between: ['A', 'B'], over, book, points: 2 });
    // By hand: GB-s are r × 1.220703125 on arm64 and r on x86_64, priced by the tiers of both.
    const walk = (gbs: number, tiers: readonly (readonly [number, number])[]) =>
      tiers.reduce((usd, [start, price], tier) => {
        const end = tiers[tier + 1]?.[0] ?? Number.POSITIVE_INFINITY;
        return usd + Math.max(0, Math.min(gbs, end) - start) * price;
      }, 0);
    const arm = [
      [0, 0.0000133334],
      [7.5e9, 0.0000120001],
      [18.75e9, 0.0000106667],
    ] as const;
    const x86 = [
      [0, 0.0000166667],
      [6e9, 0.000015],
      [15e9, 0.0000133334],
    ] as const;
    const order = (requests: number) => Math.sign(walk(requests * 1.220703125, arm) - walk(requests, x86));
    const expected: number[] = [];
    for (let at = 1e6; at <= 40e9; at += 1e6) if (order(at) !== order(at - 1e6 || 1)) expected.push(at);
    expect(found.crossings).toHaveLength(expected.length);
    for (const [index, { at }] of found.crossings.entries()) {
      expect(Math.abs(at - (expected[index] ?? 0))).toBeLessThanOrEqual(1e6);
    }
  });

  it('says so where both cost the same', async () => {
    const lambda = { service: 'lambda', memoryMb: 512 };
    const same = await between([lambda, lambda], [REQUESTS, 0, 1e9]);
    expect(same.stretches).toEqual([{ from: 0, to: 1e9, cheaper: null }]);
    // Both are free up to the free tier of the dearer one.
    const free = await between([lambda, { ...lambda, memoryMb: 1024 }], [REQUESTS, 0, 1e9], { freeTier: true });
    expect(free.stretches.map(({ cheaper }) => cheaper)).toEqual([null, 'A']);
  });
});

type Case = readonly [string, readonly [object, object], readonly [string, number, number], Around];

const CASES: readonly Case[] = [
  [
    'steps of tasks',
    [
      { service: 'lambda', memoryMb: 128, durationMs: 400 },
      { service: 'fargate', vcpu: 0.25, memoryGb: 0.5, rpsPerTask: 0.001, capacityProvider: 'FARGATE_SPOT' },
    ],
    [REQUESTS, 2600, 9000],
    { workload: { requests: 1000, durationMs: 400 } },
  ],
  [
    'memory of a function against a task',
    [
      { service: 'lambda', memoryMb: 128, coldStarts: 0 },
      { service: 'fargate', vcpu: 0.5, memoryGb: 1 },
    ],
    ['designs.0.services.0.memoryMb', 128, 700],
    {},
  ],
  [
    'requests around the free tier',
    [
      { service: 'lambda', memoryMb: 3008, coldStarts: 0 },
      { service: 'fargate', tasks: 1, hoursPerTask: 0.02, vcpu: 0.25, memoryGb: 0.5 },
    ],
    [REQUESTS, 680_000, 681_500],
    { freeTier: true, workload: { requests: 1, durationMs: 200, cpuMs: 1 } },
  ],
  [
    'ACUs',
    [
      { service: 'aurora-serverless', averageAcu: 1 },
      { service: 'fargate', vcpu: 1, memoryGb: 2, rpsPerTask: 20 },
    ],
    ['workloads.0.requestsPerSecond', 1, 200],
    { workload: { requestsPerSecond: 10, durationMs: 20 } },
  ],
  [
    'cold starts of seldom requests, which cost more than the requests',
    [
      { service: 'lambda', memoryMb: 1024, initMs: 9000, warmLifetimeS: 60 },
      { service: 'fargate', tasks: 1, hoursPerTask: 25, vcpu: 0.25, memoryGb: 0.5 },
    ],
    [REQUESTS, 0, 4000],
    { workload: { requests: 1000, durationMs: 200, cpuMs: 20 } },
  ],
  [
    'cold starts of a busy function',
    [
      { service: 'lambda', memoryMb: 1024 },
      { service: 'fargate', tasks: 2, vcpu: 0.5, memoryGb: 1 },
    ],
    [REQUESTS, 15_408_600, 15_409_400],
    { workload: { requests: 10_000_000, durationMs: 140, cpuMs: 20 } },
  ],
  [
    'cold starts over durations',
    [
      { service: 'lambda', memoryMb: 1024 },
      { service: 'fargate', tasks: 2, vcpu: 0.5, memoryGb: 1 },
    ],
    ['workloads.0.durationMs', 200, 260],
    { workload: { requests: 10_000_000, durationMs: 230, cpuMs: 20 } },
  ],
  [
    'ACUs that follow the requests',
    [
      { service: 'aurora-serverless', queriesPerRequest: 40 },
      { service: 'fargate', vcpu: 1, memoryGb: 2, rpsPerTask: 1 },
    ],
    [REQUESTS, 1_000_000, 60_000_000],
    { workload: { requests: 10_000_000, durationMs: 20 } },
  ],
];

it.each<Case>(CASES)('misses nothing: %s', async (...[, services, over, around]) => {
  const found = await between(services, over, around);
  expect(found.method).toBe('exact');
  const scenario = await scenarioOf(services, around);
  const [text, from, to] = over;
  const path = numericPath(text, scenario);
  const prices = await PointPrices.of({ scenario, workload: scenario.workloads[0] ?? null, paths: [path], book }, [to]);
  const step = Math.max(1, Math.floor((to - from) / 400));
  for (let at = from; at <= to; at += step) {
    const stretch = found.stretches.find((candidate) => candidate.from <= at && at <= candidate.to);
    const order = exactOrder(prices, [0, 1], at);
    // A single value at which both cost the same is the start of what follows.
    if (order !== 0) expect(stretch?.cheaper, `at ${at}`).toBe(order === -1 ? 'A' : 'B');
  }
  for (const { at, before, after } of found.crossings) {
    const orders = [at - found.resolution, at].map((value) => exactOrder(prices, [0, 1], value));
    if (orders[1] !== 0) expect(orders[1]).toBe(after === 'A' ? -1 : 1);
    if (before !== null) expect(orders[0]).toBe(before === 'A' ? -1 : 1);
  }
});

it('is found on a grid, and says so, where the traffic is simulated', async () => {
  const workload = { requests: 1_000_000, durationMs: 200, cpuMs: 200, shape: { type: 'daily', peakToMean: 2 } };
  const services = [{ service: 'lambda', memoryMb: 512, durationMs: 200 }, SMALL_TASK] as const;
  const found = await between(services, [REQUESTS, 0, 20e6], { workload });
  expect(found.method).toBe('grid');
  expect(found.gridValues).toBeGreaterThan(40);
  expect(found.crossings).toHaveLength(1);
});

it('follows a break-even along a second number: the longer a request, the fewer make a task cheaper', async () => {
  const scenario = await scenarioOf([{ service: 'lambda', memoryMb: 512 }, SMALL_TASK]);
  const workload = scenario.workloads[0] ?? null;
  const over = { path: numericPath(REQUESTS, scenario), from: 0, to: 1e9 };
  const along = { path: numericPath('workloads.0.durationMs', scenario), from: 40, to: 400 };
  const { rows } = await frontier({ scenario, workload, between: ['A', 'B'], over, book, points: 10 }, along, 4);
  const at = rows.map(({ found }) => found.crossings[0]?.at ?? 0);
  expect(rows.map((row) => row.at)).toEqual([40, 160, 280, 400]);
  expect(at).toEqual([...at].sort((a, b) => b - a));
});
