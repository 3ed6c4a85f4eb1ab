import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runInProcess } from '../run-in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'crossover-complete-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'scenario.yaml');
writeFileSync(
  file,
  `version: 1
name: lacking
region: us-east-1
workloads:
  - { name: once, requests: 30M, durationMs: 100, cpuMs: 20 }
  - { name: twice, requests: 60M, durationMs: 100, cpuMs: 20 }
designs:
  - { name: A, services: [{ service: fargate, minTasks: 2 }] }
  - { name: B, services: [{ service: fargate, minTasks: 2, architecture: arm64 }] }
  - { name: C, services: [{ service: lambda, memoryMb: 512 }] }
`,
);

describe('designs that lack something', () => {
  it('are told so once for each service, for all designs and workloads', async () => {
    const { stdout } = await runInProcess(['compare', file]);
    const said = stdout.split('\n').filter((line) => line.startsWith('! Missing'));
    expect(said).toHaveLength(4);
    const flowing = stdout.replace(/\s+/g, ' ');
    expect(flowing).toMatch(/Missing in A, B: alb, about \$[\d.]+ to \$[\d.]+ a month: requests reach tasks/);
    expect(flowing).toMatch(/Missing: cloudwatch, about/);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('say so to programs, in words and with exact dollars', async () => {
    const { stdout } = await runInProcess(['estimate', file, '--json']);
    const [first] = JSON.parse(stdout).scenarios[0].results;
    expect(first.warnings[0]).toMatch(/^alb is missing, about \$[\d.]+ a month: requests reach tasks/);
    expect(first.missing[0]).toMatchObject({ service: 'alb', monthlyUsd: expect.stringMatching(/^\d+\.\d+$/) });
  });

  it.each(['compare', 'estimate', 'explain', 'simulate'])('are completed by %s --complete', async (command) => {
    const plain = await runInProcess([command, file]);
    const { stdout, code } = await runInProcess([command, file, '--complete']);
    expect(code).toBe(0);
    expect(plain.stdout.toLowerCase()).toContain('missing');
    expect(stdout.toLowerCase()).not.toContain('missing');
    expect(stdout).not.toBe(plain.stdout);
  });

  it('cost more in a batch too once they are completed', async () => {
    const totals = async (...more: string[]) =>
      (await runInProcess(['compare', file, '--format', 'csv', ...more])).stdout
        .trim()
        .split('\n')
        .slice(1)
        .map((row) => Number(row.split(',').at(-1)));
    const plain = await totals();
    const complete = await totals('--complete');
    expect(plain).toHaveLength(6);
    for (const [index, usd] of plain.entries()) expect(complete[index]).toBeGreaterThan(usd);
  });
});
