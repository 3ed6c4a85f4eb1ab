import { type CompareOptions, compareScenario, stamped } from '../estimate/compare.js';
import { loadPriceBook } from '../io/price-files.js';
import { readScenarioFile } from '../io/scenario-files.js';
import { EstimatorError } from '../model/errors.js';
import { nearest } from '../model/nearest.js';
import type { Report } from '../model/report.js';
import type { PriceBook } from '../prices/price-book.js';

/** The flags that decide which prices are used. */
export interface PricingFlags {
  readonly region?: string | undefined;
  readonly 'free-tier': boolean;
  readonly prices?: readonly string[] | undefined;
}

/**
 * Reads and prices scenario files one after the other, so that a batch does not hold all of them at once.
 *
 * @param onRead called before each file, for progress
 * @throws EstimatorError of the first file that cannot be read or priced; its path stands in the message of a batch
 */
export async function priceScenarios(
  files: readonly string[],
  flags: PricingFlags,
  onRead: (file: string, index: number) => void = () => {},
): Promise<Report> {
  const book = openBook(flags);
  const options = compareOptions(flags, book);
  const reports = [];
  for (const [index, file] of files.entries()) {
    onRead(file, index);
    try {
      reports.push(compareScenario(await readScenarioFile(file, book.regions), book, options));
    } catch (error) {
      throw files.length > 1 ? inFile(error, file) : error;
    }
  }
  return stamped(reports, book);
}

/** The price book with the files of `--prices` on top. */
export function openBook({ prices = [] }: Pick<PricingFlags, 'prices'>): PriceBook {
  return loadPriceBook({ overrides: prices });
}

function compareOptions({ region, 'free-tier': freeTier }: PricingFlags, book: PriceBook): CompareOptions {
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

function inFile(error: unknown, file: string): unknown {
  if (!(error instanceof EstimatorError) || error.message.includes(file)) return error;
  return new EstimatorError(error.code, `${file}: ${error.message}`, error.hint, error.at, error.problems);
}
