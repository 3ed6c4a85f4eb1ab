import * as z from 'zod';
import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { count } from '../../model/field.js';
import type { Month } from '../../model/month.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { monthHours } from '../traffic-units.js';
import { passingBytes, passingFields } from './passing-bytes.js';
import { ADDRESS_METERS, IN_USE_METER } from './public-addresses.js';

const METERS = meterTable('vpc', {
  'nat-hour': ['Hours', 'NAT gateway'],
  'nat-data': ['GB', 'Data processed (NAT gateway)'],
});

/** Nobody but the user knows what the code behind it calls; requests themselves come in another way. */
const NO_CALLS = {
  requestKb: Amount.ZERO,
  responseKb: Amount.ZERO,
  reason: 'say what a request calls outside of the VPC, if anything',
};

const input = z.strictObject({
  gateways: count(1000, 1).optional().meta({
    title: 'NAT gateways, all month (default: one for each zone of the service level)',
    role: 'configuration',
    unit: 'count',
  }),
  connectivity: z
    .enum(['public', 'private'])
    .default('public')
    .meta({ title: 'Connectivity type; a private one has no public address', role: 'configuration' }),
  ...passingFields(['0', '0']),
});

type Gateway = Amounts<z.output<typeof input>>;

interface GatewayUse {
  readonly gateways: Amount;
  readonly gb: Amount;
}

/** NAT gateways: hours, GB processed in both directions, and their public addresses. */
export const natGateway = defineService({
  id: 'nat-gateway',
  serviceName: 'NAT gateway',
  pricingUrl: 'https://aws.amazon.com/vpc/pricing/',
  summary: 'The way out of private subnets, billed by the hour and by GB in both directions.',
  notModelled: [
    'images pulled through it (add them to `gbPerMonth`)',
    'more than one address each',
    'data transfer to the internet (place `data-transfer`)',
  ],
  meters: [...METERS.infos, IN_USE_METER],
  input,
  simulate,
  meter,
});

function simulate(nat: Gateway, { traffic }: SimulationContext): Simulation<GatewayUse> {
  const gateways = nat.gateways ?? Amount.of(traffic?.serviceLevel.zones ?? 1);
  const { gb, hours, assumptions } = passingBytes(nat, traffic, NO_CALLS);
  const reason = 'one, or one for each zone the service level asks for';
  return {
    metered: { gateways, gb },
    activity: { gateways, processedGb: gb },
    ...hours,
    costFollows: { 'nat-data': 'requests' },
    assumptions: [
      ...(nat.gateways === undefined ? [{ at: 'gateways', value: `${gateways}`, reason }] : []),
      ...assumptions,
    ],
  };
}

function meter({ connectivity }: Gateway, { gateways, gb }: GatewayUse, month: Month): MeteredLine[] {
  const hours = gateways.times(monthHours(month));
  return [
    ...METERS.lines([
      ['nat-hour', hours],
      ['nat-data', gb],
    ]),
    ...ADDRESS_METERS.lines(connectivity === 'public' ? [['public-ipv4-in-use', hours]] : []),
  ];
}
