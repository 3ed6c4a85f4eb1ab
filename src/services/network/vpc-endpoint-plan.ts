import { billedRows, plannedField, plannedHours } from '../planned-units.js';
import type { InputOf, ServicePlan } from '../service-plan.js';
import { plannedPassing } from './passing-bytes-plan.js';
import type { vpcEndpoint } from './vpc-endpoint.js';

/** Interface endpoints: hours in each zone, GB; gateway endpoints are free. */
export const vpcEndpointPlan: ServicePlan<InputOf<typeof vpcEndpoint>> = (endpoint, context) => {
  if (endpoint.type === 'gateway') return { quantities: [] };
  const { formulas, field, traffic } = context;
  const zero = formulas.constant(0);
  const zones = field('zones') ?? formulas.constant(traffic?.serviceLevel.zones ?? 2);
  const gb = plannedPassing(context, traffic ?? { requestKb: zero, responseKb: zero });
  const hours = plannedHours(context, formulas.times(plannedField(context, 'endpoints'), zones));
  return { quantities: billedRows([hours, gb]) };
};
