import * as z from 'zod';
import { type Decimal, exact, nearestFloat } from '../../model/decimal.js';
import { count } from '../../model/field.js';
import { hoursOf, type Month } from '../../model/month.js';
import { meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { passingBytes, passingFields } from './passing-bytes.js';
import { ADDRESS_METERS, IN_USE_METER } from './public-addresses.js';

const METERS = meterTable('vpc', {
  'nat-hour': ['Hours', 'NAT gateway'],
  'nat-data': ['GB', 'Data processed (NAT gateway)'],
});

/** Nobody but the user knows what the code behind it calls; requests themselves come in another way. */
const NO_CALLS = { requestKb: 0, responseKb: 0, reason: 'say what a request calls outside of the VPC, if anything' };

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

type Input = z.output<typeof input>;

interface GatewayUse {
  readonly gateways: number;
  readonly gb: Decimal;
  readonly steps: string;
}

/** NAT gateways: hours, GB processed in both directions, and their public addresses. */
export const natGateway = defineNumericService({
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

function simulate(nat: Input, { traffic }: NumericContext): Simulation<GatewayUse> {
  const gateways = nat.gateways ?? traffic?.serviceLevel.zones ?? 1;
  const { gb, steps, hours, assumptions } = passingBytes(nat, traffic, NO_CALLS);
  const reason = 'one, or one for each zone the service level asks for';
  return {
    metered: { gateways, gb, steps },
    activity: { gateways, processedGb: nearestFloat(gb) },
    ...hours,
    costFollows: { 'nat-data': 'requests' },
    assumptions: [
      ...(nat.gateways === undefined ? [{ at: 'gateways', value: `${gateways}`, reason }] : []),
      ...assumptions,
    ],
  };
}

function meter({ connectivity }: Input, { gateways, gb, steps }: GatewayUse, month: Month): NumericLine[] {
  const hours = exact(gateways).times(hoursOf(month));
  const addressHours = connectivity === 'public' ? hours : exact(0);
  return [
    ...METERS.lines([
      ['nat-hour', hours, `${gateways} × ${month.hours} h`],
      ['nat-data', gb, steps],
    ]),
    ...ADDRESS_METERS.lines([['public-ipv4-in-use', addressHours, `${gateways} × ${month.hours} h`]]),
  ];
}
