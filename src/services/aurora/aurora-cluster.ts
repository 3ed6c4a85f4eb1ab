import * as z from 'zod';
import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { amount, count } from '../../model/field.js';
import type { Month } from '../../model/month.js';
import type { Unit } from '../../model/unit.js';
import type { Traffic } from '../../workload/traffic.js';
import { isUsed, type MeterRow } from '../meter-table.js';
import type { MeteredLine, MeterInfo } from '../service.js';
import { monthHours } from '../traffic-units.js';

/** Data of one Data API request. https://aws.amazon.com/rds/aurora/pricing/ */
const DATA_API_UNIT = Amount.of(32, 'KB');

/** Fields that every Aurora cluster has, whatever its instances are: engine, storage, I/O, backup and extras. */
export const clusterFields = {
  engine: z
    .enum(['mysql', 'postgresql'])
    .default('postgresql')
    .meta({ title: 'Engine', role: 'configuration', reason: 'the commoner one' }),
  storageConfiguration: z
    .enum(['standard', 'io-optimized'])
    .default('standard')
    .meta({ title: 'Storage configuration', role: 'configuration', reason: 'what Aurora gives a new cluster' }),
  storageGb: amount(262_144).default(0).meta({ title: 'Storage', role: 'configuration', unit: 'GB' }),
  storageGrowthGb: amount(262_144)
    .default(0)
    .meta({ title: 'Storage that is added to it, evenly over the month', role: 'configuration', unit: 'GB' }),
  ioRequests: count().optional().meta({
    title: 'I/O requests in the month (CloudWatch: VolumeReadIOPs and VolumeWriteIOPs)',
    role: 'direct',
    unit: 'count',
  }),
  queriesPerRequest: amount(100_000).default(1).meta({
    title: 'Queries one request makes',
    role: 'simulation',
    reason: 'one statement a request',
  }),
  ioPerQuery: amount(1_000_000).default(0.2).meta({
    title: 'I/O requests of one query',
    role: 'simulation',
    reason: 'one query in five writes or reads past the memory; AWS publishes no figure',
  }),
  backupGb: amount(10_000_000).default(0).meta({ title: 'Backup storage, all of it', role: 'direct', unit: 'GB' }),
  snapshotExportGb: amount(10_000_000)
    .default(0)
    .meta({ title: 'Snapshots exported to S3', role: 'direct', unit: 'GB' }),
  backtrackChangeRecords: count()
    .default(0)
    .meta({ title: 'Change records kept for backtrack, on average (MySQL)', role: 'direct', unit: 'count' }),
  dataApiRequests: count().default(0).meta({ title: 'Data API requests', role: 'direct', unit: 'count' }),
  dataApiKb: amount(1e6)
    .default(DATA_API_UNIT.number)
    .meta({ title: 'Data of a Data API request, billed in units of 32 KB', role: 'configuration', unit: 'KB' }),
};

/** The values of those fields. */
export type ClusterInput = z.output<z.ZodObject<typeof clusterFields>>;

const METERS = {
  'storage-standard': ['GB-Months', 'Storage (standard)'],
  'storage-io-optimized': ['GB-Months', 'Storage (I/O-Optimized)'],
  'io-requests': ['Requests', 'I/O requests'],
  'backup-mysql': ['GB-Months', 'Backup storage (Aurora MySQL)'],
  'backup-postgresql': ['GB-Months', 'Backup storage (Aurora PostgreSQL)'],
  'snapshot-export': ['GB', 'Snapshot export'],
  backtrack: ['Change-Records', 'Backtrack'],
  'data-api-requests': ['Requests', 'Data API requests'],
} as const satisfies Record<string, readonly [unit: Unit, description: string]>;
type ClusterMeter = keyof typeof METERS;

/** What a cluster is billed beside its instances. */
export const clusterMeters: readonly MeterInfo[] = Object.entries(METERS).map(([meter, [unit, description]]) => ({
  offer: 'aurora',
  meter,
  unit,
  description,
}));

/** A cluster as it is metered. */
export type Cluster = Amounts<ClusterInput>;

/** What is wrong with the fields together, by field. */
export function clusterProblems({ engine, backtrackChangeRecords }: ClusterInput): [field: string, message: string][] {
  return engine === 'postgresql' && backtrackChangeRecords > 0
    ? [['backtrackChangeRecords', 'backtrack is for Aurora MySQL only']]
    : [];
}

/** Notes what `clusterProblems` refuses. */
export function recordClusterChecks({ engine, backtrackChangeRecords }: Cluster): void {
  if (engine === 'postgresql') backtrackChangeRecords.isZero();
}

/** I/O of the month: what was given, or what the queries of the traffic make. I/O-Optimized does not count it. */
export function ioRequestsOf(cluster: Cluster, traffic: Amounts<Traffic> | null): Amount {
  const { ioRequests, queriesPerRequest, ioPerQuery, storageConfiguration } = cluster;
  if (storageConfiguration === 'io-optimized') return Amount.ZERO;
  if (ioRequests !== undefined) return ioRequests.as('I/O requests');
  if (traffic === null) return Amount.ZERO;
  const queries = traffic.requests.as('requests').times(queriesPerRequest.as('queries'));
  return queries.times(ioPerQuery.as('I/O requests')).round();
}

/** Fields that do not matter for the I/O of the month. */
export function unusedClusterFields(cluster: Cluster, traffic: Amounts<Traffic> | null): string[] {
  const isCounted = cluster.storageConfiguration === 'standard' && cluster.ioRequests === undefined;
  return isCounted && traffic !== null ? [] : ['ioPerQuery'];
}

/** Storage, I/O, backup and extras. Storage that grows is billed at its mean: GB at the start + growth / 2. */
export function clusterLines(cluster: Cluster, ioRequests: Amount, month: Month): MeteredLine[] {
  const { engine, storageConfiguration, storageGb, storageGrowthGb, backupGb } = cluster;
  const storage = storageGb.as('GB all month').plus(storageGrowthGb.as('GB').dividedBy(2));
  const rows: (MeterRow<ClusterMeter> | false)[] = [
    isUsed(storage) && [`storage-${storageConfiguration}`, storage],
    isUsed(ioRequests) && ['io-requests', ioRequests],
    isUsed(backupGb) && [`backup-${engine}`, billedBackup(backupGb, storage)],
    ...extras(cluster, month),
  ];
  return rows.filter((row) => row !== false).map(([meter, used]) => auroraLine([meter, ...METERS[meter]], used));
}

/** Backup up to the size of the cluster is free. */
function billedBackup(backupGb: Amount, storage: Amount): Amount {
  const nothing = Amount.of(0, `GB, as ${backupGb} GB are no more than the ${storage} GB of the cluster`);
  return backupGb.as('GB').minus(storage.as('GB of the cluster, free')).max(nothing);
}

function extras(cluster: Cluster, month: Month): (MeterRow<ClusterMeter> | false)[] {
  const { snapshotExportGb, backtrackChangeRecords, dataApiRequests, dataApiKb } = cluster;
  const dataApiUnits = dataApiRequests.as('requests').times(dataApiKb.as('KB').inChunksOf(DATA_API_UNIT));
  return [
    isUsed(snapshotExportGb) && ['snapshot-export', snapshotExportGb.as('GB')],
    isUsed(backtrackChangeRecords) && [
      'backtrack',
      backtrackChangeRecords.as('change records').times(monthHours(month)),
    ],
    isUsed(dataApiRequests) && ['data-api-requests', dataApiUnits],
  ];
}

/** A line of the offer `aurora`. A line of 0 is kept: that a backup is free is worth a line. */
export function auroraLine(
  [meter, unit, description]: readonly [meter: string, unit: Unit, description: string],
  amount: Amount,
): MeteredLine {
  return { offer: 'aurora', meter, description, amount, unit, pricingCategory: 'Standard' };
}

/** AWS's name of an engine. */
export function engineWords(engine: ClusterInput['engine']): string {
  return engine === 'mysql' ? 'Aurora MySQL' : 'Aurora PostgreSQL';
}

/** AWS's name of a storage configuration. */
export function storageWords(storage: ClusterInput['storageConfiguration']): string {
  return storage === 'standard' ? 'standard' : 'I/O-Optimized';
}
