import type { Formula } from '../../model/formula.js';
import type { PlanContext, ServicePlan } from '../service-plan.js';
import type { AuroraServerlessInput } from './aurora-serverless-input.js';

/** Most ACUs of an instance when `maxAcu` is not given. */
const MAX_ACU = 256;

/** Aurora Serverless v2 of a given capacity: storage, I/O as given or by the traffic, backup. */
export const auroraServerlessPlan: ServicePlan<AuroraServerlessInput> = (cluster, context) => {
  const { formulas, field } = context;
  const acuSeconds = capacityOf(context);
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
  };
};

/** ACU-seconds as given; how capacity follows traffic is left to `simulate`. */
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
