import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import type { ClosedForm, Interval } from '../../model/closed-form.js';
import { coldRateBounds } from '../../simulate/lambda/cold-start-bounds.js';
import { occupancyS, type PoolMonth } from '../../simulate/lambda/function-pool.js';
import { type SteadyFunction, SteadyPoolMonth } from '../../simulate/lambda/steady-pool-month.js';
import { isUsed } from '../meter-table.js';

/** What the environments of a function did in the month. */
export type PoolFigures = Amounts<Omit<PoolMonth, 'hours'>>;

/** A function that is invoked at one rate all month. */
export interface SteadyInvocations {
  /** Whole, in the month. */
  readonly requests: Amount;
  /** Of one invocation. */
  readonly durationMs: Amount;
  readonly warmLifetimeS: Amount;
  readonly provisionedConcurrency: Amount;
  /** Invocations at once; undefined where nothing limits them. */
  readonly concurrencyLimit: Amount | undefined;
  readonly rules: Pick<SteadyFunction, 'rpsPerEnvironment' | 'isLost'>;
}

const NOTHING: Interval = { low: 0, high: 0 };

/** The figures of `SteadyPoolMonth`, as closed forms of what the function is invoked with. */
export function steadyPoolFigures(of: SteadyInvocations, monthS: number): PoolFigures {
  const { requests, durationMs, warmLifetimeS, provisionedConcurrency, concurrencyLimit, rules } = of;
  const args = [requests, durationMs, warmLifetimeS, provisionedConcurrency];
  const isLimited = concurrencyLimit !== undefined;
  const name = `of a pool in ${monthS} s, ${rules.rpsPerEnvironment} a second, lost: ${rules.isLost}`;
  const monthOf = steadyMonths(of.rules, monthS);
  const figure = (figureOf: keyof PoolFigures, isWhole: boolean, within?: ClosedForm['within']) => {
    const compute: ClosedForm['compute'] = (...numbers) => monthOf(...numbers)[figureOf];
    const form = { name: `${figureOf} ${name}`, compute, isWhole, ...(within !== undefined && { within }) };
    return Amount.closedForm(form, isLimited ? [...args, concurrencyLimit] : args);
  };
  const isThrottled = isLimited && rules.isLost;
  const isWaiting = isLimited && !rules.isLost;
  const throttled = isThrottled ? figure('throttled', true).as('throttled') : Amount.ZERO;
  const waiting = isWaiting ? figure('waiting', true).as('never done') : Amount.ZERO;
  return {
    served: requests.minus(throttled).minus(waiting),
    throttled,
    waiting,
    coldStarts: figure('coldStarts', true, isLimited ? undefined : coldStartsWithin(rules, monthS)),
    provisionedServed: isUsed(provisionedConcurrency) ? figure('provisionedServed', true) : Amount.ZERO,
    averageEnvironments: figure('averageEnvironments', false),
    averageConcurrency: figure('averageConcurrency', false),
    p99Concurrency: figure('p99Concurrency', true),
    peakConcurrency: figure('peakConcurrency', true),
    longestDelayS: isWaiting ? figure('longestDelayS', false) : Amount.ZERO,
  };
}

/** Makes the month for the arguments of a formula; formulas that are computed one after the other share it. */
function steadyMonths(rules: SteadyInvocations['rules'], monthS: number) {
  let month: SteadyPoolMonth | undefined;
  let known: readonly number[] = [];
  return (requests = 0, durationMs = 0, lifetimeS = 0, provisioned = 0, limit = Number.POSITIVE_INFINITY) => {
    const numbers = [requests, durationMs, lifetimeS, provisioned, limit];
    if (month === undefined || numbers.some((number, place) => number !== known[place])) {
      month = new SteadyPoolMonth(
        requests,
        monthS,
        { ...rules, durationS: durationMs / 1000, lifetimeS, limit },
        provisioned,
      );
      known = numbers;
    }
    return month;
  };
}

/** Encloses the cold starts of a function that nothing limits. */
function coldStartsWithin(rules: SteadyInvocations['rules'], monthS: number): ClosedForm['within'] {
  const load = (requests: number, ms: number, lifetimeS: number) => ({
    rate: requests / monthS,
    serviceS: occupancyS({ ...rules, durationS: ms / 1000 }),
    lifetimeS,
  });
  return (requests = NOTHING, ms = NOTHING, lifetimeS = NOTHING, provisioned = NOTHING) => {
    const quiet = load(requests.low, ms.low, lifetimeS.low);
    const busy = load(requests.high, ms.high, lifetimeS.high);
    const { low, high } = coldRateBounds(quiet, busy, provisioned);
    return {
      low: Math.min(requests.low, Math.round(low * monthS)),
      high: Math.min(requests.high, Math.round(high * monthS)),
    };
  };
}
