import { billedRows, plannedChunks, plannedField, plannedGivenOrUnits } from '../planned-units.js';
import type { ServicePlan } from '../service-plan.js';
import { READ_UNIT_KB, UNITS_PER_READ, WRITE_UNIT_KB } from './dynamodb.js';
import type { DynamodbInput } from './dynamodb-input.js';

/** What is billed as given, in the order of its lines. */
const KEPT = ['storageGb', 'infrequentAccessGb', 'pointInTimeRecoveryGb', 'backupGb', 'restoredGb', 'streamReads'];

/** DynamoDB on demand: request units of items read and written, storage. Capacity that follows is for `simulate`. */
export const dynamodbPlan: ServicePlan<DynamodbInput> = (table, context) => {
  if (table.billingMode === 'provisioned') return undefined;
  const { formulas } = context;
  const itemKb = plannedField(context, 'itemKb');
  const reads = formulas.times(
    plannedGivenOrUnits(context, 'reads', 'readsPerRequest'),
    plannedChunks(context, itemKb, READ_UNIT_KB),
  );
  const writes = formulas.times(
    plannedGivenOrUnits(context, 'writes', 'writesPerRequest'),
    plannedChunks(context, itemKb, WRITE_UNIT_KB),
  );
  return {
    quantities: billedRows([
      formulas.times(reads, formulas.constant(Number(UNITS_PER_READ[table.readConsistency]))),
      formulas.times(writes, formulas.constant(table.transactionalWrites ? 2 : 1)),
      ...KEPT.map((name) => plannedField(context, name)),
    ]),
  };
};
