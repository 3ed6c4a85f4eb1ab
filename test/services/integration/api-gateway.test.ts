import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const api = (more: object = {}) => ({ service: 'api-gateway', ...more });
const work = { requests: 1_000_000, durationMs: 100, requestKb: 2, responseKb: 12 };

describe('api-gateway', () => {
  it.each([
    [512, '1000000'],
    [512 + 1 / 1024, '2000000'],
    [1024, '2000000'],
    [1024 + 1 / 1024, '3000000'],
  ])('counts an HTTP response of %d KB in chunks of 512 KB', async (responseKb, quantity) => {
    const { lines } = await priceServices([api()], { workload: { ...work, responseKb } });
    expect(lines.map((line) => `${line.pricingQuantity.amount}`)).toEqual([quantity]);
  });

  it('says which payload it counts where that matters', async () => {
    const of = async (responseKb: number) =>
      (await priceServices([api({ requestKb: 300 })], { workload: { ...work, responseKb } })).assumptions.map(
        ({ value }) => value,
      );
    expect(await of(212)).not.toContain('300 KB in chunks of 512 KB');
    expect(await of(213)).toContain('300 KB in chunks of 512 KB');
  });

  it('counts a REST call once, whatever its size', async () => {
    const { lines } = await priceServices([api({ type: 'rest' })], { workload: { ...work, responseKb: 5000 } });
    expect(lines.map(({ meter, pricingQuantity }) => [meter, `${pricingQuantity.amount}`])).toEqual([
      ['rest-requests', '1000000'],
    ]);
  });

  it('walks the tiers of REST calls', async () => {
    const result = await priceServices([api({ type: 'rest', requests: 333_000_001 })]);
    expect(linesOf(result)).toEqual([
      'rest-requests 333000000 Requests = 1165.5',
      'rest-requests 1 Requests = 0.0000028',
    ]);
  });

  it('counts messages both ways in chunks of 32 KB, and connection minutes', async () => {
    const chat = { ...work, trigger: 'websocket', requestKb: 32, responseKb: 33 };
    const result = await priceServices([api({ type: 'websocket', averageConnections: 10 })], { workload: chat });
    expect(linesOf(result)).toEqual([
      'websocket-messages 3000000 Messages = 3',
      'websocket-connection 438000 Connection-Minutes = 0.1095',
    ]);
    expect(result.warnings).toEqual([]);
  });

  it('says that connection minutes are missing rather than count none', async () => {
    const { warnings } = await priceServices([api({ type: 'websocket' })], { workload: work });
    expect(warnings).toEqual([
      'api-gateway: connection minutes are not counted: give averageConnections or connectionMinutes',
    ]);
  });

  it('bills a cache by the hour, asked or not', async () => {
    expect(linesOf(await priceServices([api({ type: 'rest', cacheGb: 6.1 })]))).toEqual([
      'rest-cache-6.1GB 730 Hours = 146',
    ]);
    const day = await priceServices([api({ type: 'rest', cacheGb: '0.5GB', cacheHours: 24 })]);
    expect(linesOf(day)).toEqual(['rest-cache-0.5GB 24 Hours = 0.48']);
  });

  it.each([
    [{ type: 'http' }, 30_000, true],
    [{ type: 'http' }, 30_001, false],
    [{ type: 'rest' }, 29_001, false],
    [{ type: 'rest', integrationTimeoutMs: 60_000 }, 29_001, true],
    [{ type: 'websocket', averageConnections: 1 }, 29_001, false],
  ])('%o with requests of %d ms is feasible: %s', async (more, durationMs, feasible) => {
    const result = await priceServices([api(more)], { workload: { ...work, durationMs } });
    expect(result.feasible, result.infeasible.join()).toBe(feasible);
  });

  it.each([
    [{ type: 'http' }, 10_240, true],
    [{ type: 'rest' }, 10_241, false],
    [{ type: 'websocket', averageConnections: 1 }, 128, true],
    [{ type: 'websocket', averageConnections: 1 }, 129, false],
  ])('%o with responses of %d KB is feasible: %s', async (more, responseKb, feasible) => {
    const result = await priceServices([api(more)], { workload: { ...work, responseKb } });
    expect(result.feasible, result.infeasible.join()).toBe(feasible);
  });

  it.each([
    [{ type: 'http', endpointType: 'private' }, 'HTTP and WebSocket APIs are regional'],
    [{ type: 'http', cacheGb: 0.5 }, 'only REST APIs have a cache'],
    [{ type: 'rest', cacheGb: 1 }, 'choose 0, 0.5, 1.6'],
    [{ type: 'rest', cacheHours: 3 }, 'needs cacheGb'],
    [{ type: 'rest', messages: 3 }, 'belongs to a websocket API, not rest'],
    [{ type: 'websocket', requests: 3 }, 'counts messages'],
    [{ type: 'http', integrationTimeoutMs: 31_000 }, 'at most 30000 ms'],
    [{ type: 'rest', endpointType: 'edge', integrationTimeoutMs: 29_500 }, 'at most 29000 ms'],
  ])('refuses %o', async (more, message) => {
    await expect(priceServices([api(more)])).rejects.toThrow(message);
  });

  it('names the file to edit where a price is not known', async () => {
    await expect(priceServices([api({ type: 'rest', cacheGb: 118 })])).rejects.toMatchObject({
      code: 'PRICE_NOT_FOUND',
      at: 'designs.0.services.0',
    });
  });
});
