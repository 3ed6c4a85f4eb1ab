import { describe, expect, it } from 'vitest';
import { loadPriceBook } from '../../../src/index.js';
import { awsvpcTasks, ecsTaskResources } from '../../../src/services/ecs/ecs-instance.js';
import { linesOf, priceServices } from '../../price-services.js';

const cluster = (more: object) => ({ service: 'ecs-ec2', instanceType: 'm5.large', ...more });

/** 7 tasks of 15 requests per second. */
const WORKLOAD = { requestsPerSecond: 100, durationMs: 40, memoryMb: 20 };

describe('ecs-ec2', () => {
  it('bills each second, at least a minute', async () => {
    const short = await priceServices([cluster({ instances: 60, hoursPerInstance: 0.001 })]);
    expect(linesOf(short)).toEqual(['on-demand-m5.large 1 Hours = 0.096']);
  });

  it('bills reserved instances every hour of the month, whatever runs', async () => {
    const price = (instances: number) =>
      priceServices([cluster({ instances, reservedInstances: 3, reservation: 'standard-1y-no-upfront' })]);
    const [idle, busy] = await Promise.all([price(1), price(5)]);
    expect(idle.lines.map(({ meter }) => meter)).toEqual(['standard-1y-no-upfront-m5.large']);
    expect(idle.lines[0]?.pricingQuantity.amount.toString()).toBe('2190');
    expect(linesOf(busy)[1]).toBe('on-demand-m5.large 1460 Hours = 140.16');
  });

  it('bills volumes as long as their instances', async () => {
    const result = await priceServices([cluster({ instances: 2, hoursPerInstance: 365, ebsGb: 100 })]);
    expect(linesOf(result)[1]).toBe('gp3-storage 100 GB-Months = 8');
  });

  it('packs tasks by vCPU and by the memory the agent leaves', async () => {
    const workload = { requestsPerSecond: 100, durationMs: 40, memoryMb: 20 };
    const activityOf = async (instanceType: string) =>
      (await priceServices([cluster({ instanceType, vcpu: 1, memoryGb: 2 })], { workload })).activity['ecs-ec2'];
    // 7 tasks of 15 requests per second. m5.large: 2 vCPU; c5.xlarge: 8 GB × 7985/8192 − 256 MB hold 3 tasks of 2 GB.
    expect(await activityOf('m5.large')).toMatchObject({ averageTasks: 7, tasksPerInstance: 2, averageInstances: 4 });
    expect(await activityOf('c5.xlarge')).toMatchObject({ averageTasks: 7, tasksPerInstance: 3, averageInstances: 3 });
  });

  it('is not feasible when a task does not fit', async () => {
    const workload = { requestsPerSecond: 1, durationMs: 40, memoryMb: 20 };
    const { infeasible } = await priceServices([cluster({ vcpu: 4, memoryGb: 2 })], { workload });
    expect(infeasible.join()).toContain('a task of 4 vCPU and 2 GB does not fit on m5.large');
  });

  it('prices a type of unknown size when instances are given, and refuses it by name under traffic', async () => {
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

  it('holds as many awsvpc tasks as AWS publishes: interfaces less one, or the trunking table', () => {
    const tasks = (type: string, trunking: boolean) => awsvpcTasks(loadPriceBook().instanceType(type), trunking);
    const published = { 'c5.large': [2, 10], 'm5.xlarge': [3, 20], 'm5.2xlarge': [3, 40], 'm5.16xlarge': [14, 120] };
    for (const [type, limits] of Object.entries(published)) {
      expect([tasks(type, false), tasks(type, true)], type).toEqual(limits);
    }
    expect(tasks('t3.medium', true)).toBe(2);
    expect(() => tasks('trn2.48xlarge', false)).toThrow(/network interfaces/);
  });

  it('offers tasks the memory that an m4.large registers, and the baseline of a burstable type', () => {
    const book = loadPriceBook();
    expect(ecsTaskResources(book.instanceType('m4.large'), 0)).toEqual({ vcpu: 2, memoryMb: 7985 });
    expect(ecsTaskResources(book.instanceType('t3.medium'), 256)).toMatchObject({ vcpu: 0.4 });
  });

  it('limits tasks by network interfaces where each has its own', async () => {
    const price = async (more: object) => {
      const services = [cluster({ instanceType: 'm5.xlarge', vcpu: 0.25, memoryGb: 0.5, ...more })];
      return (await priceServices(services, { workload: WORKLOAD })).activity['ecs-ec2']?.tasksPerInstance;
    };
    expect(await price({})).toBe(16);
    expect(await price({ networkMode: 'awsvpc' })).toBe(3);
    expect(await price({ networkMode: 'awsvpc', awsvpcTrunking: true })).toBe(16);
  });

  it('takes the cheapest feasible type, as an assumption', async () => {
    const types = ['m5.large', 't3.medium', 'm7g.large', 'c7g.large'];
    const { instanceType: _, ...open } = cluster({ instanceTypes: types, vcpu: 1, memoryGb: 3 });
    const result = await priceServices([open], { workload: WORKLOAD });
    // t3.medium would be the cheapest but sustains 0.4 vCPU; c7g.large holds one task of 3 GB, m7g.large two.
    expect(result.infeasible).toEqual([]);
    expect(result.lines.map(({ meter }) => meter)).toEqual(['on-demand-m7g.large']);
    expect(result.assumptions).toContainEqual({
      at: 'designs.0.services.0.instanceTypes',
      value: 'm7g.large',
      reason: 'the cheapest of m5.large, t3.medium, m7g.large, c7g.large',
    });
    const alone = await Promise.all(
      types.map((instanceType) =>
        priceServices([{ ...open, instanceTypes: undefined, instanceType }], { workload: WORKLOAD }),
      ),
    );
    const feasible = alone
      .filter(({ infeasible }) => infeasible.length === 0)
      .map(({ monthlyUsd }) => Number(monthlyUsd));
    expect(Number(result.monthlyUsd)).toBe(Math.min(...feasible));
    const none = await priceServices([{ ...open, instanceTypes: ['t3.medium', 't3.nano'] }], { workload: WORKLOAD });
    expect(none.infeasible.join()).toContain('does not fit on t3.nano, which sustains 0.1 of its 2 vCPU');
  });

  it('prices Spot by the savings that AWS publishes, with an allowance for interruptions', async () => {
    const spot = await priceServices([cluster({ capacityType: 'SPOT', instances: 4, instanceType: 'm7g.large' })]);
    expect(linesOf(spot)).toEqual(['spot-m7g.large 2920 Hours = 85.77792']);
    const price = async (more: object) =>
      (await priceServices([cluster(more)], { workload: WORKLOAD })).activity['ecs-ec2']?.rpsPerTask;
    expect((await price({ capacityType: 'SPOT', interruptionShare: 0.1 }))?.toFixed(6)).toBe('13.500000');
    expect(await price({ interruptionShare: 0.1 })).toBe(15);
  });

  it.each([
    ['instanceTypes', { instanceTypes: ['m5.large'] }, 'give either instanceType or instanceTypes'],
    ['instanceTypes', { instanceType: undefined, instanceTypes: ['m5.large', 'm5.large'] }, 'names a type twice'],
    ['instanceTypes', { instanceType: undefined, instanceTypes: [] }, 'at least 1 entry'],
    ['reservedInstances', { capacityType: 'SPOT', reservedInstances: 1 }, 'cannot be Spot'],
    ['maxInstances', { minInstances: 3, maxInstances: 2 }, 'is below minInstances'],
    ['minInstances', { minInstances: 'many' }, 'many'],
    ['awsvpcTrunking', { awsvpcTrunking: true }, 'needs networkMode awsvpc'],
    ['maximumScalingStepSize', { minimumScalingStepSize: 3, maximumScalingStepSize: 2 }, 'is below'],
    ['hoursPerInstance', { hoursPerInstance: 3 }, 'needs instances'],
  ])('refuses %s %j', async (at, more, message) => {
    await expect(priceServices([cluster(more)])).rejects.toMatchObject({
      problems: [{ at: `designs.0.services.0.${at}`, message: expect.stringContaining(message) }],
    });
  });

  it('finds the minimum instances that cover every zone for auto', async () => {
    const workload = { ...WORKLOAD, requestsPerSecond: 1, serviceLevel: { zones: 3 } };
    const result = await priceServices([cluster({ minInstances: 'auto', minTasks: 'auto' })], { workload });
    expect(result.infeasible).toEqual([]);
    expect(result.activity['ecs-ec2']).toMatchObject({ averageInstances: 3, averageTasks: 3 });
    const one = await priceServices([cluster({ minInstances: 2, minTasks: 3 })], { workload });
    expect(one.infeasible.join()).toContain('raise minInstances to 3');
  });

  it('has the same result for a steady rate in closed form and minute by minute', async () => {
    const flat = {
      ...WORKLOAD,
      shape: { type: 'stages', timeUnit: '1s', startRate: 1, stages: [{ target: 1, duration: '1d' }] },
    };
    for (const more of [{}, { minInstances: 6 }, { targetCapacity: 50 }, { placementStrategy: 'spread' }]) {
      const [closed, simulated] = await Promise.all([
        priceServices([cluster(more)], { workload: WORKLOAD }),
        priceServices([cluster(more)], { workload: flat }),
      ]);
      expect(linesOf(simulated)).toEqual(linesOf(closed));
      const { startedTasks, p50Ms: _p50, p95Ms: _p95, ...same } = simulated.activity['ecs-ec2'] ?? {};
      expect(startedTasks).toBe(0);
      expect(closed.activity['ecs-ec2']).toMatchObject(same);
    }
  });

  it('follows the day: hours add up to the billed total, and reservations cover their share', async () => {
    const day = { ...WORKLOAD, shape: { type: 'daily', peakToMean: 3 } };
    const price = (more: object) =>
      priceServices([cluster({ ebsGb: 10, minInstances: 2, ...more })], { workload: day });
    const [plain, reserved] = await Promise.all([price({}), price({ reservedInstances: 2 })]);
    const {
      instanceHours = 0,
      averageInstances = 0,
      peakInstances = 0,
      cpuReserved = 0,
    } = plain.activity['ecs-ec2'] ?? {};
    expect(instanceHours).toBeCloseTo(averageInstances * 730, 6);
    expect(peakInstances).toBeGreaterThan(averageInstances);
    expect(cpuReserved).toBeGreaterThan(0.5);
    expect(cpuReserved).toBeLessThanOrEqual(1);
    const hoursOf = ({ lines }: typeof plain, meter: string) =>
      Number(lines.find((line) => line.meter.startsWith(meter))?.pricingQuantity.amount);
    expect(hoursOf(plain, 'on-demand')).toBeCloseTo(instanceHours, 6);
    expect(hoursOf(plain, 'gp3')).toBeCloseTo((instanceHours * 10) / 730, 6);
    // At least two instances always run, so two reservations are always used.
    expect(hoursOf(plain, 'on-demand') - hoursOf(reserved, 'on-demand')).toBeCloseTo(2 * 730, 6);
  });

  it('refuses more runs than it can place one by one, but not the same jobs in fewer runs', async () => {
    const jobs = { trigger: 'schedule', requests: 3e9, durationMs: 500, memoryMb: 20 };
    const price = (more: object) => priceServices([cluster(more)], { workload: jobs });
    await expect(price({})).rejects.toMatchObject({
      code: 'USAGE_INVALID',
      at: expect.stringContaining('requestsPerTaskRun'),
    });
    const { activity } = await price({ requestsPerTaskRun: 100_000 });
    expect(activity['ecs-ec2']).toMatchObject({ taskRuns: 30_000 });
  });

  it('runs scheduled jobs as tasks of their own, on instances launched for them', async () => {
    const nightly = { trigger: 'schedule', requests: 3000, durationMs: 60_000, memoryMb: 20 };
    const workload = { ...nightly, shape: { type: 'cron', every: '24h', burst: 100 } };
    const price = async (more: object) => priceServices([cluster({ minInstances: 0, ...more })], { workload });
    const result = await price({});
    expect(result.infeasible).toEqual([]);
    // From none: the evaluation after 60 s starts 2 instances, ready after 150 s, whose warm-up ends after 360 s; then the
    // instances for the other 96 jobs start, each of which runs 30 s + 60 s.
    expect(result.activity['ecs-ec2']).toMatchObject({ taskRuns: 3000, tasksPerInstance: 2, longestWaitS: 540 });
    const { instanceHours = 0, taskHours = 0 } = result.activity['ecs-ec2'] ?? {};
    expect(taskHours).toBe(75);
    // Every instance remains for 15 minutes without a task.
    expect(instanceHours).toBeGreaterThan(taskHours / 2 + 2 * 30 * 0.25);
    const late = await priceServices([cluster({ minInstances: 0 })], {
      workload: { ...workload, serviceLevel: { maxDelay: '5m' } },
    });
    expect(late.infeasible.join()).toContain('work waits up to 540 s');
    expect((await price({ maxInstances: 3 })).activity['ecs-ec2']?.peakInstances).toBe(3);
  });

  it('runs tasks twice during a deployment, on additional instances', async () => {
    const price = async (more: object) =>
      (await priceServices([cluster(more)], { workload: WORKLOAD })).activity['ecs-ec2'] ?? {};
    const [plain, deploys] = await Promise.all([price({}), price({ deployments: 20 })]);
    expect(plain).toMatchObject({ averageInstances: 4, peakInstances: 4 });
    // 7 more tasks on 4 instances: 1 fits, 6 need 3 more instances.
    expect(deploys.peakInstances).toBe(7);
    expect(deploys.instanceHours).toBeGreaterThan((plain.instanceHours ?? 0) + 20 * 3 * 0.25);
  });
});
