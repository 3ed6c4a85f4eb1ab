import { withCompanions } from '../../estimate/companions.js';
import { readScenarioFile } from '../../io/scenario-files.js';
import type { PriceBook } from '../../prices/price-book.js';
import type { Scenario } from '../../scenario/scenario.js';
import { compareOptions, openBook, type PricingFlags } from './price-scenarios.js';

/** A scenario as `compare` prices it, and the book it is priced with. */
export interface OpenScenario {
  readonly scenario: Scenario;
  readonly book: PriceBook;
}

/** Reads one scenario file with the terms of the command line. */
export async function openScenario(file: string, flags: PricingFlags): Promise<OpenScenario> {
  const book = openBook(flags);
  const options = compareOptions(flags, book);
  const read = await readScenarioFile(file, book.regions);
  const scenario = flags.complete === true ? await withCompanions(read, true) : read;
  return { scenario: { ...scenario, ...options }, book };
}
