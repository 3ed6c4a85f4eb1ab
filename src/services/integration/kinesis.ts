import { asWritten, type Decimal, nearestFloat, ZERO } from '../../model/decimal.js';
import { hoursOf, type Month } from '../../model/month.js';
import type { Traffic } from '../../workload/traffic.js';
import { meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { chunksOf, gbOf, givenOrUnits } from '../numeric-traffic-units.js';
import { type KinesisInput, kinesisInput } from './kinesis-input.js';

/** On-demand ingestion is billed by whole KB of a record, provisioned by PUT payload units of 25 KB. https://aws.amazon.com/kinesis/data-streams/pricing/ */
export const ON_DEMAND_STEP_KB = 1;
const PUT_UNIT_KB = 25;
/** Retention in the price, and up to where it is extended; beyond it is long-term. Same page. */
export const INCLUDED_HOURS = 24;
export const EXTENDED_HOURS = 168;
/** What a shard takes and gives in a second. https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
const SHARD = { recordsPerSecond: 1000, writeKbPerSecond: 1024, readKbPerSecond: 2048 };

const METERS = meterTable('kinesis', {
  'ondemand-stream': ['Hours', 'Streams (on-demand)'],
  'ondemand-ingest': ['GB', 'Data ingested (on-demand)'],
  'ondemand-retrieval': ['GB', 'Data retrieved (on-demand)'],
  'ondemand-efo-retrieval': ['GB', 'Data retrieved by enhanced fan-out (on-demand)'],
  'ondemand-extended-retention': ['GB-Months', 'Extended retention, 24 hours to 7 days (on-demand)'],
  'extended-retention-shard': ['Hours', 'Extended retention, 24 hours to 7 days (provisioned)'],
  'long-term-retention': ['GB-Months', 'Long-term retention, beyond 7 days'],
  'long-term-retrieval': ['GB', 'Long-term retention, data retrieved (provisioned)'],
  'provisioned-shard': ['Hours', 'Shards (provisioned)'],
  'provisioned-put-payload-unit': ['Payload-Units', 'PUT payload units (provisioned)'],
  'efo-consumer-shard': ['Hours', 'Enhanced fan-out consumer-shards (provisioned)'],
  'efo-retrieval': ['GB', 'Data retrieved by enhanced fan-out (provisioned)'],
});

interface Stream {
  readonly records: Decimal;
  readonly recordKb: Decimal;
  /** 0 on demand. */
  readonly shards: number;
}

/** Amazon Kinesis Data Streams, on-demand and provisioned. */
export const kinesis = defineNumericService({
  id: 'kinesis',
  serviceName: 'Amazon Kinesis Data Streams',
  pricingUrl: 'https://aws.amazon.com/kinesis/data-streams/pricing/',
  summary: 'Streams, billed by GB (on-demand) or by shard-hour and 25 KB payload unit (provisioned).',
  notModelled: ['On-demand Advantage', 'resharding in the month', 'Firehose and Flink'],
  meters: METERS.infos,
  input: kinesisInput,
  simulate,
  meter,
});

function simulate(stream: KinesisInput, { traffic, month }: NumericContext): Simulation<Stream> {
  const isProvisioned = stream.streamMode === 'provisioned';
  const records = givenOrUnits(stream.records, traffic);
  const recordKb = stream.recordKb ?? traffic?.requestKb ?? 0;
  const needed = shardsFor(stream, { perSecond: busiestRate(records, traffic, month), recordKb });
  const shards = isProvisioned ? (stream.shards ?? needed) : 0;
  const isSized = isProvisioned && stream.shards === undefined && !records.isZero();
  const isRead = !records.isZero() && (isProvisioned ? isSized : stream.retrievedGb === undefined);
  return {
    metered: { records, recordKb: asWritten(recordKb), shards },
    activity: { records: nearestFloat(records), shards },
    warnings:
      isProvisioned && shards < needed
        ? [`${shards} shards are less than the ${needed} that the busiest hour needs`]
        : [],
    unused: [
      ...(isProvisioned ? ['streams'] : []),
      ...(records.isZero() ? ['retentionHours'] : []),
      ...(isRead ? [] : ['consumers']),
      ...(isSized ? [] : ['targetUtilization']),
    ],
  };
}

/** Records per second in the busiest hour. */
function busiestRate(records: Decimal, traffic: Traffic | null, month: Month): number {
  const hourly = traffic?.hourlyRequests;
  if (hourly === undefined || traffic === null || traffic.requests === 0) return nearestFloat(records) / month.seconds;
  return (nearestFloat(records) * Math.max(...hourly)) / traffic.requests / 3600;
}

/** Shards that carry the busiest hour: the most of records, KB written and KB read, each over a shard's share. */
function shardsFor(
  { consumers, targetUtilization }: KinesisInput,
  { perSecond, recordKb }: { perSecond: number; recordKb: number },
): number {
  const full = Math.max(
    perSecond / SHARD.recordsPerSecond,
    (perSecond * recordKb) / SHARD.writeKbPerSecond,
    (perSecond * recordKb * consumers) / SHARD.readKbPerSecond,
  );
  // A stream has one shard at least.
  return Math.max(1, Math.ceil(full / targetUtilization - 1e-9));
}

function meter(stream: KinesisInput, used: Stream, month: Month): NumericLine[] {
  return stream.streamMode === 'provisioned' ? provisioned(stream, used, month) : onDemand(stream, used, month);
}

/** Data-in = records × whole KB / 1024²; data-out = records × KB × consumers / 1024². */
function onDemand(stream: KinesisInput, { records, recordKb }: Stream, month: Month): NumericLine[] {
  const { streams, consumers, fanOutConsumers } = stream;
  const billedKb = chunksOf(recordKb, ON_DEMAND_STEP_KB);
  const [ingestedGb] = givenGb(stream.ingestedGb, records, billedKb);
  const [out, fanOut] = [records.times(consumers), records.times(fanOutConsumers)];
  return METERS.lines([
    ['ondemand-stream', hoursOf(month).times(streams), `${streams} streams × ${month.hours} h`],
    ['ondemand-ingest', ...givenGb(stream.ingestedGb, records, billedKb)],
    ['ondemand-retrieval', ...givenGb(stream.retrievedGb, out, recordKb)],
    ['ondemand-efo-retrieval', ...givenGb(stream.fanOutGb, fanOut, recordKb)],
    ['ondemand-extended-retention', ...kept(stream, 'extended', ingestedGb, month)],
    ['long-term-retention', ...kept(stream, 'longTerm', ingestedGb, month)],
  ]);
}

/** Shard-hours, and records × ⌈KB / 25⌉ payload units. */
function provisioned(stream: KinesisInput, { records, recordKb, shards }: Stream, month: Month): NumericLine[] {
  const { fanOutConsumers } = stream;
  const shardHours = hoursOf(month).times(shards);
  const units = chunksOf(recordKb, PUT_UNIT_KB);
  return METERS.lines([
    ['provisioned-shard', shardHours, `${shards} shards × ${month.hours} h`],
    ['provisioned-put-payload-unit', records.times(units), `${records} × ${units} (25 KB units of ${recordKb} KB)`],
    [
      'efo-consumer-shard',
      shardHours.times(fanOutConsumers),
      `${fanOutConsumers} consumers × ${shardHours} shard-hours`,
    ],
    ['efo-retrieval', ...givenGb(stream.fanOutGb, records.times(fanOutConsumers), recordKb)],
    [
      'extended-retention-shard',
      stream.retentionHours > INCLUDED_HOURS ? shardHours : ZERO,
      `${shardHours} shard-hours, for any time above 24 hours`,
    ],
    ['long-term-retention', ...kept(stream, 'longTerm', gbOf(records, recordKb), month)],
    ['long-term-retrieval', asWritten(stream.longTermRetrievedGb), 'as given'],
  ]);
}

/** GB kept on average = GB of the month × hours of retention in the range / hours of the month, once the stream is full. */
function kept(
  stream: KinesisInput,
  range: 'extended' | 'longTerm',
  ingestedGb: Decimal,
  month: Month,
): [amount: Decimal, derivation: string] {
  const given = range === 'extended' ? stream.extendedRetentionGb : stream.longTermRetentionGb;
  if (given !== undefined) return [asWritten(given), 'as given'];
  const { retentionHours } = stream;
  const hours =
    range === 'extended'
      ? Math.min(retentionHours, EXTENDED_HOURS) - INCLUDED_HOURS
      : Math.max(0, retentionHours - EXTENDED_HOURS);
  return [ingestedGb.times(hours).div(month.hours), `${ingestedGb} GB × ${hours} h / ${month.hours} h`];
}

/** GB as given, or of so many records; with the way there. */
function givenGb(given: number | undefined, records: Decimal, kb: Decimal): [amount: Decimal, derivation: string] {
  return given === undefined ? [gbOf(records, kb), `${records} × ${kb} KB / 1024²`] : [asWritten(given), 'as given'];
}
