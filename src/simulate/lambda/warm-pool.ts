import type { Arrivals } from '../../workload/arrivals.js';
import { sumOf } from '../../workload/load-curve.js';
import { meansByHour } from '../time-series.js';
import { type Admission, admit } from './admission.js';
import { type FunctionPool, occupancyS, type PoolMonth } from './function-pool.js';
import { PoolSimulation } from './pool-simulation.js';

/** Chooses the provisioned environments, in each step or throughout, from the mean running requests of each step. */
export type Provisioning = (busy: Float64Array) => number | Float64Array;

/**
 * Simulates the environments of a function step by step through the month.
 *
 * Arrivals within a step are Poisson. Environments are tried in a fixed order: a request goes to the first idle one, and
 * starts another when all are busy; an environment is warm while its last use is within its lifetime
 * (`WarmEnvironments`). Requests that arrive at once take one environment each.
 */
export function warmPool(arrivals: Arrivals, pool: FunctionPool, provisioning: Provisioning): PoolMonth {
  const serviceS = occupancyS(pool);
  const admission = admit(arrivals, pool, { serviceS, keptS: pool.lifetimeS });
  const simulation = new PoolSimulation(arrivals.stepSeconds, pool, admission, provisioning(admission.busy));
  simulation.run();
  return monthOf(arrivals, pool, admission, simulation);
}

function monthOf(
  { counts, stepSeconds }: Arrivals,
  { limit }: FunctionPool,
  admission: Admission,
  simulation: PoolSimulation,
): PoolMonth {
  const { environmentSeconds, busySeconds, coldStarts, concurrency } = simulation;
  const seconds = counts.length * stepSeconds;
  const arrived = sumOf(counts);
  const throttled = Math.min(arrived, Math.round(sumOf(admission.throttled)));
  const waiting = Math.min(arrived - throttled, Math.round(admission.waiting));
  const served = arrived - throttled - waiting;
  return {
    served,
    throttled,
    waiting,
    coldStarts: Math.min(served, Math.round(sumOf(coldStarts))),
    provisionedServed: Math.min(served, Math.round(simulation.provisionedServed)),
    averageEnvironments: sumOf(environmentSeconds) / seconds,
    averageConcurrency: sumOf(busySeconds) / seconds,
    p99Concurrency: Math.min(limit, concurrency.quantile(0.99)),
    peakConcurrency: Math.min(limit, concurrency.peak()),
    longestDelayS: admission.longestDelayS,
    hours: {
      served: admission.served,
      environments: meansByHour(environmentSeconds, seconds),
      concurrency: meansByHour(busySeconds, seconds),
      coldStarts,
      throttled: admission.throttled,
    },
  };
}
