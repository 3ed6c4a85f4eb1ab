import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const endpoint = (more: object = {}) => ({ service: 'vpc-endpoint', ...more });

describe('vpc-endpoint', () => {
  it('bills each endpoint in each of its zones', async () => {
    expect(linesOf(await priceServices([endpoint({ endpoints: 3 })]))).toEqual([
      'interface-endpoint-hour 4380 Hours = 43.8',
    ]);
  });

  it('bills GB in tiers of binary petabytes', async () => {
    const [border, over] = await Promise.all([
      priceServices([endpoint({ zones: 1, gbPerMonth: 1_048_576 })]),
      priceServices([endpoint({ zones: 1, gbPerMonth: 1_048_577 })]),
    ]);
    expect(linesOf(border)[1]).toBe('interface-endpoint-data 1048576 GB = 10485.76');
    expect(linesOf(over).slice(1)).toEqual([
      'interface-endpoint-data 1048576 GB = 10485.76',
      'interface-endpoint-data 1 GB = 0.006',
    ]);
  });

  it('takes the bytes of the workload', async () => {
    const workload = { requests: 1_048_576, durationMs: 100, requestKb: 4, responseKb: 12 };
    expect(linesOf(await priceServices([endpoint()], { workload }))[1]).toBe('interface-endpoint-data 16 GB = 0.16');
  });

  it('is free as a gateway, and refuses zones there', async () => {
    const workload = { requests: 1_048_576, durationMs: 100 };
    const free = await priceServices([endpoint({ type: 'gateway' })], { workload });
    expect(free.lines).toEqual([]);
    expect(free.assumptions.filter(({ at }) => at.startsWith('designs'))).toEqual([]);
    await expect(priceServices([endpoint({ type: 'gateway', zones: 2 })])).rejects.toThrow('interface endpoints');
  });
});
