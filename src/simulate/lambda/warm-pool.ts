import type { Arrivals } from '../../workload/arrivals.js';
import { sumOf } from '../../workload/load-curve.js';
import { hourlyMeans } from '../hours.js';
import { type Admitted, admit, type ConcurrencyRules } from './admission.js';
import { PoolWalk } from './pool-walk.js';

/** A function and the traffic it can take. */
export interface FunctionPool extends ConcurrencyRules {
  /** One request, in seconds. */
  readonly durationS: number;
  /** Requests an environment serves in a second at most, however short they are; Infinity when there is no such limit. */
  readonly rpsPerEnvironment: number;
  /** Seconds an idle environment is kept. */
  readonly lifetimeS: number;
}

/** What the environments of a month did. */
export interface PoolMonth {
  /** Whole; served + throttled + waiting = arrivals. */
  readonly served: number;
  readonly throttled: number;
  readonly waiting: number;
  readonly coldStarts: number;
  /** Whole: of the served ones, those in provisioned environments. */
  readonly provisionedServed: number;
  /** Alive, with the provisioned ones. */
  readonly averageEnvironments: number;
  readonly averageConcurrency: number;
  readonly p99Concurrency: number;
  readonly peakConcurrency: number;
  /** Longest wait of requests that are tried again. */
  readonly longestDelayS: number;
  /**
   * Of each hour: environments alive and requests running (means), requests served, requests that started an
   * environment, requests throttled.
   */
  readonly hours: {
    readonly served: Float64Array;
    readonly environments: Float64Array;
    readonly concurrency: Float64Array;
    readonly coldStarts: Float64Array;
    readonly throttled: Float64Array;
  };
}

/** Environments that are always there, step by step, for the requests that run. */
export type Provisioning = (busy: Float64Array) => number | Float64Array;

/**
 * The environments of a function step by step through the month.
 *
 * Within a step arrivals are Poisson. A request takes the first idle environment of a row, and starts the next one when
 * all are busy; an environment is alive that was used within its lifetime (`EnvironmentsAlive`). Requests that come at
 * once take as many environments as they are.
 */
export function warmPool(arrivals: Arrivals, pool: FunctionPool, provisioning: Provisioning): PoolMonth {
  const serviceS = placeS(pool);
  const admitted = admit(arrivals, pool, { serviceS, keptS: pool.lifetimeS });
  const walk = new PoolWalk(arrivals.stepSeconds, pool, admitted, provisioning(admitted.busy));
  walk.run();
  return monthOf(arrivals, pool, admitted, walk);
}

/** Time that one request takes an environment for. */
export function placeS({
  durationS,
  rpsPerEnvironment,
}: Pick<FunctionPool, 'durationS' | 'rpsPerEnvironment'>): number {
  return Math.max(durationS, 1 / rpsPerEnvironment);
}

function monthOf(
  { counts, stepSeconds }: Arrivals,
  { limit }: FunctionPool,
  admitted: Admitted,
  walk: PoolWalk,
): PoolMonth {
  const { served: letIn, throttled, waiting, longestDelayS } = admitted;
  const { environmentSeconds, busySeconds, coldStarts, spread } = walk;
  const seconds = counts.length * stepSeconds;
  const arrived = sumOf(counts);
  const lost = Math.min(arrived, Math.round(sumOf(throttled)));
  const left = Math.min(arrived - lost, Math.round(waiting));
  const served = arrived - lost - left;
  return {
    served,
    throttled: lost,
    waiting: left,
    coldStarts: Math.min(served, Math.round(sumOf(coldStarts))),
    provisionedServed: Math.min(served, Math.round(walk.provisionedServed)),
    averageEnvironments: sumOf(environmentSeconds) / seconds,
    averageConcurrency: sumOf(busySeconds) / seconds,
    p99Concurrency: Math.min(limit, spread.quantile(0.99)),
    peakConcurrency: Math.min(limit, spread.peak()),
    longestDelayS,
    hours: {
      served: letIn,
      environments: hourlyMeans(environmentSeconds, seconds),
      concurrency: hourlyMeans(busySeconds, seconds),
      coldStarts,
      throttled,
    },
  };
}
