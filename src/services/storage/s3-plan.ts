import { billedRows, plannedField, plannedGivenOrUnits } from '../planned-units.js';
import type { ServicePlan } from '../service-plan.js';

/** What is billed as given, in the order of its lines. */
const GIVEN = [
  'storageGb',
  'standardIaGb',
  'oneZoneIaGb',
  'glacierInstantRetrievalGb',
  'glacierFlexibleRetrievalGb',
  'glacierDeepArchiveGb',
  'standardIaPuts',
  'standardIaGets',
  'standardIaRetrievedGb',
  'oneZoneIaPuts',
  'oneZoneIaGets',
  'oneZoneIaRetrievedGb',
];

/** S3: storage by class, requests as given or of the traffic. */
export const s3Plan: ServicePlan = (_bucket, context) => ({
  quantities: billedRows([
    ...GIVEN.map((name) => plannedField(context, name)),
    plannedGivenOrUnits(context, 'puts', 'putsPerRequest'),
    plannedGivenOrUnits(context, 'gets', 'getsPerRequest'),
  ]),
});
