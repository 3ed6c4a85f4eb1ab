import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMonth } from '../../../src/model/month.js';
import type { FunctionPool, PoolMonth } from '../../../src/simulate/lambda/function-pool.js';
import { steadyPool } from '../../../src/simulate/lambda/steady-pool.js';
import { warmPool } from '../../../src/simulate/lambda/warm-pool.js';
import { erlangB } from '../../../src/simulate/queueing.js';
import { type Arrivals, arrivals } from '../../../src/workload/arrivals.js';
import type { Shape } from '../../../src/workload/shapes.js';
import { runs } from '../../property-runs.js';
import { type EventLoad, playEvents } from './event-model.js';
import { IDLE_MINUTES, MEASURED_RUNS, type MeasuredRun } from './measured-lambda-runs.js';

const POOL: FunctionPool = {
  durationS: 0.5,
  rpsPerEnvironment: 10,
  lifetimeS: 360,
  limit: 1_000_000,
  startsAtOnce: 1_000_000,
  startsPerSecond: 1_000_000,
  isLost: true,
};

function month(hours: number) {
  const parsed = parseMonth(`${hours}h`);
  if (parsed === undefined) throw new Error(`no month of ${hours} h`);
  return parsed;
}

function arrivalsOf(shape: Shape, rate: number, hours: number, stepSeconds = 60): Arrivals {
  return arrivals(shape, { requests: Math.round(rate * hours * 3600), month: month(hours), stepSeconds });
}

/** Mean of |ours / measured − 1|. */
function meanError(ours: (run: MeasuredRun) => number, measured: (run: MeasuredRun) => number): number {
  return MEASURED_RUNS.reduce((sum, run) => sum + Math.abs(ours(run) / measured(run) - 1), 0) / MEASURED_RUNS.length;
}

describe('against 20 measured runs on AWS Lambda', () => {
  const environments = (run: MeasuredRun) => run.environments;
  const coldShare = (run: MeasuredRun) => run.coldShare;

  it('the fast model: environments to 3.1%, cold starts to 14%', () => {
    const pool = ({ rate, warmMs }: MeasuredRun) =>
      steadyPool({ rate, serviceS: warmMs / 1000, lifetimeS: IDLE_MINUTES * 60 }, 0);
    expect(meanError((run) => pool(run).environments, environments)).toBeLessThanOrEqual(0.031);
    expect(meanError((run) => pool(run).coldRate / run.rate, coldShare)).toBeLessThanOrEqual(0.14);
  });

  it('the event model, run long: environments to 3.1%, cold starts to 13.1%', { timeout: 300_000 }, () => {
    // The measured functions do the same work each time. Runs are long enough for 10,000 cold starts.
    const played = new Map(
      MEASURED_RUNS.map((run) => {
        const requests = Math.min(8_000_000, Math.max(400_000, 20_000_000 * run.rate));
        const load: EventLoad = {
          rates: [run.rate],
          stepS: requests / run.rate,
          warmS: run.warmMs / 1000,
          coldS: run.coldMs / 1000,
          serviceTimes: 'constant',
          lifetimeS: IDLE_MINUTES * 60,
          settlingS: requests / run.rate / 50,
          seed: 1,
        };
        return [run, playEvents(load)] as const;
      }),
    );
    const countsOf = (run: MeasuredRun) => played.get(run) ?? expect.fail('not simulated');
    expect(meanError((run) => countsOf(run).environments, environments)).toBeLessThanOrEqual(0.031);
    expect(meanError((run) => countsOf(run).cold / countsOf(run).arrived, coldShare)).toBeLessThanOrEqual(0.131);
  });
});

describe('the event model', () => {
  it('has the results that the authors of SimFaaS publish', () => {
    // README of SimFaaS: cold .0013 to .0014, servers 7.66 to 7.69, running 1.788 to 1.797, one run of 1e6 s each.
    const load = { rates: [0.9], stepS: 4e6, warmS: 1.991, coldS: 2.244, lifetimeS: 600, seed: 1 };
    const { arrived, cold, environments, busy } = playEvents(load);
    expect(cold / arrived).toBeGreaterThan(0.00125);
    expect(cold / arrived).toBeLessThan(0.00145);
    expect(environments).toBeCloseTo(7.675, 1);
    expect(busy).toBeCloseTo(1.7925, 1);
  });

  it('loses at its limit what Erlang B says: 0.5045 of 2,016 erlangs on 1,000', () => {
    // examples/03 of SimFaaS: .5039 of one run of 1,000 s.
    const load = {
      rates: [1000],
      stepS: 240,
      warmS: 2.016,
      coldS: 2.016,
      lifetimeS: 600,
      concurrencyLimit: 1000,
      seed: 1,
    };
    const { arrived, rejected } = playEvents({ ...load, settlingS: 30 });
    expect(erlangB(1000, 2016)).toBeCloseTo(0.5045, 4);
    expect(rejected / arrived / erlangB(1000, 2016)).toBeCloseTo(1, 2);
  });
});

describe('the fast model against the event model', () => {
  /** The relative error of a count of n rare events, three times over. */
  const chance = (count: number) => 3 / Math.sqrt(count);

  function expectAgreement(
    ours: { environments: number; cold: number },
    played: { environments: number; cold: number },
  ) {
    expect(Math.abs(ours.environments / played.environments - 1)).toBeLessThan(0.03);
    expect(Math.abs(ours.cold / played.cold - 1)).toBeLessThan(0.1 + chance(played.cold));
  }

  it.each([
    [0.01, 1, 60],
    [0.003, 0.2, 3600],
    [0.1, 0.3, 60],
    [0.1, 5, 900],
    [1, 0.1, 60],
    [1, 2, 600],
    [10, 0.2, 60],
    [10, 1, 360],
    [100, 0.1, 60],
    [100, 0.5, 120],
    [1000, 0.1, 60],
    [1000, 0.5, 60],
  ])('%d requests per second of %d s, kept for %d s', { timeout: 120_000 }, (rate, serviceS, lifetimeS) => {
    const seconds = Math.max(2_000_000 / rate, 20 * lifetimeS);
    const settlingS = Math.min(seconds / 4, 10 * lifetimeS);
    const load = { rates: [rate], stepS: seconds, warmS: serviceS, coldS: serviceS, lifetimeS, settlingS, seed: 11 };
    const played = playEvents(load);
    const { environments, coldRate } = steadyPool({ rate, serviceS, lifetimeS }, 0);
    expectAgreement({ environments, cold: coldRate * (seconds - settlingS) }, played);
  });

  const SHAPES: Readonly<Record<string, Shape>> = {
    daily: { type: 'daily', peakHour: 14, peakToMean: 3 },
    spikes: { type: 'spikes', count: 12, lengthS: 900, factor: 20, seed: 3 },
    noise: { type: 'noise', variation: 0.5, seed: 2 },
    'noisy days': {
      type: 'product',
      parts: [
        { type: 'daily', peakHour: 14, peakToMean: 2 },
        { type: 'noise', variation: 1, seed: 2, everyS: 300 },
      ],
    },
  };

  it.each(Object.keys(SHAPES).flatMap((name) => [0.05, 1, 10].map((rate) => [name, rate] as const)))(
    '%s at %d requests per second',
    { timeout: 120_000 },
    (name, rate) => {
      const load = arrivalsOf(SHAPES[name] as Shape, rate, 120);
      const pool = { ...POOL, durationS: 0.8, lifetimeS: 360 };
      const ours = warmPool(load, pool, () => 0);
      const times = { stepS: 60, warmS: 0.8, coldS: 0.8, lifetimeS: 360, seed: 5 };
      const played = playEvents({ ...times, rates: load.expected.map((requests) => requests / 60) });
      expectAgreement({ environments: ours.averageEnvironments, cold: ours.coldStarts }, played);
    },
  );
});

describe('warmPool()', () => {
  const shape: fc.Arbitrary<Shape> = fc.oneof(
    fc.record({
      type: fc.constant('daily' as const),
      peakHour: fc.integer({ min: 0, max: 23 }),
      peakToMean: fc.double({ min: 1, max: 8, noNaN: true }),
    }),
    fc.record({
      type: fc.constant('spikes' as const),
      count: fc.integer({ min: 1, max: 5 }),
      lengthS: fc.integer({ min: 60, max: 7200 }),
      factor: fc.double({ min: 0, max: 200, noNaN: true }),
      seed: fc.nat(1000),
    }),
    fc.record({
      type: fc.constant('cron' as const),
      everyS: fc.integer({ min: 60, max: 20_000 }),
      burst: fc.integer({ min: 1, max: 5000 }),
    }),
  );
  const pools: fc.Arbitrary<FunctionPool> = fc.record({
    durationS: fc.double({ min: 0.001, max: 300, noNaN: true }),
    rpsPerEnvironment: fc.constantFrom(10, Number.POSITIVE_INFINITY),
    lifetimeS: fc.integer({ min: 60, max: 3600 }),
    limit: fc.integer({ min: 1, max: 2000 }),
    startsAtOnce: fc.constantFrom(5, 1000),
    startsPerSecond: fc.constantFrom(5, 100),
    isLost: fc.boolean(),
  });

  /** Each minute more requests at once than the limit, each longer than a minute. */
  const BURSTS_BESIDE_A_BACKLOG: [Shape, FunctionPool, number, 60 | 10 | 300][] = (
    [
      [66, 3945, 121.7, 219, 397_460],
      [61, 3622, 84.3, 232, 1_381_851],
      [64, 1, 182.4, 845, 1_177_530],
    ] as const
  ).map(([everyS, burst, durationS, limit, requests]) => [
    { type: 'cron', everyS, burst },
    { ...POOL, durationS, limit, lifetimeS: 1396, startsAtOnce: 5, startsPerSecond: 100, isLost: false },
    requests,
    60,
  ]);

  it('serves, loses or keeps in its backlog every request', () => {
    fc.assert(
      fc.property(
        shape,
        pools,
        fc.nat(3_000_000),
        fc.constantFrom<60 | 10 | 300>(60, 10, 300),
        (curve, pool, requests, stepSeconds) => {
          const load = arrivals(curve, { requests, month: month(24), stepSeconds });
          const { served, throttled, waiting, coldStarts, averageConcurrency, peakConcurrency, averageEnvironments } =
            warmPool(load, pool, () => 0);
          expect(served + throttled + waiting).toBe(requests);
          expect(pool.isLost ? waiting : throttled).toBe(0);
          for (const counted of [served, throttled, waiting, coldStarts]) expect(counted).toBeGreaterThanOrEqual(0);
          expect(coldStarts).toBeLessThanOrEqual(served);
          // Requests from before the month still run at its start.
          expect(averageConcurrency).toBeLessThanOrEqual(pool.limit * (1 + pool.durationS / 86_400));
          expect(averageEnvironments).toBeGreaterThanOrEqual(0);
          expect(peakConcurrency).toBeGreaterThanOrEqual(0);
        },
      ),
      { ...runs(60), examples: BURSTS_BESIDE_A_BACKLOG },
    );
  });

  it('is the closed form on a constant curve', () => {
    const load = arrivalsOf({ type: 'steady' }, 5, 730);
    const { averageEnvironments, coldStarts } = warmPool(load, POOL, () => 0);
    const { environments, coldRate } = steadyPool({ rate: 5, serviceS: 0.5, lifetimeS: 360 }, 0);
    expect(averageEnvironments / environments).toBeCloseTo(1, 2);
    expect(coldStarts / (coldRate * 730 * 3600)).toBeCloseTo(1, 1);
  });

  it.each([
    [1, 200, 360, 300],
    [1, 60, 60, 60],
    [1, 30, 60, 60],
    [20, 0.05, 7, 300],
    [20, 0.5, 60, 300],
  ])(
    'is the closed form at %d per second of %d s, kept for %d s, in steps of %d s',
    (rate, durationS, lifetimeS, step) => {
      const load = arrivalsOf({ type: 'steady' }, rate, 24, step);
      const pool = { ...POOL, durationS, lifetimeS, rpsPerEnvironment: Number.POSITIVE_INFINITY };
      const { averageEnvironments, coldStarts } = warmPool(load, pool, () => 0);
      const { environments, coldRate } = steadyPool({ rate, serviceS: durationS, lifetimeS }, 0);
      expect(Math.abs(averageEnvironments / environments - 1)).toBeLessThan(0.01);
      expect(Math.abs(coldStarts / (coldRate * 86_400) - 1)).toBeLessThan(0.02);
    },
  );

  it('counts a load close to the smallest number as none', () => {
    const shape: Shape = { type: 'daily', peakHour: 0, peakToMean: 1, weekendFactor: 5e-324 };
    const { averageEnvironments, coldStarts, hours } = warmPool(arrivalsOf(shape, 5, 168), POOL, () => 0);
    expect(averageEnvironments).toBeGreaterThan(0);
    expect(coldStarts).toBeGreaterThan(0);
    expect(hours.environments.at(-1)).toBe(0);
  });

  it('starts one environment for each request of a burst, and again when they have expired', () => {
    const cron = (everyS: number) => arrivals({ type: 'cron', everyS, burst: 40 }, cronVolume(everyS));
    const cronVolume = (everyS: number) => ({
      requests: 40 * Math.ceil(86_400 / everyS),
      month: month(24),
      stepSeconds: 60,
    });
    const pool = { ...POOL, lifetimeS: 300, durationS: 1 };
    expect(warmPool(cron(240), pool, () => 0)).toMatchObject({ coldStarts: 40, peakConcurrency: 40 });
    expect(warmPool(cron(600), pool, () => 0)).toMatchObject({ coldStarts: 40 * 144, peakConcurrency: 40 });
  });

  it('loses at the limit what Erlang B says: 2,016 erlangs on 1,000', () => {
    const load = arrivalsOf({ type: 'steady' }, 1000, 24);
    const { served, throttled } = warmPool(load, { ...POOL, durationS: 2.016, limit: 1000 }, () => 0);
    expect(throttled / (served + throttled) / erlangB(1000, 2016)).toBeCloseTo(1, 2);
  });

  it('starts 1,000 at once and 100 per second: further requests are lost or wait', () => {
    const burst = arrivals(
      { type: 'cron', everyS: 86_400, burst: 3000 },
      { requests: 3000, month: month(24), stepSeconds: 10 },
    );
    const rules = { ...POOL, durationS: 60, startsAtOnce: 1000, startsPerSecond: 100 };
    expect(warmPool(burst, rules, () => 0)).toMatchObject({ throttled: 2000, served: 1000 });
    const waited = warmPool(burst, { ...rules, isLost: false }, () => 0);
    expect(waited).toMatchObject({ throttled: 0, served: 3000, waiting: 0 });
    expect(waited.longestDelayS).toBeGreaterThan(10);
    expect(waited.longestDelayS).toBeLessThan(60);
  });

  it('starts 1,000 at once and 100 per second for requests that arrive one by one, too', () => {
    // From nothing to 100 requests per second of 100 s each, an offered load of 10,000: 1,000 environments after the first
    // ten seconds, 1,000 more after every ten. A request that finds none idle is lost.
    const jump: Shape = {
      type: 'stages',
      stages: [
        { target: 0, durationS: 600 },
        { target: 100, durationS: 0 },
        { target: 100, durationS: 3000 },
      ],
      afterwards: 'stop',
    };
    const load = arrivals(jump, { requests: 300_000, month: month(1), stepSeconds: 10 });
    const rules = { ...POOL, durationS: 100, startsAtOnce: 1000, startsPerSecond: 100 };
    const { throttled } = warmPool(load, rules, () => 0);
    const fast = warmPool(load, { ...rules, startsAtOnce: 10_000 }, () => 0);
    expect(throttled).toBeGreaterThan(fast.throttled);
    // The load needs 100 more environments per second at first, and has them but for the steps of ten seconds.
    expect(throttled / 300_000).toBeLessThan(0.1);
    const slow = warmPool(load, { ...rules, startsAtOnce: 1000, startsPerSecond: 10 }, () => 0);
    // With 1,000 environments at once and ten more per second, t seconds after the jump 10 new ones and the 10 + 0.1 t that
    // have become idle serve some of 100 requests per second: 80 − 0.1 t are lost, 32,000 or 10.7% in total. Erlang B, which
    // takes each step as an equilibrium, loses somewhat more.
    expect(slow.throttled / 300_000).toBeGreaterThan(0.1);
    expect(slow.throttled / 300_000).toBeLessThan(0.16);
  });

  it('has starts for a second burst only as far as they were refilled', () => {
    const bursts = (everyS: number) =>
      warmPool(
        arrivals({ type: 'cron', everyS, burst: 1000 }, { requests: 2000, month: month(1), stepSeconds: 10 }),
        { ...POOL, durationS: 3000, lifetimeS: 60, startsAtOnce: 1000, startsPerSecond: 0.1 },
        () => 0,
      );
    // Two bursts half an hour apart: 180 starts were refilled, and the first 1,000 environments are still busy.
    expect(bursts(1800)).toMatchObject({ served: 1180, throttled: 820 });
  });

  it('has fewer cold starts with more provisioned environments', () => {
    const load = arrivalsOf({ type: 'daily', peakHour: 12, peakToMean: 2 }, 10, 240);
    const colds = [0, 5, 10, 20, 60].map((provisioned) => warmPool(load, POOL, () => provisioned));
    const falls = (figure: (pool: PoolMonth) => number) =>
      colds.every((pool, index) => index === 0 || figure(pool) <= figure(colds[index - 1] as PoolMonth));
    expect(falls((pool) => pool.coldStarts)).toBe(true);
    expect(falls((pool) => -pool.provisionedServed)).toBe(true);
    expect(colds.at(-1)).toMatchObject({ coldStarts: 0, averageEnvironments: 60 });
    expect(colds.at(-1)?.provisionedServed).toBe(colds.at(-1)?.served);
  });
});
