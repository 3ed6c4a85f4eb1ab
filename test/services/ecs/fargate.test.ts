import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const task = (more: object) => ({ service: 'fargate', vcpu: 1, memoryGb: 2, ...more });

describe('fargate', () => {
  it('bills each second of a run, at least a minute', async () => {
    const runs = await priceServices([task({ taskRuns: 1000, runSeconds: 59 })]);
    expect(linesOf(runs)).toEqual([
      `vcpu-linux-x86_64 ${'16.666666666666666666666666666666666666666666666667'} vCPU-Hours = 0.67466666666666666667`,
      `memory-linux-x86_64 ${'33.333333333333333333333333333333333333333333333333'} GB-Hours = 0.14816666666666666667`,
    ]);
    const longer = await priceServices([task({ taskRuns: 3600, runSeconds: 60.2 })]);
    expect(linesOf(longer)[0]).toBe('vcpu-linux-x86_64 61 vCPU-Hours = 2.46928');
  });

  it('bills at least five minutes on Windows, with its license per vCPU', async () => {
    const runs = await priceServices([task({ taskRuns: 12, runSeconds: 10, operatingSystem: 'windows' })]);
    expect(linesOf(runs)).toEqual([
      'vcpu-windows-x86_64 1 vCPU-Hours = 0.046552',
      'memory-windows-x86_64 2 GB-Hours = 0.0102235',
      'os-license-windows-x86_64 1 vCPU-Hours = 0.046',
    ]);
  });

  it('bills storage above 20 GB', async () => {
    const price = (ephemeralStorageGb: number) =>
      priceServices([task({ tasks: 1, hoursPerTask: 100, ephemeralStorageGb })]);
    expect(linesOf(await price(20))).toHaveLength(2);
    expect(linesOf(await price(50))[2]).toBe('ephemeral-storage 3000 GB-Hours = 0.333');
  });

  it('uses the prices of arm64 and of Spot', async () => {
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
    'refuses incomplete usage: %o',
    async (usage) => {
      await expect(priceServices([task(usage)])).rejects.toMatchObject({ code: 'SCENARIO_INVALID' });
    },
  );

  it('runs the tasks that CPU at the target utilization needs', async () => {
    // 1 vCPU × 1000 ms × 0.6 / 40 ms = 15 requests per second per task; 100 per second need 7.
    const workload = { requestsPerSecond: 100, durationMs: 120, cpuMs: 40, memoryMb: 20 };
    const { activity } = await priceServices([task({})], { workload });
    expect(activity.fargate).toMatchObject({ averageTasks: 7, peakTasks: 7, rpsPerTask: 15, lostRequests: 0 });
  });

  it('runs the tasks that memory needs, where requests mostly wait', async () => {
    // (2048 − 128) MB / 100 MB = 19 in flight; / 1 s = 19 requests per second per task.
    const workload = { requestsPerSecond: 100, durationMs: 1000, cpuMs: 1, memoryMb: 100 };
    const { activity } = await priceServices([task({})], { workload });
    expect(activity.fargate).toMatchObject({ averageTasks: 6 });
    expect(activity.fargate?.rpsPerTask).toBeCloseTo(19, 9);
  });

  it('is not feasible where maxTasks cannot carry the rate', async () => {
    const workload = { requestsPerSecond: 100, durationMs: 40, memoryMb: 20 };
    const result = await priceServices([task({ maxTasks: 2 })], { workload });
    expect(result.feasible).toBe(false);
    expect(result.infeasible.join()).toContain('maxTasks 2');
  });

  it('is not feasible where waiting at high utilization misses the service level', async () => {
    // A task serves at most 25/s; at 24/s requests wait: C(1, 0.96) · e^(−0.04 t / 40 ms) = 5% at 2.955 s.
    const workload = { requestsPerSecond: 24, durationMs: 40, memoryMb: 20, serviceLevel: { p95Ms: 500 } };
    const full = await priceServices([task({ minTasks: 1, maxTasks: 1 })], { workload });
    expect(full.activity.fargate?.p95Ms).toBeCloseTo(40 + (40 / 0.04) * Math.log(0.96 / 0.05), 0);
    expect(full.infeasible.join()).toContain('95% of the requests are answered within 2995 ms');
    const enough = await priceServices([task({ minTasks: 'auto' })], { workload });
    expect(enough.feasible).toBe(true);
    expect(enough.activity.fargate).toMatchObject({ averageTasks: 2, minTasks: 1 });
  });
});

describe('fargate under traffic that changes', () => {
  const daily = (more: object = {}) => ({
    requests: 200_000_000,
    durationMs: 120,
    cpuMs: 40,
    shape: { type: 'daily', peakToMean: 3 },
    ...more,
  });

  it('runs fewer tasks at night, and bills them from the image pull until they have stopped', async () => {
    const { activity, lines, assumptions } = await priceServices([task({ minTasks: 2 })], { workload: daily() });
    const { averageTasks = 0, peakTasks = 0, taskHours = 0, startedTasks = 0 } = activity.fargate ?? {};
    // 76/s on average need 5.1 tasks of 15/s, 228/s at the peak 15.2.
    expect(averageTasks).toBeGreaterThan(5.1);
    expect(averageTasks).toBeLessThan(7);
    expect(peakTasks).toBe(16);
    expect(startedTasks).toBeGreaterThan(14 * 30);
    expect(lines[0]?.pricingQuantity.amount.toNumber()).toBeCloseTo(taskHours, 6);
    const taken = assumptions.map(({ at }) => at.split('.').at(-1));
    for (const field of ['startDelayS', 'deregistrationDelayS', 'scaleInCooldownS', 'scalingMetric']) {
      expect(taken).toContain(field);
    }
    expect(taken).not.toContain('patienceS');
  });

  it('loses requests in a flash crowd; a minimum found by auto does not', async () => {
    const workload = daily({
      requests: 20_000_000,
      shape: { type: 'spikes', count: 5, length: '10m', factor: 20 },
      serviceLevel: { maxLostShare: 0.001, zones: 2 },
    });
    const late = await priceServices([task({ minTasks: 2 })], { workload });
    expect(late.infeasible.join()).toMatch(/scaling out too late loses [\d.]+% of the requests/);
    const found = await priceServices([task({ minTasks: 'auto' })], { workload });
    expect(found.feasible).toBe(true);
    const min = found.activity.fargate?.minTasks ?? 0;
    expect(min).toBeGreaterThan(2);
    expect(found.assumptions).toContainEqual(
      expect.objectContaining({ value: `${min}`, reason: expect.stringMatching(/^auto/) }),
    );
    const fewer = await priceServices([task({ minTasks: min - 1 })], { workload });
    expect(fewer.feasible).toBe(false);
    const capped = await priceServices([task({ minTasks: 'auto', maxTasks: 3 })], { workload });
    expect(capped.infeasible[0]).toContain('no minTasks up to 3 meets the service level');
  });

  it('lets queue work wait, and scales on the backlog per task', async () => {
    const workload = {
      trigger: 'queue',
      requests: 3_000_000,
      durationMs: 2000,
      shape: { type: 'spikes', count: 10, length: '20m', factor: 80 },
      serviceLevel: { maxDelay: '10m' },
    };
    const scaled = await priceServices([task({})], { workload });
    expect(scaled.feasible).toBe(true);
    expect(scaled.activity.fargate).toMatchObject({ lostRequests: 0, waitingAtEnd: 0 });
    const few = await priceServices([task({ maxTasks: 10 })], { workload });
    expect(few.infeasible.join()).toMatch(/work waits up to \d+ s; the service level asks for 600 s/);
  });

  it('runs a task for each scheduled job, billed from the launch', async () => {
    const workload = {
      trigger: 'schedule',
      durationMs: 300_000,
      cpuMs: 60_000,
      memoryMb: 500,
      shape: { type: 'cron', every: '1d', burst: 400 },
    };
    const nightly = await priceServices([task({})], { workload, month: '30d' });
    // 30 × 400 runs of 60 s of start and 300 s of work.
    expect(linesOf(nightly)[0]).toMatch(/^vcpu-linux-x86_64 1200 vCPU-Hours/);
    // The last of 400 is launched 300 / 20 s after the first hundred, and takes 60 s to start.
    const ran = { taskRuns: 12_000, peakTasks: 400, p95Ms: 375_000, longestWaitS: 75 };
    expect(nightly.activity.fargate).toMatchObject(ran);
    const packed = await priceServices([task({ requestsPerTaskRun: 100 })], { workload, month: '30d' });
    // (2048 − 128) MB hold 3 jobs of 500 MB at once: 100 of 300 s take 10,000 s. 4 runs a night of 10,060 s.
    expect(packed.activity.fargate).toMatchObject({ taskRuns: 120, taskHours: (120 * 10_060) / 3600 });
    const spot = { capacityProvider: 'FARGATE_SPOT', interruptionShare: 0.25 };
    const interrupted = await priceServices([task(spot)], { workload, month: '30d' });
    expect(interrupted.activity.fargate?.taskHours).toBeCloseTo((12_000 * (60 + 400)) / 3600, 6);
  });

  it('needs more tasks where Spot interrupts them', async () => {
    const workload = { requestsPerSecond: 100, durationMs: 120, cpuMs: 40 };
    const spot = await priceServices([task({ capacityProvider: 'FARGATE_SPOT', interruptionShare: 0.2 })], {
      workload,
    });
    // 15/s × 0.8 = 12/s per task.
    expect(spot.activity.fargate).toMatchObject({ averageTasks: 9, rpsPerTask: 12 });
    expect(spot.assumptions.map(({ at }) => at)).not.toContain('designs.0.services.0.interruptionShare');
  });

  it('bills every task twice during deployments', async () => {
    const workload = { requestsPerSecond: 10, durationMs: 120, cpuMs: 40 };
    const deployed = await priceServices([task({ minTasks: 3, deployments: 12, deploymentS: '10m' })], { workload });
    expect(deployed.activity.fargate?.taskHours).toBeCloseTo(3 * 730 + 3 * 12 * (600 / 3600), 9);
    expect(linesOf(deployed)[0]).toMatch(/^vcpu-linux-x86_64 2196 vCPU-Hours/);
  });

  it('follows a schedule though the rate is steady', async () => {
    const schedule = [{ days: 'weekdays', fromHour: 8, toHour: 18, minTasks: 10 }];
    const workload = { requestsPerSecond: 10, durationMs: 120, cpuMs: 40 };
    const { activity } = await priceServices([task({ schedule })], { workload, month: '28d' });
    // 4 weeks of 5 days of 10 hours with 9 more tasks, a quarter of an hour until scale-in, and their deregistration.
    const extra = 9 * 20 * 10;
    expect(activity.fargate?.taskHours).toBeGreaterThan(672 + extra);
    expect(activity.fargate?.taskHours).toBeLessThan(672 + extra * 1.05);
  });

  it.each([
    [{ minTasks: 'autoo' }, 'or auto'],
    [{ minTasks: -1 }, 'must be at least 0'],
    [{ minTasks: 5, maxTasks: 2 }, 'is below minTasks (5)'],
    [{ steps: {} }, 'needs scaleOut'],
    [{ schedule: [{ days: 'weekdays' }] }, 'entry 1 needs minTasks or maxTasks'],
    [{ schedule: [{ minTasks: 3, maxTasks: 2 }] }, 'maxTasks (2) is below minTasks (3)'],
  ])('refuses %o', async (fields, message) => {
    await expect(priceServices([task(fields)])).rejects.toThrow(message);
  });
});
