import * as z from 'zod';
import { type Decimal, exact, nearestFloat } from '../../model/decimal.js';
import { count } from '../../model/field.js';
import { hoursOf, type Month } from '../../model/month.js';
import { meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { passingBytes, passingFields } from './passing-bytes.js';

const METERS = meterTable('vpc', {
  'interface-endpoint-hour': ['Hours', 'Interface endpoints, by zone'],
  'interface-endpoint-data': ['GB', 'Data processed (interface endpoints)'],
});

const input = z
  .strictObject({
    type: z
      .enum(['interface', 'gateway'])
      .default('interface')
      .meta({ title: 'Type of endpoint', role: 'configuration', reason: 'all services but S3 and DynamoDB' }),
    endpoints: count(1000, 1)
      .default(1)
      .meta({ title: 'Endpoints, one for each AWS service called', role: 'configuration', unit: 'count' }),
    zones: count(6, 1).optional().meta({
      title: 'Availability zones each stands in (default: those of the service level, else 2)',
      role: 'configuration',
      unit: 'count',
    }),
    ...passingFields(["the workload's requestKb", "the workload's responseKb"]),
  })
  .superRefine((endpoint, problems) => {
    if (endpoint.type === 'interface' || endpoint.zones === undefined) return;
    problems.addIssue({ code: 'custom', path: ['zones'], message: 'belongs to interface endpoints' });
  });

type Input = z.output<typeof input>;

interface EndpointUse {
  readonly zones: number;
  readonly gb: Decimal;
  readonly steps: string;
}

/** VPC endpoints (PrivateLink): hours in each zone and GB in tiers; gateway endpoints are free. */
export const vpcEndpoint = defineNumericService({
  id: 'vpc-endpoint',
  serviceName: 'VPC endpoint (AWS PrivateLink)',
  pricingUrl: 'https://aws.amazon.com/privatelink/pricing/',
  summary: 'Private ways to AWS services, billed by hour and zone and by GB; gateway endpoints are free.',
  notModelled: ['Gateway Load Balancer endpoints', 'resource endpoints', 'endpoints of services in other regions'],
  meters: METERS.infos,
  input,
  simulate,
  meter,
});

function simulate(endpoint: Input, { traffic }: NumericContext): Simulation<EndpointUse> {
  const zones = endpoint.zones ?? traffic?.serviceLevel.zones ?? 2;
  const { requestKb = 0, responseKb = 0 } = traffic ?? {};
  const whole = { requestKb, responseKb, reason: 'all of a request passes through it, as with a private API' };
  const { gb, steps, hours, assumptions } = passingBytes(endpoint, traffic, whole);
  const reason = 'two, or as many as the service level asks for';
  return {
    metered: { zones, gb, steps },
    activity: { processedGb: nearestFloat(gb) },
    ...hours,
    costFollows: { 'interface-endpoint-data': 'requests' },
    assumptions:
      endpoint.type === 'gateway'
        ? []
        : [...(endpoint.zones === undefined ? [{ at: 'zones', value: `${zones}`, reason }] : []), ...assumptions],
  };
}

/** Hours = endpoints × zones × hours of the month. */
function meter({ type, endpoints }: Input, { zones, gb, steps }: EndpointUse, month: Month): NumericLine[] {
  if (type === 'gateway') return [];
  const hours = exact(endpoints).times(zones).times(hoursOf(month));
  return METERS.lines([
    ['interface-endpoint-hour', hours, `${endpoints} × ${zones} zones × ${month.hours} h`],
    ['interface-endpoint-data', gb, steps],
  ]);
}
