import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linesOf, priceServices } from '../price-services.js';
import { runInProcess } from '../run-in-process.js';

const own = (...items: object[]) => ({ service: 'other', items });

describe('other', () => {
  it('adds amounts by the month and by the request, to the last digit', async () => {
    const items = own({ name: 'Support plan', monthlyUsd: 29.99 }, { name: 'Fraud check', usdPerRequest: 0.0000003 });
    const result = await priceServices([items], { workload: { requests: 12_345_679, durationMs: 10 } });
    expect(linesOf(result)).toEqual(['monthly 1 Months = 29.99', 'per-request 12345679 Requests = 3.7037037']);
    expect(result.lines[0]).toMatchObject({
      description: 'Support plan (not AWS)',
      source: 'scenario file',
      confidence: 'user',
      rateCode: null,
    });
  });

  it('keeps items of the same kind apart', async () => {
    const items = own({ name: 'Engineer', monthlyUsd: 4000 }, { name: 'Rack', monthlyUsd: 150 });
    expect(linesOf(await priceServices([items]))).toEqual(['monthly 1 Months = 4000', 'monthly 1 Months = 150']);
  });

  it('is not touched by what AWS takes off, and is explained as not AWS', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'crossover-other-'));
    const file = join(folder, 'own.yaml');
    const services =
      '[{ service: kms, keys: 10 }, { service: other, items: [{ name: Support plan, monthlyUsd: 100 }] }]';
    const designs = `designs: [{ name: both, services: ${services} }]`;
    writeFileSync(file, `version: 1\nname: own\nregion: us-east-1\ndiscountPercent: 10\n${designs}\n`);
    try {
      const { scenarios, priceBook } = JSON.parse((await runInProcess(['compare', file, '--json'])).stdout);
      // 10 keys at $1 less 10 %, and all of the support plan.
      expect(scenarios[0].results[0].monthlyUsd).toBe('109');
      expect(priceBook.oldest).toMatch(/^\d{4}-\d\d-\d\d$/);
      const { stdout } = await runInProcess(['explain', file]);
      expect(stdout).toContain('Support plan (not AWS)');
      expect(stdout).toContain('none: not AWS');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    [{ name: 'x' }, 'give either monthlyUsd or usdPerRequest'],
    [{ name: 'x', monthlyUsd: 1, usdPerRequest: 1 }, 'give either monthlyUsd or usdPerRequest'],
    [{ name: 'x', monthlyUsd: -1 }, 'must be at least 0'],
    [{ monthlyUsd: 1 }, 'name is missing'],
    [{ name: 'x', monthlyUsd: 1, yearlyUsd: 3 }, 'unknown key "yearlyUsd"'],
  ])('refuses %o', async (item, message) => {
    await expect(priceServices([own(item)])).rejects.toThrow(message);
  });
});
