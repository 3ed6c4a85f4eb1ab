import { durationAtMemory, type FunctionSize } from './lambda-duration.js';

/** Sizes worth having. */
export interface MemoryChoice {
  /** With the fewest GB-seconds: the cheapest. */
  readonly cheapestMb: number;
  /** The fastest of those that take at most 5 % more. */
  readonly fastMb: number;
}

/** Sizes looked at: every 64 MB, as in AWS's own tuning tool; a function can have any whole MB. */
const STEP_MB = 64;
const LEAST_MB = 128;
const MOST_MB = 10_240;
const FAST_MAY_COST = 1.05;

/**
 * Which memory a request is cheapest with, and which is the fastest for hardly more.
 *
 * GB-seconds = ⌈duration at the memory⌉ × memory: all that memory changes about the price.
 *
 * @param leastMb what a request needs
 * @param longestMs what a request may take
 * @returns undefined when no size is quick enough
 */
export function memoryChoice(
  request: { readonly durationMs: number; readonly cpuMs: number },
  size: Omit<FunctionSize, 'memoryMb'>,
  { leastMb, longestMs }: { readonly leastMb: number; readonly longestMs: number },
): MemoryChoice | undefined {
  let cheapest: { mb: number; cost: number } | undefined;
  const looked: { mb: number; cost: number; ms: number }[] = [];
  for (let mb = LEAST_MB; mb <= MOST_MB; mb += STEP_MB) {
    if (mb < leastMb) continue;
    const ms = durationAtMemory(request, { ...size, memoryMb: mb });
    if (ms > longestMs) continue;
    const cost = Math.ceil(ms) * mb;
    looked.push({ mb, cost, ms });
    if (cheapest === undefined || cost < cheapest.cost) cheapest = { mb, cost };
  }
  if (cheapest === undefined) return undefined;
  const most = cheapest.cost * FAST_MAY_COST;
  const affordable = looked.filter(({ cost }) => cost <= most);
  const fast = affordable.reduce((best, other) => (other.ms < best.ms ? other : best));
  return { cheapestMb: cheapest.mb, fastMb: fast.mb };
}

/**
 * The `cheapestMb` of `memoryChoice`, for millions of requests: sizes are no longer looked at once the GB-seconds before
 * rounding, waiting × memory + CPU × min(memory, memory that gives all the CPU), are above the best found.
 *
 * @returns undefined when no size is quick enough
 */
export function cheapestMemoryMb(
  request: { readonly durationMs: number; readonly cpuMs: number },
  { parallelism, cpuSpeed }: Omit<FunctionSize, 'memoryMb'>,
  { leastMb, longestMs }: { readonly leastMb: number; readonly longestMs: number },
): number | undefined {
  const size = { memoryMb: LEAST_MB, parallelism, cpuSpeed };
  const first = LEAST_MB + Math.max(0, Math.ceil((leastMb - LEAST_MB) / STEP_MB)) * STEP_MB;
  let cheapestMb: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let mb = first; mb <= MOST_MB; mb += STEP_MB) {
    size.memoryMb = mb;
    const ms = durationAtMemory(request, size);
    // It never falls with memory, but for the last bits of a float.
    if (ms * mb > least * (1 + 1e-9)) break;
    const cost = Math.ceil(ms) * mb;
    if (ms > longestMs || cost >= least) continue;
    least = cost;
    cheapestMb = mb;
  }
  return cheapestMb;
}
