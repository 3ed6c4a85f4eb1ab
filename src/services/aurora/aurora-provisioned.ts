import * as z from 'zod';
import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import type { ClosedForm } from '../../model/closed-form.js';
import { EstimatorError } from '../../model/errors.js';
import { amount, count, share } from '../../model/field.js';
import type { Month } from '../../model/month.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { workWaits } from '../service-level.js';
import { monthHours } from '../traffic-units.js';
import {
  clusterFields,
  clusterLines,
  clusterMeters,
  clusterProblems,
  engineWords,
  ioRequestsOf,
  recordClusterChecks,
  storageWords,
  unusedClusterFields,
} from './aurora-cluster.js';
import { type DatabaseInstances, servedQueries } from './database-instances.js';

/** Shortest time billed for an instance. https://aws.amazon.com/rds/aurora/pricing/ */
const MINIMUM = Amount.of(600, 's (minimum)');
const SECONDS_PER_HOUR = Amount.of(3600, 's/h');

const instanceClass = () =>
  z.string().regex(/^db\.[a-z0-9-]+\.[a-z0-9]+$/, 'must be an instance class such as db.r6g.large');

const input = z
  .strictObject({
    instanceClass: instanceClass()
      .default('db.r6g.large')
      .meta({ title: 'Class of the writer', role: 'configuration', reason: 'the least that is not burstable' }),
    readers: count(15).default(0).meta({ title: 'Reader instances', role: 'configuration', unit: 'count' }),
    readerInstanceClass: instanceClass()
      .optional()
      .meta({ title: "Class of the readers (default: the writer's)", role: 'configuration' }),
    hoursPerInstance: amount(744)
      .optional()
      .meta({ title: 'Hours each instance runs in the month (default: all)', role: 'direct', unit: 'hours' }),
    ...clusterFields,
    readShare: share().default(0).meta({
      title: 'Share of the queries that go to the readers',
      role: 'configuration',
      reason: 'readers stand by',
    }),
    queriesPerSecondPerVcpu: amount(1_000_000, 0.001).default(200).meta({
      title: 'Queries per second one vCPU serves',
      role: 'simulation',
      reason: 'short indexed queries of 5 ms CPU',
    }),
    patienceS: amount(86_400).default(30).meta({
      title: 'Longest that an http request waits for the database before it is lost',
      role: 'simulation',
      unit: 's',
      reason: 'longest integration of an HTTP API',
    }),
  })
  .superRefine((cluster, problems) => {
    const refuse = (field: string, message: string) => problems.addIssue({ code: 'custom', path: [field], message });
    if (cluster.readers === 0) {
      for (const field of ['readerInstanceClass', 'readShare'] as const) {
        if (cluster[field] !== undefined && cluster[field] !== 0) refuse(field, 'needs readers');
      }
    }
    for (const [field, message] of clusterProblems(cluster)) refuse(field, message);
  });

type ProvisionedCluster = Amounts<z.output<typeof input>>;

/** What a cluster used in the month. */
interface ClusterUse {
  readonly secondsEach: Amount;
  readonly ioRequests: Amount;
}

/** Amazon Aurora on instances that always run: by class and second, storage, I/O and backup. */
export const auroraProvisioned = defineService({
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
  input,
  simulate,
  meter,
});

function simulate(cluster: ProvisionedCluster, context: SimulationContext): Simulation<ClusterUse> {
  recordChecks(cluster);
  const { traffic, month } = context;
  const hoursEach = cluster.hoursPerInstance?.as('h') ?? monthHours(month);
  const groups = instancesOf(cluster);
  const sized = groups.flatMap((group) => {
    const size = sizeOf(group.instanceClass, context);
    return size === undefined ? [] : [{ ...group, ...size }];
  });
  const isSized = sized.length === groups.length;
  const count = Amount.sum(groups.map((group) => group.count));
  const vcpus = Amount.sum(sized.map((group) => group.count.times(group.vcpu)));
  const served = traffic === null ? undefined : servedQueries(sized, cluster, { traffic, month });
  return {
    metered: { secondsEach: hoursEach.times(SECONDS_PER_HOUR), ioRequests: ioRequestsOf(cluster, traffic) },
    activity: {
      databaseInstances: count,
      instanceHours: count.times(hoursEach),
      ...(isSized && { databaseVcpus: vcpus, databaseVcpuHours: vcpus.times(hoursEach) }),
      ...served?.activity,
    },
    ...(served !== undefined && { infeasible: served.infeasible, feasibleWhile: served.feasibleWhile }),
    warnings: groups
      .filter(({ instanceClass }) => traffic !== null && !sized.some((group) => group.instanceClass === instanceClass))
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
      ...(cluster.readers.exact.isZero() ? ['readShare'] : []),
    ],
  };
}

/** Notes what the schema refuses: no formula holds there. */
function recordChecks(cluster: ProvisionedCluster): void {
  if (cluster.readers.isZero()) cluster.readShare.isZero();
  recordClusterChecks(cluster);
}

/** The writer, and the readers where there are any. */
function instancesOf(cluster: ProvisionedCluster): DatabaseInstances[] {
  const { instanceClass, readers, readerInstanceClass = instanceClass, readShare } = cluster;
  const writer = { instanceClass, count: Amount.ONE, share: Amount.closedForm(WRITER_SHARE, [readShare]) };
  if (readers.isZero()) return [writer];
  const share = Amount.closedForm(READER_SHARE, [readShare, readers]);
  return [writer, { instanceClass: readerInstanceClass, count: readers, share }];
}

const WRITER_SHARE: ClosedForm = {
  name: 'share of the queries that the writer serves',
  compute: (readShare = 0) => 1 - readShare,
  isWhole: false,
  directions: ['falling'],
};

const READER_SHARE: ClosedForm = {
  name: 'share of the queries that each reader serves',
  compute: (readShare = 0, readers = 1) => readShare / readers,
  isWhole: false,
  directions: ['rising', 'falling'],
};

/** The size of the EC2 type of the same name; undefined where AWS has none, as of `db.x2g`. */
function sizeOf(instanceClass: string, { instanceType }: SimulationContext) {
  try {
    const { vcpu, cpuBaseline } = instanceType(instanceClass.slice('db.'.length));
    return { vcpu, sustainedVcpu: vcpu * cpuBaseline };
  } catch (error) {
    if (error instanceof EstimatorError && error.code === 'INSTANCE_TYPE_UNKNOWN') return undefined;
    throw error;
  }
}

function meter(cluster: ProvisionedCluster, { secondsEach, ioRequests }: ClusterUse, month: Month): MeteredLine[] {
  const { engine, storageConfiguration } = cluster;
  const billedS = secondsEach.isZero() ? Amount.ZERO : secondsEach.ceil().max(MINIMUM);
  const lines = instancesOf(cluster).map(({ instanceClass, count }, index): MeteredLine => {
    const role = index === 0 ? 'writer' : 'readers';
    const words = [engineWords(engine), storageWords(storageConfiguration), role, instanceClass].join(', ');
    return {
      offer: 'aurora-instances',
      meter: `${engine}-${storageConfiguration}-${instanceClass}`,
      description: `Database instance (${words})`,
      amount: count.times(billedS).dividedBy(SECONDS_PER_HOUR),
      unit: 'Hours',
      pricingCategory: 'Standard',
    };
  });
  return [...lines, ...clusterLines(cluster, ioRequests, month)];
}
