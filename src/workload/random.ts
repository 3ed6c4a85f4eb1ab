/** Uniform on [0, 1), in multiples of 2^-32. */
export type Random = () => number;

/**
 * Makes a generator with the same sequence for the same seed on every machine. Own code: a seed's numbers are part of
 * every result, and no package of random numbers promises to keep its own. sfc32 (Chris Doty-Humphrey's Small Fast
 * Chaotic generator, 128 bits of state, passes PractRand), started from the seed by splitmix32.
 *
 * @param seed whole; taken modulo 2^32
 */
export function seededRandom(seed: number): Random {
  let mixed = seed | 0;
  const splitmix = () => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let z = mixed;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let a = splitmix();
  let b = splitmix();
  let c = splitmix();
  let counter = 1;
  return () => {
    const result = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    return (result >>> 0) / 4_294_967_296;
  };
}

/** An exponential variate of mean 1, by inversion. */
export function exponentialVariate(random: Random): number {
  return -Math.log(1 - random());
}

/** A standard normal variate, by Box and Muller. */
export function normalVariate(random: Random): number {
  return Math.sqrt(2 * exponentialVariate(random)) * Math.cos(2 * Math.PI * random());
}

/** Above this mean the product of uniforms takes longer than rejection, and e^-mean would underflow far beyond it. */
const REJECTION_FROM_MEAN = 10;

/**
 * A Poisson variate, whole.
 *
 * Small means: as many uniforms as fit into a product of e^-mean. Others: Hörmann's transformed rejection PTRS.
 *
 * @param mean >= 0, at most 1e9
 * @see W. Hörmann, "The transformed rejection method for generating Poisson random variables", Insurance: Mathematics
 * and Economics 12 (1993) 39-45
 */
export function poissonVariate(random: Random, mean: number): number {
  if (mean >= REJECTION_FROM_MEAN) return poissonByRejection(random, mean);
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}

function poissonByRejection(random: Random, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const accepted = 0.9277 - 3.6224 / (b - 2);
  const logMean = Math.log(mean);
  for (;;) {
    const u = random() - 0.5;
    const v = random();
    const us = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= accepted) return count;
    if (count < 0 || (us < 0.013 && v > us)) continue;
    const hat = Math.log((v * inverseAlpha) / (a / (us * us) + b));
    if (hat <= count * logMean - mean - logFactorial(count)) return count;
  }
}

/** ln n!, by Stirling's series from 10 on (error below 1e-10). */
function logFactorial(n: number): number {
  if (n < 10) {
    let factorial = 1;
    for (let k = 2; k <= n; k += 1) factorial *= k;
    return Math.log(factorial);
  }
  const x = n + 1;
  const correction = (1 / 12 - (1 / 360 - 1 / (1260 * x * x)) / (x * x)) / x;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + correction;
}
