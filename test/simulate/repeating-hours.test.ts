import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMonth } from '../../src/model/month.js';
import type { FunctionPool } from '../../src/simulate/lambda/function-pool.js';
import { warmPool } from '../../src/simulate/lambda/warm-pool.js';
import { repeatingHours } from '../../src/simulate/repeating-hours.js';
import { type Arrivals, arrivals } from '../../src/workload/arrivals.js';
import type { Shape } from '../../src/workload/shapes.js';
import { runs } from '../property-runs.js';

describe('repeatingHours()', () => {
  it('finds the first hour with the same values, and the same before them', () => {
    // Hours of two steps: a b a b c b c.
    const series = Float64Array.from([1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 3, 4, 5, 6]);
    expect([...repeatingHours([series], 1800, 0)]).toEqual([0, 1, 0, 1, 4, 1, 4]);
    // With influence of the hour before, "b" after "a" is not "b" after "c"; before the first hour anything may have been.
    expect([...repeatingHours([series], 1800, 1)]).toEqual([0, 1, 2, 1, 4, 5, 4]);
    expect([...repeatingHours([series], 1800, 2)]).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('compares all series, the order of values, and whole hours only', () => {
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

  /** The same traffic with an empty impulse at its end, because of which every hour is simulated. */
  function withEmptyImpulse(load: Arrivals): Arrivals {
    const impulses = { atS: Float64Array.of(month.seconds - 1), sizes: Float64Array.of(0) };
    return { ...load, impulses };
  }

  it('has the same outcome as with every hour simulated', () => {
    const lifetimes = fc.constantFrom(60, 360, 3600, 9000);
    const provisioned = fc.constantFrom(0, 3, 40);
    fc.assert(
      fc.property(
        daily,
        lifetimes,
        provisioned,
        fc.constantFrom(60, 300),
        (shape: Shape, lifetimeS, fixed, stepSeconds) => {
          const load = arrivals(shape, { requests: 5_000_000, month, stepSeconds });
          const pool = { ...POOL, lifetimeS };
          const repeated = warmPool(load, pool, () => fixed);
          const single = warmPool(withEmptyImpulse(load), pool, () => fixed);
          for (const figure of ['served', 'coldStarts', 'provisionedServed', 'p99Concurrency'] as const) {
            expect(Math.abs(repeated[figure] - single[figure])).toBeLessThanOrEqual(1);
          }
          for (const figure of ['served', 'environments', 'coldStarts', 'concurrency'] as const) {
            for (let hour = 0; hour < month.hours - 1; hour += 1) {
              const expected = single.hours[figure][hour] as number;
              expect(Math.abs((repeated.hours[figure][hour] as number) - expected)).toBeLessThan(
                1e-6 + 1e-6 * expected,
              );
            }
          }
        },
      ),
      {
        ...runs(30),
        // Environments that idled for their lifetime, used again on the first day that differs from the one before.
        examples: [[{ type: 'daily', peakHour: 0, peakToMean: 2.84, weekendFactor: 2 }, 360, 0, 300]],
      },
    );
  });
});
