import type { other } from './other.js';
import type { InputOf, ServicePlan } from './service-plan.js';

/** Own amounts: one a month, or one for each request. */
export const otherPlan: ServicePlan<InputOf<typeof other>> = ({ items }, { formulas, traffic }) => {
  const requests = traffic?.requests ?? formulas.constant(0);
  return {
    quantities: items.map(({ usdPerRequest }) => (usdPerRequest === undefined ? formulas.constant(1) : requests)),
  };
};
