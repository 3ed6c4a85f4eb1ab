import { describe, expect, it } from 'vitest';
import { simulateHours } from '../../src/estimate/hourly.js';
import { loadPriceBook, readScenario } from '../../src/index.js';
import { sum } from '../../src/model/decimal.js';

const book = loadPriceBook();

/** Cost of each hour of a service under traffic with a peak at 14:00. */
async function hoursOf(service: object) {
  const file = {
    version: 1,
    name: 'test',
    region: 'us-east-1',
    freeTier: false,
    workloads: [
      {
        requests: 50_000_000,
        durationMs: 50,
        shape: { type: 'daily', peakHour: 14, peakToMean: 3, weekendFactor: 1 },
      },
    ],
    designs: [{ name: 'design', services: [service] }],
  };
  const scenario = await readScenario(JSON.stringify(file), { file: 'test.json', regions: book.regions });
  const [result] = simulateHours([scenario], book).scenarios[0]?.results ?? [];
  if (result === undefined) throw new Error('no result');
  return result;
}

const FOLLOWING = [
  { service: 'lambda-edge' },
  { service: 'lambda-managed-instances', instanceType: 'm5.large', durationMs: 400 },
  { service: 'eventbridge' },
  { service: 'sqs' },
  { service: 'sns' },
  { service: 'step-functions' },
  { service: 'appsync' },
  { service: 'xray' },
  { service: 'cloudwatch', logKbPerRequest: 1 },
  { service: 'dynamodb' },
];

describe('cost follows traffic hour by hour', () => {
  it.each(FOLLOWING)('%j', async (placed) => {
    const { usd, result } = await hoursOf(placed);
    expect(sum(usd).eq(result.monthlyUsd)).toBe(true);
    expect(usd[14]?.gt(usd[2] ?? 0)).toBe(true);
  });

  it.each([
    { service: 'ecs-anywhere' },
    { service: 'appsync', cache: 'small' },
    { service: 'dynamodb', storageGb: 100 },
  ])('%j stands all month', async (placed) => {
    const { usd, result } = await hoursOf(placed);
    expect(result.monthlyUsd.gt(0)).toBe(true);
    expect(
      usd[14]
        ?.minus(usd[2] ?? 0)
        .abs()
        .lt('0.0000001'),
    ).toBe(true);
  });
});
