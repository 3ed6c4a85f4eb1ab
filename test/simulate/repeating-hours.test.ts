import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMonth } from '../../src/model/month.js';
import { type FunctionPool, warmPool } from '../../src/simulate/lambda/warm-pool.js';
import { repeatingHours } from '../../src/simulate/repeating-hours.js';
import { type Arrivals, arrivals } from '../../src/workload/arrivals.js';
import type { Shape } from '../../src/workload/shapes.js';
import { runs } from '../property-runs.js';

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

  /** The same traffic, but with nobody coming at once at the end of it: then every step is looked at. */
  function lookedAt(asked: Arrivals): Arrivals {
    const impulses = { atS: Float64Array.of(month.seconds - 1), sizes: Float64Array.of(0) };
    return { ...asked, impulses };
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
          const single = warmPool(lookedAt(asked), pool, () => fixed);
          for (const of of ['served', 'coldStarts', 'provisionedServed', 'p99Concurrency'] as const) {
            expect(Math.abs(repeated[of] - single[of])).toBeLessThanOrEqual(1);
          }
          for (const of of ['served', 'environments', 'coldStarts', 'concurrency'] as const) {
            for (let hour = 0; hour < month.hours - 1; hour += 1) {
              const looked = single.hours[of][hour] as number;
              expect(Math.abs((repeated.hours[of][hour] as number) - looked)).toBeLessThan(1e-6 + 1e-6 * looked);
            }
          }
        },
      ),
      {
        ...runs(30),
        // Places that were unused for their lifetime, used again on the first day that is not like the one before.
        examples: [[{ type: 'daily', peakHour: 0, peakToMean: 2.84, weekendFactor: 2 }, 360, 0, 300]],
      },
    );
  });
});
