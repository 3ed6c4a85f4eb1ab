import { billedRows, plannedHours } from '../planned-units.js';
import type { InputOf, ServicePlan } from '../service-plan.js';
import type { natGateway } from './nat-gateway.js';
import { plannedPassing } from './passing-bytes-plan.js';

/** NAT gateways: hours, GB processed, public addresses. */
export const natGatewayPlan: ServicePlan<InputOf<typeof natGateway>> = (nat, context) => {
  const { formulas, field, traffic } = context;
  const zero = formulas.constant(0);
  const gateways = field('gateways') ?? formulas.constant(traffic?.serviceLevel.zones ?? 1);
  const hours = plannedHours(context, gateways);
  const gb = plannedPassing(context, { requestKb: zero, responseKb: zero });
  return { quantities: billedRows([hours, gb, nat.connectivity === 'public' ? hours : zero]) };
};
