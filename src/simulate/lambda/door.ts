import { Backlog } from '../backlog.js';
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

/** Of a step: the places at its beginning and at its end, and as many as would do. */
interface Places {
  readonly first: number;
  readonly reached: number;
  readonly aimed: number;
}

/** The concurrency there is, and what waits for it. */
export class Door {
  longestDelayS = 0;
  private readonly row = new Backlog();
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
    const { serviceS, stepS } = this.times;
    const nowS = step * stepS;
    if (asked <= this.quietRate && nowS < this.quietUntilS && this.row.size === 0) return asked;
    const { isLost, limit } = this.rules;
    const wanted = isLost ? asked : asked + this.row.size / stepS;
    const left = this.leftOver(step);
    const offered = Math.max(wanted * serviceS, left + wanted * Math.min(serviceS, stepS));
    const atOnce = this.bursts.at(nowS);
    const highest = atOnce + highestOf(offered);
    const there = this.thereAt(nowS, step);
    this.refill(nowS);
    const first = Math.min(limit, there + this.startsLeft);
    const isWhole = highest <= first;
    const aimed = Math.min(limit, highest);
    const reached = isWhole ? highest : this.grown(there, aimed);
    if (isWhole) this.startsLeft -= Math.max(0, reached - there);
    this.quietUntilS = nowS + this.times.keptS / LOOKS_PER_LIFETIME;
    this.used.push(reached, Math.max(this.quietUntilS, nowS + stepS) + this.times.keptS);
    this.quietRate = isWhole ? loadBelow(Math.min(limit, Math.max(there, highest)) - atOnce - left) / serviceS : 0;
    if (isLost) {
      const free = Math.max(0, this.meanPlaces(first, aimed, 0) - atOnce);
      return isWhole ? wanted : wanted * (1 - this.blockingAt(free, offered));
    }
    const most = isWhole
      ? Math.max(wanted, (first - atOnce) / serviceS)
      : this.throughput({ first, aimed, reached }, step);
    return this.serve(asked, most, nowS);
  }

  /**
   * Requests of earlier steps that still run at the end of this one. Those that are tried again may have come faster than
   * they can go on coming; of others so many are let in as may go on.
   */
  private leftOver(step: number): number {
    const { serviceS, stepS } = this.times;
    return this.rules.isLost || serviceS <= stepS ? 0 : this.busy.leftAtEndOf(step);
  }

  /** Places at the end of a step that asks for more than may start at its beginning: more may start all through it. */
  private grown(there: number, wanted: number): number {
    const { startsAtOnce, startsPerSecond } = this.rules;
    const starts = this.startsLeft + startsPerSecond * this.times.stepS;
    const reached = Math.max(there, Math.min(wanted, there + starts));
    this.startsLeft = Math.min(startsAtOnce, starts - (reached - there));
    this.filledS += this.times.stepS;
    return reached;
  }

  /** Places on average over a step, so many seconds later: those of its beginning, and more until as many as are aimed at. */
  private meanPlaces(first: number, aimed: number, laterS: number): number {
    const { startsPerSecond } = this.rules;
    const most = Math.max(first, aimed);
    const from = Math.min(most, first + startsPerSecond * laterS);
    const growsS = Math.min(this.times.stepS, (most - from) / startsPerSecond);
    const to = from + growsS * startsPerSecond;
    return to - ((to - from) * growsS) / (2 * this.times.stepS);
  }

  /**
   * Requests a second that may begin. Those that run at a time have begun in the time of service before it, so that
   * places are taken as many as there will be half of that later; or once where a request outlasts the step.
   */
  private throughput({ first, aimed, reached }: Places, step: number): number {
    const { serviceS, stepS } = this.times;
    const atOnce = this.bursts.at(step * stepS);
    if (serviceS > stepS) return Math.max(0, reached - atOnce - this.busy.leftAtEndOf(step)) / stepS;
    return Math.max(0, this.meanPlaces(first, aimed, serviceS / 2) - atOnce) / serviceS;
  }

  /** Requests that run at once of `size` that come at once while `busy` others run. */
  letInAtOnce(size: number, nowS: number, busy: number): number {
    const there = this.thereAt(nowS, Math.floor(nowS / this.times.stepS));
    this.refill(nowS);
    const running = busy + this.bursts.at(nowS);
    const free = Math.floor(Math.max(0, Math.min(this.rules.limit, there + this.startsLeft) - running));
    const atOnce = Math.min(size, free);
    const reached = Math.min(this.rules.limit, running + atOnce);
    this.bursts.add(atOnce, nowS);
    this.startsLeft -= Math.max(0, reached - there);
    this.used.push(reached, nowS + this.times.serviceS + this.times.keptS);
    return atOnce;
  }

  /** Environments that need no start. */
  private thereAt(nowS: number, step: number): number {
    const { limit, ready = 0 } = this.rules;
    const provisioned = typeof ready === 'number' ? ready : (ready[step] as number);
    return Math.max(this.used.valueAt(nowS), Math.min(limit, provisioned));
  }

  /** Requests that wait. */
  get backlog(): number {
    return this.row.size;
  }

  /** Requests that are tried again until they are let in. */
  wait(requests: number, nowS: number): void {
    this.row.add(requests, nowS, 0);
  }

  /** Lets in as many a second as may begin, what came first before the others. */
  private serve(asked: number, most: number, nowS: number): number {
    const { stepS } = this.times;
    if (this.row.size === 0 && asked <= most) return asked;
    this.row.add(asked * stepS, nowS, stepS);
    const before = this.row.size;
    if (most > 0) {
      this.row.serve(most * stepS, nowS, most, (_requests, waitS) => {
        this.longestDelayS = Math.max(this.longestDelayS, waitS);
      });
    }
    return (before - this.row.size) / stepS;
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
