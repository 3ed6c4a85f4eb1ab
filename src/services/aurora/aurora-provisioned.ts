import { asWritten, Decimal, exact } from '../../model/decimal.js';
import { EstimatorError } from '../../model/errors.js';
import type { Month } from '../../model/month.js';
import { quantity } from '../../model/quantity.js';
import { acuMonth } from '../../simulate/aurora/acu-month.js';
import { steadyAcuMonth } from '../../simulate/aurora/acu-steady.js';
import type { Traffic } from '../../workload/traffic.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { lateAnswers, lateWork, lostRequests, workWaits } from '../service-level.js';
import {
  type ClusterInput,
  clusterLines,
  clusterMeters,
  engineWords,
  ioRequestsOf,
  storageWords,
  unusedClusterFields,
} from './aurora-cluster.js';
import { type AuroraProvisionedInput, auroraProvisionedInput } from './aurora-provisioned-input.js';

/** Shortest time billed for an instance. https://aws.amazon.com/rds/aurora/pricing/ */
const MINIMUM_S = 600;

/** What a cluster used in the month beside what its input says. */
interface ClusterUse {
  readonly secondsEach: Decimal;
  readonly ioRequests: Decimal;
}

/** Instances alike of one cluster. */
interface Instances {
  readonly instanceClass: string;
  readonly count: number;
  /** Of each query of a request, the share that each of them serves. */
  readonly share: number;
}

/** Amazon Aurora on instances that always run: by class and second, storage, I/O and backup. */
export const auroraProvisioned = defineNumericService({
  id: 'aurora-provisioned',
  serviceName: 'Amazon Aurora (provisioned)',
  pricingUrl: 'https://aws.amazon.com/rds/aurora/pricing/',
  summary: 'A database on instances of a fixed class, billed per second.',
  notModelled: [
    'reserved instances and Database Savings Plans',
    'auto scaling of readers',
    'CPU credits of burstable classes above their baseline',
    'connection limits',
    'Extended Support',
    'global database',
  ],
  meters: [
    {
      offer: 'aurora-instances',
      meter: '<engine>-<storageConfiguration>-<instanceClass>',
      unit: 'Hours',
      description: 'Database instance (engine, storage configuration, class)',
    },
    ...clusterMeters,
  ],
  input: auroraProvisionedInput,
  simulate,
  meter,
});

function simulate(cluster: AuroraProvisionedInput, context: NumericContext): Simulation<ClusterUse> {
  const { traffic, month } = context;
  const hoursEach = cluster.hoursPerInstance ?? month.hours;
  const groups = instancesOf(cluster);
  const sizes = groups.map(({ instanceClass }) => sizeOf(instanceClass, context));
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const vcpus = groups.reduce((sum, group, index) => sum + group.count * (sizes[index]?.vcpu ?? 0), 0);
  const served = traffic === null ? undefined : servedBy(groups, sizes, { cluster, traffic, month });
  return {
    metered: { secondsEach: asWritten(hoursEach).times(3600), ioRequests: ioRequestsOf(cluster, traffic) },
    activity: {
      databaseInstances: count,
      instanceHours: count * hoursEach,
      ...(!sizes.includes(undefined) && { databaseVcpus: vcpus, databaseVcpuHours: vcpus * hoursEach }),
      ...served?.activity,
    },
    infeasible: served?.infeasible ?? [],
    warnings: groups
      .filter((_, index) => traffic !== null && sizes[index] === undefined)
      .map(
        ({ instanceClass }) =>
          `the vCPUs of ${instanceClass} are not known: whether it carries the load is not checked`,
      ),
    unused: [
      ...unusedClusterFields(cluster, traffic),
      ...(traffic === null ? ['queriesPerRequest', 'queriesPerSecondPerVcpu'] : []),
      ...(traffic === null || workWaits(traffic.trigger) || served?.activity.waitingRequests === 0
        ? ['patienceS']
        : []),
      ...(cluster.readers === 0 ? ['readShare'] : []),
    ],
  };
}

/** The writer, and the readers where there are any. */
function instancesOf({ instanceClass, readers, readerInstanceClass, readShare }: AuroraProvisionedInput): Instances[] {
  const writer = { instanceClass, count: 1, share: 1 - readShare };
  if (readers === 0) return [writer];
  return [writer, { instanceClass: readerInstanceClass ?? instanceClass, count: readers, share: readShare / readers }];
}

interface Size {
  readonly vcpu: number;
  /** vCPUs it sustains: below `vcpu` for burstable classes. */
  readonly sustainedVcpu: number;
}

/** The size of the EC2 type of the same name; undefined where AWS has none, as of `db.x2g`. */
function sizeOf(instanceClass: string, { instanceType }: NumericContext): Size | undefined {
  try {
    const { vcpu, cpuBaseline } = instanceType(instanceClass.slice('db.'.length));
    return { vcpu, sustainedVcpu: vcpu * cpuBaseline };
  } catch (error) {
    if (error instanceof EstimatorError && error.code === 'INSTANCE_TYPE_UNKNOWN') return undefined;
    throw error;
  }
}

interface Load {
  readonly cluster: AuroraProvisionedInput;
  readonly traffic: Traffic;
  readonly month: Month;
}

/** What the instances make of the queries: an instance is a capacity that never changes. */
function servedBy(groups: readonly Instances[], sizes: readonly (Size | undefined)[], load: Load) {
  const { cluster, traffic, month } = load;
  const months = groups.flatMap(({ share, instanceClass }, index) => {
    const vcpus = sizes[index]?.sustainedVcpu;
    if (share === 0 || vcpus === undefined) return [];
    const instance = {
      minAcu: vcpus,
      maxAcu: vcpus,
      doublingS: 1,
      halvingS: 1,
      queriesPerRequest: cluster.queriesPerRequest * share,
      queriesPerSecondPerAcu: cluster.queriesPerSecondPerVcpu,
      patienceS: workWaits(traffic.trigger) ? Number.POSITIVE_INFINITY : cluster.patienceS,
      pause: null,
    };
    const of =
      traffic.arrivals === undefined
        ? steadyAcuMonth(traffic.requestsPerSecond, instance, month.seconds)
        : acuMonth(traffic.arrivals, instance, month.seconds);
    return [{ instanceClass, of }];
  });
  const shareOf = (lost: number) => (traffic.requests === 0 ? 0 : Math.min(1, lost / traffic.requests));
  const most = (value: (of: (typeof months)[number]['of']) => number) =>
    Math.max(0, ...months.map(({ of }) => value(of)));
  const p95WaitMs = most((of) => of.waits.quantile(0.95, traffic.requests)) * 1000;
  return {
    activity: {
      queriesPerSecond: traffic.requestsPerSecond * cluster.queriesPerRequest,
      waitingRequests: Math.round(most((of) => of.waits.waiting)),
      lostRequests: Math.round(most((of) => of.lostRequests)),
      p95WaitMs,
    },
    infeasible: [
      ...months.flatMap(({ instanceClass, of }) => lostRequests(shareOf(of.lostRequests), traffic, instanceClass)),
      ...(p95WaitMs > 0 ? lateAnswers(traffic.durationMs + p95WaitMs, traffic) : []),
      ...lateWork(
        most((of) => of.waits.longestS),
        traffic,
      ),
    ],
  };
}

function meter(cluster: AuroraProvisionedInput, { secondsEach, ioRequests }: ClusterUse, month: Month): NumericLine[] {
  const billedS = secondsEach.isZero() ? secondsEach : Decimal.max(MINIMUM_S, secondsEach.ceil());
  const lines = instancesOf(cluster).map(({ instanceClass, count }, index) =>
    instanceLine(cluster, { instanceClass, role: index === 0 ? 'writer' : 'readers' }, { count, billedS }),
  );
  return [...lines, ...clusterLines(cluster, ioRequests, month)];
}

function instanceLine(
  { engine, storageConfiguration }: ClusterInput,
  { instanceClass, role }: { instanceClass: string; role: string },
  { count, billedS }: { count: number; billedS: Decimal },
): NumericLine {
  const words = [engineWords(engine), storageWords(storageConfiguration), role, instanceClass].join(', ');
  return {
    offer: 'aurora-instances',
    meter: `${engine}-${storageConfiguration}-${instanceClass}`,
    description: `Database instance (${words})`,
    pricingQuantity: quantity(exact(count).times(billedS).div(3600), 'Hours'),
    pricingCategory: 'Standard',
    derivation: `${count} × ${billedS} s / 3600`,
  };
}
