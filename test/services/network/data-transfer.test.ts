import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const transfer = (more: object = {}) => ({ service: 'data-transfer', ...more });

describe('data-transfer', () => {
  it('walks tiers in binary terabytes', async () => {
    const [border, over] = await Promise.all([
      priceServices([transfer({ internetOutGb: '10TB' })]),
      priceServices([transfer({ internetOutGb: 10_241 })]),
    ]);
    expect(linesOf(border)).toEqual(['internet-out 10240 GB = 921.6']);
    expect(linesOf(over)).toEqual(['internet-out 10240 GB = 921.6', 'internet-out 1 GB = 0.085']);
  });

  it('takes off 100 GB under the free tier, and lists that it did', async () => {
    const of = (internetOutGb: number, around: object = {}) =>
      priceServices([transfer({ internetOutGb })], { freeTier: true, ...around });
    const result = await of(150);
    expect(linesOf(result)).toEqual(['internet-out 150 GB = 13.5', 'internet-out -100 GB = -9']);
    expect(result.assumptions).toContainEqual(
      expect.objectContaining({ at: 'freeTier', value: '100 GB to the internet' }),
    );
    expect((await of(99)).monthlyUsd.isZero()).toBe(true);
    const paid = await of(150, { freeTier: false });
    expect(linesOf(paid)).toEqual(['internet-out 150 GB = 13.5']);
    expect(paid.assumptions).toEqual([]);
  });

  it('gives no free GB in GovCloud', async () => {
    const result = await priceServices([transfer({ internetOutGb: 10 })], { freeTier: true, region: 'us-gov-west-1' });
    expect(linesOf(result)).toEqual(['internet-out 10 GB = 1.55']);
  });

  it('takes the responses of the workload, not the requests that come in', async () => {
    const workload = { requests: 1_048_576, durationMs: 100, requestKb: 500, responseKb: 12 };
    expect(linesOf(await priceServices([transfer()], { workload }))).toEqual(['internet-out 12 GB = 1.08']);
  });

  it('bills both sides between zones, one side between regions', async () => {
    const given = await priceServices([transfer({ crossAzGb: 50, interRegionGb: 50 })]);
    expect(linesOf(given)).toEqual(['cross-az 100 GB = 1', 'inter-region-out 50 GB = 1']);
    const workload = { requests: 1_048_576, durationMs: 100, responseKb: 0 };
    const driven = await priceServices([transfer({ crossAzKb: 8, interRegionKb: 4 })], { workload });
    expect(linesOf(driven)).toEqual(['cross-az 16 GB = 0.16', 'inter-region-out 4 GB = 0.08']);
  });

  it('refuses a region without a price rather than take another', async () => {
    await expect(priceServices([transfer({ internetOutGb: 1 })], { region: 'mx-central-1' })).rejects.toMatchObject({
      code: 'PRICE_NOT_FOUND',
    });
  });
});
