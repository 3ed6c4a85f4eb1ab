import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import type { Month } from '../../model/month.js';
import { isUsed } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { monthHours } from '../traffic-units.js';
import {
  auroraLine,
  type ClusterInput,
  clusterLines,
  clusterMeters,
  engineWords,
  ioRequestsOf,
  recordClusterChecks,
  storageWords,
  unusedClusterFields,
} from './aurora-cluster.js';
import { carried } from './aurora-serverless-carried.js';
import { type AuroraServerlessInput, auroraServerlessInput, MAX_ACU } from './aurora-serverless-input.js';
import { MIN_PROXY_ACUS } from './database-clients.js';

const ENGINES = ['mysql', 'postgresql'] as const;
const STORAGE = ['standard', 'io-optimized'] as const;

function capacityMeter(engine: ClusterInput['engine'], storage: ClusterInput['storageConfiguration']) {
  const words = `Aurora capacity (Serverless v2, ${engineWords(engine)}, ${storageWords(storage)})`;
  return [`serverless-v2-${engine}-${storage}`, 'ACU-Hours', words] as const;
}

/** Fields that only a simulation of capacity reads. */
const SIMULATED = [
  'readerTier',
  'readShare',
  'autoPauseS',
  'queriesPerSecondPerAcu',
  'workingSetGb',
  'acuDoublingS',
  'acuHalvingS',
  'resumeS',
  'longResumeS',
  'connectionIdleS',
  'connectionsPerTask',
  'patienceS',
];

/** What a cluster used in the month. */
interface ClusterUse {
  readonly acuHours: Amount;
  readonly ioRequests: Amount;
}

type Cluster = Amounts<AuroraServerlessInput>;

/** Amazon Aurora Serverless v2: capacity by the second in half ACUs, storage, I/O and backup. */
export const auroraServerless = defineService({
  id: 'aurora-serverless',
  serviceName: 'Amazon Aurora Serverless v2',
  pricingUrl: 'https://aws.amazon.com/rds/aurora/pricing/',
  summary: 'A database whose capacity follows the load, billed by ACU-second.',
  notModelled: [
    'clusters that mix serverless and provisioned instances',
    'a cold cache after a resume',
    'global database',
    'Aurora Serverless v1',
  ],
  meters: [
    ...ENGINES.flatMap((engine) =>
      STORAGE.map((storage) => {
        const [meter, unit, description] = capacityMeter(engine, storage);
        return { offer: 'aurora', meter, unit, description };
      }),
    ),
    ...clusterMeters,
  ],
  input: auroraServerlessInput,
  simulate,
  meter,
});

function simulate(cluster: Cluster, context: SimulationContext): Simulation<ClusterUse> {
  recordChecks(cluster);
  const { traffic, month } = context;
  const ioRequests = ioRequestsOf(cluster, traffic);
  const unusedOfCluster = unusedClusterFields(cluster, traffic);
  const given = givenAcuHours(cluster, context);
  if (traffic === null || given !== undefined) {
    const acuHours = given ?? Amount.ZERO;
    return {
      metered: { acuHours, ioRequests },
      activity: { ...activityOf({ acuHours, ioRequests }, month), ...proxied(cluster, acuHours, { month }) },
      unused: [...SIMULATED, ...(unusedOfCluster.length > 0 ? ['queriesPerRequest'] : []), ...unusedOfCluster],
    };
  }
  const { halfAcuSeconds, activity, unused, ...result } = carried(cluster, traffic, context);
  const metered = { acuHours: halfAcuSeconds.dividedBy(2).as('ACU-seconds').dividedBy(3600), ioRequests };
  const [capacity] = capacityMeter(cluster.engine, cluster.storageConfiguration);
  return {
    ...result,
    ...(result.hours !== undefined && { costFollows: { [capacity]: 'acus' } }),
    metered,
    activity: {
      ...activityOf(metered, month),
      ...activity,
      ...proxied(cluster, metered.acuHours, { month, acus: result.hours?.acus }),
    },
    unused: [...unused, ...unusedOfCluster],
  };
}

/** Notes what the schema refuses: no formula holds there. */
function recordChecks(cluster: Cluster): void {
  const { minAcu, maxAcu = Amount.of(MAX_ACU), readers, readShare } = cluster;
  if (minAcu instanceof Amount && maxAcu instanceof Amount) maxAcu.isAtLeast(minAcu);
  if (readers.isZero()) readShare.isZero();
  recordClusterChecks(cluster);
}

/**
 * Capacity that does not follow the traffic: given, or without traffic the minimum that was given.
 */
function givenAcuHours(
  { acuHours, averageAcu, minAcu, readers }: Cluster,
  { traffic, month }: SimulationContext,
): Amount | undefined {
  if (acuHours !== undefined) return acuHours.as('ACU-hours');
  if (averageAcu !== undefined) return averageAcu.as('ACU').times(monthHours(month));
  if (traffic !== null || !(minAcu instanceof Amount)) return undefined;
  return minAcu.as('ACU').times(readers.plus(1).as('instances')).times(monthHours(month));
}

function activityOf({ acuHours, ioRequests }: ClusterUse, { hours }: Month): Simulation<never>['activity'] {
  return { averageAcu: acuHours.dividedBy(hours), acuHours, ...(isUsed(ioRequests) && { ioRequests }) };
}

/** ACU-hours that RDS Proxy is billed for: in each hour its minimum at least. */
function proxied(
  { rdsProxy }: Cluster,
  acuHours: Amount,
  { month, acus }: { month: Month; acus?: Float64Array | undefined },
): Simulation<never>['activity'] {
  if (!rdsProxy) return {};
  if (acus === undefined) return { proxyAcuHours: acuHours.max(MIN_PROXY_ACUS.times(monthHours(month))) };
  return { proxyAcuHours: acus.reduce((sum, acu) => sum + Math.max(MIN_PROXY_ACUS.number, acu), 0) };
}

function meter(cluster: Cluster, { acuHours, ioRequests }: ClusterUse, month: Month): MeteredLine[] {
  const { engine, storageConfiguration } = cluster;
  return [
    auroraLine(capacityMeter(engine, storageConfiguration), acuHours),
    ...clusterLines(cluster, ioRequests, month),
  ];
}
