import type { Arrivals } from '../../workload/arrivals.js';
import type { Impulses } from '../../workload/load-curve.js';
import { addTo, hourOf, maxOf, sumsByHour, zerosByHour } from '../time-series.js';
import { AdmissionControl, type ConcurrencyRules, practicalMaximum } from './admission-control.js';
import { RunningRequests } from './running-requests.js';

/** The requests of a month that are admitted, and what happens to the others. */
export interface Admission {
  /** Mean requests running at the same time in each step, without those of bursts. */
  readonly busy: Float64Array;
  /** The admitted requests that arrive at once; null when none do. */
  readonly bursts: AdmittedBursts | null;
  /** Requests admitted, and requests lost, by hour. */
  readonly served: Float64Array;
  readonly throttled: Float64Array;
  /** Longest wait of retried requests, in seconds. */
  readonly longestDelayS: number;
  /** Requests that still wait at the end of the month. */
  readonly waiting: number;
}

/** Requests that arrive at once, as far as they are admitted. */
export interface AdmittedBursts extends Impulses {
  /** Requests of this and earlier bursts that run at the time of each burst. */
  readonly running: Float64Array;
}

/** How long a request occupies an environment, and how long an idle environment is kept. */
export interface EnvironmentTimes {
  readonly serviceS: number;
  /** Time after its last request in which an environment serves again without a start. */
  readonly keptS: number;
}

/**
 * Admits the requests of a month.
 *
 * Requests that may be lost: the lost share of a step is Erlang B at the concurrency there is. Retried requests wait in a
 * backlog that this concurrency works off.
 */
export function admit(arrivals: Arrivals, rules: ConcurrencyRules, times: EnvironmentTimes): Admission {
  return isWithinLimits(arrivals, rules, times) ? admitAll(arrivals, times) : admitStepByStep(arrivals, rules, times);
}

/**
 * Whether no request of the month meets a limit, so that its steps need no check one by one: the month's maximum
 * concurrency H is within the limit and within the starts at once, and H starts are refilled while an idle environment is
 * kept. Environments only go after that time, so that more than H starts are never needed within it.
 */
function isWithinLimits(
  { expected, impulses, stepSeconds }: Arrivals,
  { limit, startsAtOnce, startsPerSecond }: ConcurrencyRules,
  { serviceS, keptS }: EnvironmentTimes,
): boolean {
  const maximum = practicalMaximum((maxOf(expected) / stepSeconds) * serviceS);
  return impulses === null && maximum <= Math.min(limit, startsAtOnce, startsPerSecond * keptS);
}

function admitAll(arrivals: Arrivals, { serviceS }: EnvironmentTimes): Admission {
  const { expected, stepSeconds } = arrivals;
  const running = new RunningRequests(expected.length, stepSeconds, serviceS, Number.POSITIVE_INFINITY);
  running.addAll(expected);
  return {
    busy: running.means,
    bursts: null,
    served: sumsByHour(expected, stepSeconds),
    throttled: zerosByHour(arrivals),
    longestDelayS: 0,
    waiting: 0,
  };
}

function admitStepByStep(
  arrivals: Arrivals,
  rules: ConcurrencyRules,
  { serviceS, keptS }: EnvironmentTimes,
): Admission {
  const { expected, impulses, stepSeconds } = arrivals;
  const running = new RunningRequests(expected.length, stepSeconds, serviceS, rules.limit / serviceS);
  const control = new AdmissionControl(rules, running, { serviceS, keptS, stepS: stepSeconds });
  const served = zerosByHour(arrivals);
  const throttled = zerosByHour(arrivals);
  const bursts = impulses === null ? null : emptyBursts(impulses);
  let next = 0;
  for (let step = 0; step < expected.length; step += 1) {
    const nowS = step * stepSeconds;
    const offeredRate = (expected[step] as number) / stepSeconds;
    const admittedRate = control.admitRate(offeredRate, step);
    running.add(step, admittedRate);
    const hour = hourOf(step, stepSeconds);
    addTo(served, hour, admittedRate * stepSeconds);
    if (rules.isLost && admittedRate < offeredRate) addTo(throttled, hour, (offeredRate - admittedRate) * stepSeconds);
    if (impulses === null || bursts === null) continue;
    for (; next < impulses.atS.length && (impulses.atS[next] as number) < nowS + stepSeconds; next += 1) {
      const size = impulses.sizes[next] as number;
      const atS = impulses.atS[next] as number;
      const admitted = control.admitBurst(size, atS, running.maxFrom(step, atS - nowS));
      bursts.sizes[next] = admitted;
      bursts.running[next] = control.bursts.at(atS);
      addTo(served, hour, admitted);
      if (rules.isLost) addTo(throttled, hour, size - admitted);
      else control.enqueue(size - admitted, atS);
    }
  }
  return {
    busy: running.means,
    bursts,
    served,
    throttled,
    longestDelayS: control.longestDelayS,
    waiting: control.waiting,
  };
}

function emptyBursts({ atS }: Impulses): AdmittedBursts {
  return { atS, sizes: new Float64Array(atS.length), running: new Float64Array(atS.length) };
}
