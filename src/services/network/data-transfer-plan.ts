import { billedRows, plannedField, plannedGb, plannedUnits } from '../planned-units.js';
import type { InputOf, ServicePlan } from '../service-plan.js';
import { type dataTransfer, SIDES } from './data-transfer.js';

/** Data transfer: GB as given, or requests × KB, out, between zones and to other regions. */
export const dataTransferPlan: ServicePlan<InputOf<typeof dataTransfer>> = (_of, context) => {
  const { formulas, field, traffic } = context;
  const requests = plannedUnits(context);
  const responseKb = field('responseKb') ?? traffic?.responseKb ?? formulas.constant(0);
  const driven = (given: string, kb = plannedField(context, given.replace('Gb', 'Kb'))) =>
    field(given) ?? plannedGb(context, requests, kb);
  return {
    quantities: billedRows([
      driven('internetOutGb', responseKb),
      formulas.times(driven('crossAzGb'), formulas.constant(SIDES)),
      driven('interRegionGb'),
    ]),
  };
};
