import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const cluster = (more: object) => ({ service: 'ecs-managed-instances', instanceType: 'm7i.large', ...more });
const workload = { requestsPerSecond: 100, durationMs: 40, memoryMb: 20 };

describe('ecs-managed-instances', () => {
  it('bills the instances and 12% of their on-demand price', async () => {
    const lines = linesOf(await priceServices([cluster({ instances: 2, hoursPerInstance: 100, ebsGb: 73 })]));
    expect(lines).toEqual([
      'on-demand-m7i.large 200 Hours = 20.16',
      'gp3-storage 20 GB-Months = 1.6',
      'managed-instances-fee-m7i.large 200 Hours = 2.4192',
    ]);
  });

  it('bases the fee on the on-demand price on Spot too, with less for GPU types since July 2026', async () => {
    const spot = await priceServices([cluster({ instances: 1, capacityType: 'SPOT' })]);
    expect(linesOf(spot)[1]).toBe('managed-instances-fee-m7i.large 730 Hours = 8.83008');
    const gpu = await priceServices([cluster({ instances: 1, hoursPerInstance: 1, instanceType: 'g5.xlarge' })]);
    // 1.006 × 7.8%.
    expect(linesOf(gpu)[1]).toBe('managed-instances-fee-g5.xlarge 1 Hours = 0.078468');
  });

  it('has no line when nothing runs', async () => {
    expect((await priceServices([cluster({})])).lines).toEqual([]);
  });

  it('drains idle instances after a delay, or never', async () => {
    const day = { ...workload, shape: { type: 'daily', peakToMean: 4 } };
    const hours = async (scaleInAfterS: number) => {
      const result = await priceServices([cluster({ scaleInAfterS, minTasks: 2 })], { workload: day });
      return result.activity['ecs-managed-instances']?.instanceHours ?? 0;
    };
    const [soon, late, never] = await Promise.all([hours(0), hours(3600), hours(-1)]);
    expect(soon).toBeLessThan(late);
    expect(late).toBeLessThan(never);
    expect(soon).toBeGreaterThan(0);
  });

  it('packs tasks as ECS does on own instances', async () => {
    const { activity } = await priceServices([cluster({ vcpu: 1, memoryGb: 2 })], { workload });
    expect(activity['ecs-managed-instances']).toMatchObject({
      averageTasks: 7,
      tasksPerInstance: 2,
      averageInstances: 4,
    });
  });

  it.each([
    ['scaleInAfterS', { scaleInAfterS: 4000 }, 'at most 3600'],
    ['capacityType', { capacityType: 'RESERVED' }, 'choose ON_DEMAND, SPOT'],
    ['maxInstances', { minInstances: 2, maxInstances: 1 }, 'is below minInstances'],
  ])('refuses %s %j', async (at, more, message) => {
    await expect(priceServices([cluster(more)])).rejects.toMatchObject({
      problems: [{ at: `designs.0.services.0.${at}`, message: expect.stringContaining(message) }],
    });
  });
});
