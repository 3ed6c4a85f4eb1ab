import type { Arrivals } from '../../workload/arrivals.js';
import type { Impulses } from '../../workload/load-curve.js';
import { addTo, hourlySums, hourOf, hoursOf } from '../hours.js';
import { mostOf } from '../series.js';
import { Door, highestOf } from './door.js';
import { RunningRequests } from './running-requests.js';

/** How many requests may run at once, and how fast their number may grow. */
export interface ConcurrencyRules {
  /** Most requests at once: the account's quota, what is reserved for the function, or a number of pollers. */
  readonly limit: number;
  /** Environments that may be started at once, and in each second after that. */
  readonly startsAtOnce: number;
  readonly startsPerSecond: number;
  /** Environments that are there without a start, step by step: those provisioned whatever comes. */
  readonly ready?: number | Float64Array;
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

/** How long a request takes a place, and how long a place that was used is kept. */
export interface PlaceTimes {
  readonly serviceS: number;
  /** Time for which a place that was used can be used again without a start. */
  readonly keptS: number;
}

/**
 * Lets requests in.
 *
 * Requests lost in a step = Erlang B of its load at the concurrency that is there. Requests that are tried again make a
 * backlog, which that concurrency works off.
 */
export function admit(arrivals: Arrivals, rules: ConcurrencyRules, times: PlaceTimes): Admitted {
  return isOpenToAll(arrivals, rules, times) ? allOf(arrivals, times) : asMayRun(arrivals, rules, times);
}

/**
 * Whether no request of the month meets a limit, so that the steps need not be looked at one by one: the highest
 * concurrency of the month H is within the limit and within what may start at once, and H more may start in every time
 * that a place is kept. What is there has not gone within that time, so that it does not ask for more than H starts.
 */
function isOpenToAll(
  { expected, impulses, stepSeconds }: Arrivals,
  { limit, startsAtOnce, startsPerSecond }: ConcurrencyRules,
  { serviceS, keptS }: PlaceTimes,
): boolean {
  const highest = highestOf((mostOf(expected) / stepSeconds) * serviceS);
  return impulses === null && highest <= Math.min(limit, startsAtOnce, startsPerSecond * keptS);
}

function allOf(arrivals: Arrivals, { serviceS }: PlaceTimes): Admitted {
  const { expected, stepSeconds } = arrivals;
  const busy = new RunningRequests(expected.length, stepSeconds, serviceS, Number.POSITIVE_INFINITY);
  busy.takeAll(expected);
  return {
    busy: busy.means,
    bursts: null,
    served: hourlySums(expected, stepSeconds),
    throttled: hoursOf(arrivals),
    longestDelayS: 0,
    waiting: 0,
  };
}

function asMayRun(arrivals: Arrivals, rules: ConcurrencyRules, { serviceS, keptS }: PlaceTimes): Admitted {
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
    const hour = hourOf(step, stepSeconds);
    addTo(served, hour, taken * stepSeconds);
    if (rules.isLost && taken < asked) addTo(throttled, hour, (asked - taken) * stepSeconds);
    if (impulses === null || bursts === null) continue;
    for (; next < impulses.atS.length && (impulses.atS[next] as number) < nowS + stepSeconds; next += 1) {
      const size = impulses.sizes[next] as number;
      const atS = impulses.atS[next] as number;
      const atOnce = door.letInAtOnce(size, atS, busy.mostFrom(step, atS - nowS));
      bursts.sizes[next] = atOnce;
      bursts.running[next] = door.bursts.at(atS);
      addTo(served, hour, atOnce);
      if (rules.isLost) addTo(throttled, hour, size - atOnce);
      else door.wait(size - atOnce, atS);
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

function sameTimes({ atS }: Impulses): AdmittedBursts {
  return { atS, sizes: new Float64Array(atS.length), running: new Float64Array(atS.length) };
}
