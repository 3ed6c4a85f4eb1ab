import type { Traffic } from '../../workload/traffic.js';

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
  /** The rate to plan with. */
  readonly requestsPerSecond: number;
  readonly limit: 'cpu' | 'memory' | 'maxConcurrencyPerTask' | 'rpsPerTask';
  /** One request alone on the task: waiting + CPU time on at most one of its vCPUs. */
  readonly serviceMs: number;
  /** The rate past which requests have to wait for each other without end. */
  readonly mostPerSecond: number;
  /** Requests that are served side by side where they queue: vCPUs, or places in memory. */
  readonly slots: number;
  /** CPU utilization, 0 to 1, of a task that serves `mostPerSecond`. */
  readonly fullUtilization: number;
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
 *
 * Past its target a task still works, up to all of its CPU, its memory and its concurrency.
 */
export function taskCapacity(
  size: TaskSize,
  traffic: Pick<Traffic, 'durationMs' | 'cpuMs' | 'memoryMb'>,
): TaskCapacity {
  const serviceMs = waitingMs(traffic) + traffic.cpuMs / (Math.min(1, size.vcpu) * size.cpuSpeed);
  if (size.rpsPerTask !== undefined) return measured(size.rpsPerTask, size.targetUtilization, serviceMs);
  const inMemory = Math.max(0, Math.floor((size.memoryMb - size.baseMemoryMb) / traffic.memoryMb));
  const inFlight = Math.min(inMemory, size.maxConcurrencyPerTask ?? Number.POSITIVE_INFINITY);
  const allCpu = (size.vcpu * size.cpuSpeed * 1000) / traffic.cpuMs;
  const flightRate = (inFlight * 1000) / serviceMs;
  const cpuRate = (size.vcpu * size.cpuSpeed * 1000 * size.targetUtilization) / traffic.cpuMs;
  const mostPerSecond = Math.min(allCpu, flightRate);
  return {
    requestsPerSecond: Math.min(cpuRate, flightRate),
    limit: cpuRate <= flightRate ? 'cpu' : inFlight === inMemory ? 'memory' : 'maxConcurrencyPerTask',
    serviceMs,
    mostPerSecond,
    slots: allCpu <= flightRate ? Math.max(1, Math.floor(size.vcpu)) : inFlight,
    fullUtilization: mostPerSecond / allCpu,
  };
}

/** How many requests such a task has in flight follows from Little's law. */
function measured(rpsPerTask: number, targetUtilization: number, serviceMs: number): TaskCapacity {
  const mostPerSecond = rpsPerTask / targetUtilization;
  const slots = Math.max(1, Math.floor((mostPerSecond * serviceMs) / 1000));
  return { requestsPerSecond: rpsPerTask, limit: 'rpsPerTask', serviceMs, mostPerSecond, slots, fullUtilization: 1 };
}

/** Time a request spends on something other than CPU. */
export function waitingMs({ durationMs, cpuMs }: Pick<Traffic, 'durationMs' | 'cpuMs'>): number {
  return Math.max(0, durationMs - cpuMs);
}

/** Tasks that carry a steady rate. Rounded against float noise, so that 3 × 20/s is three tasks of 20/s, not four. */
export function tasksFor(requestsPerSecond: number, capacity: number): number {
  return requestsPerSecond === 0 ? 0 : Math.ceil(requestsPerSecond / capacity - 1e-9);
}
