import { erlangB } from '../queueing.js';
import { ConcurrencyDistribution } from './concurrency-distribution.js';
import { type FunctionPool, occupancyS, type PoolMonth } from './function-pool.js';
import { type SteadyPool, steadyPool } from './steady-pool.js';

/** A function under a steady rate: how fast its environments may start does not matter. */
export type SteadyFunction = Omit<FunctionPool, 'startsAtOnce' | 'startsPerSecond' | 'ready'>;

/** The delay of work that is never done because nothing may run: finite, like every figure of a report. */
const NEVER_S = Number.MAX_SAFE_INTEGER;

/** The month of a function whose requests arrive at one rate, in closed form. Each figure is computed when it is read. */
export class SteadyPoolMonth implements Omit<PoolMonth, 'hours'> {
  readonly served: number;
  readonly throttled: number;
  readonly waiting: number;
  /** Requests served per second. */
  private readonly rate: number;
  private readonly serviceS: number;
  private cachedPool: SteadyPool | undefined;
  private cachedDistribution: ConcurrencyDistribution | undefined;

  /**
   * @param requests in the month, whole
   * @param provisioned environments that are always there
   */
  constructor(
    requests: number,
    private readonly monthS: number,
    private readonly steadyFunction: SteadyFunction,
    private readonly provisioned: number,
  ) {
    const { limit, isLost } = steadyFunction;
    this.serviceS = occupancyS(steadyFunction);
    const offeredRate = requests / monthS;
    const load = offeredRate * this.serviceS;
    const isNearLimit = load + 8 * Math.sqrt(load) > limit;
    const lostShare = isLost && isNearLimit ? erlangB(Math.floor(limit), load) : 0;
    this.throttled = Math.round(requests * lostShare);
    this.rate = isLost ? offeredRate * (1 - lostShare) : Math.min(offeredRate, limit / this.serviceS);
    this.waiting = Math.round((offeredRate * (1 - lostShare) - this.rate) * monthS);
    this.served = requests - this.throttled - this.waiting;
  }

  get coldStarts(): number {
    return Math.min(this.served, Math.round(this.pool.coldRate * this.monthS));
  }

  get provisionedServed(): number {
    return Math.min(this.served, Math.round(this.pool.provisionedRate * this.monthS));
  }

  get averageEnvironments(): number {
    return this.provisioned + this.pool.environments;
  }

  get averageConcurrency(): number {
    return this.rate * this.steadyFunction.durationS;
  }

  get p99Concurrency(): number {
    return Math.min(this.steadyFunction.limit, this.distribution.quantile(0.99));
  }

  get peakConcurrency(): number {
    return Math.min(this.steadyFunction.limit, this.distribution.peak());
  }

  get longestDelayS(): number {
    return this.waiting === 0 ? 0 : Math.min(NEVER_S, this.waiting / this.rate);
  }

  private get pool(): SteadyPool {
    const { rate, serviceS, steadyFunction, provisioned } = this;
    this.cachedPool ??= steadyPool({ rate, serviceS, lifetimeS: steadyFunction.lifetimeS }, provisioned);
    return this.cachedPool;
  }

  private get distribution(): ConcurrencyDistribution {
    if (this.cachedDistribution === undefined) {
      this.cachedDistribution = new ConcurrencyDistribution(this.steadyFunction.durationS);
      this.cachedDistribution.add(this.averageConcurrency, this.monthS);
    }
    return this.cachedDistribution;
  }
}
