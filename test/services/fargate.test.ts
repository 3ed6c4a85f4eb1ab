import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../price-services.js';

const task = (more: object) => ({ service: 'fargate', vcpu: 1, memoryGb: 2, ...more });

describe('fargate', () => {
  it('bills each second of a run, a minute at least', async () => {
    const runs = await priceServices([task({ taskRuns: 1000, runSeconds: 59 })]);
    expect(linesOf(runs)).toEqual([
      `vcpu-linux-x86_64 ${'16.666666666666666666666666666666666666666666666667'} vCPU-Hours = 0.67466666666666666667`,
      `memory-linux-x86_64 ${'33.333333333333333333333333333333333333333333333333'} GB-Hours = 0.14816666666666666667`,
    ]);
    const longer = await priceServices([task({ taskRuns: 3600, runSeconds: 60.2 })]);
    expect(linesOf(longer)[0]).toBe('vcpu-linux-x86_64 61 vCPU-Hours = 2.46928');
  });

  it('bills five minutes at least on Windows, with its license by the vCPU', async () => {
    const runs = await priceServices([task({ taskRuns: 12, runSeconds: 10, operatingSystem: 'windows' })]);
    expect(linesOf(runs)).toEqual([
      'vcpu-windows-x86_64 1 vCPU-Hours = 0.046552',
      'memory-windows-x86_64 2 GB-Hours = 0.0102235',
      'os-license-windows-x86_64 1 vCPU-Hours = 0.046',
    ]);
  });

  it('bills storage above 20 GB', async () => {
    const of = (ephemeralStorageGb: number) =>
      priceServices([task({ tasks: 1, hoursPerTask: 100, ephemeralStorageGb })]);
    expect(linesOf(await of(20))).toHaveLength(2);
    expect(linesOf(await of(50))[2]).toBe('ephemeral-storage 3000 GB-Hours = 0.333');
  });

  it('takes the prices of arm64 and of Spot', async () => {
    const [arm, spot] = await Promise.all([
      priceServices([task({ tasks: 1, architecture: 'arm64' })]),
      priceServices([task({ tasks: 1, capacityProvider: 'FARGATE_SPOT' })]),
    ]);
    expect(arm.lines.map(({ meter }) => meter)).toEqual(['vcpu-linux-arm64', 'memory-linux-arm64']);
    expect(spot.lines.map(({ meter }) => meter)).toEqual(['spot-vcpu-linux-x86_64', 'spot-memory-linux-x86_64']);
    expect(spot.monthlyUsd.lt(arm.monthlyUsd)).toBe(true);
  });

  it.each([
    [1, 16, 'Fargate has no 1 vCPU with 16 GB; the nearest sizes are 1 vCPU with 8 GB or 2 vCPU with 16 GB'],
    [3, 8, 'Fargate has no 3 vCPU: choose 0.25, 0.5, 1, 2, 4, 8, 16 or 32'],
    [
      8,
      17,
      'Fargate has no 8 vCPU with 17 GB; the nearest sizes are 8 vCPU with 16 GB, 8 vCPU with 20 GB or 4 vCPU with 17 GB',
    ],
  ])('refuses %d vCPU with %d GB, and names the nearest sizes', async (vcpu, memoryGb, message) => {
    await expect(priceServices([task({ tasks: 1, vcpu, memoryGb })])).rejects.toMatchObject({
      code: 'SCENARIO_INVALID',
      message: expect.stringContaining(message),
    });
  });

  it('refuses sizes below 1 vCPU and arm64 on Windows', async () => {
    const small = { vcpu: 0.5, memoryGb: 1, operatingSystem: 'windows' };
    await expect(priceServices([task({ tasks: 1, ...small })])).rejects.toThrow('Fargate has no 0.5 vCPU for Windows');
    const arm = { operatingSystem: 'windows', architecture: 'arm64' };
    await expect(priceServices([task({ tasks: 1, ...arm })])).rejects.toThrow('Windows runs on x86_64 only');
  });

  it.each([{ runSeconds: 60 }, { taskRuns: 3 }, { hoursPerTask: 3 }, { tasks: 1, taskRuns: 1, runSeconds: 60 }])(
    'refuses half of a usage: %o',
    async (usage) => {
      await expect(priceServices([task(usage)])).rejects.toMatchObject({ code: 'SCENARIO_INVALID' });
    },
  );

  it('runs the tasks that CPU at the target utilisation needs', async () => {
    // 1 vCPU × 1000 ms × 0.6 / 40 ms = 15 requests a second a task; 100 a second need 7.
    const workload = { requestsPerSecond: 100, durationMs: 120, cpuMs: 40, memoryMb: 20 };
    const { activity } = await priceServices([task({})], { workload });
    expect(activity.fargate).toMatchObject({ averageTasks: 7, peakTasks: 7, rpsPerTask: 15, lostRequests: 0 });
  });

  it('runs the tasks that memory needs, where requests mostly wait', async () => {
    // (2048 − 128) MB / 100 MB = 19 in flight; / 1 s = 19 requests a second a task.
    const workload = { requestsPerSecond: 100, durationMs: 1000, cpuMs: 1, memoryMb: 100 };
    const { activity } = await priceServices([task({})], { workload });
    expect(activity.fargate).toMatchObject({ averageTasks: 6 });
    expect(activity.fargate?.rpsPerTask).toBeCloseTo(19, 9);
  });

  it('is not feasible where maxTasks cannot carry the rate, and says so', async () => {
    const workload = { requestsPerSecond: 100, durationMs: 40, memoryMb: 20 };
    const result = await priceServices([task({ maxTasks: 2 })], { workload });
    expect(result.feasible).toBe(false);
    expect(result.infeasible.join()).toContain('maxTasks 2');
  });
});
