import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Decimal, sum } from '../../src/model/decimal.js';
import { runInProcess } from '../run-in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'crossover-simulate-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'scenario.yaml');
writeFileSync(
  file,
  `version: 1
name: shop
region: us-east-1
month: 2026-11
workloads:
  - { name: day, requests: 30M, shape: { type: daily, peakToMean: 3 }, durationMs: 120, cpuMs: 40 }
  - { name: flat, requests: 1M, durationMs: 120, cpuMs: 40 }
designs:
  - { name: Lambda, services: [{ service: lambda, memoryMb: 1024 }] }
  - { name: Fargate, services: [{ service: fargate, minTasks: 2 }, { service: aurora-serverless, storageGb: 10 }] }
`,
);

describe('crossover simulate', () => {
  it('has every hour, whose requests and dollars add up to the month', async () => {
    const { stdout, code } = await runInProcess(['simulate', file, '--json']);
    expect(code).toBe(0);
    const { scenarios } = JSON.parse(stdout);
    // November 2026 begins on a Sunday.
    expect(scenarios[0].startWeekday).toBe(6);
    expect(scenarios[0].results).toHaveLength(4);
    const compared = JSON.parse((await runInProcess(['compare', file, '--json'])).stdout);
    for (const [
      index,
      { requests, usd, usdCumulated, monthlyUsd, services, workload },
    ] of scenarios[0].results.entries()) {
      expect(requests).toHaveLength(720);
      expect(requests.reduce((all: number, some: number) => all + some, 0)).toBe(workload === 'day' ? 30e6 : 1e6);
      const total = sum(usd.map((hour: string) => new Decimal(hour)));
      expect(total.toFixed()).toBe(monthlyUsd);
      expect(usdCumulated.at(-1)).toBe(monthlyUsd);
      expect(monthlyUsd).toBe(compared.scenarios[0].results[index].monthlyUsd);
      const ofServices = services.flatMap((service: { usd: string[] }) => service.usd.map((hour) => new Decimal(hour)));
      expect(sum(ofServices).toFixed()).toBe(monthlyUsd);
    }
  });

  it('shows the first week as bars within the width', async () => {
    const { stdout } = await runInProcess(['simulate', file, '--workload', 'day', '--design', 'Lambda']);
    expect(stdout).toContain('day on Lambda: $');
    expect(stdout).not.toContain('Fargate');
    expect(stdout).toMatch(/requests +41,667 +\d/);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(stdout).toMatch(/[▁▂]+.*█/);
  });

  it('says that its hours are of UTC where the traffic keeps another clock', async () => {
    const inBerlin = join(folder, 'berlin.yaml');
    writeFileSync(
      inBerlin,
      readFileSync(file, 'utf8').replace('month: 2026-11', 'month: 2026-11\ntimezone: Europe/Berlin'),
    );
    expect((await runInProcess(['simulate', inBerlin])).stdout).toContain('first week, from Sunday 00:00 UTC');
    expect((await runInProcess(['simulate', file])).stdout).not.toContain('UTC');
  });

  it('shows the requests of a service only where they are not those of the workload', async () => {
    const { stdout } = await runInProcess(['simulate', file, '--workload', 'day', '--design', 'Lambda', '--complete']);
    expect(stdout).not.toContain('data-transfer requests');
    const json = await runInProcess(['simulate', file, '--design', 'Lambda', '--complete', '--json']);
    const { services } = JSON.parse(json.stdout).scenarios[0].results[0];
    const transfer = services.find(({ name }: { name: string }) => name === 'data-transfer');
    expect(transfer.series.requests).toHaveLength(720);
  });

  it('writes one row a value as CSV', async () => {
    const { stdout } = await runInProcess(['simulate', file, '--workload', 'flat', '--design', 'Lambda', '-f', 'csv']);
    const rows = stdout.trim().split('\n');
    expect(rows[0]).toBe('scenario,workload,design,service,series,hour,value');
    expect(rows.filter((row) => row.startsWith('shop,flat,Lambda,,requests,'))).toHaveLength(720);
    for (const row of rows) expect(row.split(',')).toHaveLength(7);
  });

  it('refuses a name that is not there', async () => {
    const { code, stderr } = await runInProcess(['simulate', file, '--design', 'Lamda']);
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean "Lambda"?');
  });
});

describe('the cost of an hour', () => {
  it('follows what is billed by traffic, and is level for what stands there all month', async () => {
    const balanced = join(folder, 'balanced.yaml');
    writeFileSync(
      balanced,
      `version: 1
name: balanced
region: us-east-1
workloads:
  - { name: burst, requests: 9M, shape: { type: cron, every: 31d, burst: 9M }, durationMs: 20, requestKb: 0, responseKb: 0 }
designs:
  - { name: ALB, services: [{ service: alb, scheme: internal }] }
`,
    );
    const { stdout } = await runInProcess(['simulate', balanced, '--json']);
    const { usd, services } = JSON.parse(stdout).scenarios[0].results[0];
    // 9M connections in the first hour are 100 LCUs at $0.008; each hour of the load balancer is $0.0225.
    expect(new Decimal(usd[0]).toFixed()).toBe('0.8225');
    expect(new Decimal(usd[1]).toFixed()).toBe('0.0225');
    expect(services[0].series.lcus.slice(0, 2)).toEqual([100, 0]);
  });
});
