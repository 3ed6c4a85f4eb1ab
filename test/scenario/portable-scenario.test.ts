import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compare, Decimal, loadPriceBook, readScenario, readScenarioFile, type Scenario } from '../../src/index.js';
import { bookFromExcerpt, excerptOf } from '../../src/prices/book-excerpt.js';
import { portableScenario, scenarioFrom } from '../../src/scenario/portable-scenario.js';

const files = readdirSync('scenarios').filter((name) => name.endsWith('.yaml'));

/** Through JSON, as the page has it. */
async function carried(scenario: Scenario): Promise<Scenario> {
  return scenarioFrom(JSON.parse(JSON.stringify(portableScenario(scenario))));
}

describe.each(files)('%s', (name) => {
  it('is the same after JSON, and its excerpt of the price book gives the same report', async () => {
    const book = loadPriceBook();
    const scenario = await readScenarioFile(`scenarios/${name}`);
    const report = compare([scenario], book);
    const excerpt = JSON.parse(JSON.stringify(excerptOf(book, book.asked)));
    expect(compare([await carried(scenario)], bookFromExcerpt(excerpt))).toEqual(report);
    expect(JSON.stringify(excerpt).length).toBeLessThan(40_000);
  });
});

describe('what JSON does not have', () => {
  it('comes back: series, sets, maps, decimals, and objects that look like them', async () => {
    const text = `version: 1
name: x
region: us-east-1
discountPercent: { lambda: 12.5 }
account: { duration-x86_64: 12345678901 }
workloads:
  - { name: a, durationMs: 100, shape: { type: trace, file: t.csv } }
  - { name: b, requests: 5, durationMs: 100 }
  - { name: ab, mix: [a, b] }
designs: [{ name: d, services: [{ service: lambda }] }]`;
    const readText = () => 'time,count\n2026-01-01T00:00:00Z,3\n2026-01-01T00:01:00Z,4\n';
    const scenario = await readScenario(text, { readText });
    const input = { ...scenario.designs[0]?.services[0]?.input, odd: { $set: 1 }, endless: Number.POSITIVE_INFINITY };
    const designs = scenario.designs.map((design) => ({
      ...design,
      services: design.services.map((placed) => ({ ...placed, input })),
    }));
    const back = await carried({ ...scenario, designs });
    expect(back).toEqual({ ...scenario, designs });
    expect(back.discounts.get('lambda')).toEqual(new Decimal('12.5'));
    expect(back.designs[0]?.services[0]?.service).toBe(scenario.designs[0]?.services[0]?.service);
    // A change of a workload has to be seen in the mix.
    expect(back.workloads[2]?.parts[0]).toBe(back.workloads[0]);
  });
});

describe('an excerpt', () => {
  it('holds nothing that was not asked for, and says so as the book does', () => {
    const book = loadPriceBook();
    book.price('lambda', 'requests-arm64', 'Requests', 'eu-west-1');
    const excerpt = excerptOf(book, book.asked);
    expect(Object.keys(excerpt.files)).toEqual(['lambda.json']);
    expect(Object.keys(excerpt.files['lambda.json']?.meters['requests-arm64']?.regions ?? {})).toEqual(['eu-west-1']);
    const small = bookFromExcerpt(excerpt);
    expect(small.price('lambda', 'requests-arm64', 'Requests', 'eu-west-1')).toEqual(
      book.price('lambda', 'requests-arm64', 'Requests', 'eu-west-1'),
    );
    expect(small.allowances('lambda', 'eu-west-1')).toEqual(book.allowances('lambda', 'eu-west-1'));
    expect(() => small.price('lambda', 'requests-arm64', 'Requests', 'us-east-1')).toThrow('No Requests price');
    expect(() => small.instanceType('m7g.large')).toThrow('not known');
  });
});
