import { asWritten, type Decimal, exact, nearestFloat } from '../../model/decimal.js';
import { hoursOf, type Month } from '../../model/month.js';
import { meterTable } from '../numeric-meter-table.js';
import { defineNumericService, type NumericContext, type NumericLine, type Simulation } from '../numeric-service.js';
import { chunksOf, followingRequests, givenOrUnits } from '../numeric-traffic-units.js';
import { type AppsyncInput, appsyncInput } from './appsync-input.js';

/** Updates and Event API messages are billed by 5 KB; a query or mutation counts once. https://aws.amazon.com/appsync/pricing/ */
export const CHUNK_KB = 5;

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

interface Calls {
  readonly operations: Decimal;
  readonly updates: Decimal;
  readonly connectionMinutes: Decimal;
  readonly messageKb: Decimal;
}

/** AWS AppSync: GraphQL operations, real-time updates, connections, cache; the Event API. */
export const appsync = defineNumericService({
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
  input: appsyncInput,
  simulate,
  meter,
});

function simulate(service: AppsyncInput, { traffic, month }: NumericContext): Simulation<Calls> {
  const operations = givenOrUnits(service.operations, traffic);
  const updates = givenOrUnits(service.updates, traffic, service.subscribersPerRequest);
  const connectionMinutes =
    service.connectionMinutes === undefined
      ? asWritten(service.averageConnections).times(hoursOf(month)).times(60).round()
      : exact(service.connectionMinutes);
  return {
    metered: {
      operations,
      updates,
      connectionMinutes,
      messageKb: asWritten(service.messageKb ?? traffic?.responseKb ?? 0),
    },
    activity: {
      operations: nearestFloat(operations),
      updates: nearestFloat(updates),
      connectionMinutes: nearestFloat(connectionMinutes),
    },
    // A cache and open connections cost the same every hour; without them the cost follows the requests.
    ...(service.operations === undefined && service.cache === 'none' && connectionMinutes.isZero()
      ? followingRequests(traffic)
      : {}),
    unused: [
      ...(operations.isZero() && updates.isZero() && connectionMinutes.isZero() ? ['api'] : []),
      ...(traffic === null || service.updates !== undefined ? ['subscribersPerRequest'] : []),
      ...(traffic === null || service.connectionMinutes !== undefined ? ['averageConnections'] : []),
    ],
  };
}

/** GraphQL: operations as they are, updates × ⌈KB / 5⌉. Event API: messages in and out × ⌈KB / 5⌉. */
function meter(service: AppsyncInput, used: Calls, month: Month): NumericLine[] {
  const { operations, updates, connectionMinutes, messageKb } = used;
  const chunks = chunksOf(messageKb, CHUNK_KB);
  const chunked = `× ${chunks} (${CHUNK_KB} KB chunks of ${messageKb} KB)`;
  const hours = service.cacheHours === undefined ? hoursOf(month) : asWritten(service.cacheHours);
  const calls =
    service.api === 'graphql'
      ? METERS.lines([
          ['graphql-query-mutation', operations, 'one per query or mutation'],
          ['graphql-realtime-update', updates.times(chunks), `${updates} updates ${chunked}`],
          ['graphql-connection', connectionMinutes, 'minutes of all clients'],
        ])
      : METERS.lines([
          [
            'events-operation',
            operations.plus(updates).times(chunks),
            `(${operations} published + ${updates} delivered) ${chunked}`,
          ],
          ['events-connection', connectionMinutes, 'minutes of all clients'],
        ]);
  const cache =
    service.cache === 'none' ? [] : METERS.lines([[`cache-${service.cache}`, hours, 'hours the cache runs']]);
  return [...calls, ...cache];
}
