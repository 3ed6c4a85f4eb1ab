import { waitingMs } from '../tasks/task-capacity.js';
import { durationAtMemory, type FunctionSize, wallTimeMs } from './lambda-duration.js';

/** Memory sizes worth choosing. */
export interface MemoryChoice {
  /** The cheapest: that with the fewest GB-seconds. */
  readonly cheapestMb: number;
  /** The fastest that costs at most 5% more. */
  readonly fastMb: number;
}

/** Sizes are tried every 64 MB, as AWS's own tuning tool does; a function can have any whole MB. */
const STEP_MB = 64;
const MIN_MB = 128;
const MAX_MB = 10_240;
const MAX_COST_OF_FAST = 1.05;

/**
 * Finds the memory size that serves a request at the lowest cost, and the fastest one for hardly more.
 *
 * Memory changes the price only through GB-seconds = ⌈duration at the memory⌉ × memory.
 *
 * @param minMb memory that a request needs
 * @param maxMs time that a request may take
 * @returns undefined when no size is fast enough
 */
export function memoryChoice(
  { durationMs, cpuMs }: { readonly durationMs: number; readonly cpuMs: number },
  { parallelism, cpuSpeed }: Omit<FunctionSize, 'memoryMb'>,
  { minMb, maxMs }: { readonly minMb: number; readonly maxMs: number },
): MemoryChoice | undefined {
  const waiting = waitingMs(durationMs, cpuMs);
  let cheapest: { mb: number; cost: number } | undefined;
  const candidates: { mb: number; cost: number; ms: number }[] = [];
  for (let mb = MIN_MB; mb <= MAX_MB; mb += STEP_MB) {
    if (mb < minMb) continue;
    const ms = wallTimeMs(waiting, cpuMs, mb, parallelism, cpuSpeed);
    if (ms > maxMs) continue;
    const cost = Math.ceil(ms) * mb;
    candidates.push({ mb, cost, ms });
    if (cheapest === undefined || cost < cheapest.cost) cheapest = { mb, cost };
  }
  if (cheapest === undefined) return undefined;
  const maxCost = cheapest.cost * MAX_COST_OF_FAST;
  const affordable = candidates.filter(({ cost }) => cost <= maxCost);
  const fast = affordable.reduce((best, size) => (size.ms < best.ms ? size : best));
  return { cheapestMb: cheapest.mb, fastMb: fast.mb };
}

/**
 * The `cheapestMb` of `memoryChoice`, for millions of requests: the search stops once the GB-seconds before rounding,
 * waiting × memory + CPU × min(memory, memory that gives all the CPU), are above the best so far.
 *
 * @returns undefined when no size is fast enough
 */
export function cheapestMemoryMb(
  request: { readonly durationMs: number; readonly cpuMs: number },
  { parallelism, cpuSpeed }: Omit<FunctionSize, 'memoryMb'>,
  { minMb, maxMs }: { readonly minMb: number; readonly maxMs: number },
): number | undefined {
  const size = { memoryMb: MIN_MB, parallelism, cpuSpeed };
  const first = MIN_MB + Math.max(0, Math.ceil((minMb - MIN_MB) / STEP_MB)) * STEP_MB;
  let cheapestMb: number | undefined;
  let minCost = Number.POSITIVE_INFINITY;
  for (let mb = first; mb <= MAX_MB; mb += STEP_MB) {
    size.memoryMb = mb;
    const ms = durationAtMemory(request, size);
    // Apart from float noise this never falls with memory.
    if (ms * mb > minCost * (1 + 1e-9)) break;
    const cost = Math.ceil(ms) * mb;
    if (ms > maxMs || cost >= minCost) continue;
    minCost = cost;
    cheapestMb = mb;
  }
  return cheapestMb;
}
