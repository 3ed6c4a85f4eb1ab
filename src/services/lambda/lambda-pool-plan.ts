import type { FloatFunction, Formula, Range } from '../../model/formula.js';
import { coldRateWithin } from '../../simulate/lambda/cold-start-bounds.js';
import { ConcurrencySpread } from '../../simulate/lambda/concurrency-spread.js';
import { placeS } from '../../simulate/lambda/warm-pool.js';
import { steadyPool } from '../../simulate/lambda/warm-pool-steady.js';
import type { PlanContext, PlannedTraffic } from '../service-plan.js';
import type { LambdaInput } from './lambda-input.js';
import { poolOf } from './lambda-pool.js';

/** Environments of a steady rate that nothing throttles: figures of `steadyPoolMonth()`. */
export interface PlannedPool {
  /** Environments started anew. */
  readonly coldStarts: Formula;
  readonly averageEnvironments: Formula;
  readonly peakConcurrency: Formula;
}

const NOTHING: Range = { low: 0, high: 0 };

/** @param of requests of the month, and how long one takes */
export function plannedPool(
  service: LambdaInput,
  { context, traffic }: { readonly context: PlanContext; readonly traffic: PlannedTraffic },
  of: readonly [requests: Formula, durationMs: Formula],
): PlannedPool {
  const monthS = context.month.seconds;
  // Its other figures are no inputs.
  const { lifetimeS } = poolOf(service, traffic, 0);
  const load = (requests: number, ms: number) => {
    const serviceS = placeS(poolOf(service, traffic, ms));
    return { rate: requests / monthS, serviceS, lifetimeS };
  };
  const figure = (name: string, figures: Partial<FloatFunction> & Pick<FloatFunction, 'compute'>) => {
    const full = `${name} within ${monthS} s, kept for ${lifetimeS} s, ${traffic.trigger}`;
    return context.formulas.floats.call({ name: full, isRising: false, ...figures }, of);
  };
  const inMonth = (coldRate: number, requests: number) => Math.min(requests, Math.round(coldRate * monthS));
  return {
    coldStarts: figure('cold starts', {
      compute: (requests = 0, ms = 0) => inMonth(steadyPool(load(requests, ms), 0).coldRate, requests),
      within: (requests = NOTHING, ms = NOTHING) => {
        const { low, high } = coldRateWithin(load(requests.low, ms.low), load(requests.high, ms.high));
        return { low: inMonth(low, requests.low), high: inMonth(high, requests.high) };
      },
    }),
    averageEnvironments: figure('environments', {
      compute: (requests = 0, ms = 0) => steadyPool(load(requests, ms), 0).environments,
      isWhole: false,
    }),
    peakConcurrency: figure('concurrency', {
      compute: (requests = 0, ms = 0) => {
        const spread = new ConcurrencySpread(ms / 1000);
        spread.add((requests / monthS) * (ms / 1000), monthS);
        return spread.peak();
      },
    }),
  };
}
