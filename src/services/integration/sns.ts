import * as z from 'zod';
import { Amount, atMost } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { amount, count } from '../../model/field.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { followingRequests, gbOf, givenOrUnits, unitsOf } from '../traffic-units.js';

/** Every 64 KB published to a standard topic are billed as one request. https://aws.amazon.com/sns/pricing/ */
const CHUNK = Amount.of(64, 'KB');
/** Largest message. https://docs.aws.amazon.com/sns/latest/dg/large-message-payloads.html */
const MAX_MESSAGE_KB = 256;

const METERS = meterTable('sns', {
  'requests-standard': ['Requests', 'Publishes (standard topic)'],
  'requests-fifo': ['Requests', 'Publishes (FIFO topic)'],
  'fifo-payload': ['GB', 'Published payload (FIFO topic)'],
  'delivery-http': ['Notifications', 'Deliveries (HTTP/S)'],
  'delivery-email': ['Notifications', 'Deliveries (e-mail)'],
  'delivery-mobile-push': ['Notifications', 'Deliveries (mobile push)'],
  'delivery-firehose': ['Notifications', 'Deliveries (Amazon Data Firehose)'],
});

const delivered = (to: string) =>
  count()
    .default(0)
    .meta({ title: `Deliveries to ${to} in the month`, role: 'direct', unit: 'count' });

const input = z.strictObject({
  publishes: count().optional().meta({ title: 'Messages published in the month', role: 'direct', unit: 'count' }),
  httpDeliveries: count()
    .optional()
    .meta({ title: 'Deliveries to HTTP/S endpoints in the month', role: 'direct', unit: 'count' }),
  emailDeliveries: delivered('e-mail addresses'),
  mobilePushDeliveries: delivered('mobile devices'),
  firehoseDeliveries: delivered('Amazon Data Firehose'),
  messageKb: amount(MAX_MESSAGE_KB)
    .optional()
    .meta({ title: "Size of a message (default: the workload's requestKb)", role: 'configuration', unit: 'KB' }),
  topicType: z
    .enum(['standard', 'fifo'])
    .default('standard')
    .meta({ title: 'Topic type', role: 'configuration', reason: 'what SNS gives a new topic' }),
  httpSubscribers: amount(100_000).default(0).meta({
    title: 'HTTP/S endpoints a message of the workload is delivered to',
    role: 'simulation',
    reason: 'subscribers are SQS queues and Lambda functions, to which delivery costs nothing',
  }),
});

type Topic = Amounts<z.output<typeof input>>;

interface Messages {
  readonly publishes: Amount;
  readonly httpDeliveries: Amount;
  readonly messageKb: Amount;
}

/** Amazon SNS: publishes in chunks of 64 KB, and deliveries to HTTP/S. */
export const sns = defineService({
  id: 'sns',
  serviceName: 'Amazon SNS',
  pricingUrl: 'https://aws.amazon.com/sns/pricing/',
  summary: 'Topics, billed per publish; every 64 KB of a message are a request.',
  notModelled: [
    'deliveries by SMS, which cost by country and carrier',
    'subscription messages of FIFO topics',
    'message archive and replay',
    'payload-based filtering',
  ],
  meters: METERS.infos,
  input,
  simulate,
  meter,
});

function simulate(topic: Topic, { traffic }: SimulationContext): Simulation<Messages> {
  const publishes = givenOrUnits(topic.publishes, traffic, 'publishes');
  const httpDeliveries = givenOrUnits(topic.httpDeliveries, traffic, 'deliveries', topic.httpSubscribers);
  const messageKb = (topic.messageKb ?? traffic?.requestKb ?? Amount.ZERO).as('KB');
  const isUndriven = unitsOf(traffic, 'messages').exact.isZero();
  return {
    metered: { publishes, httpDeliveries, messageKb },
    activity: { publishes, httpDeliveries },
    unused: [
      ...(publishes.exact.isZero() ? ['topicType'] : []),
      ...(topic.httpDeliveries !== undefined || isUndriven ? ['httpSubscribers'] : []),
    ],
    ...(topic.publishes === undefined ? followingRequests(traffic) : {}),
    limits: [
      {
        condition: atMost(MAX_MESSAGE_KB, messageKb),
        reason: `a message of ${messageKb} KB is above SNS's ${MAX_MESSAGE_KB} KB`,
      },
    ],
  };
}

/** Standard: publishes × ⌈KB / 64⌉. FIFO: publishes, and their payload in GB. Deliveries one by one. */
function meter(topic: Topic, { publishes, httpDeliveries, messageKb }: Messages): MeteredLine[] {
  return METERS.lines([
    ...(topic.topicType === 'fifo'
      ? ([
          ['requests-fifo', publishes],
          ['fifo-payload', gbOf(publishes, messageKb)],
        ] as const)
      : ([['requests-standard', publishes.times(messageKb.inChunksOf(CHUNK))]] as const)),
    ['delivery-http', httpDeliveries],
    ['delivery-email', topic.emailDeliveries.as('deliveries')],
    ['delivery-mobile-push', topic.mobilePushDeliveries.as('deliveries')],
    ['delivery-firehose', topic.firehoseDeliveries.as('deliveries')],
  ]);
}
