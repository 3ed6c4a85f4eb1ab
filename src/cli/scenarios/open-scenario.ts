import { withCompanions } from '../../estimate/companions.js';
import { readScenarioFile } from '../../io/scenario-files.js';
import type { PriceBook } from '../../prices/price-book.js';
import type { Scenario } from '../../scenario/scenario.js';
import { compareOptions, openPriceBook, type PricingFlags } from './pricing-options.js';

/** A scenario with the settings of the command line, and the price book to price it with. */
export interface OpenScenario {
  readonly scenario: Scenario;
  readonly book: PriceBook;
}

/** Reads one scenario file, and applies the region, free tier and companions of the command line. */
export async function openScenario(file: string, flags: PricingFlags): Promise<OpenScenario> {
  const book = openPriceBook(flags);
  const options = compareOptions(flags, book);
  const read = await readScenarioFile(file, book.regions);
  const scenario = flags.complete === true ? await withCompanions(read, true) : read;
  return { scenario: { ...scenario, ...options }, book };
}
