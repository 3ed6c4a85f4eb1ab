import { erlangB } from '../queueing.js';
import { SlidingMaximum } from '../sliding-maximum.js';
import type { ConcurrencyRules } from './admission.js';
import { RunningBursts } from './running-bursts.js';
import type { RunningRequests } from './running-requests.js';

/** While nothing grows, the concurrency that is there is looked at so often within the time that it is kept. */
const LOOKS_PER_LIFETIME = 4;
/** Standard deviations beyond which a Poisson number is not met. */
const DEVIATIONS = 8;

/** The highest number of requests at a load that may be met. */
export function highestOf(load: number): number {
  return load + DEVIATIONS * Math.sqrt(load);
}

/** The load whose highest number is `highest`: load + deviations × √load = highest. */
function loadBelow(highest: number): number {
  if (highest === Number.POSITIVE_INFINITY) return highest;
  const root = (Math.sqrt(DEVIATIONS ** 2 + 4 * Math.max(0, highest)) - DEVIATIONS) / 2;
  return root * root;
}

/** The concurrency there is, and what waits for it. */
export class Door {
  backlog = 0;
  longestDelayS = 0;
  readonly bursts: RunningBursts;
  private startsLeft: number;
  private filledS = 0;
  /** A rate that was let in whole, and how long no other look at it is needed. */
  private quietRate = 0;
  private quietUntilS = 0;
  private readonly used = new SlidingMaximum();
  private readonly blocking = new Map<number, number>();

  constructor(
    private readonly rules: ConcurrencyRules,
    private readonly busy: RunningRequests,
    private readonly times: { readonly serviceS: number; readonly keptS: number; readonly stepS: number },
  ) {
    this.startsLeft = rules.startsAtOnce;
    this.bursts = new RunningBursts(times.serviceS);
  }

  /** Requests a second that are let in of those asked for. */
  letIn(asked: number, step: number): number {
    const { stepS } = this.times;
    const nowS = step * stepS;
    if (asked <= this.quietRate && nowS < this.quietUntilS && this.backlog === 0) return asked;
    const { isLost, limit } = this.rules;
    const wanted = isLost ? asked : asked + this.backlog / stepS;
    const offered = wanted * this.times.serviceS;
    const atOnce = this.bursts.at(nowS);
    const highest = atOnce + highestOf(offered);
    const there = this.used.valueAt(nowS);
    this.refill(nowS + stepS);
    const most = Math.min(limit, there + this.startsLeft);
    const isWhole = highest <= most;
    const reached = isWhole ? highest : most;
    this.startsLeft -= Math.max(0, reached - there);
    this.quietUntilS = nowS + this.times.keptS / LOOKS_PER_LIFETIME;
    this.used.push(reached, Math.max(this.quietUntilS, nowS + stepS) + this.times.keptS);
    this.quietRate = isWhole ? loadBelow(Math.min(limit, Math.max(there, highest)) - atOnce) / this.times.serviceS : 0;
    if (isWhole) return this.note(wanted, asked, stepS);
    const free = Math.max(0, most - atOnce);
    if (isLost) return this.note(wanted * (1 - this.blockingAt(free, offered)), asked, stepS);
    return this.note(Math.min(wanted, this.throughput(free, step)), asked, stepS);
  }

  /** Requests a second that so many places take up: each over and over, or once where a request outlasts the step. */
  private throughput(places: number, step: number): number {
    const { serviceS, stepS } = this.times;
    return serviceS <= stepS ? places / serviceS : Math.max(0, places - this.busy.leftAtEndOf(step)) / stepS;
  }

  /** Requests that run at once of `size` that come at once while `busy` others run. */
  letInAtOnce(size: number, nowS: number, busy: number): number {
    const there = this.used.valueAt(nowS);
    this.refill(nowS);
    const running = busy + this.bursts.at(nowS);
    const free = Math.floor(Math.max(0, Math.min(this.rules.limit, there + this.startsLeft) - running));
    const atOnce = Math.min(size, free);
    const reached = running + atOnce;
    this.bursts.add(atOnce, nowS);
    this.startsLeft -= Math.max(0, reached - there);
    this.used.push(reached, nowS + this.times.serviceS + this.times.keptS);
    return atOnce;
  }

  /** Requests that are tried again until they are let in. */
  wait(requests: number): void {
    this.backlog += requests;
  }

  private note(rate: number, asked: number, stepS: number): number {
    if (this.rules.isLost) return rate;
    const before = this.backlog;
    this.backlog = Math.max(0, before + (asked - rate) * stepS);
    if (this.backlog < 1e-6) this.backlog = 0;
    const standing = Math.max(before, this.backlog);
    if (standing > 0) this.longestDelayS = Math.max(this.longestDelayS, standing / Math.max(rate, 1 / stepS));
    return rate;
  }

  private refill(nowS: number): void {
    if (nowS <= this.filledS) return;
    const { startsAtOnce, startsPerSecond } = this.rules;
    this.startsLeft = Math.min(startsAtOnce, this.startsLeft + (nowS - this.filledS) * startsPerSecond);
    this.filledS = nowS;
  }

  /** Erlang B, known again for the same places and a load that differs by less than a thousandth. */
  private blockingAt(places: number, offered: number): number {
    if (offered <= 0) return 0;
    const whole = Math.floor(places);
    const key = whole * 65_536 + Math.round(Math.log(offered) * 1000);
    const known = this.blocking.get(key) ?? erlangB(whole, offered);
    if (this.blocking.size > 10_000) this.blocking.clear();
    this.blocking.set(key, known);
    return known;
  }
}
