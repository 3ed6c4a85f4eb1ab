import * as z from 'zod';
import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { amount, count, share } from '../../model/field.js';
import type { Month } from '../../model/month.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { gbOf, givenOrUnits, monthHours, SECONDS_PER_HOUR } from '../traffic-units.js';

/** On-demand ingestion is billed by whole KB of a record, provisioned by PUT payload units of 25 KB. https://aws.amazon.com/kinesis/data-streams/pricing/ */
const ON_DEMAND_STEP = Amount.of(1, 'KB');
const PUT_UNIT = Amount.of(25, 'KB');
/** Retention in the price, and up to where it is extended; beyond it is long-term. Same page. */
const INCLUDED_RETENTION = Amount.of(24, 'h');
const EXTENDED_RETENTION = Amount.of(168, 'h');
/** Largest record, 10 MiB. https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
const MAX_RECORD_KB = 10_240;
/** What a shard takes and gives in a second; same page. */
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

const gb = (title: string) => amount(1e9).optional().meta({ title, role: 'direct', unit: 'GB' });

const input = z.strictObject({
  records: count().optional().meta({ title: 'Records put in the month', role: 'direct', unit: 'count' }),
  ingestedGb: gb('Data ingested in the month (on-demand; default: from records)'),
  retrievedGb: gb('Data retrieved in the month (on-demand; default: from records)'),
  fanOutGb: gb('Data retrieved by enhanced fan-out in the month (default: from records)'),
  extendedRetentionGb: gb('Data kept from 24 hours to 7 days, on average (on-demand; default: from retentionHours)'),
  longTermRetentionGb: gb('Data kept beyond 7 days, on average (default: from retentionHours)'),
  longTermRetrievedGb: amount(1e9)
    .default(0)
    .meta({ title: 'Data older than 7 days retrieved in the month (provisioned)', role: 'direct', unit: 'GB' }),
  shards: count(1_000_000)
    .optional()
    .meta({ title: 'Shards all month (provisioned; default: from the rate)', role: 'direct', unit: 'count' }),
  streams: count(10_000, 1)
    .default(1)
    .meta({ title: 'Streams (on-demand)', role: 'configuration', unit: 'count', reason: 'one stream' }),
  retentionHours: count(8760, 24).default(24).meta({
    title: 'Hours records are kept; 24 are in the price',
    role: 'configuration',
    unit: 'hours',
    reason: 'what Kinesis gives a new stream',
  }),
  streamMode: z
    .enum(['on-demand', 'provisioned'])
    .default('on-demand')
    .meta({ title: 'Capacity mode', role: 'configuration', reason: 'needs no count of shards' }),
  recordKb: amount(MAX_RECORD_KB)
    .optional()
    .meta({ title: "Size of a record (default: the workload's requestKb)", role: 'configuration', unit: 'KB' }),
  consumers: count(1000).default(1).meta({
    title: 'Consumers that share the throughput of a shard',
    role: 'configuration',
    unit: 'count',
    reason: 'one reader',
  }),
  fanOutConsumers: count(50)
    .default(0)
    .meta({ title: 'Consumers with enhanced fan-out', role: 'configuration', unit: 'count' }),
  targetUtilization: share().min(0.05).default(0.7).meta({
    title: 'Utilization of a shard in the busiest hour',
    role: 'simulation',
    reason: 'room for peaks within the hour and uneven partition keys',
  }),
});

type Stream = Amounts<z.output<typeof input>>;

interface Records {
  readonly records: Amount;
  readonly recordKb: Amount;
  /** 0 on demand. */
  readonly shards: Amount;
}

/** Amazon Kinesis Data Streams, on-demand and provisioned. */
export const kinesis = defineService({
  id: 'kinesis',
  serviceName: 'Amazon Kinesis Data Streams',
  pricingUrl: 'https://aws.amazon.com/kinesis/data-streams/pricing/',
  summary: 'Streams, billed by GB (on-demand) or by shard-hour and 25 KB payload unit (provisioned).',
  notModelled: ['On-demand Advantage', 'resharding in the month', 'Firehose and Flink'],
  meters: METERS.infos,
  input,
  simulate,
  meter,
});

function simulate(stream: Stream, { traffic, month }: SimulationContext): Simulation<Records> {
  const isProvisioned = stream.streamMode === 'provisioned';
  const records = givenOrUnits(stream.records, traffic, 'records');
  const recordKb = (stream.recordKb ?? traffic?.requestKb ?? Amount.ZERO).as('KB');
  const needed = isProvisioned ? shardsFor(stream, { records, recordKb }, { traffic, month }) : Amount.ZERO;
  const shards = (isProvisioned ? (stream.shards ?? needed) : Amount.ZERO).as('shards');
  const isIdle = records.exact.isZero();
  const isSized = isProvisioned && stream.shards === undefined && !isIdle;
  const isRead = !isIdle && (isProvisioned ? isSized : stream.retrievedGb === undefined);
  return {
    metered: { records, recordKb, shards },
    activity: { records, shards },
    warnings: shards.exact.lt(needed.exact)
      ? [`${shards} shards are less than the ${needed} that the busiest hour needs`]
      : [],
    unused: [
      ...(isProvisioned ? ['streams'] : []),
      ...(isIdle ? ['retentionHours'] : []),
      ...(isRead ? [] : ['consumers']),
      ...(isSized ? [] : ['targetUtilization']),
    ],
  };
}

/** Shards that carry the busiest hour: the most that records, KB written and KB read each need. */
function shardsFor(
  { consumers, targetUtilization }: Stream,
  { records, recordKb }: Pick<Records, 'records' | 'recordKb'>,
  { traffic, month }: Pick<SimulationContext, 'traffic' | 'month'>,
): Amount {
  const busiest = busiestHour(traffic, month);
  return Amount.closedForm(
    {
      name: `shards of Kinesis for ${JSON.stringify(busiest)}`,
      compute: (records = 0, kb = 0, readers = 0, utilization = 1) => {
        const perSecond = (records * busiest.requests) / busiest.of / busiest.seconds;
        const full = Math.max(
          perSecond / SHARD.recordsPerSecond,
          (perSecond * kb) / SHARD.writeKbPerSecond,
          (perSecond * kb * readers) / SHARD.readKbPerSecond,
        );
        // A stream has at least one shard.
        return Math.max(1, Math.ceil(full / utilization - 1e-9));
      },
      isWhole: true,
      directions: ['rising', 'rising', 'rising', 'falling'],
    },
    [records, recordKb, consumers, targetUtilization],
  );
}

/** The requests of the busiest hour, of those of the month; where every hour is alike, the month itself. */
function busiestHour(traffic: SimulationContext['traffic'], month: Month) {
  if (traffic?.hourlyRequests === undefined || traffic.requests.number === 0) {
    return { requests: 1, of: 1, seconds: month.seconds };
  }
  return { requests: Math.max(...traffic.hourlyRequests), of: traffic.requests.number, seconds: SECONDS_PER_HOUR };
}

function meter(stream: Stream, used: Records, month: Month): MeteredLine[] {
  return stream.streamMode === 'provisioned' ? provisioned(stream, used, month) : onDemand(stream, used, month);
}

/** Data-in = records × whole KB / 1024²; data-out = records × KB × consumers / 1024². */
function onDemand(stream: Stream, { records, recordKb }: Records, month: Month): MeteredLine[] {
  const ingestedGb = stream.ingestedGb?.as('GB') ?? gbOf(records, recordKb.inChunksOf(ON_DEMAND_STEP));
  const readBy = (consumers: Amount) => gbOf(records.times(consumers.as('consumers')), recordKb);
  return METERS.lines([
    ['ondemand-stream', stream.streams.as('streams').times(monthHours(month))],
    ['ondemand-ingest', ingestedGb],
    ['ondemand-retrieval', stream.retrievedGb?.as('GB') ?? readBy(stream.consumers)],
    ['ondemand-efo-retrieval', stream.fanOutGb?.as('GB') ?? readBy(stream.fanOutConsumers)],
    ['ondemand-extended-retention', stream.extendedRetentionGb?.as('GB') ?? extendedGb(stream, ingestedGb, month)],
    ['long-term-retention', stream.longTermRetentionGb?.as('GB') ?? longTermGb(stream, ingestedGb, month)],
  ]);
}

/** Shard-hours, and records × ⌈KB / 25⌉ payload units. Extended retention costs the same for any time above 24 hours. */
function provisioned(stream: Stream, { records, recordKb, shards }: Records, month: Month): MeteredLine[] {
  const fanOutConsumers = stream.fanOutConsumers.as('consumers');
  const shardHours = shards.times(monthHours(month));
  const isExtended = stream.retentionHours.isAbove(INCLUDED_RETENTION);
  return METERS.lines([
    ['provisioned-shard', shardHours],
    ['provisioned-put-payload-unit', records.times(recordKb.inChunksOf(PUT_UNIT))],
    ['efo-consumer-shard', shardHours.times(fanOutConsumers)],
    ['efo-retrieval', stream.fanOutGb?.as('GB') ?? gbOf(records.times(fanOutConsumers), recordKb)],
    ['extended-retention-shard', isExtended ? shardHours : Amount.ZERO],
    ['long-term-retention', stream.longTermRetentionGb?.as('GB') ?? longTermGb(stream, gbOf(records, recordKb), month)],
    ['long-term-retrieval', stream.longTermRetrievedGb.as('GB')],
  ]);
}

/** GB kept from 24 hours to 7 days. */
function extendedGb({ retentionHours }: Stream, ingestedGb: Amount, month: Month): Amount {
  return keptGb(ingestedGb, retentionHours.as('h').min(EXTENDED_RETENTION).minus(INCLUDED_RETENTION), month);
}

/** GB kept beyond 7 days. */
function longTermGb({ retentionHours }: Stream, ingestedGb: Amount, month: Month): Amount {
  return keptGb(ingestedGb, retentionHours.as('h').minus(EXTENDED_RETENTION).max(0), month);
}

/** GB kept on average, once the stream is full: GB of the month × hours kept / hours of the month. */
function keptGb(ingestedGb: Amount, hours: Amount, month: Month): Amount {
  return ingestedGb.times(hours).dividedBy(monthHours(month));
}
