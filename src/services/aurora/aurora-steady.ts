import { Amount, atMost } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import type { ClosedForm } from '../../model/closed-form.js';
import type { Month } from '../../model/month.js';
import { requiredAcu } from '../../simulate/aurora/steady-acu-month.js';
import type { Traffic } from '../../workload/traffic.js';
import type { Simulation } from '../service.js';
import { awakeHalfAcuSeconds, type SteadyCluster, type TriedRange } from './aurora-serverless-month.js';

/** Capacity that carries a steady rate. */
interface SteadyCapacity extends Required<Pick<Simulation<never>, 'feasibleWhile'>> {
  readonly halfAcuSeconds: Amount;
}

/** The capacity of a cluster that never pauses, under a steady rate: it is the same all month. */
export function steadyCapacity(
  cluster: Amounts<SteadyCluster & TriedRange>,
  { requestsPerSecond }: Amounts<Traffic>,
  month: Month,
): SteadyCapacity {
  const { minAcu, maxAcu, readers, readerTier, readShare } = cluster;
  const { queriesPerRequest, queriesPerSecondPerAcu, workingSetGb } = cluster;
  const wanted = Amount.closedForm(WANTED_ACU, [requestsPerSecond, queriesPerRequest, queriesPerSecondPerAcu]);
  return {
    halfAcuSeconds: Amount.closedForm(HALF_ACU_SECONDS, [
      ...[requestsPerSecond, queriesPerRequest, queriesPerSecondPerAcu],
      ...[minAcu, maxAcu, workingSetGb, readers, readerTier, readShare, month.seconds],
    ]),
    // Enough for all queries on one instance; nothing waits then.
    feasibleWhile: [atMost(maxAcu, wanted)],
  };
}

const HALF_ACU_SECONDS: ClosedForm = {
  name: 'half-ACU-seconds of a steady rate',
  // biome-ignore format: one argument a line would hide what belongs together
  compute: (perSecond = 0, queriesPerRequest = 0, queriesPerSecondPerAcu = 0, minAcu = 0, maxAcu = 0, workingSetGb = 0, readers = 0, readerTier = 0, readShare = 0, monthS = 0) =>
    awakeHalfAcuSeconds(
      perSecond,
      { queriesPerRequest, queriesPerSecondPerAcu, workingSetGb, readers, readerTier, readShare },
      { minAcu, maxAcu },
      monthS,
    ),
  isWhole: true,
  directions: [
    ...(['rising', 'rising', 'falling'] as const),
    ...(['rising', 'rising', 'rising', undefined, undefined, undefined, 'rising'] as const),
  ],
};

/** ACUs, or vCPUs of an instance, that the queries of a rate want. */
export const WANTED_ACU: ClosedForm = {
  name: 'ACUs that a steady rate wants',
  compute: (perSecond = 0, queriesPerRequest = 0, queriesPerSecondPerAcu = 0) =>
    requiredAcu(perSecond, { queriesPerRequest, queriesPerSecondPerAcu }),
  isWhole: false,
  directions: ['rising', 'rising', 'falling'],
};
