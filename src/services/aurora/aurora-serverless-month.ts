import type { Month } from '../../model/month.js';
import { Recent } from '../../model/recent.js';
import { type AcuMonth, acuMonth, type DatabaseInstance } from '../../simulate/aurora/acu-month.js';
import { aimOf, halfUp } from '../../simulate/aurora/acu-scaling.js';
import { steadyAcuMonth } from '../../simulate/aurora/acu-steady.js';
import type { Arrivals } from '../../workload/arrivals.js';
import type { Traffic } from '../../workload/traffic.js';
import { workWaits } from '../service-level.js';
import type { AuroraServerlessInput } from './aurora-serverless-input.js';

/** Memory of one ACU. https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html */
const GB_PER_ACU = 2;
/** Least capacity of an instance that is not paused. */
const LEAST_ACU = 0.5;
/** Readers of this failover priority and below follow the writer, same page. */
const LAST_FOLLOWING_TIER = 1;

/** A capacity range that may be tried. */
export interface TriedRange {
  readonly minAcu: number;
  readonly maxAcu: number;
}

/** The fields that decide over the capacity of a cluster. */
export const CAPACITY_FIELDS = [
  'readers',
  'readerTier',
  'readShare',
  'queriesPerRequest',
  'queriesPerSecondPerAcu',
  'workingSetGb',
  'autoPauseS',
  'connectionIdleS',
  'resumeS',
  'longResumeS',
  'acuDoublingS',
  'acuHalvingS',
  'patienceS',
] as const satisfies readonly (keyof AuroraServerlessInput)[];

/** The values of those fields. */
export type ClusterCapacity = Pick<AuroraServerlessInput, (typeof CAPACITY_FIELDS)[number]>;

/** What the cluster serves, and what it may do. */
export interface ClusterLoad<Cluster extends ClusterCapacity = AuroraServerlessInput> {
  readonly cluster: Cluster;
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
  /** Most capacity that an instance wanted. */
  readonly wantedAcu: number;
  readonly pausedHours: number;
  readonly resumes: number;
  readonly waitingRequests: number;
  readonly lostShare: number;
  readonly p95WaitS: number;
  readonly longestWaitS: number;
  readonly hours: { readonly acus: Float64Array; readonly paused: Float64Array } | undefined;
}

/** So many instances alike. */
interface Group {
  readonly count: number;
  readonly instance: DatabaseInstance;
}

/**
 * Simulates the writer, and the readers after their tier: those that follow the writer have its capacity at least and
 * pause with it, the others scale and pause by the queries they get. The waits are those of the instance that is worst off.
 */
export function clusterMonth(load: ClusterLoad<ClusterCapacity>, range: TriedRange): ClusterMonth {
  const { traffic, month } = load;
  const months = groupsOf(load, range).map(({ count, instance }) => ({
    count,
    asked: instance.queriesPerRequest > 0,
    of:
      traffic.arrivals === undefined
        ? steadyAcuMonth(traffic.requestsPerSecond, instance, month.seconds)
        : knownMonth(traffic.arrivals, instance, month.seconds),
  }));
  const asked = months.filter((group) => group.asked).map(({ of }) => of);
  const total = (value: (of: AcuMonth) => number) => months.reduce((sum, { count, of }) => sum + count * value(of), 0);
  const most = (value: (of: AcuMonth) => number) => Math.max(0, ...asked.map(value));
  const writer = months[0]?.of;
  return {
    halfAcuSeconds: total((of) => of.halfAcuSeconds),
    peakAcu: total((of) => of.peakAcu),
    wantedAcu: most((of) => of.wantedAcu),
    pausedHours: (writer?.pausedS ?? 0) / 3600,
    resumes: total((of) => of.resumes),
    waitingRequests: most((of) => of.waits.waiting),
    lostShare: traffic.requests === 0 ? 0 : Math.min(1, most((of) => of.lostRequests) / traffic.requests),
    p95WaitS: most((of) => of.waits.quantile(0.95, traffic.requests)),
    longestWaitS: most((of) => of.waits.longestS),
    hours: hoursOf(months),
  };
}

/**
 * `clusterMonth().halfAcuSeconds` of a cluster that never pauses, for many steady rates.
 *
 * @param load `traffic` says what kind of requests there are; how many of them is left to the rate
 */
export function heldCapacity(load: ClusterLoad<ClusterCapacity>, range: TriedRange): (perSecond: number) => number {
  const groups = groupsOf(load, range);
  const monthS = load.month.seconds;
  return (perSecond) => {
    let halfAcuSeconds = 0;
    for (const { count, instance } of groups) {
      const wantedAcu = (perSecond * instance.queriesPerRequest) / instance.queriesPerSecondPerAcu;
      halfAcuSeconds += count * Math.round(aimOf(wantedAcu, instance) * 2 * monthS);
    }
    return halfAcuSeconds;
  };
}

/** Months of an instance, by traffic: they do not depend on what stands before the cluster, but for its pauses. */
const known = new WeakMap<Arrivals, Recent<AcuMonth>>();
const MOST_KNOWN = 16;

function knownMonth(arrivals: Arrivals, instance: DatabaseInstance, monthS: number): AcuMonth {
  const ofTraffic = known.get(arrivals) ?? new Recent<AcuMonth>(MOST_KNOWN);
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
function groupsOf(load: ClusterLoad<ClusterCapacity>, range: TriedRange): Group[] {
  const { readers, readerTier, readShare, queriesPerRequest } = load.cluster;
  const instance = (queries: number, share: number) => instanceOf(load, range, { queries, share });
  const written = queriesPerRequest * (1 - readShare);
  const read = readers === 0 ? 0 : (queriesPerRequest * readShare) / readers;
  if (readers === 0) return [{ count: 1, instance: instance(queriesPerRequest, 1) }];
  if (readerTier <= LAST_FOLLOWING_TIER) {
    const [writer, reader] = [instance(written, 1), instance(Math.max(written, read), 1)];
    return written >= read
      ? [{ count: 1 + readers, instance: writer }]
      : [
          { count: 1, instance: writer },
          { count: readers, instance: reader },
        ];
  }
  return [
    { count: 1, instance: instance(written, Math.min(1, written)) },
    { count: readers, instance: instance(read, Math.min(1 / readers, read)) },
  ];
}

/** @param of queries of each request, and the share of the requests that connect: a request has one connection at most */
function instanceOf(
  { cluster, traffic, isHeld }: ClusterLoad<ClusterCapacity>,
  { minAcu, maxAcu }: TriedRange,
  of: { queries: number; share: number },
): DatabaseInstance {
  const { autoPauseS, connectionIdleS, resumeS, longResumeS } = cluster;
  const connectedS = Math.round(traffic.durationMs / 1000 + connectionIdleS);
  const pause = { awakeS: autoPauseS + connectedS, share: of.share, resumeS, longResumeS };
  return {
    minAcu: Math.max(LEAST_ACU, minAcu, Math.min(maxAcu, halfUp(cluster.workingSetGb / GB_PER_ACU))),
    maxAcu,
    doublingS: cluster.acuDoublingS,
    halvingS: cluster.acuHalvingS,
    queriesPerRequest: of.queries,
    queriesPerSecondPerAcu: cluster.queriesPerSecondPerAcu,
    patienceS: workWaits(traffic.trigger) ? Number.POSITIVE_INFINITY : cluster.patienceS,
    pause: minAcu === 0 && !isHeld ? pause : null,
  };
}
