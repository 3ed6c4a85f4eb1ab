import type { Confidence } from '../model/cost-line.js';
import { exact, isDecimalText } from '../model/decimal.js';
import { EstimatorError, type Problem } from '../model/errors.js';
import type { Unit } from '../model/unit.js';
import { isUnit, UNITS } from '../model/unit.js';
import type { Price, Tier } from './price.js';
import { conversionFactor } from './unit-conversion.js';

/** Where a price comes from: given for the file, and again for a meter or a price where it differs. */
export interface Origin {
  /** Id in `pricing/index.json`, or an address. */
  readonly source: string;
  /** ISO date. */
  readonly publishedOn: string;
  readonly confidence: Confidence;
}

/** A tier of a price, in decimal text. */
export interface TierRecord {
  readonly startsAt: string;
  readonly usdPerUnit: string;
}

/** One price in one region: a single rate, or tiers that start at 0 and ascend. */
export interface PriceRecord extends Partial<Origin> {
  readonly usdPerUnit?: string;
  readonly tiers?: readonly TierRecord[];
  /** AWS's own key of the price, where AWS gave one. */
  readonly rateCode?: string;
}

/** The prices of one meter; an origin given here applies to all of its regions. */
export interface MeterRecord extends Partial<Origin> {
  readonly unit: string;
  /** By region id, or `global` for every region. */
  readonly regions: Readonly<Record<string, PriceRecord>>;
}

/** Units free in each month over the paying organisation, pooled over meters in the order given. */
export interface Allowance {
  readonly id: string;
  readonly unit: Unit;
  readonly quantity: string;
  readonly meters: readonly string[];
  /** Regions without it; left out where it applies in all. */
  readonly exceptRegions?: readonly string[];
  readonly source: string;
}

/** A price that is a share of another: `managed-instances-fee-m7i.large` is 12% of EC2's on-demand price. */
export interface FeeRecord extends Origin {
  /** Start of its meters; the rest of a meter's name is the instance type. */
  readonly meter: string;
  /** Start of the meters it is a share of. */
  readonly of: { readonly offer: string; readonly meter: string };
  /** Of every instance type without a share of its own; where it is left out, those have no price. */
  readonly share?: string;
  /** Other shares, by the letters an instance type starts with. */
  readonly shareOf?: readonly { readonly families: readonly string[]; readonly share: string }[];
  /** Shares of single instance types. */
  readonly shareByType?: Readonly<Record<string, string>>;
}

/** `pricing/<offer>.json`, or `pricing/<offer>/<region>.json` where one file would be too large. */
export interface PriceFile extends Origin {
  readonly offer: string;
  readonly currency: 'USD';
  readonly allowances?: readonly Allowance[];
  readonly fees?: readonly FeeRecord[];
  readonly meters: Readonly<Record<string, MeterRecord>>;
}

/** Region id of a price that applies everywhere: software and subscriptions that AWS sells at one price. */
export const EVERY_REGION = 'global';

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const CONFIDENCES: readonly unknown[] = ['high', 'medium', 'user'] satisfies Confidence[];

/**
 * Reads the text of a price file; its prices are checked one by one as they are used (`parsePrice`).
 *
 * @param path for messages: `pricing/lambda.json`
 * @throws EstimatorError `PRICE_FILE_INVALID`
 */
export function parsePriceFile(text: string, path: string): PriceFile {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    throw invalid(path, `is not JSON: ${(error as Error).message}`);
  }
  if (!isRecord(file)) throw invalid(path, 'is not a price file: it must hold one object');
  if (typeof file.offer !== 'string') throw invalid(path, '"offer" is missing: the AWS offer priced, such as "lambda"');
  if (file.currency !== 'USD') throw invalid(path, `"currency" must be "USD", not ${JSON.stringify(file.currency)}`);
  if (!isRecord(file.meters)) throw invalid(path, '"meters" is missing: an object of prices by meter');
  return file as unknown as PriceFile;
}

/**
 * Reads and checks one price of a file.
 *
 * @param unit the unit the meter is billed in; prices per second and per hour are converted
 * @returns undefined when the file has no such meter or region
 * @throws EstimatorError `PRICE_FILE_INVALID`
 */
export function parsePrice<U extends Unit>(file: PriceFile, meter: string, regionId: string, unit: U): PriceOf<U> {
  const meterRecord = file.meters[meter];
  const record = meterRecord?.regions?.[regionId] ?? meterRecord?.regions?.[EVERY_REGION];
  if (meterRecord === undefined || record === undefined) return undefined;
  const origin = { ...pickOrigin(file), ...pickOrigin(meterRecord), ...pickOrigin(record) };
  const problem = originProblem(origin) ?? rateProblem(record);
  if (problem !== undefined) throw invalid(priceAt(file, meter, regionId), problem);
  const factor = conversionFactor(meterRecord.unit, unit);
  if (factor === undefined) return undefined;
  const tiers = (record.tiers ?? [{ startsAt: '0', usdPerUnit: record.usdPerUnit as string }]).map((tier) => ({
    startsAt: exact(tier.startsAt).div(factor),
    rate: { usdPerUnit: exact(tier.usdPerUnit).times(factor), unit },
  }));
  return {
    unit,
    tiers: tiers as unknown as Price<U>['tiers'],
    rateCode: record.rateCode ?? null,
    ...(origin as Origin),
  };
}

type PriceOf<U extends Unit> = Price<U> | undefined;

/** Lists everything wrong in a price file: units, dates, sources, decimal texts, tiers. */
export function checkPriceFile(file: PriceFile, sources: Readonly<Record<string, string>>): Problem[] {
  const problems: Problem[] = [];
  for (const [meter, record] of Object.entries(file.meters)) {
    if (!isUnit(record.unit)) {
      problems.push({ at: `${file.offer}.${meter}.unit`, message: `"${record.unit}" is none of ${UNITS.join(', ')}` });
      continue;
    }
    for (const regionId of Object.keys(record.regions)) {
      try {
        const price = parsePrice(file, meter, regionId, record.unit);
        if (price !== undefined && !(price.source in sources) && !price.source.startsWith('https://')) {
          problems.push({ at: `${file.offer}.${meter}.${regionId}`, message: `unknown source "${price.source}"` });
        }
      } catch (error) {
        if (!(error instanceof EstimatorError)) throw error;
        problems.push({ at: `${file.offer}.${meter}.${regionId}`, message: error.message });
      }
    }
  }
  return problems;
}

function rateProblem(record: PriceRecord): string | undefined {
  if ((record.tiers === undefined) === (record.usdPerUnit === undefined)) return 'needs either "usdPerUnit" or "tiers"';
  if (record.tiers === undefined) return decimalProblem('usdPerUnit', record.usdPerUnit);
  if (!Array.isArray(record.tiers) || record.tiers.length === 0) return '"tiers" is empty';
  const tiers: readonly TierRecord[] = record.tiers;
  for (const tier of tiers) {
    const problem = decimalProblem('startsAt', tier?.startsAt) ?? decimalProblem('usdPerUnit', tier?.usdPerUnit);
    if (problem !== undefined) return problem;
  }
  return tierProblem(tiers.map((tier) => exact(tier.startsAt)));
}

function tierProblem(starts: readonly Tier['startsAt'][]): string | undefined {
  if (starts[0]?.isZero() !== true) return `the first tier starts at ${starts[0]}, not at 0: a tier is missing`;
  const falling = starts.findIndex((start, index) => index > 0 && start.lte(starts[index - 1] ?? 0));
  return falling === -1
    ? undefined
    : `tier ${falling + 1} starts at ${starts[falling]}, which is not above the one before`;
}

function decimalProblem(field: string, value: unknown): string | undefined {
  if (typeof value === 'number')
    return `"${field}" is the number ${value}: write it as text, "${value}", so that it stays exact`;
  if (typeof value !== 'string' || !isDecimalText(value) || value.startsWith('-')) {
    return `"${field}" must be decimal text of 0 or more, not ${JSON.stringify(value)}`;
  }
  return undefined;
}

function originProblem({ source, publishedOn, confidence }: Partial<Origin>): string | undefined {
  if (typeof source !== 'string' || source === '') return '"source" is missing';
  if (typeof publishedOn !== 'string' || !ISO_DATE.test(publishedOn))
    return '"publishedOn" must be a date like 2026-07-20';
  if (!CONFIDENCES.includes(confidence)) return `"confidence" must be one of ${CONFIDENCES.join(', ')}`;
  return undefined;
}

function pickOrigin(record: Partial<Origin>): Partial<Origin> {
  const { source, publishedOn, confidence } = record;
  return {
    ...(source !== undefined && { source }),
    ...(publishedOn !== undefined && { publishedOn }),
    ...(confidence !== undefined && { confidence }),
  };
}

function priceAt(file: PriceFile, meter: string, regionId: string): string {
  return `price of ${file.offer} "${meter}" in ${regionId}`;
}

function invalid(where: string, problem: string): EstimatorError {
  return new EstimatorError(
    'PRICE_FILE_INVALID',
    `${where}: ${problem}`,
    'Correct the price file; `crossover prices check` lists everything wrong in the price book.',
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
