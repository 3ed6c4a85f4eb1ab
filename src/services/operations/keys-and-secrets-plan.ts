import { billedRows, plannedField, plannedGivenOrUnits } from '../planned-units.js';
import type { ServicePlan } from '../service-plan.js';

/** KMS: keys by the month, requests one by one. */
export const kmsPlan: ServicePlan = (_vault, context) => ({
  quantities: billedRows([plannedField(context, 'keys'), plannedGivenOrUnits(context, 'requests', 'perRequest')]),
});

/** Secrets Manager: secrets by the month, calls one by one. */
export const secretsManagerPlan: ServicePlan = (_vault, context) => ({
  quantities: billedRows([plannedField(context, 'secrets'), plannedGivenOrUnits(context, 'apiCalls', 'perRequest')]),
});
