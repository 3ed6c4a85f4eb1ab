import * as z from 'zod';
import { Amount, atMost } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { amount, count } from '../../model/field.js';
import type { Month } from '../../model/month.js';
import { meterTable } from '../meter-table.js';
import { defineService, type Limit, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { SECONDS_PER_HOUR } from '../traffic-units.js';
import { type Dimension, perHour, perRequest } from './capacity-units.js';
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

/** What one LCU holds. https://aws.amazon.com/elasticloadbalancing/pricing/ */
const LCU: UnitSize = { newPerSecond: 25, active: 3000, gbPerHour: 1 };
/** To Lambda targets, same page. */
const LAMBDA_GB_PER_HOUR = 0.4;
/** Rule evaluations a second in one LCU, and rules that are not counted; same page. */
const EVALUATIONS = Amount.of(1000, 'evaluations a second');
const FREE_RULES = Amount.of(10, 'free rules');
/** Largest body to and from a Lambda target. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html */
const MAX_LAMBDA_PAYLOAD_KB = 1024;

const METERS = meterTable('elb', {
  'alb-hour': ['Hours', 'Application Load Balancer'],
  'alb-lcu': ['LCU-Hours', 'Load balancer capacity units (Application Load Balancer)'],
});

const input = z.strictObject({
  ...loadBalancerFields,
  ruleEvaluationsPerSecond: amount(1e9)
    .optional()
    .meta({ title: 'Rule evaluations per second, without those of the free rules', role: 'direct' }),
  targetType: z
    .enum(['ip', 'instance', 'lambda'])
    .default('ip')
    .meta({ title: 'What requests go to', role: 'configuration', reason: 'tasks; instances cost the same' }),
  rules: count(10_000).default(1).meta({
    title: 'Rules a request is checked against, of which 10 are free',
    role: 'configuration',
    unit: 'count',
  }),
  ...addressFields(2),
  ...connectionFields(60, 'after 60 s without a word the load balancer closes it'),
});

type Balancer = Amounts<z.output<typeof input>>;

interface AlbUse extends BalancerUse {
  readonly zones: Amount;
}

/** Application Load Balancer: hours, LCU-hours by the highest dimension of each hour, public addresses. */
export const alb = defineService({
  id: 'alb',
  serviceName: 'Application Load Balancer',
  pricingUrl: 'https://aws.amazon.com/elasticloadbalancing/pricing/',
  summary: 'Load balancers of HTTP, billed by the hour and by the highest dimension of its traffic.',
  notModelled: [
    'LCU reservations',
    'trust stores of mutual TLS',
    'more than one address in a zone under heavy load',
    'targets of several types behind one load balancer',
    'data transfer (place `data-transfer`)',
  ],
  meters: [...METERS.infos, IN_USE_METER],
  input,
  simulate,
  meter,
});

function simulate(balancer: Balancer, context: SimulationContext): Simulation<AlbUse> {
  const { traffic } = context;
  const simulated = balancerUse(balancer, dimensionsOf(balancer, context), context);
  const noBytes = traffic === null && balancer.processedGb === undefined;
  return {
    ...simulated,
    costFollows: { 'alb-lcu': 'lcus' },
    metered: { ...simulated.metered, zones: zonesOf(balancer, traffic) },
    assumptions: zonesAssumption(balancer, traffic),
    unused: [...(simulated.unused ?? []), ...(noBytes || balancer.lcuHours !== undefined ? ['targetType'] : [])],
    limits: payloadLimits(balancer, traffic),
  };
}

function payloadLimits({ targetType }: Balancer, traffic: SimulationContext['traffic']): Limit[] {
  if (targetType !== 'lambda' || traffic === null) return [];
  const kb = traffic.requestKb.max(traffic.responseKb);
  const reason = `a request or response of ${kb} KB is above the ${MAX_LAMBDA_PAYLOAD_KB} KB to a Lambda target`;
  return [{ condition: atMost(MAX_LAMBDA_PAYLOAD_KB, kb), reason }];
}

/** LCUs = max(new / 25, active / 3,000, GB an hour / 1 or 0.4, (rules − 10) × requests a second / 1,000). */
function dimensionsOf(balancer: Balancer, context: SimulationContext): Dimension[] {
  const { rules, ruleEvaluationsPerSecond, targetType } = balancer;
  const size = targetType === 'lambda' ? { ...LCU, gbPerHour: LAMBDA_GB_PER_HOUR } : LCU;
  const counted = rules.as('rules').minus(FREE_RULES).max(0);
  return [
    ...connectionDimensions(balancer, size, context),
    ruleEvaluationsPerSecond === undefined
      ? perRequest('rule evaluations', counted, Amount.of(SECONDS_PER_HOUR, 's').times(EVALUATIONS))
      : perHour('rule evaluations', ruleEvaluationsPerSecond.as('evaluations a second'), EVALUATIONS),
  ];
}

function meter(balancer: Balancer, { lcuHours, zones }: AlbUse, month: Month): MeteredLine[] {
  return [
    ...METERS.lines([
      ['alb-hour', balancerHours(balancer, month)],
      ['alb-lcu', lcuHours],
    ]),
    ...ADDRESS_METERS.lines([['public-ipv4-in-use', addressHours(balancer, zones, month)]]),
  ];
}
