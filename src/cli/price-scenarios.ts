import { withCompanions } from '../estimate/companions.js';
import { type CompareOptions, compareScenario } from '../estimate/compare.js';
import { type PriceDates, priceBookStamp, priceDates } from '../estimate/price-dates.js';
import { loadPriceBook } from '../io/price-files.js';
import { readScenarioFile } from '../io/scenario-files.js';
import { EstimatorError } from '../model/errors.js';
import { nearest } from '../model/nearest.js';
import type { Reason } from '../model/reason.js';
import type { Report, Result, ScenarioReport } from '../model/report.js';
import type { PriceBook } from '../prices/price-book.js';
import type { Scenario } from '../scenario/scenario.js';
import { progressOf } from './progress.js';

/** The flags that decide what is priced, and which prices are used. */
export interface PricingFlags {
  readonly complete?: boolean;
  readonly region?: string | undefined;
  readonly 'free-tier': boolean;
  readonly prices?: readonly string[] | undefined;
}

/** How a batch is priced; how far it is shows on a terminal. */
export interface BatchOptions {
  /** Called with the path of each trace that a scenario names. */
  readonly onTrace?: ((path: string) => void) | undefined;
  /** Says why, from the lines of a comparison. */
  readonly reasons?:
    | ((scenario: Scenario, results: readonly Result[], book: PriceBook) => Promise<readonly Reason[]>)
    | undefined;
  /** Only totals will be shown: the lines behind them are let go file by file, so that memory does not grow with them. */
  readonly totalsOnly?: boolean;
}

/**
 * Reads and prices scenario files one after the other.
 *
 * @throws EstimatorError of the first file that cannot be read or priced; its path stands in the message of a batch
 */
export async function priceScenarios(
  files: readonly string[],
  flags: PricingFlags,
  { onTrace, reasons, totalsOnly = false }: BatchOptions = {},
): Promise<Report> {
  const book = openBook(flags);
  const options = compareOptions(flags, book);
  const scenarios: ScenarioReport[] = [];
  let dates: PriceDates | undefined;
  const progress = progressOf(files.length, 'scenarios');
  for (const [index, file] of files.entries()) {
    try {
      const read = await readScenarioFile(file, book.regions, onTrace);
      // What is missing is not shown beside totals.
      const scenario = flags.complete || !totalsOnly ? await withCompanions(read, flags.complete ?? false) : read;
      const compared = compareScenario(scenario, book, options, (share) => progress.step(index + share));
      const why = await reasons?.({ ...scenario, ...options }, compared.results, book);
      const report = why === undefined ? compared : { ...compared, reasons: why };
      dates = priceDates([report], dates);
      scenarios.push(totalsOnly ? totals(report) : report);
    } catch (error) {
      throw files.length > 1 ? inFile(error, file) : error;
    }
  }
  progress.end();
  return { priceBook: priceBookStamp(book, dates ?? priceDates([])), scenarios };
}

function totals(report: ScenarioReport): ScenarioReport {
  const results = report.results.map((result) => ({ ...result, lines: [], activity: {}, assumptions: [] }));
  return { ...report, results };
}

/** The price book with the files of `--prices` on top. */
export function openBook({ prices = [] }: Pick<PricingFlags, 'prices'>): PriceBook {
  return loadPriceBook({ overrides: prices });
}

/**
 * The flags that replace settings of a scenario.
 *
 * @throws EstimatorError `ARGUMENT_INVALID` for a region that the book does not have
 */
export function compareOptions({ region, 'free-tier': freeTier }: PricingFlags, book: PriceBook): CompareOptions {
  if (region !== undefined && !book.regions.includes(region)) {
    const close = nearest(region, book.regions);
    throw new EstimatorError(
      'ARGUMENT_INVALID',
      `Unknown region "${region}"`,
      `${close === undefined ? '' : `Did you mean "${close}"? `}Known: ${book.regions.join(', ')}.`,
      '--region',
    );
  }
  return { ...(region !== undefined && { region }), ...(!freeTier && { freeTier: false }) };
}

/** Says in which file of several an error is. */
export function inFile(error: unknown, file: string): unknown {
  if (!(error instanceof EstimatorError) || error.message.includes(file)) return error;
  return new EstimatorError(error.code, `${file}: ${error.message}`, error.hint, error.at, error.problems);
}
