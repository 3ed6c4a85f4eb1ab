import type { Reason } from '../../model/reason.js';
import type { Result } from '../../model/report.js';
import type { PriceBook } from '../../prices/price-book.js';
import type { Scenario, Workload } from '../../scenario/scenario.js';
import { byCost, factsOfComparison, factsOfDesign } from './design-facts.js';

/**
 * Explains for each workload why the cheapest design costs less than the next one, by facts of the priced designs alone. What
 * would flip the answer takes a search: see `adviseOn`.
 *
 * @param results of the comparison of that scenario
 */
export function reasonsFor(scenario: Scenario, results: readonly Result[], book: PriceBook): Reason[] {
  const workloads: readonly (Workload | null)[] = scenario.workloads.length === 0 ? [null] : scenario.workloads;
  return workloads.map((workload) => {
    const own = results.filter((result) => result.workload === (workload?.name ?? null));
    const compared = byCost(own).slice(0, 2);
    const [first, second] = compared;
    const ofDesigns = compared.flatMap((result) => {
      const design = scenario.designs.find(({ name }) => name === result.design);
      return design === undefined ? [] : factsOfDesign(design, result, { scenario, workload, book });
    });
    return {
      workload: workload?.name ?? null,
      between: first && second && [first.design, second.design],
      facts: [...factsOfComparison(own), ...ofDesigns],
      flip: undefined,
    };
  });
}
