import type { Arrivals } from '../../workload/arrivals.js';
import { addTo, hourlyMeans, hourOf, hoursOf } from '../hours.js';
import { erlangB } from '../queueing.js';
import { meanOf, mostOf } from '../series.js';
import { type Admitted, admit, type ConcurrencyRules } from './admission.js';
import { ConcurrencySpread } from './concurrency-spread.js';
import { cellStarts, type EnvironmentUse, environmentUse } from './environment-use.js';
import { EnvironmentsAlive } from './environments-alive.js';

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

/** Loads this close to each other are taken for the same: 2 % from one to the next. */
const LOADS_PER_OCTAVE = 32;
/** A load that has moved by no more than this is still the same. */
const SAME_LOAD = 0.01;

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
  return new PoolWalk(arrivals, pool, admitted, provisioning(admitted.busy)).run();
}

/** Time that one request takes an environment for. */
export function placeS({ durationS, rpsPerEnvironment }: FunctionPool): number {
  return Math.max(durationS, 1 / rpsPerEnvironment);
}

class PoolWalk {
  private readonly serviceS: number;
  private readonly cells: Float64Array;
  private readonly uses = new Map<number, EnvironmentUse>();
  private readonly alive: EnvironmentsAlive;
  private readonly spread: ConcurrencySpread;
  private readonly hours;
  private cold = 0;
  private provisionedServed = 0;
  private nextBurst = 0;
  private lastAlive = 0;
  private lastProvisioned = 0;
  /** Longest stretch of steps that are taken together while the rate stays the same. */
  private readonly longestS: number;

  constructor(
    private readonly arrivals: Arrivals,
    private readonly pool: FunctionPool,
    private readonly admitted: Admitted,
    private readonly provisioned: number | Float64Array,
  ) {
    const { stepSeconds } = arrivals;
    this.serviceS = placeS(pool);
    this.cells = cellStarts(mostEnvironments(admitted, provisioned));
    this.alive = new EnvironmentsAlive(this.cells, pool.lifetimeS + this.serviceS);
    this.spread = new ConcurrencySpread(pool.durationS);
    this.longestS = Math.max(stepSeconds, Math.min(300, pool.lifetimeS / 2));
    this.hours = {
      environments: hoursOf(arrivals),
      concurrency: hoursOf(arrivals),
      coldStarts: hoursOf(arrivals),
      served: admitted.served,
      throttled: admitted.throttled,
    };
  }

  run(): PoolMonth {
    const { busy } = this.admitted;
    this.alive.settle(this.useAt(busy[0] as number));
    this.lastAlive = this.alive.alive(0);
    for (let step = 0; step < busy.length; ) {
      const steps = this.stretchFrom(step);
      this.passStretch(step, steps);
      step += steps;
    }
    return this.month();
  }

  /** Steps from here on at one rate, within an hour and without requests that come at once after the first of them. */
  private stretchFrom(step: number): number {
    const { stepSeconds } = this.arrivals;
    const { busy, bursts } = this.admitted;
    const hourEnds = Math.ceil(((hourOf(step, stepSeconds) + 1) * 3600) / stepSeconds);
    const burstStep = Math.floor((bursts?.atS[this.nextBurst] ?? Number.POSITIVE_INFINITY) / stepSeconds);
    if (burstStep === step) return 1;
    const longest = Math.max(1, Math.floor(this.longestS / stepSeconds));
    const most = Math.min(busy.length, hourEnds, step + longest, burstStep);
    const provisioned = this.provisionedAt(step);
    const load = busy[step] as number;
    const [low, high] = [load * (1 - SAME_LOAD), load * (1 + SAME_LOAD)];
    let end = step + 1;
    while (end < most && (busy[end] as number) >= low && (busy[end] as number) <= high) {
      if (this.provisionedAt(end) !== provisioned) break;
      end += 1;
    }
    return end - step;
  }

  private passStretch(step: number, steps: number): void {
    const { stepSeconds } = this.arrivals;
    const seconds = steps * stepSeconds;
    const hour = hourOf(step, stepSeconds);
    const provisioned = this.provisionedAt(step);
    const load = meanOf(this.admitted.busy, step, steps);
    const running = (load * this.pool.durationS) / this.serviceS;
    const burst = this.passBursts((step + steps) * stepSeconds, load, provisioned);
    if (burst.requests > 0 || provisioned !== this.lastProvisioned) this.lastAlive = this.alive.alive(provisioned);
    const { started, alive } = this.alive.pass(this.useAt(load), seconds, provisioned);
    const { hours } = this;
    this.cold += started + burst.started;
    this.provisionedServed += (this.provisionedShare(load, provisioned) * load * seconds) / this.serviceS;
    addTo(hours.coldStarts, hour, started + burst.started);
    addTo(hours.environments, hour, (provisioned + (this.lastAlive + alive) / 2) * seconds);
    addTo(hours.concurrency, hour, running * seconds + burst.requests * this.pool.durationS);
    this.spread.add(running, seconds);
    this.lastAlive = alive;
    this.lastProvisioned = provisioned;
  }

  /** Requests that come at once before `endS`, each time taking environments from the start of the row. */
  private passBursts(endS: number, load: number, provisioned: number): { requests: number; started: number } {
    const { bursts } = this.admitted;
    const all = { requests: 0, started: 0 };
    while (bursts !== null && (bursts.atS[this.nextBurst] ?? Number.POSITIVE_INFINITY) < endS) {
      const requests = bursts.sizes[this.nextBurst] as number;
      const running = load + (bursts.running[this.nextBurst] as number);
      all.started += this.alive.useAtOnce(running, provisioned);
      all.requests += requests;
      this.spread.addBurst(running);
      this.provisionedServed += Math.min(requests, Math.max(0, provisioned - (running - requests)));
      this.nextBurst += 1;
    }
    return all;
  }

  private provisionedAt(step: number): number {
    return typeof this.provisioned === 'number' ? this.provisioned : (this.provisioned[step] as number);
  }

  private provisionedShare(load: number, provisioned: number): number {
    return provisioned <= 0 || load <= 0 ? 0 : 1 - erlangB(Math.floor(provisioned), load);
  }

  private useAt(busy: number): EnvironmentUse {
    if (busy <= 0) return UNUSED;
    const place = Math.round(Math.log2(busy) * LOADS_PER_OCTAVE);
    const known = this.uses.get(place);
    if (known !== undefined) return known;
    const load = {
      rate: 2 ** (place / LOADS_PER_OCTAVE) / this.serviceS,
      serviceS: this.serviceS,
      lifetimeS: this.pool.lifetimeS,
    };
    const made = environmentUse(load, this.cells, this.arrivals.stepSeconds);
    this.uses.set(place, made);
    return made;
  }

  private month(): PoolMonth {
    const { counts, stepSeconds } = this.arrivals;
    const { throttled, waiting, longestDelayS } = this.admitted;
    const seconds = counts.length * stepSeconds;
    const total = (series: Float64Array) => series.reduce((all, value) => all + value, 0);
    const arrived = total(counts);
    const lost = Math.min(arrived, Math.round(total(throttled)));
    const left = Math.min(arrived - lost, Math.round(waiting));
    const served = arrived - lost - left;
    return {
      served,
      throttled: lost,
      waiting: left,
      coldStarts: Math.min(served, Math.round(this.cold)),
      provisionedServed: Math.min(served, Math.round(this.provisionedServed)),
      averageEnvironments: total(this.hours.environments) / seconds,
      averageConcurrency: total(this.hours.concurrency) / seconds,
      p99Concurrency: Math.min(this.pool.limit, this.spread.quantile(0.99)),
      peakConcurrency: Math.min(this.pool.limit, this.spread.peak()),
      longestDelayS,
      hours: {
        ...this.hours,
        environments: hourlyMeans(this.hours.environments, seconds),
        concurrency: hourlyMeans(this.hours.concurrency, seconds),
      },
    };
  }
}

const UNUSED: EnvironmentUse = { firstCell: 0, uses: new Float64Array(0), starts: new Float64Array(0) };

/** More environments than the month will see. */
function mostEnvironments({ busy, bursts }: Admitted, provisioned: number | Float64Array): number {
  const load = mostOf(busy) * 1.05;
  const fixed = typeof provisioned === 'number' ? provisioned : mostOf(provisioned);
  return Math.ceil(load + 10 * Math.sqrt(load) + 50 + fixed + (bursts === null ? 0 : mostOf(bursts.running)));
}
