import type { ConcurrencyRules } from './admission-control.js';

/** The execution environments of a function, and the limits they start under. */
export interface FunctionPool extends ConcurrencyRules {
  /** Duration of one request, in seconds. */
  readonly durationS: number;
  /** Maximum of requests an environment serves in a second, however short they are; Infinity without such a limit. */
  readonly rpsPerEnvironment: number;
  /** Seconds for which an idle environment is kept. */
  readonly lifetimeS: number;
}

/** What the environments of a function did in a month. */
export interface PoolMonth {
  /** Whole; served + throttled + waiting = arrivals. */
  readonly served: number;
  readonly throttled: number;
  readonly waiting: number;
  readonly coldStarts: number;
  /** Requests served by provisioned environments, whole. */
  readonly provisionedServed: number;
  /** Warm environments, including the provisioned ones. */
  readonly averageEnvironments: number;
  readonly averageConcurrency: number;
  readonly p99Concurrency: number;
  readonly peakConcurrency: number;
  /** Longest wait of retried requests. */
  readonly longestDelayS: number;
  /** By hour: mean warm environments and mean concurrency; requests served, requests with a cold start, requests lost. */
  readonly hours: {
    readonly served: Float64Array;
    readonly environments: Float64Array;
    readonly concurrency: Float64Array;
    readonly coldStarts: Float64Array;
    readonly throttled: Float64Array;
  };
}

/** Seconds for which one request occupies an environment. */
export function occupancyS({
  durationS,
  rpsPerEnvironment,
}: Pick<FunctionPool, 'durationS' | 'rpsPerEnvironment'>): number {
  return Math.max(durationS, 1 / rpsPerEnvironment);
}
