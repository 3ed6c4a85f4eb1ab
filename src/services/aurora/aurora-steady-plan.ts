import type { AtLeast, Formula } from '../../model/formula.js';
import { plannedLimit } from '../planned-units.js';
import type { PlanContext, PlannedActivity, PlannedTraffic } from '../service-plan.js';
import { maxConnections } from './aurora-connections.js';
import { type AuroraServerlessInput, MAX_ACU } from './aurora-serverless-input.js';
import { CAPACITY_FIELDS, type ClusterCapacity, heldCapacity, type TriedRange } from './aurora-serverless-month.js';

/** Capacity that carries a steady rate. */
interface PlannedCapacity {
  readonly acuSeconds: Formula;
  readonly feasible: readonly AtLeast[];
}

/**
 * `carried()` of a steady rate on a cluster that never pauses: its capacity rises with the requests, and depends on
 * nothing else of them.
 *
 * @returns undefined where limits are searched, or where it may pause
 */
export function steadyCapacity(cluster: AuroraServerlessInput, context: PlanContext): PlannedCapacity | undefined {
  const { traffic, formulas, month } = context;
  const { minAcu = 0.5, maxAcu = MAX_ACU, rdsProxy, connectionsHeld } = cluster;
  if (traffic === null || minAcu === 'auto' || maxAcu === 'auto') return undefined;
  if (minAcu === 0 && !(connectionsHeld ?? rdsProxy)) return undefined;
  const { trigger, serviceLevel } = traffic;
  const range = { minAcu, maxAcu };
  const kind = { ...OF_PAUSES, requests: 0, requestsPerSecond: 0, trigger, serviceLevel };
  const load = { cluster: capacityOf(cluster), month, isHeld: true, traffic: kind };
  const halfAcuSeconds = heldCapacity(load, range);
  const call = {
    name: `half ACU-seconds ${JSON.stringify([load, range])}`,
    compute: (requests = 0) => halfAcuSeconds(requests / month.seconds),
    isRising: true,
  };
  return {
    acuSeconds: formulas.over(formulas.floats.call(call, [traffic.requests]), 2),
    feasible: carries(cluster, context, { traffic, range }),
  };
}

/** Figures of a request that only pauses depend on. */
const OF_PAUSES = { durationMs: 0, cpuMs: 0, memoryMb: 0, requestKb: 0, responseKb: 0 };

/** Read once: a field that is an input of the plan is refused here, not at some point of it. */
function capacityOf(cluster: AuroraServerlessInput): ClusterCapacity {
  return Object.fromEntries(CAPACITY_FIELDS.map((field) => [field, cluster[field]])) as ClusterCapacity;
}

/** The most capacity is enough for all queries on one instance, and there are connections for what stands before it. */
function carries(
  cluster: AuroraServerlessInput,
  context: PlanContext,
  { traffic, range }: { readonly traffic: PlannedTraffic; readonly range: TriedRange },
): AtLeast[] {
  const { floats } = context.formulas;
  const constant = (value: number) => context.formulas.constant(value);
  const queries = floats.times(traffic.requestsPerSecond, constant(cluster.queriesPerRequest));
  const wantedAcu = floats.over(queries, constant(cluster.queriesPerSecondPerAcu));
  const enough = plannedLimit(context, wantedAcu, range.maxAcu);
  if (cluster.rdsProxy) return [enough];
  const allowed = cluster.maxConnections ?? maxConnections(cluster.engine, range.minAcu, range.maxAcu);
  const each = constant(cluster.connectionsPerTask);
  const connections = [...context.upstream.values()].map((of) => connectionsOf(of, context, each));
  const all = connections.reduce((total, of) => floats.add(total, of), constant(0));
  return [enough, { left: constant(allowed), right: all }];
}

/** `databaseClients()`: a pool for each task, one for each environment. */
function connectionsOf(of: PlannedActivity, { formulas }: PlanContext, each: Formula): Formula {
  const { floats } = formulas;
  const zero = formulas.constant(0);
  const pools = of.get('peakTasks') ?? floats.ceil(of.get('averageInstances') ?? zero);
  const environments = ['averageEnvironments', 'peakEnvironments', 'peakConcurrency']
    .flatMap((figure) => of.get(figure) ?? [])
    .reduce((most, figure) => floats.most(most, figure), zero);
  const ofFunctions = of.has('invocations') ? floats.ceil(environments) : zero;
  return floats.add(floats.times(pools, each), ofFunctions);
}
