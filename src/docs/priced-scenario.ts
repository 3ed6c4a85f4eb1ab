import type { ScenarioReport } from '../model/report.js';
import type { PriceBook } from '../prices/price-book.js';
import type { Scenario } from '../scenario/scenario.js';

/** A priced scenario that documents take numbers from. */
export interface PricedScenario {
  readonly scenario: Scenario;
  readonly report: ScenarioReport;
  /** The prices used. */
  readonly book: PriceBook;
  /** Names of the price files that replace prices of the book, with their hash. */
  readonly overrides: readonly string[];
}

/** The scenarios of a document, and the hash of its checksums. */
export interface Sources {
  /**
   * Reads and prices a scenario.
   *
   * @param file as a marker names it
   *
   * @throws EstimatorError when it cannot be read or priced
   */
  readonly price: (file: string) => Promise<PricedScenario>;
  /** sha256 of a text, in hex. */
  readonly sha256: (text: string) => string;
}
