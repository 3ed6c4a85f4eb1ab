import { erlangB } from '../queueing.js';
import { ConcurrencySpread } from './concurrency-spread.js';
import { type FunctionPool, type PoolMonth, placeS } from './warm-pool.js';
import { type SteadyPool, steadyPool } from './warm-pool-steady.js';

/** What the closed form needs to know of a function: how fast its environments start does not matter. */
export type SteadyFunction = Omit<FunctionPool, 'startsAtOnce' | 'startsPerSecond' | 'ready'>;

/** The delay of work that is never done, because nothing may run: finite, as every figure of a report is. */
const NEVER_S = Number.MAX_SAFE_INTEGER;

/** The month of a function whose requests come at one rate, in closed form. Each figure is computed when it is read. */
export class SteadyPoolMonth implements Omit<PoolMonth, 'hours'> {
  readonly served: number;
  readonly throttled: number;
  readonly waiting: number;
  /** Requests served a second. */
  private readonly rate: number;
  private readonly serviceS: number;
  private knownPool: SteadyPool | undefined;
  private knownSpread: ConcurrencySpread | undefined;

  /**
   * @param requests whole, in the month
   * @param provisioned environments that are always there
   */
  constructor(
    requests: number,
    private readonly monthS: number,
    private readonly of: SteadyFunction,
    private readonly provisioned: number,
  ) {
    const { limit, isLost } = of;
    this.serviceS = placeS(of);
    const arriving = requests / monthS;
    const offered = arriving * this.serviceS;
    const isNear = offered + 8 * Math.sqrt(offered) > limit;
    const lostShare = isLost && isNear ? erlangB(Math.floor(limit), offered) : 0;
    this.throttled = Math.round(requests * lostShare);
    this.rate = isLost ? arriving * (1 - lostShare) : Math.min(arriving, limit / this.serviceS);
    this.waiting = Math.round((arriving * (1 - lostShare) - this.rate) * monthS);
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
    return this.rate * this.of.durationS;
  }

  get p99Concurrency(): number {
    return Math.min(this.of.limit, this.spread.quantile(0.99));
  }

  get peakConcurrency(): number {
    return Math.min(this.of.limit, this.spread.peak());
  }

  get longestDelayS(): number {
    return this.waiting === 0 ? 0 : Math.min(NEVER_S, this.waiting / this.rate);
  }

  private get pool(): SteadyPool {
    const { rate, serviceS, of, provisioned } = this;
    this.knownPool ??= steadyPool({ rate, serviceS, lifetimeS: of.lifetimeS }, provisioned);
    return this.knownPool;
  }

  private get spread(): ConcurrencySpread {
    if (this.knownSpread === undefined) {
      this.knownSpread = new ConcurrencySpread(this.of.durationS);
      this.knownSpread.add(this.averageConcurrency, this.monthS);
    }
    return this.knownSpread;
  }
}
