import * as z from 'zod';
import type { Amounts } from '../../model/amounts.js';
import type { Month } from '../../model/month.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import {
  type BalancerUse,
  balancerHours,
  balancerUse,
  connectionDimensions,
  connectionFields,
  loadBalancerFields,
  type UnitSize,
} from './load-balancer.js';

/** What one GLCU holds. https://aws.amazon.com/elasticloadbalancing/pricing/ */
const GLCU: UnitSize = { newPerSecond: 600, active: 60_000, gbPerHour: 1 };

const METERS = meterTable('elb', {
  'gwlb-hour': ['Hours', 'Gateway Load Balancer'],
  'gwlb-lcu': ['LCU-Hours', 'Load balancer capacity units (Gateway Load Balancer)'],
});

const input = z.strictObject({
  ...loadBalancerFields,
  ...connectionFields(60, 'clients that close after a minute; the load balancer itself waits 350 s for TCP'),
});

type Balancer = Amounts<z.output<typeof input>>;

/** Gateway Load Balancer: hours, GLCU-hours by the highest dimension of each hour. */
export const gwlb = defineService({
  id: 'gwlb',
  serviceName: 'Gateway Load Balancer',
  pricingUrl: 'https://aws.amazon.com/elasticloadbalancing/pricing/',
  summary: 'Load balancers before network appliances, billed by the hour and by the highest dimension of its traffic.',
  notModelled: ['Gateway Load Balancer endpoints', 'the appliances', 'GLCU reservations'],
  meters: METERS.infos,
  input,
  simulate,
  meter,
});

function simulate(balancer: Balancer, context: SimulationContext): Simulation<BalancerUse> {
  // GLCUs = max(new flows / 600, active flows / 60,000, GB an hour / 1).
  return {
    ...balancerUse(balancer, connectionDimensions(balancer, GLCU, context), context),
    costFollows: { 'gwlb-lcu': 'lcus' },
  };
}

function meter(balancer: Balancer, { lcuHours }: BalancerUse, month: Month): MeteredLine[] {
  return METERS.lines([
    ['gwlb-hour', balancerHours(balancer, month)],
    ['gwlb-lcu', lcuHours],
  ]);
}
