import type { Traffic } from '../../workload/traffic.js';

/** The size of one copy of the service: a task, pod or instance. */
export interface TaskSize {
  readonly vcpu: number;
  readonly memoryMb: number;
  /** Work one vCPU does, relative to one x86 vCPU. */
  readonly cpuSpeed: number;
  /** Share of the CPU to plan with; the rest is for peaks within a minute. */
  readonly targetUtilization: number;
  /** Memory that the process uses before its first request. */
  readonly baseMemoryMb: number;
  readonly maxConcurrencyPerTask?: number | undefined;
  /** A measured rate at the target utilization, which replaces CPU, memory and concurrency. */
  readonly rpsPerTask?: number | undefined;
}

/** The request rate of one task, and what limits it. */
export interface TaskCapacity {
  /** The rate to plan with. */
  readonly requestsPerSecond: number;
  readonly limit: 'cpu' | 'memory' | 'maxConcurrencyPerTask' | 'rpsPerTask';
  /** Service time of one request alone on the task: waiting + CPU time on at most one of its vCPUs. */
  readonly serviceMs: number;
  /** Maximum throughput: at higher rates the backlog grows without end. */
  readonly maxPerSecond: number;
  /** Servers in the sense of queueing theory, requests in service at once: vCPUs, or requests that fit into memory. */
  readonly servers: number;
  /** CPU utilization, 0 to 1, of a task that serves `maxPerSecond`. */
  readonly fullUtilization: number;
}

/**
 * Computes the requests per second of one task: the minimum of
 *
 * - CPU: vcpu × cpuSpeed × 1000 × targetUtilization / cpuMs
 * - memory: (memoryMb − baseMemoryMb) / request's memoryMb, in flight
 * - maxConcurrencyPerTask, in flight
 *
 * or a measured `rpsPerTask`. By Little's law, rate = requests in flight / service time.
 * 0 when not even one request fits into the memory.
 *
 * Above its target utilization a task goes on serving, up to all of its CPU, memory and concurrency.
 */
export function taskCapacity(
  size: TaskSize,
  traffic: Pick<Traffic, 'durationMs' | 'cpuMs' | 'memoryMb'>,
): TaskCapacity {
  const serviceMs =
    waitingMs(traffic.durationMs, traffic.cpuMs) + traffic.cpuMs / (Math.min(1, size.vcpu) * size.cpuSpeed);
  if (size.rpsPerTask !== undefined) return measured(size.rpsPerTask, size.targetUtilization, serviceMs);
  const inMemory = Math.max(0, Math.floor((size.memoryMb - size.baseMemoryMb) / traffic.memoryMb));
  const inFlight = Math.min(inMemory, size.maxConcurrencyPerTask ?? Number.POSITIVE_INFINITY);
  const fullCpuRate = (size.vcpu * size.cpuSpeed * 1000) / traffic.cpuMs;
  const inFlightRate = (inFlight * 1000) / serviceMs;
  const cpuRate = (size.vcpu * size.cpuSpeed * 1000 * size.targetUtilization) / traffic.cpuMs;
  const maxPerSecond = Math.min(fullCpuRate, inFlightRate);
  return {
    requestsPerSecond: Math.min(cpuRate, inFlightRate),
    limit: cpuRate <= inFlightRate ? 'cpu' : inFlight === inMemory ? 'memory' : 'maxConcurrencyPerTask',
    serviceMs,
    maxPerSecond,
    servers: fullCpuRate <= inFlightRate ? Math.max(1, Math.floor(size.vcpu)) : inFlight,
    fullUtilization: maxPerSecond / fullCpuRate,
  };
}

/** The servers of a task with a measured rate follow from Little's law. */
function measured(rpsPerTask: number, targetUtilization: number, serviceMs: number): TaskCapacity {
  const maxPerSecond = rpsPerTask / targetUtilization;
  const servers = Math.max(1, Math.floor((maxPerSecond * serviceMs) / 1000));
  return { requestsPerSecond: rpsPerTask, limit: 'rpsPerTask', serviceMs, maxPerSecond, servers, fullUtilization: 1 };
}

/** Time of a request without CPU work, in ms. */
export function waitingMs(durationMs: number, cpuMs: number): number {
  return Math.max(0, durationMs - cpuMs);
}

/** Tasks that carry a steady rate, rounded up less float noise, so that 60/s are three tasks of 20/s, not four. */
export function tasksFor(requestsPerSecond: number, capacity: number): number {
  return requestsPerSecond === 0 ? 0 : Math.ceil(requestsPerSecond / capacity - 1e-9);
}
