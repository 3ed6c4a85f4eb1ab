import {
  billedRows,
  plannedChunks,
  plannedField,
  plannedGb,
  plannedGivenOrUnits,
  plannedHours,
} from '../planned-units.js';
import type { ServicePlan } from '../service-plan.js';
import { EXTENDED_HOURS, INCLUDED_HOURS, ON_DEMAND_STEP_KB } from './kinesis.js';
import type { KinesisInput } from './kinesis-input.js';

/** Kinesis on demand: streams, GB in, out and kept. How many shards a provisioned stream needs is for `simulate`. */
export const kinesisPlan: ServicePlan<KinesisInput> = (stream, context) => {
  if (stream.streamMode === 'provisioned') return undefined;
  const { formulas, field, month, traffic } = context;
  const records = plannedGivenOrUnits(context, 'records');
  const recordKb = field('recordKb') ?? traffic?.requestKb ?? formulas.constant(0);
  const readBy = (consumers: string) =>
    plannedGb(context, formulas.times(records, plannedField(context, consumers)), recordKb);
  const ingestedGb =
    field('ingestedGb') ?? plannedGb(context, records, plannedChunks(context, recordKb, ON_DEMAND_STEP_KB));
  const { retentionHours } = stream;
  const kept = (hours: number) => formulas.over(formulas.times(ingestedGb, formulas.constant(hours)), month.hours);
  return {
    quantities: billedRows([
      plannedHours(context, plannedField(context, 'streams')),
      ingestedGb,
      field('retrievedGb') ?? readBy('consumers'),
      field('fanOutGb') ?? readBy('fanOutConsumers'),
      field('extendedRetentionGb') ?? kept(Math.min(retentionHours, EXTENDED_HOURS) - INCLUDED_HOURS),
      field('longTermRetentionGb') ?? kept(Math.max(0, retentionHours - EXTENDED_HOURS)),
    ]),
  };
};
