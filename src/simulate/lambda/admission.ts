import type { Arrivals } from '../../workload/arrivals.js';
import type { Impulses } from '../../workload/load-curve.js';
import { addTo, hourOf, hoursOf } from '../hours.js';
import { erlangB } from '../queueing.js';
import { SlidingMaximum } from '../sliding-maximum.js';
import { RunningBursts } from './running-bursts.js';
import { RunningRequests } from './running-requests.js';

/** How many requests may run at once, and how fast their number may grow. */
export interface ConcurrencyRules {
  /** Most requests at once: the account's quota, what is reserved for the function, or a number of pollers. */
  readonly limit: number;
  /** Environments that may be started at once, and in each second after that. */
  readonly startsAtOnce: number;
  readonly startsPerSecond: number;
  /** Whether a throttled request is lost (http) or tried again until it is served. */
  readonly isLost: boolean;
}

/** Requests that are let in, step by step. */
export interface Admitted {
  /** Requests running at the same time in each step, mean; those that come at once are apart. */
  readonly busy: Float64Array;
  /** Of what came at once, the requests let in; null when nothing does. */
  readonly bursts: AdmittedBursts | null;
  /** Requests let in, and requests lost, of each hour. */
  readonly served: Float64Array;
  readonly throttled: Float64Array;
  /** Longest wait of requests that are tried again, in seconds. */
  readonly longestDelayS: number;
  /** Requests that still wait at the end of the month. */
  readonly waiting: number;
}

/** Requests that come at once, as far as they are let in. */
export interface AdmittedBursts extends Impulses {
  /** Requests of this burst and of those before it that run at its time. */
  readonly running: Float64Array;
}

/** While nothing grows, the concurrency that is there is looked at so often within the time that it is kept. */
const LOOKS_PER_LIFETIME = 4;
/** Standard deviations beyond which a Poisson number is not met. */
const DEVIATIONS = 8;

/**
 * Lets requests in.
 *
 * Requests lost in a step = Erlang B of its load at the concurrency that is there. Requests that are tried again make a
 * backlog, which that concurrency works off.
 *
 * @param serviceS time that one request takes a place for
 * @param keptS time for which a place that was used can be used again without a start
 */
export function admit(
  arrivals: Arrivals,
  rules: ConcurrencyRules,
  { serviceS, keptS }: { readonly serviceS: number; readonly keptS: number },
): Admitted {
  const { expected, impulses, stepSeconds } = arrivals;
  const busy = new RunningRequests(expected.length, stepSeconds, serviceS, rules.limit / serviceS);
  const door = new Door(rules, busy, { serviceS, keptS, stepS: stepSeconds });
  const served = hoursOf(arrivals);
  const throttled = hoursOf(arrivals);
  const bursts = impulses === null ? null : sameTimes(impulses);
  let next = 0;
  for (let step = 0; step < expected.length; step += 1) {
    const nowS = step * stepSeconds;
    const asked = (expected[step] as number) / stepSeconds;
    const taken = door.letIn(asked, step);
    busy.take(step, taken);
    addTo(served, hourOf(step, stepSeconds), taken * stepSeconds);
    if (rules.isLost && taken < asked) addTo(throttled, hourOf(step, stepSeconds), (asked - taken) * stepSeconds);
    if (impulses === null || bursts === null) continue;
    for (; next < impulses.atS.length && (impulses.atS[next] as number) < nowS + stepSeconds; next += 1) {
      const size = impulses.sizes[next] as number;
      const atOnce = door.letInAtOnce(size, impulses.atS[next] as number, busy.at(step));
      bursts.sizes[next] = atOnce;
      bursts.running[next] = door.bursts.at(impulses.atS[next] as number);
      addTo(served, hourOf(step, stepSeconds), atOnce);
      if (rules.isLost) addTo(throttled, hourOf(step, stepSeconds), size - atOnce);
      else door.wait(size - atOnce);
    }
  }
  return {
    busy: busy.means,
    bursts,
    served,
    throttled,
    longestDelayS: door.longestDelayS,
    waiting: door.backlog,
  };
}

/** The load whose highest number is `highest`: load + deviations × √load = highest. */
function loadBelow(highest: number): number {
  if (highest === Number.POSITIVE_INFINITY) return highest;
  const root = (Math.sqrt(DEVIATIONS ** 2 + 4 * Math.max(0, highest)) - DEVIATIONS) / 2;
  return root * root;
}

function sameTimes({ atS }: Impulses): AdmittedBursts {
  return { atS, sizes: new Float64Array(atS.length), running: new Float64Array(atS.length) };
}

/** The concurrency there is, and what waits for it. */
class Door {
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
    const highest = atOnce + offered + DEVIATIONS * Math.sqrt(offered);
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
