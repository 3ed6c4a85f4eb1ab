import { erlangB } from '../queueing.js';
import { ConcurrencySpread } from './concurrency-spread.js';
import { type FunctionPool, type PoolMonth, placeS } from './warm-pool.js';
import { steadyPool } from './warm-pool-steady.js';

/**
 * The month of a function whose requests come at one rate, in closed form.
 *
 * @param requests whole, in the month
 */
export function steadyPoolMonth(
  requests: number,
  monthS: number,
  pool: FunctionPool,
  provisioned: number,
): Omit<PoolMonth, 'hours'> {
  const serviceS = placeS(pool);
  const asked = requests / monthS;
  const offered = asked * serviceS;
  const { limit, isLost } = pool;
  const isNear = offered + 8 * Math.sqrt(offered) > limit;
  const lostShare = isLost && isNear ? erlangB(Math.floor(limit), offered) : 0;
  const throttled = Math.round(requests * lostShare);
  const rate = isLost ? asked * (1 - lostShare) : Math.min(asked, limit / serviceS);
  const waiting = Math.round((asked * (1 - lostShare) - rate) * monthS);
  const served = requests - throttled - waiting;
  const { environments, coldRate, provisionedRate } = steadyPool(
    { rate, serviceS, lifetimeS: pool.lifetimeS },
    provisioned,
  );
  const averageConcurrency = rate * pool.durationS;
  const spread = new ConcurrencySpread(pool.durationS);
  spread.add(averageConcurrency, monthS);
  return {
    served,
    throttled,
    waiting,
    coldStarts: Math.min(served, Math.round(coldRate * monthS)),
    provisionedServed: Math.min(served, Math.round(provisionedRate * monthS)),
    averageEnvironments: provisioned + environments,
    averageConcurrency,
    p99Concurrency: Math.min(limit, spread.quantile(0.99)),
    peakConcurrency: Math.min(limit, spread.peak()),
    longestDelayS: waiting === 0 ? 0 : waiting / rate,
  };
}
