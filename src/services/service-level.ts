import type { TaskCapacity } from '../simulate/task-capacity.js';
import type { Traffic } from '../workload/traffic.js';

/** Share of http requests that may be lost when the workload does not say. */
const DEFAULT_MAX_LOST_SHARE = 0.001;

/** Why a copy serves nothing at all. */
export function tooSmall({ requestsPerSecond }: TaskCapacity, what: string): string[] {
  return requestsPerSecond > 0
    ? []
    : [`${what} does not hold one request in memory: lower baseMemoryMb or take more memory`];
}

/** Why more requests are lost than the service level allows; work in a queue waits instead and is never done. */
export function lostRequests(lostShare: number, { trigger, serviceLevel }: Traffic, limit: string): string[] {
  const allowed = trigger === 'http' ? (serviceLevel.maxLostShare ?? DEFAULT_MAX_LOST_SHARE) : 0;
  if (lostShare <= allowed) return [];
  const percent = (share: number) => `${Number((share * 100).toPrecision(3))} %`;
  return trigger === 'http'
    ? [`${limit} loses ${percent(lostShare)} of the requests; ${percent(allowed)} may be lost`]
    : [`${limit} is too little: ${percent(lostShare)} of the work is never done`];
}

/** Why the copies cannot stand in as many availability zones as the service level asks for. */
export function zoneProblem(copies: number, { serviceLevel }: Traffic, field: string): string[] {
  const zones = serviceLevel.zones ?? 1;
  return copies >= zones ? [] : [`${copies} cannot stand in ${zones} availability zones: raise ${field} to ${zones}`];
}
