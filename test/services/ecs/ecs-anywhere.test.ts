import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const machines = (more: object = {}) => ({ service: 'ecs-anywhere', ...more });

describe('ecs-anywhere', () => {
  it('bills each registered hour; 2,200 are free', async () => {
    const price = (freeTier: boolean) => priceServices([machines({ instances: 4 })], { freeTier });
    expect(linesOf(await price(false))).toEqual(['anywhere-instance 2920 Hours = 29.93']);
    expect((await price(true)).monthlyUsd.toString()).toBe('7.38');
    expect((await priceServices([machines({ instances: 3 })], { freeTier: true })).monthlyUsd.isZero()).toBe(true);
    expect(linesOf(await priceServices([machines({ instances: 10, hoursPerInstance: 100 })]))).toEqual([
      'anywhere-instance 1000 Hours = 10.25',
    ]);
  });

  it('holds the tasks of the busiest hour all month', async () => {
    const workload = { requests: 26_280_000, durationMs: 60 };
    const activityOf = async (more: object, shape?: object) =>
      (await priceServices([machines(more)], { workload: { ...workload, ...(shape && { shape }) } })).activity[
        'ecs-anywhere'
      ];
    // 10 requests per second; a task of 1 vCPU serves 10 at 60%.
    expect(await activityOf({})).toMatchObject({ peakTasks: 1, tasksPerInstance: 8, instances: 1 });
    const daily = { type: 'daily', peakHour: 14, peakToMean: 12, weekendFactor: 1 };
    const peak = await activityOf({}, daily);
    expect(peak?.peakTasks).toBeGreaterThanOrEqual(10);
    expect(peak?.instances).toBe(Math.ceil((peak?.peakTasks ?? 0) / 8));
    // 4 GB less 1 GB for the system hold one task of 2 GB.
    expect(await activityOf({ instanceMemoryGb: 4, minTasks: 3 })).toMatchObject({ tasksPerInstance: 1, instances: 3 });
  });

  it('says that the machines themselves are not in the estimate', async () => {
    const { assumptions } = await priceServices([machines({ instances: 2 })]);
    expect(assumptions.map(({ at, value }) => `${at} ${value}`)).toContain('designs.0.services.0.instances 2');
  });

  it('is not feasible when a task does not fit or zones are missing', async () => {
    const workload = { requests: 1000, durationMs: 60, serviceLevel: { zones: 2 } };
    const { infeasible } = await priceServices([machines({ vcpu: 16 })], { workload });
    expect(infeasible.join()).toContain('a copy of 16 vCPU and 2 GB does not fit on a machine');
    expect(infeasible.join()).toContain('2 availability zones');
  });
});
