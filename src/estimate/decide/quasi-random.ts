import { type Random, seededRandom } from '../../workload/random.js';

/**
 * Points that fill the unit cube more evenly than random ones: Halton's sequence, a prime for each dimension, with the
 * digits of each prime permuted and the whole shifted at random, so that several seeds give independent estimates.
 *
 * @param skip points left out at the start
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

/** The digits of a number in a base, each replaced, mirrored behind the point. */
function radicalInverse(value: number, base: number, digits: readonly number[]): number {
  let [left, place, mirrored] = [value, 1 / base, 0];
  while (left > 0) {
    mirrored += (digits[left % base] as number) * place;
    left = Math.floor(left / base);
    place /= base;
  }
  return mirrored;
}

/** 0 stays: a number has no end of leading zeros. */
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
