import { exponentialVariate, type Random, seededRandom } from '../../../src/workload/random.js';

/** A load for the event model. */
export interface EventLoad {
  /** Requests per second in each step; Poisson within it. */
  readonly rates: ArrayLike<number>;
  readonly stepS: number;
  /** Mean service times. */
  readonly warmS: number;
  readonly coldS: number;
  /** The distribution of service times; exponential by default. */
  readonly serviceTimes?: 'exponential' | 'constant';
  readonly lifetimeS: number;
  readonly concurrencyLimit?: number;
  readonly seed: number;
  /** Seconds at the start that are simulated but not counted. */
  readonly settlingS?: number;
  /** Environments at the start: seconds until each is idle. */
  readonly startWith?: readonly number[];
}

export interface EventCounts {
  readonly arrived: number;
  readonly cold: number;
  readonly rejected: number;
  /** Means over the counted time. */
  readonly environments: number;
  readonly busy: number;
}

/**
 * Simulates scale per request, as the simulator of Mahmoudi and Khazaei does (CLOSER 2021, https://arxiv.org/abs/2102.08904):
 * a request takes the newest idle environment, or starts one; an environment idle for `lifetimeS` goes; beyond the
 * limit a request is rejected. Request by request: slow, but simple enough to be a reference.
 */
export function playEvents(load: EventLoad): EventCounts {
  const { rates, stepS } = load;
  const pool = new Pool(load);
  const random = seededRandom(load.seed);
  for (let step = 0; step < rates.length; step += 1) {
    const rate = rates[step] as number;
    if (rate <= 0) continue;
    let atS = step * stepS;
    for (;;) {
      atS += exponentialVariate(random) / rate;
      if (atS >= (step + 1) * stepS) break;
      pool.arrive(atS, random);
    }
  }
  return pool.countsAt(rates.length * stepS);
}

/** Environments, oldest first. Expired ones are removed when a request finds no idle one. */
class Pool {
  private createdS: number[] = [];
  private freeS: number[] = [];
  private readonly fromS: number;
  private arrived = 0;
  private cold = 0;
  private rejected = 0;
  private environmentSeconds = 0;
  private busySeconds = 0;

  constructor(private readonly load: EventLoad) {
    this.fromS = load.settlingS ?? 0;
    this.freeS = [...(load.startWith ?? [])];
    this.createdS = this.freeS.map(() => 0);
  }

  arrive(nowS: number, random: Random): void {
    const { warmS, coldS, lifetimeS, concurrencyLimit = Number.POSITIVE_INFINITY, serviceTimes } = this.load;
    const isCounted = nowS >= this.fromS ? 1 : 0;
    const factor = serviceTimes === 'constant' ? 1 : exponentialVariate(random);
    this.arrived += isCounted;
    for (let newest = this.freeS.length - 1; newest >= 0; newest -= 1) {
      const freeS = this.freeS[newest] as number;
      if (freeS > nowS || freeS + lifetimeS < nowS) continue;
      this.freeS[newest] = nowS + warmS * factor;
      this.countBusy(nowS, warmS * factor);
      return;
    }
    this.removeGone(nowS);
    if (this.freeS.length >= concurrencyLimit) {
      this.rejected += isCounted;
      return;
    }
    this.cold += isCounted;
    this.createdS.push(nowS);
    this.freeS.push(nowS + coldS * factor);
    this.countBusy(nowS, coldS * factor);
  }

  countsAt(endS: number): EventCounts {
    this.removeGone(Number.POSITIVE_INFINITY, endS);
    const countedS = endS - this.fromS;
    const { arrived, cold, rejected } = this;
    return {
      arrived,
      cold,
      rejected,
      environments: this.environmentSeconds / countedS,
      busy: this.busySeconds / countedS,
    };
  }

  private countBusy(nowS: number, serviceS: number): void {
    if (nowS >= this.fromS) this.busySeconds += serviceS;
  }

  private removeGone(nowS: number, endS = Number.POSITIVE_INFINITY): void {
    const { lifetimeS } = this.load;
    const isGone = (environment: number) => (this.freeS[environment] as number) + lifetimeS < nowS;
    const kept: number[] = [];
    for (let environment = 0; environment < this.freeS.length; environment += 1) {
      if (!isGone(environment)) {
        kept.push(environment);
        continue;
      }
      const goneS = Math.min(endS, (this.freeS[environment] as number) + lifetimeS);
      this.environmentSeconds += Math.max(0, goneS - Math.max(this.fromS, this.createdS[environment] as number));
    }
    if (kept.length === this.freeS.length) return;
    this.createdS = kept.map((environment) => this.createdS[environment] as number);
    this.freeS = kept.map((environment) => this.freeS[environment] as number);
  }
}
