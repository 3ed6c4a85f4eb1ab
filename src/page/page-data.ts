import { type BookExcerpt, bookFromExcerpt, excerptOf } from '../prices/book-excerpt.js';
import type { Asked, PriceBook } from '../prices/price-book.js';
import { portableScenario, scenarioFrom } from '../scenario/portable-scenario.js';
import type { Scenario } from '../scenario/scenario.js';

/** The input of the page's script, as JSON. */
export interface PageData {
  /** The scenarios that the page can recompute, by their index on it. */
  readonly scenarios: readonly (readonly [index: number, scenario: unknown])[];
  readonly book: BookExcerpt;
  /** Version of the page on its server, by which the script notices a newer one; null for a file. */
  readonly version: number | null;
}

/** Packs scenarios with the prices they need. */
export function packPageData(
  scenarios: readonly (readonly [index: number, scenario: Scenario])[],
  book: PriceBook,
  version: number | null,
): PageData {
  return {
    scenarios: scenarios.map(([index, scenario]) => [index, portableScenario(scenario)]),
    book: excerptOf(book, neededPrices(scenarios, book)),
    version,
  };
}

/** Unpacks the scenarios and a price book with the prices they need. */
export async function unpackPageData(data: PageData): Promise<{
  readonly scenarios: readonly (readonly [index: number, scenario: Scenario])[];
  readonly book: PriceBook;
}> {
  const scenarios = data.scenarios.map(async ([index, scenario]) => [index, await scenarioFrom(scenario)] as const);
  return { scenarios: await Promise.all(scenarios), book: bookFromExcerpt(data.book) };
}

/** Prices that were looked up, and all of the same services, since other values may use other meters. */
function neededPrices(scenarios: readonly (readonly [number, Scenario])[], book: PriceBook): Asked {
  const { prices, instanceTypes } = book.asked;
  const others = scenarios.flatMap(([, { designs, region }]) =>
    designs.flatMap(({ services }) =>
      services.flatMap(({ service }) => service.meters.map(({ offer, meter }) => ({ offer, meter, regionId: region }))),
    ),
  );
  return { prices: [...prices, ...others], instanceTypes };
}
