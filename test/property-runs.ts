import fc from 'fast-check';

/**
 * Runs of the property tests: the same for everybody, so that a change is judged by what it changes. `npm run test:hunt`
 * draws others, and many times as many: PROPERTY_RUNS is how many times, PROPERTY_SEED repeats a hunt.
 */
const TIMES = Number(process.env.PROPERTY_RUNS ?? 1);
const SEED = process.env.PROPERTY_SEED ?? '1';

fc.configureGlobal({ numRuns: 100 * TIMES, ...(SEED !== 'random' && { seed: Number(SEED) }) });

/** A property's own number of runs. */
export function runs(usual: number): { readonly numRuns: number } {
  return { numRuns: usual * TIMES };
}
