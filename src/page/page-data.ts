import { type BookExcerpt, bookOf, excerptOf } from '../prices/book-excerpt.js';
import type { Asked, PriceBook } from '../prices/price-book.js';
import { portableScenario, scenarioFrom } from '../scenario/portable-scenario.js';
import type { Scenario } from '../scenario/scenario.js';

/** What the page's script works with, as JSON holds it. */
export interface PageData {
  /** Those that the page can work out anew, by their place on it. */
  readonly scenarios: readonly (readonly [place: number, scenario: unknown])[];
  readonly book: BookExcerpt;
  /** Which page of its server this is, so that it can tell when there is another; null for a file. */
  readonly version: number | null;
}

/** Packs scenarios and the prices they need. */
export function pageData(
  scenarios: readonly (readonly [place: number, scenario: Scenario])[],
  book: PriceBook,
  version: number | null,
): PageData {
  return {
    scenarios: scenarios.map(([place, scenario]) => [place, portableScenario(scenario)]),
    book: excerptOf(book, wanted(scenarios, book)),
    version,
  };
}

/** Reads back the scenarios and a price book that holds what they need. */
export async function readPageData(data: PageData): Promise<{
  readonly scenarios: readonly (readonly [place: number, scenario: Scenario])[];
  readonly book: PriceBook;
}> {
  const scenarios = data.scenarios.map(async ([place, scenario]) => [place, await scenarioFrom(scenario)] as const);
  return { scenarios: await Promise.all(scenarios), book: bookOf(data.book) };
}

/** Prices that were looked up, and those of the same services that another amount of use would need. */
function wanted(scenarios: readonly (readonly [number, Scenario])[], book: PriceBook): Asked {
  const { prices, instanceTypes } = book.asked;
  const others = scenarios.flatMap(([, { designs, region }]) =>
    designs.flatMap(({ services }) =>
      services.flatMap(({ service }) => service.meters.map(({ offer, meter }) => ({ offer, meter, regionId: region }))),
    ),
  );
  return { prices: [...prices, ...others], instanceTypes };
}
