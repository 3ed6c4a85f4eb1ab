import { asWritten, type Decimal, exact, nearestFloat } from '../../model/decimal.js';
import { hoursOf, type Month } from '../../model/month.js';
import { provisionedUnitHours } from '../../simulate/unit-scaling.js';
import type { Traffic } from '../../workload/traffic.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { chunksOf, followingRequests, givenOrUnits } from '../traffic-units.js';
import { type DynamodbInput, dynamodbInput } from './dynamodb-input.js';

/** A unit reads 4 KB or writes 1 KB. https://aws.amazon.com/dynamodb/pricing/on-demand/ */
export const READ_UNIT_KB = 4;
export const WRITE_UNIT_KB = 1;
/** Units a read of up to 4 KB takes; same page. */
export const UNITS_PER_READ = { eventual: '0.5', strong: '1', transactional: '2' };

const METERS = meterTable('dynamodb', {
  'ondemand-read': ['Read-Request-Units', 'Read request units (on-demand)'],
  'ondemand-write': ['Write-Request-Units', 'Write request units (on-demand)'],
  'provisioned-rcu': ['RCU-Hours', 'Read capacity units (provisioned)'],
  'provisioned-wcu': ['WCU-Hours', 'Write capacity units (provisioned)'],
  'storage-standard': ['GB-Months', 'Storage (Standard)'],
  'storage-ia': ['GB-Months', 'Storage (Standard-Infrequent Access)'],
  pitr: ['GB-Months', 'Point-in-time recovery'],
  backup: ['GB-Months', 'On-demand backup'],
  restore: ['GB', 'Table data restored'],
  'streams-read': ['Requests', 'DynamoDB Streams read requests'],
});

interface Use {
  readonly reads: Decimal;
  readonly writes: Decimal;
  /** Capacity in unit-hours; 0 on demand. */
  readonly readUnitHours: Decimal;
  readonly writeUnitHours: Decimal;
}

/** Amazon DynamoDB: request units on demand or capacity by the hour, storage, recovery, streams. */
export const dynamodb = defineService({
  id: 'dynamodb',
  serviceName: 'Amazon DynamoDB',
  pricingUrl: 'https://aws.amazon.com/dynamodb/pricing/',
  summary: 'Tables, billed per item read and written (or by capacity and hour) and by GB kept.',
  notModelled: [
    'requests to tables of class Standard-IA',
    'global tables, export to and import from S3, change data capture to Kinesis',
    'reserved capacity and warm throughput',
    'writes to secondary indexes (count them into `writesPerRequest`)',
    'DynamoDB Accelerator (DAX)',
  ],
  meters: METERS.infos,
  input: dynamodbInput,
  simulate,
  meter,
});

function simulate(table: DynamodbInput, { traffic, month }: SimulationContext): Simulation<Use> {
  const isProvisioned = table.billingMode === 'provisioned';
  const reads = givenOrUnits(table.reads, traffic, table.readsPerRequest);
  const writes = givenOrUnits(table.writes, traffic, table.writesPerRequest);
  const capacity = (given: number | undefined, units: Decimal): Decimal => {
    if (!isProvisioned) return exact(0);
    if (given !== undefined) return asWritten(given).times(hoursOf(month));
    return exact(scaledUnitHours(units, table, { traffic, month }));
  };
  const readUnitHours = capacity(table.readCapacityUnits, readUnits(table, reads));
  const writeUnitHours = capacity(table.writeCapacityUnits, writeUnits(table, writes));
  return {
    metered: { reads, writes, readUnitHours, writeUnitHours },
    activity: { reads: nearestFloat(reads), writes: nearestFloat(writes) },
    ...(isRequestsOnly(table) ? followingRequests(traffic) : {}),
    unused: unusedFields(table, traffic, { reads, writes }),
  };
}

/** Whether nothing but the workload's own requests is billed: what is kept, and capacity as given, costs all month alike. */
function isRequestsOnly(table: DynamodbInput): boolean {
  const kept = table.storageGb + table.infrequentAccessGb + table.pointInTimeRecoveryGb + table.backupGb;
  return table.billingMode === 'on-demand' && table.reads === undefined && table.writes === undefined && kept === 0;
}

/** Capacity that follows the items of each hour; the same every hour when the hours are alike. */
function scaledUnitHours(
  units: Decimal,
  { targetUtilization }: DynamodbInput,
  { traffic, month }: { traffic: Traffic | null; month: Month },
): number {
  const hours = traffic?.hourlyRequests ?? [];
  const weights = hours.length > 0 ? [...hours] : Array.from({ length: month.hours }, () => 1);
  return provisionedUnitHours(nearestFloat(units), weights, targetUtilization);
}

function unusedFields(table: DynamodbInput, traffic: Traffic | null, { reads, writes }: Pick<Use, 'reads' | 'writes'>) {
  const isProvisioned = table.billingMode === 'provisioned';
  const isScaled = isProvisioned && (table.readCapacityUnits === undefined || table.writeCapacityUnits === undefined);
  const nothing = reads.isZero() && writes.isZero();
  return [
    ...(traffic === null || table.reads !== undefined ? ['readsPerRequest'] : []),
    ...(traffic === null || table.writes !== undefined ? ['writesPerRequest'] : []),
    ...(nothing ? ['billingMode', 'itemKb'] : []),
    ...(reads.isZero() ? ['readConsistency'] : []),
    ...(nothing || !isScaled ? ['targetUtilization'] : []),
  ];
}

/** Read units = items × ⌈KB / 4⌉ × 0.5, 1 or 2. */
function readUnits({ itemKb, readConsistency }: DynamodbInput, reads: Decimal): Decimal {
  return reads.times(chunksOf(itemKb, READ_UNIT_KB)).times(UNITS_PER_READ[readConsistency]);
}

/** Write units = items × ⌈KB⌉, twice that in a transaction. */
function writeUnits({ itemKb, transactionalWrites }: DynamodbInput, writes: Decimal): Decimal {
  return writes.times(chunksOf(itemKb, WRITE_UNIT_KB)).times(transactionalWrites ? 2 : 1);
}

function meter(table: DynamodbInput, used: Use): MeteredLine[] {
  const { itemKb, readConsistency, transactionalWrites } = table;
  const each = UNITS_PER_READ[readConsistency];
  const throughput =
    table.billingMode === 'provisioned'
      ? METERS.lines([
          ['provisioned-rcu', used.readUnitHours, 'read capacity units × hours'],
          ['provisioned-wcu', used.writeUnitHours, 'write capacity units × hours'],
        ])
      : METERS.lines([
          [
            'ondemand-read',
            readUnits(table, used.reads),
            `${used.reads} × ${chunksOf(itemKb, READ_UNIT_KB)} (4 KB of ${itemKb} KB) × ${each} (${readConsistency})`,
          ],
          [
            'ondemand-write',
            writeUnits(table, used.writes),
            `${used.writes} × ${chunksOf(itemKb, WRITE_UNIT_KB)} KB${transactionalWrites ? ' × 2 (transactional)' : ''}`,
          ],
        ]);
  const kept = (gb: number) => `${gb} GB all month`;
  return [
    ...throughput,
    ...METERS.lines([
      ['storage-standard', asWritten(table.storageGb), kept(table.storageGb)],
      ['storage-ia', asWritten(table.infrequentAccessGb), kept(table.infrequentAccessGb)],
      ['pitr', asWritten(table.pointInTimeRecoveryGb), kept(table.pointInTimeRecoveryGb)],
      ['backup', asWritten(table.backupGb), kept(table.backupGb)],
      ['restore', asWritten(table.restoredGb), 'as given'],
      ['streams-read', exact(table.streamReads), 'as given'],
    ]),
  ];
}
