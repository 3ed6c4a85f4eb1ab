import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { exact } from '../../model/decimal.js';
import { provisionedUnitHours } from '../../simulate/provisioned-units.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { followingRequests, givenOrUnits, monthHours } from '../traffic-units.js';
import { type DynamodbInput, dynamodbInput } from './dynamodb-input.js';

/** A unit reads 4 KB or writes 1 KB. https://aws.amazon.com/dynamodb/pricing/on-demand/ */
const READ_UNIT = Amount.of(4, 'KB');
const WRITE_UNIT = Amount.of(1, 'KB');
/** Units a read of up to 4 KB takes; same page. */
const UNITS_PER_READ = {
  eventual: Amount.of(exact('0.5'), '(eventual)'),
  strong: Amount.of(1, '(strong)'),
  transactional: Amount.of(2, '(transactional)'),
};
const UNITS_PER_TRANSACTIONAL_WRITE = Amount.of(2, '(transactional)');

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

type Table = Amounts<DynamodbInput>;

interface Use {
  readonly reads: Amount;
  readonly writes: Amount;
  /** Capacity in unit-hours; 0 on demand. */
  readonly readUnitHours: Amount;
  readonly writeUnitHours: Amount;
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

function simulate(table: Table, { traffic, month }: SimulationContext): Simulation<Use> {
  const reads = givenOrUnits(table.reads, traffic, 'reads', table.readsPerRequest);
  const writes = givenOrUnits(table.writes, traffic, 'writes', table.writesPerRequest);
  const capacity = (given: Amount | undefined, units: Amount): Amount => {
    if (table.billingMode === 'on-demand') return Amount.ZERO;
    if (given !== undefined) return given.as('units').times(monthHours(month));
    return Amount.of(scaledUnitHours(units.number, table, { traffic, month }), 'unit-hours');
  };
  return {
    metered: {
      reads,
      writes,
      readUnitHours: capacity(table.readCapacityUnits, readUnits(table, reads)),
      writeUnitHours: capacity(table.writeCapacityUnits, writeUnits(table, writes)),
    },
    activity: { reads, writes },
    ...(isRequestsOnly(table) ? followingRequests(traffic) : {}),
    unused: unusedFields(table, traffic, { reads, writes }),
  };
}

/** Whether nothing but the workload's own requests is billed: storage, and capacity as given, costs all month alike. */
function isRequestsOnly(table: Table): boolean {
  const { storageGb, infrequentAccessGb, pointInTimeRecoveryGb, backupGb } = table;
  const stored = Amount.sum([storageGb, infrequentAccessGb, pointInTimeRecoveryGb, backupGb]);
  const isGiven = table.reads !== undefined || table.writes !== undefined;
  return table.billingMode === 'on-demand' && !isGiven && stored.exact.isZero();
}

/** Capacity that follows the items of each hour; the same every hour when the hours are alike. */
function scaledUnitHours(
  units: number,
  { targetUtilization }: Table,
  { traffic, month }: Pick<SimulationContext, 'traffic' | 'month'>,
): number {
  const hours = traffic?.hourlyRequests ?? [];
  const weights = hours.length > 0 ? [...hours] : Array.from({ length: month.hours }, () => 1);
  return provisionedUnitHours(units, weights, targetUtilization.number);
}

function unusedFields(
  table: Table,
  traffic: SimulationContext['traffic'],
  { reads, writes }: Pick<Use, 'reads' | 'writes'>,
): string[] {
  const isProvisioned = table.billingMode === 'provisioned';
  const isScaled = isProvisioned && (table.readCapacityUnits === undefined || table.writeCapacityUnits === undefined);
  const isUnread = reads.exact.isZero();
  const isIdle = isUnread && writes.exact.isZero();
  return [
    ...(traffic === null || table.reads !== undefined ? ['readsPerRequest'] : []),
    ...(traffic === null || table.writes !== undefined ? ['writesPerRequest'] : []),
    ...(isIdle ? ['billingMode', 'itemKb'] : []),
    ...(isUnread ? ['readConsistency'] : []),
    ...(isIdle || !isScaled ? ['targetUtilization'] : []),
  ];
}

/** Read units = items × ⌈KB / 4⌉ × 0.5, 1 or 2. */
function readUnits({ itemKb, readConsistency }: Table, reads: Amount): Amount {
  return reads.times(itemKb.as('KB').inChunksOf(READ_UNIT)).times(UNITS_PER_READ[readConsistency]);
}

/** Write units = items × ⌈KB⌉, twice that in a transaction. */
function writeUnits({ itemKb, transactionalWrites }: Table, writes: Amount): Amount {
  const units = writes.times(itemKb.as('KB').inChunksOf(WRITE_UNIT));
  return transactionalWrites ? units.times(UNITS_PER_TRANSACTIONAL_WRITE) : units;
}

function meter(table: Table, used: Use): MeteredLine[] {
  return METERS.lines([
    ...(table.billingMode === 'provisioned'
      ? ([
          ['provisioned-rcu', used.readUnitHours],
          ['provisioned-wcu', used.writeUnitHours],
        ] as const)
      : ([
          ['ondemand-read', readUnits(table, used.reads)],
          ['ondemand-write', writeUnits(table, used.writes)],
        ] as const)),
    ['storage-standard', table.storageGb.as('GB all month')],
    ['storage-ia', table.infrequentAccessGb.as('GB all month')],
    ['pitr', table.pointInTimeRecoveryGb.as('GB all month')],
    ['backup', table.backupGb.as('GB all month')],
    ['restore', table.restoredGb.as('GB')],
    ['streams-read', table.streamReads.as('reads')],
  ]);
}
