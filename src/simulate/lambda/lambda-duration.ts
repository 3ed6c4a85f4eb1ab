import { waitingMs } from '../tasks/task-capacity.js';

/** Lambda gives one vCPU's worth of CPU at this memory. https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
export const MB_PER_VCPU = 1769;

/** What decides how fast a function computes. */
export interface FunctionSize {
  readonly memoryMb: number;
  /** vCPUs one request can use at once. */
  readonly parallelism: number;
  /** Work one vCPU does, against one x86 vCPU. */
  readonly cpuSpeed: number;
}

/**
 * Wall time of one request on a function, in ms:
 * (durationMs − cpuMs) + cpuMs / (min(memoryMb / 1769, parallelism) × cpuSpeed).
 * Waiting does not get shorter with memory; CPU does, up to `parallelism` vCPUs.
 */
export function durationAtMemory(
  request: { readonly durationMs: number; readonly cpuMs: number },
  { memoryMb, parallelism, cpuSpeed }: FunctionSize,
): number {
  return wallTimeMs(waitingMs(request.durationMs, request.cpuMs), request.cpuMs, memoryMb, parallelism, cpuSpeed);
}

/** The same for a request that waits `waitingMs`: it rises with the first two arguments, and falls with the others. */
export function wallTimeMs(
  waitingMs: number,
  cpuMs: number,
  memoryMb: number,
  parallelism: number,
  cpuSpeed: number,
): number {
  return (
    waitingMs +
    (memoryMb >= parallelism * MB_PER_VCPU
      ? cpuMs / (parallelism * cpuSpeed)
      : // Multiply first, divide once: a whole number of ms must not end in …0001 and be billed one more.
        (cpuMs * MB_PER_VCPU) / (memoryMb * cpuSpeed))
  );
}
