import * as z from 'zod';
import { amount, count, share } from '../../model/field.js';

/** Largest item. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html */
const MAX_ITEM_KB = 400;

const stored = (title: string) => amount(1e9).default(0).meta({ title, role: 'configuration', unit: 'GB' });

/** Fields of the `dynamodb` service. */
export const dynamodbInput = z
  .strictObject({
    reads: count().optional().meta({ title: 'Items read in the month', role: 'direct', unit: 'count' }),
    writes: count().optional().meta({ title: 'Items written in the month', role: 'direct', unit: 'count' }),
    streamReads: count().default(0).meta({
      title: 'GetRecords calls to DynamoDB Streams in the month (those of Lambda are free)',
      role: 'direct',
      unit: 'count',
    }),
    readCapacityUnits: amount(1e9)
      .optional()
      .meta({ title: 'Provisioned read capacity, on average over the month', role: 'direct' }),
    writeCapacityUnits: amount(1e9)
      .optional()
      .meta({ title: 'Provisioned write capacity, on average over the month', role: 'direct' }),
    billingMode: z
      .enum(['on-demand', 'provisioned'])
      .default('on-demand')
      .meta({ title: 'Billing mode', role: 'configuration', reason: 'what DynamoDB gives a new table' }),
    itemKb: amount(MAX_ITEM_KB)
      .default(1)
      .meta({ title: 'Size of an item', role: 'configuration', unit: 'KB', reason: 'a small item' }),
    readConsistency: z
      .enum(['eventual', 'strong', 'transactional'])
      .default('eventual')
      .meta({ title: 'Consistency of reads', role: 'configuration', reason: 'what DynamoDB does by default' }),
    transactionalWrites: z.boolean().default(false).meta({ title: 'Writes are transactional', role: 'configuration' }),
    storageGb: stored('Storage, indexes included (Standard)'),
    infrequentAccessGb: stored('Storage of tables of class Standard-IA'),
    pointInTimeRecoveryGb: stored('Tables with point-in-time recovery'),
    backupGb: stored('On-demand backups'),
    restoredGb: amount(1e9)
      .default(0)
      .meta({ title: 'Tables restored from a backup in the month', role: 'direct', unit: 'GB' }),
    readsPerRequest: amount(1e6).default(1).meta({
      title: 'Items one request of the workload reads',
      role: 'simulation',
      reason: 'one item a request',
    }),
    writesPerRequest: amount(1e6).default(1).meta({
      title: 'Items one request of the workload writes',
      role: 'simulation',
      reason: 'one item a request',
    }),
    targetUtilization: share().min(0.2).max(0.9).default(0.7).meta({
      title: 'Utilization that auto scaling keeps provisioned capacity at',
      role: 'simulation',
      reason: 'what the console gives auto scaling',
    }),
  })
  .superRefine((table, problems) => {
    for (const field of ['readCapacityUnits', 'writeCapacityUnits'] as const) {
      if (table[field] !== undefined && table.billingMode === 'on-demand') {
        problems.addIssue({ code: 'custom', path: [field], message: 'needs billingMode: provisioned' });
      }
    }
  });

export type DynamodbInput = z.output<typeof dynamodbInput>;
