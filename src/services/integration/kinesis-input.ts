import * as z from 'zod';
import { amount, count, share } from '../../model/field.js';

/** Largest record, 10 MiB. https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
export const MAX_RECORD_KB = 10_240;

const gb = (title: string) => amount(1e9).optional().meta({ title, role: 'direct', unit: 'GB' });

/** Fields of the `kinesis` service. */
export const kinesisInput = z.strictObject({
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

export type KinesisInput = z.output<typeof kinesisInput>;
