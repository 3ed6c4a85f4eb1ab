import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const nat = (more: object = {}) => ({ service: 'nat-gateway', ...more });
// 1,048,576 calls × 16 KB = 16 GB.
const work = { requests: 1_048_576, durationMs: 100, requestKb: 4, responseKb: 12 };

describe('nat-gateway', () => {
  it('bills hours and one public address each', async () => {
    expect(linesOf(await priceServices([nat({ gateways: 3 })]))).toEqual([
      'nat-hour 2190 Hours = 98.55',
      'public-ipv4-in-use 2190 Hours = 10.95',
    ]);
    expect(linesOf(await priceServices([nat({ connectivity: 'private' })]))).toEqual(['nat-hour 730 Hours = 32.85']);
  });

  it('stands in each zone of the service level', async () => {
    const workload = { ...work, serviceLevel: { zones: 2 } };
    const { lines } = await priceServices([nat()], { workload });
    expect(lines[0]?.pricingQuantity.amount.toString()).toBe('1460');
  });

  it('processes nothing that is not said, and lists that', async () => {
    const result = await priceServices([nat()], { workload: work });
    expect(result.lines.map(({ meter }) => meter)).toEqual(['nat-hour', 'public-ipv4-in-use']);
    expect(result.assumptions).toContainEqual(expect.objectContaining({ value: '0 KB out, 0 KB back' }));
  });

  it('takes what a request calls, or the GB of the month', async () => {
    const calls = await priceServices([nat({ perRequest: 2, requestKb: 1, responseKb: 0 })], { workload: work });
    expect(linesOf(calls)[1]).toBe('nat-data 2 GB = 0.09');
    const whole = await priceServices([nat({ requestKb: 4, responseKb: 12 })], { workload: work });
    expect(linesOf(whole)[1]).toBe('nat-data 16 GB = 0.72');
    const given = await priceServices([nat({ gbPerMonth: 100 })], { workload: work });
    expect(linesOf(given)[1]).toBe('nat-data 100 GB = 4.5');
    expect(calls.assumptions.map(({ at }) => at)).not.toContain('designs.0.services.0.requestKb');
    for (const { assumptions } of [whole, given]) {
      expect(assumptions.map(({ at }) => at)).not.toContain('designs.0.services.0.requestKb');
    }
  });
});
