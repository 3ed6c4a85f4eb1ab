import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareScenario } from '../../src/estimate/compare.js';
import { ContainerNeed, copiesFor } from '../../src/estimate/fleet/container-need.js';
import { Fleet } from '../../src/estimate/fleet/fleet.js';
import type { FleetOptions } from '../../src/estimate/fleet/fleet-options.js';
import { FleetReader } from '../../src/estimate/fleet/fleet-reader.js';
import type { FleetReport } from '../../src/estimate/fleet/fleet-report.js';
import { emptyRow } from '../../src/estimate/fleet/fleet-row.js';
import { IntegerSum } from '../../src/estimate/fleet/integer-sum.js';
import { priceFleet } from '../../src/estimate/fleet/price-fleet.js';
import { loadPriceBook } from '../../src/io/price-files.js';
import { type Month, parseMonth } from '../../src/model/month.js';
import { toCents } from '../../src/model/quantity.js';
import { readScenario } from '../../src/scenario/read-scenario.js';
import { cheapestMemoryMb, memoryChoice } from '../../src/simulate/lambda/memory-choice.js';
import { runs } from '../property-runs.js';

const book = loadPriceBook();
const month = parseMonth('730h') as Month;
const TERMS: FleetOptions = {
  book,
  region: 'us-east-1',
  month,
  freeTier: false,
  instanceType: 'm7g.large',
  cpuShare: 0,
  armSpeed: 1,
  maxSlowdown: 2,
  peakToMean: 3,
  top: 10,
  period: 'month',
};

/** Prices a text, handed over in pieces of so many lines. */
async function priced(text: string, terms: Partial<FleetOptions> = {}, linesAPiece = 1000): Promise<FleetReport> {
  const all = { ...TERMS, ...terms };
  const hours = { monthHours: month.hours, periodHours: month.hours };
  const reader = new FleetReader({ name: 'fleet.csv', map: new Map(), skipInvalid: false, ...hours });
  const lines = text.match(/.*\n/g) ?? [];
  let fleet: Fleet | undefined;
  for (let at = 0; at < lines.length; at += linesAPiece) {
    reader.read(
      lines.slice(at, at + linesAPiece).join(''),
      (columns) => {
        fleet = new Fleet(all, columns);
      },
      (row) => fleet?.add(row),
    );
  }
  if (fleet === undefined || reader.columns === undefined) throw new Error('no columns were read');
  return priceFleet(fleet, { name: 'fleet.csv', columns: reader.columns, skipped: reader.skipped }, all);
}

const usdOf = ({ designs }: FleetReport, name: string) =>
  designs.find((design) => design.name === name)?.monthlyUsd?.toFixed();

const TWO = 'name,requests,durationMs,memoryMb,usedMb\na,1000000,100,512,128\nb,10000000,20,1024,128\n';

describe('two functions, computed separately', () => {
  it('costs the sum of both on every design', async () => {
    const report = await priced(TWO);
    // 1M × 0.1 s × 0.5 GB + 10M × 0.02 s × 1 GB = 250,000 GB-s; 11M requests × 0.0000002 = 2.20
    expect(usdOf(report, 'Lambda as it is')).toBe('6.366675');
    expect(usdOf(report, 'Lambda x86_64')).toBe('6.366675');
    expect(usdOf(report, 'Lambda arm64')).toBe('5.53335');
    // All waiting, so 128 MB do: 37,500 GB-s × 0.0000166667 or 0.0000133334, and 2.20
    expect(usdOf(report, 'Lambda x86_64, best memory')).toBe('2.82500125');
    expect(usdOf(report, 'Lambda arm64, best memory')).toBe('2.7000025');
    // One task of 1 vCPU and 2 GB on arm64: 730 h × (0.03238 + 2 × 0.00356)
    expect(usdOf(report, 'Shared Fargate arm64')).toBe('28.835');
    expect(usdOf(report, 'Shared EC2')).toBe('59.568');
    expect(report.cheapest).toBe('Lambda arm64, best memory');
  });

  it('lists the moves by saving', async () => {
    const { moves } = await priced(TWO);
    expect(moves.count).toBe(2);
    // b: 200,000 GB-s × 0.0000166667 − 25,000 × 0.0000133334; a: 1.033335 − 0.366668, as shown
    expect(moves.largest.map(({ name, savingMicroUsd }) => [name, savingMicroUsd])).toEqual([
      ['b', 3_000_005n],
      ['a', 666_667n],
    ]);
  });

  it('takes the allowances once, over both', async () => {
    const report = await priced(TWO, { freeTier: true });
    // 250,000 of 400,000 GB-s, and 1M of 11M requests
    expect(usdOf(report, 'Lambda x86_64')).toBe('2');
    // Nothing but requests is left to pay, the same everywhere.
    expect(report.moves).toMatchObject({ count: 0, largest: [] });
  });
});

describe('a fleet on one design', () => {
  const lambda = fc.record({
    requests: fc.integer({ min: 0, max: 5_000_000_000 }),
    durationMs: fc.integer({ min: 1, max: 9_000_000 }).map((tenths) => tenths / 10),
    memoryMb: fc.integer({ min: 128, max: 10_240 }),
    architecture: fc.constantFrom('x86_64', 'arm64'),
  });

  it('costs what compare says of the same functions in one design, whatever the pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(lambda, { minLength: 1, maxLength: 6 }), fc.boolean(), async (functions, freeTier) => {
        const rows = functions.map(
          (of, at) => `f${at},${of.requests},${of.durationMs},${of.memoryMb},${of.architecture}\n`,
        );
        const report = await priced(
          `name,requests,durationMs,memoryMb,architecture\n${rows.join('')}`,
          { freeTier },
          2,
        );
        const services = functions.map((of) => ({ service: 'lambda', ...of, coldStarts: 0 }));
        const text = { version: 1, name: 'f', region: 'us-east-1', freeTier, designs: [{ name: 'd', services }] };
        const scenario = await readScenario(JSON.stringify(text), { regions: book.regions });
        const compared = compareScenario(scenario, book).results[0];
        const asItIs = report.designs[0]?.monthlyUsd;
        if (compared === undefined || asItIs == null) throw new Error('not priced');
        expect(toCents(asItIs).toFixed(2)).toBe(toCents(compared.monthlyUsd).toFixed(2));
      }),
      runs(60),
    );
  });
});

describe('sums of products', () => {
  it('are exact, however large', () => {
    const whole = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    const terms = fc.array(fc.tuple(whole, fc.oneof(whole, fc.integer({ min: 0, max: 9 }))));
    fc.assert(
      fc.property(terms, (pairs) => {
        const sum = new IntegerSum();
        for (const [a, b] of pairs) sum.add(a, b);
        expect(sum.total).toBe(pairs.reduce((total, [a, b]) => total + BigInt(a) * BigInt(b), 0n));
      }),
    );
  });
});

describe('the cheapest memory', () => {
  it('is the one found by looking at all sizes', () => {
    const part = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(part, part, fc.integer({ min: 1, max: 10_240 }), (waitMs, cpuMs, minMb) => {
        const request = { durationMs: waitMs + cpuMs, cpuMs };
        const size = { parallelism: 1, cpuSpeed: 1 };
        const limits = { minMb, maxMs: 900_000 };
        expect(cheapestMemoryMb(request, size, limits)).toBe(memoryChoice(request, size, limits)?.cheapestMb);
      }),
    );
  });
});

describe('shared containers', () => {
  const row = (minutes: number[]) => ({
    ...emptyRow(minutes.length),
    requests: month.seconds,
    usedMb: 100,
    minutes: Float64Array.from(minutes),
    minutesTotal: minutes.reduce((total, count) => total + count, 0),
  });
  const request = { durationMs: 2000, cpuMs: 1000 };
  const terms = { monthSeconds: month.seconds, peakToMean: 3, cpuSpeed: 1, minutes: 2 };

  it('share their room where peaks fall on different minutes', () => {
    const apart = new ContainerNeed(terms);
    for (const minutes of [
      [1, 0],
      [0, 1],
    ])
      apart.add(row(minutes), request);
    // One a second on average is two in the busy minute: 2 vCPU, 4 in flight; the other row keeps its one copy.
    expect(apart.busiest).toMatchObject({ vcpu: 2, memoryMb: 500, rows: 2 });
    const together = new ContainerNeed(terms);
    for (const minutes of [
      [1, 0],
      [1, 0],
    ])
      together.add(row(minutes), request);
    expect(together.busiest).toMatchObject({ vcpu: 4, memoryMb: 800 });
  });

  it('use the given peak where there are no minutes', () => {
    const flat = new ContainerNeed({ ...terms, minutes: 0 });
    flat.add(row([]), request);
    expect(flat.busiest).toMatchObject({ vcpu: 3, memoryMb: 600 });
  });

  it('hold every row in any order of filling', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(sizes, (memories) => {
        const memoryMb = memories.reduce((total, mb) => total + mb, 0);
        const need = { vcpu: 0, memoryMb, largestMb: Math.max(...memories), rows: memories.length };
        const copies = copiesFor(need, { vcpu: 1, memoryMb: 1000 }, 0.6) as number;
        let [used, left] = [1, 1000];
        for (const mb of memories) {
          if (mb > left) [used, left] = [used + 1, 1000];
          left -= mb;
        }
        expect(copies).toBeGreaterThanOrEqual(used);
      }),
    );
  });

  it('need a size that the largest row fits into', () => {
    const need = { vcpu: 1, memoryMb: 4000, largestMb: 2000, rows: 3 };
    expect(copiesFor(need, { vcpu: 1, memoryMb: 1999 }, 0.6)).toBeUndefined();
    expect(copiesFor(need, { vcpu: 1, memoryMb: 4000 }, 0.5)).toBe(2);
    expect(copiesFor({ ...need, rows: 0 }, { vcpu: 1, memoryMb: 1 }, 0.6)).toBe(0);
  });
});
