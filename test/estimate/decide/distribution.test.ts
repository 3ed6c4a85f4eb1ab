import { describe, expect, it } from 'vitest';
import { quantileOf } from '../../../src/estimate/decide/distribution.js';
import { quasiRandom } from '../../../src/estimate/decide/quasi-random.js';

const means = (quantile: (share: number) => number, parts = 20_000) =>
  Array.from({ length: parts }, (_, part) => quantile((part + 0.5) / parts)).reduce((sum, value) => sum + value, 0) /
  parts;

describe('quantiles', () => {
  it('of a triangle: its ends, its peak, its mean', () => {
    const quantile = quantileOf({ form: 'triangular', low: 1, likely: 3, high: 10 });
    expect(quantile(1e-12)).toBeCloseTo(1, 4);
    expect(quantile(1 - 1e-12)).toBeCloseTo(10, 4);
    // Below the peak lies (likely − low) / (high − low) of all.
    expect(quantile(2 / 9)).toBeCloseTo(3, 9);
    expect(means(quantile)).toBeCloseTo((1 + 3 + 10) / 3, 3);
  });

  it('of PERT: symmetric where the peak is in the middle, its mean', () => {
    const even = quantileOf({ form: 'pert', low: 0, likely: 5, high: 10 });
    expect(even(0.5)).toBeCloseTo(5, 3);
    expect(even(0.2) + even(0.8)).toBeCloseTo(10, 3);
    expect(means(quantileOf({ form: 'pert', low: 1, likely: 3, high: 10 }))).toBeCloseTo((1 + 4 * 3 + 10) / 6, 2);
  });

  it('of a lognormal: what it was given, and the tail the same on both sides', () => {
    const quantile = quantileOf({ form: 'lognormal', p50: 80, p90: 300 });
    expect(quantile(0.5)).toBeCloseTo(80, 6);
    expect(quantile(0.9)).toBeCloseTo(300, 5);
    expect(quantile(0.1) * quantile(0.9)).toBeCloseTo(80 * 80, 3);
    expect(quantile(0.001) * quantile(0.999)).toBeCloseTo(80 * 80, 2);
  });
});

describe('quasi-random points', () => {
  it('fill every dimension evenly: each of 64 parts has its share, within two points', () => {
    for (const column of quasiRandom(6, 6400, 3)) {
      const parts = new Array(64).fill(0);
      for (const value of column) parts[Math.floor(value * 64)] += 1;
      expect(Math.min(...parts)).toBeGreaterThan(90);
      expect(Math.max(...parts)).toBeLessThan(110);
    }
  });

  it('are the same for the same seed and others for another', () => {
    expect(quasiRandom(3, 100, 1)).toEqual(quasiRandom(3, 100, 1));
    expect(quasiRandom(3, 100, 1)).not.toEqual(quasiRandom(3, 100, 2));
  });

  it('integrate a product better than random points could', () => {
    const columns = quasiRandom(5, 4096, 9);
    let sum = 0;
    for (let point = 0; point < 4096; point += 1)
      sum += columns.reduce((product, column) => product * 2 * (column[point] as number), 1);
    // Random points would be off by 0.028 on average.
    expect(Math.abs(sum / 4096 - 1)).toBeLessThan(0.01);
  });
});
