import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PROGRAM, runBuilt } from '../run-built.js';
import { runInProcess } from '../run-in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'crossover-sweep-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FILE = 'test/fixtures/small-task.yaml';
const REQUESTS = 'workloads.0.requests';
const sweep = (...argv: string[]) => runInProcess(['sweep', FILE, ...argv]);

describe('crossover sweep', () => {
  it('prices the grid in order, the last number changing fastest, as compare does', async () => {
    const { stdout, code } = await sweep(
      '--vary',
      `${REQUESTS}=1M,4M`,
      '--vary',
      'designs.0.services.0.durationMs=100,200',
    );
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toEqual([
      'workload,workloads.0.requests,designs.0.services.0.durationMs,Lambda 512 MB,One task of 0.25 vCPU,cheapest,infeasible',
      '1M a month,1000000,100,1.03,9.01,Lambda 512 MB,',
      '1M a month,1000000,200,1.87,9.01,Lambda 512 MB,',
      '1M a month,4000000,100,4.13,9.01,Lambda 512 MB,',
      '1M a month,4000000,200,7.47,9.01,Lambda 512 MB,',
    ]);
  });

  it.each([
    ['0..1K:250', ['0', '250', '500', '750', '1000']],
    ['1..100:x10', ['1', '10', '100']],
    ['3..20:x1.5', ['3', '4', '7', '10', '15']],
    ['0..100', ['0', '10', '20', '30', '40', '50', '60', '70', '80', '90', '100']],
    ['7', ['7']],
  ])('takes %s', async (values, expected) => {
    const { stdout } = await sweep('--vary', `${REQUESTS}=${values}`, '--json');
    const { rows } = JSON.parse(stdout) as { rows: { values: Record<string, string> }[] };
    expect(rows.map((row) => row.values[REQUESTS])).toEqual(expected);
  });

  it('steps in decimals without noise', async () => {
    const { stdout } = await sweep(
      '--vary',
      'designs.0.services.0.durationMs=0.1..0.5:0.1',
      '-f',
      'jsonl',
      '--workload',
      '1M a month',
    );
    const values = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).values['designs.0.services.0.durationMs']);
    expect(values).toEqual(['0.1', '0.2', '0.3', '0.4', '0.5']);
  });

  it.each([
    ['0..1B:1', 'The grid has 1,000,000,001 points; the limit is 1,000,000'],
    ['0..10:0', '"0" is not a step'],
    ['0..10:-1', '"-1" is not a step'],
    ['0..10:x2', 'multiples must start above 0'],
    ['1..10:x1', 'is not a factor above 1'],
    ['1..10:1:2', 'has two steps'],
    ['9..1:1', 'goes from 9 to 1'],
    ['1.5', 'must be a whole number'],
    ['', 'is not a number'],
  ])('refuses %s', async (values, message) => {
    const { code, stderr } = await sweep('--vary', `${REQUESTS}=${values}`);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('refuses values that may not stand together, or gives them a row without a price', async () => {
    const sizes = ['--vary', 'designs.1.services.0.vcpu=0.25,1', '--vary', 'designs.1.services.0.memoryGb=0.5,2'];
    const refused = await sweep(...sizes, '--workload', '1M a month');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('Fargate has no 1 vCPU with 0.5 GB');
    const { stdout } = await sweep(...sizes, '--workload', '1M a month', '--skip-invalid');
    const rows = stdout.trim().split('\n').slice(1);
    expect(rows[0]).toBe('1M a month,0.25,0.5,1.87,9.01,Lambda 512 MB,');
    expect(rows[2]).toMatch(/^1M a month,1,0.5,,,,.*Fargate has no 1 vCPU with 0.5 GB/);
    expect(rows[3]).toMatch(/^1M a month,1,2,1.87,36.04,/);
  });

  it('goes on after the last finished row', () => {
    const output = join(folder, 'resumed.csv');
    const argv = ['sweep', FILE, '--vary', `${REQUESTS}=0..1500:1`, '--output', output];
    expect(runBuilt(argv).code).toBe(0);
    const whole = readFileSync(output, 'utf8');
    writeFileSync(output, whole.slice(0, whole.length - 3000));
    expect(runBuilt([...argv, '--resume']).code).toBe(0);
    expect(readFileSync(output, 'utf8')).toBe(whole);
    expect(runBuilt([...argv, '--resume']).code).toBe(0);
    expect(readFileSync(output, 'utf8')).toBe(whole);
    const other = runBuilt(['sweep', FILE, '--vary', 'workloads.1.requests=1', '--output', output, '--resume']);
    expect(other.stderr).toContain('holds another sweep');
  });

  it('writes the same rows with several workers', () => {
    const argv = ['sweep', FILE, '--vary', `${REQUESTS}=0..2000:1`];
    const [alone, together] = [runBuilt(argv), runBuilt([...argv, '--jobs', '3'])];
    expect(together.code).toBe(0);
    expect(alone.stdout.split('\n')).toHaveLength(2003);
    expect(together.stdout).toBe(alone.stdout);
  });

  it('ends cleanly on Ctrl-C: whole rows, how far it came, exit code 130', async () => {
    const output = join(folder, 'stopped.csv');
    const grid = `${REQUESTS}=0..900K:1`;
    const child = spawn(process.execPath, [PROGRAM, 'sweep', FILE, '--vary', grid, '--output', output]);
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += String(chunk);
    });
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    const isUnderWay = () => {
      try {
        return readFileSync(output).length > 1000;
      } catch {
        return false;
      }
    };
    while (!isUnderWay()) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    const rows = readFileSync(output, 'utf8');
    expect(rows.endsWith('\n')).toBe(true);
    const written = rows.split('\n').length - 2;
    expect(stderr).toContain(
      `Stopped after ${written} of 900001 points. Run the same command with --resume to continue.`,
    );
  });
});
