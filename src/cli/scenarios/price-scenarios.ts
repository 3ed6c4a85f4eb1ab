import { withCompanions } from '../../estimate/companions.js';
import { compareScenario } from '../../estimate/compare.js';
import { type PriceDates, priceBookStamp, priceDates } from '../../estimate/price-dates.js';
import { readScenarioFile } from '../../io/scenario-files.js';
import type { Reason } from '../../model/reason.js';
import type { Report, Result, ScenarioReport } from '../../model/report.js';
import type { PriceBook } from '../../prices/price-book.js';
import type { Scenario } from '../../scenario/scenario.js';
import { errorInFile } from '../errors/error-in-file.js';
import { startProgress } from '../terminal/progress.js';
import { compareOptions, openPriceBook, type PricingFlags } from './pricing-options.js';

/** How a batch is priced. */
export interface BatchOptions {
  /** Called with the path of each trace that a scenario names. */
  readonly onTrace?: ((path: string) => void) | undefined;
  /** Finds why one design is cheaper than another, from the lines of a comparison. */
  readonly reasons?:
    | ((scenario: Scenario, results: readonly Result[], book: PriceBook) => Promise<readonly Reason[]>)
    | undefined;
  /** Only totals are shown: the lines behind them are dropped after each file, so that memory does not grow with files. */
  readonly totalsOnly?: boolean;
}

/**
 * Reads and prices scenario files one after the other, and shows progress on a terminal.
 *
 * @throws EstimatorError of the first file that cannot be read or priced; in a batch its message names the file
 */
export async function priceScenarios(
  files: readonly string[],
  flags: PricingFlags,
  { onTrace, reasons, totalsOnly = false }: BatchOptions = {},
): Promise<Report> {
  const book = openPriceBook(flags);
  const options = compareOptions(flags, book);
  const scenarios: ScenarioReport[] = [];
  let dates: PriceDates | undefined;
  const progress = startProgress(files.length, 'scenarios');
  for (const [index, file] of files.entries()) {
    try {
      const read = await readScenarioFile(file, book.regions, onTrace);
      // Totals do not show which services are missing.
      const scenario = flags.complete || !totalsOnly ? await withCompanions(read, flags.complete ?? false) : read;
      const compared = compareScenario(scenario, book, options, (share) => progress.step(index + share));
      const found = await reasons?.({ ...scenario, ...options }, compared.results, book);
      const report = found === undefined ? compared : { ...compared, reasons: found };
      dates = priceDates([report], dates);
      scenarios.push(totalsOnly ? withoutLines(report) : report);
    } catch (error) {
      throw files.length > 1 ? errorInFile(error, file) : error;
    }
  }
  progress.end();
  return { priceBook: priceBookStamp(book, dates ?? priceDates([])), scenarios };
}

function withoutLines(report: ScenarioReport): ScenarioReport {
  const results = report.results.map((result) => ({ ...result, lines: [], activity: {}, assumptions: [] }));
  return { ...report, results };
}
