import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivals, requestsPerHour, statedRequests } from '../../src/workload/arrivals.js';
import type { Shape } from '../../src/workload/shapes.js';
import { runs } from '../property-runs.js';
import { monthOf } from './months.js';

const rate = fc.double({ min: 0, max: 1000, noNaN: true });
const seed = fc.integer();

const smooth: fc.Arbitrary<Shape> = fc.oneof(
  fc.constant<Shape>({ type: 'steady' }),
  fc.record({
    type: fc.constant('daily' as const),
    peakHour: fc.double({ min: 0, max: 24, noNaN: true }),
    peakToMean: fc.double({ min: 1, max: 100, noNaN: true }),
    weekendFactor: fc.double({ min: 0.01, max: 3, noNaN: true }),
  }),
  fc.record({
    type: fc.constant('weekly' as const),
    weights: fc.array(fc.double({ min: 0.001, max: 9, noNaN: true }), { minLength: 168, maxLength: 168 }),
  }),
  fc.record({
    type: fc.constant('spikes' as const),
    count: fc.integer({ min: 0, max: 20 }),
    lengthS: fc.integer({ min: 1, max: 100 }),
    factor: rate,
    seed,
  }),
  fc.record({
    type: fc.constant('stages' as const),
    startRate: fc.double({ min: 0.1, max: 1000, noNaN: true }),
    stages: fc.array(fc.record({ target: rate, durationS: fc.integer({ min: 1, max: 10_000 }) }), {
      minLength: 1,
      maxLength: 5,
    }),
    afterwards: fc.constantFrom('repeat' as const, 'hold' as const, 'stop' as const),
  }),
  fc.record({ type: fc.constant('growth' as const), factor: fc.double({ min: 0.01, max: 100, noNaN: true }) }),
  fc.record({ type: fc.constant('noise' as const), variation: fc.double({ min: 0, max: 3, noNaN: true }), seed }),
);

const cron: fc.Arbitrary<Shape> = fc.record({
  type: fc.constant('cron' as const),
  everyS: fc.integer({ min: 7, max: 5000 }),
  burst: fc.integer({ min: 1, max: 5000 }),
});

const shapes: fc.Arbitrary<Shape> = fc.oneof(
  smooth,
  cron,
  fc
    .array(fc.record({ shape: fc.oneof(smooth, cron), share: fc.double({ min: 0.1, max: 9, noNaN: true }) }), {
      minLength: 1,
      maxLength: 3,
    })
    .map((parts): Shape => ({ type: 'sum', parts })),
  fc.tuple(smooth, cron).map((parts): Shape => ({ type: 'product', parts })),
);

const volumes = fc.record({
  requests: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.nat(), fc.maxSafeNat()),
  month: fc.tuple(fc.integer({ min: 2, max: 100 }), fc.integer({ min: 0, max: 6 })).map(([h, day]) => monthOf(h, day)),
  stepSeconds: fc.integer({ min: 1, max: 300 }),
});

describe('the requests of a month', () => {
  it('are whole, never negative, and add up to the volume asked for, whatever the shape', () => {
    fc.assert(
      fc.property(shapes, volumes, (shape, volume) => {
        const { counts, expected, impulses } = arrivals(shape, volume);
        expect(counts.length).toBe(Math.ceil(volume.month.seconds / volume.stepSeconds));
        expect(counts.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
        expect(counts.reduce((sum, count) => sum + BigInt(count), 0n)).toBe(BigInt(volume.requests));
        expect(impulses?.sizes.every((size) => Number.isInteger(size) && size >= 0) ?? true).toBe(true);
        const atOnce = impulses?.sizes.reduce((sum, size) => sum + size, 0) ?? 0;
        const oneByOne = expected.reduce((sum, mean) => sum + mean, 0);
        expect(Math.abs(atOnce + oneByOne - volume.requests)).toBeLessThanOrEqual(1e-6 * volume.requests);
      }),
      runs(200),
    );
  });

  it('a step never differs from its mean by one or more', () => {
    fc.assert(
      fc.property(smooth, volumes, (shape, volume) => {
        fc.pre(volume.requests < 1e9);
        const { counts, expected } = arrivals(shape, volume);
        expect(counts.every((count, step) => Math.abs(count - (expected[step] as number)) < 1 + 1e-6)).toBe(true);
      }),
      runs(50),
    );
  });

  it('lose nothing when folded into hours', () => {
    fc.assert(
      fc.property(shapes, volumes, (shape, volume) => {
        const hours = requestsPerHour(arrivals(shape, volume));
        expect(hours.length).toBe(volume.month.hours);
        expect(hours.reduce((sum, count) => sum + BigInt(count), 0n)).toBe(BigInt(volume.requests));
      }),
      runs(50),
    );
  });

  it('steps of any length see the same area', () => {
    fc.assert(
      fc.property(smooth, fc.integer({ min: 1, max: 300 }), (shape, stepSeconds) => {
        fc.pre(shape.type !== 'daily');
        const volume = { requests: 1_000_000_000, month: monthOf(25) };
        const hourly = requestsPerHour(arrivals(shape, { ...volume, stepSeconds: 60 }));
        const other = arrivals(shape, { ...volume, stepSeconds });
        // Up to the end of the whole steps in the first hour.
        const steps = Math.floor(3600 / stepSeconds);
        fc.pre(steps * stepSeconds === 3600);
        const upToHour = other.counts.slice(0, steps).reduce((sum, count) => sum + count, 0);
        expect(Math.abs(upToHour - (hourly[0] as number))).toBeLessThanOrEqual(2);
      }),
      runs(300),
    );
  });

  it('what stages state is the sum of their trapeziums', () => {
    const stage = fc.record({ target: fc.integer({ min: 1, max: 500 }), durationS: fc.integer({ min: 1, max: 3000 }) });
    fc.assert(
      fc.property(fc.array(stage, { minLength: 1, maxLength: 6 }), (stages) => {
        let from = 0;
        let area = 0;
        for (const { target, durationS } of stages) {
          area += (durationS * (from + target)) / 2;
          from = target;
        }
        expect(
          Math.abs((statedRequests({ type: 'stages', stages, afterwards: 'stop' }, monthOf(10)) ?? 0) - area),
        ).toBeLessThan(1);
      }),
    );
  });
});
