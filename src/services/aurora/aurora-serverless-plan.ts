import type { Formula } from '../../model/formula.js';
import type { PlanContext, ServicePlan } from '../service-plan.js';
import { type AuroraServerlessInput, MAX_ACU } from './aurora-serverless-input.js';
import { steadyCapacity } from './aurora-steady-plan.js';

/** Aurora Serverless v2: capacity as given or by a steady rate, storage, I/O as given or by the traffic, backup. */
export const auroraServerlessPlan: ServicePlan<AuroraServerlessInput> = (cluster, context) => {
  const { formulas, field } = context;
  const given = capacityOf(context);
  const carrying = given === undefined ? steadyCapacity(cluster, context) : undefined;
  const acuSeconds = given ?? carrying?.acuSeconds;
  const hasExtras = cluster.snapshotExportGb > 0 || cluster.backtrackChangeRecords > 0 || cluster.dataApiRequests > 0;
  if (acuSeconds === undefined || hasExtras) return undefined;
  const zero = formulas.constant(0);
  const of = (name: string) => field(name) ?? zero;
  const storage = formulas.add(of('storageGb'), formulas.over(of('storageGrowthGb'), 2));
  const io = cluster.storageConfiguration === 'standard' ? ioOf(context) : zero;
  const backup = of('backupGb');
  // Lines of nothing are left out by `meter`; a quantity that varies is never left out here.
  const isBilled = (quantity: Formula) => quantity.exact?.isZero() !== true;
  const limits = { left: field('maxAcu') ?? formulas.constant(MAX_ACU), right: field('minAcu') ?? zero };
  return {
    quantities: [
      formulas.over(acuSeconds, 3600),
      ...(isBilled(storage) ? [storage] : []),
      ...(isBilled(io) ? [io] : []),
      ...(isBilled(backup) ? [formulas.most(zero, formulas.subtract(backup, storage))] : []),
    ],
    holds: [limits],
    feasible: carrying?.feasible ?? [],
  };
};

/** ACU-seconds as given. */
function capacityOf({ formulas, field, month, traffic }: PlanContext): Formula | undefined {
  const seconds = formulas.constant(month.seconds);
  const [acuHours, averageAcu] = [field('acuHours'), field('averageAcu')];
  if (acuHours !== undefined) return formulas.times(acuHours, formulas.constant(3600));
  if (averageAcu !== undefined) return formulas.times(averageAcu, seconds);
  return traffic === null && field('minAcu') === undefined ? formulas.constant(0) : undefined;
}

/** `ioRequestsOf()`. */
function ioOf({ formulas, field, traffic }: PlanContext): Formula {
  const zero = formulas.constant(0);
  const given = field('ioRequests');
  if (given !== undefined) return given;
  if (traffic === null) return zero;
  const queries = formulas.times(traffic.requests, field('queriesPerRequest') ?? zero);
  return formulas.round(formulas.times(queries, field('ioPerQuery') ?? zero));
}
