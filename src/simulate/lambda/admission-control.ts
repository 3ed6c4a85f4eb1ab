import { Backlog } from '../backlog.js';
import { erlangB } from '../queueing.js';
import { SlidingMaximum } from '../sliding-maximum.js';
import { RunningBursts, type RunningRequests } from './running-requests.js';

/** How many requests may run at once, and how fast that number may grow. */
export interface ConcurrencyRules {
  /** Maximum of requests at once: the account's quota, the function's reserved concurrency, or a number of pollers. */
  readonly limit: number;
  /** Environments that may start at once, and in each second after that. */
  readonly startsAtOnce: number;
  readonly startsPerSecond: number;
  /** Environments that need no start, in each step or throughout: provisioned ones. */
  readonly ready?: number | Float64Array;
  /** Whether a throttled request is lost (http), or retried until it is served. */
  readonly isLost: boolean;
}

/** A rate that was admitted in full is checked again this often within the time that environments are kept. */
const CHECKS_PER_LIFETIME = 4;
/** A Poisson number practically never exceeds its mean by more than this many standard deviations. */
const DEVIATIONS = 8;

/** The number of concurrent requests that an offered load, in erlangs, practically never exceeds. */
export function practicalMaximum(load: number): number {
  return load + DEVIATIONS * Math.sqrt(load);
}

/** The offered load, in erlangs, whose practical maximum is `maximum`: load + deviations × √load = maximum. */
function loadOfMaximum(maximum: number): number {
  if (maximum === Number.POSITIVE_INFINITY) return maximum;
  const root = (Math.sqrt(DEVIATIONS ** 2 + 4 * Math.max(0, maximum)) - DEVIATIONS) / 2;
  return root * root;
}

/** Concurrency over one step: at its start, at its end, and what its requests need. */
interface StepConcurrency {
  readonly atStart: number;
  readonly atEnd: number;
  readonly needed: number;
}

/** Decides step by step how many requests are admitted, and keeps the backlog of those that are not. */
export class AdmissionControl {
  longestDelayS = 0;
  readonly bursts: RunningBursts;
  private readonly backlog = new Backlog();
  /** A token bucket of environment starts, and when it was last refilled. */
  private startTokens: number;
  private refilledS = 0;
  /** Up to this rate, until this time, everything is admitted and no check is needed. */
  private uncheckedRate = 0;
  private uncheckedUntilS = 0;
  /** Concurrency that was used, and is available until its environments expire. */
  private readonly used = new SlidingMaximum();
  private readonly blockingCache = new Map<number, number>();

  constructor(
    private readonly rules: ConcurrencyRules,
    private readonly running: RunningRequests,
    private readonly times: { readonly serviceS: number; readonly keptS: number; readonly stepS: number },
  ) {
    this.startTokens = rules.startsAtOnce;
    this.bursts = new RunningBursts(times.serviceS);
  }

  /** Requests that wait to be admitted. */
  get waiting(): number {
    return this.backlog.size;
  }

  /** Adds requests to the backlog that arrived at once and were not admitted. */
  enqueue(requests: number, nowS: number): void {
    this.backlog.add(requests, nowS, 0);
  }

  /**
   * Admits the requests of a step, after those that wait.
   *
   * @param offeredRate requests per second that arrive
   * @returns requests per second that are admitted
   */
  admitRate(offeredRate: number, step: number): number {
    const { serviceS, stepS } = this.times;
    const nowS = step * stepS;
    if (offeredRate <= this.uncheckedRate && nowS < this.uncheckedUntilS && this.backlog.size === 0) return offeredRate;
    const { isLost, limit } = this.rules;
    const wantedRate = isLost ? offeredRate : offeredRate + this.backlog.size / stepS;
    const earlier = this.runningFromEarlierSteps(step);
    const load = Math.max(wantedRate * serviceS, earlier + wantedRate * Math.min(serviceS, stepS));
    const inBursts = this.bursts.at(nowS);
    const maximum = inBursts + practicalMaximum(load);
    const available = this.availableAt(nowS, step);
    this.refillTokens(nowS);
    const atStart = Math.min(limit, available + this.startTokens);
    const isUnlimited = maximum <= atStart;
    const needed = Math.min(limit, maximum);
    const atEnd = isUnlimited ? maximum : this.growTo(needed, available);
    if (isUnlimited) this.startTokens -= Math.max(0, atEnd - available);
    this.uncheckedUntilS = nowS + this.times.keptS / CHECKS_PER_LIFETIME;
    this.used.push(atEnd, Math.max(this.uncheckedUntilS, nowS + stepS) + this.times.keptS);
    this.uncheckedRate = isUnlimited
      ? loadOfMaximum(Math.min(limit, Math.max(available, maximum)) - inBursts - earlier) / serviceS
      : 0;
    if (isLost) {
      const free = Math.max(0, this.meanConcurrency(atStart, needed, 0) - inBursts);
      return isUnlimited ? wantedRate : wantedRate * (1 - this.blocking(free, load));
    }
    const maxRate = isUnlimited
      ? Math.max(wantedRate, (atStart - inBursts) / serviceS)
      : this.throughput({ atStart, atEnd, needed }, step);
    return this.admitInOrder(offeredRate, maxRate, nowS);
  }

  /**
   * Admits as many as possible of `size` requests that arrive at once.
   *
   * @param running other requests that run meanwhile
   * @returns requests that are admitted
   */
  admitBurst(size: number, nowS: number, running: number): number {
    const available = this.availableAt(nowS, Math.floor(nowS / this.times.stepS));
    this.refillTokens(nowS);
    const busy = running + this.bursts.at(nowS);
    const free = Math.floor(Math.max(0, Math.min(this.rules.limit, available + this.startTokens) - busy));
    const admitted = Math.min(size, free);
    const concurrency = Math.min(this.rules.limit, busy + admitted);
    this.bursts.add(admitted, nowS);
    this.startTokens -= Math.max(0, concurrency - available);
    this.used.push(concurrency, nowS + this.times.serviceS + this.times.keptS);
    return admitted;
  }

  /**
   * Requests of earlier steps that still run at the end of this one. Only retried requests need it: they may have been
   * admitted faster than they can go on being admitted.
   */
  private runningFromEarlierSteps(step: number): number {
    const { serviceS, stepS } = this.times;
    return this.rules.isLost || serviceS <= stepS ? 0 : this.running.leftAtEndOf(step);
  }

  /** Concurrency at the end of a step that needs more than may start at its beginning: starts go on all through it. */
  private growTo(needed: number, available: number): number {
    const { startsAtOnce, startsPerSecond } = this.rules;
    const tokens = this.startTokens + startsPerSecond * this.times.stepS;
    const atEnd = Math.max(available, Math.min(needed, available + tokens));
    this.startTokens = Math.min(startsAtOnce, tokens - (atEnd - available));
    this.refilledS += this.times.stepS;
    return atEnd;
  }

  /** Mean concurrency over a step that begins `delayS` later: it grows from that at its start to what is needed. */
  private meanConcurrency(atStart: number, needed: number, delayS: number): number {
    const { startsPerSecond } = this.rules;
    const max = Math.max(atStart, needed);
    const from = Math.min(max, atStart + startsPerSecond * delayS);
    const growsS = Math.min(this.times.stepS, (max - from) / startsPerSecond);
    const to = from + growsS * startsPerSecond;
    return to - ((to - from) * growsS) / (2 * this.times.stepS);
  }

  /**
   * Requests per second that may begin. Those that run at one time began within the service time before it, so concurrency
   * counts as of half a service time later; where a request outlasts the step, each environment is taken once.
   */
  private throughput({ atStart, needed, atEnd }: StepConcurrency, step: number): number {
    const { serviceS, stepS } = this.times;
    const inBursts = this.bursts.at(step * stepS);
    if (serviceS > stepS) return Math.max(0, atEnd - inBursts - this.running.leftAtEndOf(step)) / stepS;
    return Math.max(0, this.meanConcurrency(atStart, needed, serviceS / 2) - inBursts) / serviceS;
  }

  /** Concurrency that needs no start. */
  private availableAt(nowS: number, step: number): number {
    const { limit, ready = 0 } = this.rules;
    const provisioned = typeof ready === 'number' ? ready : (ready[step] as number);
    return Math.max(this.used.valueAt(nowS), Math.min(limit, provisioned));
  }

  /** Admits up to `maxRate` requests per second, the oldest first. */
  private admitInOrder(offeredRate: number, maxRate: number, nowS: number): number {
    const { stepS } = this.times;
    if (this.backlog.size === 0 && offeredRate <= maxRate) return offeredRate;
    this.backlog.add(offeredRate * stepS, nowS, stepS);
    const before = this.backlog.size;
    if (maxRate > 0) {
      this.backlog.serve(maxRate * stepS, nowS, maxRate, (_requests, waitS) => {
        this.longestDelayS = Math.max(this.longestDelayS, waitS);
      });
    }
    return (before - this.backlog.size) / stepS;
  }

  private refillTokens(nowS: number): void {
    if (nowS <= this.refilledS) return;
    const { startsAtOnce, startsPerSecond } = this.rules;
    this.startTokens = Math.min(startsAtOnce, this.startTokens + (nowS - this.refilledS) * startsPerSecond);
    this.refilledS = nowS;
  }

  /** Erlang B, computed once for loads that differ by less than 0.1%. */
  private blocking(concurrency: number, load: number): number {
    if (load <= 0) return 0;
    const servers = Math.floor(concurrency);
    const key = servers * 65_536 + Math.round(Math.log(load) * 1000);
    const blocking = this.blockingCache.get(key) ?? erlangB(servers, load);
    if (this.blockingCache.size > 10_000) this.blockingCache.clear();
    this.blockingCache.set(key, blocking);
    return blocking;
  }
}
