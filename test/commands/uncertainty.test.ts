import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runInProcess } from '../run-in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'crossover-uncertainty-'));
afterAll(() => rmSync(folder, { recursive: true }));
const FILE = 'test/fixtures/uncertain.yaml';

/** The scenario with another range of requests. */
function fileWith(requests: string, more = ''): string {
  const file = join(folder, `${Math.abs(requests.length * 31 + more.length)}.yaml`);
  writeFileSync(file, readFileSync(FILE, 'utf8').replace('{ low: 1M, likely: 3M, high: 10M }', `${requests}${more}`));
  return file;
}

describe('crossover uncertainty', () => {
  it('comes to what is worked out by hand', async () => {
    const { stdout, code } = await runInProcess(['uncertainty', FILE, '--json']);
    expect(code).toBe(0);
    const { designs, samples } = JSON.parse(stdout);
    expect(samples).toBe(10_000);
    const [lambda, task] = designs;
    // A task costs the same whatever comes.
    expect(task.monthlyUsd).toEqual({ p10: '9.01', p50: '9.01', p90: '9.01', mean: '9.01' });
    // Lambda is the cheaper one below 4,826,791 requests: of a triangle from 1M by 3M to 10M,
    // 1 − (10 − 4.826791)² / ((10 − 1) × (10 − 3)) lies below.
    const expected = 1 - (10 - 4.826791) ** 2 / (9 * 7);
    expect(lambda.cheapestShare).toBeCloseTo(expected, 2);
    expect(task.cheapestShare).toBeCloseTo(1 - expected, 2);
    expect(Math.abs(lambda.cheapestShare - expected)).toBeLessThan(4 * lambda.cheapestError + 1e-3);
    // The median of the triangle is 10 − √(63 / 2) = 4.3875M requests, at 0.00000186667 each.
    expect(Number(lambda.monthlyUsd.p50)).toBeCloseTo((10 - Math.sqrt(31.5)) * 1.86667, 1);
    expect(Number(lambda.regretUsd)).toBeGreaterThan(0);
  });

  it('says the same for the same seed, and nearly the same for another', async () => {
    const found = [];
    for (const seed of ['1', '1', '2']) {
      found.push(JSON.parse((await runInProcess(['uncertainty', FILE, '--json', '--seed', seed])).stdout));
    }
    const [first, again, other] = found;
    expect(again).toEqual(first);
    expect(other.designs[0].cheapestShare).toBeCloseTo(first.designs[0].cheapestShare, 2);
  });

  it('answers in words, with how far they may be off, within the width', async () => {
    const { stdout } = await runInProcess(['uncertainty', FILE]);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/Lambda is the cheapest in 5\d\.\d% of the samples/);
    expect(stdout).toContain('Standard errors');
    expect(stdout).toContain('1,000,000 to 10,000,000, likely 3,000,000 (triangular)');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('takes the likely value where one is wanted, and shows the ends in compare', async () => {
    const { stdout } = await runInProcess(['compare', FILE]);
    expect(stdout).toContain('$5.60');
    expect(stdout.replace(/\s+/g, ' ')).toContain('"Lambda" $1.87 to $18.67');
  });

  it.each([
    ['{ low: 5M, likely: 3M, high: 10M }', 'likely (3000000) must be between low and high'],
    ['{ low: 5M, likely: 5M, high: 5M }', 'must be below high'],
    ['{ low: -1, likely: 3M, high: 10M }', 'must be at least 0'],
    ['{ low: 1.5, likely: 3M, high: 10M }', 'must be a whole number'],
    ['{ low: 1M, likly: 3M, high: 10M }', 'Did you mean "likely"?'],
    ['{ low: 1M, high: 10M }', 'likely is missing'],
    ['{ p50: 0, p90: 5 }', 'p50 must be above 0'],
    ['{ p50: 9, p90: 5 }', 'p90 must be above p50'],
    ['{ p50: 9, p90: 10, low: 3 }', 'unknown key "low"'],
    ['{ low: 1M, likely: 3M, high: 10M, distribution: normal }', 'choose triangular, pert'],
  ])('refuses %s', async (requests, message) => {
    const { code, stderr } = await runInProcess(['uncertainty', fileWith(requests)]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('says how to write a range where there is none', async () => {
    const { code, stderr } = await runInProcess(['uncertainty', fileWith('3M')]);
    expect(code).toBe(2);
    expect(stderr).toContain('Replace a number with a range');
  });
});
