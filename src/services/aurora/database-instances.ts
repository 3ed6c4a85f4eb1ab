import { Amount, atMost, type Condition } from '../../model/amount.js';
import { type Amounts, numbersOf, shownOf } from '../../model/amounts.js';
import type { ClosedForm } from '../../model/closed-form.js';
import type { Month } from '../../model/month.js';
import type { Activity } from '../../model/report.js';
import { type AcuMonth, acuMonth } from '../../simulate/aurora/acu-month.js';
import { steadyAcuMonth } from '../../simulate/aurora/steady-acu-month.js';
import type { Traffic } from '../../workload/traffic.js';
import { delayProblems, latencyProblems, lossProblems, workWaits } from '../service-level.js';
import { WANTED_ACU } from './aurora-steady.js';

/** Database instances of one class, all alike. */
export interface DatabaseInstances {
  readonly instanceClass: string;
  readonly count: Amount;
  /** Of each query of a request, the share that each of them serves. */
  readonly share: Amount;
}

interface SizedInstances extends DatabaseInstances {
  /** vCPUs that each sustains: fewer than it has for burstable classes. */
  readonly sustainedVcpu: number;
}

interface Served {
  readonly activity: Activity;
  readonly infeasible: readonly string[];
  readonly feasibleWhile: readonly Condition[];
}

interface QueryFields {
  readonly queriesPerRequest: Amount;
  readonly queriesPerSecondPerVcpu: Amount;
  readonly patienceS: Amount;
}

/** How instances serve the queries of the traffic: an instance is a capacity that never changes. */
export function servedQueries(
  groups: readonly SizedInstances[],
  { queriesPerRequest, queriesPerSecondPerVcpu, patienceS }: QueryFields,
  { traffic: amounts, month }: { traffic: Amounts<Traffic>; month: Month },
): Served {
  const isSteady = amounts.arrivals === undefined;
  const numberOf = (amount: Amount) => (isSteady ? amount.shown : amount.number);
  const traffic = (isSteady ? shownOf : numbersOf)<Traffic>(amounts);
  const loads = groups.map((group) => ({
    ...group,
    queries: Amount.closedForm(QUERIES_EACH, [queriesPerRequest, group.share]),
  }));
  const months = loads.flatMap(({ instanceClass, sustainedVcpu, share, queries }) => {
    if (share.exact.isZero()) return [];
    const instance = {
      minAcu: sustainedVcpu,
      maxAcu: sustainedVcpu,
      doublingS: 1,
      halvingS: 1,
      queriesPerRequest: numberOf(queries),
      queriesPerSecondPerAcu: numberOf(queriesPerSecondPerVcpu),
      patienceS: workWaits(traffic.trigger) ? Number.POSITIVE_INFINITY : numberOf(patienceS),
      pause: null,
    };
    const of =
      traffic.arrivals === undefined
        ? steadyAcuMonth(traffic.requestsPerSecond, instance, month.seconds)
        : acuMonth(traffic.arrivals, instance, month.seconds);
    return [{ instanceClass, of }];
  });
  const worst = (value: (of: AcuMonth) => number) => Math.max(0, ...months.map(({ of }) => value(of)));
  const shareOf = (lost: number) => (traffic.requests === 0 ? 0 : Math.min(1, lost / traffic.requests));
  const p95WaitMs = worst((of) => of.waits.quantile(0.95, traffic.requests)) * 1000;
  const longestWaitS = worst((of) => of.waits.longestS);
  return {
    activity: {
      queriesPerSecond: traffic.requestsPerSecond * numberOf(queriesPerRequest),
      waitingRequests: Math.round(worst((of) => of.waits.waiting)),
      lostRequests: Math.round(worst((of) => of.lostRequests)),
      p95WaitMs,
    },
    infeasible: [
      ...months.flatMap(({ instanceClass, of }) => lossProblems(shareOf(of.lostRequests), traffic, instanceClass)),
      ...(p95WaitMs > 0 ? latencyProblems(traffic.durationMs + p95WaitMs, traffic) : []),
      ...delayProblems(longestWaitS, traffic),
    ],
    // With enough vCPUs for a steady rate nothing waits.
    feasibleWhile: isSteady
      ? loads.map(({ sustainedVcpu, queries }) =>
          atMost(
            sustainedVcpu,
            Amount.closedForm(WANTED_ACU, [amounts.requestsPerSecond, queries, queriesPerSecondPerVcpu]),
          ),
        )
      : [],
  };
}

const QUERIES_EACH: ClosedForm = {
  name: 'queries of a request that an instance serves',
  compute: (queriesPerRequest = 0, share = 0) => queriesPerRequest * share,
  isWhole: false,
  directions: ['rising', 'rising'],
};
