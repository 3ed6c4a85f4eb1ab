import { BoundedCache } from '../../model/bounded-cache.js';
import type { Month } from '../../model/month.js';
import { type AcuMonth, acuMonth, type DatabaseInstance } from '../../simulate/aurora/acu-month.js';
import { roundUpToHalfAcu } from '../../simulate/aurora/acu-scaling.js';
import { steadyAcuMonth, steadyHalfAcuSeconds } from '../../simulate/aurora/steady-acu-month.js';
import type { Arrivals } from '../../workload/arrivals.js';
import type { Traffic } from '../../workload/traffic.js';
import { workWaits } from '../service-level.js';
import type { AuroraServerlessInput } from './aurora-serverless-input.js';

/** Memory of one ACU. https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html */
const GB_PER_ACU = 2;
/** Minimum capacity of an instance that is not paused. */
const MIN_AWAKE_ACU = 0.5;
/** Readers of this failover priority and below follow the writer, same page. */
const LAST_FOLLOWING_TIER = 1;

/** A capacity range that may be tried. */
export interface TriedRange {
  readonly minAcu: number;
  readonly maxAcu: number;
}

/** What the cluster serves, and what it may do. */
export interface ClusterLoad {
  readonly cluster: AuroraServerlessInput;
  readonly traffic: Traffic;
  readonly month: Month;
  /** Something keeps connections open, so that it never pauses. */
  readonly isHeld: boolean;
}

/** A month of all instances of the cluster. */
export interface ClusterMonth {
  /** Whole. */
  readonly halfAcuSeconds: number;
  readonly peakAcu: number;
  /** Highest capacity that an instance wanted. */
  readonly requiredAcu: number;
  readonly pausedHours: number;
  readonly resumes: number;
  readonly waitingRequests: number;
  readonly lostShare: number;
  readonly p95WaitS: number;
  readonly longestWaitS: number;
  readonly hours: { readonly acus: Float64Array; readonly paused: Float64Array } | undefined;
}

/** The fields that decide how a cluster shares queries among its instances. */
type Sharing = Pick<AuroraServerlessInput, 'readers' | 'readerTier' | 'readShare' | 'queriesPerRequest'>;

/** The fields that decide over its capacity under a steady rate. */
export type SteadyCluster = Sharing & Pick<AuroraServerlessInput, 'queriesPerSecondPerAcu' | 'workingSetGb'>;

/** So many instances alike. */
interface Group {
  readonly count: number;
  /** Queries of each request that decide over its capacity. */
  readonly queriesPerRequest: number;
  /** Of the requests, those that connect: a request has one connection at most. */
  readonly share: number;
}

/**
 * Simulates the writer, and the readers after their tier: those that follow the writer have its capacity at least and
 * pause with it, the others scale and pause by the queries they get. The waits are those of the instance with the longest.
 */
export function clusterMonth(load: ClusterLoad, range: TriedRange): ClusterMonth {
  const { cluster, traffic, month } = load;
  const months = groupsOf(cluster).map((group) => {
    const instance = instanceOf(load, range, group);
    return {
      count: group.count,
      isQueried: group.queriesPerRequest > 0,
      of:
        traffic.arrivals === undefined
          ? steadyAcuMonth(traffic.requestsPerSecond, instance, month.seconds)
          : knownMonth(traffic.arrivals, instance, month.seconds),
    };
  });
  const queried = months.filter((group) => group.isQueried).map(({ of }) => of);
  const total = (value: (of: AcuMonth) => number) => months.reduce((sum, { count, of }) => sum + count * value(of), 0);
  const worst = (value: (of: AcuMonth) => number) => Math.max(0, ...queried.map(value));
  const writer = months[0]?.of;
  return {
    halfAcuSeconds: total((of) => of.halfAcuSeconds),
    peakAcu: total((of) => of.peakAcu),
    requiredAcu: worst((of) => of.requiredAcu),
    pausedHours: (writer?.pausedS ?? 0) / 3600,
    resumes: total((of) => of.resumes),
    waitingRequests: worst((of) => of.waits.waiting),
    lostShare: traffic.requests === 0 ? 0 : Math.min(1, worst((of) => of.lostRequests) / traffic.requests),
    p95WaitS: worst((of) => of.waits.quantile(0.95, traffic.requests)),
    longestWaitS: worst((of) => of.waits.longestS),
    hours: hoursOf(months),
  };
}

/** `clusterMonth().halfAcuSeconds` of a cluster that never pauses, under a steady rate. */
export function awakeHalfAcuSeconds(
  requestsPerSecond: number,
  cluster: SteadyCluster,
  range: TriedRange,
  monthS: number,
): number {
  const { maxAcu } = range;
  const { queriesPerSecondPerAcu } = cluster;
  const minAcu = instanceMinimum(cluster, range);
  let halfAcuSeconds = 0;
  for (const { count, queriesPerRequest } of groupsOf(cluster)) {
    const load = { minAcu, maxAcu, queriesPerRequest, queriesPerSecondPerAcu };
    halfAcuSeconds += count * steadyHalfAcuSeconds(requestsPerSecond, load, monthS);
  }
  return halfAcuSeconds;
}

/** Months of an instance, by traffic: services before the cluster matter only for its pauses. */
const known = new WeakMap<Arrivals, BoundedCache<AcuMonth>>();
const MAX_KNOWN = 16;

function knownMonth(arrivals: Arrivals, instance: DatabaseInstance, monthS: number): AcuMonth {
  const ofTraffic = known.get(arrivals) ?? new BoundedCache<AcuMonth>(MAX_KNOWN);
  known.set(arrivals, ofTraffic);
  const key = JSON.stringify([instance, monthS]);
  return ofTraffic.get(key) ?? ofTraffic.set(key, acuMonth(arrivals, instance, monthS));
}

function hoursOf(months: readonly { count: number; of: AcuMonth }[]): ClusterMonth['hours'] {
  const paused = months[0]?.of.hours?.paused;
  if (paused === undefined) return undefined;
  const acus = new Float64Array(paused.length);
  for (const { count, of } of months) {
    for (let hour = 0; hour < acus.length; hour += 1) {
      acus[hour] = (acus[hour] as number) + count * (of.hours?.acus[hour] as number);
    }
  }
  return { acus, paused };
}

/** The writer first. */
function groupsOf({ readers, readerTier, readShare, queriesPerRequest }: Sharing): Group[] {
  if (readers === 0) return [{ count: 1, queriesPerRequest, share: 1 }];
  const written = queriesPerRequest * (1 - readShare);
  const read = (queriesPerRequest * readShare) / readers;
  if (readerTier > LAST_FOLLOWING_TIER) {
    return [
      { count: 1, queriesPerRequest: written, share: Math.min(1, written) },
      { count: readers, queriesPerRequest: read, share: Math.min(1 / readers, read) },
    ];
  }
  if (written >= read) return [{ count: 1 + readers, queriesPerRequest: written, share: 1 }];
  return [
    { count: 1, queriesPerRequest: written, share: 1 },
    { count: readers, queriesPerRequest: read, share: 1 },
  ];
}

function instanceOf(
  { cluster, traffic, isHeld }: ClusterLoad,
  range: TriedRange,
  { queriesPerRequest, share }: Group,
): DatabaseInstance {
  const { autoPauseS, connectionIdleS, resumeS, longResumeS } = cluster;
  const connectedS = Math.round(traffic.durationMs / 1000 + connectionIdleS);
  const pause = { awakeS: autoPauseS + connectedS, share, resumeS, longResumeS };
  return {
    minAcu: instanceMinimum(cluster, range),
    maxAcu: range.maxAcu,
    doublingS: cluster.acuDoublingS,
    halvingS: cluster.acuHalvingS,
    queriesPerRequest,
    queriesPerSecondPerAcu: cluster.queriesPerSecondPerAcu,
    patienceS: workWaits(traffic.trigger) ? Number.POSITIVE_INFINITY : cluster.patienceS,
    pause: range.minAcu === 0 && !isHeld ? pause : null,
  };
}

/** Capacity of an instance that is not paused and has nothing to do. */
function instanceMinimum(
  { workingSetGb }: Pick<SteadyCluster, 'workingSetGb'>,
  { minAcu, maxAcu }: TriedRange,
): number {
  return Math.max(MIN_AWAKE_ACU, minAcu, Math.min(maxAcu, roundUpToHalfAcu(workingSetGb / GB_PER_ACU)));
}
