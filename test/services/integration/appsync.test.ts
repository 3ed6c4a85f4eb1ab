import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const api = (more: object) => ({ service: 'appsync', ...more });

describe('appsync', () => {
  it('bills updates by 5 KB, a query once whatever its size', async () => {
    const result = await priceServices([api({ operations: 1_000_000, updates: 1_000_000, messageKb: 11 })]);
    expect(linesOf(result)).toEqual([
      'graphql-query-mutation 1000000 Operations = 4',
      'graphql-realtime-update 3000000 Messages = 6',
    ]);
  });

  it('bills messages in and out of the Event API by 5 KB', async () => {
    const given = { api: 'events', operations: 1_000_000, updates: 4_000_000, messageKb: 5.5 };
    expect(linesOf(await priceServices([api(given)]))).toEqual(['events-operation 10000000 Operations = 10']);
  });

  it('bills the minutes of all connections, and the cache by its hours', async () => {
    const result = await priceServices([api({ averageConnections: 1000, cache: 'small', cacheHours: 100 })]);
    expect(linesOf(result)).toEqual([
      'graphql-connection 43800000 Connection-Minutes = 3.504',
      'cache-small 100 Hours = 4.4',
    ]);
  });

  it('sends an update to each subscriber of a request', async () => {
    const workload = { requests: 1_000_000, durationMs: 1, responseKb: 4 };
    const result = await priceServices([api({ subscribersPerRequest: 3 })], { workload });
    expect(linesOf(result)).toEqual([
      'graphql-query-mutation 1000000 Operations = 4',
      'graphql-realtime-update 3000000 Messages = 6',
    ]);
  });
});
