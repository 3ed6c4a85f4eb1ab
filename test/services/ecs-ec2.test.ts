import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../price-services.js';

const cluster = (more: object) => ({ service: 'ecs-ec2', instanceType: 'm5.large', ...more });

describe('ecs-ec2', () => {
  it('bills each second, a minute at least', async () => {
    const short = await priceServices([cluster({ instances: 60, hoursPerInstance: 0.001 })]);
    expect(linesOf(short)).toEqual(['on-demand-m5.large 1 Hours = 0.096']);
  });

  it('pays reserved instances every hour of the month, whatever runs', async () => {
    const of = (instances: number) =>
      priceServices([cluster({ instances, reservedInstances: 3, reservation: 'standard-1y-no-upfront' })]);
    const [idle, busy] = await Promise.all([of(1), of(5)]);
    expect(idle.lines.map(({ meter }) => meter)).toEqual(['standard-1y-no-upfront-m5.large']);
    expect(idle.lines[0]?.pricingQuantity.amount.toString()).toBe('2190');
    expect(linesOf(busy)[1]).toBe('on-demand-m5.large 1460 Hours = 140.16');
  });

  it('bills volumes for as long as their instances', async () => {
    const result = await priceServices([cluster({ instances: 2, hoursPerInstance: 365, ebsGb: 100 })]);
    expect(linesOf(result)[1]).toBe('gp3-storage 100 GB-Months = 8');
  });

  it('packs tasks by vCPU and by the memory the agent leaves', async () => {
    const workload = { requestsPerSecond: 100, durationMs: 40, memoryMb: 20 };
    const of = async (instanceType: string) =>
      (await priceServices([cluster({ instanceType, vcpu: 1, memoryGb: 2 })], { workload })).activity['ecs-ec2'];
    // 7 tasks of 15 requests a second. m5.large: 2 vCPU; c5.xlarge: 8 GB × 7985/8192 − 256 MB hold 3 tasks of 2 GB.
    expect(await of('m5.large')).toMatchObject({ averageTasks: 7, tasksPerInstance: 2, averageInstances: 4 });
    expect(await of('c5.xlarge')).toMatchObject({ averageTasks: 7, tasksPerInstance: 3, averageInstances: 3 });
  });

  it('is not feasible when a task does not fit', async () => {
    const workload = { requestsPerSecond: 1, durationMs: 40, memoryMb: 20 };
    const { infeasible } = await priceServices([cluster({ vcpu: 4, memoryGb: 2 })], { workload });
    expect(infeasible.join()).toContain('a task of 4 vCPU and 2 GB does not fit on m5.large');
  });

  it('takes a type without known sizes directly, and refuses it by name where sizes are needed', async () => {
    const direct = await priceServices([cluster({ instanceType: 'c3.large', instances: 1 })]).catch((e) => e);
    const workload = { requestsPerSecond: 1, durationMs: 40, memoryMb: 20 };
    expect(direct.monthlyUsd?.gt(0)).toBe(true);
    await expect(priceServices([cluster({ instanceType: 'c3.large' })], { workload })).rejects.toMatchObject({
      code: 'INSTANCE_TYPE_UNKNOWN',
      at: 'designs.0.services.0',
    });
  });

  it('names the nearest type for one that AWS does not offer', async () => {
    await expect(priceServices([cluster({ instanceType: 'm5.lrage', instances: 1 })])).rejects.toMatchObject({
      code: 'PRICE_NOT_FOUND',
      hint: expect.stringContaining('m5.large'),
    });
  });
});
