import * as z from 'zod';
import { amount, count } from '../../model/field.js';

/** Instance of the cache, as AWS names them. https://docs.aws.amazon.com/appsync/latest/devguide/enabling-caching.html */
export const CACHES = [
  'none',
  'small',
  'medium',
  'large',
  'xlarge',
  '2xlarge',
  '4xlarge',
  '8xlarge',
  '12xlarge',
] as const;

const many = (title: string) => count().optional().meta({ title, role: 'direct', unit: 'count' });

/** Fields of the `appsync` service. */
export const appsyncInput = z.strictObject({
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

export type AppsyncInput = z.output<typeof appsyncInput>;
