import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare, loadPriceBook, readScenario } from '../../src/index.js';
import type { CostLine } from '../../src/model/cost-line.js';
import { type Decimal, exact, sum } from '../../src/model/decimal.js';

/** A published calculation, and what of it Crossover is held against. One file of them per service. */
export interface PublishedCase {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly region: string;
  readonly month?: string;
  readonly freeTier?: boolean;
  readonly services?: readonly object[];
  readonly designs?: Readonly<Record<string, readonly object[]>>;
  readonly workloads?: readonly object[];
  /** Where the source's prices are not those of the book. */
  readonly prices?: readonly PublishedPrice[];
  readonly expect: readonly Expectation[];
  /** Lines that the source rounds to cents before it adds them: half a cent each may be missing. */
  readonly sumOfLines?: number;
  /** Why the source is wrong; then each expectation that is not reproduced says what is right. */
  readonly differs?: string;
}

interface PublishedPrice {
  readonly offer: string;
  readonly meter: string;
  readonly unit: string;
  readonly usdPerUnit?: string;
  readonly tiers?: readonly object[];
}

/** Dollars or a quantity, as printed: of all lines, or of those of one design, service or list of meters. */
export interface Expectation {
  readonly design?: string;
  readonly service?: string;
  readonly meters?: readonly string[];
  readonly meter?: string;
  readonly usd?: string;
  readonly quantity?: string;
  readonly ours?: string;
}

/** What came out beside what was printed. */
export interface Outcome {
  readonly expectation: Expectation;
  readonly printed: Decimal;
  readonly ours: Decimal;
  readonly tolerance: Decimal;
}

/** A published calculation that Crossover cannot be held against. */
export interface LeftOut {
  readonly title: string;
  readonly source: string;
  readonly reason: string;
}

const FOLDER = 'test/truth';
const LEFT_OUT = 'left-out.json';

export function leftOutCases(): readonly LeftOut[] {
  return JSON.parse(readFileSync(join(FOLDER, LEFT_OUT), 'utf8')) as LeftOut[];
}

export function publishedCases(): readonly PublishedCase[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json') && file !== LEFT_OUT)
    .sort()
    .flatMap((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as PublishedCase[]);
}

/** Runs a case as a user would: a scenario file, and its own prices laid over the book. */
export async function outcomesOf(published: PublishedCase): Promise<Outcome[]> {
  const folder = mkdtempSync(join(tmpdir(), 'crossover-truth-'));
  try {
    const book = loadPriceBook({ overrides: priceFiles(published, folder) });
    const scenario = await readScenario(JSON.stringify(scenarioFile(published)), {
      file: `${published.id}.json`,
      regions: book.regions,
    });
    const results = compare([scenario], book).scenarios[0]?.results ?? [];
    return published.expect.map((expectation) => {
      const of = results.filter(({ design }) => (expectation.design ?? results[0]?.design) === design);
      return outcome(
        published,
        expectation,
        of.flatMap(({ lines }) => lines),
      );
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function scenarioFile({ title, region, month, freeTier, services, designs, workloads }: PublishedCase): object {
  return {
    version: 1,
    name: title,
    region,
    month: month ?? '730h',
    freeTier: freeTier ?? false,
    ...(workloads !== undefined && { workloads }),
    designs: Object.entries(designs ?? { 'as published': services }).map(([name, of]) => ({ name, services: of })),
  };
}

function priceFiles({ prices = [], region }: PublishedCase, folder: string): string[] {
  return prices.map(({ offer, meter, unit, usdPerUnit, tiers }, index) => {
    const path = join(folder, `${index}.json`);
    const price = usdPerUnit === undefined ? { tiers } : { usdPerUnit };
    writeFileSync(
      path,
      JSON.stringify({
        offer,
        currency: 'USD',
        source: 'https://example.com/as-published',
        publishedOn: '2026-01-01',
        confidence: 'user',
        meters: { [meter]: { unit, regions: { [region]: price } } },
      }),
    );
    return path;
  });
}

function outcome(published: PublishedCase, expectation: Expectation, lines: readonly CostLine[]): Outcome {
  const { service, meters, meter, usd, quantity } = expectation;
  const of = lines.filter(
    (line) =>
      (service === undefined || line.service === service) &&
      (meters === undefined || meters.includes(line.meter)) &&
      (meter === undefined || line.meter === meter),
  );
  if (of.length === 0) throw new Error(`${published.id}: no line of ${JSON.stringify(expectation)}`);
  if (quantity !== undefined) {
    const used = of.filter(({ chargeCategory }) => chargeCategory === 'Usage');
    const ours = sum(used.map((line) => line.pricingQuantity.amount));
    return { expectation, printed: exact(quantity), ours, tolerance: halfOfLastDigit(quantity) };
  }
  if (usd === undefined) throw new Error(`${published.id}: an expectation needs usd or quantity`);
  // A total of lines rounded one by one may miss half a cent for each of them.
  const isTotal = meters === undefined && meter === undefined && service === undefined;
  const tolerance = isTotal ? halfOfLastDigit(usd).times(published.sumOfLines ?? 1) : halfOfLastDigit(usd);
  return { expectation, printed: exact(usd), ours: sum(of.map((line) => line.listCost)), tolerance };
}

/** 0.005 of `2.33`, 0.5 of `580`. */
function halfOfLastDigit(printed: string): Decimal {
  return exact(10)
    .pow(-(printed.split('.')[1]?.length ?? 0))
    .div(2);
}
