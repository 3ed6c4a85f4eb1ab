import * as z from 'zod';
import type { Month } from '../../model/month.js';
import { meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { type BalancerUse, balancerHours, balancerUse, connectionDimensions } from './load-balancer.js';
import { connectionFields, loadBalancerFields } from './load-balancer-input.js';

/** What one GLCU holds. https://aws.amazon.com/elasticloadbalancing/pricing/ */
const GLCU = { newPerSecond: 600, active: 60_000, gbPerHour: 1 };

const METERS = meterTable('elb', {
  'gwlb-hour': ['Hours', 'Gateway Load Balancer'],
  'gwlb-lcu': ['LCU-Hours', 'Load balancer capacity units (Gateway Load Balancer)'],
});

const input = z.strictObject({
  ...loadBalancerFields,
  ...connectionFields(60, 'clients that close after a minute; the load balancer itself waits 350 s for TCP'),
});

type Input = z.output<typeof input>;

/** Gateway Load Balancer: hours, GLCU-hours by the highest dimension of each hour. */
export const gwlb = defineNumericService({
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

function simulate(balancer: Input, context: NumericContext): Simulation<BalancerUse> {
  // GLCUs = max(new flows / 600, active flows / 60,000, GB an hour / 1).
  return {
    ...balancerUse(balancer, connectionDimensions(balancer, GLCU, context), context),
    costFollows: { 'gwlb-lcu': 'lcus' },
  };
}

function meter(balancer: Input, { lcuHours, derivation }: BalancerUse, month: Month): NumericLine[] {
  return METERS.lines([
    ['gwlb-hour', ...balancerHours(balancer, month)],
    ['gwlb-lcu', lcuHours, derivation],
  ]);
}
