import type { ScenarioReport } from '../model/report.js';
import type { PriceBook } from '../prices/price-book.js';
import type { Scenario } from '../scenario/scenario.js';

/** A scenario that documents take numbers from, priced. */
export interface PricedScenario {
  readonly scenario: Scenario;
  readonly report: ScenarioReport;
  /** What it was priced with. */
  readonly book: PriceBook;
  /** Names of the price files that replace prices of the book, with their hash. */
  readonly overrides: readonly string[];
}

/** Where the numbers of a document come from. */
export interface Sources {
  /**
   * The scenario of a file, as a marker names it.
   *
   * @throws EstimatorError when it cannot be read or priced
   */
  readonly price: (file: string) => Promise<PricedScenario>;
  /** sha256 of a text, in hex. */
  readonly sha256: (text: string) => string;
}
