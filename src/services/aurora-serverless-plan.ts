import type { Formula } from '../model/formula.js';
import type { AuroraServerlessInput } from './aurora-serverless.js';
import type { PlanContext, ServicePlan } from './service-plan.js';

/** Most ACUs of an instance when `maxAcu` is not given. */
const MAX_ACU = 256;

/** Aurora Serverless v2: capacity given, or what a steady rate of queries needs; storage, I/O, backup. */
export const auroraServerlessPlan: ServicePlan<AuroraServerlessInput> = (cluster, context) => {
  const { formulas, field } = context;
  const zero = formulas.constant(0);
  const capacity = capacityOf(context);
  const storageGb = field('storageGb') ?? zero;
  const beyondFree = () => formulas.most(zero, formulas.subtract(field('backupGb') ?? zero, storageGb));
  const isBilled = (name: 'storageGb' | 'ioRequests' | 'backupGb') =>
    field(name)?.operation === 'input' || cluster[name] > 0;
  const isIoBilled = cluster.storageConfiguration === 'standard' && isBilled('ioRequests');
  return {
    quantities: [
      formulas.over(capacity.acuSeconds, 3600),
      ...(isBilled('storageGb') ? [storageGb] : []),
      ...(isIoBilled ? [field('ioRequests') ?? zero] : []),
      ...(isBilled('backupGb') ? [beyondFree()] : []),
    ],
    holds: [{ left: field('maxAcu') ?? formulas.constant(MAX_ACU), right: field('minAcu') ?? zero }],
    feasible: capacity.feasible,
  };
};

function capacityOf({ formulas, field, traffic, month }: PlanContext) {
  const seconds = formulas.constant(month.seconds);
  const [acuHours, averageAcu] = [field('acuHours'), field('averageAcu')];
  if (acuHours !== undefined) return { acuSeconds: formulas.times(acuHours, formulas.constant(3600)), feasible: [] };
  if (averageAcu !== undefined) return { acuSeconds: formulas.times(averageAcu, seconds), feasible: [] };
  const ofHalves = (halves: Formula) => formulas.over(formulas.times(halves, seconds), 2);
  const { floats } = formulas;
  const [two, maxAcu] = [formulas.constant(2), field('maxAcu') ?? formulas.constant(MAX_ACU)];
  const doubled = (acus: Formula) => floats.times(acus, two);
  if (traffic === null) return { acuSeconds: ofHalves(doubled(field('minAcu') ?? formulas.constant(0))), feasible: [] };
  const one = formulas.constant(1);
  const queriesPerSecond = floats.times(traffic.requestsPerSecond, field('queriesPerRequest') ?? one);
  const acus = floats.over(queriesPerSecond, field('queriesPerSecondPerAcu') ?? one);
  const wanted = floats.ceil(floats.subtract(doubled(acus), formulas.constant(1e-9)));
  const atLeast = floats.most(doubled(field('minAcu') ?? formulas.constant(0.5)), wanted);
  return {
    acuSeconds: ofHalves(floats.least(doubled(maxAcu), atLeast)),
    feasible: [{ left: doubled(maxAcu), right: wanted }],
  };
}
