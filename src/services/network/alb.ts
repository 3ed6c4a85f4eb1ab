import * as z from 'zod';
import { asWritten, exact } from '../../model/decimal.js';
import { amount, count } from '../../model/field.js';
import type { Month } from '../../model/month.js';
import { meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { type Dimension, everyHour, perRequest, SECONDS_PER_HOUR } from './capacity-units.js';
import {
  addressHours,
  type BalancerUse,
  balancerHours,
  balancerUse,
  connectionDimensions,
  type UnitSize,
  zonesAssumption,
  zonesOf,
} from './load-balancer.js';
import { addressFields, connectionFields, loadBalancerFields } from './load-balancer-input.js';
import { ADDRESS_METERS, IN_USE_METER } from './public-addresses.js';

/** What one LCU holds. https://aws.amazon.com/elasticloadbalancing/pricing/ */
const LCU = { newPerSecond: 25, active: 3000, gbPerHour: 1 };
/** To Lambda targets, same page. */
const LAMBDA_GB_PER_HOUR = 0.4;
/** Rule evaluations a second in one LCU, and rules that are not counted; same page. */
export const EVALUATIONS_PER_SECOND = 1000;
export const FREE_RULES = 10;
/** Largest body to and from a Lambda target. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html */
export const MAX_LAMBDA_PAYLOAD_KB = 1024;

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

type Input = z.output<typeof input>;

interface AlbUse extends BalancerUse {
  readonly zones: number;
}

/** Application Load Balancer: hours, LCU-hours by the highest dimension of each hour, public addresses. */
export const alb = defineNumericService({
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

function simulate(balancer: Input, context: NumericContext): Simulation<AlbUse> {
  const { traffic } = context;
  const simulated = balancerUse(balancer, dimensionsOf(balancer, context), context);
  const isLambda = balancer.targetType === 'lambda';
  const payloadKb = Math.max(traffic?.requestKb ?? 0, traffic?.responseKb ?? 0);
  const noBytes = traffic === null && balancer.processedGb === undefined;
  return {
    ...simulated,
    costFollows: { 'alb-lcu': 'lcus' },
    metered: { ...simulated.metered, zones: zonesOf(balancer, traffic) },
    assumptions: zonesAssumption(balancer, traffic),
    unused: [...(simulated.unused ?? []), ...(noBytes || balancer.lcuHours !== undefined ? ['targetType'] : [])],
    infeasible:
      isLambda && payloadKb > MAX_LAMBDA_PAYLOAD_KB
        ? [`a request or response of ${payloadKb} KB is above the ${MAX_LAMBDA_PAYLOAD_KB} KB to a Lambda target`]
        : [],
  };
}

/** LCUs = max(new / 25, active / 3,000, GB an hour / 1 or 0.4, (rules − 10) × requests a second / 1,000). */
function dimensionsOf(balancer: Input, context: NumericContext): Dimension[] {
  const { rules, ruleEvaluationsPerSecond: given } = balancer;
  const size = albUnit(balancer);
  const counted = Math.max(0, rules - FREE_RULES);
  return [
    ...connectionDimensions(balancer, size, context),
    given === undefined
      ? perRequest(
          'rule evaluations',
          [exact(counted), exact(SECONDS_PER_HOUR * EVALUATIONS_PER_SECOND)],
          `(${rules} − ${FREE_RULES}) rules / 3600 s / ${EVALUATIONS_PER_SECOND}`,
        )
      : everyHour(
          'rule evaluations',
          [asWritten(given), exact(EVALUATIONS_PER_SECOND)],
          `${given} a second / ${EVALUATIONS_PER_SECOND}`,
        ),
  ];
}

/** What one LCU holds before such targets. */
export function albUnit({ targetType }: Pick<Input, 'targetType'>): UnitSize {
  return targetType === 'lambda' ? { ...LCU, gbPerHour: LAMBDA_GB_PER_HOUR } : LCU;
}

function meter(balancer: Input, { lcuHours, derivation, zones }: AlbUse, month: Month): NumericLine[] {
  return [
    ...METERS.lines([
      ['alb-hour', ...balancerHours(balancer, month)],
      ['alb-lcu', lcuHours, derivation],
    ]),
    ...ADDRESS_METERS.lines([['public-ipv4-in-use', ...addressHours(balancer, zones, month)]]),
  ];
}
