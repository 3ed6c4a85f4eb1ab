import * as z from 'zod';
import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { amount, count } from '../../model/field.js';
import type { Activity } from '../../model/report.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { monthHours } from '../traffic-units.js';
import { ADDRESS_METERS } from './public-addresses.js';

const input = z.strictObject({
  addresses: count(1_000_000).optional().meta({
    title: 'Addresses in use (default: one for each task or instance before it in the design)',
    role: 'direct',
    unit: 'count',
  }),
  hoursPerAddress: amount(744)
    .optional()
    .meta({ title: 'Hours each of them is held in the month (default: all)', role: 'direct', unit: 'hours' }),
  idleAddresses: count(1_000_000).default(0).meta({
    title: 'Elastic IP addresses that nothing uses, all month',
    role: 'direct',
    unit: 'count',
  }),
});

type Addresses = Amounts<z.output<typeof input>>;

interface AddressHours {
  readonly inUse: Amount;
  readonly idle: Amount;
}

/** Public IPv4 addresses of tasks and instances, and idle ones. */
export const publicIpv4 = defineService({
  id: 'public-ipv4',
  serviceName: 'Public IPv4 addresses',
  pricingUrl: 'https://aws.amazon.com/vpc/pricing/',
  summary: 'Addresses of tasks and instances in public subnets, billed by the hour.',
  notModelled: [
    'addresses of load balancers and NAT gateways (`alb`, `nlb` and `nat-gateway` bill their own)',
    'your own address ranges (BYOIP), which are free',
    'IPAM',
  ],
  meters: ADDRESS_METERS.infos,
  input,
  simulate,
  meter,
});

function simulate(of: Addresses, { month, upstream }: SimulationContext): Simulation<AddressHours> {
  const { addresses, hoursPerAddress, idleAddresses } = of;
  const inUse =
    addresses === undefined
      ? Amount.sum([...upstream.values()].map(hostHours))
      : addresses.times(hoursPerAddress?.as('h') ?? monthHours(month));
  return {
    metered: { inUse, idle: idleAddresses.times(monthHours(month)) },
    activity: { averageAddresses: inUse.dividedBy(month.hours) },
  };
}

/** Hours that something with an address of its own ran: the instance where tasks share one, else the task. */
function hostHours({ instanceHours, taskHours }: Amounts<Activity>): Amount {
  return instanceHours?.as('instance-hours') ?? taskHours?.as('task-hours') ?? Amount.ZERO;
}

function meter(_of: Addresses, { inUse, idle }: AddressHours): MeteredLine[] {
  return ADDRESS_METERS.lines([
    ['public-ipv4-in-use', inUse],
    ['public-ipv4-idle', idle],
  ]);
}
