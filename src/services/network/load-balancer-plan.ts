import { asWritten } from '../../model/decimal.js';
import type { Formula } from '../../model/formula.js';
import { billedRows, plannedField, plannedGb, plannedHours } from '../planned-units.js';
import type { InputOf, PlanContext, PlannedUsage, ServicePlan } from '../service-plan.js';
import { type alb, albUnit, EVALUATIONS_PER_SECOND, FREE_RULES, MAX_LAMBDA_PAYLOAD_KB } from './alb.js';
import { SECONDS_PER_HOUR } from './capacity-units.js';
import { type UnitSize, zonesOf } from './load-balancer.js';
import { NLCU, type nlb } from './nlb.js';

type Balancer = InputOf<typeof alb> | InputOf<typeof nlb>;

/** Application Load Balancer: hours, LCU-hours of the highest dimension, public addresses. */
export const albPlan: ServicePlan<InputOf<typeof alb>> = (balancer, context) => {
  const { formulas, field, traffic } = context;
  const counted = formulas.constant(Math.max(0, balancer.rules - FREE_RULES));
  const evaluated = formulas.over(counted, SECONDS_PER_HOUR * EVALUATIONS_PER_SECOND);
  const evaluations = field('ruleEvaluationsPerSecond') === undefined ? evaluated : undefined;
  const usage = usageOf(balancer, context, unitsEach(balancer, context, albUnit(balancer)), evaluations);
  if (usage === undefined || balancer.targetType !== 'lambda' || traffic === null) return usage;
  const payloads = [traffic.requestKb, traffic.responseKb];
  const left = formulas.constant(MAX_LAMBDA_PAYLOAD_KB);
  return { ...usage, feasible: payloads.map((right) => ({ left, right })) };
};

/** Network Load Balancer: the same with NLCU-hours. */
export const nlbPlan: ServicePlan<InputOf<typeof nlb>> = (balancer, context) =>
  usageOf(balancer, context, unitsEach(balancer, context, NLCU[balancer.protocol]));

/** Capacity unit hours that a request makes in each dimension; undefined where somebody gave one of them. */
function unitsEach(balancer: Balancer, context: PlanContext, size: UnitSize): Formula[] | undefined {
  const { formulas, field, traffic } = context;
  const given = ['newConnectionsPerSecond', 'activeConnections', 'processedGb'];
  if (given.some((name) => field(name) !== undefined)) return undefined;
  const zero = formulas.constant(0);
  const one = formulas.constant(1);
  const connections = asWritten(balancer.requestsPerConnection).times(SECONDS_PER_HOUR);
  const kb = formulas.add(traffic?.requestKb ?? zero, traffic?.responseKb ?? zero);
  return [
    formulas.over(one, connections.times(size.newPerSecond)),
    formulas.over(plannedField(context, 'connectionSeconds'), connections.times(size.active)),
    formulas.over(plannedGb(context, one, kb), size.gbPerHour),
  ];
}

/**
 * Lines of `meter`. Dimensions that somebody gave are the same in every hour, whatever the traffic: which one is the
 * highest is then left to `simulate`.
 */
function usageOf(
  balancer: Balancer,
  context: PlanContext,
  units: readonly Formula[] | undefined,
  evaluations: Formula | undefined = context.formulas.constant(0),
): PlannedUsage | undefined {
  const { formulas, field, traffic } = context;
  const zero = formulas.constant(0);
  const known = units === undefined || evaluations === undefined ? undefined : [...units, evaluations];
  const highest = known?.reduce((most, each) => formulas.most(most, each));
  const driven = highest === undefined ? undefined : formulas.times(traffic?.requests ?? zero, highest);
  const lcuHours = field('lcuHours') ?? driven;
  if (lcuHours === undefined) return undefined;
  const hours = plannedHours(context, plannedField(context, 'loadBalancers'));
  const zones = field('zones') ?? formulas.constant(zonesOf({}, traffic));
  const addresses = balancer.scheme === 'internal' ? zero : formulas.times(hours, zones);
  return { quantities: billedRows([hours, lcuHours, addresses]) };
}
