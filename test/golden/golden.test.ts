import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runInProcess } from '../run-in-process.js';

const FILES = readdirSync('scenarios')
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => `scenarios/${file}`);

it('ships scenarios', () => {
  expect(FILES.length).toBeGreaterThanOrEqual(8);
});

/** The id of the price book changes with any price of any offer. */
const withoutBookId = (text: string) => text.replace(/sha256:[0-9a-f]+/g, 'sha256:…');

// Goldens show layout: a change of them is reviewed as a diff. What is true, test/truth and the laws say.
describe.each(FILES)('%s', (file) => {
  const golden = `./${basename(file, '.yaml')}`;

  it('is compared as before', async () => {
    const before = readFileSync(file, 'utf8');
    const { stdout, stderr, code } = await runInProcess(['compare', file]);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout.trim()).not.toBe('');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    await expect(withoutBookId(stdout)).toMatchFileSnapshot(`${golden}.txt`);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('has a JSON report without warnings, whose totals are the sums of their lines', async () => {
    const { stdout } = await runInProcess(['compare', file, '--json']);
    const { scenarios } = JSON.parse(stdout);
    for (const { warnings, infeasible, lines, monthlyUsd } of scenarios[0].results) {
      expect({ warnings, infeasible }).toEqual({ warnings: [], infeasible: [] });
      const digits = (text: string) => BigInt(text.replace('.', '').padEnd(0)) * 10n ** BigInt(20 - (text.split('.')[1]?.length ?? 0));
      const sum = lines.reduce((total: bigint, line: { listCost: string }) => total + digits(line.listCost), 0n);
      expect(sum).toBe(digits(monthlyUsd));
    }
    await expect(withoutBookId(stdout)).toMatchFileSnapshot(`${golden}.json`);
  });
});
