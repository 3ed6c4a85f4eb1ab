import * as z from 'zod';
import { asWritten, type Decimal, exact, nearestFloat } from '../../model/decimal.js';
import { amount, count } from '../../model/field.js';
import { meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { chunksOf, followingRequests, gbOf, givenOrUnits, unitsOf } from '../numeric-traffic-units.js';

/** Every 64 KB published to a standard topic are billed as one request. https://aws.amazon.com/sns/pricing/ */
export const CHUNK_KB = 64;
/** Largest message. https://docs.aws.amazon.com/sns/latest/dg/large-message-payloads.html */
export const MAX_MESSAGE_KB = 256;

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

type Input = z.output<typeof input>;

interface Messages {
  readonly publishes: Decimal;
  readonly httpDeliveries: Decimal;
  readonly messageKb: Decimal;
}

/** Amazon SNS: publishes in chunks of 64 KB, and deliveries to HTTP/S. */
export const sns = defineNumericService({
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

function simulate(topic: Input, { traffic }: NumericContext): Simulation<Messages> {
  const publishes = givenOrUnits(topic.publishes, traffic);
  const httpDeliveries = givenOrUnits(topic.httpDeliveries, traffic, topic.httpSubscribers);
  const messageKb = topic.messageKb ?? traffic?.requestKb ?? 0;
  return {
    metered: { publishes, httpDeliveries, messageKb: asWritten(messageKb) },
    activity: { publishes: nearestFloat(publishes), httpDeliveries: nearestFloat(httpDeliveries) },
    unused: [
      ...(publishes.isZero() ? ['topicType'] : []),
      ...(topic.httpDeliveries !== undefined || unitsOf(traffic).isZero() ? ['httpSubscribers'] : []),
    ],
    ...(topic.publishes === undefined ? followingRequests(traffic) : {}),
    infeasible: messageKb > MAX_MESSAGE_KB ? [`a message of ${messageKb} KB is above SNS's ${MAX_MESSAGE_KB} KB`] : [],
  };
}

/** Standard: publishes × ⌈KB / 64⌉. FIFO: publishes, and their payload in GB. Deliveries one by one. */
function meter(topic: Input, { publishes, httpDeliveries, messageKb }: Messages): NumericLine[] {
  const chunks = chunksOf(messageKb, CHUNK_KB);
  const isFifo = topic.topicType === 'fifo';
  return METERS.lines([
    isFifo
      ? ['requests-fifo', publishes, 'one per publish']
      : ['requests-standard', publishes.times(chunks), `${publishes} publishes × ${chunks} chunks of 64 KB`],
    ['fifo-payload', gbOf(publishes, isFifo ? messageKb : 0), `${publishes} × ${messageKb} KB / 1024²`],
    ['delivery-http', httpDeliveries, 'one per delivery'],
    ['delivery-email', exact(topic.emailDeliveries), 'one per delivery'],
    ['delivery-mobile-push', exact(topic.mobilePushDeliveries), 'one per delivery'],
    ['delivery-firehose', exact(topic.firehoseDeliveries), 'one per delivery'],
  ]);
}
