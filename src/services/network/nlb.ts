import * as z from 'zod';
import type { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import type { Month } from '../../model/month.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import {
  addressFields,
  addressHours,
  type BalancerUse,
  balancerHours,
  balancerUse,
  connectionDimensions,
  connectionFields,
  loadBalancerFields,
  type UnitSize,
  zonesAssumption,
  zonesOf,
} from './load-balancer.js';
import { ADDRESS_METERS, IN_USE_METER } from './public-addresses.js';

/** What one NLCU holds, by protocol. https://aws.amazon.com/elasticloadbalancing/pricing/ */
const NLCU: Readonly<Record<'tcp' | 'udp' | 'tls', UnitSize>> = {
  tcp: { newPerSecond: 800, active: 100_000, gbPerHour: 1 },
  udp: { newPerSecond: 400, active: 50_000, gbPerHour: 1 },
  tls: { newPerSecond: 50, active: 3000, gbPerHour: 1 },
};

const METERS = meterTable('elb', {
  'nlb-hour': ['Hours', 'Network Load Balancer'],
  'nlb-lcu': ['LCU-Hours', 'Load balancer capacity units (Network Load Balancer)'],
});

const input = z.strictObject({
  ...loadBalancerFields,
  protocol: z
    .enum(['tcp', 'udp', 'tls'])
    .default('tcp')
    .meta({ title: 'Protocol of its listener', role: 'configuration', reason: 'TLS ends at the targets' }),
  ...addressFields(1),
  ...connectionFields(60, 'clients that close after a minute; the load balancer itself waits 350 s for TCP'),
});

type Balancer = Amounts<z.output<typeof input>>;

interface NlbUse extends BalancerUse {
  readonly zones: Amount;
}

/** Network Load Balancer: hours, NLCU-hours by the highest dimension of each hour, public addresses. */
export const nlb = defineService({
  id: 'nlb',
  serviceName: 'Network Load Balancer',
  pricingUrl: 'https://aws.amazon.com/elasticloadbalancing/pricing/',
  summary: 'Load balancers of TCP, UDP and TLS, billed by the hour and by the highest dimension of its traffic.',
  notModelled: [
    'NLCU reservations',
    'listeners of several protocols behind one load balancer (place one `nlb` for each)',
    'data transfer to targets in other zones and to the internet (place `data-transfer`)',
  ],
  meters: [...METERS.infos, IN_USE_METER],
  input,
  simulate,
  meter,
});

function simulate(balancer: Balancer, context: SimulationContext): Simulation<NlbUse> {
  const { traffic } = context;
  // NLCUs = max(new flows / 800, active flows / 100,000, GB an hour / 1) for TCP.
  const dimensions = connectionDimensions(balancer, NLCU[balancer.protocol], context);
  const simulated = balancerUse(balancer, dimensions, context);
  return {
    ...simulated,
    costFollows: { 'nlb-lcu': 'lcus' },
    metered: { ...simulated.metered, zones: zonesOf(balancer, traffic) },
    assumptions: zonesAssumption(balancer, traffic),
    unused: [...(simulated.unused ?? []), ...(balancer.lcuHours === undefined ? [] : ['protocol'])],
  };
}

function meter(balancer: Balancer, { lcuHours, zones }: NlbUse, month: Month): MeteredLine[] {
  return [
    ...METERS.lines([
      ['nlb-hour', balancerHours(balancer, month)],
      ['nlb-lcu', lcuHours],
    ]),
    ...ADDRESS_METERS.lines([['public-ipv4-in-use', addressHours(balancer, zones, month)]]),
  ];
}
