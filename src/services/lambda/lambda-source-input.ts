import { amount, count } from '../../model/field.js';

/** Most pollers that an SQS event source scales to, in invocations at once. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
export const MOST_SQS_CONCURRENCY = 1250;

/** How messages of a queue or stream become invocations (event source mapping), in AWS's words. */
export const lambdaSourceFields = {
  batchSize: count(10_000, 1).default(1).meta({
    title: 'Messages of one invocation at most, handled one after the other',
    role: 'configuration',
    unit: 'count',
    reason: 'durationMs is of one message',
  }),
  batchWindowS: amount(300).default(0).meta({
    title: 'Time that messages are gathered for (MaximumBatchingWindowInSeconds)',
    role: 'configuration',
    unit: 's',
    reason: "AWS's default",
  }),
  maximumConcurrency: count(2000, 2).optional().meta({
    title: 'Most invocations at once of an SQS event source (default: 1,250)',
    role: 'configuration',
    unit: 'count',
  }),
  shards: count(100_000, 1).default(1).meta({
    title: 'Shards of the stream',
    role: 'configuration',
    unit: 'count',
    reason: 'the least',
  }),
  parallelizationFactor: count(10, 1).default(1).meta({
    title: 'Batches of a shard at once (ParallelizationFactor)',
    role: 'configuration',
    unit: 'count',
    reason: "AWS's default",
  }),
};
