import { describe, expect, it } from 'vitest';
import { exponentialVariate, normalVariate, poissonVariate, seededRandom } from '../../src/workload/random.js';

const DRAWS = 200_000;

function moments(draw: () => number): { mean: number; variance: number } {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < DRAWS; i += 1) {
    const value = draw();
    sum += value;
    squares += value * value;
  }
  const mean = sum / DRAWS;
  return { mean, variance: squares / DRAWS - mean * mean };
}

describe('random numbers', () => {
  it('the same seed gives the same sequence, on every machine', () => {
    const random = seededRandom(42);
    expect([random(), random(), random()].map((value) => value.toFixed(9))).toMatchInlineSnapshot(`
      [
        "0.162016942",
        "0.709358517",
        "0.271716966",
      ]
    `);
    expect(seededRandom(1)()).not.toBe(seededRandom(2)());
    expect(seededRandom(7)()).toBe(seededRandom(7)());
  });

  it('uniform: mean 1/2, variance 1/12', () => {
    const { mean, variance } = moments(seededRandom(1));
    expect(mean).toBeCloseTo(1 / 2, 2);
    expect(variance).toBeCloseTo(1 / 12, 2);
  });

  it('exponential and normal: their mean and variance', () => {
    const random = seededRandom(2);
    const exponential = moments(() => exponentialVariate(random));
    expect(exponential.mean).toBeCloseTo(1, 1);
    expect(exponential.variance).toBeCloseTo(1, 1);
    const normal = moments(() => normalVariate(random));
    expect(normal.mean).toBeCloseTo(0, 1);
    expect(normal.variance).toBeCloseTo(1, 1);
  });

  it.each([0.3, 4, 9.99, 10, 35, 1000, 1e6])('Poisson of mean %d: variance = mean', (mean) => {
    const random = seededRandom(3);
    const drawn = moments(() => poissonVariate(random, mean));
    const error = Math.sqrt(mean / DRAWS);
    expect(Math.abs(drawn.mean - mean)).toBeLessThan(5 * error);
    expect(drawn.variance / mean).toBeGreaterThan(0.97);
    expect(drawn.variance / mean).toBeLessThan(1.03);
  });

  it.each([2, 12])('Poisson of mean %d: each count as often as it should', (mean) => {
    const random = seededRandom(4);
    const seen = new Map<number, number>();
    for (let i = 0; i < DRAWS; i += 1) {
      const count = poissonVariate(random, mean);
      seen.set(count, (seen.get(count) ?? 0) + 1);
    }
    let probability = Math.exp(-mean);
    for (let count = 0; count < 3 * mean; count += 1) {
      const error = Math.sqrt(DRAWS * probability);
      expect(Math.abs((seen.get(count) ?? 0) - DRAWS * probability)).toBeLessThan(5 * error + 1);
      probability *= mean / (count + 1);
    }
  });

  it('Poisson of mean 0 is 0', () => {
    expect(poissonVariate(seededRandom(5), 0)).toBe(0);
  });
});
