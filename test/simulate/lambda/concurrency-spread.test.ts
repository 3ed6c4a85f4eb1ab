import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConcurrencySpread, poissonAbove } from '../../../src/simulate/lambda/concurrency-spread.js';
import { poissonVariate, seededRandom } from '../../../src/workload/random.js';

/** P(N > level), every term from logarithms. */
function exactlyAbove(level: number, mean: number): number {
  let below = 0;
  for (let n = 0, logTerm = -mean; n <= level; n += 1, logTerm += Math.log(mean / n)) below += Math.exp(logTerm);
  return 1 - below;
}

describe('poissonAbove()', () => {
  it('is the tail of the Poisson distribution', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 600, noNaN: true }),
        fc.double({ min: -3, max: 4, noNaN: true }),
        (mean, deviations) => {
          const level = Math.max(0, Math.round(mean + deviations * Math.sqrt(mean)));
          expect(Math.abs(poissonAbove(level, mean) - exactlyAbove(level, mean))).toBeLessThan(2e-4);
        },
      ),
    );
    expect(poissonAbove(3, 0)).toBe(0);
  });
});

describe('ConcurrencySpread', () => {
  it('knows what is not exceeded for 99 % of the time: 18 at 10 erlangs', () => {
    const spread = new ConcurrencySpread(1);
    spread.add(10, 86_400);
    // P(N > 17) = 1.43 %, P(N > 18) = 0.72 %.
    expect(spread.quantile(0.99)).toBe(18);
  });

  it('weighs loads by their time', () => {
    const spread = new ConcurrencySpread(1);
    spread.add(0, 99_500);
    spread.add(100, 500);
    // Half a percent of the time is at 100: it is exceeded for 1 % of the time by nothing, for 0.25 % by its middle.
    expect(spread.quantile(0.99)).toBe(0);
    expect(spread.quantile(0.9975)).toBeGreaterThanOrEqual(99);
    expect(spread.quantile(0.9975)).toBeLessThanOrEqual(101);
  });

  it('has the peak of a row of independent draws in its middle', () => {
    const spread = new ConcurrencySpread(1);
    spread.add(20, 10_000);
    const random = seededRandom(3);
    const peaks = Array.from({ length: 41 }, () => {
      let most = 0;
      for (let draw = 0; draw < 10_000; draw += 1) most = Math.max(most, poissonVariate(random, 20));
      return most;
    }).sort((a, b) => a - b);
    expect(Math.abs(spread.peak() - (peaks[20] as number))).toBeLessThanOrEqual(1);
  });

  it('knows requests that come at once', () => {
    const spread = new ConcurrencySpread(2);
    spread.add(0, 1000);
    spread.addBurst(40);
    expect(spread.peak()).toBe(40);
    expect(spread.quantile(0.99)).toBe(0);
  });
});
