import * as z from 'zod';
import { asWritten, type Decimal, nearestFloat, sum, ZERO } from '../../model/decimal.js';
import { amount, count } from '../../model/field.js';
import type { Activity } from '../../model/report.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
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

type Input = z.output<typeof input>;

interface AddressHours {
  readonly inUse: Decimal;
  readonly idle: Decimal;
  readonly steps: string;
}

/** Public IPv4 addresses of tasks and instances, and idle ones. */
export const publicIpv4 = defineNumericService({
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

function simulate(of: Input, { month, upstream }: NumericContext): Simulation<AddressHours> {
  const { addresses, hoursPerAddress = month.hours } = of;
  const inUse =
    addresses === undefined
      ? sum([...upstream.values()].map(hostHours))
      : asWritten(addresses).times(asWritten(hoursPerAddress));
  return {
    metered: {
      inUse,
      idle: asWritten(of.idleAddresses).times(month.hours),
      steps:
        addresses === undefined ? 'hours of the tasks and instances before it' : `${addresses} × ${hoursPerAddress} h`,
    },
    activity: { averageAddresses: nearestFloat(inUse.div(month.hours)) },
  };
}

/** Hours that something with an address of its own ran: the instance where tasks share one, else the task. */
function hostHours({ instanceHours, taskHours }: Activity): Decimal {
  const hours = instanceHours ?? taskHours;
  return hours === undefined ? ZERO : asWritten(hours);
}

function meter({ idleAddresses }: Input, { inUse, idle, steps }: AddressHours): NumericLine[] {
  return ADDRESS_METERS.lines([
    ['public-ipv4-in-use', inUse, steps],
    ['public-ipv4-idle', idle, `${idleAddresses} all month`],
  ]);
}
