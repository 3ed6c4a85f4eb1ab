import { describe, expect, it } from 'vitest';
import { parseMonth } from '../../../src/model/month.js';
import { cellStarts, environmentUse } from '../../../src/simulate/lambda/environment-use.js';
import type { FunctionPool } from '../../../src/simulate/lambda/function-pool.js';
import { steadyPool } from '../../../src/simulate/lambda/steady-pool.js';
import { WarmEnvironments } from '../../../src/simulate/lambda/warm-environments.js';
import { warmPool } from '../../../src/simulate/lambda/warm-pool.js';
import { arrivals } from '../../../src/workload/arrivals.js';
import type { Shape } from '../../../src/workload/shapes.js';
import { playEvents } from './event-model.js';

const POOL: Omit<FunctionPool, 'durationS' | 'lifetimeS'> = {
  ...{ rpsPerEnvironment: Number.POSITIVE_INFINITY, limit: 1_000_000, isLost: true },
  ...{ startsAtOnce: 1_000_000, startsPerSecond: 1_000_000 },
};

const SHAPES = {
  'a day': { type: 'daily', peakHour: 14, peakToMean: 3 },
  'minutes all different': { type: 'noise', variation: 0.5, seed: 2 },
  'ten minutes each very different': { type: 'noise', variation: 1, seed: 4, everyS: 600 },
  'ramps up and down by ten times': {
    type: 'stages',
    startRate: 1,
    stages: [
      { target: 10, durationS: 1200 },
      { target: 1, durationS: 1200 },
    ],
  },
} satisfies Record<string, Shape>;

/** The first hour is left out: the event model begins with no environment. */
const SETTLING_HOURS = 1;

interface Case {
  readonly shape: keyof typeof SHAPES;
  /** Mean requests per second. */
  readonly rate: number;
  readonly hours: number;
  readonly lifetimeS: number;
  readonly durationS: number;
  readonly stepS?: number;
}

/**
 * From one request in ten seconds to a thousand per second, with durations of 0.05 to 2 s and lifetimes of seconds to an
 * hour, each with some hundreds to thousands of cold starts. Nothing in the model was fitted to any of them.
 */
const CASES: readonly Case[] = [
  { shape: 'a day', rate: 0.1, hours: 744, lifetimeS: 3600, durationS: 2 },
  { shape: 'a day', rate: 30, hours: 48, lifetimeS: 60, durationS: 0.5 },
  // Lifetimes of whole steps of a minute, then of parts of steps.
  { shape: 'minutes all different', rate: 300, hours: 4, lifetimeS: 60, durationS: 0.5 },
  { shape: 'minutes all different', rate: 100, hours: 12, lifetimeS: 120, durationS: 0.3 },
  { shape: 'minutes all different', rate: 5, hours: 200, lifetimeS: 75, durationS: 0.3 },
  { shape: 'minutes all different', rate: 100, hours: 12, lifetimeS: 105, durationS: 0.3 },
  { shape: 'minutes all different', rate: 300, hours: 8, lifetimeS: 900, durationS: 0.1 },
  { shape: 'ten minutes each very different', rate: 1000, hours: 2, lifetimeS: 60, durationS: 0.1 },
  { shape: 'ten minutes each very different', rate: 300, hours: 8, lifetimeS: 3600, durationS: 0.2 },
  { shape: 'ramps up and down by ten times', rate: 1000, hours: 2, lifetimeS: 360, durationS: 0.1 },
  { shape: 'ramps up and down by ten times', rate: 50, hours: 48, lifetimeS: 1800, durationS: 1 },
  // Environments that start and expire within one step.
  { shape: 'ten minutes each very different', rate: 100, hours: 8, lifetimeS: 60, durationS: 0.2, stepS: 300 },
  { shape: 'ten minutes each very different', rate: 20, hours: 8, lifetimeS: 7, durationS: 0.05, stepS: 300 },
];

describe('changing loads, the fast model against the event model', () => {
  it.each(CASES)(
    '$shape at $rate per second of $durationS s, kept for $lifetimeS s',
    { timeout: 120_000 },
    (scenario) => {
      const { shape, rate, hours, lifetimeS, durationS, stepS = 60 } = scenario;
      const month = parseMonth(`${hours}h`) ?? expect.fail();
      const load = arrivals(SHAPES[shape], { requests: Math.round(rate * hours * 3600), month, stepSeconds: stepS });
      const { hours: hourly } = warmPool(load, { ...POOL, durationS, lifetimeS }, () => 0);
      const sum = (series: Float64Array) => series.subarray(SETTLING_HOURS).reduce((total, value) => total + value, 0);
      const events = playEvents({
        ...{ rates: load.expected.map((requests) => requests / stepS), stepS, lifetimeS, seed: 5 },
        ...{ warmS: durationS, coldS: durationS, settlingS: SETTLING_HOURS * 3600 },
      });
      const environments = sum(hourly.environments) / (hours - SETTLING_HOURS);
      expect(Math.abs(environments / events.environments - 1)).toBeLessThan(0.03);
      // The number of n rare events varies at random.
      const chance = 3 / Math.sqrt(events.cold);
      expect(Math.abs(sum(hourly.coldStarts) / events.cold - 1)).toBeLessThan(0.1 + chance);
      expect(events.cold).toBeGreaterThan(150);
    },
  );
});

describe('starts of environments', () => {
  const at = (durationS: number, lifetimeS: number): FunctionPool => ({ ...POOL, durationS, lifetimeS });

  it('are those of the equilibrium while a load is constant', () => {
    const month = parseMonth('240h') ?? expect.fail();
    for (const [rate, durationS, lifetimeS] of [
      [100, 0.5, 60],
      [5, 0.5, 360],
      [400, 0.1, 900],
    ] as const) {
      const load = arrivals({ type: 'steady' }, { requests: rate * month.seconds, month, stepSeconds: 60 });
      const { coldStarts } = warmPool(load, at(durationS, lifetimeS), () => 0);
      const { coldRate } = steadyPool({ rate, serviceS: durationS, lifetimeS }, 0);
      expect(coldStarts / (coldRate * month.seconds)).toBeGreaterThan(0.97);
      expect(coldStarts / (coldRate * month.seconds)).toBeLessThan(1.03);
    }
  });

  it('are as many as the environments afterwards, when there was none before and none expires', () => {
    for (const rate of [0.01, 1, 40, 200, 2000]) {
      for (const lifetimeS of [60, 360, 3600]) {
        const cells = cellStarts(1500);
        const use = environmentUse({ rate, serviceS: 0.5, lifetimeS }, cells, 60);
        const environments = new WarmEnvironments(cells, lifetimeS + 0.5, 0.5, 0.5);
        environments.advance(use, 60, 0);
        // Those that are always busy are certain to start.
        const busy = cells[use.firstCell] as number;
        expect(environments.warm - busy).toBeGreaterThan(0.1);
        expect((environments.started - busy) / (environments.warm - busy)).toBeGreaterThan(0.99);
        expect((environments.started - busy) / (environments.warm - busy)).toBeLessThan(1.01);
      }
    }
  });

  it('are a share of those that idle for about their lifetime: the last to become idle are the last to be used again', () => {
    const [serviceS, lifetimeS] = [0.5, 60];
    const cells = cellStarts(1500);
    const use = environmentUse({ rate: 2000, serviceS, lifetimeS }, cells, 60);
    const busy = cells[use.firstCell] as number;
    const nothing = { firstCell: 0, uses: new Float64Array(0), clustered: new Float64Array(0) };
    const startedAfter = (idleS: number) => {
      const environments = new WarmEnvironments(cells, lifetimeS + serviceS, serviceS, serviceS);
      environments.advance(use, 60, 0);
      const fresh = environments.started;
      environments.advance(nothing, idleS, 0);
      environments.advance(use, 60, 0);
      return (environments.started - (fresh - busy)) / busy;
    };
    // One lag before and after the lifetime: 1 / (1 + e) and e / (1 + e).
    expect(startedAfter(40)).toBeCloseTo(0, 1);
    expect(startedAfter(59.5)).toBeCloseTo(0.269, 1);
    expect(startedAfter(60)).toBeCloseTo(0.5, 1);
    expect(startedAfter(60.499)).toBeCloseTo(0.731, 1);
    expect(startedAfter(62)).toBeCloseTo(1, 1);
  });
});
