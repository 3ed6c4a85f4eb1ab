import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const fleet = (more: object = {}) => ({ service: 'lambda-managed-instances', ...more });

describe('lambda-managed-instances', () => {
  it('bills instances, 15 % of their on-demand price, and requests, without a free tier or duration', async () => {
    const used = fleet({ instanceType: 'm5.large', instances: 3, requests: 100_000_000 });
    const result = await priceServices([used], { freeTier: true });
    expect(linesOf(result)).toEqual([
      'on-demand-m5.large 2190 Hours = 210.24',
      'managed-instances-fee-m5.large 2190 Hours = 31.536',
      'managed-instances-requests 100000000 Requests = 20',
    ]);
  });

  it('takes the fee from the on-demand price under a reservation too', async () => {
    const used = fleet({ instanceType: 'm5.large', instances: 4, reservedInstances: 3 });
    const result = await priceServices([used]);
    expect(result.lines.map(({ meter, pricingQuantity }) => `${meter} ${pricingQuantity.amount}`)).toEqual([
      'standard-1y-no-upfront-m5.large 2190',
      'on-demand-m5.large 730',
      'managed-instances-fee-m5.large 2920',
    ]);
    // 2,920 h × 0.096 × 15 %.
    expect(result.lines[2]?.listCost.toString()).toBe('42.048');
  });

  it('keeps three instances, and follows the traffic hour by hour above them', async () => {
    // Environments of 1 vCPU carry 5 requests a second of 100 ms CPU at 50 %; an m5.large holds two.
    const activity = async (workload: object, more: object = {}) =>
      (await priceServices([fleet({ instanceType: 'm5.large', ...more })], { workload })).activity[
        'lambda-managed-instances'
      ];
    const steady = { durationMs: 100, memoryMb: 20 };
    expect(await activity({ ...steady, requestsPerSecond: 1 })).toMatchObject({
      averageInstances: 3,
      environmentsPerInstance: 2,
      rpsPerEnvironment: 5,
    });
    expect(await activity({ ...steady, requestsPerSecond: 95 })).toMatchObject({ averageInstances: 10 });
    const shape = { type: 'daily', peakHour: 14, peakToMean: 4, weekendFactor: 1 };
    const daily = await activity({ ...steady, requestsPerSecond: 95, shape });
    expect(daily?.peakInstances).toBeGreaterThan(30);
    expect(daily?.averageInstances).toBeGreaterThan(10);
    expect(daily?.averageInstances).toBeLessThan(15);
  });

  it('is held back by requests in flight where they wait more than they compute', async () => {
    const workload = { requestsPerSecond: 1, durationMs: 1000, cpuMs: 1, memoryMb: 1 };
    const of = async (concurrencyPerVcpu: number) =>
      (await priceServices([fleet({ concurrencyPerVcpu })], { workload })).activity['lambda-managed-instances'];
    expect(await of(16)).toMatchObject({ rpsPerEnvironment: 16 });
    expect(await of(64)).toMatchObject({ rpsPerEnvironment: 64 });
  });

  it('loses what the most instances cannot carry at full load', async () => {
    const workload = { requestsPerSecond: 100, durationMs: 100, memoryMb: 20 };
    const result = await priceServices([fleet({ instanceType: 'm5.large', maxInstances: 4 })], { workload });
    // Four instances × two environments × 10 a second at 100 % of their CPU.
    const lost = result.activity['lambda-managed-instances']?.lostRequests ?? 0;
    expect(lost / (100 * 730 * 3600)).toBeCloseTo(0.2, 6);
    expect(result.infeasible.join()).toContain('maxInstances 4 loses 20%');
    expect(result.feasible).toBe(false);
  });

  it('says when an environment does not fit, and refuses limits that cross', async () => {
    const workload = { requestsPerSecond: 1, durationMs: 10 };
    const result = await priceServices([fleet({ instanceType: 'm5.large', memoryMb: 16_384 })], { workload });
    expect(result.infeasible.join()).toContain('an environment of 8 vCPU and 16384 MB does not fit on m5.large');
    await expect(priceServices([fleet({ maxInstances: 2 })])).rejects.toMatchObject({ code: 'SCENARIO_INVALID' });
  });
});
