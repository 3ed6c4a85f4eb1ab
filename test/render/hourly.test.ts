import stringWidth from 'string-width';
import { expect, it } from 'vitest';
import { simulateHours } from '../../src/estimate/hourly.js';
import { loadPriceBook, readScenario } from '../../src/index.js';
import { hourlyRenderers } from '../../src/render/hourly.js';
import { hourlyRows } from '../../src/render/hourly-rows.js';

const SCENARIO = `version: 1
name: Shop
region: us-east-1
workloads:
  - { name: day, requests: 20M, durationMs: 100, shape: { type: daily, peakToMean: 3 } }
designs:
  - { name: Fargate, services: [{ service: fargate, name: the tasks of our shop, vcpu: 1, memoryGb: 2 }] }
`;

it.each([40, 60, 80, 140])('in %d columns every number is whole, and beside its name', async (width) => {
  const book = loadPriceBook();
  const report = simulateHours([await readScenario(SCENARIO)], book);
  const text = hourlyRenderers.table(report, { width, color: false });
  for (const line of text.split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(width);
  const [hourly] = report.scenarios[0]?.results ?? [];
  const rows = hourly === undefined ? [] : hourlyRows(hourly);
  expect(rows.length).toBeGreaterThan(3);
  const flat = text.replace(/\s+/g, ' ');
  for (const { name, mean, max } of rows) {
    const told = [`${name} ${mean} ${max} `, `${name} mean ${mean}, peak ${max} `];
    expect(
      told.some((words) => flat.includes(words)),
      told.join('|'),
    ).toBe(true);
  }
});
