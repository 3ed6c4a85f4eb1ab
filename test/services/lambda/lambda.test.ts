import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../../price-services.js';

const WORK = { requests: '10M', durationMs: 200, cpuMs: 50, memoryMb: 20 };
const daily = { type: 'daily', peakHour: 14, peakToMean: 4 };

function lambda(fields: object, workload: object = WORK) {
  return priceServices([{ service: 'lambda', memoryMb: 1769, ...fields }], { workload });
}

describe('AWS Lambda under traffic', () => {
  it('bills INIT with each cold start, and shows what the environments did', async () => {
    const { activity, lines } = await lambda({}, { ...WORK, shape: daily });
    const of = activity.lambda as Record<string, number>;
    expect(of.invocations).toBe(10_000_000);
    expect(of.coldStarts).toBeGreaterThan(1000);
    expect(of.averageConcurrency).toBeCloseTo((10_000_000 * 0.2) / (730 * 3600), 1);
    expect(of.averageEnvironments).toBeGreaterThan(of.averageConcurrency as number);
    expect(of.peakConcurrency).toBeGreaterThanOrEqual(of.p99Concurrency as number);
    const warm = 10_000_000 - (of.coldStarts as number);
    const ms = warm * 200 + (of.coldStarts as number) * 500;
    const duration = lines.find(({ meter }) => meter === 'duration-x86_64');
    expect(duration?.pricingQuantity.amount.times(1024 * 1000).toFixed()).toBe(`${ms * 1769}`);
  });

  it('bills the duration of the function as given, cold starts in it', async () => {
    const { lines, activity } = await lambda({ durationMs: 200 });
    expect(activity.lambda?.coldStarts).toBeGreaterThan(0);
    expect(lines[1]?.pricingQuantity.amount.times(1024).toFixed()).toBe(`${10_000_000 * 0.2 * 1769}`);
  });

  it('has fewer cold starts the longer an environment is kept', async () => {
    const colds = await Promise.all(
      [60, 360, 3600].map(async (warmLifetimeS) => (await lambda({ warmLifetimeS })).activity.lambda?.coldStarts ?? 0),
    );
    expect(colds).toEqual([...colds].sort((a, b) => b - a));
    expect(colds[0]).toBeGreaterThan(colds[2] as number);
  });

  it('loses what is above reserved concurrency, and is then not feasible', async () => {
    const { feasible, infeasible, activity } = await lambda({ reservedConcurrency: 2 }, { ...WORK, shape: daily });
    const { invocations = 0, throttled = 0 } = activity.lambda ?? {};
    expect(invocations + throttled).toBe(10_000_000);
    expect(feasible).toBe(false);
    expect(infeasible[0]).toMatch(/reservedConcurrency 2 loses .*% of the requests; 0.1% may be lost/);
  });

  it('asks for a higher quota where the peak is above it, and loses nothing', async () => {
    const shape = { type: 'spikes', count: 3, length: '1h', factor: 2000 };
    const { warnings, feasible, activity } = await lambda({}, { ...WORK, requests: '100M', shape });
    expect(activity.lambda?.peakConcurrency).toBeGreaterThan(1000);
    expect(warnings[0]).toMatch(/needs \d+ concurrent executions at its peak: ask AWS to raise the quota of 1000/);
    expect(feasible).toBe(activity.lambda?.throttled === 0 || (activity.lambda?.throttled ?? 0) / 1e8 <= 0.001);
  });

  it('says where nobody has held the model against events', async () => {
    const uncertain = /tested up to 1000 requests a second and warmLifetimeS of 60 to 3600/;
    expect((await lambda({}, { ...WORK, requests: '4B' })).warnings.join()).toMatch(uncertain);
    expect((await lambda({ warmLifetimeS: 30 })).warnings.join()).toMatch(uncertain);
    expect((await lambda({ warmLifetimeS: 60 })).warnings).toEqual([]);
  });

  it('answers late where most requests start an environment', async () => {
    const rare = { ...WORK, requests: 1000, serviceLevel: { p95Ms: 400 } };
    expect((await lambda({ initMs: 500 }, rare)).infeasible[0]).toMatch(
      /within 700 ms; the service level asks for 400/,
    );
    expect((await lambda({ initMs: 500, provisionedConcurrency: 5 }, rare)).infeasible).toEqual([]);
  });
});

describe('provisioned concurrency', () => {
  it('spills over to environments on demand', async () => {
    const { lines } = await lambda({ provisionedConcurrency: 1 }, { ...WORK, shape: daily });
    const [requests, onDemand, provisioned, under] = lines;
    expect(requests?.pricingQuantity.amount.toFixed()).toBe('10000000');
    expect(onDemand?.meter).toBe('duration-x86_64');
    expect(provisioned?.pricingQuantity.amount.times(1024).toFixed()).toBe(`${730 * 3600 * 1769}`);
    expect(under?.pricingQuantity.amount.gt(0)).toBe(true);
  });

  it('is billed by the hours of its schedule, each week', async () => {
    const provisionedSchedule = [{ days: 'weekdays', fromHour: 8, toHour: 18, concurrency: 10 }];
    const { lines } = await priceServices([{ service: 'lambda', memoryMb: 1024, provisionedSchedule }], {
      month: '28d',
      workload: WORK,
    });
    const provisioned = lines.find(({ meter }) => meter.startsWith('provisioned-concurrency'));
    expect(provisioned?.pricingQuantity.amount.toFixed()).toBe(`${10 * 10 * 20 * 3600}`);
  });

  it('follows its utilization between its limits', async () => {
    const fields = { provisionedConcurrency: 1, provisionedTarget: 0.7, maxProvisionedConcurrency: 20 };
    const { lines, activity } = await lambda(fields, { ...WORK, shape: daily });
    const seconds = lines.find(({ meter }) => meter.startsWith('provisioned-concurrency'))?.pricingQuantity.amount;
    const average =
      seconds
        ?.times(1024)
        .div(1769)
        .div(730 * 3600)
        .toNumber() ?? 0;
    // 0.76 requests run at once on average, 3.04 at the peak.
    expect(average).toBeGreaterThan(1);
    expect(average).toBeLessThan(3.04 / 0.7);
    // Cold starts come from the environments beyond, which the bursts of a minute need.
    const without = await lambda({}, { ...WORK, shape: daily });
    expect(activity.lambda?.coldStarts).toBeLessThanOrEqual(without.activity.lambda?.coldStarts ?? 0);
  });
});

describe('provisioned concurrency within reserved concurrency', () => {
  it('is refused above it, and reached within it', async () => {
    for (const above of [
      { provisionedConcurrency: 6 },
      { provisionedSchedule: [{ fromHour: 8, toHour: 18, concurrency: 6 }] },
      { provisionedTarget: 0.7, maxProvisionedConcurrency: 6 },
    ]) {
      await expect(lambda({ reservedConcurrency: 5, ...above })).rejects.toThrow(/is below what is provisioned \(6\)/);
    }
    const workload = { ...WORK, requests: 122 * 20, shape: { type: 'cron', every: '6h', burst: 20 } };
    const { activity } = await lambda({ reservedConcurrency: 5, provisionedConcurrency: 5 }, workload);
    expect(activity.lambda).toMatchObject({ invocations: 122 * 5, throttled: 122 * 15, peakConcurrency: 5 });
  });
});

describe('provisioned concurrency: auto', () => {
  const rare = { ...WORK, requests: 10_000, serviceLevel: { p95Ms: 400 } };
  const found = ({ assumptions }: Awaited<ReturnType<typeof lambda>>) =>
    Number(assumptions.find(({ at }) => at.endsWith('provisionedConcurrency'))?.value);

  it.each([
    ['a steady rate', rare],
    ['days', { ...rare, shape: daily }],
    ['a burst every hour', { ...rare, shape: { type: 'cron', every: '1h', burst: 1 } }],
  ])('is the least that meets the service level, of %s', async (_of, workload) => {
    const auto = await lambda({ initMs: 500, provisionedConcurrency: 'auto' }, workload);
    const least = found(auto);
    expect(least).toBeGreaterThan(0);
    expect(auto.infeasible).toEqual([]);
    const fixed = await lambda({ initMs: 500, provisionedConcurrency: least }, workload);
    expect(linesOf(auto)).toEqual(linesOf(fixed));
    const fewer = await lambda({ initMs: 500, provisionedConcurrency: least - 1 }, workload);
    expect(fewer.infeasible.join()).toMatch(/within 700 ms; the service level asks for 400/);
  });

  it('is none where none is needed, and where none helps', async () => {
    const busy = await lambda({ provisionedConcurrency: 'auto' }, { ...WORK, serviceLevel: { p95Ms: 400 } });
    expect([found(busy), busy.infeasible]).toEqual([0, []]);
    const slow = await lambda({ provisionedConcurrency: 'auto' }, { ...rare, serviceLevel: { p95Ms: 100 } });
    expect(found(slow)).toBe(0);
    expect(slow.infeasible).toHaveLength(1);
  });

  it('makes up for starts that Lambda is too slow for', async () => {
    // Of 3,000 requests at once 1,000 start an environment each; those that are provisioned need no start.
    const shape = { type: 'cron', every: '6h', burst: 3000 };
    const workload = { ...WORK, requests: 122 * 3000, shape, serviceLevel: { maxLostShare: 0.1 } };
    const at = (provisionedConcurrency: number | 'auto') => lambda({ provisionedConcurrency }, { ...workload });
    expect((await at(0)).activity.lambda?.throttled).toBeCloseTo(122 * 2000);
    expect((await at(1500)).activity.lambda?.throttled).toBeCloseTo(122 * 500);
    // Nine tenths of each 3,000 run.
    expect(Math.abs(found(await at('auto')) - 1700)).toBeLessThan(10);
  });

  it('wants to know when the requests come, and a number where hours of it are given', async () => {
    await expect(lambda({ provisionedConcurrency: 'auto', requests: 1000 })).rejects.toThrow(
      /is auto, but the requests/,
    );
    await expect(lambda({ provisionedConcurrency: 'auto', provisionedHours: 10 })).rejects.toThrow(
      /as a number above 0/,
    );
    await expect(lambda({ provisionedConcurrency: 'auto', snapStart: 'java' })).rejects.toThrow(/does not go with/);
  });
});

describe('queues and streams', () => {
  const messages = { ...WORK, trigger: 'queue' };

  it('invokes once for each message, or for each batch that a window gathers', async () => {
    expect((await lambda({}, messages)).activity.lambda?.invocations).toBe(10_000_000);
    // 3.805 messages a second: a window of 2 s gathers 1 + 7.61 of them.
    const { activity } = await lambda({ batchSize: 100, batchWindowS: 2 }, messages);
    const rate = 10_000_000 / (730 * 3600);
    expect(activity.lambda?.messagesPerInvocation).toBeCloseTo(1 + 2 * rate, 6);
    expect(activity.lambda?.invocations).toBe(Math.round(10_000_000 / (1 + 2 * rate)));
    expect(activity.lambda?.durationMs).toBeCloseTo(200 * (1 + 2 * rate), 4);
  });

  it('gathers what comes at once into full batches', async () => {
    const shape = { type: 'cron', every: '1h', burst: 1000 };
    const { activity, lines } = await lambda({ batchSize: 10 }, { ...messages, requests: 730_000, shape });
    expect(activity.lambda?.invocations).toBe(73_000);
    expect(linesOf({ lines } as never)[0]).toMatch(/^requests-x86_64 73000 Requests/);
    // Five at once and 300 more a minute: 100 batches of 2 s take a while.
    expect(activity.lambda?.longestDelayS).toBeGreaterThan(2);
  });

  it('reads a stream by its shards', async () => {
    const stream = { ...WORK, trigger: 'stream', durationMs: 2000, cpuMs: 50, serviceLevel: { maxDelay: '1m' } };
    const slow = await lambda({ shards: 1, batchSize: 1 }, stream);
    expect(slow.infeasible.join()).toMatch(/1 shards × 1 is too little/);
    const quick = await lambda({ shards: 20, batchSize: 1 }, stream);
    expect(quick.infeasible).toEqual([]);
  });
});

describe('memory', () => {
  it('says which would be the cheapest, and which the fastest for 5 % more', async () => {
    // All CPU: every size up to one vCPU costs alike.
    const cpu = await lambda({ memoryMb: 128 }, { ...WORK, durationMs: 1769, cpuMs: 1769 });
    expect(cpu.activity.lambda).toMatchObject({ fastMemoryMb: 1792 });
    // All waiting: the least is the cheapest, and nothing else is near.
    const wait = await lambda({ memoryMb: 128 }, { ...WORK, durationMs: 1000, cpuMs: 1 });
    expect(wait.activity.lambda).toMatchObject({ cheapestMemoryMb: 128, fastMemoryMb: 128 });
  });

  it('refuses a function smaller than its request', async () => {
    const { infeasible } = await lambda({ memoryMb: 128 }, { ...WORK, memoryMb: 300 });
    expect(infeasible).toEqual(['lambda: a request needs 300 MB; the function has 128 MB']);
  });
});
