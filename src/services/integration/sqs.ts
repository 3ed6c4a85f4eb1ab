import * as z from 'zod';
import { Amount, atMost } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { amount, count } from '../../model/field.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { followingRequests, givenOrUnits } from '../traffic-units.js';

/** Every 64 KB of a payload are billed as one request. https://aws.amazon.com/sqs/pricing/ */
const CHUNK = Amount.of(64, 'KB');
/** Most messages of one batch call. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const MAX_BATCH = 10;
/** Largest message and largest batch, 1 MiB; same page. */
const MAX_PAYLOAD_KB = 1024;

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

type Queue = Amounts<z.output<typeof input>>;

/** Calls of the month. */
interface Calls {
  /** With a payload of `payloadKb`. */
  readonly withPayload: Amount;
  readonly withoutPayload: Amount;
  readonly payloadKb: Amount;
}

/** Amazon SQS: requests, a payload counted in chunks of 64 KB. */
export const sqs = defineService({
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

function simulate(queue: Queue, { traffic }: SimulationContext): Simulation<Calls> {
  const messageKb = (queue.messageKb ?? traffic?.requestKb ?? Amount.ZERO).as('KB');
  const emptyReceives = queue.emptyReceives.as('empty receives');
  if (queue.requests !== undefined) {
    return {
      metered: { withPayload: queue.requests.as('calls'), withoutPayload: emptyReceives, payloadKb: messageKb },
      activity: { requests: queue.requests },
      unused: ['batchSize', 'receivesPerMessage'],
    };
  }
  const messages = givenOrUnits(queue.messages, traffic, 'messages');
  const batches = messages.dividedBy(queue.batchSize).ceil();
  const receives = batches.times(queue.receivesPerMessage).round();
  const payloadKb = messageKb.times(queue.batchSize);
  return {
    metered: {
      withPayload: batches.as('sends').plus(receives.as('receives')),
      withoutPayload: batches.as('deletes').plus(emptyReceives),
      payloadKb,
    },
    activity: { messages },
    ...(queue.messages === undefined ? followingRequests(traffic) : {}),
    unused: messages.exact.isZero() ? ['queueType', 'batchSize', 'receivesPerMessage'] : [],
    limits: [
      {
        condition: atMost(MAX_PAYLOAD_KB, payloadKb),
        reason: `a call with ${queue.batchSize} × ${messageKb} KB is above the ${MAX_PAYLOAD_KB} KB of SQS`,
      },
    ],
  };
}

/** Requests = calls with a payload × ⌈KB / 64⌉ + calls without one. */
function meter({ queueType }: Queue, { withPayload, withoutPayload, payloadKb }: Calls): MeteredLine[] {
  return METERS.lines([[`requests-${queueType}`, withPayload.times(payloadKb.inChunksOf(CHUNK)).plus(withoutPayload)]]);
}
