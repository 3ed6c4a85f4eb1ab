import { type Random, seededRandom } from '../../workload/random.js';

/**
 * Makes points that fill the unit cube more evenly than random ones: Halton's sequence with one prime for each dimension, its
 * digits permuted and the sequence shifted at random, so that several seeds give independent estimates.
 *
 * @returns a column for each dimension, values above 0 and below 1
 * @see A. B. Owen, "A randomized Halton algorithm in R", arXiv:1706.02808 (2017)
 */
export function quasiRandom(dimensions: number, count: number, seed: number): Float64Array[] {
  const random = seededRandom(seed);
  return primes(dimensions).map((prime) => {
    const digits = shuffled(prime, random);
    const shift = random();
    return Float64Array.from({ length: count }, (_, point) => {
      const value = (radicalInverse(point, prime, digits) + shift) % 1;
      return Math.min(1 - 2 ** -33, Math.max(2 ** -33, value));
    });
  });
}

/** The digits of a number in a base, each replaced, in reverse order after the point. */
function radicalInverse(value: number, base: number, digits: readonly number[]): number {
  let [rest, weight, inverse] = [value, 1 / base, 0];
  while (rest > 0) {
    inverse += (digits[rest % base] as number) * weight;
    rest = Math.floor(rest / base);
    weight /= base;
  }
  return inverse;
}

/** Permutes the digits except 0, which every number has infinitely many of in front. */
function shuffled(base: number, random: Random): number[] {
  const digits = Array.from({ length: base }, (_, digit) => digit);
  for (let last = base - 1; last > 1; last -= 1) {
    const other = 1 + Math.floor(random() * last);
    [digits[last], digits[other]] = [digits[other] as number, digits[last] as number];
  }
  return digits;
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate += 1) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  }
  return found;
}
