import { Amount, atMost } from '../../model/amount.js';
import { type Amounts, numbersOf, shownOf } from '../../model/amounts.js';
import type { Traffic } from '../../workload/traffic.js';
import { findMinimum } from '../minimum-search.js';
import type { Limit, Simulation, SimulationContext } from '../service.js';
import { delayProblems, latencyProblems, lossProblems, workWaits } from '../service-level.js';
import { connectionsOf, maxConnections } from './aurora-connections.js';
import { type AuroraServerlessInput, LOWEST_MAX_ACU, MAX_ACU } from './aurora-serverless-input.js';
import { type ClusterLoad, type ClusterMonth, clusterMonth, type TriedRange } from './aurora-serverless-month.js';
import { steadyCapacity } from './aurora-steady.js';
import { type DatabaseClients, databaseClients } from './database-clients.js';

type Cluster = Amounts<AuroraServerlessInput>;

/** How a cluster carried traffic: a simulation whose capacity is still whole half-ACU-seconds. */
export interface Carried extends Omit<Simulation<never>, 'metered'> {
  readonly halfAcuSeconds: Amount;
  readonly unused: readonly string[];
}

/** A range with its month, and why its capacity is too little. */
interface Tried {
  readonly range: TriedRange;
  readonly month: ClusterMonth;
  readonly problems: readonly string[];
}

/** Simulates the cluster under traffic; `auto` limits become the least that meet the service level. */
export function carried(cluster: Cluster, traffic: Amounts<Traffic>, { upstream, month }: SimulationContext): Carried {
  const { minAcu = Amount.of(0.5), maxAcu = Amount.of(MAX_ACU) } = cluster;
  const clients = databaseClients(upstream, cluster.connectionsPerTask);
  const mayPause = minAcu === 'auto' || minAcu.isZero();
  const isHeld = !mayPause || (cluster.connectionsHeld ?? (cluster.rdsProxy || clients.pools.isAbove(0)));
  // The same capacity all month, which follows from the rate alone.
  const steadyRange =
    isHeld && traffic.arrivals === undefined && minAcu !== 'auto' && maxAcu !== 'auto' ? { minAcu, maxAcu } : undefined;
  const valuesOf = steadyRange === undefined ? numbersOf : shownOf;
  const load = {
    cluster: valuesOf<AuroraServerlessInput>(cluster),
    traffic: valuesOf<Traffic>(traffic),
    month,
    isHeld,
  };
  const result = chosen(load, clients);
  const { range, month: used, problems } = result;
  const { hours } = used;
  return {
    halfAcuSeconds: Amount.of(used.halfAcuSeconds),
    ...(steadyRange !== undefined && steadyCapacity({ ...cluster, ...steadyRange }, traffic, month)),
    activity: {
      peakAcu: used.peakAcu,
      pausedHours: used.pausedHours,
      resumes: used.resumes,
      queriesPerSecond: load.traffic.requestsPerSecond * load.cluster.queriesPerRequest,
      waitingRequests: Math.round(used.waitingRequests),
      lostRequests: Math.round(used.lostShare * load.traffic.requests),
      p95WaitMs: used.p95WaitS * 1000,
      connections: clients.connections,
    },
    ...(hours !== undefined && { hours: used.pausedHours > 0 ? hours : { acus: hours.acus } }),
    assumptions: [...rangeAssumptions(load.cluster, range), ...heldAssumptions(load, range, clients)],
    warnings: proxyWarnings(load, range),
    infeasible: problems,
    limits: connectionLimits(
      cluster,
      steadyRange ?? { minAcu: Amount.of(range.minAcu), maxAcu: Amount.of(range.maxAcu) },
      clients,
    ),
    unused: unusedFields(load, result, clients),
  };
}

/** The range that was given; limits that are `auto` become the lowest that do the work, the minimum first. */
function chosen(load: ClusterLoad, clients: DatabaseClients): Tried {
  const { cluster } = load;
  const { minAcu = 0.5, maxAcu = MAX_ACU } = cluster;
  const tried = new Map<string, Tried>();
  const attempt = (range: TriedRange): Tried => {
    const key = `${range.minAcu} ${range.maxAcu}`;
    const month = tried.get(key)?.month ?? clusterMonth(load, range);
    const result = { range, month, problems: problemsOf(load, { range, month }) };
    tried.set(key, result);
    return result;
  };
  const isCrowded = (range: TriedRange) =>
    !cluster.rdsProxy && clients.connections.number > (cluster.maxConnections ?? maxConnections(cluster.engine, range));
  const meets = (range: TriedRange) => attempt(range).problems.length === 0 && !isCrowded(range);
  const highest = maxAcu === 'auto' ? MAX_ACU : maxAcu;
  const lowest =
    minAcu === 'auto'
      ? lowestAcus(load.isHeld ? 0.5 : 0, highest, (acus) => meets({ minAcu: acus, maxAcu: highest }))
      : minAcu;
  if (maxAcu !== 'auto') return attempt({ minAcu: lowest, maxAcu });
  return attempt({
    minAcu: lowest,
    maxAcu: lowestAcus(Math.max(LOWEST_MAX_ACU, lowest), MAX_ACU, (acus) => meets({ minAcu: lowest, maxAcu: acus })),
  });
}

/** The lowest ACUs that meet the service level; the highest where none do, so that their problems are reported. */
function lowestAcus(from: number, to: number, meets: (acus: number) => boolean): number {
  return (findMinimum({ from: from * 2, to: to * 2 }, (halves) => meets(halves / 2)) ?? to * 2) / 2;
}

function problemsOf({ cluster, traffic }: ClusterLoad, { month, range }: Omit<Tried, 'problems'>): string[] {
  const wait = `${Number(month.p95WaitS.toPrecision(3))} s of it waits for the database`;
  const late = latencyProblems(traffic.durationMs + month.p95WaitS * 1000, traffic).map(
    (reason) => `${reason} (${wait})`,
  );
  return [
    ...tooLittle(month, cluster, traffic, range.maxAcu),
    ...(month.p95WaitS > 0 ? late : []),
    ...delayProblems(month.longestWaitS, traffic),
  ];
}

function tooLittle(month: ClusterMonth, cluster: AuroraServerlessInput, traffic: Traffic, maxAcu: number): string[] {
  const isShort = month.requiredAcu > maxAcu;
  const limit = isShort ? `maxAcu ${maxAcu}` : `capacity that doubles in ${cluster.acuDoublingS} s`;
  const reasons = lossProblems(month.lostShare, traffic, limit);
  if (!isShort || reasons.length === 0) return reasons;
  return reasons.map((reason) => `queries need ${month.requiredAcu} ACU; ${reason}`);
}

function connectionLimits(cluster: Cluster, range: Amounts<TriedRange>, { connections }: DatabaseClients): Limit[] {
  if (cluster.rdsProxy) return [];
  const allowed = cluster.maxConnections ?? connectionsOf(cluster.engine, range);
  const reason = `needs ${connections} connections; up to ${range.maxAcu} ACU has ${allowed}: raise maxAcu, or put RDS Proxy before it`;
  return [{ condition: atMost(allowed, connections), reason }];
}

function rangeAssumptions({ minAcu, maxAcu }: AuroraServerlessInput, range: TriedRange) {
  const auto = 'auto: the least that meets the service level';
  const reasonOf = (limit: number | 'auto' | undefined, byDefault: string) =>
    limit === undefined ? byDefault : limit === 'auto' ? auto : undefined;
  const minimum = reasonOf(minAcu, 'the least that never pauses');
  const maximum = reasonOf(maxAcu, 'the most AWS offers');
  return [
    ...(minimum === undefined ? [] : [{ at: 'minAcu', value: `${range.minAcu}`, reason: minimum }]),
    ...(maximum === undefined ? [] : [{ at: 'maxAcu', value: `${range.maxAcu}`, reason: maximum }]),
  ];
}

function heldAssumptions({ cluster, isHeld }: ClusterLoad, { minAcu }: TriedRange, { holders }: DatabaseClients) {
  if (minAcu > 0 || cluster.connectionsHeld !== undefined || cluster.rdsProxy) return [];
  const reason = isHeld
    ? `the connections of ${holders.join(', ')} stay open, so it never pauses`
    : 'nothing before it keeps connections open';
  return [{ at: 'connectionsHeld', value: `${isHeld}`, reason }];
}

/** Of the pools of containers the assumption tells. */
function proxyWarnings({ cluster }: ClusterLoad, { minAcu }: TriedRange): string[] {
  if (minAcu > 0 || !cluster.rdsProxy || cluster.connectionsHeld !== undefined) return [];
  return ['never pauses, as RDS Proxy keeps connections open: minAcu 0 costs what 0.5 does'];
}

/** Fields that do not matter in this result. */
function unusedFields(
  { cluster, traffic, isHeld }: ClusterLoad,
  { range, month }: Tried,
  clients: DatabaseClients,
): string[] {
  const pauses = range.minAcu === 0 && !isHeld;
  return [
    ...(cluster.readers === 0 ? ['readerTier', 'readShare'] : []),
    ...(pauses ? [] : ['autoPauseS', 'resumeS', 'longResumeS', 'connectionIdleS']),
    ...(traffic.arrivals === undefined ? ['acuDoublingS', 'acuHalvingS'] : []),
    ...(month.waitingRequests > 0 && !workWaits(traffic.trigger) ? [] : ['patienceS']),
    ...(clients.holders.length > 0 ? [] : ['connectionsPerTask']),
  ];
}
