import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMonth } from '../../src/model/month.js';
import { type FunctionPool, warmPool } from '../../src/simulate/lambda/warm-pool.js';
import { repeatingHours } from '../../src/simulate/repeating-hours.js';
import { type Arrivals, arrivals } from '../../src/workload/arrivals.js';
import { seededRandom } from '../../src/workload/random.js';
import type { Shape } from '../../src/workload/shapes.js';

describe('repeatingHours()', () => {
  it('finds the first hour with the same values, and the same before them', () => {
    // Hours of two steps: a b a b c b c.
    const series = Float64Array.from([1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 3, 4, 5, 6]);
    expect([...repeatingHours([series], 1800, 0)]).toEqual([0, 1, 0, 1, 4, 1, 4]);
    // The hour before is felt: "b" after "a" is not "b" after "c"; the first hour feels what nobody knows.
    expect([...repeatingHours([series], 1800, 1)]).toEqual([0, 1, 2, 1, 4, 5, 4]);
    expect([...repeatingHours([series], 1800, 2)]).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('wants all series the same, in order, and whole hours', () => {
    expect([...repeatingHours([Float64Array.of(1, 1, 1), Float64Array.of(7, 8, 7)], 3600, 0)]).toEqual([0, 1, 0]);
    expect([...repeatingHours([Float64Array.of(1, 2, 2, 1)], 1800, 0)]).toEqual([0, 1]);
    expect([...repeatingHours([Float64Array.of(1, 1, 1)], 1800, 0)]).toEqual([0, 1]);
    expect([...repeatingHours([new Float64Array(4)], 2000, 0)]).toEqual([0, 1, 2]);
  });
});

describe('a month whose hours repeat', () => {
  const month = parseMonth('300h') ?? expect.fail();
  const POOL: FunctionPool = {
    ...{ durationS: 0.5, rpsPerEnvironment: 10, lifetimeS: 360, limit: 1_000_000, isLost: true },
    ...{ startsAtOnce: 1_000_000, startsPerSecond: 1_000_000 },
  };
  const daily = fc.record({
    type: fc.constant('daily' as const),
    peakHour: fc.integer({ min: 0, max: 23 }),
    peakToMean: fc.double({ min: 1, max: 8, noNaN: true }),
    weekendFactor: fc.double({ min: 0, max: 2, noNaN: true }),
  });

  /** The same traffic, but for a billionth of it here and there: no hour is that of another day. */
  function disturbed(asked: Arrivals): Arrivals {
    const random = seededRandom(1);
    return { ...asked, expected: asked.expected.map((requests) => requests * (1 + 1e-9 * random())) };
  }

  it('has the outcome of one whose hours do not', () => {
    const lifetimes = fc.constantFrom(60, 360, 3600, 9000);
    const provisioned = fc.constantFrom(0, 3, 40);
    fc.assert(
      fc.property(
        daily,
        lifetimes,
        provisioned,
        fc.constantFrom(60, 300),
        (shape: Shape, lifetimeS, fixed, stepSeconds) => {
          const asked = arrivals(shape, { requests: 5_000_000, month, stepSeconds });
          const pool = { ...POOL, lifetimeS };
          const repeated = warmPool(asked, pool, () => fixed);
          const single = warmPool(disturbed(asked), pool, () => fixed);
          for (const of of ['coldStarts', 'averageEnvironments', 'averageConcurrency', 'provisionedServed'] as const) {
            expect(Math.abs(repeated[of] - single[of])).toBeLessThanOrEqual(1 + 1e-3 * single[of]);
          }
          expect(repeated.p99Concurrency).toBe(single.p99Concurrency);
          for (const of of ['environments', 'coldStarts', 'concurrency'] as const) {
            repeated.hours[of].forEach((value, hour) => {
              expect(Math.abs(value - (single.hours[of][hour] as number))).toBeLessThan(0.05 + 0.02 * value);
            });
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});
