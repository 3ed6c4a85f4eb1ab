import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { simulateHours } from '../../src/estimate/hourly.js';
import { compare, loadPriceBook, readScenario } from '../../src/index.js';

/** Real traffic, not shipped with the project: laid beside it, these tests run. */
const FOLDER = '../shared/data/traces';
const isThere = existsSync(FOLDER);

const TRACES = [
  ['aws-elb-5min.csv', 'http', 5_000_000],
  ['nasa-http-aug95-1min.csv', 'http', 20_000_000],
  ['nyc-taxi-30min.csv', 'http', 60_000_000],
  ['github-commits-hourly.csv', 'http', 100_000],
  ['azure2019-event-steady-1min.csv', 'queue', 20_000_000],
  ['azure2019-timer-5min-cron-1min.csv', 'schedule', 8760],
  ['azure2019-timer-hourly-cron-1min.csv', 'schedule', 730],
  ['azure2019-queue-bursty-1min.csv', 'queue', 3_000_000],
  ['azure2019-orchestration-batch-1min.csv', 'queue', 1_000_000],
  ['azure2019-http-mostly-idle-1min.csv', 'http', 2000],
  ['azure2019-http-busiest-1min.csv', 'http', 5_000_000],
] as const;

const DESIGNS = {
  Lambda: [
    { service: 'lambda', memoryMb: 1024 },
    { service: 'aurora-serverless', minAcu: 0, maxAcu: 32, storageGb: 20 },
  ],
  Fargate: [
    { service: 'fargate', vcpu: 1, memoryGb: 2, minTasks: 1, maxTasks: 100 },
    { service: 'aurora-serverless', minAcu: 0.5, maxAcu: 32, storageGb: 20 },
  ],
  EC2: [{ service: 'ecs-ec2', instanceType: 'm7g.large', minTasks: 1, maxTasks: 100 }],
};

if (!isThere) it.skip(`real traces are not in ${FOLDER}: nothing to run through the designs`, () => {});

describe.runIf(isThere)('real traces through all designs', () => {
  const book = loadPriceBook();

  it.each(TRACES)('%s as %s traffic', { timeout: 60_000 }, async (file, trigger, requests) => {
    const text = JSON.stringify({
      version: 1,
      name: file,
      region: 'us-east-1',
      workloads: [
        {
          name: 'as counted',
          trigger,
          requests,
          durationMs: 300,
          cpuMs: 120,
          shape: { type: 'trace', file: `./${file}` },
        },
      ],
      designs: Object.entries(DESIGNS).map(([name, services]) => ({ name, services })),
    });
    const scenario = await readScenario(text, {
      file: join(FOLDER, 'scenario.json'),
      regions: book.regions,
      readText: (path: string) => readFileSync(join(FOLDER, path), 'utf8'),
    });
    const results = compare([scenario], book).scenarios[0]?.results ?? [];
    expect(results).toHaveLength(3);
    for (const { activity, monthlyUsd, design } of results) {
      expect(monthlyUsd.gt(0), design).toBe(true);
      const { lambda, fargate } = activity;
      if (lambda !== undefined) {
        const { invocations = 0, throttled = 0, coldStarts = 0 } = lambda;
        expect(invocations + throttled).toBeLessThanOrEqual(requests);
        expect((invocations + throttled) / requests).toBeGreaterThan(0.99);
        expect(coldStarts).toBeGreaterThan(0);
      }
      if (fargate !== undefined && trigger !== 'schedule') expect(fargate.averageTasks).toBeGreaterThanOrEqual(1);
    }
    const hourly = simulateHours([scenario], book).scenarios[0]?.results ?? [];
    for (const { requests: perHour, usd, result } of hourly) {
      expect(perHour.reduce((sum, count) => sum + count, 0)).toBe(requests);
      const total = usd.reduce((sum, value) => sum.plus(value));
      expect(total.minus(result.monthlyUsd).abs().lt('1e-15')).toBe(true);
    }
  });
});
