import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { compare, loadPriceBook, readScenario } from '../../src/index.js';
import { shapeTypes } from './scenario-page.js';

const FOLDER = 'scenarios';
const book = loadPriceBook();
const page = readFileSync(join(FOLDER, 'README.md'), 'utf8');
const examples = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => load(text));

type Keys = Readonly<Record<string, unknown>>;

/** What an example that is only a part of a scenario is put into. */
const BASE: Keys = {
  version: 1,
  name: 'example',
  region: 'us-east-1',
  freeTier: false,
  workloads: [{ requests: '1M', durationMs: 100, cpuMs: 40 }],
  designs: [{ name: 'Lambda', services: [{ service: 'lambda' }] }],
};

/** Reads and prices a scenario as a file in the folder would be. */
async function totals(scenario: Keys): Promise<number[]> {
  const readText = (path: string) => readFileSync(join(FOLDER, path), 'utf8');
  const read = await readScenario(JSON.stringify(scenario), { regions: book.regions, readText });
  const results = compare([read], book).scenarios.flatMap((report) => report.results);
  return results.map(({ monthlyUsd }) => monthlyUsd.toNumber());
}

const shapes = examples.filter(Array.isArray).flat() as { readonly type: string }[];
const parts = examples.filter((example) => !Array.isArray(example)) as Keys[];

describe('the examples of scenarios/README.md', () => {
  it('there are some', () => {
    expect(parts.length).toBeGreaterThan(5);
  });

  it.each(parts.map((part) => [Object.keys(part).join(', '), part] as const))(
    '%s: is read and priced',
    async (_, part) => {
      for (const total of await totals({ ...BASE, ...part })) expect(total).toBeGreaterThan(0);
    },
  );

  it.each(shapes.map((shape) => [shape.type, shape] as const))('shape %s: is read and priced', async (_, shape) => {
    const workloads = [{ requests: '1M', durationMs: 100, cpuMs: 40, shape }];
    for (const total of await totals({ ...BASE, workloads })) expect(total).toBeGreaterThan(0);
  });

  it('show every shape but the one of 168 numbers', () => {
    expect([...shapes.map(({ type }) => type), 'weekly'].sort()).toEqual(shapeTypes().sort());
  });
});
