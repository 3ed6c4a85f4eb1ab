import type { Activity } from '../../model/report.js';
import type { Traffic } from '../../workload/traffic.js';
import { leastMinimum } from '../least-minimum.js';
import type { NumericContext, Simulation } from '../numeric-service.js';
import { lateAnswers, lateWork, lostRequests, workWaits } from '../service-level.js';
import { maxConnections } from './aurora-connections.js';
import { type AuroraServerlessInput, LEAST_MAX_ACU, MAX_ACU } from './aurora-serverless-input.js';
import { type ClusterLoad, type ClusterMonth, clusterMonth, type TriedRange } from './aurora-serverless-month.js';
import { type DatabaseClients, databaseClients } from './database-clients.js';

/** How a cluster carried traffic: a simulation whose capacity is still whole half-ACU-seconds. */
export interface Carried extends Omit<Simulation<never>, 'metered'> {
  readonly halfAcuSeconds: number;
  readonly activity: Activity;
  readonly unused: readonly string[];
}

/** A range with its month, and why it does not do. */
interface Tried {
  readonly range: TriedRange;
  readonly month: ClusterMonth;
  readonly problems: readonly string[];
}

/** Simulates the cluster under traffic; `auto` limits become the least that meet the service level. */
export function carried(cluster: AuroraServerlessInput, traffic: Traffic, context: NumericContext): Carried {
  const clients = databaseClients(context.upstream, cluster.connectionsPerTask);
  const isHeld = cluster.connectionsHeld ?? (cluster.rdsProxy || clients.holders.length > 0);
  const load = { cluster, traffic, month: context.month, isHeld };
  const result = chosen(load, clients);
  const { range, month, problems } = result;
  const { hours } = month;
  return {
    halfAcuSeconds: month.halfAcuSeconds,
    activity: {
      peakAcu: month.peakAcu,
      pausedHours: month.pausedHours,
      resumes: month.resumes,
      queriesPerSecond: traffic.requestsPerSecond * cluster.queriesPerRequest,
      waitingRequests: Math.round(month.waitingRequests),
      lostRequests: Math.round(month.lostShare * traffic.requests),
      p95WaitMs: month.p95WaitS * 1000,
      connections: clients.connections,
    },
    ...(hours !== undefined && { hours: month.pausedHours > 0 ? hours : { acus: hours.acus } }),
    assumptions: [...rangeAssumptions(cluster, range), ...heldAssumptions(load, range, clients)],
    warnings: proxyWarnings(load, range),
    infeasible: problems,
    unused: unusedFields(load, result, clients),
  };
}

/** The range that was given; of limits that are `auto` the least with which nothing is wrong, minimum first. */
function chosen(load: ClusterLoad, clients: DatabaseClients): Tried {
  const { minAcu = 0.5, maxAcu = MAX_ACU } = load.cluster;
  const tried = new Map<string, Tried>();
  const attempt = (range: TriedRange): Tried => {
    const key = `${range.minAcu} ${range.maxAcu}`;
    const month = tried.get(key)?.month ?? clusterMonth(load, range);
    const result = { range, month, problems: problemsOf(load, { range, month, clients }) };
    tried.set(key, result);
    return result;
  };
  const meets = (range: TriedRange) => attempt(range).problems.length === 0;
  const most = maxAcu === 'auto' ? MAX_ACU : maxAcu;
  const least =
    minAcu === 'auto'
      ? leastHalves(load.isHeld ? 0.5 : 0, most, (acus) => meets({ minAcu: acus, maxAcu: most }))
      : minAcu;
  if (maxAcu !== 'auto') return attempt({ minAcu: least, maxAcu });
  return attempt({
    minAcu: least,
    maxAcu: leastHalves(Math.max(LEAST_MAX_ACU, least), MAX_ACU, (acus) => meets({ minAcu: least, maxAcu: acus })),
  });
}

/** The least ACUs in halves; where not even the most do, the most: what is wrong then shows with it. */
function leastHalves(from: number, to: number, meets: (acus: number) => boolean): number {
  return (leastMinimum({ from: from * 2, to: to * 2 }, (halves) => meets(halves / 2)) ?? to * 2) / 2;
}

function problemsOf(
  { cluster, traffic }: ClusterLoad,
  of: Omit<Tried, 'problems'> & { clients: DatabaseClients },
): string[] {
  const { month, range, clients } = of;
  const { minAcu, maxAcu } = range;
  const wait = `${Number(month.p95WaitS.toPrecision(3))} s of it waits for the database`;
  const late = lateAnswers(traffic.durationMs + month.p95WaitS * 1000, traffic).map((reason) => `${reason} (${wait})`);
  const allowed = cluster.maxConnections ?? maxConnections(cluster.engine, minAcu, maxAcu);
  const isCrowded = !cluster.rdsProxy && clients.connections > allowed;
  return [
    ...tooLittle(month, cluster, traffic, maxAcu),
    ...(month.p95WaitS > 0 ? late : []),
    ...lateWork(month.longestWaitS, traffic),
    ...(isCrowded
      ? [
          `needs ${clients.connections} connections; up to ${maxAcu} ACU has ${allowed}: raise maxAcu, or put RDS Proxy before it`,
        ]
      : []),
  ];
}

function tooLittle(month: ClusterMonth, cluster: AuroraServerlessInput, traffic: Traffic, maxAcu: number): string[] {
  const isShort = month.wantedAcu > maxAcu;
  const limit = isShort ? `maxAcu ${maxAcu}` : `capacity that doubles in ${cluster.acuDoublingS} s`;
  const reasons = lostRequests(month.lostShare, traffic, limit);
  if (!isShort || reasons.length === 0) return reasons;
  return reasons.map((reason) => `queries need ${month.wantedAcu} ACU; ${reason}`);
}

function rangeAssumptions({ minAcu, maxAcu }: AuroraServerlessInput, range: TriedRange) {
  const auto = 'auto: the least that meets the service level';
  const reasonOf = (limit: number | 'auto' | undefined, byDefault: string) =>
    limit === undefined ? byDefault : limit === 'auto' ? auto : undefined;
  const least = reasonOf(minAcu, 'the least that never pauses');
  const most = reasonOf(maxAcu, 'the most AWS offers');
  return [
    ...(least === undefined ? [] : [{ at: 'minAcu', value: `${range.minAcu}`, reason: least }]),
    ...(most === undefined ? [] : [{ at: 'maxAcu', value: `${range.maxAcu}`, reason: most }]),
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

/** Fields without a say in this result. */
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
