import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const edge = (more: object = {}) => ({ service: 'lambda-edge', ...more });

describe('lambda-edge', () => {
  it('bills to the millisecond, by an eighth of 128 MB-seconds, without a free tier', async () => {
    const result = await priceServices([edge({ requests: 10_000_000, durationMs: 50 })], { freeTier: true });
    // 10M × 0.05 s × 0.00000625125 for each 128 MB-second; 10 × 0.60.
    expect(linesOf(result)).toEqual([
      'edge-requests 10000000 Requests = 6',
      'edge-duration 62500 GB-Seconds = 3.125625',
    ]);
    const short = await priceServices([edge({ requests: 1_000_000, durationMs: 0.2 })]);
    expect(linesOf(short)[1]).toBe('edge-duration 125 GB-Seconds = 0.00625125');
  });

  it('runs origin events only for what is not in the cache', async () => {
    const workload = { requests: 1_000_000, durationMs: 5, cpuMs: 0.1 };
    const of = async (eventType: string) =>
      linesOf(await priceServices([edge({ eventType, cacheHitShare: 0.9 })], { workload }))[0];
    expect(await of('origin-request')).toBe('edge-requests 100000 Requests = 0.06');
    expect(await of('viewer-request')).toBe('edge-requests 1000000 Requests = 0.6');
  });

  it('takes more CPU time at 128 MB, and is not feasible past the limit of its event', async () => {
    const workload = { requests: 1000, durationMs: 400 };
    // 400 ms of CPU on 128 of 1769 MB are 5,528.125 ms.
    const viewer = await priceServices([edge()], { workload });
    expect(viewer.activity['lambda-edge']?.durationMs).toBe(5528.125);
    expect(viewer.infeasible.join()).toContain('CloudFront ends it after 5000 ms');
    expect((await priceServices([edge({ eventType: 'origin-request' })], { workload })).infeasible).toEqual([]);
  });

  it('refuses what viewer events do not have', async () => {
    await expect(priceServices([edge({ memoryMb: 256 })])).rejects.toMatchObject({ code: 'SCENARIO_INVALID' });
    await expect(priceServices([edge({ durationMs: 6000 })])).rejects.toMatchObject({ code: 'SCENARIO_INVALID' });
    await expect(
      priceServices([edge({ memoryMb: 256, eventType: 'origin-response', durationMs: 6000 })]),
    ).resolves.toBeDefined();
  });

  it('is not priced where AWS has no price for it', async () => {
    await expect(priceServices([edge({ requests: 1 })], { region: 'af-south-1' })).rejects.toMatchObject({
      code: 'PRICE_NOT_FOUND',
    });
  });
});
