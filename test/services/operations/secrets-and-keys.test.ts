import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

describe('secrets-manager', () => {
  it('bills secrets by the month and calls one by one', async () => {
    const given = { service: 'secrets-manager', secrets: 2.5, apiCalls: 10_000 };
    expect(linesOf(await priceServices([given]))).toEqual([
      'secret 2.5 Secret-Months = 1',
      'api 10000 Requests = 0.05',
    ]);
  });

  it('reads no secret for a request unless told', async () => {
    const workload = { requests: 1_000_000, durationMs: 1 };
    const of = async (more: object) =>
      linesOf(await priceServices([{ service: 'secrets-manager', ...more }], { workload }));
    expect(await of({})).toEqual([]);
    expect(await of({ perRequest: 0.1 })).toEqual(['api 100000 Requests = 0.5']);
  });
});

describe('kms', () => {
  it('bills keys by the month, and requests above 20,000', async () => {
    const result = await priceServices([{ service: 'kms', keys: 2, requests: 120_000 }], { freeTier: true });
    expect(linesOf(result)).toEqual([
      'key 2 Key-Months = 2',
      'requests 120000 Requests = 0.36',
      'requests -20000 Requests = -0.06',
    ]);
  });
});
