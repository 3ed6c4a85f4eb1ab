import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConcurrencyDistribution, poissonAbove } from '../../../src/simulate/lambda/concurrency-distribution.js';
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

describe('ConcurrencyDistribution', () => {
  it('has a 99th percentile of 18 at 10 erlangs', () => {
    const concurrency = new ConcurrencyDistribution(1);
    concurrency.add(10, 86_400);
    // P(N > 17) = 1.43%, P(N > 18) = 0.72%.
    expect(concurrency.quantile(0.99)).toBe(18);
  });

  it('weights loads by their time', () => {
    const concurrency = new ConcurrencyDistribution(1);
    concurrency.add(0, 99_500);
    concurrency.add(100, 500);
    // 0.5% of the time is at 100: for 1% of the time nothing is exceeded, for 0.25% the median at 100.
    expect(concurrency.quantile(0.99)).toBe(0);
    expect(concurrency.quantile(0.9975)).toBeGreaterThanOrEqual(99);
    expect(concurrency.quantile(0.9975)).toBeLessThanOrEqual(101);
  });

  it('has the median peak of independent draws', () => {
    const concurrency = new ConcurrencyDistribution(1);
    concurrency.add(20, 10_000);
    const random = seededRandom(3);
    const peaks = Array.from({ length: 41 }, () => {
      let max = 0;
      for (let draw = 0; draw < 10_000; draw += 1) max = Math.max(max, poissonVariate(random, 20));
      return max;
    }).sort((a, b) => a - b);
    expect(Math.abs(concurrency.peak() - (peaks[20] as number))).toBeLessThanOrEqual(1);
  });

  it('includes bursts', () => {
    const concurrency = new ConcurrencyDistribution(2);
    concurrency.add(0, 1000);
    concurrency.addBurst(40);
    expect(concurrency.peak()).toBe(40);
    expect(concurrency.quantile(0.99)).toBe(0);
  });
});
