import { relative } from 'node:path';
import type { PricedScenario } from '../docs/priced-scenario.js';
import { withCompanions } from '../estimate/companions.js';
import { compareScenario } from '../estimate/compare.js';
import type { PriceBook } from '../prices/price-book.js';
import { readScenarioFile } from './scenario-files.js';

/**
 * Makes a function that prices scenario files by their absolute path, each once.
 *
 * @returns a function that rejects with an EstimatorError for a scenario that cannot be read or priced
 */
export function scenarioPricer(book: PriceBook): (path: string) => Promise<PricedScenario> {
  const known = new Map<string, Promise<PricedScenario>>();
  const price = async (path: string): Promise<PricedScenario> => {
    const near = relative(process.cwd(), path);
    // A file named "-" is not standard input.
    const read = await readScenarioFile(near === '-' ? path : near, book.regions);
    const scenario = await withCompanions(read, false);
    const overrides = book.overrides.map(({ name }) => name);
    return { scenario, report: compareScenario(scenario, book), book, overrides };
  };
  return (path) => {
    const priced = known.get(path) ?? price(path);
    known.set(path, priced);
    return priced;
  };
}
