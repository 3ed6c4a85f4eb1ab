import * as z from 'zod';
import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { count } from '../../model/field.js';
import type { Month } from '../../model/month.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { monthHours } from '../traffic-units.js';
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

type Endpoint = Amounts<z.output<typeof input>>;

interface EndpointUse {
  readonly zones: Amount;
  readonly gb: Amount;
}

/** VPC endpoints (PrivateLink): hours in each zone and GB in tiers; gateway endpoints are free. */
export const vpcEndpoint = defineService({
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

function simulate(endpoint: Endpoint, { traffic }: SimulationContext): Simulation<EndpointUse> {
  const zones = endpoint.zones ?? Amount.of(traffic?.serviceLevel.zones ?? 2);
  const { requestKb = Amount.ZERO, responseKb = Amount.ZERO } = traffic ?? {};
  const whole = { requestKb, responseKb, reason: 'all of a request passes through it, as with a private API' };
  const { gb, hours, assumptions } = passingBytes(endpoint, traffic, whole);
  const reason = 'two, or as many as the service level asks for';
  return {
    metered: { zones, gb },
    activity: { processedGb: gb },
    ...hours,
    costFollows: { 'interface-endpoint-data': 'requests' },
    assumptions:
      endpoint.type === 'gateway'
        ? []
        : [...(endpoint.zones === undefined ? [{ at: 'zones', value: `${zones}`, reason }] : []), ...assumptions],
  };
}

/** Hours = endpoints × zones × hours of the month. */
function meter({ type, endpoints }: Endpoint, { zones, gb }: EndpointUse, month: Month): MeteredLine[] {
  if (type === 'gateway') return [];
  return METERS.lines([
    ['interface-endpoint-hour', endpoints.times(zones.as('zones')).times(monthHours(month))],
    ['interface-endpoint-data', gb],
  ]);
}
