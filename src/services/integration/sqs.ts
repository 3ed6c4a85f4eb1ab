import * as z from 'zod';
import { asWritten, type Decimal, exact, nearestFloat } from '../../model/decimal.js';
import { amount, count } from '../../model/field.js';
import { meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { chunksOf, followingRequests, givenOrUnits, wholeTimes } from '../numeric-traffic-units.js';

/** Every 64 KB of a payload are billed as one request. https://aws.amazon.com/sqs/pricing/ */
export const CHUNK_KB = 64;
/** Most messages of one batch call. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const MAX_BATCH = 10;
/** Largest message and largest batch, 1 MiB; same page. */
export const MAX_PAYLOAD_KB = 1024;

const METERS = meterTable('sqs', {
  'requests-standard': ['Requests', 'Requests (standard queue)'],
  'requests-fifo': ['Requests', 'Requests (FIFO queue)'],
});

const input = z.strictObject({
  requests: count().optional().meta({
    title: 'API requests in the month, each with a payload of messageKb',
    role: 'direct',
    unit: 'count',
  }),
  messages: count().optional().meta({
    title: 'Messages in the month: sent, received and deleted',
    role: 'direct',
    unit: 'count',
  }),
  emptyReceives: count().default(0).meta({
    title: 'Receives in the month that find the queue empty',
    role: 'direct',
    unit: 'count',
  }),
  messageKb: amount(MAX_PAYLOAD_KB)
    .optional()
    .meta({ title: "Size of a message (default: the workload's requestKb)", role: 'configuration', unit: 'KB' }),
  queueType: z
    .enum(['standard', 'fifo'])
    .default('standard')
    .meta({ title: 'Queue type', role: 'configuration', reason: 'what SQS gives a new queue' }),
  batchSize: count(MAX_BATCH, 1)
    .default(1)
    .meta({ title: 'Messages of one call', role: 'configuration', reason: 'no batches' }),
  receivesPerMessage: amount(1000).default(1).meta({
    title: 'Times a message is received',
    role: 'simulation',
    reason: 'sent, received and deleted once: three requests a message',
  }),
});

type Input = z.output<typeof input>;

/** Calls of the month. */
interface Calls {
  /** With a payload of `payloadKb`. */
  readonly withPayload: Decimal;
  readonly withoutPayload: Decimal;
  readonly payloadKb: Decimal;
}

/** Amazon SQS: requests, a payload counted in chunks of 64 KB. */
export const sqs = defineNumericService({
  id: 'sqs',
  serviceName: 'Amazon SQS',
  pricingUrl: 'https://aws.amazon.com/sqs/pricing/',
  summary: 'Queues, billed per request; every 64 KB of a payload are a request.',
  notModelled: [
    'fair queues',
    'the pollers of a Lambda trigger (give `emptyReceives`)',
    'server-side encryption calls',
  ],
  meters: METERS.infos,
  input,
  simulate,
  meter,
});

function simulate(queue: Input, { traffic }: NumericContext): Simulation<Calls> {
  const messageKb = queue.messageKb ?? traffic?.requestKb ?? 0;
  const emptyReceives = exact(queue.emptyReceives);
  if (queue.requests !== undefined) {
    const withPayload = exact(queue.requests);
    return {
      metered: { withPayload, withoutPayload: emptyReceives, payloadKb: asWritten(messageKb) },
      activity: { requests: queue.requests },
      unused: ['batchSize', 'receivesPerMessage'],
    };
  }
  const messages = givenOrUnits(queue.messages, traffic);
  const batches = messages.div(queue.batchSize).ceil();
  const payloadKb = asWritten(messageKb).times(queue.batchSize);
  const withPayload = batches.plus(wholeTimes(batches, queue.receivesPerMessage));
  return {
    metered: { withPayload, withoutPayload: batches.plus(emptyReceives), payloadKb },
    activity: { messages: nearestFloat(messages) },
    ...(queue.messages === undefined ? followingRequests(traffic) : {}),
    unused: messages.isZero() ? ['queueType', 'batchSize', 'receivesPerMessage'] : [],
    infeasible: payloadKb.gt(MAX_PAYLOAD_KB)
      ? [`a call with ${queue.batchSize} × ${messageKb} KB is above the ${MAX_PAYLOAD_KB} KB of SQS`]
      : [],
  };
}

/** Requests = calls with a payload × ⌈KB / 64⌉ + calls without one. */
function meter({ queueType }: Input, { withPayload, withoutPayload, payloadKb }: Calls): NumericLine[] {
  const chunks = chunksOf(payloadKb, CHUNK_KB);
  const requests = withPayload.times(chunks).plus(withoutPayload);
  const steps = `${withPayload} calls × ${chunks} (64 KB chunks of ${payloadKb} KB) + ${withoutPayload} without payload`;
  return METERS.lines([[`requests-${queueType}`, requests, steps]]);
}
