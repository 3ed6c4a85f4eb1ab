import { describe, expect, it } from 'vitest';
import { compare, loadPriceBook, readScenario } from '../../src/index.js';
import { sum } from '../../src/model/decimal.js';
import { remarkText } from '../../src/render/remark-text.js';

const book = loadPriceBook();

async function remarksOf(file: object): Promise<string[]> {
  const text = JSON.stringify({ version: 1, name: 'test', region: 'us-east-1', ...file });
  const report = compare([await readScenario(text, { file: 'test.json', regions: book.regions })], book);
  return report.scenarios.flatMap(({ remarks }) => remarks).map(remarkText);
}

const lambda = { name: 'Lambda', services: [{ service: 'lambda', memoryMb: 1769 }] };
const fargate = { name: 'Fargate', services: [{ service: 'fargate', vcpu: 0.25, memoryGb: 0.5 }] };

describe('remarksOn()', () => {
  it('says when the free tier decides', async () => {
    // 3M requests of 100 ms: $8.96 of duration and $0.60 of requests on list, $2.09 after the free tier; a task is $9.01.
    const workloads = [{ name: 'work', requests: '3M', durationMs: 100, cpuMs: 10, memoryMb: 20 }];
    expect(await remarksOf({ workloads, designs: [lambda, fargate] })).toEqual([
      'work: Without the free tier the cheapest design is "Fargate", not "Lambda".',
    ]);
    expect(await remarksOf({ workloads, designs: [lambda, fargate], freeTier: false })).toEqual([]);
  });

  it('takes the bill without its credits for the bill without the free tier, which it is', async () => {
    const file = {
      workloads: [{ name: 'work', requests: '90M', durationMs: 100, responseKb: 200 }],
      designs: [{ name: 'A', services: [...lambda.services, { service: 'cloudwatch' }, { service: 'data-transfer' }] }],
    };
    const text = JSON.stringify({ version: 1, name: 'test', region: 'us-east-1', ...file });
    const scenario = await readScenario(text, { regions: book.regions });
    const [free] = compare([scenario], book).scenarios[0]?.results ?? [];
    const [paid] = compare([scenario], book, { freeTier: false }).scenarios[0]?.results ?? [];
    const gross = free?.lines.filter(({ chargeCategory }) => chargeCategory === 'Usage') ?? [];
    expect(free?.lines.length).toBeGreaterThan(gross.length);
    expect(`${sum(gross.map(({ listCost }) => listCost))}`).toBe(`${paid?.monthlyUsd}`);
  });

  it('shows both ends where cpuMs had to be assumed', async () => {
    const workloads = [{ name: 'work', requestsPerSecond: 10, durationMs: 100, memoryMb: 1 }];
    const [remark] = await remarksOf({ workloads, designs: [lambda, fargate], freeTier: false });
    // All CPU: 10/s × 100 ms = 1 vCPU = 7 tasks of a quarter at 60 %; a tenth of it: 1 task. Cold starts are 4 cents.
    expect(remark).toBe(
      'work: cpuMs is not given, so all 100 ms are assumed to be CPU time. With 10 ms of CPU time: ' +
        '"Lambda" $80.96, "Fargate" $9.01; the cheapest design stays the same. Give cpuMs for a better estimate.',
    );
  });

  it('has nothing to say about a single design', async () => {
    const workloads = [{ name: 'work', requests: '3M', durationMs: 100, memoryMb: 20 }];
    expect(await remarksOf({ workloads, designs: [lambda] })).toEqual([]);
  });
});
