import { billedRows, plannedField, plannedHours } from '../planned-units.js';
import type { InputOf, ServicePlan } from '../service-plan.js';
import type { publicIpv4 } from './public-ipv4.js';

/** Public IPv4 addresses: as given; or of the instances, else the tasks, that stand before them in the design. */
export const publicIpv4Plan: ServicePlan<InputOf<typeof publicIpv4>> = (_of, context) => {
  const { formulas, field, month, upstream } = context;
  const addresses = field('addresses');
  const hoursEach = field('hoursPerAddress') ?? formulas.constant(month.hours);
  const hosts = [...upstream.values()].flatMap((of) => of.get('instanceHours') ?? of.get('taskHours') ?? []);
  return {
    quantities: billedRows([
      addresses === undefined ? formulas.sum(hosts) : formulas.times(addresses, hoursEach),
      plannedHours(context, plannedField(context, 'idleAddresses')),
    ]),
  };
};
