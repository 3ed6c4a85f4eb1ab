import { billedRows, plannedField, plannedGb, plannedUnits } from '../planned-units.js';
import type { InputOf, ServicePlan } from '../service-plan.js';
import { type efs, GB_PER_FREE_MIBPS } from './efs.js';

/** Storage by class, in the order of its lines. */
const KEPT = ['storageGb', 'oneZoneGb', 'infrequentAccessGb', 'oneZoneInfrequentAccessGb', 'archiveGb'];

/** EFS: storage, GB moved (elastic), MiB/s beyond those that storage brings (provisioned). */
export const efsPlan: ServicePlan<InputOf<typeof efs>> = (files, context) => {
  const { formulas, field } = context;
  const zero = formulas.constant(0);
  const moved = (given: string, each: string) =>
    files.throughputMode === 'elastic'
      ? (field(given) ?? plannedGb(context, plannedUnits(context), plannedField(context, each)))
      : zero;
  const [storage = zero, oneZone = zero, ...others] = KEPT.map((name) => plannedField(context, name));
  const included = formulas.over(formulas.add(storage, oneZone), GB_PER_FREE_MIBPS);
  return {
    quantities: billedRows([
      storage,
      oneZone,
      ...others,
      moved('readGb', 'readKbPerRequest'),
      moved('writtenGb', 'writtenKbPerRequest'),
      plannedField(context, 'infrequentAccessReadGb'),
      formulas.most(zero, formulas.subtract(plannedField(context, 'provisionedMibps'), included)),
    ]),
  };
};
