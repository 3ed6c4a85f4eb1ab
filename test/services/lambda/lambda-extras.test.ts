import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadPriceBook } from '../../../src/index.js';
import { Amount, isMet } from '../../../src/model/amount.js';
import type { Amounts } from '../../../src/model/amounts.js';
import { exact, sum } from '../../../src/model/decimal.js';
import { parseMonth } from '../../../src/model/month.js';
import { listCost, quantity } from '../../../src/model/quantity.js';
import { LAMBDA_EXTRA_METERS, meterExtras, simulateExtras } from '../../../src/services/lambda/lambda-extras.js';
import { extrasProblems, lambdaExtraFields } from '../../../src/services/lambda/lambda-extras-input.js';
import type { Traffic } from '../../../src/workload/traffic.js';

const book = loadPriceBook();
const fields = z.strictObject(lambdaExtraFields);
const FUNCTION = {
  architecture: 'x86_64' as const,
  memoryMb: 1024,
  ephemeralStorageMb: 512,
  provisionedConcurrency: 0,
};

interface Asked {
  readonly requests?: number;
  readonly coldStarts?: number;
  readonly month?: string;
  readonly of?: Partial<typeof FUNCTION>;
  readonly traffic?: Partial<Traffic>;
}

function placed(input: object, of: Partial<typeof FUNCTION> = {}) {
  return { ...FUNCTION, ...of, ...fields.parse(input) };
}

function amountsOf<T extends object>(numbers: T): Amounts<T> {
  const entries = Object.entries(numbers);
  return Object.fromEntries(entries.map(([k, v]) => [k, typeof v === 'number' ? Amount.of(v) : v])) as Amounts<T>;
}

function simulated(input: object, { requests = 0, coldStarts = 0, of, traffic }: Asked = {}) {
  return simulateExtras(amountsOf(placed(input, of)), {
    ...amountsOf({ requests, coldStarts }),
    traffic: traffic === undefined ? null : amountsOf(traffic as Traffic),
  });
}

function metered(input: object, asked: Asked = {}) {
  const month = parseMonth(asked.month ?? '730h');
  if (month === undefined) throw new Error('no month');
  const lines = meterExtras(amountsOf(placed(input, asked.of)), simulated(input, asked).metered, month);
  return lines.map(({ amount, unit, ...line }) => ({ ...line, pricingQuantity: quantity(amount.exact, unit) }));
}

/** `meter quantity` of each line. */
function quantities(input: object, asked: Asked = {}): string[] {
  return metered(input, asked).map(({ meter, pricingQuantity }) => `${meter} ${pricingQuantity.amount}`);
}

function usd(input: object, asked: Asked = {}): string {
  const costs = metered(input, asked).map(({ offer, meter, pricingQuantity }) =>
    listCost(pricingQuantity, book.price(offer, meter, pricingQuantity.unit, 'us-east-1').tiers[0].rate),
  );
  return sum(costs).toString();
}

describe('what Lambda bills beside requests and duration', () => {
  it('is nothing unless asked for, function URLs included', () => {
    expect(metered({}, { requests: 1_000_000, coldStarts: 1000 })).toEqual([]);
  });

  // Telemetry example of https://aws.amazon.com/lambda/pricing/: 7.44M requests in 31 days, 1 % of them restored.
  it('keeps and restores snapshots: 4.03 and 10.40 dollars', () => {
    const asked = { month: '31d', coldStarts: 74_400 };
    expect(quantities({ snapStart: 'python' }, asked)).toEqual(['snapstart-cache 2678400', 'snapstart-restore 74400']);
    expect(usd({ snapStart: 'python' }, asked)).toBe('14.43102576');
    expect(usd({ snapStart: 'python', snapStartRestores: 0 }, asked)).toBe('4.02992064');
    expect(quantities({ snapStart: 'java' }, asked)).toEqual([]);
  });

  it('keeps a snapshot three hours at least, for each version', () => {
    const of = { memoryMb: 2048 };
    expect(quantities({ snapStart: 'dotnet', snapStartHours: 0.5, snapStartVersions: 4 }, { of })).toEqual([
      `snapstart-cache ${4 * 3 * 3600 * 2}`,
    ]);
  });

  it('adds a request for each 64 KB of an event above 256 KB', () => {
    const of = (eventKb: number) =>
      quantities({ invocationType: 'asynchronous', eventKb }, { requests: 1_000_000 }).join();
    expect(of(256)).toBe('');
    expect(of(256.5)).toBe('requests-x86_64 1000000');
    expect(of(320)).toBe('requests-x86_64 1000000');
    expect(of(1024)).toBe('requests-x86_64 12000000');
  });

  it('takes the sizes of the workload', () => {
    const traffic = { requestKb: 400, responseKb: 10_240, requests: 1024 };
    expect(quantities({ invocationType: 'asynchronous' }, { requests: 1024, traffic })).toEqual([
      'requests-x86_64 3072',
    ]);
    expect(quantities({ invokeMode: 'response-stream' }, { requests: 1024, traffic })).toEqual([
      'response-streaming-x86_64 4',
    ]);
    const ofLargeEvents = (requestKb: number) =>
      simulated({ invocationType: 'asynchronous' }, { traffic: { requests: 1, requestKb } }).limits.map(
        ({ condition, reason }) => [isMet(condition), reason],
      );
    expect(ofLargeEvents(1024)).toMatchObject([[true, expect.any(String)]]);
    expect(ofLargeEvents(1025)).toEqual([
      [false, 'an event of 1025 KB is above the 1024 KB of an asynchronous invocation'],
    ]);
  });

  it('streams the first 6 MB of each response free', () => {
    const of = (streamedKb: number) =>
      quantities(
        { invokeMode: 'response-stream', streamedKb },
        { requests: 1_048_576, of: { architecture: 'arm64' } as never },
      );
    expect(of(6144)).toEqual([]);
    expect(of(6145)).toEqual(['response-streaming-arm64 1']);
  });

  // Examples of provisioned mode on https://aws.amazon.com/lambda/pricing/.
  it('bills pollers by unit-hours: 8,000 for SQS 74 dollars, 800 for Kafka 148', () => {
    expect(usd({ eventPollers: 'sqs', eventPollerUnitHours: 8000 })).toBe('74');
    expect(usd({ eventPollers: 'kafka', eventPollerUnitHours: 800 })).toBe('148');
  });

  it('keeps the least pollers all month, and bills a minute at least', () => {
    expect(quantities({ eventPollers: 'sqs' })).toEqual(['event-poller-unit-sqs 1460']);
    expect(quantities({ eventPollers: 'kafka' })).toEqual(['event-poller-unit-kafka 730']);
    expect(quantities({ eventPollers: 'kafka', eventPollerUnits: 2.5 })).toEqual(['event-poller-unit-kafka 1825']);
    const [short] = metered({ eventPollers: 'kafka', eventPollerUnitHours: 0.001 });
    expect(short?.pricingQuantity.amount.times(3600).toFixed(9)).toBe('60.000000000');
    expect(quantities({ eventPollers: 'kafka', eventPollerUnitHours: 0 })).toEqual([]);
  });

  it('bills the memory of each environment created for a tenant', () => {
    expect(quantities({ tenantEnvironments: 200_000 })).toEqual(['tenant-isolation-x86_64 200000']);
    expect(quantities({ tenantEnvironments: 3 }, { of: { memoryMb: 512 } })).toEqual(['tenant-isolation-x86_64 1.5']);
  });

  it('bills operations, data and resumes of durable functions', () => {
    const given = { durableOperations: 1_000_000, durableResumes: 10, durableWrittenGb: 104, durableRetainedGb: 8 };
    expect(quantities(given)).toEqual([
      'requests-x86_64 10',
      'durable-operations 1000000',
      'durable-data-written 104',
      'durable-data-retained 8',
    ]);
    // 8.00 for a million operations, 104 GB × 0.25, 8 GB × 0.15, ten requests.
    expect(usd(given)).toBe(exact('8').plus('26').plus('1.2').plus('0.000002').toString());
  });

  it('drives durable functions by the workload', () => {
    const input = { durableOperationsPerRequest: 5, durableResumesPerRequest: 0.5, durableKbPerOperation: 10 };
    const asked = { month: '30d', traffic: { requests: 1_000_000 }, requests: 1_000_000 };
    expect(quantities({ ...input, durableRetentionDays: 15 }, asked)).toEqual([
      'requests-x86_64 500000',
      'durable-operations 5000000',
      'durable-data-written 50',
      'durable-data-retained 25',
    ]);
    expect(simulated(input, asked).unused).toEqual(['snapStartVersions']);
    expect(simulated({}, asked).unused).toEqual(['snapStartVersions', 'durableKbPerOperation', 'durableRetentionDays']);
  });

  it('says which fields do not go together', () => {
    const of = (input: object, more = {}) => extrasProblems(placed(input, more)).map(({ field }) => field);
    expect(of({})).toEqual([]);
    expect(of({ snapStart: 'python' }, { provisionedConcurrency: 1, ephemeralStorageMb: 1024 })).toEqual([
      'snapStart',
      'snapStart',
    ]);
    expect(of({ snapStartHours: 1, snapStartRestores: 1, streamedKb: 1, eventKb: 1 })).toEqual([
      'snapStartHours',
      'snapStartRestores',
      'streamedKb',
      'eventKb',
    ]);
    expect(of({ eventPollerUnits: 1, eventPollerUnitHours: 1 })).toEqual(['eventPollerUnits', 'eventPollerUnitHours']);
  });

  it('has a price for every meter', () => {
    for (const { offer, meter, unit } of LAMBDA_EXTRA_METERS) {
      expect(book.price(offer, meter, unit, 'us-east-1').tiers.length).toBeGreaterThan(0);
    }
  });
});
