import type { Traffic } from '../workload/traffic.js';

/** What a copy of the service (task, pod, instance) offers. */
export interface TaskSize {
  readonly vcpu: number;
  readonly memoryMb: number;
  /** Work one vCPU does, against one x86 vCPU. */
  readonly cpuSpeed: number;
  /** Share of the CPU to plan with; the rest is for peaks within the minute. */
  readonly targetUtilization: number;
  /** Memory the process takes before its first request. */
  readonly baseMemoryMb: number;
  readonly maxConcurrencyPerTask?: number | undefined;
  /** A measured rate at the target utilisation: taken instead of the other three. */
  readonly rpsPerTask?: number | undefined;
}

/** What one task sustains, and what holds it back. */
export interface TaskCapacity {
  readonly requestsPerSecond: number;
  readonly limit: 'cpu' | 'memory' | 'maxConcurrencyPerTask' | 'rpsPerTask';
  /** One request alone on the task: waiting + CPU time on at most one of its vCPUs. */
  readonly serviceMs: number;
}

/**
 * Requests per second of one task: the least of
 *
 * - CPU: vcpu × cpuSpeed × 1000 × targetUtilization / cpuMs
 * - memory: (memoryMb − baseMemoryMb) / request's memoryMb, in flight
 * - maxConcurrencyPerTask, in flight
 *
 * or a measured `rpsPerTask`. In flight turns into a rate by Little's law: in flight / time of one request.
 * 0 when not even one request fits into the memory.
 */
export function taskCapacity(size: TaskSize, traffic: Traffic): TaskCapacity {
  const serviceMs = waitingMs(traffic) + traffic.cpuMs / (Math.min(1, size.vcpu) * size.cpuSpeed);
  if (size.rpsPerTask !== undefined) {
    return { requestsPerSecond: size.rpsPerTask, limit: 'rpsPerTask', serviceMs };
  }
  const inFlight = Math.floor((size.memoryMb - size.baseMemoryMb) / traffic.memoryMb);
  const rates = [
    ['cpu', (size.vcpu * size.cpuSpeed * 1000 * size.targetUtilization) / traffic.cpuMs],
    ['memory', (Math.max(0, inFlight) * 1000) / serviceMs],
    ['maxConcurrencyPerTask', ((size.maxConcurrencyPerTask ?? Number.POSITIVE_INFINITY) * 1000) / serviceMs],
  ] as const;
  const [limit, requestsPerSecond] = rates.reduce((least, rate) => (rate[1] < least[1] ? rate : least));
  return { requestsPerSecond, limit, serviceMs };
}

/** Time a request spends on something other than CPU. */
export function waitingMs({ durationMs, cpuMs }: Pick<Traffic, 'durationMs' | 'cpuMs'>): number {
  return Math.max(0, durationMs - cpuMs);
}

/** Tasks that carry a steady rate. Rounded against float noise, so that 3 × 20/s is three tasks of 20/s, not four. */
export function tasksFor(requestsPerSecond: number, capacity: number): number {
  return requestsPerSecond === 0 ? 0 : Math.ceil(requestsPerSecond / capacity - 1e-9);
}
