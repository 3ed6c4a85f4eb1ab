import * as z from 'zod';
import { Amount } from '../../model/amount.js';
import type { Amounts } from '../../model/amounts.js';
import { amount, count } from '../../model/field.js';
import type { Month } from '../../model/month.js';
import { meterTable } from '../meter-table.js';
import { defineService, type MeteredLine, type Simulation, type SimulationContext } from '../service.js';
import { followingRequests, givenOrUnits, monthHours } from '../traffic-units.js';

/** Updates and Event API messages are billed by 5 KB; a query or mutation counts once. https://aws.amazon.com/appsync/pricing/ */
const CHUNK = Amount.of(5, 'KB');
/** Instance of the cache, as AWS names them. https://docs.aws.amazon.com/appsync/latest/devguide/enabling-caching.html */
const CACHES = ['none', 'small', 'medium', 'large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge'] as const;

const METERS = meterTable('appsync', {
  'graphql-query-mutation': ['Operations', 'Query and data modification operations (GraphQL)'],
  'graphql-realtime-update': ['Messages', 'Real-time updates (GraphQL)'],
  'graphql-connection': ['Connection-Minutes', 'Connection minutes (GraphQL)'],
  'events-operation': ['Operations', 'Operations (Event API)'],
  'events-connection': ['Connection-Minutes', 'Connection minutes (Event API)'],
  'cache-small': ['Hours', 'Cache (small)'],
  'cache-medium': ['Hours', 'Cache (medium)'],
  'cache-large': ['Hours', 'Cache (large)'],
  'cache-xlarge': ['Hours', 'Cache (xlarge)'],
  'cache-2xlarge': ['Hours', 'Cache (2xlarge)'],
  'cache-4xlarge': ['Hours', 'Cache (4xlarge)'],
  'cache-8xlarge': ['Hours', 'Cache (8xlarge)'],
  'cache-12xlarge': ['Hours', 'Cache (12xlarge)'],
});

const many = (title: string) => count().optional().meta({ title, role: 'direct', unit: 'count' });

const input = z.strictObject({
  operations: many('Queries and mutations (GraphQL), or messages published (Event API), in the month'),
  updates: many('Updates delivered to subscribers in the month'),
  connectionMinutes: many('Minutes clients are connected in the month, all of them'),
  api: z
    .enum(['graphql', 'events'])
    .default('graphql')
    .meta({ title: 'API', role: 'configuration', reason: 'the commoner one' }),
  messageKb: amount(240).optional().meta({
    title: "Size of an update or message (default: the workload's responseKb)",
    role: 'configuration',
    unit: 'KB',
  }),
  cache: z.enum(CACHES).default('none').meta({ title: 'Cache instance', role: 'configuration' }),
  cacheHours: amount(744)
    .optional()
    .meta({ title: 'Hours of the month the cache runs (default: all)', role: 'configuration', unit: 'hours' }),
  subscribersPerRequest: amount(1e6).default(0).meta({
    title: 'Subscribers a request of the workload sends an update to',
    role: 'simulation',
    reason: 'no subscriptions',
  }),
  averageConnections: amount(1e9).default(0).meta({
    title: 'Clients connected for updates, on average over the month',
    role: 'simulation',
    reason: 'no subscriptions',
  }),
});

type Api = Amounts<z.output<typeof input>>;

/** The calls of the month. */
interface Calls {
  readonly operations: Amount;
  readonly updates: Amount;
  readonly connectionMinutes: Amount;
  readonly messageKb: Amount;
}

/** AWS AppSync: GraphQL operations, real-time updates, connections, cache; the Event API. */
export const appsync = defineService({
  id: 'appsync',
  serviceName: 'AWS AppSync',
  pricingUrl: 'https://aws.amazon.com/appsync/pricing/',
  summary: 'GraphQL and Event APIs, billed per operation, update and connection minute.',
  notModelled: [
    'handler invocations, connects, subscribes and pings of the Event API (count them into `operations`)',
    'merged and private APIs beyond their operations',
    'data transfer (place `data-transfer`)',
    'the offers of the first 12 months',
  ],
  meters: METERS.infos,
  input,
  simulate,
  meter,
});

function simulate(api: Api, { traffic, month }: SimulationContext): Simulation<Calls> {
  const operations = givenOrUnits(api.operations, traffic, 'operations');
  const updates = givenOrUnits(api.updates, traffic, 'updates', api.subscribersPerRequest);
  const connectionMinutes =
    api.connectionMinutes?.as('minutes of all clients') ??
    api.averageConnections.as('clients').times(monthHours(month)).times(60).round();
  const calls = { operations, updates, connectionMinutes };
  const isUnconnected = connectionMinutes.exact.isZero();
  return {
    metered: { ...calls, messageKb: (api.messageKb ?? traffic?.responseKb ?? Amount.ZERO).as('KB') },
    activity: calls,
    // A cache and open connections cost the same every hour; without them the cost follows the requests.
    ...(api.operations === undefined && api.cache === 'none' && isUnconnected ? followingRequests(traffic) : {}),
    unused: [
      ...(Amount.sum([operations, updates]).exact.isZero() && isUnconnected ? ['api'] : []),
      ...(traffic === null || api.updates !== undefined ? ['subscribersPerRequest'] : []),
      ...(traffic === null || api.connectionMinutes !== undefined ? ['averageConnections'] : []),
    ],
  };
}

/** GraphQL: operations as they are, updates × ⌈KB / 5⌉. Event API: messages in and out × ⌈KB / 5⌉. */
function meter(api: Api, { operations, updates, connectionMinutes, messageKb }: Calls, month: Month): MeteredLine[] {
  const chunks = messageKb.inChunksOf(CHUNK);
  return [
    ...(api.api === 'graphql'
      ? METERS.lines([
          ['graphql-query-mutation', operations],
          ['graphql-realtime-update', updates.times(chunks)],
          ['graphql-connection', connectionMinutes],
        ])
      : METERS.lines([
          ['events-operation', operations.plus(updates).times(chunks)],
          ['events-connection', connectionMinutes],
        ])),
    ...(api.cache === 'none'
      ? []
      : METERS.lines([[`cache-${api.cache}`, api.cacheHours?.as('h') ?? monthHours(month)]])),
  ];
}
