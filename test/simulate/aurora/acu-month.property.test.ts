import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acuMonth, type DatabaseInstance } from '../../../src/simulate/aurora/acu-month.js';
import { steadyAcuMonth } from '../../../src/simulate/aurora/steady-acu-month.js';
import { type Arrivals, arrivals } from '../../../src/workload/arrivals.js';
import type { Shape } from '../../../src/workload/shapes.js';
import { runs } from '../../property-runs.js';
import { monthOf } from '../../workload/months.js';
import { referenceMonth } from './acu-reference.js';

const TWO_HOURS = monthOf(2);

const plain: fc.Arbitrary<Shape> = fc.oneof(
  fc.record({
    type: fc.constant('noise' as const),
    variation: fc.double({ min: 0, max: 2, noNaN: true }),
    seed: fc.nat(),
  }),
  fc.record({
    type: fc.constant('spikes' as const),
    count: fc.integer({ min: 1, max: 8 }),
    lengthS: fc.integer({ min: 30, max: 800 }),
    factor: fc.integer({ min: 0, max: 50 }),
    seed: fc.nat(),
  }),
  fc
    .record({
      type: fc.constant('stages' as const),
      stages: fc.array(
        fc.record({ target: fc.integer({ min: 0, max: 100 }), durationS: fc.integer({ min: 60, max: 10_000 }) }),
        { minLength: 1, maxLength: 6 },
      ),
    })
    // Within two hours there must be requests.
    .filter(({ stages }) => {
      const beforeS = (index: number) => stages.slice(0, index).reduce((sum, { durationS }) => sum + durationS, 0);
      return stages.some(({ target }, index) => target > 0 && beforeS(index) < TWO_HOURS.seconds);
    }),
);
const cron: fc.Arbitrary<Shape> = fc.record({
  type: fc.constant('cron' as const),
  everyS: fc.integer({ min: 100, max: 3000 }),
  burst: fc.integer({ min: 1, max: 50 }),
  offsetS: fc.integer({ min: 0, max: 1000 }),
});
const shape = fc.oneof(
  plain,
  cron,
  fc.tuple(plain, cron).map(
    ([one, other]): Shape => ({
      type: 'sum',
      parts: [
        { shape: one, share: 3 },
        { shape: other, share: 1 },
      ],
    }),
  ),
);
const pause = fc.record({
  awakeS: fc.integer({ min: 300, max: 600 }),
  share: fc.constantFrom(1, 0.3, 0),
  resumeS: fc.constant(15),
  longResumeS: fc.constant(30),
});
const instance: fc.Arbitrary<DatabaseInstance> = fc.record({
  minAcu: fc.constantFrom(0.5, 1, 4),
  maxAcu: fc.constantFrom(4, 16, 256),
  doublingS: fc.constantFrom(10, 60, 200),
  halvingS: fc.constantFrom(60, 300),
  queriesPerRequest: fc.constantFrom(0, 1, 20),
  queriesPerSecondPerAcu: fc.constantFrom(10, 100),
  patienceS: fc.constantFrom(30, 60, Number.POSITIVE_INFINITY),
  pause: fc.option(pause, { nil: null }),
});
const requests = fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 2_000_000 }));

/**
 * The error of the paused seconds where the awake time is not whole minutes: then the requests expected before a time change
 * their slope within a step, which the simulation takes as linear. With a part p of a minute beyond the whole ones the
 * deviation is at most p (1 − p) × the difference of two minutes, so that exp(−expected) is off by a factor of at most
 * e^deviation.
 */
function pauseError(
  paused: readonly number[],
  { expected, stepSeconds }: Arrivals,
  { pause }: DatabaseInstance,
): number {
  if (pause === null) return 0;
  const whole = Math.floor(pause.awakeS / stepSeconds);
  const part = pause.awakeS / stepSeconds - whole;
  const expectedIn = (step: number) => expected.at((step - whole) % expected.length) as number;
  return paused.reduce((sum, share, second) => {
    const step = Math.floor(second / stepSeconds);
    const deviation = part * (1 - part) * pause.share * Math.abs(expectedIn(step) - expectedIn(step - 1));
    return sum + Math.min(1, Math.max(share, Number.MIN_VALUE) * Math.expm1(deviation));
  }, 0);
}

describe('the capacity of two hours', () => {
  it('is that of a simulation second by second', () => {
    fc.assert(
      fc.property(shape, requests, instance, (curve, volume, database) => {
        const load = arrivals(curve, { requests: volume, month: TWO_HOURS, stepSeconds: 1 });
        const fast = acuMonth(load, database, TWO_HOURS.seconds);
        const naive = referenceMonth(load, database, TWO_HOURS.seconds);
        expect(Math.abs(fast.halfAcuSeconds - naive.acuSeconds * 2)).toBeLessThanOrEqual(0.5 + 1e-6 * naive.acuSeconds);
        expect(fast.pausedS).toBeCloseTo(naive.pausedS, 1);
        expect(fast.resumes).toBeCloseTo(naive.resumes, 2);
        expect(Math.abs(fast.lostRequests - naive.lostRequests)).toBeLessThanOrEqual(1e-6 * volume + 1e-6);
      }),
      runs(12),
    );
  }, 120_000);

  // Where pauses and capacity change within the same minute, each counts with its mean.
  it('is the same in steps of a minute with an even rate, to 1% and a minute for each resume', () => {
    fc.assert(
      fc.property(plain, requests, instance, (curve, volume, database) => {
        const load = arrivals(curve, { requests: volume, month: TWO_HOURS, stepSeconds: 60 });
        const fast = acuMonth(load, database, TWO_HOURS.seconds);
        const naive = referenceMonth(load, database, TWO_HOURS.seconds);
        const minutes = database.pause === null ? 0 : 60 * fast.peakAcu * (naive.resumes + 1);
        const bound = database.pause === null ? 1e-6 : 0.01;
        expect(Math.abs(fast.halfAcuSeconds / 2 - naive.acuSeconds)).toBeLessThanOrEqual(
          0.5 + bound * naive.acuSeconds + minutes,
        );
        expect(Math.abs(fast.pausedS - naive.pausedS)).toBeLessThanOrEqual(
          1 + pauseError(naive.paused, load, database),
        );
      }),
      runs(12),
    );
  }, 120_000);
});

describe('laws of the capacity of a month', () => {
  it('agrees with the closed form of a steady rate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), instance, (volume, database) => {
        const month = monthOf(24);
        const load = arrivals({ type: 'steady' }, { requests: volume, month, stepSeconds: 60 });
        const simulated = acuMonth(load, database, month.seconds);
        const closed = steadyAcuMonth(volume / month.seconds, database, month.seconds);
        expect(Math.abs(simulated.halfAcuSeconds - closed.halfAcuSeconds)).toBeLessThanOrEqual(1);
        expect(simulated.pausedS).toBeCloseTo(closed.pausedS, 4);
        expect(simulated.resumes).toBeCloseTo(closed.resumes, 6);
        // In overload the first requests still wait in the backlog instead of being lost.
        const maxBacklog =
          database.maxAcu * database.queriesPerSecondPerAcu * Math.min(database.patienceS, month.seconds);
        const queued = database.queriesPerRequest === 0 ? 0 : maxBacklog / database.queriesPerRequest;
        expect(simulated.lostRequests).toBeLessThanOrEqual(closed.lostRequests + 1e-3);
        expect(simulated.lostRequests).toBeGreaterThanOrEqual(closed.lostRequests - queued - 1e-3);
      }),
    );
  });

  it('stays within the limits, bills no paused second, and is no less without pauses', () => {
    fc.assert(
      fc.property(shape, requests, instance, (curve, volume, database) => {
        const load = arrivals(curve, { requests: volume, month: TWO_HOURS, stepSeconds: 60 });
        const month = acuMonth(load, database, TWO_HOURS.seconds);
        const awakeS = TWO_HOURS.seconds - month.pausedS;
        expect(Number.isSafeInteger(month.halfAcuSeconds)).toBe(true);
        expect(month.halfAcuSeconds).toBeLessThanOrEqual(2 * database.maxAcu * awakeS + 1);
        expect(month.halfAcuSeconds).toBeGreaterThanOrEqual(2 * database.minAcu * awakeS - 1);
        expect(month.peakAcu).toBeLessThanOrEqual(database.maxAcu);
        expect(month.lostRequests).toBeLessThanOrEqual(volume + 1e-6);
        expect(month.waits.waiting).toBeGreaterThanOrEqual(0);
        const unpaused = acuMonth(load, { ...database, pause: null }, TWO_HOURS.seconds);
        expect(unpaused.halfAcuSeconds).toBeGreaterThanOrEqual(month.halfAcuSeconds - 1);
      }),
    );
  });
});
